"""Every requirement that only a person can judge, in the order of the regulations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.forms.checklists import (
    regulation_01,
    regulation_02,
    regulation_03,
    regulation_04,
)
from atuforms.forms.checklists.rule import ChecklistRule

CHECKLIST_RULES: Final[Mapping[str, ChecklistRule]] = {
    rule.id: rule
    for module in (regulation_01, regulation_02, regulation_03, regulation_04)
    for rule in module.RULES
}
"""The requirements by rule id."""

LISTS: Final = tuple(sorted({name for rule in CHECKLIST_RULES.values() for name in rule.lists}))
"""The forms and kinds of dossier that have a checklist."""

WHO: Final = (
    "authors",
    "lecturers",
    "heads",
    "deans",
    "ddd",
    "centre",
    "participants",
    "commission",
    "rector",
)
"""Who answers for requirements, in the order in which checklists name them."""


def rules_on(name: str) -> tuple[ChecklistRule, ...]:
    """The requirements on the checklist of a form or a kind of dossier, by who answers for them."""
    found = [rule for rule in CHECKLIST_RULES.values() if name in rule.lists]
    return tuple(sorted(found, key=lambda rule: WHO.index(rule.who)))
