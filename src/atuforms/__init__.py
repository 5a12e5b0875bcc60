"""Official forms of Almaty Technological University: filled, checked, printed and read back.

The names here are the whole public interface; each is imported when it is first used, so that
``import atuforms`` is quick and loads no renderer. Their types stand in ``__init__.pyi``, which
``tools/build_stubs.py`` writes.
"""

from __future__ import annotations

import importlib
from typing import Any

from atuforms.core.locks import FIRST_USE

__version__ = "0.1.0"

_WHERE = {
    "AtuformsError": "core.exceptions",
    "Document": "rendering.document",
    "DossierReport": "dossiers.dossier",
    "FORMS": "forms.all_forms",
    "Finding": "core.findings",
    "Form": "forms.base",
    "InvalidRecord": "core.findings",
    "Person": "fields.people",
    "Report": "core.findings",
    "Text": "fields.texts",
    "Video": "fields.media",
    "batch": "batches.batch",
    "blank": "api",
    "calendar": "api",
    "check": "api",
    "check_dossier": "dossiers.dossier",
    "comment": "api",
    "documents_of": "dossiers.subject_documents",
    "editor": "notebook.opening",
    "get_form": "forms.all_forms",
    "load": "api",
    "read": "api",
    "rank": "dossiers.ranking",
    "render": "api",
    "sign": "api",
    "verify": "api",
}

__all__ = [*_WHERE, "__version__"]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        with FIRST_USE:
            module = importlib.import_module(f"{__name__}.{_WHERE[name]}")
        value = getattr(module, name)
        globals()[name] = value
        return value
    # Every form class is a public name too.
    if name[:1].isupper() and (form := _form_class(name)):
        return form
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _form_class(name: str) -> Any:
    """The form class of this name; None if there is none, or none that can be loaded."""
    with FIRST_USE:
        from atuforms.core.exceptions import AtuformsError
        from atuforms.forms.all_forms import get_form

    try:
        form = get_form(name)
    except AtuformsError:
        return None
    return form if form.__name__ == name else None


def __dir__() -> list[str]:
    with FIRST_USE:
        from atuforms.forms.all_forms import own_forms

    return sorted([*__all__, *(form.__name__ for form in own_forms())])
