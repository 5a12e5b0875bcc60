"""Layouts of pages and templates of presentations of one's own: what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from atuforms.core.exceptions import AtuformsError, InvalidTemplate, MissingDependency
from atuforms.core.files.input_files import read_file
from atuforms.core.files.office import MAX_TOTAL, Parts, refuse_old
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import wording_of
from atuforms.core.locks import FIRST_USE
from atuforms.documents.template_samples import known_names, sample_values
from atuforms.documents.template_slips import slips_in
from atuforms.fields.describe import describe
from atuforms.forms.base import Form
from atuforms.rendering.filling.templates import layouts_of, page_source
from atuforms.rendering.filling.uses import Uses
from atuforms.rendering.html import html_environment
from atuforms.rendering.layout_check import layout_faults


def layout_errors(
    folder: Path, form: type[Form], lang: Language
) -> Iterator[tuple[str, AtuformsError]]:
    """What is wrong with the layouts of a folder that a form is printed with, with their files."""
    found = layout_faults(form, lang, folder, sample_values(form, lang))
    yield from found
    own = f"{form.SLUG}.html"
    for name in layouts_of(form, folder):
        text = (folder / "layouts" / name).read_text(encoding="utf-8", errors="replace")
        body = text.partition("<body")[2] or text
        for error in slips_in([body], form, f"layouts/{name}"):
            yield f"layouts/{name}", error
    if not found and (folder / "layouts" / own).is_file():
        required = {field.name for field in describe(form) if field.required}
        usual, used = (_printed(form, lang, each) for each in (None, folder))
        for error in unprinted((required & usual) - used, f"layouts/{own}"):
            yield f"layouts/{own}", error


def unprinted(fields: Iterable[str], name: str) -> Iterator[InvalidTemplate]:
    """What says that a template does not print these fields."""
    for field in sorted(fields):
        yield InvalidTemplate(
            "The template {name} does not print {field}, which the form requires. Write {tag} "
            "where it goes.",
            name=name,
            field=field,
            tag="{{ " + field + " }}",
        )


def _printed(form: type[Form], lang: Language, folder: Path | None) -> set[str]:
    """The fields that the page of a form prints."""
    tree = html_environment().parse(page_source(form, lang, folder))
    return Uses(tree, known_names(form, lang)).fields


def slide_errors(
    path: Path, name: str, form: type[Form], lang: Language
) -> Iterator[AtuformsError]:
    """What is wrong with the template of a presentation."""
    try:
        data = read_file(path)
        refuse_old(data, name)
        package = Parts(BytesIO(data), name)
        package.measure(MAX_TOTAL)
        main = package.main_part()
    except AtuformsError as error:
        yield error
        return
    if not main.startswith("ppt/"):
        yield InvalidTemplate(
            "The template {name} is no presentation. Build it anew with this command: "
            "atuforms templates build FORM",
            name=name,
        )
        return
    try:
        with FIRST_USE:
            from atuforms.rendering.slides.slide_templates import template_faults
    except MissingDependency as error:
        yield error
        return
    yield from template_faults(data, wording_of(form, lang)["layouts"], name)
