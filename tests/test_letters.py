"""Letters that a PDF cannot keep are named with their code points, before anything is written."""

from __future__ import annotations

import pytest
from tests.forms.builders import changed
from tests.programs import text_of
from tests.test_conformance import faults

import atuforms

STRAY, LOST, NONE, LACKS = (
    "there is no letter before the mark",
    "stands where a letter was lost",
    "Unicode has no letter for",
    "the font of the PDF does not have",
)
WRONG = {
    "\ue000 сөз": (NONE, "U+E000", "Word has no letter for it either"),
    "сөз \uf0b7\uf0e0": (NONE, "U+F0B7 U+F0E0", "Word has no letter for it either"),
    "\U000f0000 \ufdd5 \U0010ffff": (NONE, "U+FDD5 U+F0000 U+10FFFF", "Write the sign"),
    "25 \ufffdC": (LOST, "U+FFFD", "Write the letter that was there"),
    "\u0307 сөз": (STRAY, "U+0307", "Write the letter that it belongs to"),
    "сөз \u0301 сөз": (STRAY, "U+0301", "Write the letter that it belongs to"),
    "漢": (LACKS, "U+6F22", "make a Word document"),
}
MARKDOWN = {
    "a &#xE001; b": NONE,
    "a &#775; b": STRAY,
    "**Q**\u0307": STRAY,
    "- \u0302": STRAY,
    "`&#xE001;`": "",
    "Q&#775; AT&T": "",
}


def told(record: dict[str, object]) -> str:
    findings = atuforms.check(record).findings
    return " ".join(str(each) for each in findings if each.rule == "letter-not-in-font")


def test_what_is_no_letter_is_named_with_its_code_point_and_true_advice() -> None:
    for text, sentences in WRONG.items():
        record = changed("mooc-placement-certificate", course_title__en=text)
        for sentence in sentences:
            assert sentence in told(record), text
    with pytest.raises(atuforms.InvalidRecord, match=r"U\+10FFFF"):
        atuforms.render(
            changed("mooc-placement-certificate", course_title__en="\U0010ffff"), "pdf", lang="en"
        )


def test_what_is_no_letter_is_found_in_markdown_too() -> None:
    for text, sentence in MARKDOWN.items():
        found = told(changed("self-study-material", body__en=text))
        assert sentence in found if sentence else not found, text


def test_letters_with_marks_are_printed_on_slides_and_on_compiled_pages() -> None:
    plain, marked = "Heat and Force", "Q̇ and F⃗, Ω̇"
    for slug in ("mooc-placement-certificate", "video-lecture-slides"):
        for title in (plain, marked, plain, marked):
            record = changed(slug, course_title__en=title)
            draft = slug == "video-lecture-slides"  # Its pictures are not at hand.
            data = atuforms.render(record, "pdf", lang="en", draft=draft).data
            assert "".join(title.split()) in "".join(text_of(data).split())
        assert faults(data) == []


def test_a_draft_with_a_mark_without_its_letter_keeps_the_standards() -> None:
    record = changed("video-lecture-slides", course_title__ru="\u0307 \ue000 \ufffd")
    assert faults(atuforms.render(record, "pdf", lang="ru", draft=True).data) == []
