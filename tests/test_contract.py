"""The contract of design and records, statement by statement, through the public names alone."""

from __future__ import annotations

import copy
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests import yaml_files
from tests.forms import data
from tests.programs import text_of

import atuforms
from atuforms.records.blank_record import blank_record

REPOSITORY = Path(__file__).resolve().parent.parent
RECORDS: dict[str, Any] = (
    yaml_files.read(Path(__file__).with_name("contract_records.yaml")) | data.records()
)
# A bank has a hundred questions; the file has room for the first.
RECORDS["02-05"]["required"]["questions"] = [
    {
        "text": f"{number} + {number} неге тең?",
        "options": [f"{letter}{number}" for letter in "abcde"],
        "answer": "ABCDE"[number % 5],
    }
    for number in range(100)
]
DRAFT = "ЖОБА / ПРОЕКТ / DRAFT"


@pytest.fixture(autouse=True)
def _beside_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The records name one picture; it lies in the folder where the tests run."""
    shutil.copy(REPOSITORY / "examples/pictures/growth.png", tmp_path / "p.png")
    monkeypatch.chdir(tmp_path)


def record(form: str, *, full: bool = False, **values: Any) -> dict[str, Any]:
    """A record with what a form requires, with all its keys if ``full``, and these values."""
    parts = copy.deepcopy(RECORDS[form])
    optional = parts["optional"] if full else {}
    return {"form": form, **parts["required"], **optional, **values}


def findings(of: Any) -> list[tuple[str, str, str]]:
    """Rule, path and severity of each finding."""
    return [(each.rule, each.path, each.severity) for each in atuforms.check(of).findings]


def words(document: atuforms.Document) -> list[str]:
    """The words of a document, page by page; of a Word document in one piece."""
    if document.filename.endswith(".pdf"):
        return text_of(document.data).split("\f")[:-1]
    package = zipfile.ZipFile(io.BytesIO(document.data))
    parts = [
        re.sub(r"<[^>]+>", "", package.read(name).decode())
        for name in package.namelist()
        if re.fullmatch(r"word/(document|header\d*)\.xml|ppt/slides/slide\d+\.xml", name)
    ]
    return ["".join(parts)] if document.filename.endswith(".docx") else parts


def refused(of: Any, to: str = "docx", **options: Any) -> set[tuple[str, str]]:
    """Rule and path of what keeps a record from being rendered."""
    with pytest.raises(atuforms.InvalidRecord) as caught:
        atuforms.render(of, to, **options)
    return {(each.rule, each.path) for each in caught.value.report.errors}


# Drafts


@pytest.mark.parametrize("form", RECORDS)
def test_a_draft_is_made_of_any_record_and_marked_on_every_page(form: str) -> None:
    without_pictures = yaml.safe_load(
        yaml.safe_dump(record(form, full=True), allow_unicode=True).replace("p.png", "none.png")
    )
    for to in {"docx", "pptx", "pdf"} & set(atuforms.get_form(form).FORMATS):
        for each in ({"form": form}, without_pictures):
            pages = words(atuforms.render(each, to, lang="ru", draft=True))
            assert pages
            assert all(DRAFT in page for page in pages), (to, each)
    if atuforms.get_form(form).FORMATS:
        assert DRAFT not in "".join(words(atuforms.render(record(form), "pdf", lang="ru")))


# How values are read


@pytest.mark.parametrize("form", RECORDS)
def test_what_a_form_requires_is_enough_and_each_part_is_missed(form: str) -> None:
    assert atuforms.check(record(form)).ok
    for key in RECORDS[form]["required"]:
        rest = record(form)
        del rest[key]
        assert [each for each in findings(rest) if each[2] == "error"] == [
            ("missing", key, "error")
        ]
        assert ("missing", key, "error") in findings({**rest, key: None})


@pytest.mark.parametrize("form", RECORDS)
def test_every_key_of_a_form_is_known_in_its_stated_shape(form: str) -> None:
    shape = {"wrong-type", "unknown-key", "not-a-choice", "missing", "control-character"}
    assert not shape & {rule for rule, _path, _severity in findings(record(form, full=True))}


@pytest.mark.parametrize("form", RECORDS)
def test_texts_may_be_mappings_of_languages(form: str) -> None:
    three = {"kk": "Мәтін", "ru": "Текст", "en": "Text"}
    for key, value in record(form, full=True).items():
        if value == "Мәтін":
            assert findings(record(form, full=True, **{key: three})) == findings(
                record(form, full=True)
            )
            lacking = findings(record(form, full=True, **{key: {"kk": "Мәтін"}}))
            for lang in ("ru", "en"):
                assert ("language-missing", f"{key}.{lang}", "warning") in lacking


def test_one_or_a_list_is_told_by_its_key() -> None:
    for level in ("master", "магистратура", ["bachelor", "master"]):
        assert atuforms.check(record("02-11", level=level)).ok
    assert ("not-a-choice", "level", "error") in findings(record("02-11", level="school"))
    assert ("not-a-choice", "level.1", "error") in findings(
        record("02-11", level=["master", "school"])
    )
    assert atuforms.check(record("04-01", language=["kk", "ru"])).ok
    assert ("not-a-choice", "language", "error") in findings(record("04-01", language="kz"))


def test_names_need_no_language() -> None:
    director = {"name": {"kk": "Әсел Сейітқали"}}
    document = atuforms.render(record("02-09", director=director), lang="ru")
    assert "Әсел Сейітқали" in words(document)[0]
    both = {"name": {"kk": "Сейітқали", "en": "Seitkali"}}
    document = atuforms.render(record("02-09", director=both), lang="en")
    assert "Seitkali" in words(document)[0]


def test_the_language_of_a_record_is_one_of_three() -> None:
    assert findings(record("02-09", lang="KK")) == []
    assert findings(record("02-09", lang="kz")) == [("not-a-choice", "lang", "error")]


def test_plain_strings_are_in_the_language_of_the_record() -> None:
    texts = ("unit", "course_title", "platform", "target_audience")
    assert findings(record("02-09", lang="kk")) == []
    assert refused(record("02-09", lang="kk"), lang="ru") == {
        ("language-missing", f"{key}.ru") for key in texts
    }
    for lang in ("kk", "ru", "en"):
        atuforms.render(record("02-09"), lang=lang)


def test_values_of_python_are_read_like_those_of_a_file() -> None:
    assert ("missing", "date", "error") in findings(record("02-09", date=None))
    assert findings(record("01-01", date=None)) == []
    assert ("unknown-key", "5", "error") in findings({**record("02-09"), 5: "x"})
    deep: Any = "x"
    for _ in range(500):
        deep = [deep]
    with pytest.raises(atuforms.AtuformsError, match="too deeply"):
        atuforms.check(record("02-09", unit=deep))


def test_filled_documents_and_test_banks_are_checked_like_records(tmp_path: Path) -> None:
    document = atuforms.render(record("02-09", course_title="x" * 151), draft=True)
    path = document.save(tmp_path / "filled.docx")
    assert ("0201-title-150", "course_title", "error") in findings(path)
    bank = atuforms.render(record("02-05"), "aiken").save(tmp_path / "bank.txt")
    assert atuforms.check(bank).ok
    (tmp_path / "few.txt").write_text("A?\nA. b\nB. c\nANSWER: C\n")
    assert {rule for rule, _path, _severity in findings(tmp_path / "few.txt")} >= {
        "0201-tests-min-100",
        "0205-item-format",
    }


def test_a_key_without_a_value_is_a_gap_and_so_is_what_holds_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    head = "form: act-of-implementation\ntitle: T\nauthors: [А]\ndiscipline: Д\ncommission: [А]\n"
    for gap in ("", "~", "null", "\n  -", "\n  kk:\n  ru:"):
        path.write_text(f"{head}results: {gap}\ndate: {gap}\n", encoding="utf-8")
        report = atuforms.check(path)
        assert findings(path) == [("missing", "date", "error")]
        assert report.findings[0].line == 7 + gap.count("\n")
    path.write_text(f"{head}date: 2025-12-12\nresults: ''\nstudents: '~'\n", encoding="utf-8")
    assert findings(path) == [("wrong-type", "students", "error")]
    path.write_text(f"{head}date: 2025-12-12\nresults: &a [*a]\n", encoding="utf-8")
    with pytest.raises(atuforms.AtuformsError):
        atuforms.check(path)


@pytest.mark.parametrize("form", RECORDS)
def test_a_new_record_lacks_what_the_form_requires_and_nothing_else(
    form: str, tmp_path: Path
) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(blank_record(atuforms.get_form(form), "kk"), encoding="utf-8")
    assert {each for each in findings(path) if each[2] == "error"} == {
        ("missing", key, "error") for key in RECORDS[form]["required"]
    }


def test_limits_and_figures_are_numbers_for_other_programs() -> None:
    bands = [{"from": 0, "to": "40.5", "result": "x"}]
    data = json.loads(atuforms.check(record("02-08", progress_bands=bands)).to_json())
    assert (data["findings"][0]["limit"], data["findings"][0]["actual"]) == (100, 40.5)


def test_pictures_are_wanted_when_a_record_is_printed(tmp_path: Path) -> None:
    (tmp_path / "p.png").unlink()
    for form in ("01-02", "02-04", "03-02"):
        report = atuforms.check(record(form))
        assert report.ok
        assert {each.rule for each in report.warnings} == {"picture"}
        to = atuforms.get_form(form).FORMATS[0]
        assert {rule for rule, _path in refused(record(form), to)} == {"picture"}
    material = record("02-03", body="![a](none.png)")
    assert findings(material) == [("picture", "body", "warning")]
    assert refused(material) == {("picture", "body")}


# Forms, Python, decisions


@pytest.mark.parametrize("form", RECORDS)
def test_a_form_is_found_by_every_spelling_and_built_with_keywords(form: str) -> None:
    cls = atuforms.get_form(form)
    spellings = [cls.SLUG, cls.SLUG.upper(), cls.__name__]
    if cls.CODE:
        prefixes = ("F.CAIDD", "Ү.ЖИЦДО", "Ф.ЦИИЦР", "ү.жицдо", " f . caidd ")
        spellings += [cls.CODE, *(f"{prefix}-7.5.1-2025-{cls.CODE}" for prefix in prefixes)]
    assert {atuforms.get_form(spelling) for spelling in spellings} == {cls}
    assert getattr(atuforms, cls.__name__) is cls
    assert atuforms.FORMS[form] is cls
    values = RECORDS[form]["required"]
    assert cls(**values) == atuforms.load(record(form))


def test_a_folder_is_checked_across_documents(tmp_path: Path) -> None:
    for form in ("01-01", "02-09"):
        values = record(form, course_title=f"Курс {form}")
        (tmp_path / f"{form}.json").write_text(json.dumps(values), encoding="utf-8")
    report = atuforms.check_dossier(tmp_path)
    assert not report.ok
    assert {"documents-disagree", "01-staff-submits-forms", "0101-attachments"} <= {
        finding.rule for finding in report.findings
    }
    assert json.loads(report.to_json())["findings"]
    assert len({report.text(lang) for lang in ("kk", "ru", "en")}) == 3


def scores(*points: int, impression: int | None = None) -> dict[str, int]:
    names = ("completeness", "text", "video", "der", "feedback", "tests")
    last = {} if impression is None else {"impression": impression}
    return {**dict(zip(names, points * 6, strict=False)), **last}


def rows(*all_scores: dict[str, int]) -> list[dict[str, Any]]:
    (row,) = RECORDS["01-03"]["required"]["rows"]
    return [{**row, "title": f"Курс {n}", "scores": each} for n, each in enumerate(all_scores)]


LECTURE = {"duration": "14:59", "width": 1280, "height": 720}
MODULE = RECORDS["02-02"]["required"]["modules"][0]
COURSE = record("course", cohorts=[{}, {}], glossary="g.pdf", forum=True)


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        # K01, K07: each form applies its own regulation.
        (
            record("02-01", video_lectures=[LECTURE]),
            {("0201-video-min-15", "warning"), ("02-1080p", "warning")},
        ),
        (record("01-02", video_lectures=[LECTURE]), set()),
        (
            record("01-02", video_lectures=[{**LECTURE, "duration": "15:01"}]),
            {("0102-video-max-15", "warning")},
        ),
        (record("01-02", video_lectures=[{"width": 1278}]), set()),
        (
            record("01-02", video_lectures=[{"width": 1120, "height": 630}]),
            {("0102-video-format", "error")},
        ),
        # K03: four to six modules.
        (record("02-02", modules=[MODULE] * 3), {("0202-structure-4-6", "error")}),
        (record("02-02", modules=[MODULE] * 6), set()),
        (record("02-02", modules=[MODULE] * 7), {("0202-structure-4-6", "error")}),
        # K04: two annotations; 01-01 has no limit of its own.
        (record("02-01", annotation_short="а" * 101), {("0201-annotation-100", "error")}),
        (record("02-01", annotation_short="Аа. Бб."), {("0201-annotation-100", "warning")}),
        (record("01-02", annotation="а" * 301), {("0102-annotation-300", "error")}),
        (record("01-01", course_description="а" * 301), {("0102-annotation-300", "warning")}),
        # K15: the impression is scored in every row or in none.
        (record("01-03", rows=rows(scores(5), scores(6))), set()),
        (
            record("01-03", rows=rows(scores(5, impression=5), scores(6))),
            {("0103-sum", "error")},
        ),
        # K19: the lower bound is inclusive.
        (record("completion-certificate", progress=85), set()),
        (record("completion-certificate", progress=84.9), {("0208-progress-bands", "warning")}),
        # K25: hours and series.
        ({**COURSE, "academic_hours": 31}, {("02-course-max-30-hours", "error")}),
        ({**COURSE, "academic_hours": 31, "series": ["a", "b", "c"]}, set()),
        ({**COURSE, "academic_hours": 20, "series": ["a"]}, {("02-specialisation-3-6", "warning")}),
        ({**COURSE, "academic_hours": 101, "general_discipline": True}, set()),
        (
            {**COURSE, "academic_hours": 100, "general_discipline": "иә"},
            {("02-course-max-30-hours", "error")},
        ),
        # The title of a MOOC has a limit, that of a digital resource has none.
        (record("02-11", course_title="x" * 151), {("0201-title-150", "error")}),
        (record("04-01", der_title="x" * 151), set()),
    ],
)
def test_decisions_hold(of: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    assert {(rule, severity) for rule, _path, severity in findings(of)} == expected


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("и\u0306" * 101, 101),
        ("  " + "а" * 99 + "\u00a0\u3000\n\tб ", 101),
        ("👨\u200d👩" * 34, 102),
    ],
)
def test_characters_are_code_points_of_folded_nfc(text: str, characters: int) -> None:
    (found,) = atuforms.check(record("02-01", annotation_short=text)).errors
    assert (found.limit, found.actual) == (100, characters)
    assert atuforms.check(record("02-01", annotation_short="и\u0306" * 100)).ok


WRONG: tuple[Any, ...] = ([], {}, "", 5, -1.5, True, "x", [[]], {"kk": 1}, ["a", {}], 10**12)


@pytest.mark.parametrize("form", RECORDS)
def test_whatever_stands_in_a_record_is_a_finding_and_never_a_crash(form: str) -> None:
    whole = record(form, full=True)
    if form == "02-05":
        whole["questions"] = whole["questions"][:1]
    for place, key in containers(whole):
        if place is whole and key == "form":
            continue
        right = place[key]
        for value in WRONG:
            place[key] = value
            atuforms.check(whole).text("kk")
        place[key] = right


def containers(value: Any, seen: set[Any] | None = None) -> Iterator[tuple[Any, Any]]:
    """Every mapping and list below ``value`` with each of its keys, but one item of a list.

    Of mappings with the same keys the first: a course names many people.
    """
    seen = set() if seen is None else seen
    keys = list(value) if isinstance(value, dict) else [0] if isinstance(value, list) else []
    shape = tuple(keys) if isinstance(value, dict) else id(value)
    if not value or shape in seen:
        return
    seen.add(shape)
    for key in keys:
        yield value, key
        yield from containers(value[key], seen)


def test_words_without_a_language_are_no_mappings() -> None:
    for value in ({"kk": "a"}, ["MP4"]):
        lecture = record("01-02", video_lectures=[{"container": value}])
        assert ("wrong-type", "video_lectures.0.container", "error") in findings(lecture)
        resource = record("digital-resource", parts=[value])
        assert ("wrong-type", "parts.0", "error") in findings(resource)
