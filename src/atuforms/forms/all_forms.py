"""All forms. One folder a regulation, one file a form; whatever stands there is a form.

Forms of other packages join by the entry point group ``atuforms.forms``: each entry names a
:class:`~atuforms.forms.base.Form` class.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from atuforms.core.exceptions import MissingDependency, UnknownForm
from atuforms.core.language.choice import reader_language
from atuforms.core.language.codes import short_code
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.language.sentences import message
from atuforms.core.language.translation import translate
from atuforms.core.language.wording import wording_of
from atuforms.core.notebook_displays import bundle, table
from atuforms.forms.base import Form
from atuforms.forms.index import ENTRY_POINTS, FormEntry, known_entries, modules

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


@functools.cache
def form_classes() -> tuple[type[Form], ...]:
    """Every form class: the eighteen in the order of the regulations, then the others."""
    # Imported here, since it is slow, and a form of this package is found without it.
    from importlib.metadata import entry_points

    return own_forms() + tuple(map(_foreign_form, entry_points(group=ENTRY_POINTS)))


def _foreign_form(point: EntryPoint) -> type[Form]:
    """The form that another package offers.

    :raises MissingDependency: if it cannot be loaded, or is none.
    """
    try:
        form = point.load()
    except (ImportError, AttributeError, SyntaxError) as error:
        reason = str(error)
    else:
        if isinstance(form, type) and issubclass(form, Form):
            return form
        reason = repr(form)
    raise MissingDependency(
        "The form “{form}” of another package cannot be loaded: {reason}. Update the package "
        "“{package}”, or uninstall it.",
        form=point.name,
        package=point.dist.name if point.dist else point.module,
        reason=reason,
    )


@functools.cache
def own_forms() -> tuple[type[Form], ...]:
    """The form classes of this package."""
    found = [form for module in modules() for form in _forms_in(module)]
    return tuple(sorted(found, key=lambda form: (not form.CODE, form.CODE)))


def entry(form: type[Form]) -> FormEntry:
    """What the index says of a form."""
    titles: dict[str, str] = {lang: str(wording_of(form, lang)["title"]) for lang in LANGUAGES}
    return FormEntry(form.CODE, form.SLUG, form.__name__, form.__module__, form.FORMATS, titles)


def _forms_in(module: str) -> list[type[Form]]:
    return [
        member
        for member in vars(importlib.import_module(module)).values()
        if isinstance(member, type)
        and issubclass(member, Form)
        and member.SLUG
        and member.__module__ == module
    ]


_HEADINGS = (message("Code"), message("Name"), message("Title"), message("Formats"))


class Forms(Mapping[str, type[Form]]):
    """Form classes by code or slug, in the order of the regulations; read-only.

    Iterating gives each form once, by its code (by its slug where it has none).
    """

    def __getitem__(self, key: str) -> type[Form]:
        try:
            return get_form(key)
        except (UnknownForm, TypeError):
            raise KeyError(key) from None

    def __iter__(self) -> Iterator[str]:
        return (form.name() for form in form_classes())

    def __len__(self) -> int:
        return len(form_classes())

    def __repr__(self) -> str:
        return f"Forms({', '.join(self)})"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        lang = reader_language()
        rows = [
            (form.code, form.slug, form.titles[lang], ", ".join(form.formats))
            for form in map(entry, form_classes())
        ]
        headings = [translate(each, lang) for each in _HEADINGS]
        return bundle(repr(self), table(headings, rows))


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


def form_class(form: str | type[Form]) -> type[Form]:
    """A form given by its name, or as its class.

    :raises UnknownForm: if there is none of this name.
    """
    return form if isinstance(form, type) and issubclass(form, Form) else get_form(form)


@functools.cache
def _own_form(name: str) -> type[Form] | None:
    """The form of this name, without importing the others; :func:`_by_name` finds any."""
    for known in known_entries() or ():
        if name in known.names:
            form: type[Form] = getattr(importlib.import_module(known.module), known.class_name)
            return form
    return None


@functools.cache
def _by_name() -> dict[str, type[Form]]:
    return {name: form for form in form_classes() for name in form.names()}
