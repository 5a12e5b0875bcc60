"""Container, codecs, frame and sound of videos, as form 01-02 asks for them (section 2).

The functions compare one stated fact each, so that every record that describes videos can use
them; :func:`competition_videos` attaches the rules of 01-02.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.fields.media import MediaFacts, Video
from atuforms.forms.base import Form
from atuforms.forms.rules import Breach

LECTURE_OVER_15_MINUTES = Message(
    _("{label}: {length}, at most {bound} allowed"),
    _(
        "The regulation on development (02 §8.4, 02 §8.5, 02-01 item 20) wants at least "
        "{bound}, so just {bound} meets both."
    ),
)
MEDIA_FORMAT = Message(
    _("{label}: “{actual}” is not allowed"),
    _("Save the video anew with one of these: {limit}."),
)
FRAME_TOO_SMALL = Message(
    _("{label}: the frame is {actual} pixels, at least {limit} wanted"),
    _("Record or export the video with a larger frame."),
)
FRAME_NOT_WIDE = Message(
    _("{label}: a frame of {actual} pixels is not {limit}"),
    _("Export the video as 1920×1080 or 1280×720."),
)
NOT_STEREO = Message(
    _("{label}: the number of sound channels is {actual}, true stereo has {limit}"),
    _("Record the sound in stereo."),
)

COMPETITION_FRAME = (1280, 720)
"""The smallest frame that 01-02 allows, in pixels."""

STEREO = 2

_MP4 = frozenset({"mp4", "mpeg4", "mpeg4part14", "videomp4"})
_H264 = frozenset({"h264", "avc", "avc1", "h264avc", "h264mpeg4avc", "mpeg4avc", "x264"})
_AAC = frozenset({"aac", "aaclc", "heaac", "mp4a"})
# OGG is a container; the codecs that it carries are meant.
_OGG = frozenset({"ogg", "vorbis", "oggvorbis", "opus", "oggopus"})
_SOUND = _AAC | _OGG | {"ac3", "mp3"}
_ALIKE = (
    _MP4,
    frozenset({"mov", "qt", "quicktime"}),
    frozenset({"mkv", "matroska", "webm"}),
    _H264,
    frozenset({"h265", "hevc", "x265"}),
    _AAC,
    _OGG,
    frozenset({"mp3", "mpeglayer3", "mpegaudiolayer3"}),
    frozenset({"ac3", "dolbydigital"}),
)
"""Names of one and the same container or codec."""


def media_word(words: str) -> str:
    """The name of a container or codec as it is compared: ``H.264`` → ``h264``."""
    return re.sub(r"[\W_]+", "", words).casefold()


def same_format(stated: str, measured: str) -> bool:
    """Whether two names mean one container or codec; a list of names may hold the other."""
    words = {media_word(word) for word in (stated, *stated.split(","))}
    meant = media_word(measured)
    return meant in words or any(meant in names and words & names for names in _ALIKE)


def is_mp4(container: str) -> Iterator[Breach]:
    """A breach if the container is not MP4; a list of names, as programs give, may hold it."""
    if not _MP4.intersection(map(media_word, [container, *container.split(",")])):
        yield Breach(MEDIA_FORMAT, limit="MP4", actual=container)


def is_h264(codec: str) -> Iterator[Breach]:
    """A breach if the picture is not coded as H.264."""
    if media_word(codec) not in _H264:
        yield Breach(MEDIA_FORMAT, limit="H.264", actual=codec)


def is_allowed_sound(codec: str) -> Iterator[Breach]:
    """A breach if the sound is coded as none of AAC, AC3, OGG, MP3."""
    if media_word(codec) not in _SOUND:
        yield Breach(MEDIA_FORMAT, limit="AAC, AC3, OGG, MP3", actual=codec)


def has_frame(width: int, height: int, least: tuple[int, int]) -> Iterator[Breach]:
    """A breach if the frame has fewer pixels than ``least`` in either direction."""
    if width < least[0] or height < least[1]:
        yield Breach(FRAME_TOO_SMALL, limit=f"{least[0]}×{least[1]}", actual=f"{width}×{height}")


def is_wide(width: int, height: int, facts: MediaFacts | None = None) -> Iterator[Breach]:
    """A breach if the frame is not 16:9, as it is shown: a file may have pixels that are wide."""
    pixel = (facts and facts.pixel_aspect) or 1
    if width * pixel * 9 != height * 16:
        yield Breach(FRAME_NOT_WIDE, limit="16:9", actual=f"{width}×{height}")


def is_stereo(channels: int) -> Iterator[Breach]:
    """A breach if the sound has not two channels."""
    if channels != STEREO:
        yield Breach(NOT_STEREO, limit=STEREO, actual=channels)


def competition_videos(form: type[Form], each: str) -> None:
    """Attach what 01-02 asks of every video that ``each`` meets; each fact is checked alone."""
    clause = "01-02 section 2"

    @form.rule("0102-video-format", clause, reads="container", each=each)
    def container_is_mp4(container: str) -> Iterator[Breach]:
        """Video materials: MP4 container, H.264 codec, resolution not lower than 1280×720, aspect ratio 16:9, full screen usage without non-working areas;"""  # noqa: E501 — verbatim
        yield from is_mp4(container)

    @form.rule("0102-video-format", clause, reads="video_codec", each=each)
    def picture_is_h264(codec: str) -> Iterator[Breach]:
        """Video materials: MP4 container, H.264 codec, resolution not lower than 1280×720, aspect ratio 16:9, full screen usage without non-working areas;"""  # noqa: E501 — verbatim
        yield from is_h264(codec)

    # Whether a part of the frame is left unused, only a person can see.
    @form.rule(
        "0102-video-format",
        clause,
        reads=("width", "height", ""),
        each=each,
        limits=dict(zip(("width.minimum", "height.minimum"), COMPETITION_FRAME, strict=True)),
    )
    def frame_is_large_and_wide(width: int, height: int, video: Video) -> Iterator[Breach]:
        """Video materials: MP4 container, H.264 codec, resolution not lower than 1280×720, aspect ratio 16:9, full screen usage without non-working areas;"""  # noqa: E501 — verbatim
        yield from has_frame(width, height, COMPETITION_FRAME)
        yield from is_wide(width, height, video.measured)

    @form.rule("0102-audio-codecs", clause, reads="audio_codec", each=each)
    def sound_is_coded_as_allowed(codec: str) -> Iterator[Breach]:
        """Audio: codecs AAC, AC3, OGG, MP3;"""
        yield from is_allowed_sound(codec)

    # Where the voice stands between the channels, only a person can hear.
    @form.rule(
        "0102-true-stereo",
        clause,
        reads="channels",
        each=each,
        limits={"minimum": STEREO, "maximum": STEREO},
    )
    def sound_is_stereo(channels: int) -> Iterator[Breach]:
        """The audio track must be in true stereo mode, with the instructor's voice localized strictly between the left and right channels."""  # noqa: E501 — verbatim
        yield from is_stereo(channels)
