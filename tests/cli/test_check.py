"""``atuforms check`` on several files, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

# The properties of the SARIF 2.1.0 schema that readers rely on, with its own names and types.
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "informationUri": {"type": "string", "format": "uri"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {"$ref": "#/$defs/rule"},
                                    },
                                },
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
                },
            },
        },
    },
    "$defs": {
        "message": {
            "type": "object",
            "required": ["text"],
            "properties": {"text": {"type": "string", "minLength": 1}},
        },
        "level": {"enum": ["none", "note", "warning", "error"]},
        "rule": {
            "type": "object",
            "required": ["id"],
            "additionalProperties": False,
            "properties": {
                "id": {"type": "string"},
                "shortDescription": {"$ref": "#/$defs/message"},
                "help": {"$ref": "#/$defs/message"},
                "defaultConfiguration": {
                    "type": "object",
                    "properties": {"level": {"$ref": "#/$defs/level"}},
                },
                "properties": {"type": "object"},
            },
        },
        "result": {
            "type": "object",
            "required": ["message"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"$ref": "#/$defs/level"},
                "message": {"$ref": "#/$defs/message"},
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
            },
        },
        "location": {
            "type": "object",
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "required": ["artifactLocation"],
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}},
                        },
                        "region": {
                            "type": "object",
                            "required": ["startLine"],
                            "properties": {
                                "startLine": {"type": "integer", "minimum": 1},
                                "startColumn": {"type": "integer", "minimum": 1},
                            },
                        },
                    },
                },
                "logicalLocations": {"type": "array"},
            },
        },
    },
}


@pytest.fixture
def records(tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A right record, and one with a title that is too long and a misspelt key."""
    monkeypatch.chdir(tmp_path)
    text = (repository / "examples" / "mooc-placement-certificate.yaml").read_text("utf-8")
    Path("right.yaml").write_text(text, encoding="utf-8")
    title = "  kk: Тағам өнімдерінің"
    assert title in text
    wrong = text.replace(title, f"  kk: {'Ұзын ' * 40}Тағам").replace("platform:", "platfrom:")
    Path("қате жазба.yaml").write_text(wrong, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_several_files_have_a_line_for_all_of_them(run: Any, records: Path, lang: str) -> None:
    said = run("check", "right.yaml", "қате жазба.yaml", "--lang", lang)
    assert said.code == 1
    *_, last = said.out.splitlines()
    assert "2" in last
    assert "right.yaml" in said.out


def test_a_file_that_cannot_be_read_does_not_stop_the_others(run: Any, records: Path) -> None:
    said = run("check", "none.yaml", "қате жазба.yaml", "--json")
    assert said.code == 2
    assert "none.yaml" in said.err
    (report,) = json.loads(said.out)
    assert report["file"] == "қате жазба.yaml"


def test_a_filled_document_is_checked_like_its_record(run: Any, records: Path) -> None:
    assert run("render", "right.yaml", "--lang", "kk", "--to", "docx", "-o", "right.docx").code == 0
    said = run("check", "right.docx", "--json")
    assert (said.code, json.loads(said.out)["form"]) == (0, "02-09")


def test_json_is_one_report_or_a_list(run: Any, records: Path) -> None:
    assert json.loads(run("check", "right.yaml", "--json").out)["ok"] is True
    reports = json.loads(run("check", "right.yaml", "қате жазба.yaml", "--json").out)
    assert [report["ok"] for report in reports] == [True, False]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_sarif_says_rule_place_and_message(run: Any, records: Path, lang: str) -> None:
    said = run("check", "right.yaml", "қате жазба.yaml", "--sarif", "--lang", lang)
    assert said.code == 1
    log = json.loads(said.out)
    jsonschema.validate(log, SARIF)
    (part,) = log["runs"]
    rules = part["tool"]["driver"]["rules"]
    results = {result["ruleId"]: result for result in part["results"]}
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in part["results"])
    title = results["0201-title-150"]
    assert rules[title["ruleIndex"]]["properties"] == {"clause": "02-01 item 1"}
    assert "150" in rules[title["ruleIndex"]]["shortDescription"]["text"]
    place = title["locations"][0]
    assert place["physicalLocation"]["region"]["startLine"] > 1
    assert place["physicalLocation"]["artifactLocation"]["uri"].endswith(".yaml")
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "course_title.kk"
    assert results["unknown-key"]["level"] == "error"


def test_a_habit_of_a_bank_is_told_once_and_each_finding_as_data(run: Any, tmp_path: Path) -> None:
    options = "".join(f"{letter}) жауап {letter}\n" for letter in "абвгд")
    bank = tmp_path / "bank.txt"
    questions = [f"Сұрақ {n * 7919} не туралы?\n{options}Жауабы: а\n" for n in range(60)]
    bank.write_text("\n".join(questions), encoding="utf-8")
    said = run("check", bank)
    lines = [line for line in said.out.splitlines() if "[0205-item-format]" in line]
    assert [line.split(": ")[0] for line in lines] == [f"{bank}:2", f"{bank}:7"]
    assert all("The same in 59 more places: " in line for line in lines)
    found = json.loads(run("check", bank, "--json").out)["findings"]
    assert sum(each["rule"] == "0205-item-format" for each in found) == 120
