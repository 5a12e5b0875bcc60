"""Official forms of Almaty Technological University: filled, checked, printed and read back.

The names here are the whole public interface; each is imported when it is first used, so that
``import atuforms`` is quick and loads no renderer. Their types stand in ``__init__.pyi``, which
``tools/build_stubs.py`` writes.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

__version__ = "0.1.0"

_WHERE = {
    "AtuformsError": "exceptions",
    "Document": "render.document",
    "DossierReport": "dossiers.dossier",
    "FORMS": "forms",
    "Finding": "findings",
    "Form": "forms.base",
    "InvalidRecord": "findings",
    "Person": "fields.people",
    "Report": "findings",
    "Text": "fields.texts",
    "Video": "fields.media",
    "batch": "batch.api",
    "blank": "documents",
    "check": "check",
    "check_dossier": "dossiers.dossier",
    "get_form": "forms",
    "load": "load",
    "read": "reading",
    "rank": "dossiers.ranking",
    "render": "documents",
}

__all__ = [*_WHERE, "__version__"]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        value = getattr(importlib.import_module(f"{__name__}.{_WHERE[name]}"), name)
        globals()[name] = value
        return value
    # Every form class is a public name too.
    if name[:1].isupper() and (form := _form_class(name)):
        return form
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _form_class(name: str) -> Any:
    """The form class of this name; None if there is none, or none that can be loaded."""
    from atuforms.exceptions import AtuformsError
    from atuforms.forms import get_form

    try:
        form = get_form(name)
    except AtuformsError:
        return None
    return form if form.__name__ == name else None


class _Package(ModuleType):
    """Keeps ``atuforms.check`` the function when the module of that name is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _WHERE or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    from atuforms.forms import own_forms

    return sorted([*__all__, *(form.__name__ for form in own_forms())])
