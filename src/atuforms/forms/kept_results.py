"""What is found out about a form once, and kept as long as the form.

A form never changes, so whoever prints it in three languages need not walk through it three times.
What is kept is no part of the form: it is not compared, copied or pickled, and a copy with other
values starts with nothing. Several threads may find the same thing at once; one of them is kept.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar, cast

from atuforms.forms.base import Form

Found = TypeVar("Found")


def memory_of(form: Form) -> dict[object, object]:
    """What is kept of this form object, by the function that found it."""
    known: dict[object, object] | None = getattr(form, "_memory", None)
    if known is None:
        known = {}
        object.__setattr__(form, "_memory", known)
    return known


def once(find: Callable[[Form], Found]) -> Callable[[Form], Found]:
    """``find``, which looks at each form object once; what it finds must not change either."""

    @functools.wraps(find)
    def found(form: Form) -> Found:
        known = memory_of(form)
        if find not in known:
            known[find] = find(form)
        return cast("Found", known[find])

    return found
