"""The lines that a template of staff prints beside its fields, as the document carries them.

Who reads the document back has the form as the package prints it; what the template of staff adds
to that, its own words and values once more, would seem to be typed by somebody.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator

from lxml import etree

from atuforms.core.files.xml_parsing import parse_xml
from atuforms.rendering.word.wordprocessingml import W

_LENGTH = 10
_FIELD = tuple(f"{{{W}}}sdtPr/{{{W}}}{name}" for name in ("tag", "alias"))


def digest_of(words: str) -> str:
    """What a line is known by: its letters and digits; programs change spaces and signs."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    letters = "".join(filter(str.isalnum, plain))
    return hashlib.sha256(letters.encode()).hexdigest()[:_LENGTH] if letters else ""


def printed_lines(parts: Iterable[bytes], name: str) -> str:
    """The lines of these parts outside of fields, each by its digest."""
    digests: set[str] = set()
    for content in parts:
        for paragraph in parse_xml(content, name).iter(f"{{{W}}}p"):
            digests.add(digest_of("".join(_outside(paragraph))))
    return " ".join(sorted(digests - {""}))


def _outside(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{{{W}}}t":
            yield child.text or ""
        elif child.tag == f"{{{W}}}sdt" and any(child.find(each) is not None for each in _FIELD):
            continue
        elif child.tag != f"{{{W}}}txbxContent":
            yield from _outside(child)
