"""Forms of pages that were sent: what came of the files, as a page or as a file to be saved.

They work without scripts. What is kept nowhere must be in the answer: files that came with
something to be said stand in the page itself, large ones in a ZIP beside what is said.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from atuforms.core.exceptions import AtuformsError, WrongRequest
from atuforms.core.findings import summary_line
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.translation import translate
from atuforms.core.locks import FIRST_USE
from atuforms.documents.comments import COMMENTED
from atuforms.documents.reading.document import read_document, write_yaml
from atuforms.dossiers.requirements import KINDS
from atuforms.records.source import RECORDS
from atuforms.rendering.document import Document
from atuforms.testbank.shuffle import MOST_VARIANTS
from atuforms.web.answers import HTML, Answer, file_answer
from atuforms.web.bodies import Given, Parameter, read_body
from atuforms.web.made_files import (
    batch_of,
    converted_bank,
    documents_among,
    documents_of,
    forms_among,
    report_on,
    table_among,
    with_comments,
)
from atuforms.web.page import ACTIONS, Place, page
from atuforms.web.rankings import ranked
from atuforms.web.results import (
    Result,
    Section,
    gaps_of,
    report_section,
    rows_of,
    sections_text,
    zipped,
)
from atuforms.web.tasks import Task
from atuforms.web.words import BANK_FORMATS, FORMATS, words_in

IN_A_PAGE: Final = 1_500_000
"""Bytes of the files that stand in a page; browsers take twice as many in an address."""

_UNFIT = 422

_FILES_PAGE = (
    Parameter("file", "files", "Files."),
    Parameter(
        "what",
        "text",
        "What is to be done.",
        choices=ACTIONS,
    ),
    Parameter("form", "text", "The form of a table's rows."),
    Parameter("to", "text", "The format.", choices=tuple(FORMATS)),
    *(Parameter(f"lang_{each}", "flag", "Documents in this language.") for each in LANGUAGES),
    Parameter("draft", "flag", "In spite of mistakes."),
    Parameter("kind", "text", "The kind of a dossier.", choices=tuple(KINDS)),
)
_BANKS_PAGE = (
    Parameter("file", "file", "A bank."),
    Parameter("to", "text", "The format.", choices=tuple(BANK_FORMATS)),
    Parameter("fix", "flag", "Mend."),
    Parameter("variants", "number", "How many variants.", limits=(1, MOST_VARIANTS)),
    Parameter("shuffle", "text", "The seed."),
)


def submitted(task: Task) -> Answer:
    """The answer to the form of a page."""
    parameters, function = _PAGES[task.name]
    given = read_body(parameters, task.query, task.content_type, task.body)
    return answered(function(given, task.lang), task)


def _files(given: Given, lang: Language) -> Result:
    return _ACTIONS[given.text("what", "check")](given, lang)


def _check(given: Given, lang: Language) -> Result:
    sections: list[Section] = []
    files: list[Document] = []
    beside = documents_among(given.files)
    paths = forms_among(given.files)
    for path in paths:
        with _told_apart(paths, path, sections, lang):
            report = report_on(path, beside)
            sections.append(report_section(report, lang))
            if path.suffix.lower() in COMMENTED and report.findings:
                files.append(with_comments(path, lang, beside))
    ok = all(each.ok for each in sections)
    return Result(tuple(sections), tuple(files), ok=ok, checked=True)


def _comment(given: Given, lang: Language) -> Result:
    sections: list[Section] = []
    files: list[Document] = []
    beside = documents_among(given.files)
    paths = forms_among(given.files)
    for path in paths:
        with _told_apart(paths, path, sections, lang):
            files.append(with_comments(path, lang, beside))
    return Result(tuple(sections), tuple(files), ok=not sections)


@contextmanager
def _told_apart(
    paths: Sequence[Path], path: Path, sections: list[Section], lang: Language
) -> Iterator[None]:
    """Let one of several files that cannot be read keep nobody from what is in the others."""
    try:
        yield
    except AtuformsError as error:
        if len(paths) == 1:
            raise
        sections.append(Section(path.name, (error.text(lang),), ok=False))


def _render(given: Given, lang: Language) -> Result:
    formats, langs = [given.text("to", "docx")], _langs(given, lang)
    return documents_of(given.files, formats, langs, lang, draft=given.flag("draft"))


def _read(given: Given, lang: Language) -> Result:
    sections: list[Section] = []
    files: list[Document] = []
    paths = forms_among(given.files)
    for path in paths:
        with _told_apart(paths, path, sections, lang):
            section, found = _read_one(path, lang)
            sections.append(section)
            files += found
    return Result(tuple(sections), tuple(files))


def _read_one(path: Path, lang: Language) -> tuple[Section, list[Document]]:
    if path.suffix.lower() in RECORDS:
        raise WrongRequest("{file} is a record already. Choose to check it.", file=path)
    reading = read_document(path)
    text = write_yaml(reading.source.values, lang)
    report = reading.report()
    pictures = [
        Document(data, Path(name).name, "application/octet-stream")
        for name, data in reading.pictures.items()
    ]
    made = Document(text.encode(), f"{path.stem}.yaml", "application/yaml")
    rows = rows_of(report.findings, lang)
    return Section(path.name, gaps_of(report, lang), rows, text=text), [made, *pictures]


def _batch(given: Given, lang: Language) -> Result:
    if not given.text("form"):
        raise WrongRequest("Say which form the rows of the table are for.")
    langs, formats = _langs(given, lang), [given.text("to", "docx")]
    done = batch_of(given.text("form"), given.files, formats, langs, lang)
    if done.made:
        package = done.package(table_among(given.files).stem, lang)
        return Result(files=(package,), ok=done.ok, told=done.told)
    head = Section(table_among(given.files).name, tuple(done.told.splitlines()), ok=False)
    return Result((head, *done.sections), done.files, ok=False)


def _dossier(given: Given, lang: Language) -> Result:
    with FIRST_USE:
        from atuforms.dossiers.dossier import check_dossier, joined

    if not given.files:
        raise WrongRequest("No file was chosen. Choose one.")
    report = check_dossier(Path(), given.text("kind") or None)
    report = replace(report, folder=translate("Dossier", lang))
    findings = list(joined(report.findings, lang))
    errors = sum(each.severity == "error" for each in findings)
    said = summary_line(report.folder, errors, len(findings) - errors, lang)
    lines = (*(each.strip() for each in report.head(lang)), said)
    whole = Section(report.folder, lines, rows_of(findings, lang), ok=report.ok)
    gaps = "\n".join(report.gaps(lang))
    return Result((replace(whole, text=gaps),), ok=report.ok, checked=True)


def _rank(given: Given, lang: Language) -> Result:
    return ranked(given.files, lang)


def _bank(given: Given, lang: Language) -> Result:
    if not given.files:
        raise WrongRequest("No file was chosen. Choose one.")
    return converted_bank(
        given.files[0],
        given.text("to", "aiken"),
        lang,
        mend=given.flag("fix"),
        seed=given.text("shuffle"),
        count=given.number("variants"),
    )


def _langs(given: Given, lang: Language) -> list[Language]:
    return [each for each in LANGUAGES if given.flag(f"lang_{each}")] or [lang]


def answered(result: Result, task: Task) -> Answer:
    """A page, or a file where there is nothing to be said but that."""
    files = result.files
    if files and not result.sections:
        one = files[0] if len(files) == 1 else zipped(files, "documents.zip")
        return file_answer(one.data, one.filename, one.media_type, told=result.told)
    if sum(len(each.data) for each in files) > IN_A_PAGE:
        text = sections_text(result.sections)
        note = Document(text.encode(), translate("result.txt", task.lang), "text/plain")
        package = zipped((*files, note), f"{Path(files[0].filename).stem}.zip")
        said = (each for section in result.sections for each in section.sentences)
        told = result.told or next(said, "")
        return file_answer(package.data, package.filename, package.media_type, told=told)
    place = Place(task.lang, task.name)
    links = [
        {
            "name": each.filename,
            "address": f"data:{each.media_type.replace(' ', '')};base64,"
            + base64.b64encode(each.data).decode(),
            "commented": ".commented." in each.filename,
        }
        for each in files
    ]
    title = words_in(task.lang)["result"]
    body = page("result", place, title, result=result, links=links).encode("utf-8", "replace")
    # A browser shows it all the same; other programs see that nothing was made.
    made = result.ok or files or result.checked
    return Answer(200 if made else _UNFIT, body, HTML)


_Function = Callable[[Given, Language], Result]
_ACTIONS: Final[Mapping[str, _Function]] = {
    "check": _check,
    "comment": _comment,
    "render": _render,
    "read": _read,
    "batch": _batch,
    "dossier": _dossier,
    "rank": _rank,
}
_PAGES: Final[Mapping[str, tuple[Sequence[Parameter], _Function]]] = {
    "files": (_FILES_PAGE, _files),
    "testbank": (_BANKS_PAGE, _bank),
}
