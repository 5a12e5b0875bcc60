"""Rules: small functions that compare a record with one requirement of a regulation.

A rule says which values it reads; it is called only where all of them are given, and counts as
*not checked* where one is not. It yields a :class:`Breach` for each requirement not met and
knows no language::

    @MoocDescription.rule("0201-title-150", "02-01 item 1", reads="course_title")
    def title_has_at_most_150_characters(title: Text) -> Iterator[Breach]:
        \"\"\"Sentence of the regulation, as it stands there.\"\"\"
        ...

``each="modules.*.lectures.*"`` calls it for every item that the pattern meets; ``reads`` is then
relative to the item. An empty name reads the item itself, for a rule about a whole; such a rule
yields None for what it could not check.

A requirement need not have a function (:func:`stated_rule`). One that no value of the record can
show to be met is *unseen*: it is always reported as not checked. One that the library itself
fulfils, or that only permits something, is *kept*: no record can break it. One that lists the
answers that a field may hold is *closed*: reading the record finds the others.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from atuforms.core.dotted_paths import value_at, values_at
from atuforms.core.findings import Finding, Severity
from atuforms.core.language.sentences import Message
from atuforms.fields.not_given import NOT_GIVEN
from atuforms.forms.changed_limits import begin_rule


@dataclass(frozen=True, slots=True)
class Breach:
    """What a rule found. ``path`` is relative to the first value it reads: ``.kk``, ``.3``.

    ``message`` is what to say of it. ``severity`` other than the rule's own is for a requirement
    that is graded.
    """

    message: Message
    limit: object = None
    actual: object = None
    path: str = ""
    on: str = ""
    """Name of the value concerned, if it is not the first that the rule reads."""
    severity: Severity | None = None
    clause: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


Limits = Mapping[str, int | str | list[str]]
"""Keywords of JSON Schema, with a path before them where they are of a value further down."""

RuleFunction = Callable[..., Iterable[Breach | None]]
"""Yields a breach for each requirement not met, and None for what could not be checked."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement: its id, its clause, and the function that checks it."""

    id: str
    clause: str
    function: RuleFunction
    reads: tuple[str, ...]
    each: str = ""
    severity: Severity = "error"
    limits: Limits = field(default_factory=dict)
    """What JSON Schema can say of the rule: ``maxLength``, ``minItems``, ``maximum`` and so on.

    A bare keyword concerns the first value that the rule reads; ``scores.*.maximum`` a value
    below the item, where ``*`` stands for any name.
    """
    unseen: str = ""
    """Why no value of the record can show the rule to be met; empty for a rule that is checked."""
    kept: str = ""
    """Why no record can break the rule; empty for a rule that one can break."""
    closed: bool = False
    """Whether the rule lists the answers of a closed choice, which reading the record checks."""

    @property
    def max_length(self) -> int | None:
        """The most characters of the first value that it reads, if that is what it limits."""
        limit = self.limits.get("maxLength")
        return limit if isinstance(limit, int) else None

    @property
    def sentence(self) -> str:
        """The sentence of the regulation, from the function's docstring."""
        return inspect.getdoc(self.function) or ""

    def apply(self, record: object) -> Iterator[Finding | None]:
        """The findings on ``record``; None for each place that could not be checked."""
        if self.unseen:
            yield None
        if self.unseen or self.kept:
            return
        begin_rule(self.id)
        for path, item in values_at(record, self.each, NOT_GIVEN):
            values = [value_at(item, name, NOT_GIVEN) for name in self.reads]
            if item is NOT_GIVEN or any(v is None or v is NOT_GIVEN for v in values):
                yield None
                continue
            for breach in self.function(*values):
                if breach is None:
                    yield None
                    continue
                target = breach.on or self.reads[0]
                yield Finding(
                    rule=self.id,
                    path=(f"{path}.{target}".strip(".") + breach.path).lstrip("."),
                    message=breach.message,
                    severity=breach.severity or self.severity,
                    clause=breach.clause or self.clause,
                    limit=breach.limit,
                    actual=breach.actual,
                    details=breach.details,
                )


def stated_rule(
    rule_id: str,
    clause: str,
    sentence: str,
    severity: Severity,
    *,
    reads: tuple[str, ...] = (),
    unseen: str = "",
    kept: str = "",
    closed: bool = False,
) -> Rule:
    """A rule that has no function.

    :param sentence: the regulation's, verbatim.
    It is ``unseen`` or ``kept``, each with its reason, or ``closed``, with what it reads.
    """

    def never_broken(*_values: object) -> tuple[Breach, ...]:
        return ()

    never_broken.__doc__ = sentence
    return Rule(
        rule_id,
        clause,
        never_broken,
        reads,
        severity=severity,
        unseen=unseen,
        kept=kept,
        closed=closed,
    )
