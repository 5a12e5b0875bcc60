"""Where in a Word document a finding belongs: at its control, or at the nearest thing to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from lxml import etree

from atuforms.core.dotted_paths import is_number, is_within, item_of, pattern_of
from atuforms.core.findings import Finding, Place
from atuforms.core.language.labels import label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import wording_of
from atuforms.documents.reading.word_contents import Control, W, controls, text_of, visible
from atuforms.forms.base import Form
from atuforms.records.loading import place_of

_LONG = 12
"""Letters of a quotation by which its line is known."""


class Anchors:
    """The places of a document, by the path of a value.

    :param root: of its main part.
    :param places: of the values that were read from it.
    """

    def __init__(self, root: etree._Element, form: type[Form], places: Mapping[str, Place]) -> None:
        self._form = form
        self._places = places
        self._paragraphs: dict[int, etree._Element] = {}
        for element, spot in visible(root):
            if element.tag == f"{W}p":
                self._paragraphs.setdefault(spot.paragraph, element)
        self._controls: dict[int, list[Control]] = defaultdict(list)
        self._tags: dict[str, Control] = {}
        for control in controls(root):
            self._controls[control.spot.paragraph].append(control)
            for name in control.names:
                self._tags.setdefault(name, control)
        self._labels = {number: _letters(text_of(p)) for number, p in self._paragraphs.items()}

    def of(self, finding: Finding) -> etree._Element | None:
        """What a finding is about; None for a document without a paragraph."""
        path = _without_language(finding.path)
        place = finding.place
        if place.paragraph and place != place_of(finding.path, self._places):
            return self._at(place.paragraph, path)
        for exact in (self._known(path), self._tagged(path), self._quoted(finding)):
            if exact is not None:
                return exact
        for around in _outwards(path):
            for look in (self._known, self._tagged, self._labelled):
                found = look(around)
                if found is not None:
                    return found
        return next(iter(self._paragraphs.values()), None)

    def _known(self, path: str) -> etree._Element | None:
        """Where the value of a path was read, or the first one within it."""
        for each, place in self._places.items():
            if each and place.paragraph and is_within(each, path):
                return self._at(place.paragraph, each)
        return None

    def _tagged(self, path: str) -> etree._Element | None:
        """The first control with that path, or with one within it.

        Copied rows have the paths of others: where an item was read, its places are known.
        """
        item = item_of(path)
        if item and self._known(item) is not None:
            return None
        for name, control in self._tags.items():
            if is_within(name, path):
                return control.element
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
                if len(words) >= _LONG:
                    fitting = [n for n, text in self._labels.items() if text == words]
                    if len(fitting) == 1:
                        return self._paragraphs[fitting[0]]
        return None

    def _at(self, paragraph: int, path: str) -> etree._Element | None:
        """The control of a path in a paragraph; the paragraph where it has none."""
        pattern = pattern_of(path)
        fitting = [
            control
            for control in self._controls.get(paragraph, ())
            if any(pattern_of(name) == pattern for name in control.names)
        ]
        exact = [control for control in fitting if path in control.names]
        if len(exact) == 1:
            return exact[0].element
        if fitting:
            # Copies of one control in the same paragraph are counted by the items of the list.
            number = next((int(step) for step in reversed(path.split(".")) if is_number(step)), 0)
            return fitting[min(number, len(fitting) - 1)].element
        return self._paragraphs.get(paragraph)


def _outwards(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition(".")[0]


def _without_language(path: str) -> str:
    around, _, last = path.rpartition(".")
    return around if around and last in LANGUAGES else path


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
