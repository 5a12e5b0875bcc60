"""Edits of Word documents as another program would make them: on the XML, nothing else."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterable

from lxml import etree

from atuforms.core.language.labels import path_of_title

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACE = W[1:-1]
DOCUMENT = "word/document.xml"

Edit = Callable[[etree._Element], None]


def edited(data: bytes, *edits: Edit) -> bytes:
    """The document after ``edits`` of its text part."""
    parts = unpacked(data)
    root = etree.fromstring(parts[DOCUMENT])
    for edit in edits:
        edit(root)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return packed(parts)


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def without_part(data: bytes, *names: str) -> bytes:
    return packed({name: part for name, part in unpacked(data).items() if name not in names})


def paths(data: bytes) -> list[str]:
    """The paths of all controls, in their order."""
    root = etree.fromstring(unpacked(data)[DOCUMENT])
    return [each.get(f"{W}val", "") for each in root.iter(f"{W}tag")]


def controls(root: etree._Element, path: str) -> list[etree._Element]:
    found = [each for each in root.iter(f"{W}sdt") if _path(each) == path]
    assert found, f"no control {path}"
    return found


def _path(control: etree._Element | None) -> str:
    """The path that the title of a control carries, or its tag."""
    for name in ("alias", "tag"):
        found = None if control is None else control.find(f"{W}sdtPr/{W}{name}")
        if found is not None:
            return path_of_title(found.get(f"{W}val", ""))
    return ""


def typed(path: str, text: str, which: int | None = None) -> Edit:
    """Somebody types into a control: all of its places, or one."""

    def edit(root: etree._Element) -> None:
        found = controls(root, path)
        for control in found if which is None else [found[which]]:
            set_text(control, text)

    return edit


def set_text(control: etree._Element, text: str) -> None:
    content = control.find(f"{W}sdtContent")
    assert content is not None
    for child in list(content):
        content.remove(child)
    run = etree.SubElement(content, f"{W}r")
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t").text = line
    flag = control.find(f"{W}sdtPr/{W}showingPlcHdr")
    if flag is not None and flag.getparent() is not None:
        control[0].remove(flag)


def block_of(root: etree._Element, path: str, tag: str = "tr") -> etree._Element:
    """The row (or paragraph) in which a control stands."""
    return next(controls(root, path)[0].iterancestors(f"{W}{tag}"))


def row_copied(path: str, texts: dict[str, str], tag: str = "tr") -> Edit:
    """Somebody copies the row of a control, and types into the copy."""

    def edit(root: etree._Element) -> None:
        block = block_of(root, path, tag)
        twin = copy.deepcopy(block)
        block.addnext(twin)
        for each, text in texts.items():
            for control in controls(twin, each):
                set_text(control, text)

    return edit


def row_removed(path: str, tag: str = "tr") -> Edit:
    def edit(root: etree._Element) -> None:
        block = block_of(root, path, tag)
        parent = block.getparent()
        assert parent is not None
        parent.remove(block)

    return edit


def control_removed(path: str) -> Edit:
    """Somebody deletes a control with its text."""

    def edit(root: etree._Element) -> None:
        for control in controls(root, path):
            parent = control.getparent()
            assert parent is not None
            parent.remove(control)

    return edit


def names_dropped(which: Iterable[str], path: str = "") -> Edit:
    """Some editors drop the tag of a control, some its title."""

    def edit(root: etree._Element) -> None:
        for properties in root.iter(f"{W}sdtPr"):
            if path and _path(properties.getparent()) != path:
                continue
            for name in which:
                for element in properties.findall(f"{W}{name}"):
                    properties.remove(element)

    return edit


def element(xml: str) -> etree._Element:
    """An element of WordprocessingML from its XML, with the prefix ``w``."""
    return etree.fromstring(f'<x xmlns:w="{NAMESPACE}">{xml}</x>')[0]


def document(*blocks: str) -> bytes:
    """A Word document of these paragraphs and tables, as XML."""
    body = "".join(blocks)
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return packed(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{types}"><Override PartName="/{DOCUMENT}" '
                f'ContentType="{main}"/></Types>'
            ).encode(),
            "_rels/.rels": (
                f'<Relationships xmlns="{relationships}"><Relationship Id="r1" '
                f'Type="{office}" Target="{DOCUMENT}"/></Relationships>'
            ).encode(),
            DOCUMENT: (
                f'<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>'
            ).encode(),
        }
    )


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: Iterable[str]) -> str:
    """A table whose cells are texts."""
    cells = (
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{''.join(cells)}</w:tbl>"
