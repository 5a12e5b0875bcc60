"""The sentences of what is found in the key of a test bank."""

from __future__ import annotations

from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _

KEY_RANGE = Message(
    _("The key gives “{actual}” for question {number}, whose options are {limit}"),
    _("Correct the key."),
)
KEY_UNREAD = Message(
    _("“{start}” may be a key, but not one that can be read; it was left out"),
    _("Give each question its number and one letter: 1-B, 2-C."),
)
KEY_AGAINST = Message(
    _("The key gives “{actual}” for question {number}, which itself shows another answer"),
    _("Take one of the two away."),
)
KEY_WITHIN = Message(
    _(
        "“{start}” stands between questions: it is not certain which of them this key answers; "
        "it was left out"
    ),
    _("Give each question a number of its own, and one key at the end."),
)
KEY_UNCLEAR = Message(
    _("The key at the end does not number the {limit} questions one by one"),
    _("Give each question its number and one letter: 1-B, 2-C."),
)
KEY_BESIDE = Message(
    _("“{start}” in a header, a footer or a comment may be a key; it was not read"),
    _("Write the key below the last question, or delete it."),
)
KEY_BARE = Message(
    _("Question {number} has no answer but in “{start}”, which may be a key: no heading says so"),
    _("Write “Key” above it, and give each question its number and one letter: 1-B, 2-C."),
)
KEYS_OF_VARIANTS = Message(
    _(
        "Question {number} has no answer for certain: “{start}” is one of several keys, and "
        "numbers begin anew in each variant"
    ),
    _("Give each variant with its key as a file of its own, or number the questions on."),
)
SIGN_UNKNOWN = Message(
    _(
        "Question {number} has no answer but “{start}” beside an option, which is not known as the "
        "sign of the right one"
    ),
    _("Write “*” or “+” before the right option, or make it bold."),
)
