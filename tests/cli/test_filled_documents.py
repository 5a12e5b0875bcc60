"""A document that was filled in is as good an input as a record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import atuforms
from atuforms.core.exceptions import UnreadableInput


@pytest.fixture
def example(repository: Path) -> Path:
    return repository / "examples" / "mooc-placement-certificate.yaml"


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_filled_document_is_printed_like_its_record(
    ending: str, example: Path, tmp_path: Path
) -> None:
    filled = atuforms.render(example, ending, lang="ru").save(tmp_path / f"filled.{ending}")
    printed = atuforms.render(filled, "pdf", lang="kk")
    assert printed.filename == "filled.kk.pdf"
    assert printed.data == atuforms.render(example, "pdf", lang="kk").data


def test_the_command_prints_a_filled_document(
    example: Path, tmp_path: Path, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    atuforms.render(example, "docx", lang="ru").save(tmp_path / "filled.docx")
    assert run("render", "filled.docx", "--lang", "en", "--to", "pdf", "-o", "out").code == 0
    assert (tmp_path / "out" / "filled.en.pdf").read_bytes().startswith(b"%PDF")


def test_load_says_how_a_document_becomes_a_record(example: Path, tmp_path: Path) -> None:
    filled = atuforms.render(example, "docx", lang="ru").save(tmp_path / "filled.docx")
    with pytest.raises(UnreadableInput, match=r"atuforms read .*filled\.docx -o record\.yaml"):
        atuforms.load(filled)
