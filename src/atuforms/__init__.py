"""Official forms of Almaty Technological University: filled, checked, printed and read back.

The names here are the whole public interface; each is imported when it is first used, so that
``import atuforms`` is quick and loads no renderer.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from atuforms.locks import FIRST_USE

if TYPE_CHECKING:
    from atuforms.batch.api import batch
    from atuforms.check import check
    from atuforms.documents import blank, render
    from atuforms.dossiers.dossier import DossierReport, check_dossier
    from atuforms.dossiers.ranking import rank
    from atuforms.exceptions import AtuformsError, InvalidRecord
    from atuforms.findings import Finding, Report
    from atuforms.forms import FORMS, get_form
    from atuforms.forms.base import Form
    from atuforms.load import load
    from atuforms.reading import read
    from atuforms.render.document import Document

_WHERE = {
    "AtuformsError": "exceptions",
    "Document": "render.document",
    "DossierReport": "dossiers.dossier",
    "FORMS": "forms",
    "Finding": "findings",
    "Form": "forms.base",
    "InvalidRecord": "exceptions",
    "Report": "findings",
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

__all__ = [
    "FORMS",
    "AtuformsError",
    "Document",
    "DossierReport",
    "Finding",
    "Form",
    "InvalidRecord",
    "Report",
    "batch",
    "blank",
    "check",
    "check_dossier",
    "get_form",
    "load",
    "rank",
    "read",
    "render",
]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        with FIRST_USE:
            module = importlib.import_module(f"{__name__}.{_WHERE[name]}")
        value = getattr(module, name)
        globals()[name] = value
        return value
    if name[:1].isupper():
        # Every form class is a public name too.
        with FIRST_USE:
            from atuforms.forms import form_classes

        for form in form_classes():
            if form.__name__ == name:
                return form
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Package(ModuleType):
    """Keeps ``atuforms.check`` the function when the module of that name is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if name not in _WHERE or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    with FIRST_USE:
        from atuforms.forms import form_classes

    return sorted([*__all__, *(form.__name__ for form in form_classes())])
