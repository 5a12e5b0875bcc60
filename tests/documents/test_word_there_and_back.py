"""A lecturer's half-filled blank, commented by the clerk, mended in LibreOffice, printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run, run
from tests.documents.comment_places import remarks
from tests.documents.reading.editing import edited, typed
from tests.documents.test_comments import about
from tests.programs import convert, text_of

import atuforms

__all__ = ["run"]

FIRST = {
    "number": "17",
    "date": "«12» желтоқсан 2025 ж.",
    "authors.0.name": "Сейітқали Ә. Б.",
    "authors.0.position": "доцент",
    "authors.0.degree": "PhD",
    "course_title": "Тағам қауіпсіздігі мен сапасын басқару негіздері " * 4,
    "language": "қазақ тілі",
    "placement_date": "«15» желтоқсан 2025 ж.",
    "course_link": "mooc.atu.kz/food",
    "target_audience": "Студенттер мен технологтар",
}
"""What the lecturer types, in Word; the title is too long, the link has no beginning."""

THEN = {
    "course_title": "Тағам қауіпсіздігі мен сапасын басқару негіздері",
    "course_link": "https://mooc.atu.kz/food",
    "unit": "«Тағам биотехнологиясы» кафедрасы",
    "platform": "Moodle",
    "director.name": "Жұмабекова А.",
}
"""What the lecturer mends after reading the comments."""


def saved_by_libreoffice(data: bytes, folder: Path, name: str) -> bytes:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / f"{name}.docx").write_bytes(data)
    (folder / "out").mkdir(exist_ok=True)
    convert([folder / "in" / f"{name}.docx"], "docx", folder / "out")
    return (folder / "out" / f"{name}.docx").read_bytes()


def test_nothing_is_typed_twice_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    blank = atuforms.blank("02-09", lang="kk").data
    file = Path("certificate.docx")
    file.write_bytes(edited(blank, *(typed(path, text) for path, text in FIRST.items())))

    # The clerk answers in Kazakh.
    said = run("check", file, "--comment", "--lang", "kk")
    assert said.code == 1
    answer = Path(said.out.splitlines()[-1]).read_bytes()
    (title,) = about(answer, "course_title")
    assert "таңбаға рұқсат етіледі (Ү.ЖИЦДО-7.5.1-2025-02-01" in title
    for path in ("course_link", "unit", "platform", "director.name"):
        assert about(answer, path), path
    for path in ("number", "date", "authors.0.name", "target_audience", "placement_date"):
        assert about(answer, path) == [], path

    # The lecturer opens it in LibreOffice, types, and saves.
    opened = saved_by_libreoffice(answer, tmp_path, "opened")
    assert len(remarks(opened)) == len(remarks(answer))
    mended = edited(opened, *(typed(path, text) for path, text in THEN.items()))
    Path("mended.docx").write_bytes(saved_by_libreoffice(mended, tmp_path, "mended"))

    # Nothing is left to say; our comments are gone.
    said = run("check", "mended.docx", "--comment", "-o", "clean.docx", "--lang", "kk")
    assert said.code == 0, said
    assert not [
        text for text in remarks(Path("clean.docx").read_bytes()).values() if "Қате" in text
    ]

    # All that was typed is printed.
    assert run("render", "clean.docx", "--lang", "kk", "--to", "pdf", "-o", "out").code == 0
    (pdf,) = Path("out").glob("*.pdf")
    page = "".join(text_of(pdf.read_bytes(), "-raw").split())
    wanted = {**FIRST, **THEN}
    assert wanted.pop("date")  # printed as the letterhead has it, and compared below
    for path, text in wanted.items():
        assert "".join(text.split()) in page, path
    record = atuforms.read("clean.docx").record()
    assert record["course_title"] == THEN["course_title"]
    assert record["authors"][0]["position"] == "доцент"
    assert (record["date"], record["placement_date"]) == ("2025-12-12", "2025-12-15")
