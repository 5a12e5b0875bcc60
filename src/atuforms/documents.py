"""From a record to a document: check, view, and the renderer of the format."""

from __future__ import annotations

import contextlib
import copy
import functools
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from atuforms.check import (
    check_form,
    image_values,
    letters_to_print,
    markdown_values,
    missing_languages,
    pictures_to_print,
)
from atuforms.exceptions import InvalidRecord, UnknownFormat, UnreadableInput
from atuforms.fields.media import lies_beside
from atuforms.findings import Report
from atuforms.forms import get_form
from atuforms.forms.base import Form
from atuforms.languages import LANGUAGES, Language, language
from atuforms.load import Readable
from atuforms.locks import FIRST_USE
from atuforms.markup import picture_names
from atuforms.opening import open_input
from atuforms.pictures import Picture, read_picture
from atuforms.render import write_document
from atuforms.render.document import Document
from atuforms.render.job import Job
from atuforms.render.rich import RichText
from atuforms.view import View, blank_view, view
from atuforms.wording import common


def render(
    record: Readable,
    to: str = "docx",
    *,
    lang: str | None = None,
    variant: str = "",
    draft: bool = False,
    templates: str | os.PathLike[str] | None = None,
) -> Document:
    """A document of a record.

    :param record: a form, a mapping, or a path of a record or of a filled document.
    :param to: one of the form's formats.
    :param lang: ``kk``, ``ru`` or ``en``; the record's own language if not said, else Kazakh.
    :param variant: one of the form's other ways to print it (``questions-only`` of 02-05).
    :param draft: render in spite of errors, with «ЖОБА / ПРОЕКТ / DRAFT» on every page.
    :param templates: a folder of templates that come before the package's own.
    :raises InvalidRecord: if the record breaks a rule that stops rendering, or lacks texts in
        the language.
    :raises UnknownFormat: if the form has no such format, or no such variant.
    :raises MissingDependency: if this machine lacks what the format needs.
    """
    form, findings = open_input(record)
    tongue: Language = language(lang) if lang else form.lang or "kk"
    _writable(type(form), to, variant)
    if not draft:
        refuse_errors(form, check_form(form, findings), tongue, to)
    printed = view(form, tongue)
    return write(form, printed, to, tongue, variant=variant, draft=draft, templates=templates)


def blank(
    form: str | type[Form],
    to: str = "docx",
    *,
    lang: str = "kk",
    variant: str = "",
    templates: str | os.PathLike[str] | None = None,
) -> Document:
    """The blank of a form: a document with nothing filled in.

    :param form: code, slug or class.
    :param variant: one of the form's other ways to print it.
    :raises UnknownForm: if there is no such form.
    :raises UnknownFormat: if the form has no blank, no such variant, or not this format.
    """
    cls = get_form(form) if isinstance(form, str) else form
    tongue = language(lang)
    _writable(cls, to, variant)
    if not cls.HAS_BLANK:
        raise UnknownFormat(
            "{form} describes a thing and has no blank. “atuforms new {form}” writes a record to "
            "fill in.",
            form=cls.name(),
        )
    values = {**blank_view(cls, tongue), "variant": variant}
    job = _job(cls, values, to, tongue, None, templates)
    document = write_document(job, cls.SLUG)
    if to != "docx":
        return document
    # It takes the Word renderer, which nothing else here needs.
    with FIRST_USE:
        from atuforms.fillable.controls import fillable_blank

    return replace(document, data=fillable_blank(job, cls))


def write(
    form: Form,
    values: View,
    to: str,
    lang: Language,
    *,
    variant: str = "",
    draft: bool = False,
    templates: str | os.PathLike[str] | None = None,
) -> Document:
    """A document of a form already checked, from its view."""
    values = {**with_pictures(form, values, draft=draft), "variant": variant}
    if draft:
        values["draft"] = " / ".join(common(each)["draft"] for each in LANGUAGES)
    job = _job(type(form), values, to, lang, functools.cache(form.record_json), templates)
    stem = Path(form.origin.file).stem if form.origin.file else form.SLUG
    return write_document(job, stem)


def refuse_errors(form: Form, report: Report, lang: Language, to: str) -> None:
    """Stop where an error stops rendering in this language and format.

    :raises InvalidRecord: with the report, languages and pictures that are missing included.
    """
    gaps = (*missing_languages(form, lang), *pictures_to_print(form, lang))
    if to == "pdf":
        gaps += letters_to_print(form, lang)
    if gaps or not report.ok:
        told = {(finding.rule, finding.path) for finding in gaps}
        kept = tuple(f for f in report.findings if (f.rule, f.path) not in told)
        raise InvalidRecord(replace(report, findings=kept + gaps))


def with_pictures(form: Form, values: View, *, draft: bool = False) -> View:
    """The view with the university's logo, and each picture in place of its file's name.

    A draft does without a picture that cannot be read.
    """
    logo = form.origin.settings.logo
    mark = read_picture(logo) if logo else ""
    images, texts = tuple(image_values(form)), tuple(markdown_values(form))
    if not images and not texts:
        return {**values, "logo": mark}
    folder = form.origin.folder or Path.cwd()
    shown = copy.deepcopy(values)
    for path, name in images:
        place, last = _place(shown, path)
        place[last] = _picture(folder / name, name, draft=draft)
    for path, _ in texts:
        place, last = _place(shown, path)
        place[last] = RichText(place[last], _pictures_of(place[last], folder))
    return {**shown, "logo": mark}


def _picture(path: Path, name: str, *, draft: bool) -> Picture | str:
    try:
        return read_picture(path, name)
    except UnreadableInput:
        if not draft:
            raise
        return ""


@functools.cache
def _version() -> str:
    # Not at the top: it is slow to import, and only a document needs it.
    from importlib.metadata import version

    return version("atuforms")


def _place(values: View, path: str) -> tuple[Any, Any]:
    """The mapping of a view that holds the value of a path, and the key there."""
    *way, last = path.split(".")
    place: Any = values
    for part in way:
        place = place[int(part) if part.isdigit() else part]
    return (place[int(last)], "value") if last.isdigit() else (place, last)


def _pictures_of(text: str, folder: Path) -> Mapping[str, Picture]:
    """The pictures of a Markdown text; those that a draft has to do without are left out."""
    found = {}
    for name in picture_names(text):
        if name and lies_beside(name):
            with contextlib.suppress(UnreadableInput):
                found[name] = read_picture(folder / name, name)
    return found


def _writable(form: type[Form], to: str, variant: str) -> None:
    if not form.FORMATS:
        raise UnknownFormat(
            "{form} describes a thing and has no document. Check it with “atuforms check”.",
            form=form.name(),
        )
    if to not in form.FORMATS:
        raise UnknownFormat(
            "The form {form} cannot be written as “{format}”. It has: {formats}.",
            form=form.name(),
            format=to,
            formats=", ".join(form.FORMATS),
        )
    if variant and not form.VARIANTS:
        raise UnknownFormat(
            "The form {form} has no variants. Leave “{variant}” out.",
            form=form.name(),
            variant=variant,
        )
    if variant and variant not in form.VARIANTS:
        raise UnknownFormat(
            "The form {form} has no variant “{variant}”. It has: {variants}.",
            form=form.name(),
            variant=variant,
            variants=", ".join(form.VARIANTS),
        )


def _job(
    form: type[Form],
    values: View,
    to: str,
    lang: Language,
    write_record: Callable[[], bytes] | None,
    templates: str | os.PathLike[str] | None,
) -> Job:
    return Job(
        form=form,
        to=to,
        lang=lang,
        values={"logo": "", **values},
        write_record=write_record,
        version=_version(),
        templates=own_templates(templates) if templates else None,
    )


def own_templates(folder: str | os.PathLike[str]) -> Path:
    """A folder of templates that come before the package's own.

    :raises UnreadableInput: if there is none, or it is not laid out like that of the package: then
        nothing in it would ever be used.
    """
    path = Path(folder)
    if not any((path / name).is_dir() for name in ("layouts", *LANGUAGES)):
        raise UnreadableInput(
            "There are no templates in {folder}. Put them into a folder for each language in it: "
            "{languages}.",
            folder=path,
            languages=", ".join(LANGUAGES),
        )
    return path
