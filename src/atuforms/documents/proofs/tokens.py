"""Signed texts: a compact JWS (RFC 7515) with EdDSA on Ed25519 (RFC 8037), and nothing else.

A text is taken in the one spelling that it has: base64url without padding or spare bits, a header
of the names that are known here, each once. So no two texts have the same signature.
"""

from __future__ import annotations

import binascii
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from joserfc import jws
from joserfc.errors import JoseError

from atuforms.documents.proofs.canonical import canonical
from atuforms.documents.proofs.keys import PrivateKey, PublicKey

_ALGORITHM: Final = "EdDSA"
_SHAPE = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_SIGNATURE: Final = 86
"""Characters of a signature of 64 bytes."""
_LONGEST = 20_000_000
"""Characters of a signed text: a list of some hundred thousand numbers."""


class NotWhole(ValueError):
    """The text is no signed text, or one that was cut off or put together by hand."""


class _Registry(jws.JWSRegistry):
    """One algorithm, whatever a header asks for.

    RFC 9864 has given it a new name, by which older programs do not know it; joserfc warns of that.
    """

    max_payload_length = _LONGEST

    def get_alg(self, name: str) -> Any:
        """The algorithm, if it is ours."""
        if name != _ALGORITHM:
            raise NotWhole(name)
        return self.algorithms[name]


_REGISTRY = _Registry()


def one_algorithm() -> jws.JWSRegistry:
    """The registry by which joserfc signs and verifies here."""
    return _REGISTRY


@dataclass(frozen=True, slots=True)
class Token:
    """A signed text taken apart; its signature is checked by :meth:`is_signed_by`."""

    text: str
    kind: str
    key: str
    """The id of the key that it says to be signed with."""
    payload: Mapping[str, Any]

    def is_signed_by(self, key: PublicKey) -> bool:
        """Whether this key has signed it."""
        try:
            jws.deserialize_compact(self.text, key.key, registry=_REGISTRY)
        except (JoseError, ValueError):
            return False
        return True


def signed(payload: Mapping[str, Any], key: PrivateKey, kind: str = "") -> str:
    """A signed text of this payload; the same payload and key give the same text.

    :param kind: what tells it from signed texts for other ends.
    """
    header = {"alg": _ALGORITHM, "kid": key.id, **({"typ": kind} if kind else {})}
    return jws.serialize_compact(header, canonical(payload), key.key, registry=_REGISTRY)


def read_token(text: str) -> Token:
    """What a signed text says, before anybody has looked at its signature.

    :raises NotWhole: if it is none.
    """
    if len(text) > _LONGEST or not _SHAPE.fullmatch(text):
        raise NotWhole
    first, second, third = text.split(".")
    header, payload = _mapping(first), _mapping(second)
    kind, key = header.get("typ", ""), header.get("kid")
    known = header.keys() <= {"alg", "kid", "typ"} and header.get("alg") == _ALGORITHM
    if not known or not isinstance(kind, str) or not isinstance(key, str):
        raise NotWhole
    if len(_bytes(third)) != 64:
        raise NotWhole
    return Token(text, kind, key, payload)


def is_long_enough(text: str) -> bool:
    """Whether a text that is no proof is as long as one: then it was altered, not cut off."""
    return len(text.rpartition(".")[2]) == _SIGNATURE


def _mapping(part: str) -> Mapping[str, Any]:
    try:
        values = json.loads(_bytes(part), object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError):
        raise NotWhole from None
    if not isinstance(values, dict):
        raise NotWhole
    return values


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise NotWhole
    return values


def _bytes(part: str) -> bytes:
    try:
        data = urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (binascii.Error, ValueError):
        raise NotWhole from None
    if base64url(data) != part:
        raise NotWhole
    return data


def base64url(data: bytes) -> str:
    """Bytes in base64url without padding, as all of JOSE has them."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()
