"""The numbers that rows bring themselves, where no register keeps them apart."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from atuforms.batches.manifest import Made


class OwnNumbers:
    """Who has which number: the documents of the folder, and the rows of this run."""

    def __init__(self, made: Iterable[Made]) -> None:
        self._owners: dict[int, int] = {}
        for each in made:
            self.take(each.form, each.year, each.number, each.key)

    def take(self, form: str, year: int, number: str, key: str) -> bool:
        """Give ``number`` to the record ``key``; False if another one has it."""
        owner = _short(key)
        return self._owners.setdefault(_short(form, str(year), number), owner) == owner


def _short(*parts: str) -> int:
    """A hash in little memory, since one is kept of every row."""
    return int.from_bytes(hashlib.blake2b("\0".join(parts).encode(), digest_size=8).digest())
