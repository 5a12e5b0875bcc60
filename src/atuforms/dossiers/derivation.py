"""From the facts of a course or a resource to the records of its documents.

Each form says in its ``FACTS`` which of its fields hold a fact, and so does the subject: a field
of the one takes what the other gives under the same name. Where a single record gives the fact too,
its own value stands, and the difference is told. What is missing, and what breaks a rule, is told
of the place where it would be mended: in the subject's record, or in the single one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from atuforms.core.dotted_paths import names_of, put, value_at
from atuforms.core.exceptions import UnknownLanguage
from atuforms.core.findings import Finding, Report
from atuforms.core.language.choice import language
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.dossiers.agreement import disagreement, disagreements
from atuforms.dossiers.folder import Member
from atuforms.dossiers.messages import DOCUMENTS_DISAGREE, OVERRIDDEN
from atuforms.dossiers.subject_folder import SingleRecord, SubjectFolder, is_subject
from atuforms.fields.describe import Field, describe
from atuforms.fields.kinds import FieldKind
from atuforms.fields.lists import joined_texts
from atuforms.fields.not_given import NOT_GIVEN
from atuforms.fields.people import PRIVATE, people_of
from atuforms.forms.all_forms import form_classes
from atuforms.forms.base import Form
from atuforms.forms.facts import FILE_FACTS, FactName, GivenFact
from atuforms.records.checking import check_form
from atuforms.records.differences import COMPARED, WORDED, Difference, fact_difference
from atuforms.records.inventory import texts_of
from atuforms.records.loading import from_source, place_of
from atuforms.records.source import Source

Facts = Mapping[FactName, GivenFact]

_TEXTS: Final[frozenset[FieldKind]] = frozenset({"text", "long_text", "markdown"})


@dataclass(frozen=True, slots=True)
class Derived:
    """The record of a document, made of the facts of its subject and of what is its own.

    ``values`` are those of both, ``given`` the facts that were taken, by field. ``differing`` are
    findings on facts that its own record says otherwise.
    """

    folder: SubjectFolder
    form: Form
    values: Mapping[str, Any]
    given: Mapping[str, GivenFact]
    stem: str
    own: SingleRecord | None = None
    shape: tuple[Finding, ...] = ()
    differing: tuple[Finding, ...] = ()
    item: str = ""
    """The path in the subject of the item for which it is made, where it is one of a list."""
    report: Report = field(default_factory=Report)

    @property
    def name(self) -> str:
        """Code or slug of its form."""
        return self.form.name()

    def member(self, number: int) -> Member:
        """The document among others, under a name that only it has."""
        return Member(f"{number}:{self.file}", self.form, self.report)

    @property
    def file(self) -> str:
        """The file of its own record; empty where it has none."""
        return self.own.file if self.own else ""

    def is_given(self, path: str) -> bool:
        """Whether anything stands at a path of the record."""
        return value_at(self.values, path) is not None

    def at_home(self, finding: Finding) -> Finding:
        """The finding where it is mended: in the subject's record, or in its own."""
        top, _dot, below = finding.path.partition(".")
        subject = self.folder.subject
        if top in self.given:
            path = self.given[top].source(below)
        elif top and top not in self.values and (asked := self._asked(top)):
            path = ".".join(filter(None, (asked, below if below in LANGUAGES else "")))
        else:
            places = self.form.origin.places
            file = self.folder.file if self.form is subject else self.file
            return replace(finding, file=file, place=place_of(finding.path, places))
        place = place_of(path, subject.origin.places)
        return replace(finding, path=path, form=type(subject), file=self.folder.file, place=place)

    def _asked(self, name: str) -> str:
        """Where the subject would say what a field asks for; empty where it has no place for it."""
        form, places = self.form, self.folder.subject.FACTS
        for fact, path in form.FACTS.items():
            if path == name and fact in places:
                return names_of(places[fact])
        # A document that is made for each item of a list has the item's fields.
        if form.EACH is None or self.own is not None:
            return ""
        return f"{self.item}.{name}" if self.item else places.get(form.EACH, "")


def derived_records(folder: SubjectFolder) -> list[Derived]:
    """The records of the documents of a subject: those that it is asked for, and those it has."""
    facts = folder.subject.given_facts()
    found: list[Derived] = []
    known: list[SingleRecord] = []
    for form in form_classes():
        own = [each for each in folder.records if each.form is form]
        known += own
        if folder.subject.SLUG in form.SUBJECTS and (own or form.is_wanted(facts)):
            found += _documents(folder, form, own)
        else:
            found += [_derived(folder, form, each) for each in own]
    # Forms that are no longer listed: of a class that was made while the program ran.
    found += [_derived(folder, each.form, each) for each in folder.records if each not in known]
    return found


def _documents(
    folder: SubjectFolder, form: type[Form], own: list[SingleRecord]
) -> Iterator[Derived]:
    """The documents of one form: one, or one for each item and each record."""
    if form.EACH is None:
        yield from (_derived(folder, form, each) for each in (own or (None,)))
        return
    given = folder.subject.given_facts().get(form.EACH)
    items = given.value if given and isinstance(given.value, list) else []
    left = list(own)
    for number, item in enumerate(items):
        wanted = _read(form, item)
        read = ((each, _read(form, dict(each.source.values))) for each in left)
        record = next((each for each, own in read if _is_of(own, wanted)), None)
        if record is not None:
            left.remove(record)
        path = f"{given.path if given else form.EACH}.{number}"
        stem = "-".join((form.SLUG, _mark(form, item) or str(number + 1)))
        made = _derived(folder, form, record, _parts(item, path), stem)
        yield replace(made, item=path)
    for each in left:
        yield _derived(folder, form, each)
    if not items and not own:
        yield _derived(folder, form, None)


def _parts(item: object, path: str) -> dict[str, GivenFact]:
    parts = item if isinstance(item, dict) else {}
    return {name: GivenFact(value, f"{path}.{name}") for name, value in parts.items()}


def _mark(form: type[Form], item: object) -> str:
    """What tells the item of a list in the name of its file: one word, as a stage is."""
    for name in form.IDENTITY or ():
        value = value_at(item, name)
        if isinstance(value, str) and value.isascii() and value.isalnum():
            return value
    return ""


def _read(form: type[Form], values: object) -> Form:
    made, _findings = from_source(Source(dict(values) if isinstance(values, dict) else {}), form)
    return made


def _is_of(own: Form, item: Form) -> bool:
    """Whether a document speaks of the item of a list: a stage, a listener."""
    pairs = ((getattr(own, name), getattr(item, name)) for name in own.IDENTITY or ())
    both = [(a, b) for a, b in pairs if not any(each in (None, NOT_GIVEN) for each in (a, b))]
    langs = own.lang or "", item.lang or ""
    return bool(both) and all(fact_difference(None, a, b, "", langs) is None for a, b in both)


def _derived(
    folder: SubjectFolder,
    form: type[Form],
    own: SingleRecord | None,
    parts: Mapping[str, GivenFact] | None = None,
    stem: str = "",
) -> Derived:
    lang, subject = _language(folder, own)
    given = {**_taken(form, subject.given_facts()), **(parts or {})}
    said = dict(own.source.values) if own else {}
    values = {name: fact.value for name, fact in given.items()} | said
    if lang and own is None:
        values["lang"] = lang
    source = Source(
        values,
        own.source.places if own else {},
        own.source.file if own else "",
        folder.folder,
        folder.subject.origin.pictures,
    )
    made, shape = from_source(source, form)
    taken = {name: fact for name, fact in given.items() if name not in said}
    derived = Derived(folder, made, values, taken, stem or form.SLUG, own, tuple(shape))
    if own is not None:
        derived = replace(derived, stem=_own_stem(folder, own))
        overridden = {name: fact for name, fact in given.items() if name in said}
        derived = replace(derived, differing=tuple(_differences(derived, overridden)))
    return replace(derived, report=check_form(made, tuple(shape)))


def _own_stem(folder: SubjectFolder, own: SingleRecord) -> str:
    """The name of the file of a document: that of its record, or its form's if it has others."""
    together = [each for each in folder.records if each.file == own.file]
    if len(together) == 1 and own.file != folder.file:
        return own.file.rpartition(".")[0]
    alike = [each for each in together if each.form is own.form]
    if len(alike) == 1:
        return own.form.SLUG
    return f"{own.form.SLUG}-{_mark(own.form, own.source.values) or alike.index(own) + 1}"


def _taken(form: type[Form], facts: Facts) -> dict[str, GivenFact]:
    """The facts that fill fields of a form, by field."""
    fields = {each.name: each for each in describe(form)}
    found = {}
    for fact, name in form.FACTS.items():
        if fact in facts and name in fields:
            value = _fitted(fields[name], facts[fact].value)
            if value is not None:
                found[name] = replace(facts[fact], value=_printed(form, name, value))
    return found


def _printed(form: type[Form], name: str, value: object) -> object:
    """Of persons, what the form prints; a document needs no photo that it does not show."""
    if name not in people_of(form):
        return value
    if isinstance(value, list):
        return [_printed(form, name, each) for each in value]
    left_out = set(PRIVATE) - set(form.PRINTS_PRIVATE.get(name, ()))
    if not isinstance(value, dict):
        return value
    return {key: each for key, each in value.items() if key not in left_out}


def _fitted(target: Field, value: object) -> object:
    """A value as a field takes it: a list as its number or as one text, one text as a list."""
    if isinstance(value, list) and not target.many:
        if target.kind == "whole":
            return len(value)
        texts = [each for each in value if isinstance(each, str | dict)]
        return joined_texts(texts) if target.kind in _TEXTS and texts else None
    if target.many and not isinstance(value, list):
        return None if isinstance(value, int | float) else [value]
    return value


def _language(folder: SubjectFolder, own: SingleRecord | None) -> tuple[Language | None, Form]:
    """The language of the record's plain texts, and the subject with texts that fit it.

    Where both are of one language, plain texts stay as they are; else each is told its language.
    """
    subject = folder.subject
    if own is None:
        return subject.lang, subject
    try:
        named = own.source.values.get("lang")
        lang = language(named) if isinstance(named, str) else None
    except UnknownLanguage:
        return None, subject
    return lang, subject if lang == subject.lang else _labelled(subject)


def _labelled(subject: Form) -> Form:
    """The subject with the language of every text; a plain one serves each if it has none."""
    values = subject.record()
    languages = (subject.lang,) if subject.lang else LANGUAGES
    for path, text, each in texts_of(subject):
        if text.plain is not None and each.has_language and value_at(values, path) == text.plain:
            put(values, path, dict.fromkeys(languages, text.plain))
    values.pop("lang", None)
    form, _findings = from_source(Source(values), type(subject))
    return form


def _differences(derived: Derived, overridden: Mapping[str, GivenFact]) -> Iterator[Finding]:
    """What a single record says otherwise than its subject."""
    other = derived.folder.file
    for differs in _apart(derived.form, overridden):
        finding = disagreement(OVERRIDDEN, derived.form, derived.file, other, differs)
        yield replace(finding, severity="warning")


def all_disagreements(members: Sequence[Member]) -> list[Finding]:
    """Where the documents of one course differ from each other, or from its own record."""
    found = [*disagreements(members)]
    told = {(each.file, each.path) for each in found}
    subject = next((each for each in members if is_subject(type(each.form))), None)
    for each in _against_subject(members):
        if (each.file, each.path) in told:
            continue
        number = _same_in_subject(found, each, subject)
        if number is None or subject is None:
            found.append(each)
        else:
            found[number] = _with_document(found[number], each.file, subject)
    return found


_PARTS: Final[Mapping[FactName, frozenset[FactName]]] = {
    "academic_year": frozenset({"academic_year_from", "academic_year_to"}),
}
"""Facts of a subject that documents put together."""


def _facts_of(finding: Finding) -> frozenset[FactName]:
    """The facts that stand where a finding is."""
    if finding.form is None or not issubclass(finding.form, Form):
        return frozenset()
    return frozenset(fact for fact, path in finding.form.FACTS.items() if path == finding.path)


def _same_in_subject(
    found: Sequence[Finding], other: Finding, subject: Member | None
) -> int | None:
    """Which finding tells already that the subject says a part of what differs otherwise."""
    parts = {part for fact in _facts_of(other) for part in _PARTS.get(fact, ())}
    for number, each in enumerate(found):
        files = each.file, each.details.get("document")
        if subject and subject.file in files and parts & _facts_of(each):
            return number
    return None


def _with_document(finding: Finding, file: str, subject: Member) -> Finding:
    """A difference between the subject and a document, as one from a further document too."""
    details = dict(finding.details)
    if finding.file == subject.file:
        return replace(finding, details={**details, "document": f"{details['document']}, {file}"})
    path = next(subject.form.FACTS[fact] for fact in _facts_of(finding))
    return replace(
        finding,
        path=path,
        limit=finding.actual,
        actual=finding.limit,
        details={
            **details,
            "document": f"{finding.file}, {file}",
            "here": details["there"],
            "there": details["here"],
        },
        place=place_of(path, subject.form.origin.places),
        form=type(subject.form),
        file=subject.file,
    )


def _against_subject(members: Sequence[Member]) -> Iterator[Finding]:
    """What documents say otherwise than the subject among them, of facts put together from it.

    What stands in documents as it does in the subject is compared among all of them.
    """
    subjects = [each for each in members if is_subject(type(each.form))]
    for subject in subjects[:1]:
        facts = subject.form.given_facts()
        labelled = _labelled(subject.form).given_facts()
        items = _items_of(members, labelled)
        for member in members:
            form = member.form
            if subject.form.SLUG not in form.SUBJECTS:
                continue
            # Files are told by name, and a dossier looks whether they are there.
            compared = {*COMPARED, *WORDED, *FILE_FACTS, *form.OWN_FACTS, *subject.form.OWN_FACTS}
            known = labelled if form.lang != subject.form.lang else facts
            apart = {fact: given for fact, given in known.items() if fact not in compared}
            taken = {**_taken(type(form), apart), **_item_parts(form, items.get(member.file))}
            for differs in _apart(form, taken):
                finding = disagreement(DOCUMENTS_DISAGREE, form, member.file, subject.file, differs)
                yield replace(finding, severity="warning")


def _items_of(members: Sequence[Member], facts: Facts) -> dict[str, object]:
    """For which item of the subject each document is made that is made for one, by its file.

    The one document and the one item that are left over belong together: what tells them apart
    from others is then what differs.
    """
    found: dict[str, object] = {}
    for form in dict.fromkeys(type(each.form) for each in members if each.form.EACH):
        fact = facts.get(form.EACH) if form.EACH else None
        items = fact.value if fact and isinstance(fact.value, list) else []
        left = [(item, _read(form, item)) for item in items]
        others: list[str] = []
        for member in (each for each in members if type(each.form) is form):
            pair = next((each for each in left if _is_of(member.form, each[1])), None)
            if pair is None:
                others.append(member.file)
                continue
            left.remove(pair)
            found[member.file] = pair[0]
        if len(left) == len(others) == 1:
            found[others[0]] = left[0][0]
    return found


def _item_parts(form: Form, item: object) -> Mapping[str, GivenFact]:
    fields = {each.name for each in describe(type(form))}
    parts = _parts(item, form.EACH or "")
    return {name: part for name, part in parts.items() if name in fields}


def _apart(form: Form, given: Mapping[str, GivenFact]) -> Iterator[Difference]:
    """Where the fields of a form differ from what its subject gives for them."""
    values = {name: fact.value for name, fact in given.items()}
    lang = {"lang": form.lang} if form.lang else {}
    other, _findings = from_source(Source(values | lang), type(form))
    facts = {name: fact for fact, name in type(form).FACTS.items()}
    langs = form.lang or "", form.lang or ""
    for name in given:
        first, second = getattr(form, name), getattr(other, name)
        if first is None or first is NOT_GIVEN or second is None or second is NOT_GIVEN:
            continue
        differs = fact_difference(facts.get(name), first, second, name, langs)
        if differs is not None:
            yield differs
