"""From a file or a mapping to a form."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from atuforms.core.dotted_paths import nearest
from atuforms.core.exceptions import UnknownForm
from atuforms.core.files.file_states import look_again
from atuforms.core.findings import Finding, InvalidRecord, Place
from atuforms.core.settings import Settings, find_settings
from atuforms.fields.shape import partial
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form, Origin
from atuforms.records.source import Source, read_source, without_gaps

RecordInput = str | os.PathLike[str] | Mapping[str, object] | Form
"""What a record may be given as: a path, a mapping, or a form already built."""


def open_record(record: RecordInput) -> tuple[Form, list[Finding]]:
    """A form as far as the record makes one, and what keeps it from making a whole one.

    Values that are missing or cannot be read are ``NOT_GIVEN`` in the form.
    """
    look_again()
    if isinstance(record, Form):
        return record, []
    return from_source(
        Source(without_gaps(record)) if isinstance(record, Mapping) else read_source(Path(record))
    )


def from_source(
    source: Source, form_class: type[Form] | None = None, settings: Settings | None = None
) -> tuple[Form, list[Finding]]:
    """The same for a record already read.

    :param form_class: stands in for its key ``form``.
    :param settings: those of the record's folder, if not said.
    """
    values = dict(source.values)
    named = values.pop("form", None)
    cls = form_class or _form_class(named, source)
    settings = settings or find_settings(source.folder)
    for field, setting in cls.FROM_SETTINGS.items():
        if field not in values and setting in settings.defaults:
            values[field] = settings.defaults[setting]
    origin = Origin(source.file, source.folder, source.places, settings, source.pictures)
    try:
        form = cls.model_validate(values)
        findings: list[Finding] = []
    except (ValidationError, InvalidRecord):
        form, findings = partial(cls, values)
        findings = [finding.at(place_of(finding.path, source.places)) for finding in findings]
    form._origin = origin
    return form, findings


def place_of(path: str, places: Mapping[str, Place]) -> Place:
    """The place of a value, or of the nearest thing around it that has one."""
    return places.get(nearest(path, places), Place())


def _form_class(named: object, source: Source) -> type[Form]:
    if not isinstance(named, str) or not named.strip():
        if not source.file:
            raise UnknownForm(
                "The record does not say which form it is. Give it the key “form”, for example "
                "“02-09”; “atuforms list” shows the codes."
            )
        raise UnknownForm(
            "{file}: the record does not say which form it is. Add a line “form: 02-09”; "
            "“atuforms list” shows the codes.",
            file=source.file,
        )
    return get_form(named)
