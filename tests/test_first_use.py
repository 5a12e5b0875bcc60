"""What threads do first in a process: each test begins a fresh one."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
SOURCE = TESTS.parent / "src" / "atuforms"
CERTIFICATE = TESTS.parent / "examples" / "mooc-placement-certificate.yaml"

ALONE = (
    *("load", "check", "docx", "pdf", "pptx", "gift", "blank docx", "read docx", "read pdf"),
    *("batch pdf", "dossier", "rank"),
)
"""What several threads call, all of them the same."""

TOGETHER = (
    ("load", "check", "docx", "pdf", "blank docx", "read docx", "batch docx", "dossier", "rank"),
    ("pdf of slides", "pptx", "docx of Markdown", "blank pdf", "aiken", "gift", "read aiken"),
    ("check docx", "batch pdf", "pdf", "read pdf", "moodle-xml", "rank", "forms", "dossier"),
)
"""What threads call at once, each something else."""


def python(*arguments: str, folder: Path) -> str:
    """What a fresh process prints."""
    paths = os.pathsep.join((str(SOURCE.parent), str(TESTS)))
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"},
        timeout=150,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("first-use")


@pytest.fixture(scope="module")
def serial(folder: Path) -> dict[str, str]:
    """What each call gives when it is made after the others."""
    program = str(TESTS / "first_calls.py")
    printed = json.loads(python(program, "serial", str(folder), folder=folder))
    assert printed["changes"] == []
    given: dict[str, str] = dict(printed["given"])
    assert {name: what for name, what in given.items() if len(what) != 64} == {}
    return given


@pytest.mark.parametrize(
    "calls", [*((name,) * 5 for name in ALONE), *TOGETHER], ids=lambda calls: calls[0]
)
def test_the_first_calls_of_a_process_may_come_from_threads(
    calls: tuple[str, ...], folder: Path, serial: dict[str, str]
) -> None:
    program = str(TESTS / "first_calls.py")
    printed = json.loads(python(program, "threads", str(folder), *calls, folder=folder))
    assert sorted(printed["given"]) == sorted([name, serial[name]] for name in calls)
    assert printed["changes"] == []


def test_a_module_may_render_while_it_is_imported_and_other_threads_render(tmp_path: Path) -> None:
    """Whoever holds the lock of an import and whoever holds one of ours do not wait for ever."""
    module = f"import atuforms\nDATA = atuforms.render({str(CERTIFICATE)!r}, 'pdf').data\n"
    (tmp_path / "renders.py").write_text(module, encoding="utf-8")
    script = (
        "import atuforms, faulthandler, importlib, sys\n"
        "from first_calls import at_once\n"
        "sys.path.insert(0, '.')\n"
        "faulthandler.dump_traceback_later(60, exit=True)\n"
        "sys.setswitchinterval(1e-5)\n"
        "given = []\n"
        f"render = lambda: given.append(atuforms.render({str(CERTIFICATE)!r}, 'pdf').data)\n"
        "load = lambda: given.append(importlib.import_module('renders').DATA)\n"
        "at_once([load, render] * 3)\n"
        "print(len(given), len(set(given)))\n"
    )
    assert python("-c", script, folder=tmp_path).split() == ["6", "1"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_process_may_be_forked_while_threads_render(tmp_path: Path) -> None:
    script = (
        "import atuforms, os, signal, sys, threading, time\n"
        "sys.setswitchinterval(1e-5)\n"
        f"render = lambda to: atuforms.render({str(CERTIFICATE)!r}, to).data\n"
        "same = {to: render(to) for to in ('pdf', 'docx')}\n"
        "children = []\n"
        "def rendering():\n"
        "    while len(children) < 6: assert render('pdf') == same['pdf']\n"
        "threads = [threading.Thread(target=rendering) for _ in range(3)]\n"
        "for thread in threads: thread.start()\n"
        "while len(children) < 6:\n"
        "    time.sleep(0.01)\n"
        "    child = os.fork()\n"
        "    if not child:\n"
        "        signal.alarm(60)\n"
        "        os._exit(any(render(to) != data for to, data in same.items()))\n"
        "    children.append(child)\n"
        "for thread in threads: thread.join()\n"
        "print([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])\n"
    )
    assert python("-c", script, folder=tmp_path).strip() == "[0, 0, 0, 0, 0, 0]"


def test_what_was_missing_at_first_may_be_there_later(tmp_path: Path) -> None:
    script = (
        "import atuforms, sys\n"
        "from first_calls import at_once, SLIDES\n"
        "from atuforms.core.exceptions import MissingDependency\n"
        "import atuforms.core.doctor\n"
        "there, sys.modules['pptx'] = atuforms.core.doctor._library, None\n"
        "atuforms.core.doctor._library = lambda names: None\n"
        "told, made = [], []\n"
        "def call(to):\n"
        "    try: made.append(atuforms.render(SLIDES, to, lang='kk').data[:4])\n"
        "    except MissingDependency as error: told.append(str(error))\n"
        "at_once([lambda to=to: call(to) for to in ('pdf', 'pptx') * 4])\n"
        "first = len(told), len(set(told)), len(made)\n"
        "atuforms.core.doctor._library = there\n"
        "del sys.modules['pptx']\n"
        "at_once([lambda to=to: call(to) for to in ('pdf', 'pptx') * 2])\n"
        "print(first, len(told), sorted(made))\n"
    )
    printed = python("-c", script, folder=tmp_path).strip()
    assert printed == "(8, 2, 0) 8 [b'%PDF', b'%PDF', b'PK\\x03\\x04', b'PK\\x03\\x04']"


# Packages of others, imported within a function: at the top of a module, what imports the module
# has the lock.
def _late_imports(tree: ast.AST, *, locked: bool = False, inside: bool = False) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        function = inside or isinstance(node, ast.FunctionDef)
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.With):
            held = locked or any(ast.unparse(i.context_expr) == "FIRST_USE" for i in node.items)
            yield from _late_imports(node, locked=held, inside=function)
            continue
        if function and not locked:
            yield from (name.partition(".")[0] for name in names)
        yield from _late_imports(node, locked=locked, inside=function)


def test_packages_are_imported_late_by_one_thread_at_a_time() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)} imports {name}"
        for path in sorted(SOURCE.rglob("*.py"))
        if "cli" not in path.parts
        for name in _late_imports(ast.parse(path.read_text(encoding="utf-8")))
        if name not in {"atuforms", *sys.stdlib_module_names}
    ]
    assert wrong == []


def test_no_value_is_kept_behind_a_lock_that_a_fork_leaves_locked() -> None:
    """``cached_property`` has one lock for all objects in Python 3.11."""
    wrong = [
        str(path.relative_to(SOURCE))
        for path in sorted(SOURCE.rglob("*.py"))
        if "cached_property" in path.read_text(encoding="utf-8")
    ]
    assert wrong == []
