"""Facts of videos, read from the files that a record names (extra ``media``, PyAV).

What a file says is checked in place of what the record states; where the two differ, that is a
finding. Only the head of a file is read, and only by the readers of common containers: a playlist
that names other files or addresses is refused, since nothing may be fetched.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atuforms.core.files.input_files import is_file
from atuforms.core.findings import Finding
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.core.locks import FIRST_USE
from atuforms.fields.describe import describe, walk
from atuforms.fields.durations import clock
from atuforms.fields.media import STATED_FACTS, MediaFacts, Video
from atuforms.fields.not_given import given
from atuforms.fields.record import AnyRecord, Record, with_values
from atuforms.forms.base import Form
from atuforms.forms.competition_videos import same_format

if TYPE_CHECKING:
    from av.container import InputContainer

MEDIA_DIFFERS = Message(
    _("{label}: the record says {actual}, the file “{file}” has {limit}"),
    _("Correct the record, or leave the line out: the file is measured."),
)
MEDIA_UNREADABLE = Message(
    _("{label}: the file “{actual}” cannot be read as a video"),
    _("Check that it plays, and export it anew if it does not."),
)

_READERS = "mov,mp4,matroska,webm,avi,asf,flv,mpeg,mpegts,mxf,ogg"
_OPTIONS = {"format_whitelist": _READERS, "protocol_whitelist": "none"}
_NAMES = {"matroska": "MKV", "mov": "MOV"}
_QUICKTIME = "qt"
_SAME_SECONDS = 1
"""Lengths are stated in whole seconds, and a file ends with its last sound."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A form whose videos carry the facts of their files, and what was found on the way."""

    form: Form
    findings: tuple[Finding, ...] = ()
    unmeasured: tuple[str, ...] = ()
    """Files that nothing on this machine can measure."""


@dataclass(slots=True)
class _Visit:
    """What is gathered while the videos of a form are measured."""

    folder: Path
    findings: list[Finding] = field(default_factory=list)
    unmeasured: list[str] = field(default_factory=list)


def measure_videos(form: Form) -> Measured:
    """``form`` with the facts of the video files that lie beside its record.

    A file that is not there is left alone: a record may be checked where its videos are not.
    """
    if not _may_have_videos(type(form)):
        return Measured(form)
    visit = _Visit(form.origin.folder or Path())
    return Measured(_visited(form, "", visit), tuple(visit.findings), tuple(visit.unmeasured))


@functools.cache
def _may_have_videos(model: type[Record]) -> bool:
    records = (each.record for _, each in walk(model))
    return any(record is not None and issubclass(record, Video) for record in records)


def read_facts(path: Path) -> MediaFacts:
    """What a video file says of itself.

    :raises OSError: if the file cannot be opened.
    :raises ValueError: if it is no video, or a broken one.
    """
    with FIRST_USE:
        import av

    # A file object, not a path: what the content names can then not be opened.
    with path.open("rb") as data, av.open(data, mode="r", options=_OPTIONS) as container:
        return _facts(container, path.stat().st_size)


def _facts(container: InputContainer, size: int) -> MediaFacts:
    pictures, sounds = container.streams.video, container.streams.audio
    if not pictures:
        raise ValueError("no picture")
    picture = pictures[0]
    seconds = container.duration / 1_000_000 if container.duration else None
    codec = picture.codec_context
    depths = [part.bits for part in codec.format.components] if codec.format else []
    rate = picture.average_rate or picture.guessed_rate
    order = codec.field_order
    facts: dict[str, Any] = {
        "duration": seconds and round(seconds),
        "container": _container(container),
        "video_codec": codec.codec.canonical_name,
        "width": codec.width,
        "height": codec.height,
        "channels": 0,
        "pixel_aspect": Fraction(codec.sample_aspect_ratio or 1),
        "frame_rate": float(rate) if rate else None,
        "bit_rate": container.bit_rate or (round(8 * size / seconds) if seconds else None),
        "colour_depth": min(depths, default=None),
        "interlaced": None if order == _UNKNOWN_ORDER else order != _PROGRESSIVE,
    }
    if sounds:
        sound = sounds[0].codec_context
        facts["audio_codec"] = sound.codec.canonical_name
        facts["channels"] = sound.channels
        facts["sample_rate"] = sound.sample_rate
    return MediaFacts(**facts)


# The values of FFmpeg's AVFieldOrder; the others are ways to interlace.
_UNKNOWN_ORDER = 0
_PROGRESSIVE = 1


def _container(container: InputContainer) -> str:
    """The name of a container; QuickTime and MP4 have one reader, and differ in their brand."""
    names = container.format.name.split(",")
    if "mp4" in names:
        brand = str(container.metadata.get("major_brand", _QUICKTIME)).strip()
        return "MOV" if brand == _QUICKTIME else "MP4"
    return _NAMES.get(names[0], names[0].upper())


def _visited(record: AnyRecord, path: str, visit: _Visit) -> AnyRecord:
    changes: dict[str, object] = {}
    for each in describe(type(record)):
        value = getattr(record, each.name, None)
        here = f"{path}.{each.name}".strip(".")
        changed = _value(value, here, visit) if each.record is not None else value
        if changed is not value:
            changes[each.name] = changed
    return with_values(record, changes) if changes else record


def _value(value: object, path: str, visit: _Visit) -> object:
    if isinstance(value, tuple):
        items = tuple(_value(item, f"{path}.{n}", visit) for n, item in enumerate(value))
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    if isinstance(value, Video):
        return _video(value, path, visit)
    return _visited(value, path, visit) if isinstance(value, Record) else value


def _video(video: Video, path: str, visit: _Visit) -> Video:
    name = given(video.file)
    if not name or not is_file(visit.folder / name):
        return video
    if importlib.util.find_spec("av") is None:
        visit.unmeasured.append(name)
        return video
    try:
        facts = read_facts(visit.folder / name)
    except (OSError, ValueError, ArithmeticError):
        visit.findings.append(
            Finding("media-unreadable", f"{path}.file", MEDIA_UNREADABLE, actual=name)
        )
        return video
    visit.findings += _differences(video, facts, path)
    return video.with_facts(facts)


def _differences(video: Video, facts: MediaFacts, path: str) -> Iterator[Finding]:
    for name in STATED_FACTS:
        stated, measured = given(getattr(video, name)), getattr(facts, name)
        if stated is None or measured is None or _SAME.get(name, _equal)(stated, measured):
            continue
        show = clock if name == "duration" else str
        yield Finding(
            "media-differs",
            f"{path}.{name}",
            MEDIA_DIFFERS,
            limit=show(measured),
            actual=show(stated),
            details={"file": video.file},
        )


def _equal(stated: object, measured: object) -> bool:
    return bool(stated == measured)


_SAME: Mapping[str, Callable[[Any, Any], bool]] = {
    "duration": lambda stated, measured: abs(stated - measured) <= _SAME_SECONDS,
    "container": same_format,
    "video_codec": same_format,
    "audio_codec": same_format,
}
