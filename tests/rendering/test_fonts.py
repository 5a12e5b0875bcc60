from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from atuforms.core import fonts

KAZAKH = "АаӘәБбВвГгҒғДдЕеЁёЖжЗзИиЙйКкҚқЛлМмНнҢңОоӨөПпРрСсТтУуҰұҮүФфХхҺһЦцЧчШшЩщЪъЫыІіЬьЭэЮюЯя"


def test_the_font_has_every_kazakh_letter_and_the_signs_of_office_documents() -> None:
    assert fonts.missing_characters(KAZAKH + "№ «…» — – „“ ’ § % ° × √\N{NO-BREAK SPACE}") == set()


def test_what_needs_no_look_into_the_font_files_is_in_them() -> None:
    assert fonts.repertoire() >= fonts.EVERYDAY


SIGNS = (
    "→ ← ↑ ↓ ↔ ⇌ ⇒ ⇔ ∈ ∉ ∀ ∃ ∇ ∂ ∑ ∏ ∫ √ ∞ ≡ ≈ ≠ ≤ ≥ ⊥"
    " ∥ ∠ ⊂ ∪ ∩ ∅ ∧ ∨ ¬ ✓ ✗ □ ☐ ☑ ℃ Ω ℝ ₸ ₂ ₊ ⁺ ⁻ α Σ 𝑥"
)


def test_the_signs_of_a_technological_university_can_be_shown() -> None:
    assert fonts.missing_characters(SIGNS) == set()


def test_emoji_and_foreign_scripts_are_missing() -> None:
    assert fonts.missing_characters("Курс 🎓 漢字 ok") == {"🎓", "漢", "字"}


def test_a_letter_typed_as_two_counts_as_the_letter() -> None:
    assert fonts.missing_characters(unicodedata.normalize("NFD", "Йогурт, ёлка")) == set()


def test_what_has_no_picture_is_not_missing() -> None:
    assert fonts.missing_characters("a\t\n\r\u00ad\u200b\u200d\ufe0f\x00\x1f\u2009") == set()


@settings(max_examples=50)
@given(st.text())
def test_only_characters_of_the_text_are_reported(text: str) -> None:
    assert fonts.missing_characters(text) <= set(unicodedata.normalize("NFC", text))
