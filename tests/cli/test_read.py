"""``atuforms read``: from a filled document back to a record, and what changed in it."""

from __future__ import annotations

from pathlib import Path

import pytest

import atuforms
from atuforms.cli import main


def run(*words: object) -> int:
    with pytest.raises(SystemExit) as stop:
        main([str(word) for word in words])
    code = stop.value.code
    assert isinstance(code, int)
    return code


@pytest.fixture
def document(tmp_path: Path, repository: Path) -> Path:
    example = repository / "examples" / "mooc-working-programme.yaml"
    return atuforms.render(example, "docx", lang="kk").save(tmp_path)


def test_a_document_becomes_its_record(
    document: Path, tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "record.yaml"
    assert run("read", document, "-o", target, "--lang", "ru") == 0
    assert capsys.readouterr().out.strip() == str(target)
    assert atuforms.load(target) == atuforms.load(
        repository / "examples" / "mooc-working-programme.yaml"
    )
    assert run("read", document, "-o", target) == 2
    assert run("read", document, "-o", target, "--force") == 0


def test_only_what_changed_is_shown(
    document: Path, tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (repository / "examples" / "mooc-working-programme.yaml").read_text(encoding="utf-8")
    record = tmp_path / "old.yaml"
    record.write_text(text.replace("year: 2025", "year: 2024"), encoding="utf-8")
    assert run("read", document, "--diff", record, "--lang", "en") == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[1:] == ["  - 2024", "  + 2025"]
    assert shown[0].endswith("[year]")


def test_an_empty_blank_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blank = atuforms.blank("02-09", "docx", lang="kk").save(tmp_path)
    assert run("read", blank, "--lang", "en") == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("# F.CAIDD-7.5.1-2025-02-09")
    assert "[missing]" in printed.err


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK\x03\x04 nothing")
    assert run("read", path) == 2
