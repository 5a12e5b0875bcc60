"""``atuforms rules``."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from atuforms.cli.rulebook import rule_book
from atuforms.dossiers.requirements import DOSSIER_RULES
from atuforms.forms.all_forms import form_classes


@pytest.mark.parametrize(
    ("lang", "code"), [("kk", "Ү.ЖИЦДО-7.5.1"), ("ru", "Ф.ЦИИЦР-7.5.1"), ("en", "F.CAIDD-7.5.1")]
)
def test_a_rule_is_shown_with_its_clause_and_sentence(run: Any, lang: str, code: str) -> None:
    lines = run("rules", "02-09", "--lang", lang).out.splitlines()
    (line,) = (line for line in lines if line.startswith("0201-title-150\t"))
    assert f"{code}-2025-02-01" in line
    assert "ЖАОК атауы (150 таңбадан аспауы керек)" in line


def test_every_rule_of_every_form_and_dossier_is_listed_once(run: Any) -> None:
    listed = json.loads(run("rules", "--json").out)
    ids = [rule["rule"] for rule in listed]
    of_forms = {rule.id for form in form_classes() for rule in form.RULES}
    assert sorted(ids) == sorted(of_forms | set(DOSSIER_RULES))
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
