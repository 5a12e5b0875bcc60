"""The parts of a Word template besides its body: styles, settings, numbering, page, properties.

The package is built from nothing, with only the parts that a form needs: python-docx's default
template carries parts that strict validators reject.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from atuforms.core.language.languages import Language
from atuforms.rendering.office_package import (
    DECLARATION,
    MEDIA,
    PROPERTIES,
    RECORD_NAMESPACE,
    RECORD_PART,
    THEME,
    R,
    app_properties,
    content_types,
    core_properties,
    of_the_package,
    packed,
    part_of,
    record_properties,
    relationships,
    theme,
)
from atuforms.rendering.word.draft_mark import draft_mark
from atuforms.rendering.word.styles import (
    ACCENT,
    CODE_FONT,
    FONT,
    LANGUAGE_TAGS,
    LINE_HEIGHT,
    SPAN_STYLES,
    STAND_INS,
    STYLES,
    TABLE_STYLES,
    BlockStyle,
    PageLayout,
    twips,
)
from atuforms.rendering.word.wordprocessingml import XML_SPACE, W, w

_WML = f"{MEDIA}officedocument.wordprocessingml."
# Office's own colours, so that a person who adds a chart finds the usual ones.
_COLOURS = {
    "dk1": "000000",
    "lt1": "FFFFFF",
    "dk2": "44546A",
    "lt2": "E7E6E6",
    "accent1": "4472C4",
    "accent2": "ED7D31",
    "accent3": "A5A5A5",
    "accent4": "FFC000",
    "accent5": "5B9BD5",
    "accent6": "70AD47",
    "hlink": "0563C1",
    "folHlink": "954F72",
}

_FONTS = (
    (FONT, "020A0603040505020204", "roman", "variable"),
    (CODE_FONT, "020B0509050203000203", "modern", "fixed"),
)
"""Name, look, family and pitch of each font, as the table of fonts of Word has them."""

_PADDING = {"top": "4", "left": "5", "bottom": "4", "right": "5"}
"""Points between a border and the text in it: a millimetre and a half above, two beside."""


def word_template(
    body: list[etree._Element], lists: list[str], page: PageLayout, lang: Language, code: str = ""
) -> bytes:
    """A Word template with this body.

    :param lists: kind of each numbered or bulleted list of the body, in order.
    :param code: of the form, which heads every page after the first.
    """
    # A certificate is one page to be framed.
    footers = {} if page.frame else {"word/footer1.xml": _footer()}
    parts = {
        "[Content_Types].xml": _content_types(footers),
        "_rels/.rels": of_the_package("word/document.xml"),
        "word/document.xml": _document(body, page),
        "word/_rels/document.xml.rels": _document_relationships(footers),
        "word/styles.xml": _styles(lang),
        "word/numbering.xml": _numbering(lists),
        "word/settings.xml": _settings(lang),
        "word/fontTable.xml": _font_table(body),
        "word/theme/theme1.xml": theme(
            "atuforms", _COLOURS, FONT, FONT, palette="Office", line=' w="6350"'
        ),
        **footers,
        "word/header1.xml": _header(""),
        "word/header2.xml": _header(code),
        "docProps/core.xml": core_properties("{{ document_title }}", LANGUAGE_TAGS[lang]),
        "docProps/app.xml": app_properties(),
        RECORD_PART: _record_part(),
        "customXml/itemProps1.xml": record_properties(),
        "customXml/_rels/item1.xml.rels": relationships(("customXmlProps", "itemProps1.xml")),
    }
    return packed(parts)


def _content_types(footers: Mapping[str, str]) -> str:
    parts = {
        "/word/document.xml": f"{_WML}document.main+xml",
        "/word/styles.xml": f"{_WML}styles+xml",
        "/word/numbering.xml": f"{_WML}numbering+xml",
        "/word/settings.xml": f"{_WML}settings+xml",
        "/word/fontTable.xml": f"{_WML}fontTable+xml",
        **{f"/{name}": f"{_WML}footer+xml" for name in footers},
        "/word/theme/theme1.xml": THEME,
        "/word/header1.xml": f"{_WML}header+xml",
        "/word/header2.xml": f"{_WML}header+xml",
        **PROPERTIES,
        "/customXml/itemProps1.xml": f"{MEDIA}officedocument.customXmlProperties+xml",
    }
    return content_types(parts, png="image/png", jpeg="image/jpeg")


def _document_relationships(footers: Mapping[str, str]) -> str:
    return relationships(
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("fontTable", "fontTable.xml"),
        ("header", "header1.xml"),
        ("customXml", "../customXml/item1.xml"),
        ("theme", "theme/theme1.xml"),
        ("header", "header2.xml"),
        *(("footer", name.removeprefix("word/")) for name in footers),
    )


def _ends_with_table(body: list[etree._Element]) -> bool:
    """Whether a table ends the text, or does where a condition after it leaves its blocks out."""
    words = ["".join(map(str, block.itertext())) for block in body]
    shown = [block for block, said in zip(body, words, strict=True) if not said.startswith("{%p e")]
    if shown and shown[-1].tag == f"{{{W}}}tbl":
        return True
    last = len(body) - 1
    if words and words[-1].startswith("{%p endif"):
        last = max(n for n, each in enumerate(words) if each.startswith(("{%p if", "{%p else")))
        last -= words[last].startswith("{%p if")
        last = last + 1 if words[last].startswith("{%p else") else last
    return bool(body) and body[last].tag == f"{{{W}}}tbl"


def _document(body: list[etree._Element], page: PageLayout) -> str:
    document = etree.Element(f"{{{W}}}document", nsmap={"w": W, "r": R})
    content = etree.SubElement(document, f"{{{W}}}body")
    content.extend(body)
    # Word wants a paragraph after a table that ends the text; one a point high takes no room.
    if _ends_with_table(body):
        last = w("p")
        properties = w("pPr")
        properties.append(w("spacing", before="0", after="0", line="20", lineRule="exact"))
        last.append(properties)
        content.append(last)
    ends = list(content.iter(f"{{{W}}}sectPr"))
    for end in ends:
        _describe_section(end, page, first=end is ends[0])
    section = etree.SubElement(content, f"{{{W}}}sectPr")
    # A condition may leave the others out; then this one is the first.
    _describe_section(section, page, first=True, goes_on=bool(ends))
    return part_of(document)


def _describe_section(
    section: etree._Element, page: PageLayout, *, first: bool, goes_on: bool = False
) -> None:
    """Give a section its page; one that is not the first has the head and foot of that before it.

    :param goes_on: that even the first one may go on on a page; others always do.
    """
    columns = section.find(f"{{{W}}}cols")
    if columns is not None:
        section.remove(columns)
    if first:
        parts = [("header", "rId8", "default"), ("header", "rId5", "first")]
        if not page.frame:
            parts += [("footer", "rId9", "default"), ("footer", "rId9", "first")]
        for kind, number, place in parts:
            reference = w(f"{kind}Reference", type=place)
            reference.set(f"{{{R}}}id", number)
            section.append(reference)
    if goes_on or not first:
        section.append(w("type", val="continuous"))
    size = w("pgSz", w=str(twips(page.width)), h=str(twips(page.height)))
    if page.landscape:
        size.set(f"{{{W}}}orient", "landscape")
    # The mark of a draft stands above the frame of a certificate.
    margins = w(
        "pgMar",
        top=str(twips(page.top)),
        right=str(twips(page.right)),
        bottom=str(twips(page.bottom)),
        left=str(twips(page.left)),
        header=str(twips(4 if page.frame else 8)),
        footer=str(twips(8)),
        gutter="0",
    )
    section.extend([size, margins])
    if page.frame:
        section.append(_frame())
    if columns is not None:
        section.append(columns)
    if first:
        section.append(w("titlePg"))


def _frame() -> etree._Element:
    """A double line round the page, a centimetre from its edge."""
    borders = w("pgBorders", offsetFrom="page")
    for side in ("top", "left", "bottom", "right"):
        borders.append(w(side, val="double", sz="12", space="28", color=ACCENT))
    return borders


def _run_properties(style: BlockStyle, base_size: float = 12) -> etree._Element:
    properties = w("rPr")
    if style.font:
        properties.append(w("rFonts", **dict.fromkeys(("ascii", "hAnsi", "cs"), style.font)))
    if style.bold:
        properties.append(w("b"))
    if style.italic:
        properties.append(w("i"))
    if style.caps:
        properties.append(w("caps"))
    if style.color:
        properties.append(w("color", val=style.color))
    if style.spacing:
        properties.append(w("spacing", val=str(round(style.spacing * 20))))
    if style.size != base_size:
        half_points = str(round(style.size * 2))
        properties.extend([w("sz", val=half_points), w("szCs", val=half_points)])
    if style.underline:
        properties.append(w("u", val="single"))
    return properties


def _styles(lang: Language) -> str:
    styles = etree.Element(f"{{{W}}}styles", nsmap={"w": W})
    defaults = etree.SubElement(styles, f"{{{W}}}docDefaults")
    run_default = etree.SubElement(defaults, f"{{{W}}}rPrDefault")
    run = etree.SubElement(run_default, f"{{{W}}}rPr")
    run.append(w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))
    # Pairs of letters are set as close as in the PDF, at every size.
    run.append(w("kern", val="2"))
    run.extend([w("sz", val="24"), w("szCs", val="24")])
    tag = LANGUAGE_TAGS[lang]
    run.append(w("lang", val=tag, eastAsia=tag, bidi="ar-SA"))
    paragraph_default = etree.SubElement(defaults, f"{{{W}}}pPrDefault")
    etree.SubElement(paragraph_default, f"{{{W}}}pPr").append(
        w(
            "spacing",
            before="0",
            after="0",
            line=_line(BlockStyle()),
            lineRule="auto",
        )
    )
    styles.append(_named_style("paragraph", "Normal", "Normal", default=True))
    styles.append(
        _named_style("character", "DefaultParagraphFont", "Default Paragraph Font", default=True)
    )
    styles.append(_named_style("table", "TableNormal", "Normal Table", default=True))
    for name, style in STYLES.items():
        styles.append(_paragraph_style(name, style))
    for name, style in SPAN_STYLES.items():
        element = _named_style("character", name, name, based_on="DefaultParagraphFont")
        properties = _run_properties(style)
        if len(properties):
            element.append(properties)
        styles.append(element)
    placeholder = _named_style(
        "character", "PlaceholderText", "Placeholder Text", based_on="DefaultParagraphFont"
    )
    placeholder.append(_run_properties(BlockStyle(color="6B6B6B")))
    styles.append(placeholder)
    for name, table in TABLE_STYLES.items():
        element = _named_style("table", name, name, based_on="TableNormal")
        properties = etree.SubElement(element, f"{{{W}}}tblPr")
        if table.borders:
            borders = etree.SubElement(properties, f"{{{W}}}tblBorders")
            for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
                borders.append(w(side, val="single", sz="4", space="0", color="000000"))
        margins = etree.SubElement(properties, f"{{{W}}}tblCellMar")
        sides = {"top": table.above, "left": table.padding, "bottom": table.below}
        for side, padding in {**sides, "right": table.padding}.items():
            margins.append(w(side, w=str(twips(padding)), type="dxa"))
        styles.append(element)
    return part_of(styles)


def _line(style: BlockStyle) -> str:
    """The height of a line in 240ths of that which the font asks for; of a fixed one in twips."""
    return str(round(style.line * (20 * style.size if style.fixed else 240 / LINE_HEIGHT)))


def _named_style(
    kind: str, style_id: str, name: str, *, based_on: str = "", default: bool = False
) -> etree._Element:
    element = w("style", type=kind, styleId=style_id)
    if default:
        element.set(f"{{{W}}}default", "1")
    element.append(w("name", val=name))
    if based_on:
        element.append(w("basedOn", val=based_on))
    return element


def _shade(colour: str) -> tuple[etree._Element, etree._Element]:
    """A colour behind a paragraph, and borders of it that make room round its words."""
    borders = w("pBdr")
    for side, points in _PADDING.items():
        borders.append(w(side, val="single", sz="4", space=points, color=colour))
    return borders, w("shd", val="clear", color="auto", fill=colour)


def _paragraph_style(name: str, style: BlockStyle) -> etree._Element:
    element = _named_style("paragraph", name, style.name or name, based_on=style.based_on)
    if style.outline is not None:
        element.append(w("next", val="paragraph"))
    element.append(w("qFormat"))
    properties = w("pPr")
    if style.keep_next:
        properties.append(w("keepNext"))
    if style.keep_lines:
        properties.append(w("keepLines"))
    if style.shade:
        properties.extend(_shade(style.shade))
    properties.append(
        w(
            "spacing",
            before=str(round(style.before * 20)),
            after=str(round(style.after * 20)),
            line=_line(style),
            lineRule="exact" if style.fixed else "auto",
        )
    )
    if style.left or style.first_line:
        right = {"right": str(twips(style.right))} if style.right else {}
        left, first = str(twips(style.left)), str(twips(style.first_line))
        properties.append(w("ind", left=left, **right, firstLine=first))
    if style.together:
        properties.append(w("contextualSpacing"))
    properties.append(w("jc", val=style.align))
    if style.outline is not None:
        properties.append(w("outlineLvl", val=str(style.outline)))
    element.append(properties)
    run = _run_properties(style)
    if len(run):
        element.append(run)
    return element


def _numbering(lists: list[str]) -> str:
    numbering = etree.Element(f"{{{W}}}numbering", nsmap={"w": W})
    for number, kind in enumerate(lists, start=1):
        abstract = w("abstractNum", abstractNumId=str(number))
        abstract.append(w("multiLevelType", val="singleLevel"))
        level = w("lvl", ilvl="0")
        text = "%1." if kind == "decimal" else "–"
        level.extend(
            [
                w("start", val="1"),
                w("numFmt", val=kind),
                w("lvlText", val=text),
                w("lvlJc", val="left"),
            ]
        )
        paragraph = w("pPr")
        paragraph.append(w("ind", left=str(twips(7)), hanging=str(twips(7))))
        level.append(paragraph)
        abstract.append(level)
        numbering.append(abstract)
    for number in range(1, len(lists) + 1):
        instance = w("num", numId=str(number))
        instance.append(w("abstractNumId", val=str(number)))
        numbering.append(instance)
    return part_of(numbering)


def _settings(lang: Language) -> str:
    settings = etree.Element(f"{{{W}}}settings", nsmap={"w": W})
    settings.append(w("zoom", percent="100"))
    settings.append(w("embedTrueTypeFonts"))
    settings.append(w("saveSubsetFonts"))
    settings.append(w("defaultTabStop", val="708"))
    settings.append(w("characterSpacingControl", val="doNotCompress"))
    compatibility = w("compat")
    compatibility.append(
        w(
            "compatSetting",
            name="compatibilityMode",
            uri="http://schemas.microsoft.com/office/word",
            val="15",
        )
    )
    settings.append(compatibility)
    settings.append(w("themeFontLang", val=LANGUAGE_TAGS[lang]))
    settings.append(w("decimalSymbol", val="." if lang == "en" else ","))
    settings.append(w("listSeparator", val="," if lang == "en" else ";"))
    return part_of(settings)


def _font_table(body: list[etree._Element]) -> str:
    fonts = etree.Element(f"{{{W}}}fonts", nsmap={"w": W, "r": R})
    # Only a Markdown text has code in it.
    has_code = any("|rich" in str(text) for block in body for text in block.itertext())
    for name, panose, family, pitch in _FONTS[: 1 + has_code]:
        font = w("font", name=name)
        font.extend(
            [
                w("altName", val=STAND_INS[name]),
                w("panose1", val=panose),
                w("charset", val="CC"),
                w("family", val=family),
                w("pitch", val=pitch),
            ]
        )
        fonts.append(font)
    return part_of(fonts)


def _styled_paragraph(style: str) -> etree._Element:
    paragraph = w("p")
    properties = w("pPr")
    properties.append(w("pStyle", val=style))
    paragraph.append(properties)
    return paragraph


def _words(text: str) -> etree._Element:
    run = w("r")
    words = w("t")
    words.text = text
    words.set(XML_SPACE, "preserve")
    run.append(words)
    return run


def _footer() -> str:
    footer = etree.Element(f"{{{W}}}ftr", nsmap={"w": W, "r": R})
    paragraph = _styled_paragraph("page-number")
    for instruction, shown in (("PAGE", "1"), ("NUMPAGES", "1")):
        if len(paragraph) > 1:
            paragraph.append(_words(" / "))
        field = w("fldSimple", instr=f" {instruction} ")
        field.append(_words(shown))
        paragraph.append(field)
    footer.append(paragraph)
    return part_of(footer)


def _header(code: str) -> str:
    """The code of the form, and the mark of a draft."""
    header = etree.Element(f"{{{W}}}hdr", nsmap={"w": W, "r": R})
    head = _styled_paragraph("running-head")
    if code:
        head.append(_words(code))
    paragraph = _styled_paragraph("draft")
    # Across the page, and upright as well: programs do not find slanted words.
    paragraph.append(_words("{{ draft }}"))
    paragraph.append(draft_mark("{{ draft }}", 1 + bool(code)))
    for tag in ("{%p if draft %}", paragraph, "{%p endif %}"):
        if isinstance(tag, str):
            statement = w("p")
            statement.append(_words(tag))
            header.append(statement)
        else:
            header.append(tag)
    header.append(head)
    return part_of(header)


def _record_part() -> str:
    return f'{DECLARATION}<record xmlns="{RECORD_NAMESPACE}"></record>'
