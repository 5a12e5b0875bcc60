"""Which values of a view a template asks for, found in its syntax, branches included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import nodes

from atuforms.core.language.languages import LANGUAGES

_NO_FIELDS = ("at", "value")
"""What a view adds to the items of a list."""


class Uses:
    """The fields that a template prints, and the names that it asks for and nobody gives.

    A path has no numbers: the items of a list go by the name of the list.

    :param known: what may stand at each place of the view, of which :func:`shape` tells.
    """

    def __init__(self, template: nodes.Template, known: Any) -> None:
        self.fields: set[str] = set()
        self.unknown: set[str] = set()
        self._known = known
        self._visit(template, {})

    def _visit(self, node: nodes.Node, scope: dict[str, str | None]) -> None:
        if isinstance(node, nodes.For):
            self._for(node, scope)
        elif isinstance(node, nodes.Assign | nodes.Macro):
            self._own_name(node, scope)
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            path = _path(node, scope)
            if path is not None:
                self._note(path)
            if isinstance(node, nodes.Getitem):
                self._visit(node.arg, scope)
        else:
            for child in node.iter_child_nodes():
                self._visit(child, scope)

    def _own_name(self, node: nodes.Assign | nodes.Macro, scope: dict[str, str | None]) -> None:
        """A name that the template itself gives to something."""
        if isinstance(node, nodes.Macro):
            inner = {**scope, **{each.name: None for each in node.args}}
            for child in node.body:
                self._visit(child, inner)
            scope[node.name] = None
            return
        self._visit(node.node, scope)
        for each in node.target.find_all(nodes.Name):
            scope[each.name] = None
        if isinstance(node.target, nodes.Name):
            scope[node.target.name] = None

    def _for(self, loop: nodes.For, scope: dict[str, str | None]) -> None:
        self._visit(loop.iter, scope)
        listed = [loop.iter]
        if isinstance(loop.iter, nodes.CondExpr):
            listed = [loop.iter.expr1, *([loop.iter.expr2] if loop.iter.expr2 else [])]
        over = next((path for node in listed if (path := _path(node, scope)) is not None), None)
        names = [loop.target] if isinstance(loop.target, nodes.Name) else []
        several = [] if names else list(loop.target.find_all(nodes.Name))
        inner = {**scope, "loop": None, **{each.name: over for each in names}}
        inner |= {each.name: None for each in several}
        for child in (*loop.body, *([loop.test] if loop.test else [])):
            self._visit(child, inner)
        for child in loop.else_:
            self._visit(child, scope)

    def _note(self, path: str) -> None:
        value: Any = self._known
        passed: list[str] = []
        for part in path.split("."):
            if part == "[]":  # a key that is only known when the template is filled
                self.fields.update(".".join([*passed, key]) for key in value)
                return
            if (isinstance(value, str) or not value) and hasattr(str, part):
                return  # A method of the text that a value is when it is printed.
            if not isinstance(value, dict) or part not in value:
                self.unknown.add(path)
                return
            value = value[part]
            if part not in _NO_FIELDS and (passed or part not in LANGUAGES):
                passed.append(part)
                self.fields.add(".".join(passed))


def _path(node: nodes.Node, scope: Mapping[str, str | None]) -> str | None:
    """The dotted path of a value; None where it is none of the view's."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        before = _path(node.node, scope)
        return before and f"{before}.{node.attr}"
    if isinstance(node, nodes.Getitem):
        before = _path(node.node, scope)
        if before is None or isinstance(node.arg, nodes.Slice):
            return before
        key = node.arg.value if isinstance(node.arg, nodes.Const) else "[]"
        return before if isinstance(key, int) else f"{before}.{key}"
    return None


def shape(*values: Any) -> Any:
    """What may stand at a place of a view: the keys of all ``values``, lists as one item."""
    items = [each for value in values for each in (value if isinstance(value, list) else [value])]
    mappings = [each for each in items if isinstance(each, dict)]
    if not mappings:
        return next((each for each in items if each is not None), "")
    keys = dict.fromkeys(key for each in mappings for key in each)
    return {key: shape(*(each[key] for each in mappings if key in each)) for key in keys}
