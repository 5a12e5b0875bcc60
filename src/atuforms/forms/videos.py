"""Requirements on the videos of a MOOC that is developed after regulation 02."""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.fields.durations import clock
from atuforms.forms.base import Form
from atuforms.rules import Breach

PROMO_SECONDS = 180
"""The longest promotional video (02-01 item 14, 01-02 section 1)."""

LECTURE_SECONDS = 900
"""The shortest video lecture of regulation 02, and the longest of form 01-02."""

FULL_HD = 1080
"""Lines of the frame that regulation 02 asks for."""


def lasts_at_most(seconds: int, limit: int, message: str = "lasts-too-long") -> Iterator[Breach]:
    """A breach if a video lasts longer than ``limit`` seconds."""
    if seconds > limit:
        yield _of_length(message, seconds, limit)


def lasts_at_least(seconds: int, limit: int, message: str = "lasts-too-short") -> Iterator[Breach]:
    """A breach if a video lasts less than ``limit`` seconds."""
    if seconds < limit:
        yield _of_length(message, seconds, limit)


def _of_length(message: str, seconds: int, limit: int) -> Breach:
    words = {"length": clock(seconds), "bound": clock(limit)}
    return Breach(message, limit=limit, actual=seconds, details=words)


def promo_video_limit(form: type[Form], field: str) -> None:
    """Attach the greatest length of a promotional video to ``field`` of ``form``."""

    @form.rule("0201-promo-max-3min", "02-01 item 14", reads=f"{field}.duration")
    def promo_video_lasts_three_minutes_at_most(seconds: int) -> Iterator[Breach]:
        """14. Промовидео немесе курс трейлері (3 минутқа дейін)."""
        yield from lasts_at_most(seconds, PROMO_SECONDS)


def video_lecture_length(form: type[Form], each: str, field: str = "") -> None:
    """Attach the least length of a video lecture: ``field`` of every item that ``each`` meets."""
    reads = f"{field}.duration".strip(".")

    @form.rule("0201-video-min-15", "02-01 item 20", reads=reads, each=each, severity="warning")
    def video_lecture_lasts_fifteen_minutes_at_least(seconds: int) -> Iterator[Breach]:
        """Бейненің ұзақтығы кемінде 15 минут болуы тиіс."""
        yield from lasts_at_least(seconds, LECTURE_SECONDS, "lecture-under-15-minutes")


def full_hd(form: type[Form], field: str, each: str = "") -> None:
    """Attach the resolution of 02 §9.1.6 to the video ``field`` of ``form``."""
    reads = f"{field}.height".strip(".")

    @form.rule("02-1080p", "02 §9.1.6", reads=reads, each=each, severity="warning")
    def frame_has_1080_lines_at_least(height: int) -> Iterator[Breach]:
        """Стандартқа сәйкестігі кемінде 1080р үйлесімді;"""
        if height < FULL_HD:
            yield Breach("below", limit=FULL_HD, actual=height)
