"""Checklists: what a person judges, what was ticked, what is open."""

from __future__ import annotations

import html
import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

import atuforms
from atuforms.cli import main
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.typography import unbound
from atuforms.core.language.wording import wording_of
from atuforms.forms.checklists.table import CHECKLIST_RULES, LISTS, WHO, rules_on


def checklist(*items: dict[str, Any], of: str = "mooc-placement") -> dict[str, Any]:
    return {"form": "checklist", "of": of, "items": list(items)}


def words(document: atuforms.Document) -> str:
    with zipfile.ZipFile(io.BytesIO(document.data)) as package:
        return unbound(html.unescape(package.read("word/document.xml").decode()))


def test_what_nobody_looked_at_is_open() -> None:
    report = atuforms.check(checklist())
    assert report.ok
    assert set(report.unchecked) == {rule.id for rule in rules_on("mooc-placement")}
    done = {"rule": "02-copyright", "done": True, "by": "Ә. Сейітқали"}
    assert "02-copyright" not in atuforms.check(checklist(done)).unchecked
    assert len(atuforms.check(checklist(done)).unchecked) == len(report.unchecked) - 1


def test_what_is_not_fulfilled_is_a_finding_with_its_clause_and_words() -> None:
    undone = {"rule": "02-copyright", "done": "нет", "by": "А"}
    (finding,) = atuforms.check(checklist(undone)).findings
    assert (finding.rule, finding.clause, finding.severity) == (
        "02-copyright", "02 §13 ПОҚ", "error",
    )  # fmt: skip
    assert "infringe the rights" in finding.text("en")
    assert finding.path == "items.0.done"


def test_a_tick_without_a_name_is_a_warning() -> None:
    (finding,) = atuforms.check(checklist({"rule": "02-copyright", "done": True})).findings
    assert (finding.severity, finding.path) == ("warning", "items.0")


@pytest.mark.parametrize(
    ("items", "of"),
    [
        (["02-copyrite"], "mooc-placement"),
        (["03-copyright"], "mooc-placement"),
        (["02-copyright", "02-copyright"], "mooc-placement"),
        ([], "02-12"),
        ([], "02-09"),
    ],
)
def test_ticks_of_other_lists_are_told(items: list[str], of: str) -> None:
    ticked = [{"rule": rule, "done": True, "by": "А"} for rule in items]
    assert "not-a-choice" in {f.rule for f in atuforms.check(checklist(*ticked, of=of)).errors}


@pytest.mark.parametrize("spelling", ["01-02", "mooc-format", "F.CAIDD-7.5.1-2025-01-02"])
def test_a_form_is_found_by_any_name(spelling: str) -> None:
    form = atuforms.load(checklist(of=spelling))
    assert form.record()["of"] == "01-02"


def test_every_requirement_has_its_words_and_its_group_in_every_language() -> None:
    for lang in LANGUAGES:
        wording = wording_of(atuforms.get_form("checklist"), lang)
        assert list(wording["requirements"]) == list(CHECKLIST_RULES)
        assert set(wording["who"]) == set(WHO) == {each.who for each in CHECKLIST_RULES.values()}
        assert all(text.endswith(".") for text in wording["requirements"].values())


@pytest.mark.parametrize("name", LISTS)
def test_a_list_prints_each_of_its_requirements_once(name: str) -> None:
    for lang in LANGUAGES:
        printed = words(atuforms.render(checklist(of=name), "docx", lang=lang))
        wording = wording_of(atuforms.get_form("checklist"), lang)
        for rule in rules_on(name):
            assert wording["requirements"][rule.id] in printed, rule.id
            assert wording["who"][rule.who] in printed
        assert printed.count("w:tr>") >= len(rules_on(name))


def test_ticks_names_and_notes_are_printed() -> None:
    item = {"rule": "02-copyright", "done": True, "by": "Ә. Сейітқали", "note": "тексерілді"}
    printed = words(atuforms.render(checklist(item), "docx", lang="kk"))
    for word in ("√", "Ә. Сейітқали", "тексерілді"):
        assert word in printed
    assert "√" not in words(atuforms.render(checklist(), "docx", lang="kk"))


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    return int(stop.value.code or 0)


def test_the_command_writes_each_language_and_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("checklist", "02-07", "--lang", "kk,en", "--to", "docx,pdf", "-o", str(tmp_path))
    assert run(*words) == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        f"checklist-02-07.{lang}.{to}" for lang in ("kk", "en") for to in ("docx", "pdf")
    }
    capsys.readouterr()
    assert run("checklist", "02-09") == 2
    assert "mooc-placement" in capsys.readouterr().err


def filled(
    tmp_path: Path, record: dict[str, Any], lang: Language, **cells: tuple[str, str]
) -> Path:
    """The Word document of a checklist, in which a person has typed into the rows of rules."""
    path = tmp_path / "filled.docx"
    atuforms.render(record, "docx", lang=lang).save(path)
    document = docx.Document(str(path))
    requirements = wording_of(atuforms.get_form("checklist"), lang)["requirements"]
    for table in document.tables:
        for row in table.rows:
            for rule, typed in cells.items():
                if (
                    len(row.cells) == 4
                    and unbound(row.cells[1].text) == requirements[rule.replace("_", "-")]
                ):
                    for cell, text in zip((row.cells[0], row.cells[-1]), typed, strict=True):
                        for run in cell.paragraphs[0].runs:
                            run.text = ""
                        cell.paragraphs[0].add_run(text)
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("mark", "done"),
    [("√", True), ("+", True), ("V", True), ("да", True), ("–", False), ("Нет", False)],
)
@pytest.mark.parametrize(
    ("typed", "date"),
    [("А. Сейткали, 28.11.2025", "2025-11-28"), ("А. Сейткали 2025-11-28", "2025-11-28")],
)
def test_what_is_ticked_in_word_is_read_into_the_record(
    mark: str, done: bool, typed: str, date: str, tmp_path: Path
) -> None:
    path = filled(tmp_path, checklist(), "ru", **{"02_copyright": (mark, typed)})
    (item,) = atuforms.read(path).record()["items"]
    by = {"name": "А. Сейткали"}
    assert item == {"rule": "02-copyright", "done": done, "by": by, "date": date}


def test_what_the_record_said_stays_where_the_table_still_says_it(tmp_path: Path) -> None:
    name = {"kk": "Ә. Сейітқали", "ru": "А. Сейткали", "en": "A. Seitkali"}
    items = [
        {"rule": rule, "done": True, "by": {"name": name}, "date": "2025-11-28"}
        for rule in ("02-copyright", "02-unit-heads-verify", "0201-promo-studio")
    ]
    changed = {
        "02_unit_heads_verify": ("жоқ", "Ә. Сейітқали, 2025-12-05, түзету керек"),
        "0201_promo_studio": ("", ""),
    }
    path = filled(tmp_path, checklist(*items), "kk", **changed)
    read = atuforms.read(path).record()["items"]
    assert read[0] == items[0]
    note = {"kk": "түзету керек"}
    assert read[1] == items[1] | {"done": False, "date": "2025-12-05", "note": note}
    assert len(read) == 2
    assert atuforms.check(path).errors[0].rule == "02-unit-heads-verify"


def test_a_requirement_with_codes_is_read_in_each_language(tmp_path: Path) -> None:
    for lang in LANGUAGES:
        path = filled(
            tmp_path, checklist(), lang, **{"02_staff_follows_forms": ("√", "А. Сейткали")}
        )
        (item,) = atuforms.read(path).record()["items"]
        assert item["rule"] == "02-staff-follows-forms", lang


def test_a_mark_that_says_neither_is_told_and_not_guessed(tmp_path: Path) -> None:
    path = filled(tmp_path, checklist(), "ru", **{"02_copyright": ("может быть", "А. Сейткали")})
    report = atuforms.check(path)
    assert any("может быть" in each.text("ru") for each in report.findings)
    assert "02-copyright" in report.unchecked
    assert not report.ok
