"""How a notebook shows what is the last value of a cell: texts, tables and documents as HTML.

Everything here takes plain rows, text and bytes. What is to be shown calls it from its
``_repr_mimebundle_``, with words in the language of the reader
(:func:`atuforms.core.language.choice.reader_language`). Nothing in a text is ever markup.
"""

from __future__ import annotations

import base64
import html
import importlib.util
from collections.abc import Iterable, Sequence
from io import BytesIO

from atuforms.core.locks import FIRST_USE, PDFIUM

_SCALE = 1.25
"""Pixels of a page's picture per point."""

# Notebooks set the cells of tables to the right, and their words in one long line.
_PAGE = 'style="border:1px solid #bbb;margin:4px;max-width:100%"'
_CELL = "text-align:left;vertical-align:top;white-space:pre-line"


def bundle(plain: str, *parts: str) -> dict[str, str]:
    """What a notebook is given: plain text for those that show no HTML, and HTML.

    :param parts: of the HTML, as the other functions of this module make them.
    """
    return {"text/plain": plain, "text/html": "".join(parts)}


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with a heading over each column."""
    head = "".join(f'<th scope="col" style="{_CELL}">{_escaped(each)}</th>' for each in headings)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{_escaped(cell)}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def words(lines: Iterable[str]) -> str:
    """Lines of words, one below the other."""
    text = "\n".join(_escaped(line) for line in lines)
    return f'<p style="white-space:pre-wrap">{text}</p>' if text else ""


def verbatim(text: str) -> str:
    """A text for machines, with its lines and spaces as they stand."""
    return f"<pre>{_escaped(text)}</pre>"


def document(data: bytes, filename: str, media_type: str) -> str:
    """A document: a PDF shows its pages; any can be saved from a link.

    The pages are drawn by pypdfium2 (extra ``notebook``); without it the browser's own viewer
    shows the PDF.
    """
    source = f"data:{_escaped(media_type)};base64,{base64.b64encode(data).decode()}"
    name = _escaped(filename)
    shown = f'<p><a download="{name}" href="{source}">{name}</a></p>'
    if media_type == "application/pdf":
        shown += _pages(data, name) or (
            f'<embed type="application/pdf" width="100%" height="900" src="{source}"/>'
        )
    return shown


def folded_pictures(title: str, pictures: Iterable[str]) -> str:
    """Pictures below a title that unfolds them; each is a PNG in Base64."""
    shown = "".join(
        f'<img alt="{_escaped(title)}, {number}" {_PAGE} src="data:image/png;base64,{each}"/>'
        for number, each in enumerate(pictures, start=1)
    )
    return f"<details><summary>{_escaped(title)}</summary>{shown}</details>"


def _pages(data: bytes, name: str) -> str:
    """The pages of a PDF as pictures; empty where they cannot be drawn."""
    if importlib.util.find_spec("pypdfium2") is None or importlib.util.find_spec("PIL") is None:
        return ""
    with FIRST_USE:
        import pypdfium2

    pictures = []
    with PDFIUM, pypdfium2.PdfDocument(data) as pdf:
        for number, page in enumerate(pdf, start=1):
            png = BytesIO()
            page.render(scale=_SCALE).to_pil().save(png, format="PNG")
            source = base64.b64encode(png.getvalue()).decode()
            pictures.append(
                f'<img alt="{name}, {number}" {_PAGE} src="data:image/png;base64,{source}"/>'
            )
    return "".join(pictures)


def _escaped(value: object) -> str:
    return html.escape(str(value))
