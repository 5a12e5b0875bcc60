"""Keys: the file with the private one, its public half, and what each is known by.

Files are JSON Web Keys (RFC 7517, RFC 8037): Ed25519, a key known by its thumbprint (RFC 7638),
which is computed anew from the key whatever a file says. A private key is never printed or logged.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from atuforms.core.exceptions import MissingDependency, UnreadableInput, UnsafeOutput
from atuforms.core.files.input_files import read_file
from atuforms.core.files.output_files import clear_errors, make_folder
from atuforms.core.locks import FIRST_USE
from atuforms.core.logs import log
from atuforms.core.safe_text import shown

try:
    with FIRST_USE:
        from joserfc.errors import JoseError
        from joserfc.jwk import OKPKey
except ImportError as error:
    raise MissingDependency(
        "Proofs need joserfc, cryptography, pikepdf, pypdfium2 and zxing-cpp. Install them: "
        'pip install "atuforms[proofs]"'
    ) from error

_CURVE: Final = "Ed25519"
_LARGEST = 1_000_000
_READABLE_BY_OTHERS = 0o077
KeyInput = str | os.PathLike[str] | bytes | Mapping[str, Any]
"""What a key may be given as: a path, the bytes of a file, or a JSON Web Key as a mapping."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The half of a key that everybody may have; ``id`` is its thumbprint."""

    id: str
    key: OKPKey = field(repr=False, compare=False)

    def jwk(self) -> dict[str, str]:
        """The JSON Web Key, without anything private."""
        kept = {name: str(self.key.as_dict(private=False)[name]) for name in ("kty", "crv", "x")}
        return {**kept, "kid": self.id, "alg": "EdDSA", "use": "sig"}


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A key that signs; what it consists of stands in no text that is made of it."""

    public: PublicKey
    key: OKPKey = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        """What it is known by."""
        return self.public.id

    def __reduce__(self) -> Any:
        # To other processes and machines goes what was signed, never the key.
        raise TypeError


def new_key(path: Path) -> PrivateKey:
    """Make a key and write it to ``path``, for its owner alone to read.

    :raises UnsafeOutput: if there is a file already: a key that is written over is lost.
    """
    with FIRST_USE:
        key = OKPKey.generate_key(_CURVE, auto_kid=False)
    made = _private(key)
    text = json.dumps({**made.public.jwk(), "d": key.as_dict(private=True)["d"]}, indent=2)
    make_folder(path.parent)
    with clear_errors(path):
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise UnsafeOutput(
                "{file} is there already, and a key that is written over is lost for good. Choose "
                "another name.",
                file=path,
            ) from None
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(f"{text}\n")
            stream.flush()
            os.fsync(stream.fileno())
    return made


def is_readable_by_others(path: Path) -> bool:
    """Whether somebody besides its owner may read a file, as far as this system tells."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return False
    return os.name == "posix" and bool(mode & _READABLE_BY_OTHERS)


def private_key(given: KeyInput | PrivateKey) -> PrivateKey:
    """The private key in a file, or in a mapping.

    :raises UnreadableInput: if it is no private Ed25519 key.
    """
    if isinstance(given, PrivateKey):
        return given
    values, file = _values(given)
    if isinstance(given, str | os.PathLike) and is_readable_by_others(Path(given)):
        log.warning("the key %s may be read by others: chmod 600", file)
    if "kty" not in values and not values.get("keys"):
        raise _no_key(file)
    if "d" not in values:
        raise UnreadableInput(
            "{file} is a public key, with which nothing can be signed. Name the file that "
            "“atuforms keys new” made.",
            file=file,
        )
    return _private(_okp(values, file))


def public_keys(
    given: KeyInput | PublicKey | Iterable[KeyInput | PublicKey],
) -> dict[str, PublicKey]:
    """Public keys by their ids: of one file or of several, each with one key or a set of them.

    Of a private key only the public half is taken.

    :raises UnreadableInput: if a file is no key.
    """
    found: dict[str, PublicKey] = {}
    if isinstance(given, PublicKey | str | bytes | os.PathLike | Mapping):
        given = (given,)
    for each in given:
        for key in [each] if isinstance(each, PublicKey) else _of_file(each):
            found[key.id] = key
    return found


def _of_file(given: KeyInput) -> list[PublicKey]:
    values, file = _values(given)
    listed = values.get("keys", [values])
    if not isinstance(listed, list) or not listed:
        raise _no_key(file)
    return [_public(_okp(each, file)) for each in listed]


def _values(given: KeyInput) -> tuple[Mapping[str, Any], str]:
    """The content of a file of keys, and what to call it."""
    if isinstance(given, Mapping):
        return given, "JWK"
    data, file = (given, "JWK") if isinstance(given, bytes) else _read(Path(given))
    if b"-----BEGIN " in data[:1000]:
        raise UnreadableInput(
            "{file} is a key in the format PEM, which is not taken, with a password or without. "
            "Make a key with “atuforms keys new”, and give its public half to others.",
            file=file,
        )
    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        raise _no_key(file) from None
    if not isinstance(values, dict):
        raise _no_key(file)
    return values, file


def _read(path: Path) -> tuple[bytes, str]:
    return read_file(path, _LARGEST), str(path)


def _okp(values: object, file: str) -> OKPKey:
    names = ("kty", "crv", "x", "d")
    if not isinstance(values, Mapping) or not isinstance(values.get("kty"), str):
        raise _no_key(file)
    if values.get("crv") != _CURVE:
        raise UnreadableInput(
            "{file} is a key of another kind, {kind}, and only Ed25519 keys are taken. Make one "
            "with “atuforms keys new”.",
            file=file,
            kind=shown(str(values.get("crv") or values["kty"]), 20),
        )
    kept = {name: values[name] for name in names if isinstance(values.get(name), str)}
    try:
        with FIRST_USE:
            key = OKPKey.import_key(kept)
            if "d" in kept and _mismatched(key, kept["x"]):
                raise UnreadableInput(
                    "The two halves of the key in {file} do not belong together: the file was "
                    "altered. Take the copy that was kept under lock.",
                    file=file,
                )
            return key
    except (JoseError, ValueError, KeyError, TypeError):
        raise _no_key(file) from None


def _mismatched(key: OKPKey, x: str) -> bool:
    """Whether the private half belongs to another public half than the file says."""
    with FIRST_USE:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
        from joserfc.util import urlsafe_b64encode
    private = key.private_key
    if not isinstance(private, Ed25519PrivateKey):
        return True
    raw = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return urlsafe_b64encode(raw).decode() != x


def _public(key: OKPKey) -> PublicKey:
    values = key.as_dict(private=False)
    bare = OKPKey.import_key({name: values[name] for name in ("kty", "crv", "x")})
    return PublicKey(bare.thumbprint(), bare)


def _private(key: OKPKey) -> PrivateKey:
    return PrivateKey(_public(key), key)


def _no_key(file: str) -> UnreadableInput:
    return UnreadableInput(
        "{file} is no Ed25519 key as a JSON Web Key. Name the file that “atuforms keys new” or "
        "“atuforms keys public” made.",
        file=file,
    )
