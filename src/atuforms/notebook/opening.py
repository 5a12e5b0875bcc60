"""``atuforms.editor``: the form editor, where the last value of a cell is shown."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atuforms.core.language.choice import language, reader_language
from atuforms.core.language.choice import spoken as spoken_language
from atuforms.core.locks import FIRST_USE
from atuforms.documents.opening import BANKS, DOCUMENTS
from atuforms.forms.all_forms import form_class
from atuforms.forms.base import Form
from atuforms.records.source import RECORDS

if TYPE_CHECKING:
    from atuforms.notebook.widget import Editor


def editor(
    form: str | os.PathLike[str] | Mapping[str, Any] | Form | type[Form],
    *,
    lang: str | None = None,
) -> Editor:
    """A form to fill in, as a widget of a notebook.

    :param form: code, slug or class of a form; or what to begin with: a form, a mapping, or a path
        of a record or of a filled document.
    :param lang: of labels and messages; that of the record, else of the reader, if not said.
    :raises UnknownForm: if there is no such form.
    :raises UnreadableInput: if it is a path, and the file is none of these.
    :raises MissingDependency: if the extra ``notebook`` is not installed.
    """
    with FIRST_USE:
        from atuforms.notebook.beginning import record_beside, record_of
        from atuforms.notebook.widget import Editor

    if isinstance(form, type) or (isinstance(form, str) and not _is_file(form)):
        cls = form_class(form)
        spoken = language(lang) if lang else reader_language()
        return Editor({"form": cls.name(), "lang": spoken}, spoken)
    if isinstance(form, str | os.PathLike):
        record = record_beside(Path(form), lang)
    else:
        record = record_of(form)
    own = spoken_language(str(record.get("lang", "")))
    return Editor(record, language(lang) if lang else reader_language(own))


def _is_file(name: str) -> bool:
    """Whether a text is the name of a file, and not a code, of which some have full stops."""
    return Path(name).suffix.lower() in (*RECORDS, *DOCUMENTS, *BANKS, ".zip")
