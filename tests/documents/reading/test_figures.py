"""What measures the round trips of Word documents finds a reader that loses something."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest
from tests.documents.reading.examples import example

import atuforms
from atuforms.documents.reading.document import read_document

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return importlib.import_module("word_round_trips")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("python-docx", "whole"),
        ("flattened", "whole"),
        ("typed beside", "lost"),
        ("row inserted", "lost"),
        ("row moved", "lost"),
        ("row deleted", "silent"),
    ],
)
def test_a_reader_that_sees_no_change_is_found_out(
    figures: ModuleType, monkeypatch: pytest.MonkeyPatch, change: str, found: str
) -> None:
    data = atuforms.render(example("01-03"), "docx", lang="ru").data
    reading = read_document(data)
    changed = figures.CHANGES[change](data)
    assert figures.verdict("01-03", "ru", data, changed)[0] in ("whole", "told")
    monkeypatch.setattr(figures, "read_document", lambda *_, **__: reading)
    assert figures.verdict("01-03", "ru", data, changed)[0] == found
