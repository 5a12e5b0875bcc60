"""How a value type says that a value cannot be read: the finding's rule, and its sentence."""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError


def problem(rule: str, message: str, /, **details: Any) -> PydanticCustomError:
    """An error that becomes a finding with this rule and this message name.

    :param rule: an id that belongs to no clause; with the detail ``clause``, that of a rule.
    :param message: name of the sentence in :data:`atuforms.messages.SENTENCES`.
    :param details: values for the sentence; ``limit``, ``actual`` and ``clause`` become the
        finding's.
    """
    return PydanticCustomError(
        "atuforms", "{message}", {"rule": rule, "message": message, "details": details}
    )
