"""The files that a record brings along while it is edited: pictures, papers.

In a folder they lie beside the record. In a browser they stand in the record itself, under
:data:`FILES`: names, as the record has them, with the bytes in Base64.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.input_files import clear_reading, strange
from atuforms.core.pictures import image_format
from atuforms.fields.media import lies_beside

FILES: Final = "$files"
"""The key of an edited record under which its files stand; no field is called so."""

MAX_FILES: Final = 200
MAX_BYTES: Final = 20_000_000


def attached(record: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of an edited record, by name.

    :raises UnreadableInput: if one leads out of its folder, is no Base64, or they are too many or
        too large.
    """
    given = record.get(FILES) or {}
    if not isinstance(given, Mapping) or len(given) > MAX_FILES:
        raise strange(FILES)
    found: dict[str, bytes] = {}
    for name, text in given.items():
        data = _decoded(str(name), text)
        if not name or not lies_beside(str(name)):
            raise strange(str(name))
        found[str(name)] = data
    if sum(map(len, found.values())) > MAX_BYTES:
        raise UnreadableInput(
            "The files beside the record have more than {limit} MB in all. Save the pictures "
            "smaller.",
            limit=MAX_BYTES // 1_000_000,
        )
    return found


def _decoded(name: str, text: object) -> bytes:
    try:
        return base64.b64decode(text if isinstance(text, str) else "?", validate=True)
    except (binascii.Error, ValueError):
        raise strange(name) from None


def packed(files: Mapping[str, bytes]) -> dict[str, str]:
    """Files as an edited record has them."""
    return {name: base64.b64encode(data).decode() for name, data in files.items()}


def pictures_in(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those that are pictures, which need no folder."""
    return {name: data for name, data in files.items() if image_format(data)}


@contextmanager
def folder_with(files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with these files, which is gone afterwards.

    There is one also without files, so that no name in a record means a file of this machine.
    """
    with TemporaryDirectory(prefix="atuforms-") as name:
        folder = Path(name)
        for each, data in files.items():
            with clear_reading(Path(each)):
                path = folder / each
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        yield folder
