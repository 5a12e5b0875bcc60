"""What the service answers: a status, bytes, and how a browser is to take them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from atuforms.core.safe_text import shown

JSON = "application/json"
HTML = "text/html; charset=utf-8"

_TOLD = 1000
"""Characters of a sentence that fit into a header, whatever stands between here and a browser."""
_NO_TOKEN = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer; plain data, since it comes from another process.

    ``filename`` is that of a file to be saved; ``told`` is what a page says of such a file.
    """

    status: int
    body: bytes
    media_type: str = JSON
    filename: str = ""
    told: str = ""
    fault: str = ""
    """Of a mistake of ours: its kind and place for the terminal, and nothing of what was sent."""
    headers: Mapping[str, str] = field(default_factory=dict)

    def all_headers(self) -> dict[str, str]:
        """The headers that this answer needs beside those of every answer."""
        found = {"Content-Type": self.media_type, **self.headers}
        if self.filename:
            found["Content-Disposition"] = disposition(self.filename)
        if self.told:
            found["Atuforms-Told"] = quote(self.told[:_TOLD])
        return found


def json_answer(data: Any, status: int = 200) -> Answer:
    """``data`` as JSON; half a character, which has no UTF-8, stays an escape."""
    text = json.dumps(data, ensure_ascii=False, default=str)
    try:
        body = text.encode()
    except UnicodeEncodeError:
        body = json.dumps(data, default=str).encode()
    return Answer(status, body)


def file_answer(
    data: bytes, filename: str, media_type: str, *, told: str = "", status: int = 200
) -> Answer:
    """A file to be saved."""
    return Answer(status, data, media_type, filename, told)


def disposition(filename: str) -> str:
    """The header that names a file (RFC 6266), its letters as RFC 5987 writes them."""
    name = shown(filename).replace("/", "_").replace("\\", "_")
    stem, dot, ending = name.rpartition(".")
    plain = _NO_TOKEN.sub("_", stem if dot else name).strip("_.") or "file"
    plain += "." + _NO_TOKEN.sub("", ending) if dot else ""
    encoded = quote(name.encode("utf-8", "replace"), safe="")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
