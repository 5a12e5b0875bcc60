"""Texts that a person writes, in one language or in several.

A text is a plain string or a mapping ``{kk, ru, en}``. Its characters are counted as code points
of the NFC form, trimmed, white space folded.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, ClassVar, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from atuforms.core.findings import InvalidRecord, Report
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.messages import CONTROL_CHARACTER, MANY_MARKS, NOT_TEXT, TEXT_LANGUAGE
from atuforms.core.safe_text import shown
from atuforms.fields.kinds import FieldKind, Marker
from atuforms.fields.problems import problem, problem_finding

# Unicode's White_Space property; str.isspace() also counts U+001C–U+001F, which are controls.
_SPACES = "\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_SPACE_RUN = re.compile(f"[{_SPACES}]+")
# Where a sentence may end: a mark, closing quotation marks or brackets, then white space.
_ENDING = re.compile(r"(?<![.!?…])([.!?…]+)[»”\"’')\]]*(?: |$)")
_OPENING = "«“„‘\"'"
# The last word before a full stop that ends no sentence; a single capital is an initial.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«“])(?:т\.б|т\.с\.с|жж?|гг?|т\.д|т\.п|др|пр|см|мыс|проф|доц|акад|e\.g|i\.e|etc|vs"
    r"|cf|prof|dr|mrs?|ms)\.$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"(?:^|\W)([^\W\d_])\.$")
_LONGEST_ABBREVIATION = 12
# What XML 1.0 forbids, the C1 controls, which no office text needs, and what turns the direction of
# a line, so that it reads otherwise than it was written.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)
# What takes no room: a text of nothing else is empty, and a name with one prints like another.
_NO_WIDTH = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"
)
_IN_NAME = re.compile(f"[{_NO_WIDTH}]")
_EDGE = _SPACES + _NO_WIDTH
# Where many marks may sit on one letter: no letters, no ASCII, no white space.
_LONG_RUN = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_MOST_MARKS = 30


def clean(text: str) -> str:
    r"""``text`` in NFC, trimmed, with line ends as ``\\n``; inner white space stays as typed.

    :raises pydantic_core.PydanticCustomError: ``control-character``, for a character that no
        document can hold.
    """
    if not text.isprintable():  # No character that may be printed is refused or a line's end.
        _refuse(_CONTROL, text)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > _MOST_MARKS:
        _refuse_marks(text)
    return unicodedata.normalize("NFC", text).strip(_EDGE)


def _clean_name(text: str) -> str:
    """The same for a name or number, which has no invisible characters inside either."""
    found = clean(text)
    _refuse(_IN_NAME, found)
    return found


def _refuse(forbidden: re.Pattern[str], text: str) -> None:
    found = forbidden.search(text)
    if found:
        code = f"U+{ord(found.group()):04X}"
        raise problem(
            "control-character", CONTROL_CHARACTER, actual=code, position=found.start() + 1
        )


def _refuse_marks(text: str) -> None:
    """Refuse what would take minutes to put into NFC: thousands of marks on one letter."""
    for run in _LONG_RUN.finditer(text):
        marks = 0
        for place, letter in enumerate(run[0], start=run.start() + 1):
            marks = marks + 1 if unicodedata.combining(letter) else 0
            if marks > _MOST_MARKS:
                code = f"U+{ord(letter):04X}"
                raise problem("control-character", MANY_MARKS, actual=code, position=place)


def one_text(value: object) -> str:
    """``value`` where one text is wanted, whatever the language; a number is one too.

    :raises pydantic_core.PydanticCustomError: ``wrong-type``, for a list or a mapping.
    """
    if isinstance(value, str | int | float):
        return str(value)
    raise problem("wrong-type", NOT_TEXT, actual=_shown(value))


def folded(text: str) -> str:
    """``text`` as it is counted and compared: NFC, trimmed, white space folded to one space."""
    return _SPACE_RUN.sub(" ", unicodedata.normalize("NFC", text).strip(_SPACES))


def count_characters(text: str) -> int:
    """Number of characters as the regulations' limits count them, spaces included."""
    return len(folded(text))


def count_sentences(text: str) -> int:
    """Number of sentences; abbreviations and initials (т.б., г., Prof., А.С.) do not end one."""
    words = folded(text)
    count = 0
    end = 0
    for found in _ENDING.finditer(words):
        rest = words[found.end() :]
        goes_on = rest and not (rest[0].isupper() or rest[0].isdigit() or rest[0] in _OPENING)
        if goes_on or (rest and found[1] == "." and _is_abbreviation(words, found.end(1))):
            continue
        count += 1
        end = found.end()
    return count + bool(words[end:])


def _is_abbreviation(words: str, end: int) -> bool:
    """Whether the full stop before ``end`` belongs to an abbreviation."""
    last = words[max(0, end - _LONGEST_ABBREVIATION) : end]
    initial = _INITIAL.search(last)
    return bool(_ABBREVIATION.search(last) or (initial and initial[1].isupper()))


def _clean_in(lang: str, texts: Mapping[str, str], cleaned: Callable[[str], str]) -> str:
    """The text of one language, whose mistakes are told of that language."""
    try:
        return cleaned(texts[lang])
    except PydanticCustomError as error:
        context = error.context or {}
        raise problem(context["rule"], context["message"], key=lang, **context["details"]) from None


class Text:
    """Words in one language or several.

    ``Text("…")`` is a plain string, whose language the record's ``lang`` names;
    ``Text({"kk": "…", "ru": "…"})`` has one text a language. Immutable, compared by value.
    """

    __slots__ = ("_pairs", "plain")
    _pairs: tuple[tuple[str, str], ...]
    plain: str | None
    """The text, if it was given without a language."""

    KIND: ClassVar[FieldKind] = "text"
    HAS_LANGUAGE: ClassVar[bool] = True
    _cleaned = staticmethod(clean)

    def __init__(self, value: str | Mapping[str, str] | Text) -> None:
        """Hold a text.

        :raises InvalidRecord: for a character that no document can hold.
        """
        try:
            self._hold(value)
        except PydanticCustomError as error:
            finding = problem_finding(error.context or {})
            raise InvalidRecord(Report((finding,), form=type(self).__name__)) from None

    @classmethod
    def _holding(cls, value: str | Mapping[str, str] | Text) -> Self:
        """The same where Pydantic gathers the mistakes, by its own kind of error."""
        text = object.__new__(cls)
        text._hold(value)
        return text

    def _hold(self, value: str | Mapping[str, str] | Text) -> None:
        pairs: tuple[tuple[str, str], ...]
        if isinstance(value, Text):
            pairs = value._pairs
        elif isinstance(value, str):
            pairs = (("", self._cleaned(value)),)
        else:
            cleaned = self._cleaned
            pairs = tuple(
                (lang, _clean_in(lang, value, cleaned)) for lang in LANGUAGES if lang in value
            )
        object.__setattr__(self, "_pairs", pairs)
        object.__setattr__(self, "plain", pairs[0][1] if pairs and not pairs[0][0] else None)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Text does not change")

    def __reduce__(self) -> tuple[type[Text], tuple[str | dict[str, str]]]:
        return type(self), (self.dump(),)

    def within(self, lang: Language) -> str | None:
        """The text in ``lang``; a plain text whatever its language; None where it is missing."""
        for known, text in self._pairs:
            if not known or known == lang:
                return text
        return None

    def text(self, lang: Language) -> str:
        """The text for a reader of ``lang``: in that language, else in the one that there is."""
        return self.within(lang) or str(self)

    def items(self) -> Iterator[tuple[str, str]]:
        """Pairs of language code and text; the code is empty for a plain text."""
        return iter(self._pairs)

    def __bool__(self) -> bool:
        """Whether any language has a word."""
        for _, text in self._pairs:  # noqa: SIM110 (asked of every text, again and again)
            if text:
                return True
        return False

    def __str__(self) -> str:
        return next((text for _, text in self._pairs), "")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.dump()!r})"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Text):
            return self._pairs == other._pairs
        if isinstance(other, str):
            return self.plain == other
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._pairs)

    def dump(self) -> str | dict[str, str]:
        """The text as a record holds it."""
        return dict(self._pairs) if self.plain is None else self.plain

    @classmethod
    def _read(cls, value: object) -> Text:
        if isinstance(value, cls):
            return value
        if isinstance(value, str | Text):
            return cls._holding(value)
        if isinstance(value, Mapping):
            unknown = [key for key in value if key not in LANGUAGES]
            if unknown:
                key = shown(unknown[0], 60)
                raise problem("unknown-key", TEXT_LANGUAGE, actual=key, key=key)
            for text in value.values():
                if not isinstance(text, str):
                    raise problem("wrong-type", NOT_TEXT, actual=_shown(text))
            if value:
                return cls._holding(value)
        if isinstance(value, int | float) and not isinstance(value, bool) and _is_finite(value):
            return cls._holding(str(value))
        raise problem("wrong-type", NOT_TEXT, actual=_shown(value))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda text: text.dump()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        return {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {lang: {"type": "string"} for lang in LANGUAGES},
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        }


class Name(Text):
    """Words that have no language of their own: names of persons, numbers, codes.

    A plain name serves every language; it may still be given in several spellings.
    """

    __slots__ = ()

    KIND: ClassVar[FieldKind] = "name"
    HAS_LANGUAGE: ClassVar[bool] = False
    _cleaned = staticmethod(_clean_name)

    def within(self, lang: Language) -> str | None:
        """The name as ``lang`` spells it, or as another language does: names need no language."""
        return super().within(lang) or next((name for _, name in self._pairs if name), None)


def _is_finite(value: float) -> bool:
    """Whether a number can be written: no NaN, nothing infinite, no thousands of digits."""
    if isinstance(value, int):
        return abs(value) < 10**1000
    return math.isfinite(value)


LongText = Annotated[Text, Marker("long_text")]
"""A text of several lines or paragraphs."""

Markdown = Annotated[Text, Marker("markdown")]
"""A text in CommonMark, with tables and footnotes."""


def _shown(value: object) -> str:
    """A value as a message quotes it: short, on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(map(str, value)) + "}"
    if isinstance(value, list | tuple):
        return f"[{len(value)}]"
    return shown(value, 60)
