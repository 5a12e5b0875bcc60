"""The public verbs on one record or document: load, check, render, blank, read."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from atuforms.core.findings import Report
from atuforms.core.language.choice import language
from atuforms.core.language.languages import Language
from atuforms.core.locks import FIRST_USE
from atuforms.core.logs import refused
from atuforms.documents.opening import BANKS, DOCUMENTS, OTHERS, open_input
from atuforms.documents.printing import refuse_errors, refuse_format, write
from atuforms.documents.view import view
from atuforms.fields.dates import read_day
from atuforms.forms.all_forms import form_class
from atuforms.forms.base import Form
from atuforms.forms.changed_limits import changed_limits
from atuforms.records.checking import check_form
from atuforms.records.editions import as_of as report_as_of
from atuforms.records.editions import limits_on
from atuforms.records.judgement import with_judgement
from atuforms.records.loading import RecordInput, open_record
from atuforms.rendering.document import Document

if TYPE_CHECKING:
    from atuforms.documents.proofs.keys import KeyInput
    from atuforms.documents.proofs.proof import Proof
    from atuforms.records.calendar import Calendar

DocumentInput = str | os.PathLike[str] | bytes
"""What a document may be given as: a path, or the bytes of a file."""


def load(record: RecordInput) -> Form:
    """The form that a record makes.

    :param record: a path of a YAML or JSON file, or a mapping with the key ``form``.
    :raises InvalidRecord: if values are missing, misspelt or cannot be read; its ``report`` holds
        every finding at once, those of the rules included.
    :raises UnreadableInput: if there is no such file, or it is no record at all.
    :raises UnknownForm: if the record names no form, or one that does not exist.
    """
    if isinstance(record, Form):
        return record
    form, findings = open_record(record)
    if findings:
        raise refused(check_form(form, tuple(findings)))
    return form


def check(record: RecordInput, *, as_of: datetime.date | str | None = None) -> Report:
    """Everything that is wrong with a record, at once.

    :param record: a form, a path of a record, of a filled document or of a test bank, or a
        mapping.
    :param as_of: a day, as a date or in ISO 8601: check by the editions of the regulations that are
        in force then.
    :raises UnreadableInput: if the file is none of these.
    :raises UnknownForm: if it names no form that there is.
    """
    if as_of is None:
        return _checked(record)
    day = read_day(as_of) if isinstance(as_of, str) else as_of
    with changed_limits(limits_on(day)):
        report = _checked(record)
    return report_as_of(report, day)


def _checked(record: RecordInput) -> Report:
    if isinstance(record, str | os.PathLike):
        path = Path(record)
        ending = path.suffix.lower()
        # What reads documents and test banks stands above this module, and takes libraries that
        # a record does not need.
        if ending in (*DOCUMENTS, *OTHERS):
            with FIRST_USE:
                from atuforms.documents.reading.document import read_document

            reading = read_document(path)
            return with_judgement(reading.form, reading.report())
        if ending in BANKS:
            with FIRST_USE:
                from atuforms.testbank.report import check_file

            return check_file(path).report
    form, findings = open_record(record)
    return with_judgement(form, check_form(form, tuple(findings)))


def comment(document: str | os.PathLike[str] | bytes, *, lang: str | None = None) -> Document:
    """The same Word document, with everything that is wrong in it as comments at their places.

    Comments of an earlier check are taken out; those of people stay.

    :param document: a path, or the bytes of a file: a filled blank, a document, a typed test bank.
    :param lang: of the comments; that of the document if not said.
    :raises UnreadableInput: if it is no Word document, or none that can be read.
    """
    with FIRST_USE:
        from atuforms.documents.comments import commented

    return commented(document, language(lang) if lang else None).document


def render(
    record: RecordInput,
    to: str = "docx",
    *,
    lang: str | None = None,
    variant: str = "",
    draft: bool = False,
    templates: str | os.PathLike[str] | None = None,
    signature_field: bool = False,
) -> Document:
    """A document of a record.

    :param record: a form, a mapping, or a path of a record or of a filled document.
    :param to: one of the form's formats.
    :param lang: ``kk``, ``ru`` or ``en``; the record's own language if not said, else Kazakh.
    :param variant: one of the form's other ways to print it (``questions-only`` of 02-05).
    :param draft: render in spite of errors, with «ЖОБА / ПРОЕКТ / DRAFT» on every page.
    :param templates: a folder of templates that come before the package's own.
    :param signature_field: whether a PDF gets an empty field over the line to sign on, for programs
        that sign PDF files.
    :raises InvalidRecord: if the record breaks a rule that stops rendering, or lacks texts in
        the language.
    :raises UnknownFormat: if the form has no such format, or no such variant.
    :raises MissingDependency: if this machine lacks what the format needs.
    """
    form, findings = open_input(record)
    tongue: Language = language(lang) if lang else form.lang or "kk"
    refuse_format(type(form), to, variant)
    if not draft:
        refuse_errors(form, with_judgement(form, check_form(form, findings)), tongue, to)
    printed = view(form, tongue)
    return write(
        form,
        printed,
        to,
        tongue,
        variant=variant,
        draft=draft,
        templates=templates,
        signature_field=signature_field,
    )


def blank(
    form: str | type[Form],
    to: str = "docx",
    *,
    lang: str = "kk",
    variant: str = "",
    templates: str | os.PathLike[str] | None = None,
) -> Document:
    """The blank of a form: a document with nothing filled in.

    :param form: code, slug or class.
    :param variant: one of the form's other ways to print it.
    :raises UnknownForm: if there is no such form.
    :raises UnknownFormat: if the form has no blank, no such variant, or not this format.
    """
    # Fields to fill in take the Word renderer, which nothing else here needs.
    with FIRST_USE:
        from atuforms.documents.blanks import blank_document

    return blank_document(
        form_class(form), to, lang=language(lang), variant=variant, templates=templates
    )


def read(document: DocumentInput, *, form: str | None = None) -> Form:
    """The form in a document: DOCX, PDF, PPTX, or a test bank in Aiken, GIFT or Moodle XML.

    What a person edited in the document wins over the record that it carries.

    :param document: a path, or the bytes of a file.
    :param form: the form, for a document that does not say which it is.
    :raises UnreadableInput: if the file is none of these, damaged, or not safe to open.
    :raises InvalidRecord: if what it holds makes no whole form; its ``report`` says why.
    :raises MissingDependency: for a PDF without pikepdf.
    """
    with FIRST_USE:
        from atuforms.documents.reading.document import read_document

    reading = read_document(document, form=form)
    if any(finding.severity == "error" for finding in reading.findings):
        raise refused(reading.report())
    return reading.form


def sign(
    document: Document,
    key: KeyInput,
    *,
    signed_at: datetime.datetime | None = None,
) -> Document:
    """The same document with its proof in it: in its metadata and, on certificates, as a code.

    The same document, key and time give the same bytes.

    :param document: as :func:`render` returns it.
    :param key: the file that ``atuforms keys new`` made, or its content.
    :param signed_at: the time to be named in the proof; none is named if not said.
    :raises UnreadableInput: if the key is none.
    :raises UnsafeOutput: for a draft, a blank, or a document that carries no record.
    :raises MissingDependency: if the extra for proofs is not installed.
    """
    with FIRST_USE:
        from atuforms.documents.proofs.signing import sign as signed

    return signed(document, key, signed_at=signed_at)


def verify(
    document: DocumentInput,
    *,
    keys: KeyInput | Iterable[KeyInput],
    register: str | os.PathLike[str] | None = None,
    published: str | os.PathLike[str] | bytes | None = None,
) -> Proof:
    """Whether a document is as it was signed; ``genuine``, ``reason`` and ``differences`` say it.

    :param document: a path of a PDF, a Word document or a picture of the page; the text of the
        code on the page; or the bytes of a file.
    :param keys: public keys: files that ``atuforms keys public`` wrote, or their contents.
    :param register: the register that gave out the number, to see whether it is void.
    :param published: the list of numbers that ``atuforms register publish`` wrote, for the same.
    :raises UnreadableInput: if a key, the register or the list cannot be read.
    :raises MissingDependency: if the extra for proofs is not installed.
    """
    with FIRST_USE:
        from atuforms.documents.proofs.verifying import verify as verified

    return verified(document, keys=keys, register=register, published=published)


def calendar(record: RecordInput, *, as_of: datetime.date | str | None = None) -> Calendar:
    """Every date that the regulations set for a course or a competition.

    :param record: a form, a mapping, or a path of a record or of a filled document.
    :param as_of: a day, as a date or in ISO 8601. What the record says nothing of counts as late
        if its date lies before this day; without it, nothing depends on the day.
    :raises InvalidRecord: if the record cannot be read as a whole.
    :raises UnreadableInput: if it is neither a course nor a competition.
    :raises MissingDependency: if the extra for the calendar is not installed.
    """
    form, findings = open_input(record)
    if any(finding.severity == "error" for finding in findings):
        raise refused(check_form(form, findings))
    # The holidays are a package that nothing else here needs.
    with FIRST_USE:
        from atuforms.records.calendar import calendar_of

    return calendar_of(form, read_day(as_of) if isinstance(as_of, str) else as_of)
