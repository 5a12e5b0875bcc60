"""Everything a fresh machine needs, with nothing but Python 3.11+ and pip.

    python3 dev.py demo     render a real certificate in three languages and two formats
    python3 dev.py test     run all checks: format, lint, types, tests
    python3 dev.py check lint types     some of them, by name
    python3 dev.py fuzz 5   feed damaged and hostile files for five minutes
    python3 dev.py fix      put the source in its format and mend what can be mended

Each command first prepares what is missing: a virtual environment in ``.venv``, the packages of
the lock file, and system libraries and programs where there are a package manager and the
permission to use it; where not, it names them with the command that installs them. The second
time there is nothing to prepare. pip is left to its own settings, so mirrors and certificates keep
working.
"""

from __future__ import annotations

import sys

if sys.version_info < (3, 11):  # noqa: UP036 (older Pythons land here)
    sys.exit("atuforms needs Python 3.11 or newer. This is Python " + sys.version.split()[0])

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
RUNTIME = ROOT / "requirements.lock"
EVERYTHING = ROOT / "requirements-dev.lock"

EXAMPLE = ROOT / "examples" / "mooc-placement-certificate.yaml"
OUTPUT = ROOT / "out"
LANGUAGES = ("kk", "ru", "en")

WORKERS = (os.cpu_count() or 1) + 1
CHECKS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy", "--num-workers", "auto"],
    # A file stays with one worker, which then makes what its tests share only once. There is one
    # worker more than processors, since tests wait for browsers, kernels and ends of processes.
    "tests": ["pytest", "-n", str(WORKERS), "--dist", "loadfile", "--no-loadscope-reorder"],
}
FIXES = (["ruff", "check", "--fix", "."], ["ruff", "format", "."])

SOMETHING_IS_MISSING = 3


# The Python environment


def prepare_python(lock: Path) -> None:
    """Make ``.venv`` hold the packages of ``lock`` and this project, editable."""
    stamp = VENV / f"{lock.name}.stamp"
    wanted = _fingerprint(lock)
    if _has_python() and stamp.is_file() and stamp.read_text() == wanted:
        return
    say(f"Preparing {VENV} from {lock.name} (only once) ...")
    pip = _pip()
    # Most modules are never imported; Python compiles those that are.
    install = [*pip, "install", "-qq", "--disable-pip-version-check", "--no-deps", "--no-compile"]
    # A pip that is among the packages itself is not to be replaced while it runs.
    at_once = 1 if pip[0] == str(PYTHON) else min(os.cpu_count() or 1, 4)
    _install_lock(install, lock, at_once)
    run([*install, "--no-build-isolation", "--editable", str(ROOT)])
    stamp.write_text(wanted)


def _install_lock(install: Sequence[str], lock: Path, at_once: int) -> None:
    """Install what the lock file names, in parts at the same time: unpacking is what takes long."""
    entries = re.split(r"^(?=\w)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        started = []
        for number in range(at_once):
            part = Path(folder) / f"{number}.txt"
            part.write_text("".join(entries[number::at_once]), encoding="utf-8")
            command = [*install, "--require-hashes", "--requirement", str(part)]
            started.append(subprocess.Popen(command, cwd=ROOT))
        codes = [process.wait() for process in started]
    if any(codes):
        fail(f"pip could not install the packages of {lock.name}.")


def _fingerprint(lock: Path) -> str:
    digest = hashlib.sha256(str(ROOT).encode())
    for file in (lock, ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _has_python() -> bool:
    """Whether ``.venv`` has a Python that still starts and is new enough."""
    code = "import sys; sys.exit(sys.version_info < (3, 11))"
    return PYTHON.is_file() and subprocess.run([PYTHON, "-c", code]).returncode == 0


def _pip() -> list[str]:
    """Return the command of a pip that installs into ``.venv``, which is made if need be.

    The pip of the Python that runs this file serves, so that neither ensurepip (absent on Debian
    without python3-venv) nor a change to the system's own packages is needed.
    """
    pip = importlib.util.find_spec("pip") is not None
    if not _has_python():
        if not pip and importlib.util.find_spec("ensurepip") is None:
            fail(f"This Python has neither pip nor ensurepip. {how_to_install([PIP])}")
        without = ["--without-pip"] if pip else []
        run([sys.executable, "-m", "venv", "--clear", *without, str(VENV)])
    if pip:
        return [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    return [str(PYTHON), "-m", "pip"]


# System libraries and programs


@dataclass(frozen=True)
class Need:
    """Something that pip cannot bring: what for, how to see it, its packages by manager.

    ``programs`` are those of it that the tests start.
    """

    name: str
    purpose: str
    present: Callable[[], bool]
    packages: dict[str, str]
    windows: str = ""
    programs: tuple[str, ...] = ()


def _weasyprint(code: str) -> Callable[[], bool]:
    """Ask WeasyPrint itself, since each system names and keeps libraries in its own way."""
    program = f"import weasyprint.text.ffi as ffi; raise SystemExit(not ({code}))"
    command = [str(PYTHON), "-W", "ignore", "-c", program]
    return lambda: subprocess.run(command, capture_output=True).returncode == 0


def _on_path(*programs: str) -> bool:
    return all(shutil.which(program) for program in programs)


def _has_office() -> bool:
    program = shutil.which("soffice")
    if not program or sys.platform != "linux":
        return bool(program)
    # Distributions pack Writer, Calc and Impress apart.
    folder = Path(program).resolve().parent
    parts = ("libswlo.so", "libsclo.so", "libslideshowlo.so")
    return not (folder / "soffice.bin").exists() or all((folder / p).exists() for p in parts)


PIP = Need(
    "pip",
    "to install packages",
    lambda: importlib.util.find_spec("pip") is not None,
    {"apt-get": "python3-pip", "dnf": "python3-pip", "brew": "python3"},
    "py -m ensurepip",
)
PANGO = Need(
    "Pango",
    "to write PDF",
    _weasyprint("ffi.pango"),
    {"apt-get": "libpango-1.0-0 libpangoft2-1.0-0", "dnf": "pango", "brew": "pango"},
    "winget install MSYS2.MSYS2; C:\\msys64\\usr\\bin\\pacman -S mingw-w64-ucrt-x86_64-pango",
)
SUBSET = Need(
    "HarfBuzz-Subset",
    "to write PDF several times faster",
    _weasyprint("ffi.harfbuzz_subset"),
    {"apt-get": "libharfbuzz-subset0", "dnf": "harfbuzz", "brew": "harfbuzz"},
    "C:\\msys64\\usr\\bin\\pacman -S mingw-w64-ucrt-x86_64-harfbuzz",
)
OFFICE = Need(
    "LibreOffice (Writer, Calc and Impress)",
    "to test that Word documents, tables and slides open",
    _has_office,
    {
        "apt-get": "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui",
        "dnf": "libreoffice-writer libreoffice-calc libreoffice-impress",
        "brew": "libreoffice",
    },
    "winget install TheDocumentFoundation.LibreOffice",
    ("soffice",),
)
POPPLER = Need(
    "pdftotext",
    "to test the text of PDF",
    lambda: _on_path("pdftotext"),
    {"apt-get": "poppler-utils", "dnf": "poppler-utils", "brew": "poppler"},
    "winget install oschwartz10612.Poppler",
    ("pdftotext",),
)
QPDF = Need(
    "qpdf",
    "to test the structure of PDF",
    lambda: _on_path("qpdf"),
    {"apt-get": "qpdf", "dnf": "qpdf", "brew": "qpdf"},
    "winget install QPDF.QPDF",
    ("qpdf",),
)
CHROMIUM = Need(
    "Chromium",
    "to test the pages of the browser",
    lambda: _on_path("chromium") or _on_path("chromium-browser"),
    {"apt-get": "chromium fonts-dejavu-core", "dnf": "chromium", "brew": "chromium"},
    "winget install Hibbiki.Chromium",
    ("chromium",),
)
GIT = Need(
    "git",
    "to test the files of a checkout",
    lambda: _on_path("git") or not (ROOT / ".git").exists(),
    {"apt-get": "git", "dnf": "git", "brew": "git"},
    "winget install Git.Git",
    ("git",),
)

FOR_USE = (PANGO, SUBSET)
FOR_TESTS = (*FOR_USE, OFFICE, POPPLER, QPDF, CHROMIUM, GIT)


def prepare_system(needs: Sequence[Need]) -> list[Need]:
    """Install what this machine lacks of ``needs``; name and return what is still missing."""
    lacking = [need for need in needs if not need.present()]
    if not lacking:
        return []
    if _may_install():
        say("Installing " + ", ".join(need.name for need in lacking) + " ...")
        if _manager() == "apt-get":
            _install("update", "--quiet")
        # All at once is fast; one by one saves the rest from a package of another name.
        if not _install_needs(lacking):
            for need in lacking:
                _install_needs([need])
    lacking = [need for need in lacking if not need.present()]
    say_missing(lacking)
    return lacking


def say_missing(needs: Sequence[Need]) -> None:
    """Name each of ``needs``, and the one command that installs them all."""
    for need in needs:
        say(f"MISSING: {need.name}, {need.purpose}.")
    if needs:
        say(how_to_install(needs))


def _manager() -> str:
    return next((name for name in ("apt-get", "dnf", "brew") if shutil.which(name)), "")


def _privilege() -> list[str] | None:
    """What to put before a command that changes the system; None without permission."""
    if _manager() == "brew" or (hasattr(os, "geteuid") and os.geteuid() == 0):
        return []
    sudo = ["sudo", "-n"]
    if _on_path("sudo") and subprocess.run([*sudo, "true"], capture_output=True).returncode == 0:
        return sudo
    return None


def _may_install() -> bool:
    return bool(_manager()) and _privilege() is not None


def _install_needs(needs: Sequence[Need]) -> bool:
    manager = _manager()
    options = {"apt-get": ["--yes", "--quiet", "--no-install-recommends"], "dnf": ["--assumeyes"]}
    packages = [package for need in needs for package in need.packages[manager].split()]
    return _install("install", *options.get(manager, []), *packages)


def _install(*arguments: str) -> bool:
    silent = ["env", "DEBIAN_FRONTEND=noninteractive"]
    command = [*(_privilege() or []), *silent, _manager(), *arguments]
    return subprocess.run(command, stdout=subprocess.DEVNULL).returncode == 0


def how_to_install(needs: Sequence[Need]) -> str:
    """Return the sentence with what a person types to install ``needs`` on this machine."""
    manager = _manager()
    if os.name == "nt":
        return "Install with: " + "; ".join(need.windows for need in needs if need.windows)
    if not manager:
        return "Install with the package manager of this system."
    commands = [f"{manager} install " + " ".join(need.packages[manager] for need in needs)]
    if manager == "apt-get":  # a fresh Debian knows no package before its first update
        commands.insert(0, "apt-get update")
    if manager == "brew":
        return f"Install with: {commands[0]}"
    sudo = "sudo " if _on_path("sudo") else ""
    who = "" if sudo else " as root"
    return f"Install{who} with: " + " && ".join(sudo + command for command in commands)


# Commands


def demo() -> int:
    """Render the example certificate and say where it is."""
    prepare_python(RUNTIME)
    pdf = PANGO not in prepare_system(FOR_USE)
    formats = ("docx", "pdf") if pdf else ("docx",)
    started = time.time_ns()
    tool = [str(SCRIPTS / "atuforms"), "render", str(EXAMPLE), "--lang", ",".join(LANGUAGES)]
    run([*tool, "--to", ",".join(formats), "-o", str(OUTPUT)])
    written = sorted(p for p in OUTPUT.rglob("*") if p.stat().st_mtime_ns >= started)
    say(f"{len(written)} documents of {EXAMPLE.relative_to(ROOT)}:")
    for path in written:
        say(f"  {path} ({path.stat().st_size / 1024:.0f} KiB)")
    if not pdf:
        say("Without Pango there is no PDF; the Word documents are complete.")
        return SOMETHING_IS_MISSING
    return 0 if len(written) == len(LANGUAGES) * len(formats) else 1


def check(names: Sequence[str], pytest_options: Sequence[str] = ()) -> int:
    """Run the checks called ``names``, all of them whatever fails before."""
    prepare_python(EVERYTHING)
    missing = prepare_system(FOR_TESTS) if "tests" in names else []
    failed = []
    with ExitStack() as beside:
        for name in names:
            if name == "tests" and PANGO in missing:
                say("tests: not run, since most of them need Pango")
                failed.append(name)
                continue
            command = [*CHECKS[name], *(pytest_options if name == "tests" else ())]
            if name == "types" and "tests" in names:
                # The tests wait for other programs now and then; meanwhile types are checked.
                beside.callback(_begin(name, command, failed))
                continue
            say(f"{name}: {' '.join(command)}")
            if _tool(command) != 0:
                failed.append(name)
    if failed:
        say("FAILED: " + ", ".join(failed))
        say_missing(missing)
    return 1 if failed else 0


def fix() -> int:
    """Format the source and mend what ruff can mend."""
    prepare_python(EVERYTHING)
    return max([_tool(command) for command in FIXES])


def fuzz(options: Sequence[str]) -> int:
    """Feed damaged and hostile files for some minutes, apart from the checks."""
    prepare_python(EVERYTHING)
    prepare_system(FOR_USE)
    return subprocess.run([str(PYTHON), "tools/fuzz.py", *options], cwd=ROOT).returncode


def _begin(name: str, command: Sequence[str], failed: list[str]) -> Callable[[], None]:
    """Begin a check beside the others; what is returned waits for it and says what it found."""
    tool = [str(PYTHON), "-m", *command]
    pipe, same = subprocess.PIPE, subprocess.STDOUT
    process = subprocess.Popen(tool, cwd=ROOT, stdout=pipe, stderr=same)

    def end() -> None:
        found, _ = process.communicate()
        say(f"{name}: {' '.join(command)}\n{found.decode(errors='replace')}")
        if process.returncode:
            failed.append(name)

    return end


def _tool(command: Sequence[str]) -> int:
    return subprocess.run([str(PYTHON), "-m", *command], cwd=ROOT).returncode


def run(command: Sequence[str]) -> None:
    """Run ``command``; end with its exit code if it fails."""
    code = subprocess.run(command, cwd=ROOT).returncode
    if code:
        fail(f"This command failed: {' '.join(command)}", code)


def say(text: str) -> None:
    """Print at once, so that the line stands before the output of the next command."""
    print(text, flush=True)


def fail(text: str, code: int = 1) -> NoReturn:
    """End with a message."""
    print(text, file=sys.stderr)
    raise SystemExit(code)


def main() -> int:
    """Carry out the command line."""
    # Modules are compiled once, and not by each of the many processes that tests start.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # Homebrew's libraries are outside the places where other Pythons look.
    if sys.platform == "darwin":
        os.environ.setdefault("DYLD_FALLBACK_LIBRARY_PATH", "/opt/homebrew/lib:/usr/local/lib")
    parser = argparse.ArgumentParser(description="Set up, show and check atuforms.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("demo", help="render a certificate in three languages and two formats")
    commands.add_parser("test", help="run all checks; further options go to pytest")
    some = commands.add_parser("check", help="run some checks")
    some.add_argument("names", nargs="+", choices=CHECKS)
    commands.add_parser("fuzz", help="feed hostile files for some minutes; options go to the fuzz")
    commands.add_parser("fix", help="format the source and mend what can be mended")
    options, rest = parser.parse_known_args()
    if rest and options.command not in ("test", "fuzz"):
        parser.error("unknown: " + " ".join(rest))
    if options.command == "demo":
        return demo()
    if options.command == "test":
        return check(list(CHECKS), rest)
    if options.command == "fuzz":
        return fuzz(rest)
    if options.command == "check":
        return check(options.names)
    return fix()


if __name__ == "__main__":
    sys.exit(main())
