"""All forms. One folder a regulation, one file a form; whatever stands there is a form.

Forms of other packages join by the entry point group ``atuforms.forms``: each entry names a
:class:`~atuforms.forms.base.Form` class.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from importlib.metadata import entry_points

from atuforms.codes import short_code
from atuforms.exceptions import UnknownForm
from atuforms.forms.base import Form

ENTRY_POINTS = "atuforms.forms"

_FOLDERS = (
    "mooc_competition",
    "mooc_development",
    "der_development",
    "der_competition",
    "supporting",
    "things",
)


@functools.cache
def form_classes() -> tuple[type[Form], ...]:
    """Every form class: the eighteen in the order of the regulations, then the others."""
    found: list[type[Form]] = []
    for folder in _FOLDERS:
        package = importlib.import_module(f"{__name__}.{folder}")
        for module in sorted(info.name for info in pkgutil.iter_modules(package.__path__)):
            members = vars(importlib.import_module(f"{package.__name__}.{module}"))
            found += [
                member
                for member in members.values()
                if isinstance(member, type)
                and issubclass(member, Form)
                and member.SLUG
                and member.__module__ == f"{package.__name__}.{module}"
            ]
    found.sort(key=lambda form: (not form.CODE, form.CODE))
    return tuple(found) + tuple(point.load() for point in entry_points(group=ENTRY_POINTS))


class Forms(Mapping[str, type[Form]]):
    """Form classes by code or slug, in the order of the regulations; read-only.

    Iterating gives each form once, by its code (by its slug where it has none).
    """

    def __getitem__(self, key: str) -> type[Form]:
        try:
            return _by_name()[short_code(key)]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self) -> Iterator[str]:
        return (form.name() for form in form_classes())

    def __len__(self) -> int:
        return len(form_classes())

    def __repr__(self) -> str:
        return f"Forms({', '.join(self)})"


FORMS = Forms()
"""Every form class by code or slug."""


def get_form(name: str) -> type[Form]:
    """The form class of this name.

    :param name: short code (``02-09``), slug, class name, or full code in any language
        (``Ү.ЖИЦДО-7.5.1-2025-02-09``); spaces and letter case do not matter.
    :raises UnknownForm: if there is none, naming the nearest.
    """
    found = _by_name().get(short_code(name))
    if found is None:
        near = get_close_matches(short_code(name), _by_name(), n=1, cutoff=0.5)
        if near:
            raise UnknownForm(
                "There is no form “{name}”. Did you mean “{near}”? “atuforms list” shows all.",
                name=name,
                near=near[0],
            )
        raise UnknownForm("There is no form “{name}”. “atuforms list” shows all.", name=name)
    return found


@functools.cache
def _by_name() -> dict[str, type[Form]]:
    names = {}
    for form in form_classes():
        for name in (form.CODE, form.SLUG, form.__name__.casefold()):
            if name:
                names[name] = form
    return names
