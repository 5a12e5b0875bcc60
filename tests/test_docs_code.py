"""The Python code in the documentation runs, page by page, from top to bottom."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import atuforms

REPOSITORY = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
PAGES = [
    page
    for page in (REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md")))
    if BLOCK.search(page.read_text(encoding="utf-8"))
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples, and the files that pages speak of."""
    shutil.copytree(REPOSITORY / "examples", tmp_path / "examples")
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_pages_that_show_code_are_found() -> None:
    assert {"README.md", "python.md", "batches.md"} <= {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_code_of_the_documentation_runs(page: Path, folder: Path) -> None:
    _certificates(folder / "certificates.xlsx")
    names: dict[str, object] = {"atuforms": atuforms}
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        # Line numbers in an error are those of the page.
        lines = "\n" * text.count("\n", 0, block.start(1))
        exec(compile(lines + block[1], str(page), "exec"), names)


def _certificates(path: Path) -> None:
    """The table of the pages on batches: one row, in a sheet."""
    import xlsxwriter

    row = {
        "date": "2026-01-31",
        "authors": "Сейітқали Әсел Нұрланқызы",
        "unit": "«Тағам биотехнологиясы» кафедрасы",
        "course_title": "Тағам қауіпсіздігі",
        "platform": "«АТУ» АҚ платформасы",
        "language": "kk",
        "target_audience": "3-курс студенттері",
        "placement_date": "2026-01-30",
        "course_link": "https://mooc.atu.edu.kz/courses/1",
        "director": "А.С. Жұмабекова",
    }
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(row))
        sheet.write_row(1, 0, list(row.values()))
