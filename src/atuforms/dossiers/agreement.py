"""Whether documents of one dossier say the same: copies of a document, and shared facts.

Texts are compared in the languages that both documents have. Names of persons may be shortened
to initials («Ә.Н. Сейітқали» is «Сейітқали Әсел Нұрланқызы»).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from atuforms.core.findings import Finding
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import Message
from atuforms.core.language.wording import choice_words
from atuforms.dossiers.folder import Member
from atuforms.dossiers.messages import COPIES_DISAGREE, DOCUMENTS_DISAGREE
from atuforms.fields.describe import describe
from atuforms.fields.not_given import NOT_GIVEN, given, given_items
from atuforms.fields.people import Person
from atuforms.fields.record import Record
from atuforms.fields.texts import Name, Text, folded
from atuforms.forms.base import Form
from atuforms.records.loading import place_of

_SHOWN: Final = 120
"""Characters of a text that a message quotes."""

IDENTITY: Final[Mapping[str, tuple[str, ...] | None]] = {
    "01-01": ("course_link",),
    "01-03": ("expert",),
    "02-03": ("lecture_no",),
    "02-04": None,
    "02-05": None,
    "02-10": ("expert",),
    "02-11": ("number", "date"),
    "03-02": ("der_title",),
    "04-01": ("der_link",),
    "04-02": ("expert",),
    "act-of-implementation": ("discipline", "date"),
    "completion-certificate": ("number", "listener"),
    "course-survey": ("stage",),
    "minutes-extract": ("level", "number", "date"),
}
"""By what two files of one form are known as copies of one document.

Of a form that is not here a course has one. None: only files that say the same are copies.
"""

_BY_ITSELF: Final = ("01-01", "04-01")
"""Forms whose identity tells the course too, whatever the title says."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where two documents differ."""

    path: str
    first: Any
    second: Any


# Copies


def without_copies(
    members: Sequence[Member], *, several: bool
) -> tuple[list[Member], list[Member], list[Finding]]:
    """Each document once: those to count, the copies that differ, and findings on copies.

    :param several: whether the documents may be of several courses.
    """
    kept: list[Member] = []
    others: list[Member] = []
    findings: list[Finding] = []
    for member in members:
        for number, known in enumerate(kept):
            if not _same_document(known, member, several=several):
                continue
            differs = difference(member.form, known.form)
            if differs is None:
                kept[number] = replace(known, copies=(*known.copies, member.file))
                findings += _of_copy_alone(known, member)
            else:
                others.append(member)
                findings.append(
                    _finding("copies-disagree", COPIES_DISAGREE, member, known, differs)
                )
            break
        else:
            kept.append(member)
    return kept, others, findings


def _of_copy_alone(known: Member, copy: Member) -> Iterator[Finding]:
    """What is wrong with a copy only: it may give less, or have suffered on its way."""
    told = {(finding.rule, finding.path) for finding in known.report.findings}
    for finding in copy.report.findings:
        if (finding.rule, finding.path) not in told:
            yield finding


def _same_document(first: Member, second: Member, *, several: bool) -> bool:
    name = first.name
    if second.name != name:
        return False
    identity = IDENTITY.get(name, ())
    if identity is None:
        return difference(first.form, second.form) is None
    langs = _langs(first.form, second.form)
    pairs = ((getattr(first.form, each), getattr(second.form, each)) for each in identity)
    same = all(_first_difference(*pair, "", langs) is None for pair in pairs)
    if not several or name in _BY_ITSELF:
        return same
    return same and same_course(first.form, second.form)


def difference(first: Form, second: Form) -> Difference | None:
    """The first value that both forms give, and give differently."""
    return _first_difference(first, second, "", _langs(first, second))


def _langs(first: Form, second: Form) -> tuple[str, str]:
    return first.lang or "", second.lang or ""


def _first_difference(
    first: Any, second: Any, path: str, langs: tuple[str, str]
) -> Difference | None:
    if any(value is None or value is NOT_GIVEN for value in (first, second)):
        return None
    if isinstance(first, Text) and isinstance(second, Text):
        return _text_difference(first, second, path, langs)
    if isinstance(first, tuple) and isinstance(second, tuple) and len(first) != len(second):
        return Difference(path, len(first), len(second))
    if isinstance(first, Record | tuple) and isinstance(second, Record | tuple):
        for name, one, other in _parts(first, second):
            found = _first_difference(one, other, f"{path}.{name}".lstrip("."), langs)
            if found is not None:
                return found
        return None
    if isinstance(first, str) and isinstance(second, str):
        first, second = folded(first), folded(second)
    return None if first == second else Difference(path, first, second)


def _parts(first: Any, second: Any) -> Iterator[tuple[str, Any, Any]]:
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
    for lang in one:
        if lang in other and one[lang] != other[lang]:
            return Difference(f"{path}.{lang}".rstrip("."), one[lang], other[lang])
    unlabelled = ("" in one) != ("" in other)
    if unlabelled and not set(one.values()) & set(other.values()):
        return Difference(path, next(iter(one.values()), ""), next(iter(other.values()), ""))
    return None


def _spellings(text: Text, lang: str) -> dict[str, str]:
    """The texts by language, folded; a plain one under the language of its record."""
    return {code or lang: folded(words) for code, words in text.items() if words}


# Facts


@dataclass(frozen=True, slots=True)
class Fact:
    """What several documents state: where a form says it, and when two of them agree."""

    read: Callable[[Form], tuple[str, Any] | None]
    """The path and the value in a form; None where it says nothing of it."""
    compare: Callable[[Any, Any, str, tuple[str, str]], Difference | None] = _first_difference


def _named(*names: str, but: tuple[str, ...] = ()) -> Callable[[Form], tuple[str, Any] | None]:
    """Reads the first of these fields that a form has, in every form ``but`` these."""

    def read(form: Form) -> tuple[str, Any] | None:
        for name in names if form.name() not in but else ():
            if name in type(form).model_fields:
                value = getattr(form, name)
                return (name, value) if value else None
        return None

    return read


def _count(paths: Mapping[str, str]) -> Callable[[Form], tuple[str, Any] | None]:
    """Reads a number, or how many items a list has, from these fields of these forms."""

    def read(form: Form) -> tuple[str, Any] | None:
        path = paths.get(form.name())
        value = getattr(form, path, None) if path else None
        if not path or not value:
            return None
        return path, len(value) if isinstance(value, tuple) else value

    return read


def _video_lectures(form: Form) -> tuple[str, Any] | None:
    """How many video lectures a form lists; a course has them in its lessons."""
    if form.SLUG != "course":
        return _count({"01-02": "video_lectures", "02-01": "video_lectures"})(form)
    lessons = [
        lesson
        for _module, module in given_items(getattr(form, "modules", None))
        for _lesson, lesson in given_items(module.lessons)
    ]
    videos = sum(bool(lesson.video) for lesson in lessons)
    return ("modules", videos) if videos else None


def _link_difference(
    first: str, second: str, path: str, langs: tuple[str, str]
) -> Difference | None:
    """Letter case and a last stroke do not make another link."""
    same = first.casefold().rstrip("/") == second.casefold().rstrip("/")
    return None if same else Difference(path, first, second)


def _language_difference(
    first: Any, second: Any, path: str, langs: tuple[str, str]
) -> Difference | None:
    """A certificate may name one of the languages in which a resource is taught."""
    one, other = (
        {each for _number, each in given_items(value if isinstance(value, tuple) else (value,))}
        for value in (first, second)
    )
    if one <= other or other <= one:
        return None
    return Difference(path, Choices("language", one), Choices("language", other))


def _choice_difference(name: str) -> Callable[..., Difference | None]:
    def compare(first: str, second: str, path: str, langs: tuple[str, str]) -> Difference | None:
        if first == second:
            return None
        return Difference(path, Choices(name, {first}), Choices(name, {second}))

    return compare


@dataclass(frozen=True, slots=True)
class Choices:
    """Answers of a closed choice, which a message says in words."""

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
"""Words of a name that count; nobody has more."""


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
    """Persons, whose names a message spells as its language does.

    Where they and the ``others`` look alike in that language, it is one in which they differ.
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


_TITLE = Fact(_named("course_title", "der_title", "title"))

FACTS: Final[tuple[Fact, ...]] = (
    # A resource may have many presentations, each with a title of its own.
    Fact(_named("course_title", "der_title", "title", but=("03-02",))),
    # An act may speak of another discipline, in which a course was used.
    Fact(_named("discipline", but=("act-of-implementation",))),
    Fact(_named("authors"), _people_difference),
    Fact(_named("language"), _language_difference),
    Fact(_named("der_type"), _choice_difference("der_type")),
    Fact(_named("difficulty"), _choice_difference("difficulty")),
    Fact(_named("credits")),
    Fact(_named("academic_hours")),
    # A module is a week (02 §7.7).
    Fact(_count({"01-02": "weeks_of_study", "02-02": "modules", "course": "modules"})),
    Fact(_video_lectures),
    Fact(_count({"04-01": "number_of_topics", "03-01": "topics", "digital-resource": "topics"})),
    Fact(_named("course_link", "der_link"), _link_difference),
)
"""What documents of one course or resource must say alike."""


def same_course(first: Form, second: Form) -> bool:
    """Whether the titles agree; a document without a title may be of any course."""
    one, other = _TITLE.read(first), _TITLE.read(second)
    if one is None or other is None:
        return True
    return _first_difference(one[1], other[1], "", _langs(first, second)) is None


def has_title(form: Form) -> bool:
    """Whether a document says of which course or resource it is."""
    return _TITLE.read(form) is not None


def disagreements(members: Sequence[Member]) -> Iterator[Finding]:
    """A finding for each document that states a fact differently from the others.

    What most documents say counts as right, the first of them where they are as many.
    """
    for fact in FACTS:
        stating = [(member, fact.read(member.form)) for member in members]
        known = [(member, read) for member, read in stating if read is not None]
        yield from _apart(fact, known)


_Stated = tuple[Member, tuple[str, Any]]


def _apart(fact: Fact, stated: Sequence[_Stated]) -> Iterator[Finding]:
    @functools.cache
    def between(first: int, second: int) -> Difference | None:
        (one, (path, value)), (other, (_path, known)) = stated[first], stated[second]
        return fact.compare(value, known, path, _langs(one.form, other.form))

    numbers = range(len(stated))
    company = [sum(between(one, other) is None for other in numbers) for one in numbers]
    agreed: list[int] = []
    for one in sorted(numbers, key=lambda number: -company[number]):
        for other in agreed:
            differs = between(one, other)
            if differs is not None:
                yield _finding(
                    "documents-disagree",
                    DOCUMENTS_DISAGREE,
                    stated[one][0],
                    stated[other][0],
                    differs,
                )
                break
        else:
            agreed.append(one)


def _finding(
    rule: str, message: Message, member: Member, other: Member, differs: Difference
) -> Finding:
    """What ``member`` says, beside what ``other`` says."""
    actual, limit = _short(differs.first), _short(differs.second)
    return Finding(
        rule,
        differs.path,
        message,
        limit=_plain(limit),
        actual=_plain(actual),
        details={"document": other.file, "here": actual, "there": limit},
        place=place_of(differs.path, member.form.origin.places),
        form=type(member.form),
        file=member.file,
    )


def _plain(value: Any) -> Any:
    """A value as other programs read it."""
    return str(value) if isinstance(value, Choices | People) else value


def _short(value: Any) -> Any:
    text = str(value)
    return f"{text[:_SHOWN]}…" if isinstance(value, str) and len(text) > _SHOWN else value
