"""What becomes of a record with mistakes: every one told at once, in its place, with advice."""

from __future__ import annotations

from pathlib import Path

import pytest

import atuforms
from atuforms.core.exceptions import UnknownForm, UnreadableInput
from atuforms.core.findings import InvalidRecord, Report

RECORD = """\
form: 02-09
number: 17
date: 2025-12-12
authors:
  - name: Сейітқали Әсел Нұрланқызы
    position: доцент
unit: Кафедра
course_title: Негіздер
platform: Платформа
language: kk
target_audience: студенттер
placement_date: 2025-12-05
course_link: https://mooc.atu.edu.kz/1
director: А.С. Жұмабекова
"""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "certificate.yaml"
    path.write_text(RECORD, encoding="utf-8")
    return path


def mended(path: Path, old: str, new: str) -> Report:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return atuforms.check(path)


def only(report: Report) -> tuple[str, str, int | None]:
    assert len(report.findings) == 1, report.text("en")
    finding = report.findings[0]
    return finding.rule, finding.path, finding.line


def test_a_sound_record_has_no_findings(record: Path) -> None:
    report = atuforms.check(record)
    assert report.ok
    assert report.findings == ()


@pytest.mark.parametrize(
    ("old", "new", "rule", "path", "line"),
    [
        ("date: 2025-12-12", "date: 31.02.2026", "wrong-type", "date", 3),
        ("date: 2025-12-12", "date: 2026-02-31", "wrong-type", "date", 3),
        ("date: 2025-12-12", "date: yesterday", "wrong-type", "date", 3),
        ("https://mooc", "mooc", "wrong-type", "course_link", 13),
        ("language: kk", "language: kz", "not-a-choice", "language", 10),
        ("director: А.С. Жұмабекова\n", "", "missing", "director", 1),
        ("platform:", "platfrom:", "unknown-key", "platfrom", 9),
        ("unit: Кафедра", "unit: [a, b]", "wrong-type", "unit", 7),
        ("unit: Кафедра", "unit: ''", "missing", "unit", 7),
        ("unit: Кафедра", "unit:", "missing", "unit", 7),
        ("unit: Кафедра", 'unit: "a\\x07b"', "control-character", "unit", 7),
        ("position: доцент", "positon: доцент", "unknown-key", "authors.0.positon", 6),
        ("authors:", "authors: x\nlist:", "wrong-type", "authors", 4),
    ],
)
def test_each_mistake_is_found_where_it_stands(
    record: Path, old: str, new: str, rule: str, path: str, line: int
) -> None:
    report = mended(record, old, new)
    assert not report.ok
    assert (rule, path, line) in [(f.rule, f.path, f.line) for f in report.findings]


def test_a_title_of_151_characters_names_limit_and_clause(record: Path) -> None:
    report = mended(record, "course_title: Негіздер", "course_title: " + "Н" * 151)
    assert only(report) == ("0201-title-150", "course_title", 8)
    finding = report.findings[0]
    assert (finding.limit, finding.actual, finding.clause) == (150, 151, "02-01 item 1")
    text = report.text("en")
    assert "certificate.yaml:8:1" in text
    assert "151 characters, at most 150 allowed (F.CAIDD-7.5.1-2025-02-01, item 1)" in text
    assert "Shorten it by 1 character." in text
    assert mended(record, "Н" * 151, "Н" * 150).ok


def test_a_latin_letter_in_a_kazakh_word_is_a_warning(record: Path) -> None:
    report = mended(record, "Негіздер", "Негiздер")
    assert only(report) == ("mixed-alphabet", "course_title", 8)
    assert report.ok
    assert report.findings[0].actual == "Негiздер"


def test_all_mistakes_are_told_at_once(record: Path) -> None:
    mended(record, "date: 2025-12-12", "date: 31.02.2026")
    mended(record, "language: kk", "language: kz")
    mended(record, "Негіздер", "Н" * 151)
    report = mended(record, "director: А.С. Жұмабекова\n", "")
    rules = [finding.rule for finding in report.findings]
    assert rules == ["missing", "wrong-type", "0201-title-150", "not-a-choice"]


def test_load_raises_with_the_same_report(record: Path) -> None:
    mended(record, "language: kk", "language: kz")
    with pytest.raises(InvalidRecord) as caught:
        atuforms.load(record)
    assert [f.rule for f in caught.value.report.findings] == ["not-a-choice"]


def test_keywords_that_make_no_form_raise_with_a_report() -> None:
    with pytest.raises(InvalidRecord) as caught:
        atuforms.get_form("02-09")(number="1", titel="x")
    rules = {finding.path: finding.rule for finding in caught.value.report.findings}
    assert rules["titel"] == "unknown-key"
    assert rules["director"] == "missing"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (b"# nothing but a comment\n", "is empty"),
        ("unit: Кафедра".encode("cp1251"), "is not UTF-8"),
        (b"form: 02-09\n\tunit: x\n", ":2: a tab"),
        (b"form: 02-09\nform: 02-09\n", ":2: the key"),
        (b"- a\n- b\n", "consists of lines"),
        (b"form: 02-09\nunit: [a\n", "not YAML"),
        (b"form: 02-09\n---\nform: 02-09\n", "2 records"),
        (b"a: &a [x,x,x]\nb: &b " + b"[*a,*a,*a]\n" * 1, "does not say which form"),
    ],
)
def test_a_file_that_is_no_record_is_refused_with_one_sentence(
    tmp_path: Path, data: bytes, words: str
) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(data)
    with pytest.raises((UnreadableInput, UnknownForm)) as caught:
        atuforms.load(path)
    assert words in str(caught.value)
    assert caught.value.exit_code == 2


def test_aliases_do_not_multiply_values_without_end(tmp_path: Path) -> None:
    rows = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        rows.append(f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]")
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(rows))
    with pytest.raises(UnreadableInput, match="too many values"):
        atuforms.load(path)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is a folder"):
        atuforms.load(tmp_path)
    with pytest.raises(UnreadableInput, match="There is no file"):
        atuforms.load(tmp_path / "none.yaml")


def test_json_is_read_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_text(
        '{\n\t"form": "02-09",\n\t"number": 5,\n\t"language": "kz"\n}', encoding="utf-8"
    )
    report = atuforms.check(path)
    assert ("not-a-choice", 4) in [(f.rule, f.line) for f in report.findings]


@pytest.mark.parametrize(
    "name",
    [
        "02-09",
        " 02-09 ",
        "mooc-placement-certificate",
        "MoocPlacementCertificate",
        "Ү.ЖИЦДО-7.5.1-2025-02-09",
        "ү.жицдо-7.5.1-2025-02-09",
        "Ф.ЦИИЦР - 7.5.1 - 2025 - 02-09",
        "F.CAIDD-7.5.1-2025-02-09",
    ],
)
def test_a_form_is_found_by_every_spelling(name: str) -> None:
    assert atuforms.get_form(name).CODE == "02-09"


def test_an_unknown_form_names_the_nearest(record: Path) -> None:
    with pytest.raises(UnknownForm, match="Did you mean"):
        mended(record, "form: 02-09", "form: 02-99")


def test_values_are_read_as_text_first() -> None:
    report = atuforms.check({"form": "02-09", "unit": "no", "number": "2:40"})
    assert not [f for f in report.findings if f.path in ("unit", "number")]
