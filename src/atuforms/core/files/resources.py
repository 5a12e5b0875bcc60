"""Where the folders that are not Python stand: the only module that knows.

In an installed package they lie inside it; in a checkout (and so in an editable install) they
lie at the root of the repository.
"""

from __future__ import annotations

import functools
from pathlib import Path

from atuforms.core.exceptions import MissingDependency
from atuforms.core.files.file_states import Stamp, stamp_of

_PACKAGE = Path(__file__).resolve().parents[2]
_REPOSITORY = _PACKAGE.parent.parent


def templates_folder() -> Path:
    """The folder of layouts, wording and Word templates that comes with atuforms.

    :raises MissingDependency: when the installation lacks it.
    """
    return _folder("templates")


def first_template(name: str, *own: Path | None) -> Stamp | None:
    """The stamp of a file of templates, ``kk/<slug>.docx``; None where there is none.

    :param own: folders that come before the one that comes with atuforms, in this order.
    """
    for folder in own:
        stamp = stamp_of(f"{folder}/{name}") if folder is not None else None
        if stamp is not None:
            return stamp
    return stamp_of(f"{templates_folder()}/{name}", ours=True)


def schemas_folder() -> Path:
    """The folder of the JSON Schemas, one for each form.

    :raises MissingDependency: when the installation lacks it.
    """
    return _folder("schemas")


def examples_folder() -> Path:
    """The folder of the example records, one for each form, with their pictures.

    :raises MissingDependency: when the installation lacks it.
    """
    return _folder("examples")


@functools.cache
def _folder(name: str) -> Path:
    for place in (_PACKAGE / name, _REPOSITORY / name):
        if place.is_dir():
            return place
    raise MissingDependency(
        "The folder “{name}” of atuforms is missing. "
        "Install atuforms again: pip install --force-reinstall atuforms",
        name=name,
    )
