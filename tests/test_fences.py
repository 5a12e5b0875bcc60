"""What is bound to the inner workings of other packages stands in packages of its own.

The page of each, ``README.md``, names all that it relies on; here the two are compared.
"""

from __future__ import annotations

import ast
import hashlib
import re
import struct
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element

import pytest
from tools.draw_architecture import SOURCE

TESTS = Path(__file__).resolve().parent


class Fence(NamedTuple):
    """A package, its files that are bound, and the packages to whose inner workings."""

    folder: str
    files: str
    packages: tuple[str, ...]

    @property
    def page(self) -> str:
        return (SOURCE / self.folder / "README.md").read_text(encoding="utf-8")

    def nodes(self) -> Iterator[ast.AST]:
        for file in sorted((SOURCE / self.folder).glob(self.files)):
            yield from ast.walk(ast.parse(file.read_text(encoding="utf-8")))


FENCES = [
    Fence("rendering/pdf/compiled", "*.py", ("weasyprint", "pydyf")),
    Fence("rendering/filling", "filler.py", ("jinja2",)),
]
_OF_PYTHON = (str, bytes, list, dict, OrderedDict, re.Match, re.Pattern, struct.Struct)
PYTHON = {name for kind in (*_OF_PYTHON, Element, hashlib.md5()) for name in dir(kind)}
"""Names that values of Python itself have."""


def imported(fence: Fence) -> set[str]:
    """What is imported of the packages: ``weasyprint.matrix.Matrix``."""
    found = set()
    for node in fence.nodes():
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{each.name}" for each in node.names}
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return {name for name in found if name.partition(".")[0] in fence.packages}


def asked(fence: Fence) -> set[str]:
    """The attributes and keys that any object is asked for, but modules of Python and our own."""
    aliases = {
        alias.asname or alias.name
        for node in fence.nodes()
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
        if getattr(node, "module", alias.name).partition(".")[0] not in fence.packages
    }
    found = set()
    for node in fence.nodes():
        match node:
            case ast.Attribute(value=ast.Name(id=module)) if module in aliases:
                pass
            case ast.Attribute(attr=str(name)) | ast.Subscript(slice=ast.Constant(value=str(name))):
                found.add(name)
            case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=str(name)), *_]):
                found.add(name)
    return found


def own(fence: Fence) -> set[str]:
    """The names that what is written in the package has itself."""
    found = {"record"}  # of the metadata that it is given
    for node in fence.nodes():
        match node:
            case ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                found.add(name)
    return found


def listed(fence: Fence) -> set[str]:
    """The names in the first column of the tables of the page."""
    rows = re.findall(r"^\| (.*?) \|", fence.page, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([\w.]+)`", row)}


@pytest.mark.parametrize("fence", FENCES, ids=lambda fence: fence.folder)
def test_its_page_names_all_that_a_package_relies_on(fence: Fence) -> None:
    used = imported(fence) | asked(fence)
    modules = {part for name in imported(fence) for part in name.split(".")}
    assert used - own(fence) - PYTHON - modules <= listed(fence)
    assert listed(fence) <= used | own(fence)


@pytest.mark.parametrize("fence", FENCES, ids=lambda fence: fence.folder)
def test_the_tests_that_its_page_names_are_there(fence: Fence) -> None:
    there = {
        name
        for file in TESTS.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    named = set(re.findall(r"`(test_\w+)`", fence.page))
    assert named
    assert named <= there


def test_no_module_reaches_into_the_private_names_of_another() -> None:
    wrong = []
    for file in sorted(SOURCE.rglob("*.py")):
        ours: set[str] = set()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("atuforms."):
                ours |= {alias.asname or alias.name for alias in node.names}
                private = [alias.name for alias in node.names if _is_private(alias.name)]
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                private = [node.attr] if node.value.id in ours and _is_private(node.attr) else []
            else:
                continue
            wrong += [f"{file.relative_to(SOURCE)}:{node.lineno} {name}" for name in private]
    assert wrong == []


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")
