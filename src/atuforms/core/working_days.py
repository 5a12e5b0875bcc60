"""Working days in Kazakhstan: Monday to Friday without public holidays and days off.

Which days are holidays, and which are off since a holiday falls on a weekend, the package
``holidays`` knows; what decrees move beyond that, ``atuforms.toml`` says.
"""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass

from atuforms.core.exceptions import MissingDependency
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.core.language.translation import translate
from atuforms.core.settings import Settings

try:
    import holidays
except ImportError as error:
    raise MissingDependency(
        'The calendar needs the package holidays. Install it: pip install "atuforms[calendar]"'
    ) from error

HOLIDAYS = (
    message("New Year's Day"),
    message("Orthodox Christmas"),
    message("International Women's Day"),
    message("Nowruz Holiday"),
    message("Kazakhstan's People Solidarity Holiday"),
    message("Defender of the Fatherland Day"),
    message("Victory Day"),
    message("Capital Day"),
    message("Constitution Day"),
    message("Republic Day"),
    message("Independence Day"),
    message("Eid al-Adha"),
)
"""The public holidays as the package names them in English; it has no Russian names."""

_OBSERVED = message("{holiday} (day off moved from a weekend)")
_ESTIMATED = message("{holiday} (date estimated)")
_SUBSTITUTED = message("day off by decree")
_DECREED = message("day off by atuforms.toml")
_ENGLISH = "en_US"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day from Monday to Friday on which nobody works, and its name in English."""

    day: datetime.date
    name: str

    @property
    def estimated(self) -> bool:
        """Whether the date follows the moon, and may yet be another."""
        return "estimated" in self.name

    def text(self, lang: Language) -> str:
        """The name of the day in ``lang``."""
        if self.name.startswith("Day off"):
            return translate(_SUBSTITUTED, lang)
        if not self.name:
            return translate(_DECREED, lang)
        name = translate(re.sub(r" \([^)]*\)$", "", self.name), lang)
        if self.estimated:
            return translate(_ESTIMATED, lang, holiday=name)
        return translate(_OBSERVED, lang, holiday=name) if "(observed" in self.name else name


@dataclass(frozen=True, slots=True)
class Count:
    """Working days counted back: the day reached, and the days off that were passed."""

    day: datetime.date
    passed: tuple[DayOff, ...]


def working_days_before(day: datetime.date, count: int, settings: Settings) -> Count:
    """The day that is ``count`` working days before ``day``, which itself is not counted."""
    passed: list[DayOff] = []
    while count:
        day -= datetime.timedelta(days=1)
        off = _day_off(day, settings)
        if off is not None:
            passed.append(off)
        elif day.weekday() < 5 or day in settings.working_days:
            count -= 1
    return Count(day, tuple(reversed(passed)))


def _day_off(day: datetime.date, settings: Settings) -> DayOff | None:
    """Why nobody works on a day from Monday to Friday; None on working days and weekends."""
    if day in settings.working_days or day.weekday() >= 5:
        return None
    name = _holidays(day.year).get(day)
    if name is not None:
        return DayOff(day, name)
    return DayOff(day, "") if day in settings.days_off else None


@functools.lru_cache(maxsize=32)
def _holidays(year: int) -> dict[datetime.date, str]:
    """The public holidays of a year by their English names."""
    return dict(holidays.country_holidays("KZ", years=year, language=_ENGLISH).items())
