"""The seal of a document: what it shows, signed, so that it is compared without printing it anew.

It stands beside the proof in the metadata, and is bound to it. The proof is small, since it is
printed as a code, too; the seal is not. ``b`` is the SHA-256 of the file with its seal left blank,
``d`` that of what its pages draw (of a Word document: of its parts), ``p`` that of the proof.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from atuforms.core.files.office import MAX_TOTAL, Office, Parts
from atuforms.documents.proofs.drawn_pages import drawn
from atuforms.documents.proofs.keys import PrivateKey, PublicKey
from atuforms.documents.proofs.tokens import NotWhole, base64url, read_token, signed
from atuforms.rendering.seal_room import LENGTH, ROOM
from atuforms.rendering.zip_package import with_bytes

KIND: Final = "atuforms-seal"
_ROOM: Final = ROOM.encode()
_IN_PDF: Final = b"<atuforms:seal>" + _ROOM
_IN_WORD: Final = b'seal="' + _ROOM
_HASH: Final = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Seal:
    """What was signed of a document as it looks."""

    text: str
    file: str
    drawn: str

    def is_to_the_byte(self, data: bytes) -> bool:
        """Whether a PDF is the file that was signed."""
        return _of_bytes(data.replace(self.text.encode(), _ROOM, 1)) == self.file

    def is_of_pages(self, data: bytes, file: str) -> bool:
        """Whether the pages of a PDF draw what was signed.

        :raises UnreadableInput: if they cannot be read.
        """
        return drawn(data, file) == self.drawn

    def is_of_parts(self, office: Parts) -> bool:
        """Whether a Word document has the parts that were signed."""
        return _of_parts(office, self.text) == self.drawn


def sealed(data: bytes, proof: str, key: PrivateKey) -> bytes:
    """A document with the seal in the room that was left for it."""
    of_file = _of_bytes(data)
    if data.startswith(b"PK"):
        office = Office(data, "document")
        part = next(name for name in _records(office) if _IN_WORD in _content(office, name))
        seal = _signed(of_file, _of_parts(office, ROOM), proof, key)
        return with_bytes(data, part, _IN_WORD, _IN_WORD.replace(_ROOM, seal))
    seal = _signed(of_file, drawn(data, "document"), proof, key)
    return data.replace(_IN_PDF, _IN_PDF.replace(_ROOM, seal), 1)


def _signed(file: str, shown: str, proof: str, key: PrivateKey) -> bytes:
    payload = {"b": file, "d": shown, "p": _of_bytes(proof.encode())}
    seal = signed(payload, key, KIND)
    if len(seal) != LENGTH:
        raise ValueError(len(seal))
    return seal.encode()


def read_seal(text: str, proof: str, key: PublicKey) -> Seal | None:
    """A seal, if this key has signed it, for this proof."""
    try:
        token = read_token(text)
    except NotWhole:
        return None
    file, shown, of = (token.payload.get(name) for name in ("b", "d", "p"))
    sound = (
        token.kind == KIND
        and token.key == key.id
        and len(token.payload) == 3
        and isinstance(file, str)
        and isinstance(shown, str)
        and _HASH.fullmatch(file)
        and _HASH.fullmatch(shown)
        and of == _of_bytes(proof.encode())
    )
    if not sound or not token.is_signed_by(key):
        return None
    return Seal(text, str(file), str(shown))


def _of_bytes(data: bytes) -> str:
    return base64url(hashlib.sha256(data).digest())


def _of_parts(office: Parts, seal: str) -> str:
    """SHA-256 over the names of the parts, in order, and the SHA-256 of each."""
    whole = hashlib.sha256()
    records = _records(office)
    for name in sorted(office.names):
        content = _content(office, name)
        if name in records:
            content = content.replace(seal.encode(), _ROOM, 1)
        whole.update(f"{name}\0{_of_bytes(content)}\n".encode())
    return base64url(whole.digest())


def _records(office: Parts) -> list[str]:
    """The parts one of which may be the record."""
    return [each for each in office.names if each.startswith("customXml/item")]


def _content(office: Parts, name: str) -> bytes:
    return office.read(name, MAX_TOTAL)
