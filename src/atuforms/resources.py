"""Where the folders that are not Python stand: the only module that knows.

In an installed package they lie inside it; in a checkout (and so in an editable install) they
lie at the root of the repository.
"""

from __future__ import annotations

import functools
from pathlib import Path

from atuforms.exceptions import MissingDependency

_PACKAGE = Path(__file__).resolve().parent
_REPOSITORY = _PACKAGE.parent.parent


def templates_folder() -> Path:
    """The folder of layouts, wording and Word templates that comes with atuforms.

    :raises MissingDependency: when the installation lacks it.
    """
    return _folder("templates")


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
