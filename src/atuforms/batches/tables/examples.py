"""The example row of a sheet to fill in: one cell a field, written as the field wants it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.core.language.languages import Language, in_every_language
from atuforms.core.language.wording import choice_words
from atuforms.fields.describe import Field
from atuforms.fields.kinds import FieldKind

_BETWEEN = "; "

_PEOPLE: Final = in_every_language(
    {
        "kk": ("Сейітқали Әсел Нұрланқызы", "Өтеген Ғалымжан Бақытұлы"),
        "ru": ("Сейткали Асель Нурлановна", "Утеген Галымжан Бакытович"),
        "en": ("Assel Seitkali", "Galymzhan Utegen"),
    }
)
_FACTS: Final = in_every_language(
    {
        "kk": {"position": "аға оқытушы", "degree": "PhD", "title": "жоқ"},
        "ru": {"position": "старший преподаватель", "degree": "PhD", "title": "нет"},
        "en": {"position": "senior lecturer", "degree": "PhD", "title": "none"},
    }
)
_TEXTS: Final = in_every_language(
    {
        "kk": ("Мәтін", "Екінші мәтін"),
        "ru": ("Текст", "Второй текст"),
        "en": ("Text", "Second text"),
    }
)
_YES: Final = in_every_language({"kk": "иә", "ru": "да", "en": "yes"})
_KINDS: Final[Mapping[FieldKind, tuple[str, str]]] = {
    "date": ("2026-01-31", "2026-02-28"),
    "url": ("https://mooc.atu.edu.kz/courses/1", "https://mooc.atu.edu.kz/courses/2"),
    "email": ("name@atu.edu.kz", "name2@atu.edu.kz"),
    "duration": ("15:30", "20:00"),
    "whole": ("12", "15"),
    "number": ("5", "6"),
    "file": ("file.pdf", "file2.pdf"),
    "image": ("picture.png", "picture2.png"),
}


def example(field: Field, lang: Language) -> str:
    """What the example row says for ``field``; several values where it takes several."""
    values = _values(field, lang)
    return _BETWEEN.join(values) if field.many else values[0]


def person_example(part: str, n: int, lang: Language) -> str:
    """What the example row says of the person ``n``; nothing of a third one."""
    if n > len(_PEOPLE[lang]):
        return ""
    return {"name": _PEOPLE[lang][n - 1], **_FACTS[lang]}[part]


def _values(field: Field, lang: Language) -> tuple[str, ...]:
    if field.record is not None:
        return _PEOPLE[lang]
    if field.choices:
        return tuple(choice_words(field.choices, lang).values())[:2]
    if field.name == "number":
        return ("1",)
    if field.kind == "flag":
        return (_YES[lang],)
    return _KINDS.get(field.kind, _TEXTS[lang])
