"""From a form to the report of every rule that it breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from atuforms.core.dotted_paths import names_of
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import Finding, Report, Severity
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.messages import (
    EMPTY,
    FILE_OUTSIDE,
    LANGUAGE_MISSING,
    LANGUAGE_MISSING_TO_PRINT,
    LINK_LEFT_OUT,
    MIXED_ALPHABET,
    NO_FIGURE,
    NOT_A_VALUE,
    PICTURE_IS_A_LINE,
    PICTURE_IS_BLANK,
    PICTURE_ON_THE_WEB,
    PICTURE_WITHOUT_NAME,
)
from atuforms.core.language.sentences import Message, sentence
from atuforms.core.pictures import MOST_SLENDER, file_state
from atuforms.fields.describe import describe
from atuforms.fields.links import is_url
from atuforms.fields.media import lies_beside
from atuforms.fields.not_given import NOT_GIVEN
from atuforms.fields.people import is_none, people_of
from atuforms.fields.record import Record
from atuforms.fields.texts import Name, Text
from atuforms.forms.base import Form
from atuforms.forms.changed_limits import current_changes
from atuforms.forms.kept_results import memory_of
from atuforms.records.full_slides import full_slides
from atuforms.records.inventory import (
    TextPlace,
    files_of,
    folder_of,
    passages_of,
    picture_is_there,
    picture_named,
    pictures_of,
    records_in,
    texts_of,
)
from atuforms.records.judgement import judgement_findings
from atuforms.records.letters import letters
from atuforms.records.loading import place_of
from atuforms.records.media_facts import measure_videos
from atuforms.records.mixtures import mixtures, mixtures_of
from atuforms.records.photos import photos_not_upright
from atuforms.records.typed_formulas import typed_formulas
from atuforms.records.wide_words import wide_words

_NUMBER = "number"
_GAPS = frozenset({"nan", ".nan", "inf", ".inf", "-inf", "-.inf", "+.inf", "infinity", "nat"})
_LONGEST_GAP = 10
# A Latin and a Cyrillic letter in one word, as when «i» is typed for «і».
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")


def check_form(form: Form, shape: tuple[Finding, ...] = ()) -> Report:
    """The report on a form; ``shape`` is what reading it has found already.

    It is kept with the form, and made anew where a file that the form names has changed.
    """
    names = [file.name for file in files_of(form)]
    names += (name for passage in passages_of(form) for name in passage.files)
    # What the report depends on, besides the form itself.
    files = [file_state(folder_of(form) / name) for name in names]
    asked = (shape, tuple(form.RULES), files, current_changes())
    kept = cast("tuple[object, Report] | None", memory_of(form).get(check_form))
    if kept is None or kept[0] != asked:
        kept = asked, _checked(form, shape)
        memory_of(form)[check_form] = kept
    return kept[1]


def errors_in(form: Form, shape: tuple[Finding, ...] = ()) -> Report:
    """The report on a form without most of what is only warned of, which takes longest to find."""
    return _checked(form, shape, warned=False)


def _checked(form: Form, shape: tuple[Finding, ...], *, warned: bool = True) -> Report:
    measured = measure_videos(form)
    form = measured.form
    findings = [*shape, *_clauses(form, shape), *measured.findings]
    broken = {finding.rule for finding in findings}
    unchecked: list[str] = []
    for rule in form.rules_that_apply():
        for finding in rule.apply(form):
            if finding is not None:
                findings.append(finding)
            elif rule.id not in unchecked and not (rule.closed and rule.id in broken):
                unchecked.append(rule.id)
    findings += form.further_findings()
    findings += judgement_findings(form)
    # A rule says more than the bare «missing» about the same gap.
    told = set(_ways(finding.path for finding in findings))
    findings += [gap for gap in _gaps(form, "") if gap.path not in told]
    texts = texts_of(form)
    if warned:
        findings += _languages(texts)
        findings += mixtures_of(form)
    findings += _pictures(form, LANGUAGES, absent="warning")
    findings += photos_not_upright(form)
    findings += _markdown(form)
    findings += _not_values(texts)
    if warned:
        findings += _numbers_in_words(form, findings)
        findings += _mixed_alphabets(texts)
        findings += letters(texts, ("", *LANGUAGES), "warning")
        findings += wide_words(form, texts)
        findings += full_slides(form, texts)
        findings += typed_formulas(form, texts)
    return Report(
        findings=_placed(form, findings),
        form=form.name(),
        file=form.origin.file,
        unchecked=tuple(unchecked),
        unmeasured=measured.unmeasured,
        lang=form.lang or "en",
    )


def _ways(paths: Iterable[str]) -> Iterator[str]:
    """The paths, and all that lie around them."""
    for path in paths:
        yield path
        while path:
            path = path.rpartition(".")[0]
            yield path


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
    people = {names_of(each) for each in people_of(type(form))}
    for path, text, field in texts_of(form):
        if not field.has_language:
            continue
        if names_of(path).rpartition(".")[0] in people and is_none(text.plain or ""):
            continue  # Nothing is printed of it, in any language.
        plain_elsewhere = text.plain is not None and form.lang not in (None, lang)
        absent = text.plain is None and not text.within(lang)
        if (plain_elsewhere or absent) and text:
            found.append(
                Finding("language-missing", f"{path}.{lang}", LANGUAGE_MISSING_TO_PRINT, limit=lang)
            )
    return _placed(form, found)


def mixtures_to_print(form: Form, lang: Language) -> tuple[Finding, ...]:
    """What a document in ``lang`` prints in another language: warnings ``language-missing``."""
    return _placed(form, mixtures(form, lang))


def _placed(form: Form, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with their form and with the places of their values, from top to bottom."""
    findings = tuple(found)
    if not findings:
        return ()
    places = form.origin.places
    placed = [
        replace(f, form=type(form), place=f.place if f.place.is_known else place_of(f.path, places))
        for f in findings
    ]
    placed.sort(key=lambda f: (f.place.line or f.place.paragraph or 0, f.place.column or 0))
    return tuple(placed)


def pictures_to_print(form: Form, lang: Language) -> tuple[Finding, ...]:
    """The pictures in ``lang`` that are missing or cannot be printed: errors ``picture``."""
    return _placed(form, _pictures(form, (lang,)))


def letters_to_print(form: Form, lang: Language) -> tuple[Finding, ...]:
    """The letters that a PDF in ``lang`` cannot print: errors ``letter-not-in-font``."""
    return _placed(form, letters(texts_of(form), ("", lang), "error"))


def _pictures(
    form: Form, languages: Sequence[Language], absent: Severity = "error"
) -> Iterator[Finding]:
    """What is wrong with the pictures that a form names.

    :param absent: of one that is not there. A record may be checked where its pictures are not:
        they are wanted when it is printed.
    """
    for file in pictures_of(form):
        yield from _picture(form, file.path, file.name, absent)
    for passage in passages_of(form):
        for name in passage.files if passage.lang in ("", *languages) else ():
            yield from _picture(form, passage.path, name, absent)


def _picture(form: Form, path: str, name: str, absent: Severity) -> Iterator[Finding]:
    try:
        picture = picture_named(form, name)
    except UnreadableInput as error:
        severity = "error" if picture_is_there(form, name) else absent
        message = Message(sentence(error.message))
        yield Finding("picture", path, message, severity=severity, details=error.values)
        return
    size = f"{picture.width} × {picture.height}"
    longer, shorter = sorted((picture.width, picture.height), reverse=True)
    for message, is_so in (
        (PICTURE_IS_A_LINE, longer > MOST_SLENDER * shorter),
        (PICTURE_IS_BLANK, picture.is_blank),
    ):
        if is_so:
            yield Finding(
                "picture",
                path,
                message,
                severity="warning",
                actual=size,
                details={"file": picture.name},
            )


def _markdown(form: Form) -> Iterator[Finding]:
    """What a text in Markdown names and a document cannot show."""
    for passage in passages_of(form):
        for name in passage.pictures:
            if is_url(name):
                yield Finding("picture", passage.path, PICTURE_ON_THE_WEB, actual=name[:80])
            elif not name:
                yield Finding("picture", passage.path, PICTURE_WITHOUT_NAME)
            elif not lies_beside(name):
                yield Finding("picture", passage.path, FILE_OUTSIDE, actual=name[:80])
        for link in passage.links:
            yield Finding(
                "wrong-type", passage.path, LINK_LEFT_OUT, severity="warning", actual=link[:80]
            )


def _gaps(record: Record, path: str) -> Iterator[Finding]:
    """Required values that are given but empty."""
    for field in describe(type(record)):
        if not (field.required or field.record):
            continue
        value = getattr(record, field.name, NOT_GIVEN)
        if value is NOT_GIVEN or value is None:
            continue
        if field.required and not value and isinstance(value, str | tuple | Text):
            yield Finding("missing", f"{path}.{field.name}".strip("."), EMPTY)
        if field.record:
            for at, item in records_in(value, f"{path}.{field.name}".strip(".")):
                yield from _gaps(item, at)


def _languages(texts: Iterable[TextPlace]) -> Iterator[Finding]:
    """Mappings that lack one of the three languages: a warning until that language is printed."""
    for path, text, field in texts:
        if field.has_language and text.plain is None:
            for lang in LANGUAGES:
                if not text.within(lang):
                    yield Finding(
                        "language-missing",
                        f"{path}.{lang}",
                        LANGUAGE_MISSING,
                        severity="warning",
                        limit=lang,
                    )


def _not_values(texts: Iterable[TextPlace]) -> Iterator[Finding]:
    """What programs write where a number is missing, where a text is wanted."""
    for path, text, _field in texts:
        for lang, words in text.items():
            if len(words) < _LONGEST_GAP and words.casefold() in _GAPS:
                where = f"{path}.{lang}" if lang else path
                yield Finding("wrong-type", where, NOT_A_VALUE, actual=words)


def _numbers_in_words(form: Form, found: Sequence[Finding]) -> Iterator[Finding]:
    """The number of a document that has no figure: no register gives one out."""
    number = getattr(form, _NUMBER, None)
    if not isinstance(number, Name) or any(each.path == _NUMBER for each in found):
        return
    words = next(iter(dict(number.items()).values()), "")
    if words and not any(map(str.isdigit, words)):
        yield Finding("number-without-figure", _NUMBER, NO_FIGURE, severity="warning", actual=words)


def _mixed_alphabets(texts: Iterable[TextPlace]) -> Iterator[Finding]:
    for path, text, _ in texts:
        for lang, words in text.items():
            if words.isascii() or not (_LATIN.search(words) and _CYRILLIC.search(words)):
                continue
            for word in _WORD.findall(words):
                if _LATIN.search(word) and _CYRILLIC.search(word):
                    yield Finding(
                        "mixed-alphabet",
                        f"{path}.{lang}".rstrip("."),
                        MIXED_ALPHABET,
                        severity="warning",
                        actual=word,
                        details={"letters": _strangers(word)},
                    )


def _strangers(word: str) -> str:
    """The letters of the alphabet that has fewer in the word, each once, with their alphabet."""
    latin, cyrillic = _LATIN.findall(word), _CYRILLIC.findall(word)
    few = latin if len(latin) <= len(cyrillic) else cyrillic
    return " ".join(dict.fromkeys(few))
