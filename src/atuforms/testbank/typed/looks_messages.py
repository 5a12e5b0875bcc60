"""The sentences of what looks and signs say of a typed test bank, and where its answers stand."""

from __future__ import annotations

from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _

OPTION_TELLS = Message(
    _(
        "Of the options of question {number} only the right one, “{actual}”, has a sign beside it "
        "or a character that nobody sees"
    ),
    _("Take it out if it is no part of the answer."),
)
_ALIKE = _("Write all options alike: a paper without answers would show them.")
RIGHT_LONE_SIGN = Message(
    _("Right options that “{sign}” tells from the others: {actual} of {total}"),
    _ALIKE,
)
RIGHT_CAPITAL = Message(
    _("Right options that alone begin with a capital letter: {actual} of {total}"),
    _ALIKE,
)
RIGHT_SMALL = Message(
    _("Right options that alone begin with a small letter: {actual} of {total}"),
    _ALIKE,
)
LOOKS_UNKNOWN = Message(
    _(
        "Question {number} has no answer, but “{start}” looks otherwise than the other options "
        "(italics, size, font, capitals or a part of it), which is not known as the sign of the "
        "right one"
    ),
    _("Write “*” or “+” before the right option, or make it bold."),
)
ANSWERS_ABOVE = Message(
    _(
        "An answer stands before the first question and none after the last one: the answers may "
        "stand above their questions, and none of them was taken"
    ),
    _("Write each answer below the options of its question."),
)
XML_TRUTH_AGAINST = Message(
    _("The answers of “{start}” say one thing, their order another: Moodle goes by the order"),
    _("Name them “true” and “false”."),
)
REVIEW_FEEDBACK = Message(
    _("The feedback “{actual}” of a Moodle review is left out"),
    _("Add it to the question in Moodle."),
)
