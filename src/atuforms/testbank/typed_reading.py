"""What the answers of a typed bank say: in lines, by looks, in a key at the end."""

from __future__ import annotations

from dataclasses import replace

from atuforms.core.findings import Finding, Place
from atuforms.core.language.sentences import Message
from atuforms.testbank.drafts import Draft, lone_looks
from atuforms.testbank.lines import MOODLE_SPACES, STRICT_ANSWER, Paragraph
from atuforms.testbank.messages import (
    ANSWER_AGAINST,
    ANSWER_COUNTED,
    ANSWER_EMPTY,
    ANSWER_LETTER,
    ANSWER_LONE_LOOKS,
    ANSWER_RANGE,
    ANSWER_SEVERAL,
    ANSWER_STRAY,
    ANSWER_TWICE,
    ANSWER_UNCLEAR,
    ANSWER_WORD,
    KEY_RANGE,
    KEY_UNCLEAR,
)
from atuforms.testbank.model import tidy
from atuforms.testbank.structure import ITEM_FORMAT, SINGLE_ANSWER
from atuforms.testbank.typed_answers import (
    contradicts,
    is_ambiguous,
    names_several,
    resolved,
)
from atuforms.testbank.typed_lines import are_numbered, question_numbers
from atuforms.testbank.word_signs import unmarked


class AnswerReader:
    """Gives the questions that were read their answers, with findings on what is unclear."""

    def __init__(self, typed: bool) -> None:
        self.typed = typed
        self.drafts: list[Draft] = []
        self.findings: list[Finding] = []
        self.used: frozenset[str] = frozenset()

    def answer_by_key(self, answers: dict[int, str], line: int) -> None:
        """Take the answers of a key at the end, in ``line``, or what looks alone say."""
        if not answers:
            self._ask_of_looks()
            return
        numbers = question_numbers(self.drafts)
        # A key may lack some of the numbers that stand before the questions.
        whole = answers.keys() == numbers.keys()
        if not whole and not (answers.keys() < numbers.keys() and are_numbered(self.drafts)):
            self.found(SINGLE_ANSWER, KEY_UNCLEAR, line, path="", limit=len(self.drafts))
            return
        for number, letters in answers.items():
            self._by_key(numbers[number], letters, line)

    def _by_key(self, index: int, letters: str, line: int) -> None:
        """The answer that the key gives, unless the question itself says another."""
        draft = self.drafts[index]
        own = draft.right
        draft.right, missing = resolved(letters, draft.labels, draft.words, self.used)
        unclear = len(draft.right) > 1 or is_ambiguous(
            letters, draft.labels, self.used, draft.words
        )
        faults = (
            (unclear, ANSWER_UNCLEAR),
            (missing, KEY_RANGE),
            (bool(own) and own != draft.right, ANSWER_TWICE),
            (draft.shown_otherwise(), ANSWER_AGAINST),
        )
        for message in [message for wrong, message in faults if wrong][:1]:
            draft.right, path = set(), f"questions.{index}.answer"
            self.found(
                SINGLE_ANSWER,
                message,
                line,
                path=path,
                limit=draft.span,
                actual=letters,
                number=index + 1,
            )

    def _ask_of_looks(self) -> None:
        for i, chance in list(lone_looks(self.drafts)):
            line, path = self.drafts[i].line, f"questions.{i}.answer"
            self.found(SINGLE_ANSWER, ANSWER_LONE_LOOKS, line, path=path, number=i + 1)
            if chance:
                self.drafts[i].right = set()
            else:
                self.findings[-1] = replace(self.findings[-1], severity="warning")

    def stray_answer(self, rest: str, paragraph: Paragraph) -> None:
        if not self.drafts:
            self.found(ITEM_FORMAT, ANSWER_STRAY, paragraph, path="")
            return
        last = self.drafts[-1]
        self.found(SINGLE_ANSWER, ANSWER_TWICE, paragraph, part=".answer")
        last.right |= resolved(rest, last.labels, last.words, self.used)[0]

    def answer(self, rest: str, paragraph: Paragraph, draft: Draft) -> None:
        right, missing = resolved(rest, draft.labels, draft.words, self.used)
        draft.right = right
        said = rest.strip("“”")
        unclear = names_several(rest) or is_ambiguous(rest, draft.labels, self.used, draft.words)
        if unclear or contradicts(rest, draft.words, right, draft.labels):
            draft.right = set()
            self.found(SINGLE_ANSWER, ANSWER_UNCLEAR, paragraph, part=".answer", actual=said)
            return
        if missing:
            self.found(
                ITEM_FORMAT if rest else SINGLE_ANSWER,
                ANSWER_RANGE if rest else ANSWER_EMPTY,
                paragraph,
                part=".answer",
                limit=draft.span,
                actual=said,
            )
            return
        if self.typed and draft.shown_otherwise():
            draft.right = set()
            self.found(SINGLE_ANSWER, ANSWER_AGAINST, paragraph, part=".answer", actual=said)
            return
        strict = STRICT_ANSWER.match(paragraph.text.strip(MOODLE_SPACES))
        if not strict:
            self.found(ITEM_FORMAT, ANSWER_WORD, paragraph, actual=tidy(paragraph.text))
        elif len(right) > 1:
            self.found(SINGLE_ANSWER, ANSWER_SEVERAL, paragraph, part=".answer", actual=said)
        elif not rest[:1].isascii() or ord(rest[0]) - ord("A") not in right:
            counts = 0 <= ord(rest[0]) - ord("A") < len(draft.options)
            told = ANSWER_COUNTED if counts else ANSWER_LETTER
            self.found(ITEM_FORMAT, told, paragraph, actual=said)

    def told(self, message: Message, line: int, text: str) -> None:
        """A warning on a line that is left out."""
        self.found(("bank-line-left-out", ""), message, line, path="", actual=text[:80])
        self.findings[-1] = replace(self.findings[-1], severity="warning")

    def found(
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
        actual = unmarked(actual) if isinstance(actual, str) else actual
        self.findings.append(
            Finding(
                rule[0],
                (f"questions.{number - 1}{part}" if number else "") if path is None else path,
                message,
                "error",
                rule[1],
                limit,
                actual,
                {"number": number, **details},
                Place(where if isinstance(where, int) else where.line),
            )
        )
