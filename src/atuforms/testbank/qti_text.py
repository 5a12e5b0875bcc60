"""HTML of a question as the part of XHTML that QTI 2.1 knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from lxml import etree

from atuforms.core.files.xml_parsing import parse_fragment
from atuforms.testbank.model import CHOICES, Question

_INLINE: Final = frozenset(
    (
        *("a", "abbr", "acronym", "b", "big", "br", "cite", "code", "dfn", "em", "i", "img"),
        *("kbd", "q", "samp", "small", "span", "strong", "sub", "sup", "tt", "var"),
    )
)
_BLOCKS: Final = frozenset(
    (
        *("div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre"),
        *("table", "tbody", "td", "th", "tr", "ul"),
    )
)
_LOOKS: Final = frozenset(("center", "del", "font", "ins", "mark", "s", "strike", "u"))
"""Known to HTML only: their text is kept, their looks are named."""
_FRAME: Final = frozenset(
    ("article", "blockquote", "figcaption", "figure", "label", "section", "tfoot", "thead")
)
_ATTRIBUTES: Final = {
    "img": ("width", "height"),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan"),
    "a": ("href",),
}
_LINKS: Final = ("https://", "http://", "mailto:")
_COUNTED: Final = ("width", "height", "colspan", "rowspan")
_STORED: Final = "@@PLUGINFILE@@/"
_INSIDE: Final = {
    "ul": ("li",),
    "ol": ("li",),
    "table": ("tbody",),
    "tbody": ("tr",),
    "tr": ("td", "th"),
}
"""What alone may stand in an element."""
_ONLY: Final = frozenset(("li", "tbody", "tr", "td", "th"))


def refused(question: Question) -> Iterator[str]:
    """Parts of a question's texts that cannot be taken over, to be named."""
    if question.markup == "markdown":
        yield "Markdown"
        return
    if question.markup == "plain":
        return
    shown = question.options if question.kind in CHOICES else ()
    for text, files in ((question.text, question.files), *((o.text, o.files) for o in shown)):
        stored = {file.name for file in files}
        for element in parse_fragment(text).iter():
            tag = str(element.tag)
            if tag not in _INLINE | _BLOCKS | _FRAME | _LOOKS:
                yield f"<{tag}>"
            elif tag == "img" and _name(element.get("src", "")) not in stored:
                yield f'<img src="{element.get("src", "")[:60]}">'


def looks(question: Question) -> set[str]:
    """Tags of a question whose looks are lost."""
    if question.markup in ("plain", "markdown"):
        return set()
    shown = (question.text, *(o.text for o in question.options if question.kind in CHOICES))
    return {
        f"<{element.tag}>" if element.tag in _LOOKS else "style"
        for text in shown
        for element in parse_fragment(text).iter()
        if element.tag in _LOOKS or element.get("style")
    }


def body(text: str, pictures: dict[str, str], namespace: str) -> etree._Element:
    """``text`` in a ``div``; ``pictures`` are the paths of stored files by their names."""
    made = etree.Element(f"{{{namespace}}}div")
    if "<" in text or "&" in text:
        _copy(parse_fragment(text), made, pictures, namespace)
    else:
        _say(made, text, namespace)
    return made


def _name(source: str) -> str:
    return unquote(source.removeprefix(_STORED)) if source.startswith(_STORED) else ""


def _copy(
    source: etree._Element, target: etree._Element, pictures: dict[str, str], namespace: str
) -> None:
    """Text and children, each where the schema allows it."""
    _say(target, source.text, namespace)
    for child in source:
        tag = _tag(child)
        parent = _place(target, tag, namespace)
        if tag in _ONLY and tag not in _INSIDE.get(etree.QName(parent).localname, ()):
            tag = "div"
        made = etree.SubElement(parent, f"{{{namespace}}}{tag}")
        _set(child, made, pictures)
        _copy(child, made, pictures, namespace)
        _say(target, child.tail, namespace)


def _place(target: etree._Element, tag: str, namespace: str) -> etree._Element:
    """Where in ``target`` a tag may stand: rows only in a body, cells in a row, items in a list."""
    while (kind := etree.QName(target).localname) in _INSIDE and tag not in _INSIDE[kind]:
        within = _INSIDE[kind][0]
        last = target[-1] if len(target) and kind == "table" else None
        target = etree.SubElement(target, f"{{{namespace}}}{within}") if last is None else last
    return target


def _tag(element: etree._Element) -> str:
    tag = str(element.tag)
    if tag in ("thead", "tfoot"):
        return "tbody"
    if tag in _FRAME or tag == "div":
        return "div"
    if tag in _LOOKS or (tag == "a" and not element.get("href", "").startswith(_LINKS)):
        tag = "span"
    blocks = any(each.tag in _BLOCKS | _FRAME for each in element.iterdescendants())
    return "div" if blocks and (tag in _INLINE or tag in ("p", "pre")) else tag


def _set(source: etree._Element, made: etree._Element, pictures: dict[str, str]) -> None:
    for name, value in source.attrib.items():
        counted = name not in _COUNTED or (str(value).isdecimal() and len(value) < 5)
        if counted and name in _ATTRIBUTES.get(etree.QName(made).localname, ()):
            made.set(name, value)
    if source.tag == "img":
        made.set("alt", source.get("alt", ""))
        made.set("src", pictures.get(_name(source.get("src", "")), ""))


def _say(target: etree._Element, text: str | None, namespace: str) -> None:
    if not text:
        return
    if etree.QName(target).localname in _INSIDE:
        if not text.strip():
            return
        target = _place(target, "", namespace)
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text
