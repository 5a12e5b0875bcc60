"""The sentences of what is found in tables of plain text."""

from __future__ import annotations

from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _

ROW_UNEVEN = Message(
    _(
        "Cells in the row “{start}”: {actual}; in the first row of the table: {limit}. It was left "
        "out"
    ),
    _(
        "Give it a cell for each column. A text with the sign that parts cells needs quotation "
        "marks around it in CSV, a backslash before each | in Markdown."
    ),
)
TABLE_UNKNOWN = Message(
    _("A table begins with “{start}”, and which of its columns holds what is not certain"),
    _("Head its columns №, Question, A, B, C, D, Answer, and take other columns out."),
)
