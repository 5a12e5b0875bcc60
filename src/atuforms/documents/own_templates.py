"""A folder with templates of one's own: what in it is used, and what is wrong with it."""

from __future__ import annotations

import copy
import difflib
import functools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

from jinja2 import nodes

from atuforms.core.dotted_paths import holder
from atuforms.core.exceptions import AtuformsError, InvalidTemplate, UnreadableInput
from atuforms.core.files.file_states import Stamp, look_again
from atuforms.core.files.input_files import clear_reading, read_file
from atuforms.core.files.office import MAX_TOTAL, Parts, refuse_old
from atuforms.core.files.resources import first_template
from atuforms.core.language.codes import full_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.fillable.hints import PICTURE
from atuforms.documents.reading.samples import sample_record
from atuforms.documents.view import blank_view, view
from atuforms.fields.describe import describe, walk
from atuforms.forms.all_forms import FORMS
from atuforms.forms.base import Form
from atuforms.records.inventory import files_of
from atuforms.records.loading import from_source
from atuforms.records.source import Source
from atuforms.rendering.filling.templates import page_source
from atuforms.rendering.filling.uses import Uses, shape
from atuforms.rendering.office_package import template_content
from atuforms.rendering.word.template_faults import UNKNOWN
from atuforms.rendering.word.template_tags import TAG
from atuforms.rendering.word.word_documents import WordTemplate, word_environment, word_template

_OFFICE = (".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot", ".odt", ".ott", ".rtf")
_SLIDES = (".pptx", ".potx", ".pptm", ".ppt", ".odp")
_ALWAYS = ("logo", "draft", "variant", "proof", "code", "document_title", "blank_date")
"""What every document has, besides the fields of its form."""
_SINGLE = re.compile(r"(\{\s*(?:\{\s*)?([a-z_][a-z_0-9.]*)\s*(?:\}\s*)?\})")
"""A name with one brace, or with a space between two."""
_BRACKETED = re.compile(r"((?:\[\[?|<<?|«|\$)\s*([a-z][a-z_0-9.]*)\s*(?:\]\]?|>>?|»|\$))")
"""The same in brackets of other programs."""
_CLOSING = re.compile(r"[^\n{}]{0,40}(?:\}\}|%\})")
_MERGED = re.compile(r"(MERGEFIELD\s+\"?([a-z_][a-z_0-9.]*))")
_CODE = re.compile(r'w:instr="([^"]*)"')


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
    return tuple(found)


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
    for file in sorted(folder.rglob("*")):
        inner = file.relative_to(folder)
        ending = file.suffix.lower()
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
            errors = _word_errors if ending == "docx" else _slide_errors
            for error in errors(folder / file, file, form, lang):
                yield TemplateFault(file, error)
    layout = f"layouts/{form.SLUG}.html"
    if (folder / layout).is_file():
        try:
            page_source(form, lang, folder)
        except AtuformsError as error:
            yield TemplateFault(layout, error)


def _slide_errors(
    path: Path, name: str, _form: type[Form], _lang: Language
) -> Iterator[AtuformsError]:
    try:
        data = read_file(path)
        refuse_old(data, name)
        main = Parts(BytesIO(data), name).main_part()
    except AtuformsError as error:
        yield error
    else:
        if not main.startswith("ppt/"):
            yield InvalidTemplate(
                "The template {name} is no presentation. Build it anew with this command: "
                "atuforms templates build FORM",
                name=name,
            )


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
    yield from _slips(template, form, lang, name)
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
    tried = template.tried({**dict.fromkeys(_ALWAYS, ""), "logo": PICTURE, **_sample(form, lang)})
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
    for field in sorted(_required(form, lang) - _used(template, form, lang).fields):
        yield InvalidTemplate(
            "The template {name} does not print {field}, which the form requires. Write {tag} "
            "where it goes.",
            name=name,
            field=field,
            tag="{{ " + field + " }}",
        )


def _filled(template: WordTemplate, form: type[Form], lang: Language) -> Iterator[AtuformsError]:
    """What filling in a blank says: a faulty expression shows only then."""
    try:
        template.fill({**dict.fromkeys(_ALWAYS, ""), **blank_view(form, lang)})
    except AtuformsError as error:
        yield error


def _sample(form: type[Form], lang: Language) -> dict[str, Any]:
    """The view of a record that has everything."""
    made, _ = from_source(Source({"form": form.name(), **sample_record(form)}))
    values = copy.deepcopy(dict(view(made, lang)))
    for image in files_of(made):
        if image.is_picture:
            holding, last = holder(values, image.path)
            holding[last] = PICTURE
    return values


def _slips(
    template: WordTemplate, form: type[Form], lang: Language, name: str
) -> Iterator[InvalidTemplate]:
    """What was meant as a tag and is printed as it stands: one brace, a field of a mail merge."""
    fields = {each.name for each in describe(form)}
    for text in template.texts:
        plain = unescape(re.sub(r"<[^>]*>", "", re.sub(r"</w:p>", "\n", text)))
        rest = TAG.sub("", plain)
        found = [*_SINGLE.findall(rest), *_MERGED.findall(plain + " ".join(_CODE.findall(text)))]
        found += [each for each in _BRACKETED.findall(rest) if "_" in each[1]]
        for slip, name_there in dict.fromkeys(found):
            first, *inner = name_there.split(".")
            near = difflib.get_close_matches(first, fields, 1, 0.8 if "_" in first else 1.0)
            if near:
                yield InvalidTemplate(
                    "The template {name} has {slip}, which is no tag and is not filled in. Write "
                    "{tag} in its place.",
                    name=name,
                    slip=slip.strip(),
                    tag="{{ " + ".".join([*near, *inner]) + " }}",
                )
        for slip in [] if found else _CLOSING.findall(rest):
            yield InvalidTemplate(
                "The template {name} has {slip}, which is no tag and would be printed as it "
                "stands. Begin the tag with the brackets that end it.",
                name=name,
                slip=slip.strip(),
            )


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
    return required & _uses(template, _known(form, lang)).fields


def _used(template: WordTemplate, form: type[Form], lang: Language) -> Uses:
    """The names that a template uses; those that the package's own template uses are known."""
    known = _known(form, lang)
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
    return _uses(template, _known(form, lang)).unknown


def _known(form: type[Form], lang: Language) -> Any:
    every: dict[str, Any] = {}
    for path, _ in walk(form):
        place = every
        for step in path.replace(".*", "").split("."):
            place = place.setdefault(step, {})
    return shape(dict.fromkeys(_ALWAYS, ""), blank_view(form, lang), every)
