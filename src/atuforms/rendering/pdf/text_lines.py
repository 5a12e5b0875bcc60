"""Lines of text, broken once in a process: most words of a form are the same in each document.

WeasyPrint shapes a line three times to find where it ends, and asks nobody who could know. While a
document of ours is laid out, its functions are therefore asked through :class:`TextLines`, which
remembers what they said of a text in a style and a width. Texts in other fonts than those of the
engine, which another thread may lay out meanwhile, go to WeasyPrint itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from math import inf
from typing import Any

from weasyprint.draw import text as painting
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break
from weasyprint.text.ffi import pango, unicode_to_char_p
from weasyprint.text.fonts import get_font_description
from weasyprint.text.line_break import create_layout, split_first_line, strut

from atuforms.rendering.pdf.letter_marks import MarkedLayout
from atuforms.rendering.pdf.shown_lines import ShownLines
from atuforms.rendering.pdf.used_values import OF_BOXES

_KEPT = 8192
"""Lines that are remembered, and styles of text; then all begin anew."""
_LONGEST = 4000
"""Letters of a text above which nothing of it is remembered."""

_PROPERTIES = (
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "font_variation_settings",
    "font_language_override",
    "lang",
    "direction",
    "line_height",
    "letter_spacing",
    "word_spacing",
    "white_space",
    "word_break",
    "overflow_wrap",
    "hyphens",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "tab_size",
    "text_decoration_line",
)
"""All that WeasyPrint asks a style for when it breaks, measures and shapes a line."""

_BOLD = 600
"""The weight of letters from which on they are bold."""

_WRAPPED = ("normal", "pre-wrap", "pre-line")
_AHEAD = 4
"""By how much WeasyPrint first looks at more letters than a line of the narrowest could hold."""
_BREAKS = re.compile(r"\w (?=\w)")
"""Places where a line may end by every rule."""


class TextLines:
    """What is known of lines in ``fonts``; for one thread at a time."""

    def __init__(self, fonts: Any) -> None:
        self._fonts = fonts
        self._keys: dict[str, int] = {}
        # None is given out again: styles keep theirs.
        self._numbers = count()
        self._struts: dict[int, Any] = {}
        self._splits: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self._shown = ShownLines()

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Let WeasyPrint ask here while a document is laid out and painted."""
        places: list[tuple[Any, str, Callable[..., Any]]] = [
            (inline, "split_first_line", self._split),
            (preferred, "split_first_line", self._split),
            (inline, "strut", self._strut),
            (inline, "create_layout", self._justified),
            (painting, "draw_first_line", self._draw),
            (line_break, "Layout", _Shaped),
            (line_break, "get_font_description", described),
            *OF_BOXES,
        ]
        before = [getattr(module, name) for module, name, _ in places]
        try:
            for module, name, ours in places:
                setattr(module, name, ours)
            yield
        finally:
            for (module, name, _), theirs in zip(places, before, strict=True):
                setattr(module, name, theirs)

    def _key(self, style: Any) -> int:
        """A number for what a style says of lines; kept with the style."""
        known: int | None = style.__dict__.get("key_of_lines")
        if known is None:
            said = repr([style[name] for name in _PROPERTIES])
            if len(self._keys) >= _KEPT:
                self._keys.clear()
            if said not in self._keys:
                self._keys[said] = next(self._numbers)
            known = style.key_of_lines = self._keys[said]
        return known

    def _strut(self, style: Any) -> Any:
        if style.font_config is not self._fonts:
            return strut(style)
        key = self._key(style)
        if key not in self._struts:
            self._struts[key] = strut(style)
        return self._struts[key]

    def _split(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> tuple[Any, ...]:
        """See :func:`weasyprint.text.line_break.split_first_line`."""
        if style.font_config is not self._fonts or len(text) > _LONGEST:
            plain: tuple[Any, ...] = split_first_line(
                text, style, context, max_width, spacing, is_line_start, minimum
            )
            return plain
        how = (self._key(style), max_width, spacing, is_line_start, minimum)
        begin = _begin(text, style, max_width)
        known = self._splits.get((begin, *how)) if begin else None
        known = known or self._splits.get((text, True, *how))
        if known is not None:
            return (_Line(known[0]), *known[1:])
        shaped, *measures = split_first_line(
            text, style, context, max_width, spacing, is_line_start, minimum
        )
        line = _Line(shaped)
        line.deactivate()
        if len(self._splits) >= _KEPT:
            self._splits.clear()
        where = (begin,) if begin and _decides(begin, measures[1]) else (text, True)
        self._splits[*where, *how] = (line, *measures)
        return (_Line(shaped), *measures)

    def _justified(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
    ) -> Any:
        """See :func:`weasyprint.text.line_break.create_layout`: a line that will be painted."""
        if style.font_config is not self._fonts or style["text_decoration_line"] != "none":
            return create_layout(text, style, context, max_width, justification_spacing)
        return _Line.of(text, justification_spacing)

    def _draw(
        self, stream: Any, box: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> Any:
        """See :func:`weasyprint.draw.text.draw_first_line`."""
        if (
            box.style.font_config is not self._fonts
            or text_overflow != "clip"
            or block_ellipsis != "none"
        ):
            return self._shown.draw(stream, box, text_overflow, block_ellipsis, matrix, None)
        key = (box.pango_layout.text, self._key(box.style), box.pango_layout.justification_spacing)
        return self._shown.draw(stream, box, text_overflow, block_ellipsis, matrix, key)


def described(style: Any) -> Any:
    """See :func:`weasyprint.text.fonts.get_font_description`.

    Bold and slanted letters that the first font lacks are looked for where our fonts have them.
    """
    description = get_font_description(style)
    second = getattr(style.font_config, "bold_letters", "")
    first, *others = style["font_family"]
    is_plain = style["font_weight"] < _BOLD and style["font_style"] == "normal"
    if second in others and not is_plain:
        others.remove(second)
        names, _ = unicode_to_char_p(",".join((first, second, *others)))
        pango.pango_font_description_set_family(description, names)
    return description


def _begin(text: str, style: Any, max_width: float | None) -> str:
    """What of a text WeasyPrint looks at first; empty if it is all, or if that is not said."""
    if max_width is None or max_width == inf or style["white_space"] not in _WRAPPED:
        return ""
    size = style["font_size"]
    if not size or size * _AHEAD > max_width:
        return ""
    begin = text[: int(max_width / size * _AHEAD)]
    return begin if len(begin) < len(text) and "\n" not in begin else ""


def _decides(begin: str, resume_at: int | None) -> bool:
    """Whether what follows the begin of a text plays no part in its first line.

    So it is for WeasyPrint if the line after the first may end within this begin too. One place
    where a line may end can be that of the first line itself, before a word is tried that follows.
    """
    if resume_at is None:
        return False
    rest = begin.encode()[resume_at:].decode(errors="replace")
    return len(_BREAKS.findall(rest)) > 1


class _Shaped(MarkedLayout):
    """A line that has been broken, whose shape is kept: it may be painted next."""

    def deactivate(self) -> None:
        """Give nothing up."""


class _Line(MarkedLayout):
    """A line that is shaped only if somebody asks for its shape."""

    def __init__(self, line: Any) -> None:
        self.__dict__.update(line.__dict__)

    @classmethod
    def of(cls, text: str, spacing: float) -> _Line:
        """A line of its own, as it is to be painted."""
        line = cls.__new__(cls)
        line.text, line.justification_spacing, line.max_width = text, spacing, None
        line.first_line_direction = 0
        line.ascent = line.underline_position = line.strikethrough_position = None
        return line

    def reactivate(self, style: Any) -> None:
        if self.justification_spacing or self.__dict__.get("style") is not style:
            self.deactivate()
            self.__dict__["_waiting"] = style

    def deactivate(self) -> None:
        for name in ("_waiting", "layout", "language", "style"):
            self.__dict__.pop(name, None)

    def __getattr__(self, name: str) -> Any:
        if name not in ("layout", "language", "style") or "_waiting" not in self.__dict__:
            raise AttributeError(name)
        super().reactivate(self.__dict__.pop("_waiting"))
        return self.__dict__[name]
