"""Whether a line of a document is one that the form prints, and what it shows in its fields.

The fixed words of the printed line are looked for in the document's line, from left to right; what
stands between them are the values. White space, letter case, numbers and the shape of quotes and
dashes do not count.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from atuforms.core.dotted_paths import item_of, pattern_of
from atuforms.documents.reading.contents.word_contents import plain
from atuforms.documents.reading.paper.blocks import Line, Piece, squeezed
from atuforms.documents.reading.paper.enumerations import (
    Budget,
    enumeration,
    fields_of,
    is_strict,
    looks_right,
)
from atuforms.documents.reading.paper.fits import Captured, Fit, in_order
from atuforms.documents.reading.paper.lines_of_persons import with_persons
from atuforms.fields.describe import Field

_MARK = 0xF0000
"""Controls stand in a text as characters from here on; no document has these."""
_LONGEST = 20_000
"""Characters of a line in which words are looked for."""
_SHAPES = str.maketrans({**dict.fromkeys("“”„«»‟", '"'), **dict.fromkeys("–—‑−", "-")})
_SIGNS = re.compile(r"[\s.,;:/()\"'«»“”„–—-]+")
_LETTERED = re.compile(r"[^\W\d_][.)]")
_FEWEST = 3
"""Letters that make a line known by its words."""
_ALIKE = 0.75
_NUMBERS = ("№", "No.", "No")
_SHORT = 40
_LEFT_OUT = 0.8
"""What it costs that a line has not the number that is printed."""


_FOREIGN = 0.5
"""What it costs that a value is none that its field can have: the next line may be the one."""


AsksFor = Callable[[str, str], bool]
"""Whether the text, the second, only asks for the value of a field, whose path is the first."""


class Fitting:
    """Compares lines.

    :param fixed: lines that the form prints without fields, without white space: no values.
    :param known: the fields of the form, by the patterns of their paths.
    :param asks: whether a text only asks for the value of the field at a path.
    """

    def __init__(self, fixed: frozenset[str], known: Mapping[str, Field], asks: AsksFor) -> None:
        self.fixed = fixed
        self.known = known
        self.asks = asks
        self.budget = Budget()

    def fit(self, line: Line, printed: Line) -> Fit | None:
        """How ``line`` agrees with ``printed``; None if it is another line."""
        if not any(piece.path for piece in printed.pieces):
            return self._fit_words(line, printed)
        return self._fit_fields(line, printed) or self._fit_unnamed(line, printed)

    def _fit_unnamed(self, line: Line, printed: Line) -> Fit | None:
        """The same for a line whose controls lost their names, by what they say, as on paper."""
        held = [piece.control for piece in line.pieces if piece.control is not None]
        if not held or line.paths or any(each.picture for each in held):
            return None
        words = line.saying([Piece(line.text)])
        fit = self._fit_fields(words, printed)
        if fit is not None and fit.captured:
            fit.captured[0] = replace(fit.captured[0], controls=tuple(held))
            return fit
        return None

    def _fit_fields(self, line: Line, printed: Line) -> Fit | None:
        pictured = any(piece.control and piece.control.picture for piece in printed.pieces)
        text = "".join(
            piece.text
            if piece.control is None or (_is_picture_alone(piece) and not pictured)
            else chr(_MARK + number)
            for number, piece in enumerate(line.pieces)
        )
        if len(text) > _LONGEST:
            return None
        whole = line.squeezed
        if not line.paths and whole in self.fixed and whole != printed.squeezed:
            return None
        match = _Match(line, text, printed, self.asks)
        fit = match.fit_items(self.known, self.budget) if not line.paths else None
        if fit is not None:
            return with_persons(fit, text, match.fields, self.known)
        fit = match.fit()
        if not line.paths and not match.is_sound(fit, self.known):
            again = _Match(line, text, printed, self.asks)
            fit = again.fit_enumeration(self.known, self.budget, 1 if fit else 2) or fit
        elif fit is not None and not line.paths and len(fit.captured) < len(match.fields):
            more = _Match(line, text, printed, self.asks).fit_enumeration(self.known, self.budget)
            fit = more if more and len(more.captured) > len(fit.captured) else fit
        fit = fit or match.fit_unlabelled()
        if fit is not None and not line.paths:
            fit.captured = in_order(fit.captured)
        if fit is not None and not line.paths and len(match.fields) == 1:
            fit.score -= _FOREIGN * any(self._is_foreign(each) for each in fit.captured)
        if fit is not None and fit.captured and not line.paths:
            with_persons(fit, text, match.fields, self.known, to_be_split=True)
            last = self.known.get(pattern_of(fit.captured[-1].path))
            if len(match.fields) > 1 or last is None or last.kind != "long_text":
                match.split(fit)  # A long text alone has semicolons of its own.
            with_persons(fit, text, match.fields, self.known)
        return fit

    def is_sure(self, fit: Fit) -> bool:
        """Whether a value tells by its looks what it is: a date, an address."""
        fields = [(self.known.get(pattern_of(each.path)), each.text) for each in fit.captured]
        return any(
            field is not None and is_strict(field, None) and looks_right(field, None, text)
            for field, text in fields
        )

    def _is_foreign(self, captured: Captured) -> bool:
        """Whether a text is no date, number or address, where the field asks for one."""
        field = self.known.get(pattern_of(captured.path))
        if field is None or not is_strict(field, None) or _is_unwritten(captured.text):
            return False
        asks = self.asks(captured.path, captured.text)
        return not asks and not looks_right(field, None, captured.text)

    def _fit_words(self, line: Line, printed: Line) -> Fit | None:
        if line.paths:
            return None
        wanted, found = printed.outside, line.squeezed
        letters = sum(map(str.isalpha, wanted))
        if wanted == found:
            return Fit(6 + min(letters, 40) / 4 if letters >= _FEWEST else 1, outside=found)
        if _match(line.text, 0, wanted) == len(line.text):
            # Items are numbered anew where one was added before them.
            return Fit(5.9 + min(letters, 40) / 4 if letters >= _FEWEST else 0.5, outside=found)
        if not found or not wanted:
            return None if letters else Fit(0, outside=found)
        if letters < _FEWEST or found in self.fixed or not _alike(found, wanted):
            return None
        return Fit(3, outside=found, changed=True)


class _Match:
    def __init__(self, line: Line, text: str, printed: Line, asks: AsksFor) -> None:
        self.asks = asks
        self.line = line
        self.text = text
        parts = printed.parts()
        self.words, self.fields, self.broken = list(parts.words), parts.fields, parts.broken
        self.captured: list[Captured] = []
        self.score = 0.0
        self.named = {pattern_of(path) for path in line.paths}

    def fit(self) -> Fit | None:
        at = self._begin()
        if at is None:
            return None
        known = sum(map(str.isalpha, "".join(self.words)))
        for number, piece in enumerate(self.fields):
            after = self._field(piece, at, self.words[number + 1], number)
            if after is None:
                return None
            at = after
        if self.text[at:].strip():
            self.score -= 1.5
        if any(pattern_of(path) not in self._patterns() for path in self.line.paths):
            return None
        self.score += 4 + min(known, 40) / 4 if known >= _FEWEST else 1
        return Fit(self.score, self.captured, self._outside())

    def _outside(self) -> str:
        taken = {n for each in self.captured for n in range(each.start, each.end)}
        left = (c for n, c in enumerate(self.text) if n not in taken and ord(c) < _MARK)
        return squeezed("".join(left))

    def is_sound(self, fit: Fit | None, known: Mapping[str, Field]) -> bool:
        """Whether what a line shows in its fields looks like their values.

        Where all of them are there, their order tells which is which, whatever a degree is called.
        """
        if fit is None or len(self.fields) < 2:
            return fit is not None or len(self.fields) < 2
        found = fields_of([pattern_of(each.path) for each in fit.captured], known)
        whole = len(fit.captured) == len(self.fields)
        return found is None or all(
            (whole and field.name in ("degree", "title"))
            or looks_right(field, holder, each.text)
            or _is_unwritten(each.text)
            or self.asks(each.path, each.text)
            for field, holder, each in zip(*found, fit.captured, strict=True)
        )

    def fit_items(self, known: Mapping[str, Field], budget: Budget) -> Fit | None:
        """The same for a line that shows as many items of a list as there are: «A, B; C, D»."""
        items = list(dict.fromkeys(item_of(piece.path) for piece in self.fields))
        if len(items) < 2 or "" in items or len({pattern_of(item) for item in items}) > 1:
            return None
        count = len(self.fields) // len(items)
        sign, last = self.words[count], self.words[-1]
        at = self._begin() if only_signs(sign) and not any(map(str.isalpha, last)) else None
        budget.left -= 20 * self.text.count(sign) if sign else 0
        if at is None or sign not in (";", ",") or (sign == "," and count > 1) or budget.left < 0:
            return None
        if self.asks(self.fields[0].path, plain(self.text[at:])):
            return None
        rows: list[list[Captured]] = []
        for text in self.text[at:].rstrip().removesuffix(last).split(sign):
            pieces = self._of_item(min(len(rows), len(items) - 1), count)
            # Controls without a name stand in the text by their numbers in the line.
            printed = self.line.saying(pieces)
            row = _Match(self.line, text, printed, self.asks)
            fit = row.fit() if row.fields else None
            if not row.is_sound(fit, known):
                fit = row.fit_enumeration(known, budget) or fit
            if fit is None or not fit.captured or not only_signs(fit.outside):
                return None
            rows.append([replace(each, start=at, end=len(self.text)) for each in fit.captured])
        letters = sum(map(str.isalpha, self.words[0]))
        score = 4 + min(letters, 40) / 4 if letters >= _FEWEST else 1
        captured = [each for row in rows[: len(items)] for each in row]
        outside = squeezed(self.text[:at])
        return Fit(self.score + score, captured, outside, more=rows[len(items) :])

    def _of_item(self, number: int, count: int) -> list[Piece]:
        first = number * count
        pieces = [self.fields[first]]
        for each in range(first + 1, first + count):
            pieces += [Piece(self.words[each]), self.fields[each]]
        return pieces

    def fit_enumeration(
        self, known: Mapping[str, Field], budget: Budget, least: int = 2
    ) -> Fit | None:
        """The same for a line that leaves out some of its fields, with what stands before them.

        :param least: how many values there must be; 1 in a line that is known to be this one.
        """
        found = fields_of([pattern_of(piece.path) for piece in self.fields], known)
        at = self._begin() if found else None
        if found is None or at is None:
            return None
        listed = enumeration(self.text, at, self.words, *found, _match, least=least, budget=budget)
        for each in listed:
            self._capture(self.fields[each.number], each.start, each.end)
        if not listed:
            return None
        letters = sum(map(str.isalpha, self.words[0]))
        score = 4 + min(letters, 40) / 4 if letters >= _FEWEST else 1
        return Fit(self.score + score, self.captured, self._outside())

    def fit_unlabelled(self) -> Fit | None:
        """The same for a line that begins with its first field, though words stand before it."""
        known = sum(map(str.isalpha, self.words[0])) >= _FEWEST
        if not known or len(self.fields) < 2 or any(map(str.isalpha, "".join(self.words[1:]))):
            return None
        self.words[0], self.captured, self.score = "", [], -0.5
        fit = self.fit()
        if fit is None or len(fit.captured) < 2:
            return None
        fit.unlabelled = True
        return fit

    def split(self, fit: Fit) -> None:
        """Take further items, which stand behind a semicolon, out of the last field's text."""
        last = fit.captured[-1]
        items = {item_of(piece.path) for piece in self.fields}
        names = (
            last.path.endswith(".name") and len(self.fields) == 1 and self._is_several(last.text)
        )
        sign = "," if names else ";"
        if len(items) != 1 or "" in items or self.words[-1] or sign not in last.text:
            return
        texts = last.text.split(sign)
        if squeezed(self.fields[-1].text) == squeezed(last.text) or self.asks(last.path, last.text):
            return
        fit.captured[-1] = replace(last, text=plain(texts[0]), control=None)
        for text in filter(str.strip, texts[1:]):
            line = self.line.saying([Piece(plain(text))])
            printed = self.line.saying(self._after_label())
            found = _Match(line, plain(text), printed, self.asks).fit()
            if found is not None and found.captured:
                fit.more.append(found.captured)

    def _is_several(self, text: str) -> bool:
        """Whether a text is several names: each of two words or more."""
        pieces = text.split(",")
        return len(pieces) > 1 and all(len(piece.split()) > 1 for piece in pieces)

    def _after_label(self) -> list[Piece]:
        pieces: list[Piece] = []
        for number, field_ in enumerate(self.fields):
            pieces.append(field_._replace(text=""))
            if self.words[number + 1]:
                pieces.append(Piece(self.words[number + 1]))
        return pieces

    def _patterns(self) -> set[str]:
        return {pattern_of(piece.path) for piece in self.fields}

    def _begin(self) -> int | None:
        words = self.words[0]
        if not words:
            return 0
        if _LETTERED.fullmatch(words):
            lettered = re.match(r"\s*[^\W\d_][.)]", self.text)
            return lettered.end() if lettered else None
        at = _match(self.text, 0, words)
        if at is None and words in _NUMBERS:
            at = self._behind_a_word(words)
        if at is None and not any(map(str.isalpha, words)):
            self.score -= _LEFT_OUT
            return 0  # A number or a sign that was left out.
        return at

    def _behind_a_word(self, words: str) -> int | None:
        """Where the sign of a number ends that a word stands before: «Протокол № 5»."""
        before, sign, _ = self.text[:_SHORT].partition(words)
        is_word = bool(sign) and before.strip().isalpha() and before[-1:].isspace()
        return _match(self.text, len(before), words) if is_word else None

    def _field(self, piece: Piece, at: int, words: str, number: int) -> int | None:
        """Where to go on after a field and the words that follow it."""
        text = self.text
        while at < len(text) and text[at].isspace():
            at += 1
        own = self._control(at)
        if own is not None and own.path:
            if pattern_of(own.path) == pattern_of(piece.path):
                self.score += 2 if own.path == piece.path else 1
                return self._past(at + 1, words)
            return self._without(at, words)
        if pattern_of(piece.path) in self.named:
            # Its control stands further on: what is here are words beside it.
            return self._after_control(piece, at, words)
        if not words and not piece.text and self._is_next(number + 1, at):
            return at
        end = self._end(piece, at, words, broken=number + 1 in self.broken)
        if end is None:
            return None
        return self._past(end, words) if self._capture(piece, at, end) else None

    def _is_next(self, number: int, at: int) -> bool:
        """Whether what the next field prints stands here."""
        printed = squeezed(self.fields[number].text) if number < len(self.fields) else ""
        return bool(printed) and _match(self.text, at, printed, exact=True) is not None

    def _past(self, at: int, words: str) -> int | None:
        after = _match(self.text, at, words)
        if after is None and not any(map(str.isalpha, words)):
            return at
        return after

    def _without(self, at: int, words: str) -> int | None:
        """A field that the line does not show, and its separator."""
        return at if not any(map(str.isalpha, words)) else _match(self.text, at, words)

    def _after_control(self, piece: Piece, at: int, words: str) -> int | None:
        for position in range(at, len(self.text)):
            own = self._control(position)
            if own is not None and pattern_of(own.path) == pattern_of(piece.path):
                self.score -= 1
                return self._past(position + 1, words)
        return None

    def _end(self, piece: Piece, at: int, words: str, *, broken: bool) -> int | None:
        """Where the value of a field ends that begins at ``at``."""
        text = self.text
        limit = next((n for n in range(at, len(text)) if self._is_named(n)), len(text))
        if broken and "\n" in text[at:limit]:
            limit = text.index("\n", at)
        printed = squeezed(piece.text)
        # A placeholder may have lost its brackets, and have commas of its own.
        for wanted in filter(None, dict.fromkeys((printed, printed.strip("[]")))):
            whole = _match(text[:limit], at, wanted, exact=True)
            if whole is not None and (not words or _match(text, whole, words) is not None):
                self.score += 5
                return whole
        if words:
            first = words[0]
            for position in range(at, limit):
                if (_folded(text[position]) == _folded(first) or first.isdigit()) and _match(
                    text, position, words
                ) is not None:
                    return position
            if any(map(str.isalpha, words)):
                return None
        return limit

    def _capture(self, piece: Piece, at: int, end: int) -> bool:
        """Keep what stands here; whether it may be the value of the field."""
        raw = self.text[at:end]
        held = [self._control(n) for n in range(at, end)]
        controls = tuple(each.control for each in held if each is not None and each.control)
        alone = len(raw.strip()) == 1 and bool(controls)
        shown = plain("".join(self._shown(character) for character in raw))
        picture = piece.control is not None and bool(piece.control.picture)
        if any(bool(each.picture) != picture for each in controls) or (
            picture and shown and not controls
        ):
            return False
        if shown or alone:
            control = controls[0] if alone else None
            self.captured.append(Captured(piece.path, shown, at, end, controls, control))
        return True

    def _shown(self, character: str) -> str:
        if ord(character) < _MARK:
            return character
        return self.line.pieces[ord(character) - _MARK].text

    def _control(self, at: int) -> Piece | None:
        if at >= len(self.text) or ord(self.text[at]) < _MARK:
            return None
        number = ord(self.text[at]) - _MARK
        return self.line.pieces[number] if number < len(self.line.pieces) else None

    def _is_named(self, at: int) -> bool:
        own = self._control(at)
        return own is not None and bool(own.path)


def _is_unwritten(text: str) -> bool:
    """Whether a text is a line to write on, or a placeholder in brackets."""
    return not text.strip("_ ") or (text.startswith("[") and text.endswith("]"))


def _is_picture_alone(piece: Piece) -> bool:
    """Whether a piece is a picture that no field holds."""
    control = piece.control
    return control is not None and bool(control.picture) and not control.is_control


def only_signs(text: str) -> bool:
    """Whether a text is white space and punctuation alone."""
    return not text or _SIGNS.fullmatch(text) is not None


def without_signs(text: str) -> str:
    """A text without its white space and punctuation."""
    return _SIGNS.sub("", text)


def _match(text: str, at: int, words: str, *, exact: bool = False) -> int | None:
    """Where ``words`` end that stand in ``text`` from ``at`` on; None if they do not."""
    position, number = at, 0
    while number < len(words):
        while position < len(text) and text[position].isspace():
            position += 1
        if position >= len(text):
            return None
        wanted, found = words[number], text[position]
        if wanted == found or _folded(wanted) == _folded(found):
            position, number = position + 1, number + 1
            if exact or not wanted.isdigit():
                continue
            number = _past_digits(words, number)
            position = _past_digits(text, position)
        elif not exact and wanted.isdigit() and found.isdigit():
            number = _past_digits(words, number)
            position = _past_digits(text, position)
        else:
            return None
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _past_digits(text: str, at: int) -> int:
    while at < len(text) and text[at].isdigit():
        at += 1
    return at


def _folded(text: str) -> str:
    return text.translate(_SHAPES).casefold()


def _alike(one: str, other: str) -> bool:
    if len(one) > _LONGEST or not 0.5 < len(one) / len(other) < 2:
        return False
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() > _ALIKE and matcher.quick_ratio() > _ALIKE
