"""Which of the pictures that a record names a document shows at a place.

A document of ours carries a fingerprint of each picture that it was printed with, so that two that
were exchanged are told apart also where none of their files is there.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.markup import parse, picture_name, plain_text
from atuforms.core.pictures import image_format, read_picture
from atuforms.documents.fingerprints import fingerprint_shown
from atuforms.fields.media import lies_beside

_SUFFIXES = {"png": (".png",), "jpeg": (".jpg", ".jpeg")}
_IMAGE = re.compile(
    r"!\[(?P<words>(?:\\.|[^\]\\])*)\]\((?P<space>\s*)(?P<name><[^<>\n]*>|[^\s()<>]+)"
)
_PLAIN = re.compile(r"[\w./-]+")


@dataclass(frozen=True, slots=True)
class TextPicture:
    """A picture that a Markdown text shows: its file, and what is said to who cannot see it."""

    name: str
    words: str


class PictureNames:
    """The names of the pictures of a record, by what they show.

    :param known: the fingerprint of each as it was printed; none where the document has none.
    :param folder: where the files lie that the record names; None if nobody knows.
    """

    def __init__(self, known: Mapping[str, str], folder: Path | None) -> None:
        self.known = known
        self.folder = folder

    def of(self, data: bytes, before: str) -> str:
        """The name of a picture that stands where ``before`` was printed; empty if it has none.

        Where neither file nor fingerprint tells, it is taken for the one that was there.
        """
        if before and self._fits(before, data):
            same = self._is(before, data)
            if same or same is None:
                return before
        others = (each for each in self.known if each != before and self._fits(each, data))
        return next((each for each in others if self._is(each, data)), "")

    def fresh(self, stem: str, data: bytes) -> str:
        """A name for a picture that has none: no other picture is called so."""
        kind = image_format(data)
        for number in count(1):
            name = f"{stem}.{kind}" if number == 1 else f"{stem}-{number}.{kind}"
            if name not in self.known and self._file(name) in (None, data):
                break
        return name

    def _is(self, name: str, data: bytes) -> bool | None:
        """Whether a picture is the one with this name; None if nothing tells."""
        file = self._file(name)
        if file is not None:
            return file == data or fingerprint_shown(file) == (fingerprint_shown(data) or None)
        wanted = self.known.get(name)
        return fingerprint_shown(data) == wanted if wanted else None

    def _fits(self, name: str, data: bytes) -> bool:
        kinds = _SUFFIXES.get(image_format(data), ())
        return lies_beside(name) and PurePosixPath(name).suffix.lower() in kinds

    def _file(self, name: str) -> bytes | None:
        """What the file shows that the record names; None without one."""
        if self.folder is not None:
            with contextlib.suppress(UnreadableInput, OSError):
                return read_picture(self.folder / name, name, self.folder).data
        return None


def pictures_shown(text: str) -> list[TextPicture]:
    """The pictures of a Markdown text, in their order, each as often as it is shown."""
    return list(_shown(text))


def _shown(text: str) -> Iterator[TextPicture]:
    for node in parse(text).walk():
        if node.type == "image":
            yield TextPicture(picture_name(node), plain_text(node))


def with_pictures(text: str, pictures: Sequence[TextPicture]) -> str:
    """The text with other pictures in the places of its own; empty where it cannot be changed so.

    The words of a picture stay as they were written, if they say the same.
    """
    before = pictures_shown(text)
    found = list(_IMAGE.finditer(text))
    if len(found) != len(before) or len(before) != len(pictures):
        return ""
    parts, end = [], 0
    for match, old, new in zip(found, before, pictures, strict=True):
        parts.append(text[end : match.start()])
        words = match["words"] if new.words == old.words else _escaped(new.words)
        name = match["name"] if new.name == old.name else _as_target(new.name)
        parts.append(f"![{words}]({match['space']}{name}")
        end = match.end()
    changed = "".join([*parts, text[end:]])
    return changed if pictures_shown(changed) == list(pictures) else ""


def _as_target(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else f"<{name}>"


def _escaped(words: str) -> str:
    return re.sub(r"([\\`*_\[\]<>~])", r"\\\1", words)
