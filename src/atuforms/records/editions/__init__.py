"""Editions of the regulations: since when each is in force, and what a later one changes.

The rules of the code are those of the first edition. A later one is a file beside it, which says
from when it is in force, which rules it withdraws, and of which it changes the severity, the
clause, or the limit: the most or the least that is allowed.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import Finding, Report, Severity
from atuforms.fields.dates import read_day
from atuforms.forms.all_forms import form_classes
from atuforms.forms.changed_limits import ASKED_BY, Changes, Side
from atuforms.records.source import read_source

_NUMBER = re.compile(r"\d{1,9}")
FOLDER = Path(__file__).parent
_KEYS = ("regulation", "edition", "introduced", "withdrawn", "changed")
_SIDES: tuple[Side, ...] = ("most", "least")
_CHANGES = ("severity", "clause", *_SIDES)


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a regulation, with what it changes in the one before it."""

    regulation: str
    edition: str
    introduced: datetime.date
    withdrawn: frozenset[str] = frozenset()
    changed: Mapping[str, Mapping[str, str]] | None = None
    file: str = ""

    @property
    def rules(self) -> frozenset[str]:
        """The rules that it touches."""
        return self.withdrawn | frozenset(self.changed or ())


def read_edition(path: Path) -> Edition:
    """The edition that a file describes.

    :raises UnreadableInput: if it is none: unknown keys, no regulation, no day.
    """
    values: Mapping[str, Any] = read_source(path).values
    unknown = [key for key in values if key not in _KEYS]
    changed = values.get("changed") or {}
    withdrawn = values.get("withdrawn") or []
    sound = (
        not unknown
        and isinstance(withdrawn, list)
        and all(isinstance(each, str) for each in withdrawn)
        and isinstance(changed, Mapping)
        and all(_is_change(each) for each in changed.values())
        and all(isinstance(values.get(key), str) for key in ("regulation", "edition", "introduced"))
    )
    if not sound:
        raise UnreadableInput(
            "{file} describes no edition of a regulation. It has the keys regulation, edition and "
            "introduced, a list withdrawn of rules, and under changed the severity (error or "
            "warning), the clause, or as whole numbers the most or the least of others.",
            file=path,
        )
    return Edition(
        regulation=values["regulation"],
        edition=values["edition"],
        introduced=read_day(values["introduced"]),
        withdrawn=frozenset(withdrawn),
        changed=changed,
        file=str(path),
    )


def _is_change(change: object) -> bool:
    return (
        isinstance(change, Mapping)
        and set(change) <= set(_CHANGES)
        and all(isinstance(each, str) for each in change.values())
        and change.get("severity", "error") in ("error", "warning")
        and all(_NUMBER.fullmatch(change.get(side, "0")) for side in _SIDES)
    )


def limits_on(day: datetime.date, editions: Iterable[Edition] | None = None) -> Changes:
    """The limits that editions have changed by ``day``; a record is checked with them."""
    found: dict[str, dict[Side, int]] = {}
    for edition in _since(known_editions() if editions is None else editions, day):
        for rule, change in (edition.changed or {}).items():
            for side in _SIDES:
                if side in change:
                    found.setdefault(rule, {})[side] = int(change[side])
    return found


def without_limit(edition: Edition) -> str:
    """The first rule of which an edition changes a limit that it does not have; empty if none."""
    for rule_id, change in (edition.changed or {}).items():
        called = {
            name
            for form in form_classes()
            for rule in form.RULES
            if rule.id == rule_id
            for name in rule.function.__code__.co_names
        }
        if any(side in change and not ASKED_BY[side] & called for side in _SIDES):
            return rule_id
    return ""


def known_editions(folder: Path = FOLDER) -> tuple[Edition, ...]:
    """The editions in a folder, the earliest first."""
    found = [read_edition(path) for path in sorted(folder.glob("*.yaml"))]
    return tuple(sorted(found, key=lambda each: each.introduced))


def as_of(report: Report, day: datetime.date, editions: Iterable[Edition] | None = None) -> Report:
    """The report by the editions that are in force on ``day``.

    Findings of rules that are not are left out; what belongs to no clause always holds.
    """
    known = list(known_editions() if editions is None else editions)
    kept = [
        found for finding in report.findings if (found := _then(finding, day, known)) is not None
    ]
    withdrawn = {rule for edition in _since(known, day) for rule in edition.withdrawn}
    unchecked = tuple(rule for rule in report.unchecked if rule not in withdrawn)
    return replace(report, findings=tuple(kept), unchecked=unchecked)


def _since(editions: Iterable[Edition], day: datetime.date) -> Iterator[Edition]:
    return (each for each in editions if each.introduced <= day)


def _then(finding: Finding, day: datetime.date, editions: list[Edition]) -> Finding | None:
    """A finding as the editions of ``day`` have it; None where its rule is not in force."""
    if not finding.clause:
        return finding
    regulation = finding.clause[:2]
    own = [each for each in editions if each.regulation == regulation]
    in_force = list(_since(own, day))
    if own and not in_force:
        return None
    for edition in in_force:
        if finding.rule in edition.withdrawn:
            return None
        change = (edition.changed or {}).get(finding.rule, {})
        severity: Severity = finding.severity
        if "severity" in change:
            severity = "error" if change["severity"] == "error" else "warning"
        finding = replace(finding, severity=severity, clause=change.get("clause", finding.clause))
    return finding
