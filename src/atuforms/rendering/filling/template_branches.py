"""Every branch of a Word template, whatever the record at hand: conditions and lists are walked.

The first record that takes a branch would find what is wrong in it; here it is found before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

_ELEMENT = re.compile(r"<(/?)([\w:.-]+)(?:\s[^<>]*?)?(/?)>")
_VALUE = "\ue000"
"""Stands for what a tag prints."""
_FEW = 2
"""Items that a list is tried with."""

_Effect = tuple[tuple[str, ...], tuple[str, ...]]
"""The elements that a piece of XML closes before it, and those that it leaves open."""


def torn_tags(template: nodes.Template) -> Iterator[int]:
    """Lines of the conditions and loops that would leave half an element behind."""
    for node in template.find_all((nodes.If, nodes.For)):
        if isinstance(node, nodes.If | nodes.For) and not _is_whole(node):
            yield node.lineno


def _is_whole(node: nodes.If | nodes.For) -> bool:
    if isinstance(node, nodes.For):
        return all(_effect(each) in (None, _same(each)) for each in (node.body, node.else_))
    branches = [node.body, *(each.body for each in node.elif_), node.else_]
    effects = [_effect(each) for each in branches]
    if None in effects:
        return True  # Within an element: a value of an attribute.
    return len({_reduced(each) for each in effects if each is not None}) == 1


def _same(body: Sequence[nodes.Node]) -> _Effect | None:
    """What ``body`` closes, opened again: nothing is left behind, however often it is printed."""
    effect = _effect(body)
    return None if effect is None else (effect[0], tuple(reversed(effect[0])))


def _reduced(effect: _Effect) -> _Effect:
    """An effect without what is closed and opened again."""
    closed, opened = effect
    return ((), ()) if opened == tuple(reversed(closed)) else effect


def _effect(body: Sequence[nodes.Node]) -> _Effect | None:
    """What a part of a template does to the elements around it; None where nobody can say."""
    closed: list[str] = []
    opened: list[str] = []
    text = ""
    for node in body:
        if isinstance(node, nodes.Output):
            text += "".join(
                each.data if isinstance(each, nodes.TemplateData) else _VALUE for each in node.nodes
            )
            continue
        if isinstance(node, nodes.If | nodes.For):
            if text.rfind("<") > text.rfind(">"):
                return None
            inner = _effect(node.body)
            if inner is None:
                return None
            _read(text, closed, opened)
            text = ""
            _read("".join(f"</{each}>" for each in inner[0]), closed, opened)
            _read("".join(f"<{each}>" for each in inner[1]), closed, opened)
    _read(text, closed, opened)
    return tuple(closed), tuple(opened)


def _read(text: str, closed: list[str], opened: list[str]) -> None:
    for end, name, empty in _ELEMENT.findall(text):
        if empty:
            continue
        if not end:
            opened.append(name)
        elif opened:
            opened.pop()
        else:
            closed.append(name)


def names_of_filters(template: nodes.Template) -> Iterator[tuple[str, str, int]]:
    """The filters and tests that a template names, with the kind and the line."""
    for node in template.find_all((nodes.Filter, nodes.Test)):
        yield ("filter" if isinstance(node, nodes.Filter) else "test"), node.name, node.lineno


def constants(template: nodes.Template) -> Iterator[tuple[int, nodes.Template]]:
    """What prints something that depends on no value, each with its line as a template."""
    for output in template.find_all(nodes.Output):
        for each in output.nodes:
            fixed = not isinstance(each, nodes.TemplateData | nodes.Name)
            if fixed and each.find(nodes.Name) is None:
                yield each.lineno, nodes.Template([nodes.Output([each])], lineno=1)


def one_by_one(template: nodes.Template) -> nodes.Template:
    """The same, each value printed by itself, so that the line of a failing one is known."""
    made: nodes.Template = _OneByOne().visit(template)
    return made


def every_branch(template: nodes.Template, left_out: Iterable[int]) -> nodes.Template:
    """A template that prints all branches of all conditions one after another.

    :param left_out: lines of tags that are passed over, since they are known to be faulty.
    """
    made: nodes.Template = _EveryBranch(frozenset(left_out)).visit(template)
    return made


class _OneByOne(NodeTransformer):
    def visit_Output(self, node: nodes.Output) -> list[nodes.Output]:  # noqa: N802 — Jinja's name
        return [
            nodes.Output(
                [each if isinstance(each, nodes.TemplateData) else _one_value(each)],
                lineno=each.lineno,
            )
            for each in node.nodes
        ]


class _EveryBranch(NodeTransformer):
    def __init__(self, left_out: frozenset[int]) -> None:
        self.left_out = left_out

    def visit_Output(self, node: nodes.Output) -> list[nodes.Output]:  # noqa: N802 — Jinja's name
        found: list[nodes.Output] = []
        for value in node.nodes:
            line = value.lineno
            if isinstance(value, nodes.TemplateData) or line in self.left_out:
                continue
            ways: list[nodes.Expr] = [value]
            if isinstance(value, nodes.CondExpr):
                found.append(_asked(value.test, line))
                ways = [value.expr1, *([value.expr2] if value.expr2 else [])]
            found += [nodes.Output([_one_value(each)], lineno=line) for each in ways]
        return found

    def visit_If(self, node: nodes.If) -> list[nodes.Node]:  # noqa: N802 — Jinja's name
        found: list[nodes.Node] = []
        for each in (node, *node.elif_):
            if each.lineno not in self.left_out and isinstance(each.test, nodes.Expr):
                found.append(_asked(each.test, each.lineno))
            if not _asks_how_many(each):
                found += self._visited(each.body)
        return [*found, *self._visited(node.else_)]

    def visit_For(self, node: nodes.For) -> list[nodes.Node]:  # noqa: N802 — Jinja's name
        body = self._visited(node.body)
        others = self._visited(node.else_)
        if node.lineno in self.left_out:
            return others
        node.test, node.else_ = None, []
        node.body = body or [nodes.Output([nodes.TemplateData("")])]
        return [node, *others]

    def _visited(self, body: Sequence[nodes.Node]) -> list[nodes.Node]:
        found: list[nodes.Node] = []
        for each in body:
            made = self.visit(each)
            found += made if isinstance(made, list) else [made] if made is not None else []
        return found


def _asked(value: nodes.Expr, line: int) -> nodes.Output:
    """What a condition looks at, which may be a list: nothing of it is printed."""
    return nodes.Output([nodes.CondExpr(value, nodes.Const(""), nodes.Const(""))], lineno=line)


def _one_value(value: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(value, "one_value", [], [], None, None, lineno=value.lineno)


def _asks_how_many(branch: nodes.If) -> bool:
    """Whether a branch prints an item far down a list, and its condition looks at that list."""
    asked = list(branch.test.find_all((nodes.Name, nodes.Getattr)))
    asked += [branch.test] if isinstance(branch.test, nodes.Name | nodes.Getattr) else []
    return any(
        isinstance(item.arg, nodes.Const)
        and isinstance(item.arg.value, int)
        and item.arg.value >= _FEW
        and item.node in asked
        for each in branch.body
        for item in each.find_all(nodes.Getitem)
    )
