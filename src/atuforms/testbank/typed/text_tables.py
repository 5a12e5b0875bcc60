"""Tables in plain text: of Markdown, of CSV, and rows pasted from a spreadsheet with their tabs.

They become the cells that a table of a Word document has, so that the same columns are known. Lines
that only share a sign are no table: the columns have to be those of a bank, or Markdown's rule
below the head says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from atuforms.core.findings import Finding, Place
from atuforms.testbank.model import one_line
from atuforms.testbank.typed.answer_keys import may_be_a_key
from atuforms.testbank.typed.lines import Paragraph
from atuforms.testbank.typed.options_in_lines import ASKS
from atuforms.testbank.typed.table_manners import has_a_head, offers_options, questions_in_rows
from atuforms.testbank.typed.table_messages import ROW_UNEVEN, TABLE_UNKNOWN
from atuforms.testbank.typed.unseen_signs import as_seen

Paragraphs = list[Paragraph]

_PIPE: Final = "|"
_FEWEST_SIGNS: Final = {_PIPE: 1, "\t": 1, ";": 2, ",": 3}
"""Signs that part columns, the surest first, and how many a row has at least."""
_RULE: Final = re.compile(r"\s*+\|?+(?:\s*+:?+-++:?+\s*+\|)++(?:\s*+:?+-++:?+)?+\s*+")
_PIPED: Final = re.compile(r"(?P<bare>(?:[^|\\]|\\.|\\\Z)*+)", re.DOTALL)
_QUOTED: Final = r'\s*"(?P<inner>(?:[^"]|"")*+)"[ ]*(?={sign}|\Z)|(?P<bare>[^{sign}]*+)'
_CELLS: Final = {
    _PIPE: _PIPED,
    **{sign: re.compile(_QUOTED.format(sign=sign)) for sign in "\t;,"},
}
_BREAK: Final = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_LETTER: Final = re.compile(r"[^\W\d_][.)]?")
_MOST_LINES: Final = 30
"""Lines of one cell in quotation marks."""
_FEWEST_ROWS: Final = 2
_ONE_IN: Final = 4
"""One row in so many may have more or fewer cells than the others."""
_SHOWN: Final = 60


@dataclass(slots=True)
class _Row:
    """A row of what may be a table: its cells, and the lines in which it stands."""

    cells: Paragraphs
    lines: Paragraphs

    @property
    def text(self) -> str:
        return one_line(" ".join(line.text for line in self.lines))


@dataclass(slots=True)
class _Block:
    """Lines one below the other that all have a sign."""

    sign: str
    end: int
    rows: list[_Row] = field(default_factory=list)
    ruled: bool = False
    """Whether Markdown's rule stands below the first row."""


def tables_as_cells(paragraphs: Iterable[Paragraph]) -> tuple[Paragraphs, list[Finding]]:
    """The paragraphs, those of tables cell by cell, and what is said of rows that do not fit."""
    lines = list(paragraphs)
    made: Paragraphs = []
    findings: list[Finding] = []
    tried = dict.fromkeys(_FEWEST_SIGNS, 0)
    tables = i = 0
    while i < len(lines):
        end = i
        for block in _blocks_at(lines, i, tried):
            read = _read(block, -tables - 1)
            if read:
                tables, end = tables + 1, block.end
                made += read[0]
                findings += read[1]
                break
        if end == i:
            made.append(lines[i])
            end += 1
        i = end
    return made, findings


def _signs_of(line: Paragraph) -> Iterator[str]:
    """The signs that may part the columns of a line."""
    return (sign for sign in _FEWEST_SIGNS if _may_be_a_row(line, sign))


def _may_be_a_row(line: Paragraph, sign: str) -> bool:
    part = sign in line.text and line.text.count(sign) >= _FEWEST_SIGNS[sign]
    return part and not (line.label or line.cell)


def _end(lines: Sequence[Paragraph], start: int, sign: str) -> int:
    """Where the lines end that all have a sign, or are empty, or begin a cell that goes on."""
    end = start + 1
    while end < len(lines):
        count = 1
        if not _may_be_a_row(lines[end], sign) and lines[end].tidied:
            count = len(_row(lines, end, sign).lines)
            if count == 1:
                break
        end += count
    return end


def _are_alike(lines: Sequence[Paragraph], sign: str) -> bool:
    """Whether most lines have the sign equally often; this is asked of any text, and often."""
    if len(lines) < _FEWEST_ROWS:
        return False
    counts = Counter(line.text.count(sign) for line in lines if '"' not in line.text)
    del counts[0]  # of empty lines
    return sign == _PIPE or max(counts.values(), default=0) * _ONE_IN >= counts.total() * (
        _ONE_IN - 1
    )


def _block(lines: Sequence[Paragraph], start: int, sign: str) -> _Block:
    """The lines from ``start`` that may be rows; empty ones may stand between them."""
    block = _Block(sign, start)
    i = start
    while i < len(lines):
        if not lines[i].tidied:
            i += 1
        elif not _may_be_a_row(lines[i], sign) and not _begins_a_row(lines, i, block):
            break
        elif sign == _PIPE and len(block.rows) == 1 and _RULE.fullmatch(lines[i].text):
            block.ruled = True
            i = block.end = i + 1
        else:
            row = _row(lines, i, sign)
            block.rows.append(row)
            i = block.end = i + len(row.lines)
    return block


def _begins_a_row(lines: Sequence[Paragraph], i: int, block: _Block) -> bool:
    """Whether a line with fewer signs goes on in the next one, up to the last cell of a row."""
    broken = block.rows and lines[i].text.count('"') % 2 and not lines[i].label
    return bool(broken) and len(_row(lines, i, block.sign).cells) == len(block.rows[0].cells)


def _row(lines: Sequence[Paragraph], start: int, sign: str) -> _Row:
    """The row that begins with a line; a cell in quotation marks may go on in the next ones."""
    first = lines[start]
    if sign != _PIPE and first.text.count('"') % 2:
        text = first.text
        for i in range(start + 1, min(start + _MOST_LINES, len(lines))):
            text = f"{text}\n{lines[i].text}"
            if not text.count('"') % 2:
                joined = replace(first, text=text, spans=())
                cells = _parted(joined, sign)
                # Otherwise it is a mark within the text: «5"».
                whole = any("\n" in each.text for each in cells)
                apart = '"' not in "".join(each.text for each in cells if "\n" in each.text)
                if whole and apart:
                    return _Row(cells, list(lines[start : i + 1]))
                break
    return _Row(_parted(first, sign), [first])


def _parted(line: Paragraph, sign: str) -> Paragraphs:
    """A line cell by cell, each with the looks of its part."""
    text, at, end = line.text, 0, len(line.text)
    if sign == _PIPE:
        at += len(text) - len(text.lstrip())
        at += text[at : at + 1] == _PIPE
        end = len(text.rstrip())
        end -= text[at:end].endswith(_PIPE) and not text[at:end].endswith("\\|")
    cells: Paragraphs = []
    while at <= end:
        found = _CELLS[sign].match(text, at, end)
        if found is None:
            break
        cells.append(_cell(line.cut(found.start(), found.end()), found, sign))
        at = found.end() + 1
    return cells


def _cell(cut: Paragraph, found: re.Match[str], sign: str) -> Paragraph:
    """A cell as it is meant: without the signs that only keep it together."""
    if sign == _PIPE:
        said = _BREAK.sub("\n", cut.text.replace("\\|", _PIPE))
    else:
        inner = found["inner"]
        # What is pasted has such marks only around cells that need them.
        keeps = inner is None or (sign == "\t" and not re.search(r'[\n\t]|""', inner))
        said = cut.text if keeps else inner.replace('""', '"')
    return cut if said == cut.text else replace(cut, text=said, spans=())


def _read(block: _Block, number: int) -> tuple[Paragraphs, list[Finding]] | None:
    """The cells of a table, and findings on rows that do not fit; None if it is none."""
    rows = block.rows
    width = len(rows[0].cells) if rows else 0
    fit = [row for row in rows if len(row.cells) == width]
    uneven = [row for row in rows if len(row.cells) != width]
    if len(fit) < _FEWEST_ROWS or width <= _FEWEST_SIGNS[block.sign]:
        return None
    if not block.ruled and len(uneven) * _ONE_IN > len(rows):
        return None
    cells = _placed(fit, number)
    known = _is_known(cells, block, width)
    if not (known or block.ruled or offers_options(cells)):
        return None
    if not known:
        cells = [each for cell in cells for each in _by_line(cell)]
    keys = [line for row in uneven if may_be_a_key(row.text) for line in row.lines]
    told = [_uneven(row, width) for row in uneven if not may_be_a_key(row.text)]
    return [*cells, *keys], told


def unread_table(lines: Sequence[Paragraph]) -> Finding | None:
    """What is said of rows that are plainly a table, though not one that can be read."""
    tried = dict.fromkeys(_FEWEST_SIGNS, 0)
    blocks = (each for i in range(len(lines)) for each in _blocks_at(lines, i, tried))
    return next((_unread(each) for each in blocks if _is_a_table(each)), None)


def _blocks_at(lines: Sequence[Paragraph], i: int, tried: dict[str, int]) -> Iterator[_Block]:
    """The tables that may begin with a line, one for each sign that may part its cells.

    :param tried: up to where the lines were looked at with each sign, which is not done again.
    """
    for sign in _signs_of(lines[i]):
        if i >= tried[sign]:
            tried[sign] = _end(lines, i, sign)
            if _are_alike(lines[i : tried[sign]], sign):
                block = _block(lines, i, sign)
                tried[sign] = block.end
                yield block


def _is_a_table(block: _Block) -> bool:
    """Whether most rows have as many cells as each other, and more than a text has by chance."""
    widths = Counter(len(row.cells) for row in block.rows)
    width, count = widths.most_common(1)[0] if widths else (0, 0)
    fewest = max(_FEWEST_SIGNS[block.sign], _FEWEST_ROWS)
    return width > fewest and count >= fewest and count * 2 > len(block.rows)


def _unread(block: _Block) -> Finding:
    first, *rows = block.rows
    width = len(first.cells)
    uneven = [row for row in rows if len(row.cells) != width]
    if uneven and has_a_head(_placed([first], 1)):
        return _uneven(uneven[0], width)
    start, line = first.text[:_SHOWN], first.lines[0].line
    return Finding("bank-left-out", "", TABLE_UNKNOWN, details={"start": start}, place=Place(line))


def _placed(rows: Sequence[_Row], number: int) -> Paragraphs:
    """The cells with text, each with its place and the head of its column."""
    heads = [one_line(cell.text) for cell in rows[0].cells]
    return [
        replace(as_seen(cell), column=heads[place] if n else "", cell_at=(number, n, place))
        for n, row in enumerate(rows)
        for place, cell in enumerate(row.cells)
        if cell.tidied
    ]


def _is_known(cells: Paragraphs, block: _Block, width: int) -> bool:
    """Whether the columns are those of questions and their options."""
    if questions_in_rows(cells) is cells:
        return False
    if block.sign != "," or has_a_head(cells):
        return True
    # Commas stand in every text: only questions beside a last column of letters part them.
    columns = [[c.tidied for c in cells if c.cell_at and c.cell_at[2] == n] for n in range(width)]
    asked = columns[1] if all(map(str.isdecimal, columns[0])) else columns[0]
    lettered = len(columns[-1]) == len(columns[0]) and all(map(_LETTER.fullmatch, columns[-1]))
    return lettered and all(map(ASKS.search, asked))


def _by_line(cell: Paragraph) -> Iterator[Paragraph]:
    """The lines of a cell, as Word has paragraphs in it."""
    if "\n" not in cell.text:
        yield cell
        return
    yield from (
        replace(cell, text=text, spans=()) for text in cell.text.split("\n") if text.strip()
    )


def _uneven(row: _Row, width: int) -> Finding:
    return Finding(
        "bank-left-out",
        "",
        ROW_UNEVEN,
        limit=width,
        actual=len(row.cells),
        details={"start": row.text[:_SHOWN]},
        place=Place(row.lines[0].line),
    )
