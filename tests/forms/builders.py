"""Records for the tests of forms: an example with one thing changed."""

from __future__ import annotations

import copy
import functools
from io import BytesIO
from pathlib import Path
from typing import Any

import docx

import atuforms
from atuforms.core.language.typography import unbound

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def example(slug: str) -> dict[str, Any]:
    """The example record of a form as plain data."""
    return copy.deepcopy(_record(slug))


@functools.cache
def _record(slug: str) -> dict[str, Any]:
    return atuforms.load(EXAMPLES / f"{slug}.yaml").record()


def changed(slug: str, **paths: Any) -> dict[str, Any]:
    """The example with other values: ``__`` parts a path, None takes its value away.

    ``changed("mooc-support", deadlines__0__date=None)``
    """
    record = example(slug)
    for path, value in paths.items():
        *way, last = path.split("__")
        place: Any = record
        for part in way:
            place = place[int(part) if part.isdigit() else part]
        if value is None:
            del place[int(last) if last.isdigit() else last]
        else:
            place[int(last) if last.isdigit() else last] = value
    return record


def broken(record: dict[str, Any], severity: str = "error") -> list[tuple[str, str]]:
    """Rule and path of each finding of a severity."""
    report = atuforms.check(record)
    return [(each.rule, each.path) for each in report.findings if each.severity == severity]


def paragraphs(document: atuforms.Document, style: str = "") -> list[str]:
    """The words of every paragraph of a Word document, or of those with a style (by its id).

    Those in content controls are among them, which python-docx leaves out. Spaces and hyphens are
    the usual ones, so that a test can be read.
    """
    body = docx.Document(BytesIO(document.data)).element.body
    return [
        unbound("".join(each.xpath(".//w:t/text()")))
        for each in body.iter("{*}p")
        if not style or each.xpath("string(w:pPr/w:pStyle/@w:val)") == style
    ]
