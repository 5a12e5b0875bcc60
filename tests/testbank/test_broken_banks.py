"""A folder of banks as people type them: each has its findings, and most can be mended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests import yaml_files
from tests.testbank.imported import imported

from atuforms.core.findings import InvalidRecord
from atuforms.core.language.sentences import Message
from atuforms.testbank import (
    Bank,
    aiken,
    check,
    check_reading,
    fix,
    gift,
    messages,
    moodle_kinds,
    moodle_xml,
)
from atuforms.testbank.typed import key_messages, looks_messages

FOLDER = Path(__file__).with_name("broken")
EXPECTED: dict[str, list[list[Any]]] = yaml_files.read(FOLDER / "expected.yaml")
READERS = {".txt": aiken, ".gift": gift, ".xml": moodle_xml}
# Only their author knows what is missing in these.
NEEDS_AN_AUTHOR = {
    "answer-empty",
    "answer-out-of-range",
    "empty-option",
    "no-answer-at-the-end",
    "no-answer-in-the-middle",
    "no-options",
    "no-question",
    "one-option",
    "several-answers",
    "several-answers-together",
    "two-answer-lines",
}
NAMES = {
    value: name.lower().replace("_", "-")
    for module in (messages, key_messages, looks_messages, moodle_kinds)
    for name, value in vars(module).items()
    if isinstance(value, Message)
}
ASIDE = {"0201-tests-min-100"}


def test_every_broken_bank_has_its_expectation() -> None:
    files = {path.name for path in FOLDER.iterdir()} - {"expected.yaml"}
    assert files == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_findings(name: str) -> None:
    path = FOLDER / name
    findings = check_reading(READERS[path.suffix].read(path.read_bytes()))
    assert [
        [f.rule, NAMES[f.message], f.path or None, f.line, f.severity]
        for f in findings
        if f.rule not in ASIDE
    ] == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_finding_makes_a_sentence(name: str) -> None:
    path = FOLDER / name
    for finding in check_reading(READERS[path.suffix].read(path.read_bytes())):
        values = {"limit": finding.limit, "actual": finding.actual, **finding.details}
        what, advice = finding.message.what, finding.message.advice
        assert advice
        for sentence in (what, *advice):
            for text in filter(None, (sentence.one, sentence.many)):
                assert text.format_map(values)


@pytest.mark.parametrize("name", [name for name in EXPECTED if name.endswith(".txt")])
def test_what_is_mended_imports_without_loss(name: str) -> None:
    bank, _ = fix(aiken.read((FOLDER / name).read_bytes()).bank)
    if name.removesuffix(".txt") in NEEDS_AN_AUTHOR:
        with pytest.raises(InvalidRecord):
            aiken.write(bank)
        return
    questions, errors = imported(aiken.write(bank))
    assert not errors
    assert [(q.stem, q.options, q.answer) for q in questions] == [
        (q.text, [o.text for o in q.options], q.right[0]) for q in bank
    ]
    assert moodle_xml.read(moodle_xml.write(bank)).bank == bank


def test_a_hundred_questions_are_enough() -> None:
    path = FOLDER / "always-the-same-letter.txt"
    bank = aiken.read(path.read_bytes()).bank
    few = [f for f in check(bank) if f.rule == "0201-tests-min-100"]
    assert [(f.clause, f.limit, f.actual, f.severity) for f in few] == [
        ("02-01 item 22", 100, 22, "error")
    ]
    assert not [f for f in check(Bank(bank.questions * 5)) if f.rule == "0201-tests-min-100"]
    assert not [f for f in check(bank, template=False) if f.rule == "0201-tests-min-100"]
