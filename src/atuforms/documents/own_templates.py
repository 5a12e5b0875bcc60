"""A folder with templates of one's own: what in it is used, and what is wrong with it."""

from __future__ import annotations

import difflib
import functools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from atuforms.core.exceptions import AtuformsError, InvalidTemplate, UnreadableInput
from atuforms.core.files.file_states import Stamp, look_again
from atuforms.core.files.input_files import clear_reading, read_file
from atuforms.core.files.office import MAX_TOTAL, Parts, refuse_old
from atuforms.core.files.resources import first_template, templates_folder
from atuforms.core.files.xml_parsing import parse_xml
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.own_layouts import (
    WRONG_LANGUAGE,
    layout_errors,
    page_remarks,
    sheet_errors,
    slide_errors,
    slide_remarks,
    useless_page,
)
from atuforms.documents.required_fields import (
    lacking_in_word,
    useless_in_word,
    uses,
)
from atuforms.documents.template_controls import exchanged_controls
from atuforms.documents.template_samples import ALWAYS, known_names, sample_values
from atuforms.documents.template_slips import slips_in
from atuforms.documents.template_words import of_another_form, other_code, other_language
from atuforms.documents.unseen_on_pages import unseen_by_sheets, unseen_on_page
from atuforms.documents.view import blank_view
from atuforms.forms.all_forms import FORMS
from atuforms.forms.base import Form
from atuforms.rendering.filling.template_faults import (
    UNKNOWNS,
    names_in,
    unknown_name,
)
from atuforms.rendering.filling.templates import layouts_of
from atuforms.rendering.office_package import template_content
from atuforms.rendering.word.part_names import PartName, TagPlace, place_of_words
from atuforms.rendering.word.word_documents import WordTemplate, word_environment, word_template

_OFFICE = (".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot", ".odt", ".ott", ".rtf")
_SLIDES = (".pptx", ".potx", ".pptm", ".ppt", ".odp")


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """Something that is wrong with a file of a folder of templates."""

    file: str
    error: AtuformsError


def own_templates(folder: str | os.PathLike[str]) -> Path:
    """A folder of templates that come before the package's own.

    :raises UnreadableInput: if there is none, or it is not laid out like that of the package, or
        holds a template that no form uses: then it would be left out without a word.
    """
    path = Path(folder)
    with clear_reading(path):
        found = any((path / name).is_dir() for name in ("layouts", *LANGUAGES))
    if not found:
        raise UnreadableInput(
            "There are no templates in {folder}. Put them into a folder for each language in it: "
            "{languages}.",
            folder=path,
            languages=", ".join(LANGUAGES),
        )
    unused = _unused(path, _state(path))
    if len(unused) > 1:
        raise UnreadableInput(
            "No form uses these files of {folder}: {files}. Call each after its form, or take it "
            "away; “atuforms templates check {folder}” says which is which.",
            folder=path,
            files=", ".join(each.file for each in unused),
        )
    for fault in unused:
        raise fault.error
    return path


def remarks(form: type[Form], lang: Language, to: str, folder: Path) -> tuple[AtuformsError, ...]:
    """What is to be said of a document that was printed with a template of staff.

    What keeps it from being printed was told before.
    """
    found: list[AtuformsError] = []
    if to == "docx":
        stamp = _own_stamp(form, lang, folder)
        found += _word_remarks(form, lang, stamp) if stamp is not None else ()
    elif layouts_of(form, folder):
        found += page_remarks(form, lang, folder)
    elif to == "pdf":
        found += unseen_on_page(form, lang, folder)
    if to == "pptx":
        file = f"{lang}/{form.SLUG}.pptx"
        if (folder / file).is_file():
            found += slide_remarks(folder / file, file, form, lang)
    return tuple(found)


def refuse_useless(form: type[Form], lang: Language, to: str, folder: Path) -> None:
    """Stop where a template of staff prints none of what the form requires.

    :raises InvalidTemplate: naming it.
    """
    if to == "docx":
        stamp = _own_stamp(form, lang, folder)
        useless = _useless(form, lang, stamp) if stamp is not None else ()
    else:
        useless = useless_page(form, lang, folder) if layouts_of(form, folder) else ()
    for error in useless:
        raise error


def _own_stamp(form: type[Form], lang: Language, folder: Path) -> Stamp | None:
    """A Word template of staff, if the folder has one."""
    stamp = first_template(f"{lang}/{form.SLUG}.docx", folder)
    return stamp if stamp is not None and stamp.path.startswith(f"{folder}/") else None


@functools.lru_cache(maxsize=256)
def _useless(form: type[Form], lang: Language, stamp: Stamp) -> tuple[InvalidTemplate, ...]:
    name = f"{lang}/{form.SLUG}.docx"
    template = WordTemplate(template_content(stamp, name), name)
    other = of_another_form(template, form, lang, name, _forms())
    if other is not None:
        return (other,)
    return () if template.faults else tuple(useless_in_word(template, form, lang, name))


@functools.lru_cache(maxsize=256)
def _word_remarks(form: type[Form], lang: Language, stamp: Stamp) -> tuple[InvalidTemplate, ...]:
    name = f"{lang}/{form.SLUG}.docx"
    template = WordTemplate(template_content(stamp, name), name)
    if template.faults:
        return ()
    return (*_of_words(template, form, lang, name), *lacking_in_word(template, form, lang, name))


def check_templates(folder: str | os.PathLike[str]) -> tuple[TemplateFault, ...]:
    """Everything that is wrong with the templates in a folder, before anyone prints with them.

    :raises UnreadableInput: if there is no such folder.
    """
    look_again()
    path = Path(folder)
    with clear_reading(path):
        if not path.is_dir():
            raise UnreadableInput("There is no folder {folder}.", folder=path)
    found = list(_unused(path, _state(path)))
    found += [TemplateFault(file, error) for file, error in sheet_errors(path)]
    unseen = unseen_by_sheets(path, _forms(), LANGUAGES[0])
    found += [TemplateFault(file, error) for file, error in unseen]
    for form in _forms():
        for lang in LANGUAGES:
            found += _checked(path, form, lang)
    # What several forms or languages have from one layout is said once.
    once = {(each.file, each.error.text("en")): each for each in found}
    return tuple(once.values())


def _forms() -> list[type[Form]]:
    return list(dict.fromkeys(FORMS[name] for name in FORMS))


# Files that no form uses


def _state(folder: Path) -> tuple[tuple[str, int], ...]:
    """What the folders were last changed at: files come and go with that."""
    inner = [folder, *(each for each in sorted(folder.iterdir()) if each.is_dir())]
    return tuple((str(each), each.stat().st_mtime_ns) for each in inner)


@functools.lru_cache(maxsize=32)
def _unused(folder: Path, _changed: object) -> tuple[TemplateFault, ...]:
    """Templates in a folder that no form would be printed with."""
    return tuple(_strays(folder))


def _strays(folder: Path) -> Iterator[TemplateFault]:
    names = {
        f"{form.SLUG}.{ending}"
        for form in _forms()
        for ending in ("docx", "pptx")
        if ending in form.FORMATS
    }
    layouts = _layouts_used(folder)
    for file in sorted(folder.rglob("*")):
        inner = file.relative_to(folder)
        ending = file.suffix.lower()
        if ending in (".html", ".htm") and inner.parts[:-1] == ("layouts",):
            if file.name not in layouts:
                yield TemplateFault(inner.as_posix(), _stray(inner, layouts))
            continue
        if ending not in (*_OFFICE, *_SLIDES) or file.name.startswith((".", "~$")):
            continue
        if not file.is_file():
            continue
        if len(inner.parts) != 2 or inner.parts[0] not in LANGUAGES:
            error = UnreadableInput(
                "No form uses {file}: templates lie in a folder for each language, {languages}. "
                "Put it there, or take it away.",
                file=inner.as_posix(),
                languages=", ".join(LANGUAGES),
            )
        elif file.name in names:
            continue
        else:
            error = _stray(inner, names)
        yield TemplateFault(inner.as_posix(), error)


def _layouts_used(folder: Path) -> set[str]:
    """The names of layouts with which pages are printed."""
    names = {each.name for each in (templates_folder() / "layouts").glob("*.html")}
    for form in _forms():
        own = form.TEMPLATES / "layouts" if form.TEMPLATES else None
        names |= {each.name for each in own.glob("*.html")} if own else set()
        names |= {f"{form.SLUG}.html", *layouts_of(form, folder)}
    return names


def _stray(inner: Path, names: set[str]) -> UnreadableInput:
    near = difflib.get_close_matches(re.sub(r"\W*\(?\d*\)?$", "", inner.stem), names, 1, 0.5)
    if near:
        return UnreadableInput(
            "No form uses {file}. If it is to be the template {near}, save it under that name; "
            "otherwise take it away.",
            file=inner.as_posix(),
            near=f"{inner.parts[0]}/{near[0]}",
        )
    return UnreadableInput(
        "No form uses {file}. Call it after the form, as “atuforms list” shows, or take it away.",
        file=inner.as_posix(),
    )


# One template


def _checked(folder: Path, form: type[Form], lang: Language) -> Iterator[TemplateFault]:
    for ending in ("docx", "pptx"):
        file = f"{lang}/{form.SLUG}.{ending}"
        if ending in form.FORMATS and (folder / file).is_file():
            errors = _word_errors if ending == "docx" else slide_errors
            for error in errors(folder / file, file, form, lang):
                yield TemplateFault(file, error)
    if form.FORMATS and layouts_of(form, folder):
        for layout, error in layout_errors(folder, form, lang):
            yield TemplateFault(layout, error)


def _word_errors(
    path: Path, name: str, form: type[Form], lang: Language
) -> Iterator[AtuformsError]:
    try:
        data = read_file(path)
        refuse_old(data, name)
        Parts(BytesIO(data), name).measure(MAX_TOTAL)
        template = WordTemplate(data, name)
    except AtuformsError as error:
        yield error
        return
    other = of_another_form(template, form, lang, name, _forms())
    if other is not None:
        yield other
        return
    yield from template.faults
    yield from _of_words(template, form, lang, name)
    if template.faults:
        return
    unknown = _unknown(template, form, lang)
    tried = template.tried(sample_values(form, lang))
    placed = {each.values["what"] for each in tried if each.message in UNKNOWNS}
    for tag in sorted(unknown):
        if tag.rpartition(".")[2] not in placed and tag.partition(".")[0] != "loop":
            names = set(names_in(known_names(form, lang)))
            sentence, values = unknown_name(tag, names, form.name())
            holding = ((part, text) for part, text in template.stories if tag in text)
            place = next((_place_in(*each, name, tag) for each in holding), name)
            shown = "{{ " + tag + " }}"
            yield InvalidTemplate(sentence, name=name, part=place, tag=shown, **values)
    yield from lacking_in_word(template, form, lang, name)
    yield from tried
    if form.HAS_BLANK and not (tried or unknown):
        yield from _filled(template, form, lang)


def _of_words(
    template: WordTemplate, form: type[Form], lang: Language, name: str
) -> Iterator[InvalidTemplate]:
    """What the words of a template show: tags that are none, and another language."""
    texts = [(partial(_place_in, part, text, name), text) for part, text in template.stories]
    yield from slips_in(texts, form, name)
    yield from template.unseen
    yield from exchanged_controls(template, form, lang, name)
    other = other_code(template, form, lang)
    if other:
        yield InvalidTemplate(
            "The template {name} has the form's code in another language, {code}. It lies in the "
            "folder of the wrong language.",
            name=name,
            code=other,
        )
    elif spoken := other_language(template, form, lang):
        yield InvalidTemplate(WRONG_LANGUAGE, name=name, language=spoken)


def _place_in(part: PartName, text: str, name: str, words: str) -> TagPlace | PartName:
    return place_of_words(part, parse_xml(text.encode(), name), words)


def _filled(template: WordTemplate, form: type[Form], lang: Language) -> Iterator[AtuformsError]:
    """What filling in a blank says: a faulty expression shows only then."""
    try:
        template.fill({**dict.fromkeys(ALWAYS, ""), **blank_view(form, lang)})
    except AtuformsError as error:
        yield error


def _unknown(template: WordTemplate, form: type[Form], lang: Language) -> set[str]:
    """The names that a template uses and nobody gives; our own templates' are known."""
    try:
        usual = uses(word_template(form, lang), form, lang).unknown
    except InvalidTemplate:
        usual = set()
    return uses(template, form, lang).unknown - usual - set(word_environment().globals)
