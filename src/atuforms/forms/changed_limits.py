"""Limits that a later edition of a regulation has changed, while a record is checked by it.

The limits of the code are those of the first edition. What a rule asks here is the limit in force;
without an edition that changes it, its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Literal

Side = Literal["most", "least"]
Changes = Mapping[str, Mapping[Side, int]]
"""By the rule: the most and the least that it allows."""

ASKED_BY: Final[Mapping[Side, frozenset[str]]] = {
    "most": frozenset({"at_most", "count_between", "lasts_at_most"}),
    "least": frozenset({"at_least", "count_between", "lasts_at_least"}),
}
"""The functions that ask for a limit; only of rules that call one an edition can change it."""

_CHANGES: ContextVar[Changes] = ContextVar("changed limits", default={})  # noqa: B039 — never changed
_RULE: ContextVar[str] = ContextVar("rule", default="")


@contextmanager
def changed_limits(changes: Changes) -> Iterator[None]:
    """Let rules have other limits inside."""
    token = _CHANGES.set(changes)
    try:
        yield
    finally:
        _CHANGES.reset(token)


def current_changes() -> Changes:
    """The limits that are changed here."""
    return _CHANGES.get()


def begin_rule(rule_id: str) -> None:
    """Say which rule asks for limits from now on."""
    _RULE.set(rule_id)


def limit_in_force(side: Side, limit: int) -> int:
    """The limit of the rule that is being checked, whose own is ``limit``."""
    changes = _CHANGES.get()
    return changes.get(_RULE.get(), {}).get(side, limit) if changes else limit
