"""What type checkers and editors know of the forms: the stub file, and a client's script."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import atuforms
from atuforms.fields.describe import walk
from atuforms.forms.all_forms import own_forms

CLIENT = Path(__file__).parent / "typing" / "client.py"
WRONG = re.compile(r"# wrong$")


def test_the_stub_file_is_in_step(repository: Path) -> None:
    tool = runpy.run_path(str(repository / "tools" / "build_stubs.py"))
    assert tool["STUB"].read_text(encoding="utf-8") == tool["stub"]()


def _lines(*, wrong: bool) -> dict[int, str]:
    lines = enumerate(CLIENT.read_text(encoding="utf-8").splitlines(), start=1)
    return {number: line for number, line in lines if bool(WRONG.search(line)) is wrong}


def test_mypy_refuses_the_wrong_lines_of_a_client_and_no_other(
    repository: Path, tmp_path: Path
) -> None:
    cache = repository / ".mypy_cache" / "client"
    command = ["-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(cache)]
    result = subprocess.run(
        [sys.executable, *command, str(CLIENT)],
        # Away from the settings of the repository.
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(repository / "src")},
        capture_output=True,
        encoding="utf-8",
    )
    errors = [line for line in result.stdout.splitlines() if ": error: " in line]
    elsewhere = [line for line in errors if not line.startswith(str(CLIENT))]
    refused = {int(line.removeprefix(str(CLIENT)).split(":")[1]): line for line in errors}
    wrong = _lines(wrong=True)
    assert (elsewhere, result.stderr) == ([], "")
    assert {number: error for number, error in refused.items() if number not in wrong} == {}
    assert {number: line for number, line in wrong.items() if number not in refused} == {}


def test_python_runs_the_right_lines_and_refuses_the_wrong_ones(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    wrong = _lines(wrong=True)
    lines = CLIENT.read_text(encoding="utf-8").splitlines()
    right = "\n".join("" if n in wrong else line for n, line in enumerate(lines, start=1))
    names: dict[str, object] = {}
    exec(compile(right, str(CLIENT), "exec"), names)
    accepted = []
    for number, line in wrong.items():
        try:
            exec(line, names)
        except (atuforms.AtuformsError, TypeError, ValueError, AttributeError):
            continue
        accepted.append((number, line))
    assert accepted == []


def test_records_that_only_one_form_has_are_found_in_it() -> None:
    # The minutes of a competition hold a whole competition, which is a form of its own.
    public = {atuforms.Person, atuforms.Video, atuforms.Competition}
    owners = {form.__module__: form for form in own_forms()}
    for form in own_forms():
        for _, field in walk(form):
            if field.record is not None and field.record not in public:
                owner = owners.get(field.record.__module__, form)
                assert getattr(owner, field.record.__name__) is field.record
