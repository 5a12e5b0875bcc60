"""The base of everything with named values: forms, persons, videos, modules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Self, TypeVar

from pydantic import BaseModel, ValidationError

from atuforms.core.exceptions import InvalidForm
from atuforms.core.findings import InvalidRecord, Report
from atuforms.core.language.wording import HasTemplates
from atuforms.fields.model import Model
from atuforms.fields.shape import shape_findings

if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass

    class _RecordType(ModelMetaclass):
        """Keeps type checkers from demanding values as read, where a person may write others."""
else:
    _RecordType = type(BaseModel)


class Record(Model, metaclass=_RecordType):
    """Named values that do not change; unknown names are refused.

    A class is called with the names of its record. Each value may be whatever a person may write
    there: ``number=1``, ``date="2025-12-12"``, a list of mappings.

    :raises InvalidRecord: with every mistake at once.
    """

    def __init__(self, /, **values: object) -> None:
        try:
            super().__init__(**_by_record_name(type(self), values))
        except ValidationError as error:
            form = self._form()
            found = shape_findings(type(self), error, values)
            findings = tuple(replace(finding, form=form) for finding in found)
            name = form.name() if form else type(self).__name__
            raise InvalidRecord(Report(findings, form=name)) from None

    # Pydantic builds what is nested by itself then, so that all mistakes come together.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
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

    @classmethod
    def _form(cls) -> type[HasTemplates] | None:
        """The form whose labels a report on a record of this type speaks of, if it is one."""
        return None

    def replace(self, **changes: object) -> Self:
        """A copy with other values, checked as those of a new one are.

        ``None`` leaves out a value that need not be given.

        :raises InvalidRecord: with every mistake at once.
        """
        kept = self.model_dump(by_alias=True, exclude_none=True)
        return type(self)(**kept | _by_record_name(type(self), changes))

    def model_copy(self, *, update: Mapping[str, object] | None = None, deep: bool = False) -> Self:
        """A copy; with ``update`` one that is checked, as :meth:`replace` does."""
        return self.replace(**update) if update else super().model_copy(deep=deep)


AnyRecord = TypeVar("AnyRecord", bound=Record)


def with_values(record: AnyRecord, values: Mapping[str, object]) -> AnyRecord:
    """A copy of ``record`` with values that are what its fields hold; nothing is checked."""
    return BaseModel.model_copy(record, update=values)


def _by_record_name(model: type[Record], values: Mapping[str, object]) -> dict[str, object]:
    """``values`` by the names of a record: Python writes ``from_`` where a record has ``from``."""
    names = {name: field.alias for name, field in model.model_fields.items() if field.alias}
    return {names.get(name, name): value for name, value in values.items()}
