"""Clients that send and read slowly lose their own connections, and keep nobody else out."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from atuforms.web import connections
from atuforms.web.connections import PatientProtocol

HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
BODY = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\n{"
MUCH = 20_000_000


async def _home(request: Request) -> Response:
    return PlainTextResponse(f"{len(await request.body())}")


async def _much(request: Request) -> Response:
    return Response(b"x" * MUCH)


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    monkeypatch.setattr(connections, "HEADERS", 0.6)
    monkeypatch.setattr(connections, "WHOLE", 1.2)
    routes = [Route("/", _home, methods=["GET", "POST"]), Route("/much", _much)]
    config = uvicorn.Config(
        Starlette(routes=routes),
        http=PatientProtocol,
        log_level="critical",
        limit_concurrency=256,
        ws="none",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        yield listening.getsockname()
        server.should_exit = True
        thread.join()


def answer_to(given: socket.socket) -> bytes:
    """All that comes until the other side has ended it."""
    given.settimeout(60)
    found = b""
    while part := given.recv(65_536):
        found += part
    return found


def is_answered(address: tuple[str, int]) -> bool:
    with socket.create_connection(address) as client:
        client.sendall(HEAD + b"Connection: close\r\n\r\n")
        return answer_to(client).endswith(b"\r\n\r\n0")


@pytest.mark.parametrize("begun", [b"", HEAD, BODY])
def test_hundreds_that_never_finish_keep_nobody_out(address: tuple[str, int], begun: bytes) -> None:
    held = []
    try:
        for _ in range(300):
            client = socket.create_connection(address)
            client.sendall(begun)
            held.append(client)
        assert is_answered(address)
    finally:
        for client in held:
            client.close()


def test_a_request_that_does_not_come_whole_is_refused_in_every_language(
    address: tuple[str, int],
) -> None:
    with socket.create_connection(address) as client:
        for letter in b"GET / HT":
            client.sendall(bytes([letter]))
            time.sleep(0.05)
        told = answer_to(client).decode()
    assert told.startswith("HTTP/1.1 408")
    for words in ("қабылданбады", "отклонён", "was refused"):
        assert words in told
    with socket.create_connection(address) as silent:
        assert answer_to(silent) == b""  # as browsers open them beforehand


def test_a_client_that_asks_again_has_its_time_again(address: tuple[str, int]) -> None:
    with socket.create_connection(address) as client:
        for _ in range(4):
            client.sendall(HEAD + b"\r\n")
            time.sleep(0.4)
            assert client.recv(4096).endswith(b"\r\n\r\n0")
        client.sendall(b"GET / ")
        assert b"408" in answer_to(client)


def test_who_does_not_read_is_left(address: tuple[str, int]) -> None:
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(address)
        client.sendall(b"GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n")
        time.sleep(2)
        received = b""
        with suppress(ConnectionError):
            received = answer_to(client)
    assert len(received) < MUCH
