"""The pages: templates without logic, filled with words of one language and plain values."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from atuforms.core.language.codes import full_code, regulation_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.translation import fill, translate
from atuforms.dossiers.requirements import KINDS
from atuforms.forms.all_forms import get_form
from atuforms.forms.index import FormEntry
from atuforms.forms.listing import entries
from atuforms.web.purposes import GROUPS, PURPOSES, REGULATIONS
from atuforms.web.words import BANK_FORMATS, FORMATS, FOUND, words_in

TEMPLATES: Final = Path(__file__).with_name("pages")
NAMES: Final[Mapping[Language, str]] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
"""What each language calls itself."""

ACTIONS: Final = ("check", "comment", "render", "read", "batch", "dossier", "rank")
"""What may be done with files, in the order in which it is offered."""

MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: its language, its path after that, and the way up to the root.

    Addresses in pages are relative, so that the service may stand below any other address.
    """

    lang: Language
    path: str = ""
    query: str = ""
    up: int = 1
    """How many folders its address lies below the root."""

    @property
    def root(self) -> str:
        return "../" * self.up

    def in_language(self, lang: Language) -> str:
        """The address of the same page in another language."""
        asked = f"?q={quote(self.query)}" if self.query else ""
        return f"{self.root}{lang}/{self.path}{asked}"


@dataclass(frozen=True, slots=True)
class Card:
    """A form as the list of them shows it."""

    name: str
    code: str
    title: str
    purpose: str
    formats: tuple[str, ...]
    words: str
    """All by which it is found, letter case folded."""


@dataclass(frozen=True, slots=True)
class Group:
    """Forms under one heading."""

    title: str
    regulation: str
    cards: tuple[Card, ...]


def home(place: Place, asked: str = "") -> str:
    """All forms, or those in which each word of ``asked`` is found."""
    wanted = asked.casefold().split()
    groups = [
        Group(group.title, group.regulation, cards)
        for group in _groups(place.lang)
        if (cards := tuple(c for c in group.cards if all(word in c.words for word in wanted)))
    ]
    count = sum(len(group.cards) for group in groups)
    found = fill(FOUND, place.lang, {"count": count}) if wanted else ""
    words = words_in(place.lang)
    return page("home", place, words["choose_form"], groups=groups, asked=asked, found=found)


@functools.cache
def _groups(lang: Language) -> tuple[Group, ...]:
    found: dict[str, list[Card]] = {folder: [] for folder in GROUPS}
    for entry in entries():
        folder = entry.module.removeprefix("atuforms.forms.").partition(".")[0]
        found[folder if folder in GROUPS else ""].append(_card(entry, lang))
    return tuple(
        Group(translate(GROUPS[folder], lang), _regulation(folder, lang), tuple(cards))
        for folder, cards in found.items()
        if cards
    )


def _regulation(folder: str, lang: Language) -> str:
    number = REGULATIONS.get(folder)
    return regulation_code(number, lang) if number else ""


def _card(entry: FormEntry, lang: Language) -> Card:
    purpose = PURPOSES.get(entry.slug, "")
    said = translate(purpose, lang) if purpose else ""
    codes = (entry.code, full_code(entry.code, lang)) if entry.code else ()
    words = " ".join((entry.titles[lang], said, entry.slug, *codes))
    return Card(
        entry.code or entry.slug,
        entry.code,
        entry.titles[lang],
        said,
        entry.formats,
        words.casefold(),
    )


def form_page(place: Place, name: str) -> str:
    """The page on which a form is filled in.

    :raises UnknownForm: if there is none of this name.
    """
    cls = get_form(name)
    entry = next(each for each in entries() if each.slug == cls.SLUG)
    fields = any(name != "lang" for name in cls.model_fields)
    purpose = PURPOSES.get(entry.slug, "")
    return page(
        "form",
        place,
        entry.titles[place.lang],
        name=entry.code or entry.slug,
        code=full_code(entry.code, place.lang) if entry.code else "",
        purpose=translate(purpose, place.lang) if purpose else "",
        formats=[to for to in ("docx", "pdf") if cls.HAS_BLANK and to in entry.formats],
        fields=fields,
    )


def canonical(name: str) -> str:
    """The name under which a form has its page.

    :raises UnknownForm: if there is no such form.
    """
    return get_form(name).name()


def files_page(place: Place, size: int) -> str:
    """The page to drop files on."""
    return page(
        "files",
        place,
        words_in(place.lang)["files_title"],
        limit=size // MEGABYTE,
        actions=ACTIONS,
        groups=_groups(place.lang),
        formats=_chosen(FORMATS, place.lang),
        kinds=[(kind, fill(said, place.lang, {})) for kind, said in KINDS.items()],
    )


def banks_page(place: Place, size: int) -> str:
    """The page on which a test bank is turned into another format."""
    return page(
        "testbank",
        place,
        words_in(place.lang)["banks_title"],
        limit=size // MEGABYTE,
        formats=_chosen(BANK_FORMATS, place.lang),
    )


def refusal(place: Place, title: str, sentence: str) -> str:
    """The page that says why something was not done."""
    return page("refusal", place, title, sentence=sentence)


def page(template: str, place: Place, title: str, **values: Any) -> str:
    """A page from its template."""
    return (
        _environment()
        .get_template(f"{template}.html")
        .render(
            place=place,
            lang=place.lang,
            root=place.root,
            title=title,
            w=words_in(place.lang),
            languages=[(each, NAMES.get(each, each)) for each in LANGUAGES],
            **values,
        )
    )


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _chosen(words: Mapping[str, str], lang: Language) -> Sequence[tuple[str, str]]:
    return [(name, translate(said, lang)) for name, said in words.items()]
