"""Builds the Word or PowerPoint template of every form and language from its layout and wording.

Run it after a change to ``templates/layouts/`` or to a wording file, and commit what it writes::

    python tools/build_templates.py [FORM …]

A form of another package is built into its own folder of templates, if it is named.
"""

from __future__ import annotations

import sys
from pathlib import Path

from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.view import blank_view
from atuforms.fields.describe import walk
from atuforms.forms.base import Form
from atuforms.forms.registry import form_classes, get_form
from atuforms.rendering.building.slide_template import build_slide_template
from atuforms.rendering.building.word_template import build_word_template


def build(form: type[Form], lang: Language) -> tuple[Path, bytes] | None:
    """The template of a form in a language, and where it belongs; None if the form needs none."""
    if "docx" in form.FORMATS:
        fields = {path.replace(".*", "") for path, _ in walk(form)}
        template, ending = build_word_template(form, lang, fields), "docx"
    elif "pptx" in form.FORMATS:
        template, ending = build_slide_template(form, lang, blank_view(form, lang)), "pptx"
    else:
        return None
    folder = form.TEMPLATES or templates_folder()
    return folder / lang / f"{form.SLUG}.{ending}", template


def main(names: list[str]) -> None:
    """Build the templates of the named forms, or of all that come with atuforms."""
    own = [form for form in form_classes() if form.TEMPLATES is None]
    for form in [get_form(name) for name in names] or own:
        for lang in LANGUAGES:
            built = build(form, lang)
            if built:
                path, template = built
                path.write_bytes(template)
                print(path.relative_to(path.parent.parent.parent))


if __name__ == "__main__":
    main(sys.argv[1:])
