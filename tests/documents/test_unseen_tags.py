"""Tags of Word templates whose values nobody sees, or would be read back as those of others."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.documents.reading.examples import example
from tests.documents.test_own_templates import MAIN, Parts, change, folder, with_paragraph

import atuforms
from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import Language
from atuforms.documents.own_templates import check_templates, remarks
from atuforms.documents.reading.document import read_document
from atuforms.forms.all_forms import get_form

__all__ = ["folder"]

UNIT, TITLE = "{{ unit }}", "{{ course_title }}"
STYLES = "word/styles.xml"
RUN = '<w:r><w:t xml:space="preserve">'


def told(folder: Path, *edits: Callable[[Parts], object], lang: Language = "en") -> list[str]:
    """What is said of the Russian template of 02-09 after some changes."""
    shutil.copy(templates_folder() / "ru" / "mooc-placement-certificate.docx", folder / "ru")
    for edit in edits:
        change(folder, edit)
    return [each.error.text(lang) for each in check_templates(folder)]


def swapped(*pairs: tuple[str, str], part: str = MAIN) -> Callable[[Parts], None]:
    def edit(parts: Parts) -> None:
        text = parts[part].decode()
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        parts[part] = text.encode()

    return edit


def style(kind: str, look: str) -> Callable[[Parts], None]:
    """A style, and another one that is based on it."""
    made = (
        f'<w:style w:type="{kind}" w:styleId="Quiet"><w:name w:val="Quiet"/>{look}</w:style>'
        f'<w:style w:type="{kind}" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Quiet"/>'
        "</w:style></w:styles>"
    )
    return swapped(("</w:styles>", made), part=STYLES)


def in_look(look: str) -> Callable[[Parts], None]:
    return swapped((f"{RUN}{UNIT}", f"<w:r><w:rPr>{look}</w:rPr><w:t>{UNIT}"))


def test_a_tag_that_a_style_hides_is_named_with_its_place(folder: Path) -> None:
    own = in_look('<w:rStyle w:val="Own"/>')
    (hidden, lacking) = told(folder, own, style("character", "<w:rPr><w:vanish/></w:rPr>"))
    for words in (UNIT, "the cell beside “Наименование подразделения”", "hidden letters"):
        assert words in hidden
    assert "does not print unit" in lacking
    for look in ('<w:color w:val="FFFFFF"/>', '<w:sz w:val="3"/>'):
        (said,) = told(folder, own, style("character", f"<w:rPr>{look}</w:rPr>"))
        assert "nobody can read" in said
        assert UNIT in said
    form = get_form("02-09")
    assert [each.text("ru") for each in remarks(form, "ru", "docx", folder)] == [
        each.error.text("ru") for each in check_templates(folder)
    ]


def test_letters_that_are_seen_are_no_mistake(folder: Path) -> None:
    shade = '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:color="auto" w:fill="1B365D"/>'
    assert told(folder, in_look(shade)) == []
    assert told(folder, in_look('<w:vanish w:val="0"/><w:webHidden/>')) == []


def test_a_tag_in_a_line_without_height_is_named(folder: Path) -> None:
    old = f'<w:pPr><w:pStyle w:val="table-text"/></w:pPr>{RUN}Наименование подразделения'
    new = old.replace("</w:pPr>", '<w:spacing w:line="20" w:lineRule="exact"/></w:pPr>')
    tag = swapped((old, new.replace("Наименование подразделения", TITLE)))
    assert any(TITLE in each and "nobody can read" in each for each in told(folder, tag))


def test_a_header_that_no_page_shows_prints_nothing(folder: Path) -> None:
    def moved(kind: str) -> list[str]:
        header = swapped(
            ("</w:hdr>", f"<w:p>{RUN}{UNIT}</w:t></w:r></w:p></w:hdr>"), part="word/header2.xml"
        )
        return told(
            folder,
            swapped((UNIT, "")),
            header,
            swapped(
                (
                    '<w:headerReference w:type="default" r:id="rId8"/>',
                    f'<w:headerReference w:type="{kind}" r:id="rId8"/>',
                )
            ),
        )

    assert moved("default") == []
    *others, lacking = moved("even")
    (unshown,) = (each for each in others if UNIT in each)
    assert "a header" in unshown
    assert "no page shows" in unshown
    assert "does not print unit" in lacking


def test_values_whose_controls_were_exchanged_are_named(folder: Path) -> None:
    exchanged = swapped((TITLE, "@"), (UNIT, TITLE), ("@", UNIT))
    said = told(folder, exchanged)
    assert [(UNIT in each, TITLE in each) for each in said] == [(False, True), (True, False)]
    assert "in the control of unit" in said[0]
    data = atuforms.render(example("02-09"), lang="ru", templates=folder).data
    assert read_document(data).source.values["unit"] != example("02-09").record()["unit"]
    assert len(remarks(get_form("02-09"), "ru", "docx", folder)) == 2
    assert told(folder, swapped(("{{ author.name }}", "{{ author.position }}")))
    # What stands in place of a value that is not given is no other field.
    assert told(folder, swapped((UNIT, '{{ unit or draft or "—" }}'))) == []


def test_a_faulty_tag_is_told_with_the_words_beside_it(folder: Path) -> None:
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>Внимание: {{ unitt }}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    cases = (
        (
            swapped((UNIT, "{{ unitt }}")),
            "the body of the text (the cell beside “Наименование подразделения”)",
        ),
        (with_paragraph("Выдано: {{ unitt }} и точка"), "the body of the text (beside “Выдано:”)"),
        (with_paragraph(f"x</w:t></w:r>{box}<w:r><w:t>"), "(the text box beside “Внимание:”)"),
        (
            swapped(
                ("</w:ftr>", f"<w:p>{RUN}Курс {{{{ unitt }}}}</w:t></w:r></w:p></w:ftr>"),
                part="word/footer1.xml",
            ),
            "a footer (beside “Курс”)",
        ),
        (with_paragraph("Код: ${unit}"), "the body of the text (beside “Код:”)"),
    )
    for edit, place in cases:
        said = told(folder, edit)
        assert any(place in each for each in said)
        assert not any(".xml" in each for each in said)
    kazakh = told(folder, with_paragraph("Выдано: {{ unitt }}"), lang="kk")[0]
    assert "«негізгі мәтін» («Выдано:» сөздерінің жаны) бөлігінде" in kazakh


def test_a_filter_that_gives_another_document_each_time_is_none(folder: Path) -> None:
    (said,) = told(folder, with_paragraph("{{ [1, 2, 3]|random }}"))
    assert "no filter “random”" in said


def test_of_equal_tags_each_is_told_at_its_place(folder: Path) -> None:
    one, other = with_paragraph("Один: {{ unit + 2 }}"), with_paragraph("Два: {{ unit + 2 }}")
    said = told(folder, one, other)
    assert ["beside “Один:”" in each for each in said] == [True, False]
    assert "beside “Два:”" in said[1]


def test_the_template_of_another_form_is_told_as_that(tmp_path: Path) -> None:
    own = "completion-certificate"
    for lang, name, other in (("ru", "mooc-description", own), ("kk", own, "glossary")):
        (tmp_path / lang).mkdir()
        file = templates_folder() / lang / f"{other}.docx"
        shutil.copy(file, tmp_path / lang / f"{name}.docx")
    said = {each.file: each.error.text("en") for each in check_templates(tmp_path)}
    assert len(said) == 2
    assert (
        f"that of another form, {own}. Save it as ru/{own}.docx" in said["ru/mooc-description.docx"]
    )
    assert "that of another form, glossary" in said[f"kk/{own}.docx"]
    with pytest.raises(InvalidTemplate, match="another form, glossary"):
        atuforms.blank(own, "docx", lang="kk", templates=tmp_path)
