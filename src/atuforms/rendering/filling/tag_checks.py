"""Looks at every tag of a template, whichever branch it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2
from jinja2 import nodes

from atuforms.core.exceptions import InvalidTemplate
from atuforms.rendering.filling.filler import NotOneValue, ValueEnvironment
from atuforms.rendering.filling.template_branches import (
    constants,
    every_branch,
    names_of_filters,
    one_by_one,
)
from atuforms.rendering.filling.template_faults import Spotted
from atuforms.rendering.filling.templates import TEMPLATE_ERRORS

_MOST_FAULTS = 20
"""Tags of a part that are tried on after each was found to be faulty."""


def one_value(value: Any) -> Any:
    """A value that can be printed as one: a filter that templates are looked at with."""
    if isinstance(value, list | tuple | dict):
        raise NotOneValue(value)
    if isinstance(value, jinja2.Undefined):
        str(value)
    return value


def linted(
    environment: jinja2.Environment,
    tree: nodes.Template,
    lines: Mapping[int, str],
    spotted: Spotted,
) -> list[InvalidTemplate]:
    """What is wrong in any branch and needs no values: filters, and what is the same always."""
    found = []
    for kind, name, line in names_of_filters(tree):
        known = environment.filters if kind == "filter" else environment.tests
        if name not in known:
            error = jinja2.TemplateAssertionError(f"No {kind} named {name!r}", line)
            found.append(spotted.of(error, lines.get(line, name), known))
    for line, value in constants(tree):
        try:
            environment.from_string(value)
        except TEMPLATE_ERRORS as failed:
            found.append(spotted.of(failed, lines.get(line, "{{ }}"), environment.filters))
    return found


def tried(
    environment: ValueEnvironment,
    text: str,
    lines: Mapping[int, str],
    spotted: Spotted,
    values: dict[str, Any],
) -> list[InvalidTemplate]:
    """What is wrong with the tags of all branches, whether these values take them or not."""
    found: list[InvalidTemplate] = []
    faulty: set[int] = set()
    while len(faulty) < _MOST_FAULTS:
        template = environment.from_string(every_branch(environment.parse(text), faulty))
        try:
            environment.fill(template, values)
            break
        except TEMPLATE_ERRORS as error:
            line = line_of(template, error)
            if line in faulty or line not in lines:
                break
            faulty.add(line)
            found.append(spotted.of(error, lines[line], environment.filters, values))
    return found


def located(
    environment: ValueEnvironment, text: str, values: dict[str, Any], error: Exception
) -> tuple[Exception, int]:
    """Why filling in has failed, and in which line: the values are filled in one by one."""
    template = environment.from_string(one_by_one(environment.parse(text)))
    try:
        environment.fill(template, values)
    except TEMPLATE_ERRORS as again:
        return again, line_of(template, again)
    return error, 0


def line_of(template: jinja2.Template, error: Exception) -> int:
    """The line of a template at which filling it in has failed; 0 if nobody knows."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line
