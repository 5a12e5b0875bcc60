"""What a batch takes from a form: its columns, the check of a row, the making of a document."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from atuforms.batches.messages import (
    CELL_TO_FILL,
    COLUMN_TO_ADD,
    COLUMN_TO_FILL,
    LANGUAGE_IN_TABLE,
    NONE_IN_TABLE,
    PERSON_IN_TABLE,
    REGISTER_NUMBERS,
    ROW_OTHER_FORM,
)
from atuforms.batches.plan import Prepared, Rejected, RenderTask
from atuforms.batches.tables import people as person_columns
from atuforms.batches.tables.columns import MAIL, Column, ColumnKind, Fields
from atuforms.batches.tables.examples import example, person_example
from atuforms.batches.tables.rows import Row
from atuforms.core.exceptions import UnknownForm
from atuforms.core.files.file_states import look_again
from atuforms.core.findings import Finding, Report
from atuforms.core.language.labels import clause_text, label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.messages import LANGUAGE_MISSING_TO_PRINT, MISSING
from atuforms.core.language.sentences import Message, message
from atuforms.core.language.translation import translate
from atuforms.core.language.wording import choice_words
from atuforms.documents.printing import write
from atuforms.documents.view import view
from atuforms.fields.describe import Field, describe, walk
from atuforms.fields.people import Person
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form
from atuforms.forms.facts import FactName
from atuforms.forms.rules import Rule
from atuforms.records.checking import (
    check_form,
    missing_languages,
    mixtures_to_print,
    pictures_to_print,
)
from atuforms.records.loading import from_source
from atuforms.records.source import Source

_KINDS: Mapping[str, ColumnKind] = {
    "date": "date",
    "choice": "choice",
    "language": "choice",
    "number": "number",
    "whole": "number",
    "url": "url",
}
_NUMBER = "number"
_OF_A_PERSON = re.compile(r"\.\d+\.(?:position|degree|title|workplace|email)$")
"""What is said of a person of a list: it stands in the cell with the name, or in its own column."""
_TITLES: tuple[FactName, ...] = ("title", "discipline")
_HOLDERS: tuple[FactName, ...] = ("authors", "author")

_FOR_MESSAGES = message("Only for messages (--eml); it is not printed.")
_FROM_REGISTER = message("May stay empty where the register gives the numbers (--register).")
_FROM_SETTINGS = message("Must be filled in, unless atuforms.toml says it.")

_UNNUMBERED = "0"
"""The number with which a row is checked before the register gives it one."""


def fields_of(form: type[Form]) -> Fields:
    """The fields that the columns of a table of ``form`` may name, with their labels."""
    kinds: dict[str, ColumnKind] = {"form": "text", "lang": "text"}
    lists: set[str] = set()
    for path, field in walk(form):
        if field.many and (field.record is None or issubclass(field.record, Person)):
            lists.add(path)
        if field.record is None:
            kinds[f"{path}.*" if field.many else path] = _KINDS.get(field.kind, "text")
        elif issubclass(field.record, Person):
            kinds[f"{path}.*" if field.many else path] = "text"
    labels: dict[str, str] = {}
    people = [field for field in describe(form) if _is_people(field)]
    for lang in LANGUAGES:
        for field in describe(form):
            labels.setdefault(label(form, field.name, lang), field.name)
        for field in people:
            for n in range(1, person_columns.KNOWN + 1):
                for part in person_columns.PARTS:
                    words = _person_heading(form, field, part, n, lang)
                    labels.setdefault(words, f"{field.name}.{n}.{part}")
    return Fields(kinds, labels, frozenset(lists), frozenset(field.name for field in people))


def columns_of(form: type[Form], lang: Language) -> tuple[Column, ...]:
    """The columns of the sheet to fill in for ``form``, in the order of the form.

    Fields that hold records of their own have no column; of people, each has one for name,
    position, degree and title.
    """
    found: list[Column] = []
    for field in describe(form):
        if _is_people(field):
            found += _people_columns(form, field, lang)
        elif _has_column(field):
            found.append(_column(form, field, lang))
    return (*found, Column("", MAIL[lang], otherwise=translate(_FOR_MESSAGES, lang)))


def _is_people(field: Field) -> bool:
    return field.many and field.record is not None and issubclass(field.record, Person)


def _person_heading(form: type[Form], field: Field, part: str, n: int, lang: Language) -> str:
    words = label(form, field.name, lang)
    what = label(None, part, lang)
    author = field.name in (form.FACTS.get("authors"), form.FACTS.get("author"))
    return person_columns.heading(words, what, n, lang, author=author)


def _people_columns(form: type[Form], field: Field, lang: Language) -> Iterator[Column]:
    whole = _column(form, field, lang)
    for n in range(1, person_columns.COLUMNS + 1):
        for part in person_columns.PARTS:
            yield replace(
                whole,
                path=f"{field.name}.{n}.{part}",
                label=_person_heading(form, field, part, n, lang),
                required=whole.required and n == 1 and part == "name",
                example=person_example(part, n, lang),
            )


def _column(form: type[Form], field: Field, lang: Language) -> Column:
    limit = _limit(form, field)
    clause = limit.clause if limit else form.FIELD_CLAUSES.get(field.name, form.CODE)
    return Column(
        path=field.name,
        label=label(form, field.name, lang),
        kind="text" if field.many else _KINDS.get(field.kind, "text"),
        choices=_choices(field, lang),
        max_length=limit.max_length if limit else None,
        clause=clause_text(clause, lang),
        required=field.required and field.name not in (*form.FROM_REGISTER, *form.FROM_SETTINGS),
        example=example(field, lang),
        otherwise=_otherwise(form, field, lang),
    )


def _otherwise(form: type[Form], field: Field, lang: Language) -> str:
    if not field.required:
        return ""
    if field.name in form.FROM_REGISTER:
        return translate(_FROM_REGISTER, lang)
    return translate(_FROM_SETTINGS, lang) if field.name in form.FROM_SETTINGS else ""


def _limit(form: type[Form], field: Field) -> Rule | None:
    """The rule that limits the length of what the cell of ``field`` holds."""
    if field.many:
        return None
    limits = (
        rule
        for rule in form.RULES
        if not rule.each and rule.reads[:1] == (field.name,) and "maxLength" in rule.limits
    )
    return min(limits, key=lambda rule: rule.limits["maxLength"], default=None)


def _choices(field: Field, lang: Language) -> tuple[str, ...]:
    """The words of a drop-down; a cell that lists several values cannot have one."""
    if not field.choices or field.many:
        return ()
    return tuple(choice_words(field.choices, lang).values())


def placeholders_of(form: type[Form]) -> tuple[str, ...]:
    """The names that a pattern of file names may use for ``form``."""
    plain = (field.name for field in describe(form) if not field.many and field.record is None)
    return ("row", _NUMBER, *(name for name in plain if name != _NUMBER))


def default_pattern(form: type[Form]) -> str:
    """The default pattern of file names: number or row, and the title where there is one."""
    names = {field.name for field in describe(form)}
    first = _NUMBER if _NUMBER in names else "row"
    title = next(iter(_fields(form, _TITLES)), None)
    return f"{{{first}}}_{{{title}}}" if title else f"{{{first}}}"


@dataclass(frozen=True)
class Preparer:
    """Checks a row as a record of ``form``, for documents in ``langs``.

    Plain strings are in the first of ``langs`` unless the row says otherwise, or was given as a
    form. With ``numbered`` the register gives the number of a row that has none. ``year`` is that
    of the journal for a record without a date.
    """

    form: type[Form]
    langs: Sequence[Language]
    folder: Path
    numbered: bool
    year: int

    def __call__(self, row: Row) -> Prepared | Rejected:
        """The record to render, or every error of the row."""
        if row.is_unread:
            return Rejected(tuple(replace(each, form=self.form) for each in row.findings))
        if self._is_of_another_form(row):
            return Rejected((self._other_form(row),))
        values = dict(row.record) if row.is_form else {"lang": self.langs[0], **row.record}
        brings = values.get(_NUMBER) is not None
        if self.numbered and not brings and _NUMBER in self.form.FROM_REGISTER:
            values[_NUMBER] = _UNNUMBERED
        source = Source(values, row.places, folder=row.folder or self.folder)
        form, shape = from_source(source, self.form)
        report = check_form(form, tuple(shape))
        errors = tuple(self._errors(row, form, report))
        if errors:
            return Rejected(errors)
        record = form.record()
        issued = getattr(form, "date", None)
        number = str(record[_NUMBER]) if brings and _NUMBER in record else None
        return Prepared(
            record=record,
            year=issued.year if isinstance(issued, dt.date) else self.year,
            number=number,
            names={"row": str(row.number), **_names(record, self.langs[0])},
            holder=_people(record, self.form),
            title=_title(record, self.form, self.langs[0]),
            folder=str(row.folder or ""),
            date=issued.isoformat() if isinstance(issued, dt.date) else "",
            warnings=(
                *self._warnings(row, form, report),
                *(self._of_person(replace(each, form=self.form), row) for each in form.unsaid()),
            ),
            note=str(getattr(form, self.form.NOTED, None) or "") if self.form.NOTED else "",
        )

    def _warnings(self, row: Row, form: Form, report: Report) -> Iterator[Finding]:
        """What the rules recommend; of languages only those that the documents are made in."""
        for finding in report.warnings:
            if finding.rule != "language-missing":
                yield finding
        for lang in self.langs:
            for finding in mixtures_to_print(form, lang):
                yield self._of_language(finding) if row.in_grid else finding

    def _is_of_another_form(self, row: Row) -> bool:
        named = row.record.get("form")
        if named is None:
            return False
        try:
            return get_form(str(named)) is not self.form
        except UnknownForm:
            return True

    def _other_form(self, row: Row) -> Finding:
        """The only finding on a record of another form, whose fields would all be unknown."""
        return Finding(
            "wrong-type",
            "form",
            ROW_OTHER_FORM,
            limit=self.form.name(),
            actual=str(row.record["form"]),
            place=row.place("form"),
            form=self.form,
        )

    def _errors(self, row: Row, form: Form, report: Report) -> Iterator[Finding]:
        told = {finding.path for finding in row.findings if finding.path}
        yield from (replace(finding, form=self.form) for finding in row.findings)
        found = list(report.errors)
        for lang in self.langs:
            found += (*missing_languages(form, lang), *pictures_to_print(form, lang))
        for finding in found:
            if finding.path not in told:
                yield self._of_cell(finding, row)

    def _of_language(self, finding: Finding) -> Finding:
        """A text in another language than the document's, with where it is written in a table."""
        steps = finding.path.split(".")
        if steps[-1] in LANGUAGES:
            del steps[-1]
        path = ".".join(str(int(step) + 1) if step.isdecimal() else step for step in steps)
        columns = ", ".join(f"{path}.{lang}" for lang in LANGUAGES)
        said = Message(finding.message.what, LANGUAGE_IN_TABLE)
        return replace(finding, message=said, details={**finding.details, "columns": columns})

    def _of_person(self, finding: Finding, row: Row) -> Finding:
        """What is not said of a person, with where it is written in a table."""
        if not row.in_grid:
            return finding
        if row.gap(finding.path) is not None:
            finding = self._of_cell(replace(finding, message=MISSING), row)
            advice = (*finding.message.advice, NONE_IN_TABLE)
        else:
            advice = (PERSON_IN_TABLE, NONE_IN_TABLE)
        return replace(finding, message=Message(finding.message.what, *advice))

    def _of_cell(self, finding: Finding, row: Row) -> Finding:
        """The finding with its place; of a gap it names the cell or the column to fill in."""
        if finding.message not in (MISSING, LANGUAGE_MISSING_TO_PRINT) or not row.in_grid:
            return finding.at(row.place(finding.path))
        if _OF_A_PERSON.search(finding.path) and row.gap(finding.path) is None:
            said = Message(finding.message.what, PERSON_IN_TABLE)
            return replace(finding, message=said, place=row.place(finding.path))
        gap = row.gap(finding.path)
        place = gap.place if gap else row.place(finding.path)
        cell = (place.cell or "").rpartition("!")[2]
        details: dict[str, object] = {"row": row.number, "cell": cell}
        if gap is None:
            words, details["heading"] = COLUMN_TO_ADD, _Heading(self.form, finding.path)
            if finding.message == LANGUAGE_MISSING_TO_PRINT:
                details["heading"] = finding.path  # a column of one language has no other name
        else:
            words, details["heading"] = CELL_TO_FILL if place.cell else COLUMN_TO_FILL, gap.heading
        advice = words.advice
        if finding.path == _NUMBER and _NUMBER in self.form.FROM_REGISTER:
            advice = (*advice, REGISTER_NUMBERS)
        said = Message(finding.message.what, *advice)
        return replace(finding, message=said, details=details, place=place)


@dataclass(frozen=True)
class _Heading:
    """The heading of a column that a table lacks, in the reader's language."""

    form: type[Form]
    path: str

    def text(self, lang: Language) -> str:
        return label(self.form, self.path, lang)


@dataclass(frozen=True)
class Renderer:
    """Makes the document of a task; plain data, so that it may be sent to other processes.

    ``form`` is the form's name, ``folder`` the one to which file names in records are relative,
    ``templates`` a folder of templates that come before the package's own; ``moment`` is the same
    for documents that are to be made of templates in the same state.
    """

    form: str
    folder: str
    templates: str | None = None
    moment: str | None = None

    def __call__(self, task: RenderTask) -> bytes:
        """The bytes of the document."""
        look_again(self.moment)
        values = numbered(task.record, task.number)
        source = Source(values, folder=Path(task.folder or self.folder))
        form, _ = from_source(source, get_form(self.form))
        printed = view(form, task.lang)
        document = write(
            form, printed, task.format, task.lang, templates=self.templates, proof=task.proof
        )
        return document.data


def numbered(record: Mapping[str, object], number: str) -> dict[str, object]:
    """A record with the number that the register gave it."""
    return {**record, _NUMBER: number} if number and _NUMBER in record else dict(record)


def _has_column(field: Field) -> bool:
    return field.record is None or issubclass(field.record, Person)


def _names(record: Mapping[str, object], lang: Language) -> dict[str, str]:
    return {name: _words(value, lang) for name, value in record.items() if name != _NUMBER}


def _fields(form: type[Form], facts: Sequence[FactName]) -> list[str]:
    """The fields in which ``form`` states these facts, in their order."""
    return [form.FACTS[fact] for fact in facts if fact in form.FACTS]


def _title(record: Mapping[str, object], form: type[Form], lang: Language) -> str:
    fields = _fields(form, _TITLES)
    return next((_words(record[name], lang) for name in fields if name in record), "")


def _people(record: Mapping[str, object], form: type[Form]) -> str:
    fields = [form.HOLDER] if form.HOLDER else _fields(form, _HOLDERS)
    named: object = next((record[name] for name in fields if name in record), [])
    people = named if isinstance(named, list) else [named]
    return "; ".join(_words(_name(person), "kk") for person in people)


def _name(person: object) -> object:
    return person.get("name", "") if isinstance(person, Mapping) else person


def _words(value: object, lang: Language) -> str:
    """``value`` as text; nothing for what is no single value."""
    if isinstance(value, Mapping):
        return str(value.get(lang) or next(iter(value.values()), ""))
    return "" if isinstance(value, list) else str(value)
