"""Files beside the record, pictures, and the facts of a video."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated

from pydantic import BeforeValidator, PrivateAttr

from atuforms.core.language.messages import FILE_OUTSIDE, NOT_A_FILE
from atuforms.core.safe_text import shown
from atuforms.fields.durations import Duration
from atuforms.fields.kinds import Marker
from atuforms.fields.numbers import Whole
from atuforms.fields.problems import problem
from atuforms.fields.record import Record, with_values
from atuforms.fields.texts import Text, clean, one_text


def lies_beside(name: str) -> bool:
    """Whether a file name, written with ``/``, stays below the folder of the record."""
    path = PurePosixPath(name)
    outside = path.is_absolute() or PureWindowsPath(name).drive or ".." in path.parts
    return not outside and "\0" not in name


def _read_file(value: object) -> str:
    if not isinstance(value, str):
        raise problem("wrong-type", NOT_A_FILE, actual=shown(value, 60))
    text = clean(value).replace("\\", "/")
    if text and not lies_beside(text):
        raise problem("wrong-type", FILE_OUTSIDE, actual=text[:80])
    return text


File = Annotated[str, BeforeValidator(_read_file), Marker("file")]
"""A path beside the record, below its folder, written with ``/``."""

Image = Annotated[str, BeforeValidator(_read_file), Marker("image")]
"""A path of a picture (PNG or JPEG) beside the record."""


def _read_media_word(value: object) -> str:
    return clean(one_text(value))


MediaWord = Annotated[str, BeforeValidator(_read_media_word), Marker("name")]
"""Name of a container or codec: ``MP4``, ``H.264``."""


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What the file of a video says of itself; None for what it does not say.

    The first eight are the keys of a record, in the same units. A file without sound has no
    channels: 0.
    """

    duration: int | None = None
    container: str | None = None
    video_codec: str | None = None
    width: int | None = None
    height: int | None = None
    audio_codec: str | None = None
    channels: int | None = None
    sample_rate: int | None = None
    pixel_aspect: Fraction | None = None
    """Width of a pixel by its height, where it is not square."""
    frame_rate: float | None = None
    """Frames a second."""
    bit_rate: int | None = None
    """Bits a second, of picture and sound together."""
    colour_depth: int | None = None
    """Bits of a colour channel."""
    interlaced: bool | None = None


MEDIA_NAMES = frozenset({"container", "video_codec", "audio_codec"})
"""The fields of a video that hold the name of a format."""

_USUAL_NAMES = {
    **{name.casefold(): name for name in ("MP4", "AAC", "AC3", "MP3", "OGG", "WebM", "Opus")},
    **dict.fromkeys(("h264", "avc", "avc1", "x264"), "H.264"),
    **dict.fromkeys(("h265", "hevc"), "H.265"),
    "vorbis": "Vorbis",
}


def usual_name(name: str) -> str:
    """A format as people write it, where programs write ``h264``; any other name as it is."""
    return _USUAL_NAMES.get(name.casefold(), name)


class Video(Record):
    """Facts of a video, stated by hand or read from its ``file``; each is optional."""

    title: Text | None = None
    duration: Duration | None = None
    container: MediaWord | None = None
    video_codec: MediaWord | None = None
    width: Whole | None = None
    """Width of the frame, in pixels."""
    height: Whole | None = None
    """Height of the frame, in pixels."""
    audio_codec: MediaWord | None = None
    channels: Whole | None = None
    sample_rate: Whole | None = None
    """Sample rate of the sound, in hertz."""
    file: File | None = None

    _measured: MediaFacts | None = PrivateAttr(default=None)

    @property
    def measured(self) -> MediaFacts | None:
        """What the file says of itself; None until it was looked into."""
        return self._measured

    def with_facts(self, facts: MediaFacts) -> Video:
        """The same video with what its file says, in place of what was stated."""
        values = {name: getattr(facts, name) for name in STATED_FACTS}
        told = {name: value for name, value in values.items() if value is not None}
        video = with_values(self, told)
        video._measured = facts
        return video


STATED_FACTS = (
    "duration",
    "container",
    "video_codec",
    "width",
    "height",
    "audio_codec",
    "channels",
    "sample_rate",
)
"""The facts of a file that a record may state too."""
