"""What the source imports and what ``pyproject.toml`` declares are the same."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

NOT_IMPORTED = {
    "ipykernel": "what runs a notebook",
    "ziafont": "brings the font DejaVu Sans",
    "ziamath": "brings the font STIX Two Math",
}
"""Declared, although no module of ours imports it, and why."""

BOUND_TO_INNER_WORKINGS = ("jinja2", "pydantic", "pydyf", "typer", "weasyprint")


def _declared(repository: Path) -> dict[str, Requirement]:
    """What an installation with all extras brings, by name."""
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lists = (project["dependencies"], *project["optional-dependencies"].values())
    found = [Requirement(line) for each in lists for line in each]
    return {canonicalize_name(each.name): each for each in found if each.name != "atuforms"}


def _imported(file: Path) -> Iterator[str]:
    """The packages that a module imports: at its top, in functions, and for types."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _distributions(repository: Path) -> dict[str, set[str]]:
    """The distributions that the source imports, each with the modules that do."""
    known = packages_distributions()
    found: dict[str, set[str]] = {}
    for file in sorted((repository / "src").rglob("*.py")):
        for package in set(_imported(file)) - sys.stdlib_module_names - {"atuforms"}:
            for name in known.get(package, [package]):
                where = str(file.relative_to(repository))
                found.setdefault(canonicalize_name(name), set()).add(where)
    return found


def test_all_that_is_imported_is_declared(repository: Path) -> None:
    declared = _declared(repository)
    imported = _distributions(repository)
    assert {name: where for name, where in imported.items() if name not in declared} == {}


def test_all_that_is_declared_is_imported(repository: Path) -> None:
    unused = _declared(repository).keys() - _distributions(repository).keys()
    assert unused == NOT_IMPORTED.keys()


@pytest.mark.parametrize("name", BOUND_TO_INNER_WORKINGS)
def test_what_is_bound_to_inner_workings_has_a_cap(name: str, repository: Path) -> None:
    operators = {each.operator for each in _declared(repository)[name].specifier}
    assert operators & {"<", "<=", "==", "~="}
