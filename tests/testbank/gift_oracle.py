"""What Moodle makes of choice questions in a GIFT file: a model that scans character by character.

Independent of the library's reader, which works with placeholders as Moodle does.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass


@dataclass
class Imported:
    name: str
    stem: str
    answers: list[tuple[float, str]]


def imported(data: bytes) -> list[Imported]:
    """The choice questions of a GIFT file, texts as shown on the page."""
    blocks = re.split(r"\n\s*\n", data.decode())
    return [_question(block.strip()) for block in blocks if block.strip()]


def _tokens(block: str) -> list[tuple[bool, str]]:
    """Characters with whether each is a control character."""
    tokens: list[tuple[bool, str]] = []
    i = 0
    while i < len(block):
        if block[i] == "\\" and i + 1 < len(block) and block[i + 1] in "\\:#={}~n":
            tokens.append((False, "\n" if block[i + 1] == "n" else block[i + 1]))
            i += 2
        else:
            tokens.append((block[i] in ":#={}~", block[i]))
            i += 1
    return tokens


def _shown(tokens: list[tuple[bool, str]]) -> str:
    text = "".join(char for _, char in tokens).strip()
    return html.unescape(text.removeprefix("[html]").replace("<br>", "\n"))


def _question(block: str) -> Imported:
    tokens = _tokens(block)
    name = ""
    if tokens[:2] == [(True, ":")] * 2:
        end = next(i for i in range(2, len(tokens)) if tokens[i : i + 2] == [(True, ":")] * 2)
        name = "".join(char for _, char in tokens[2:end])
        tokens = tokens[end + 2 :]
    opening, closing = tokens.index((True, "{")), tokens.index((True, "}"))
    answers: list[tuple[float, str]] = []
    body = tokens[opening + 1 : closing]
    starts = [i for i, token in enumerate(body) if token in ((True, "~"), (True, "="))]
    for start, end in zip(starts, [*starts[1:], len(body)], strict=True):
        part = body[start + 1 : end]
        weight = 100.0 if body[start][1] == "=" else 0.0
        if (True, "#") in part:
            part = part[: part.index((True, "#"))]
        written = "".join(char for _, char in part).strip()
        given = re.match(r"%(-?[\d.]+)%", written)
        if given and weight == 0:
            weight = float(given[1])
            part = part[given.end() :]
        answers.append((weight, _shown(part)))
    return Imported(name, _shown(tokens[:opening]), answers)
