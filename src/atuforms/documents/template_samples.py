"""What templates are tried with: a record that has everything, and all names that there are."""

from __future__ import annotations

import copy
from typing import Any

from atuforms.core.dotted_paths import holder
from atuforms.core.language.languages import Language
from atuforms.documents.fillable.hints import PICTURE
from atuforms.documents.reading.samples import sample_record
from atuforms.documents.view import blank_view, view
from atuforms.fields.describe import walk
from atuforms.forms.base import Form
from atuforms.records.inventory import files_of
from atuforms.records.loading import from_source
from atuforms.records.source import Source
from atuforms.rendering.filling.uses import shape

ALWAYS = ("logo", "draft", "variant", "proof", "code", "document_title", "blank_date")
"""What every document has, besides the fields of its form."""


def sample_values(form: type[Form], lang: Language) -> dict[str, Any]:
    """The view of a record that has everything."""
    made, _ = from_source(Source({"form": form.name(), **sample_record(form)}))
    values = {**dict.fromkeys(ALWAYS, ""), **copy.deepcopy(dict(view(made, lang)))}
    values["logo"] = PICTURE
    for image in files_of(made):
        if image.is_picture:
            holding, last = holder(values, image.path)
            holding[last] = PICTURE
    return values


def known_names(form: type[Form], lang: Language) -> Any:
    """What may stand at each place of a view of the form."""
    every: dict[str, Any] = {}
    for path, _ in walk(form):
        place = every
        for step in path.replace(".*", "").split("."):
            place = place.setdefault(step, {})
    return shape(dict.fromkeys(ALWAYS, ""), blank_view(form, lang), every)
