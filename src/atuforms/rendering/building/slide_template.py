"""Builds the PowerPoint template of a presentation: master, layouts and notes, without slides.

The package is built from nothing, with only the parts that a presentation needs; python-pptx's
default template carries parts that strict validators reject. A layout has a placeholder for each
box of :mod:`atuforms.rendering.slides.design`, with the box's name, and the words of the blank as
its prompt. Staff may restyle the template in PowerPoint as long as these names stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from atuforms.core.fonts import FAMILY
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import HasTemplates, wording_of
from atuforms.rendering.html import fill_page
from atuforms.rendering.office_package import (
    DECLARATION,
    MEDIA,
    PROPERTIES,
    THEME,
    app_properties,
    content_types,
    core_properties,
    of_the_package,
    packed,
    relationships,
    theme,
)
from atuforms.rendering.slides.deck import read_deck
from atuforms.rendering.slides.design import (
    BULLET,
    COLOURS,
    HEIGHT,
    LAYOUTS,
    LINE_DISTANCE,
    NUMBER,
    WIDTH,
    Bar,
    Box,
    Colour,
    SlideLayout,
)
from atuforms.rendering.slides.presentationml import (
    NAMESPACES,
    NUMBER_PLACE,
    RECTANGLE,
    emu,
    number_field,
    shape,
)
from atuforms.rendering.word.styles import LANGUAGE_TAGS, LINE_HEIGHT

_PML = f"{MEDIA}officedocument.presentationml."
_ALIGN = {"left": "l", "right": "r", "centre": "ctr"}
_FIRST_IDX = 10
_LINES = round(100_000 * LINE_DISTANCE / LINE_HEIGHT)
_MASTER_ID = 2147483648
_GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/>'
    '<a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
    'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" '
    'folHlink="folHlink"/>'
)
_THEME = {
    "dk1": COLOURS["text"][1],
    "lt1": COLOURS["white"][1],
    "dk2": COLOURS["navy"][1],
    "lt2": COLOURS["paper"][1],
    "accent1": COLOURS["navy"][1],
    "accent2": COLOURS["gold"][1],
    "accent3": "4F7396",
    "accent4": COLOURS["grey"][1],
    "accent5": "8C4A4A",
    "accent6": "4F7A5B",
    "hlink": "1F5FA8",
    "folHlink": "6B4F8F",
}


def build_slide_template(
    form: type[HasTemplates], lang: Language, blank: Mapping[str, Any]
) -> bytes:
    """The PowerPoint template of ``form`` in ``lang``.

    :param blank: the view of a blank, whose words become the prompts of the placeholders.
    """
    names: Mapping[str, str] = wording_of(form, lang)["layouts"]
    prompts = _prompts(form, lang, blank)
    tag = LANGUAGE_TAGS[lang]
    parts = {
        "[Content_Types].xml": _content_types(len(names)),
        "_rels/.rels": of_the_package("ppt/presentation.xml"),
        "ppt/presentation.xml": _presentation(),
        "ppt/_rels/presentation.xml.rels": relationships(
            ("slideMaster", "slideMasters/slideMaster1.xml"),
            ("notesMaster", "notesMasters/notesMaster1.xml"),
            ("theme", "theme/theme1.xml"),
            # PowerPoint offers to repair a file without these two.
            ("presProps", "presProps.xml"),
            ("viewProps", "viewProps.xml"),
        ),
        "ppt/presProps.xml": f"{DECLARATION}<p:presentationPr {NAMESPACES}/>",
        "ppt/viewProps.xml": f"{DECLARATION}<p:viewPr {NAMESPACES}/>",
        "ppt/slideMasters/slideMaster1.xml": _master(len(names), tag),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": relationships(
            *(
                ("slideLayout", f"../slideLayouts/slideLayout{number}.xml")
                for number in range(1, len(names) + 1)
            ),
            ("theme", "../theme/theme1.xml"),
        ),
        "ppt/theme/theme1.xml": theme("ATU", _THEME, FAMILY, FAMILY),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(tag),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": relationships(
            ("theme", "../theme/theme2.xml")
        ),
        "ppt/theme/theme2.xml": theme("ATU", _THEME, FAMILY, FAMILY),
        "docProps/core.xml": core_properties(escape(str(wording_of(form, lang)["title"])), tag),
        "docProps/app.xml": app_properties(),
    }
    for number, (key, name) in enumerate(names.items(), start=1):
        part = f"slideLayouts/slideLayout{number}.xml"
        parts[f"ppt/{part}"] = _layout(LAYOUTS[key], name, prompts.get(key, {}), prompts, tag)
        parts[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = relationships(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return packed(parts)


def _prompts(
    form: type[HasTemplates], lang: Language, blank: Mapping[str, Any]
) -> dict[str, dict[str, list[str]]]:
    """The words of the blank by layout and box, from the first slide of each layout."""
    page = fill_page(form, lang, {"logo": "", "variant": "", **blank})
    found: dict[str, dict[str, list[str]]] = {}
    for slide in read_deck(page).slides:
        for box, content in slide.contents.items():
            found.setdefault(slide.layout, {}).setdefault(box, content.texts)
    return found


def _content_types(layouts: int) -> str:
    parts = {
        "/ppt/presentation.xml": f"{_PML}presentation.main+xml",
        "/ppt/presProps.xml": f"{_PML}presProps+xml",
        "/ppt/viewProps.xml": f"{_PML}viewProps+xml",
        "/ppt/slideMasters/slideMaster1.xml": f"{_PML}slideMaster+xml",
        "/ppt/notesMasters/notesMaster1.xml": f"{_PML}notesMaster+xml",
        **PROPERTIES,
        "/ppt/theme/theme1.xml": THEME,
        "/ppt/theme/theme2.xml": THEME,
    }
    for number in range(1, layouts + 1):
        parts[f"/ppt/slideLayouts/slideLayout{number}.xml"] = f"{_PML}slideLayout+xml"
    return content_types(parts)


def _presentation() -> str:
    return (
        f"{DECLARATION}<p:presentation {NAMESPACES}>"
        f'<p:sldMasterIdLst><p:sldMasterId id="{_MASTER_ID}" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/><p:notesSz cx="6858000" cy="9144000"/>'
        "</p:presentation>"
    )


def _frame(place: Box | Bar) -> str:
    return (
        f'<a:xfrm><a:off x="{emu(place.x)}" y="{emu(place.y)}"/>'
        f'<a:ext cx="{emu(place.width)}" cy="{emu(place.height)}"/></a:xfrm>'
    )


def _fill(colour: Colour) -> str:
    return f'<a:solidFill><a:schemeClr val="{COLOURS[colour][0]}"/></a:solidFill>'


def _bar(bar: Bar, number: int) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="bar{number}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f"{_frame(bar)}{RECTANGLE}{_fill(bar.colour)}"
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _level(box: Box) -> str:
    """The look of the paragraphs of a box."""
    indent = box.size * BULLET if box.bullet else 0
    bullet = f'<a:buFont typeface="{FAMILY}"/><a:buChar char="•"/>' if box.bullet else "<a:buNone/>"
    face = "+mj-lt" if box.heading else "+mn-lt"
    return (
        f'<a:lvl1pPr marL="{emu(indent)}" indent="{emu(-indent)}" algn="{_ALIGN[box.align]}">'
        f'<a:lnSpc><a:spcPct val="{_LINES}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="{round(box.after * box.size * 100)}"/></a:spcAft>{bullet}'
        f'<a:defRPr sz="{round(box.size * 100)}" b="{int(box.bold)}">{_fill(box.colour)}'
        f'<a:latin typeface="{face}"/></a:defRPr></a:lvl1pPr>'
    )


def _body_properties(box: Box) -> str:
    inset = emu(box.padding or (8 if box.kind == "picture" else 0))
    # The icon to click stands in the middle of an empty picture; the words go above it.
    anchor = "ctr" if box.middle and box.kind != "picture" else "t"
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{inset}" tIns="{inset}" rIns="{inset}" '
        f'bIns="{inset}" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
    )


def _placeholder(name: str, box: Box, number: int, kind: str, texts: list[str], tag: str) -> str:
    look = f"{RECTANGLE}{_fill('paper')}" if box.filled else ""
    if box.kind == "picture":
        look = (
            f'{RECTANGLE}<a:noFill/><a:ln w="12700">{_fill("grey")}<a:prstDash val="dash"/></a:ln>'
        )
    words = "".join(
        f'<a:p><a:r><a:rPr lang="{tag}"/><a:t>{escape(text)}</a:t></a:r></a:p>' for text in texts
    )
    prompt = ' hasCustomPrompt="1"' if texts and kind != "title" else ""
    text = _text(box, words or "<a:p/>", _level(box))
    return shape(number, name, _ph(kind, number, prompt), f"{_frame(box)}{look}", text)


def _text(box: Box, paragraphs: str, level: str = "") -> str:
    look = f"<a:lstStyle>{level}</a:lstStyle>" if level else "<a:lstStyle/>"
    return f"{_body_properties(box)}{look}{paragraphs}"


def _ph(kind: str, number: int, prompt: str) -> str:
    if kind == "title":
        return '<p:ph type="title"/>'
    return f'<p:ph type="{kind}" sz="quarter" idx="{_FIRST_IDX + number}"{prompt}/>'


def _slide_number(number: int, place: int, tag: str) -> str:
    ph = f'<p:ph type="sldNum" sz="quarter" idx="{place}"/>'
    text = _text(NUMBER, number_field(tag), _level(NUMBER))
    return shape(number, "number", ph, f"{_frame(NUMBER)}{RECTANGLE}", text)


def _master(layouts: int, tag: str) -> str:
    heading, text = LAYOUTS["text"].boxes["title"], LAYOUTS["text"].boxes["text"]
    shapes = "".join(
        (
            _on_master("title", heading, 2, '<p:ph type="title"/>', tag),
            _on_master("text", text, 3, '<p:ph type="body" idx="1"/>', tag),
            _slide_number(4, 4, tag),
        )
    )
    ids = "".join(
        f'<p:sldLayoutId id="{_MASTER_ID + number}" r:id="rId{number}"/>'
        for number in range(1, layouts + 1)
    )
    return (
        f"{DECLARATION}<p:sldMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{_fill('white')}"
        f"<a:effectLst/></p:bgPr></p:bg><p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld>"
        f"{_COLOUR_MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{_level(heading)}</p:titleStyle><p:bodyStyle>{_level(text)}</p:bodyStyle>"
        f"<p:otherStyle>{_level(text)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _on_master(name: str, box: Box, number: int, ph: str, tag: str) -> str:
    text = _text(box, f'<a:p><a:endParaRPr lang="{tag}"/></a:p>')
    return shape(number, name, ph, f"{_frame(box)}{RECTANGLE}", text)


def _layout(
    layout: SlideLayout,
    name: str,
    prompts: Mapping[str, list[str]],
    others: Mapping[str, Mapping[str, list[str]]],
    tag: str,
) -> str:
    shapes = "".join(_layout_shapes(layout, prompts, others, tag))
    return (
        f'{DECLARATION}<p:sldLayout {NAMESPACES} preserve="1" userDrawn="1">'
        f"<p:cSld name={quoteattr(name)}><p:spTree>{_GROUP}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _layout_shapes(
    layout: SlideLayout,
    prompts: Mapping[str, list[str]],
    others: Mapping[str, Mapping[str, list[str]]],
    tag: str,
) -> Iterator[str]:
    number = 1
    for bar in layout.bars:
        number += 1
        yield _bar(bar, number)
    elsewhere = {box: texts for each in others.values() for box, texts in each.items()}
    for box_name, box in layout.boxes.items():
        number += 1
        kind = {"title": "title", "picture": "pic", "text": "body"}[box.kind]
        texts = prompts.get(box_name) or elsewhere.get(box_name) or []
        yield _placeholder(box_name, box, number, kind, texts, tag)
    if layout.numbered:
        yield _slide_number(number + 1, NUMBER_PLACE, tag)


def _notes_master(tag: str) -> str:
    text = Box(54, 356, 432, 324, 12)
    locks = '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
    look = f"{_frame(Box(54, 60, 432, 243))}{RECTANGLE}"
    picture = shape(2, "slide", '<p:ph type="sldImg" idx="2"/>', look, locks=locks)
    notes = _on_master("notes", text, 3, '<p:ph type="body" sz="quarter" idx="3"/>', tag)
    return (
        f"{DECLARATION}<p:notesMaster {NAMESPACES}><p:cSld><p:bg><p:bgPr>{_fill('white')}"
        f"<a:effectLst/></p:bgPr></p:bg><p:spTree>{_GROUP}{picture}{notes}</p:spTree></p:cSld>"
        f"{_COLOUR_MAP}<p:notesStyle>{_level(text)}</p:notesStyle></p:notesMaster>"
    )
