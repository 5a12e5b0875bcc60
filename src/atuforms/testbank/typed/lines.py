"""Which line of a typed test bank is what: option, answer, heading, numbered question.

``STRICT_OPTION`` and ``STRICT_ANSWER`` are the patterns of Moodle's Aiken importer; the others
also know what people type instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from atuforms.testbank.letters import TO_LATIN, places, to_latin
from atuforms.testbank.model import tidy
from atuforms.testbank.typed.right_signs import MARK, without_closing, without_sign

MOODLE_SPACES: Final = " \t\n\r\0\v"
"""White space that Moodle trims from a line; a non-breaking space is none of it."""

STRICT_OPTION: Final = re.compile(r"[A-Z][).][ \t]?")
STRICT_ANSWER: Final = re.compile(r"ANSWER:")

_LABEL = r"[(\[]?\s*+(?P<label>[A-Za-zА-Ка-кСсӘәҒғ])\s*+"
_LOOSE_OPTION = re.compile(
    MARK + r"\s*+" + _LABEL + r"(?:[.)\]）]|/(?=\s))\s*(?P<text>.*)", re.DOTALL
)
_DASH_OPTION = re.compile(MARK + r"\s*+" + _LABEL + r"[:–—-]\s+(?P<text>.+)", re.DOTALL)

_ENGLISH = ("ANSWER", "ANSWERS", "KEY")
_KAZAKH = ("ЖАУАП", "ЖАУАБЫ", "ЖАУАПТАР", "ЖАУАПТАРЫ", "КІЛТ")
_RUSSIAN = ("ОТВЕТ", "ОТВЕТЫ", "КЛЮЧ")
_SHORT: Final = "ОТВ"
"""«Отв.: B», but «Отв. за выпуск» is no answer."""
_ANSWER_WORDS: Final = frozenset((*_ENGLISH, *_KAZAKH, *_RUSSIAN, _SHORT))
_TRUTH_WORDS: Final = frozenset(
    ("CORRECT", "RIGHT", "ВЕРНО", "ВЕРНЫЙ", "ПРАВИЛЬНО", "ПРАВИЛЬНЫЙ", "ДҰРЫС", "ДҰРЫСЫ")
)
"""What is an answer above a letter alone: «Верно: B», but «Верно: река или озеро?» asks."""
_OPTION_WORDS: Final = frozenset(("ВАРИАНТ", "НҰСҚА", "НҰСҚАСЫ", "OPTION", "CHOICE"))
"""What is an answer where it is called right: «Правильный вариант: B»."""
_BEGUN: Final = {word[0] for word in _ANSWER_WORDS | _TRUTH_WORDS | _OPTION_WORDS}
_ALIKE: Final = {chr(one) for one, other in TO_LATIN.items() if chr(other) in _BEGUN}
_BEGIN: Final = "".join(sorted(_BEGUN | _ALIKE))
"""How such a word begins, in one alphabet or the other, as hardly any line does."""
_ANSWER = re.compile(
    r"(?:[>✅✔✓☑👉➡→🔑💡📌⭐]\s*){0,3}(?:the\s+)?"
    r"(?:(?P<right>дұрыс|правильный|правильные|прав\.|верный|correct|right)\s*+)?"
    rf"(?=[{_BEGIN}])"
    r"(?P<word>[^\W\d_]{3,12})(?:\s+(?:ответа|нұсқасы)(?!\w))?"
    r"\s*(?P<colon>\.?\s?[:：]|[.=–—-]|)\s*(?:(?:is|это|бұл)\s+)?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CALLED = re.compile(
    r"(?:вариант|буква|под буквой|option|letter|choice|нұсқа)\s+(?:ответа\s+)?№?\s*(?P<said>\S.*)"
    r"|(?P<label>[^\W\d_]|\d)(?:\s?-?\s?(?:й|ый|ой|ші|шы))?"
    r"\s+(?:вариант|буква|нұсқа|нұсқасы|әріп|әрпі|option)[.!]?",
    re.IGNORECASE | re.DOTALL,
)
"""An answer with what it names: «вариант B», «2-й вариант», “Option B”."""
_NUMBER_SIGN = re.compile(r"№\s?\d{1,2}\.?")
"""What may number an option, or the question itself."""
_LETTER_TOKEN = re.compile(r"[(\[]?([^\W\d_]|\d)[)\].:]?")
_LETTER_GROUP = re.compile(r"[A-JА-ДӘ]{2,5}")
_JOINT = frozenset(("және", "и", "and", "&", "+", "/", ","))
_SEPARATORS = re.compile(r"([\s,;/+&]+)")

LONGEST_TITLE: Final = 150
"""Characters of a module's title; a longer line is a text that begins with that word."""

_INITIALS = re.compile(r"[^\W\d_]\.\s?[^\W\d_]\.\s?[^\W\d_]")

_HEADING = re.compile(
    r"(?:(?P<n>\d+)\s*+[-–.]?\s*+)?(?P<kind>модуль|module|апта|неделя|week|дәріс|лекция|lecture)"
    r"(?:\s*+№?\s*+(?P<after>\d+))?(?:\s*+[.:–—-]\s*+(?P<title>.+))?[.:]?",
    re.IGNORECASE,
)
_LECTURES = frozenset(("дәріс", "лекция", "lecture"))

_NUMBERED = re.compile(
    r"(?:№\s*+)?(?P<number>\d{1,5})\s*+"
    r"(?:[.)](?!\d)|[-–]?\s*+(?:сұрақ|вопрос|question)\s*+[.:)]?)\s*+(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NAMED_NUMBER = re.compile(
    r"(?:вопрос|задание|сұрақ|тапсырма|question|task)\s*+№?\s*+(?P<number>\d{1,4})\s*+[.:)]\s*+(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


SIGN: Final = "sign"
"""The look of an option with a plus, a tick or the like beside it."""

REMARK: Final = "remark"
"""What marks a line that belongs to no question: a cell beside one in a table."""

KEY: Final = "key"
"""What marks a key that stands between questions."""

UNEVEN: Final = "uneven"
"""What marks a question with more or fewer lines below it than the others have."""

SAFE_PREFIX: Final = "– "
"""Put before a stem that Moodle would take for an option or an answer."""


@dataclass(slots=True)  # A frozen one takes three times as long to make, and there are many.
class Paragraph:
    """One paragraph or line of a typed bank; it stays as it is made.

    ``bold`` also stands for highlighted; ``label`` is what automatic numbering prints before the
    text (``A.``, ``1)``, ``•``).
    """

    text: str
    line: int
    bold: bool = False
    label: str = ""
    looks: frozenset[str] = frozenset()
    """Other looks of most of the text: ``underline``, ``highlight``, ``FF0000`` for a colour."""
    level: tuple[str, int] | None = None
    """List and level of automatic numbering."""
    gap: bool = False
    """Whether an empty line stands before it."""
    column: str | None = None
    """Head of its column, where it stands in a table; empty in the first row."""
    letter: str = ""
    """What stands before an option whose letters run on from question to question."""
    cell_at: tuple[int, int, int] | None = None
    """Number of its table, row and column."""
    heading: bool = False
    """Whether its style is that of a heading."""
    at: int = -1
    """Its place among the lines with text, from 0."""
    unsure: frozenset[str] = frozenset()
    """Looks of any part of the text that no right option is known by."""
    spans: tuple[tuple[int, int, frozenset[str]], ...] = ()
    """Where its pieces begin and end, with their looks, if these are not all the same."""
    tidied: str = field(init=False, compare=False)
    """Its text as it is compared: every recogniser asks for it."""

    def __post_init__(self) -> None:
        self.tidied = tidy(self.text)

    @property
    def cell(self) -> bool:
        """Whether it stands in a table."""
        return self.column is not None

    @property
    def marks(self) -> frozenset[str]:
        """All looks by which it may be told from its neighbours."""
        return self.looks | {"bold"} if self.bold else self.looks

    @property
    def marks_and_sign(self) -> frozenset[str]:
        """The looks, and a sign beside its text."""
        return self.marks | {SIGN} if without_sign(self.tidied) is not None else self.marks

    def cut(self, start: int, end: int) -> Paragraph:
        """A part of it as a line of its own, with the looks that most of the part has."""
        text = self.text[start:end]
        if not self.spans:
            return replace(self, text=text)
        lengths: Counter[str] = Counter()
        for first, last, looks in self.spans:
            shared = len(self.text[max(first, start) : min(last, end)].strip())
            lengths.update(dict.fromkeys(looks, shared))
        most = frozenset(look for look, count in lengths.items() if count * 2 > len(text.strip()))
        return replace(self, text=text, bold="bold" in most, looks=most - {"bold"}, spans=())


class OptionLine(NamedTuple):
    """A line that offers an answer. ``exact``: written as Moodle wants it."""

    label: str
    text: str
    exact: bool
    marks: frozenset[str]
    """Looks and signs that may show the right one."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that says where the next questions belong."""

    lecture: bool
    name: str


def is_misread(stem: str) -> bool:
    """Whether Moodle would take ``stem`` for an option or an answer."""
    return bool(STRICT_OPTION.match(stem) or STRICT_ANSWER.match(stem))


def safe_stem(stem: str) -> str:
    """The spelling of ``stem`` that Moodle reads as a question."""
    return SAFE_PREFIX + stem if is_misread(stem) else stem


def option_line(paragraph: Paragraph, place: int) -> OptionLine | None:
    """The paragraph as the option at ``place`` (from 0), if it looks like one."""
    text = paragraph.tidied
    if paragraph.label:
        label = paragraph.label.strip("().[] ")
        last = label.rpartition(".")[2]
        counted = last.isdecimal() and len(last) < 3 and place == int(last) - 1
        fits = counted or place in places(label) or not any(map(str.isalnum, label))
        if fits:
            label = paragraph.letter or (label if label.isalpha() else "")
            return OptionLine(label, text, True, paragraph.marks)
    if STRICT_OPTION.match(paragraph.text.strip(MOODLE_SPACES)):
        return OptionLine(text[0], tidy(text[2:]), True, paragraph.marks)
    for pattern in (_LOOSE_OPTION, _DASH_OPTION):
        found = pattern.fullmatch(text)
        if found and place in places(found["label"]):
            marks = paragraph.marks | {SIGN} if found["mark"] else paragraph.marks
            said = without_closing(found["mark"], tidy(found["text"]))
            return OptionLine(found["label"], said, False, marks)
    return None


def without_letters(texts: Sequence[str]) -> list[str] | None:
    """What follows the typed letters of options; None where one has none, or all are names."""
    found = [_LOOSE_OPTION.fullmatch(tidy(text)) for text in texts]
    made = [each["text"] for i, each in enumerate(found) if each and i in places(each["label"])]
    return made if len(made) == len(found) and not are_names(texts) else None


def are_names(texts: Iterable[str]) -> bool:
    """Whether texts begin with initials, which may run on: «А. С. Пушкин», «Б. Л. Пастернак»."""
    return all(_INITIALS.match(tidy(text)) for text in texts)


def answer_line(text: str) -> str | None:
    """What follows the word “ANSWER:”, in whatever language and spelling; None for other lines."""
    found = _ANSWER.fullmatch(tidy(text))
    if not found:
        return None
    word = found["word"].upper()
    if word in _TRUTH_WORDS and not found["right"]:
        lettered = _LETTER_TOKEN.fullmatch(found["rest"].strip(" ."))
        return found["rest"].strip() if lettered and found["colon"] else None
    named = _ANSWER_WORDS | _OPTION_WORDS if found["right"] else _ANSWER_WORDS
    if word not in named and to_latin(word) not in named:
        return None
    rest = found["rest"].strip()
    if (word == _SHORT and not answer_labels(rest)) or (word in _OPTION_WORDS and not rest):
        return None
    alone = answer_labels(uncalled(rest)) or _NUMBER_SIGN.fullmatch(rest)
    return rest if found["colon"] or not rest or alone else None


def uncalled(rest: str) -> str:
    """An answer without what it calls the option: «B» of «вариант B»."""
    found = _CALLED.fullmatch(rest)
    said = (found["said"] or found["label"]) if found else rest
    return said if answer_labels(said) else rest


def answer_labels(rest: str) -> list[str]:
    """Letters or digits that an answer line names: ``D``, ``A, C``, ``D) Астана``."""
    tokens = [t for t in _SEPARATORS.split(rest) if t.strip()]
    if tokens and _LETTER_GROUP.fullmatch(tokens[0].strip(".)")):
        return list(tokens[0].strip(".)"))
    labels: list[str] = []
    joined = True
    for token in tokens:
        found = _LETTER_TOKEN.fullmatch(token)
        if labels and (token.strip() in _JOINT or not token.strip(" ,;/+&")):
            joined = True
        elif found and joined:
            labels.append(found[1])
            joined = False
        else:
            break
    return labels


def heading(text: str) -> Heading | None:
    """The line as a heading of a module, week or lecture: «2-модуль. Деректер», “Lecture 3”."""
    found = _HEADING.fullmatch(tidy(text))
    if not found or len(found["title"] or "") > LONGEST_TITLE:
        return None
    name = found["title"] or found["n"] or found["after"]
    return Heading(found["kind"].lower() in _LECTURES, name) if name else None


def numbered(text: str) -> tuple[int, str] | None:
    """Typed number of a question and its text: «12. Сұрақ мәтіні?»."""
    found = _NUMBERED.fullmatch(text) or _NAMED_NUMBER.fullmatch(text)
    return (int(found["number"]), found["text"]) if found else None
