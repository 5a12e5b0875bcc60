"""The mark of a draft in templates with headers of their own: every page of every section has it.

Our own templates print ``{{ draft }}`` in each header. A template that staff restyled may have
another header, or none.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace

from lxml import etree

from atuforms.core.files.xml_parsing import parse_xml
from atuforms.rendering.office_package import R, part_of
from atuforms.rendering.word.draft_mark import draft_mark
from atuforms.rendering.word.template_package import (
    WORD,
    TemplatePackage,
    free_name,
    related_by,
)
from atuforms.rendering.word.wordprocessingml import XML_SPACE, W, w

_TAG = "{{ draft }}"
_FIRST_NUMBER = 101
"""Of the marks; a template may have marks of its own, which Word counts from one."""
_ID = f"{{{R}}}id"


def marked_as_draft(template: TemplatePackage) -> TemplatePackage:
    """The template with the mark in every header, and a header wherever a page has none."""
    template = _with_headers(template)
    parts = dict(template.parts)
    for number, story in enumerate(template.stories, _FIRST_NUMBER):
        root = parse_xml(parts[story], template.name)
        if root.tag != f"{{{W}}}hdr" or "draft" in "".join(map(str, root.itertext())):
            continue
        root.insert(0, _mark(number))
        parts[story] = part_of(root).encode()
    return replace(template, parts=parts)


def _with_headers(template: TemplatePackage) -> TemplatePackage:
    """The template with a header of each kind that a section shows, where it has none."""
    root = parse_xml(template.parts[template.main], template.name)
    kinds = ["default", *(["even"] if _even_pages(template) else [])]
    parts, added = dict(template.parts), ""
    there: set[str] = set()
    number = ""
    for section in root.iter(f"{{{W}}}sectPr"):
        own = section.findall(f"{{{W}}}headerReference")
        there |= {each.get(f"{{{W}}}type", "default") for each in own}
        first = ["first"] if _is_on(section.find(f"{{{W}}}titlePg")) else []
        for kind in (*kinds, *first):
            if kind in there:
                continue
            if not added:
                added = free_name(parts, posixpath.join(template.folder, "header{}.xml"))
                header = etree.Element(f"{{{W}}}hdr", nsmap={"w": W})
                header.append(w("p"))
                parts[added] = part_of(header).encode()
                target = posixpath.basename(added)
                parts, number = related_by(
                    parts, template.main, "header", target, f"{WORD}header+xml"
                )
            reference = w("headerReference", type=kind)
            reference.set(_ID, number)
            section.insert(0, reference)
            there.add(kind)
    if not added:
        return template
    parts[template.main] = part_of(root).encode()
    return replace(template, parts=parts, stories=(*template.stories, added))


def _even_pages(template: TemplatePackage) -> bool:
    part = template.known.get("settings", "")
    if not part:
        return False
    settings = parse_xml(template.parts[part], template.name)
    return _is_on(settings.find(f"{{{W}}}evenAndOddHeaders"))


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{{{W}}}val", "1") not in ("0", "false", "off")


def _mark(number: int) -> etree._Element:
    """A paragraph with the mark across the page, as in our own templates.

    It stands upright too, small and grey whatever styles the template has: programs do not find
    slanted words.
    """
    paragraph, properties, run, look = w("p"), w("pPr"), w("r"), w("rPr")
    properties.append(w("jc", val="center"))
    look.extend([w("b"), w("color", val="7F7F7F"), w("sz", val="20"), w("szCs", val="20")])
    words = w("t")
    words.text = _TAG
    words.set(XML_SPACE, "preserve")
    run.extend([look, words])
    paragraph.extend([properties, run, draft_mark(_TAG, number)])
    return paragraph
