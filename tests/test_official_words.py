"""Every label, column head and sentence that a regulation gives stands in the blank of its form."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from tests import yaml_files
from tests.forms import data

from atuforms.core.language.languages import Language
from atuforms.documents.view import blank_view
from atuforms.forms.all_forms import get_form
from atuforms.rendering.html import fill_page

OFFICIAL: dict[str, dict[Language, list[str]]] = (
    yaml_files.read(Path(__file__).with_name("official_words.yaml")) | data.official()
)

NOT_PRINTED = {
    # An instruction of the appendix, to download the very blank that is printed.
    ("02-03", "Ескерту: үлгіні сілтеме арқылы жүктеп алыңыз"),
}


def bare(text: str) -> str:
    """The letters and digits of a text: gaps to fill in and spacing are no part of the wording."""
    text = unescape(re.sub(r"<[^>]+>", " ", text))
    return re.sub(r"[\W_]+", "", re.sub(r"20 ?_+|[_…]+|\.{3,}", " ", text)).casefold()


@pytest.mark.parametrize(
    ("code", "lang"), [(code, lang) for code, each in OFFICIAL.items() for lang in each]
)
def test_the_blank_has_every_official_word(code: str, lang: Language) -> None:
    form = get_form(code)
    page = bare(fill_page(form, lang, {"logo": "", **blank_view(form, lang)}).html)
    missing = [
        words
        for words in OFFICIAL[code][lang]
        if bare(words) not in page and (code, words) not in NOT_PRINTED
    ]
    assert missing == []
