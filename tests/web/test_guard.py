"""Who may ask, how much and how long, and what a browser is told with every answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Scope

from atuforms.web.guard import ANY_ADDRESS, LOOPBACK, Guard, Limits


async def _echo(request: Request) -> Response:
    return PlainTextResponse(f"{len(await request.body())}")


async def _slow(request: Request) -> Response:
    await asyncio.sleep(5)
    return PlainTextResponse("late")


async def _faulty(request: Request) -> Response:
    raise ValueError("the secret of a record")


def _refuse(scope: Scope, status: int, sentence: str, values: Mapping[str, object]) -> Response:
    return PlainTextResponse(sentence.format(**values), status)


def guarded(hosts: tuple[str, ...] = LOOPBACK, limits: Limits | None = None) -> TestClient:
    routes = [
        Route("/", _echo, methods=["GET", "POST"]),
        Route("/slow", _slow),
        Route("/faulty", _faulty),
    ]
    bounds = limits or Limits()
    guard = Middleware(Guard, hosts=hosts, limits=bounds, refuse=_refuse)
    return TestClient(Starlette(routes=routes, middleware=[guard]), "http://localhost:8765")


@pytest.mark.parametrize(
    ("host", "hosts", "status"),
    [
        ("localhost:8765", LOOPBACK, 200),
        ("LOCALHOST", LOOPBACK, 200),
        ("127.0.0.1:1", LOOPBACK, 200),
        ("[::1]:8765", LOOPBACK, 200),
        ("evil.example", LOOPBACK, 421),
        ("evil.example:8765", LOOPBACK, 421),
        ("localhost.evil.example", LOOPBACK, 421),
        ("127.0.0.1.evil.example:8765", LOOPBACK, 421),
        ("192.0.2.7", LOOPBACK, 421),
        ("", LOOPBACK, 421),
        ("192.0.2.7:8765", (*LOOPBACK, ANY_ADDRESS), 200),
        ("evil.example", (*LOOPBACK, ANY_ADDRESS), 421),
        ("forms.atu.edu.kz", ("forms.atu.edu.kz",), 200),
        ("anything", ("*",), 200),
    ],
)
def test_a_service_answers_to_its_own_names_only(
    host: str, hosts: tuple[str, ...], status: int
) -> None:
    assert guarded(hosts).get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost:8765"}, 200),
        ({"Origin": "http://localhost:8765", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://localhost:9999"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://localhost:8765"}, 403),
    ],
)
def test_another_site_may_send_nothing(headers: dict[str, str], status: int) -> None:
    with guarded() as client:
        assert client.post("/", content=b"{}", headers=headers).status_code == status
        # It may lead here, as any link does.
        assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nothing", "/slow", "/faulty"])
def test_every_answer_tells_the_browser_what_it_may_do(path: str) -> None:
    answer = guarded(limits=Limits(seconds=0.2)).get(path)
    policy = dict(
        part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert "camera=()" in answer.headers["permissions-policy"]


def _pieces(count: int) -> Iterator[bytes]:
    yield from (b"x" * 1000 for _ in range(count))


def test_what_is_too_large_is_refused_as_it_comes_whatever_was_claimed() -> None:
    client = guarded(limits=Limits(size=5000))
    assert client.post("/", content=b"x" * 5000).text == "5000"
    refused = client.post("/", content=b"x" * 5001)
    assert (refused.status_code, refused.text[:17]) == (413, "This is more than")
    assert client.post("/", content=_pieces(5)).text == "5000"
    assert client.post("/", content=_pieces(6)).status_code == 413


@pytest.mark.parametrize("length", ["-1", "1e3", "9" * 400, "0x10"])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    answer = guarded().get("/", headers={"Content-Length": length})
    assert answer.status_code == 413


def test_what_takes_too_long_is_ended_with_a_sentence() -> None:
    answer = guarded(limits=Limits(seconds=0.2)).get("/slow")
    assert answer.status_code == 408
    assert "was stopped" in answer.text


def test_a_mistake_of_ours_is_told_without_what_was_sent(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = guarded().get("/faulty")
    assert answer.status_code == 500
    assert "secret" not in answer.text + caplog.text
    assert "ValueError test_guard.py" in caplog.text
