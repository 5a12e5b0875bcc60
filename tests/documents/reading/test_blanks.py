"""Blanks that are filled in in Word: a control for every field, fixed wording protected."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from tests.validators import office_errors

import atuforms
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import choice_words, read_wording
from atuforms.documents.fillable.placeholders import placeholder
from atuforms.fields.describe import find_field
from atuforms.forms.base import Form

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


def _blanks() -> list[type[Form]]:
    forms = [atuforms.FORMS[name] for name in atuforms.FORMS]
    return [form for form in forms if "docx" in form.FORMATS and form.HAS_BLANK]


def _body(form: type[Form], lang: Language) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(atuforms.blank(form, lang=lang).data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))[0]


def _controls(body: etree._Element) -> dict[str, etree._Element]:
    return {
        alias.get(f"{W}val", ""): alias.getparent()  # type: ignore[misc]
        for alias in body.iter(f"{W}tag")
    }


@pytest.mark.parametrize("form", _blanks(), ids=lambda form: form.name())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_control_is_inline_named_twice_and_shows_what_is_asked_for(
    form: type[Form], lang: Language
) -> None:
    for path, properties in _controls(_body(form, lang)).items():
        control = properties.getparent()
        assert control is not None
        parent = control.getparent()
        assert parent is not None
        assert parent.tag == f"{W}p", path
        tag = properties.find(f"{W}tag")
        assert tag is not None
        assert tag.get(f"{W}val") == path
        assert find_field(form, path) is not None
        if properties.find(f"{W}showingPlcHdr") is not None and (
            properties.find(f"{W}picture") is None
        ):
            shown = "".join(each.text or "" for each in control.iter(f"{W}t"))
            assert shown == placeholder(form, path, lang)


@pytest.mark.parametrize("form", _blanks(), ids=lambda form: form.name())
def test_every_required_field_has_a_control(form: type[Form]) -> None:
    from atuforms.fields.describe import describe

    found = {path.partition(".")[0] for path in _controls(_body(form, "kk"))}
    wanted = {field.name for field in describe(form) if field.required}
    assert wanted - found == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_choices_dates_and_pictures_have_controls_of_their_own(lang: Language) -> None:
    certificate = _controls(_body(atuforms.get_form("02-09"), lang))
    entries = certificate["language"].findall(f"{W}dropDownList/{W}listItem")
    assert {e.get(f"{W}value"): e.get(f"{W}displayText") for e in entries} == dict(
        choice_words("language", lang)
    )
    picker = certificate["placement_date"].find(f"{W}date")
    assert picker is not None
    assert picker.find(f"{W}lid").get(f"{W}val", "").startswith(lang)  # type: ignore[union-attr]
    assert "MMMM yyyy" in picker.find(f"{W}dateFormat").get(f"{W}val", "")  # type: ignore[union-attr]
    photos = _controls(_body(atuforms.get_form("01-02"), lang))
    assert any(
        path.endswith("photo") and properties.find(f"{W}picture") is not None
        for path, properties in photos.items()
    )


@pytest.mark.parametrize(
    ("name", "item"),
    [("02-09", "authors.0"), ("02-02", "modules.0"), ("02-02", "modules.0.lectures.0")],
)
def test_items_of_lists_stand_in_repeating_sections(name: str, item: str) -> None:
    body = _body(atuforms.get_form(name), "kk")
    found = [
        {a.get(f"{W}val", "") for a in each.getparent().getparent().iter(f"{W}tag")}  # type: ignore[union-attr]
        for each in body.iter(f"{W15}repeatingSectionItem")
    ]
    assert any(
        paths and all(path == item or path.startswith(f"{item}.") for path in paths)
        for paths in found
    )


@pytest.mark.parametrize("form", _blanks(), ids=lambda form: form.name())
def test_fixed_wording_is_protected_and_fields_are_not(form: type[Form]) -> None:
    body = _body(form, "kk")
    first = body[0]
    assert first.find(f"{W}sdtPr/{W}group") is not None
    assert first.find(f"{W}sdtPr/{W}lock").get(f"{W}val") == "contentLocked"  # type: ignore[union-attr]
    assert [each.tag for each in body] == [f"{W}sdt", f"{W}sectPr"]
    for path, properties in _controls(body).items():
        assert properties.find(f"{W}lock").get(f"{W}val") == "sdtLocked", path  # type: ignore[union-attr]


@pytest.mark.parametrize("form", _blanks(), ids=lambda form: form.name())
def test_a_blank_is_sound_for_word(form: type[Form], tmp_path: Path) -> None:
    for lang in LANGUAGES:
        path = tmp_path / f"{lang}.docx"
        path.write_bytes(atuforms.blank(form, lang=lang).data)
        assert [str(each) for each in office_errors(path)] == []


def test_placeholders_have_the_same_keys_in_every_language() -> None:
    tables = [read_wording("placeholders", lang) for lang in LANGUAGES]
    for part in ("kinds", "fields"):
        keys = [list(table[part]) for table in tables]
        assert keys[0] == keys[1] == keys[2]


def test_every_field_of_every_form_has_a_placeholder_of_its_own() -> None:
    """The bare «Осында жазыңыз» says less than a blank can."""
    from atuforms.fields.describe import walk

    bare = []
    fallback = read_wording("placeholders", "kk")["kinds"]["text"]
    for form in _blanks():
        for path, field in walk(form):
            name = path.replace(".*", "")
            if field.record is None and placeholder(form, name, "kk").strip("[]") == fallback:
                bare.append((form.name(), name))
    assert bare == []


def test_a_blank_is_the_same_bytes_each_time() -> None:
    first = atuforms.blank("02-11", lang="ru").data
    assert atuforms.blank("02-11", lang="ru").data == first
