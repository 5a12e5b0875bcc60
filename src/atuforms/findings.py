"""A finding is a rule that a record breaks; a report is all of them, for one record.

Findings are data: they know no language. :mod:`atuforms.messages` turns them into sentences.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from atuforms.languages import Language, reader_language

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input a value stands. Every part is optional; lines and columns count from 1."""

    line: int | None = None
    column: int | None = None
    cell: str | None = None
    """Cell of a spreadsheet, ``Sheet1!C7``."""
    control: str | None = None
    """Title of the content control of a Word document."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement that a record does not meet.

    ``rule`` is the rule's id, ``clause`` the clause of the regulation in its canonical spelling
    (``02-01 item 10``, ``02 §8.3``; empty for what belongs to no clause), ``path`` the dotted
    path of the value (``modules.2.lectures.0.title``). ``message`` names the sentence in
    :mod:`atuforms.messages`; ``details`` are further values for that sentence. ``limit`` and
    ``actual`` are what is allowed and what was found, where that is a number or a word.
    """

    rule: str
    path: str = ""
    message: str = ""
    severity: Severity = "error"
    clause: str = ""
    limit: Any = None
    actual: Any = None
    details: Mapping[str, Any] = field(default_factory=dict)
    place: Place = field(default=Place())
    form: str = ""
    """Code or slug of the form, whose labels the sentence uses."""
    file: str = ""
    """The file concerned, where a report is about several; empty for the whole of them."""

    @property
    def line(self) -> int | None:
        """Line of the value in the file, counted from 1, where it is known."""
        return self.place.line

    @property
    def column(self) -> int | None:
        """Column of the value in the file, counted from 1, where it is known."""
        return self.place.column

    def at(self, place: Place) -> Finding:
        """The same finding with the place of its value."""
        return replace(self, place=place)

    def text(self, lang: Language) -> str:
        """The finding as a sentence in ``lang``, without file and line."""
        from atuforms.messages import finding_text

        return finding_text(self, lang)

    def as_dict(self, lang: Language) -> dict[str, Any]:
        """The finding as plain data, with its message in ``lang``."""
        return {
            "rule": self.rule,
            "clause": self.clause,
            "severity": self.severity,
            "path": self.path,
            "line": self.place.line,
            "column": self.place.column,
            "cell": self.place.cell,
            "control": self.place.control,
            "limit": _plain(self.limit),
            "actual": _plain(self.actual),
            "message": self.text(lang),
        }


class Told:
    """What every report can be asked, be it on a record or on a whole dossier."""

    __slots__ = ()

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is an error: no rule is broken that stops rendering or handing in."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == "warning")

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __bool__(self) -> bool:
        """A report is always true; ask for ``ok``."""
        return True


@dataclass(frozen=True, slots=True)
class Report(Told):
    """All findings of one record.

    ``file`` is the file's name as given, ``form`` the form's code or slug, ``unchecked`` the ids
    of the rules whose data the record does not give: they are never counted as fulfilled.
    """

    findings: tuple[Finding, ...] = ()
    form: str = ""
    file: str = ""
    unchecked: tuple[str, ...] = ()
    unmeasured: tuple[str, ...] = ()
    """Files of videos that could not be measured, since the extra ``media`` is not installed."""
    lang: Language = "en"
    """The language of messages when none is asked for."""

    def text(self, lang: Language | None = None) -> str:
        """The report for a reader: a line a finding, then a summary line."""
        from atuforms.messages import report_text

        return report_text(self, lang or self.lang)

    def as_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The report as plain data, in the shape of ``atuforms check --json``."""
        return {
            "file": self.file,
            "form": self.form,
            "ok": self.ok,
            "findings": [f.as_dict(lang or self.lang) for f in self.findings],
            "unchecked": list(self.unchecked),
            "unmeasured": list(self.unmeasured),
        }

    def to_json(self, lang: Language | None = None) -> str:
        """The report as JSON text."""
        return json.dumps(self.as_dict(lang), ensure_ascii=False, indent=2, default=str)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        from atuforms.messages import gap_lines, report_text, summary_line
        from atuforms.notebook import bundle, words
        from atuforms.report_tables import findings_table

        lang = reader_language(self.lang)
        name = self.file or self.form
        summary = summary_line(name, len(self.errors), len(self.warnings), lang)
        after = words([*gap_lines(self, lang), summary])
        return bundle(report_text(self, lang), findings_table(self.findings, lang), after)


def _plain(value: Any) -> Any:
    """A number as JSON knows it."""
    # The types of values stand above findings.
    from atuforms.fields.numbers import json_number

    return json_number(value) if isinstance(value, Decimal) else value
