"""Which element may stand in which: ISO 32000-1, 14.8.4, where WeasyPrint's tree is freer.

A list item holds a label and a body, a table with a head has a body, and a link stands in an
element of its own. Elements with an identifier are listed by it, and figures say where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf

_EMPTY_IS_NOTHING = frozenset(["/Table", "/THead", "/TBody", "/TFoot", "/TR", "/L"])
"""Elements that say nothing without others in them, as a table does that has no rows yet."""


_POINTS = 0.75
"""Of a CSS pixel."""


def finish(pdf: Any, heights: Sequence[float]) -> None:
    """Put the structure elements of ``pdf`` into the order that the standard asks for.

    :param heights: of its pages, in CSS pixels.
    """
    elements: list[Any] = [each for each in pdf.objects if isinstance(each, dict) and "S" in each]
    # What is inside comes after what it is in.
    for element in reversed(elements):
        if element["S"] in _EMPTY_IS_NOTHING and not element["K"]:
            _at(pdf, element["P"])["K"].remove(element.reference)
            element.clear()
    for element in elements:
        kind = element.get("S")
        if kind == "/LI":
            _give_body(pdf, element)
        elif kind == "/Table":
            _have_body(pdf, element)
    _place_links(pdf)
    _name_links(pdf)
    _place_figures(elements, dict(zip(pdf.page_references, heights, strict=True)))
    _list_identifiers(pdf, elements)


def _give_body(pdf: Any, item: Any) -> None:
    """Gather in one body what stands beside the label of a list item."""
    content = [kid for kid in item["K"] if _kind(pdf, kid) != "/Lbl"]
    if not content or [_kind(pdf, kid) for kid in content] == ["/LBody"]:
        return
    for kid in content:
        if _kind(pdf, kid) == "/LBody":
            _at(pdf, kid)["S"] = "/Div"
    body = _new(pdf, "/LBody", item)
    item["K"][:] = [kid for kid in item["K"] if kid not in content]
    item["K"].append(body.reference)
    _fill(pdf, body, content)


def _have_body(pdf: Any, table: Any) -> None:
    """Let a table that is only a head be one of head cells."""
    parts = [_at(pdf, kid) for kid in table["K"]]
    if not any(part["S"] == "/TBody" for part in parts):
        for part in parts:
            if part["S"] == "/THead":
                part["S"] = "/TBody"


def _place_links(pdf: Any) -> None:
    """Put each link that stands in another element, as in a picture, into a link element."""
    numbers = _at(pdf, _at(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    for at in range(1, len(numbers), 2):
        holder = None if isinstance(numbers[at], list) else _at(pdf, numbers[at])
        if holder is None or holder["S"] in ("/Link", "/Form"):
            continue
        (kid,) = (kid for kid in holder["K"] if _is_annotation(pdf, kid))
        holder["K"].remove(kid)
        link = _link_around(pdf, holder) or _wrap(pdf, holder)
        link["K"].append(kid)
        numbers[at] = link.reference


def _name_links(pdf: Any) -> None:
    """Let a link that is only pictures be called as they are."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/Link":
            inside = list(_words_and_pictures(pdf, element))
            names = [each["Alt"].string for each in inside if each is not None and "Alt" in each]
            if names and None not in inside:
                element["Alt"] = pydyf.String(", ".join(names))


def _words_and_pictures(pdf: Any, element: Any) -> Iterator[Any]:
    """The pictures in an element; None for each piece of text."""
    for kid in element["K"]:
        if not isinstance(kid, bytes):
            yield None
        elif _kind(pdf, kid) == "/Figure":
            yield _at(pdf, kid)
        elif not _is_annotation(pdf, kid):
            yield from _words_and_pictures(pdf, _at(pdf, kid))


def _place_figures(elements: list[Any], heights: Mapping[bytes, float]) -> None:
    """Say in points from the lower edge of the page where a figure is, not in pixels from above."""
    for element in elements:
        if element.get("S") == "/Figure":
            left, top, right, bottom = element["A"]["BBox"]
            height = heights[element["Pg"]]
            box = (left, height - bottom, right, height - top)
            element["A"]["BBox"] = pydyf.Array(each * _POINTS for each in box)


def _list_identifiers(pdf: Any, elements: list[Any]) -> None:
    found = sorted(
        (each["ID"].string.encode(), each["ID"], each.reference)
        for each in elements
        if "ID" in each
    )
    if found:
        names = [item for _, name, element in found for item in (name, element)]
        tree = pydyf.Dictionary({"Names": pydyf.Array(names)})
        pdf.add_object(tree)
        _at(pdf, pdf.catalog["StructTreeRoot"])["IDTree"] = tree.reference


def _link_around(pdf: Any, element: Any) -> Any:
    while element["S"] not in ("/Link", "/Document"):
        element = _at(pdf, element["P"])
    return element if element["S"] == "/Link" else None


def _wrap(pdf: Any, element: Any) -> Any:
    """A new link in the place of ``element``, which it takes in."""
    parent = _at(pdf, element["P"])
    link = _new(pdf, "/Link", parent)
    parent["K"][parent["K"].index(element.reference)] = link.reference
    _fill(pdf, link, [element.reference])
    return link


def _new(pdf: Any, kind: str, parent: Any) -> Any:
    element = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": kind,
            "K": pydyf.Array(),
            "Pg": parent.get("Pg", pdf.page_references[0]),
            "P": parent.reference,
        }
    )
    pdf.add_object(element)
    return element


def _fill(pdf: Any, element: Any, kids: list[Any]) -> None:
    element["K"].extend(kids)
    for kid in kids:
        _at(pdf, kid)["P"] = element.reference


def _is_annotation(pdf: Any, kid: Any) -> bool:
    return isinstance(kid, bytes) and _at(pdf, kid).get("Type") == "/OBJR"


def _kind(pdf: Any, kid: Any) -> str:
    kind: str = _at(pdf, kid).get("S", "")
    return kind


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
