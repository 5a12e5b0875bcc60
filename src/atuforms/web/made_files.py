"""Files that make other files: documents, a batch, a test bank in another format, comments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from atuforms.api import check
from atuforms.core.exceptions import AtuformsError, UnreadableInput, WrongRequest
from atuforms.core.findings import Finding, InvalidRecord, Report, mended_line
from atuforms.core.language.languages import Language
from atuforms.core.language.translation import translate
from atuforms.core.locks import FIRST_USE
from atuforms.documents.bank_files import (
    FORMATS,
    OF_THE_FORM,
    BankFile,
    alike,
    bank_files,
    read_bank_file,
)
from atuforms.documents.opening import BANKS, DOCUMENTS, OTHERS, open_input
from atuforms.documents.printing import refuse_errors, refuse_format, write
from atuforms.documents.view import view
from atuforms.fields.media import lies_beside
from atuforms.forms.base import Form
from atuforms.records.checking import check_form
from atuforms.records.inventory import files_of, passages_of
from atuforms.records.judgement import judgements_on, with_judgement
from atuforms.records.loading import open_record
from atuforms.records.source import RECORDS
from atuforms.rendering.document import Document
from atuforms.rendering.formats import MEDIA_TYPES
from atuforms.testbank.conversion import convert, count_line, not_kept
from atuforms.testbank.mend import Repair
from atuforms.testbank.model import Bank
from atuforms.testbank.report import check_file, is_bank
from atuforms.web.results import (
    Result,
    Section,
    findings_data,
    report_section,
    rows_of,
    zipped,
)

FORM_FILES = (*RECORDS, *DOCUMENTS, *OTHERS, *BANKS)
"""Endings of files that hold a form; what else comes is looked for beside it, by its name."""

TABLES = (".xlsx", ".xlsm", ".ods", ".csv", ".tsv", ".xls", ".xlsb", ".jsonl")
_OTHER_TABLES = (".txt", ".yaml", ".yml")
_OUT = Path("out")


def forms_among(files: Sequence[Path]) -> list[Path]:
    """The files that hold a form, and not what lies beside it.

    :raises WrongRequest: if no file came.
    :raises UnreadableInput: if none of them can hold a form.
    """
    if not files:
        raise WrongRequest("No file was chosen. Choose one.")
    found = [each for each in files if each.suffix.lower() in FORM_FILES]
    if not found:
        table = next((each for each in files if each.suffix.lower() in TABLES), None)
        if table is not None:
            raise WrongRequest(
                "{file} is a table. Choose to make a document for each row of a table, and the "
                "form of its rows.",
                file=table,
            )
        raise UnreadableInput(
            "{file} is no file of a form. Choose a Word or PDF document, or a record in YAML.",
            file=files[0],
        )
    for each in found:
        if each.suffix.lower() in RECORDS:
            _lay_beside(each)
    return found


def _lay_beside(record: Path) -> None:
    """Put the files that a record names where it names them: a browser sends them without folders.

    What is wrong with the record is told by whoever checks it.
    """
    try:
        form, _ = open_record(record)
    except AtuformsError:
        return
    names = {each.name for each in files_of(form)}
    names.update(name for passage in passages_of(form) for name in passage.files)
    for name in names:
        place, sent = Path(name), Path(name.rpartition("/")[2])
        if "/" in name and lies_beside(name) and sent.is_file() and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(sent.read_bytes())


def documents_among(files: Sequence[Path]) -> tuple[tuple[str, Form], ...]:
    """What the documents hold that came together with others, each with its name.

    Records find each other in their folder; what cannot be read is told where it is asked for.
    """
    found: list[tuple[str, Form]] = []
    for path in files if len(files) > 1 else ():
        if path.suffix.lower() in DOCUMENTS:
            with suppress(AtuformsError):
                found.append((path.name, open_input(path)[0]))
    return tuple(found)


def report_on(path: Path, beside: Sequence[tuple[str, Form]] = ()) -> Report:
    """Everything that is wrong with what a file holds, also by what came beside it."""
    if is_bank(path):
        return check_file(path).report
    report = check(path)
    return _judged(report, open_input(path)[0], beside) if beside else report


def _judged(report: Report, form: Form, beside: Sequence[tuple[str, Form]]) -> Report:
    return replace(report, findings=report.findings + judgements_on(form, beside))


def document_of(
    path: Path,
    to: str,
    lang: Language | None,
    *,
    draft: bool = False,
    variant: str = "",
    beside: Sequence[tuple[str, Form]] = (),
) -> tuple[Document, Report]:
    """The document of what a file holds, and what is said of it all the same.

    :raises InvalidRecord: if it may not be made.
    """
    form, findings = open_input(path)
    tongue: Language = lang or form.lang or "kk"
    refuse_format(type(form), to, variant)
    report = _judged(with_judgement(form, check_form(form, findings)), form, beside)
    if not draft:
        refuse_errors(form, report, tongue, to)
    return write(form, view(form, tongue), to, tongue, variant=variant, draft=draft), report


def documents_of(
    files: Sequence[Path],
    formats: Sequence[str],
    langs: Sequence[Language],
    lang: Language,
    *,
    draft: bool = False,
) -> Result:
    """The documents of files in several languages and formats: all of them, or none."""
    sections: list[Section] = []
    made: list[Document] = []
    refused = False
    beside = documents_among(files)
    for path in forms_among(files):
        report = Report(file=path.name)
        try:
            for each in langs:
                for to in formats:
                    document, report = document_of(path, to, each, draft=draft, beside=beside)
                    made.append(document)
        except InvalidRecord as error:
            refused, report = True, error.report
        if report.findings:
            sections.append(report_section(report, lang))
    if refused:
        return Result(tuple(sections), ok=False)
    return Result(tuple(sections), tuple(made))


def with_comments(path: Path, lang: Language, beside: Sequence[tuple[str, Form]] = ()) -> Document:
    """A Word document with its findings as comments.

    :raises UnreadableInput: if it is no Word document.
    """
    with FIRST_USE:
        from atuforms.documents.comments import commented, commented_name

    found = commented(path, lang, beside).document
    return Document(found.data, commented_name(path.name), found.media_type)


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch gave: its files, a sentence on it, and the rejected rows as JSON has them."""

    ok: bool
    made: int
    files: tuple[Document, ...]
    told: str
    rejected: tuple[dict[str, Any], ...]
    sections: tuple[Section, ...]

    def package(self, stem: str, lang: Language) -> Document:
        """All in one ZIP, with what was said of it."""
        note = Document(f"{self.told}\n".encode(), translate("result.txt", lang), "text/plain")
        return zipped((*self.files, note), f"{stem}.zip")


def table_among(files: Sequence[Path]) -> Path:
    """The table among files; what else comes lies beside it, such as pictures.

    :raises WrongRequest: if there is no file at all.
    """
    if not files:
        raise WrongRequest("No file was chosen. Choose one.")
    for endings in (TABLES, _OTHER_TABLES):
        found = next((each for each in files if each.suffix.lower() in endings), None)
        if found is not None:
            return found
    return files[0]


def batch_of(
    form: str, files: Sequence[Path], formats: Sequence[str], langs: Sequence[str], lang: Language
) -> BatchResult:
    """The documents of the rows of a table, and the rows of which none was made."""
    with FIRST_USE:
        from atuforms.batches.batch import batch

    table = table_among(files)
    result = batch(form, table, to=formats, lang=langs, out=_OUT, messages=lang)
    told = result.text(lang).replace(f"{_OUT}/", "").replace(f"{_OUT}:", f"{table.name}:")
    made = [_saved(each.path) for each in result.documents]
    if result.rejected_file is not None:
        made.append(_saved(result.rejected_file))
    rejected = tuple(
        {"row": each.row, "findings": findings_data(each.findings, lang)}
        for each in result.rejections
    )
    sections = tuple(
        Section(each.origin, rows=rows_of(each.findings, lang), ok=False)
        for each in result.rejections[:100]
    )
    return BatchResult(result.ok, result.made, tuple(made), told, rejected, sections)


def _saved(path: Path) -> Document:
    kind = dict(MEDIA_TYPES.values()).get(path.suffix.lstrip("."), "application/octet-stream")
    return Document(path.read_bytes(), path.name, kind)


_BANK_MEDIA = {
    ".txt": "text/plain; charset=utf-8",
    ".gift": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
    ".zip": "application/zip",
}


def converted_bank(
    path: Path, to: str, lang: Language, *, mend: bool, seed: str = "", count: int = 0
) -> Result:
    """A test bank in another format; what keeps questions from being written is named.

    :param mend: set right what has one right spelling, and write every question that needs no
        decision. Without it nothing is written of a bank with errors.
    """
    reading, report = read_bank_file(path, "", to, lang)
    made = convert(reading, to, template=to in OF_THE_FORM)
    findings: list[Finding] = list(report.findings)
    sentences: list[str] = []
    sections: list[Section] = []
    bank = reading.bank
    written = bool(bank.questions) and (mend or report.ok)
    if mend:
        bank = made.bank
        written = bool(bank.questions)
        findings = [*made.unmended(report.warnings)]
        mended = dict.fromkeys(mended_line(each, path.name, lang) for each in made.mended)
        sentences = [*mended, *_changes(made.changes, lang)]
        if sentences:
            sentences.insert(0, translate("Mended:", lang))
        if made.left:
            left = translate("Left for the author:", lang)
            sections.append(Section(left, rows=rows_of(made.left, lang), ok=False))
    elif not written and not findings:
        findings = list(made.left)
    findings += [*not_kept(bank, to), *alike(bank, seed=seed, count=count)]
    if written:
        if not mend:
            made = replace(made, bank=bank, numbers=(), lines=())
        told = count_line(made, path.name, lang)
    else:
        told = translate("Nothing was written.", lang)
        if made.helps and not mend:
            sentences.append(
                translate("“Mend” sets right what has one right spelling. Tick it.", lang)
            )
    ok = written and not (made.left if mend else ())
    said = Section(path.name, (told, *sentences), rows_of(findings, lang), ok=ok)
    make = partial(bank_files, title=reading.title, seed=seed, count=count)
    files = _bank_documents(path, bank, to, lang, make) if written else ()
    return Result((said, *sections), files, ok=ok, told=told)


def _bank_documents(
    path: Path, bank: Bank, to: str, lang: Language, make: Callable[..., Iterator[BankFile]]
) -> tuple[Document, ...]:
    suffix = next(ending for ending, name in FORMATS.items() if name == to)
    media = {f".{ending}": kind for ending, kind in MEDIA_TYPES.values()} | _BANK_MEDIA
    return tuple(
        Document(each.data, f"{path.stem}{each.name}", media[f".{each.name.rpartition('.')[2]}"])
        for each in make(bank, to, suffix, lang)
    )


def _changes(changes: Sequence[Repair], lang: Language) -> list[str]:
    return [
        translate(
            "Question {number}: “{before}” is now “{after}” [{rule}]",
            lang,
            number=change.number,
            before=change.before,
            after=change.after,
            rule=change.rule,
        )
        for change in changes
    ]
