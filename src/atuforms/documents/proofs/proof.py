"""The answer of whoever verifies: genuine or not, why, and what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from atuforms.core.exceptions import AtuformsError
from atuforms.core.language.labels import label
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import Sentence
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import fill
from atuforms.core.language.wording import wording_of
from atuforms.core.notebook_displays import bundle, verbatim
from atuforms.core.safe_text import shown
from atuforms.documents.reading.changes import words_of
from atuforms.forms.all_forms import FORMS

Reason = Literal[
    "genuine", "altered", "void", "unknown-number", "unknown-key", "not-signed", "unreadable"
]
VERDICTS: Final[Mapping[Reason, Sentence]] = {
    "genuine": _("{file}: genuine"),
    "altered": _("{file}: altered after it was signed"),
    "void": _("{file}: its number is void"),
    "unknown-number": _("{file}: its number was never given out"),
    "unknown-key": _("{file}: signed with a key that is not known here"),
    "not-signed": _("{file}: not signed"),
    "unreadable": _("{file}: cannot be read"),
}
CODE_VERDICT: Final = _("{file}: the code is genuine; the page itself was not read")
ADVICE: Final[Mapping[Reason, Sentence]] = {
    "genuine": _("It is as it was signed."),
    "altered": _("Do not rely on it; ask the university for the document."),
    "void": _("It is as it was signed, but the university has made its number void."),
    "unknown-number": _("Neither the register nor its published list has this number."),
    "unknown-key": _("Name the public key of whoever signs at the university with --keys."),
    "not-signed": _(
        "There is no proof in it: it was made without a key, or it is another document."
    ),
    "unreadable": _("Give the file as it was received, or a sharper picture of the page."),
}
ONLY_CODE: Final = _(
    "Only the code was read. Compare form, number and date with those on the page; the other "
    "values the document itself shows, as a PDF or a Word file."
)
NOT_IN_LIST_YET: Final = _(
    "The list of numbers is of {day}, before the date of the document. Ask for a newer one."
)
BY_LIST: Final = _("By the list of numbers of {day}: it does not know what became void later.")
REASON: Final = _("The reason in the register: {reason}")
NUMBER: Final = _("number {number}")
DIFFERENT: Final = _("{place}: signed “{signed}”, found “{found}”")
ANOTHER_PICTURE: Final = _(
    "{place}: the picture “{picture}” is not the one that was signed: it was replaced, or another "
    "program has saved it anew, smaller or compressed. Compare it with the original."
)
A_PICTURE: Final = _(
    "The logo or another picture is not the one that was signed: it was replaced, or another "
    "program has saved it anew, smaller or compressed. Compare it with the original."
)
DRAWN_OTHERWISE: Final = _(
    "Its pages draw something else than what was signed: they were changed or covered, or another "
    "program printed them anew. Ask for the file as it was signed."
)
LOST_RECORD: Final = _(
    "The code in it is genuine, but its words cannot be compared with what was signed: another "
    "program printed the file anew, or put the code of another document into it. Ask for the file "
    "as it was signed."
)
SIGNED_BY_PEOPLE: Final = _(
    "The signature of a person stands in it as well; the program for such signatures verifies that."
)
OTHER_VERDICT: Final = _("{file}: its number was given to another document")
OTHER_DOCUMENT: Final = _("According to the register, the number belongs to: {document}")
OTHER_NUMBER_OF_PAGES: Final = _("Pages: {signed} were signed, {found} are there")
TURNED_PAGE: Final = _("Page {page} is turned, cut off or of another size than it was signed")
NO_CODE_SEEN: Final = _(
    "There is no proof in it, or its code was too poor to be read: scan the page again, flat and "
    "at 150 dpi or more."
)
STRANGE_THING: Final = _("What its form does not have stands in it: {thing}")
DIFFERENT_TEXT: Final = _("Text of the document: expected “{signed}”, found “{found}”")


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that is other than it was signed; ``path`` is empty for words of the form itself.

    Of a picture ``signed`` is the name; it is empty for the logo and for what the record has not.
    """

    path: str
    signed: Any
    found: Any
    is_picture: bool = False
    is_thing: bool = False
    """Whether ``found`` is no text, but what a program calls something that shows or hides."""
    is_pages: bool = False
    """Whether it is the number of pages, or, where none is signed, a page turned or cut off."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What is to be said of one document; true where it is genuine."""

    file: str
    reason: Reason
    form: str = ""
    number: str = ""
    date: str = ""
    key: str = ""
    differences: tuple[Difference, ...] = ()
    signed_at: str = ""
    only_code: bool = False
    """Whether nothing but the code on the page could be read."""
    drawn_otherwise: bool = False
    """Whether the pages of a PDF draw something else than what was signed."""
    lost_record: bool = False
    """Whether a PDF has words, but not the record with which they could be compared."""
    signed_by_people: bool = False
    """Whether signatures of people stand behind what was signed."""
    is_picture: bool = False
    """Whether it is a picture in which no code was seen."""
    list_of: str = ""
    """The day of the list of numbers, where the document is younger than it."""
    listed: str = ""
    """The day of the list of numbers by which its number is in force."""
    void_because: str = ""
    other_document: str = ""
    """What the register calls the document that has this number, where it is not this one."""
    error: AtuformsError | None = None

    @property
    def genuine(self) -> bool:
        """Whether it is as it was signed, and its number, if that was asked for, is in force."""
        return self.reason == "genuine"

    def __bool__(self) -> bool:
        return self.genuine

    def text(self, lang: Language) -> str:
        """The whole answer in ``lang``."""
        only_code = self.only_code and self.genuine
        verdict = CODE_VERDICT if only_code else VERDICTS[self.reason]
        if self.other_document:
            verdict = OTHER_VERDICT
        lines = [f"{fill(verdict, lang, {'file': self.file})}."]
        if self.form:
            lines.append(self._about(lang))
        lines += [f"  {self._difference(each, lang)}" for each in self.differences if _says(each)]
        lines.append(self._advice(lang))
        if self.signed_by_people:
            lines.append(fill(SIGNED_BY_PEOPLE, lang, {}))
        if self.void_because:
            lines.append(fill(REASON, lang, {"reason": self.void_because}))
        if self.listed:
            lines.append(fill(BY_LIST, lang, {"day": self.listed}))
        if self.list_of:
            lines.append(fill(NOT_IN_LIST_YET, lang, {"day": self.list_of}))
        return "\n".join(lines)

    def _advice(self, lang: Language) -> str:
        if self.error is not None:
            return self.error.text(lang)
        said: tuple[tuple[bool, Sentence], ...] = (
            (self.only_code and self.genuine, ONLY_CODE),
            (self.lost_record, LOST_RECORD),
            (self.drawn_otherwise, DRAWN_OTHERWISE),
            (self.is_picture, NO_CODE_SEEN),
            (True, ADVICE[self.reason]),
        )
        if self.other_document:
            return fill(OTHER_DOCUMENT, lang, {"document": shown(self.other_document, 200)})
        return fill(next(each for is_so, each in said if is_so), lang, {})

    def _about(self, lang: Language) -> str:
        form = FORMS.get(self.form)
        named = f"{form.CODE} {wording_of(form, lang)['title']}".strip() if form else self.form
        parts = [named]
        if self.number:
            parts.append(fill(NUMBER, lang, {"number": self.number}))
        if self.date:
            parts.append(self.date)
        return "  " + " · ".join(parts)

    def _difference(self, each: Difference, lang: Language) -> str:
        if each.is_picture and not each.signed:
            return fill(A_PICTURE, lang, {})
        if each.is_pages and each.signed is None:
            return fill(TURNED_PAGE, lang, {"page": each.found})
        if each.is_pages:
            return fill(OTHER_NUMBER_OF_PAGES, lang, {"signed": each.signed, "found": each.found})
        if each.is_thing:
            return fill(STRANGE_THING, lang, {"thing": _words(each.found, lang)})
        signed, found = (_words(value, lang) for value in (each.signed, each.found))
        if not each.path:
            return fill(DIFFERENT_TEXT, lang, {"signed": signed, "found": found})
        form = FORMS.get(self.form)
        place = label(form, each.path, lang) if form else each.path
        if each.is_picture:
            return fill(ANOTHER_PICTURE, lang, {"place": place, "picture": signed})
        return fill(DIFFERENT, lang, {"place": place, "signed": signed, "found": found})

    def data(self) -> dict[str, Any]:
        """The answer as plain data, as ``--json`` prints it."""
        return {
            "file": self.file,
            "genuine": self.genuine,
            "reason": self.reason,
            "form": self.form,
            "number": self.number,
            "date": self.date,
            "key": self.key,
            "differences": [
                {"path": each.path, "signed": each.signed, "found": each.found}
                for each in self.differences
            ],
        }

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return bundle(self.text("en"), verbatim(self.text("en")))


def _says(each: Difference) -> bool:
    return bool(each.path or each.is_picture) or (each.signed, each.found) != (None, None)


def _words(value: Any, lang: Language) -> str:
    return "—" if value is None else shown(words_of(value, lang), 200)
