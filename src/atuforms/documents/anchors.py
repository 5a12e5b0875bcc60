"""Where in a Word document a finding belongs: at its control, or at the nearest thing to it.

What is missing belongs where the form would print it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from atuforms.core.dotted_paths import is_number, is_within, item_of, pattern_of
from atuforms.core.findings import Finding, Place
from atuforms.core.language.labels import label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import wording_of
from atuforms.documents.printed_places import Neighbour, PrintedPlaces
from atuforms.documents.reading.contents.word_contents import Control, W, controls, text_of, visible
from atuforms.forms.base import Form
from atuforms.records.loading import place_of

_SOON = 12
"""Paragraphs in which the words of an item follow what is known of it."""
_LONG = 12
"""Letters of a quotation by which its line is known."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a finding.

    ``element`` is None for a document without a paragraph; ``is_shown`` says whether the document
    shows what the finding is about, or would, if it were given.
    """

    element: etree._Element | None
    is_shown: bool = True


class Anchors:
    """The places of a document, by the path of a value.

    :param root: of its main part.
    :param lang: its language.
    :param places: of the values that were read from it.
    """

    def __init__(
        self,
        root: etree._Element,
        form: type[Form],
        lang: Language,
        places: Mapping[str, Place],
    ) -> None:
        self._form = form
        self._places = places
        self._printed = PrintedPlaces(form, lang)
        self._paragraphs: dict[int, etree._Element] = {}
        for element, spot in visible(root):
            if element.tag == f"{W}p":
                self._paragraphs.setdefault(spot.paragraph, element)
        self._controls: dict[int, list[tuple[etree._Element, Control]]] = defaultdict(list)
        tagged = []
        for element, control in controls(root):
            self._controls[control.spot.paragraph].append((element, control))
            tagged += [(name, element) for name in control.names]
        self._tags = {path: tagged[n][1] for path, n in _firsts([name for name, _ in tagged])}
        read = [path for path, place in places.items() if path and place.paragraph]
        self._read = {path: read[n] for path, n in _firsts(read)}
        """The first value that was read within each path."""
        self._last = {each: path for path in read for each in _lists(path)}
        self._numbers = {paragraph: number for number, paragraph in self._paragraphs.items()}
        self._labels = {number: _letters(text_of(p)) for number, p in self._paragraphs.items()}
        self._spelt: dict[str, list[int]] = defaultdict(list)
        """The paragraphs that say each text."""
        for number, text in self._labels.items():
            self._spelt[text].append(number)

    def of(self, finding: Finding) -> Anchor:
        """What a finding is about."""
        path = _without_language(finding.path)
        place = finding.place
        if place.paragraph and place != place_of(finding.path, self._places):
            return Anchor(self._at(place.paragraph, path))
        for exact in (self._known(path), self._tagged(path), self._quoted(finding)):
            if exact is not None:
                return Anchor(exact)
        if self._shows(path):
            for look in (self._headed, self._neighbouring, self._labelled):
                missing = look(path)
                if missing is not None:
                    return Anchor(missing)
            return Anchor(self._around(path))
        return Anchor(self._around(path), is_shown=False)

    def _shows(self, path: str) -> bool:
        """Whether the document prints a value if it is given; what was typed may say anything."""
        return not path or not self._tags or self._printed.has(path)

    def _around(self, path: str) -> etree._Element | None:
        """The nearest thing around a path; if there is none, the first field.

        What has no path, and is about the whole or its margins, belongs to the first words.
        """
        for around in _outwards(path):
            for look in (self._known, self._tagged, self._labelled):
                found = look(around) if look != self._labelled or self._shows(around) else None
                if found is not None:
                    return found
        if path and self._tags:
            return next(iter(self._tags.values()))
        worded = (self._paragraphs[number] for number, text in self._labels.items() if text)
        return next(worded, next(iter(self._paragraphs.values()), None))

    def _known(self, path: str) -> etree._Element | None:
        """Where the value of a path was read, or the first one within it."""
        found = self._read.get(path)
        return None if found is None else self._at(self._places[found].paragraph or 0, found)

    def _tagged(self, path: str) -> etree._Element | None:
        """The first control with that path, or with one within it.

        Copied rows have the paths of others: where an item was read, its places are known.
        """
        item = item_of(path)
        if item and item in self._read:
            return None
        return self._tags.get(path)

    def _neighbouring(self, path: str) -> etree._Element | None:
        """Where the form would print a value: beside what is printed near it.

        Words of an item are printed for each: it has those that follow something else of it.
        """
        words: list[Neighbour] = []
        for near in self._printed.near(path):
            found = self._neighbour(near, path)
            if found is None:
                words += [near] if near.words else []
                continue
            if near.cell is not None:
                return _cell(found, near)
            return self._following(found, words) if item_of(path) else found
        return None

    def _neighbour(self, near: Neighbour, path: str) -> etree._Element | None:
        item = item_of(path)
        if near.path:
            if item and not is_within(near.path, item):
                return None
            last = self._last.get(near.path, "") if "*" in near.path else near.path
            return self._known(last) if last in self._read else self._tagged(last)
        fitting = [] if item else self._beginning(near.words)
        return self._paragraphs[fitting[0]] if len(fitting) == 1 else None

    def _following(self, element: etree._Element, words: Sequence[Neighbour]) -> etree._Element:
        """The first of these words that soon follow an element; itself if none do."""
        around = (element, *element.iterancestors(f"{W}p"))
        start = next((self._numbers[each] for each in around if each in self._numbers), 0)
        for each in filter(None, (_letters(near.words) for near in words)):
            for number in range(start, start + _SOON if start else 0):
                if self._labels.get(number, "").startswith(each) and self._is_free(number):
                    return self._paragraphs[number]
        return element

    def _is_free(self, number: int) -> bool:
        """Whether no field stands in the line or row of a paragraph: it may be another item's."""
        paragraph = self._paragraphs[number]
        row = next(paragraph.iterancestors(f"{W}tr"), paragraph)
        return next(row.iter(f"{W}sdt"), None) is None

    def _beginning(self, text: str) -> list[int]:
        """The paragraphs that are these words; if there are none, those that begin with them."""
        words = _letters(text)
        begin = (n for n, each in self._labels.items() if words and each.startswith(words))
        return self._spelt.get(words) or list(begin)

    def _headed(self, path: str) -> etree._Element | None:
        """The only paragraph that is the label of a field and nothing else."""
        if any(map(is_number, path.split("."))):
            return None
        for lang in LANGUAGES:
            words = _letters(label(self._form, path, lang).rpartition(" › ")[2])
            fitting = self._spelt.get(words, []) if words else []
            if len(fitting) == 1:
                return self._paragraphs[fitting[0]]
        return None

    def _labelled(self, path: str) -> etree._Element | None:
        """The paragraph that has the label of a field, in any of the languages."""
        if any(map(is_number, path.split("."))):
            return None
        for lang in LANGUAGES:
            words = _letters(label(self._form, path, lang).rpartition(" › ")[2])
            others = self._longer(words, lang)
            fitting = [
                number
                for number, text in self._labels.items()
                if words and text.startswith(words) and not text.startswith(others)
            ]
            if fitting:
                return self._paragraphs[min(fitting, key=lambda n: len(self._labels[n]))]
        return None

    def _longer(self, words: str, lang: Language) -> tuple[str, ...]:
        """The labels of other fields that begin with the same words: “Date of placement”."""
        labels = wording_of(self._form, lang).get("labels", {})
        spelt = {_letters(text) for text in labels.values() if isinstance(text, str)}
        return tuple(each for each in spelt if each != words and each.startswith(words))

    def _quoted(self, finding: Finding) -> etree._Element | None:
        """The paragraph that has the words which a finding quotes: the line of a checklist."""
        for value in finding.details.values():
            in_languages = getattr(value, "text", None)
            texts = map(in_languages, LANGUAGES) if callable(in_languages) else [value]
            for words in (_letters(text) for text in texts if isinstance(text, str)):
                fitting = self._spelt.get(words, []) if len(words) >= _LONG else []
                if len(fitting) == 1:
                    return self._paragraphs[fitting[0]]
        return None

    def _at(self, paragraph: int, path: str) -> etree._Element | None:
        """The control of a path in a paragraph; the paragraph where it has none."""
        pattern = pattern_of(path)
        fitting = [
            (element, control)
            for element, control in self._controls.get(paragraph, ())
            if any(pattern_of(name) == pattern for name in control.names)
        ]
        exact = [element for element, control in fitting if path in control.names]
        if len(exact) == 1:
            return exact[0]
        if fitting:
            # Copies of one control in the same paragraph are counted by the items of the list.
            number = next((int(step) for step in reversed(path.split(".")) if is_number(step)), 0)
            return fitting[min(number, len(fitting) - 1)][0]
        # LibreOffice drops the names of dates and of choices.
        held = self._controls.get(paragraph, ())
        nameless = [element for element, control in held if not control.names]
        if len(nameless) == 1:
            return nameless[0]
        return self._paragraphs.get(paragraph)


def _firsts(paths: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each path, and each around one of them, with the number of the first that is within it."""
    seen: set[str] = set()
    for number, path in enumerate(paths):
        for each in _outwards(path):
            if each in seen:
                break
            seen.add(each)
            yield each, number


def _lists(path: str) -> Iterator[str]:
    """A path, and those of which it is one of many: in the innermost list, in all of them."""
    steps = path.split(".")
    for number in (n for n in reversed(range(len(steps))) if is_number(steps[n])):
        steps[number] = "*"
        yield ".".join(steps)


def _cell(element: etree._Element, near: Neighbour) -> etree._Element:
    """The cell in the row of an element that a neighbour means; the element if there is none."""
    row = next(element.iterancestors(f"{W}tr"), None)
    cells = [] if row is None else list(row.iterchildren(f"{W}tc"))
    if near.cell is None or len(cells) != near.cells:
        return element
    return next(cells[near.cell].iter(f"{W}p"), element)


def _outwards(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition(".")[0]


def _without_language(path: str) -> str:
    around, _, last = path.rpartition(".")
    return around if around and last in LANGUAGES else path


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
