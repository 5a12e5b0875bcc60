"""The mark of a draft across a page of Word: letters behind the text, as Word itself draws them.

It stands in a header, so every page has it. Whoever makes the header places :func:`draft_mark` in
any paragraph of it.
"""

from __future__ import annotations

from lxml import etree

from atuforms.rendering.word.styles import FONT
from atuforms.rendering.word.wordprocessingml import w

_V = "urn:schemas-microsoft-com:vml"
_O = "urn:schemas-microsoft-com:office:office"
_KIND = "_x0000_t136"
"""Office's own number of letters along a line."""
_WIDTH, _HEIGHT = 560, 50
"""Points; turned, it reaches from margin to margin, upright and across."""
_PATH = "m@7,l@8,m@5,21600l@6,21600e"
_FORMULAS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)


def draft_mark(words: str, number: int = 1) -> etree._Element:
    """A run with ``words`` across the page, half transparent, behind the text.

    :param words: text, or a tag of a template.
    :param number: another one for each header of a document.
    """
    run = w("r")
    picture = w("pict")
    run.append(picture)
    picture.append(_kind())
    place = (
        "position:absolute;margin-left:0;margin-top:0;"
        f"width:{_WIDTH}pt;height:{_HEIGHT}pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    shape = _v(
        "shape",
        id=f"PowerPlusWaterMarkObject{number}",
        type=f"#{_KIND}",
        alt="",
        style=place,
        fillcolor="#c0c0c0",
        stroked="f",
    )
    shape.set(f"{{{_O}}}spid", f"_x0000_s{2048 + number}")
    shape.set(f"{{{_O}}}allowincell", "f")
    letters = _v("textpath", style=f'font-family:"{FONT}";font-size:1pt', string=words)
    shape.extend([_v("fill", opacity=".5"), letters])
    picture.append(shape)
    return run


def _kind() -> etree._Element:
    """What Office wants to know of letters along a line before the first ones."""
    kind = _v("shapetype", id=_KIND, coordsize="21600,21600", adj="10800", path=_PATH)
    kind.set(f"{{{_O}}}spt", "136")
    formulas = _v("formulas")
    formulas.extend(_v("f", eqn=each) for each in _FORMULAS)
    path = _v("path", textpathok="t")
    path.set(f"{{{_O}}}connecttype", "custom")
    path.set(f"{{{_O}}}connectlocs", "@9,0;@10,10800;@11,21600;@12,10800")
    path.set(f"{{{_O}}}connectangles", "270,180,90,0")
    handles = _v("handles")
    handles.append(_v("h", position="#0,bottomRight", xrange="6629,14971"))
    lock = etree.Element(f"{{{_O}}}lock", nsmap={"o": _O})
    lock.set("text", "t")
    lock.set("shapetype", "t")
    lock.set(f"{{{_V}}}ext", "edit")
    kind.extend([formulas, path, _v("textpath", on="t", fitshape="t"), handles, lock])
    return kind


def _v(name: str, **attributes: str) -> etree._Element:
    element = etree.Element(f"{{{_V}}}{name}", nsmap={"v": _V, "o": _O})
    for key, value in attributes.items():
        element.set(key, value)
    return element
