"""The exchange formats of form 02-05: Aiken, GIFT and Moodle XML, for the import into Moodle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from atuforms.core.language.wording import wording_of
from atuforms.rendering.job import Job
from atuforms.testbank.formats import write_bank
from atuforms.testbank.model import Bank, Question, single


def render(job: Job) -> bytes:
    """The bank as a file of the format that ``job`` names.

    :raises InvalidRecord: for items that Moodle would refuse or misread.
    """
    prompts: Mapping[str, Any] = wording_of(job.form, job.lang)["prompts"]
    items = enumerate(job.values["questions"])
    return write_bank(Bank(tuple(_question(item, i, prompts) for i, item in items)), job.to)


def _question(item: Mapping[str, Any], index: int, prompts: Mapping[str, Any]) -> Question:
    """An item in the words of the view; an empty one, of a blank, in those of the template."""
    answers = prompts["answers"]
    return single(
        item["text"] or prompts["text"],
        [option["value"] or prompts["option"] for option in item["options"]],
        item["answer"] or answers[index % len(answers)],
        item["module"],
        item["lecture"],
    )
