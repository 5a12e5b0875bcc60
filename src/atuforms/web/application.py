"""The service as an ASGI application: pages for people, an API for other systems.

It may stand anywhere below another application: all addresses in its pages are relative.
"""

from __future__ import annotations

import asyncio
import functools
import hashlib
import json
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Scope

from atuforms import editing
from atuforms.core.exceptions import UnknownForm
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.translation import translate
from atuforms.core.settings import Settings, find_settings
from atuforms.web import page, words
from atuforms.web.answers import HTML
from atuforms.web.description import openapi
from atuforms.web.guard import DEADLINE, LOOPBACK, PATH, Guard, Limits
from atuforms.web.operations import OPERATIONS
from atuforms.web.page import Place
from atuforms.web.reader import of_path, preferred
from atuforms.web.tasks import Kind, Task
from atuforms.web.workers import Broken, Busy, Gone, TooLong, Workers

WORKERS: Final = 2
"""Processes that work at once, where nobody says otherwise."""

LOG: Final = logging.getLogger(__name__)

_MEDIA_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_TO_ANSWER: Final = 0.25
"""Seconds that are kept to answer in when the work has taken too long."""


def application(
    hosts: Sequence[str] = LOOPBACK,
    *,
    workers: int = WORKERS,
    limits: Limits | None = None,
    settings: Settings | None = None,
) -> Starlette:
    """The service, to be run or to be mounted in another application.

    :param hosts: the names by which browsers may address it.
    :param workers: how many processes work at once.
    :param limits: of a request; 20 MB and 60 seconds if not given.
    :param settings: of the organisation; those found from the current folder if not given.
    """
    bounds = limits or Limits()
    service = _Service(Workers(workers, settings or find_settings()), bounds)
    return Starlette(
        routes=service.routes(),
        middleware=[Middleware(Guard, hosts=hosts, limits=bounds, refuse=refused)],
        exception_handlers={HTTPException: service.refuse},
        lifespan=service.lifespan,
    )


class _Service:
    """The endpoints, and the workers behind them."""

    def __init__(self, workers: Workers, limits: Limits) -> None:
        self._workers = workers
        self._limits = limits

    @asynccontextmanager
    async def lifespan(self, app: Starlette) -> AsyncIterator[None]:
        """Begin the workers beforehand, and end them with the service."""
        self._workers.start()
        try:
            yield
        finally:
            await asyncio.to_thread(self._workers.close)

    def routes(self) -> list[BaseRoute]:
        """Every address of the service."""
        api: list[BaseRoute] = [Route("/openapi.json", _description)]
        for name, operation in OPERATIONS.items():
            methods = ["GET", "POST"] if operation.reads else ["POST"]
            api.append(Route(f"/{name}", partial(self._work, "api", name), methods=methods))
        return [
            Route("/", _door),
            Mount("/api", routes=api),
            Route("/static/{name}", _static),
            *(Mount(f"/{lang}", routes=self._pages(lang)) for lang in LANGUAGES),
        ]

    def _pages(self, lang: Language) -> list[BaseRoute]:
        return [
            Route("/", partial(_home, lang)),
            Route("/files", partial(self._work, "page", "files"), methods=["POST"]),
            Route("/files", partial(self._files, lang)),
            Route("/testbank", partial(self._work, "page", "testbank"), methods=["POST"]),
            Route("/testbank", partial(self._banks, lang)),
            Route("/blanks/{name}.{to}", partial(self._blank, lang)),
            Route("/{name}", partial(_form, lang)),
        ]

    async def _files(self, lang: Language, request: Request) -> Response:
        return _page(page.files_page(Place(lang, "files"), self._limits.size))

    async def _banks(self, lang: Language, request: Request) -> Response:
        return _page(page.banks_page(Place(lang, "testbank"), self._limits.size))

    async def _blank(self, lang: Language, request: Request) -> Response:
        query = {"form": request.path_params["name"], "to": request.path_params["to"]}
        answer = await self._do(Task("api", "blank", lang, {**query, "lang": lang}), request)
        if answer.status_code == 200:
            return answer
        sentence = json.loads(bytes(answer.body)).get("error", "")
        return _refusal_page(request.scope, answer.status_code, sentence)

    async def _work(self, kind: Kind, name: str, request: Request) -> Response:
        lang = _reader(request.scope)
        query = dict(request.query_params) if kind == "api" else {}
        sent = request.headers.get("content-type", "")
        return await self._do(Task(kind, name, lang, query, sent, await request.body()), request)

    async def _do(self, task: Task, request: Request) -> Response:
        async def gone() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass

        left = request.scope[DEADLINE] - asyncio.get_running_loop().time() - _TO_ANSWER
        try:
            answer = await self._workers.do(task, left, gone)
        except TooLong:
            seconds = {"seconds": round(self._limits.seconds)}
            return refused(request.scope, 408, words.TOO_LONG, seconds)
        except Busy:
            return refused(request.scope, 503, words.BUSY, {}, {"Retry-After": "5"})
        except Broken:
            LOG.error("a worker ended: %s %s", task.kind, task.name)
            return refused(request.scope, 422, words.BROKEN, {})
        except Gone:
            return Response(status_code=499)
        if answer.fault:
            LOG.error("%s %s: %s", task.kind, task.name, answer.fault)
        return Response(answer.body, answer.status, answer.all_headers())

    async def refuse(self, request: Request, error: Exception) -> Response:
        """The answer to what has no endpoint, and to a body that is too large."""
        assert isinstance(error, HTTPException)  # noqa: S101 — it is registered for these
        headers = dict(error.headers or {})
        if error.status_code == 413:
            limit = {"limit": self._limits.size // 1_000_000}
            return refused(request.scope, 413, words.TOO_LARGE, limit, headers)
        if error.status_code == 405:
            methods = {"methods": headers.get("Allow", "GET")}
            return refused(request.scope, 405, words.NOT_ALLOWED, methods, headers)
        return refused(request.scope, error.status_code, words.NOT_FOUND, {}, headers)


async def _door(request: Request) -> Response:
    wanted = preferred(request.headers.get("accept-language", ""))
    # Relative, for services that stand below another address.
    return Response(status_code=307, headers={"Location": f"{wanted}/", "Vary": "Accept-Language"})


async def _home(lang: Language, request: Request) -> Response:
    asked = request.query_params.get("q", "")[:200]
    return _page(page.home(Place(lang, query=asked), asked))


async def _form(lang: Language, request: Request) -> Response:
    name = request.path_params["name"]
    try:
        known = page.canonical(name)
    except UnknownForm:
        return _refusal_page(request.scope, 404, translate(words.NOT_FOUND, lang))
    if known != name:
        return RedirectResponse(known)
    return _page(page.form_page(Place(lang, known), known))


async def _description(request: Request) -> Response:
    path = request.scope[PATH]
    # Where the service stands, as the one who asks sees it.
    base = request.scope["path"].removesuffix(path)
    return JSONResponse(openapi(base or "/"))


async def _static(request: Request) -> Response:
    found = _assets().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    body, media_type, tag = found
    # The browser may keep it, if it asks each time whether it is still so.
    headers = {"Cache-Control": "no-cache", "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)


@functools.cache
def _assets() -> Mapping[str, tuple[bytes, str, str]]:
    """The files that pages load, by name: there are no others, whatever an address says."""
    files = [*Path(__file__).with_name("static").iterdir(), editing.SCRIPT, editing.STYLE]
    found = {}
    for file in files:
        if file.suffix in _MEDIA_TYPES:
            body = file.read_bytes()
            tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            found[file.name] = (body, _MEDIA_TYPES[file.suffix], tag)
    return found


def refused(
    scope: Scope,
    status: int,
    sentence: str,
    values: Mapping[str, object],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that says why something is not done: a page, or JSON from the API."""
    said = translate(sentence, _reader(scope), **values)
    if scope[PATH].startswith("/api/"):
        return JSONResponse({"ok": False, "error": said}, status, headers)
    return _refusal_page(scope, status, said, headers)


def _refusal_page(
    scope: Scope, status: int, said: str, headers: Mapping[str, str] | None = None
) -> Response:
    lang = _reader(scope)
    name = "not_found" if status == 404 else "refused"
    place = Place(lang, up=scope[PATH].count("/") - 1)
    return _page(page.refusal(place, words.words_in(lang)[name], said), status, headers)


def _page(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    body = text.encode("utf-8", "replace")
    return Response(body, status, headers, HTML)


def _reader(scope: Scope) -> Language:
    """The language of whoever asks: that of the page, else that of the browser."""
    accepted = b",".join(value for name, value in scope["headers"] if name == b"accept-language")
    return of_path(scope[PATH], accepted.decode("latin-1"))
