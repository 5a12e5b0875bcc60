"""A web service with the forms in it: pages and API below ``/forms/``, functions of one's own beside.

    pip install "atuforms[web]" fastapi
    uvicorn app:app

``http://localhost:8000/forms/`` shows all forms, ``/forms/api/openapi.json`` describes their API, and
``curl -d '{"form": "glossary"}' -H 'Content-Type: application/json' localhost:8000/kk/check`` asks
the function below. ``ATUFORMS_HOSTS=forms.example.kz`` names the address under which people reach it.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Literal
from urllib.parse import quote

from fastapi import FastAPI, Request, Response

import atuforms
from atuforms.web.application import application

hosts = os.environ.get("ATUFORMS_HOSTS", "localhost,127.0.0.1").split(",")
forms = application(hosts)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Begin and end the processes of the forms with this service: a mounted application cannot."""
    async with forms.router.lifespan_context(forms):
        yield


app = FastAPI(title="Forms of ATU", lifespan=lifespan)
Language = Literal["kk", "ru", "en"]
Record = dict[str, Any]

# All addresses in its pages are relative, so that it may stand anywhere.
app.mount("/forms", forms)


# Plain functions, not coroutines: FastAPI calls each in a thread of its own.
@app.post("/{lang}/check")
def check(lang: Language, record: Record) -> Response:
    """Everything that is wrong with a record, in the language of the address."""
    report = atuforms.check(record)
    return Response(report.to_json(lang), 200 if report.ok else 422, media_type="application/json")


@app.post("/{lang}/render/{to}")
def render(lang: Language, to: str, record: Record) -> Response:
    """The document of a record; of a wrong one, what ``check`` says."""
    try:
        document = atuforms.render(record, to, lang=lang)
    except atuforms.InvalidRecord as error:
        return Response(error.report.to_json(lang), 422, media_type="application/json")
    name = f"attachment; filename*=UTF-8''{quote(document.filename)}"
    return Response(document.data, 200, {"Content-Disposition": name}, document.media_type)


@app.exception_handler(atuforms.AtuformsError)
def refuse(request: Request, error: atuforms.AtuformsError) -> Response:
    """What is no record, or is not to be had here, in a sentence."""
    return Response(error.text(request.path_params["lang"]), 400, media_type="text/plain")
