"""From a document back to data: Word, PDF, presentations and test banks become records.

:mod:`.filled_word` reads content controls, :mod:`.paper.printed_form` documents without them,
:mod:`.contents.embedded_record` the record that a document carries; :mod:`.commented` writes the
record as YAML, :mod:`.changes` compares it with another.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from lxml import etree

from atuforms.core.exceptions import NoRecordInside, UnreadableInput
from atuforms.core.files.file_states import look_again
from atuforms.core.files.input_files import read_file
from atuforms.core.files.office import Office, Parts
from atuforms.core.findings import Finding, Place, Report, in_word
from atuforms.core.garbage import nothing_collected
from atuforms.core.language.choice import language
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.locks import FIRST_USE
from atuforms.documents.reading.changes import Change, diff
from atuforms.documents.reading.commented import write_yaml
from atuforms.documents.reading.contents.body import text_root
from atuforms.documents.reading.contents.embedded_record import carried_in_office, carried_in_pdf
from atuforms.documents.reading.contents.open_document import OpenDocument, is_open_document
from atuforms.documents.reading.contents.other_programs import refuse_package, refuse_text
from atuforms.documents.reading.contents.word_contents import text_of
from atuforms.documents.reading.filled_word import Read, read_carried, read_controls
from atuforms.documents.reading.identity import coded_form
from atuforms.documents.reading.messages import (
    LEFT_OUT,
    READ_PAGES_FOREIGN,
    READ_WITHOUT_ANSWERS,
)
from atuforms.documents.reading.paper.checklist_ticks import read_ticks
from atuforms.documents.reading.paper.printed_form import read_paper
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form
from atuforms.records.checking import check_form
from atuforms.records.loading import from_source, place_of
from atuforms.records.source import RECORDS, Source
from atuforms.testbank.typed.lines import answer_labels, answer_line

__all__ = ["Change", "DocumentReading", "diff", "read_document", "write_yaml"]

_STRICT_ANSWER = re.compile(r"\s*ANSWER\s*:\s*[A-ZА-Я]\b")

_NUMBERS = ("number", "other")
"""What a finding on a bank calls the numbers of questions."""

_LONGEST_ANSWER = 500
"""Characters of a line that names an answer."""

_BEGINNING = Place(paragraph=1)
"""Where in a Word document stands what has no place of its own."""

DocumentInput = str | os.PathLike[str] | bytes
"""What a document may be given as: a path, or the bytes of a file."""


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """What a document holds.

    ``source`` are the values of the record with their places, ``form`` the form that they make
    as far as they can, ``findings`` what was noticed while reading and what keeps the form from
    being whole, ``pictures`` new pictures by the file name that the record gives them, ``lang``
    the document's language, ``numbers`` those that the questions of a bank have in it.
    """

    source: Source
    form: Form
    lang: Language
    findings: tuple[Finding, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    numbers: tuple[int, ...] = ()

    @property
    def left_out(self) -> bool:
        """Whether the document says anything that is not in ``source``, as ``findings`` tell."""
        return any(finding.rule in LEFT_OUT for finding in self.findings)

    @property
    def withheld(self) -> frozenset[str]:
        """Patterns of the paths that the document does not show on purpose, as of answers."""
        told = any(finding.message is READ_WITHOUT_ANSWERS for finding in self.findings)
        return frozenset(chain(*self.form.WITHHELD.values()) if told else ())

    @property
    def judged(self) -> tuple[Finding, ...]:
        """``findings`` as they count for a document that is checked or printed anew.

        What is left out of the record would be left out of the print, so it is an error there.
        """
        return tuple(
            replace(each, severity="error") if each.rule in LEFT_OUT else each
            for each in self.findings
        )

    def report(self) -> Report:
        """The reading, checked: every finding, those of the form's rules included."""
        report = check_form(self.form, self.judged)
        if not self.numbers or self.numbers[-1] == len(self.numbers):
            return report
        return replace(report, findings=tuple(map(self._numbered, report.findings)))

    def _numbered(self, finding: Finding) -> Finding:
        """A finding on the record, with the numbers that the questions have in the document."""
        steps = finding.path.split(".")
        own = {name: finding.details[name] for name in _NUMBERS if name in finding.details}
        if not own or finding.place != place_of(finding.path, self.source.places):
            return finding
        if len(steps) < 2 or own.get("number") != int(steps[1]) + 1:
            return finding
        there = {name: self.numbers[number - 1] for name, number in own.items()}
        return replace(finding, details={**finding.details, **there})


def read_document(
    document: DocumentInput, *, form: str | None = None, name: str = "document"
) -> DocumentReading:
    """What a document holds, whole or not.

    :param form: the form, for a document that does not say which it is.
    :param name: what messages call a document that is given as bytes.
    :raises UnreadableInput: if the file is none that can be read, or of another form.
    """
    look_again()
    data, file, folder = _bytes(document, name)
    wanted = get_form(form) if form else None
    reading = _read(data, file, folder, wanted)
    if wanted is not None and not isinstance(reading.form, wanted):
        raise UnreadableInput(
            "{file} is a document of {form}, not of {wanted}. Name its own form, or none.",
            file=file,
            form=reading.form.name(),
            wanted=wanted.name(),
        )
    return reading


def _read(
    data: bytes, file: str, folder: Path | None, wanted: type[Form] | None
) -> DocumentReading:
    if data.startswith(b"%PDF") or b"%PDF-" in data[:1024]:
        carried = carried_in_pdf(data, file)
        reading = _reading(carried.values, carried.lang, file, folder)
        if carried.foreign:
            told = Finding("read-pages-foreign", "", READ_PAGES_FOREIGN, severity="warning")
            return replace(reading, findings=(told, *reading.findings))
        return reading
    if _is_text(data):
        if Path(file).suffix.lower() in RECORDS:
            raise UnreadableInput(
                "{file} is a record already. Check it: atuforms check {file}", file=file
            )
        refuse_text(data, file)
        return _test_bank(data, file, folder)
    if is_open_document(data):
        return _of_word(OpenDocument(data, file), wanted, data, folder)
    office = Office(data, file)
    part = office.main_part()
    if part.startswith("ppt/"):
        found = carried_in_office(office)
        if found is None or not found.values:
            raise NoRecordInside(
                "{file} carries no record: it was not made by atuforms. Give the record itself.",
                file=file,
            )
        return _reading(found.values, found.lang, file, folder)
    if not part or part.startswith("xl/"):
        refuse_package(office.names, file)
    return _of_word(office, wanted, data, folder)


def read_word(office: Office, data: bytes, path: Path) -> DocumentReading:
    """What a Word document that was opened already holds, whole or not.

    :raises UnreadableInput: if it is none that can be read.
    """
    look_again()
    return _of_word(office, None, data, path.absolute().parent)


@nothing_collected()
def _of_word(
    office: Parts, wanted: type[Form] | None, data: bytes, folder: Path | None
) -> DocumentReading:
    if not office.main_part():
        refuse_package(office.names, office.file)
    word = read_carried(office)
    if word is not None:
        return _of_read(office, word, folder)
    root = text_root(office)
    ticks = read_ticks(office, root)
    word = read_controls(office, root, wanted)
    if word is not None and ticks is not None:
        values = {**word.values, "items": ticks.items} if ticks.items else _without_items(word)
        word = replace(word, values=values, findings=(*word.findings, *ticks.findings))
    if word is None and _is_bank(text_of(root), wanted):
        word = _own_bank(office, root)
        if word is None:
            _refuse_other_bank(office)
            return _test_bank(data, office.file, folder, "docx")
    if word is None:
        try:
            word = read_paper(office, root, wanted)
        except NoRecordInside:
            # Somebody may show the right answers in bold, and name none.
            if wanted is not None or isinstance(office, OpenDocument) or not _has_questions(data):
                raise
            return _test_bank(data, office.file, folder, "docx")
    return _of_read(office, word, folder)


def _of_read(office: Parts, word: Read, folder: Path | None) -> DocumentReading:
    source = Source(word.values, word.places, office.file, folder, word.pictures)
    return _made(source, word.form, word.lang, word.findings, word.pictures)


def _without_items(word: Read) -> dict[str, Any]:
    return {name: value for name, value in word.values.items() if name != "items"}


def _own_bank(office: Parts, root: etree._Element) -> Read | None:
    """A bank on our form, if all of its questions are read as what the form prints."""
    text = text_of(root)
    coded = coded_form(text)
    if coded is None or "aiken" not in coded[0].FORMATS:
        return None
    read = read_paper(office, root, coded[0])
    questions = read.values.get("questions") or ()
    return read if len(questions) >= _answers(text) else None


def _refuse_other_bank(office: Parts) -> None:
    if isinstance(office, OpenDocument):
        raise UnreadableInput(
            "{file} is a test bank in an ODT. Save it as .docx and try again.", file=office.file
        )


def _made(
    source: Source,
    form: type[Form],
    lang: Language,
    findings: tuple[Finding, ...],
    pictures: Mapping[str, bytes],
) -> DocumentReading:
    # What was counted are paragraphs; nobody finds a line of a Word document.
    places = {path: in_word(place) for path, place in source.places.items()}
    source = replace(source, places={"": _BEGINNING, **places})
    made, shape = from_source(source, form)
    told = (each.at(in_word(each.place)) for each in findings)
    return DocumentReading(source, made, lang, (*told, *shape), pictures)


def _reading(
    values: Mapping[str, Any], lang: str, file: str, folder: Path | None
) -> DocumentReading:
    source = Source(values, {}, file, folder)
    made, findings = from_source(source)
    spoken: Language = made.lang or (language(lang) if lang in LANGUAGES else "kk")
    return DocumentReading(source, made, spoken, tuple(findings))


def _bytes(document: DocumentInput, name: str) -> tuple[bytes, str, Path | None]:
    if isinstance(document, bytes):
        return document, name, None
    path = Path(document)
    return read_file(path), str(path), path.absolute().parent


def _is_text(data: bytes) -> bool:
    """Whether a file is words, or the XML of Moodle, and no package of an office program."""
    head = data[:4096]
    return (
        bool(head.strip())
        and b"\0" not in head.removeprefix(b"\xff\xfe")
        and not (head.startswith((b"PK", b"\xd0\xcf\x11\xe0", b"%PDF")))
    )


def _is_bank(text: str, wanted: type[Form] | None) -> bool:
    """Whether a document without controls is a test bank typed in Word."""
    if wanted is not None:
        return "aiken" in wanted.FORMATS
    return _answers(text) > 0


def _answers(text: str) -> int:
    """How many lines name a right answer: «Дұрыс жауап: А», «Ответ: B», “ANSWER: C”."""
    return sum(
        bool(_STRICT_ANSWER.match(line) or answer_labels(answer_line(line) or ""))
        for line in text.split("\n")
        if len(line) < _LONGEST_ANSWER
    )


def _has_questions(data: bytes) -> bool:
    """Whether most of a document are questions with their options."""
    with FIRST_USE:
        from atuforms.documents.reading.banks import has_questions

    return has_questions(data)


def _test_bank(
    data: bytes, file: str, folder: Path | None, format_name: str | None = None
) -> DocumentReading:
    with FIRST_USE:
        from atuforms.documents.reading.banks import bank_values

    values, places, findings, numbers = bank_values(data, file, format_name)
    if format_name == "docx":
        places[""] = _BEGINNING
    source = Source(values, places, file, folder)
    made, shape = from_source(source)
    return DocumentReading(source, made, made.lang or "kk", (*findings, *shape), numbers=numbers)
