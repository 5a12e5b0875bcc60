"""Remembered styles: a document is the same whatever was printed before it."""

from __future__ import annotations

import pytest

from atuforms.core.files.resources import templates_folder
from atuforms.rendering.pdf import styles
from atuforms.rendering.pdf.engine import Engine
from atuforms.rendering.pdf.input import HtmlDocument, PdfMetadata

STYLE = (templates_folder() / "layouts" / "page.css").read_text(encoding="utf-8")
ABOUT = PdfMetadata(lang="kk", title="Т", form_code="Ү", version="0")
BODIES = (
    '<h1>А</h1><p class="text" lang="ru">Слово</p><ul><li>бір</li><li>екі</li></ul>',
    '<table class="facts"><tr><th>А</th><td style="width:30mm">Б</td></tr></table><p>жол</p>',
    '<table class="facts"><tr><th>А</th><td style="width:60mm">Б</td></tr></table><p>жол</p>',
    '<table class="signature"><tr><td>А</td><td class="rule"></td><td>Б</td></tr></table>',
    '<p id="a" style="font-size:2em">А</p><ol class="letters"><li><p>бір</p></li></ol>',
    "<style>p { font-size: 20pt } td { padding: 9mm }</style><p>А</p>",
)


def printed(engine: Engine, body: str, style: str = STYLE, *, wide: bool = False) -> bytes:
    kind = ' class="landscape"' if wide else ""
    html = f'<html lang="kk"><head><title>Т</title></head><body{kind}>{body}</body></html>'
    return engine.write(HtmlDocument(html, (style,), {}, proved=True), ABOUT)


def test_a_document_does_not_depend_on_those_before_it() -> None:
    alone = [printed(Engine(), body) for body in BODIES]
    engine = Engine()
    for turn in (BODIES, BODIES[::-1], BODIES):
        made = {body: printed(engine, body) for body in turn}
        assert [made[body] for body in BODIES] == alone


def test_lengths_by_the_size_of_the_page_are_those_of_the_page() -> None:
    style = f"{STYLE} p {{ margin-left: 20vw }}"
    engine = Engine()
    printed(engine, BODIES[0], style, wide=True)
    assert printed(engine, BODIES[0], style) == printed(Engine(), BODIES[0], style)


def test_what_is_remembered_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "_STYLES", 60)
    engine = Engine()
    for start in (0, 50, 100):
        places = "".join(f'<p style="margin-left:{n}mm">А</p>' for n in range(start, start + 50))
        assert printed(engine, places) == printed(Engine(), places)
    (memory,) = engine._styles._known.values()
    assert len(memory._styles) <= 60
