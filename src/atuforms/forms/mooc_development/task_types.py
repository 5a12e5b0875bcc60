"""02-06: the types of tasks, a reference for authors.

Control tasks use these types (02 §11.5). There is nothing to fill in.
"""

from __future__ import annotations

from atuforms.forms.base import Form


class TaskTypes(Form):
    """Types of tasks (form 02-06)."""

    CODE = "02-06"
    SLUG = "task-types"
    CLAUSES = ("02 §11.5",)
