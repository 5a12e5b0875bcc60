"""How a value type says that a value cannot be read: the finding's rule, and its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from atuforms.core.findings import Finding
from atuforms.core.language.sentences import Message


def problem(rule: str, message: Message, /, **details: object) -> PydanticCustomError:
    """An error that becomes a finding with this rule and this message.

    :param rule: an id that belongs to no clause; with the detail ``clause``, that of a rule.
    :param message: what the finding says.
    :param details: values for the sentence; ``limit``, ``actual`` and ``clause`` become the
        finding's.
    """
    return PydanticCustomError(
        "atuforms", "{rule}", {"rule": rule, "message": message, "details": details}
    )


def problem_finding(context: Mapping[str, Any], path: str = "") -> Finding:
    """The finding that such an error becomes, from its context.

    :param path: of the value in the record.
    """
    details = dict(context["details"])
    key = details.pop("key", None)
    return Finding(
        rule=context["rule"],
        path=f"{path}.{key}".strip(".") if key else path,
        message=context["message"],
        clause=details.pop("clause", ""),
        limit=details.pop("limit", None),
        actual=details.pop("actual", None),
        details=details,
    )
