"""Builds the Word or PowerPoint template of every form and language from its layout and wording.

Run it after a change to ``templates/layouts/`` or to a wording file, and commit what it writes::

    python tools/build_templates.py [FORM …]
"""

from __future__ import annotations

import sys

from atuforms.fields.describe import walk
from atuforms.forms import FORMS, get_form
from atuforms.languages import LANGUAGES
from atuforms.render.slide_template import build_slide_template
from atuforms.render.word_template import build_word_template
from atuforms.resources import templates_folder
from atuforms.view import blank_view


def main(names: list[str]) -> None:
    """Build the templates of the named forms, or of all."""
    for name in names or list(FORMS):
        form = get_form(name)
        fields = {path.replace(".*", "") for path, _ in walk(form)}
        for lang in LANGUAGES:
            if "docx" in form.FORMATS:
                template, ending = build_word_template(form, lang, fields), "docx"
            elif "pptx" in form.FORMATS:
                template, ending = build_slide_template(form, lang, blank_view(form, lang)), "pptx"
            else:
                continue
            path = templates_folder() / lang / f"{form.SLUG}.{ending}"
            path.write_bytes(template)
            print(path.relative_to(templates_folder().parent))


if __name__ == "__main__":
    main(sys.argv[1:])
