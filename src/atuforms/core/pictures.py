"""Pictures that a document shows: checked before anything else touches them."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.input_files import damaged, strange, too_many_pixels
from atuforms.core.language.reasons import reason_of
from atuforms.core.locks import PICTURES
from atuforms.core.picture_data import JPEG, MOST_PIXELS, PNG, Damaged, Strange, as_shown, size_of

MAX_BYTES = 10_000_000
MAX_PIXELS = MOST_PIXELS
MOST_SLENDER = 60
"""How many times as long as wide a picture may be and still be more than a line on paper."""
KEPT_BYTES = 32_000_000
"""How much of the pictures read last is kept."""

FileState: TypeAlias = tuple[int, int, int, int]
"""Device, number on it, size in bytes and time of change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as documents show it, with its size in pixels; ``name`` is the file it came from.

    ``data`` is PNG or JPEG, upright, in screen colours: see :mod:`.picture_data`.
    """

    name: str
    data: bytes
    width: int
    height: int
    is_blank: bool = field(default=False, kw_only=True)
    """Whether nothing of it is to be seen on paper."""

    def __bool__(self) -> bool:
        return True


def image_format(data: bytes) -> str:
    """``png`` or ``jpeg``, from the picture's own first bytes; empty for anything else."""
    if data.startswith(PNG):
        return "png"
    return "jpeg" if data.startswith(JPEG) else ""


def read_picture(path: Path, name: str = "", folder: Path | None = None) -> Picture:
    """The picture in a file; one that was read before, as long as the file stays as it was.

    :param folder: where the file has to lie in the end, whatever links lead to it.
    :raises UnreadableInput: if it is missing, no ordinary file, outside ``folder``, larger than
        10 MB or 60 million pixels, neither PNG nor JPEG, or damaged.
    """
    shown = name or path.name
    try:
        _refuse_elsewhere(path, shown, folder)
        facts = path.stat()
        size = facts.st_size
        if size > MAX_BYTES:
            raise UnreadableInput(
                "{file}: the picture has {size} MB, at most {limit} MB can be printed. "
                "Save it smaller.",
                file=shown,
                size=round(size / 1_000_000, 1),
                limit=MAX_BYTES // 1_000_000,
            )
        state = _state(facts)
        known = _LAST_READ.get(path, shown, state)
        if known:
            return known
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput(
            "There is no picture {file}. Put it beside the record, or correct its name.", file=shown
        ) from None
    except OSError as error:
        raise UnreadableInput(
            "{file} cannot be read: {reason}.", file=shown, reason=reason_of(error)
        ) from None
    picture = picture_of(data, shown)
    _LAST_READ.keep(path, state, picture)
    return picture


def _refuse_elsewhere(path: Path, shown: str, folder: Path | None) -> None:
    if not stat.S_ISREG(path.stat().st_mode):
        # A pipe or a device may never come to its end.
        raise UnreadableInput(
            "{file} is not an ordinary file. Name a PNG or JPEG file.", file=shown
        )
    if folder is not None and not path.resolve().is_relative_to(folder.resolve()):
        raise UnreadableInput(
            "{file} leads out of the folder of the record. Copy the picture into that folder.",
            file=shown,
        )


def picture_of(data: bytes, shown: str) -> Picture:
    """The picture that these bytes are; ``shown`` is what messages call it.

    :raises UnreadableInput: if it is too large, neither PNG nor JPEG, or damaged.
    """
    width, height = size_of(data)
    if not width or not height:
        raise UnreadableInput(
            "{file} is not a PNG or JPEG picture. Save it as PNG or JPEG.", file=shown
        )
    if width * height > MAX_PIXELS:
        raise too_many_pixels(shown, width, height)
    try:
        picture = as_shown(data)
    except Damaged:
        raise damaged(shown) from None
    except Strange:
        raise strange(shown) from None
    return Picture(shown, picture.data, picture.width, picture.height, is_blank=picture.is_blank)


def file_state(path: Path) -> FileState | None:
    """What differs between two states of a file; None where there is no file."""
    try:
        return _state(path.stat())
    except OSError:
        return None


def _state(facts: os.stat_result) -> FileState:
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns


class _LastRead:
    """The pictures read last, for the documents of one record to read each once.

    They are :data:`KEPT_BYTES` at most, and may be asked for by several threads.
    """

    def __init__(self) -> None:
        self._pictures: dict[tuple[Path, str], tuple[FileState, Picture]] = {}
        self._size = 0

    def get(self, path: Path, name: str, state: FileState) -> Picture | None:
        with PICTURES:
            known, picture = self._pictures.get((path, name), (None, None))
        return picture if known == state else None

    def keep(self, path: Path, state: FileState, picture: Picture) -> None:
        with PICTURES:
            self._drop((path, picture.name))
            self._pictures[path, picture.name] = state, picture
            self._size += len(picture.data)
            while self._size > KEPT_BYTES:
                self._drop(next(iter(self._pictures)))

    def _drop(self, key: tuple[Path, str]) -> None:
        if key in self._pictures:
            self._size -= len(self._pictures.pop(key)[1].data)


_LAST_READ = _LastRead()
