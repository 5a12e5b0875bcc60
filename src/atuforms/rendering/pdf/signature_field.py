"""An empty field for the signature of a person, over the line to sign on.

Programs for qualified signatures (PAdES) put theirs into it. It is tagged, described, and has an
empty appearance, so that the page stays PDF/A-3a and PDF/UA-1; ``docs/proofs.md`` says what a
signature then changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pydyf

from atuforms.core.exceptions import UnsafeOutput

NAME: Final = "Signature"
_POINTS: Final = 0.75
"""Of a CSS pixel."""
_HEIGHT: Final = 34.0
"""In points: as high as a person signs."""
_PRINTED: Final = 4


def add(pdf: Any, pages: Sequence[Any], description: str) -> None:
    """Put the field on the last page that has a line to sign on.

    :param pdf: WeasyPrint's, complete but for being written.
    :raises UnsafeOutput: if the document has no such line.
    """
    found = [(number, box) for number, page in enumerate(pages) for box in _lines(page)]
    if not found:
        raise UnsafeOutput("The form has no line to sign on, and so no field for a signature.")
    number, line = found[-1]
    page = _pages(pdf)[number]
    left = line.position_x * _POINTS
    lower = (pages[number].height - line.position_y - line.margin_height()) * _POINTS
    width = line.margin_width() * _POINTS
    look = pydyf.Stream(
        [], {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array((0, 0, width, _HEIGHT))}
    )
    pdf.add_object(look)
    field = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Widget",
            "FT": "/Sig",
            "T": pydyf.String(NAME),
            "TU": pydyf.String(description),
            "Rect": pydyf.Array((left, lower, left + width, lower + _HEIGHT)),
            "F": _PRINTED,
            "P": page.reference,
            "AP": pydyf.Dictionary({"N": look.reference}),
        }
    )
    pdf.add_object(field)
    page.setdefault("Annots", pydyf.Array()).append(field.reference)
    pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array([field.reference])})
    _tag(pdf, page, field, description)


def _lines(page: Any) -> list[Any]:
    """The cells of lines to sign on, of one page."""
    return [
        box
        for box in page._page_box.descendants()
        if box.element_tag == "td" and "rule" in box.element.get("class", "").split()
    ]


def _pages(pdf: Any) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/Page"]


def _tag(pdf: Any, page: Any, field: Any, description: str) -> None:
    """Name the field in the structure of the document, as its last element."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    document = _at(pdf, root["K"][0])
    element = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": "/Form",
            "P": document.reference,
            "Pg": page.reference,
            "Alt": pydyf.String(description),
            "K": pydyf.Array(
                [pydyf.Dictionary({"Type": "/OBJR", "Obj": field.reference, "Pg": page.reference})]
            ),
        }
    )
    pdf.add_object(element)
    document["K"].append(element.reference)
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    field["StructParent"] = max(numbers[::2], default=-1) + 1
    numbers.extend([field["StructParent"], element.reference])


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
