"""Footnotes as what they are: ``Note`` with an identifier, and ``Reference`` where one is called.

WeasyPrint tags the list of them at the end of a text as any list (ISO 14289-1, 7.9).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

CALL = "doc-noteref"
"""The role of an element with the number of a note."""


def finish(pdf: Any, root: Any, leaves: Sequence[Sequence[bytes]], elements: Sequence[Any]) -> None:
    """Tag the notes of ``pdf``, and where they are called.

    :param root: the element of the page that it was made from.
    :param leaves: for each page, the structure elements of its marked content, by its number.
    :param elements: for each page, the elements of the page of this content, by its number.
    """
    notes = {
        part: item
        for block in root.iter("div")
        if block.get("class") == "notes"
        for item in block.iterfind("ol/li")
        for part in _without_lists(item)
    }
    if not notes:
        return
    begun: dict[Any, list[Any]] = {}
    for references, elements_of_page in zip(leaves, elements, strict=True):
        _finish_page(pdf, references, elements_of_page, notes, begun)


def _without_lists(element: Any) -> Iterator[Any]:
    """An element and what is in it, but lists, whose items are no notes."""
    yield element
    for child in element:
        if child.tag not in ("ol", "ul"):
            yield from _without_lists(child)


def _finish_page(
    pdf: Any,
    references: Sequence[bytes],
    elements: Mapping[int, Any],
    notes: Mapping[Any, Any],
    begun: dict[Any, list[Any]],
) -> None:
    for number, element in elements.items():
        if element is None or references[number] == "null":
            continue
        leaf = _at(pdf, references[number])
        if element.get("role") == CALL:
            _at(pdf, leaf["P"])["S"] = "/Reference"
        elif element in notes:
            _make_note(pdf, leaf, notes[element], begun)


def _make_note(pdf: Any, leaf: Any, item: Any, begun: dict[Any, list[Any]]) -> None:
    """Make a note of the list item around ``leaf``; what is on a further page, one of its own."""
    found = None
    element = leaf
    while element["S"] != "/Document":
        if element["S"] == "/Note":
            return
        if element["S"] == "/LI":
            found = element
        element = _at(pdf, element["P"])
    if found is None:
        return
    parts = begun.setdefault(item, [])
    parts.append(found)
    found["S"] = "/Note"
    found["ID"] = pydyf.String(f"note-{len(begun)}-{len(parts)}")
    for kid in found["K"]:
        if isinstance(kid, bytes) and _at(pdf, kid).get("S") == "/LBody":
            _at(pdf, kid)["S"] = "/Div"
    holder = _at(pdf, found["P"])
    if holder["S"] == "/L":
        holder["S"] = "/Div"


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
