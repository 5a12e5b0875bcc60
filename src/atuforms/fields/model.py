"""The Pydantic base of all named values: frozen, and closed to unknown names."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Named values, as far as what describes them needs to know; see :class:`.record.Record`."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )


AnyModel = TypeVar("AnyModel", bound=Model)
