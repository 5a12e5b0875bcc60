"""What an editor in a notebook begins with: records with the pictures that lie beside them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from atuforms.core.files.input_files import read_file
from atuforms.editing.attachments import FILES, packed
from atuforms.editing.edited_record import edited
from atuforms.editing.exchange import open_file
from atuforms.fields.media import lies_beside
from atuforms.forms.base import Form
from atuforms.forms.mooc_development.placement_certificate import MoocPlacementCertificate
from atuforms.records.inventory import files_of, folder_of, passages_of
from atuforms.records.judgement import judgements_in
from atuforms.records.loading import open_record

_ROOM = 4_000_000
"""Bytes of files that an editor begins with, since it sends them with every question."""


def record_of(given: Form | Mapping[str, Any]) -> dict[str, Any]:
    """The record of a form or a mapping, with the files that it names."""
    form, _findings = open_record(given)
    record = form.record() if isinstance(given, Form) else edited(form, given, {})
    own = given.origin.pictures if isinstance(given, Form) else {}
    return _with_files(record, form, folder_of(form), own)


def record_beside(path: Path, lang: str | None) -> dict[str, Any]:
    """The record in a file, with the files that it names and that lie beside it."""
    record: dict[str, Any] = open_file(read_file(path), path.name, lang or "en")["record"]
    form, _findings = open_record({k: v for k, v in record.items() if k != FILES})
    return _with_files(record, form, path.absolute().parent, {})


def _with_files(
    record: dict[str, Any], form: Form, folder: Path, own: Mapping[str, bytes]
) -> dict[str, Any]:
    found = dict(own)
    named = [file.name for file in files_of(form)]
    named += (name for passage in passages_of(form) for name in passage.files)
    if isinstance(form, MoocPlacementCertificate):
        named += (name for name, _judgement in judgements_in(folder))
    room = _ROOM - sum(map(len, found.values()))
    for name in named:
        path = folder / name
        # What does not fit stays beside the record, and the report says that it is not here.
        if name in found or not lies_beside(name) or not path.is_file():
            continue
        if path.stat().st_size <= room:
            found[name] = read_file(path, room)
            room -= len(found[name])
    return {**record, FILES: {**packed(found), **record.get(FILES, {})}} if found else record
