"""Writes the Word or PowerPoint templates of a form, from its layout and wording."""

from __future__ import annotations

from pathlib import Path

from atuforms.core.files.output_files import make_folder, write_atomically
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.view import blank_view
from atuforms.fields.describe import walk
from atuforms.forms.base import Form
from atuforms.rendering.building.slide_template import build_slide_template
from atuforms.rendering.building.word_template import build_word_template


def write_templates(form: type[Form], folder: Path | None = None) -> list[Path]:
    """Write the template of a form in each language.

    :param folder: a folder of templates, which gets ``<lang>/<slug>.docx``; the one in which the
        form's wording is if not given.
    :return: the files; none for a form that is neither a Word document nor a presentation.
    :raises InvalidTemplate: if layout or wording are missing or faulty; then nothing is written.
    :raises UnsafeOutput: if a file cannot be written.
    """
    folder = folder or form.TEMPLATES or templates_folder()
    ending = next((each for each in ("docx", "pptx") if each in form.FORMATS), None)
    if ending is None:
        return []
    templates = {
        folder / lang / f"{form.SLUG}.{ending}": build_template(form, lang) for lang in LANGUAGES
    }
    for path, template in templates.items():
        make_folder(path.parent)
        write_atomically(path, template)
    return list(templates)


def build_template(form: type[Form], lang: Language) -> bytes:
    """The template of a form in a language.

    :raises InvalidTemplate: if layout or wording are missing or faulty.
    """
    if "docx" in form.FORMATS:
        fields = {path.replace(".*", "") for path, _ in walk(form)}
        return build_word_template(form, lang, fields)
    return build_slide_template(form, lang, blank_view(form, lang))
