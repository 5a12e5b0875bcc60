"""Counting characters, as every limit of the regulations means them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atuforms.fields.texts import count_characters, folded

# Unicode 16, PropList.txt, property White_Space.
WHITE_SPACE = frozenset(
    {*range(0x9, 0xE), 0x20, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)}
    | {0x2028, 0x2029, 0x202F, 0x205F, 0x3000}
)

# What people type and paste: letters apart from their marks, spaces of all kinds, joined emoji.
PIECES = st.sampled_from(
    [
        "й", "и\u0306", "Ё", "Е\u0308", "ә", "қ", "е\u0301", "\u0306", "\u1100\u1161", "가",
        " ", "\u00a0", "\u202f", "\u2009", "\t", "\n", "\r\n", "\u3000", "\u2028", "\x85",
        "\u200b", "\u200d", "\ufeff", "\x1c", "👩\u200d🔬", "👨\u200d👩\u200d👧", "🇰🇿", "👍🏽", "♥️",
        "«", "»", "—", "№", "ﬁ", "…", "a", "1", ".",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def independent_count(text: str) -> int:
    """Walk over the code points of the NFC form; a run of white space between words is one."""
    count = 0
    space = False
    for character in unicodedata.normalize("NFC", text):
        if ord(character) in WHITE_SPACE:
            space = count > 0
        else:
            count += 1 + space
            space = False
    return count


@given(TEXTS)
def test_any_text_counts_as_independently_defined(text: str) -> None:
    assert count_characters(text) == independent_count(text)


@given(TEXTS)
def test_composed_and_decomposed_spellings_count_alike(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert count_characters(decomposed) == count_characters(unicodedata.normalize("NFC", text))


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(TEXTS, st.sampled_from([chr(code) for code in sorted(WHITE_SPACE)]))
def test_white_space_around_and_doubled_does_not_count(text: str, space: str) -> None:
    assert count_characters(space + text + space * 2) == count_characters(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("  \u00a0 ", 0),
        ("и\u0306", 1),
        ("Е\u0308ж", 2),
        ("а\u00a0б", 3),
        ("а \u00a0\n б", 3),
        ("а\u200bб", 3),
        ("👩\u200d🔬", 3),
        ("🇰🇿", 2),
        ("Қазақ тілі.", 11),
    ],
)
def test_known_counts(text: str, count: int) -> None:
    assert count_characters(text) == count == independent_count(text)
