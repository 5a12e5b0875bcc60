"""All that a PDF holds, as one digest: every object that can be reached from its root.

It is taken of values, not of bytes: a program that packs a file anew, or numbers its objects
otherwise, leaves it as it is. Nothing is left out as harmless: whatever is added, taken away or
changed, be it drawn, read aloud, hidden or run, changes the digest.
"""

from __future__ import annotations

import functools
import hashlib
import io
import re
import zlib
from dataclasses import dataclass, field
from typing import Any, Final

from atuforms.core.files.input_files import damaged, strange
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.documents.proofs.packages import pikepdf
from atuforms.documents.proofs.tokens import base64url

ODD: Final = (
    *(pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError),
    *(zlib.error, RecursionError, OverflowError),
)
"""What pikepdf raises of objects that are none of the kind that they should be."""
_MOST_OBJECTS: Final = 300_000
_MOST_BYTES: Final = 200_000_000
_SHOWN: Final = frozenset(
    (
        *(
            f"{{http://purl.org/dc/elements/1.1/}}{name}"
            for name in ("title", "creator", "subject")
        ),
        "{http://purl.org/dc/elements/1.1/}description",
        "{http://ns.adobe.com/pdf/1.3/}Keywords",
    )
)
_TITLES: Final = ("/Title", "/Author", "/Subject", "/Keywords")
"""What of the information about a document is shown; the rest names programs and days."""
_PACKING: Final = frozenset(["/Length", "/Filter", "/DecodeParms", "/DL"])
_OF_PROGRAMS: Final = frozenset(["/Extensions", "/Version"])
_PANELS: Final = frozenset(["/UseNone", "/UseOutlines", "/UseThumbs", "/UseAttachments"])
"""What a viewer may show beside the pages when it opens a document."""
_TOKEN: Final = re.compile(
    rb"\((?:[^()\\]|\\[\s\S])*\)"
    rb"|(?<![^ \[])(?:(?P<object>\d+) (?P<generation>\d+) R|(?P<real>[+-]?\d*\.\d*))(?![^ \]])"
)
"""References and fractions; a string is passed over, whatever stands in it."""
_LITERAL: Final = re.compile(rb"\((?:[^()\\]|\\[\s\S])*\)")
_UNUSUAL: Final = re.compile(rb"[()%\x0b]")
"""Signs that ours do not have: of comments, and a blank that is none in a PDF."""


def digest_of_objects(data: bytes, file: str) -> str:
    """The digest of all that a PDF holds, in base64url; of its metadata, what viewers show.

    :raises UnreadableInput: if it cannot be read, or holds more than any document does.
    """
    try:
        with opened(data, file) as document:
            digest = _Walk(document, file).digest()
            demand_whole(document, file)
            return base64url(digest)
    except ODD:
        raise damaged(file) from None


def opened(data: bytes, file: str) -> Any:
    """A PDF of which no program sees other objects than we: it has no second list of them.

    :raises UnreadableInput: if one may.
    """
    if not data.startswith(b"%PDF-") or b"/XRefStm" in data:
        raise damaged(file)
    return pikepdf.open(io.BytesIO(data), inherit_page_attributes=False, suppress_warnings=True)


def demand_whole(document: Any, file: str) -> None:
    """:raises UnreadableInput: if something had to be repaired in what was read of a document."""
    if document.get_warnings():
        raise damaged(file)


@dataclass
class _Walk:
    """Goes from the root over all objects; each gets its number when it is first named."""

    document: Any
    file: str
    size: int = 0
    numbers: dict[tuple[int, int], int] = field(default_factory=dict)
    waiting: list[tuple[int, int]] = field(default_factory=list)

    def digest(self) -> bytes:
        whole = hashlib.sha256()
        root, about = self.document.Root, self.document.docinfo
        titles = pikepdf.Dictionary({name: about[name] for name in _TITLES if name in about})
        whole.update(_framed(self._text(titles)))
        self._number(root.objgen)
        metadata = root.Metadata.objgen if "/Metadata" in root else None
        for place in self.waiting:  # grows meanwhile
            thing = self.document.get_object(place)
            whole.update(_framed(self._object(thing, is_metadata=place == metadata)))
        return whole.digest()

    def _object(self, thing: Any, *, is_metadata: bool) -> bytes:
        if isinstance(thing, pikepdf.Stream):
            about = {name: each for name, each in thing.items() if name not in _PACKING}
            text = self._text(pikepdf.Dictionary(about))
            if is_metadata:
                return (
                    b"metadata"
                    + text
                    + _framed(repr(titles(self._data(thing), self.file)).encode())
                )
            if about.get("/Subtype") == "/Form":
                return b"form" + text + hashlib.sha256(_spelt(self._data(thing))).digest()
            return b"stream" + text + self._digest_of(thing)
        kind = thing.get("/Type") if isinstance(thing, pikepdf.Dictionary) else None
        if kind == "/Page":
            about = {name: each for name, each in thing.items() if name != "/Contents"}
            content = self._content(thing.get("/Contents"))
            return b"page" + self._text(pikepdf.Dictionary(about)) + content
        if kind == "/Catalog":
            return self._text(pikepdf.Dictionary(_catalogue(thing)))
        return self._text(thing)

    def _text(self, thing: Any) -> bytes:
        """An object as qpdf spells it, with our numbers in place of those of the file."""
        if not isinstance(thing, pikepdf.Object):
            return repr(thing).encode()
        text, places = _parted(thing.unparse(resolved=True))
        numbers = " ".join([str(self._number(place)) for place in places])
        return _framed(text) + numbers.encode()

    def _number(self, place: tuple[int, int]) -> int:
        if place not in self.numbers:
            self.numbers[place] = len(self.waiting)
            self.waiting.append(place)
            if len(self.waiting) > _MOST_OBJECTS:
                raise strange(self.file)
        return self.numbers[place]

    def _content(self, content: Any) -> bytes:
        """The operators of a page, however many streams hold them."""
        parts = content if isinstance(content, pikepdf.Array) else [content]
        streams = [self._data(each) for each in parts if each is not None]
        return hashlib.sha256(_spelt(b"\n".join(streams))).digest()

    def _digest_of(self, stream: Any) -> bytes:
        if str(stream.get("/Filter")) != "/FlateDecode" or "/DecodeParms" in stream:
            return hashlib.sha256(self._data(stream)).digest()
        size, digest = _inflated(stream.read_raw_bytes())
        self._measure(size)
        return digest

    def _data(self, stream: Any) -> bytes:
        """The bytes of a stream: unpacked, or as they are with the name of their packing."""
        filters = stream.get("/Filter")
        names = [filters] if isinstance(filters, pikepdf.Name) else list(filters or ())
        if all(str(each) == "/FlateDecode" for each in names):
            data: bytes = stream.read_bytes()
        else:
            packing = {name: stream[name] for name in ("/Filter", "/DecodeParms") if name in stream}
            data = _framed(self._text(pikepdf.Dictionary(packing))) + stream.read_raw_bytes()
        self._measure(len(data))
        return data

    def _measure(self, size: int) -> None:
        self.size += size
        if self.size > _MOST_BYTES:
            raise strange(self.file)


@functools.lru_cache(maxsize=2_048)
def _parted(text: bytes) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """The text of an object without the numbers of others, and these; documents are much alike."""
    places: list[tuple[int, int]] = []

    def token(found: re.Match[bytes]) -> bytes:
        number, generation, real = found.group("object", "generation", "real")
        if number is not None:
            places.append((int(number), int(generation)))
            return b"R"
        # Programs write fractions more or less exactly.
        return found[0] if real is None else f"{float(real):.5g}".encode()

    return _TOKEN.sub(token, text), tuple(places)


def _catalogue(root: Any) -> dict[str, Any]:
    """The root of a document, without what a program writes there about its own version."""
    about = {name: each for name, each in root.items() if name not in _OF_PROGRAMS}
    if str(about.get("/PageMode")) in _PANELS:
        del about["/PageMode"]
    return about


def titles(metadata: bytes, file: str) -> list[tuple[str, str]]:
    """What a viewer shows of the metadata; the rest programs write anew, with their name."""
    root = parse_xml(metadata, file)
    about = root.iter("{*}Description")
    shown = [(str(name), str(text)) for each in about for name, text in each.items()]
    shown += [
        (str(each.tag), "".join(map(str, each.itertext())).strip()) for each in root.iter(*_SHOWN)
    ]
    return sorted(each for each in shown if each[0] in _SHOWN)


def _framed(part: bytes) -> bytes:
    """A part of what is hashed, so that it cannot be taken for two, or for a piece of one."""
    return b"%d:" % len(part) + part


def _spelt(content: bytes) -> bytes:
    """Operators of a page with one blank between them: programs break the lines as they like."""
    if b"(" in content:
        content = _LITERAL.sub(_hexadecimal, content)
    words = content.split()
    return content if _UNUSUAL.search(content) or b"BI" in words else b" ".join(words)


def _hexadecimal(found: re.Match[bytes]) -> bytes:
    return b"<" + bytes(pikepdf.Object.parse(found[0])).hex().encode() + b">"


@functools.lru_cache(maxsize=32)
def _inflated(packed: bytes) -> tuple[int, bytes]:
    """Size and digest of a font, say, that many documents have."""
    data = zlib.decompress(packed)
    return len(data), hashlib.sha256(data).digest()
