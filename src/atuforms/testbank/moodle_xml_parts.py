"""Every element that Moodle writes into its XML: carried, named where it is lost, or meaningless.

Held against the writer of Moodle (``question/format/xml/format.php``) and against its reader, which
also knows elements of older versions. What neither knows is named, be it empty: it may be a switch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

_CARRIED: Final = frozenset(
    (
        *("name", "questiontext", "generalfeedback", "defaultgrade", "single", "usecase"),
        *("shuffleanswers", "answernumbering", "answer", "category"),
    )
)
_OF_ANSWERS: Final = frozenset(("text", "feedback", "tolerance", "file"))
_USUAL: Final = {
    "penalty": ("", "0.3333333", "0.3333", "1", "1.0", "1.0000000"),
    "hidden": ("", "0"),
    "showstandardinstruction": ("", "1"),
    "unitgradingtype": ("", "0"),
    "showunits": ("", "3"),
    "unitsleft": ("", "0"),
}
"""Values that a setting has unless somebody changed it."""
_WORDS: Final = (
    *("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback", "units", "tags"),
    *("idnumber", "coursetags", "info", "instructions", "image", "image_base64"),
)
"""What is lost only where something stands in it."""
_SWITCHES: Final = ("shownumcorrect", "clearwrong", "options")
"""Of a hint: what it does beside its text."""
_MEANINGLESS: Final = frozenset(("unitpenalty", "correctresponsesfeedback"))
"""The penalty for a unit says nothing without ``unitgradingtype``; the other is read as
``shownumcorrect``, and is named as that."""


def not_kept(root: etree._Element, kinds: frozenset[str]) -> dict[str, int]:
    """Names of what questions of ``kinds``, and categories, have and a bank does not hold.

    Each with the place of the first question that has it, from 0.
    """
    found: dict[str, int] = {}
    place = 0
    for element in root.iterchildren(etree.Element):
        if element.tag != "question":
            found.setdefault(str(element.tag), place)
            continue
        if element.get("type", "") in kinds | {"category"}:
            for name in _lost(element):
                found.setdefault(name, place)
        place += 1
    return {name: found[name] for name in sorted(found, key=_order)}


def _order(name: str) -> int:
    return _KNOWN.index(name) if name in _KNOWN else len(_KNOWN)


def _lost(question: etree._Element) -> Iterator[str]:
    for child in question.iterchildren(etree.Element):
        name = str(child.tag)
        if name in _CARRIED:
            if name == "answer":
                yield from (str(e.tag) for e in child.iterchildren(etree.Element) if _is_new(e))
        elif name == "correctresponsesfeedback":
            if (child.text or "").strip() not in ("", "0", "false"):
                yield "shownumcorrect"
        elif name not in _MEANINGLESS and _RULES.get(name, _always)(child):
            yield name


def _is_new(element: etree._Element) -> bool:
    return str(element.tag) not in _OF_ANSWERS


def _always(_: etree._Element) -> bool:
    return True


def _says_something(element: etree._Element) -> bool:
    return bool("".join(map(str, element.itertext())).strip())


def _is_unusual(element: etree._Element) -> bool:
    return (element.text or "").strip() not in _USUAL[str(element.tag)]


def _is_hint(element: etree._Element) -> bool:
    return _says_something(element) or any(element.find(name) is not None for name in _SWITCHES)


_RULES: Final[dict[str, Callable[[etree._Element], bool]]] = {
    "hint": _is_hint,
    **dict.fromkeys(_WORDS, _says_something),
    "shownumcorrect": _always,
    **dict.fromkeys(_USUAL, _is_unusual),
}
_KNOWN: Final = tuple(_RULES)
