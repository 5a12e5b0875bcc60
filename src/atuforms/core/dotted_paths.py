"""Dotted paths, by which the values of a record are known: ``modules.2.lectures.0.title``.

A step is the name of a field or the number of an item; in a pattern ``*`` stands for each number.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Container, Iterable, Iterator
from typing import Any, cast

_NUMBER = re.compile(r"(?<![^.])[0-9]+(?![^.])")


def is_number(step: str) -> bool:
    """Whether a step is the number of an item."""
    return step.isascii() and step.isdigit()


@functools.lru_cache(maxsize=1 << 16)
def pattern_of(path: str) -> str:
    """``modules.*.title`` for ``modules.2.title``."""
    return sys.intern(_NUMBER.sub("*", path))


def names_of(*paths: str) -> str:
    """``modules.title`` for ``modules.2.title``, or for ``modules.*`` and ``title``."""
    return _names_of(pattern_of(".".join(paths)))


@functools.lru_cache(maxsize=4096)
def _names_of(pattern: str) -> str:
    return ".".join(step for step in pattern.split(".") if step not in ("", "*"))


def item_of(path: str) -> str:
    """The innermost item that a path goes through: ``modules.0`` for ``modules.0.title``."""
    while path and not is_number(path.rpartition(".")[2]):
        path = path.rpartition(".")[0]
    return path


def is_within(path: str, outer: str) -> bool:
    """Whether a path is ``outer``, or goes through it."""
    return path == outer or path.startswith(f"{outer}.")


def nearest(path: str, known: Container[str]) -> str:
    """The path itself, or the longest around it that is known; empty if none is."""
    while path and path not in known:
        path = path.rpartition(".")[0]
    return path


def value_at(thing: object, path: str, missing: object = None) -> Any:
    """The value of a path, in a record or in plain data; ``thing`` itself for an empty path.

    :param missing: what is returned where the way is missing, or nothing is given on it.
    """
    for step in path.split(".") if path else ():
        if thing is None or thing is missing or isinstance(thing, str):
            return missing
        if isinstance(thing, dict):
            thing = thing.get(step, missing)
        elif isinstance(thing, list | tuple):
            thing = thing[int(step)] if is_number(step) and int(step) < len(thing) else missing
        else:
            thing = getattr(thing, step, missing)
    return thing


def values_at(
    thing: object, pattern: str, missing: object = None, at: str = ""
) -> Iterator[tuple[str, object]]:
    """Every value that a pattern meets, with its path; ``missing`` where the way is.

    :param at: the path of ``thing``.
    """
    head, _, rest = pattern.partition(".")
    if not pattern:
        yield at, thing
    elif head == "*":
        for number, item in enumerate(cast("Iterable[object]", thing)):
            yield from values_at(item, rest, missing, f"{at}.{number}".strip("."))
    elif (value := value_at(thing, head, missing)) is None or value is missing:
        yield at, missing
    else:
        yield from values_at(value, rest, missing, f"{at}.{head}".strip("."))


def holder(view: object, path: str) -> tuple[Any, Any]:
    """What holds the value of a path in a view, and its key there.

    An item that is a value itself has it under ``value``.
    """
    way, _, last = path.rpartition(".")
    place = value_at(view, way)
    return (place[int(last)], "value") if is_number(last) else (place, last)


def put(values: Any, path: str, value: object) -> None:
    """Put a value into plain data, with what is to be around it; no item is added to a list."""
    *way, last = path.split(".")
    for step in way:
        if isinstance(values, list):
            if int(step) >= len(values):
                return
            values = values[int(step)]
        else:
            values = values.setdefault(step, {})
    values[int(last) if isinstance(values, list) else last] = value
