"""``atuforms read``: from a filled document back to a record, and what changed in it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.documents.reading.editing import edited, element, paragraph

import atuforms
from atuforms.cli import main
from atuforms.documents.reading.document import diff


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


def test_an_author_who_was_added_is_shown_in_the_language_of_who_reads(
    document: Path, tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = tmp_path / "old.yaml"
    whole = atuforms.load(repository / "examples" / "mooc-working-programme.yaml").record()
    record.write_text(json.dumps({**whole, "authors": whole["authors"][:1]}), encoding="utf-8")
    assert run("read", document, "--diff", record, "--lang", "ru") == 0
    _, added = capsys.readouterr().out.splitlines()
    author = whole["authors"][1]
    assert added.startswith(f"  + {author['name']['ru']}; {author['position']['ru']}")
    assert author["name"]["kk"] not in added


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


def typed_below(path: Path, target: Path, words: str) -> Path:
    """The document with a paragraph more, which stands in no field."""
    line = element(paragraph(words))
    target.write_bytes(edited(path.read_bytes(), lambda root: root[0].insert(1, line)))
    return target


@pytest.mark.parametrize(("form", "lang"), [("02-09", "kk"), ("minutes-extract", "ru")])
def test_what_stands_in_no_field_stops_reading_checking_and_printing_alike(
    form: str, lang: str, tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = repository / "examples" / f"{atuforms.get_form(form).SLUG}.yaml"
    made = atuforms.render(record, "docx", lang=lang).save(tmp_path / "made.docx")
    typed = typed_below(made, tmp_path / "typed.docx", "Zwischenruf am Rande")
    for words in (("read",), ("check",), ("render", "-o", tmp_path / "out", "--to", "pdf")):
        assert run(words[0], typed, *words[1:], "--lang", "en") == 1
        shown = capsys.readouterr()
        assert "1 error, 0 warnings" in shown.out + shown.err
        assert "Zwischenruf am Rande" in shown.out + shown.err
    assert not (tmp_path / "out").exists()
    assert run("check", made) == 0
    draft = ("render", typed, "--draft", "-o", tmp_path / "out", "--to", "docx")
    assert run(*draft, "--lang", "en") == 0
    assert "Zwischenruf am Rande" in capsys.readouterr().err


def test_a_document_is_not_read_as_another_form_than_it_is(
    document: Path, tmp_path: Path, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = atuforms.render(repository / "examples" / "glossary.yaml", "pdf", lang="ru")
    for path in (document, printed.save(tmp_path)):
        assert run("read", path, "--form", "02-09", "--lang", "en") == 2
        assert "not of 02-09" in capsys.readouterr().err
    assert run("read", document, "--form", "02-02") == 0


def test_a_number_is_the_same_in_words_and_in_digits() -> None:
    for form, name, number in (("02-02", "year", 2026), ("02-01", "credits", 5)):
        before: dict[str, object] = {"form": form, name: number}
        assert diff(before, {"form": form, name: str(number)}) == []
        assert diff(before, {"form": form, name: f"{number}.0"}) == []
        assert [each.after for each in diff(before, {"form": form, name: "31"})] == ["31"]
    one: dict[str, object] = {"form": "02-09", "number": "007"}
    assert len(diff(one, {"form": "02-09", "number": "7"})) == 1


def test_a_paper_in_one_language_is_compared_in_what_it_shows(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = atuforms.load(repository / "examples" / "test-bank.yaml")
    paper = atuforms.render(record, "docx", lang="ru", variant="questions-only").save(tmp_path)
    values = record.record()
    for name, changed in (("same", []), ("other", ["questions.0.text", "questions.4"])):
        known = tmp_path / f"{name}.json"
        known.write_text(json.dumps(values, ensure_ascii=False, default=str), "utf-8")
        # The answers are missing, which is said, and no difference.
        assert run("read", paper, "--diff", known, "--lang", "en") == 1
        shown = capsys.readouterr().out
        assert re.findall(r"\[([\w.]+)\]$", shown, re.MULTILINE) == changed
        values["questions"][0]["text"] = {"kk": "Бір?", "ru": "Один?", "en": "One?"}
        del values["questions"][4]
