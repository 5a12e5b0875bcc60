"""The seal of a document: what it holds, signed, so that it is compared without printing it anew.

It stands beside the proof in the metadata, and is bound to it. The proof is small, since it is
printed as a code, too; the seal is not. ``b`` is the SHA-256 of the file with its seal left blank,
``d`` that of its objects (of a Word document: of its parts), ``p`` that of the proof.
"""

from __future__ import annotations

import functools
import hashlib
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.office import MAX_TOTAL, Parts
from atuforms.documents.proofs.added_signatures import is_only_signed, signed_before
from atuforms.documents.proofs.keys import PrivateKey, PublicKey
from atuforms.documents.proofs.pdf_objects import digest_of_objects
from atuforms.documents.proofs.tokens import NotWhole, base64url, read_token, signed
from atuforms.rendering.seal_room import LENGTH, ROOM
from atuforms.rendering.zip_package import members, with_bytes

KIND: Final = "atuforms-seal"
_ROOM: Final = ROOM.encode()
_IN_PDF: Final = b"<atuforms:seal>" + _ROOM
_IN_WORD: Final = b'seal="' + _ROOM
_HASH: Final = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Seal:
    """What was signed of a document as a whole."""

    text: str
    file: str
    held: str

    def is_to_the_byte(self, data: bytes) -> bool:
        """Whether a PDF is the file that was signed."""
        return _of_bytes(data.replace(self.text.encode(), _ROOM, 1)) == self.file

    def is_of_objects(self, data: bytes, file: str) -> bool:
        """Whether a PDF holds what was signed, and nothing else."""
        try:
            return digest_of_objects(data, file) == self.held
        except UnreadableInput:
            return False

    def is_before_signatures(self, data: bytes, file: str) -> bool:
        """Whether a PDF is the file that was signed, with signatures of people behind it."""
        before = signed_before(data, self.is_to_the_byte)
        return before is not None and is_only_signed(data, before, file)

    def is_of_parts(self, office: Parts) -> bool:
        """Whether a Word document has the parts that were signed."""
        return _of_parts(office, self.text) == self.held


def sealed(data: bytes, proof: str, key: PrivateKey) -> bytes:
    """A document with the seal in the room that was left for it."""
    of_file = _of_bytes(data)
    if data.startswith(b"PK"):
        parts = {each.name.decode(): each for each in members(data)}
        (record,) = (name for name, each in parts.items() if _IN_WORD in each.data)
        digests = {name: _of_packed(each.method, each.data) for name, each in parts.items()}
        seal = _signed(of_file, _of_digests(digests), proof, key)
        return with_bytes(data, record, _IN_WORD, _IN_WORD.replace(_ROOM, seal))
    seal = _signed(of_file, digest_of_objects(data, "document"), proof, key)
    return data.replace(_IN_PDF, _IN_PDF.replace(_ROOM, seal), 1)


def _signed(file: str, held: str, proof: str, key: PrivateKey) -> bytes:
    payload = {"b": file, "d": held, "p": _of_bytes(proof.encode())}
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
    file, held, of = (token.payload.get(name) for name in ("b", "d", "p"))
    sound = (
        token.kind == KIND
        and token.key == key.id
        and len(token.payload) == 3
        and isinstance(file, str)
        and isinstance(held, str)
        and _HASH.fullmatch(file)
        and _HASH.fullmatch(held)
        and of == _of_bytes(proof.encode())
    )
    if not sound or not token.is_signed_by(key):
        return None
    return Seal(text, str(file), str(held))


def _of_bytes(data: bytes) -> str:
    return base64url(hashlib.sha256(data).digest())


@functools.lru_cache(maxsize=256)
def _of_packed(method: int, packed: bytes) -> str:
    """The digest of a part that many documents have, as it stands in a package of ours."""
    return _of_bytes(zlib.decompress(packed, -15) if method else packed)


def _of_parts(office: Parts, seal: str) -> str:
    digests = {}
    for name in office.names:
        content = office.read(name, MAX_TOTAL)
        if name.startswith("customXml/item"):
            content = content.replace(seal.encode(), _ROOM, 1)
        digests[name] = _of_bytes(content)
    return _of_digests(digests)


def _of_digests(parts: Mapping[str, str]) -> str:
    """SHA-256 over the names of the parts, in order, and the SHA-256 of each."""
    return _of_bytes("".join(f"{name}\0{parts[name]}\n" for name in sorted(parts)).encode())
