"""How people and programs change a Word document: edits of its text, one at a time."""

from __future__ import annotations

import copy
import io
import itertools
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.documents.reading.editing import DOCUMENT, W, packed, unpacked, without_part

from atuforms.core.dotted_paths import pattern_of
from atuforms.core.language.labels import path_of_title

Change = Callable[[bytes], bytes | None]
"""Makes a changed document of another; None where there is nothing to change in this way."""
TYPED = "Қосылған Added добавлено"
_RELATIONSHIPS = "word/_rels/document.xml.rels"
_ITEM = re.compile(r"(.*\.\d+)(?:\.[^.]+)?$")


def _edit(data: bytes, edit: Callable[[etree._Element], bool]) -> bytes | None:
    parts = unpacked(data)
    root = etree.fromstring(parts[DOCUMENT])
    if not edit(root):
        return None
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return packed(parts)


def by_python_docx(data: bytes) -> bytes:
    """Opened and saved by python-docx."""
    import docx

    buffer = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(buffer)
    return buffer.getvalue()


def flattened(data: bytes) -> bytes | None:
    """The controls are gone, their texts stay."""

    def edit(root: etree._Element) -> bool:
        found = list(root.iter(f"{W}sdt"))
        for control in found:
            parent, content = control.getparent(), control.find(f"{W}sdtContent")
            for child in reversed(list(content) if content is not None else []):
                control.addnext(child)
            if parent is not None:
                parent.remove(control)
        return bool(found)

    return _edit(data, edit)


def without_record(data: bytes) -> bytes | None:
    """The custom XML is gone, as after Google Docs."""
    parts = unpacked(data)
    if not any(name.startswith("customXml/") for name in parts):
        return None
    parts = unpacked(without_part(data, *(name for name in parts if name.startswith("customXml/"))))
    parts[_RELATIONSHIPS] = re.sub(
        rb"<Relationship [^>]*customXml/[^>]*>", b"", parts[_RELATIONSHIPS]
    )
    return packed(parts)


def _rows(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The rows or paragraphs that print an item of a list, each with the path of the item."""
    seen = set()
    for control in root.iter(f"{W}sdt"):
        alias = control.find(f"{W}sdtPr/{W}alias")
        item = None if alias is None else _ITEM.match(path_of_title(alias.get(f"{W}val", "")))
        if item is None:
            continue
        block = next(control.iterancestors(f"{W}tr"), None)
        if block is None:
            block = next(control.iterancestors(f"{W}p"), None)
        if block is not None and block not in seen:
            seen.add(block)
            yield item[1], block


def _last_row(root: etree._Element) -> etree._Element | None:
    return next((row for _, row in reversed(list(_rows(root)))), None)


def row_inserted(data: bytes) -> bytes | None:
    """A row without controls, as Word's «Insert row» makes it; typed into its empty cells."""

    def edit(root: etree._Element) -> bool:
        row = _last_row(root)
        if row is None:
            return False
        twin = copy.deepcopy(row)
        for control in list(twin.iter(f"{W}sdt")):
            parent = control.getparent()
            if parent is not None:
                run = etree.Element(f"{W}r")
                etree.SubElement(run, f"{W}t").text = TYPED
                parent.replace(control, run)
        row.addnext(twin)
        return True

    return _edit(data, edit)


def row_copied(data: bytes) -> bytes | None:
    """A row copied with its controls."""

    def edit(root: etree._Element) -> bool:
        row = _last_row(root)
        if row is not None:
            row.addnext(copy.deepcopy(row))
        return row is not None

    return _edit(data, edit)


def row_moved(data: bytes) -> bytes | None:
    """A row put before the one above it, which is of the same list."""

    def edit(root: etree._Element) -> bool:
        rows = list(_rows(root))
        for (first, above), (second, row) in reversed(list(itertools.pairwise(rows))):
            alike = first != second and pattern_of(first) == pattern_of(second)
            if alike and row.getprevious() is above:
                above.addprevious(row)
                return True
        return False

    return _edit(data, edit)


def row_deleted(data: bytes) -> bytes | None:
    """The last row of a list taken out."""

    def edit(root: etree._Element) -> bool:
        row = _last_row(root)
        parent = None if row is None else row.getparent()
        if row is None or parent is None or len(parent) < 2:
            return False
        parent.remove(row)
        return True

    return _edit(data, edit)


def typed_beside(data: bytes) -> bytes | None:
    """Words typed behind the first control, and a paragraph at the end."""

    def edit(root: etree._Element) -> bool:
        control = next(iter(root.iter(f"{W}sdt")), None)
        if control is not None:
            run = etree.Element(f"{W}r")
            words = etree.SubElement(run, f"{W}t")
            words.text = f" {TYPED}"
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            control.addnext(run)
        paragraph = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = f"{TYPED} абзац"
        root[0].insert(len(root[0]) - 1, paragraph)
        return True

    return _edit(data, edit)


CHANGES: Mapping[str, Change] = {
    "python-docx": by_python_docx,
    "without record": without_record,
    "row inserted": row_inserted,
    "row copied": row_copied,
    "row moved": row_moved,
    "row deleted": row_deleted,
    "typed beside": typed_beside,
    "flattened": flattened,  # The last one: the others find rows by their fields.
}
