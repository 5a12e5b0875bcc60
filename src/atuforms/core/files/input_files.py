"""Files that we are given: how they are read, and what is said of those that are not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.language.reasons import reason_of

MAX_FILE: Final = 60_000_000
"""Largest file that is read as a whole, in bytes."""


def read_file(path: Path, limit: int = MAX_FILE) -> bytes:
    """The bytes of a file.

    :raises UnreadableInput: if there is none, it has more than ``limit`` bytes, or the system
        does not give it.
    """
    with clear_reading(path):
        if path.is_dir():
            raise UnreadableInput("{file} is a folder. Name a file in it.", file=path)
        if path.stat().st_size > limit:
            raise too_large(str(path), limit)
        with path.open("rb") as stream:
            # A device or a pipe has no size, and may have no end.
            data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(str(path), limit)
    return data


@contextmanager
def clear_reading(path: Path) -> Iterator[None]:
    """Turn what the system says when it does not give ``path`` into :class:`UnreadableInput`."""
    try:
        yield
    except FileNotFoundError:
        raise UnreadableInput("There is no file {file}.", file=path) from None
    except OSError as error:
        raise UnreadableInput(
            "{file} cannot be read: {reason}.", file=path, reason=reason_of(error)
        ) from None
    except ValueError:
        # With a character in its name that no name of a file can have: none, or half of one.
        raise UnreadableInput("There is no file {file}.", file=path) from None


@contextmanager
def named_after(path: Path) -> Iterator[None]:
    """Let what is said of bytes without a name be said of the file in which they are."""
    try:
        yield
    except UnreadableInput as error:
        if "file" not in error.values:
            raise
        raise type(error)(error.message, **{**error.values, "file": path}) from error


def is_blank(data: bytes) -> bool:
    """Whether a file holds nothing, or nothing but spaces, empty lines and the marks of Unicode."""
    return not data.strip(b" \t\r\n\v\f\0\xef\xbb\xbf\xff\xfe")


def is_file(path: Path) -> bool:
    """Whether there is such a file; also for a name that the system does not take."""
    try:
        return path.is_file()
    except OSError:
        return False


def damaged(file: str) -> UnreadableInput:
    """The file is cut off, changed on its way, or something else than its name says."""
    # What libraries say of it is in English and helps no lecturer.
    return UnreadableInput(
        "{file} is damaged, or not what its name says. Open it in the program that made it, save "
        "it again, and try once more.",
        file=file,
    )


def protected(file: str) -> UnreadableInput:
    """The file is encrypted."""
    return UnreadableInput(
        "{file} is protected with a password. Save it without one and try again.", file=file
    )


def strange(file: str) -> UnreadableInput:
    """The file is sound, but built in a way that serves only to do harm."""
    return UnreadableInput(
        "{file} is put together in a way that no program does; it is not read for safety. Copy "
        "what it holds into a new file.",
        file=file,
    )


def too_large(file: str, limit: int) -> UnreadableInput:
    """The file has more than ``limit`` bytes."""
    return UnreadableInput(
        "{file} is larger than {limit} MB. Take out large pictures, or split it.",
        file=file,
        limit=limit // 1_000_000,
    )


def too_many_pages(file: str, limit: int) -> UnreadableInput:
    """The file has more than ``limit`` pages."""
    return UnreadableInput(
        "{file} has more than {limit} pages. Give the document alone, or only its pages.",
        file=file,
        limit=limit,
    )


def too_many_pixels(file: str, width: int, height: int) -> UnreadableInput:
    """The picture is larger than any that is looked at."""
    return UnreadableInput(
        "{file}: the picture has {width} × {height} pixels, which is too many. Save it smaller.",
        file=file,
        width=width,
        height=height,
    )


def unpacks_to_more(file: str, limit: int) -> UnreadableInput:
    """What the file holds packed has more than ``limit`` bytes."""
    return UnreadableInput(
        "{file} unpacks to more than {limit} MB; it is not read for safety. Take out large "
        "pictures, or split it.",
        file=file,
        limit=limit // 1_000_000,
    )
