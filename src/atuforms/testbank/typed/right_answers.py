"""What the answers of a typed bank say: in lines, by looks, in a key at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from atuforms.core.findings import Finding, Place
from atuforms.core.language.sentences import Message
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
    LINE_LEFT_OUT,
    QUESTION_UNFINISHED,
)
from atuforms.testbank.model import one_line
from atuforms.testbank.structure import ITEM_FORMAT, SINGLE_ANSWER
from atuforms.testbank.typed.answer_keys import Key
from atuforms.testbank.typed.cyrillic_labels import alphabet_of, looks_like_another
from atuforms.testbank.typed.drafts import Draft, lone_looks, unknown_looks
from atuforms.testbank.typed.key_messages import KEY_AGAINST, KEY_RANGE, KEY_UNCLEAR, KEY_UNREAD
from atuforms.testbank.typed.lines import MOODLE_SPACES, STRICT_ANSWER, Paragraph, answer_labels
from atuforms.testbank.typed.looks_messages import ANSWERS_ABOVE, LOOKS_UNKNOWN
from atuforms.testbank.typed.named_options import (
    MOODLES_WORD,
    contradicts,
    have_both_alphabets,
    is_a_letter,
    is_ambiguous,
    is_text_of,
    letters_used,
    names_several,
    resolved,
    says_more,
    without_name,
)
from atuforms.testbank.typed.numbering import are_numbered, question_numbers
from atuforms.testbank.typed.stray_messages import ANSWER_MORE
from atuforms.testbank.typed.word_signs import unmarked

LEFT_OUT: Final = ("bank-line-left-out", "")


class AnswerReader:
    """Gives the questions that were read their answers, with findings on what is unclear."""

    def __init__(self, typed: bool) -> None:
        self.typed = typed
        self.drafts: list[Draft] = []
        self.findings: list[Finding] = []
        self.used: frozenset[str] = frozenset()
        self.own: dict[str, frozenset[str]] = {}  # of those to options in each alphabet
        self.above = 0  # line of an answer before the first question
        self.worded = False  # whether the answers of the bank are texts of options
        self.key_fits = False

    def answer_by_key(self, key: Key) -> None:
        """Take the answers of a key at the end, or what looks alone say."""
        for paragraph in key.after:
            self.told(LINE_LEFT_OUT, paragraph.line, paragraph.tidied)
        if not key:
            self._ask_of_looks()
            return
        if not (key.readings or key.in_order):
            self.found(LEFT_OUT, KEY_UNREAD, key.line, path="", start=key.head)
            return
        answers = self._fitting(key)
        if not answers:
            self.found(SINGLE_ANSWER, KEY_UNCLEAR, key.line, path="", limit=len(self.drafts))
            return
        if have_both_alphabets(self.used):
            self._tell_alphabets(answers)
        given = [self._by_key(index, said, key.line) for index, said in answers.items()]
        self.key_fits = sum(given) * 2 >= len(given)

    def _fitting(self, key: Key) -> dict[int, str]:
        """The answers by the places of their questions, in the one reading that numbers these."""
        numbers = question_numbers(self.drafts)
        if key.in_order:
            bare = not any(draft.right or draft.shown() for draft in self.drafts)
            whole = len(key.in_order) == len(self.drafts) and bare
            return dict(enumerate(key.in_order)) if whole else {}
        fitting = [each for each in key.readings if each.answers.keys() == numbers.keys()]
        if not fitting and are_numbered(self.drafts):
            # A key may lack some of the numbers that stand before the questions.
            partial = (each for each in key.readings if each.signed and each.in_order)
            fitting = [each for each in partial if each.answers.keys() < numbers.keys()]
        if len(fitting) != 1:
            return {}
        return {numbers[number]: said for number, said in fitting[0].answers.items()}

    def _tell_alphabets(self, answers: dict[int, str]) -> None:
        """Add to the letters of each alphabet those that a key gives to its questions."""
        for index, said in answers.items():
            alphabet = alphabet_of(self.drafts[index].labels)
            self.own[alphabet] = self.own.get(alphabet, frozenset()) | letters_used([said])

    def _used_beside(self, said: str, draft: Draft) -> frozenset[str]:
        """The letters of other answers that show how one is meant.

        A letter that an option carries can only be misread among those of the same alphabet.
        """
        labels = [label.upper() for label in draft.labels]
        named = "".join(answer_labels(said)[:1]).upper()
        own = self.own.get(alphabet_of(labels)) if named in labels else None
        return self.used if own is None else own | (self.used & {MOODLES_WORD})

    def _is_ambiguous(self, said: str, draft: Draft, used: frozenset[str]) -> bool:
        """Whether an answer may mean two options: also «B» of А, Б, В beside options A, B, C."""
        named = "".join(answer_labels(said)[:1]).upper()
        beside = named.isascii() and named.isalpha() and bool(self.own.get("latin"))
        if beside and looks_like_another(named, draft.labels):
            return True
        return is_ambiguous(said, draft.labels, used, draft.words)

    def _by_key(self, index: int, said: str, line: int) -> bool:
        """Take the answer that the key gives, unless it is unclear or the question says another."""
        draft = self.drafts[index]
        said = without_name(said, draft.words)
        own = draft.right
        used = self._used_beside(said, draft)
        draft.right, missing = resolved(said, draft.labels, draft.words, used)
        unclear = (
            len(draft.right) > 1
            or names_several(said)
            or self._is_ambiguous(said, draft, used)
            or self._says_another(said, draft, draft.right)
        )
        against = (bool(own) and own != draft.right) or draft.shown_otherwise()
        faults = ((unclear, ANSWER_UNCLEAR), (missing, KEY_RANGE), (against, KEY_AGAINST))
        for message in [message for wrong, message in faults if wrong][:1]:
            draft.right, path = set(), f"questions.{index}.answer"
            self.found(
                SINGLE_ANSWER,
                message,
                line,
                path=path,
                limit=draft.span,
                actual=said,
                number=index + 1,
            )
        if draft.right:
            self._tell_more(said, draft, line, index)
        return not missing

    def _tell_more(self, said: str, draft: Draft, line: int, index: int) -> None:
        """Name what an answer says beyond the option."""
        if says_more(said, draft.words, draft.right):
            path = f"questions.{index}.answer"
            self.found(LEFT_OUT, ANSWER_MORE, line, path=path, actual=said, number=index + 1)
            self.findings[-1] = replace(self.findings[-1], severity="warning")

    def ask_of_answers_above(self) -> None:
        """Take none of the answers that may stand above their questions: the last one has none."""
        if not self.above or not self.drafts or self.drafts[-1].right:
            return
        for draft in self.drafts:
            draft.right, draft.manners = set(), frozenset()
        unsure = (ANSWER_STRAY, QUESTION_UNFINISHED)
        self.findings = [f for f in self.findings if f.message not in unsure]
        self.found(SINGLE_ANSWER, ANSWERS_ABOVE, self.above, path="")

    def _ask_of_looks(self) -> None:
        unknown = {
            f"questions.{i}.answer": one_line(text)[:60]
            for i, text in unknown_looks(self.drafts).items()
        }
        self.findings = [
            replace(f, message=LOOKS_UNKNOWN, details={**f.details, "start": unknown[f.path]})
            if f.message is QUESTION_UNFINISHED and f.path in unknown
            else f
            for f in self.findings
        ]
        for i, chance in list(lone_looks(self.drafts)):
            line, path = self.drafts[i].line, f"questions.{i}.answer"
            self.found(SINGLE_ANSWER, ANSWER_LONE_LOOKS, line, path=path, number=i + 1)
            if chance:
                self.drafts[i].right = set()
            else:
                self.findings[-1] = replace(self.findings[-1], severity="warning")

    def stray_answer(self, rest: str, paragraph: Paragraph) -> None:
        if not self.drafts:
            self.above = self.above or paragraph.line
            self.found(ITEM_FORMAT, ANSWER_STRAY, paragraph, path="")
            return
        last = self.drafts[-1]
        self.found(SINGLE_ANSWER, ANSWER_TWICE, paragraph, part=".answer")
        last.right |= resolved(rest, last.labels, last.words, self.used)[0]

    def answer(self, rest: str, paragraph: Paragraph, draft: Draft) -> None:
        rest = without_name(rest, draft.words)
        used = self._used_beside(rest, draft)
        right, missing = resolved(rest, draft.labels, draft.words, used)
        draft.right = right
        said = rest.strip("“”")
        unclear = names_several(rest) or self._is_ambiguous(rest, draft, used)
        named = self._names_a_letter(paragraph, rest)
        if unclear or (not named and self._says_another(rest, draft, right)):
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
        if draft.shown_otherwise(surely=not self.typed):
            draft.right = set()
            self.found(SINGLE_ANSWER, ANSWER_AGAINST, paragraph, part=".answer", actual=said)
            return
        self._tell_more(rest, draft, paragraph.line, len(self.drafts) - 1)
        strict = STRICT_ANSWER.match(paragraph.text.strip(MOODLE_SPACES))
        if not strict:
            self.found(ITEM_FORMAT, ANSWER_WORD, paragraph, actual=paragraph.tidied)
        elif len(right) > 1:
            self.found(SINGLE_ANSWER, ANSWER_SEVERAL, paragraph, part=".answer", actual=said)
        elif not rest[:1].isascii() or ord(rest[0]) - ord("A") not in right:
            counts = 0 <= ord(rest[0]) - ord("A") < len(draft.options)
            told = ANSWER_COUNTED if counts else ANSWER_LETTER
            self.found(ITEM_FORMAT, told, paragraph, actual=said)

    def _says_another(self, said: str, draft: Draft, right: set[int]) -> bool:
        """Whether an answer may be the text of another option than the one that it names."""
        alone = self.worded and is_a_letter(said) and not is_text_of(said, draft.words, right)
        return alone or contradicts(said, draft.words, right)

    def _names_a_letter(self, paragraph: Paragraph, rest: str) -> bool:
        """Whether a line can only be Moodle's own “ANSWER: C”, which never names a text."""
        strict = STRICT_ANSWER.match(paragraph.text.strip(MOODLE_SPACES))
        return bool(strict) and not self.typed and not self.worded and rest.isascii()

    def told(self, message: Message, line: int, text: str) -> None:
        """A warning on a line that is left out."""
        self.found(LEFT_OUT, message, line, path="", actual=text[:80])
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
