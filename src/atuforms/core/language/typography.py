"""Spaces and hyphens at which a line must not end, in the wording that we print and say.

The wording files and the catalogues hold ordinary spaces, so that people can write them; what is
made of them goes through here. What a person wrote into a record stays as it was typed; a document
shows it with a few spaces that do not break: in «АО «АТУ»», an equation, ISO 22000, before a dash.
"""

from __future__ import annotations

import functools
import re

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"

# A value stands in a template as a tag, ``{{ year }}``, and in a sentence as ``{year}``.
_VALUE = r"\{\{[^{}]*\}\}|\{\w+\}"
_AFTER = re.compile(r"(№|\bNo\.|§|\bАО|\bпп?\.) ?(?=[\d«{]|_)|(?<![\w.])((?:и )?т\.) ?(?=[а-я]\.)")
_BEFORE = re.compile(r" (?=(?:АҚ|JSC)\b|(?:жж?|гг?)\.(?!\w)|%)")
UNCOUNTED = (
    r"(?!(?:қажет|болуға|болуы|болса|бар|жоқ|емес|және|немесе|мен|пен|ішінен|допускается|требуется"
    r"|нужно|рекомендуется|и|или|до|в|на|из|от|не|а|по|с|to|or|and|in|of|is|are|at|on)\b)"
)
"""After a number, in a pattern: no word that is counted, so that a line may end before it."""

_NUMBER = re.compile(rf"(?<![\w.])(\d+(?:[.,–×-]\d+)*) {UNCOUNTED}(?=[^\W\d_])")
_NUMBER_VALUE = re.compile(
    rf"({_VALUE}) (?=(?:жж?|гг?)\.|%)|(«?\{{day(?::\w+)?\}}»?) (?=\{{month\}})"
)
_CODE = re.compile(
    r"(?<!\w)(?:[ҮФF]\.\w+|(?:АТУ|ATU)-\w+-\w+)-7\.5\.1-2025-\d\d(?:-\d\d)?"
    r"(?:-[^\W\d]+)?(?![\w-])"
)


@functools.lru_cache(maxsize=8192)
def bound(words: str) -> str:
    """``words`` with spaces that do not break after №, «АО», numbers, and before «АҚ», «ж.».

    The hyphens of a code do not break either. Each sign stands for one sign, so that a text
    is no longer than before, but where «№1» lacks its space.
    """
    words = _CODE.sub(lambda code: code[0].replace("-", NO_BREAK_HYPHEN), words)
    words = _AFTER.sub(_tied, words)
    words = _BEFORE.sub(NO_BREAK_SPACE, words)
    words = _NUMBER_VALUE.sub(rf"\1\2{NO_BREAK_SPACE}", words)
    return _NUMBER.sub(rf"\1{NO_BREAK_SPACE}", words)


def _tied(found: re.Match[str]) -> str:
    return f"{found[0].rstrip().replace(' ', NO_BREAK_SPACE)}{NO_BREAK_SPACE}"


_BEFORE_NAME = ("АО", "НАО", "ТОО", "ОО", "ИП", "КГП", "РГП", "JSC", "LLP", "LLC")
_AFTER_NAME = ("АҚ", "КеАҚ", "ЖШС", "ЖК", "ҚБ", "JSC", "LLP", "LLC")
_KINDS = re.compile("|".join({*_BEFORE_NAME, *_AFTER_NAME}).encode())
_KIND_BEFORE = "|".join(rf"(?<=(?<!\w){kind} )" for kind in _BEFORE_NAME)
# The space comes first, since the search for one sign is fast.
_NAMED = re.compile(
    rf" (?:(?=[«„“\"])(?:{_KIND_BEFORE})"
    rf"|(?<=[»”“\"] )(?=(?:{'|'.join(_AFTER_NAME)})(?!\w)))"
)


def with_names_whole(values: bytes) -> bytes:
    """Values in UTF-8 in which no line ends between a quoted name and its kind of company."""
    if not _KINDS.search(values):
        return values
    return _NAMED.sub(NO_BREAK_SPACE, values.decode()).encode()


_RELATION = "=→←↔⇌⇄⟶⇒≈≠≤≥"
_RELATED = re.compile(f" [{_RELATION}] ")
_RELATED_BYTES = re.compile("|".join(f" {sign} " for sign in _RELATION).encode())
_TERM = r"[A-Za-z0-9Α-Ωα-ωₐ-ₜᵢ-ᵪ₀-₎⁰-ⁿ²³¹()\[\]/·^.,*±°↑↓%'–-]{1,24}"
_SUM = rf"{_TERM}(?: [+−–·×*/-] {_TERM}){{0,9}}"
_EQUATION = re.compile(rf"(?<![^\s(\[«“„\"]){_SUM}(?: [{_RELATION}] {_SUM}){{1,5}}")
_LONGEST_WHOLE = 22
"""Signs of an equation that is kept on one line: columns for titles hold them in any size."""


def with_equations_whole(text: str) -> str:
    """A text in which no line ends in a short equation; in a long one, behind ``=`` or ``→``."""
    return _EQUATION.sub(_whole, text) if _RELATED.search(text) else text


def _whole(found: re.Match[str]) -> str:
    equation = found[0]
    if len(equation) <= _LONGEST_WHOLE:
        return equation.replace(" ", NO_BREAK_SPACE)
    sides = re.split(f"(?<= [{_RELATION}]) ", equation)
    return " ".join(
        side.replace(" ", NO_BREAK_SPACE) if len(side) <= _LONGEST_WHOLE else side for side in sides
    )


_STANDARDS = ("№", "ISO", "ИСО", "ГОСТ", "ГОСТ Р", "СТ РК", "ҚР СТ", "ТР ТС")
_NUMBERED = "|".join(rf"(?<=(?<!\w){each}) (?=\d)" for each in _STANDARDS)
_HELD = re.compile(rf" (?=[–—] )|(?<=\d) (?=[°%])|{_NUMBERED}")
_HELD_BYTES = re.compile(rf" (?:– |— |°|%)|(?:{'|'.join(_STANDARDS)}) ".encode())


def with_signs_held(text: str) -> str:
    """A text in which no line begins with a dash, nor parts ``ISO 22000`` or ``5 °C``."""
    return _HELD.sub(NO_BREAK_SPACE, text)


def with_values_whole(values: bytes) -> bytes:
    """Values in UTF-8 as lines may end in them: not in names of companies, equations, numbers."""
    if _HELD_BYTES.search(values):
        values = with_signs_held(values.decode()).encode()
    if _RELATED_BYTES.search(values):
        values = with_equations_whole(values.decode()).encode()
    return with_names_whole(values)


_IN_PAGE = re.compile(
    r"(?<=\bАО) (?=«)|(?<=\bJSC) (?=«)|(?<=[»”]) (?=(?:АҚ|JSC)\b)|(?<=№) (?=[\d{_])"
    r"|(?<=\bNo\.) (?=[\d{_])|(?<=\S) (?=[–—] )"
)


def bound_in_page(source: str) -> str:
    """A page source with its signs held to what follows, where wording, tags and layout meet.

    «№ {{ number }}» may be written with any space in a layout, or be put together of two texts.
    """
    return _IN_PAGE.sub(NO_BREAK_SPACE, source)


def unbound(text: str) -> str:
    """``text`` with ordinary spaces and hyphens, as a person types them."""
    return text.replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-")
