"""WeasyPrint, set up once in a process.

Import this only after :func:`~atuforms.core.doctor.require_pango`.
"""

from __future__ import annotations

import os
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from mimetypes import guess_type
from typing import Any, TypeVar
from urllib.parse import unquote

import pydyf
import weasyprint
from weasyprint import CSS, DEFAULT_OPTIONS, HTML, Attachment
from weasyprint.css import ColorProfile
from weasyprint.pdf import generate_pdf
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.ffi import ffi, fontconfig, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.xml_parsing import parse_own_page
from atuforms.core.fonts import font_files
from atuforms.core.garbage import nothing_collected
from atuforms.core.logs import log
from atuforms.rendering.pdf import archive as pdf_archive
from atuforms.rendering.pdf import signature_field
from atuforms.rendering.pdf import tags as pdf_tags
from atuforms.rendering.pdf.compiled.lines import NotCompilable
from atuforms.rendering.pdf.compiled.page import CompiledPage, Compiler, FilledPage, place_elements
from atuforms.rendering.pdf.divided_lists import let_lists_divide
from atuforms.rendering.pdf.divided_rows import (
    give_signatures_company,
    keep_torn_rows,
    let_high_rows_divide,
)
from atuforms.rendering.pdf.file_parts import written
from atuforms.rendering.pdf.fonts import Cuts
from atuforms.rendering.pdf.input import HtmlDocument, PdfMetadata
from atuforms.rendering.pdf.pictures import Pictures, ShownCode
from atuforms.rendering.pdf.styles import LaidOut, Styles
from atuforms.rendering.pdf.text_lines import TextLines
from atuforms.rendering.qr_code import any_code
from atuforms.rendering.value_marks import printable

_Taken = TypeVar("_Taken")

_IMAGE = "image:"
_OUTPUT_INTENT = "sRGB2014"
_VARIANT = "pdf/a-3a"
_NO_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""There is no date to tell of attached files and fonts, so all that want one have the same."""

_STRUCTURES = 32
"""Compiled pages that are kept."""

_STYLES = 16
"""Style sheets that are kept parsed: those of the package, and edited ones for a while."""

_LONGEST = 30_000
"""Characters of HTML above which a document has several pages, which are always laid out."""

_FULL_PAGE = 1_500
"""Letters of wording alone above which a page, filled, is seldom the only one."""

_NEVER_COMPILED = ('class="rich"', 'class="vertical')
"""A Markdown text is of one record; rows with upright words move too much."""

_ELEMENT = re.compile(r"<[^>]*>|\s+")

_BLOCK = (
    r"(?:p|t[dhr]|thead|tbody|table|caption|colgroup|col|div|h[1-6]|[uod]l|li|d[td]|section|body)"
)
_BETWEEN = re.compile(rf"(</?{_BLOCK}(?: [^<>]*)?>)\s+(?=</?{_BLOCK}[ />])")
"""Between paragraphs and cells nothing shows, but each space takes a box."""
_MODEL = re.compile(r"(?<![\w./@-])([A-ZА-Я]{1,4}\.)(?=\d)|<[^>]*>")
"""The letters of «H.264», or a tag. Pango would end a line behind them; Word does not."""

_TESTED = ("70.0", "0.13.0")
"""The versions of WeasyPrint and pydyf with which the tests prove our own layouts."""

_TRIALS = 5
"""Layouts at most in which torn rows are made whole: each moves what follows."""

_LITTLE = 0.1
"""The part of a last page below which it is worth sparing."""

_CLOSER = "html { line-height: 1.19 }"
"""A twentieth less than the lines of our style sheets."""

_MARGIN_BOX = re.compile(
    r"@((?:top|bottom)-(?:left|center|right)(?:-corner)?|(?:left|right)-(?:top|middle|bottom))\b"
)

_FONT_RULES = b"""<?xml version="1.0"?>
<fontconfig>
  <match target="pattern">
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
  </match>
  <match target="scan">
    <test name="family"><string>PT Serif</string></test>
    <edit name="charset" mode="assign">
      <minus>
        <name>charset</name>
        <charset><range><int>0x2080</int><int>0x2089</int></range></charset>
      </minus>
    </edit>
  </match>
  <match target="scan">
    <test name="family"><string>STIX Two Math</string></test>
    <edit name="charset" mode="assign">
      <minus>
        <name>charset</name>
        <charset>
          <range><int>0x2070</int><int>0x208e</int></range>
          <range><int>0x25a0</int><int>0x269c</int></range>
          <range><int>0x269e</int><int>0x26b8</int></range>
          <range><int>0x2701</int><int>0x27bf</int></range>
        </charset>
      </minus>
    </edit>
  </match>
</fontconfig>
"""
"""No hinting. Small digits, of which PT Serif has four and STIX Two Math no bold ones, are all
those of Noto Serif: in C₆H₁₂O₆ they are of one size. Boxes, ticks and warning signs are all those
of DejaVu Sans, which fit into a line."""


class Engine:
    """Lays out documents; for one thread at a time."""

    def __init__(self) -> None:
        self._fonts = _OwnFonts()
        self._style = lru_cache(maxsize=_STYLES)(self._parse)
        self._elements = (files(__package__) / "elements.css").read_text("utf-8")
        self._styles = Styles()
        self._lines = TextLines(self._fonts)
        self._pictures = Pictures()
        self._cuts = Cuts(_NO_DATE)
        self._colours = _ScreenColours()
        self._tested = (weasyprint.VERSION, pydyf.VERSION) == _TESTED
        self._compiled: OrderedDict[Hashable, CompiledPage | None] = OrderedDict()

    def write(self, page: HtmlDocument, metadata: PdfMetadata) -> bytes:
        """See :func:`atuforms.rendering.pdf.writer.write_pdf`."""
        with _nothing_outside(), self._lines.asked():
            return self._filled(page, metadata) or self._laid_out_file(page, metadata)

    def pages(self, page: HtmlDocument) -> Sequence[Any]:
        """The pages of a document, laid out."""
        with _nothing_outside(), self._lines.asked():
            pages: Sequence[Any] = self._pages(page).pages
            return pages

    def _laid_out_file(self, page: HtmlDocument, metadata: PdfMetadata) -> bytes:
        with nothing_collected():
            return self._write(self._pages(page), metadata, written)

    def _filled(self, page: HtmlDocument, metadata: PdfMetadata) -> bytes | None:
        """The document from a compiled page; None if it has to be laid out."""
        if metadata.record is None or metadata.signature_field or len(page.html) > _LONGEST:
            return None
        filled = FilledPage.of(page.html)
        if not filled.texts or not _may_be_compiled(filled):
            return None
        about = replace(metadata, record=b"", proof="proof" * bool(metadata.proof))
        plain = replace(page, code=any_code() if page.code else None)
        images = tuple(page.images.items())
        key = (filled.html, about, page.stylesheets, images, page.proved, plain.code is None)
        if key in self._compiled:
            self._compiled.move_to_end(key)
        else:
            self._compiled[key] = self._compile(filled, plain, about)
            if len(self._compiled) > _STRUCTURES:
                self._compiled.popitem(last=False)
        compiled = self._compiled[key]
        if compiled is None:
            return None
        try:
            return compiled.fill(filled.texts, metadata, page.code)
        except NotCompilable:
            log.debug("a page does not fit its structure and is laid out anew")
            return None

    def _compile(
        self, filled: FilledPage, page: HtmlDocument, metadata: PdfMetadata
    ) -> CompiledPage | None:
        """The page ready to be filled, if it can be."""
        parsed = self._parsed(filled.with_tokens(), page)
        try:
            elements = place_elements(parsed.etree_element)
            document = self._laid_out(parsed, page)
            compiler = Compiler(document, elements)
            compiled = self._write(document, metadata, compiler.finish)
            if not (page.proved and self._tested):
                proof = compiled.proof_of(filled)
                laid_out = self._laid_out(self._parsed(filled.with_texts(proof), page), page)
                compiled.prove(proof, laid_out)
        except NotCompilable:
            log.debug("pages of this structure are laid out one by one")
            return None
        except Exception:
            # Another version may be different inside; laying a page out still works.
            if self._tested:
                raise
            return None
        return compiled

    def _pages(self, page: HtmlDocument) -> Any:
        """The document laid out; with lines a little closer, if that spares a page of few lines."""
        document = self._with_whole_rows(page)
        if not _ends_with_little(document):
            return document
        closer = replace(page, stylesheets=(*page.stylesheets, _CLOSER))
        tight = self._with_whole_rows(closer)
        return tight if len(tight.pages) < len(document.pages) else document

    def _with_whole_rows(self, page: HtmlDocument) -> Any:
        """The document laid out, anew as long as a row or a list is torn where it need not be."""
        html = _MODEL.sub(_held, _BETWEEN.sub(r"\1", printable(page.html)))
        parsed = self._parsed(html, page)
        document = self._laid_out(parsed, page)
        for _ in range(_TRIALS):
            if len(document.pages) < 2:
                break
            divided = let_lists_divide(parsed.etree_element, document.pages)
            divided |= let_high_rows_divide(parsed.etree_element, document.pages)
            divided |= give_signatures_company(parsed.etree_element, document.pages)
            if not keep_torn_rows(document.pages) and not divided:
                break
            document = self._laid_out(parsed, page)
        return document

    def _laid_out(self, html: Any, page: HtmlDocument) -> Any:
        html.url_fetcher = _OnlyImages(page.images)
        sheets = [self._style(text) for text in page.stylesheets]
        return LaidOut.of(
            html,
            self._styles.of((*html._ua_stylesheets(), *sheets), page.stylesheets),
            self._fonts,
            {_OUTPUT_INTENT: self._colours},
            stylesheets=sheets,
            cache=self._shown(page),
            output_intent=_OUTPUT_INTENT,
            pdf_variant=_VARIANT,
        )

    def _shown(self, page: HtmlDocument) -> dict[str, Any]:
        """The pictures of a page by their addresses."""
        shown = self._pictures.shown(page.images, _IMAGE)
        if page.code is not None:
            shown[f"{_IMAGE}proof"] = ShownCode(page.code)
        return shown

    def _write(self, document: Any, metadata: PdfMetadata, take: Callable[[Any], _Taken]) -> _Taken:
        """What ``take`` makes of the document as pydyf has it, when it is complete."""
        document.metadata = DocumentMetadata(
            title=metadata.title,
            authors=[metadata.author] if metadata.author else [],
            generator=pdf_archive.creator(metadata),
            lang=metadata.lang,
        )
        document.fonts = self._cuts.fonts()
        marks = pdf_tags.watch(document.pages)
        # The file is written here, and not by WeasyPrint as well.
        options = {
            **DEFAULT_OPTIONS,
            "output_intent": _OUTPUT_INTENT,
            "pdf_variant": _VARIANT,
            "pdf_version": "1.7",
            "pdf_tags": True,
            "attachments": _attachments(metadata),
        }
        pdf = generate_pdf(document, None, 1, **options)
        pdf_tags.finish(pdf, document.root, document.pages, marks, metadata.lang)
        pdf_archive.finish(pdf, metadata)
        if metadata.signature_field:
            signature_field.add(pdf, document.pages, metadata.signature_field)
        return take(pdf)

    def _parsed(self, html: str, page: HtmlDocument) -> Any:
        margins = _margin_boxes("".join(page.stylesheets))
        return _OwnElements(self._style(self._elements + margins), html, page.proved)

    def _parse(self, stylesheet: str) -> Any:
        return CSS(string=stylesheet, font_config=self._fonts, url_fetcher=_OnlyImages({}))


@contextmanager
def _nothing_outside() -> Iterator[None]:
    """Say which address a page asks for, where it may ask for none."""
    try:
        yield
    except FatalURLFetchingError as refused:
        raise InvalidTemplate(
            "The page refers to something outside itself ({reason}). "
            "Hand images to the renderer and name them as “image:NAME”.",
            reason=str(refused.__cause__),
        ) from refused


def _held(found: re.Match[str]) -> str:
    return f"{found[1]}\N{WORD JOINER}" if found[1] else found[0]


def _ends_with_little(document: Any) -> bool:
    """Whether a document has a last page that is nearly empty."""
    if len(document.pages) < 2:
        return False
    page_box = document.pages[-1]._page_box
    used = sum(box.height for box in page_box.children if box.element_tag == "html")
    return bool(used < _LITTLE * page_box.height)


@lru_cache(maxsize=_STYLES)
def _margin_boxes(stylesheets: str) -> str:
    """How words stand in the boxes of the margins that style sheets use.

    WeasyPrint's own style sheet has all sixteen, each of which then takes time on each page.
    """
    rules = []
    for name in sorted(set(_MARGIN_BOX.findall(stylesheets))):
        side, _, place = name.partition("-")
        upright = side in ("left", "right")
        across = "center" if upright or place == "center" else place.removesuffix("-corner")
        if place.endswith("-corner"):
            across = "right" if across == "left" else "left"
        down = place if upright and place != "middle" else "middle"
        rules.append(f"@{name} {{ text-align: {across}; vertical-align: {down} }}")
    return f"@page {{ margin: 75px; {' '.join(rules)} }}"


def _may_be_compiled(page: FilledPage) -> bool:
    """Whether it is worth a layout to find out if a page can be compiled."""
    static = "".join(page.html)
    if any(sign in static for sign in _NEVER_COMPILED):
        return False
    return len(_ELEMENT.sub("", static)) < _FULL_PAGE


class _OwnElements(HTML):  # type: ignore[misc]  # has no types
    """An HTML document whose elements look as ours do; see ``elements.css``."""

    def __init__(self, elements: Any, html: str, xhtml: bool) -> None:
        self._elements = elements
        # Layouts of others may have been written with what an HTML parser mends.
        root = parse_own_page(html) if xhtml else None
        if root is None:
            super().__init__(string=html, url_fetcher=_OnlyImages({}))
            return
        self.base_url = self.url_fetcher = None
        self.media_type = "print"
        self.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(root)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [self._elements]


class _OwnFonts(FontConfiguration):  # type: ignore[misc]  # has no types
    """A font map that knows the fonts of the package and no font of the machine.

    The machine's rules for choosing and hinting fonts are left out too, since they would move
    lines from one machine to another.
    """

    bold_letters = "Noto Serif"
    """Has bold and slanted letters that PT Serif lacks; STIX Two Math has neither."""

    def __init__(self) -> None:
        super().__init__()
        ffi.cdef("FcConfig * FcConfigCreate (void);", override=True)
        config = fontconfig.FcConfigCreate()
        fontconfig.FcConfigParseAndLoadFromMemory(config, _FONT_RULES, True)
        for file in font_files():
            fontconfig.FcConfigAppFontAddFile(config, os.fsencode(file))
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), config)
        # The font map holds a reference of its own.
        fontconfig.FcConfigDestroy(config)
        self._config = config


class _ScreenColours(ColorProfile):  # type: ignore[misc]  # has no types
    """The sRGB profile that PDF/A asks for, as its file stands.

    WeasyPrint would let Little CMS write it anew, with the date of today in it.
    """

    def __init__(self) -> None:
        self._bytes = (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()
        channels = (["r"], ["g"], ["b"])
        super().__init__(BytesIO(self._bytes), "sRGB2014.icc", "relative-colorimetric", channels)

    @property
    def content(self) -> bytes:
        return self._bytes


class _OnlyImages(URLFetcher):  # type: ignore[misc]  # has no types
    """Gives out the images that were handed in, and refuses everything else."""

    _fail_on_errors = True

    def __init__(self, images: Mapping[str, bytes]) -> None:
        # The base class would set up network access.
        self._images = images

    def fetch(self, url: str, headers: object = None) -> Any:
        name = unquote(url.removeprefix(_IMAGE))
        if not url.startswith(_IMAGE) or name not in self._images:
            raise ValueError(url)
        kind = guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self._images[name], {"Content-Type": kind})


def _attachments(metadata: PdfMetadata) -> list[Any]:
    if metadata.record is None:
        return []
    return [
        Attachment(
            file_obj=BytesIO(metadata.record),
            # Without it, WeasyPrint sets up access to the network for each.
            url_fetcher=_OnlyImages({}),
            name="record.json",
            description=f"{metadata.form_code}: {metadata.title}",
            created=_NO_DATE,
            modified=_NO_DATE,
            relationship="Data",
        )
    ]
