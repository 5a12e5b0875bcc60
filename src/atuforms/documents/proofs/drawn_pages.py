"""What the pages of a PDF draw, as one digest: that of their content, fonts, pictures and links.

It is taken of values, not of bytes: a program that packs a file anew, numbers its objects
otherwise or adds a signature behind it leaves it as it is. Whatever else is drawn, in whatever
colour and wherever, changes it.
"""

from __future__ import annotations

import functools
import hashlib
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from atuforms.core.files.input_files import damaged, strange, too_many_pages
from atuforms.documents.proofs.packages import pikepdf
from atuforms.documents.proofs.tokens import base64url

_MOST_PAGES: Final = 1_000
_MOST_VALUES: Final = 2_000_000
_MOST_BYTES: Final = 200_000_000
_DEEPEST: Final = 60
_SHORT: Final = 64
_FIELD: Final = "Signature"
"""The name of the field that we make for the signature of a person."""
_INHERITED: Final = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
_SHOWS_NOTHING: Final = frozenset(
    f"/{name}"
    for name in (
        *("Parent", "P", "StructParents", "StructParent", "Tabs", "Metadata", "PieceInfo"),
        *("LastModified", "Length", "Length1", "Length2", "Length3", "Filter", "DecodeParms"),
    )
)
_APART: Final = frozenset(["/Contents", "/Annots"])
"""What of a page goes into the digest in its own way."""
_DECODED: Final = frozenset(
    f"/{name}Decode" for name in ("Flate", "LZW", "ASCII85", "ASCIIHex", "RunLength")
)
_LITERAL: Final = re.compile(rb"\((?:[^()\\]|\\[\s\S])*\)")
_UNUSUAL: Final = re.compile(rb"[()%\x0b]")
"""Signs that ours do not have: of comments, and a blank that is none in a PDF."""
_PLAIN: Final = re.compile(rb"[\[\]\s0-9-]*")
"""Whole numbers alone, as widths of letters are."""
_ODD: Final = (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError)


def drawn(data: bytes, file: str) -> str:
    """The digest of what the pages draw, in base64url.

    :raises UnreadableInput: if they cannot be read, or are more than any document has.
    """
    try:
        with pikepdf.open(io.BytesIO(data), inherit_page_attributes=False) as document:
            return base64url(_Walk(document, file).digest())
    except (*_ODD, zlib.error, RecursionError):
        raise damaged(file) from None


def is_signature(annotation: Any) -> bool:
    """Whether an annotation is a field for a signature."""
    kind = annotation.get("/FT", annotation.get("/Parent", {}).get("/FT", ""))
    return str(annotation.get("/Subtype", "")) == "/Widget" and str(kind) == "/Sig"


def is_our_field(annotation: Any) -> bool:
    """Whether it is called as that which we make for the signature of a person."""
    return str(annotation.get("/T", "")) == _FIELD


@dataclass
class _Walk:
    """Goes over all that pages draw with; what is drawn with twice is read once."""

    document: Any
    file: str
    values: int = 0
    size: int = 0
    known: dict[tuple[int, int], bytes] = field(default_factory=dict)
    pages: dict[tuple[int, int], int] = field(default_factory=dict)

    def digest(self) -> bytes:
        pages = list(self.document.pages)
        if len(pages) > _MOST_PAGES:
            raise too_many_pages(self.file, _MOST_PAGES)
        self.pages = {page.obj.objgen: number for number, page in enumerate(pages)}
        whole = hashlib.sha256(b"%d" % len(pages))
        for page in pages:
            whole.update(self._page(page.obj))
        for part in self._outlines():
            whole.update(part)
        return whole.digest()

    def _page(self, page: Any) -> bytes:
        shown = {name: each for name, each in page.items() if name not in _APART}
        holder, levels = page, 0
        while (holder := holder.get("/Parent")) is not None and levels < _DEEPEST:
            levels += 1
            for name in _INHERITED:
                if name in holder:
                    shown.setdefault(name, holder[name])
        if "/MediaBox" in shown:
            shown.setdefault("/CropBox", shown["/MediaBox"])
        shown.setdefault("/Rotate", 0)
        parts = [self._pairs(shown, 0), self._content(page.get("/Contents"))]
        parts += filter(None, map(self._annotation, page.get("/Annots", ())))
        return hashlib.sha256(b"\0".join(parts)).digest()

    def _annotation(self, annotation: Any) -> bytes:
        if not is_signature(annotation):
            return self._of(annotation, 0)
        if is_our_field(annotation):
            return b"field" + self._of(annotation.get("/Rect"), 0)
        return b""

    def _outlines(self) -> Iterator[bytes]:
        """The bookmarks, one after another."""
        waiting = [(self.document.Root.get("/Outlines", {}).get("/First"), 0)]
        while waiting:
            item, level = waiting.pop()
            if item is None:
                continue
            self._count()
            names = ("/Title", "/Dest", "/A", "/AA")
            shown = {name: item[name] for name in names if name in item}
            yield b"%d" % level + self._pairs(shown, 0)
            waiting += [(item.get("/Next"), level), (item.get("/First"), level + 1)]

    def _content(self, content: Any) -> bytes:
        parts = content if isinstance(content, pikepdf.Array) else [content]
        streams = [self._data(each) for each in parts if each is not None]
        return hashlib.sha256(_spelt(b"\n".join(streams))).digest()

    def _of(self, thing: Any, depth: int) -> bytes:
        """A value in the one form in which it goes into the digest."""
        self._count()
        if not isinstance(thing, pikepdf.Object):
            return _plain(thing)
        kind = thing._type_code
        if kind is pikepdf.ObjectType.name_:
            return str(thing).encode()
        if kind is pikepdf.ObjectType.string:
            return b"(" + bytes(thing).hex().encode() + b")"
        place = thing.objgen
        if place in self.pages:
            return b"page %d" % self.pages[place]
        if place in self.known:
            return self.known[place]
        if depth > _DEEPEST:
            raise strange(self.file)
        if place == (0, 0):
            return _short(self._made(thing, kind, depth))
        self.known[place] = b"above"
        self.known[place] = _short(self._made(thing, kind, depth))
        return self.known[place]

    def _made(self, thing: Any, kind: Any, depth: int) -> bytes:
        if kind is pikepdf.ObjectType.array:
            plain: bytes = thing.unparse()
            if _PLAIN.fullmatch(plain):
                return plain
            return b"[" + b" ".join([self._of(each, depth + 1) for each in thing]) + b"]"
        if kind is pikepdf.ObjectType.dictionary:
            return self._pairs(thing, depth)
        if kind is pikepdf.ObjectType.stream:
            about = b"stream" + self._pairs(thing, depth)
            if str(thing.get("/Subtype")) == "/Form":
                return about + hashlib.sha256(_spelt(self._data(thing))).digest()
            return about + self._digest_of(thing)
        return bytes(thing.unparse())

    def _pairs(self, thing: Any, depth: int) -> bytes:
        pairs = [
            str(name).encode() + b" " + self._of(each, depth + 1)
            for name, each in sorted(thing.items())
            if name not in _SHOWS_NOTHING
        ]
        return b"<<" + b" ".join(pairs) + b">>"

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
        if all(str(each) in _DECODED for each in names):
            data: bytes = stream.read_bytes()
        else:
            about = [str(names), str(stream.get("/DecodeParms"))]
            data = " ".join(about).encode() + stream.read_raw_bytes()
        self._measure(len(data))
        return data

    def _measure(self, size: int) -> None:
        self.size += size
        if self.size > _MOST_BYTES:
            raise strange(self.file)

    def _count(self) -> None:
        self.values += 1
        if self.values > _MOST_VALUES:
            raise strange(self.file)


def _plain(value: Any) -> bytes:
    """A number, with a fraction as exact as programs keep it, or what is none."""
    if isinstance(value, bool):
        return b"true" if value else b"false"
    if isinstance(value, int):
        return b"%d" % value
    return b"null" if value is None else f"{float(value):.5g}".encode()


def _short(made: bytes) -> bytes:
    return made if len(made) <= _SHORT else hashlib.sha256(made).hexdigest().encode()


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
