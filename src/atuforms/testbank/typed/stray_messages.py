"""The sentences of single lines that do not fit the question in which they stand."""

from __future__ import annotations

from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _

LABEL_UNFIT = Message(
    _("“{actual}” in question {number} may be an option, or a line of the text above it"),
    _("Letter the options in one way, or write the line without a letter or number."),
)
OPTION_ON_STEM = Message(
    _("“{actual}” on the line of question {number} may be its first option, or a part of its text"),
    _("Write each option on a line of its own, and the text of the question in another one."),
)
OPTIONS_UNEVEN = Message(
    _(
        "Lines below question {number}: {actual}; below most others: {limit}. One is missing, "
        "or one is no option: see “{start}”"
    ),
    _("Delete the line, or give the options letters."),
)
TAG_SHOWN = Message(
    _("“{actual}” in question {number} would be shown as it is typed"),
    _("Add the picture or the formatting in Moodle, or give the bank as a Word document."),
)
MARGIN_LEFT_OUT = Message(
    _("“{actual}” in a header or footer is no question; it was left out"),
)
CHANGE_REMOVED = Message(
    _("“{actual}” was deleted or moved away by a tracked change; it was left out"),
    _("Accept or reject the changes in Word."),
)
WORD_TORN = Message(
    _("“{actual}” in question {number} may be one word that the end of a line parted"),
    _("Write it in one line, with the hyphen only if it belongs to the word."),
)
ANSWER_MORE = Message(
    _("What follows the letter in the answer “{actual}” of question {number} is not taken over"),
    _("Add it as feedback in Moodle."),
)
