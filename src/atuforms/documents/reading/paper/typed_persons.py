"""Persons that were typed in one line, with position, degree and title before or behind the name.

They are told apart by what the parts look like, and only where there is one way to do so.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from atuforms.documents.reading.paper.enumerations import is_degree, is_post, is_title, is_workplace

_LETTER = r"[^\W\d_]"
_UPPER = r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]"
_INITIALS = rf"(?:{_UPPER}{_LETTER}?\.\s?)+"
_FULL = rf"{_UPPER}{_LETTER}+(?:[-’'‑]{_LETTER}+)*"
_PARTICLE = r"(?:оглы|оғлы|кызы|қызы|ұлы|улы|uly|kyzy|oglu|van|von|de|der|бен|бин)"
_TOKEN = rf"(?:{_INITIALS}|{_FULL}|{_PARTICLE})"
_NAME = re.compile(rf"{_TOKEN}(?:\s*(?<=[\s.]){_TOKEN}){{0,4}}")
_ANY_FULL = re.compile(_FULL)
_DEGREE = re.compile(
    r"(?i:\b(?:ph\.?\s?d|dba|m\.?sc|магистр|доктор|кандидат|бакалавр|master|doctor|candidate"
    r"|bachelor)\b)|\b[дк]\.\s?\w{1,5}\.\s?н\b|\b\w{1,5}\.\s?ғ\.\s?[дкм]\b"
)
_SHORT_POST = re.compile(r"\b(?:проф|доц|преп|асс|зав|prof|assoc|аға\s+оқыт|оқыт)\.", re.IGNORECASE)
_OPENING, _CLOSING = "«“„(", "»”)"


def persons(text: str, names: Collection[str]) -> list[dict[str, str]] | None:
    """The persons of a line, each by the names of its fields; None where it is not plain.

    :param names: the fields that the form prints of a person.
    """
    if not is_balanced(text):
        return None
    found: list[dict[str, str]] = []
    for piece in filter(str.strip, _split(text, ";")):
        people = _people(_split(piece, ","), names)
        if people is None:
            return None
        found += people
    return found or None


def is_no_name(text: str) -> bool:
    """Whether what stands for a name is none: a degree, part of a quotation, or several persons."""
    quoted = text[:1] in (*_OPENING, '"') and text[-1:] in (*_CLOSING, '"')
    return bool(text) and (
        quoted or ";" in text or not is_balanced(text) or _DEGREE.search(text) is not None
    )


def is_doubtful(name: str, text: str) -> bool:
    """Whether a line was taken apart at a wrong place, as this value of a person shows."""
    if name == "name":
        return is_no_name(text) or _is_post(text)
    if name == "degree" and is_title(_split(text, ",")[-1]):
        return True
    return _is_listed(text) or not is_balanced(text) or _is_name(text)


def is_balanced(text: str) -> bool:
    """Whether each quotation and bracket of a text is opened and closed in it."""
    depth = 0
    for character in text:
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth < 0:
            return False
    return depth == 0 and text.count('"') % 2 == 0


def _is_listed(text: str) -> bool:
    return len(_split(text, ";")) > 1


def _split(text: str, sign: str) -> list[str]:
    """The parts of a text between these signs, where they stand in no quotation or bracket."""
    parts, depth, quoted, start = [], 0, False, 0
    for at, character in enumerate(text):
        depth += (character in _OPENING) - (character in _CLOSING)
        quoted ^= character == '"'
        if character == sign and depth <= 0 and not quoted:
            parts.append(text[start:at].strip())
            start = at + 1
    return [*parts, text[start:].strip()]


def _people(parts: list[str], names: Collection[str]) -> list[dict[str, str]] | None:
    """One person, or several of whom each begins with the name."""
    parts = [each for part in parts for each in _behind_dash(part) if each]
    told = [each for part in parts for each in _told(part)]
    count = sum(kind == "name" for kind, _ in told)
    if count == 0 or (count > 1 and told[0][0] != "name"):
        return None
    people: list[list[tuple[str, str]]] = []
    for each in told:
        if not people or (count > 1 and each[0] == "name"):
            people.append([])
        people[-1].append(each)
    made = [_person(each, names) for each in people]
    return [each for each in made if each is not None] if all(made) else None


def _behind_dash(part: str) -> list[str]:
    """A name, and what a dash parts from it."""
    name, _, rest = part.partition(" – ") if " – " in part else part.partition(" — ")
    return [name, rest.strip()] if rest and _is_name(name) else [part]


def _told(part: str) -> list[tuple[str, str]]:
    """What a part between commas is: a name, alone or with what stands before or behind it."""
    if _is_name(part):
        return [("name", part)]
    words = part.split()
    for at in range(1, len(words)):
        before, after = " ".join(words[:at]), " ".join(words[at:])
        if _is_name(after) and (is_degree(before) or _is_post(before)):
            return [(_kind(before), before), ("name", after)]
    for at in range(len(words) - 1, 0, -1):
        before, after = " ".join(words[:at]), " ".join(words[at:])
        if _is_name(before) and is_degree(after):
            return [("name", before), ("degree", after)]
    return [(_kind(part), part)]


def _kind(part: str) -> str:
    if is_workplace(part):
        return "workplace"
    return "degree" if is_degree(part) else "position"


def _person(parts: list[tuple[str, str]], names: Collection[str]) -> dict[str, str] | None:
    """A person whose parts are each of another field; None where two would be of one."""
    person: dict[str, str] = {}
    for kind, text in parts:
        name = "title" if kind == "position" and kind in person and is_title(text) else kind
        if name in person or name not in names:
            return None
        person[name] = text
    return person


def _is_name(text: str) -> bool:
    is_name = _NAME.fullmatch(text) is not None and _ANY_FULL.search(text) is not None
    return is_name and not (_DEGREE.search(text) or _is_post(text) or is_workplace(text))


def _is_post(text: str) -> bool:
    return is_post(text) or is_title(text) or _SHORT_POST.search(text) is not None
