"""Doubts about the questions of a typed bank once all of them are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from atuforms.core.findings import Finding
from atuforms.testbank.typed.drafts import Draft
from atuforms.testbank.typed.kept_labels import cut_second_signs
from atuforms.testbank.typed.label_runs import unclear_labels, unlike_options, without_consequences
from atuforms.testbank.typed.lines import Paragraph
from atuforms.testbank.typed.lost_options import lost_options
from atuforms.testbank.typed.stray_lines import stray_lines
from atuforms.testbank.typed.tagged_lines import stray_tags, tags_shown

_LONGEST: Final = 200
"""Characters of the longest quotation."""


def brief(finding: Finding) -> Finding:
    """A finding that quotes no more of a text than tells it from others."""
    details = {name: _start_of(value) for name, value in finding.details.items()}
    return replace(
        finding, actual=_start_of(finding.actual), limit=_start_of(finding.limit), details=details
    )


def _start_of(value: object) -> object:
    long = isinstance(value, str) and len(value) > _LONGEST
    return f"{str(value)[:_LONGEST].rstrip()}…" if long else value


def with_doubts(
    findings: Sequence[Finding], drafts: list[Draft], lines: list[Paragraph], *, typed: bool
) -> list[Finding]:
    """The findings of reading, and those on what only the whole bank shows.

    Where labels are unclear, that is the cause, and what follows from it is not said besides.

    :param lines: as they stand in the file.
    """
    cut_second_signs(drafts, lines)
    tags = (*tags_shown(lines, drafts), *stray_tags(lines, drafts)) if typed else ()
    found = [*findings, *tags, *lost_options(drafts)]
    unclear = unclear_labels(drafts, lines, typed=typed)
    found = without_consequences(found, unclear)
    stray = stray_lines(drafts, lines, unclear)
    return [*found, *unclear, *stray, *unlike_options(drafts)]
