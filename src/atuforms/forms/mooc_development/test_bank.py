"""02-05: template of test items, filled with the bank of a course.

The authors write it: at least 100 items with five options and one right answer each (02 §11.3,
02-01 item 22). The department approves it, the centre (CAIDD) imports it: the official template
is, letter for letter, Moodle's Aiken format. What a bank may say is checked by
:mod:`atuforms.testbank`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, field_validator

from atuforms.core.findings import Finding
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.wording import read_wording
from atuforms.fields.kinds import Marker
from atuforms.fields.not_given import given
from atuforms.fields.record import Record
from atuforms.fields.texts import Name, Text, clean
from atuforms.forms.base import Form
from atuforms.forms.limits import mooc_title_limit
from atuforms.forms.printed import Printed, rows, words
from atuforms.forms.rules import Breach
from atuforms.testbank import content, telling_options
from atuforms.testbank.lettered_options import lettered, without_letters
from atuforms.testbank.letters import to_latin
from atuforms.testbank.messages import ANSWER_UNCLEAR, OPTION_LETTERED, QUESTIONS_FEW
from atuforms.testbank.model import FORM, LETTERS, Bank, single

_CYRILLIC = re.compile("[\u0400-\u04ff]")

NO_OPTIONS = Message(
    _("{label}: {actual} options, and a choice needs {limit} or more"),
    _("Write the five options A to E."),
)

_FEWEST_OPTIONS = 2

_UNFIT = frozenset(
    {
        "bank-aiken-markup",
        "bank-aiken-options",
        "bank-line-break",
        "bank-stem-misread",
        "bank-stem-short",
    }
)
"""Findings on what the template cannot hold: together they are the rule 02-tests-template."""

_SAID_ELSEWHERE = frozenset(["mixed-alphabet", "control-character"])
"""What the check of every record says of its texts anyway."""


_LOOK_ALIKE = frozenset("АСЕ")
"""Cyrillic letters that can mean nothing but A, C, E; В looks like B, and is the third letter."""


def _read_answer(value: object) -> str:
    letter = clean(str(value)).upper()
    return to_latin(letter) if letter in _LOOK_ALIKE else letter


_HALF_LINE = 32
"""Letters of an option that a line of half the page holds."""
_HALF_PAGE_TEXT = 250
"""Letters of a question above which half the page is too narrow."""

Answer = Annotated[str, BeforeValidator(_read_answer), Marker("name")]
"""Letter of the right option, A to E."""


class TestItem(Record):
    """A question, its options in order, and the letter of the right one."""

    __test__: ClassVar[bool] = False

    text: Text
    options: tuple[Text, ...]
    answer: Answer
    module: Name | None = None
    """Module of the course, by number or title."""
    lecture: Name | None = None

    @field_validator("options", mode="before")
    @classmethod
    def _letters_are_printed(cls, value: object) -> object:
        """Options that were given with their letters, which the form prints itself."""
        return without_letters(value)


class TestBank(Form):
    """Bank of test items of a course (form 02-05)."""

    # pytest takes classes named Test… for its own.
    __test__: ClassVar[bool] = False

    CODE = FORM
    SLUG = "test-bank"
    CLAUSES = ("02 §11.3", "02-01 item 22", "02 §13")
    FACTS = {"title": "course_title"}
    IDENTITY = None
    FORMATS = ("docx", "pdf", "aiken", "gift", "moodle-xml")
    VARIANTS: ClassVar[dict[str, str]] = {"questions-only": "without the answers"}
    WITHHELD: ClassVar[dict[str, tuple[str, ...]]] = {"questions-only": ("questions.*.answer",)}
    BLANK_ROWS: ClassVar[dict[str, int]] = {"questions": 2, "questions.options": 5}

    course_title: Text | None = None
    questions: tuple[TestItem, ...]

    def further_findings(self) -> Iterator[Finding]:
        """What makes a test weak or an import fail, and belongs to no clause."""
        questions = given(self.questions)
        if questions is not None:
            told = {rule.id for rule in self.RULES} | _UNFIT | _SAID_ELSEWHERE
            yield from (each for each in _findings(questions) if each.rule not in told)
            yield from _lettered(questions)

    def betrayals(self) -> Iterator[Finding]:
        """What tells right options from the others, so that a paper would show the answers."""
        questions = given(self.questions)
        for each in _findings(questions) if questions is not None else ():
            if each.rule == telling_options.RULE:
                yield replace(each, severity="error")

    def computed(self, printed: Printed, lang: Language) -> Printed:
        """Letters of options, which is the last, a heading where a part begins, and the total."""
        wording = read_wording(self.SLUG, lang, self.TEMPLATES)
        before = ""
        for question in rows(printed, "questions"):
            part = _heading(question, wording["parts"])
            question["heading"] = part if part != before else ""
            before = part
            _letter(question)
        questions = rows(printed, "questions")
        return {"total": str(len(questions)), "narrow": _is_narrow(questions)}

    @classmethod
    def computed_blank(cls, printed: Printed, lang: Language) -> Printed:
        """The same for the blank, which shows two items without a heading."""
        for question in rows(printed, "questions"):
            question["heading"] = ""
            _letter(question)
        return {"total": "", "narrow": False}


mooc_title_limit(TestBank, "course_title")


@TestBank.rule("02-tests-template", "02 §11.3", reads="questions")
def items_fit_the_template(questions: tuple[TestItem, ...]) -> Iterator[Breach]:
    """Тесттер берілген шаблонға сәйкес ұсынылады (Ү.ЖИЦДО-7.5.1-2025-02-05 нысаны)."""
    yield from _breaches(questions, *_UNFIT)


@TestBank.rule(
    "02-answer-types", "02 §11.4", reads="options", each="questions.*", severity="warning"
)
def items_offer_a_choice(options: tuple[Text, ...]) -> Iterator[Breach]:
    """Тапсырмаларда жиі келесі үш түрлі жауап нұсқаларын қамтитын сұрақтар қолданылады: көп жауап таңдау (бір немесе бірнеше жауап дұрыс), бинарлық жауап (ақиқат/жалған, иә/жоқ), еркін мәтін (шағын мәтін немесе сан енгізу)."""  # noqa: E501 — verbatim
    # Of the three kinds the template of the bank has room for one: a choice (02-05).
    if len(options) < _FEWEST_OPTIONS:
        yield Breach(NO_OPTIONS, limit=_FEWEST_OPTIONS, actual=len(options))


@TestBank.rule(
    "0205-item-format",
    "02-05",
    reads="questions",
    limits={
        "questions.options.minItems": content.OPTIONS,
        "questions.options.maxItems": content.OPTIONS,
    },
)
def item_is_a_question_with_five_options(questions: tuple[TestItem, ...]) -> Iterator[Breach]:
    """Сұрақ мәтіні? … A. Жауап … B. Жауап … C. Жауап … D. Жауап … E. Жауап … ANSWER: D"""
    yield from _breaches(questions, "0205-item-format")


@TestBank.rule(
    "0205-single-answer",
    "02-05 note",
    reads="questions",
    limits={"questions.answer.pattern": r"^\s*[A-Ea-eАСЕасе]\s*$"},
)
def one_answer_is_right(questions: tuple[TestItem, ...]) -> Iterator[Breach]:
    """Ескерту: бір жауап нұсқасы бар тест сұрағы"""
    unclear = {
        f".{i}.answer": letter
        for i, item in enumerate(questions)
        if (letter := _cyrillic_answer(item))
    }
    for path, letter in unclear.items():
        details = {"number": int(path.split(".")[1]) + 1}
        yield Breach(ANSWER_UNCLEAR, actual=letter, path=path, details=details)
    for breach in _breaches(questions, "0205-single-answer"):
        if breach.path not in unclear:
            yield breach


@TestBank.rule(
    "0201-tests-min-100",
    "02-01 item 22",
    reads="questions",
    limits={"minItems": content.MIN_QUESTIONS},
)
def bank_has_at_least_100_items(questions: tuple[TestItem, ...]) -> Iterator[Breach]:
    """ең аз тест саны 100"""
    if len(questions) < content.MIN_QUESTIONS:
        yield Breach(QUESTIONS_FEW, limit=content.MIN_QUESTIONS, actual=len(questions))


def _cyrillic_answer(item: TestItem) -> str:
    """The answer of an item, if it is a Cyrillic letter."""
    answer = "" if given(item) is None else given(item.answer)
    return answer if answer and _CYRILLIC.search(answer) else ""


def _breaches(questions: tuple[TestItem, ...], *rules: str) -> Iterator[Breach]:
    for finding in _findings(questions):
        if finding.rule in rules:
            yield Breach(
                finding.message,
                limit=finding.limit,
                actual=finding.actual,
                path=finding.path.removeprefix("questions"),
                severity=finding.severity,
                details=finding.details,
            )


def _lettered(questions: tuple[TestItem, ...]) -> Iterator[Finding]:
    """Options with a letter of their own, which would stand twice in print."""
    for number, item in enumerate(questions):
        options = (given(item) and given(item.options)) or ()
        texts = [[each for _, each in text.items()] if given(text) else [] for text in options]
        for place, option in lettered(texts):
            path = f"questions.{number}.options.{place}"
            yield Finding("bank-option-lettered", path, OPTION_LETTERED, actual=option)


@functools.lru_cache(maxsize=8)
def _findings(questions: tuple[TestItem, ...]) -> tuple[Finding, ...]:
    """What the content of the bank shows, language by language, each thing once."""
    found: dict[tuple[str, str, Message], Finding] = {}
    # Texts in no language, or in one, are the same bank for each: they are checked once.
    texts = (text for item in questions for text in _texts(item))
    many = any(text is not None and text.plain is None for text in texts)
    for lang in LANGUAGES if many else LANGUAGES[:1]:
        items = _Items.within(questions, lang)
        for finding in content.check(items.bank):
            placed = items.placed(finding)
            found.setdefault((placed.rule, placed.path, placed.message), placed)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Items:
    """The items that can be read in one language, and their places in the record."""

    questions: tuple[TestItem, ...]
    lang: Language
    places: tuple[int, ...]
    bank: Bank

    @classmethod
    def within(cls, questions: tuple[TestItem, ...], lang: Language) -> _Items:
        places = tuple(i for i, item in enumerate(questions) if _readable(item, lang))
        bank = Bank(
            tuple(
                single(
                    item.text.within(lang) or "",
                    [option.within(lang) or "" for option in item.options],
                    item.answer,
                )
                for item in (questions[i] for i in places)
            )
        )
        return cls(questions, lang, places, bank)

    def placed(self, finding: Finding) -> Finding:
        """The finding with its path in the record, and the numbers that items have there."""
        head, *rest = finding.path.split(".")
        if not rest:
            return finding
        index = self.places[int(rest[0])]
        path = ".".join([head, str(index), *rest[1:]])
        text = self._text(self.questions[index], rest[1:])
        if text is not None and text.plain is None:
            path = f"{path}.{self.lang}"
        details = {**finding.details, "number": index + 1}
        if "other" in details:
            details["other"] = self.places[details["other"] - 1] + 1
        return replace(finding, path=path, details=details)

    @staticmethod
    def _text(item: TestItem, part: list[str]) -> Text | None:
        if part == ["text"]:
            return item.text
        return item.options[int(part[1])] if len(part) > 1 else None


def _readable(item: TestItem, lang: Language) -> bool:
    if given(item) is None or given(item.answer) is None or given(item.options) is None:
        return False
    return all(text is not None and text.within(lang) is not None for text in _texts(item))


def _texts(item: TestItem) -> Iterator[Text | None]:
    """The text of an item and its options, as far as there are any."""
    if given(item) is not None:
        options = given(item.options) or ()
        yield from (given(each) for each in (item.text, *options))


def _is_narrow(questions: list[Printed]) -> bool:
    """Whether questions stand well in half a page: nearly all options on one line, no long text."""
    options = [
        len(words(option, "value")) for each in questions for option in rows(each, "options")
    ]
    short = sum(length <= _HALF_LINE for length in options)
    texts = [len(words(each, "text")) for each in questions]
    return 10 * short >= 9 * len(options) and max(texts, default=0) <= _HALF_PAGE_TEXT


def _letter(question: Printed) -> None:
    options = rows(question, "options")
    for number, option in enumerate(options):
        option["letter"] = LETTERS[number % len(LETTERS)]
    question["last"] = options[-1]["at"] if options else ""


def _heading(question: Printed, patterns: Mapping[str, str]) -> str:
    named = {part: words(question, part) for part in ("module", "lecture") if question[part]}
    return ". ".join(
        patterns[part].format(n=name) if name.isdigit() else name for part, name in named.items()
    )
