"""Strict Open XML, which Word writes if it is asked to: the same elements in other namespaces."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

STRICT: Final = "http://purl.oclc.org/ooxml/"
"""How their names begin."""
_NAME = re.compile(re.escape(STRICT) + r"(\w+)/(\w+)")


def is_strict(root: etree._Element) -> bool:
    """Whether a part is one of a Strict document."""
    return any(space.startswith(STRICT) for space in root.nsmap.values())


def transitional(root: etree._Element) -> etree._Element:
    """The same part in the names that Word usually writes, if it is one of a Strict document."""
    if not is_strict(root):
        return root
    for element in root.iter(etree.Element):
        element.tag = _usual(str(element.tag))
        for key, value in list(element.attrib.items()):
            name = str(key)
            if _usual(name) != name:
                del element.attrib[name]
                element.set(_usual(name), value)
    return root


def _usual(name: str) -> str:
    return _NAME.sub(r"http://schemas.openxmlformats.org/\1/2006/\2", name)
