"""Pictures of a typed bank: each stands as a mark in its text until its question is finished."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

from atuforms.testbank.model import File

_BEGIN, _END = "\x05", "\x06"
"""Around the number of a picture; a Word document, being XML, can hold neither."""
_FIRST: Final = 0xF0000
_MOST: Final = 0xFFFF
_MARK: Final = re.compile(f"{_BEGIN}([{chr(_FIRST)}-{chr(_FIRST + _MOST)}]){_END}")
_SHOWN: Final = "[…]"
"""What stands for a picture in a message."""

_KINDS: Final = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
)
"""Pictures that a browser shows; metafiles of Windows and TIFF are none of them."""
_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,60}")


@dataclass(frozen=True, slots=True)
class TypedPicture:
    """A picture in a document; ``file`` is None where it cannot be taken over."""

    line: int
    file: File | None = None
    description: str = ""
    floats: bool = False
    """Whether it stands beside the text somewhere, and not within it."""


@dataclass(slots=True)
class Pictures:
    """The pictures of one document, in their order."""

    found: list[TypedPicture] = field(default_factory=list)
    _names: dict[str, bytes] = field(default_factory=dict)

    def add(
        self, line: int, content: bytes | None, name: str, description: str = "", *, floats: bool
    ) -> str:
        """Keep a picture; what stands for it in the text."""
        file = None if content is None else self._file(content, name)
        self.found.append(TypedPicture(line, file, " ".join(description.split())[:250], floats))
        number = min(len(self.found) - 1, _MOST)
        return f"{_BEGIN}{chr(_FIRST + number)}{_END}"

    def _file(self, content: bytes, name: str) -> File | None:
        ending = next((ending for sign, ending in _KINDS if sign.match(content)), None)
        if ending is None:
            return None
        stem = name.rpartition("/")[2].partition(".")[0]
        stem = stem if _PLAIN_NAME.fullmatch(stem) else f"picture{len(self.found) + 1}"
        while self._names.setdefault(f"{stem}{ending}", content) != content:
            stem = f"{stem}-{len(self.found) + 1}"
        return File(f"{stem}{ending}", content)


def pictures_in(text: str, pictures: Sequence[TypedPicture]) -> Iterator[TypedPicture]:
    """The pictures that stand in ``text``."""
    numbers = (ord(found[1]) - _FIRST for found in _MARK.finditer(text))
    return (pictures[number] for number in numbers if number < len(pictures))


def is_only_pictures(text: str) -> bool:
    """Whether nothing but pictures stands in ``text``."""
    return bool(_MARK.search(text)) and not _MARK.sub("", text).strip()


def without_pictures(text: str) -> str:
    """``text`` as a message shows it."""
    return _MARK.sub(_SHOWN, text)


def with_pictures(html: str, pictures: Sequence[TypedPicture]) -> str:
    """HTML that shows the pictures."""

    def image(found: re.Match[str]) -> str:
        picture = next(pictures_in(found.group(), pictures), None)
        if picture is None:
            return found.group()
        if picture.file is None:
            return ""
        alt = escape(picture.description)
        return f'<img src="@@PLUGINFILE@@/{picture.file.name}" alt="{alt}">'

    return _MARK.sub(image, html)


def files_in(text: str, pictures: Sequence[TypedPicture]) -> tuple[File, ...]:
    """The files of the pictures in ``text``, each once."""
    shown = (picture.file for picture in pictures_in(text, pictures))
    return tuple(dict.fromkeys(file for file in shown if file is not None))
