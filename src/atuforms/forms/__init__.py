"""All forms. One folder a regulation, one file a form; whatever stands there is a form.

Forms of other packages join by the entry point group ``atuforms.forms``: each entry names a
:class:`~atuforms.forms.base.Form` class.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from atuforms.codes import short_code
from atuforms.exceptions import UnknownForm
from atuforms.forms.base import Form

ENTRY_POINTS = "atuforms.forms"

_NAMES = re.compile(r'^(?:class (\w+)\(|    (?:CODE|SLUG) = "([^"]+)")', re.MULTILINE)
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
    # Reading the list of installed packages takes a while, which a form of our own need not wait.
    from importlib.metadata import entry_points

    found = [form for module in _modules() for form in _forms_in(module)]
    found.sort(key=lambda form: (not form.CODE, form.CODE))
    return tuple(found) + tuple(point.load() for point in entry_points(group=ENTRY_POINTS))


def _modules() -> Iterator[str]:
    for folder in _FOLDERS:
        place = Path(__file__).parent / folder
        for info in pkgutil.iter_modules([str(place)]):
            yield f"{__name__}.{folder}.{info.name}"


def _forms_in(module: str) -> list[type[Form]]:
    return [
        member
        for member in vars(importlib.import_module(module)).values()
        if isinstance(member, type)
        and issubclass(member, Form)
        and member.SLUG
        and member.__module__ == module
    ]


class Forms(Mapping[str, type[Form]]):
    """Form classes by code or slug, in the order of the regulations; read-only.

    Iterating gives each form once, by its code (by its slug where it has none).
    """

    def __getitem__(self, key: str) -> type[Form]:
        try:
            return get_form(key)
        except UnknownForm:
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
    found = _own_form(short_code(name)) or _by_name().get(short_code(name))
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
def _own_form(name: str) -> type[Form] | None:
    """The form of this name, if a module of the package says in its source that it is there.

    So one form is found without importing the others; :func:`_by_name` finds any.
    """
    for module in _module_names().get(name, ()):
        for form in _forms_in(module):
            if name in _names(form):
                return form
    return None


@functools.cache
def _module_names() -> Mapping[str, list[str]]:
    """The modules in whose source a code, a slug or the name of a class stands."""
    modules: dict[str, list[str]] = {}
    for module in _modules():
        path = Path(__file__).parent.joinpath(*module.split(".")[-2:]).with_suffix(".py")
        with contextlib.suppress(OSError):
            for match in _NAMES.finditer(path.read_text(encoding="utf-8")):
                modules.setdefault(match[match.lastindex or 0].casefold(), []).append(module)
    return modules


def _names(form: type[Form]) -> tuple[str, ...]:
    return tuple(filter(None, (form.CODE, form.SLUG, form.__name__.casefold())))


@functools.cache
def _by_name() -> dict[str, type[Form]]:
    return {name: form for form in form_classes() for name in _names(form)}
