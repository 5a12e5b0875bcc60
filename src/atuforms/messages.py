"""From findings and errors to sentences, in the reader's language.

English is the source language of the catalogues; Kazakh and Russian stand in
``locale/<language>/LC_MESSAGES/atuforms.po``. A sentence is whole, with named placeholders;
where a number decides the wording it has plural forms.
"""

from __future__ import annotations

import importlib
import re
import sys
import textwrap
from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from atuforms.catalogue import fill
from atuforms.codes import full_code, regulation_code
from atuforms.findings import Finding, Report
from atuforms.forms import get_form
from atuforms.forms.base import Form
from atuforms.languages import LANGUAGES, Language
from atuforms.locks import FIRST_USE
from atuforms.sentences import Sentence, plural_sentence
from atuforms.sentences import sentence as _
from atuforms.wording import choice_words, read_wording, wording_of

SENTENCES: Mapping[str, tuple[Sentence, ...]] = {
    # What was found; then, where there is more to say than that, what to do about it.
    "missing": (_("{label}: this is missing"), _("Write a line “{key}: …” into the record.")),
    "empty": (_("{label}: this is empty"), _("Fill it in.")),
    "unknown-key": (_("There is no field “{actual}”"), _("Here these are known: {limit}.")),
    "unknown-key-near": (_("There is no field “{actual}”"), _("Did you mean “{limit}”?")),
    "text-language": (
        _("{label}: there is no language “{actual}”"),
        _("Use the keys kk, ru and en."),
    ),
    "wrong-type": (
        _("{label}: “{actual}” cannot be read ({reason})"),
        _("Write it anew; “atuforms new” shows how."),
    ),
    "not-text": (
        _("{label}: a text is wanted here, not {actual}"),
        _("Write words, or one text a language under kk, ru and en."),
    ),
    "not-a-list": (
        _("{label}: a list is wanted here, not “{actual}”"),
        _("Write each item on its own line, after a dash."),
    ),
    "not-a-mapping": (
        _("{label}: several named values are wanted here, not “{actual}”"),
        _("These names are known: {limit}."),
    ),
    "not-a-date": (
        _("{label}: “{actual}” is not a date"),
        _("Write year-month-day, for example 2025-12-12."),
    ),
    "no-such-date": (
        _("{label}: there is no such day as {actual}"),
        _("Write year-month-day, for example 2025-12-12."),
    ),
    "date-order": (
        _("{label}: “{actual}” is not written as year-month-day"),
        _("Write {iso}."),
    ),
    "not-a-duration": (
        _("{label}: “{actual}” is not a duration"),
        _("Write minutes and seconds, for example 2:40, or minutes as a number."),
    ),
    "not-whole": (_("{label}: “{actual}” is not a whole number"), _("Write digits only.")),
    "not-a-number": (
        _("{label}: “{actual}” is not a number"),
        _("Write digits, with a point or a comma before decimals."),
    ),
    "not-yes-or-no": (_("{label}: “{actual}” is neither yes nor no"), _("Write yes or no.")),
    "not-a-link": (
        _("{label}: “{actual}” is not a link"),
        _("Write the whole address, for example https://atu.edu.kz."),
    ),
    "link-without-scheme": (
        _("{label}: the link “{actual}” does not begin with https://"),
        _("Write https://{actual}."),
    ),
    "not-an-email": (
        _("{label}: “{actual}” is not an e-mail address"),
        _("Write it as name@atu.edu.kz."),
    ),
    "not-a-file": (
        _("{label}: a file name is wanted here, not “{actual}”"),
        _("Name a file that lies beside the record."),
    ),
    "file-outside": (
        _("{label}: the file “{actual}” does not lie beside the record"),
        _("Put it into the folder of the record and write its name."),
    ),
    "picture-without-name": (
        _("{label}: a picture has no file name"),
        _("Write it as ![what it shows](file.png)."),
    ),
    "picture-on-the-web": (
        _("{label}: the picture “{actual}” lies on the web, and nothing is loaded from there"),
        _("Save it beside the record and write its file name."),
    ),
    "link-left-out": (
        _("{label}: the link “{actual}” leads neither to the web nor to a mailbox"),
        _("Its words are printed without it. Write an address that begins with https://."),
    ),
    "not-a-choice": (
        _("{label}: “{actual}” is not one of the answers that the form allows"),
        _("Write one of these: {choices}."),
    ),
    "control-character": (
        _("{label}: an invisible control character {actual} stands at position {position}"),
        _("Delete it."),
    ),
    "language-missing": (
        _("{label}: the text is missing in one language: {language}"),
        _("Add it before you print the document in that language."),
    ),
    "language-missing-to-print": (
        _(
            "{label}: the document cannot be printed, since this text is missing in its "
            "language: {language}"
        ),
        _("Add “{limit}: …” to the field."),
    ),
    "mixed-alphabet": (
        _("{label}: the word “{actual}” mixes Latin and Cyrillic letters ({letters})"),
        _("Type the word anew in one keyboard layout."),
    ),
    "letter-not-in-font": (
        _("{label}: the font of the PDF does not have {actual}"),
        _("Write it in words, or make a Word document."),
    ),
    "too-long": (
        plural_sentence(
            "{label}: {actual} character, at most {limit} allowed",
            "{label}: {actual} characters, at most {limit} allowed",
            count="actual",
        ),
        plural_sentence(
            "Shorten it by {excess} character.",
            "Shorten it by {excess} characters.",
            count="excess",
        ),
    ),
    "too-short": (
        plural_sentence(
            "{label}: {actual} character, at least {limit} wanted",
            "{label}: {actual} characters, at least {limit} wanted",
            count="actual",
        ),
        plural_sentence(
            "Add {lacking} more character.", "Add {lacking} more characters.", count="lacking"
        ),
    ),
    "too-many-sentences": (
        plural_sentence(
            "{label}: {actual} sentence, at most {limit} allowed",
            "{label}: {actual} sentences, at most {limit} allowed",
            count="actual",
        ),
        _("Say it in fewer sentences."),
    ),
    "too-many": (
        plural_sentence(
            "{label}: {actual} item, at most {limit} allowed",
            "{label}: {actual} items, at most {limit} allowed",
            count="actual",
        ),
        plural_sentence("Remove {excess} item.", "Remove {excess} items.", count="excess"),
    ),
    "too-few": (
        plural_sentence(
            "{label}: {actual} item, at least {limit} wanted",
            "{label}: {actual} items, at least {limit} wanted",
            count="actual",
        ),
        plural_sentence("Add {lacking} more item.", "Add {lacking} more items.", count="lacking"),
    ),
    "above": (
        _("{label}: {actual}, at most {limit} allowed"),
        _("Correct it to {limit} or less."),
    ),
    "below": (
        _("{label}: {actual}, at least {limit} wanted"),
        _("Correct it to {limit} or more."),
    ),
    "lasts-too-long": (
        _("{label}: {length}, at most {bound} allowed"),
        _("Shorten the video."),
    ),
    "lasts-too-short": (
        _("{label}: {length}, at least {bound} wanted"),
        _("Lengthen the video."),
    ),
    "lecture-under-15-minutes": (
        _("{label}: {length}, at least {bound} wanted"),
        _("Form 01-02, section 2, allows at most 15 minutes, so nothing is refused for this."),
    ),
    "incomplete": (_("{label}: something is missing here"), _("Fill in: {names}.")),
    "nobody-signs": (_("{label}: nobody is named who signs"), _("Write the full name.")),
    "no-number": (
        _("{label}: the document has no number"),
        _("Write the number, or let the register give one."),
    ),
}

_TABLES = (
    "atuforms.batch.sentences",
    "atuforms.dossiers.sentences",
    "atuforms.media_facts",
    "atuforms.reading.sentences",
    "atuforms.testbank.sentences",
)
"""Tables of packages that few runs need; imported when a finding uses one."""

_WITH_CLAUSE = _("{what} ({clause}).")
_WITHOUT_CLAUSE = _("{what}.")
_LANGUAGES: Mapping[str, Sentence] = {
    "kk": _("Kazakh"),
    "ru": _("Russian"),
    "en": _("English"),
}
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
_LINE_WIDTH = 100


@runtime_checkable
class Spoken(Protocol):
    """A value in the details of a finding that has words of its own in every language."""

    def text(self, lang: Language, /) -> str:
        """Its words in ``lang``."""
        ...


def finding_text(finding: Finding, lang: Language) -> str:
    """A finding as sentences: what was found, the limit, the clause, and what to do.

    Of a finding under several clauses they are parted by “; ”.
    """
    form = get_form(finding.form) if finding.form else None
    values: dict[str, Any] = {
        "limit": finding.limit,
        "actual": finding.actual,
        "key": finding.path.rpartition(".")[2],
        **finding.details,
        "label": label(form, finding.path, lang),
    }
    if finding.rule == "language-missing":
        values["language"] = _language_name(str(finding.limit), lang)
    if "choice" in values:
        words = choice_words(values["choice"], lang)
        values["choices"] = ", ".join(words.values())
        values["option"] = words.get(values.get("option", ""), "")
    if isinstance(values.get("other"), str):
        values["other"] = clause_text(values["other"], lang)
    values = {
        name: value.text(lang) if isinstance(value, Spoken) else value
        for name, value in values.items()
    }
    what, *advice = _sentences(finding.message or finding.rule, form)
    clause = "; ".join(clause_text(each, lang) for each in finding.clause.split("; "))
    frame = _WITH_CLAUSE if clause else _WITHOUT_CLAUSE
    own = form.TEMPLATES if form else None
    # A message of an error is a sentence already, with its full stop.
    found = fill(what, lang, values, own).removesuffix(".")
    said = fill(frame, lang, {"what": found, "clause": clause})
    return " ".join([said, *(fill(each, lang, values, own) for each in advice)])


def _sentences(name: str, form: type[Form] | None) -> tuple[Sentence, ...]:
    """The sentences of this name: the common ones, those beside the form, those of a package."""
    if name in SENTENCES:
        return SENTENCES[name]
    modules = [sys.modules[cls.__module__] for cls in form.__mro__] if form else []
    for module in modules:
        own: Mapping[str, tuple[Sentence, ...]] = getattr(module, "SENTENCES", {})
        if name in own:
            return own[name]
    for place in _TABLES:
        table: Mapping[str, tuple[Sentence, ...]] = importlib.import_module(place).SENTENCES
        if name in table:
            return table[name]
    return (Sentence(name),)


def label(form: type[Form] | None, path: str, lang: Language) -> str:
    """The words by which a reader of the form knows a field: ``Course author(s) › 2 › Name``."""
    words: list[str] = []
    known: list[str] = []
    for part in path.split("."):
        if part.isdigit():
            words.append(str(int(part) + 1))
        elif part in LANGUAGES and known:
            words.append(_language_name(part, lang))
        else:
            known.append(part)
            words.append(_field_label(form, ".".join(known), lang) or part)
    return " › ".join(words)


def _language_name(code: str, lang: Language) -> str:
    """What ``lang`` calls the language ``code``."""
    if code in _LANGUAGES:
        return fill(_LANGUAGES[code], lang, {})
    # Babel is slow to import, and only a language added later needs it.
    with FIRST_USE:
        from babel import Locale

    return Locale(code).get_display_name(lang) or code


def _field_label(form: type[Form] | None, path: str, lang: Language) -> str:
    labels: Mapping[str, Any] = wording_of(form, lang).get("labels", {}) if form else {}
    shared: Mapping[str, Any] = read_wording("common", lang)["labels"]
    found = labels.get(path) or shared.get(path.rpartition(".")[2]) or ""
    # What a blank prints to be filled in is no part of the name.
    return re.sub(r"\s*[_:].*$", "", str(found)).strip()


def clause_text(clause: str, lang: Language) -> str:
    """A clause as a reader finds it: code of the form or regulation, then the place in it."""
    code, _blank, rest = clause.partition(" ")
    if re.fullmatch(r"\d\d-\d\d", code):
        code = full_code(code, lang)
    elif re.fullmatch(r"\d\d", code):
        code = regulation_code(code, lang)
    else:
        return clause
    return f"{code}, {_clause_place(rest, lang)}" if rest else code


def _clause_place(rest: str, lang: Language) -> str:
    patterns: Mapping[str, str] = read_wording("common", lang)["clause"]
    paragraph = re.fullmatch(r"§([\d.\-–]+)", rest)
    if paragraph:
        return patterns["paragraph"].format(n=paragraph[1])
    duty = re.fullmatch(r"§(\d+) (.+)", rest)
    if duty:
        # Whose duty it is stands in the regulation's table in its own language.
        return f"{patterns['paragraph'].format(n=duty[1])}, «{duty[2]}»"
    numbered = re.fullmatch(r"(.+?) ([\d.,\-– ]+)", rest)
    if numbered and numbered[1] in patterns:
        return patterns[numbered[1]].format(n=numbered[2])
    # «02-04 slides» speaks of all of them, without a number.
    return re.sub(r"\s*\{n\}-?", "", patterns.get(rest, rest))


def report_text(report: Report, lang: Language) -> str:
    """A report for a reader: one line a finding, then a summary line."""
    name = report.file or report.form
    lines = [finding_line(finding, name, lang) for finding in report.findings]
    lines += gap_lines(report, lang)
    lines.append(summary_line(name, len(report.errors), len(report.warnings), lang))
    return "\n".join(lines)


def finding_line(finding: Finding, name: str, lang: Language) -> str:
    """A finding as a line that begins with its place in the file ``name``."""
    where = ":".join(str(part) for part in (name, finding.line, finding.column) if part)
    place = finding.place.cell or finding.place.control
    if place:
        where = f"{where} [{place}]"
    kind = fill(_SEVERITIES[finding.severity], lang, {})
    return f"{where}: {kind}: {finding_text(finding, lang)} [{finding.rule}]"


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


def _listed(name: str, items: tuple[str, ...]) -> dict[str, Any]:
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
