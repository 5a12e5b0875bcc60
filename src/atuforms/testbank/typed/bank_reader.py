"""The lines of a typed bank, one after the other: which begins a question, and which goes on."""

from __future__ import annotations

from collections.abc import Sequence

from atuforms.testbank.letters import places
from atuforms.testbank.messages import (
    ANSWER_LOOKS,
    ANSWER_MARKED,
    COMMENT_LINE,
    HEADING_LINE,
    LINE_LEFT_OUT,
    LINE_SHORT,
    NO_OPTIONS_LEFT,
    OPTION_WRAPPED,
    PICTURE_UNCLEAR,
    QUESTION_UNFINISHED,
    STEM_MISREAD,
    STEM_MISSING,
    STEM_SUSPECT,
    STEM_WRAPPED,
    TABLE_WITHIN,
)
from atuforms.testbank.model import one_line
from atuforms.testbank.structure import ITEM_FORMAT, SINGLE_ANSWER
from atuforms.testbank.typed.answer_keys import Key, may_be_a_key
from atuforms.testbank.typed.drafts import Draft, cut_signs
from atuforms.testbank.typed.key_messages import KEY_UNREAD, KEY_WITHIN
from atuforms.testbank.typed.label_messages import LABEL_ASTRAY
from atuforms.testbank.typed.label_runs import are_roman, further_option, is_of_another_shape
from atuforms.testbank.typed.lines import (
    KEY,
    MOODLE_SPACES,
    REMARK,
    STRICT_ANSWER,
    STRICT_OPTION,
    UNEVEN,
    Paragraph,
    answer_labels,
    answer_line,
    heading,
    numbered,
    option_line,
    safe_stem,
)
from atuforms.testbank.typed.named_options import (
    MOODLES_WORD,
    answers_said,
    are_texts,
    have_both_alphabets,
    letters_by_alphabet,
    letters_used,
)
from atuforms.testbank.typed.non_questions import (
    goes_on_from_above,
    is_comment,
    is_label,
    is_no_question,
    is_note,
    is_variant,
    may_be_a_head,
    may_be_a_title,
    offers,
)
from atuforms.testbank.typed.numbering import indented
from atuforms.testbank.typed.pictures import TypedPicture, is_only_pictures
from atuforms.testbank.typed.right_answers import LEFT_OUT, AnswerReader
from atuforms.testbank.typed.running_letters import is_next_in_order
from atuforms.testbank.typed.stray_lines import is_of_another, part_of_question
from atuforms.testbank.typed.table_manners import is_answer_cell
from atuforms.testbank.typed.word_signs import unmarked

LINE_BREAK = ("bank-line-break", "")
LETTER_ASTRAY = ("bank-letter-astray", "")
PICTURE_RULE = ("bank-not-kept", "")


class BankReader(AnswerReader):
    """Takes line after line, each between two questions or within one."""

    def __init__(
        self,
        paragraphs: list[Paragraph],
        typed: bool,
        pictures: Sequence[TypedPicture],
        whole: list[Paragraph],
    ) -> None:
        super().__init__(typed)
        self.whole = whole  # as they stand in the file
        self.paragraphs = paragraphs
        self.pictures = pictures
        self.unplaced: int | None = None  # line of a picture that may belong to the next question
        self.draft: Draft | None = None
        self.module = self.lecture = ""
        self.torn = False  # whether the last question may go on in the next one
        self.titled = False  # whether a title stands above the next one
        self.opened = 0  # findings that were there when the last question began

    def run(self, key: Key) -> None:
        """Read everything; ``key`` stands at the end."""
        self.key = key
        said = answers_said(self.paragraphs, key.said)
        self.used, self.worded = letters_used(said), are_texts(said)
        if have_both_alphabets(self.used):
            self.own = letters_by_alphabet(self.paragraphs)
        if not self.typed and any(STRICT_ANSWER.match(p.text) for p in self.paragraphs):
            self.used |= {MOODLES_WORD}
        for i, paragraph in enumerate(self.paragraphs):
            if not self.typed and len(paragraph.text.strip(MOODLE_SPACES).encode()) < 2:
                self.found(ITEM_FORMAT, LINE_SHORT, paragraph, path="", actual=paragraph.tidied)
            elif self.draft is None:
                self._between(i, paragraph)
            elif not self.draft.options and offers(paragraph.tidied) and self._offers_at(i + 1):
                self._leave_out(paragraph)
            elif not self._is_astray(i, paragraph, self.draft):
                self._within(i, paragraph, self.draft)
        if self.draft is not None:
            self._abandon(self.draft)
        self.ask_of_answers_above()
        self.answer_by_key(key)
        cut_signs(self.drafts if self.typed else [d for d in self.drafts if d.manners])

    def _is_astray(self, i: int, paragraph: Paragraph, draft: Draft) -> bool:
        """Take a line that ends a question elsewhere, though its own options follow."""
        part = part_of_question(self.paragraphs, i, draft, first=len(self.drafts) == 1)
        if part:
            text = paragraph.tidied
            self.found(LINE_BREAK, STEM_SUSPECT, paragraph, part=part, actual=text)
            (draft.options[-1].lines if draft.options else draft.stem).append(text)
        return bool(part)

    def _between(self, i: int, paragraph: Paragraph) -> None:
        """A paragraph while no question is open."""
        text = paragraph.tidied
        if self._left_out(i, paragraph):
            return
        rest = None if paragraph.label else answer_line(text)
        strict = bool(STRICT_ANSWER.match(text) and answer_labels(rest or ""))
        if rest is not None and (strict or not self._option_at(i + 1, 0)):
            self.stray_answer(rest, paragraph)
            return
        where = heading(text)
        if where and not self._offers_at(i + 1):
            self._heading(where.lecture, where.name, paragraph)
        elif (
            not _is_number(paragraph.label)
            and self._option_at(i, 0)
            and self._option_at(i + 1, 1)
            and not self._option_at(i + 1, 0)
        ):
            self._open(paragraph, "")
            self.found(ITEM_FORMAT, STEM_MISSING, paragraph)
            self._within(i, paragraph, self.drafts[-1])
        else:
            self._open(paragraph, text)
            if not paragraph.label and STRICT_OPTION.match(text):
                self.found(
                    ("bank-stem-misread", ""),
                    STEM_MISREAD,
                    paragraph,
                    part=".text",
                    actual=text[:40],
                    safe=safe_stem(text[:40]),
                )

    def _within(self, i: int, paragraph: Paragraph, draft: Draft) -> None:
        """A paragraph while a question is open."""
        text = paragraph.tidied
        before, draft.end = draft.end, max(draft.end, paragraph.at)
        apart = REMARK in paragraph.looks
        listed = paragraph.label and option_line(paragraph, len(draft.options))
        rest = None if listed or apart else answer_line(text)
        if not listed and len(draft.options) > 1 and is_answer_cell(paragraph):
            rest = text
        if STRICT_ANSWER.match(text) or (rest is not None and draft.options):
            draft.end = before
            self.answer(rest or "", paragraph, draft)
            self.draft = None
            return
        apart = apart or is_label(text) or is_variant(text)
        below = self._is_below_a_title(i, draft)
        if below or self._leads(i, draft) or (not listed and apart):
            draft.end = before
            self._abandon(draft)
            self._between(i, paragraph)
            return
        if len(draft.options) == 1 and (
            self._starts_again(i) or are_roman(draft.options[0].label, paragraph.tidied)
        ):
            self._no_option(draft)
        if len(draft.options) > 1 and self._are_again(i, draft):
            draft.stem += (f"{each.label}. {each.text}" for each in draft.options)
            draft.options, draft.inexact, draft.anew = [], None, paragraph.at
        if self._is_an_option(i, paragraph, draft):
            return
        if self._begins_anew(i, paragraph, draft):
            draft.end = before
            self._abandon(draft)
            self._between(i, paragraph)
        else:
            self._goes_on(i, paragraph, draft)

    def _is_an_option(self, i: int, paragraph: Paragraph, draft: Draft) -> bool:
        """Take a line that is the next option, or lacks its letter, or has another one."""
        option = None
        if not (_is_number(paragraph.label) and _is_number(draft.label)):
            option = option_line(paragraph, len(draft.options))
        if option:
            draft.offer(paragraph, option.label, option.text, option.marks)
            if not option.exact:
                line, letters = draft.inexact or (paragraph.line, [])
                draft.inexact = (line, [*letters, option.label])
            return True
        if self._is_a_further_option(i, paragraph, draft):
            return True
        if not self._lost_its_letter(i, draft):
            return False
        text = paragraph.tidied
        draft.offer(paragraph, "", text, paragraph.marks)
        self.found(LINE_BREAK, STEM_SUSPECT, paragraph, part=".options", actual=text)
        return True

    def _is_a_further_option(self, i: int, paragraph: Paragraph, draft: Draft) -> bool:
        """Take a line that has a letter as the options have, though not the expected one."""
        last = draft.options[-1].at if draft.options else -1
        if min(last, paragraph.at) < 0 or paragraph.label or self._option_at(i + 1, 0):
            return False
        found = further_option(self.whole[paragraph.at], self.whole[last])
        if found is None:
            return False
        label, text = found
        before = draft.options[-1].label
        if len(draft.options) == 1 and not is_next_in_order(before, label.text):
            return False
        draft.offer(paragraph, label.text, text, paragraph.marks)
        if is_next_in_order(before, label.text):
            line, letters = draft.inexact or (paragraph.line, [])
            draft.inexact = (line, [*letters, label.text])
        else:
            actual = paragraph.tidied[:80]
            self.found(LETTER_ASTRAY, LABEL_ASTRAY, paragraph, part=".options", actual=actual)
        return True

    def _lost_its_letter(self, i: int, draft: Draft) -> bool:
        """Whether the option after the next one follows: «C) …», «…», «E) …»."""
        place = len(draft.options)
        typed = bool(draft.options and draft.options[-1].label)
        return typed and self._option_at(i + 1, place + 1) and not self._option_at(i + 1, place)

    def _goes_on(self, i: int, paragraph: Paragraph, draft: Draft) -> None:
        """A further line of an option, or of the question."""
        text = paragraph.tidied
        if draft.options:
            part = f".options.{len(draft.options) - 1}"
            if is_only_pictures(text) and draft.options[-1].text:
                # Of this option, of the question, or of the next one.
                self.found(PICTURE_RULE, PICTURE_UNCLEAR, paragraph, part=part)
            above = draft.options[-1].lines[-1]
            if self._option_at(i + 1, len(draft.options)):
                title = paragraph.line != draft.options[-1].line and may_be_a_head(above, text)
            else:
                title = may_be_a_title(above, text)
            draft.options[-1].lines.append(text)
            if is_no_question(text) or is_note(text) or title:  # or a part of the option
                self.found(LINE_BREAK, STEM_SUSPECT, paragraph, part=part, actual=text)
            elif not self.typed:
                self.found(LINE_BREAK, OPTION_WRAPPED, paragraph, part=part)
            return
        if paragraph.cell and not draft.in_table:
            self.found(LINE_BREAK, TABLE_WITHIN, paragraph, part=".text", actual=text)
            draft.in_table = True
        before = draft.stem[-1]
        title = not numbered(draft.stem[0]) and may_be_a_title(before, text)
        if before and (paragraph.gap or title or is_no_question(text)):
            suspect = text if is_no_question(text) else before
            self.found(LINE_BREAK, STEM_SUSPECT, paragraph, part=".text", actual=suspect)
        elif len(draft.stem) == 1 and not self.typed:
            self.found(LINE_BREAK, STEM_WRAPPED, paragraph, part=".text")
        draft.stem.append(indented(paragraph.text) if self.typed else text)

    def _begins_anew(self, i: int, paragraph: Paragraph, draft: Draft) -> bool:
        """Whether a paragraph without a mark is the next question rather than a wrapped line."""
        if _is_number(paragraph.label) and _is_number(draft.label):
            return True
        this, before = numbered(paragraph.tidied), numbered(draft.stem[0])
        if this and before and this[0] == before[0] + 1:
            return True
        if this and not before and not draft.options and self._option_at(i + 1, 0):
            return True
        if not draft.options:
            return False
        place = len(draft.options)
        continues = self._option_at(i + 1, place) and not self._option_at(i + 1, 0)
        following = self.paragraphs[i + 1] if i + 1 < len(self.paragraphs) else None
        return not continues and not (following and answer_line(following.text) is not None)

    def _starts_again(self, i: int) -> bool:
        """Whether options begin with A here, though one with A stands before it."""
        return (
            not self.paragraphs[i].label
            and self._option_at(i, 0)
            and not self._option_at(i, 1)
            and self._option_at(i + 1, 1)
        )

    def _are_again(self, i: int, draft: Draft) -> bool:
        """Whether options begin again below those that a question has, unanswered.

        Then only the author knows which they are, but the next question is as it is.
        """
        paragraph, last = self.paragraphs[i], draft.options[-1]
        if not last.label or paragraph.gap or min(paragraph.at, last.at) < 0:
            return False
        if not self._starts_again(i) or len(draft.shown()) == 1:
            return False
        return not self.key or is_of_another_shape(self.whole[last.at], self.whole[paragraph.at])

    def _no_option(self, draft: Draft) -> None:
        """«А. Кунанбаев» in the second line of a question: an option, or a part of it."""
        first = draft.options.pop()
        draft.stem.append(f"{first.label}. {first.text}" if first.label else first.text)
        draft.inexact = None
        shown = draft.stem[-1]
        self.found(LINE_BREAK, STEM_SUSPECT, first.line, part=".text", actual=shown)

    def _leads(self, i: int, draft: Draft) -> bool:
        """Whether an automatic number stands before options of another list: a question."""
        paragraph = self.paragraphs[i]
        following = self.paragraphs[i + 1] if i + 1 < len(self.paragraphs) else None
        return (
            following is not None
            and _is_number(paragraph.label)
            and (following.level != paragraph.level or following.label == "•")
            and not _is_number(draft.label)
            and self._option_at(i + 1, 0)
        )

    def _leave_out(self, paragraph: Paragraph) -> None:
        """Leave out «Варианты ответов:» above options, which Moodle would take for the question."""
        self.told(LINE_LEFT_OUT, paragraph.line, paragraph.tidied)
        if not self.typed:
            self.found(LINE_BREAK, STEM_WRAPPED, paragraph, part=".text")

    def _is_below_a_title(self, i: int, draft: Draft) -> bool:
        """Whether a module or lecture begins below a line that heads the whole bank."""
        titled = len(self.drafts) == 1 and len(draft.stem) == 1 and not draft.options
        asks = draft.stem[0].endswith(("?", ":", "…")) or numbered(draft.stem[0]) or draft.label
        below = titled and not asks and heading(self.paragraphs[i].tidied)
        return bool(below) and not self._offers_at(i + 1)

    def _left_out(self, i: int, paragraph: Paragraph) -> bool:
        """Whether a paragraph between two questions belongs to none, and is named if need be."""
        text = paragraph.tidied
        if KEY in paragraph.looks:
            self.found(LEFT_OUT, KEY_WITHIN, paragraph, path="", start=text)
            return True
        if self._offers_at(i + 1) and not paragraph.cell:
            return False
        if is_label(text):
            if is_of_another(text, self.paragraphs[i + 1 : i + 2]):
                self.told(LINE_LEFT_OUT, paragraph.line, text)
            return True
        if REMARK in paragraph.looks or (is_comment(text) and self.drafts):
            self.found(LEFT_OUT, COMMENT_LINE, paragraph, path="", actual=text)
            return True
        if is_no_question(text) or (paragraph.heading and not heading(text)):
            self.told(LINE_LEFT_OUT, paragraph.line, text)
            return True
        return False

    def _option_at(self, i: int, place: int) -> bool:
        """Whether paragraph ``i`` is the option that stands at ``place``."""
        if i >= len(self.paragraphs):
            return False
        option = option_line(self.paragraphs[i], place)
        return option is not None and (not option.label or place in places(option.label))

    def _offers_at(self, i: int) -> bool:
        """Whether paragraph ``i`` is a first option, and no question that a list numbers 1."""
        asks = self._option_at(i + 1, 0) and _is_number(self.paragraphs[i].label)
        return self._option_at(i, 0) and not asks

    def _open(self, paragraph: Paragraph, text: str) -> None:
        self.draft = Draft(
            paragraph.line,
            [text],
            paragraph.label,
            module=self.module,
            lecture=self.lecture,
            uneven=UNEVEN in paragraph.looks,
        )
        self.draft.in_table = paragraph.cell
        self.draft.at = self.draft.end = paragraph.at
        self.drafts.append(self.draft)
        self.opened = len(self.findings)
        if self.torn or (self.titled and goes_on_from_above(text)):
            self.found(LINE_BREAK, STEM_SUSPECT, paragraph, part=".text", actual=text)
        self.torn = self.titled = False
        if self.unplaced is not None:
            self.found(PICTURE_RULE, PICTURE_UNCLEAR, self.unplaced, part=".text")
            self.unplaced = None

    def _abandon(self, draft: Draft) -> None:
        """A question that ends without an answer line; its looks may still show the answer."""
        self.draft = None
        if not draft.options:
            self._dismiss(draft)
            return
        if self.key:
            return
        shown = draft.shown()
        if len(shown) == 1:
            draft.take(*shown.popitem())
            self.found(ITEM_FORMAT, ANSWER_MARKED, draft.line)
        elif shown:
            self.found(SINGLE_ANSWER, ANSWER_LOOKS, draft.line, part=".answer")
        else:
            # «I. …» above «II. …» is no option: what follows may be the rest of the question.
            self.torn = len(draft.options) == 1
            self.found(SINGLE_ANSWER, QUESTION_UNFINISHED, draft.line, part=".answer")

    def _dismiss(self, draft: Draft) -> None:
        """A text without options: a title before the questions, or a question that is lost."""
        text = one_line(" ".join(draft.stem))
        self.drafts.pop()
        since = self.findings[self.opened :]
        self.findings[self.opened :] = [
            f for f in since if f.details.get("number") != len(self.drafts) + 1
        ]
        if is_only_pictures(text):
            self.unplaced = draft.line
            return
        if not self.drafts and len(draft.stem) > 1 and answer_line(draft.stem[-1]):
            self.above = self.above or draft.line
        counted = _is_number(draft.label) or numbered(draft.stem[0])
        title = len(draft.stem) < 3 and not counted and not text.endswith("?")
        if not self.drafts and title and self.typed:
            self.told(LINE_LEFT_OUT, draft.line, text)
            self.titled = True
        else:
            self.found(
                ("bank-left-out", ""),
                KEY_UNREAD if may_be_a_key(text) else NO_OPTIONS_LEFT,
                draft.line,
                path="",
                start=unmarked(text)[:60],
            )

    def _heading(self, lecture: bool, name: str, paragraph: Paragraph) -> None:
        if lecture:
            self.lecture = name
        else:
            self.module, self.lecture = name, ""
        if not self.typed:
            self.found(ITEM_FORMAT, HEADING_LINE, paragraph, path="")


def _is_number(label: str) -> bool:
    return label.strip("().[] ").isdecimal()
