"""The floors of the package: each folder imports only from the floors below its own."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter

from tools.draw_architecture import FLOORS, SOURCE, imports, main, modules

from atuforms.forms.all_forms import own_forms

FLOOR = {name: number for number, floor in enumerate(FLOORS) for name in floor}
ROOT_FILES = {"__init__.py", "__init__.pyi", "__main__.py", "api.py", "py.typed"}


def test_every_folder_has_its_floor() -> None:
    assert {name.partition(".")[0] for name in modules()} == FLOOR.keys()
    assert {path.name for path in SOURCE.iterdir() if path.is_file()} <= ROOT_FILES


def test_imports_are_absolute() -> None:
    relative = [
        f"{file.relative_to(SOURCE)}:{node.lineno}"
        for file in modules().values()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_imports_go_down_the_floors_only() -> None:
    wrong = [
        f"{file.relative_to(SOURCE)}:{line} imports {imported}"
        for name, file in modules().items()
        for line, imported in imports(file)
        if not _may_import(name.partition(".")[0], imported.partition(".")[0])
    ]
    assert wrong == []


def test_only_the_table_of_requirements_names_the_forms_of_a_dossier() -> None:
    names = {name for form in own_forms() for name in form.names()}
    named = {
        file.name
        for name, file in modules().items()
        if name.startswith("dossiers.")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in names
    }
    assert named == {"requirements.py"}


def _may_import(importer: str, imported: str) -> bool:
    return importer == imported or FLOOR[importer] > FLOOR[imported]


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {
        name: {imported for _line, imported in imports(file)} - {name}
        for name, file in modules().items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" -> ".join(error.args[1])) from None


def test_templates_are_built_by_their_command_alone() -> None:
    builder, command = "documents.office_templates", "cli.templates_"
    assert _importers("rendering.building") == {builder}
    assert _importers(builder) == {command}


def _importers(package: str) -> set[str]:
    """The modules outside a package that import it, or something in it."""
    return {
        name
        for name, file in modules().items()
        for _line, imported in imports(file)
        if f"{imported}.".startswith(f"{package}.") and not name.startswith(package)
    }


def test_rendering_knows_no_pydantic() -> None:
    wrong = [
        str(file.relative_to(SOURCE))
        for file in sorted((SOURCE / "rendering").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom | ast.Import) and "pydantic" in ast.unparse(node)
    ]
    assert wrong == []


def test_the_picture_of_the_floors_is_in_step() -> None:
    assert main(["--check"]) == 0
