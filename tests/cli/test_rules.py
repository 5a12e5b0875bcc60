"""``atuforms rules``."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from atuforms.cli.rulebook import rule_book
from atuforms.dossiers.requirements import DOSSIER_RULES
from atuforms.forms.all_forms import form_classes
from atuforms.forms.checklists.table import CHECKLIST_RULES, LISTS
from atuforms.records.calendar_rules import CALENDAR_RULES


@pytest.mark.parametrize(
    ("lang", "code"), [("kk", "Ү.ЖИЦДО-7.5.1"), ("ru", "Ф.ЦИИЦР-7.5.1"), ("en", "F.CAIDD-7.5.1")]
)
def test_a_rule_is_shown_with_its_clause_and_sentence(run: Any, lang: str, code: str) -> None:
    lines = run("rules", "02-09", "--lang", lang).out.splitlines()
    (line,) = (line for line in lines if line.startswith("0201-title-150\t"))
    assert f"{code}-2025-02-01" in line
    assert "ЖАОК атауы (150 таңбадан аспауы керек)" in line


def test_a_sentence_in_another_language_is_explained(run: Any) -> None:
    """Regulation 01 is at hand in English, regulation 02 in Kazakh."""
    for form, lang, word in (("01-01", "kk", "аудармасыз"), ("02-09", "ru", "без перевода")):
        assert word in run("show", form, "--lang", lang).out
        assert word in run("rules", form, "--lang", lang).err
    for command in ("show", "rules"):
        said = run(command, "02-09", "--lang", "kk")
        assert "аудармасыз" not in said.out + said.err


def test_every_rule_of_every_form_and_dossier_is_listed_once(run: Any) -> None:
    listed = json.loads(run("rules", "--json").out)
    ids = [rule["rule"] for rule in listed]
    of_forms = {rule.id for form in form_classes() for rule in form.RULES}
    assert sorted(ids) == sorted(of_forms | set(DOSSIER_RULES) | set(CALENDAR_RULES))
    for rule in listed:
        assert rule["clause"], rule
        assert rule["sentence"], rule
        assert rule["severity"] in ("error", "warning")
        assert rule["forms"]


def test_clauses_come_in_the_order_of_the_regulation() -> None:
    clauses = [rule.clause for rule in rule_book().values() if rule.clause.startswith("02 §")]
    numbers = [
        [int(part) for part in re.findall(r"\d+", clause.removeprefix("02 §").split()[0])]
        for clause in clauses
    ]
    assert numbers == sorted(numbers)


def test_all_306_rules_of_the_regulations_have_their_place(run: Any) -> None:
    listed = json.loads(run("rules", "--json").out)
    assert Counter(rule["place"] for rule in listed) == {
        "record": 134,
        "checklist": 88,
        "dossier": 40,
        "calendar": 18,
        "competition": 14,
        "media": 12,
    }
    assert len({rule["rule"] for rule in listed}) == 306
    for rule in listed:
        assert bool(rule["checklists"]) == (rule["place"] == "checklist"), rule
        # Where a rule is neither checked nor on a checklist, it says why.
        assert rule["checked"] or rule["unseen"], rule


def test_a_rule_stands_on_the_list_of_each_form_that_its_clause_names() -> None:
    for rule in CHECKLIST_RULES.values():
        code = rule.clause.partition(" ")[0]
        if "-" in code:
            assert code in rule.lists, rule.id
        assert any(name.endswith(("placement", "competition")) for name in rule.lists), rule.id
        assert set(rule.lists) <= set(LISTS)
