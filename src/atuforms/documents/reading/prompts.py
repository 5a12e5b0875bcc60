"""What asks for a value and is none: our placeholders, parts of them, and the hints of Word."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import read_wording
from atuforms.documents.fillable.placeholders import placeholders
from atuforms.fields.describe import walk
from atuforms.forms.base import Form

# What Word and LibreOffice show in an emptied field; their words differ from version to version.
_HINTS_OF_WORD = re.compile(
    r"(?:click(?: or tap)?(?: here)? to (?:enter|insert|add)\b.{0,30}"
    r"|(?:enter|choose|pick|select)(?: an?| any)? ?"
    r"(?:text|date|item|block|content|building block|repeating content)?(?: here)?"
    r"|(?:щ[её]лкните|коснитесь|нажмите)\b.{0,60}"
    r"|место для (?:ввода|вставки)\b.{0,30}"
    r"|(?:выберите|укажите) (?:элемент|дату|из списка|стандартный блок)"
    r"|введите (?:текст|дату|содержимое)\b.{0,30}"
    r"|мәтін(?:ді)? (?:енгізу|енгізіңіз)\b.{0,60}|күнді (?:енгізу|енгізіңіз|таңдаңыз)\b.{0,60}"
    r"|элемент(?:ті)? таңдаңыз|мәтінді енгізу орны"
    r"|.{0,40}\b(?:түртіңіз|басыңыз))[.…:]*",
    re.IGNORECASE,
)
_EDGES = " \t\n.…:;,«»“”\"'()"
_FREQUENT = 3


def is_prompt(form: type[Form], path: str, text: str, *, part: bool = False) -> bool:
    """Whether a text in the field ``path`` only asks for its value, in any language.

    :param part: whether what is left of a placeholder counts too; of a single word, only one that
        many placeholders have: «Введите».
    """
    hints = placeholders(form, path)
    if text in hints or _HINTS_OF_WORD.fullmatch(text.strip()):
        return True
    if text.strip()[:1] == "[" or text.strip()[-1:] == "]":
        left = _bare(text.replace("[", " ").replace("]", " "))
        # A bracket is left of a placeholder, and so are the words beside it.
        if any(f" {left} ".replace("  ", " ") in f" {_bare(hint.strip('[]'))} " for hint in hints):
            return True
    bare = _bare(text)
    wanted = {_bare(hint) for hint in hints}
    if not bare or not any(map(str.isalpha, bare)):
        return False
    if bare in wanted:
        return True
    if not part:
        return False
    several = " " in bare
    for hint in wanted:
        begins = hint.startswith(f"{bare} ")
        if (begins or hint.endswith(f" {bare}")) and (several or bare in _asking()):
            return True
    return False


def without_prompts(form: type[Form], path: str, text: str) -> str:
    """A value without the bracketed placeholders of its field that were left beside it, or around.

    «[Введите название] Химия», «[Введите название Химия]» → «Химия».
    """
    if "[" not in text and "]" not in text:
        return text
    rest = text
    for hint in sorted(placeholders(form, path), key=len, reverse=True):
        bare = hint.strip("[]")
        if any(map(str.isalpha, bare)):
            around = rf"\[\s*{re.escape(bare)}\s*(?P<more>[^\[\]]*)\]"
            rest = re.sub(around, r" \g<more> ", rest)
            # One of the brackets may be gone.
            half = rf"\[\s*{re.escape(bare)}\s*$|^\s*{re.escape(bare)}\s*\]"
            rest = re.sub(half, " ", rest)
    if rest == text:
        return text
    lines = (" ".join(line.split()) for line in rest.split("\n"))
    return "\n".join(lines).strip(" \n") or text


def has_prompt(form: type[Form], text: str) -> bool:
    """Whether a sentence that asks for any value of the form stands in a text, or «[число]»."""
    bare = _bare(text)
    return any(hint in bare for hint in _sentences(form)) or (
        "[" in text and any(hint in text.casefold() for hint in _in_brackets(form))
    )


@functools.cache
def _in_brackets(form: type[Form]) -> frozenset[str]:
    found = {hint.casefold() for path, _ in walk(form) for hint in placeholders(form, path)}
    return frozenset(hint for hint in found if hint.startswith("["))


@functools.cache
def _sentences(form: type[Form]) -> frozenset[str]:
    found = {_bare(hint) for path, _ in walk(form) for hint in placeholders(form, path)}
    asking = _asking()
    return frozenset(each for each in found if " " in each and asking & set(each.split()))


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).strip(_EDGES)


@functools.cache
def _asking() -> frozenset[str]:
    """The words with which placeholders ask: «введите», «таңдаңыз», “choose”."""
    found: set[str] = set()
    for lang in LANGUAGES:
        words: Counter[str] = Counter()
        for hint in _all(lang):
            pieces = _bare(hint).split()
            if len(pieces) > 1:
                words.update({pieces[0], pieces[-1]})
        found |= {word for word, count in words.items() if count >= _FREQUENT and len(word) > 3}
    return frozenset(found)


def _all(lang: Language) -> list[str]:
    def texts(value: Any) -> list[str]:
        if isinstance(value, Mapping):
            return [text for each in value.values() for text in texts(each)]
        return [str(value)]

    return texts(read_wording("placeholders", lang))
