"""02-06 and 02-07: nothing to fill in, all of the official text on the page."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

import atuforms

LANGUAGES = ("kk", "ru", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_types_of_tasks_are_five(lang: str) -> None:
    document = docx.Document(BytesIO(atuforms.blank("02-06", "docx", lang=lang).data))
    (table,) = document.tables
    assert len(table.rows) == 6
    assert all(cell.text for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_on_recording_has_its_four_sections(lang: str) -> None:
    document = docx.Document(BytesIO(atuforms.blank("02-07", "docx", lang=lang).data))
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 2"]
    assert [each[:2] for each in headings] == ["1.", "2.", "3.", "4."]
    items = [each for each in document.paragraphs if each.style.name == "list"]
    assert len(items) == 3 + 2 + 4 + 3 + 8


@pytest.mark.parametrize("form", ["02-06", "02-07"])
def test_a_record_of_a_guide_is_its_name_alone(form: str) -> None:
    assert atuforms.check({"form": form}).findings == ()
    (finding,) = atuforms.check({"form": form, "title": "x"}).findings
    assert finding.rule == "unknown-key"
    assert atuforms.render({"form": form}, "pdf", lang="kk").data.startswith(b"%PDF")
