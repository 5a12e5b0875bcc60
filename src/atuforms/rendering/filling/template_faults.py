"""What is wrong with a tag of a template, in sentences that name it and its place.

Jinja says it in English, and of a tag that was left open it names another one.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.language.sentences import Localized, message
from atuforms.rendering.filling.filler import NotOneValue
from atuforms.rendering.filling.tag_lines import PlacedTag

TORN = message(
    "The Word template {name} gives a document that Word cannot open: tags of {part} "
    "begin and end in different cells or paragraphs. Put both ends of each into one."
)
TORN_TAG = message(
    "The Word template {name} gives a document that Word cannot open: what {tag} in {part} begins "
    "ends in another cell, row or paragraph. Put both ends into one, or write both alike: %tr for "
    "rows, %p for paragraphs."
)
AMONG_WORDS = message(
    "The Word template {name} has {tag} among other words, in {part}. A text "
    "of several blocks stands alone in its paragraph, as {advice}."
)
LOSES_WORDS = message(
    "The Word template {name} has {tag} beside “{words}” in {part}. Such a tag takes away the "
    "whole paragraph, row or cell in which it stands. Put it into one of its own."
)
OUTSIDE = message(
    "The Word template {name} has {tag} outside of a table, in {part}. Tags with %tr and %tc stand "
    "in tables only; for paragraphs write %p."
)
UNFINISHED = message(
    "The template {name} has a faulty tag {tag} in {part}: its brackets are not closed. "
    "Close it with the brackets with which it begins, in the same paragraph."
)
UNSEEN = message(
    "The template {name} has {tag} in {part} in letters that nobody can read: too small, or in the "
    "colour of what is behind them. Give it the look of the words around it."
)
NOT_SHOWN = message(
    "The template {name} has {tag} in {part}, which no page shows. Put it into the header or "
    "footer of all pages, or switch on the other ones of the first page or of even pages."
)
HIDDEN = message(
    "The template {name} has {tag} in {part} in hidden letters, which are not printed. Show them, "
    "or take the tag away."
)
OF_A_LIST = message(
    "The template {name} has {tag} in {part}, which joins the cells of a list. It stands only "
    "between these: {example}"
)
MISTYPED = message(
    "The template {name} has a faulty tag {tag} in {part}: nobody understands the sign "
    "“{sign}” in it. Write only names with points between them, and words in quotation marks."
)
_FAULTY = message(
    "The template {name} has a faulty tag {tag} in {part}. Names have no spaces in them, "
    "words stand in quotation marks, a filter follows after |. Compare the tags in docs/word.md."
)
NEVER_ENDED = message(
    "The template {name} has {tag} in {part}, and nothing ends it. Write {end} after what "
    "belongs to it."
)
NOT_BEGUN = message(
    "The template {name} has {tag} in {part}, and nothing before it begins what it belongs "
    "to. Take it away, or write its beginning."
)
SEVERAL_FILES = message(
    "The template {name} has {tag} in {part}: a template is not put together of several "
    "files. Put what is to be printed into the template itself."
)
_NO_STATEMENT = message(
    "The template {name} has {tag} in {part}, and there is no such tag. Conditions are "
    "written with if, lists with for."
)
UNKNOWN = message(
    "The template {name} has {tag} in {part}, and “{what}” is no field of the form. The names "
    "of the fields: atuforms show {form}"
)
UNKNOWN_NEAR = message(
    "The template {name} has {tag} in {part}, and “{what}” is no field of the form. Did you mean "
    "“{near}”? The names of all fields: atuforms show {form}"
)
LOOKALIKE = message(
    "The template {name} has {tag} in {part}, and “{what}” is no field of the form: these letters "
    "in it only look like Latin ones: {letters}. Type the name in Latin letters: {near}"
)
UNKNOWNS = (UNKNOWN, UNKNOWN_NEAR, LOOKALIKE)
_NO_WORDING = message(
    "The template {name} has {tag} in {part}, and there is no wording “{what}”. Words are placed "
    "as in {example}; values of the record have braces."
)
_NO_FILTER = message(
    "The template {name} has {tag} in {part}, and there is no filter “{what}”. One of these "
    "may be meant: {filters}."
)
_NO_ITEM = message(
    "The template {name} has {tag} in {part}, and the list of the record ends before item "
    "{number}. Print the list with for, which takes as many as there are."
)
_NO_VALUE = message(
    "The template {name} has {tag} in {part}, and “{what}” is a list or a group of fields, "
    "not one value. Print one of its fields; go through a list with for."
)
_CLOSED = message(
    "The template {name} has {tag} in {part}: what belongs to the program itself is closed to "
    "templates. Take the tag away."
)
_NO_DATE = message(
    "The template {name} has {tag} in {part}: “{pattern}” is no pattern for dates. Write the "
    "day as %d, the month as %m, the year as %Y."
)
_NO_SUM = message(
    "The template {name} cannot be filled: what {tag} in {part} does cannot be done with its "
    "value. Values are texts: correct what it calculates, and its filters."
)

_OF_WORD = re.compile(r"^(\{[{%][-+]?)(?:p|tr|tc|r)\s+")
_UNCLOSED = re.compile(r"(\{[{%](?:(?!\{[{%]|[<\n]).)*)(?:(?!\{[{%]).)*\{[{%]", re.DOTALL)
"""A tag that goes on over the beginning of another one, and its words up to markup."""
_OF_CELL = re.compile(r"^\{\{ \((.*)\)\|(cellbg|colspan)(?:\(\d+\))? \}\}$")
_SHOWN = 40
_STATEMENT = re.compile(r"\{%[-+]?\s*([^\W\d]\w*)(.*)%\}", re.DOTALL)
_PAIRS = ("if", "for", "macro", "call", "filter", "with", "autoescape", "block", "raw")
_INSIDE = {"elif": ("if",), "else": ("if", "for")}
_OF_LAYOUTS = ("include", "import", "from", "extends")
_MISPLACED = {
    **dict.fromkeys(_INSIDE, NOT_BEGUN),
    **dict.fromkeys(_OF_LAYOUTS, SEVERAL_FILES),
    **dict.fromkeys(("p", "tr", "tc", "r"), TORN),
}
_LOOKALIKES = str.maketrans(
    "асеорхукмтвнігјѕһԛԝԁАСЕОРХУКМТВНІЈЅ", "aceopxykmtbhirjshqwdACEOPXYKMTBHIJS"
)
"""Cyrillic letters and the Latin ones that nobody can tell from them."""
_ALONE = ("set", "do", "continue", "break", "hm", "vm")
_OURS = ("date", "link", "picture", "rich", "join", "lower", "title", "upper")


class RefusedValue(jinja2.TemplateRuntimeError):
    """A value that a filter cannot use, with the sentence that says so."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values = values


class UnknownFigures(jinja2.TemplateRuntimeError):
    """A pattern for dates that would print itself."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self.pattern = pattern


@dataclass(frozen=True, slots=True)
class Spotted:
    """Where a tag stands: what messages call the template and its part or file."""

    name: str
    part: str | Localized
    typed: dict[str, set[str]] = field(default_factory=dict)
    """Tags as they were typed by what became of them: docxtpl takes away what is Word's of one."""
    where: Callable[[str], str] | None = None
    """Gives the place of a tag, where it can be said more closely than by the part."""
    of_wording: bool = False
    """Whether the tags are those that place wording: they have other brackets."""
    places: dict[str, list[Localized]] = field(default_factory=dict)
    """Where each tag stands, as often as it is there, in the order of the document."""

    def note(self, tag: str, place: Localized | None = None) -> None:
        """Remember a tag as it stands in the document."""
        shown = as_typed(tag)
        self.typed.setdefault(_key(shown), set()).add(shown)
        if place is not None:
            self.places.setdefault(_key(shown), []).append(place)

    def count(self, tags: Iterable[PlacedTag]) -> None:
        """Number the tags that are filled in, so that each is found at its own place."""
        often: Counter[str] = Counter()
        for tag in tags:
            key = _key(as_typed(tag))
            often[key] += 1
            tag.number = often[key]
        for key, places in self.places.items():
            if often[key] != len(places):  # Some are not printed.
                self.places[key] = places[:1] if len(set(places)) == 1 else []

    def place(self, tag: str) -> str | Localized:
        """Where a tag stands, as closely as it can be said."""
        if self.where:
            return self.where(tag)
        places = self.places.get(_key(as_typed(tag)), [])
        number = tag.number if isinstance(tag, PlacedTag) else 0
        if len(set(places)) == 1:
            return places[0]
        return places[number - 1] if 0 < number <= len(places) else self.part

    def fault(self, sentence: str, tag: str, /, **values: object) -> InvalidTemplate:
        """The error, in which the tag is as it was typed."""
        shown = as_typed(tag)
        typed = self.typed.get(shown, set())
        only = next(iter(typed)) if len(typed) == 1 else shown
        part = self.place(tag)
        if self.of_wording:
            only = for_wording(only)
            values = {name: for_wording(each) for name, each in values.items()}
        return InvalidTemplate(sentence, name=self.name, part=part, tag=only, **values)

    def of(
        self,
        error: Exception,
        tag: str,
        filters: Iterable[str] = (),
        known: Mapping[str, Any] | None = None,
    ) -> InvalidTemplate:
        """What compiling or filling in a tag has raised.

        :param known: the values that there are.
        """
        begun = _UNCLOSED.match(as_typed(tag))
        if begun:
            place = self.place(tag)
            fault = self.fault(UNFINISHED, begun[1].strip()[:_SHOWN])
            return InvalidTemplate(UNFINISHED, **{**fault.values, "part": place})
        words, values = _told(error, tag, filters)
        if self.of_wording and words == UNKNOWN:
            words, values = _NO_WORDING, {**values, "example": "[[ w.title ]], [[ common.code ]]"}
        if words == UNKNOWN:
            form = self.name.rpartition("/")[2].partition(".")[0]
            words, values = unknown_name(str(values["what"]), names_in(known or {}), form)
        return self.fault(words, tag, **values)

    def mismatched(self, tags: Iterable[str]) -> list[InvalidTemplate]:
        """Tags that are never ended, or end what was not begun, or are none."""
        found = list(self._mismatched(tags))
        torn = [each for each in found if each.message == TORN]
        # What a torn tag has taken along seems to be missing too.
        return torn or found

    def _mismatched(self, tags: Iterable[str]) -> Iterator[InvalidTemplate]:
        open_tags: list[tuple[str, str]] = []
        for tag in tags:
            found = _STATEMENT.fullmatch(tag)
            if found is None:
                continue
            word, rest = found[1], found[2]
            if open_tags and open_tags[-1][0] == "raw" and word != "endraw":
                continue
            if word in _PAIRS or (word == "set" and "=" not in rest):
                open_tags.append((word, tag))
            elif word.startswith("end"):
                yield from self._ended(word.removeprefix("end"), tag, open_tags)
            elif word not in (*_ALONE, *(_OF_LAYOUTS if self.of_wording else ())):
                inside = _INSIDE.get(word, ())
                if not (open_tags and open_tags[-1][0] in inside):
                    yield self.fault(_MISPLACED.get(word, _NO_STATEMENT), tag)
        for word, tag in open_tags:
            yield self._never_ended(word, tag)

    def _ended(
        self, word: str, tag: str, open_tags: list[tuple[str, str]]
    ) -> Iterator[InvalidTemplate]:
        if word not in [each for each, _ in open_tags]:
            yield self.fault(NOT_BEGUN, tag)
            return
        while open_tags[-1][0] != word:
            yield self._never_ended(*open_tags.pop())
        open_tags.pop()

    def _never_ended(self, word: str, tag: str) -> InvalidTemplate:
        return self.fault(NEVER_ENDED, tag, end=f"{{% end{word} %}}")


def _key(shown: str) -> str:
    """A tag as it is typed, without what docxtpl takes away of it."""
    return _OF_WORD.sub(r"\1 ", shown)


def for_wording(text: Any) -> Any:
    """Tags with the brackets of those that place wording; what is no text as it is."""
    if not isinstance(text, str):
        return text
    for written, bracket in (("{{", "[["), ("}}", "]]"), ("{%", "[%"), ("%}", "%]")):
        text = text.replace(written, bracket)
    return text


def for_values(text: str) -> str:
    """Such tags with the brackets of those for values."""
    for written, bracket in (("[[", "{{"), ("]]", "}}"), ("[%", "{%"), ("%]", "%}")):
        text = text.replace(written, bracket)
    return text


def as_typed(tag: str) -> str:
    """A tag without what was added to it here."""
    tag = " ".join(tag.split())
    tag = re.sub(r"\((.*)\)\|as_(?:run|blocks\(\d\))", r"\1", tag)
    tag = _OF_CELL.sub(r"{% \2 \1 %}", tag)
    return re.sub(r"\|rich\(\d+\)", "|rich", tag)


def _told(error: Exception, tag: str, filters: Iterable[str]) -> tuple[str, dict[str, object]]:
    said = str(getattr(error, "message", "") or error)
    if isinstance(error, NotOneValue):
        return _NO_VALUE, {"what": _expression(tag)}
    if isinstance(error, RefusedValue):
        return error.sentence, error.values
    if isinstance(error, UnknownFigures):
        return _NO_DATE, {"pattern": error.pattern}
    if isinstance(error, SecurityError):
        return _CLOSED, {}
    missing = re.match(r"No (?:filter|test) named '(.*?)'", said)
    if missing:
        return _NO_FILTER, {"what": missing[1], "filters": _near(missing[1], filters)}
    sign = re.match(r"unexpected(?: char)? '(.*?)'(?: at|$)", said)
    if sign:
        return MISTYPED, {"sign": sign[1]}
    if isinstance(error, jinja2.UndefinedError):
        beyond = re.search(r"has no element (\d+)", said)
        if beyond:
            return _NO_ITEM, {"number": int(beyond[1]) + 1}
        what = re.search(r"attribute '(.*?)'|^'(.*?)' is undefined", said)
        return UNKNOWN, {"what": (what[1] or what[2]) if what else _expression(tag)}
    return (_FAULTY if isinstance(error, jinja2.TemplateSyntaxError) else _NO_SUM), {}


def unknown_name(what: str, names: Iterable[str], form: str) -> tuple[str, dict[str, object]]:
    """What says that a name is none, and which one was meant."""
    names = frozenset(names)
    latin = what.translate(_LOOKALIKES)
    if latin != what and latin.isascii():
        letters = ", ".join(dict.fromkeys(each for each in what if not each.isascii()))
        near = latin if latin in names else _nearest(latin, names) or latin
        return LOOKALIKE, {"what": what, "letters": letters, "near": near}
    meant = _nearest(what, names)
    if meant:
        return UNKNOWN_NEAR, {"what": what, "near": meant, "form": form}
    return UNKNOWN, {"what": what, "form": form}


def _nearest(name: str, names: Iterable[str]) -> str:
    folded = {each.casefold(): each for each in sorted(names) if each != name}
    return next((folded[n] for n in difflib.get_close_matches(name.casefold(), folded, 1, 0.7)), "")


def names_in(values: Any, deep: int = 4) -> Iterator[str]:
    """The names that are known at some place of the values."""
    if isinstance(values, list):
        values = values[0] if values else {}
    if isinstance(values, Mapping) and deep:
        for name, each in values.items():
            if not str(name).startswith("_"):
                yield str(name)
                yield from names_in(each, deep - 1)


def _expression(tag: str) -> str:
    inner = re.sub(r"^\{\{-?(?:r|p|tr|tc)?\s", "", as_typed(tag))
    return inner.strip("{}- ").partition("|")[0].strip()


def _near(name: str, filters: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(filters), 3)
    return ", ".join(near or _OURS)
