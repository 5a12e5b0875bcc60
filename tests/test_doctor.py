"""The doctor tells what is missing, and PDF fails with the command that installs it."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from atuforms.core import doctor

SOURCE = Path(doctor.__file__).parents[1]
WITHOUT = """
import json, sys
sys.path.insert(0, {source!r})
from cffi import FFI
load = FFI.dlopen
def dlopen(self, name, flags=0):
    if {missing!r} in str(name):
        raise OSError(f"cannot load library {{name!r}}")
    return load(self, name, flags)
FFI.dlopen = dlopen
"""


def run_without(library: str, code: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process where a system library cannot be loaded."""
    prelude = WITHOUT.format(source=str(SOURCE), missing=library)
    return subprocess.run(
        [sys.executable, "-c", prelude + code], capture_output=True, text=True, check=False
    )


def states_without(library: str) -> dict[str, Any]:
    done = run_without(
        library,
        "from atuforms.core.doctor import examine, complete\n"
        "checks = examine()\n"
        "states = {check.name: [check.state, check.command] for check in checks}\n"
        "print(json.dumps([states, complete(checks), 'weasyprint' in sys.modules]))",
    )
    states, complete, loaded = json.loads(done.stdout)
    return {"states": states, "complete": complete, "weasyprint loaded": loaded}


def test_this_machine_is_complete() -> None:
    checks = doctor.examine()
    assert [check.name for check in checks if check.state == "missing"] == []
    assert doctor.complete(checks)


def test_every_check_says_why_and_what_is_missing_has_a_command() -> None:
    for check in doctor.examine():
        assert check.why.one.format_map(check.values).endswith(".")
        assert bool(check.command) == (check.state != "ok")


def _declare(folder: Path, *lines: str) -> None:
    """Install atuforms in ``folder``, as far as its metadata goes."""
    about = folder / "atuforms-7.0.dist-info"
    about.mkdir()
    text = "\n".join(("Metadata-Version: 2.1", "Name: atuforms", "Version: 7.0", *lines))
    (about / "METADATA").write_text(text + "\n", encoding="utf-8")


def _doctor(folder: Path) -> tuple[int, str]:
    """The command in a process that finds the metadata of ``folder`` first."""
    done = subprocess.run(
        [sys.executable, "-m", "atuforms", "doctor", "--lang", "en"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(SOURCE)))},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


def test_an_extra_that_is_not_installed_is_optional_and_told_with_its_command(
    tmp_path: Path,
) -> None:
    _declare(
        tmp_path,
        "Requires-Dist: lxml>=6.0",
        "Provides-Extra: pptx",
        "Provides-Extra: tables",
        "Provides-Extra: holograms",
        "Provides-Extra: all",
        'Requires-Dist: unheard-of-pptx>=1; extra == "pptx"',
        'Requires-Dist: lxml; extra == "tables"',
        'Requires-Dist: unheard-of-elsewhere; extra == "tables" and sys_platform == "nowhere"',
        'Requires-Dist: unheard-of-holograms; extra == "holograms"',
        'Requires-Dist: atuforms[holograms,pptx,tables]; extra == "all"',
    )
    code, out = _doctor(tmp_path)
    assert code == 0, out
    assert "optional atuforms[pptx]\n" in out
    assert "ok       atuforms[tables]\n" in out
    assert "optional atuforms[holograms]\n" in out
    assert 'python -m pip install "atuforms[pptx]"' in out
    assert "[all]" not in out


@pytest.mark.parametrize("needed", ["unheard-of>=3", "lxml<1"])
def test_a_needed_package_that_is_missing_or_of_another_version_is_named(
    needed: str, tmp_path: Path
) -> None:
    _declare(tmp_path, "Requires-Dist: babel", f"Requires-Dist: {needed}")
    code, out = _doctor(tmp_path)
    assert code == 3
    assert "missing  Python packages 7.0" in out
    assert f'python -m pip install "{needed}"' in out
    assert "babel" not in out


def test_every_extra_says_what_it_is_for(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert doctor._EXTRAS.keys() == project["optional-dependencies"].keys() - {"all"}


@pytest.mark.parametrize("library", ["pango-1", "pangoft2", "gobject", "fontconfig"])
def test_without_pango_the_command_is_told_and_no_renderer_is_loaded(library: str) -> None:
    result = states_without(library)
    state, command = result["states"]["Pango"]
    assert state == "missing"
    assert "pango" in command
    assert not result["complete"]
    assert not result["weasyprint loaded"]


def test_without_harfbuzz_subset_pdf_is_slow_but_there() -> None:
    result = states_without("harfbuzz-subset")
    assert result["states"]["libharfbuzz-subset"][0] == "slow"
    assert "harfbuzz" in result["states"]["libharfbuzz-subset"][1]
    assert result["complete"]


def test_without_pango_a_pdf_fails_with_exit_code_3_and_standard_output_stays_clean() -> None:
    done = run_without(
        "pango",
        "from atuforms.core.exceptions import MissingDependency\n"
        "from atuforms.rendering.pdf.writer import write_pdf\n"
        "from atuforms.rendering.pdf.input import PdfMetadata\n"
        "try:\n"
        "    write_pdf('<p>x', PdfMetadata('kk', 'x', 'x', '0'))\n"
        "except MissingDependency as error:\n"
        "    print(error, file=sys.stderr)\n"
        "    sys.exit(error.exit_code)\n",
    )
    assert done.returncode == 3
    assert done.stdout == ""
    assert doctor._system_command(doctor._PANGO_COMMANDS) in done.stderr


def test_without_harfbuzz_subset_a_pdf_is_made_without_a_word() -> None:
    done = run_without(
        "harfbuzz-subset",
        "from atuforms.rendering.pdf.writer import write_pdf\n"
        "from atuforms.rendering.pdf.input import PdfMetadata\n"
        "pdf = write_pdf('<html lang=kk><p>x', PdfMetadata('kk', 'x', 'x', '0'))\n"
        "print(pdf[:5].decode())\n",
    )
    assert (done.stdout, done.stderr) == ("%PDF-\n", "")


@pytest.mark.skipif(sys.platform != "linux", reason="asks for Linux distributions")
@pytest.mark.parametrize(
    ("release", "command"),
    [
        ({"ID": "debian"}, "apt-get install -y libpango-1.0-0"),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, "apt-get install -y libpango-1.0-0"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "apt-get install"),
        ({"ID": "fedora"}, "dnf install -y pango"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "dnf install -y pango"),
        ({"ID": "opensuse-leap", "ID_LIKE": "suse opensuse"}, "zypper"),
        ({"ID": "unheard-of"}, "dnf install"),
    ],
)
def test_each_distribution_gets_its_own_command(
    release: dict[str, str], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
    assert command in doctor._system_command(doctor._PANGO_COMMANDS)


def test_who_is_not_root_is_told_to_use_sudo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    commands = doctor._system_command(doctor._PANGO_COMMANDS).splitlines()
    assert all(command.startswith("sudo ") for command in commands)


@pytest.mark.parametrize(("system", "command"), [("darwin", "brew"), ("win32", "winget")])
def test_macos_and_windows_have_commands(
    system: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert doctor._system_command(doctor._PANGO_COMMANDS).startswith(command)
