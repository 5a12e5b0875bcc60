"""Builds the Word or PowerPoint templates of forms anew, or of all that come with atuforms.

Run it after a change to ``templates/layouts/`` or to a wording file, and commit what it writes::

    python tools/build_templates.py [FORM …]

It does what ``atuforms templates build FORM …`` does.
"""

from __future__ import annotations

import sys

from atuforms.documents.office_templates import write_templates
from atuforms.forms.all_forms import form_classes, get_form


def main(names: list[str]) -> None:
    """Build the templates of the named forms; of all that come with atuforms if none is named."""
    own = [form for form in form_classes() if form.TEMPLATES is None]
    for form in [get_form(name) for name in names] or own:
        for path in write_templates(form):
            print(path.relative_to(path.parent.parent.parent))


if __name__ == "__main__":
    main(sys.argv[1:])
