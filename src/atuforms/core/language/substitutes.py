"""Sentences in the place of others, for a time: what is advised where nobody has a shell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Final

_IN_USE: Final[ContextVar[Mapping[str, str]]] = ContextVar(
    "atuforms_substitutes",
    default=MappingProxyType({}),
)


@contextmanager
def in_place_of(table: Mapping[str, str]) -> Iterator[None]:
    """Within it each English sentence of ``table`` is said as the one that stands beside it."""
    token = _IN_USE.set(table)
    try:
        yield
    finally:
        _IN_USE.reset(token)


def substitute(sentence: str) -> str:
    """The sentence that is said in the place of ``sentence``; itself where there is no other."""
    return _IN_USE.get().get(sentence, sentence)
