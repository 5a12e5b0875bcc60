"""Checks what a folder has against the rules on its kind of dossier."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from atuforms.core.findings import Finding
from atuforms.core.language.languages import Language
from atuforms.core.language.messages import MISSING, TOO_FEW
from atuforms.core.language.sentences import Message, message
from atuforms.core.language.translation import Listed, translate
from atuforms.dossiers.folder import Member
from atuforms.dossiers.messages import (
    DOCUMENT_AT_FAULT,
    FILES_NOT_PDF,
    FILES_NOT_THERE,
    NO_DECISION,
    NO_LETTER,
    SCORM_WITHOUT_MANIFEST,
    TOPICS_NOT_COVERED,
    VIDEO_NOT_NAMED,
)
from atuforms.dossiers.requirements import (
    BANK,
    COURSE,
    DEPARTMENT,
    DER_CERTIFICATE,
    DER_LETTER,
    DESCRIPTION,
    EXPERTISE,
    FACULTY,
    HAND_OVERS,
    LETTER,
    PRESENTATION,
    PROGRAMME,
    RESOURCE,
    SCORM,
    SYLLABUS,
    DossierRule,
    Piece,
    rules_of,
)
from atuforms.dossiers.scorm import Scorm
from atuforms.fields.not_given import given, given_items
from atuforms.fields.texts import Text, folded
from atuforms.forms.facts import FactName
from atuforms.records.differences import has_title, same_course, stated
from atuforms.records.loading import place_of

_LISTED: Final = 5
"""File names that one message lists."""

_LECTURE: Final[tuple[FactName, ...]] = ("lecture_number", "lecture_topic")
_SYLLABUS = re.compile(r"syllabus|силлабус", re.IGNORECASE)
_NUMBER = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A rule on the dossier that was not checked, or not in full, and why."""

    rule: str
    clause: str
    reason: str

    def text(self, lang: Language) -> str:
        """The reason in ``lang``."""
        return translate(self.reason, lang)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a dossier holds: each document once, and the other files by name."""

    kind: str
    members: Sequence[Member]
    attachments: frozenset[str]
    packages: Sequence[Scorm]
    files: frozenset[str]
    """Every file, documents included."""

    def of(self, *pieces: Piece) -> list[Member]:
        """The documents that are one of these pieces."""
        return [member for member in self.members if any(_is(member, each) for each in pieces)]

    def with_fact(self, fact: FactName) -> list[Member]:
        """The documents whose forms have a field for ``fact``."""
        return [member for member in self.members if fact in member.form.FACTS]

    def holds(self, piece: Piece) -> bool:
        """Whether the folder has what a dossier must hold."""
        if piece is SCORM:
            return bool(self.packages)
        if piece is SYLLABUS:
            return any(map(_SYLLABUS.search, self.files))
        return bool(self.of(piece)) or any(
            member.sibling(name) in self.attachments
            for member in self.members
            for name in _files_named(member, piece.scan)
        )


def _is(member: Member, piece: Piece) -> bool:
    level = stated(member.form, "meeting") if piece.level else None
    return member.name == piece.form and (level[1] if level else "") == piece.level


def _values(member: Member, fact: FactName | None) -> list[object]:
    """What a document gives for a fact, be it one value or a list."""
    path = member.form.FACTS.get(fact) if fact else None
    value = given(getattr(member.form, path, None)) if path else None
    return [each for each in (value if isinstance(value, tuple) else (value,)) if given(each)]


def _files_named(member: Member, fact: FactName | None) -> list[str]:
    return [name for name in _values(member, fact) if isinstance(name, str)]


Found = Iterator[Finding | str]
"""Findings, and reasons why something was not checked."""


def check_contents(contents: Contents) -> tuple[list[Finding], list[Unchecked]]:
    """What the rules on this kind of dossier find, and what they could not check."""
    findings: list[Finding] = []
    unchecked: list[Unchecked] = []
    for rule in rules_of(contents.kind):
        if rule.unseen:
            unchecked.append(Unchecked(rule.id, rule.clause, rule.unseen))
            continue
        broken: list[Finding] = [*_missing(rule, contents)]
        reasons: list[str] = []
        for check in CHECKS.get(rule.id, ()):
            for each in check(contents):
                if isinstance(each, str):
                    reasons.append(each)
                else:
                    broken.append(each)
        findings += (_under(rule, finding) for finding in broken)
        if not broken:
            reasons += [rule.partly] if rule.partly else []
        unchecked += [Unchecked(rule.id, rule.clause, reason) for reason in dict.fromkeys(reasons)]
    return findings, unchecked


def _under(rule: DossierRule, finding: Finding) -> Finding:
    """A finding as one of this rule."""
    severity = "warning" if rule.severity == "warning" else finding.severity
    return replace(finding, rule=rule.id, clause=rule.clause, severity=severity)


def _missing(rule: DossierRule, contents: Contents) -> Iterator[Finding]:
    for piece in rule.holds:
        if not contents.holds(piece):
            yield _not_there(piece)


def _not_there(piece: Piece) -> Finding:
    details = {"piece": piece, "wanted": piece.form, "level": piece.level}
    return Finding("", "", piece.missing, details=details)


def _in(member: Member, message: Message, path: str = "", **values: Any) -> Finding:
    """A finding in a document."""
    return Finding(
        "",
        path,
        message,
        place=place_of(path, member.form.origin.places),
        form=type(member.form),
        file=member.file,
        **values,
    )


# All kinds


def _documents_are_sound(contents: Contents) -> Found:
    """Documents with errors keep an application from being accepted."""
    for member in contents.members:
        count = len(member.report.errors)
        if count:
            yield _in(member, DOCUMENT_AT_FAULT, actual=count, details={"count": count})


def _decided(*pieces: Piece) -> Callable[[Contents], Found]:
    """Extracts and protocols must say what was decided, and why."""

    def check(contents: Contents) -> Found:
        for piece in pieces:
            for member in contents.of(piece):
                if not stated(member.form, "decision"):
                    yield _in(member, NO_DECISION, member.form.FACTS["decision"])

    return check


def _letter_of_each(letter: Piece) -> Callable[[Contents], Found]:
    """In a hand-over every document is of a course or resource that has its cover letter."""

    def check(contents: Contents) -> Found:
        letters = contents.of(letter)
        if not letters or contents.kind not in HAND_OVERS:
            return
        for member in contents.members:
            if has_title(member.form) and not any(
                same_course(member.form, each.form) for each in letters
            ):
                yield _in(member, NO_LETTER, details={"piece": letter})

    return check


# Competitions


def _languages(contents: Contents) -> Found:
    """A language of a course that is none of the three, as reading the record has found."""
    stated = False
    for member in contents.members:
        stated = stated or bool(given(getattr(member.form, "language", None)))
        for finding in member.report.findings:
            if finding.path == "language" and finding.rule == "not-a-choice":
                stated = True
                yield finding
    if not stated:
        yield message("No document in the folder says in which language the course is.")


def _cohorts(contents: Contents) -> Found:
    """The forms have no place for cohorts; the record of the course has, and checks them."""
    courses = contents.of(COURSE)
    for member in courses:
        yield from (each for each in member.report.findings if each.rule == "01-two-cohorts")
    if not courses:
        yield message(
            "The forms have no place for cohorts. Put the record of the course into the folder."
        )


# Placement of a MOOC


def _files_of_description(fact: FactName, *, weekly: bool = False) -> Callable[[Contents], Found]:
    """Files that 02-01 names are there, in PDF where the form says so; one a week if ``weekly``."""

    def check(contents: Contents) -> Found:
        descriptions = contents.of(DESCRIPTION)
        if not descriptions:
            yield message("There is no form 02-01 in the folder, which names the files.")
        for member in descriptions:
            yield from _files(contents, member, fact)
            if weekly:
                yield from _weekly(contents, member, fact)

    return check


def _files(contents: Contents, member: Member, fact: FactName) -> Found:
    field, names = member.form.FACTS[fact], _files_named(member, fact)
    if not names:
        yield message("Form 02-01 does not name the file.")
    absent = [name for name in names if member.sibling(name) not in contents.files]
    # Where there is no bank at all, that is told of the bank.
    if absent and (fact != "test_file" or contents.holds(BANK)):
        yield _in(member, FILES_NOT_THERE, field, details=_few(absent))
    # The bank is handed in for Moodle or as a document; item 22 asks for no PDF.
    other = [name for name in names if fact != "test_file" and not name.lower().endswith(".pdf")]
    if other:
        yield _in(member, FILES_NOT_PDF, field, limit=".pdf", details=_few(other))


def _few(names: Sequence[str]) -> dict[str, object]:
    more = "…" if len(names) > _LISTED else ""
    return {"count": len(names), "files": ", ".join(names[:_LISTED]) + more}


def _weekly(contents: Contents, member: Member, fact: FactName) -> Found:
    said = (stated(each.form, "weeks") for each in contents.of(PROGRAMME, COURSE))
    weeks = next((each[1] for each in said if each), 0)
    count = len(_files_named(member, fact))
    if not weeks:
        yield message("No document in the folder says how many weeks the course has.")
    elif 0 < count < weeks:
        details = {"lacking": weeks - count}
        path = member.form.FACTS[fact]
        yield _in(member, TOO_FEW, path, limit=weeks, actual=count, details=details)


def _lectures_are_numbered(contents: Contents) -> Found:
    """Lectures made from 02-03 have number and topic, or its own report says that they lack."""
    lectures = contents.with_fact("lecture_number")
    for member in lectures:
        for fact in _LECTURE:
            if not stated(member.form, fact):
                yield _in(member, MISSING, member.form.FACTS[fact])
    known = {file for member in lectures for file in (member.file, *member.copies)}
    for member in contents.with_fact("lecture_files"):
        named = _files_named(member, "lecture_files")
        if any(member.sibling(name) not in known for name in named):
            yield message("Number and topic are read only in lectures made from form 02-03.")
            return
    if not known:
        yield message("No lecture in the folder was made from form 02-03.")


def _videos_are_named(contents: Contents) -> Found:
    """Each video lecture has a name with its number, in the list or in the name of its file."""
    lectures = [
        (member, number, video)
        for member in contents.of(DESCRIPTION)
        for number, video in given_items(getattr(member.form, member.form.FACTS["video_lectures"]))
    ]
    if not lectures:
        yield message("There is no list of video lectures in the folder (form 02-01).")
    for member, number, video in lectures:
        title, file = given(video.title), given(video.file) or ""
        names = [words for _lang, words in title.items()] if title else [file]
        if not all(_NUMBER.search(name) and _WORD.search(name) for name in names):
            path = f"{member.form.FACTS['video_lectures']}.{number}"
            shown = names[0]
            yield _in(member, VIDEO_NOT_NAMED, path, actual=shown, details={"name": shown})


# Placement of a resource


def _presentations(contents: Contents) -> Found:
    """The template 03-02 binds interactive presentations only."""
    kinds = {said[1] for member in contents.members if (said := stated(member.form, "der_type"))}
    if contents.holds(PRESENTATION):
        return
    if kinds and "interactive_presentation" not in kinds:
        yield message("The template 03-02 is for interactive presentations only.")
    else:
        yield _not_there(PRESENTATION)


def _topics_are_covered(contents: Contents) -> Found:
    """Every topic of the syllabus is one of the resource, in each language that both have."""
    members = contents.of(RESOURCE, DER_CERTIFICATE)
    topics = [text for member in members for text in _texts(member, "topics")]
    compared = False
    for member in members:
        wanted = _texts(member, "syllabus_topics")
        if not wanted or not topics:
            continue
        compared = True
        absent = [each for each in wanted if not any(_alike(each, one) for one in topics)]
        if absent:
            yield _in(
                member,
                TOPICS_NOT_COVERED,
                member.form.FACTS["syllabus_topics"],
                limit=len(wanted),
                actual=len(wanted) - len(absent),
                details={"count": len(absent), "topics": Listed(tuple(absent[:_LISTED]), "; ")},
            )
    if not compared:
        yield message(
            "The topics of the syllabus are not given. The record of the resource "
            "(digital-resource) has a field for them."
        )


def _texts(member: Member, fact: FactName) -> list[Text]:
    return [text for text in _values(member, fact) if isinstance(text, Text)]


def _alike(first: Text, second: Text) -> bool:
    known = {folded(words).casefold() for _lang, words in first.items()}
    return any(folded(words).casefold() in known for _lang, words in second.items())


def _packages_are_sound(contents: Contents) -> Found:
    for package in contents.packages:
        if package.fault:
            yield Finding("", "", package.fault, file=package.file)
    named = [
        (member, member.sibling(name))
        for member in contents.with_fact("scorm_file")
        for name in _files_named(member, "scorm_file")
    ]
    known = {package.file for package in contents.packages}
    for member, file in named:
        if file in contents.files and file not in known:
            yield _in(member, SCORM_WITHOUT_MANIFEST, member.form.FACTS["scorm_file"], actual=file)
    if not contents.packages and not named:
        yield message("There is no SCORM package in the folder.")


CHECKS: Final[Mapping[str, tuple[Callable[[Contents], Found], ...]]] = {
    "01-languages": (_languages,),
    "01-department-extract": (_decided(DEPARTMENT),),
    "01-faculty-extract": (_decided(FACULTY),),
    "01-final-completeness": (_documents_are_sound,),
    "01-cover-letter": (_letter_of_each(LETTER),),
    "01-dossier-to-faculty": (_letter_of_each(LETTER), _decided(DEPARTMENT)),
    "01-reject-format": (_documents_are_sound,),
    "01-two-cohorts": (_cohorts,),
    "02-author-hands-to-ddd": (_decided(DEPARTMENT, EXPERTISE),),
    "02-placement-email": (_files_of_description("test_file"),),
    "02-forms-conformity": (_documents_are_sound,),
    "0201-programme-pdf-signed": (_files_of_description("programme_file"),),
    "0201-glossary-pdf": (_files_of_description("glossary_file"),),
    "0201-references-pdf": (_files_of_description("references_file"),),
    "0201-lectures-pdf-weekly": (_files_of_description("lecture_files", weekly=True),),
    "0201-lecture-number-topic": (_lectures_are_numbered,),
    "0201-video-named": (_videos_are_named,),
    "0201-tasks-pdf-weekly": (_files_of_description("task_files", weekly=True),),
    "03-cover-all-syllabus-topics": (_topics_are_covered,),
    "03-scorm-format": (_packages_are_sound,),
    "03-staff-submits-set": (_presentations,),
    "04-department-extract": (_decided(DEPARTMENT),),
    "04-final-commission": (_documents_are_sound,),
    "04-cover-letter": (_letter_of_each(DER_LETTER),),
    "04-dossier-to-faculty": (_letter_of_each(DER_LETTER), _decided(DEPARTMENT)),
    "04-faculty-extract": (_decided(FACULTY),),
    "04-reject-format-late": (_documents_are_sound,),
}
"""What is looked at beside the pieces that a rule wants in the folder, by rule."""
