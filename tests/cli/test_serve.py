"""``atuforms serve``: where it listens, what it says, how it ends."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from tests.cli.conftest import Run

from atuforms.cli import serve_


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which somebody listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_port_in_use_is_told_and_what_to_do(run: Run, taken: int) -> None:
    said = run("serve", "--port", taken)
    assert said.code == 2
    assert f"Port {taken} at 127.0.0.1 cannot be used" in said.err
    assert "--port" in said.err
    assert said.out == ""


def test_an_address_that_is_none_of_ours_is_told(run: Run) -> None:
    for host in ("192.0.2.1", "no such host"):
        said = run("serve", "--host", host, "--port", 0)
        assert said.code == 2
        assert host in said.err


@pytest.mark.parametrize("package", ["uvicorn", "starlette", "pypdfium2"])
def test_without_the_extra_its_installation_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    for name in [name for name in sys.modules if name.startswith("atuforms.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    said = run("serve", "--port", 0)
    assert said.code == 3
    assert 'pip install "atuforms[web]"' in said.err


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("::", False)],
)
def test_only_this_machine_may_ask_unless_another_address_is_named(host: str, own: bool) -> None:
    known = serve_.hosts_of(host, ["forms.atu.edu.kz"])
    assert {"localhost", "forms.atu.edu.kz"} <= set(known)
    assert ("*.*" in known) is not own
    assert "*" not in known


def _ask(address: str, **headers: str) -> int:
    parts = urlsplit(address)
    assert parts.hostname is not None
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    with closing(connection):
        connection.request("GET", "/kk/", headers=headers)
        return connection.getresponse().status


def _loris(address: str) -> list[socket.socket]:
    """Clients that begin to send, and never end or go away in the middle."""
    parts = urlsplit(address)
    begun = []
    for number in range(40):
        one = socket.create_connection((str(parts.hostname), parts.port or 0), 5)
        one.sendall(
            b"POST /api/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Content-Length: 1000\r\n\r\n{"
        )
        if number % 2:
            one.close()
        else:
            begun.append(one)
    return begun


def test_it_says_its_address_answers_there_and_ends_at_ctrl_c() -> None:
    command = [sys.executable, "-m", "atuforms", "serve", "--port", "0", "--lang", "ru"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        address = program.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        held = _loris(address)
        assert _ask(address) == 200
        assert _ask(address, Host="evil.example") == 421
        begun = time.monotonic()
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=30)
        for each in held:
            each.close()
    assert time.monotonic() - begun < 20
    assert (program.returncode, out) == (0, "")
    assert "Ctrl-C" in err
    assert "Traceback" not in err
