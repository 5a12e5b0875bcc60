"""Words of a paragraph as Markdown: emphasis, links, code.

What was written is read again before it is taken: where signs of Markdown stand so that they would
mean something else, the words are given without them, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import unquote

from atuforms.core.markup import is_safe_link, link_address, parse
from atuforms.documents.reading.contents.inline_words import Look, Words

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

_SPECIAL = re.compile(r"([\\`*_\[\]<>~])|(&(?=#?\w+;))")
_LINE = re.compile(r"^(\d*)(#{1,6}(?=\s)|[+.)-](?=\s)|(?:#+|-+|\+|[.)])$|=+$)")
_HOLE = "\u2e0e"
"""Stands for a note or a picture, which is put in at the end: punctuation, as their signs are."""
_MARKS = {"bold": "**", "italic": "*", "struck": "~~"}
_ORDERS = (("bold", "italic", "struck"), ("italic", "bold", "struck"))


def escaped(text: str) -> str:
    """A text whose signs mean nothing to Markdown, but for those at the beginning of a line."""
    text = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    return text.replace(_HOLE, f"&#{ord(_HOLE)};")


def markdown(words: Sequence[Words], inserted: Sequence[str]) -> tuple[str, bool]:
    """The words as Markdown, and whether it says all of their looks.

    :param inserted: what stands for each of the notes and pictures among them, in their order.
    """
    safe = [_safe(_as_hole(each)) for each in words]
    text, whole = _said(safe)
    further = iter(inserted)
    text = re.sub(_HOLE, lambda _: next(further, ""), text)
    lost = any(each.more or each.look.link != _safe(each).look.link for each in words)
    return text, whole and not lost


def _said(words: Sequence[Words]) -> tuple[str, bool]:
    plain = _in_lines("".join(map(_escaped, words)))
    if all(each.look == Look() for each in words):
        return plain, True
    links = [replace(each, look=Look(link=each.look.link)) for each in words]
    for version in (list(words), links):
        for order in _ORDERS:
            text = _in_lines(_marked(version, order))
            if _signs(_read(text)) == _signs((each.text, each.look) for each in version):
                return text, version == list(words)
    return plain, False


def _in_lines(text: str) -> str:
    """A text whose lines begin with nothing that makes them items or headings."""
    return "\n".join(_LINE.sub(r"\1\\\2", each.strip()) for each in text.strip().split("\n"))


def _is_hole(words: Words) -> bool:
    return bool(words.picture or words.note)


def _escaped(words: Words) -> str:
    return _HOLE if _is_hole(words) else escaped(words.text)


def _as_hole(words: Words) -> Words:
    return replace(words, text=_HOLE) if _is_hole(words) else words


def _safe(words: Words) -> Words:
    """The words without a link that leads nowhere safe."""
    if not words.look.link or is_safe_link(words.look.link):
        return words
    return replace(words, look=replace(words.look, link=""))


def _marked(words: Sequence[Words], order: Sequence[str]) -> str:
    """The words with the signs of what they look like, in this order from the outside in."""
    parts = []
    for link, group in groupby(_calm(words), key=lambda each: each.look.link):
        inner = list(group)
        text = _emphasized(inner, order)
        plain = "".join(each.text for each in inner)
        if link and plain.strip():
            text = _around(text, partial(_linked, address=link, plain=plain))
        parts.append(text)
    return "".join(parts)


def _calm(words: Sequence[Words]) -> list[Words]:
    """The words with white space as what is before and behind it, if that is the same."""
    found = list(words)
    for number, each in enumerate(found):
        if each.text.strip():
            continue
        before = found[number - 1].look if number else Look()
        after = found[number + 1].look if number + 1 < len(found) else Look()
        found[number] = replace(each, look=before if before == after else Look())
    return found


def _emphasized(words: Sequence[Words], order: Sequence[str]) -> str:
    if not order:
        return "".join(
            _code(each.text) if each.look.code and not _is_hole(each) else _escaped(each)
            for each in words
        )
    first, *rest = order
    parts = []
    for is_so, group in groupby(words, key=lambda each: bool(getattr(each.look, first))):
        text = _emphasized(list(group), rest)
        mark = _MARKS[first]
        parts.append(_around(text, partial(_within, mark)) if is_so else text)
    return "".join(parts)


def _within(mark: str, text: str) -> str:
    return f"{mark}{text}{mark}"


def _around(text: str, put: Callable[[str], str]) -> str:
    """A text with signs around its words, and its white space outside of them."""
    core = text.strip()
    if not core:
        return text
    start = text.index(core)
    return f"{text[:start]}{put(core)}{text[start + len(core) :]}"


def _code(text: str) -> str:
    if not text.strip():
        return text
    longest = max((len(each) for each in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text.strip("`") != text else ""
    return _around(text, lambda core: f"{fence}{space}{core}{space}{fence}")


def _linked(text: str, address: str, plain: str) -> str:
    if address in (plain.strip(), f"mailto:{plain.strip()}") and not re.search(r"[\s<>]", plain):
        return f"<{plain.strip()}>"
    target = f"<{address}>" if re.search(r"[\s()]", address) else address
    return f"[{text}]({target})"


def _read(text: str) -> Iterator[tuple[str, Look]]:
    """What Markdown says, as words and looks."""
    for node in parse(text).children:
        yield from _read_node(node, Look())


def _read_node(node: SyntaxTreeNode, look: Look) -> Iterator[tuple[str, Look]]:
    if node.type == "strong":
        look = replace(look, bold=True)
    elif node.type == "em":
        look = replace(look, italic=True)
    elif node.type == "s":
        look = replace(look, struck=True)
    elif node.type == "link":
        look = replace(look, link=link_address(node))
    elif node.type == "code_inline":
        yield node.content, replace(look, code=True)
    elif node.type in ("softbreak", "hardbreak"):
        yield "\n", look
    elif not node.children:
        yield node.content, look
    for child in node.children:
        yield from _read_node(child, look)


def _signs(words: Iterable[tuple[str, Look]]) -> list[tuple[str, Look]]:
    """Each letter with its look; white space has none, and is one wherever there is any."""
    found: list[tuple[str, Look]] = [(" ", Look())]
    for text, look in words:
        shown = replace(look, link=unquote(look.link))
        for sign in text:
            each = (" ", Look()) if sign.isspace() else (sign, shown)
            if each[0] != " " or found[-1][0] != " ":
                found.append(each)
    return found[1 : len(found) - (len(found) > 1 and found[-1][0] == " ")]
