"""Pictures in a Word document, as far as what is shown is what the file holds."""

from __future__ import annotations

from lxml import etree

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.office import Office
from atuforms.testbank.typed.pictures import Pictures, TypedPicture

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_V = "{urn:schemas-microsoft-com:vml}"
_CROPS = ("cropleft", "croptop", "cropright", "cropbottom")
_LARGEST = 10_000_000
"""Bytes of one picture."""


class WordPictures:
    """The pictures of a document, in their order."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.pictures = Pictures()
        self.targets = {
            each.id: each.target
            for each in office.relationships(office.main_part())
            if each.kind == "image" and not each.external
        }

    @property
    def found(self) -> list[TypedPicture]:
        """Those that were taken."""
        return self.pictures.found

    def take(self, node: etree._Element, line: int) -> str:
        """Keep the picture of a drawing; what stands for it in the text."""
        name = self.targets.get(_shown(node), "")
        content = None
        if name in self.office.names:
            try:
                content = self.office.read(name, _LARGEST)
            except UnreadableInput:
                content = None
        about = next(node.iter(f"{_WP}docPr"), None)
        said = "" if about is None else about.get("descr", "")
        floats = next(node.iter(f"{_WP}anchor"), None) is not None or any(
            "position:absolute" in each.get("style", "").replace(" ", "")
            for each in node.iter(f"{_V}shape")
        )
        return self.pictures.add(line, content, name, said, floats=floats)


def _shown(node: etree._Element) -> str:
    """The relationship of the one picture that is all a drawing shows, uncropped and upright."""
    blips = [each.get(f"{_R}embed", "") for each in node.iter(f"{_A}blip")]
    images = list(node.iter(f"{_V}imagedata"))
    blips += [each.get(f"{_R}id", "") for each in images]
    cut = any(
        value not in ("", "0") for each in node.iter(f"{_A}srcRect") for value in each.values()
    )
    cut = cut or any(each.get(name) for each in images for name in _CROPS)
    turned = any(
        each.get(name, "0") not in ("0", "false")
        for each in node.iter(f"{_A}xfrm")
        for name in ("rot", "flipH", "flipV")
    )
    drawn = next(node.iter(f"{_WPS}wsp"), None) is not None
    return blips[0] if len(blips) == 1 and not (cut or turned or drawn) else ""
