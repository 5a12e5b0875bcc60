"""What templates of one's own leave out, said beside the documents that were made with them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from atuforms.cli.console import Console
from atuforms.core.language.languages import Language
from atuforms.forms.base import Form


def note_gaps(console: Console, made: Iterable[tuple[type[Form], Language, str]], own: str) -> None:
    """Name what is wrong with documents for which a template of the folder ``own`` was used.

    :param made: form, language and format of each.
    """
    if not own:
        return
    # It takes the renderers, which a command without templates of one's own does not need.
    from atuforms.documents.own_templates import remarks

    told = (
        error.text(console.lang)
        for form, lang, to in dict.fromkeys(made)
        for error in remarks(form, lang, to, Path(own))
    )
    for sentence in dict.fromkeys(told):
        console.note(sentence)
