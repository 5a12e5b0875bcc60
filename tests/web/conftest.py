"""The service: in this process for most tests, as a program of its own for those that need one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.forms.builders import changed, example

import atuforms
from atuforms.web.application import application


@pytest.fixture(scope="session")
def client() -> Iterator[TestClient]:
    """A browser without scripts, which keeps to where it was sent."""
    service = application(["testserver"])
    with TestClient(service, follow_redirects=False, raise_server_exceptions=True) as found:
        yield found


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The address of a service that runs as ``atuforms serve``."""
    command = [sys.executable, "-m", "atuforms", "serve", "--port", "0", "--lang", "en"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ}
    ) as program:
        assert program.stdout is not None
        yield program.stdout.readline().strip()
        program.send_signal(signal.SIGINT)
        assert program.wait(20) == 0


@pytest.fixture(scope="session")
def certificate() -> dict[str, Any]:
    """A record without a mistake."""
    return example("mooc-placement-certificate")


@pytest.fixture(scope="session")
def broken_word() -> bytes:
    """A filled-in Word document without its director, and with a title that is too long."""
    record = changed("mooc-placement-certificate", director=None, course_title="ұзақ атау " * 20)
    return atuforms.render(record, "docx", lang="kk", draft=True).data


@pytest.fixture(scope="session")
def sound_word(certificate: dict[str, Any]) -> bytes:
    return atuforms.render(certificate, "docx", lang="kk").data


@pytest.fixture
def emptied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for what is temporary, in which nothing may be left."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    yield tmp_path
    assert list(tmp_path.iterdir()) == []
