"""What a worker is asked to do: a request whose body nobody has looked into yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from atuforms.core.language.languages import Language

Kind = Literal["api", "page"]


@dataclass(frozen=True, slots=True)
class Task:
    """One request: which function, of the API or of a page, and with what."""

    kind: Kind
    name: str
    lang: Language
    """Of the page; of messages, where the request names no other."""
    query: Mapping[str, str] = field(default_factory=dict)
    content_type: str = ""
    body: bytes = b""
