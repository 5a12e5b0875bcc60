"""The validator of Word and PowerPoint files, which remembers what it has found sound."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path
from typing import Any

from openxml_audit import OpenXmlValidator
from openxml_audit.schema.validator import SchemaValidator


def office_errors(file: Path) -> list[Any]:
    """What is wrong with a Word or PowerPoint file by the schemas of Office."""
    return list(_validator().validate(str(file)).errors)


@functools.cache
def _validator() -> Any:
    validator = OpenXmlValidator()
    validator._schema_validator = _Schema()
    return validator


class _Schema(SchemaValidator):  # type: ignore[misc]  # has no types
    """Looks only once at a part, and at children of the same names in the same order.

    Most parts of our documents are the same in each, and most elements have the same children.
    Only what was found sound is remembered.
    """

    def __init__(self) -> None:
        super().__init__()
        self._sound: dict[tuple[Any, ...], Any] = {}

    def validate_part(self, part: Any, context: Any) -> Any:
        digest = hashlib.sha256(part.raw_content or b"").digest()
        key = (part.uri, digest, context.file_format)
        if key not in self._sound:
            before = context.error_count
            super().validate_part(part, context)
            self._remember(key, before, context)
        return context.errors

    def _validate_content_model(self, content_model: Any, children: Any, context: Any) -> None:
        key = (id(content_model), *[child.tag for child in children], context.file_format)
        if key not in self._sound:
            before = context.error_count
            super()._validate_content_model(content_model, children, context)
            # As long as the model is held here, no other one has its identity.
            self._remember(key, before, context, content_model)

    def _remember(self, key: Any, before: int, context: Any, held: Any = None) -> None:
        if context.error_count == before and not context.should_stop:
            self._sound[key] = held
