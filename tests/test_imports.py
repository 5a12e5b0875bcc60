"""What importing loads, and who may import whom."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import pytest

HEAVY = (
    "av",
    "distributed",
    "docx",
    "docxtpl",
    "pikepdf",
    "pptx",
    "python_calamine",
    "rapidfuzz",
    "weasyprint",
    "xlsxwriter",
)

# A package may import only from itself, from modules that stand alone, and from what it lists.
FORBIDDEN = {
    "render": ("pydantic", "atuforms.forms", "atuforms.batch", "atuforms.cli", "atuforms.reading"),
    "fields": ("atuforms.forms", "atuforms.render", "atuforms.batch", "atuforms.cli"),
    "forms": ("weasyprint", "docx", "docxtpl", "pptx", "atuforms.render", "atuforms.batch"),
    "testbank": ("atuforms.render", "atuforms.batch", "atuforms.cli"),
}


def test_importing_atuforms_loads_no_renderer_and_no_optional_package() -> None:
    program = f"import sys, atuforms; print([m for m in {HEAVY!r} if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("name", sorted({*HEAVY, *chain(*FORBIDDEN.values())}))
def test_what_may_not_be_imported_exists(name: str) -> None:
    assert find_spec(name)


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("package", FORBIDDEN)
def test_no_package_imports_from_a_layer_above_it(package: str, repository: Path) -> None:
    files = sorted((repository / "src" / "atuforms" / package).rglob("*.py"))
    assert files
    wrong = [
        f"{file.relative_to(repository)} imports {name}"
        for file in files
        for name in _imports(file)
        if f"{name}.".startswith(tuple(f"{prefix}." for prefix in FORBIDDEN[package]))
    ]
    assert wrong == []


def test_only_the_command_line_knows_the_command_line(repository: Path) -> None:
    source = repository / "src" / "atuforms"
    wrong = [
        str(file.relative_to(source))
        for file in sorted(source.rglob("*.py"))
        if "cli" not in file.relative_to(source).parts
        and file.name != "__main__.py"
        and any(f"{name}.".startswith("atuforms.cli.") for name in _imports(file))
    ]
    assert wrong == []
