"""Writes the JSON Schema of every form into ``schemas/``.

Run it after a change to a form or to its labels, and commit what it writes::

    python tools/build_schemas.py
"""

from __future__ import annotations

import json

from atuforms.core.files.resources import schemas_folder
from atuforms.forms.all_forms import entry, own_forms
from atuforms.forms.index import FILE_NAME, index_json
from atuforms.records.schema import schema


def main() -> None:
    """Write the schema of every form that comes with atuforms, and their index."""
    index = schemas_folder() / FILE_NAME
    index.write_text(index_json(tuple(map(entry, own_forms()))), encoding="utf-8")
    for form in own_forms():
        path = schemas_folder() / f"{form.SLUG}.schema.json"
        text = json.dumps(schema(form), ensure_ascii=False, indent=2) + "\n"
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(schemas_folder().parent))


if __name__ == "__main__":
    main()
