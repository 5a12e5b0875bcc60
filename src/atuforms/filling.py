"""How values get into a compiled template: all at once.

Its constant pieces are bytes already; its values are put into markup and encoded in one go.

Jinja by itself calls three functions for each value that it prints. A test bank prints eight
thousand; here they are joined, put into markup once, and taken apart again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

import jinja2
import jinja2.sandbox
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import LoopContext
from markupsafe import Markup

BETWEEN_VALUES = "\0"
"""Stands between values while all are put into markup; no value has it, nor has any markup."""

_Piece = tuple[Any, ...]
"""What a template gives at a time: a constant as bytes, a value, the next constant, and so on."""


class ValueEnvironment(jinja2.sandbox.ImmutableSandboxedEnvironment):
    """The environment in which values are filled in: sandboxed, escaping, strict.

    Values are never read as templates; a tag without a value is an error, not a gap. A key of a
    mapping comes before a method of the same name.

    :param markup: what to make of values for them to stand in markup: it is given many at once,
        with :data:`BETWEEN_VALUES` between them, escapes what there is to escape, and leaves what
        stands between them.
    :param filters: of the templates. What they return as ``Markup`` is taken as it is.
    """

    def __init__(self, markup: Callable[[str], str], **filters: Callable[..., Any]) -> None:
        super().__init__(undefined=jinja2.StrictUndefined, autoescape=True)
        self.markup = markup
        self.filters.update(filters)
        self.code_generator_class = _PiecesInTurn
        # Jinja calls it where a template wants what it has printed as a value: in a macro.
        vars(self)["concat"] = lambda pieces: self._joined(pieces).decode()

    def fill(self, template: jinja2.Template, values: dict[str, Any]) -> bytes:
        """What a template of this environment prints with these values, in UTF-8."""
        # Jinja's stubs know of no other generator than its own, which gives strings.
        pieces: Iterable[Any] = template.root_render_func(template.new_context(values))
        return self._joined(pieces)

    def getattr(self, obj: Any, attribute: str) -> Any:
        # Keys of mappings are looked up where the template is compiled.
        if type(obj) is LoopContext and not attribute.startswith("_"):
            return getattr(obj, attribute, None) or super().getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def _joined(self, stream: Iterable[_Piece]) -> bytes:
        pieces = list(chain.from_iterable(stream))
        values = pieces[1::2]
        if set(map(type, values)) - {str}:
            for number, value in enumerate(values):
                if isinstance(value, Markup):
                    pieces[2 * number] += value.encode()
                    values[number] = ""
                elif type(value) is not str:
                    values[number] = str(value)
        written = self._written(values)
        if len(written) != len(values):
            # Somebody's text has the character that no XML may have: it goes.
            written = self._written([value.replace(BETWEEN_VALUES, "") for value in values])
        pieces[1::2] = written
        return b"".join(pieces)

    def _written(self, values: list[str]) -> list[bytes]:
        if not values:
            return []
        return self.markup(BETWEEN_VALUES.join(values)).encode().split(BETWEEN_VALUES.encode())


class _PiecesInTurn(CodeGenerator):
    """Compiles a template to pieces: constants as bytes and values as they are, in turn."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 — Jinja's name
        finalize = self._make_finalize()
        self.writeline("yield (" if frame.buffer is None else f"{frame.buffer}.append((", node)
        constant = ""
        known: list[tuple[nodes.Expr, str]] = []
        for child in node.nodes:
            try:
                constant += self._output_child_to_const(child, frame, finalize)
            except nodes.Impossible:
                self.write(f"{constant.encode()!r}, ")
                self._value(child, frame, known)
                self.write(", ")
                constant = ""
        self.write(f'{constant.encode()!r}, ""' if constant else "")
        self.write(")" if frame.buffer is None else "))")

    def _value(self, child: nodes.Expr, frame: Frame, known: list[tuple[nodes.Expr, str]]) -> None:
        """A value to print; one that was printed just before (``w:alias``, ``w:tag``) is kept."""
        same = next((name for each, name in known if each == child), None)
        if same:
            self.write(same)
            return
        before, after = _around(child, frame)
        if isinstance(child, nodes.Getattr):
            known.append((child, self.temporary_identifier()))
            before = f"({known[-1][1]} := {before}"
            after = f"{after})"
        self.write(before)
        self.visit(child, frame)
        self.write(after)

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        super().start_write(frame, node)
        self.write('(b"", ')

    def end_write(self, frame: Frame) -> None:
        self.write(")")
        super().end_write(frame)

    def simple_write(self, s: str, frame: Frame, node: nodes.Node | None = None) -> None:
        # Pieces already, from a block.
        super().start_write(frame, node)
        self.write(s)
        super().end_write(frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 — the same
        """A key of a mapping, without a call; an attribute of anything else, in the sandbox."""
        name, key = self.temporary_identifier(), repr(node.attr)
        self.write(f"({name}[{key}] if type({name} := ")
        self.visit(node.node, frame)
        self.write(f") is dict and {key} in {name} else environment.getattr({name}, {key}))")


def _around(child: nodes.Expr, frame: Frame) -> tuple[str, str]:
    """What to write around an expression for its value to be one that can be printed."""
    if not frame.eval_ctx.autoescape:
        return "Markup(", ")"
    # The number of a row: as a string at once, for no list of values to be searched for it.
    counts = isinstance(child, nodes.Getattr) and child.attr == "index"
    return ("str(", ")") if counts else ("", "")
