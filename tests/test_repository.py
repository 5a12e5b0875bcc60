"""Promises that no single module can keep: about the files of the repository as a whole."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import sysconfig
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import IO, Any

import dev
import pytest
import yaml
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.programs import program

REPOSITORY = Path(__file__).resolve().parent.parent
CATALOGUES = sorted((REPOSITORY / "src" / "atuforms" / "locale").rglob("*.po"))
LONGEST_FILE = 500

# Written with [] so that this file does not match itself.
MACHINE_PATH = re.compile(r"(?<![\w.~])/([w]ork|[r]oot|[t]mp|[h]ome/\w+|[U]sers/\w+)(/|\b)")
REGISTRY_HOST = re.compile(
    r"[p]ypi\.org|[p]ythonhosted\.org|[n]pmjs\.(org|com)|[d]eb\.debian\.org"
    r"|[a]rtifactory|[n]exus\.|--[e]xtra-index-url|--[i]ndex-url|--[f]ind-links"
)


def _files() -> list[Path]:
    """The files that git knows; where it keeps none, all but those that it is to ignore."""
    if not (REPOSITORY / ".git").exists():
        ignored = [line.rstrip("/") for line in _lines(REPOSITORY / ".gitignore")]
        return [
            file
            for file in REPOSITORY.rglob("*")
            if file.is_file()
            and not any(
                fnmatch(part, name)
                for part in file.relative_to(REPOSITORY).parts
                for name in ignored
            )
        ]
    command = [program("git"), "-c", f"safe.directory={REPOSITORY}", "ls-files", "-z"]
    listing = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    files = (REPOSITORY / name for name in listing.stdout.split("\0") if name)
    return [file for file in files if file.is_file()]


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []  # a document or a picture


def _project() -> dict[str, Any]:
    return tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))


def _locked(name: str) -> dict[str, set[str]]:
    """Return the versions of each package in the lock file ``name``."""
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    versions: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([\w.-]+)==([^\s;]+)", text, flags=re.MULTILINE):
        versions.setdefault(canonicalize_name(package), set()).add(version)
    return versions


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY_HOST], ids=["paths", "hosts"])
def test_no_file_names_a_path_of_a_machine_or_a_host_of_a_registry(
    pattern: re.Pattern[str],
) -> None:
    found = [
        f"{file.relative_to(REPOSITORY)}:{number}: {line.strip()[:100]}"
        for file in _files()
        for number, line in enumerate(_lines(file), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_python_file_is_too_long_to_be_read_in_one_go() -> None:
    lengths = {
        str(file.relative_to(REPOSITORY)): len(_lines(file))
        for file in _files()
        if file.suffix == ".py"
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_lock_files_satisfy_the_project() -> None:
    project = _project()
    groups = project["dependency-groups"]
    extras = project["project"]["optional-dependencies"]
    runtime = project["project"]["dependencies"]
    everything = runtime + [r for name in extras if name != "all" for r in extras[name]]
    everything += [r for group in groups.values() for r in group if isinstance(r, str)]
    for lock, requirements in (
        ("requirements.lock", runtime),
        ("requirements-dev.lock", everything),
    ):
        versions = _locked(lock)
        for requirement in map(Requirement, requirements):
            found = versions.get(canonicalize_name(requirement.name), set())
            assert found, f"{lock} lacks {requirement}: run tools/lock.py"
            assert all(requirement.specifier.contains(version) for version in found), requirement


def test_the_runtime_lock_is_part_of_the_lock_for_development() -> None:
    everything = _locked("requirements-dev.lock")
    assert {n: v for n, v in _locked("requirements.lock").items() if everything.get(n) != v} == {}


def test_the_extra_all_names_every_other_extra() -> None:
    extras = dict(_project()["project"]["optional-dependencies"])
    (everything,) = extras.pop("all")
    assert Requirement(everything).extras == set(extras)


def test_hooks_and_ci_run_the_checks_of_dev_py() -> None:
    config = yaml.safe_load((REPOSITORY / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [hook["entry"] for repo in config["repos"] for hook in repo["hooks"]]
    assert hooks == [f"python3 dev.py check {name}" for name in dev.CHECKS]
    assert "python3 dev.py test" in _lines(REPOSITORY / ".ci" / "run")


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_compiled_catalogues_are_in_step(catalogue: Path) -> None:
    fresh = io.BytesIO()
    with catalogue.open("rb") as source:
        write_mo(fresh, read_po(source))
    fresh.seek(0)
    with catalogue.with_suffix(".mo").open("rb") as compiled:
        assert _messages(compiled) == _messages(fresh)


def _messages(compiled: IO[bytes]) -> tuple[str, dict[str, list[str]]]:
    """Return what a compiled catalogue says; its header holds the date and Babel's version."""
    catalogue = read_mo(compiled)
    return catalogue.plural_expr, {
        "\0".join(_forms(m.id)): _forms(m.string) for m in catalogue if m.id
    }


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def test_the_readme_begins_with_the_two_commands() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^(?:python3|atuforms) .*$", readme, flags=re.MULTILINE)
    assert [command.split("#")[0].strip() for command in commands[:2]] == [
        "python3 dev.py demo",
        "python3 dev.py test",
    ]


def test_the_readme_names_only_commands_that_exist() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:sh|console|text)?\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    named = set(re.findall(r"^atuforms ([a-z]+)", "\n".join(blocks), flags=re.MULTILINE))
    tool = Path(sysconfig.get_path("scripts")) / "atuforms"
    result = subprocess.run([tool, "--help"], capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    assert named
    assert named <= set(re.findall(r"[a-z]+", result.stdout))


def test_dev_py_needs_only_the_standard_library(repository: Path) -> None:
    command = [sys.executable, "-I", "-S", "dev.py", "--help"]
    result = subprocess.run(command, cwd=repository, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def _shown(file: Path) -> str:
    return file.relative_to(REPOSITORY).as_posix()


def test_no_stub_of_a_form_waits_to_be_filled_in() -> None:
    places = ("src/", "templates/", "examples/", "tests/data/")
    files = [file for file in _files() if _shown(file).startswith(places)]
    waiting = [_shown(file) for file in files if any("TODO" in line for line in _lines(file))]
    assert not waiting, "\n".join(waiting)
