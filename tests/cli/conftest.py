"""The command line, run as a person runs it, in this process."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

import pytest

from atuforms.cli import main


class Said(NamedTuple):
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs ``atuforms`` with these words; English unless ``--lang`` says otherwise."""
    monkeypatch.setenv("ATUFORMS_LANG", "en")
    monkeypatch.setenv("LANGUAGE", os.environ.get("LANGUAGE", ""))

    def call(*words: object) -> Said:
        capsys.readouterr()
        with pytest.raises(SystemExit) as stop:
            main([str(word) for word in words])
        captured = capsys.readouterr()
        code = stop.value.code
        return Said(code if isinstance(code, int) else 0, captured.out, captured.err)

    return call
