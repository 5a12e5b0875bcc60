"""What Moodle makes of an Aiken file: a model of its importer, independent of the library.

Written from the description of the importer's rules alone, on bytes as PHP works: the first line
loses its byte order mark; lines are trimmed, those shorter than two bytes skipped; a capital
Latin letter with ``.`` or ``)`` begins an option whatever the letter; ``ANSWER:`` takes the first
byte after the colon without looking whether there is such an option; any other line begins a
question. Errors stop the whole import.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

TRIMMED = b" \t\n\r\0\x0b"


@dataclass
class Imported:
    stem: str
    options: list[str] = field(default_factory=list)
    answer: int | None = None


def imported(data: bytes) -> tuple[list[Imported], list[str]]:
    """Questions that Moodle would make of ``data``, and its errors; with errors it imports none."""
    questions: list[Imported] = []
    errors: list[str] = []
    current: Imported | None = None
    data = data.removeprefix(b"\xef\xbb\xbf")
    for number, raw in enumerate(re.split(rb"\r\n|\r|\n", data), 1):
        line = raw.strip(TRIMMED)
        if len(line) < 2:
            continue
        if re.match(rb"[A-Z][).]", line):
            if current is None:
                errors.append(f"line {number}: option outside a question")
            else:
                current.options.append(line[2:].strip(TRIMMED).decode())
        elif line.startswith(b"ANSWER:"):
            if current is None:
                errors.append(f"line {number}: answer outside a question")
            elif len(current.options) < 2:
                errors.append(f"line {number}: fewer than two options")
            else:
                after = line[len(b"ANSWER:") :].strip(TRIMMED)
                current.answer = (after[0] if after else 0) - 65
                questions.append(current)
            current = None
        else:
            if current is not None:
                errors.append(f"line {number}: question not finished")
            current = Imported(line.decode())
    return questions, errors
