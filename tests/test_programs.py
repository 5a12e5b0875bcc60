"""What the suite needs beyond Python: a machine without it is told so, by name, and by no skip."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import dev
import pytest
from tests.programs import program

STARTS = {"run", "Popen", "call", "check_call", "check_output"}


def _called(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Each call with arguments: the name of the function and the first argument."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            yield name, node.args[0]


def _started(tree: ast.Module) -> Iterator[ast.expr]:
    """The first word of each command, be it in the call itself or in a variable."""
    variables: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            variables.setdefault(node.targets[0].id, []).append(node.value)
    for name, command in _called(tree):
        if name in STARTS:
            values = variables.get(command.id, []) if isinstance(command, ast.Name) else [command]
            for value in values:
                if isinstance(value, ast.List | ast.Tuple) and value.elts:
                    yield value.elts[0]


def test_tests_ask_for_their_programs_and_dev_py_installs_just_these(repository: Path) -> None:
    """A bare name and a search that ends in a skip hide that a machine lacks something."""
    hidden: list[str] = []
    asked: set[str] = set()
    for file in sorted((repository / "tests").rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        looked_for = [
            (name, word) for name, word in _called(tree) if isinstance(word, ast.Constant)
        ]
        bare = [word for word in _started(tree) if isinstance(word, ast.Constant)]
        bare += [word for name, word in looked_for if name in ("which", "importorskip")]
        hidden += [f"{file.relative_to(repository)}:{word.lineno}: {word.value!r}" for word in bare]
        asked |= {str(word.value) for name, word in looked_for if name == "program"}
    assert hidden == [], "ask tests.programs.program for it"
    assert asked == {name for need in dev.FOR_TESTS for name in need.programs}


def test_a_missing_program_fails_its_test_and_names_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager = tmp_path / "apt-get"
    manager.write_text("#!/bin/sh\n")
    manager.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception) as failed:
        program("qpdf")
    assert str(failed.value) == (
        "qpdf is missing, to test the structure of PDF. "
        "Install as root with: apt-get update && apt-get install qpdf"
    )
