"""A folder with templates of one's own: what in it is used, and what is wrong with it."""

from __future__ import annotations

import difflib
import functools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import nodes

from atuforms.core.exceptions import AtuformsError, InvalidTemplate, UnreadableInput
from atuforms.core.files.file_states import Stamp, look_again
from atuforms.core.files.input_files import clear_reading, read_file
from atuforms.core.files.office import MAX_TOTAL, Parts, refuse_old
from atuforms.core.files.resources import first_template, templates_folder
from atuforms.core.language.codes import full_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.own_layouts import layout_errors, slide_errors, unprinted
from atuforms.documents.template_samples import ALWAYS, known_names, sample_values
from atuforms.documents.template_slips import slips_in
from atuforms.documents.view import blank_view
from atuforms.fields.describe import describe
from atuforms.forms.all_forms import FORMS
from atuforms.forms.base import Form
from atuforms.rendering.filling.template_faults import UNKNOWN
from atuforms.rendering.filling.templates import layouts_of
from atuforms.rendering.filling.uses import Uses
from atuforms.rendering.office_package import template_content
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


def lacking_fields(form: type[Form], lang: Language, folder: Path) -> tuple[InvalidTemplate, ...]:
    """What a Word template of staff does not print though the form requires it, field by field."""
    name = f"{lang}/{form.SLUG}.docx"
    stamp = first_template(name, folder)
    if stamp is None or not stamp.path.startswith(f"{folder}/"):
        return ()
    template = WordTemplate(template_content(stamp, name), name)
    return () if template.faults else tuple(_lacking(template, form, lang, name))


def refuse_useless(form: type[Form], lang: Language, folder: Path) -> None:
    """Stop where a Word template of staff prints none of what the form requires.

    :raises InvalidTemplate: naming it.
    """
    stamp = first_template(f"{lang}/{form.SLUG}.docx", folder)
    if stamp is not None and stamp.path.startswith(f"{folder}/"):
        for error in _useless(form, lang, stamp):
            raise error


@functools.lru_cache(maxsize=256)
def _useless(form: type[Form], lang: Language, stamp: Stamp) -> tuple[InvalidTemplate, ...]:
    name = f"{lang}/{form.SLUG}.docx"
    template = WordTemplate(template_content(stamp, name), name)
    required = _required(form, lang)
    if template.faults or not required or _used(template, form, lang).fields & required:
        return ()
    error = InvalidTemplate(
        "The template {name} prints nothing of what the form requires: {fields}. Write these tags "
        "where the values go, as {example}.",
        name=name,
        fields=", ".join(sorted(required)),
        example="{{ " + min(required) + " }}",
    )
    return (error,)


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
    yield from template.faults
    yield from slips_in(template.texts, form, name)
    other = _other_language(template, form, lang)
    if other:
        yield InvalidTemplate(
            "The template {name} has the form's code in another language, {code}. It lies in the "
            "folder of the wrong language.",
            name=name,
            code=other,
        )
    if template.faults:
        return
    used = _used(template, form, lang)
    tried = template.tried(sample_values(form, lang))
    placed = {each.values["what"] for each in tried if each.message == UNKNOWN}
    for tag in sorted(used.unknown):
        if tag.rpartition(".")[2] not in placed:
            yield InvalidTemplate(
                "The template {name} has a tag {tag}, and the form has no such field. Its fields: "
                "atuforms show {form}",
                name=name,
                tag="{{ " + tag + " }}",
                form=form.name(),
            )
    yield from _lacking(template, form, lang, name)
    yield from tried
    if form.HAS_BLANK and not (tried or used.unknown):
        yield from _filled(template, form, lang)


def _lacking(
    template: WordTemplate, form: type[Form], lang: Language, name: str
) -> Iterator[InvalidTemplate]:
    """The required fields that a template does not print."""
    return unprinted(_required(form, lang) - _used(template, form, lang).fields, name)


def _filled(template: WordTemplate, form: type[Form], lang: Language) -> Iterator[AtuformsError]:
    """What filling in a blank says: a faulty expression shows only then."""
    try:
        template.fill({**dict.fromkeys(ALWAYS, ""), **blank_view(form, lang)})
    except AtuformsError as error:
        yield error


def _other_language(template: WordTemplate, form: type[Form], lang: Language) -> str:
    """The code of the form in another language, where that alone is printed."""
    if not form.CODE:
        return ""
    text = re.sub(r"<[^>]*>|\s", "", "".join(template.texts)).casefold()
    codes = {each: full_code(form.CODE, each).casefold() for each in LANGUAGES}
    there = [each for each in LANGUAGES if codes[each] in text]
    return "" if lang in there or not there else full_code(form.CODE, there[0])


def _required(form: type[Form], lang: Language) -> set[str]:
    """The required fields that a template prints; some stand on the page in other words alone."""
    required = {field.name for field in describe(form) if field.required}
    try:
        template = word_template(form, lang)
    except InvalidTemplate:
        return required
    return required & _uses(template, known_names(form, lang)).fields


def printed_fields(form: type[Form], lang: Language) -> set[str]:
    """The fields that a form's Word template of the package prints; their paths have no numbers."""
    return _uses(word_template(form, lang), known_names(form, lang)).fields


def _used(template: WordTemplate, form: type[Form], lang: Language) -> Uses:
    """The names that a template uses; those that the package's own template uses are known."""
    known = known_names(form, lang)
    used = _uses(template, known)
    used.unknown -= _usual(form, lang) | set(word_environment().globals)
    return used


def _uses(template: WordTemplate, known: Any) -> Uses:
    parsed = [word_environment().parse(text) for text in template.sources.values()]
    return Uses(nodes.Template([node for each in parsed for node in each.body]), known)


def _usual(form: type[Form], lang: Language) -> set[str]:
    try:
        template = word_template(form, lang)
    except InvalidTemplate:
        return set()
    return _uses(template, known_names(form, lang)).unknown
