"""The list of all forms, those of other packages included."""

from __future__ import annotations

from importlib.metadata import entry_points

from atuforms.core.locks import FIRST_USE
from atuforms.forms.index import ENTRY_POINTS, FormEntry, known_entries


def entries() -> tuple[FormEntry, ...]:
    """What there is to know of every form."""
    plug_ins = entry_points(group=ENTRY_POINTS)
    known = None if plug_ins else known_entries()
    if known is None:
        # Importing the classes is slow, so it is done only where the index does not serve.
        with FIRST_USE:
            from atuforms.forms.all_forms import entry, form_classes

        return tuple(map(entry, form_classes()))
    return known
