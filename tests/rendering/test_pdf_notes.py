"""Footnotes of a Markdown text are notes to programs that read aloud."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import page
import pikepdf
import pytest

import atuforms
from atuforms.api import render

TEXT = """Жүйе[^a] жеті қағидатқа сүйенеді[^b], бірінші[^a].

- тізім

[^a]: Қауіпті факторларды *талдау*.

    Екінші абзац.
[^b]: Екі кезең:

    1. тексеру
    2. жазу, [мекенжай](https://atu.edu.kz)
"""
MANY = "Сөз[^0]" + "".join(f", сөз[^{n}]" for n in range(1, 9)) + ".\n\n"
LONG = MANY + "\n".join(f"[^{n}]: " + "Ескертудің мәтіні ұзақ. " * 90 for n in range(9))


def lecture(body: str) -> bytes:
    record = {"form": "02-03", "course_title": "К", "lecture_no": 1, "topic": "Т", "body": body}
    form: Any = atuforms.load(record)
    return render(form, "pdf", lang="kk", draft=True).data


def below(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from below(kid)


def tags(element: Any) -> list[str]:
    return [str(each.S) for each in below(element)]


def test_notes_are_tagged_as_notes_and_their_numbers_as_references() -> None:
    pdf = pikepdf.open(io.BytesIO(lecture(TEXT)))
    elements = list(below(pdf.Root.StructTreeRoot))
    notes = [each for each in elements if each.S == "/Note"]
    assert [str(each.ID) for each in notes] == ["note-1-1", "note-2-1"]
    assert [tags(each)[0] for each in notes] == ["/Lbl", "/Lbl"]
    assert [str(each.S) for each in elements].count("/Reference") == 3
    lists = [each for each in elements if each.S == "/L"]
    assert [tags(each).count("/LI") for each in lists] == [1, 2]


@pytest.mark.parametrize("body", [TEXT, LONG])
def test_documents_with_notes_keep_both_standards(body: str) -> None:
    data = lecture(body)
    for profile in ("3a", "ua1"):
        assert not page.validate_pdf_bytes(data, profile=profile).failures


def test_a_note_over_the_end_of_a_page_has_two_names() -> None:
    pdf = pikepdf.open(io.BytesIO(lecture(LONG)))
    names = [str(each.ID) for each in below(pdf.Root.StructTreeRoot) if each.S == "/Note"]
    assert len(pdf.pages) > 2
    assert len(names) == len(set(names)) >= 9
    assert any(name.endswith("-2") for name in names)
