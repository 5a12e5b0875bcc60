"""Whether a number is in force: by the register, or by the list that was published of it.

The list is a signed text of its own kind. It has forms, years, numbers and states, and no names::

    {"iat": 1766000000, "numbers": {"02-09": {"2025": {"17": "issued", "18": "void"}}}}
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from atuforms.core.exceptions import UnreadableInput, UnsafeOutput
from atuforms.core.files.input_files import is_file, read_file
from atuforms.documents.proofs.claims import Claims
from atuforms.documents.proofs.keys import PrivateKey, PublicKey
from atuforms.documents.proofs.tokens import NotWhole, Token, read_token, signed
from atuforms.register.numbers import Register

LIST_KIND: Final = "atuforms-numbers"
_STATES: Final = ("reserved", "issued", "void")
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Document:
    """What a register says of the document that has a number."""

    date: str
    title: str
    people: tuple[str, ...]

    def is_of(self, claims: Claims, record: Mapping[str, Any]) -> bool:
        """Whether it is the document with these claims, and this record, if it is known."""
        if self.date and claims.date and self.date != claims.date:
            return False
        said = set(_texts(record))
        return not said or all(each in said for each in (self.title, *self.people) if each)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The state of every number, by form, year and number; ``day`` is that of a list."""

    states: Mapping[_Key, str]
    reasons: Mapping[_Key, str]
    day: str = ""
    documents: Mapping[_Key, _Document] = field(default_factory=dict)
    """What a register says of the documents; a list says nothing of them."""

    def state(self, claims: Claims) -> str | None:
        """The state of the number of a document; None where it was never given out."""
        found = [self.states[each] for each in self._keys(claims)]
        # Without a date the year is not known; a number that is void in one of them is not trusted.
        return "void" if "void" in found else next(iter(found), None)

    def because(self, claims: Claims) -> str:
        """Why a number is void, where that is said."""
        return next((self.reasons[each] for each in self._keys(claims) if each in self.reasons), "")

    def other(self, claims: Claims, record: Mapping[str, Any]) -> str | None:
        """What the register calls the document that has this number, if it is another one."""
        known = [self.documents[each] for each in self._keys(claims) if each in self.documents]
        if not known or any(each.is_of(claims, record) for each in known):
            return None
        return known[0].title or known[0].date

    def _keys(self, claims: Claims) -> list[_Key]:
        if claims.year is not None:
            key = (claims.form, str(claims.year), claims.number)
            return [key] if key in self.states else []
        return [each for each in self.states if (each[0], each[2]) == (claims.form, claims.number)]


def numbers_of(
    register: str | os.PathLike[str] | None,
    published: str | os.PathLike[str] | bytes | None,
    keys: Mapping[str, PublicKey],
) -> Numbers | None:
    """The numbers of a register, or of a list; None without either.

    :raises UnreadableInput: if it cannot be read, or the list is signed with none of ``keys``.
    """
    if register is not None and published is not None:
        raise UnsafeOutput("Give the register or its published list, not both.")
    if register is not None:
        return _of_register(Path(register))
    if published is not None:
        return _of_list(published, keys)
    return None


def _of_register(path: Path) -> Numbers:
    if not is_file(path):
        raise UnreadableInput("There is no file {file}.", file=path)
    with Register(path) as journal:
        if journal.breaks():
            raise UnreadableInput(
                "The register {file} was changed behind its back, so nothing is said by it. See "
                "what does not fit with “atuforms register verify”.",
                file=path,
            )
        lines = list(journal.list())
    keys = [(line.form, str(line.year), line.number) for line in lines]
    return Numbers(
        {key: line.state for key, line in zip(keys, lines, strict=True)},
        {key: line.reason for key, line in zip(keys, lines, strict=True) if line.state == "void"},
        documents={
            key: _Document(
                line.date, _plain(line.title), tuple(map(_plain, line.holder.split("; ")))
            )
            for key, line in zip(keys, lines, strict=True)
        },
    )


def _texts(value: Any) -> Iterator[str]:
    """Every text of a record."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif value is not None:
        yield _plain(str(value))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _of_list(published: str | os.PathLike[str] | bytes, keys: Mapping[str, PublicKey]) -> Numbers:
    file = "list" if isinstance(published, bytes) else str(published)
    data = published if isinstance(published, bytes) else read_file(Path(published))
    token = trusted(data, LIST_KIND, keys, file)
    states = {}
    try:
        for form, years in token.payload["numbers"].items():
            for year, numbers in years.items():
                for number, state in numbers.items():
                    if state not in _STATES:
                        raise ValueError(state)
                    states[form, year, number] = state
        day = datetime.fromtimestamp(token.payload["iat"], UTC).date().isoformat()
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError):
        raise _no_list(file) from None
    return Numbers(states, {}, day)


def trusted(data: bytes, kind: str, keys: Mapping[str, PublicKey], file: str) -> Token:
    """A signed text of a kind, signed with one of ``keys``.

    :raises UnreadableInput: if it is none, or of another kind, or signed with another key.
    """
    token = told(data, kind, file)
    key = keys.get(token.key)
    if key is None or not token.is_signed_by(key):
        raise UnreadableInput(
            "{file} is not signed with a key that is known here, or was altered. Get it again from "
            "the university, and name its public key with --keys.",
            file=file,
        )
    return token


def told(data: bytes, kind: str, file: str) -> Token:
    """A signed text of a kind, whoever has signed it.

    :raises UnreadableInput: if it is none.
    """
    try:
        token = read_token(data.decode("ascii").strip())
    except (NotWhole, UnicodeDecodeError):
        raise _no_list(file) from None
    if token.kind != kind:
        raise _no_list(file)
    return token


def published_list(register: Register, key: PrivateKey, at: datetime) -> str:
    """The list of all numbers of a register and their states, signed."""
    numbers: dict[str, dict[str, dict[str, str]]] = {}
    for line in register.list():
        numbers.setdefault(line.form, {}).setdefault(str(line.year), {})[line.number] = line.state
    payload: dict[str, Any] = {"iat": int(at.timestamp()), "numbers": numbers}
    return signed(payload, key, LIST_KIND)


def _no_list(file: str) -> UnreadableInput:
    return UnreadableInput(
        "{file} is not what “atuforms register publish” or “atuforms register head” wrote. Get it "
        "again.",
        file=file,
    )
