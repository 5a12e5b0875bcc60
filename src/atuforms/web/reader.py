"""The language of whoever asks."""

from __future__ import annotations

from atuforms.core.language.choice import spoken
from atuforms.core.language.languages import LANGUAGES, Language

OTHERWISE: Language = "kk"
"""For browsers that ask for none of our languages."""

_LONGEST = 1000


def preferred(accepted: str) -> Language:
    """The language that the header ``Accept-Language`` asks for first, of those that there are."""
    wishes = []
    for place, part in enumerate(accepted[:_LONGEST].split(",")):
        name, _, weight = part.partition(";")
        tongue = spoken(name)
        if tongue is not None:
            wishes.append((-_weight(weight), place, tongue))
    wanted = [tongue for weight, _, tongue in sorted(wishes) if weight < 0]
    return wanted[0] if wanted else OTHERWISE


def of_path(path: str, accepted: str) -> Language:
    """The language of a page by its path, else that of the header."""
    first = path.strip("/").partition("/")[0]
    return next((lang for lang in LANGUAGES if lang == first), None) or preferred(accepted)


def _weight(text: str) -> float:
    name, _, value = text.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
