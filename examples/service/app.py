"""A web service on atuforms: a record comes as JSON, findings or a document go back.

    pip install atuforms fastapi uvicorn
    uvicorn app:app

``curl -d '{"form": "glossary"}' -H 'Content-Type: application/json' localhost:8000/kk/check``
"""

from typing import Any, Literal
from urllib.parse import quote

from fastapi import FastAPI, Request, Response

import atuforms

app = FastAPI(title="Forms of ATU")
Language = Literal["kk", "ru", "en"]
Record = dict[str, Any]


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
