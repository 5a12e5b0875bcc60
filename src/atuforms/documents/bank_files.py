"""Files with test banks: read whatever they are, and written in any format, form 02-05 included."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from atuforms.core.exceptions import UnknownFormat, UnreadableInput
from atuforms.core.files.input_files import named_after, read_file
from atuforms.core.files.office import Office
from atuforms.core.findings import Finding, InvalidRecord, Report
from atuforms.core.garbage import nothing_collected
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import translate
from atuforms.core.locks import FIRST_USE
from atuforms.documents.paper_key import ensure_key_fits
from atuforms.documents.printing import refuse_errors, refuse_format, to_be_printed, write
from atuforms.documents.reading.contents.other_programs import refuse_text
from atuforms.documents.view import view
from atuforms.forms.base import Form
from atuforms.forms.mooc_development.test_bank import TestBank
from atuforms.records.checking import check_form, errors_in
from atuforms.records.loading import open_record
from atuforms.testbank.alike_variants import alike_variants
from atuforms.testbank.decode import refuse_blank
from atuforms.testbank.formats import SUFFIXES, format_of, read_bank, write_bank
from atuforms.testbank.messages import ANSWER_UNCLEAR
from atuforms.testbank.model import Bank, BankReading, single
from atuforms.testbank.report import report_on
from atuforms.testbank.shuffle import Variant, answer_key, shuffle, variants
from atuforms.testbank.typed.word import MAX_PART_BYTES

FORMATS = {
    **{suffix: name for name, suffix in SUFFIXES.items()},
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "yaml",
    ".docx": "docx",
    ".pdf": "pdf",
    ".zip": "qti",
}
"""Formats by the ending of a file's name."""

OF_THE_FORM = ("aiken", "yaml", "docx", "pdf")
"""Formats that are form 02-05: five options, one answer, at least 100 questions."""

PAPERS = ("docx", "pdf")
"""Formats of which variants are written without the answers."""
_VARIANT = _("Variant {name}")
_VARIANT_OF_A_COURSE = _("{title} — variant {name}")

QUESTIONS_ONLY = "questions-only"
"""The variant of the form's document that does not show the answers."""


_SEED = "1"
"""Of variants for which nobody names one."""


@dataclass(frozen=True, slots=True)
class BankFile:
    """A file with a bank that is to be written; ``name`` is what follows the stem of its name."""

    name: str
    data: bytes


def format_named(file: str, named: str = "") -> str:
    """The format of a file, which its name says where nobody does.

    :raises UnknownFormat: if it is none of those that there are.
    """
    known = sorted(set(FORMATS.values()))
    found = named or FORMATS.get(Path(file).suffix.lower(), "")
    if found not in known:
        raise UnknownFormat(
            "The format of {file} is not known. Name it with --from or --to: {known}.",
            file=file,
            known=", ".join(known),
        )
    return found


@nothing_collected()
def read_bank_file(
    path: Path, named: str, written_as: str, lang: Language
) -> tuple[BankReading, Report]:
    """The bank in a file of any format, and what is said of it.

    :param named: its format, if its name does not say it.
    :param written_as: the format into which it is to go: whether it is checked as form 02-05.
    :raises UnreadableInput: if it cannot be read, or is a record of another form.
    :raises InvalidRecord: if it is a record that cannot be read as a whole.
    """
    form = named or FORMATS.get(path.suffix.lower(), "")
    if form == "yaml":
        return _from_form(*open_record(path), path, lang)
    data = read_file(path)
    refuse_blank(data, path)
    ours = _from_paper(data, path, form) if form in PAPERS else None
    if ours is not None:
        made, findings, tongue = ours
        return _from_form(made, findings, path, tongue)
    with named_after(path):
        name = named or format_of(data, path.suffix)
        reading = read_bank(data, name)
        # A question may begin with a tag: what has questions is a bank, but for RTF.
        if name == "aiken" and (not reading.bank.questions or data.startswith(b"{")):
            refuse_text(data, str(path))
    return reading, report_on(reading, str(path), template=written_as in OF_THE_FORM).report


@nothing_collected()
def bank_file(
    bank: Bank, written_as: str, lang: Language, *, title: str = "", paper: str = ""
) -> bytes:
    """A bank in a format.

    :param title: the title of the course, for which only form 02-05 has room.
    :param paper: the name of a variant, which is printed after the title: without the answers,
        where the format is one of :data:`PAPERS`.
    :raises UnknownFormat: for questions of kinds that the format has no room for.
    """
    if written_as in SUFFIXES or written_as == "qti":
        return write_bank(bank, written_as)
    record = _record(bank, lang, title)
    variant_of = _VARIANT_OF_A_COURSE if title else _VARIANT
    head = translate(variant_of.one, lang, title=title, name=paper) if paper else ""
    if written_as == "yaml":
        record |= {"course_title": head} if head else {}
        with FIRST_USE:
            from atuforms.documents.reading.commented import write_yaml

        return write_yaml(record, lang).encode()
    variant = QUESTIONS_ONLY if paper else ""
    form, findings = open_record(record)
    refuse_format(type(form), written_as, variant)
    shape = tuple(findings)
    if not to_be_printed(form, errors_in(form, shape), lang, written_as).ok:
        refuse_errors(form, check_form(form, shape), lang, written_as)
    # The name of a variant is none of the title, whose length has a limit.
    values = view(form, lang) | ({"course_title": head} if head else {})
    return write(form, values, written_as, lang, variant=variant).data


def bank_files(
    bank: Bank,
    written_as: str,
    suffix: str,
    lang: Language,
    *,
    title: str = "",
    seed: str = "",
    count: int = 0,
) -> Iterator[BankFile]:
    """The files of a bank: one, or ``count`` variants and the key to them all.

    :param title: the title of the course.
    :param seed: shuffle questions and options; the same seed gives the same order.
    """
    if not count:
        bank = shuffle(bank, seed) if seed else bank
        yield BankFile(suffix, bank_file(bank, written_as, lang, title=title))
        return

    def variant(each: Variant, written_as: str) -> bytes:
        return bank_file(each.bank, written_as, lang, title=title, paper=each.name)

    made = variants(bank, count, seed or _SEED)
    files = [(each.name, variant(each, written_as)) for each in made]
    if written_as in PAPERS:
        for each, (_, data) in zip(made, files, strict=True):
            # A page says the same as its Word document, which can be read back.
            word = written_as == "docx"
            ensure_key_fits(data if word else variant(each, "docx"), each, bank)
    for name, data in files:
        yield BankFile(f"-{name}{suffix}", data)
    key = io.StringIO()
    csv.writer(key, delimiter=";", lineterminator="\r\n").writerows(answer_key(made))
    # The mark at the beginning and semicolons are what spreadsheets here expect.
    yield BankFile("-key.csv", key.getvalue().encode("utf-8-sig"))


def alike(bank: Bank, *, seed: str, count: int) -> tuple[Finding, ...]:
    """Warnings of variants that :func:`bank_files` writes with nothing to tell them apart."""
    return tuple(alike_variants(bank, variants(bank, count, seed or _SEED))) if count else ()


def _from_paper(
    data: bytes, path: Path, written_as: str
) -> tuple[Form, list[Finding], Language] | None:
    """What a document of form 02-05 says; None for a bank that somebody typed in Word."""
    with FIRST_USE:
        from atuforms.documents.reading.document import read_document, read_word
        from atuforms.documents.reading.filled_word import has_controls
        from atuforms.documents.reading.unchanged import unchanged

    if written_as == "docx":
        office = Office(data, str(path))
        part = office.main_part()
        content = office.read(part, MAX_PART_BYTES) if part else b""
        if part and b"sdt" not in content:
            return None  # without a control it is none, and may be large
        printed = unchanged(office, content, path.absolute().parent)
        if printed is not None:
            return printed[0], [], printed[1]
        del content
        if not has_controls(office):
            return None
        read = read_word(office, data, path)
    else:
        read = read_document(path)
    return read.form, list(read.findings), read.lang


def _from_form(
    form: Form, findings: list[Finding], path: Path, lang: Language
) -> tuple[BankReading, Report]:
    if not isinstance(form, TestBank):
        raise UnreadableInput(
            "{file} is a record of {form}, not of a test bank (02-05).",
            file=path,
            form=form.name(),
        )
    report = check_form(form, tuple(findings))
    if any(finding.severity == "error" for finding in findings):
        raise InvalidRecord(report)
    tongue = form.lang or lang
    questions = (
        single(
            item.text.within(tongue) or "",
            [option.within(tongue) or "" for option in item.options],
            item.answer,
            str(item.module or ""),
            str(item.lecture or ""),
        )
        for item in form.questions
    )
    unclear = (finding for finding in report.findings if finding.message is ANSWER_UNCLEAR)
    title = (form.course_title and form.course_title.within(tongue)) or ""
    return BankReading(Bank(tuple(questions)), tuple(unclear), title=title), report


def _record(bank: Bank, lang: Language, title: str) -> dict[str, object]:
    """The record of form 02-05.

    :raises UnknownFormat: for questions of kinds that the form has no room for.
    """
    others = [str(i) for i, question in enumerate(bank, 1) if question.kind != "single"]
    if others:
        raise UnknownFormat(
            "Form 02-05 holds only questions with one right answer. Write gift or moodle-xml, or "
            "take out the questions of other kinds: {questions}.",
            questions=", ".join(others),
        )
    questions = []
    for question in bank:
        item: dict[str, object] = {
            "text": question.plain,
            "options": [option.text for option in question.options],
            "answer": question.answer,
        }
        item |= {name: getattr(question, name) for name in ("module", "lecture")}
        questions.append({key: value for key, value in item.items() if value})
    named = {"course_title": title} if title else {}
    return {"form": TestBank.CODE, "lang": lang, **named, "questions": questions}
