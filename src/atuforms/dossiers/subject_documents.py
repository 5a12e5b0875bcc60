"""Every document that the facts of a course or a resource allow, and what the others lack."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from atuforms.core.findings import Finding
from atuforms.core.language.choice import language
from atuforms.core.language.labels import label
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import fill
from atuforms.core.language.wording import wording_of
from atuforms.core.logs import refused
from atuforms.documents.printing import write
from atuforms.documents.view import view
from atuforms.dossiers.assessment import FolderReport, assess, report_of
from atuforms.dossiers.derivation import Derived
from atuforms.dossiers.subject_folder import SubjectFolder, read_subject_folder, subject_alone
from atuforms.forms.base import Form
from atuforms.records.checking import letters_to_print, missing_languages, pictures_to_print
from atuforms.records.inventory import picture_is_there, pictures_of
from atuforms.rendering.document import Document

_LACKS = _("{document} is not made. In {file} these facts are missing: {facts}.")
_LACKS_OWN = _(
    "{document} is not made. Only the document itself can say this: {facts}. Write a record of it "
    "into the folder; “atuforms new {wanted}” begins one."
)
_FACT = _("{label} ({path})")

SubjectInput = str | os.PathLike[str] | Mapping[str, object] | Form
"""What a course or a resource may be given as: its folder, its record, or a mapping."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A document that is not made, or not in every language, and the facts that it lacks.

    ``document`` is the code or slug of its form, ``file`` that of its own record, if it has one.
    """

    document: str
    form: type[Form]
    file: str
    lacks: tuple[Finding, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The dotted paths of the facts, in the record that would say them."""
        return tuple(dict.fromkeys(each.path for each in self.lacks))

    def text(self, lang: Language | None = None) -> str:
        """What is missing, as sentences: a line for each record that would say it."""
        spoken = language(lang or "en")
        title = wording_of(self.form, spoken)["title"]
        name = f"{self.document} «{title}»" + (f" ({self.file})" if self.file else "")
        lines = []
        for (_none, file), lacks in groupby(sorted(self.lacks, key=_file_of), key=_file_of):
            facts = "; ".join(dict.fromkeys(_fact(each, spoken) for each in lacks))
            values = {"document": name, "file": file, "facts": facts, "wanted": self.document}
            lines.append(fill(_LACKS if file else _LACKS_OWN, spoken, values))
        return "\n".join(lines)


def _file_of(finding: Finding) -> tuple[bool, str]:
    """The file that would say it; what no file says yet comes last."""
    return not finding.file, finding.file


def _fact(finding: Finding, lang: Language) -> str:
    words = label(finding.form, finding.path, lang)
    return fill(_FACT, lang, {"label": words, "path": finding.path})


class _Pair(NamedTuple):
    documents: list[Document]
    gaps: list[Gap]


class Made(_Pair):
    """The documents that were made, and the gaps; ``report`` has what else is to be said."""

    report: FolderReport


def documents_of(
    subject: SubjectInput,
    *,
    lang: str | None = None,
    to: str | None = None,
    draft: bool = False,
    templates: str | os.PathLike[str] | None = None,
) -> Made:
    """Every document that the facts of a course or of a digital resource allow, and the gaps.

    :param subject: a folder with the record of the course and those of single documents, a record
        alone, or a mapping.
    :param lang: ``kk``, ``ru`` or ``en``; the record's own language if not said, else Kazakh.
    :param to: a format; of forms that do not have it the first that they have.
    :param draft: make them in spite of what is missing or wrong, every page marked as a draft.
    :raises InvalidRecord: if a record breaks a rule; nothing is made then.
    :raises UnreadableInput: if there is no such folder, or not one course or resource in it.
    """
    folder = _folder(subject)
    tongue: Language = language(lang) if lang else folder.subject.lang or "kk"
    return make(folder, [tongue], [to] if to else [], draft=draft, templates=templates)


def check_subject(subject: SubjectInput) -> FolderReport:
    """What is missing or wrong in the folder of a course or a resource, each fact once.

    :raises UnreadableInput: if there is no such folder, or not one course or resource in it.
    """
    folder = _folder(subject)
    return report_of(folder, assess(folder))


def _folder(subject: SubjectInput) -> SubjectFolder:
    if isinstance(subject, str | os.PathLike):
        path = Path(subject)
        return read_subject_folder(path if path.is_dir() or not path.is_file() else path.parent)
    return subject_alone(subject)


def make(
    folder: SubjectFolder,
    languages: Sequence[Language],
    formats: Sequence[str],
    *,
    draft: bool = False,
    templates: str | os.PathLike[str] | None = None,
) -> Made:
    """The documents of a folder in several languages and formats.

    :raises InvalidRecord: if a record breaks a rule; nothing is made then.
    """
    assessed = assess(folder)
    report = report_of(folder, assessed, lacks=False)
    if not draft and (folder.findings or any(each.mistakes for each in assessed)):
        raise refused(report)
    planned: list[tuple[Derived, Language, str]] = []
    gaps: list[Gap] = []
    wrong: list[Finding] = []
    for each in (one for one in assessed if one.derived.form.FORMATS):
        form = each.derived.form
        lacks = [*each.lacks]
        for lang in languages:
            missing, broken = _to_print(each.derived, lang)
            wrong += () if each.lacks else broken
            lacks += missing
            if draft or not (each.lacks or missing):
                planned += ((each.derived, lang, to) for to in _formats(form, formats))
        if lacks and not draft:
            own = each.derived
            gaps.append(Gap(own.name, type(form), own.file, tuple(_once(lacks))))
    if wrong and not draft:
        raise refused(_with(report, wrong))
    documents = [
        write(
            one.form,
            view(one.form, lang),
            to,
            lang,
            draft=draft,
            templates=templates,
            stem=one.stem,
        )
        for one, lang, to in planned
    ]
    made = Made(documents, gaps)
    made.report = report
    return made


def _with(report: FolderReport, wrong: Iterable[Finding]) -> FolderReport:
    return FolderReport((*report.findings, *wrong), report.form, report.file)


def _to_print(derived: Derived, lang: Language) -> tuple[list[Finding], list[Finding]]:
    """What keeps a document from being printed in a language: what is missing, what is wrong."""
    form = derived.form
    missing = [*missing_languages(form, lang)]
    wrong: list[Finding] = []
    absent = {file.path for file in pictures_of(form) if not picture_is_there(form, file.name)}
    for finding in pictures_to_print(form, lang):
        (missing if finding.path in absent else wrong).append(finding)
    wrong += letters_to_print(form, lang)
    return [derived.at_home(each) for each in missing], [derived.at_home(each) for each in wrong]


def _once(lacks: Iterable[Finding]) -> Iterable[Finding]:
    return {(each.file, each.path): each for each in lacks}.values()


def _formats(form: Form, wanted: Sequence[str]) -> list[str]:
    """The formats in which a form is written: those asked for, or the first that it has."""
    return [each for each in wanted if each in form.FORMATS] or [form.FORMATS[0]]
