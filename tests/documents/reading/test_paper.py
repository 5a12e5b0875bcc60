"""Documents typed into the printed regulation, without content controls."""

from __future__ import annotations

import pytest
from tests.documents.reading.corpus import paper_certificate
from tests.documents.reading.editing import document, paragraph, table

import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.language.codes import full_code
from atuforms.core.language.languages import Language
from atuforms.documents.reading.document import read_document


def test_what_was_not_found_is_listed() -> None:
    findings = read_document(paper_certificate()).findings
    missing = [each.path for each in findings if each.rule == "read-not-found"]
    assert missing == ["platform", "target_audience"]


def test_places_name_the_label_and_the_paragraph() -> None:
    place = read_document(paper_certificate()).source.places["unit"]
    assert place.control == "Бөлімшенің атауы"
    assert place.paragraph is not None


def test_two_values_after_one_label_are_none() -> None:
    data = document(
        paragraph("Ү.ЖИЦДО-7.5.1-2025-02-09"),
        table(
            ("Бөлімшенің атауы", "Химия"),
            ("Бөлімшенің атауы", "Физика"),
            ("Курс тілі", "орыс тілі"),
        ),
    )
    assert "unit" not in read_document(data).source.values


def test_a_form_that_cannot_be_told_may_be_named() -> None:
    data = document(paragraph("Бөлімшенің атауы: Химия кафедрасы"))
    with pytest.raises(UnreadableInput, match="cannot be told"):
        read_document(data)
    assert read_document(data, form="02-09").source.values["unit"] == "Химия кафедрасы"


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_code_alone_at_the_top_names_the_form(lang: Language) -> None:
    """A text for self-study has hardly a word of its form but that."""
    code = full_code("02-03", lang)
    data = document(paragraph(code), paragraph("Химия"), paragraph("HACCP"))
    assert isinstance(read_document(data).form, atuforms.get_form("02-03"))
    beside = document(paragraph(f"{code} 1"), paragraph("Химия"), paragraph("HACCP"))
    with pytest.raises(UnreadableInput, match="cannot be told"):
        read_document(beside)


def test_codes_that_a_document_only_mentions_do_not_name_it() -> None:
    data = document(
        paragraph("Ү.ЖИЦДО-7.5.1-2025-02-09"),
        table(("Курстың атауы", "Химия"), ("Бөлімшенің атауы", "Ж")),
        paragraph("Ү.ЖИЦДО-7.5.1-2025-02-02 ЖАОК жұмыс бағдарламасы"),
    )
    assert isinstance(read_document(data).form, atuforms.get_form("02-09"))


@pytest.mark.parametrize("name", ["01-01", "02-09", "03-01", "04-01"])
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_rendered_document_without_controls_is_read_by_its_labels(name: str, lang: str) -> None:
    """As when somebody copies the text into a new file."""
    from tests.documents.reading.corpus import RECORD_PART
    from tests.documents.reading.editing import W, edited, without_part
    from tests.documents.reading.examples import example

    def unwrapped(root: object) -> None:
        for control in list(root.iter(f"{W}sdt")):  # type: ignore[attr-defined]
            parent = control.getparent()
            for child in reversed(list(control[1])):
                control.addnext(child)
            parent.remove(control)

    form = example(name)
    data = without_part(edited(atuforms.render(form, lang=lang).data, unwrapped), RECORD_PART)
    reading = read_document(data)
    assert type(reading.form) is type(form)
    assert reading.lang == lang
    record = form.record()
    link = next(key for key in record if key.endswith("_link"))
    assert reading.source.values[link] == record[link]
    assert len(reading.source.values) > 5
