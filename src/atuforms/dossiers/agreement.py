"""Comparison of the documents of one dossier: copies of one document, facts that several state."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from atuforms.core.findings import Finding
from atuforms.core.language.sentences import Message
from atuforms.dossiers.folder import Member
from atuforms.dossiers.messages import COPIES_DISAGREE, DOCUMENTS_DISAGREE
from atuforms.forms.base import Form
from atuforms.forms.facts import FactName
from atuforms.records.differences import (
    COMPARED,
    WORDED,
    Comparison,
    Difference,
    difference,
    first_difference,
    langs_of,
    plain,
    same_course,
    short,
    stated,
    worded_difference,
)
from atuforms.records.loading import place_of

# Copies


def without_copies(
    members: Sequence[Member], *, several: bool
) -> tuple[list[Member], list[Member], list[Finding]]:
    """Each document once: those to count, the copies that differ, and findings on copies.

    :param several: whether the documents may be of several courses.
    """
    kept: list[Member] = []
    others: list[Member] = []
    findings: list[Finding] = []
    for member in members:
        for number, known in enumerate(kept):
            if not _same_document(known, member, several=several):
                continue
            differs = difference(member.form, known.form)
            if differs is None:
                kept[number] = replace(known, copies=(*known.copies, member.file))
                findings += _of_copy_alone(known, member)
            else:
                others.append(member)
                findings.append(
                    _finding("copies-disagree", COPIES_DISAGREE, member, known, differs)
                )
            break
        else:
            kept.append(member)
    return kept, others, findings


def _of_copy_alone(known: Member, copy: Member) -> Iterator[Finding]:
    """The findings on a copy that the document itself does not have."""
    told = {(finding.rule, finding.path) for finding in known.report.findings}
    for finding in copy.report.findings:
        if (finding.rule, finding.path) not in told:
            yield finding


def _same_document(first: Member, second: Member, *, several: bool) -> bool:
    if second.name != first.name:
        return False
    form = type(first.form)
    if form.IDENTITY is None:
        return difference(first.form, second.form) is None
    langs = langs_of(first.form, second.form)
    pairs = ((getattr(first.form, each), getattr(second.form, each)) for each in form.IDENTITY)
    same = all(first_difference(*pair, "", langs) is None for pair in pairs)
    # A link identifies the course even where titles differ.
    if not several or form.FACTS.get("link") in form.IDENTITY:
        return same
    return same and same_course(first.form, second.form)


# Facts


def disagreements(members: Sequence[Member]) -> Iterator[Finding]:
    """A finding for each document that states a fact differently from the others.

    What most documents say counts as right, the first of them where they are as many.
    """
    for fact, compare in COMPARED.items():
        yield from _apart(compare, _known(members, fact))
    for fact in WORDED:
        for finding in _apart(worded_difference, _known(members, fact)):
            yield replace(finding, severity="warning")


def _known(members: Sequence[Member], fact: FactName) -> list[_Stated]:
    return [
        (member, said)
        for member in members
        if fact not in member.form.OWN_FACTS and (said := stated(member.form, fact)) is not None
    ]


_Stated = tuple[Member, tuple[str, object]]


def _apart(compare: Comparison, known: Sequence[_Stated]) -> Iterator[Finding]:
    @functools.cache
    def between(first: int, second: int) -> Difference | None:
        (one, (path, value)), (other, (_path, standard)) = known[first], known[second]
        return compare(value, standard, path, langs_of(one.form, other.form))

    numbers = range(len(known))
    company = [sum(between(one, other) is None for other in numbers) for one in numbers]
    agreed: list[int] = []
    for one in sorted(numbers, key=lambda number: -company[number]):
        for other in agreed:
            differs = between(one, other)
            if differs is not None:
                yield _finding(
                    "documents-disagree",
                    DOCUMENTS_DISAGREE,
                    known[one][0],
                    known[other][0],
                    differs,
                )
                break
        else:
            agreed.append(one)


def _finding(
    rule: str, message: Message, member: Member, other: Member, differs: Difference
) -> Finding:
    """What ``member`` says, beside what ``other`` says."""
    found = disagreement(message, member.form, member.file, other.file, differs)
    return replace(found, rule=rule)


def disagreement(
    message: Message, form: Form, file: str, other: str, differs: Difference
) -> Finding:
    """What a form in ``file`` says, beside what the file ``other`` says."""
    actual, limit = short(differs.first, differs.second), short(differs.second, differs.first)
    return Finding(
        "documents-disagree",
        differs.path,
        message,
        limit=plain(limit),
        actual=plain(actual),
        details={"document": other, "here": actual, "there": limit},
        place=place_of(differs.path, form.origin.places),
        form=type(form),
        file=file,
    )
