"""Reading of a bank that somebody typed, in a text file or in Word, more or less like form 02-05.

Works on plain :class:`Paragraph` values, whatever supplies them. The reading is lenient: it
understands Cyrillic option letters, «ЖАУАП:» and «ОТВЕТ:», wrapped lines, automatic lists and
bold answers, and reports each of them, since Moodle would drop or misread the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from atuforms.testbank.model import Bank, BankReading
from atuforms.testbank.typed.answer_keys import Key, key_at_the_end, keys_within
from atuforms.testbank.typed.bank_reader import BankReader
from atuforms.testbank.typed.doubts import brief, with_doubts
from atuforms.testbank.typed.lines import Paragraph
from atuforms.testbank.typed.manners import in_one_manner
from atuforms.testbank.typed.numbering import with_gaps, without_numbers
from atuforms.testbank.typed.pictures import TypedPicture
from atuforms.testbank.typed.placed_pictures import left_pictures
from atuforms.testbank.typed.questions import question_of
from atuforms.testbank.typed.statements import with_statements
from atuforms.testbank.typed.tagged_lines import lost_levels
from atuforms.testbank.typed.text_tables import tables_as_cells, unread_table
from atuforms.testbank.typed.torn_words import torn_words
from atuforms.testbank.typed.unanswered import answered, explained, with_unread
from atuforms.testbank.typed.unseen_signs import lines_as_seen

__all__ = ["Paragraph", "parse"]


def parse(
    paragraphs: Iterable[Paragraph],
    *,
    typed: bool = False,
    pictures: Sequence[TypedPicture] = (),
) -> BankReading:
    """The bank in ``paragraphs``, with findings on all that Moodle's Aiken importer would refuse.

    ``typed``: the text comes from a word processor, so numbers before questions (when they run
    through the whole bank) and headings of modules are not part of a file for Moodle.
    ``pictures``: those whose marks stand in the paragraphs.
    """
    if not typed:
        return _read(with_gaps(paragraphs), typed, pictures)
    cells, uneven = tables_as_cells(paragraphs)
    reading = _read(with_gaps(lines_as_seen(cells)), typed, pictures)
    unread = None if answered(reading) else unread_table(cells)
    if unread is not None:
        return with_unread(reading, unread)
    return replace(reading, findings=(*reading.findings, *uneven)) if uneven else reading


def _read(lines: list[Paragraph], typed: bool, pictures: Sequence[TypedPicture]) -> BankReading:
    before, key = key_at_the_end(lines) if typed else (lines, Key())
    reading, fits = _parsed(before, lines, key, typed, pictures)
    if key.readings and not fits and not key.sure:
        # «Ответы:» may also stand above the options of the last question.
        otherwise, _ = _parsed(lines, lines, Key(), typed, pictures)
        if answered(otherwise) > answered(reading):
            return otherwise
    if not typed:
        return reading
    return explained(reading, lines, lambda rest: _parsed(rest, rest, Key(), typed, pictures)[0])


def _parsed(
    lines: list[Paragraph],
    whole: list[Paragraph],
    key: Key,
    typed: bool,
    pictures: Sequence[TypedPicture],
) -> tuple[BankReading, bool]:
    """The bank in ``lines``, and whether the answers of ``key`` are those of its questions."""
    levels = lost_levels(lines) if typed else []
    if typed:
        lines = in_one_manner(with_statements(keys_within(lines), key.said))
    reader = BankReader(lines, typed, pictures, whole)
    reader.findings += levels
    reader.run(key)
    reader.findings = with_doubts(reader.findings, reader.drafts, whole, typed=typed)
    questions = []
    for i, draft in enumerate(reader.drafts):
        question, found = question_of(draft, i, typed=typed, pictures=pictures)
        questions.append(question)
        reader.findings += found
    questions, told = without_numbers(questions, reader.drafts, typed=typed)
    reader.findings += told
    reader.findings += torn_words(reader.drafts)
    reader.findings += left_pictures(reader.drafts, pictures, reader.findings)
    reader.findings.sort(key=lambda f: f.place.line or 0)
    return BankReading(Bank(tuple(questions)), tuple(map(brief, reader.findings))), reader.key_fits
