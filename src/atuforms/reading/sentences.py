"""What is noticed while a document is read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.sentences import Sentence
from atuforms.sentences import sentence as _

SENTENCES: Final[Mapping[str, tuple[Sentence, ...]]] = {
    "read-two-values": (
        _("{label}: the document says “{first}” in one place and “{second}” in another"),
        _("The first was taken. Correct the other."),
    ),
    "read-other-languages": (
        _("{label}: this was changed; the other languages still say what they said before"),
        _("Change them too."),
    ),
    "read-line-ends": (
        _("{label}: line ends may have been lost when the document was saved"),
        _("Compare the text with the document."),
    ),
    "read-control-missing": (
        _("{label}: the field is no longer in the document"),
        _("What the record said before was kept. Check it."),
    ),
    "read-control-unknown": (
        _("The document has a field “{actual}” that the form does not know"),
        _("Its text “{text}” was left out."),
    ),
    "read-control-lost": (
        _("A field lost its name, and what it stands for cannot be told"),
        _("Its text “{text}” was left out. Type it into a fresh blank."),
    ),
    "read-names-differ": (
        _("{label}: the field is also called “{actual}”"),
        _("It was read as {label}. Check it."),
    ),
    "read-text-outside": (
        _("{label}: the document was changed where it has no fields, and this was not read"),
        _("Change the text in the record."),
    ),
    "read-record-damaged": (
        _("The record inside the document was damaged or changed by hand"),
        _("Check every value."),
    ),
    "read-not-found": (
        _("{label}: this was not found in the document"),
        _("Type it into the record."),
    ),
    "read-taken-apart": (
        _("{label}: “{text}” was taken apart at its commas"),
        _("Check name, position, degree and title."),
    ),
    "read-question-left-out": (
        _("“{text}”: form 02-05 holds questions with one right answer only"),
        _("Keep the others in a file for Moodle."),
    ),
    "read-picture-saved": (
        _("{label}: the picture in the document is called “{actual}” in the record"),
        _("It is saved beside the record."),
    ),
}
