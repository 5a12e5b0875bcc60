"""The content controls of a blank that is filled in in Word or LibreOffice.

Each inline content control gets what its field asks for: a placeholder, a list of choices, a date
picker, a picture. Rows and paragraphs of a list stand in a repeating section, so that Word offers
a «+» for the next author, module or question.

**Protection.** The whole text stands in one group control (``w:group`` with ``w:lock
contentLocked``), which is what Word's button «Group» makes: fixed wording cannot be changed, the
controls inside can, and repeating sections keep their «+». Protecting the document for forms
(``w:documentProtection w:edit="forms"``) was left out for two reasons: Word then stops adding
items to repeating sections, and LibreOffice 7.4 lets nobody type into a content control. Each
control is locked against deletion (``sdtLocked``), which also keeps the group's wording together.

**LibreOffice 7.4**, measured: wrappers without a title (group, repeating sections) are dropped at
saving and all that stands in them is kept; a title on a wrapper would overwrite that of the first
control inside, so wrappers have none. Lists, dates and pictures lose tag and title; reading finds
their paths by their place. Line ends inside a control are moved out of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from atuforms.core.dotted_paths import names_of, value_at
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.core.language.dates import long_pattern
from atuforms.core.language.labels import control_title
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import choice_words
from atuforms.documents.fillable.hints import hinted
from atuforms.documents.fillable.placeholders import placeholder
from atuforms.documents.fillable.repeating import repeat_items
from atuforms.fields.describe import Field, describe, find_field
from atuforms.forms.base import Form
from atuforms.rendering.job import Job
from atuforms.rendering.office_package import (
    MEDIA,
    RECORD_NAMESPACE,
    part_of,
)
from atuforms.rendering.word.styles import LANGUAGE_TAGS
from atuforms.rendering.word.template_package import main_part, related
from atuforms.rendering.word.word_documents import render
from atuforms.rendering.word.wordprocessingml import W, w
from atuforms.rendering.zip_package import member, package, unpacked

_GLOSSARY = "glossary/document.xml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def fillable_blank(job: Job, form: type[Form]) -> bytes:
    """The blank of a form as a DOCX to be filled in.

    :param job: a blank's; its values are what is printed where nothing is filled in.
    """

    def printed(values: Mapping[str, Any]) -> bytes:
        return render(replace(job, values=values))

    def body(values: Mapping[str, Any]) -> etree._Element:
        data = printed(values)
        return parse_xml(unpacked(data)[main_part(data, form.SLUG)], form.SLUG)

    values = hinted(form, job.values, job.lang, body)
    return fillable(printed(values), form, job.lang, job.values)


def fillable(data: bytes, form: type[Form], lang: Language, values: Mapping[str, Any]) -> bytes:
    """A blank to be filled in.

    :param data: the blank as rendered, a DOCX.
    :param values: the view that it was rendered from; what is not empty there (texts that the
        form itself proposes) stays as it is.
    """
    parts = unpacked(data)
    main = main_part(data, form.SLUG)
    root = _with_namespaces(parse_xml(parts[main], form.SLUG))
    body = root[0]
    hints: dict[str, str] = {}
    for number, control in enumerate(list(body.iter(f"{{{W}}}sdt")), start=1):
        path = _path(control)
        field = find_field(form, path)
        if field is not None:
            empty = not _given(values, path)
            hint = placeholder(form, path, lang) if empty else ""
            title = control_title(form, names_of(path), path, lang)
            _make_fillable(control, field, hint, lang, number, hints, title)
    _add_long_texts(body, form, lang, hints)
    repeat_items(body)
    _protect(body)
    parts[main] = part_of(root).encode()
    parts = _with_glossary(parts, main, hints)
    return package(member(name, content) for name, content in parts.items())


def _path(control: etree._Element) -> str:
    tag = control.find(f"{{{W}}}sdtPr/{{{W}}}tag")
    return "" if tag is None else tag.get(f"{{{W}}}val", "")


def _given(values: Any, path: str) -> bool:
    value = value_at(values, path)
    return bool(value.get("value") if isinstance(value, Mapping) else value)


def _make_fillable(
    control: etree._Element,
    field: Field,
    hint: str,
    lang: Language,
    number: int,
    hints: dict[str, str],
    title: str,
) -> None:
    old, content = control[0], control[1]
    path = _path(control)
    properties = w("sdtPr")
    look = old.find(f"{{{W}}}rPr")
    if look is not None:
        properties.append(look)
    properties.extend([w("alias", val=title), w("tag", val=path), w("id", val=str(number))])
    properties.append(w("lock", val="sdtLocked"))
    if hint:
        if field.kind != "image":
            reference = w("placeholder")
            reference.append(w("docPart", val=_part_name(hint)))
            properties.append(reference)
            hints[_part_name(hint)] = hint
        properties.append(w("showingPlcHdr"))
    properties.append(_kind(field, lang))
    control.replace(old, properties)
    if hint and field.kind != "image":
        for child in list(content):
            content.remove(child)
        content.append(_hint_run(hint, look))


def _kind(field: Field, lang: Language) -> etree._Element:
    """What Word offers for a field of this kind."""
    if field.kind == "image":
        return w("picture")
    if field.kind == "date":
        picker = w("date")
        picker.append(w("dateFormat", val=_date_format(lang)))
        picker.append(w("lid", val=LANGUAGE_TAGS[lang]))
        picker.append(w("storeMappedDataAs", val="dateTime"))
        picker.append(w("calendar", val="gregorian"))
        return picker
    words = _choices(field, lang)
    if words:
        choices = w("dropDownList")
        for key, word in words.items():
            choices.append(w("listItem", displayText=word, value=key))
        return choices
    return w("text", multiLine="1")


def _choices(field: Field, lang: Language) -> Mapping[str, str]:
    if field.kind == "flag":
        return choice_words("flag", lang)
    if field.choices:
        return choice_words(field.choices, lang)
    return {key: key for key in field.options} if field.kind == "choice" else {}


def _date_format(lang: Language) -> str:
    """The long date of the language as a picture of Word: «dd» MMMM yyyy 'ж.'."""
    pattern = long_pattern(lang)
    for ours, words in (
        ("{day:02d}", "dd"),
        ("{day}", "d"),
        ("{month}", "MMMM"),
        ("{year}", "yyyy"),
    ):
        pattern = pattern.replace(ours, f"\0{words}\0")
    pieces = pattern.split("\0")
    # Words between the fields are quoted; signs need no quotes.
    return "".join(
        f" '{piece.strip()}'" if number % 2 == 0 and any(c.isalpha() for c in piece) else piece
        for number, piece in enumerate(pieces)
    )


def _hint_run(hint: str, look: etree._Element | None) -> etree._Element:
    run = w("r")
    properties = w("rPr")
    properties.append(w("rStyle", val="PlaceholderText"))
    lang = look.find(f"{{{W}}}lang") if look is not None else None
    if lang is not None:
        properties.append(w("lang", val=lang.get(f"{{{W}}}val", "")))
    text = w("t")
    text.text = hint
    text.set(_XML_SPACE, "preserve")
    run.extend([properties, text])
    return run


def _add_long_texts(
    body: etree._Element, form: type[Form], lang: Language, hints: dict[str, str]
) -> None:
    """A control for each text of several blocks, which a rendered document prints without one."""
    number = sum(1 for _ in body.iter(f"{{{W}}}sdt"))
    for path, field in _long_texts(form):
        hint = placeholder(form, path, lang)
        for paragraph in body.iter(f"{{{W}}}p"):
            runs = list(paragraph.iterchildren(f"{{{W}}}r"))
            if "".join(map(str, paragraph.itertext())) != hint or not runs:
                continue
            number += 1
            control, properties, content = w("sdt"), w("sdtPr"), w("sdtContent")
            properties.append(w("tag", val=path))
            control.extend([properties, content])
            paragraph.replace(runs[0], control)
            for run in runs[1:]:
                paragraph.remove(run)
            title = control_title(form, path, path, lang)
            _make_fillable(control, field, hint, lang, number, hints, title)
            break


def _long_texts(form: type[Form]) -> Iterator[tuple[str, Field]]:
    for field in describe(form):
        if field.kind == "markdown" and not field.many:
            yield field.name, field


def _protect(body: etree._Element) -> None:
    group, properties, content = w("sdt"), w("sdtPr"), w("sdtContent")
    properties.extend([w("lock", val="contentLocked"), w("group")])
    content.extend([block for block in body if block.tag != f"{{{W}}}sectPr"])
    group.extend([properties, content])
    body.insert(0, group)


def _with_namespaces(root: etree._Element) -> etree._Element:
    """The document with the namespaces of Word 2013 declared, which older programs may ignore."""
    spaces = {**{k: v for k, v in root.nsmap.items() if k}, "mc": _MC, "w15": _W15}
    fresh = etree.Element(root.tag, nsmap=spaces)
    fresh.set(f"{{{_MC}}}Ignorable", "w15")
    fresh.extend(list(root))
    return fresh


def _part_name(hint: str) -> str:
    return uuid5(NAMESPACE_URL, f"{RECORD_NAMESPACE}/placeholder/{hint}").hex.upper()


def _with_glossary(
    parts: dict[str, bytes], main: str, hints: Mapping[str, str]
) -> dict[str, bytes]:
    """The placeholders as building blocks: Word shows them again when a field is emptied.

    A control finds its block by name; types are left out, since openxml-audit takes them for types
    of sections. A template that staff saved in Word may have building blocks already.
    """
    if not hints:
        return parts
    own = next((name for name in parts if name.endswith("/glossary/document.xml")), "")
    if own:
        root = parse_xml(parts[own], own)
        found = root.find(f"{{{W}}}docParts")
        blocks = etree.SubElement(root, f"{{{W}}}docParts") if found is None else found
    else:
        root = etree.Element(f"{{{W}}}glossaryDocument", nsmap={"w": W})
        blocks = etree.SubElement(root, f"{{{W}}}docParts")
    for name, hint in hints.items():
        blocks.append(_block(name, hint))
    if own:
        return {**parts, own: part_of(root).encode()}
    kind = f"{MEDIA}officedocument.wordprocessingml.document.glossary+xml"
    related_parts = related(parts, main, "glossaryDocument", _GLOSSARY, kind)
    folder = main.rpartition("/")[0]
    return {**related_parts, f"{folder}/{_GLOSSARY}": part_of(root).encode()}


def _block(name: str, hint: str) -> etree._Element:
    block, properties, body = w("docPart"), w("docPartPr"), w("docPartBody")
    category, behaviors = w("category"), w("behaviors")
    category.extend([w("name", val="General"), w("gallery", val="placeholder")])
    behaviors.append(w("behavior", val="content"))
    guid = f"{{{uuid5(NAMESPACE_URL, name)}}}".upper()
    properties.extend([w("name", val=name), category, behaviors, w("guid", val=guid)])
    paragraph = w("p")
    paragraph.append(_hint_run(hint, None))
    body.append(paragraph)
    block.extend([properties, body])
    return block
