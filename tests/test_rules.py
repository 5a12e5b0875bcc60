"""The rules of the code are those of the regulations: ids, clauses, sentences, severities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests import yaml_files
from tests.forms import data

from atuforms.dossiers.contents import CHECKS
from atuforms.dossiers.requirements import DOSSIER_RULES, KINDS
from atuforms.forms.all_forms import form_classes
from atuforms.forms.rules import Rule

LISTED: Mapping[str, Mapping[str, Any]] = {
    rule["id"]: rule for rule in yaml_files.read(Path(__file__).with_name("rule_ids.yaml"))
} | data.rules()

FURTHER = {
    "01-two-cohorts": "01 §10.1",  # a field of the course, by decision; its place is the dossier
    "01-once-a-year": "01 §9.1",  # the calendar names it; past winners may show that it is broken
}

PLACES = ("record", "media", "competition", "checklist")
"""Where the rules stand that are attached to a form."""

# Milder than the regulation, since two clauses contradict each other or §8.7 lets counts vary.
WARNINGS = {
    "01-two-cohorts": "a field that the forms do not have",
    "0102-video-max-15": "K01: regulation 02 wants at least 15 minutes",
    "0201-video-min-15": "K01",
    "02-video-segment-min-15": "K01",
    "02-lesson-video-min-15": "K01",
    "02-1080p": "K07: 01-02 allows 1280×720",
    "02-anti-cheating-50": "K26: as written, a warning",
    "02-deans-faculty-extract": "K16: the certificate 02-09 does without it",
    "02-week-hours-3-5": "K24: §8.3–8.5, since §8.7 lets the structure vary",
    "02-lesson-outcomes-1-2": "K24",
    "02-week-questions-over-10": "K24",
    "02-weekly-summative": "K24",
    "02-week-video-30-60": "K24",
    "02-lesson-30-min": "K24",
    "02-lesson-extra-materials": "K24",
}
MILDER_ON = {
    ("0102-annotation-300", "01-01"): "K04: the letter itself prints no limit",
    ("0102-annotation-300", "course"): "K04: the course is described for more than 01-02",
}
ERRORS = {
    "02-audience-prereq-recommended": "K33: items 4, 8 and 13 of 02-01 demand them",
}


def attached() -> dict[str, list[tuple[str, Rule]]]:
    found: defaultdict[str, list[tuple[str, Rule]]] = defaultdict(list)
    for form in form_classes():
        for rule in form.RULES:
            found[rule.id].append((form.name(), rule))
    return found


ATTACHED = attached()


def placed(*places: str) -> set[str]:
    return {name for name, rule in LISTED.items() if rule["place"] in places}


def test_every_rule_that_a_form_has_is_there_and_no_other() -> None:
    assert set(ATTACHED) == placed(*PLACES) | set(FURTHER)


def test_every_rule_of_dossiers_is_there_and_no_other() -> None:
    assert set(DOSSIER_RULES) == placed("dossier")


@pytest.mark.parametrize("rule", DOSSIER_RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_on_dossiers_is_that_of_the_regulation(rule: Any) -> None:
    listed = LISTED[rule.id]
    assert rule.clause == listed["clause"]
    assert rule.sentence in listed["sentences"]
    assert rule.severity == ("warning" if rule.id in WARNINGS else "error")
    assert listed["severity"] == "must"
    assert set(rule.kinds) <= set(KINDS)


def test_a_rule_on_dossiers_is_checked_or_says_why_not() -> None:
    for rule in DOSSIER_RULES.values():
        checked = bool(rule.holds or CHECKS.get(rule.id))
        assert checked != bool(rule.unseen), rule.id
        for reason in filter(None, (rule.unseen, rule.partly)):
            assert reason[0].isupper(), rule.id
            assert reason.endswith("."), rule.id
    assert set(CHECKS) <= set(DOSSIER_RULES)


@pytest.mark.parametrize("rule", sorted(ATTACHED))
def test_a_rule_has_the_clause_of_the_regulation(rule: str) -> None:
    wanted = FURTHER.get(rule) or LISTED[rule]["clause"]
    assert {each.clause for _form, each in ATTACHED[rule]} == {wanted}


@pytest.mark.parametrize("rule", sorted(placed(*PLACES)))
def test_a_rule_has_the_sentence_of_the_regulation(rule: str) -> None:
    sentences = {" ".join(words.split()) for words in LISTED[rule]["sentences"]}
    assert {" ".join(each.sentence.split()) for _form, each in ATTACHED[rule]} <= sentences


@pytest.mark.parametrize("rule", sorted(ATTACHED))
def test_a_rule_is_as_severe_as_the_regulation_or_the_decision(rule: str) -> None:
    must = rule in FURTHER or LISTED[rule]["severity"] == "must"
    wanted = "error" if must else "warning"
    if rule in WARNINGS:
        wanted = "warning"
    if rule in ERRORS:
        wanted = "error"
    for form, each in ATTACHED[rule]:
        assert each.severity == ("warning" if (rule, form) in MILDER_ON else wanted), form


def test_no_exception_is_out_of_date() -> None:
    named = {*WARNINGS, *ERRORS, *(rule for rule, _form in MILDER_ON)}
    assert named <= set(ATTACHED) | set(DOSSIER_RULES)


def test_rules_that_no_record_can_show_or_break_say_why() -> None:
    for rules in ATTACHED.values():
        for _form, rule in rules:
            for reason in filter(None, (rule.unseen, rule.kept)):
                assert reason[0].isupper(), rule.id
                assert reason.endswith("."), rule.id
            assert not (rule.unseen and rule.kept)
