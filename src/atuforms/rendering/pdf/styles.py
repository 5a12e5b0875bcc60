"""Styles of elements, computed once in a process.

WeasyPrint computes some hundred properties anew for every kind of element of every document, and
for every page. Here those that the same rules gave under the same parent are remembered. What a
document changes in a style while it is laid out stays its own.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count
from math import inf
from typing import Any

from weasyprint import DEFAULT_OPTIONS
from weasyprint.css import (
    AnonymousStyle,
    ComputedStyle,
    InitialStyle,
    StyleFor,
    declaration_precedence,
    find_style_attributes,
    preprocess_declarations,
)
from weasyprint.css.counters import CounterStyle
from weasyprint.css.targets import TargetCollector
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.images import get_image_from_uri
from weasyprint.layout import LayoutContext, layout_document

from atuforms.rendering.pdf.used_values import UsedValues

_SHEETS = 8
"""Combinations of style sheets whose styles are kept."""
_STYLES = 4096
"""Styles that are kept of each: those with lengths of their own are without number."""
_ATTRIBUTES = ("style", "lang", "id", "name", "width", "height")
"""What an element may say of its own style."""
_SPECIFIED = frozenset({"display", "float", "position"})
"""WeasyPrint also notes what was specified for these, when they are computed."""
_OF_STYLES = frozenset({"style", "link"})
"""Elements that may bring a style sheet."""
_OF_THE_PAGE = re.compile(r"\d[sldp]?v(?:w|h|i|b|min|max)\b")
"""Lengths by the size of a page, which are not the same in each document."""


class _Remembered:
    """What is known of a style: its number, its values, and the style of boxes in it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.values: dict[str, Any] = {}
        self.specified: dict[str, Any] = {}
        self.used = UsedValues()
        self._anonymous: _Remembered | None = None

    @property
    def anonymous(self) -> _Remembered:
        if self._anonymous is None:
            self._anonymous = _Remembered(self.number)
        return self._anonymous


class _Memory:
    """The styles of documents with the same style sheets."""

    def __init__(self, sheets: Sequence[Any]) -> None:
        # As long as the sheets are held here, no other value has the identity of one of theirs.
        self._sheets = sheets
        self._values = {id(value) for sheet in sheets for value in _values_of(sheet)}
        self._styles: dict[Any, _Remembered] = {}
        self._numbers = count()
        self._rules: dict[Any, dict[str | None, Any]] = {}
        self._known: dict[int, int] = {}

    def style(
        self, parent: _Remembered | None, element: Any, pseudo: str | None, cascaded: Any
    ) -> _Remembered:
        """What is known of the style that these rules give under this parent."""
        own: tuple[Any, ...] = ()
        if pseudo is None and hasattr(element, "attrib"):
            own = (element.tag, *map(element.get, _ATTRIBUTES))
        rules: Any = self._known.get(id(cascaded))
        if rules is None:
            rules = tuple(
                (name, id(value), importance, layer, tuple(specificity))
                for name, (value, (importance, layer, specificity)) in cascaded.items()
                if id(value) in self._values
            )
        key = (None if parent is None else parent.number, pseudo, own, rules)
        if key not in self._styles:
            if len(self._styles) >= _STYLES:
                self._styles.clear()
            self._styles[key] = _Remembered(next(self._numbers))
        return self._styles[key]

    def rules(self, element: Any, matched: Sequence[Any]) -> dict[str | None, Any]:
        """What holds for an element: the values of the rules that match it, by pseudo-element.

        :param matched: the origin, the rules that match and the layers of each sheet.
        """
        own = (element.tag == "a", *map(element.get, _ATTRIBUTES))
        key = (own, tuple((at, each[1]) for at, sheet in enumerate(matched) for each in sheet[1]))
        if key not in self._rules:
            if len(self._rules) >= _STYLES:
                self._rules.clear()
                self._known.clear()
            found = self._rules[key] = _cascaded(element, matched)
            for values in found.values():
                # As long as the values are held here, no others have their identity.
                self._known[id(values)] = next(self._numbers)
        return self._rules[key]


def _cascaded(element: Any, matched: Sequence[Any]) -> dict[str | None, Any]:
    """The values that win for an element and its pseudo-elements, each with its weight."""
    found: dict[str | None, Any] = {}
    for specificity, _, declarations, base_url in find_style_attributes(_Alone(element)):
        _add(
            found,
            None,
            preprocess_declarations(base_url, declarations),
            ("author", inf),
            specificity,
        )
    for origin, selectors, layers in matched:
        for specificity, _, pseudo, (declarations, layer) in selectors:
            order = inf if layer is None else layers.index(layer)
            _add(found, pseudo, declarations, (origin, order), specificity)
    return found


def _add(
    found: dict[str | None, Any],
    pseudo: str | None,
    declarations: Any,
    origin: tuple[str, float],
    specificity: Any,
) -> None:
    style = found.setdefault(pseudo, {})
    for name, values, importance in declarations:
        weight = (declaration_precedence(origin[0], importance), origin[1], specificity)
        if name not in style or style[name][1] <= weight:
            style[name] = values, weight


class _Alone:
    """An element without what is in it, for what walks over a tree."""

    def __init__(self, element: Any) -> None:
        self._element = element

    def iter(self) -> Iterator[Any]:
        yield self._element


def _values_of(sheet: Any) -> Iterator[Any]:
    """The values of all declarations of a style sheet."""
    matcher = sheet.matcher
    groups = [matcher.lang_attr_selectors, matcher.other_selectors]
    for by_name in (
        matcher.id_selectors,
        matcher.class_selectors,
        matcher.lower_local_name_selectors,
        matcher.namespace_selectors,
    ):
        groups += by_name.values()
    rules = [entry[-1][0] for group in groups for entry in group]
    rules += [declarations for _rule, _selectors, declarations in sheet.page_rules]
    return (value for rule in rules for _name, value, _importance in rule)


class Styles:
    """The memories of the last combinations of style sheets; for one thread at a time."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[Any, ...], _Memory] = OrderedDict()

    def of(self, sheets: Sequence[Any], texts: Sequence[str]) -> _Memory | None:
        """The memory for these sheets, whose texts are given; None if nothing may be remembered."""
        if any(_OF_THE_PAGE.search(text) for text in texts):
            return None
        key = tuple(sheets)
        if key not in self._known:
            self._known[key] = _Memory(key)
            if len(self._known) > _SHEETS:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]


class _Style(ComputedStyle):  # type: ignore[misc]  # has no types
    """A style that begins with what is known of it."""

    _in_boxes: _Anonymous | None = None

    def __init__(self, remembered: _Remembered, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.remembered = remembered
        self.used = remembered.used
        self.update(remembered.values)
        self.specified.update(remembered.specified)

    def __missing__(self, key: str) -> Any:
        value = super().__missing__(key)
        self.remembered.values[key] = value
        if key in _SPECIFIED:
            self.remembered.specified[key] = self.specified[key]
        return value

    @property
    def anonymous_style(self) -> _Anonymous:
        if self._in_boxes is None:
            self._in_boxes = _Anonymous(self)
        return self._in_boxes


class _Anonymous(AnonymousStyle):  # type: ignore[misc]  # has no types
    """The same of boxes without an element."""

    _in_boxes: _Anonymous | None = None

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self.remembered = parent.remembered.anonymous
        self.used = self.remembered.used
        self.update(self.remembered.values)

    def __missing__(self, key: str) -> Any:
        value = super().__missing__(key)
        self.remembered.values[key] = value
        return value

    @property
    def anonymous_style(self) -> _Anonymous:
        if self._in_boxes is None:
            self._in_boxes = _Anonymous(self)
        return self._in_boxes


class _StyleFor(StyleFor):  # type: ignore[misc]  # has no types
    """The styles of a document, with a memory."""

    def __init__(self, memory: _Memory, html: Any, sheets: Any, fonts: Any, targets: Any) -> None:
        self._memory = memory
        self._sheets = sheets
        self.font_config = fonts
        self.initial_page_sizes = {"box": None, "area": None}
        self._cascaded_styles: dict[Any, Any] = {}
        self._computed_styles: dict[Any, Any] = {}
        about = {"root": html.etree_element, "base_url": html.base_url, "target_collector": targets}
        shared: dict[tuple[int, int], tuple[Any, Any]] = {}
        for wrapper in html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            parent = None if wrapper.parent is None else wrapper.parent.etree_element
            rules = memory.rules(
                element,
                [
                    (origin, sheet.matcher.match(wrapper), sheet.layers)
                    for sheet, origin, _ in sheets
                ],
            )
            for pseudo, values in rules.items():
                self._cascaded_styles[element, pseudo] = values
            # Those who have the same rules under the same parent share a style.
            key = (id(self._computed_styles.get((parent, None))), id(rules))
            if key not in shared:
                self.set_computed_styles(element, parent, **about)
                # Rules are held with it, so that no others have their identity.
                shared[key] = (self._computed_styles[element, None], rules)
            self._computed_styles[element, None] = shared[key][0]
        for element, pseudo in self._cascaded_styles:
            if pseudo:
                self.set_computed_styles(element, element, pseudo_type=pseudo, **about)
        # Pages have theirs later.
        self._cascaded_styles.clear()

    def set_computed_styles(
        self,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        computed = self._computed_styles
        above = None if parent is None else computed[parent, None]
        cascaded = self._cascaded_styles.get((element, pseudo_type), {})
        style = computed[element, pseudo_type] = _Style(
            self._memory.style(
                None if above is None else above.remembered, element, pseudo_type, cascaded
            ),
            above,
            cascaded,
            pseudo_type,
            InitialStyle(self.font_config) if above is None else computed[root, None],
            base_url,
            self.font_config,
            self.initial_page_sizes,
        )
        if target_collector and style["anchor"]:
            target_collector.collect_anchor(style["anchor"])


class LaidOut(Document):  # type: ignore[misc]  # has no types
    """A document that is laid out with remembered styles."""

    @classmethod
    def of(
        cls, html: Any, memory: _Memory | None, fonts: Any, profiles: Any, **options: Any
    ) -> Any:
        """The document laid out: :meth:`weasyprint.HTML.render`, with a memory if there is one.

        What the page says about itself is left out: we say that ourselves.

        :param html: an HTML document, whose ``memory`` is set here.
        """
        html.memory = memory
        options = {**DEFAULT_OPTIONS, **options}
        counters = CounterStyle()
        context = cls._build_layout_context(html, fonts, counters, profiles, options)
        root_box = build_formatting_structure(
            html.etree_element,
            context.style_for,
            context.get_image_from_uri,
            html.base_url,
            context.target_collector,
            counters,
            context.footnotes,
        )
        pages = [Page(box) for box in layout_document(html, root_box, context)]
        document = cls(pages, None, html.url_fetcher, fonts, profiles, options["output_intent"])
        document.root = html.etree_element
        return document

    @classmethod
    def _build_layout_context(
        cls, html: Any, font_config: Any, counter_style: Any, color_profiles: Any, options: Any
    ) -> Any:
        brings_styles = any(each.tag in _OF_STYLES for each in html.etree_element.iter())
        if html.memory is None or brings_styles:
            return super()._build_layout_context(
                html, font_config, counter_style, color_profiles, options
            )
        for style in html._ua_counter_style():
            counter_style.update(style)
        targets = TargetCollector()
        sheets = [(sheet, "user agent", None) for sheet in html._ua_stylesheets()]
        sheets += [(sheet, "user", None) for sheet in options["stylesheets"]]
        style_for = _StyleFor(html.memory, html, sheets, font_config, targets)
        pictures = partial(
            get_image_from_uri,
            cache=options["cache"],
            url_fetcher=html.url_fetcher,
            options=options,
        )
        return LayoutContext(style_for, pictures, font_config, counter_style, targets)
