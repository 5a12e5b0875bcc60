"""The words by which a reader knows a field, a clause or a language."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from atuforms.core.dotted_paths import pattern_of
from atuforms.core.files.file_states import Stamp
from atuforms.core.language.codes import full_code, regulation_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import Sentence
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import fill
from atuforms.core.language.wording import (
    HasTemplates,
    read_wording,
    wording_of,
    wording_stamp,
    wording_stamps,
)
from atuforms.core.locks import FIRST_USE

_PRINTED: Mapping[str, str] = {
    "02-02 items 1.1-4": "items 1.1-5",
    "02-08 second item 3": "item 4",
    "02-11 item 7": "item 8",
}
"""Clauses whose number the regulation gives twice: with the number that our form prints, under
which a reader finds them. The number of the regulation stays the key of the clause."""

_LANGUAGES: Mapping[str, Sentence] = {
    "kk": _("Kazakh"),
    "ru": _("Russian"),
    "en": _("English"),
}


_PATH = re.compile(r"\[([\w.]+)\]\s*$")
_TO_FILL_IN = re.compile(r"\s*[_:].*$")
_TITLE = 64
"""Characters that Word takes in the title of a content control."""
_NUMBERS = 10
"""What numbers of items, a space and brackets take of them."""


def label(form: type[HasTemplates] | None, path: str, lang: Language) -> str:
    """The words by which a reader of the form knows a field: ``Course author(s) › 2 › Name``."""
    return Labels(form, lang).of(path)


class Labels:
    """The same for many fields of a form, whose wording is looked up once."""

    def __init__(self, form: type[HasTemplates] | None, lang: Language) -> None:
        self._form, self._lang = form, lang
        self._files = wording_stamps(form, lang) if form else (wording_stamp("common", lang),)
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, path: str) -> str:
        """The words for one field."""
        pattern = pattern_of(path)
        words = self._known.get(pattern)
        if words is None:
            words = self._known[pattern] = _words(self._form, pattern, self._lang, self._files)
        steps = zip(path.split("."), words, strict=True)
        # A step that is a number stands as “*” among the words.
        return " › ".join(
            [str(int(part) + 1) if word == "*" != part else word for part, word in steps]
        )


@functools.lru_cache(maxsize=4096)
def _words(
    form: type[HasTemplates] | None, pattern: str, lang: Language, files: tuple[Stamp | None, ...]
) -> tuple[str, ...]:
    """The words for each step of a path, whose numbers are left."""
    words: list[str] = []
    known: list[str] = []
    for part in pattern.split("."):
        if part in LANGUAGES and known:
            words.append(language_name(part, lang))
        elif part == "*":
            words.append(part)
        else:
            known.append(part)
            words.append(_field_label(form, ".".join(known), lang, files) or part)
    return tuple(words)


def control_title(form: type[HasTemplates], field: str, path: str, lang: Language) -> str:
    """The title of a content control: the words for its field, and its path in brackets.

    :param field: the path without numbers.
    :param path: with them, or with tags of a template that give them.
    """
    words = label(form, field, lang).rpartition(" › ")[2]
    room = _TITLE - len(field) - _NUMBERS
    if len(words) > room:
        words = f"{words[: max(room - 1, 0)].rstrip(' ,(')}…"
    return f"{words} [{path}]"


def path_of_title(title: str) -> str:
    """The path that the title of a content control carries, with the words before it or alone."""
    if "[" not in title:
        return title
    # As most are; the search for one in any other title takes several times as long.
    inner = title[title.rindex("[") + 1 : -1] if title.endswith("]") else ""
    if inner and inner.isascii() and inner.replace(".", "").replace("_", "").isalnum():
        return inner
    found = _PATH.search(title)
    return found[1] if found else title


def language_name(code: str, lang: Language) -> str:
    """What ``lang`` calls the language ``code``."""
    if code in _LANGUAGES:
        return fill(_LANGUAGES[code], lang, {})
    # Babel is slow to import, and only a language added later needs it.
    with FIRST_USE:
        from babel import Locale

    return Locale(code).get_display_name(lang) or code


@functools.lru_cache(maxsize=4096)
def _field_label(
    form: type[HasTemplates] | None, path: str, lang: Language, _files: tuple[Stamp | None, ...]
) -> str:
    labels: Mapping[str, object] = wording_of(form, lang).get("labels", {}) if form else {}
    found = labels.get(path)
    if not found:
        found = read_wording("common", lang)["labels"].get(path.rpartition(".")[2]) or ""
    # What a blank prints to be filled in is no part of the name.
    return _TO_FILL_IN.sub("", str(found)).strip()


_DUTIES: Mapping[str, str] = {
    "Teaching staff": "teaching_staff",
    "ПОҚ": "teaching_staff",
    "Heads of departments": "heads",
    "Кафедра меңгерушілері": "heads",
    "Deans of faculties": "deans",
    "Факультет декандары": "deans",
    "ЖИЦДО директоры": "director",
}
"""Whose duties they are: rows of the regulations' tables, each in the language of its own."""


def clause_text(clause: str, lang: Language) -> str:
    """A clause as a reader finds it: code of the form or regulation, then the place in it."""
    code, _blank, rest = clause.partition(" ")
    rest = _PRINTED.get(clause, rest)
    if re.fullmatch(r"\d\d-\d\d", code):
        code = full_code(code, lang)
    elif re.fullmatch(r"\d\d", code):
        code = regulation_code(code, lang)
    else:
        return clause
    return f"{code}, {_clause_place(_with_dashes(rest), lang)}" if rest else code


def _with_dashes(place: str) -> str:
    """A range with the dash that stands between two numbers: ``items 1–6``."""
    return re.sub(r"(?<=\d)-(?=\d)", "–", place)


def _clause_place(rest: str, lang: Language) -> str:
    patterns: Mapping[str, str] = read_wording("common", lang)["clause"]
    paragraph = re.fullmatch(r"§([\d.\-–]+)", rest)
    if paragraph:
        return patterns["paragraph"].format(n=paragraph[1])
    duty = re.fullmatch(r"§(\d+) (.+)", rest)
    if duty:
        words = read_wording("common", lang)
        who = words["duties"].get(_DUTIES.get(duty[2], ""), duty[2])
        before, after = words["quotes"]
        return f"{patterns['paragraph'].format(n=duty[1])}, {before}{who}{after}"
    numbered = re.fullmatch(r"(.+?) ([\d.,\-– ]+)", rest)
    if numbered and numbered[1] in patterns:
        return patterns[numbered[1]].format(n=numbered[2])
    # «02-04 slides» speaks of all of them, without a number.
    return re.sub(r"\s*\{n\}-?", "", patterns.get(rest, rest))
