"""The base of everything with named values: forms, persons, videos, modules."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from atuforms.exceptions import InvalidForm


class Record(BaseModel):
    """Named values that do not change; unknown names are refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        for name in cls.model_fields:
            owner = next((each for each in cls.__mro__[1:] if name in vars(each)), None)
            if owner:
                raise InvalidForm(
                    "{form}: the field “{name}” hides what {owner} has under this name. Name the "
                    "field otherwise.",
                    form=cls.__name__,
                    name=name,
                    owner=owner.__name__,
                )
