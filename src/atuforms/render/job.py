"""What a renderer is given: strings ready to print, and whose templates to print them with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atuforms.languages import Language
from atuforms.wording import HasTemplates


@dataclass(frozen=True, slots=True)
class Job:
    """One document to write. ``record`` is None, and ``digest`` empty, for a blank."""

    form: type[HasTemplates]
    to: str
    lang: Language
    values: Mapping[str, Any]
    record: bytes | None
    digest: str
    version: str
    templates: Path | None = None

    @property
    def code(self) -> str:
        """The form's full code in the language, or its slug where it has none."""
        return str(self.values["code"]) or self.form.SLUG
