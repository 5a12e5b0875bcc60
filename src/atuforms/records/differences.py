"""Where two values that documents have for one thing differ, and how a message shows it.

Texts are compared in the languages that both documents have. Names of persons may be shortened
to initials («Ә.Н. Сейітқали» is «Сейітқали Әсел Нұрланқызы»).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

from atuforms.core.dotted_paths import value_at, values_at
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.translation import Listed
from atuforms.core.language.wording import choice_words
from atuforms.fields.describe import describe
from atuforms.fields.lists import joined_texts
from atuforms.fields.not_given import NOT_GIVEN, given, given_items
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import Name, Text, folded
from atuforms.forms.base import Form
from atuforms.forms.facts import FactName

_SHOWN: Final = 120
"""Characters of a text that a message quotes."""
_BEFORE: Final = 20
"""Characters before those in which long texts differ."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two documents differ."""

    path: str
    first: object
    second: object


# Values


def difference(first: Form, second: Form) -> Difference | None:
    """The first value that both forms give, and give differently."""
    return first_difference(first, second, "", langs_of(first, second))


def langs_of(first: Form, second: Form) -> tuple[str, str]:
    """The languages of the plain texts of two forms."""
    return first.lang or "", second.lang or ""


def first_difference(
    first: object, second: object, path: str, langs: tuple[str, str]
) -> Difference | None:
    """Where two values of one shape differ: the first place, if both give a value there."""
    if any(value is None or value is NOT_GIVEN for value in (first, second)):
        return None
    if isinstance(first, Text) and isinstance(second, Text):
        return _text_difference(first, second, path, langs)
    if isinstance(first, tuple) and isinstance(second, tuple) and len(first) != len(second):
        return Difference(path, len(first), len(second))
    if isinstance(first, Record | tuple) and isinstance(second, Record | tuple):
        for name, one, other in _parts(first, second):
            found = first_difference(one, other, f"{path}.{name}".lstrip("."), langs)
            if found is not None:
                return found
        return None
    if isinstance(first, str) and isinstance(second, str):
        first, second = folded(first), folded(second)
    return None if first == second else Difference(path, first, second)


def _parts(
    first: Record | tuple[object, ...], second: Record | tuple[object, ...]
) -> Iterator[tuple[str, object, object]]:
    """The values below two records of one class, or the items of two lists, pair by pair."""
    if isinstance(first, Record):
        for field in describe(type(first)):
            name = field.name
            yield name, getattr(first, name, None), getattr(second, name, None)
    else:
        for number, (one, other) in enumerate(zip(first, second, strict=True)):
            yield str(number), one, other


def _text_difference(
    first: Text, second: Text, path: str, langs: tuple[str, str]
) -> Difference | None:
    """Where two texts differ in a language that both have; a plain one serves every language."""
    one, other = _spellings(first, langs[0]), _spellings(second, langs[1])
    common = [lang for lang in one if lang in other]
    different = [lang for lang in common if one[lang] != other[lang]]
    if len(different) > 1 and different == common:
        return Difference(path, Spellings(one, other), Spellings(other, one))
    for lang in different:
        return Difference(f"{path}.{lang}".rstrip("."), one[lang], other[lang])
    unlabelled = ("" in one) != ("" in other)
    if unlabelled and not set(one.values()) & set(other.values()):
        return Difference(path, next(iter(one.values()), ""), next(iter(other.values()), ""))
    return None


@dataclass(frozen=True, slots=True)
class Spellings:
    """A text that differs from the ``others`` in every language that both have."""

    texts: Mapping[str, str]
    others: Mapping[str, str]

    def __str__(self) -> str:
        return next(self.texts[lang] for lang in self.texts if lang in self.others)

    def text(self, lang: Language) -> str:
        """The text in ``lang``, or in the first language that both have."""
        return _cut(self.texts[lang] if lang in self.texts and lang in self.others else str(self))


def _spellings(text: Text, lang: str) -> dict[str, str]:
    """The texts by language, folded; a plain one under the language of its record."""
    return {code or lang: folded(words) for code, words in text.items() if words}


# Facts


Comparison = Callable[[Any, Any, str, tuple[str, str]], Difference | None]
"""Where two values differ: the values, the path of the first, and the languages of the forms."""

_COUNTED: Final[frozenset[FactName]] = frozenset({"weeks", "video_lectures", "topics"})
"""Facts of which a form gives the number, or as many values as there are."""


def stated(form: Form, fact: FactName) -> tuple[str, Any] | None:
    """Where a form states a fact, and what; None where it says nothing of it."""
    pattern = form.FACTS.get(fact)
    if pattern is None:
        return None
    path, *_below = pattern.split(".*", 1)
    value = _count(form, pattern) if fact in _COUNTED else value_at(form, path)
    return (path, value) if value else None


def _count(form: Form, pattern: str) -> object:
    if "*" in pattern:
        return sum(bool(value) for _path, value in values_at(form, pattern, NOT_GIVEN))
    value = value_at(form, pattern)
    return len(value) if isinstance(value, tuple) else value


def _link_difference(
    first: str, second: str, path: str, langs: tuple[str, str]
) -> Difference | None:
    """Where two links differ, apart from letter case and a slash at the end."""
    same = first.casefold().rstrip("/") == second.casefold().rstrip("/")
    return None if same else Difference(path, first, second)


def _language_difference(
    first: object, second: object, path: str, langs: tuple[str, str]
) -> Difference | None:
    """A certificate may name one of the languages in which a resource is taught."""
    one, other = (
        {each for _number, each in given_items(value if isinstance(value, tuple) else (value,))}
        for value in (first, second)
    )
    if one <= other or other <= one:
        return None
    return Difference(path, Choices("language", one), Choices("language", other))


def _choice_difference(name: str) -> Comparison:
    def compare(first: str, second: str, path: str, langs: tuple[str, str]) -> Difference | None:
        if first == second:
            return None
        return Difference(path, Choices(name, {first}), Choices(name, {second}))

    return compare


@dataclass(frozen=True, slots=True)
class Choices:
    """Answers of a closed choice, as a message prints them."""

    name: str
    keys: set[str]

    def __str__(self) -> str:
        return ", ".join(sorted(self.keys))

    def text(self, lang: Language) -> str:
        """The words of the answers, in the order of the choice."""
        words = choice_words(self.name, lang).items()
        return ", ".join(word for key, word in words if key in self.keys)


def _people_difference(
    first: tuple[Person, ...], second: tuple[Person, ...], path: str, langs: tuple[str, str]
) -> Difference | None:
    """Whether two lists name the same persons, in any order."""
    left = [_names(each, langs[1]) for _number, each in given_items(second)]
    same = len(first) == len(second)
    for _number, person in given_items(first):
        names = _names(person, langs[0])
        found = next((each for each in left if _same_person(names, each)), None)
        if found is None:
            same = False
            break
        left.remove(found)
    if same:
        return None
    one, other = _listed(first), _listed(second)
    return Difference(path, People(one, other), People(other, one))


def _names(person: Person, lang: str) -> dict[str, str]:
    name = given(person.name)
    return _spellings(name, lang) if name is not None else {}


def _same_person(first: Mapping[str, str], second: Mapping[str, str]) -> bool:
    """Whether names may be of one person, in a language that both have or a plain spelling."""
    common = first.keys() & second.keys()
    if common:
        return all(same_name(first[lang], second[lang]) for lang in common)
    if "" in first or "" in second:
        return any(same_name(a, b) for a in first.values() for b in second.values())
    return True


_LETTERS: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOST_WORDS: Final = 8
"""Words of a name that are compared; a bound on the time that a name takes."""


def same_name(first: str, second: str) -> bool:
    """Whether two spellings may be of one name: words in any order, initials, no patronymic."""
    fewer, more = sorted(
        (_LETTERS.findall(name.casefold())[:_MOST_WORDS] for name in (first, second)), key=len
    )
    left = list(more)
    whole = 0
    for word in sorted(fewer, key=len, reverse=True):
        match = next((each for each in left if each == word), None) or next(
            (each for each in left if min(len(word), len(each)) == 1 and each[0] == word[0]),
            None,
        )
        if match is None:
            return False
        left.remove(match)
        whole += match == word and len(word) > 1
    return bool(whole)


@dataclass(frozen=True, slots=True)
class People:
    """Persons, as a message prints them: in its language, by the spelling of that language.

    Where ``others`` are spelt alike in it, the first language in which they differ is taken.
    """

    names: tuple[Name, ...]
    others: tuple[Name, ...]

    def __str__(self) -> str:
        return ", ".join(map(str, self.names))

    def text(self, lang: Language) -> str:
        """The names in the spelling of ``lang``, or in the one that there is."""
        spoken = (lang, *LANGUAGES)
        telling = (each for each in spoken if _spelt(self.names, each) != _spelt(self.others, each))
        return _spelt(self.names, next(telling, lang))


def _spelt(names: tuple[Name, ...], lang: Language) -> str:
    return ", ".join(name.within(lang) or "" for name in names)


def _listed(people: tuple[Person, ...]) -> tuple[Name, ...]:
    names = (given(person.name) for _number, person in given_items(people))
    return tuple(name for name in names if name is not None)


COMPARED: Final[Mapping[FactName, Comparison]] = {
    "title": first_difference,
    "discipline": first_difference,
    "authors": _people_difference,
    "language": _language_difference,
    "der_type": _choice_difference("der_type"),
    "difficulty": _choice_difference("difficulty"),
    "credits": first_difference,
    "academic_hours": first_difference,
    "weeks": first_difference,
    "video_lectures": first_difference,
    "topics": first_difference,
    "link": _link_difference,
}
"""What documents of one course or resource must say alike."""


WORDED: Final[tuple[FactName, ...]] = (
    "faculty", "department", "unit", "head_of_department", "department_abbreviation",
    "university", "director", "level", "target_audience", "platform", "placement_date",
    "annotation_short", "annotation", "description", "aim", "objectives", "outcomes",
    "prerequisites", "postrequisites", "grading", "terms", "illustration", "year",
    "academic_year_from", "academic_year_to", "educational_programme", "start",
    "end", "novelty", "development_date",
)  # fmt: skip
"""What they should say alike, each in words of its own: where they differ, that is a warning."""


def fact_difference(
    fact: FactName | None, first: object, second: object, path: str, langs: tuple[str, str]
) -> Difference | None:
    """Where two values that forms have for a fact differ."""
    compare = COMPARED.get(fact) if fact else None
    if compare is None and isinstance(first, Person) and isinstance(second, Person):
        return _people_difference((first,), (second,), path, langs)
    differs = compare(first, second, path, langs) if compare else None
    return differs or first_difference(first, second, path, langs)


def same_course(first: Form, second: Form) -> bool:
    """Whether the titles agree, or the links of documents that have no title.

    A document with neither may be of any course.
    """
    for fact in ("title", "link"):
        one, other = stated(first, fact), stated(second, fact)
        if one is not None and other is not None:
            return COMPARED[fact](one[1], other[1], "", langs_of(first, second)) is None
    return True


def has_title(form: Form) -> bool:
    """Whether a document says of which course or resource it is."""
    return stated(form, "title") is not None


def worded_difference(
    first: object, second: object, path: str, langs: tuple[str, str]
) -> Difference | None:
    """Where two values of one shape differ; of different shapes nothing is compared."""
    if isinstance(first, Person) and isinstance(second, Person):
        return _people_difference((first,), (second,), path, langs)
    if isinstance(first, tuple) and isinstance(second, tuple) and len(first) != len(second):
        return Difference(path, _items(first), _items(second))
    first, second = _joined(first, second), _joined(second, first)
    alike = type(first) is type(second)
    return first_difference(first, second, path, langs) if alike else None


def _joined(value: object, other: object) -> object:
    """A list of texts as one text, where the other document has one."""
    texts = [each for each in value if isinstance(each, Text)] if isinstance(value, tuple) else []
    if not texts or not isinstance(other, Text):
        return value
    return Text(joined_texts([each.dump() for each in texts]))


def _items(values: tuple[object, ...]) -> object:
    """A list as a message shows it: its texts, or how many items there are."""
    texts = [value for value in values if isinstance(value, Text)]
    return Listed(tuple(texts), "; ") if len(texts) == len(values) else len(values)


# What a message shows


def plain(value: object) -> object:
    """A value as other programs read it."""
    if isinstance(value, Listed):
        return _cut(value.text("en"))
    return _cut(str(value)) if isinstance(value, Choices | People | Spellings) else value


def short(value: object, other: object) -> object:
    """A long text from where it begins to differ from the ``other``."""
    if not isinstance(value, str):
        return value
    pairs = zip(value, other, strict=False) if isinstance(other, str) else ()
    same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = same - _BEFORE if same > _SHOWN - _BEFORE else 0
    return f"…{_cut(value[start:])}" if start else _cut(value)


def _cut(text: str) -> str:
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
