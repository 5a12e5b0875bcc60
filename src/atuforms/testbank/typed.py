"""Reading of a bank that somebody typed, in a text file or in Word, more or less like form 02-05.

Works on plain :class:`Paragraph` values, whatever supplies them. The reading is lenient: it
understands Cyrillic option letters, «ЖАУАП:» and «ОТВЕТ:», wrapped lines, automatic lists and
bold answers, and reports each of them, since Moodle would drop or misread the question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from atuforms.core.findings import Finding, Place
from atuforms.core.language.sentences import Message
from atuforms.testbank.letters import places, to_latin
from atuforms.testbank.lines import (
    MOODLE_SPACES,
    STRICT_ANSWER,
    STRICT_OPTION,
    Paragraph,
    answer_labels,
    answer_line,
    heading,
    numbered,
    option_line,
    safe_stem,
)
from atuforms.testbank.messages import (
    ANSWER_EMPTY,
    ANSWER_LETTER,
    ANSWER_MARKED,
    ANSWER_RANGE,
    ANSWER_SEVERAL,
    ANSWER_STRAY,
    ANSWER_TWICE,
    ANSWER_WORD,
    HEADING_LINE,
    LINE_SHORT,
    OPTION_LETTERS,
    OPTION_ORDER,
    OPTION_WRAPPED,
    QUESTION_UNFINISHED,
    STEM_MISREAD,
    STEM_MISSING,
    STEM_WRAPPED,
)
from atuforms.testbank.model import LETTERS, Bank, BankReading, Option, Question, one_line, tidy
from atuforms.testbank.structure import ITEM_FORMAT, SINGLE_ANSWER

__all__ = ["Paragraph", "parse"]

LINE_BREAK = ("bank-line-break", "")


@dataclass(slots=True)
class _Option:
    label: str
    lines: list[str]
    marked: bool
    line: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(slots=True)
class _Draft:
    """A question under construction."""

    line: int
    stem: list[str]
    label: str = ""
    options: list[_Option] = field(default_factory=list)
    right: set[int] = field(default_factory=set)
    module: str = ""
    lecture: str = ""
    inexact: tuple[int, list[str]] | None = None
    """Line of the first option that is not spelled as Moodle wants it, and their letters."""


def parse(paragraphs: Iterable[Paragraph], *, typed: bool = False) -> BankReading:
    """The bank in ``paragraphs``, with findings on all that Moodle's Aiken importer would refuse.

    ``typed``: the text comes from a word processor, so numbers before questions (when they run
    through the whole bank) and headings of modules are not part of a file for Moodle.
    """
    reader = _Reader([p for p in paragraphs if tidy(p.text)], typed)
    reader.run()
    questions = [reader.finished(draft, i) for i, draft in enumerate(reader.drafts)]
    if typed:
        questions = _without_numbers(questions)
    reader.findings.sort(key=lambda f: f.place.line or 0)
    return BankReading(Bank(tuple(questions)), tuple(reader.findings))


class _Reader:
    def __init__(self, paragraphs: list[Paragraph], typed: bool) -> None:
        self.paragraphs = paragraphs
        self.typed = typed
        self.drafts: list[_Draft] = []
        self.draft: _Draft | None = None
        self.module = self.lecture = ""
        self.findings: list[Finding] = []

    def run(self) -> None:
        for i, paragraph in enumerate(self.paragraphs):
            if not self.typed and len(paragraph.text.strip(MOODLE_SPACES).encode()) < 2:
                self._found(ITEM_FORMAT, LINE_SHORT, paragraph, actual=tidy(paragraph.text))
            elif self.draft is None:
                self._between(i, paragraph)
            else:
                self._within(i, paragraph, self.draft)
        if self.draft is not None:
            self._abandon(self.draft)

    def _between(self, i: int, paragraph: Paragraph) -> None:
        """A paragraph while no question is open."""
        text = tidy(paragraph.text)
        rest = answer_line(text)
        strict = bool(STRICT_ANSWER.match(text) and answer_labels(rest or ""))
        if rest is not None and (strict or not self._option_at(i + 1, 0)):
            self._stray_answer(rest, paragraph)
            return
        where = heading(text)
        if where and not self._option_at(i + 1, 0):
            self._heading(where.lecture, where.name, paragraph)
        elif self._option_at(i, 0) and self._option_at(i + 1, 1) and not self._option_at(i + 1, 0):
            self._open(paragraph, "")
            self._found(ITEM_FORMAT, STEM_MISSING, paragraph)
            self._within(i, paragraph, self.drafts[-1])
        else:
            self._open(paragraph, text)
            if not paragraph.label and STRICT_OPTION.match(text):
                self._found(
                    ("bank-stem-misread", ""),
                    STEM_MISREAD,
                    paragraph,
                    part=".text",
                    actual=text[:40],
                    safe=safe_stem(text[:40]),
                )

    def _within(self, i: int, paragraph: Paragraph, draft: _Draft) -> None:
        """A paragraph while a question is open."""
        text = tidy(paragraph.text)
        rest = answer_line(text)
        if STRICT_ANSWER.match(text) or (rest is not None and draft.options):
            self._answer(rest or "", paragraph, draft)
            self.draft = None
            return
        option = None
        if not (_is_number(paragraph.label) and _is_number(draft.label)):
            option = option_line(paragraph, len(draft.options))
        if option:
            draft.options.append(
                _Option(option.label, [option.text], option.marked, paragraph.line)
            )
            if not option.exact:
                line, letters = draft.inexact or (paragraph.line, [])
                draft.inexact = (line, [*letters, option.label])
        elif self._begins_anew(i, paragraph, draft):
            self._abandon(draft)
            self._between(i, paragraph)
        elif draft.options:
            draft.options[-1].lines.append(text)
            part = f".options.{len(draft.options) - 1}"
            self._found(LINE_BREAK, OPTION_WRAPPED, paragraph, part=part)
        else:
            draft.stem.append(text)
            if len(draft.stem) == 2:
                self._found(LINE_BREAK, STEM_WRAPPED, paragraph, part=".text")

    def _begins_anew(self, i: int, paragraph: Paragraph, draft: _Draft) -> bool:
        """Whether a paragraph without a mark is the next question rather than a wrapped line."""
        if _is_number(paragraph.label) and _is_number(draft.label):
            return True
        this, before = numbered(tidy(paragraph.text)), numbered(draft.stem[0])
        if this and before and this[0] == before[0] + 1:
            return True
        if not draft.options:
            return False
        place = len(draft.options)
        continues = self._option_at(i + 1, place) and not self._option_at(i + 1, 0)
        following = self.paragraphs[i + 1] if i + 1 < len(self.paragraphs) else None
        return not continues and not (following and answer_line(following.text) is not None)

    def _option_at(self, i: int, place: int) -> bool:
        """Whether paragraph ``i`` is the option that stands at ``place``."""
        if i >= len(self.paragraphs):
            return False
        option = option_line(self.paragraphs[i], place)
        return option is not None and (not option.label or place in places(option.label))

    def _open(self, paragraph: Paragraph, text: str) -> None:
        self.draft = _Draft(
            paragraph.line, [text], paragraph.label, module=self.module, lecture=self.lecture
        )
        self.drafts.append(self.draft)

    def _abandon(self, draft: _Draft) -> None:
        """A question that ends without an answer line; bold may still show the answer."""
        self.draft = None
        marked = {i for i, option in enumerate(draft.options) if option.marked}
        if marked and len(marked) < len(draft.options):
            draft.right = marked
            self._found(ITEM_FORMAT, ANSWER_MARKED, draft.line)
        else:
            self._found(SINGLE_ANSWER, QUESTION_UNFINISHED, draft.line, part=".answer")

    def _heading(self, lecture: bool, name: str, paragraph: Paragraph) -> None:
        if lecture:
            self.lecture = name
        else:
            self.module, self.lecture = name, ""
        if not self.typed:
            self._found(ITEM_FORMAT, HEADING_LINE, paragraph, path="")

    def _stray_answer(self, rest: str, paragraph: Paragraph) -> None:
        if not self.drafts:
            self._found(ITEM_FORMAT, ANSWER_STRAY, paragraph, path="")
            return
        last = self.drafts[-1]
        self._found(SINGLE_ANSWER, ANSWER_TWICE, paragraph, part=".answer")
        last.right |= _resolved(rest, last)[0]

    def _answer(self, rest: str, paragraph: Paragraph, draft: _Draft) -> None:
        right, missing = _resolved(rest, draft)
        draft.right = right
        if missing:
            letters = LETTERS[: len(draft.options)]
            shown = f"{letters[:1]}–{letters[-1:]}" if letters else "–"
            self._found(
                ITEM_FORMAT if rest else SINGLE_ANSWER,
                ANSWER_RANGE if rest else ANSWER_EMPTY,
                paragraph,
                part=".answer",
                limit=shown,
                actual=rest,
            )
            return
        strict = STRICT_ANSWER.match(paragraph.text.strip(MOODLE_SPACES))
        if not strict:
            self._found(ITEM_FORMAT, ANSWER_WORD, paragraph, actual=tidy(paragraph.text))
        elif len(right) > 1:
            self._found(SINGLE_ANSWER, ANSWER_SEVERAL, paragraph, part=".answer", actual=rest)
        elif not rest.isascii() or ord(rest[0]) - ord("A") not in right:
            self._found(ITEM_FORMAT, ANSWER_LETTER, paragraph, actual=rest)

    def _found(
        self,
        rule: tuple[str, str],
        message: Message,
        where: Paragraph | int,
        *,
        part: str = "",
        path: str | None = None,
        limit: object = None,
        actual: object = None,
        **details: object,
    ) -> None:
        number = len(self.drafts)
        self.findings.append(
            Finding(
                rule[0],
                f"questions.{number - 1}{part}" if path is None and number else "",
                message,
                "error",
                rule[1],
                limit,
                actual,
                {"number": number, **details},
                Place(where if isinstance(where, int) else where.line),
            )
        )

    def finished(self, draft: _Draft, index: int) -> Question:
        """The question of ``draft``, after findings on its option letters."""

        def found(message: Message, line: int, actual: str) -> None:
            self.findings.append(
                Finding(
                    ITEM_FORMAT[0],
                    f"questions.{index}.options",
                    message,
                    clause=ITEM_FORMAT[1],
                    limit="A–E",
                    actual=actual,
                    details={"number": index + 1},
                    place=Place(line),
                )
            )

        if draft.inexact:
            found(OPTION_LETTERS, draft.inexact[0], ", ".join(draft.inexact[1]))
        labels = [option.label for option in draft.options]
        if any(label and i not in places(label) for i, label in enumerate(labels)):
            found(OPTION_ORDER, draft.line, ", ".join(labels))
        options = tuple(
            Option(option.text, 100.0 * (i in draft.right), line=option.line)
            for i, option in enumerate(draft.options)
        )
        return Question(
            "\n".join(draft.stem),
            options,
            module=draft.module,
            lecture=draft.lecture,
            line=draft.line,
        )


def _is_number(label: str) -> bool:
    return label.strip("().[] ").isdecimal()


def _resolved(rest: str, draft: _Draft) -> tuple[set[int], bool]:
    """Places of the options that an answer line names, and whether it names one that is not there.

    A letter means the option that carries it; where none does, it counts from A; a digit counts
    from 1; words mean the option with that text.
    """
    labels = [option.label for option in draft.options]
    folded = [to_latin(label.upper()) for label in labels]
    right: set[int] = set()
    names = answer_labels(rest)
    for name in names:
        capital = name.upper()
        if capital in [label.upper() for label in labels]:
            right.add([label.upper() for label in labels].index(capital))
        elif to_latin(capital) in folded:
            right.add(folded.index(to_latin(capital)))
        elif name.isdecimal():
            right.add(int(name) - 1)
        else:
            latin = to_latin(capital)
            right.add(min(places(latin if latin.isascii() else capital), default=-1))
    if not names and rest:
        wanted = one_line(rest).casefold()
        right = {i for i, o in enumerate(draft.options) if one_line(o.text).casefold() == wanted}
    inside = {place for place in right if 0 <= place < len(labels)}
    return inside, inside != right or not right


def _without_numbers(questions: list[Question]) -> list[Question]:
    """The questions without typed numbers, if these count them all."""
    found = [numbered(question.text) for question in questions]
    numbers = [pair[0] for pair in found if pair]
    if len(numbers) < max(2, len(questions)):
        return questions
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return questions
    return [
        replace(question, text=pair[1])
        for question, pair in zip(questions, found, strict=True)
        if pair
    ]
