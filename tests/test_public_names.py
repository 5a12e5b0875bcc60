"""The public names, found when they are first used; each test is a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import atuforms


def _python(program: str, *arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, *arguments],
        capture_output=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_the_version_is_that_of_the_package(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["version"]["path"] == "src/atuforms/__init__.py"
    assert "version" in project["project"]["dynamic"]
    assert f"## [{atuforms.__version__}]" in (repository / "CHANGELOG.md").read_text("utf-8")


def test_every_public_name_is_there_and_listed() -> None:
    program = "import atuforms; print(*[n for n in dir(atuforms) if not hasattr(atuforms, n)])"
    assert _python(program) == ""
    assert {*atuforms.__all__, "MoocPlacementCertificate", "Course"} <= set(dir(atuforms))


def test_a_name_that_is_none_is_an_attribute_error_also_beside_a_broken_package(
    tmp_path: Path,
) -> None:
    about = tmp_path / "broken-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[atuforms.forms]\nbroken = no_such_module:Form\n")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import atuforms\n"
        "print([hasattr(atuforms, n) for n in ('Nonsense', 'nonsense', 'COURSE', 'Course')])\n"
        "print('Course' in dir(atuforms))"
    )
    expected = ["[False, False, False, True]", "True"]
    assert _python(program, str(tmp_path)).splitlines() == expected
