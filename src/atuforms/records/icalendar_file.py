"""Dates as an iCalendar file (RFC 5545), for any program that keeps a calendar."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable

from atuforms.core.exceptions import MissingDependency
from atuforms.core.language.languages import Language

try:
    import icalendar
except ImportError as error:
    raise MissingDependency(
        'iCalendar files need the package icalendar. Install it: pip install "atuforms[calendar]"'
    ) from error

Event = tuple[str, datetime.date, str, str, str]
"""Rule, day, time of the day or nothing, summary, description."""


def ics(name: str, events: Iterable[Event], lang: Language) -> bytes:
    """A calendar with an event a term.

    No clock is asked: an event is stamped with its own day, so that the bytes are always the same.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//atuforms//calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    seen: dict[str, int] = {}
    for rule, day, time, summary, description in events:
        seen[rule] = seen.get(rule, 0) + 1
        event = icalendar.Event()
        event.add("uid", _uid(name, rule, seen[rule]))
        midnight = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
        event.add("dtstamp", midnight)
        if time:
            # Without a zone: it is the time of the studio's own clock.
            event.add("dtstart", datetime.datetime.combine(day, datetime.time.fromisoformat(time)))
        else:
            event.add("dtstart", day)
        event.add("summary", summary, parameters={"language": lang})
        event.add("description", description, parameters={"language": lang})
        event.add("categories", [rule])
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data


def _uid(name: str, rule: str, number: int) -> str:
    """The same for the same term of the same course, so that a second import changes the first."""
    digest = hashlib.sha256(f"{name}\n{rule}\n{number}".encode()).hexdigest()
    return f"{digest[:32]}@atuforms"
