"""What templates of one's own leave out, said beside the documents that were made with them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from atuforms.cli.console import Console
from atuforms.core.language.languages import Language
from atuforms.forms.base import Form


def note_gaps(
    console: Console, made: Iterable[tuple[type[Form], Language]], formats: Iterable[str], own: str
) -> None:
    """Name each required field that a Word template of the folder ``own`` does not print."""
    if not own or "docx" not in formats:
        return
    # It takes the Word renderer, which a command without templates of one's own does not need.
    from atuforms.documents.own_templates import lacking_fields

    for form, lang in dict.fromkeys(made):
        for error in lacking_fields(form, lang, Path(own)):
            console.note(error.text(console.lang))
