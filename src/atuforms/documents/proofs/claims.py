"""What the proof of a document says: which document it is, and the hash of its record.

No name and nothing else of a person. The names of the claims have one letter each, since every
character makes the modules of the code on the page smaller: ``d`` is the date of the document,
``f`` its form, ``h`` the SHA-256 of its record in canonical form, ``n`` its number; ``p``, where it
shows pictures, their fingerprints: that of the logo, then those of the record; ``iat`` is the time
of signing in seconds since 1970, if it was given. The key's id stands in the header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from atuforms.documents.fingerprints import LENGTH
from atuforms.documents.proofs.canonical import canonical_hash
from atuforms.documents.proofs.keys import PrivateKey
from atuforms.documents.proofs.tokens import NotWhole, Token, base64url, read_token, signed

_HASH = re.compile(r"[A-Za-z0-9_-]{43}")
_FINGERPRINT = re.compile(rf"(?:[A-Za-z0-9_-]{{{LENGTH}}})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Claims:
    """What a proof says. ``number`` and ``date`` are empty for a form that has none."""

    form: str
    number: str
    date: str
    hash: str
    signed_at: int | None = None
    fingerprints: tuple[str, ...] = ()
    """Of the logo, then of each picture that the record names; empty where there is none."""

    @property
    def year(self) -> int | None:
        """The year of the register in which the number was given."""
        return int(self.date[:4]) if self.date else None

    @property
    def time(self) -> str:
        """When it was signed, in ISO 8601; empty where nobody said."""
        if self.signed_at is None:
            return ""
        return datetime.fromtimestamp(self.signed_at, UTC).isoformat().replace("+00:00", "Z")

    def token(self, key: PrivateKey) -> str:
        """These claims, signed."""
        named = {"d": self.date, "f": self.form, "h": self.hash, "n": self.number}
        payload: dict[str, Any] = {name: value for name, value in named.items() if value}
        if self.signed_at is not None:
            payload["iat"] = self.signed_at
        if self.fingerprints:
            payload["p"] = list(self.fingerprints)
        return signed(payload, key)


def claims_of(
    record: Mapping[str, Any],
    signed_at: datetime | None = None,
    fingerprints: Iterable[str] = (),
) -> Claims:
    """What is to be said of a record, as a document carries it, and of its pictures."""
    number, date = record.get("number", ""), record.get("date", "")
    return Claims(
        form=str(record["form"]),
        number=_one(number),
        date=date if isinstance(date, str) and _DAY.fullmatch(date) else "",
        hash=record_hash(record),
        signed_at=None if signed_at is None else int(signed_at.timestamp()),
        fingerprints=tuple(fingerprints),
    )


def _one(value: object) -> str:
    """A number that was given in several spellings has its first."""
    if isinstance(value, Mapping):
        return str(next(iter(value.values()), ""))
    return str(value)


def record_hash(record: Mapping[str, Any]) -> str:
    """SHA-256 of the record in canonical form, in base64url."""
    return base64url(canonical_hash(record))


def read_claims(text: str) -> tuple[Token, Claims]:
    """The claims of a proof, before anybody has looked at its signature.

    :raises NotWhole: if the text is no proof.
    """
    token = read_token(text)
    payload = token.payload
    words = {name: payload.get(name, "") for name in ("d", "f", "h", "n")}
    time, prints = payload.get("iat"), payload.get("p", [])
    sound = (
        not token.kind
        and payload.keys() <= {*words, "iat", "p"}
        and all(isinstance(each, str) for each in words.values())
        and _HASH.fullmatch(words["h"])
        and words["f"]
        and (not words["d"] or _DAY.fullmatch(words["d"]))
        and (time is None or (type(time) is int and 0 <= time < 2**40))
        and isinstance(prints, list)
        and all(isinstance(each, str) and _FINGERPRINT.fullmatch(each) for each in prints)
    )
    if not sound:
        raise NotWhole
    return token, Claims(words["f"], words["n"], words["d"], words["h"], time, tuple(prints))
