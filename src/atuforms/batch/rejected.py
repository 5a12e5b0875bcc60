"""The list of rejected rows: the original cells and what is wrong, to be mended and fed in again.

Its first column (``#``) carries what each row is known by, so that a mended row stays the row
it was; the column of findings is left out when the list is read again.
"""

from __future__ import annotations

import io
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import IO, Any, Final, Self

from atuforms.batch.columns import FINDINGS, MARKER
from atuforms.batch.rows import Row
from atuforms.batch.workbooks import cell_formats, workbook, write_cell
from atuforms.findings import Finding
from atuforms.languages import Language, in_every_language

_SHEET_NAME: Final = in_every_language(
    {"kk": "Қабылданбағандар", "ru": "Отклонённые", "en": "Rejected"}
)


class RejectedRows:
    """Rejected rows, kept on the disk while a batch runs so that memory does not grow with them.

    A context manager; ``text`` turns a finding into a sentence in ``lang``.
    """

    def __init__(
        self,
        headings: Sequence[str],
        lang: Language,
        text: Callable[[Finding, Language], str] = Finding.text,
    ) -> None:
        self._headings = dict.fromkeys(h for h in headings if not _is_ours(h))
        self._lang = lang
        self._text = text
        self._spool: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 — closed with its owner
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._spool.close()

    def add(self, row: Row, findings: Iterable[Finding]) -> None:
        """Keep ``row`` with what is wrong in it."""
        cells = {heading: value for heading, value in row.cells.items() if not _is_ours(heading)}
        self._headings.update(dict.fromkeys(cells))
        sentences = "\n".join(self._text(finding, self._lang) for finding in findings)
        pickle.dump((row.origin, cells, sentences), self._spool)
        self.count += 1

    def workbook(self) -> bytes:
        """The rows as an XLSX file; the same rows give the same bytes."""
        stream = io.BytesIO()
        headings = list(self._headings)
        with workbook(stream) as book:
            sheet = book.add_worksheet(_SHEET_NAME[self._lang])
            text, date = cell_formats(book)
            bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
            wrong = book.add_format({"font_color": "#9C0006", "text_wrap": True, "valign": "top"})
            last = len(headings) + 1
            for column, heading in enumerate((MARKER, *headings, FINDINGS[self._lang])):
                sheet.write_string(0, column, heading, bold)
            for number, (origin, cells, sentences) in enumerate(self._kept(), start=1):
                sheet.write_string(number, 0, origin, text)
                for column, heading in enumerate(headings, start=1):
                    write_cell(sheet, number, column, cells.get(heading), text, date)
                sheet.write_string(number, last, sentences[:32_767], wrong)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, 0, 14)
            sheet.set_column(1, last - 1, 22)
            sheet.set_column(last, last, 60)
        return stream.getvalue()

    def _kept(self) -> Iterator[tuple[str, dict[str, Any], str]]:
        self._spool.seek(0)
        for _ in range(self.count):
            yield pickle.load(self._spool)  # noqa: S301 — written by this process


def _is_ours(heading: str) -> bool:
    return heading == MARKER or heading in FINDINGS.values()
