"""What Moodle calls its kinds of questions, in English and in Russian as its language packs do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.core.language.sentences import Message, Said, Sentence
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import Listed
from atuforms.testbank.messages import KIND_FOREIGN, KIND_UNKNOWN

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


def left_out(kind: str) -> tuple[Message, dict[str, Listed]]:
    """What is said of a question of a ``kind`` that a bank does not hold, with its name."""
    name = NAMES.get(kind)
    return (KIND_UNKNOWN, {"kind": Listed((Said(name, {}),))}) if name else (KIND_FOREIGN, {})
