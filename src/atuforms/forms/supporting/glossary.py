"""Glossary of a MOOC: its terms, abbreviations and concepts.

The authors offer it to learners with the course (02 §11.9). The regulations give no form. Terms
stand in the alphabetical order of the language in which the document is printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.language.collation import heading_letter, sort_key
from atuforms.core.language.languages import Language
from atuforms.fields.record import Record
from atuforms.fields.texts import LongText, Text
from atuforms.forms.base import Form
from atuforms.forms.limits import count_between, mooc_title_limit
from atuforms.forms.printed import Printed, rows, words
from atuforms.forms.rules import Breach

_TERMS_OF_A_LETTER = 2
"""So many terms a letter has on average, where letters head them."""


class Term(Record):
    """One entry of a glossary."""

    term: Text
    definition: LongText


class Glossary(Form):
    """Glossary of a MOOC."""

    SLUG = "glossary"
    CLAUSES = ("02 §11.9",)
    FACTS = {"title": "course_title", "terms": "terms"}
    SUBJECTS = ("course",)
    BLANK_ROWS = {"terms": 12}

    course_title: Text | None = None
    terms: tuple[Term, ...]

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """The terms in alphabetical order; the first of each letter carries it as a heading.

        Where most letters have one term only, headings would be half of the table: there are none.
        """
        terms = sorted(
            rows(printed, "terms"), key=lambda entry: sort_key(words(entry, "term"), lang)
        )
        letters = [_heading(words(entry, "term"), lang) for entry in terms]
        worth = len(terms) >= _TERMS_OF_A_LETTER * len(set(letters))
        for entry, letter, before in zip(terms, letters, ["", *letters], strict=False):
            entry["letter"] = letter if worth and letter != before else ""
        return {"terms": terms}

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """Rows without headings: what will stand in them is not known."""
        for entry in rows(printed, "terms"):
            entry["letter"] = ""
        return {}


def _heading(term: str, lang: Language) -> str:
    """The letter of a term; Latin letters look like others, so they share one heading."""
    letter = heading_letter(term, lang)
    return "A–Z" if lang != "en" and letter.isascii() and letter.isalpha() else letter


mooc_title_limit(Glossary, "course_title")


@Glossary.rule("02-glossary", "02 §11.9", reads="terms", limits={"minItems": 1})
def glossary_has_terms(terms: tuple[Term, ...]) -> Iterator[Breach]:
    """Тыңдаушылардың онлайн курсты толық меңгеруі үшін арнайы терминдер, қысқартулар, ұғымдар тізімінен тұратын глоссарий ұсыну қажет."""  # noqa: E501 — verbatim
    yield from count_between(terms, 1)
