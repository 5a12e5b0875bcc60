"""The sentences of what is found in the letters and numbers before the lines of a test bank."""

from __future__ import annotations

from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _

LABELS_ANEW = Message(
    _(
        "The letters or numbers before the lines of question {number} begin anew or change at "
        "“{actual}”: only the author knows which lines are its options"
    ),
    _(
        "Letter the options in order with one kind of letter, and write statements of the "
        "question without letters and numbers."
    ),
)
LABEL_ASTRAY = Message(
    _("“{actual}” of question {number} looks like an option, but its letter is not the next one"),
    _("Correct the letter, or write the line without it if the line is no option."),
)
POINTS = Message(
    _("“{actual}” of question {number} looks like points rather than an option"),
    _("Delete the lines with points."),
)
LABELS_KEPT = Message(
    _("The letters or numbers of the options of question {number} stay in their texts: “{actual}”"),
    _("Write them as “A) ”, or delete them: otherwise they are wrong once options are shuffled."),
)
KEYS_DIFFER = Message(
    _("Questions {number} and {other} have the same text and options, but other right answers"),
    _("Correct one of the answers, and delete one of the questions."),
)
