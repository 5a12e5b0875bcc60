"""A ZIP in place of several files: a record saved with its pictures, or a whole dossier."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

from atuforms.core.exceptions import WrongRequest
from atuforms.core.files.archives import Archive
from atuforms.web.file_names import distinct_name, safe_name

MOST_FILES: Final = 200
MOST_BYTES: Final = 60_000_000
"""Of all that is unpacked."""

_SCORM: Final = "imsmanifest.xml"
"""What makes a ZIP one thing, and no folder of several."""


def unpacked(package: Path) -> tuple[Path, ...]:
    """The files in a ZIP, which is gone afterwards; itself if it is a package of SCORM.

    :raises UnreadableInput: if it is damaged, or built to harm.
    :raises WrongRequest: if there is more in it than is taken at once.
    """
    archive = Archive(BytesIO(package.read_bytes()), package.name)
    names = [each for each in archive.names if not each.endswith("/")]
    if any(each.rpartition("/")[2].lower() == _SCORM for each in names):
        return (package,)
    if len(names) > MOST_FILES:
        raise WrongRequest(
            "{file} holds more files than are taken at once: {count}, at most {limit}.",
            file=package.name,
            count=len(names),
            limit=MOST_FILES,
        )
    package.unlink()
    room, found = MOST_BYTES, []
    taken: dict[Path, set[str]] = {}
    for name in names:
        data = archive.read(name, room)
        room -= len(data)
        path = Path(*(safe_name(part) for part in name.split("/") if part))
        path.parent.mkdir(parents=True, exist_ok=True)
        path = path.with_name(distinct_name(path.name, taken.setdefault(path.parent, set())))
        path.write_bytes(data)
        found.append(path)
    return tuple(found)
