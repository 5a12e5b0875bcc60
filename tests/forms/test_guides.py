"""02-06 and 02-07: nothing to fill in, all of the official text on the page."""

from __future__ import annotations

import pytest
from tests.forms.builders import paragraphs

import atuforms

LANGUAGES = ("kk", "ru", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_types_of_tasks_are_five(lang: str) -> None:
    document = atuforms.blank("02-06", "docx", lang=lang)
    assert len(paragraphs(document, "table-head")) == 3
    cells = paragraphs(document, "table-text")
    assert len(cells) == 5 * 3
    assert all(cells)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_on_recording_has_its_four_sections(lang: str) -> None:
    document = atuforms.blank("02-07", "docx", lang=lang)
    headings = paragraphs(document, "Heading2")
    assert [each[:2] for each in headings] == ["1.", "2.", "3.", "4."]
    assert len(paragraphs(document, "list")) == 3 + 2 + 4 + 3 + 8


@pytest.mark.parametrize("form", ["02-06", "02-07"])
def test_a_record_of_a_guide_is_its_name_alone(form: str) -> None:
    assert atuforms.check({"form": form}).findings == ()
    (finding,) = atuforms.check({"form": form, "title": "x"}).findings
    assert finding.rule == "unknown-key"
    assert atuforms.render({"form": form}, "pdf", lang="kk").data.startswith(b"%PDF")
