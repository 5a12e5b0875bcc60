"""Picture and sound of finished videos, as regulation 02 asks for them (02 §9).

Frame, channels and sample rate may be stated in a record; data rate, frame rate and colour depth
are read from the files that it names, and are not checked without.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from atuforms.core.findings import Severity
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.media import Video
from atuforms.fields.not_given import given
from atuforms.forms.base import Form
from atuforms.forms.rules import Breach, RuleFunction

FULL_HD = (1920, 1080)
SAMPLE_RATE = 48_000
CHANNELS = 2
COLOUR_DEPTH = 8
FRAME_RATE = 24
BIT_RATE = 8_000_000

_MILLION = 1_000_000

PICTURE_SMALL = Message(
    _("{label}: {actual} pixels, at least {limit} wanted"),
    _("Smaller pictures, from 1280×720, are allowed in {other}."),
)
PICTURE_INTERLACED = Message(
    _("{label}: the picture is interlaced"),
    _("Export the video with progressive frames."),
)
BIT_RATE_LOW = Message(
    _("{label}: the data rate is {actual} Mbit/s, at least {limit} wanted"),
    _("Export the video with a higher data rate."),
)
FRAME_RATE_LOW = Message(
    _("{label}: {actual} frames a second, at least {limit} wanted"),
    _("Record and export the video with more frames a second."),
)
COLOUR_DEPTH_LOW = Message(
    _("{label}: {actual} bits for a colour, at least {limit} wanted"),
    _("Export the video with more colours."),
)
SAMPLE_RATE_LOW = Message(
    _("{label}: the sound has {actual} samples a second, at least {limit} wanted"),
    _("Record and export the sound with 48 kHz."),
)
CHANNELS_FEW = Message(
    _("{label}: the number of sound channels is {actual}, at least {limit} wanted"),
    _("Record the sound in stereo."),
)


def finished_videos(form: type[Form], each: str) -> None:
    """Attach what 02 §9 asks of finished videos to every video that ``each`` meets."""
    for rule, clause, reads, function, severity, limits in _REQUIREMENTS:
        form.rule(rule, clause, reads=reads, each=each, severity=severity, limits=limits)(function)


def _has_1080_lines(video: Video) -> Iterator[Breach | None]:
    """Стандартқа сәйкестігі кемінде 1080р үйлесімді;"""
    frame = {"width": given(video.width), "height": given(video.height)}
    sides = zip(frame.items(), FULL_HD, strict=True)
    small = [name for (name, side), least in sides if side is not None and side < least]
    if small:
        yield Breach(
            PICTURE_SMALL,
            limit=_frame(*FULL_HD),
            actual=_frame(*frame.values()),
            on=small[0],
            details={"other": "01-02 section 2"},
        )
    elif None in frame.values():
        yield None


def _frame(width: int | None, height: int | None) -> str:
    return f"{width or '?'}×{height or '?'}"


def _has_8_bits(_file: str, bits: int) -> Iterator[Breach]:
    """Түстің тереңдігі кемінде 8 бит;"""
    if bits < COLOUR_DEPTH:
        yield Breach(COLOUR_DEPTH_LOW, limit=COLOUR_DEPTH, actual=bits)


def _has_8_megabits(_file: str, rate: int) -> Iterator[Breach]:
    """Деректер ағымы (платформаға жүктеу) кемінде 8 Mbit/s;"""
    if rate < BIT_RATE:
        # Rounded down, so that a rate just below the limit does not look like the limit.
        yield Breach(BIT_RATE_LOW, limit=BIT_RATE // _MILLION, actual=rate * 100 // _MILLION / 100)


def _has_24_frames(_file: str, rate: float) -> Iterator[Breach]:
    """Кадр жиілігі кемінде 24р;"""
    # Cameras call 23.976 frames a second 24p.
    if round(rate) < FRAME_RATE:
        yield Breach(FRAME_RATE_LOW, limit=FRAME_RATE, actual=round(rate, 2))


def _has_24_progressive(_file: str, interlaced: bool) -> Iterator[Breach]:
    """Кадр жиілігі кемінде 24р;"""
    if interlaced:
        yield Breach(PICTURE_INTERLACED)


def _is_sampled_at_48_kilohertz(hertz: int) -> Iterator[Breach]:
    """Дискретизация жиілігі кемінде 48 кГц;"""
    if hertz < SAMPLE_RATE:
        yield Breach(SAMPLE_RATE_LOW, limit=SAMPLE_RATE, actual=hertz)


def _has_two_channels(channels: int) -> Iterator[Breach]:
    """Арналар саны кемінде 2;"""
    if channels < CHANNELS:
        yield Breach(CHANNELS_FEW, limit=CHANNELS, actual=channels)


# A file is read first, so that a finding on what only the file says points at its name.
_REQUIREMENTS: tuple[
    tuple[str, str, str | tuple[str, ...], RuleFunction, Severity, Mapping[str, int]], ...
] = (
    ("02-1080p", "02 §9.1.6", "", _has_1080_lines, "warning", {}),
    (
        "02-colour-depth-8bit",
        "02 §9.1.1",
        ("file", "measured.colour_depth"),
        _has_8_bits,
        "error",
        {},
    ),
    (
        "02-upload-bitrate-8",
        "02 §9.1.4",
        ("file", "measured.bit_rate"),
        _has_8_megabits,
        "error",
        {},
    ),
    (
        "02-frame-rate-24p",
        "02 §9.1.7",
        ("file", "measured.frame_rate"),
        _has_24_frames,
        "error",
        {},
    ),
    (
        "02-frame-rate-24p",
        "02 §9.1.7",
        ("file", "measured.interlaced"),
        _has_24_progressive,
        "error",
        {},
    ),
    (
        "02-audio-48khz",
        "02 §9.2.1",
        "sample_rate",
        _is_sampled_at_48_kilohertz,
        "error",
        {"minimum": SAMPLE_RATE},
    ),
    (
        "02-audio-2-channels",
        "02 §9.2.3",
        "channels",
        _has_two_channels,
        "error",
        {"minimum": CHANNELS},
    ),
)
