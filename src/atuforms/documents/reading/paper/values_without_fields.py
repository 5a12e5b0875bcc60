"""The values for which a finished document has no fields: ticks, awards, headings of a bank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from atuforms.core.findings import Place
from atuforms.documents.reading.paper.awards import put_awards
from atuforms.documents.reading.paper.bank_headings import put_parts
from atuforms.documents.reading.paper.bank_letters import follow_letters
from atuforms.documents.reading.paper.blocks import Block
from atuforms.documents.reading.paper.leftovers import Leftovers
from atuforms.documents.reading.paper.printed import Printed
from atuforms.documents.reading.paper.ticks import put_ticks, ticked
from atuforms.forms.mooc_development.test_bank import TestBank
from atuforms.forms.supporting.competition_minutes import CompetitionMinutes


def without_fields(
    values: dict[str, Any],
    places: Mapping[str, Place],
    printed: Printed,
    shown: Sequence[Block],
    left: Leftovers,
    *,
    is_blank: bool,
) -> dict[str, Any]:
    """The values of a record with these; the lines that show them count as read.

    :param is_blank: whether the document carries no record.
    """
    read = left.placing.read
    read.update(dict.fromkeys(put_ticks(values, ticked(printed, shown)), ""))
    if issubclass(left.form, CompetitionMinutes):
        read.update(dict.fromkeys(put_awards(values, places, left.shown, left.expected), ""))
    if issubclass(left.form, TestBank):
        values, told = follow_letters(values, places, (n for block in shown for n in block.lines))
        left.findings += told
    if is_blank and issubclass(left.form, TestBank):
        others = (line for block in shown for line in block.lines if line not in read)
        return put_parts(values, places, others)
    return values
