"""What Moodle calls its kinds of questions, as its language packs do, and what parts are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.core.language.sentences import Message, Said, Sentence
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import Listed

KIND_UNKNOWN = Message(
    _(
        "The question “{start}” is of the kind “{kind}” ({actual}), which a test bank cannot "
        "hold; it was left out"
    ),
    _("Add it in Moodle."),
)
KIND_FOREIGN = Message(
    _(
        "The question “{start}” is of the kind “{actual}”, which a test bank cannot hold; it "
        "was left out"
    ),
    _("Add it in Moodle."),
)
MIXED_MARKUP = Message(
    _(
        "The question “{start}” has texts in Markdown and others in HTML, which a test bank cannot "
        "hold together; it was left out"
    ),
    _("Add it in Moodle."),
)

_MATCHING: Final = _("Matching")
_CLOZE: Final = _("Embedded answers (Cloze)")
NAMES: Final[Mapping[str, Sentence]] = {
    "essay": _("Essay"),
    "matching": _MATCHING,
    "match": _MATCHING,
    "description": _("Description"),
    "cloze": _CLOZE,
    "multianswer": _CLOZE,
    "calculated": _("Calculated"),
    "calculatedsimple": _("Calculated simple"),
    "calculatedmulti": _("Calculated multichoice"),
    "gapselect": _("Select missing words"),
    "ddwtos": _("Drag and drop into text"),
    "ddimageortext": _("Drag and drop onto image"),
    "ddmarker": _("Drag and drop markers"),
    "ordering": _("Ordering"),
    "randomsamatch": _("Random short-answer matching"),
    "random": _("Random"),
}
"""By the type that Moodle XML gives."""

PARTS: Mapping[str, Sentence] = {
    "name": _("names"),
    "generalfeedback": _("general feedback"),
    "feedback": _("feedback on answers"),
    "fraction": _("weights of answers"),
    "file": _("pictures"),
    "defaultgrade": _("marks"),
    "shuffleanswers": _("fixed order of options"),
    "usecase": _("difference of capital and small letters"),
    "category": _("categories"),
}
"""What a reader calls the elements of Moodle XML that a format may have no place for."""


def left_out(kind: str) -> tuple[Message, dict[str, Listed]]:
    """What is said of a question of a ``kind`` that a bank does not hold, with its name."""
    name = NAMES.get(kind)
    return (KIND_UNKNOWN, {"kind": Listed((Said(name, {}),))}) if name else (KIND_FOREIGN, {})
