"""What the pages of a PDF say otherwise than its record, once it is known that they do.

The record is printed anew, with the proof that the document has, and both are compared word by
word, so that what was altered can be named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any, Final

from atuforms.core.dotted_paths import value_at
from atuforms.core.exceptions import AtuformsError
from atuforms.core.files.input_files import damaged, too_many_pages
from atuforms.core.language.dates import long_date
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.locks import PDFIUM
from atuforms.documents.fingerprints import names_of_pictures
from atuforms.documents.printing import write
from atuforms.documents.proofs.added_to_pages import added, changed_pages
from atuforms.documents.proofs.claims import Claims
from atuforms.documents.proofs.packages import pypdfium2
from atuforms.documents.proofs.printed_pictures import pictures_shown
from atuforms.documents.proofs.printed_values import words_of_page
from atuforms.documents.proofs.proof import Difference
from atuforms.documents.proofs.replaced_pictures import (
    SignedPictures,
    with_pictures_of,
)
from atuforms.documents.proofs.scans import is_scan
from atuforms.documents.reading.contents.embedded_record import EmbeddedRecord
from atuforms.documents.view import View, view
from atuforms.records.inventory import LOGO
from atuforms.records.loading import from_source
from atuforms.records.source import Source

_MOST_PAGES: Final = 1_000
_FEWEST_WORDS: Final = 20
_OWN_LAYOUT: Final = 0.5
"""The part of the words that is at its place where the layout is ours."""
_NOT_WORDS = (
    "at",
    "given",
    "filled",
    "draft",
    "variant",
    "proof",
    "logo",
    "document_title",
    "code",
    "blank_date",
)


@dataclass(frozen=True, slots=True)
class _Value:
    path: str
    words: tuple[str, ...]
    text: str


def named_on_pages(
    data: bytes, file: str, carried: EmbeddedRecord, proof: str, claims: Claims
) -> list[Difference]:
    """What the pages say otherwise than the record that is attached to them.

    :raises UnreadableInput: if the pages cannot be read.
    """
    lang = next((each for each in LANGUAGES if each == carried.lang), LANGUAGES[0])
    found = list(added(data, file))
    form, findings = from_source(Source(dict(carried.values), {}, file))
    if findings:
        return found
    # The record only names its pictures: those of the pages are printed with it.
    signed = SignedPictures.of(form, lang, claims)
    pictures = pictures_shown(data, file) if signed.known[LOGO] or names_of_pictures(form) else []
    found += signed.replaced(each.fingerprint for each in pictures)
    with_pictures_of(form, signed, pictures)
    shown = view(form, lang)
    theirs = _words(data, file)
    try:
        expected = write(form, shown, "pdf", lang, proof=proof).data
    except AtuformsError:
        # On a machine that cannot print.
        printed = words_of_page(type(form), lang, shown)
        return [*found, *_missing(_values(shown), printed, theirs)]
    if changed := list(changed_pages(expected, data, file)):
        return [*found, *changed]
    return [*found, *compared_words(_words(expected, file), theirs, shown, carried)]


def missing_on_pages(data: bytes, file: str, claims: Claims) -> Iterator[Difference]:
    """Number and date that pages with words, but without a record, do not have."""
    words = _words(data, file)
    if len(words) < _FEWEST_WORDS:
        return
    text = "".join(words)
    dates = (
        [claims.date, *(long_date(date.fromisoformat(claims.date), each) for each in LANGUAGES)]
        if claims.date
        else []
    )
    if claims.number and "".join(claims.number.split()) not in text:
        yield Difference("number", claims.number, None)
    if dates and not any("".join(each.split()) in text for each in dates):
        yield Difference("date", claims.date, None)


def is_printed_anew(data: bytes, file: str) -> bool:
    """Whether pages have words of their own: no scan has, be it with those of a program that reads.

    :raises UnreadableInput: if the pages cannot be read.
    """
    return len(_words(data, file)) >= _FEWEST_WORDS and not is_scan(data, file)


def compared_words(
    expected: Sequence[str],
    found: Sequence[str],
    shown: View,
    carried: EmbeddedRecord,
    *,
    fixed: bool = True,
) -> list[Difference]:
    """Where words differ from those that are expected, in their order.

    :param fixed: whether words of the form itself count, too.
    """
    if expected == found:
        return []
    values = _values(shown)
    matcher = SequenceMatcher(a=expected, b=found, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    if same < _OWN_LAYOUT * len(expected):
        return list(_missing(values, expected, found))
    differences: dict[tuple[str, str], Difference] = {}
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        value = _value_at(expected, start, end, values)
        told = " ".join(found[first:last])
        if value is not None:
            changed = _changed(value, expected, start, end, told)
            path = _path(value.path, carried.values, carried.lang)
            differences.setdefault((path, changed), Difference(path, value.text, changed))
        elif fixed:
            each = Difference("", " ".join(expected[start:end]), told)
            differences.setdefault(("", told), each)
    return list(differences.values())


def _words(data: bytes, file: str) -> list[str]:
    """The words of the pages, in their order."""
    words: list[str] = []
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
            try:
                if len(document) > _MOST_PAGES:
                    raise too_many_pages(file, _MOST_PAGES)
                for number in range(len(document)):
                    text = document[number].get_textpage().get_text_bounded()
                    words += text.replace("\ufffe", "").replace("\u00ad", "").split()
            finally:
                document.close()
        except pypdfium2.PdfiumError:
            raise damaged(file) from None
    return words


def _values(shown: View) -> list[_Value]:
    """Every value that the form prints, by its path."""
    return [
        _Value(path, words, text)
        for path, text in _leaves(shown, "")
        if (words := tuple(re.sub("\u00ad", "", text).split()))
    ]


def _leaves(shown: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(shown, str):
        yield path, shown
    elif isinstance(shown, Mapping):
        for name, value in shown.items():
            if name in _NOT_WORDS and (not path or name == "at"):
                continue
            # The letterhead has the dates in each language; an item of plain values is its value.
            within = "" if not path and name in LANGUAGES else path
            inner = within if name == "value" else f"{within}.{name}".strip(".")
            yield from _leaves(value, inner if name not in LANGUAGES or path else "")
    elif isinstance(shown, list | tuple):
        for number, value in enumerate(shown):
            yield from _leaves(value, f"{path}.{number}")


def _value_at(
    expected: Sequence[str], start: int, end: int, values: Sequence[_Value]
) -> _Value | None:
    """The value in which words stand: the one of which most stands around them, too."""
    best, most = None, 0
    wanted = tuple(expected[start:end])
    for value in values:
        for at in range(len(value.words) - len(wanted) + 1):
            if not _within(value.words[at : at + len(wanted)], wanted):
                continue
            before = _common(value.words[:at][::-1], expected[:start][::-1])
            after = _common(value.words[at + len(wanted) :], expected[end:])
            whole = before == at and after == len(value.words) - at - len(wanted)
            score = 1 + before + after + 100 * whole
            if (wanted or before or after) and score > most:
                best, most = value, score
    return best


def _within(words: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether these are the words, though signs of the form may stand right beside them."""
    return len(words) == len(wanted) and all(
        word in one for word, one in zip(words, wanted, strict=True)
    )


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left not in right:
            break
        count += 1
    return count


def _changed(value: _Value, expected: Sequence[str], start: int, end: int, found: str) -> str:
    """The value as the page says it."""
    words = value.words
    wanted = tuple(expected[start:end])
    for at in range(len(words) - len(wanted) + 1):
        if _within(words[at : at + len(wanted)], wanted):
            before = _common(words[:at][::-1], expected[:start][::-1])
            if before == at:
                parts = (*words[:at], found, *words[at + len(wanted) :])
                return " ".join(filter(None, parts))
    return found


def _path(path: str, record: Mapping[str, Any], lang: str) -> str:
    """The path in the record: that of one language where the value has several."""
    return f"{path}.{lang}" if isinstance(value_at(record, path), Mapping) else path


def _missing(
    values: Sequence[_Value], expected: Sequence[str], found: Sequence[str]
) -> Iterator[Difference]:
    """Values that a page prints and that stand nowhere on these, of which nothing more is known."""
    printed, text = "".join(expected), "".join(found)
    for value in values:
        words = "".join(value.words)
        if words in printed and words not in text:
            yield Difference(value.path, value.text, None)
