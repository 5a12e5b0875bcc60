"""How values get into a compiled template: all at once.

Its constant pieces are bytes already; its values are encoded and put into markup in one go.

Jinja by itself calls three functions for each value that it prints. A test bank prints eight
thousand; here they are joined, put into markup once, and taken apart again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import jinja2
import jinja2.sandbox
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import LoopContext
from markupsafe import Markup

from atuforms.core.language.typography import with_values_whole

BETWEEN_VALUES = b"\0"
"""Stands between values while all are put into markup; no value has it, nor has any markup."""

_PLAIN = (
    *(nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.CondExpr, nodes.Compare),
    *(nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Name, nodes.Const, nodes.Getattr),
    nodes.Getitem,
)
"""What a template may consist of for its values to be none but those it is given."""

_HIGHEST = 100
"""Of what is raised to a power."""

_OF_LOOPS = frozenset(name for name in vars(LoopContext) if not name.startswith("_"))
"""What a template may ask its loop."""

_ESCAPES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b"'", b"&#39;"), (b'"', b"&#34;"))


class NotOneValue(jinja2.TemplateRuntimeError):
    """A tag prints a list, or a group of fields, as if it were one value."""

    def __init__(self, value: list[Any] | tuple[Any, ...] | dict[str, Any]) -> None:
        each = value if isinstance(value, dict) else next(iter(value), "")
        at = each.get("at", "") if isinstance(each, dict) else each
        super().__init__(f"{str(at)[:60]!r} is in a list or a group of fields, and no one value")


def escaped(values: bytes) -> bytes:
    """Values in UTF-8 as ``markupsafe.escape`` writes them, in a third of its time.

    No line ends between a quoted name and the kind of company that bears it, nor in an equation.
    """
    values = with_values_whole(values)
    for character, reference in _ESCAPES:
        values = values.replace(character, reference)
    return values


class ValueEnvironment(jinja2.sandbox.ImmutableSandboxedEnvironment):
    """The environment in which values are filled in: sandboxed, escaping, strict.

    Values are never read as templates; a tag without a value is an error, not a gap. A key of a
    mapping comes before a method of the same name.

    What is ``Markup`` comes from filters, never from a record.

    :param markup: what to make of values for them to stand in markup: it is given many at once
        in UTF-8, with :data:`BETWEEN_VALUES` between them, escapes what there is to escape, and
        leaves what stands between them.
    :param filters: of the templates. What they return as ``Markup`` is taken as it is.
    """

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, markup: Callable[[bytes], bytes], **filters: Callable[..., Any]) -> None:
        super().__init__(undefined=jinja2.StrictUndefined, autoescape=True)
        self.markup = markup
        # Whether a tag that prints a list, or a group of fields, is an error.
        self.one_each = False
        self.filters.update(filters)
        # A record has the same document every time.
        del self.filters["random"]
        self.code_generator_class = _PiecesInTurn
        # Jinja calls it where a template wants what it has printed as a value.
        vars(self)["concat"] = self._concat

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """A product of numbers; a text repeated a billion times would take all memory."""
        if not all(isinstance(each, int | float) for each in (left, right)):
            raise TypeError(operator)
        if operator == "**" and (abs(left) > _HIGHEST or abs(right) > _HIGHEST):
            raise ValueError(operator)
        return super().call_binop(context, operator, left, right)

    def fill(self, template: jinja2.Template, values: dict[str, Any]) -> bytes:
        """What a template of this environment prints with these values, in UTF-8."""
        # Jinja's stubs know of no other generator than its own, which gives strings.
        parts: Iterable[Any] = template.root_render_func(template.new_context(values))
        return b"".join(parts)

    def joined(self, pieces: list[Any], *, plain: bool) -> bytes:
        """Constants and values in turn as one; for the functions of templates.

        :param plain: whether no value can be ``Markup``.
        """
        values = pieces[1::2]
        try:
            written = self._written(values if plain else self._texts(pieces, values))
        except TypeError:
            written = self._written(self._texts(pieces, values))
        pieces[1::2] = written
        return b"".join(pieces)

    def _texts(self, pieces: list[Any], values: list[Any]) -> list[str]:
        return _as_text(pieces, values, one_each=self.one_each)

    def _written(self, values: list[str]) -> list[bytes]:
        between = BETWEEN_VALUES.decode()
        written = self.markup(between.join(values).encode()).split(BETWEEN_VALUES)
        if len(written) > len(values) > 0:
            # A text has the character between values, which XML forbids: it is left out.
            return self._written([value.replace(between, "") for value in values])
        return written if values else []

    def _concat(self, parts: list[Any] | Iterable[bytes]) -> str:
        """What a macro has gathered, or a block gives, as text."""
        whole = self.joined(parts, plain=False) if isinstance(parts, list) else b"".join(parts)
        return whole.decode()


def _as_text(pieces: list[Any], values: list[Any], *, one_each: bool) -> list[str]:
    """The values as strings; what is markup moves into the constant before it.

    :param one_each: whether a list is an error, and no text.
    """
    if set(map(type, values)) - {str}:
        for number, value in enumerate(values):
            if isinstance(value, Markup):
                pieces[2 * number] += value.encode()
                values[number] = ""
            elif hasattr(value, "__html__"):
                pieces[2 * number] += value.__html__().encode()
                values[number] = ""
            elif one_each and isinstance(value, list | tuple | dict):
                raise NotOneValue(value)
            elif type(value) is not str:
                values[number] = str(value)
    return values


class _PiecesInTurn(CodeGenerator):
    """Compiles a template to pieces: constants as bytes and values as they are, in turn.

    Each function of a template gathers all of its pieces in one list, and yields them joined.
    """

    _plain = _direct = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 — Jinja's name
        self._plain = all(isinstance(each, _PLAIN) for each in node.find_all(nodes.Node))
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        super().enter_frame(frame)
        if frame.parent is None:
            self.buffer(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:
        super().leave_frame(frame, with_python_scope)
        if frame.parent is None:
            self.writeline(f"yield environment.joined({frame.buffer}, plain={self._plain})")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 — Jinja's name
        if not (self._plain and node.find(nodes.Getattr)):
            self._output(node, frame)
            return
        # Mostly the names are keys of a mapping; where they are not, the checked way is taken.
        self.writeline("try:")
        self.indent()
        self._direct = True
        self._output(node, frame)
        self._direct = False
        self.outdent()
        self.writeline("except (KeyError, TypeError):")
        self.indent()
        self._output(node, frame)
        self.outdent()

    def _output(self, node: nodes.Output, frame: Frame) -> None:
        finalize = self._make_finalize()
        self.writeline(f"{frame.buffer}.extend((", node)
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
        self.write("))")

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
        self.writeline(f'{frame.buffer}.extend((b"", ', node)

    def end_write(self, frame: Frame) -> None:
        self.write("))")

    def simple_write(self, s: str, frame: Frame, node: nodes.Node | None = None) -> None:
        # Joined already, from a block.
        self.writeline(f'{frame.buffer}.extend(({s}, ""))', node)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 — Jinja's name
        """A key of a mapping, without a call; an attribute of anything else, in the sandbox."""
        name, key = self.temporary_identifier(), repr(node.attr)
        direct, condition = f"{name}[{key}]", f") is dict and {key} in {name}"
        if node.node == nodes.Name("loop", "load") and node.attr in _OF_LOOPS:
            direct, condition = f"{name}.{node.attr}", ") is LoopContext"
        elif self._direct:
            self.visit(node.node, frame)
            self.write(f"[{key}]")
            return
        self.write(f"({direct} if type({name} := ")
        self.visit(node.node, frame)
        self.write(f"{condition} else environment.getattr({name}, {key}))")


def _around(child: nodes.Expr, frame: Frame) -> tuple[str, str]:
    """What to write around an expression for its value to be one that can be printed."""
    if not frame.eval_ctx.autoescape:
        return "Markup(", ")"
    # The number of a row becomes a string at once; other values mostly are strings already.
    counts = isinstance(child, nodes.Getattr) and child.attr == "index"
    return ("str(", ")") if counts else ("", "")
