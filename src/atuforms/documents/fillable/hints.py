"""The view of a fillable blank: each field shows what is asked for, and no wording is lost.

A layout leaves out what is not given (``{% if author.position %}``) or prints guidance instead
(``{% if not body %}``). A blank to be filled in should print the one and must keep the other. So a
field gets its hint only where the blank then still says all that it says without it.
"""

from __future__ import annotations

import copy
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from struct import pack
from typing import Any

from lxml import etree

from atuforms.core.dotted_paths import holder, names_of
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.pictures import Picture
from atuforms.documents.fillable.placeholders import placeholder
from atuforms.fields.describe import find_field
from atuforms.forms.base import Form

Fill = Callable[[Mapping[str, Any]], etree._Element]
"""The body of the document that a view makes."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD = re.compile(r"[^\W_]+")


class Unobtrusive(str):
    """A hint that is false to the conditions of a layout, so that guidance stays beside it."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


def hinted(form: type[Form], values: Mapping[str, Any], lang: Language, fill: Fill) -> Any:
    """``values``, the view of a blank, with a hint in every field that can have one."""
    plain = _with_hints(form, values, lang, frozenset())
    wanted = _said(fill(plain))
    paths = sorted({names_of(path) for path in _empty(values)})
    everything = _with_hints(form, values, lang, frozenset(paths))
    if _keeps(wanted, fill(everything)):
        return everything
    chosen: frozenset[str] = frozenset()
    for path in paths:
        more = chosen | {path}
        if _keeps(wanted, fill(_with_hints(form, values, lang, more))):
            chosen = more
    return _with_hints(form, values, lang, chosen)


def _with_hints(
    form: type[Form], values: Mapping[str, Any], lang: Language, chosen: frozenset[str]
) -> Any:
    shown = copy.deepcopy(dict(values))
    for path in _empty(values):
        field = find_field(form, path)
        if field is None:
            continue
        hint: Any = placeholder(form, path, lang)
        if field.kind == "image":
            hint = _picture(field.name) if names_of(path) in chosen else ""
        elif field.kind == "markdown":
            hint = Unobtrusive(hint)
        elif names_of(path) not in chosen:
            hint = ""
        for place, last in _places(shown, path):
            place[last] = hint
            if hint and "given" in place:
                place["given"] = True
    return shown


def _places(shown: Any, path: str) -> Iterator[tuple[Any, Any]]:
    yield holder(shown, path)
    for lang in LANGUAGES:
        if path in shown.get(lang, ()):
            yield shown[lang], path


def _empty(values: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """The paths of all values that a blank leaves empty."""
    for name, value in values.items():
        here = f"{at}.{name}".strip(".")
        if name in LANGUAGES or name in ("at", "given"):
            continue
        if isinstance(value, Mapping):
            yield from _empty(value, here)
        elif isinstance(value, list):
            for number, item in enumerate(value):
                yield from _item(item, f"{here}.{number}")
        elif value == "":
            yield here


def _item(item: Any, here: str) -> Iterator[str]:
    if not isinstance(item, Mapping):
        return
    if item.get("value") == "":
        yield here
    elif "value" not in item:
        yield from _empty(item, here)


def _said(body: etree._Element) -> Counter[str]:
    """The fixed words of a document: those outside of its controls."""
    words: Counter[str] = Counter()
    for text in body.iter(f"{_W}t"):
        if next(text.iterancestors(f"{_W}sdt"), None) is None:
            words.update(_WORD.findall(text.text or ""))
    return words


def _keeps(wanted: Counter[str], body: etree._Element) -> bool:
    return wanted <= _said(body)


def _grey(width: int, height: int) -> Picture:
    """A grey picture, which a photo replaces; uncompressed, so that its bytes never change."""
    rows = b"".join(b"\0" + b"\xe3" * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    data = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 0))
        + chunk(b"IEND", b"")
    )
    return Picture("placeholder.png", data, width, height)


PICTURE = _grey(60, 80)
"""Stands in a blank where a picture is to be inserted, upright as photos of people are."""

_WIDE = replace(PICTURE, width=96, height=54)
"""The same for a picture of something else, which would take half a page upright."""


def is_grey(data: bytes) -> bool:
    """Whether a picture is one of those that only stand where another is to be put."""
    return data in (PICTURE.data, _WIDE.data)


def _picture(name: str) -> Picture:
    return PICTURE if name == "photo" else _WIDE
