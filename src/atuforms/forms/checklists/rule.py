"""One requirement that only a person can judge."""

from __future__ import annotations

from dataclasses import dataclass

from atuforms.core.findings import Severity


@dataclass(frozen=True, slots=True)
class ChecklistRule:
    """A requirement, who answers for it, and on which checklists it stands.

    ``who`` is a key of ``who`` in the wording of the checklist, where the words of the requirement
    stand too. ``lists`` are the forms and the kinds of dossier that its clause speaks of.
    """

    id: str
    clause: str
    who: str
    lists: tuple[str, ...]
    sentence: str
    """The sentence of the regulation, as it stands there."""
    severity: Severity = "error"
