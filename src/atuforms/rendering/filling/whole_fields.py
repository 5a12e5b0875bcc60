"""Which fields a template prints whole whatever the record has, and what keeps it from others.

A field that stands only under a condition of something else, or of which a filter leaves a part,
is missing on the paper of some record, and nothing of that shows on the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from atuforms.core.language.languages import LANGUAGES

_KEEPING = frozenset(
    (
        *("as_blocks", "as_run", "capitalize", "d", "date", "default", "e", "escape"),
        *("forceescape", "indent", "link", "list", "lower", "map", "one_value", "picture"),
        *("reverse", "rich", "safe", "sort", "string", "title", "trim", "unique", "upper"),
        "wordwrap",
    )
)
"""Filters that leave nothing of a value out."""
_METHODS = frozenset(["upper", "lower", "title", "capitalize", "strip"])
_NO_WORDS = ("at", "given")
"""What a view adds to items and groups; it says nothing of them."""
_SAME = ("value", *LANGUAGES)
"""What is the value of an item, or one language of it, and no field of its own."""
_ALL = "*"
_ALWAYS = "filled"
"""What is true of every document but a blank."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What keeps a field from being printed whole.

    :ivar printing: line of the tag that prints it.
    :ivar asking: line of the condition around it; 0 where the tag itself cuts it.
    """

    printing: int
    asking: int


@dataclass(frozen=True, slots=True)
class _Value:
    """A value as it stands at a place: the path of a field, and whether all of it is there."""

    path: str
    whole: bool = True


@dataclass(slots=True)
class _Place:
    """What is known where a tag stands."""

    names: dict[str, nodes.Node | _Value | None]
    macros: dict[str, nodes.Macro] = field(default_factory=dict)

    def naming(self, names: Mapping[str, nodes.Node | _Value | None]) -> _Place:
        return _Place({**self.names, **names}, self.macros)


class WholeFields:
    """The fields that one part of a template prints whole; their paths have no numbers.

    :param lists: fields that are lists: one item of them is not the whole.
    """

    def __init__(self, template: nodes.Template, lists: Iterable[str] = ()) -> None:
        self._lists = frozenset(lists)
        self._deep = 0
        self._printing: dict[str, int] = {}
        self.hindered: dict[str, Hindrance] = {}
        self.fields = self._body(template.body, _Place({}))

    # Statements

    def _body(self, body: Sequence[nodes.Node], place: _Place) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for node in body:
            found |= self._statement(node, place)
        return found

    def _statement(self, node: nodes.Node, place: _Place) -> frozenset[str]:
        if isinstance(node, nodes.Output):
            return frozenset().union(*(self._printed(each, place) for each in node.nodes))
        if isinstance(node, nodes.If):
            return self._if(node, place)
        if isinstance(node, nodes.For):
            return self._for(node, place)
        if isinstance(node, nodes.Assign | nodes.AssignBlock | nodes.Macro):
            self._named(node, place)
            return frozenset()
        if isinstance(node, nodes.FilterBlock) and node.filter.name not in _KEEPING:
            self._hinder(self._body(node.body, place), node.lineno)
            return frozenset()
        if isinstance(node, nodes.With):
            names = {
                each.name: self._value(value, place) or value
                for each, value in zip(node.targets, node.values, strict=False)
                if isinstance(each, nodes.Name)
            }
            place = place.naming(names)
        body = getattr(node, "body", None)
        return self._body(body, place) if isinstance(body, list) else frozenset()

    def _named(self, node: nodes.Assign | nodes.AssignBlock | nodes.Macro, place: _Place) -> None:
        """Remember what a template itself gives a name to."""
        if isinstance(node, nodes.Macro):
            place.macros[node.name] = node
        elif isinstance(node.target, nodes.Name):
            given = node.node if isinstance(node, nodes.Assign) else None
            known = self._value(given, place) if given is not None else None
            place.names[node.target.name] = known or given

    def _if(self, node: nodes.If, place: _Place) -> frozenset[str]:
        """What each branch prints; a field without a value in a branch is not missing in it."""
        ways: list[tuple[frozenset[str], frozenset[str]]] = []
        refused: frozenset[str] = frozenset()
        for each in (node, *node.elif_):
            empty = refused | self._own(nodes.Not(each.test), place)
            constant = each.test.value if isinstance(each.test, nodes.Const) else None
            printed = self._body(each.body, place)
            if constant or constant is None:
                ways.append((printed, empty))
            else:
                self._hinder(printed, each.lineno)
            if constant:
                break
            refused |= self._own(each.test, place)
        else:
            ways.append((self._body(node.else_, place), refused))
        return self._in_all(ways, node.lineno)

    def _in_all(
        self, ways: Sequence[tuple[frozenset[str], frozenset[str]]], line: int
    ) -> frozenset[str]:
        """What all ways print that may be gone, each with the fields that have no value there."""
        printed = frozenset().union(*(each for each, _ in ways))
        kept = frozenset(
            path
            for path in printed
            if all(_covers(each, path) or _covers(empty, path) for each, empty in ways)
        )
        self._hinder(printed - kept, line)
        return kept

    def _hinder(self, paths: Iterable[str], line: int) -> None:
        for path in paths:
            self.hindered.setdefault(path, Hindrance(self._printing.get(path, line), line))

    def _for(self, loop: nodes.For, place: _Place) -> frozenset[str]:
        value = self._value(loop.iter, place)
        names: dict[str, nodes.Node | _Value | None] = {
            each.name: None for each in loop.target.find_all(nodes.Name)
        }
        if isinstance(loop.target, nodes.Name):
            names = {loop.target.name: value}
        inner = place.naming({**names, "loop": None})
        if value is not None and not value.whole:
            self.hindered.setdefault(value.path, Hindrance(loop.lineno, 0))
        printed = self._body(loop.body, inner)
        self._body(loop.else_, place)
        if loop.test is not None:
            # Some of the items are passed over.
            self._hinder(printed, loop.lineno)
            return frozenset()
        return printed

    # What tags print

    def _printed(self, node: nodes.Node, place: _Place) -> frozenset[str]:
        """The fields of which a tag prints all there is."""
        found = self._all_of(node, place)
        self._printing.update(dict.fromkeys(found, node.lineno))
        for path in self._looked_at(node, place) - found:
            self.hindered.setdefault(path, Hindrance(node.lineno, 0))
        return found

    def _all_of(self, node: nodes.Node, place: _Place) -> frozenset[str]:
        if isinstance(node, nodes.TemplateData | nodes.Const):
            return frozenset()
        if isinstance(node, nodes.CondExpr | nodes.Or | nodes.And):
            return self._of_ways(node, place)
        if isinstance(node, nodes.Concat):
            return frozenset().union(*(self._all_of(each, place) for each in node.nodes))
        if isinstance(node, nodes.Add):
            return self._all_of(node.left, place) | self._all_of(node.right, place)
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            return self._of_macro(node, place)
        value = self._value(node, place)
        if value is not None:
            return frozenset({value.path}) if value.whole else frozenset()
        known = place.names.get(node.name) if isinstance(node, nodes.Name) else None
        if isinstance(known, nodes.Node):
            return self._deeper(known, place)
        if isinstance(node, nodes.Filter) and node.name in _KEEPING and node.node is not None:
            return self._all_of(node.node, place)
        return frozenset()

    def _of_ways(
        self, node: nodes.CondExpr | nodes.Or | nodes.And, place: _Place
    ) -> frozenset[str]:
        """What an expression prints that has two ways."""
        test: nodes.Node
        one: nodes.Node
        other: nodes.Node | None
        if isinstance(node, nodes.CondExpr):
            test, one, other = node.test, node.expr1, node.expr2
        elif isinstance(node, nodes.Or):
            test, one, other = node.left, node.left, node.right
        else:
            test, one, other = node.left, node.right, None
        return _either(
            self._all_of(one, place),
            self._own(nodes.Not(test), place),
            self._all_of(other, place) if other is not None else frozenset(),
            self._own(test, place),
        )

    def _deeper(self, node: nodes.Node, place: _Place) -> frozenset[str]:
        if self._deep > 20:
            return frozenset()  # A name that is given itself.
        self._deep += 1
        try:
            return self._all_of(node, place)
        finally:
            self._deep -= 1

    def _of_macro(self, call: nodes.Call, place: _Place) -> frozenset[str]:
        name = call.node.name if isinstance(call.node, nodes.Name) else ""
        macro = place.macros.get(name)
        if macro is None or self._deep > 20:
            return frozenset()
        given = [self._value(each, place) or each for each in call.args]
        names: dict[str, nodes.Node | _Value | None] = {
            each.name: value for each, value in zip(macro.args, given, strict=False)
        }
        for each in call.kwargs:
            names[each.key] = self._value(each.value, place) or each.value
        self._deep += 1
        try:
            return self._body(macro.body, place.naming(names))
        finally:
            self._deep -= 1

    def _value(self, node: nodes.Node, place: _Place) -> _Value | None:
        """The field whose value an expression is; None where it is none."""
        if isinstance(node, nodes.Name):
            if node.name not in place.names:
                return _Value(node.name)
            known = place.names[node.name]
            return known if isinstance(known, _Value) else None
        if isinstance(node, nodes.Getattr):
            before = None if node.attr in _NO_WORDS else self._value(node.node, place)
            if before is None:
                return None
            inner = "" if node.attr in _SAME else f".{node.attr}"
            return _Value(before.path + inner, before.whole)
        if isinstance(node, nodes.Getitem):
            before = self._value(node.node, place)
            if before is None:
                return None
            named = isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str)
            # ``[0]`` of what ``split`` has made; a key that is only known later.
            kept = named or not isinstance(node.arg, nodes.Slice | nodes.Const)
            return _Value(before.path, before.whole and kept)
        if isinstance(node, nodes.Filter) and node.node is not None:
            before = self._value(node.node, place)
            if before is None:
                return None
            joins = node.name == "join" and (before.path in self._lists or self._maps(node.node))
            return _Value(before.path, before.whole and (joins or node.name in _KEEPING))
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
            before = self._value(node.node.node, place)
            kept = node.node.attr in _METHODS
            return None if before is None else _Value(before.path, before.whole and kept)
        return None

    def _maps(self, node: nodes.Node | None) -> bool:
        return isinstance(node, nodes.Filter) and node.name in ("map", "list", "sort")

    def _looked_at(self, node: nodes.Node, place: _Place) -> set[str]:
        """The fields that a tag has anything to do with."""
        if isinstance(node, nodes.Getattr) and node.attr in _NO_WORDS:
            return set()
        if isinstance(node, nodes.Getattr | nodes.Name):
            value = self._value(node, place)
            if value is not None:
                return {value.path}
        own = [node] if isinstance(node, nodes.Name) else []
        found = set()
        for each in (*own, *node.find_all((nodes.Name, nodes.Getattr))):
            known = self._value(each, place)
            if known is not None:
                found.add(known.path)
        return found

    # Conditions

    def _own(self, test: nodes.Node, place: _Place) -> frozenset[str]:
        """The fields that have no value where a condition is not met; “*” for all."""
        if isinstance(test, nodes.Name) and test.name == _ALWAYS:
            return frozenset((_ALL,))
        if isinstance(test, nodes.Not):
            return self._denied(test.node, place)
        if isinstance(test, nodes.Or):
            left, right = self._own(test.left, place), self._own(test.right, place)
            return left | right
        if isinstance(test, nodes.And):
            left, right = self._own(test.left, place), self._own(test.right, place)
            if _ALL in left:
                return right
            return left if _ALL in right else left & right
        if isinstance(test, nodes.Compare):
            counted = len(test.ops) == 1 and test.ops[0].op in ("gt", "ne")
            zero = counted and test.ops[0].expr in (nodes.Const(0), nodes.Const(""))
            return self._own(test.expr, place) if zero else frozenset()
        if isinstance(test, nodes.Test):
            return self._own(test.node, place) if test.name == "defined" else frozenset()
        if isinstance(test, nodes.Filter) and test.name in ("length", "count", "trim", "list"):
            return self._own(test.node, place) if test.node is not None else frozenset()
        if isinstance(test, nodes.Name | nodes.Getattr):
            value = self._value(test, place)
            return frozenset({value.path}) if value is not None and value.whole else frozenset()
        return frozenset()

    def _denied(self, test: nodes.Node, place: _Place) -> frozenset[str]:
        """The same of a condition that is denied."""
        if isinstance(test, nodes.Not):
            return self._own(test.node, place)
        if isinstance(test, nodes.Compare) and len(test.ops) == 1 and test.ops[0].op == "eq":
            empty = test.ops[0].expr in (nodes.Const(0), nodes.Const(""))
            return self._own(test.expr, place) if empty else frozenset()
        if isinstance(test, nodes.Or):
            return self._denied(test.left, place) & self._denied(test.right, place)
        if isinstance(test, nodes.And):
            return self._denied(test.left, place) | self._denied(test.right, place)
        return frozenset()


def _either(
    one: frozenset[str], without: frozenset[str], other: frozenset[str], others: frozenset[str]
) -> frozenset[str]:
    """What both of two ways print, but for what has no value where a way is taken."""
    return frozenset(
        path
        for path in one | other
        if (_covers(one, path) or _covers(without, path))
        and (_covers(other, path) or _covers(others, path))
    )


def _covers(paths: frozenset[str], path: str) -> bool:
    """Whether ``paths`` have a path, or what it is a part of."""
    steps = path.split(".")
    return _ALL in paths or any(".".join(steps[:n]) in paths for n in range(1, len(steps) + 1))
