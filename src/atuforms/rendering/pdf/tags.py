"""What WeasyPrint leaves out of the tags.

These are the scope of table headers, the language of each passage, that running headers and
footers are not to be read aloud, and that a table for layout is none: one without a header
cell, or with ``role="presentation"``.

WeasyPrint offers a page's ``paint`` and a ``finisher``; between them the marked content of a
page, which only ``paint`` sees, is matched with the structure, which only the finisher sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pydyf

from atuforms.rendering.pdf import nesting, notes

_SCOPES = {"row": "/Row", "rowgroup": "/Row"}
_PARTS_OF_A_TABLE = {"/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TH", "/TD"}


@dataclass(slots=True)
class Marks:
    """The marked content of one page, by its number (MCID)."""

    languages: dict[int, str] = field(default_factory=dict)
    artifacts: set[int] = field(default_factory=set)
    elements: dict[int, Any] = field(default_factory=dict)


def watch(pages: Sequence[Any]) -> list[Marks]:
    """Note the marked content of each page while it is painted; the list fills up then."""
    marks = [Marks() for _ in pages]
    tables_with_head: set[Any] = set()
    for page, marks_of_page in zip(pages, marks, strict=True):
        _watch(page, [*_margins(page), *_repeated_heads(page, tables_with_head)], marks_of_page)
    return marks


def finish(pdf: Any, root: Any, pages: Sequence[Any], marks: Sequence[Marks], lang: str) -> None:
    """Complete the structure of ``pdf``, a document in ``lang`` made from the element ``root``."""
    leaves = _leaves(pdf, marks)
    _forget_artifacts(pdf, leaves, marks)
    if len(pages) > 1:
        _join_tables(pdf, pages)
    _describe_tables(pdf, pages)
    notes.finish(pdf, root, leaves, [each.elements for each in marks])
    nesting.finish(pdf, [page.height for page in pages])
    _set_languages(pdf, leaves, marks, lang)


def _watch(page: Any, furniture: Sequence[Any], marks: Marks) -> None:
    paint = page.paint

    def paint_and_note(stream: Any, scale: float = 1) -> None:
        paint(stream, scale)
        tags = stream._tags
        marks.languages = {tag["mcid"]: box.style["lang"] for box, tag in tags.items()}
        marks.elements = {tag["mcid"]: box.element for box, tag in tags.items()}
        marks.artifacts = {
            tags[box]["mcid"] for part in furniture for box in part.descendants() if box in tags
        }
        _mark_artifacts(stream.stream, marks.artifacts)

    page.paint = paint_and_note


def _margins(page: Any) -> Iterator[Any]:
    """The boxes of page numbers and of the draft mark."""
    return (box for box in page._page_box.children if hasattr(box, "at_keyword"))


def _repeated_heads(page: Any, tables_with_head: set[Any]) -> Iterator[Any]:
    """The heads of tables that go on from an earlier page, where they have been read already."""
    heads = [
        (box.element, group)
        for box in page._page_box.descendants()
        if box.element_tag == "table"
        for group in box.children
        if getattr(group, "is_header", False)
    ]
    yield from (group for table, group in heads if table in tables_with_head)
    tables_with_head.update(table for table, _ in heads)


def _mark_artifacts(operators: list[Any], artifacts: set[int]) -> None:
    """Turn the marked content with these numbers into page furniture."""
    for i, properties in enumerate(operators):
        if isinstance(properties, dict) and properties.get("MCID") in artifacts:
            operators[i - 1 : i + 1] = [
                "/Artifact",
                pydyf.Dictionary({"Type": "/Pagination"}),
            ]


def _leaves(pdf: Any, marks: Sequence[Marks]) -> list[list[Any]]:
    """For each page, the structure elements of its marked content, by its number."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    pages: list[list[Any]] = numbers[1 : 2 * len(marks) : 2]
    return pages


def _forget_artifacts(pdf: Any, leaves: list[list[Any]], marks: Sequence[Marks]) -> None:
    for references, marks_of_page in zip(leaves, marks, strict=True):
        for number in marks_of_page.artifacts:
            _drop(pdf, _at(pdf, references[number]))
            references[number] = "null"


def _join_tables(pdf: Any, pages: Sequence[Any]) -> None:
    """Make one table, and one cell, of what stands on several pages."""
    cells: dict[Any, Any] = {}
    tables: dict[Any, Any] = {}
    for page in pages:
        boxes = list(page._page_box.descendants())
        for box in boxes:
            if box.element_tag in {"td", "th"} and (cell := getattr(box, "mark", None)):
                _join(pdf, cells.setdefault(box.element, cell), cell)
        for box in boxes:
            if box.element_tag == "table" and (table := _element_of_table(pdf, box)):
                begun = tables.setdefault(box.element, table)
                if begun is not table:
                    _forget_headers(box)
                    _join(pdf, begun, table)


def _join(pdf: Any, begun: Any, continued: Any) -> None:
    """Append the content of one element to another, and drop the one."""
    if begun is continued:
        return
    for reference in continued["K"]:
        _at(pdf, reference)["P"] = begun.reference
    begun["K"].extend(continued["K"])
    _drop(pdf, continued)


def _element_of_table(pdf: Any, box: Any) -> Any:
    marks = (getattr(cell, "mark", None) for cell in box.descendants())
    element = next(filter(None, marks), None)
    while element and element["S"] != "/Table":
        element = _at(pdf, element["P"])
    return element


def _forget_headers(table: Any) -> None:
    """Leave the cells to the scope of their headers: the ids are those of a dropped head."""
    for box in table.descendants():
        if cell := getattr(box, "mark", None):
            cell["A"].pop("Headers", None)


def _drop(pdf: Any, element: Any) -> None:
    """Take an element out of the tree, and those above it that nothing is left in."""
    while element["S"] != "/Document":
        parent = _at(pdf, element["P"])
        if element.reference in parent["K"]:
            parent["K"].remove(element.reference)
        element.clear()
        if parent["K"] and parent["S"] != "/Document":
            return
        element = parent


def _describe_tables(pdf: Any, pages: Sequence[Any]) -> None:
    """Give each header its scope, and take the tags of a table from what only looks like one."""
    for page in pages:
        for box in page._page_box.descendants():
            if box.element_tag == "table" and _is_for_layout(box.element):
                _dissolve(pdf, box)
            element = getattr(box, "mark", None)
            if element and element["S"] == "/TH":
                scope = box.element.get("scope", "")
                element["A"]["Scope"] = _SCOPES.get(scope, "/Column")


def _is_for_layout(table: Any) -> bool:
    return table.get("role") == "presentation" or next(table.iter("th"), None) is None


def _dissolve(pdf: Any, table: Any) -> None:
    for cell in table.descendants():
        element = getattr(cell, "mark", None)
        while element and element["S"] in _PARTS_OF_A_TABLE:
            element["S"] = "/Div"
            element.pop("A", None)
            element.pop("ID", None)
            element = _at(pdf, element["P"])


def _set_languages(
    pdf: Any, leaves: list[list[Any]], marks: Sequence[Marks], document_lang: str
) -> None:
    """Name the language of each element whose whole content is in another one than its parent's.

    Text without a language of its own is in that of the document.
    """
    languages: dict[int, set[str]] = {}
    for references, marks_of_page in zip(leaves, marks, strict=True):
        for number, lang in marks_of_page.languages.items():
            if number not in marks_of_page.artifacts:
                _spread(pdf, references[number], lang or document_lang, languages)
    for number, spoken in languages.items():
        element = pdf.objects[number]
        parent = languages.get(_number(element["P"]), {document_lang})
        if len(spoken) == 1 and spoken != parent and spoken != {document_lang}:
            element["Lang"] = pydyf.String(*spoken)


def _spread(pdf: Any, leaf: bytes, lang: str, languages: dict[int, set[str]]) -> None:
    """Tell an element and all above it that they contain text in ``lang``."""
    element = _at(pdf, leaf)
    while element["S"] != "/Document":
        spoken = languages.setdefault(element.number, set())
        if lang in spoken:
            return
        spoken.add(lang)
        element = _at(pdf, element["P"])


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[_number(reference)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
