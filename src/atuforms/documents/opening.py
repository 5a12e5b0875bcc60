"""From whatever a person has to a form: a record, or a document that was filled in."""

from __future__ import annotations

import os
from pathlib import Path

from atuforms.core.findings import Finding
from atuforms.core.locks import FIRST_USE
from atuforms.forms.base import Form
from atuforms.records.loading import RecordInput, open_record

WORD = (".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott")
"""Documents of word processors; macros in them are never run."""

DOCUMENTS = (*WORD, ".pdf", ".pptx")
"""Documents that carry a record, or from which one is read."""

OTHERS = (".doc", ".rtf", ".pages", ".html", ".htm", ".epub")
"""Documents of other programs, which reading refuses with what to do."""

_WITH_READING = (*DOCUMENTS, *OTHERS)

BANKS = (".txt", ".gift", ".xml")
"""Test banks in the formats of exchange."""


def open_input(record: RecordInput) -> tuple[Form, tuple[Finding, ...]]:
    """A form as far as the input makes one, and what keeps it from being whole.

    :param record: a form, a mapping, or a path of a record or of a filled document.
    :raises UnreadableInput: if the file is none of these.
    :raises UnknownForm: if it names no form that there is.
    """
    if isinstance(record, str | os.PathLike) and Path(record).suffix.lower() in _WITH_READING:
        # What reads documents stands above this module, and takes libraries that a record does
        # not need.
        with FIRST_USE:
            from atuforms.documents.reading.document import read_document

        reading = read_document(record)
        return reading.form, reading.judged
    form, findings = open_record(record)
    return form, tuple(findings)
