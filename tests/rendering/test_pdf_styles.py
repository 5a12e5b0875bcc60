"""Remembered styles: a document is the same whatever was printed before it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tinyhtml5
from tests.rendering.rich_records import rich_records

import atuforms
from atuforms.core.files.resources import templates_folder
from atuforms.core.files.xml_parsing import parse_own_page
from atuforms.core.language.languages import LANGUAGES
from atuforms.rendering.pdf import pdf_documents, styles
from atuforms.rendering.pdf.engine import Engine
from atuforms.rendering.pdf.input import HtmlDocument, PdfMetadata
from atuforms.rendering.value_marks import printable

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


def _nodes(element: Any) -> tuple[Any, ...]:
    """An element without the spaces around blocks, which parsers move."""
    within = [(_nodes(child), (child.tail or "").strip()) for child in element]
    return element.tag, dict(element.attrib), (element.text or "").strip(), within


def test_own_pages_are_the_same_to_an_xml_parser(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[str] = []
    examples = repository / "examples"

    def note(html: str, *_: object, **__: object) -> bytes:
        pages.append(printable(html))
        return b"%PDF"

    monkeypatch.setattr(pdf_documents, "write_pdf", note)
    records: list[Any] = [*rich_records(examples).values(), *sorted(examples.glob("*.yaml"))]
    for record in records:
        form = atuforms.load(record)
        for lang in LANGUAGES if isinstance(record, Path) else LANGUAGES[:1]:
            if "pdf" in form.FORMATS:
                atuforms.render(form, "pdf", lang=lang, draft=True)
    assert len(pages) > 90
    for page in pages:
        root = parse_own_page(page)
        assert root is not None
        assert _nodes(root) == _nodes(tinyhtml5.parse(page, namespace_html_elements=False))


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
