"""Files beside the record, pictures, and the facts of a video."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any

from pydantic import BeforeValidator

from atuforms.fields.durations import Duration
from atuforms.fields.kinds import Marker
from atuforms.fields.numbers import Whole
from atuforms.fields.problems import problem
from atuforms.fields.record import Record
from atuforms.fields.texts import Text, clean


def lies_beside(name: str) -> bool:
    """Whether a file name, written with ``/``, stays below the folder of the record."""
    path = PurePosixPath(name)
    outside = path.is_absolute() or PureWindowsPath(name).drive or ".." in path.parts
    return not outside and "\0" not in name


def _read_file(value: Any) -> str:
    if not isinstance(value, str):
        raise problem("wrong-type", "not-a-file", actual=str(value)[:60])
    text = clean(value).replace("\\", "/")
    if text and not lies_beside(text):
        raise problem("wrong-type", "file-outside", actual=text[:80])
    return text


File = Annotated[str, BeforeValidator(_read_file), Marker("file")]
"""A path beside the record, below its folder, written with ``/``."""

Image = Annotated[str, BeforeValidator(_read_file), Marker("image")]
"""A path of a picture (PNG or JPEG) beside the record."""


def _read_media_word(value: Any) -> str:
    return clean(str(value))


MediaWord = Annotated[str, BeforeValidator(_read_media_word), Marker("name")]
"""Name of a container or codec: ``MP4``, ``H.264``."""


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
