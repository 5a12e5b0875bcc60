"""Remembered lines: they are broken and painted as WeasyPrint does it anew each time."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from tests.rendering.test_pdf_styles import printed
from weasyprint.draw import text as painting
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

from atuforms.core.exceptions import InvalidTemplate
from atuforms.rendering.pdf import shown_lines, text_lines
from atuforms.rendering.pdf.engine import Engine
from atuforms.rendering.pdf.used_values import OF_BOXES

WORDS = (
    "Жаппай ашық онлайн курстың жұмыс бағдарламасы Қазақстан Республикасының білім беру "
    "стандарттарына сай әзірленеді және оқу-әдістемелік кеңестің отырысында бекітіледі. "
)
TEXTS = {
    "one line": "Слово и дело",
    "several lines": WORDS * 2,
    "the same begin, another end": WORDS * 2 + "Сондай-ақ.",
    "no spaces": "Электрондықжүйелердіңқауіпсіздігі" * 3,
    "a long word in a text": WORDS + "непереносимый" * 7 + " " + WORDS,
    "soft hyphens": "қауіп\u00adсіздігі жүйе\u00adлердің электрон\u00adдық " * 3,
    "spaces that do not break": "10\u00a0кредит, 5\u00a0модуль (40\u00a0сағат) – " * 3,
    "numbers and signs": "1 000 000 ₸ / 25 % — «а» (б) [в], т. е. № 12; → ≤ ≥ ∈ H₂O x² " * 2,
    "other fonts": "Ɓ ⟶ ✓ □ α β γ ∑ text → Тағам " * 2,
}
LOOKS = (
    "<p>{}</p>",
    '<p class="text">{}</p>',
    "<p><b>{0}</b> <i>{0}</i><sup>1</sup></p>",
    '<p class="underlined">{0}</p><p style="text-decoration:line-through">{0}</p>',
    '<p style="letter-spacing:1pt;word-spacing:2pt">{}</p><p style="white-space:nowrap">{0}</p>',
    '<p style="hyphens:auto" lang="ru">{}</p><p style="font-size:7.3pt">{0}</p>',
    '<table class="facts"><tr><th>А</th><td>{0}</td><td style="width:14mm">{0}</td></tr></table>',
    '<pre>{0}\n\n\t{0}</pre><p style="display:inline-block">{0}</p>',
)


@pytest.fixture(scope="module")
def bodies() -> list[str]:
    """Each text in each look, a page or two of them together."""
    return ["".join(look.replace("{}", "{0}").format(t) for t in TEXTS.values()) for look in LOOKS]


def test_a_document_is_the_same_with_remembered_lines(
    bodies: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = Engine()
    for body in bodies:
        printed(known, body)
    plain = Engine()
    monkeypatch.setattr(plain._lines, "asked", nullcontext)
    # Bold letters of other fonts are a thing that we want otherwise.
    monkeypatch.setattr(line_break, "get_font_description", text_lines.described)
    for body in reversed(bodies):
        assert printed(known, body) == printed(plain, body)


def test_letters_of_one_font_in_several_sizes_keep_their_places() -> None:
    """The widths that a file names are those of the size that came first."""
    sizes = [f'<p style="font-size:{size}pt">{WORDS}</p>' for size in (7.3, 12, 9.5, 38)]
    engine = Engine()
    for body in ("".join(sizes), "".join(reversed(sizes)), sizes[0], "".join(sizes[1:])):
        printed(engine, body)
        assert printed(engine, body) == printed(Engine(), body)


def test_fonts_stand_in_a_document_as_its_lines_show_them() -> None:
    """Whatever fonts the documents before had, and with signs that are in none."""
    engine = Engine()
    for body in (
        "Слово",
        "<b>Слово</b> <i>дело</i>",
        "Слово ∑ ⟶ ✓ <i>α</i>",
        "∑ 😀 Слово <b>β</b>",
    ):
        assert printed(engine, f"<p>{body}</p>") == printed(Engine(), f"<p>{body}</p>")


def test_a_line_is_painted_in_the_shape_in_which_it_was_broken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[Any] = []

    class Noted(text_lines._Shaped):
        def setup(self, style: Any) -> None:
            made.append(style)
            super().setup(style)

    monkeypatch.setattr(text_lines, "_Shaped", Noted)
    monkeypatch.setattr(text_lines._Line, "setup", lambda *_: pytest.fail("shaped once more"))
    printed(Engine(), f"<p>{WORDS}</p><p><b>{WORDS}</b></p>")
    assert made


def test_what_is_remembered_of_lines_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (text_lines, shown_lines):
        monkeypatch.setattr(module, "_KEPT", 20)
    engine = Engine()
    for number in range(3):
        body = "".join(f'<p style="font-size:{n}pt">{n}{number} {WORDS}</p>' for n in range(5, 28))
        assert printed(engine, body) == printed(Engine(), body)
    assert len(engine._lines._splits) <= 20
    assert len(engine._lines._shown._lines) <= 20
    assert len(engine._lines._keys) <= 20


def test_weasyprint_has_its_own_functions_before_and_after() -> None:
    places = [
        (inline, "split_first_line"),
        (inline, "strut"),
        (inline, "create_layout"),
        (preferred, "split_first_line"),
        (painting, "draw_first_line"),
        (line_break, "Layout"),
        *((module, name) for module, name, _ in OF_BOXES),
    ]
    before = [getattr(module, name) for module, name in places]
    engine = Engine()
    printed(engine, f"<p>{WORDS}</p>")
    assert [getattr(module, name) for module, name in places] == before
    with pytest.raises(InvalidTemplate):
        printed(engine, f'<p>{WORDS}</p><img src="file:///etc/hostname" alt="а"/>')
    assert [getattr(module, name) for module, name in places] == before
    assert all(function.__module__.startswith("weasyprint.") for function in before)
