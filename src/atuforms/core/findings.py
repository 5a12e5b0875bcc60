"""A finding is a rule that a record breaks; a report is all of them, for one record.

Findings are data: they know no language until they are asked for their text in one.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Literal

from atuforms.core.dotted_paths import is_number, pattern_of
from atuforms.core.exceptions import AtuformsError
from atuforms.core.json_numbers import json_number
from atuforms.core.language.choice import language, reader_language
from atuforms.core.language.labels import clause_text, label, language_name
from atuforms.core.language.languages import Language
from atuforms.core.language.numbers import in_ranges
from atuforms.core.language.sentences import Message, Sentence, message, plural_sentence
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import fill, translate
from atuforms.core.language.wording import HasTemplates, choice_words
from atuforms.core.notebook_displays import bundle, table, words
from atuforms.core.safe_text import shown

Severity = Literal["error", "warning"]


_WITH_CLAUSE = _("{what} ({clause}).")
_WITHOUT_CLAUSE = _("{what}.")
_SEVERITIES = {"error": _("error"), "warning": _("warning")}
_CLEAN = _("{name}: no mistakes.")
_ERRORS = plural_sentence("{count} error", "{count} errors", count="count")
_WARNINGS = plural_sentence("{count} warning", "{count} warnings", count="count")
_SUMMARY = _("{name}: {errors}, {warnings}.")
_UNCHECKED = plural_sentence(
    "{count} rule could not be checked, since the record does not give its data: {rules}.",
    "{count} rules could not be checked, since the record does not give their data: {rules}.",
    count="count",
)
_UNMEASURED = plural_sentence(
    "{count} video file was not measured, since the package av is missing: {files}. Install it "
    'with: pip install "atuforms[media]"',
    "{count} video files were not measured, since the package av is missing: {files}. Install it "
    'with: pip install "atuforms[media]"',
    count="count",
)
_ALIKE = _("The same is true of: {places}")
_FEW = 3
"""Findings alike that are told one by one."""
_HEADINGS = (message("Severity"), message("Where"), message("What"), message("Clause"))
_LINE_WIDTH = 100
_WORD = (".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input a value stands. Every part is optional; lines and columns count from 1."""

    line: int | None = None
    column: int | None = None
    cell: str | None = None
    """Cell of a spreadsheet, ``Sheet1!C7``."""
    control: str | None = None
    """Title of the content control of a Word document."""
    paragraph: int | None = None
    """Number of the paragraph of a Word document. It is not said, since nobody counts them."""

    @property
    def is_known(self) -> bool:
        """Whether it says where in the input to look, and not only what is to be found there."""
        return bool(self.line or self.paragraph)


def in_word(place: Place) -> Place:
    """A place in a Word document, of which the line was counted in paragraphs."""
    if not place.line:
        return place
    return Place(None, place.column, place.cell, place.control, paragraph=place.line)


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement that a record does not meet.

    ``rule`` is the rule's id, ``clause`` the clause of the regulation in its canonical spelling
    (``02-01 item 10``, ``02 §8.3``; empty for what belongs to no clause), ``path`` the dotted
    path of the value (``modules.2.lectures.0.title``), empty for the whole. ``message`` says it in
    words, with ``details`` as further values. ``limit`` and ``actual`` are what is allowed and what
    was found, where that is a number or a word.
    """

    rule: str
    path: str
    message: Message
    severity: Severity = "error"
    clause: str = ""
    limit: Any = None
    actual: Any = None
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)
    place: Place = field(default=Place())
    form: type[HasTemplates] | None = None
    """The form whose labels the sentence uses."""
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
        """The finding as a sentence in ``lang``, without file and line.

        :raises UnknownLanguage: for another code than that of one of the languages.
        """
        return finding_text(self, language(lang))

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


class ReportBase:
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
class Report(ReportBase):
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
        return report_text(self, language(lang or self.lang))

    def as_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """The report as plain data, in the shape of ``atuforms check --json``."""
        spoken = language(lang or self.lang)
        return {
            "file": self.file,
            "form": self.form,
            "ok": self.ok,
            "findings": [f.as_dict(spoken) for f in self.findings],
            "unchecked": list(self.unchecked),
            "unmeasured": list(self.unmeasured),
        }

    def to_json(self, lang: Language | None = None) -> str:
        """The report as JSON text."""
        return json.dumps(self.as_dict(lang), ensure_ascii=False, indent=2, default=str)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        lang = reader_language(self.lang)
        name = self.file or self.form
        summary = summary_line(name, len(self.errors), len(self.warnings), lang)
        after = words([*gap_lines(self, lang), summary])
        return bundle(report_text(self, lang), findings_table(self.findings, lang), after)


def finding_text(finding: Finding, lang: Language) -> str:
    """A finding as sentences: what was found, the limit, the clause, and what to do.

    Of a finding under several clauses they are parted by “; ”.
    """
    values: dict[str, object] = {
        "limit": finding.limit,
        "actual": finding.actual,
        "key": finding.path.rpartition(".")[2],
        **finding.details,
        "label": label(finding.form, finding.path, lang),
    }
    if finding.rule == "language-missing":
        values["language"] = language_name(str(finding.limit), lang)
    if "choice" in values:
        words = choice_words(str(values["choice"]), lang)
        values["choices"] = ", ".join(words.values())
        values["option"] = words.get(str(values.get("option", "")), "")
    if isinstance(other := values.get("other"), str):
        values["other"] = clause_text(other, lang)
    advice = _advice(finding)
    clause = "; ".join(clause_text(each, lang) for each in finding.clause.split("; "))
    frame = _WITH_CLAUSE if clause else _WITHOUT_CLAUSE
    own = finding.form.TEMPLATES if finding.form else None
    # A message of an error is a sentence already, with its full stop.
    found = fill(finding.message.what, lang, values, own).removesuffix(".")
    said = fill(frame, lang, {"what": found, "clause": clause})
    return " ".join([said, *(fill(each, lang, values, own) for each in advice)])


def _advice(finding: Finding) -> tuple[Sentence, ...]:
    """What to do about a finding, as one does it where the value stands."""
    if finding.place.paragraph:
        return finding.message.in_word
    return finding.message.advice if finding.line else finding.message.in_python


def report_text(report: Report, lang: Language) -> str:
    """A report for a reader: one line a finding, then a summary line."""
    name = report.file or report.form
    counted = not name.lower().endswith(_WORD)
    lines = []
    for finding, others in _alike(report.findings):
        lines.append(finding_line(finding, finding.file or name, lang))
        if others and counted:
            lines += [finding_line(each, each.file or name, lang) for each in others]
        elif others:
            lines += wrapped("  " + fill(_ALIKE, lang, {"places": _places(others, lang)}))
    lines += gap_lines(report, lang)
    lines.append(summary_line(name, len(report.errors), len(report.warnings), lang))
    return "\n".join(lines)


def _alike(findings: Iterable[Finding]) -> list[tuple[Finding, list[Finding]]]:
    """The findings, those together that say the same of the items of one list."""
    groups: dict[object, list[Finding]] = {}
    for number, each in enumerate(findings):
        same = (each.rule, each.message, each.severity, str(each.limit), str(each.actual))
        listed = any(map(is_number, each.path.split("."))) and not each.details
        key = (*same, pattern_of(each.path)) if listed and each.actual is None else number
        groups.setdefault(key, []).append(each)
    return [
        each
        for group in groups.values()
        for each in ([(group[0], group[1:])] if len(group) > _FEW else [(one, []) for one in group])
    ]


def _places(findings: Sequence[Finding], lang: Language) -> str:
    """Where findings are that are alike: the items of the list in which they differ, as ranges."""
    paths = [each.path.split(".") for each in findings]
    differ = [n for n, steps in enumerate(zip(*paths, strict=True)) if len(set(steps)) > 1]
    if len(differ) != 1:
        return ", ".join(label(each.form, each.path, lang) for each in findings)
    at = differ[0]
    spoken = in_ranges(sorted({int(path[at]) + 1 for path in paths}))
    return f"{label(findings[0].form, '.'.join(paths[0][:at]), lang)} › {spoken}"


def finding_line(finding: Finding, name: str, lang: Language) -> str:
    """A finding as a line that begins with its place in the file ``name``."""
    kind = fill(_SEVERITIES[finding.severity], lang, {})
    said = finding_text(finding, lang)
    return f"{_place_in(finding, name)}: {kind}: {said} [{finding.rule}]"


def mended_line(finding: Finding, name: str, lang: Language) -> str:
    """The same of what is mended: nothing is wrong any more, and nothing to be done."""
    mended = replace(finding, message=Message(finding.message.what))
    return f"{_place_in(finding, name)}: {finding_text(mended, lang)} [{finding.rule}]"


def _place_in(finding: Finding, name: str) -> str:
    # Nobody counts the paragraphs of a Word document.
    counted = () if name.lower().endswith(_WORD) else (finding.line, finding.column)
    where = ":".join(str(part) for part in (shown(name), *counted) if part)
    place = finding.place.cell or finding.place.control
    if place:
        where = f"{where} [{place}]"
    return where


def comment_head(finding: Finding, lang: Language) -> str:
    """The severity of a finding and its rule, which head a comment on it."""
    kind = fill(_SEVERITIES[finding.severity], lang, {})
    return f"{kind.capitalize()} · {finding.rule}"


def gap_lines(report: Report, lang: Language, head: str = "") -> list[str]:
    """What a report has not looked at, as lines; none if it has looked at everything.

    :param head: words before each of the one or two paragraphs: of which file they speak.
    """
    lines = []
    if report.unchecked:
        lines += wrapped(head + fill(_UNCHECKED, lang, _listed("rules", report.unchecked)))
    if report.unmeasured:
        lines += wrapped(head + fill(_UNMEASURED, lang, _listed("files", report.unmeasured)))
    return lines


def _listed(name: str, items: tuple[str, ...]) -> dict[str, object]:
    return {"count": len(items), name: ", ".join(items)}


def wrapped(paragraph: str) -> list[str]:
    """A long paragraph as lines; ids and file names stay whole."""
    return textwrap.wrap(
        paragraph,
        _LINE_WIDTH,
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def summary_line(name: str, errors: int, warnings: int, lang: Language) -> str:
    """The last line of a report: how many errors and warnings there are."""
    if not errors and not warnings:
        return fill(_CLEAN, lang, {"name": name})
    counts = {
        "name": name,
        "errors": fill(_ERRORS, lang, {"count": errors}),
        "warnings": fill(_WARNINGS, lang, {"count": warnings}),
    }
    return fill(_SUMMARY, lang, counts)


def _plain(value: object) -> object:
    """A number as JSON knows it, and text that has UTF-8."""
    if isinstance(value, str):
        return shown(value)
    return json_number(value) if isinstance(value, Decimal) else value


def findings_table(findings: Iterable[Finding], lang: Language) -> str:
    """HTML: one row a finding, with its severity, its place, the sentences, and the clause."""
    rows = [
        (
            translate(finding.severity, lang),
            _where(finding),
            finding_text(replace(finding, clause=""), lang),
            "; ".join(clause_text(each, lang) for each in finding.clause.split("; ")),
        )
        for finding in findings
    ]
    return table([translate(each, lang) for each in _HEADINGS], rows) if rows else ""


def _where(finding: Finding) -> str:
    """File, line and column, cell or control; what has none of them is known by its path."""
    place = finding.place
    where = ":".join(str(part) for part in (finding.file, place.line, place.column) if part)
    return " ".join(filter(None, (where, place.cell or place.control))) or finding.path


class InvalidRecord(AtuformsError):
    """A record does not make a form, or breaks a rule that stops rendering.

    ``report`` holds every finding.
    """

    exit_code = 1

    def __init__(self, report: Report) -> None:
        super().__init__("The record has mistakes:\n{report}")
        self.report = report
        self.args = (report,)  # of which a copy is made, also by pickle

    def __str__(self) -> str:
        return self.report.text("en")

    def text(self, lang: Language) -> str:
        return self.report.text(language(lang))
