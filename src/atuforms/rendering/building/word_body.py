"""From the page source of a form to the body of its Word template.

The page source is XHTML with Jinja tags (:mod:`atuforms.rendering.filling.templates`). Each
element becomes what Word has for it: a paragraph with the style of its class, a table with its
columns, a run. A tag that prints a field becomes an inline content control, whose ``w:tag`` and
``w:alias`` carry the path of the value; other tags stay as docxtpl writes them (``{%p for … %}``,
``{%tr … %}``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.language.languages import LANGUAGES
from atuforms.rendering.building.distances import with_distances
from atuforms.rendering.building.keeping import keep_signatures, kept_whole, signed_tables, signing
from atuforms.rendering.building.word_tables import (
    cell_properties,
    column_widths,
    is_bare_line,
    is_last,
    pass_merged,
    row_properties,
)
from atuforms.rendering.word.styles import (
    BLOCK_STYLES,
    CELL_ALIGNMENT,
    CELL_STYLES,
    FOOT_STYLES,
    LANGUAGE_TAGS,
    SPAN_STYLES,
    STRONG_STYLES,
    TABLE_STYLES,
    PageLayout,
)
from atuforms.rendering.word.wordprocessingml import (
    RunStyle,
    W,
    at_foot,
    folded,
    joined_runs,
    keep_lines,
    keep_with_next,
    never_empty,
    run,
    section_end,
    signature_line,
    tag_cell,
    tag_paragraph,
    tag_row,
    w,
)

_GROUPS = frozenset(["div", "section", "header", "footer", "figure"])
_TEXTS = frozenset(["p", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote", "pre", "hr"])
BLOCKS = _TEXTS | _GROUPS
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)
_FOR = re.compile(r"for\s+(\w+)\s+in\s+([\w.]+)")
_NAME = re.compile(r"[A-Za-z_]\w*(?:\.\w+)*")

FieldPath = Callable[[str], bool]
"""Whether a dotted path without item numbers (``authors.name``) is a field of the form."""

ControlTitle = Callable[[str, str], str]
"""The title of a content control, of the path without item numbers and with them."""

_PLAIN = RunStyle()


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds an element: its width, its styles, and the loops it stands in."""

    width: int
    style: RunStyle = _PLAIN
    paragraph: str = ""
    alignment: str = ""
    loops: dict[str, str] = field(default_factory=dict)
    """Loop variable with the path pattern of its items: ``author`` → ``authors``."""


class BodyBuilder:
    """Builds the block content of a Word template.

    :param page: size and margins, which give the width of tables.
    :param is_field: whether a path is a field of the form; others print without a control.
    :param title: what Word shows above the control of a field.
    """

    def __init__(self, page: PageLayout, is_field: FieldPath, title: ControlTitle) -> None:
        self._page = page
        self._is_field = is_field
        self._title = title
        self.lists: list[str] = []
        """Kind (``bullet`` or ``decimal``) of each list, in order; its numId is its place + 1."""

    def build(self, body: etree._Element) -> list[etree._Element]:
        """The paragraphs and tables of ``body``, an XHTML element."""
        blocks = signed_tables(list(self._blocks(body, _Around(self._page.text_width))))
        blocks = with_distances(blocks, framed=self._page.frame)
        keep_signatures(blocks)
        return blocks

    # Blocks

    def _blocks(self, parent: etree._Element, around: _Around) -> Iterator[etree._Element]:
        loose: list[Any] = []
        loops = dict(around.loops)
        for item in _items(parent):
            inside = replace(around, loops=loops)
            is_block = isinstance(item, etree._Element) and item.tag in BLOCKS
            statement = isinstance(item, str) and item.startswith("{%")
            block_statement = statement and _has_blocks(parent) and not loose
            if not is_block and not block_statement:
                block_value = isinstance(item, str) and "|rich" in item
                if block_value:
                    yield tag_paragraph("{{p " + item[2:].strip())
                elif loose or not isinstance(item, str) or item.strip():
                    loose.append(item)
                continue
            yield from self._loose(loose, inside)
            loose = []
            if isinstance(item, str):
                yield tag_paragraph("{%p " + item[2:].strip())
                _enter_loop(item, loops)
            else:
                yield from self._block(item, inside)
        yield from self._loose(loose, replace(around, loops=loops))

    def _loose(self, items: list[Any], around: _Around) -> Iterator[etree._Element]:
        if any(not isinstance(item, str) or item.strip() for item in items):
            yield self._paragraph(items, around)

    def _block(self, element: etree._Element, around: _Around) -> Iterator[etree._Element]:
        around = _with_language(element, around)
        if element.tag == "table":
            yield from self._table(element, around)
        elif element.tag in ("ul", "ol"):
            yield from self._list(element, around)
        elif "keep" in element.get("class", "").split():
            inside = with_distances(list(self._blocks(element, around)), framed=self._page.frame)
            yield kept_whole(inside, around.width)
        elif "signs" in element.get("class", "").split():
            yield signing(list(self._blocks(element, around)))
        elif "columns" in element.get("class", "").split():
            yield section_end(1)
            yield from self._blocks(element, around)
            yield section_end(2)
        elif element.tag in _GROUPS:
            yield from self._blocks(element, _with_class(element, around))
        else:
            yield self._paragraph(_items(element), _with_class(element, around), element)

    def _paragraph(
        self, items: Iterable[Any], around: _Around, element: etree._Element | None = None
    ) -> etree._Element:
        paragraph = w("p")
        properties = w("pPr")
        items = list(items)
        style = around.paragraph
        if style in STRONG_STYLES and (around.style.bold or _all_bold(items)):
            style = STRONG_STYLES[style]
        if style:
            properties.append(w("pStyle", val=style))
        classes = [] if element is None else element.get("class", "").split()
        if "with-next" in classes:
            properties.append(w("keepNext"))
        if "page-break" in classes:
            properties.append(w("pageBreakBefore"))
        if style in FOOT_STYLES:
            properties.append(at_foot(around.width))
        if "code" in classes:
            # What it holds floats beside the words before it.
            properties.append(w("spacing", before="0", after="0", line="20", lineRule="exact"))
        elif any("|picture" in item for item in items if isinstance(item, str)):
            properties.append(w("spacing", line="240", lineRule="auto"))
        if around.alignment:
            properties.append(w("jc", val=around.alignment))
        if len(properties):
            paragraph.append(properties)
        paragraph.extend(joined_runs(self._runs(items, around)))
        return paragraph

    def _list(self, element: etree._Element, around: _Around) -> Iterator[etree._Element]:
        self.lists.append("decimal" if element.tag == "ol" else "bullet")
        number = str(len(self.lists))
        loops = dict(around.loops)
        for item in _items(element):
            if isinstance(item, str):
                if item.startswith("{%"):
                    yield tag_paragraph("{%p " + item[2:].strip())
                    _enter_loop(item, loops)
                continue
            inner = replace(around, loops=loops, paragraph="list", alignment="")
            blocks = list(self._blocks(item, _with_language(item, inner)))
            _number_first(blocks, number)
            if "with-next" in item.get("class", "").split():
                for block in blocks:
                    keep_with_next(block)
            yield from blocks

    # Tables

    def _table(self, element: etree._Element, around: _Around) -> Iterator[etree._Element]:
        style = next((c for c in element.get("class", "").split() if c in TABLE_STYLES), "plain")
        widths = column_widths(element, around.width)
        table = w("tbl")
        properties = w("tblPr")
        properties.append(w("tblStyle", val=style))
        properties.append(w("tblW", w=str(sum(widths)), type="dxa"))
        properties.append(w("tblLayout", type="fixed"))
        properties.append(w("tblLook", val="0020" if element.find("thead") is not None else "0000"))
        grid = w("tblGrid")
        grid.extend(w("gridCol", w=str(width)) for width in widths)
        table.extend([properties, grid])
        inner = replace(
            around, paragraph=TABLE_STYLES[style].text, alignment="", loops=dict(around.loops)
        )
        hanging: list[int] = [0] * len(widths)
        for section in _sections(element):
            head = section.tag == "thead"
            for item in _items(section):
                if isinstance(item, str):
                    if item.startswith("{%"):
                        table.append(tag_row("{%tr " + item[2:].strip(), widths))
                        _enter_loop(item, inner.loops)
                elif item.tag == "tr":
                    table.append(self._row(item, widths, hanging, inner, style, head))
        yield table

    def _row(
        self,
        element: etree._Element,
        widths: list[int],
        hanging: list[int],
        around: _Around,
        style: str,
        head: bool,
    ) -> etree._Element:
        row = w("tr")
        classes = element.get("class", "").split()
        properties = row_properties(classes, head)
        if len(properties):
            row.append(properties)
        around = replace(_with_language(element, around), loops=dict(around.loops))
        column = 0
        branches: list[int] = []
        for item in _items(element):
            if isinstance(item, str):
                if item.startswith("{%"):
                    row.append(tag_cell("{%tc " + item[2:].strip(), widths[-1]))
                    _enter_loop(item, around.loops)
                    column = _branch(item, column, branches)
                continue
            column = pass_merged(row, column, widths, hanging)
            span = int(item.get("colspan", "1"))
            rows = item.get("rowspan", "1")
            row.append(self._cell(item, widths[column : column + span], around, style, head))
            if rows.isdigit():
                for each in range(column, min(column + span, len(hanging))):
                    hanging[each] = int(rows) - 1
            column += span
        pass_merged(row, column, widths, hanging)
        if "with-next" in classes:
            keep_with_next(row)
        if "long" in classes:
            keep_lines(row)
        return row

    def _cell(
        self,
        element: etree._Element,
        widths: list[int],
        around: _Around,
        style: str,
        head: bool,
    ) -> etree._Element:
        classes = element.get("class", "").split()
        cell = w("tc")
        cell.append(cell_properties(element, widths, style))
        inner = _with_language(element, replace(around, width=sum(widths)))
        if head:
            inner = replace(inner, paragraph=TABLE_STYLES[style].head)
        for name in classes:
            if name in CELL_ALIGNMENT:
                inner = replace(inner, alignment=CELL_ALIGNMENT[name])
            elif name in CELL_STYLES:
                inner = replace(inner, paragraph=CELL_STYLES[name])
            elif name == "total":
                inner = replace(inner, style=replace(inner.style, bold=True))
        if style == "signature" and is_last(element):
            inner = replace(inner, alignment=CELL_ALIGNMENT["right"])
        blocks = list(self._blocks(element, inner))
        if is_bare_line(element, style):
            blocks = [signature_line(sum(widths))]
        cell.extend(never_empty(blocks, inner.paragraph))
        return cell

    # Runs

    def _runs(self, items: Iterable[Any], around: _Around) -> Iterator[etree._Element]:
        loops = dict(around.loops)
        for item in items:
            inside = replace(around, loops=loops)
            if isinstance(item, etree._Element):
                yield from self._inline(item, inside)
            elif item.startswith("{%"):
                yield run("{%r " + item[2:].strip(), _PLAIN)
                _enter_loop(item, loops)
            elif item.startswith("{{"):
                yield self._value(item, inside)
            else:
                yield run(folded(item), around.style)

    def _inline(self, element: etree._Element, around: _Around) -> Iterator[etree._Element]:
        style = around.style
        tag = element.tag
        if tag == "br":
            line_end = w("r")
            line_end.append(w("br"))
            yield line_end
            return
        if tag in ("b", "strong"):
            style = replace(style, bold=True)
        elif tag in ("i", "em"):
            style = replace(style, italic=True)
        elif tag == "u":
            style = replace(style, underline=True)
        elif tag in ("sup", "sub"):
            style = replace(style, position="superscript" if tag == "sup" else "subscript")
        elif tag not in ("span", "a", "code"):
            raise InvalidTemplate(
                "The layout has <{tag}> where only words may stand.", tag=str(tag)
            )
        for name in [*element.get("class", "").split(), *(["code"] if tag == "code" else [])]:
            if name in SPAN_STYLES:
                style = replace(style, name=name)
        inner = _with_language(element, replace(around, style=style))
        yield from self._runs(_items(element), inner)

    def _value(self, tag: str, around: _Around) -> etree._Element:
        expression = tag[2:-2].strip()
        picture = "|picture" in expression
        path = self._path(expression, around.loops)
        printed = run(f"{{{{r {expression} }}}}" if picture else tag, around.style)
        if not path:
            return printed
        control = w("sdt")
        properties = w("sdtPr")
        run_properties = around.style.properties()
        if run_properties is not None:
            properties.append(run_properties)
        field = re.sub(r"\{\{ (\w+)\.at \}\}", lambda at: around.loops[at[1]], path)
        properties.extend([w("alias", val=self._title(field, path)), w("tag", val=path)])
        properties.append(w("picture") if picture else w("text", multiLine="1"))
        content = w("sdtContent")
        content.append(printed)
        control.extend([properties, content])
        return control

    def _path(self, expression: str, loops: dict[str, str]) -> str:
        """The path of the field that an expression prints, as a template; empty if it is none."""
        found = _NAME.match(expression)
        parts = found.group().split(".") if found else []
        if parts and parts[0] in LANGUAGES:
            parts = parts[1:]
        if not parts:
            return ""
        if parts[0] in loops:
            rest = [part for part in parts[1:] if part != "value"]
            pattern = ".".join([loops[parts[0]], *rest])
            at = f"{{{{ {parts[0]}.at }}}}"
            # An item that is a text itself is its own field.
            path = ".".join([at, *rest])
        else:
            pattern = path = ".".join(parts)
        return path if self._is_field(pattern) else ""


def _number_first(blocks: list[etree._Element], number: str) -> None:
    """Give the first paragraph of a list item its bullet or number."""
    for block in blocks:
        properties = block.find(f"{{{W}}}pPr")
        if block.tag == f"{{{W}}}p" and properties is not None:
            numbering = w("numPr")
            numbering.extend([w("ilvl", val="0"), w("numId", val=number)])
            properties.insert(1, numbering)
            return


def _all_bold(items: list[Any]) -> bool:
    """Whether a paragraph has only bold words, values among them.

    LibreOffice takes the look of a value from its paragraph alone.
    """
    said = [item for item in items if not isinstance(item, str) or item.strip()]
    return bool(said) and all(
        isinstance(item, etree._Element) and item.tag in ("b", "strong") for item in said
    )


def _items(parent: etree._Element) -> list[Any]:
    """Children in order: elements, tags ``{{ … }}`` and ``{% … %}``, and texts between them."""
    found: list[Any] = [part for part in _TAG.split(parent.text or "") if part]
    for child in parent:
        if isinstance(child.tag, str):
            found.append(child)
        found += [part for part in _TAG.split(child.tail or "") if part]
    return found


def _has_blocks(parent: etree._Element) -> bool:
    return any(child.tag in BLOCKS for child in parent)


def _sections(table: etree._Element) -> Iterator[etree._Element]:
    grouped = [each for each in table if each.tag in ("thead", "tbody", "tfoot")]
    yield from grouped or [table]


def _enter_loop(statement: str, loops: dict[str, str]) -> None:
    loop = _FOR.match(statement[2:].lstrip("- "))
    if loop:
        head, _, rest = loop[2].partition(".")
        loops[loop[1]] = ".".join(filter(None, (loops.get(head, head), rest)))


def _branch(statement: str, column: int, branches: list[int]) -> int:
    """The column after a statement: branches of a condition begin at the same one."""
    word = statement[2:].lstrip("- ").partition(" ")[0]
    if word == "if":
        branches.append(column)
    elif word in ("else", "elif") and branches:
        return branches[-1]
    elif word == "endif" and branches:
        branches.pop()
    return column


def _with_language(element: etree._Element, around: _Around) -> _Around:
    lang = element.get("lang")
    if not lang:
        return around
    return replace(around, style=replace(around.style, lang=LANGUAGE_TAGS[lang]))


def _with_class(element: etree._Element, around: _Around) -> _Around:
    classes = element.get("class", "").split()
    # A plain paragraph in a table has the style of the table's text.
    plain = element.tag in ("p", *_GROUPS) and around.paragraph
    style = around.paragraph if plain else BLOCK_STYLES.get(str(element.tag), "")
    for name in classes:
        style = BLOCK_STYLES.get(name, style)
        if name in CELL_ALIGNMENT:
            around = replace(around, alignment=CELL_ALIGNMENT[name])
    return replace(around, paragraph=style or around.paragraph)
