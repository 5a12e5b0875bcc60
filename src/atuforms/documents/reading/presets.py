"""Lists that a form prints by itself where a record gives none."""

from __future__ import annotations

from collections.abc import Iterable

from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import wording_of
from atuforms.documents.reading.paper.fitting import without_signs
from atuforms.forms.base import Form


def preset_texts(form: type[Form], name: str) -> list[dict[str, str]]:
    """The items of such a list, each in every language; nothing for another field."""
    lists = [wording_of(form, lang).get("presets", {}).get(name, ()) for lang in LANGUAGES]
    return [
        dict(zip(LANGUAGES, map(str, texts), strict=True)) for texts in zip(*lists, strict=True)
    ]


def shows_preset(form: type[Form], name: str, lang: Language, texts: Iterable[str]) -> bool:
    """Whether a document shows the list of the form, be it with other quotes, or twice."""
    own = [without_signs(each[lang]) for each in preset_texts(form, name)]
    return bool(own) and list(dict.fromkeys(map(without_signs, texts))) == own
