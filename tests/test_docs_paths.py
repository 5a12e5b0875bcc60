"""Every file and module that the documentation and the docstrings name is there."""

from __future__ import annotations

import importlib.util
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SOURCE = REPOSITORY / "src"
PAGES = [
    *(REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md")),
    *sorted((REPOSITORY / "docs").glob("*.md")),
]
FOLDERS = ("benchmarks", "docs", "examples", "schemas", "src", "templates", "tests", "tools")

CODE = re.compile(r"(?s)```.*?```|`[^`\n]+`")
WORD = re.compile(r"[\w./<>*{}-]+")
FUNCTION = re.compile(r"([\w/]+)\.py:(\w+(?:\.\w+)*)")
PLACEHOLDER = re.compile(r"<\w+>")
REFERENCE = re.compile(r":(?:mod|class|func|data):`~?(atuforms\.|\.)([\w.]+)`")


def _words(page: Path) -> Iterator[str]:
    """What a page sets as code, word by word."""
    for code in CODE.findall(page.read_text(encoding="utf-8")):
        yield from WORD.findall(code)


def _is_there(path: str) -> bool:
    """Whether a path leads to a file or a folder; ``<slug>`` in it stands for any name."""
    pattern = PLACEHOLDER.sub("*", path).rstrip("/")
    return any(any(folder.glob(pattern)) for folder in (REPOSITORY, SOURCE, SOURCE / "atuforms"))


def _is_installed(path: str) -> bool:
    """Whether a path is that of a module of another package, from the package's folder on."""
    package, _, rest = path.partition("/")
    spec = importlib.util.find_spec(package) if rest else None
    folders = (spec and spec.submodule_search_locations) or ()
    return any(Path(folder, rest).is_file() for folder in folders)


def _leads_somewhere(dotted: str) -> bool:
    """Whether a dotted name is a module, or something in one."""
    try:
        pkgutil.resolve_name(dotted)
    except (ImportError, AttributeError):
        return False
    return True


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_are_there(page: Path) -> None:
    paths = {
        word
        for word in _words(page)
        if word.endswith((".py", ".pyi")) or ("/" in word and word.split("/")[0] in FOLDERS)
    }
    assert sorted(path for path in paths if not (_is_there(path) or _is_installed(path))) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_functions_that_a_page_names_are_there(page: Path) -> None:
    """Those named as ``records/source.py:read_source``."""
    names = {
        ".".join(("atuforms", *module.split("/"), function))
        for code in CODE.findall(page.read_text(encoding="utf-8"))
        for module, function in FUNCTION.findall(code)
    }
    assert sorted(name for name in names if not _leads_somewhere(name)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_modules_that_a_page_names_are_there(page: Path) -> None:
    names = {
        word
        for word in _words(page)
        if re.fullmatch(r"atuforms(\.\w+)+", word) and not word.endswith((".toml", ".po", ".mo"))
    }
    assert sorted(name for name in names if not _leads_somewhere(name)) == []


def test_modules_that_docstrings_refer_to_are_there() -> None:
    wrong = []
    for file in sorted((SOURCE / "atuforms").rglob("*.py")):
        package = ".".join(file.parent.relative_to(SOURCE).parts)
        for start, name in REFERENCE.findall(file.read_text(encoding="utf-8")):
            whole = f"{package if start == '.' else 'atuforms'}.{name}"
            if not _leads_somewhere(whole):
                wrong.append(f"{file.relative_to(SOURCE)}: {whole}")
    assert wrong == []
