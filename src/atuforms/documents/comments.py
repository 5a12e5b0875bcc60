"""A Word document comes back with what is wrong in it, each finding as a comment at its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.input_files import read_file
from atuforms.core.files.office import Office
from atuforms.core.files.strict_documents import is_strict
from atuforms.core.findings import Finding, Report, comment_head, finding_text
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import sentence
from atuforms.core.language.translation import fill
from atuforms.documents.anchors import Anchors
from atuforms.documents.reading.document import DocumentInput, read_document
from atuforms.forms.base import Form
from atuforms.records.judgement import judgements_on, with_judgement
from atuforms.rendering.document import Document
from atuforms.rendering.formats import MEDIA_TYPES
from atuforms.rendering.word.comments import Comment, with_comments

ADDED = ".commented"
"""What the name of a commented document has before its ending."""

_OTHER_ENDINGS = (".docm", ".dotx", ".dotm")

COMMENTED = (".docx", *_OTHER_ENDINGS)
"""Endings of what comments go into."""


_NOT_SHOWN = sentence(
    "The document does not show this. Correct it in the record, and make the document anew."
)

MAX_PART = 64 * 1024 * 1024
"""Largest text that is commented, in bytes; that of a bank of 10,000 questions takes half of it."""


@dataclass(frozen=True, slots=True)
class Commented:
    """A document with its findings as comments, and the report that they were taken from."""

    document: Document
    report: Report


def commented(
    document: DocumentInput,
    lang: Language | None = None,
    beside: Iterable[tuple[str, Form]] = (),
) -> Commented:
    """The document with a comment for each finding, those of an earlier check taken out.

    :param document: a path, or the bytes of a file.
    :param lang: of the comments; the document's own if not given.
    :param beside: what lies beside it, of which scores and protocols speak of a certificate too.
    :raises UnreadableInput: if it is no Word document, or none that can be read.
    """
    reading = read_document(document)
    data = document if isinstance(document, bytes) else read_file(Path(document))
    name = "document.docx" if isinstance(document, bytes) else str(document)
    if not data.startswith(b"PK"):
        raise _no_word(name)
    office = Office(data, name)
    part = office.main_part()
    if not part.startswith("word/"):
        raise _no_word(name)
    root, twin = _parsed(office, part)
    places = {} if twin is root else dict(zip(twin.iter(), root.iter(), strict=True))
    anchors = Anchors(twin, type(reading.form), reading.lang, reading.source.places)
    report = with_judgement(reading.form, reading.report())
    judged = judgements_on(reading.form, beside)
    report = replace(report, findings=report.findings + judged)
    spoken = lang or reading.lang
    comments = []
    for finding in report.findings:
        found = anchors.of(finding)
        element = root if found.element is None else places.get(found.element, found.element)
        comments.append(_comment(element, finding, spoken, is_shown=found.is_shown))
    made = with_comments(office, root, comments)
    return Commented(Document(made, commented_name(name), MEDIA_TYPES["docx"][1]), report)


def commented_name(file: str) -> str:
    """``certificate.commented.docx`` for ``certificate.docx``, and for itself."""
    stem = re.sub(rf"{re.escape(ADDED)}(-\d+)?$", "", Path(file).stem)
    ending = Path(file).suffix.lower()
    # What Word calls otherwise is otherwise inside, and Word opens it by that name alone.
    return f"{stem}{ADDED}{ending if ending in _OTHER_ENDINGS else '.docx'}"


def _no_word(file: str) -> UnreadableInput:
    return UnreadableInput(
        "{file} is no Word document, and comments go into Word documents only. Check it without "
        "comments, or save it as .docx.",
        file=file,
    )


def _parsed(office: Office, part: str) -> tuple[etree._Element, etree._Element]:
    """The main part, and the same in the namespace in which documents are read.

    A Strict document has another; element for element both are alike.
    """
    root = office.xml_as_written(part, MAX_PART)
    return root, (office.xml(part, MAX_PART) if is_strict(root) else root)


def _comment(
    element: etree._Element, finding: Finding, lang: Language, *, is_shown: bool
) -> Comment:
    said = [finding_text(finding, lang)]
    if not is_shown:
        said.append(fill(_NOT_SHOWN, lang, {}))
    return Comment(element, comment_head(finding, lang), tuple(said))
