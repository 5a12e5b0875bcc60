"""PDFs that are laid out one by one, beside plain WeasyPrint and Typst on the same words.

``python benchmarks/long_pdfs.py`` prints the table alone, with ``--write`` it puts it into
docs/benchmarks.md; ``run.py`` makes the whole report. The times are those of the processor, the
least of some turns, taken in turns with the others.

What was printed before is remembered by line; so each record is also printed with texts that are
new to the process, which has seen nothing of it but the wording.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from contestants import pt_serif
from lxml import html as lxml_html
from new_texts import with_new_texts
from report import measured, put

from atuforms.api import load, render
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import Language
from atuforms.documents.printing import with_pictures
from atuforms.documents.view import view
from atuforms.forms.all_forms import form_classes
from atuforms.forms.base import Form
from atuforms.rendering.html import HtmlPage, fill_page
from atuforms.rendering.slides.deck import is_deck, placed_page

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
LANG: Language = "ru"
TURNS = 4
LAID_OUT_MS = 5
"""What takes less is filled without a layout, and measured elsewhere."""
_BLOCKS = "//p|//h1|//h2|//h3|//h4|//h5|//h6|//li|//td[not(p)]|//th[not(p)]"


def laid_out() -> list[str]:
    """Rows of a table: each form, its time, and the times of the others by it."""
    lines = [
        "| example | atuforms, ms | new texts, times | WeasyPrint, times | Typst, times |",
        "|---|---:|---:|---:|---:|",
    ]
    for form_class in form_classes():
        if "pdf" not in form_class.FORMATS:
            continue
        form = load(EXAMPLES / f"{form_class.SLUG}.yaml")
        makers = [_ours(form), _new(form), _weasyprint(form), _typst(form)]
        for make in makers:
            make()
        if _processor_ms(makers[0]) < LAID_OUT_MS:
            continue
        least = [min(column) for column in zip(*(_turn(makers) for _ in range(TURNS)), strict=True)]
        ratios = [f"{each / least[0]:.2f}" for each in least[1:]]
        name = form.CODE or form.SLUG
        lines.append(f"| {name} | {least[0]:.0f} | {' | '.join(ratios)} |")
    return lines


def _turn(makers: Sequence[Callable[[], object]]) -> list[float]:
    return [_processor_ms(make) for make in makers]


def _processor_ms(make: Callable[[], object]) -> float:
    began = time.process_time()
    make()
    return 1000 * (time.process_time() - began)


def _ours(form: Form) -> Callable[[], object]:
    return lambda: render(form, "pdf", lang=LANG)


def _new(form: Form) -> Callable[[], object]:
    """Prints the record with new texts each time."""
    records = iter([load(with_new_texts(form.record(), seed)) for seed in range(TURNS + 1)])
    return lambda: render(next(records), "pdf", lang=LANG, draft=True)


def _page(form: Form) -> HtmlPage:
    values: dict[str, Any] = {"logo": "", "variant": "", **with_pictures(form, view(form, LANG))}
    page = fill_page(type(form), LANG, values)
    return placed_page(page) if is_deck(page) else page


def _weasyprint(form: Form) -> Callable[[], object]:
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcherResponse

    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: 'PT Serif'; src: url('{file.as_uri()}');"
        f" font-weight: {weight}; font-style: {style} }}"
        for file, weight, style in pt_serif()
    )
    name = "slides.css" if "pptx" in type(form).FORMATS else "page.css"
    sheet = (templates_folder() / "layouts" / name).read_text(encoding="utf-8")
    css = CSS(string=faces + sheet, font_config=fonts)

    def make() -> object:
        page = _page(form)

        def fetch(url: str, *_: object, **__: object) -> object:
            return URLFetcherResponse(url, page.images[url.removeprefix("image:")])

        record = Attachment(
            string=form.record_json().decode(), name="record.json", relationship="Data"
        )
        return HTML(string=page.html, url_fetcher=fetch).write_pdf(
            stylesheets=[css], font_config=fonts, pdf_variant="pdf/a-3a", attachments=[record]
        )

    return make


def _typst(form: Form) -> Callable[[], object]:
    import typst

    folder = pt_serif()[0][0].parent
    compiler = typst.Compiler(
        str(HERE / "words.typ"), font_paths=[str(folder)], ignore_system_fonts=True
    )

    def make() -> object:
        blocks: Any = lxml_html.fromstring(_page(form).html).xpath(_BLOCKS)
        words = [" ".join(block.text_content().split()) for block in blocks]
        return compiler.compile(
            format="pdf",
            sys_inputs={"words": json.dumps(words, ensure_ascii=False)},
            pdf_standards=["a-3a"],
            timestamp=0,
        )

    return make


def main() -> None:
    """Print the table; with ``--write``, write it down."""
    rows = [*laid_out(), "", measured()]
    print("\n".join(rows))
    if "--write" in sys.argv:
        put("laid out", rows)


if __name__ == "__main__":
    main()
