"""Columns of a table: what they are called, and which field of a record each one fills.

A column is named by a field's id (``course_title``), by a dotted path (``authors.1.name``,
``course_title.kk``) or by the field's label in any language. In a dotted path the index of a
list is taken as written; holes are closed afterwards, so that people who count their authors
from 1 and programs that count them from 0 both get the list they meant.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from atuforms.core.dotted_paths import pattern_of
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.language.languages import LANGUAGES, in_every_language
from atuforms.core.language.sentences import Said
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import Listed

ColumnKind = Literal["text", "date", "choice", "number", "url"]

MARKER = "#"
"""Heading of the column by which a row is known: the example row, and rows fed in again."""

EXAMPLE = in_every_language({"kk": "үлгі", "ru": "пример", "en": "example"})
"""What the marker column says in the example row, which no batch reads."""

FINDINGS = in_every_language({"kk": "Қателер", "ru": "Ошибки", "en": "Mistakes"})
"""Heading of the column of findings in a list of rejected rows, which no batch reads."""

_MOST = 20
"""Unknown columns that are named."""
_LONGEST = 200
"""Characters of a heading that are looked at."""

MAIL = in_every_language(
    {
        "kk": "Хат жіберілетін мекенжай",
        "ru": "Адрес для письма",
        "en": "Address for the message",
    }
)
"""Heading of the column with the address that a document is sent to; no form has it."""

_MAIL = frozenset(
    {
        *(heading.casefold() for heading in MAIL.values()),
        *("email", "e-mail", "mail", "эл. почта", "электронная почта", "почта", "эл. адрес"),
        *("эл. пошта", "электрондық пошта", "пошта", "электрондық мекенжай"),
    }
)

_MARKERS = frozenset({"#", "№", "№ п/п", "р/с", "р/с №", "р/с№", "№ р/с"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet to fill in: a field of the form as a reader of the sheet sees it.

    ``path`` is the dotted path in the record, ``label`` the heading in the sheet's language,
    ``choices`` the words to choose from in that language, ``clause`` the clause that asks for
    the field, ``example`` what the example row says.
    """

    path: str
    label: str
    kind: ColumnKind = "text"
    choices: tuple[str, ...] = ()
    max_length: int | None = None
    clause: str = ""
    required: bool = False
    example: str = ""
    otherwise: str = ""
    """Where its value comes from if the cell is empty."""


_MOST_KEPT, _LONGEST_KEPT = 1000, 200


@dataclass(frozen=True)
class Fields:
    """The fields that the columns of a table may name.

    ``kinds`` gives the kind of each value by its path, with ``*`` for the index of a list
    (``authors.*.name``). ``labels`` gives the path for each label, in all languages.
    ``lists`` holds the paths whose cell may list several values with ``;`` between them,
    ``people`` those of them whose values are persons.
    """

    kinds: Mapping[str, ColumnKind]
    labels: Mapping[str, str] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    _by_label: Mapping[str, str] = field(init=False, repr=False, compare=False)
    _patterns: frozenset[str] = field(init=False, repr=False, compare=False)
    _found: dict[str, str | None] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )
    """What headings name: those of one table are asked for again in every row."""

    def __post_init__(self) -> None:
        by_label = {_plain(label): path for label, path in self.labels.items()}
        known = {*self.kinds, *self.lists}
        parents = {p.rsplit(".", n)[0] for p in known for n in range(1, p.count(".") + 1)}
        object.__setattr__(self, "_by_label", by_label)
        object.__setattr__(self, "_patterns", frozenset(known | parents))

    def path(self, heading: str) -> str | None:
        """The path that ``heading`` names; None when it names no field.

        A bare list (``authors``) is a field as well: its cell holds the whole list.
        """
        if heading in self._found:
            return self._found[heading]
        by_path = heading.strip()
        known = bool(by_path) and self._known(by_path)
        found = by_path if known else self._by_label.get(_plain(heading))
        if len(self._found) < _MOST_KEPT and len(heading) < _LONGEST_KEPT:
            self._found[heading] = found
        return found

    def _known(self, path: str) -> bool:
        pattern = pattern_of(path)
        head, _, last = pattern.rpartition(".")
        return (
            pattern in self._patterns
            or (pattern.endswith(".*") and pattern[:-2] in self.lists)
            or (last in LANGUAGES and self.kinds.get(head) == "text")
        )

    def kind(self, path: str) -> ColumnKind:
        """What the values at ``path`` are; text where nothing else is known."""
        return self.kinds.get(pattern_of(path), "text")

    def is_list(self, path: str) -> bool:
        """Whether one cell of ``path`` may list several values."""
        return pattern_of(path) in self.lists

    def nearest(self, heading: str) -> str:
        """The known path or label that is most like ``heading``; empty when none is."""
        names = {_plain(name): name for name in (*self.labels, *self.kinds, *sorted(self.lists))}
        near = difflib.get_close_matches(_plain(heading), names, n=1, cutoff=0.6)
        return names[near[0]] if near else ""


def is_marker(heading: str, fields: Fields | None) -> bool:
    """Whether the column under ``heading`` only numbers or marks the rows."""
    named = fields is not None and fields.path(heading) is not None
    return not named and " ".join(heading.split()).casefold() in _MARKERS


def is_mail(heading: str, fields: Fields | None) -> bool:
    """Whether the column under ``heading`` has the addresses for messages."""
    named = fields is None or fields.path(heading) is not None
    return not named and " ".join(heading.split()).casefold() in _MAIL


def is_ours(heading: str, fields: Fields | None) -> bool:
    """Whether the column under ``heading`` is no field: a marker, an address, or findings."""
    return is_marker(heading, fields) or is_mail(heading, fields) or heading in FINDINGS.values()


def resolve(headings: Sequence[str], fields: Fields | None, *, source: str) -> tuple[str, ...]:
    """The path of each heading, in order; empty for a marker and for an empty heading.

    Without ``fields`` every heading is taken for a path.

    :raises UnreadableInput: when a heading names no field (all of them are named, each with the
        nearest known one), or when two name the same.
    """
    paths: list[str] = []
    unknown: list[str] = []
    for heading in headings:
        path = heading.strip() if fields is None else fields.path(heading)
        if not heading.strip() or is_ours(heading, fields):
            path = ""
        elif path is None:
            unknown.append(heading.strip())
        paths.append(path or "")
    if unknown and fields is not None:
        raise UnreadableInput(
            "Unknown columns in {file}: {columns}. Rename them or delete them.",
            file=source,
            columns=_named(unknown, fields),
        )
    _refuse_doubles(headings, paths, source)
    return tuple(paths)


def resolved_count(headings: Iterable[str], fields: Fields) -> int:
    """How many of ``headings`` name a field."""
    return sum(fields.path(heading) is not None for heading in headings if heading.strip())


def _refuse_doubles(headings: Sequence[str], paths: Sequence[str], source: str) -> None:
    seen: dict[str, str] = {}
    for heading, path in zip(headings, paths, strict=True):
        if path and path in seen:
            raise UnreadableInput(
                "The columns “{one}” and “{other}” of {file} are both {path}. Keep one of them.",
                one=seen[path],
                other=heading,
                file=source,
                path=path,
            )
        seen[path] = heading


def _named(unknown: Sequence[str], fields: Fields) -> Listed:
    named = tuple(_with_nearest(heading[:_LONGEST], fields) for heading in unknown[:_MOST])
    more = (Said(_("… ({count})"), {"count": len(unknown)}),) if len(unknown) > _MOST else ()
    return Listed(named + more)


def _with_nearest(heading: str, fields: Fields) -> Said:
    near = fields.nearest(heading)
    if near:
        return Said(_("“{heading}” (→ “{near}”?)"), {"heading": heading, "near": near})
    return Said(_("“{heading}”"), {"heading": heading})


def _plain(heading: str) -> str:
    """``heading`` as two people would agree that it is the same: no case, no stray marks."""
    folded = unicodedata.normalize("NFC", heading[:_LONGEST]).casefold()
    return " ".join(folded.split()).rstrip(" *:")
