"""Reads a document typed into the regulation's own form, without content controls.

The labels of the form, in any of its languages and with the slips of the printed regulation, are
looked for in cells and paragraphs; the value is the cell to the right, or the text that follows.
What is not found is listed. Where two readings are possible, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from atuforms.core.dotted_paths import is_within, value_at
from atuforms.core.exceptions import NoRecordInside
from atuforms.core.files.office import Parts
from atuforms.core.findings import Finding, Place, Severity
from atuforms.core.language.codes import full_code
from atuforms.core.language.dates import read_date
from atuforms.core.language.labels import label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import Message
from atuforms.core.language.wording import wording_of
from atuforms.documents.reading.contents.word_contents import W, text_of, visible
from atuforms.documents.reading.filled_word import Read, read_by_place
from atuforms.documents.reading.identity import coded_form
from atuforms.documents.reading.messages import (
    READ_DURATION,
    READ_NO_NAME,
    READ_NOT_FOUND,
    READ_TAKEN_APART,
    READ_TWO_LABELS,
)
from atuforms.documents.reading.paper.typed_persons import is_doubtful, persons
from atuforms.documents.reading.prompts import has_prompt, is_prompt, without_prompts
from atuforms.documents.reading.values import is_blank, is_parted, raw_value
from atuforms.fields.describe import Field, describe, find_field
from atuforms.fields.people import Person
from atuforms.forms.all_forms import FORMS
from atuforms.forms.base import Form

_ITEM = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]|[•–—-])\s*")
_EDGE = " \t\n:;,_–—-"
_AFTER_LABEL = re.compile(r"\s*(?:$|[?:_–—(.…/-])")
"""What may stand after a label; otherwise it is the beginning of a sentence."""
_NUMBER = re.compile(r"(?:№|No?(?![^\W\d_])\.?)\s*([\w/-]*[^\W_][\w/-]*)")
_DATE = re.compile(
    r"[«“\"]?\d{1,2}[»”\"]?\s+[^\W\d_]+\.?,?\s+\d{4}|\d{1,2}[./]\d{1,2}[./]\d{4}"
    r"|(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])|\d{4}\s*ж[^\W\d_]*\.?\s+[«“\"]?\d{1,2}[»”\"]?\s+[^\W\d_]+"
    r"|[^\W\d_]{3,}\.?\s+\d{1,2},\s*\d{4}"
)
_FEWEST = 2
"""Labels that a document must have to be taken for a form."""
_SHOWN = 50
_CLOSE = 0.8
"""How many of them another form may have."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph, or a cell with what stands to its right."""

    text: str
    paragraph: int
    right: str = ""
    is_cell: bool = False


def read_paper(office: Parts, root: etree._Element, form: type[Form] | None = None) -> Read:
    """The record in a document without content controls, as far as its lines and labels allow.

    :raises NoRecordInside: if it cannot be told which form it is.
    """
    lines = list(_lines(root))
    found, lang = _which(lines, office.file, form)
    return _Paper(lines, read_by_place(office, root, found, lang)).read()


def _lines(root: etree._Element) -> Iterator[_Line]:
    for element, spot in visible(root):
        if element.tag == f"{W}tr":
            cells = [text_of(cell) for cell in element.iterchildren(f"{W}tc")]
            for number, text in enumerate(cells):
                rest = (cell for cell in cells[number + 1 :] if not is_blank(cell))
                yield _Line(text, spot.paragraph + 1, next(rest, ""), is_cell=True)
        elif element.tag == f"{W}p":
            for text in text_of(element).split("\n"):
                yield _Line(text, spot.paragraph)


def _which(
    lines: Sequence[_Line], file: str, given: type[Form] | None
) -> tuple[type[Form], Language]:
    coded = coded_form("".join(line.text for line in lines if not line.is_cell))
    if coded and given not in (None, coded[0]) and _begins_with_code(lines, *coded):
        return coded  # The caller says that it is another form than was asked for.
    known = [given] if given else [FORMS[name] for name in FORMS if FORMS[name].FORMATS]
    shown = {letters for line in lines if len(letters := _letters(line.text)) > 2}
    scores: list[tuple[int, int, type[Form], Language]] = []
    for form in known:
        for lang in LANGUAGES:
            code = coded == (form, lang)
            wording = wording_of(form, lang)
            spelt = _spellings(str(wording.get("heading", wording["title"])), _slips(wording))
            headed = any(_letters(heading) in shown for heading in spelt)
            labels = _Labels(form, lang)
            said = {labels.of(line.text) for line in lines} - {""}
            count = len(said | (shown & _said_by(wording)))
            scores.append((2 * code + headed, count, form, lang))
    scores.sort(key=lambda each: each[:2], reverse=True)
    best = scores[0]
    if coded and best[2:] == coded and _begins_with_code(lines, best[2], best[3]):
        return coded
    others = [each for each in scores if each[2] is not best[2] and each[0] == best[0]]
    if given is None and (best[1] < _FEWEST or (others and others[0][1] > _CLOSE * best[1])):
        raise NoRecordInside(
            "{file} is none of the forms, or it cannot be told which. Name the form (“atuforms "
            "read {file} --form FORM”), or type the text into a fresh blank (“atuforms blank "
            "FORM”).",
            file=file,
        )
    return best[2], best[3]


def _begins_with_code(lines: Sequence[_Line], form: type[Form], lang: Language) -> bool:
    """Whether the first words of a document are the code of a form, and nothing else."""
    first = next((line.text for line in lines if _letters(line.text)), "")
    return _letters(first) == _letters(full_code(form.CODE, lang))


def _slips(wording: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a form prints, with the slip of the regulation that it stands for."""
    return [
        (str(each["printed"]), str(each["found"]))
        for each in wording.get("corrections") or ()
        if isinstance(each, Mapping)
    ]


def _spellings(text: str, slips: Sequence[tuple[str, str]]) -> set[str]:
    """A text as we print it, and as the regulation does: with some of its slips, or all."""
    apt = [(printed, slip) for printed, slip in slips if printed and printed in text]
    spellings = {text}
    for printed, slip in apt:
        spellings |= {each.replace(printed, slip) for each in spellings}
    return spellings


def _said_by(wording: object) -> frozenset[str]:
    """All that a form says, as letters and digits alone."""
    if isinstance(wording, Mapping):
        return frozenset().union(*map(_said_by, wording.values()))
    if isinstance(wording, list | tuple):
        return frozenset().union(*map(_said_by, wording))
    letters = _letters(str(wording))
    return frozenset({letters}) if len(letters) > 2 else frozenset()


class _Labels:
    """The labels of a form in a language, as letters and digits alone."""

    def __init__(self, form: type[Form], lang: Language) -> None:
        wording = wording_of(form, lang)
        labels: Mapping[str, Any] = wording.get("labels", {})
        slips = _slips(wording)
        self.paths: dict[str, str] = {}
        for path, text in labels.items():
            if not isinstance(text, str) or find_field(form, path) is None:
                continue
            for spelling in _spellings(text, slips):
                letters = _letters(re.sub(r"\s*[_:].*$", "", spelling))
                if len(letters) > 2:
                    self.paths.setdefault(letters, path)
        self.hints = {
            path: {_letters(spelling) for spelling in _spellings(str(hint), slips)}
            for path, hint in (wording.get("hints") or {}).items()
        }

    def of(self, text: str) -> str:
        """The path of the longest label that a text begins with; empty if it begins with none."""
        return self.paths.get(self.spelling(text), "")

    def spelling(self, text: str) -> str:
        text = _ITEM.sub("", text)
        letters = _letters(text)
        fitting = [each for each in self.paths if letters.startswith(each)]
        longest = max(fitting, key=len, default="")
        rest = _past(text, len(longest))
        ends = _AFTER_LABEL.match(rest) or self._hint(self.paths.get(longest, ""), rest)
        return longest if ends else ""

    def _hint(self, path: str, rest: str) -> str:
        """The letters of the hint of a field that a text begins with, in any of its spellings."""
        letters = _letters(rest)
        fitting = (each for each in self.hints.get(path, ()) if each and letters.startswith(each))
        return max(fitting, key=len, default="")

    def after(self, text: str) -> str:
        """What follows the label in a text, without its hint."""
        spelling = self.spelling(text)
        rest = _past(_ITEM.sub("", text), len(spelling))
        hint = self._hint(self.paths[spelling], rest)
        if hint:
            rest = _past(rest, len(hint))
        elif re.match(r"\s*\([^)]*\)\s*:", rest):
            rest = rest.partition(":")[2]
        # A label may be a question.
        return _trimmed(rest.lstrip().removeprefix("?"))


class _Paper:
    """Reads by labels what was not read by its place."""

    def __init__(self, lines: Sequence[_Line], begun: Read) -> None:
        self.begun = begun
        self.form = begun.form
        self.lang = begun.lang
        self.lines = lines
        self.labels = _Labels(begun.form, begun.lang)
        self.values = {name: value for name, value in begun.values.items() if name != "form"}
        self.places: dict[str, Place] = dict(begun.places)
        self.findings: list[Finding] = []
        self.slips = _slips(wording_of(begun.form, begun.lang))
        self.said = _said_by(wording_of(begun.form, begun.lang))
        self.used: set[str] = set()
        """Texts that were read by their labels."""
        self.looked_at: set[str] = set()

    def read(self) -> Read:
        for path in dict.fromkeys(self.labels.paths.values()):
            field = find_field(self.form, path)
            parts = path.split(".")
            if field is None or not self._readable(parts):
                continue
            text, paragraph = self._text(path, field)
            if text and not self._is_seen(path):
                looked_at = self.looked_at
                if self._put(parts, field, text, paragraph):
                    self.used |= looked_at
        self._number_and_date()
        for each in describe(self.form):
            if each.required and each.name not in self.values:
                place = self.begun.near.get(each.name, Place())
                if place.line:
                    self.places.setdefault(each.name, place)
                self._notice("read-not-found", READ_NOT_FOUND, each.name, place)
        values = {"form": self.form.name(), "lang": self.lang, **self.values}
        others = (each for each in self.begun.findings if not self._is_read(each))
        findings = (*others, *self.findings)
        return replace(self.begun, values=values, places=self.places, findings=findings)

    def _is_read(self, finding: Finding) -> bool:
        """Whether words that stood in no place of the form were read by their label."""
        if finding.rule == "read-words-changed":
            return self._is_slip(finding)
        text = _letters(str(finding.details.get("text", "")))
        used = (_letters(each) for each in self.used)
        is_text = finding.rule == "read-text-outside" and bool(text)
        return is_text and any(text in each for each in used)

    def _is_slip(self, finding: Finding) -> bool:
        """Whether changed words are those of the regulation, which our form has corrected."""
        found, printed = (_letters(str(finding.details[each])) for each in ("first", "second"))
        slips = [(_letters(one), _letters(other)) for one, other in self.slips]
        spellings = {printed}
        for one, other in slips:
            spellings |= {each.replace(one, other) for each in spellings if one}
        return any(each.startswith(found) or found.startswith(each) for each in spellings)

    def _readable(self, parts: Sequence[str]) -> bool:
        """Whether a value can stand after one label: it is in no list but the last."""
        above = [find_field(self.form, ".".join(parts[:n])) for n in range(1, len(parts))]
        return not any(each is None or each.many for each in above)

    def _text(self, path: str, field: Field) -> tuple[str, int]:
        """The text after the label of a field; empty if there is none, or several."""
        several = field.many or field.kind in ("long_text", "markdown")
        found: dict[str, int] = {}
        self.looked_at = set()
        for number, line in enumerate(self.lines):
            if self.labels.of(line.text) != path or self._is_taken(line, path):
                continue
            self.looked_at.add(line.text)
            if line.is_cell:
                text = line.right
            else:
                text = self.labels.after(line.text) or self._following(number, several)
            self.looked_at.add(text)
            text = without_prompts(self.form, path, text)
            if text and not self._asks(path, text) and not self.labels.of(text):
                self.looked_at.add(text)
                found.setdefault(text, line.paragraph)
        if len({_letters(text) for text in found}) > 1 and self._is_left(found):
            self._several(path, list(found))
        return next(iter(found.items())) if len(found) == 1 else ("", 0)

    def _is_taken(self, line: _Line, path: str) -> bool:
        """Whether what follows a label was read by its place, as the value of another field."""
        after = "" if line.is_cell else self.labels.after(line.text)
        return bool(after) and any(
            place.line == line.paragraph
            and not is_within(each, path)
            and str(value_at(self.begun.values, each)) in after.split()
            for each, place in self.begun.places.items()
            if each
        )

    def _is_left(self, texts: Iterable[str]) -> bool:
        """Whether one of these texts belongs to no other field."""
        left = [
            _letters(str(each.details.get("text", "")))
            for each in self.begun.findings
            if each.rule == "read-text-outside"
        ]
        return any(_letters(text)[:_SHOWN] in left for text in texts)

    def _several(self, path: str, texts: Sequence[str]) -> None:
        """One label with several values: none of them is taken."""
        self.values.pop(path, None)
        finding = Finding(
            "read-two-values",
            path,
            READ_TWO_LABELS,
            severity="warning",
            details={"first": texts[0][:60], "second": texts[1][:60]},
            place=Place(control=label(self.form, path, self.lang)),
            form=self.form,
        )
        self.findings.append(finding)

    def _is_seen(self, path: str) -> bool:
        """Whether a field was read by its place, or stands there empty."""
        return value_at(self.values, path) is not None or any(
            is_within(each, path) or is_within(path, each) for each in self.begun.places
        )

    def _asks(self, path: str, text: str) -> bool:
        return (
            is_blank(text)
            or _letters(text) in self.said
            or is_prompt(self.form, path, text, part=True)
            or has_prompt(self.form, text)
        )

    def _following(self, number: int, several: bool) -> str:
        texts = []
        for line in self.lines[number + 1 :]:
            if line.is_cell or self.labels.of(line.text) or is_blank(line.text):
                break
            texts.append(line.text)
            if not several:
                break
        return "\n".join(texts)

    def _put(self, parts: Sequence[str], field: Field, text: str, paragraph: int) -> bool:
        """Keep a value; whether it is one that a label can have."""
        path = ".".join(parts)
        value: Any
        if field.record is not None and issubclass(field.record, Person):
            people = [self._person(each, path) for each in _items(text, field.many)]
            if not all(people):
                return False
            value = people if field.many else people[0]
        elif field.record is not None:
            return False
        elif field.many:
            value = [raw_value(field, each) for each in _items(text, several=True)]
        else:
            value = raw_value(field, text)
            if is_parted(field, value):
                place = Place(line=paragraph, control=label(self.form, path, self.lang))
                self._notice("read-duration", READ_DURATION, path, place, text)
        place = Place(line=paragraph, control=label(self.form, path, self.lang))
        self.places[path] = place
        values = self.values
        for part in parts[:-1]:
            values = values.setdefault(part, {})
        values[parts[-1]] = value
        return True

    def _person(self, text: str, path: str) -> dict[str, str]:
        """A person from «name, position, degree, title», the order in which the forms ask."""
        pieces = [_trimmed(piece) for piece in text.split(",")]
        names = ("name", "position", "degree", "title")
        place = Place(control=label(self.form, path, self.lang))
        if len(pieces) > 1:
            self._notice("read-taken-apart", READ_TAKEN_APART, path, place, text)
        found = {
            name: piece
            for name, piece in zip(names, pieces, strict=False)
            if piece and not self._asks(f"{path}.{name}", piece)
        }
        if len(pieces) <= len(names) and not any(is_doubtful(*each) for each in found.items()):
            return found
        people = persons(text, (*names, "workplace"))
        if people is None or len(people) > 1:
            self._notice("read-no-name", READ_NO_NAME, path, place, text, "error")
            return {"name": text}
        return people[0]

    def _number_and_date(self) -> None:
        """Number and date of a document stand after each other, without labels."""
        fields = {each.name: each for each in describe(self.form)}
        texts = [line.text for line in self.lines if not line.is_cell]
        texts = [text for text in texts if not has_prompt(self.form, text)]
        numbers = {m[1]: text for text in texts if (m := _NUMBER.match(text.strip()))}
        numbers = {each: numbers[each] for each in numbers if not self._asks("number", each)}
        if "number" in fields and "number" not in self.values and len(numbers) == 1:
            self.values["number"], line = numbers.popitem()
            self.used.add(line)
        if "date" not in fields or "date" in self.values:
            return
        alone = [text for text in texts if not self.labels.of(text) and len(text) < 80]
        dates = {read_date(m[0]): text for text in alone for m in _DATE.finditer(text)}
        # What stands after a label already has its place.
        known = {"", *(value for value in self.values.values() if isinstance(value, str))}
        dates = {each: text for each, text in dates.items() if each not in known}
        if len(dates) == 1:
            self.values["date"], line = dates.popitem()
            self.used.add(line)

    def _notice(
        self,
        rule: str,
        message: Message,
        path: str,
        place: Place,
        text: str = "",
        severity: Severity = "warning",
    ) -> None:
        self.findings.append(
            Finding(
                rule,
                path,
                message,
                severity=severity,
                details={"text": text[:60]} if text else {},
                place=place,
                form=self.form,
            )
        )


def _items(text: str, several: bool) -> list[str]:
    if not several:
        return [" ".join(text.split())]
    pieces = [piece for line in text.split("\n") for piece in line.split(";")]
    items = [_ITEM.sub("", piece).strip(" \t;") for piece in pieces]
    return [item for item in items if item and not is_blank(item)]


def _trimmed(text: str) -> str:
    """A value without the signs around it; a dot at its end may belong to its last word."""
    return text.strip(_EDGE + ")").lstrip(".")


def _past(text: str, count: int) -> str:
    """``text`` after its first ``count`` letters and digits."""
    for position, character in enumerate(text):
        if count == 0:
            return text[position:]
        count -= len(_letters(character))
    return ""


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
