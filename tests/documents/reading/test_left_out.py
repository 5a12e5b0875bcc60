"""What stands in no field of a document is read by its place, or told."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest
from lxml import etree
from tests.documents.reading.corpus import RECORD_PART
from tests.documents.reading.editing import (
    W,
    controls,
    edited,
    element,
    names_dropped,
    packed,
    paragraph,
    row_removed,
    typed,
    unpacked,
    without_part,
)
from tests.documents.reading.examples import example

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.reading.document import DocumentReading, diff, read_document

Edit = Callable[[etree._Element], None]


def _rendered(name: str, lang: str, *edits: Edit) -> bytes:
    return edited(atuforms.render(example(name), "docx", lang=lang).data, *edits)


def flattened(root: etree._Element) -> None:
    """An editor keeps the texts and drops the controls."""
    for control in list(root.iter(f"{W}sdt")):
        for child in reversed(list(control.find(f"{W}sdtContent"))):  # type: ignore[arg-type]
            control.addnext(child)
        control.getparent().remove(control)  # type: ignore[union-attr]


def _inserted(path: str, *texts: str) -> Edit:
    """Word's «Insert row below»: the cells of the row, without controls."""

    def edit(root: etree._Element) -> None:
        row = next(controls(root, path)[0].iterancestors(f"{W}tr"))
        twin = copy.deepcopy(row)
        for cell, text in zip(twin.iter(f"{W}tc"), texts, strict=True):
            for child in list(cell.iterchildren(f"{W}p")):
                cell.remove(child)
            cell.append(element(paragraph(text)))
        row.addnext(twin)

    return edit


def _told(reading: DocumentReading) -> list[tuple[str, str]]:
    return [
        (each.rule, str(each.details.get("text", "")))
        for each in reading.findings
        if each.rule.startswith("read-") and each.rule != "read-other-languages"
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_inserted_row_is_one_more_item(lang: str) -> None:
    data = _rendered("glossary", lang, _inserted("terms.4.term", "Жаңа term", "Оның мағынасы"))
    reading = read_document(data)
    assert [
        (each.path, each.after) for each in diff(example("glossary"), reading.source.values)
    ] == [("terms.10", {"term": {lang: "Жаңа term"}, "definition": {lang: "Оның мағынасы"}})]
    assert _told(reading) == []


def test_a_row_inserted_into_a_score_sheet_is_read_by_its_columns() -> None:
    cells = ("9", "Жаңа курс", "Б.Б. Сапаров", "https://a.kz", *"1234567", "28")
    data = _rendered("01-03", "kk", _inserted("rows.0.title", *cells))
    row = read_document(data).source.values["rows"][1]
    assert row["title"] in ("Жаңа курс", {"kk": "Жаңа курс"})
    assert [row["scores"][name] for name in ("completeness", "text", "video")] == ["1", "2", "3"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_beside_a_field_and_new_paragraphs_are_told(lang: str) -> None:
    def edit(root: etree._Element) -> None:
        controls(root, "unit")[0].addnext(element("<w:r><w:t> филиалы</w:t></w:r>"))
        root[0].insert(0, element(paragraph("Бұйрықпен бекітілген")))

    reading = read_document(_rendered("02-09", lang, edit))
    assert reading.form == example("02-09")
    assert _told(reading) == [
        ("read-text-outside", "Бұйрықпен бекітілген"),
        ("read-text-outside", "филиалы"),
    ]
    assert reading.left_out


def test_a_label_that_was_changed_is_told() -> None:
    def edit(root: etree._Element) -> None:
        text = next(each for each in root.iter(f"{W}t") if each.text == "Язык курса")
        text.text = "Язык обучения"

    reading = read_document(_rendered("02-09", "ru", edit))
    assert [rule for rule, _ in _told(reading)] in (["read-text-outside"], ["read-words-changed"])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["02-02", "02-09", "02-11", "glossary", "minutes-extract"])
def test_a_document_whose_controls_are_gone_is_read_by_its_lines(name: str, lang: str) -> None:
    reading = read_document(_rendered(name, lang, flattened))
    assert diff(example(name), reading.source.values) == []
    assert _told(reading) == [("read-fields-gone", "")]


def test_what_was_edited_in_a_flattened_document_is_read() -> None:
    data = _rendered("02-09", "ru", typed("unit", "Кафедра химии"), flattened)
    reading = read_document(data)
    changes = diff(example("02-09"), reading.source.values)
    assert {each.path.rpartition(".")[0]: each.after for each in changes if each.after} == {
        "unit": "Кафедра химии"
    }


def test_no_list_is_emptied_because_its_controls_are_gone() -> None:
    data = _rendered(
        "02-09", "kk", row_removed("authors.0.name", "p"), row_removed("authors.1.name", "p")
    )
    reading = read_document(data)
    assert len(reading.source.values["authors"]) == len(example("02-09").authors)  # type: ignore[attr-defined]
    assert ("read-control-missing", "") in _told(reading)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_controls_that_all_lost_their_names_keep_their_fields(lang: str) -> None:
    reading = read_document(_rendered("02-09", lang, names_dropped(["tag", "alias"])))
    assert diff(example("02-09"), reading.source.values) == []


def test_a_half_filled_blank_without_controls_has_no_prompts_for_values() -> None:
    for name in ("01-01", "02-02", "02-09", "02-11", "04-01"):
        blank = atuforms.blank(name, lang="kk").data
        data = without_part(edited(blank, flattened), RECORD_PART)
        values = dict(read_document(data, form=name).source.values)
        assert set(values) == {"form", "lang"}, name


@pytest.mark.parametrize(
    "hint",
    [
        "Место для ввода текста",
        "Click or tap here to enter text",
        "Choose an item",
        "Выберите элемент",
        "Enter date",
        "Мәтін енгізу үшін осы жерді басыңыз",
    ],
)
def test_the_hints_of_word_are_nothing(hint: str) -> None:
    data = edited(atuforms.blank("02-09", lang="ru").data, typed("unit", hint))
    assert "unit" not in read_document(data).source.values


@pytest.mark.parametrize("text", ["«»", ":", "10", "Введение в химию"])
def test_what_only_looks_like_a_prompt_is_read(text: str) -> None:
    data = edited(atuforms.blank("02-09", lang="ru").data, typed("course_title", text))
    assert read_document(data).source.values["course_title"] == text


def test_symbols_and_powers_keep_their_meaning() -> None:
    runs = (
        '<w:r><w:t xml:space="preserve">20 </w:t></w:r>'
        '<w:r><w:sym w:font="Symbol" w:char="F0B0"/><w:t>C, 10 м</w:t></w:r>'
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r>'
        "<w:r><w:t>, H</w:t></w:r>"
        '<w:r><w:rPr><w:vertAlign w:val="subscript"/></w:rPr><w:t>2</w:t></w:r>'
        "<w:r><w:t>O</w:t><w:noBreakHyphen/><w:t>су</w:t><w:softHyphen/><w:t>ы</w:t></w:r>"
    )

    def edit(root: etree._Element) -> None:
        content = controls(root, "unit")[0].find(f"{W}sdtContent")
        assert content is not None
        content[:] = list(element(f"<w:p>{runs}</w:p>"))

    data = edited(atuforms.blank("02-09", lang="kk").data, edit)
    assert read_document(data).source.values["unit"] == "20 °C, 10 м³, H₂O-суы"


@pytest.mark.parametrize(
    ("look", "text", "read"),
    [
        ('<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>', "b", "β"),
        ('<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>', "\uf0a3\uf020", "≤"),
        ('<w:rFonts w:ascii="Wingdings"/>', "\uf0fc", "✓"),
        ('<w:position w:val="8"/>', "2", "²"),
        ('<w:position w:val="-6"/>', "2", "₂"),
        ('<w:position w:val="8"/>', "эссе", "эссе"),
        ('<w:position w:val="1"/>', "2", "2"),
    ],
)
def test_fonts_of_signs_and_heights_of_ones_own_are_read(look: str, text: str, read: str) -> None:
    def edit(root: etree._Element) -> None:
        content = controls(root, "unit")[0].find(f"{W}sdtContent")
        assert content is not None
        runs = f"<w:r><w:t>х</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"
        content[:] = list(element(f"<w:p>{runs}</w:p>"))

    data = edited(atuforms.blank("02-09", lang="ru").data, edit)
    assert read_document(data).source.values["unit"] == f"х{read}"


def test_a_strict_document_is_read() -> None:
    parts = unpacked(atuforms.render(example("02-09"), "docx", lang="kk").data)
    strict = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": (
            b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        ),
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
            b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
    }
    for name in parts:
        if name.startswith("word/") or name.endswith(".rels"):
            for usual, other in strict.items():
                parts[name] = parts[name].replace(usual, other)
    reading = read_document(packed(parts))
    assert reading.form == example("02-09")
    assert reading.findings == ()


def test_words_in_a_header_are_told() -> None:
    parts = unpacked(atuforms.render(example("02-09"), "docx", lang="ru").data)
    header = f'<w:hdr xmlns:w="{W[1:-1]}">{paragraph("Копия верна")}</w:hdr>'
    rels = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
    row = f'<Relationship Id="rIdX" Type="{kind}" Target="headerX.xml"/></Relationships>'
    parts["word/headerX.xml"] = header.encode()
    parts[rels] = parts[rels].replace(b"</Relationships>", row.encode())
    reading = read_document(packed(parts))
    assert _told(reading) == [("read-text-outside", "Копия верна")]


def test_one_more_author_typed_below_the_others_is_read_and_told() -> None:
    def edit(root: etree._Element) -> None:
        last = next(controls(root, "authors.1.name")[0].iterancestors(f"{W}p"))
        last.addnext(element(paragraph("Ахметов А.Б., доцент, к.т.н.")))

    reading = read_document(_rendered("02-09", "ru", edit))
    assert [(each.path, each.after) for each in diff(example("02-09"), reading.source.values)] == [
        (
            "authors.2",
            {"name": "Ахметов А.Б.", "position": {"ru": "доцент"}, "degree": {"ru": "к.т.н."}},
        )
    ]
    assert _told(reading) == [("read-taken-apart", "Ахметов А.Б., доцент, к.т.н.")]


def test_a_row_inserted_into_a_blank_is_an_item() -> None:
    data = edited(
        atuforms.blank("glossary", lang="kk").data, _inserted("terms.3.term", "термин", "мағынасы")
    )
    values = read_document(data).source.values
    assert values["terms"] == [{"term": "термин", "definition": "мағынасы"}]


def test_text_in_a_box_is_told() -> None:
    box = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        f"{paragraph('Надпись')}</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    data = _rendered("02-09", "ru", lambda root: next(root.iter(f"{W}p")).append(element(box)))
    assert _told(read_document(data)) == [("read-text-outside", "Надпись")]


def _appended(number: int, text: str) -> Edit:
    """Somebody types behind the words of a paragraph."""

    def edit(root: etree._Element) -> None:
        list(root.iter(f"{W}p"))[number].append(element(f"<w:r><w:t>{text}</w:t></w:r>"))

    return edit


@pytest.mark.parametrize("change", [None, flattened], ids=["controls", "paper"])
def test_words_behind_a_long_line_of_the_form_are_told_themselves(change: Edit | None) -> None:
    """The form has no fields: a paper copy of it says all that it says, and the words."""
    data = _rendered("02-06", "ru", _appended(19, " только до мая"))
    if change:
        parts = unpacked(without_part(edited(data, change), RECORD_PART))
        data = packed(parts)
    assert _told(read_document(data)) == [("read-text-outside", "только до мая")]


def test_a_changed_word_far_behind_in_a_line_is_shown() -> None:
    def edit(root: etree._Element) -> None:
        text = list(list(root.iter(f"{W}p"))[19].iter(f"{W}t"))[-1]
        words = (text.text or "").split(" ")
        text.text = " ".join([*words[:-1], "никогда."])

    (found,) = read_document(_rendered("02-06", "ru", edit)).findings
    assert found.rule == "read-words-changed"
    assert str(found.details["first"]).endswith("никогда.")


def test_a_line_to_write_on_is_no_word() -> None:
    data = _rendered("glossary", "kk", _appended(1, " ________"))
    assert _told(read_document(data)) == []


@pytest.mark.parametrize(
    ("name", "path", "lang"),
    [("02-09", "unit", "ru"), ("act-of-implementation", "discipline", "kk")],
)
@pytest.mark.parametrize("shape", ["{0} Химия", "Химия {0}", "[{1} Химия]"])
def test_a_prompt_left_beside_a_value_is_not_part_of_it(
    name: str, path: str, lang: str, shape: str
) -> None:
    data = atuforms.blank(name, "docx", lang=lang).data
    root = etree.fromstring(unpacked(data)["word/document.xml"])
    hint = "".join(map(str, controls(root, path)[0].itertext()))
    data = edited(data, typed(path, shape.format(hint, hint.strip("[]"))))
    assert read_document(data).source.values[path] == "Химия"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_value_typed_below_another_of_a_blank_has_lost_no_line_ends(lang: str) -> None:
    data = edited(atuforms.blank("minutes-extract", "docx", lang=lang).data, typed("unit", "К."))
    assert _told(read_document(data)) == []


@pytest.mark.parametrize(("name", "lang"), [("completion-certificate", "kk"), ("04-01", "en")])
def test_two_fields_in_one_line_of_the_form_are_no_person_taken_apart(name: str, lang: str) -> None:
    data = _rendered(name, lang, flattened)
    findings = read_document(without_part(data, RECORD_PART)).findings
    assert all(each.path for each in findings if each.rule == "read-taken-apart")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_blank_on_paper_names_nobody(lang: str) -> None:
    """A place for how many were there is no name of who was."""
    data = edited(atuforms.blank("minutes-extract", "docx", lang=lang).data, flattened)
    assert read_document(without_part(data, RECORD_PART)).source.values == {
        "form": "minutes-extract",
        "lang": lang,
    }


@pytest.mark.parametrize(("value", "unit"), [("", "Химия"), ('w:val="0"', "Химия (черновик)")])
def test_hidden_text_is_on_no_page_and_is_not_read(value: str, unit: str) -> None:
    def hide(root: etree._Element) -> None:
        run = controls(root, "unit")[0].find(f".//{W}r")
        assert run is not None
        run.addnext(element(f"<w:r><w:rPr><w:vanish {value}/></w:rPr><w:t> (черновик)</w:t></w:r>"))

    data = atuforms.blank("02-09", "docx", lang="ru").data
    assert read_document(edited(data, typed("unit", "Химия"), hide)).source.values["unit"] == unit
