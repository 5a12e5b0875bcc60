"""Where something is in a Word document is said in words: nobody counts its lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.documents.reading.editing import document, paragraph
from tests.documents.test_comments import certificate

import atuforms

BANK = ("1. Не дұрыс?", "A) Бір", "B) Бір", "C) Үш", "ANSWER: A")


@pytest.mark.parametrize("command", [("check",), ("testbank", "bank.docx", "bank.gift")])
def test_no_line_of_a_word_document_is_counted(
    command: tuple[str, ...], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bank.docx").write_bytes(document(*map(paragraph, BANK)))
    Path("certificate.docx").write_bytes(certificate())
    Path("blank.docx").write_bytes(atuforms.blank("02-02", lang="ru").data)
    files = ("bank.docx", "certificate.docx", "blank.docx") if command == ("check",) else ()
    said = run(*command, *files)
    assert re.search(r"docx( \[[^\]]+\])?: (error|warning): ", said.out + said.err)
    assert not re.search(r"docx:\d", said.out + said.err)
    assert "into the record" not in said.out
