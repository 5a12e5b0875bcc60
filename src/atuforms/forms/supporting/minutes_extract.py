"""Extract from the minutes of a meeting of a department, or of the faculty's expert commission.

The secretary writes it; it carries the reasoned decision on a MOOC or a digital resource and
travels with the documents of its authors (01 §9.5.1–9.5.2, 02 §10.5–10.7). The regulations give
no form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import model_validator

from atuforms.fields.choices import MeetingLevel
from atuforms.fields.dates import Date
from atuforms.fields.numbers import Count
from atuforms.fields.people import Person
from atuforms.fields.texts import LongText, Name, Text
from atuforms.forms.base import Form

_COUNT = re.compile(r"\d{1,9}")
"""How many were present, as a number that can be read."""


class MinutesExtract(Form):
    """Extract from the minutes of a meeting."""

    SLUG = "minutes-extract"
    CLAUSES = ("01 §9.5.1", "01 §9.5.2", "02 §10.7")
    FACTS = {"meeting": "level", "decision": "decision"}
    IDENTITY = ("level", "number", "date")
    BLANK_ROWS = {"agenda": 2}
    COUNTED = {"present": "present_count"}

    level: MeetingLevel
    number: Name
    date: Date
    unit: Text
    chair: Person
    secretary: Person
    present: tuple[Person, ...] | None = None
    """Those present, by name; a record may give their number instead."""
    present_count: Count | None = None
    """How many were present; a record may write the number under ``present``."""
    agenda: tuple[Text, ...]
    heard: LongText
    votes_for: Count | None = None
    votes_against: Count | None = None
    votes_abstained: Count | None = None
    decision: LongText

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, values: object) -> object:
        if not isinstance(values, Mapping):
            return values
        present = values.get("present")
        if not isinstance(present, int | str) or not _COUNT.fullmatch(str(present).strip()):
            return values
        rest = {key: value for key, value in values.items() if key != "present"}
        return {**rest, "present_count": present}
