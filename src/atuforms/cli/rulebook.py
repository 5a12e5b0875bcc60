"""Every rule once, with the forms that it concerns: what ``atuforms rules`` shows."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from atuforms.core.findings import Severity
from atuforms.dossiers.requirements import DOSSIER_RULES
from atuforms.forms.all_forms import form_classes
from atuforms.forms.base import Form
from atuforms.forms.rules import Rule


@dataclass(frozen=True, slots=True)
class KnownRule:
    """A rule as a reader of the regulations looks for it."""

    id: str
    clause: str
    sentence: str
    """The sentence of the regulation, as it stands there."""
    severities: Mapping[str, Severity]
    """How grave a breach is, by the code or slug of each form, or the kind of each dossier, that
    has the rule."""
    unseen: str = ""
    """Why neither a record nor a dossier can show whether it is met; empty for a rule that is
    checked somewhere."""
    kept: str = ""
    """Why no record can break it; empty for a rule that one can break."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms and kinds of dossier that have the rule, in the order of the regulations."""
        return tuple(self.severities)

    @property
    def severity(self) -> Severity:
        """How grave a breach is on the form that takes it most seriously."""
        return "error" if "error" in self.severities.values() else "warning"


@functools.cache
def rule_book(form: type[Form] | None = None) -> Mapping[str, KnownRule]:
    """The rules of ``form``, or of all forms and dossiers, by id, in the regulations' order."""
    found: dict[str, KnownRule] = {}
    for cls in (form,) if form else form_classes():
        for rule in cls.RULES:
            known = found.get(rule.id) or _known(rule)
            # A rule that is attached twice counts as it does at its gravest.
            grave = "error" in (rule.severity, known.severities.get(cls.name()))
            severity: Severity = "error" if grave else "warning"
            found[rule.id] = replace(
                known,
                severities={**known.severities, cls.name(): severity},
                unseen=rule.unseen and known.unseen,
                kept=rule.kept and known.kept,
            )
    for demand in () if form else DOSSIER_RULES.values():
        known = found.get(demand.id) or KnownRule(demand.id, demand.clause, demand.sentence, {})
        kinds: dict[str, Severity] = dict.fromkeys(demand.kinds, demand.severity)
        unseen = demand.unseen if not known.severities else known.unseen
        found[demand.id] = replace(known, severities={**known.severities, **kinds}, unseen=unseen)
    return dict(sorted(found.items(), key=lambda item: _order(item[1])))


def _known(rule: Rule) -> KnownRule:
    sentence = " ".join(rule.sentence.split())
    return KnownRule(rule.id, rule.clause, sentence, {}, rule.unseen, rule.kept)


def _order(rule: KnownRule) -> tuple[list[tuple[int, int, str]], str]:
    """By clause, numbers as numbers: §8.3 before §8.10."""
    parts = [
        (0, int(part), "") if part.isdigit() else (1, 0, part)
        for part in rule.clause.replace("-", " ").replace("§", "").replace(".", " ").split()
    ]
    return parts, rule.id
