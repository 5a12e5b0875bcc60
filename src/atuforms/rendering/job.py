"""What a renderer is given: strings ready to print, and whose templates to print them with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from atuforms.core.language.languages import Language
from atuforms.core.language.wording import HasTemplates


@dataclass(frozen=True)
class Job:
    """One document to write.

    ``write_record`` gives its record as canonical JSON, when a renderer comes to it, and remembers
    it; a blank has none.
    """

    form: type[HasTemplates]
    to: str
    lang: Language
    values: Mapping[str, Any]
    write_record: Callable[[], bytes] | None
    version: str
    templates: Path | None = None
    proof: str = ""
    """What proves that the record was signed, as a compact JWS; empty without a key."""
    signature_field: bool = False
    """Whether a PDF gets an empty field for the signature of a person."""
    fingerprints: Callable[[], tuple[str, ...]] = tuple
    """Gives what the pictures of its record are known by, for who signs it."""
    pictures: Callable[[], Mapping[str, str]] = dict
    """Gives what each of its pictures is known by, for who reads the document back."""
    address: str = ""
    """What stands before the proof in the code on the page."""

    @property
    def code(self) -> str:
        """The form's full code in the language, or its slug where it has none."""
        return str(self.values["code"]) or self.form.SLUG

    @property
    def record(self) -> bytes | None:
        """The record as canonical JSON in UTF-8."""
        return self.write_record() if self.write_record else None

    @property
    def digest(self) -> str:
        """The SHA-256 of the record in hexadecimal; empty for a blank."""
        record = self.record
        return hashlib.sha256(record).hexdigest() if record else ""
