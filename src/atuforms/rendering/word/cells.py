"""What ``{% cellbg … %}`` and ``{% colspan … %}`` may say of a cell for Word to read it."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from atuforms.core.language.sentences import message
from atuforms.rendering.filling.template_faults import RefusedValue
from atuforms.rendering.word.wordprocessingml import W

_NO_COLOUR = message(
    "The template {name} has {tag} in {part}, and “{what}” is no colour that Word knows. "
    "Write the six signs of a colour, such as DDEEFF."
)
_NO_SPAN = message(
    "The template {name} has {tag} in {part}, and “{what}” is no number of columns of this table. "
    "Write a whole number from 1 to {columns}."
)
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6}|auto)")
_MOST_COLUMNS = 63
"""Columns that a table of Word may have."""


def cell_colour(value: Any) -> str:
    """A colour as Word has it.

    :raises RefusedValue: if it is none.
    """
    found = _COLOUR.fullmatch(str(value).strip())
    if found is None:
        raise RefusedValue(_NO_COLOUR, what=str(value)[:40])
    return found[1]


def cell_span(value: Any, columns: int = 0) -> str:
    """How many columns a cell goes over.

    :param columns: those of its table; 0 if they are not known.
    :raises RefusedValue: if the table has not so many.
    """
    text, most = str(value).strip(), columns or _MOST_COLUMNS
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= most):
        raise RefusedValue(_NO_SPAN, what=text[:40], columns=most)
    return text


def columns_of(cell: etree._Element) -> int:
    """The columns of the table of a cell; 0 where tags make them."""
    table = next(cell.iterancestors(f"{{{W}}}tbl"), None)
    if table is None or re.search(r"\{[{%]-?\s*tc\s", "".join(map(str, table.itertext()))):
        return 0
    return len(table.findall(f"{{{W}}}tblGrid/{{{W}}}gridCol"))
