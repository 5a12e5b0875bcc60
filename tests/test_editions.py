"""The time axis of the rules, with an edition that is invented for the test."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from tests.forms.builders import changed

import atuforms
from atuforms.cli import main
from atuforms.core.findings import Report
from atuforms.forms.changed_limits import changed_limits
from atuforms.records.editions import (
    Edition,
    as_of,
    known_editions,
    limits_on,
    read_edition,
    without_limit,
)

INVENTED = """\
regulation: "02"
edition: "2027"
introduced: 2027-09-01
withdrawn: [0201-annotation-100]
changed:
  0201-title-150: {severity: warning, clause: 02-01 item 2}
"""
LONG = changed("mooc-description", course_title="а" * 151, annotation_short="а" * 101)


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    path = tmp_path / "02-2027.yaml"
    path.write_text(INVENTED, encoding="utf-8")
    return path


def found(report: Report) -> set[tuple[str, str, str]]:
    return {
        (each.rule, each.severity, each.clause)
        for each in report.findings
        if each.rule in ("0201-title-150", "0201-annotation-100")
    }


BEFORE = {
    ("0201-title-150", "error", "02-01 item 1"),
    ("0201-annotation-100", "error", "02-01 item 10"),
}


def test_each_regulation_has_an_edition() -> None:
    assert [each.regulation for each in known_editions()] == ["01", "02", "03", "04"]
    assert {each.edition for each in known_editions()} == {"2025"}


def test_a_later_edition_holds_from_its_day_on(edition: Path) -> None:
    report = atuforms.check(LONG)
    editions = (*known_editions(), read_edition(edition))
    eve, first = datetime.date(2027, 8, 31), datetime.date(2027, 9, 1)
    assert found(as_of(report, eve, editions)) == BEFORE
    assert found(as_of(report, first, editions)) == {("0201-title-150", "warning", "02-01 item 2")}


def test_before_its_first_edition_a_regulation_asks_for_nothing() -> None:
    report = as_of(atuforms.check(changed("mooc-description", course_title="а" * 151, x=1)),
                   datetime.date(2024, 12, 31))  # fmt: skip
    assert found(atuforms.check(LONG, as_of="2025-12-31")) == BEFORE
    # What belongs to no clause always holds.
    assert "unknown-key" in {each.rule for each in report.errors}
    assert not found(report)


@pytest.mark.parametrize(
    "text",
    [
        "regulation: '02'\nedition: '2'\nintroduced: 2027-09-01\nwithdrawal: [a]\n",
        "regulation: '02'\nedition: '2'\n",
        "regulation: '02'\nedition: '2'\nintroduced: soon\n",
        "regulation: '02'\nedition: '2'\nintroduced: 2027-09-01\nchanged: {a: {severity: mild}}\n",
        "regulation: '02'\nedition: '2'\nintroduced: 2027-09-01\nwithdrawn: {a: b}\n",
    ],
)
def test_what_describes_no_edition_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "edition.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(atuforms.AtuformsError):
        read_edition(path)


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(words)
    return int(stop.value.code or 0)


def test_the_commands(edition: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long, short = tmp_path / "long.json", tmp_path / "short.json"
    long.write_text(json.dumps(LONG), encoding="utf-8")
    short.write_text(json.dumps(changed("mooc-placement-certificate")), encoding="utf-8")
    assert run("check", str(long), "--as-of", "2026-01-01") == 1
    assert run("check", str(long), "--as-of", "2024-01-01") == 0
    assert run("check", str(long), "--as-of", "never") == 2
    capsys.readouterr()
    words = ("rules", "--diff", str(edition), "--record", str(long), "--record", str(short))
    assert run(*words, "--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert [rule["rule"] for rule in data["rules"]] == ["0201-title-150", "0201-annotation-100"]
    assert {"02-01", "02-09", "course"} <= set(data["forms"])
    assert data["records"] == [str(long)]
    assert run(*words, "--lang", "kk") == 0
    assert "күші жойылған" in capsys.readouterr().out
    edition.write_text(INVENTED.replace("annotation-100", "annotation-99"), encoding="utf-8")
    assert run(*words) == 2


# Limits

LIMITS = """\
regulation: "02"
edition: "2027"
introduced: 2027-09-01
changed:
  0201-title-150: {most: 160}
  0201-annotation-100: {most: "50", clause: 02-01 item 9}
  02-weekly-message-400-600: {least: 300, most: 590}
"""
DAY = datetime.date(2027, 9, 1)


def by(edition: Edition, record: object) -> dict[str, tuple[object, object]]:
    """The limit and what was found, by the rule that is broken."""
    with changed_limits(limits_on(DAY, [*known_editions(), edition])):
        report = as_of(atuforms.check(record), DAY, [*known_editions(), edition])  # type: ignore[arg-type]
    return {each.rule: (each.limit, each.actual) for each in report.findings}


def test_an_edition_changes_limits_up_and_down(tmp_path: Path) -> None:
    path = tmp_path / "02-2027.yaml"
    path.write_text(LIMITS, encoding="utf-8")
    edition = read_edition(path)
    for title, annotation, broken in (
        (151, 50, {}),
        (160, 51, {"0201-annotation-100": (50, 51)}),
        (161, 100, {"0201-title-150": (160, 161), "0201-annotation-100": (50, 100)}),
    ):
        values = {"course_title": "а" * title, "annotation_short": "а" * annotation}
        form = atuforms.load(changed("mooc-description")).replace(**values)
        before = {each.rule for each in atuforms.check(form).findings}
        assert by(edition, form) == broken
        # What was found is kept with the form, and by other limits found anew.
        assert {each.rule for each in atuforms.check(form).findings} == before
    message = {"module": 1, "text": "а" * 350}
    record = changed("weekly-announcements", announcements__0=message)
    assert "02-weekly-message-400-600" in {f.rule for f in atuforms.check(record).findings}
    assert by(edition, record) == {}


def test_the_command_says_whose_report_a_limit_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "02-2027.yaml"
    path.write_text(LIMITS, encoding="utf-8")
    files = []
    for name, length in (("short", 90), ("long", 40)):
        file = tmp_path / f"{name}.json"
        record = changed("mooc-description", annotation_short="а" * length)
        file.write_text(json.dumps(record), encoding="utf-8")
        files.append(str(file))
    words = ("rules", "--diff", str(path), "--record", files[0], "--record", files[1], "--json")
    assert run(*words) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["records"] == files[:1]
    assert {"rule": "0201-title-150", "change": "changed", "most": "160"}.items() <= next(
        each for each in data["rules"] if each["rule"] == "0201-title-150"
    ).items()


@pytest.mark.parametrize("rule", ["02-anti-cheating-50", "0201-title-150"])
def test_only_a_limit_that_there_is_can_be_changed(rule: str, tmp_path: Path) -> None:
    path = tmp_path / "02-2027.yaml"
    path.write_text(LIMITS.replace("0201-title-150: {most", f"{rule}: {{least"), encoding="utf-8")
    assert without_limit(read_edition(path)) == rule
    assert run("rules", "--diff", str(path)) == 2
    path.write_text(LIMITS.replace("160", "many"), encoding="utf-8")
    with pytest.raises(atuforms.AtuformsError):
        read_edition(path)
