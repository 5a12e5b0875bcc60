"""Bytes of a text file as text, whatever the editor saved it in."""

from __future__ import annotations

import re
from typing import Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.input_files import is_blank
from atuforms.core.files.office import refuse_old
from atuforms.core.findings import Finding, Place
from atuforms.testbank.messages import BANK_ENCODING

MAX_BYTES: Final = 32 * 1024 * 1024
"""Largest test bank that is read; 10,000 questions take about 5 MB."""

# Letters of Windows-1251 that no Kazakh or Russian text has; KZ-1048, the Kazakh variant of the
# same code page, has Ә, Ғ, Қ … in their places.
_FOREIGN: Final = frozenset("ЌЋќћЎўЈҐЄЇґєјЅѕї")

_CYRILLIC_WORD: Final = re.compile("[\u0400-\u052f]{3,}")
_TORN_CASE: Final = re.compile("[а-яё][А-ЯЁ]{2}|[а-яё]{2}[А-ЯЁ]")
_STRANGE: Final = re.compile("[ЂЃѓЉЊЋЌЏђљњћќџ]")
_LOOKED_AT: Final = 100_000
_ONE_IN: Final = 10
"""At most one word in so many may be spelled so oddly: names and misprints are."""

_DECLARED: Final = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*\?>")


def decode(data: bytes | str) -> tuple[str, str, tuple[Finding, ...]]:
    """Text, encoding, and findings on the encoding.

    UTF-8 (with or without BOM) and UTF-16 with BOM are recognised for certain; anything else is
    taken for Windows-1251, or for KZ-1048 where it has Kazakh letters.

    :raises UnreadableInput: for a file that is too large or in none of these.
    """
    ensure_size(data)
    if isinstance(data, str):
        return data.removeprefix("\ufeff"), "", ()
    refuse_old(data, "DOC")
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            "The file is no text in UTF-8 or Windows-1251. Save it as plain text in UTF-8."
        ) from error
    if encoding == "cp1251" and not _FOREIGN.isdisjoint(text):
        encoding, text = "kz1048", data.decode("kz1048", errors="replace")
    if encoding in ("cp1251", "kz1048") and _is_garbled(text):
        raise UnreadableInput(
            "The file is no text in UTF-8 or Windows-1251. Save it as plain text in UTF-8."
        )
    if "\0" in text:
        raise UnreadableInput(
            "The file is not a text file. Save the test bank as plain text in UTF-8."
        )
    if encoding in ("utf-8", "utf-8-sig"):
        return text, encoding, ()
    return text.removeprefix("\ufeff"), encoding, (not_in_utf8(encoding),)


def refuse_blank(data: bytes, file: object) -> None:
    """Stop at a file without a character.

    :raises UnreadableInput: if it is one.
    """
    if is_blank(data):
        raise UnreadableInput("{file} is empty. Choose the file with the questions.", file=file)


def _is_garbled(text: str) -> bool:
    """Whether a text in another Cyrillic encoding was taken for one in Windows-1251.

    KOI8-R and ISO 8859-5 have capitals where this has small letters; other code pages for Kazakh
    show letters of Serbian or Macedonian in its words.
    """
    words = _CYRILLIC_WORD.findall(text[:_LOOKED_AT])
    strange = sum(bool(_TORN_CASE.search(word)) for word in words)
    return strange * _ONE_IN > len(words) or any(map(_STRANGE.search, words))


def not_in_utf8(encoding: str) -> Finding:
    """The finding on a file in another encoding than Moodle's."""
    return Finding(
        "bank-encoding", "", BANK_ENCODING, limit="UTF-8", actual=encoding, place=Place(1)
    )


def ensure_size(data: bytes | str) -> None:
    """Stop at a file that is too large.

    :raises UnreadableInput: beyond :data:`MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableInput(
            "The test bank is larger than {limit} MB. Split it into smaller files.",
            limit=MAX_BYTES // 2**20,
        )


def _encoding(data: bytes) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1251"
    return "utf-8"


def declared(data: bytes) -> tuple[str, str]:
    """The encoding that XML declares or begins with, and its text in it; none for UTF-8.

    None either where it is not what the text is in: then the parser says so.
    """
    found = _DECLARED.match(data[:200])
    named = found[1].decode("ascii") if found else ""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else named.lower()
    if encoding in ("", "utf-8", "utf8", "us-ascii", "ascii"):
        return "", ""
    try:
        return encoding, _DECLARATION.sub("", data.decode(encoding).lstrip("\ufeff"), count=1)
    except (LookupError, UnicodeDecodeError):
        return "", ""
