"""What a document says and a record does not: words that stand in no field, and are not the form's.

The form is laid beside the document twice, as it was printed and as it would be printed from what
was read; words that are in neither were typed by somebody, and are told with their place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from atuforms.core.dotted_paths import names_of
from atuforms.core.findings import Finding, Place
from atuforms.core.language.labels import label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import Message
from atuforms.core.language.wording import common
from atuforms.documents.reading.contents.word_contents import plain
from atuforms.documents.reading.messages import (
    READ_COMPUTED,
    READ_TEXT_MARGIN,
    READ_TEXT_OUTSIDE,
    READ_TEXT_OUTSIDE_MORE,
    READ_TEXT_RUN,
    READ_WORDS_CHANGED,
    READ_WORDS_GONE,
)
from atuforms.documents.reading.paper.blocks import Block, Line, Piece, squeezed
from atuforms.documents.reading.paper.fitting import only_signs, without_signs
from atuforms.documents.reading.paper.line_counts import LineCounts
from atuforms.documents.reading.paper.placing import Placing
from atuforms.documents.reading.prompts import is_prompt
from atuforms.forms.base import Form
from atuforms.rendering.word.printed_lines import digest_of

_MOST = 60
"""Places that are named one by one."""
_SHOWN = 80
_BEFORE = 3
"""Words that are shown before a change."""
_MOST_WORDS = 1_000
"""Words of two lines that are compared one by one."""
FORMER = ("АТУ", "ATU")
"""What forms printed once, in place of a logo."""
_FEWEST = 3
_RUN = 5
"""Lines one after another that are told as one."""


class Leftovers:
    """Finds what was not read."""

    def __init__(
        self,
        form: type[Form],
        lang: Language,
        shown: Sequence[Block],
        placing: Placing,
        expected: Sequence[Block],
        *,
        on_paper: bool,
    ) -> None:
        self.form = form
        self.lang = lang
        self.shown = shown
        self.placing = placing
        self.expected = expected
        self.on_paper = on_paper
        self.plain = expected
        """What the form prints without the samples that a document may be laid beside."""
        self.own: frozenset[str] = frozenset()
        """The lines that a template of staff has printed, by their digests."""
        self.incomplete = False
        """Whether the document has lost its record, or its fields."""
        self.findings: list[Finding] = []
        self._known = _Known(expected, FORMER)
        self.matched = {match.line: match for match in placing.alignment.matches}

    def strangeness(self, besides: Container[Line]) -> tuple[int, int]:
        """How many letters of the document are none of the form, and how many it lacks.

        :param besides: lines that are part of a long text.
        """
        known = self._known
        left = [
            each[-1]
            for each in self._words(known)
            if each[0] not in besides and not known.has(*each)
        ]
        gone = [line.outside for line in self._gone(self.expected)]
        return _letters(left), _letters(gone)

    def find(self, values: Mapping[str, Any], printed_anew: Callable[[], Sequence[Block]]) -> None:
        """Tell what is in neither of the two; ``printed_anew`` is what the form prints now.

        :param values: what was read.
        """
        anew = None
        if self.incomplete:
            anew = printed_anew()
            self._compare(anew, values)
        known = self._known if self.plain is self.expected else _Known(self.plain, FORMER)
        left = [
            each
            for each in self._words(known)
            if not known.has(*each) and not self._is_own(each[0])
        ]
        # What is typed on other paper never had all the words of ours.
        gone = [] if self.on_paper else self._gone(self.expected)
        twice = [] if self.on_paper else self._gone_once()
        if not left and not gone and not twice:
            return
        anew = anew if anew is not None else printed_anew()
        more = _Known(anew)
        left = [each for each in left if not more.has(*each)]
        still = {line.outside for block in anew for line in block.lines}
        gone = [line for line in gone if line.outside in still]
        if self.own:
            # A template of staff may print other words than the form's.
            gone = list(filter(self._is_own, gone))
        gone += [_as_line(block) for block in self._too_few(twice, anew)]
        self._tell(left, gone)

    def _compare(self, anew: Sequence[Block], values: Mapping[str, Any]) -> None:
        def asks(path: str, text: str) -> bool:
            return is_prompt(self.form, path, text)

        counts = LineCounts(self.form, self.lang, self.shown, anew, asks)
        self.findings += counts.printed_more(values, on_paper=self.on_paper)
        if not any(block.paths for block in self.shown):
            self.findings += counts.shown_more()
            self.findings += counts.elsewhere()

    def find_in_margins(self, lines: Sequence[Line], known: set[str]) -> None:
        """Tell what headers, footers and notes say that the form does not print there."""
        drafts = {squeezed(str(common(lang)["draft"])) for lang in LANGUAGES}
        for line in lines:
            words = {line.bare, *line.bare.split("/")}
            is_known = words & known or words & drafts or self._is_own(line)
            if not only_signs(line.bare) and not is_known:
                place = Place(line=None, control=None)
                self._notice("read-text-outside", READ_TEXT_MARGIN, place, text=line.text)

    def _is_own(self, line: Line) -> bool:
        """Whether a template of staff has printed these words beside these fields."""
        return bool(self.own) and digest_of(line.outside) in self.own

    def _words(self, known: _Known) -> Iterator[tuple[Line, bool, int, tuple[str, ...], str]]:
        """Every line with its place, its fields, and its words outside of them.

        Those that are printed just so are left out where ``known`` has what is printed.
        """
        passed = self.placing.alignment.unchanged if known is self._known else frozenset()
        for block in self.shown:
            for column, cell in enumerate(block.cells):
                for line in cell:
                    if line in passed:
                        continue
                    outside = self.placing.read.get(line, line.outside)
                    alone = len(block.cells) == len(block.lines) == len(outside) == 1
                    if alone and block.is_row and outside.isalpha():
                        continue  # A letter that heads the terms that begin with it.
                    if outside and not only_signs(outside):
                        yield line, block.is_row, column, self._paths(line), outside

    def _paths(self, line: Line) -> tuple[str, ...]:
        match = self.matched.get(line)
        captured = [each.path for each in match.fit.captured] if match else []
        return (*line.paths, *captured)

    def _gone(self, printed: Sequence[Block]) -> list[Line]:
        """Fixed lines of the form that the document does not have.

        Those beside a field are told with the field, or with the words in their place.
        """
        there = {line.outside for block in self.shown for line in block.lines}
        there |= set(self.placing.read.values())
        return [
            line
            for block in printed
            if not block.paths
            for line in block.lines
            if sum(map(str.isalpha, line.outside)) >= _FEWEST
            and line.outside not in there
            and line not in self.placing.alignment.printed
        ]

    def _gone_once(self) -> list[Block]:
        """Rows and lines that the document does not have, of fields that stand in other places.

        Where a field stands nowhere, it is told itself, and so is one that lost its control.
        """
        if any(block.paths for block in self.shown):
            return []
        there = Counter(names_of(each.path) for each in self.placing.placed)
        wanted = Counter(names_of(path) for block in self.expected for path in block.paths)
        return [
            block
            for block in self.expected
            if block.paths
            and not any(line in self.placing.alignment.printed for line in block.lines)
            and all(0 < there[name] < wanted[name] for name in map(names_of, block.paths))
        ]

    def _too_few(self, gone: Sequence[Block], anew: Sequence[Block]) -> list[Block]:
        """Those of which the form would print more than the document has."""
        kinds = {line: _kind(block) for block in self.expected for line in block.lines}
        rows = {line: block for block in self.shown for line in block.lines}
        matches = self.placing.alignment.matches
        found = Counter({rows[each.covers[0]]: kinds[each.printed] for each in matches}.values())
        printed = Counter(map(_kind, anew))
        few = []
        for block in gone:
            if printed[_kind(block)] > found[_kind(block)]:
                found[_kind(block)] += 1
                few.append(block)
        return few

    def _tell(
        self,
        left: Sequence[tuple[Line, bool, int, tuple[str, ...], str]],
        gone: Sequence[Line],
    ) -> None:
        left = self._without_runs(left)
        for line, _, _, paths, outside in left[:_MOST]:
            match = self.matched.get(line)
            place = Place(line=line.spot.paragraph or None, control=self._label(line, paths))
            printed = match.printed.text if match else ""
            if match is not None and match.fit.changed:
                self._tell_changed(line.text, printed, place)
                continue
            words = _added(line, outside, match.printed if match else self._printed_with(line))
            if _says_nothing(words):
                continue
            if words.isdecimal() and self._is_computed(line):
                self._notice("read-text-outside", READ_COMPUTED, place, text=words)
                continue
            if len(words) > _SHOWN:
                words = _where_they_differ(words, printed)[0]
            self._notice("read-text-outside", READ_TEXT_OUTSIDE, place, text=words)
        if len(left) > _MOST:
            count = len(left) - _MOST
            self._notice("read-text-outside", READ_TEXT_OUTSIDE_MORE, Place(), count=count)
        for line in gone[:_MOST]:
            self._notice("read-words-gone", READ_WORDS_GONE, Place(), text=line.text)

    def _is_computed(self, line: Line) -> bool:
        """Whether the form prints a number of its own in the row in which one stands."""
        row = next(block for block in self.shown if line in block.lines)
        names, words = _marks(row)
        return any(
            (names & _marks(block)[0] or words & _marks(block)[1])
            and any(each.outside.isdecimal() and not each.paths for each in block.lines)
            for block in self.expected
            if block.is_row and row.is_row
        )

    def _printed_with(self, line: Line) -> Line | None:
        """The printed line with the same fields, for one whose fixed words are others."""
        lines = (each for block in self.expected for each in block.lines if line.paths)
        return next((each for each in lines if each.paths == line.paths), None)

    def _without_runs(
        self, left: Sequence[tuple[Line, bool, int, tuple[str, ...], str]]
    ) -> list[tuple[Line, bool, int, tuple[str, ...], str]]:
        """``left`` without lines that follow each other, which are told as one."""
        lines = [line for block in self.shown for line in block.lines if not line.is_empty]
        numbers = {line: number for number, line in enumerate(lines)}
        runs: list[list[tuple[Line, bool, int, tuple[str, ...], str]]] = []
        for each in left:
            follows = runs and numbers[each[0]] == numbers[runs[-1][-1][0]] + 1
            if follows and not each[3] and not runs[-1][-1][3]:
                runs[-1].append(each)
            else:
                runs.append([each])
        rest = []
        for run in runs:
            if len(run) < _RUN:
                rest += run
                continue
            place = Place(line=run[0][0].spot.paragraph or None)
            self._notice(
                "read-text-outside",
                READ_TEXT_RUN,
                place,
                first=run[0][0].text,
                last=run[-1][0].text,
                count=len(run),
            )
        return rest

    def _tell_changed(self, text: str, printed: str, place: Place) -> None:
        changes = _differences(text.split(), printed.split())
        if changes and all(first == last for _, _, first, last in changes):
            words = " … ".join(" ".join(text.split()[start:end]) for start, end, _, _ in changes)
            self._notice("read-text-outside", READ_TEXT_OUTSIDE, place, text=words)
        elif changes:
            first, second = _where_they_differ(text, printed)
            self._notice(
                "read-words-changed", READ_WORDS_CHANGED, place, first=first, second=second
            )

    def _label(self, line: Line, paths: Sequence[str]) -> str | None:
        return label(self.form, paths[0], self.lang) if paths else None

    def _notice(self, rule: str, message: Message, place: Place, **details: str | int) -> None:
        cut = {
            name: " ".join(value.split())[:_SHOWN] if isinstance(value, str) else value
            for name, value in details.items()
        }
        self.findings.append(
            Finding(rule, "", message, severity="warning", details=cut, place=place, form=self.form)
        )


class _Known:
    """The fixed words of a printed form, by the place and the fields beside which they stand."""

    def __init__(self, printed: Sequence[Block], others: Iterable[str] = ()) -> None:
        self.here: dict[tuple[object, ...], set[str]] = defaultdict(set)
        self.anywhere: dict[bool, set[str]] = {
            True: set(),
            False: {without_signs(each) for each in others},
        }
        for block in printed:
            for column, cell in enumerate(block.cells):
                for line in cell:
                    bare = without_signs(line.outside)
                    self.here[_key(block.is_row, column, line.paths)].add(bare)
                    self.anywhere[bool(line.paths)].add(bare)

    def has(
        self, line: Line, is_row: bool, column: int, paths: Sequence[str], outside: str
    ) -> bool:
        bare = without_signs(outside)
        key = _key(is_row, column, paths)
        if not paths and sum(map(str.isalpha, bare)) >= _FEWEST and bare in self.anywhere[True]:
            return True  # Words whose field was left without its control.
        if key in self.here and paths:
            return bare in self.here[key]
        if not paths and any(map(str.isdigit, bare)) and not any(map(str.isalpha, bare)):
            # A number alone means something where it stands, and nowhere else.
            return bare in self.here.get(key, ())
        return bare in self.anywhere[bool(paths)]


def _key(is_row: bool, column: int, paths: Sequence[str]) -> tuple[object, ...]:
    return is_row, column, tuple(sorted({names_of(path) for path in paths}))


def _kind(block: Block) -> tuple[str, ...]:
    """The words of a row or line and its fields: those of each item are the same."""
    words = "".join(line.outside for line in block.lines)
    return words, *sorted({names_of(path) for path in block.paths})


def _marks(block: Block) -> tuple[set[str], set[str]]:
    """The fields of a row and its words, by which it is known."""
    words = {line.outside for line in block.lines if any(map(str.isalpha, line.outside))}
    return set(map(names_of, block.paths)), words


def _as_line(block: Block) -> Line:
    pieces = [Piece(" ".join(line.text for line in block.lines if line.text))]
    return block.lines[0].saying(pieces)


def _letters(texts: Iterable[str]) -> int:
    return sum(map(str.isalpha, "".join(texts)))


def _where_they_differ(text: str, printed: str) -> tuple[str, str]:
    """Two lines from a little before their first difference, if that lies far behind."""
    words, others = text.split(), printed.split()
    changes = _differences(words, others)
    if not changes or len(" ".join(words[: changes[0][1]])) < _SHOWN:
        return text, printed
    start, _, first, _ = changes[0]
    return _from(words, start), _from(others, first)


def _says_nothing(text: str) -> bool:
    """Whether a text is signs alone, or a line to write on."""
    return only_signs(text.replace("_", ""))


def _from(words: Sequence[str], number: int) -> str:
    begin = max(number - _BEFORE, 0)
    return ("… " if begin else "") + " ".join(words[begin:])


def _differences(words: Sequence[str], others: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Which words stand in place of which others."""
    if len(words) + len(others) > _MOST_WORDS:
        return [(0, len(words), 0, len(others))]
    matcher = SequenceMatcher(
        a=[without_signs(each).casefold() or each for each in others],
        b=[without_signs(each).casefold() or each for each in words],
        autojunk=False,
    )
    return [
        (start, end, first, last)
        for kind, first, last, start, end in matcher.get_opcodes()
        if kind != "equal" and not _says_nothing("".join((*words[start:end], *others[first:last])))
    ]


def _added(line: Line, outside: str, printed: Line | None) -> str:
    """The words of a line that the form does not print, as they were typed."""
    known = printed.outside if printed else ""
    own = [piece for piece in _fixed(line) if "".join(piece.split()) not in known]
    text = " … ".join(own) or line.text or outside
    if len(text) <= _SHOWN or printed is None:
        return text
    words, others = " ".join(own).split(), " ".join(_fixed(printed)).split()
    changes = _differences(words, others)
    return " … ".join(" ".join(words[each[0] : each[1]]) for each in changes).strip(" …") or text


def _fixed(line: Line) -> list[str]:
    pieces = (plain(piece.text) for piece in line.pieces if piece.control is None)
    return [piece for piece in pieces if piece]
