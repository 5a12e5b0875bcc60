"""Module and lecture of a question as the path of a category in Moodle's question bank."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atuforms.testbank.model import Bank, Question

_ROOTS = re.compile(r"\$[a-z]+\d*\$")


def filed(bank: Bank) -> tuple[Question, ...]:
    """The questions, those of no module first: a category holds for all that follow it."""
    return tuple(sorted(bank, key=lambda question: bool(question.module or question.lecture)))


def category(module: str, lecture: str) -> str:
    """The path under the course's categories: ``$course$/top/Module/Lecture``.

    A slash within a name is doubled, as Moodle writes it; a lecture without a module stands under
    a module ``-``.
    """
    names = [module or ("-" if lecture else ""), lecture]
    return "/".join(["$course$/top", *(_escaped(name) for name in names if name)])


def module_and_lecture(path: str) -> tuple[str, str]:
    """The reverse of :func:`category`; what lies deeper stays part of the lecture."""
    names = names_in(path)
    if names and _ROOTS.fullmatch(names[0]):
        names = names[1:]
    if names and names[0] == "top":
        names = names[1:]
    return placed(names)


def names_in(path: str) -> list[str]:
    """Names between single slashes, each with its doubled ones as one."""
    return [name.strip().replace("//", "/") for name in re.split(r"(?<!/)/(?!/)", path.strip())]


def placed(names: Sequence[str]) -> tuple[str, str]:
    """Module and lecture that names of categories, one in the other, stand for."""
    module, lecture = (names[0] if names else ""), "/".join(names[1:])
    return ("" if module == "-" else module), lecture


def _escaped(name: str) -> str:
    doubled = name.replace("/", "//")
    # A slash at the edge of a name would run together with the one between names.
    before, after = " " * name.startswith("/"), " " * name.endswith("/")
    return before + doubled + after
