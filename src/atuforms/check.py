"""From a form to the report of every rule that it breaks."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from atuforms.exceptions import UnreadableInput
from atuforms.fields.describe import Field, describe, may_hold
from atuforms.fields.links import is_url
from atuforms.fields.media import lies_beside
from atuforms.fields.record import Record
from atuforms.fields.texts import Text
from atuforms.findings import Finding, Report, Severity
from atuforms.fonts import missing_characters
from atuforms.forms.base import Form
from atuforms.languages import LANGUAGES, Language
from atuforms.load import Readable, open_record, place_of
from atuforms.locks import FIRST_USE
from atuforms.markup import links_left_out, picture_names
from atuforms.media_facts import measure_videos
from atuforms.opening import DOCUMENTS
from atuforms.pictures import read_picture
from atuforms.rules import NOT_GIVEN

BANKS = (".txt", ".gift", ".xml")
"""Test banks in the formats of exchange."""

# A Latin and a Cyrillic letter in one word, as when «i» is typed for «і».
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")

_Place: TypeAlias = tuple[str, Text, Field]
"""A text of a record: its path, the text, and its field."""


def check(record: Readable) -> Report:
    """Everything that is wrong with a record, at once.

    :param record: a form, a path of a record, of a filled document or of a test bank, or a
        mapping.
    :raises UnreadableInput: if the file is none of these.
    :raises UnknownForm: if it names no form that there is.
    """
    if isinstance(record, str | os.PathLike):
        path = Path(record)
        ending = path.suffix.lower()
        # What reads documents and test banks stands above this module, and takes libraries that
        # a record does not need.
        if ending in DOCUMENTS:
            with FIRST_USE:
                from atuforms.reading import read_document

            return read_document(path).report()
        if ending in BANKS:
            with FIRST_USE:
                from atuforms.testbank.report import check_file

            return check_file(path).report
    form, findings = open_record(record)
    return check_form(form, tuple(findings))


def check_form(form: Form, shape: tuple[Finding, ...] = ()) -> Report:
    """The report on a form; ``shape`` is what reading it has found already."""
    measured = measure_videos(form)
    form = measured.form
    findings = [*shape, *_clauses(form, shape), *measured.findings]
    broken = {finding.rule for finding in findings}
    unchecked: list[str] = []
    for rule in form.RULES:
        for finding in rule.apply(form):
            if finding is not None:
                findings.append(finding)
            elif rule.id not in unchecked and not (rule.closed and rule.id in broken):
                unchecked.append(rule.id)
    findings += form.further_findings()
    # A rule says more than the bare «missing» about the same gap.
    told = {finding.path for finding in findings}
    findings += [gap for gap in _gaps(form, "") if not _covered(gap.path, told)]
    texts = tuple(_texts(form, ""))
    findings += _languages(texts)
    # A record may be checked where its pictures are not: they are wanted when it is printed.
    findings += [replace(finding, severity="warning") for finding in _pictures(form, LANGUAGES)]
    findings += _markdown(form)
    findings += _mixed_alphabets(texts)
    findings += _missing_letters(texts, ("", *LANGUAGES), "warning")
    return Report(
        findings=_placed(form, findings),
        form=form.name(),
        file=form.origin.file,
        unchecked=tuple(unchecked),
        unmeasured=measured.unmeasured,
        lang=form.lang or "en",
    )


def _clauses(form: Form, shape: Iterable[Finding]) -> Iterator[Finding]:
    """What a clause says of answers that its closed choice does not hold."""
    for finding in shape:
        for rule in form.RULES:
            field = rule.reads[0] if rule.closed else None
            if finding.rule == "not-a-choice" and finding.path.split(".")[0] == field:
                yield replace(finding, rule=rule.id, clause=rule.clause)


def missing_languages(form: Form, lang: Language) -> tuple[Finding, ...]:
    """The texts that cannot be printed in ``lang``: errors ``language-missing``."""
    found = []
    for path, text, field in _texts(form, ""):
        if not field.has_language or not text:
            continue
        plain_elsewhere = text.plain is not None and form.lang not in (None, lang)
        absent = text.plain is None and not text.within(lang)
        if plain_elsewhere or absent:
            found.append(
                Finding(
                    "language-missing", f"{path}.{lang}", "language-missing-to-print", limit=lang
                )
            )
    return _placed(form, found)


def _placed(form: Form, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their form and with the places of their values, from top to bottom."""
    places = form.origin.places
    placed = [
        replace(f, form=form.name(), place=f.place if f.place.line else place_of(f.path, places))
        for f in findings
    ]
    placed.sort(key=lambda f: (f.place.line or 0, f.place.column or 0))
    return tuple(placed)


def image_values(record: Record, path: str = "") -> Iterator[tuple[str, str]]:
    """Every picture that a record names, with its path."""
    for name, is_image in _image_fields(type(record)):
        value = getattr(record, name, None)
        here = f"{path}.{name}".strip(".")
        if is_image and value:
            yield here, value
        for at, item in _records(value, here):
            yield from image_values(item, at)


@functools.cache
def _image_fields(model: type[Record]) -> tuple[tuple[str, bool], ...]:
    """The fields that may hold pictures, and whether they are pictures themselves."""
    return tuple(
        (field.name, field.kind == "image")
        for field in describe(model)
        if field.kind == "image" or (field.record and may_hold(field.record, "image"))
    )


def pictures_to_print(form: Form, lang: Language) -> tuple[Finding, ...]:
    """The pictures in ``lang`` that are missing or cannot be printed: errors ``picture``."""
    return _placed(form, _pictures(form, (lang,)))


def _pictures(form: Form, languages: Sequence[Language]) -> Iterator[Finding]:
    for path, name in image_values(form):
        yield from _picture(form, path, name)
    for path, text in markdown_values(form):
        for lang, words in text.items():
            for name in picture_names(words) if lang in ("", *languages) else ():
                if name and not is_url(name) and lies_beside(name):
                    yield from _picture(form, f"{path}.{lang}".rstrip("."), name)


def _picture(form: Form, path: str, name: str) -> Iterator[Finding]:
    folder = form.origin.folder or Path.cwd()
    try:
        read_picture(folder / name, name)
    except UnreadableInput as error:
        yield Finding("picture", path, error.message, details=error.values)


def markdown_values(form: Form) -> Iterator[tuple[str, Text]]:
    """Every text in Markdown, with its path."""
    if may_hold(type(form), "markdown"):
        for path, text, field in _texts(form, ""):
            if field.kind == "markdown":
                yield path, text


def _markdown(form: Form) -> Iterator[Finding]:
    """What a text in Markdown names and a document cannot show."""
    for path, text in markdown_values(form):
        for lang, words in text.items():
            here = f"{path}.{lang}".rstrip(".")
            for name in picture_names(words):
                if is_url(name):
                    yield Finding("picture", here, "picture-on-the-web", actual=name[:80])
                elif not name:
                    yield Finding("picture", here, "picture-without-name")
                elif not lies_beside(name):
                    yield Finding("picture", here, "file-outside", actual=name[:80])
            for address in links_left_out(words):
                yield Finding(
                    "wrong-type", here, "link-left-out", severity="warning", actual=address[:80]
                )


def _covered(path: str, told: set[str]) -> bool:
    return any(each == path or each.startswith(f"{path}.") for each in told)


def _gaps(record: Record, path: str) -> Iterator[Finding]:
    """Required values that are given but empty."""
    for field in describe(type(record)):
        if not (field.required or field.record):
            continue
        value = getattr(record, field.name, NOT_GIVEN)
        if value is NOT_GIVEN or value is None:
            continue
        if field.required and not value and isinstance(value, str | tuple | Text):
            yield Finding("missing", f"{path}.{field.name}".strip("."), "empty")
        if field.record:
            for at, item in _records(value, f"{path}.{field.name}".strip(".")):
                yield from _gaps(item, at)


def _records(value: Any, path: str) -> Iterator[tuple[str, Record]]:
    if isinstance(value, Record):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _records(item, f"{path}.{number}")


def _texts(record: Record, path: str) -> Iterator[_Place]:
    for field in _wordy(type(record)):
        value = getattr(record, field.name, None)
        here = f"{path}.{field.name}" if path else field.name
        if isinstance(value, Text):
            yield here, value, field
        elif isinstance(value, Record):
            yield from _texts(value, here)
        elif isinstance(value, tuple):
            for number, item in enumerate(value):
                if isinstance(item, Text):
                    yield f"{here}.{number}", item, field
                elif isinstance(item, Record):
                    yield from _texts(item, f"{here}.{number}")


@functools.cache
def _wordy(model: type[Record]) -> tuple[Field, ...]:
    """The fields that may hold texts."""
    kinds = ("text", "long_text", "markdown", "name", "record")
    return tuple(field for field in describe(model) if field.kind in kinds)


def _languages(texts: Iterable[_Place]) -> Iterator[Finding]:
    """Mappings that lack one of the three languages: a warning until that language is printed."""
    for path, text, field in texts:
        if field.has_language and text.plain is None:
            for lang in LANGUAGES:
                if not text.within(lang):
                    yield Finding(
                        "language-missing",
                        f"{path}.{lang}",
                        "language-missing",
                        severity="warning",
                        limit=lang,
                    )


def _mixed_alphabets(texts: Iterable[_Place]) -> Iterator[Finding]:
    for path, text, _ in texts:
        for lang, words in text.items():
            if not (_LATIN.search(words) and _CYRILLIC.search(words)):
                continue
            for word in _WORD.findall(words):
                if _LATIN.search(word) and _CYRILLIC.search(word):
                    yield Finding(
                        "mixed-alphabet",
                        f"{path}.{lang}".rstrip("."),
                        "mixed-alphabet",
                        severity="warning",
                        actual=word,
                        details={"letters": _strangers(word)},
                    )


def letters_to_print(form: Form, lang: Language) -> tuple[Finding, ...]:
    """The letters that a PDF in ``lang`` cannot print: errors ``letter-not-in-font``."""
    return _placed(form, _missing_letters(_texts(form, ""), ("", lang), "error"))


def _missing_letters(
    texts: Iterable[_Place], languages: tuple[str, ...], severity: Severity
) -> Iterator[Finding]:
    """Letters that the font of the PDF does not have; Word shows them with a font of its own."""
    for path, text, _ in texts:
        for lang, words in text.items():
            letters = missing_characters(words) if lang in languages else None
            if letters:
                shown = " ".join(f"{letter} (U+{ord(letter):04X})" for letter in sorted(letters))
                here = f"{path}.{lang}".rstrip(".")
                yield Finding("letter-not-in-font", here, severity=severity, actual=shown)


def _strangers(word: str) -> str:
    """The letters of the alphabet that has fewer in the word, each once, with their alphabet."""
    latin, cyrillic = _LATIN.findall(word), _CYRILLIC.findall(word)
    few = latin if len(latin) <= len(cyrillic) else cyrillic
    return " ".join(dict.fromkeys(few))
