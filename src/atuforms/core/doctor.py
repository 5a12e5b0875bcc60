"""What this machine lacks, why that matters, and the command that installs it.

Nothing here imports WeasyPrint: without Pango that import fails and writes to standard output.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING, Literal, Protocol, cast

from atuforms.core.exceptions import MissingDependency
from atuforms.core.language.sentences import Sentence, message, sentence
from atuforms.core.locks import FIRST_USE

if TYPE_CHECKING:
    from packaging.requirements import Requirement

State = Literal["ok", "missing", "slow", "optional"]
"""Of what is not there, ``missing`` is needed, ``slow`` costs time, ``optional`` some tasks need.
"""

OLDEST_PYTHON = (3, 11)
OLDEST_PANGO = (1, 44, 0)

_OURS = "atuforms"
_EVERYTHING = "all"
"""The extra that only names the others."""

_PACKAGES_NAME = message("Python packages")
_EXTRAS: Mapping[str, Sentence] = {
    "calendar": sentence("Dates are counted by the holidays of Kazakhstan with it."),
    "dask": sentence("Batches are spread over several machines with it."),
    "media": sentence("Video and audio files are measured with it."),
    "notebook": sentence("Notebooks show the pages of documents with it."),
    "pdf-read": sentence("Records are read back from PDF files with it."),
    "pptx": sentence("Presentations (02-04, 03-02) are written as PPTX files with it."),
    "proofs": sentence("Documents are signed and verified with it."),
    "tables": sentence("Tables of a spreadsheet are read and written with it."),
    "testbank": sentence("Similar test questions are found with it."),
    "web": sentence("All forms are filled in in the browser with it."),
}
"""What each extra is for. Which extras there are, and their packages, the metadata says."""


def _file_names(stem: str, number: str, plain: tuple[str, str], dylib: str) -> tuple[str, ...]:
    """The names under which the systems know a library, as in WeasyPrint."""
    return (
        f"lib{stem}-{number}",
        *plain,
        f"lib{stem}.so.{number}",
        f"lib{stem}{dylib}.dylib",
        f"lib{stem}-{number}.dll",
    )


_PANGO_LIBRARIES = {
    "gobject": _file_names("gobject-2.0", "0", ("gobject-2.0-0", "gobject-2.0"), ".0"),
    "harfbuzz": _file_names("harfbuzz", "0", ("harfbuzz", "harfbuzz-0.0"), ".0"),
    "fontconfig": _file_names("fontconfig", "1", ("fontconfig-1", "fontconfig"), ".1"),
    "pangoft2": _file_names("pangoft2-1.0", "0", ("pangoft2-1.0-0", "pangoft2-1.0"), ""),
    "pango": _file_names("pango-1.0", "0", ("pango-1.0-0", "pango-1.0"), ""),
}
_SUBSET_LIBRARY = _file_names(
    "harfbuzz-subset", "0", ("harfbuzz-subset", "harfbuzz-subset-0.0"), ".0"
)
_WINDOWS_FOLDERS = (
    r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"
)

_PANGO_COMMANDS = {
    "debian": "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "dnf install -y pango",
    "suse": "zypper --non-interactive install libpango-1_0-0 libharfbuzz-subset0",
    "arch": "pacman -S --noconfirm pango",
    "alpine": "apk add pango fontconfig",
    "macos": "brew install pango",
    "windows": (
        "winget install -e --id MSYS2.MSYS2\n"
        r"C:\msys64\usr\bin\pacman -S --noconfirm mingw-w64-ucrt-x86_64-pango"
    ),
}
_SUBSET_COMMANDS = {
    **_PANGO_COMMANDS,
    "debian": "apt-get install -y libharfbuzz-subset0",
    "fedora": "dnf install -y harfbuzz",
    "suse": "zypper --non-interactive install libharfbuzz-subset0",
    "arch": "pacman -S --noconfirm harfbuzz",
    "alpine": "apk add so:libharfbuzz-subset.so.0",
    "macos": "brew install harfbuzz",
    "windows": r"C:\msys64\usr\bin\pacman -S --noconfirm mingw-w64-ucrt-x86_64-harfbuzz",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that atuforms uses, and whether this machine has it.

    ``why`` says what it is for, with placeholders filled from ``values``. ``command`` installs
    it, one command a line; it is empty when there is nothing to do.
    """

    name: str
    state: State
    why: Sentence
    command: str = ""
    version: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


def examine() -> tuple[Check, ...]:
    """Look at everything that atuforms uses, in the order in which a person would mend it."""
    return (
        _python(),
        _packages(),
        _pango(),
        _subsetting(),
        _fonts(),
        *map(_extra, _extras()),
    )


def complete(checks: tuple[Check, ...]) -> bool:
    """Whether nothing that atuforms cannot do without is missing."""
    return not any(check.state == "missing" for check in checks)


def require_pango() -> None:
    """Make sure that PDF files can be made.

    :raises MissingDependency: when Pango is not there, with the command that installs it.
    """
    check = _pango()
    if check.state == "missing":
        raise MissingDependency(
            "PDF files are laid out by the Pango library, which is missing on this machine. "
            "Word documents can be made without it. Install it with: {command}",
            command=check.command,
        )


def _python() -> Check:
    recent = sys.version_info >= OLDEST_PYTHON
    return Check(
        "Python",
        "ok" if recent else "missing",
        sentence("atuforms runs on Python {oldest} and later."),
        command="" if recent else "https://www.python.org/downloads/",
        version=platform.python_version(),
        values={"oldest": ".".join(map(str, OLDEST_PYTHON))},
    )


def _packages() -> Check:
    try:
        lacking, version = _lacking(), metadata.version(_OURS)
    except metadata.PackageNotFoundError:
        return Check(
            _PACKAGES_NAME,
            "missing",
            sentence("atuforms itself is not installed: this is only a folder with its source."),
            command=_pip("."),
        )
    if not lacking:
        return Check(
            _PACKAGES_NAME,
            "ok",
            sentence("The packages that atuforms is built on are installed."),
            version=version,
        )
    return Check(
        _PACKAGES_NAME,
        "missing",
        sentence(
            "These packages that atuforms is built on are not installed, or not in a version that "
            "it works with: {names}."
        ),
        command=_pip(*(f'"{each}"' for each in lacking)),
        version=version,
        values={"names": ", ".join(lacking)},
    )


def _lacking(extra: str = "") -> list[str]:
    """The packages that atuforms itself, or one of its extras, requires and that are missing."""
    # Imported here, since every PDF loads this module and does not need it.
    with FIRST_USE:
        from packaging.requirements import Requirement

    asked = filter(partial(_asks, extra), map(Requirement, metadata.requires(_OURS) or ()))
    return [f"{each.name}{each.specifier}" for each in asked if not _satisfied(each)]


def _asks(extra: str, requirement: Requirement) -> bool:
    """Whether an extra asks for a package, and on this system; without one, atuforms itself."""

    def holds(name: str) -> bool:
        return requirement.marker is None or requirement.marker.evaluate({"extra": name})

    return holds(extra) and not (extra and holds("")) and requirement.name != _OURS


def _satisfied(requirement: Requirement) -> bool:
    version = _version(requirement.name)
    return bool(version) and requirement.specifier.contains(version, prereleases=True)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _pango() -> Check:
    why = sentence("Pango lays out the pages of PDF files; Word documents do not need it.")
    missing = Check("Pango", "missing", why, command=_system_command(_PANGO_COMMANDS))
    libraries = {name: _library(names) for name, names in _PANGO_LIBRARIES.items()}
    pango = libraries["pango"]
    if pango is None or not all(libraries.values()):
        return missing
    version = _pango_version(pango)
    if version < OLDEST_PANGO:
        return missing
    return Check("Pango", "ok", why, version=".".join(map(str, version)))


def _subsetting() -> Check:
    why = sentence("Without libharfbuzz-subset, PDF files take three to four times as long.")
    if _library(_SUBSET_LIBRARY):
        return Check("libharfbuzz-subset", "ok", why)
    command = _system_command(_SUBSET_COMMANDS)
    return Check("libharfbuzz-subset", "slow", why, command=command)


def _fonts() -> Check:
    why = sentence(
        "Documents are set in PT Serif, code in IBM Plex Mono, both of which have every Kazakh "
        "letter; the signs of formulas come from STIX Two Math, Noto Serif and DejaVu Sans."
    )
    title = "PT Serif, IBM Plex Mono, STIX Two Math, Noto Serif, DejaVu Sans"
    names = (
        "fontpkg-pt-serif",
        "fontpkg-ibm-plex-mono",
        "ziamath",
        "fontpkg-noto-serif",
        "ziafont",
    )
    if all(_importable(name.replace("-", "_")) for name in names):
        with FIRST_USE:
            from atuforms.core.fonts import font_files

        if len(font_files()) >= 4 + 1 + 2 + 1 + 4:
            return Check(title, "ok", why, version=metadata.version(names[0]))
    return Check(title, "missing", why, command=_pip(*names))


def _extras() -> list[str]:
    """The extras that atuforms declares; none where it is not installed."""
    if not _version(_OURS):
        return []
    declared: list[str] = metadata.metadata(_OURS).get_all("Provides-Extra", [])
    return [name for name in declared if name != _EVERYTHING]


def _extra(name: str) -> Check:
    lacking = _lacking(name)
    return Check(
        f"{_OURS}[{name}]",
        "optional" if lacking else "ok",
        _EXTRAS.get(name, sentence("Some tasks need it.")),
        command=_pip(f'"{_OURS}[{name}]"') if lacking else "",
    )


def _importable(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def _pip(*packages: str) -> str:
    return " ".join(("python -m pip install", *packages))


class _Pango(Protocol):
    def pango_version(self) -> int: ...


def _library(names: tuple[str, ...]) -> _Pango | None:
    """The first of a library's names that the system can load, or ``None``."""
    if not _importable("cffi"):
        return None
    with FIRST_USE:
        from cffi import FFI

    ffi = FFI()
    ffi.cdef("int pango_version(void);")
    with _windows_folders():
        for name in sorted(names, key=_is_of_another_system):
            with suppress(OSError):
                return cast("_Pango", ffi.dlopen(name))
    return None


def _is_of_another_system(name: str) -> bool:
    """File names of this system come first: other names start a slow search through programs."""
    return {"darwin": ".dylib", "win32": ".dll"}.get(sys.platform, ".so") not in name


def _pango_version(library: _Pango) -> tuple[int, int, int]:
    number = library.pango_version()
    return number // 10000, number // 100 % 100, number % 100


@contextmanager
def _windows_folders() -> Iterator[None]:
    """On Windows, look for libraries where WeasyPrint does."""
    with ExitStack() as stack:
        if sys.platform == "win32":
            folders = os.environ.get("WEASYPRINT_DLL_DIRECTORIES", _WINDOWS_FOLDERS)
            for folder in folders.split(";"):
                with suppress(OSError):
                    stack.enter_context(os.add_dll_directory(folder))
        yield


def _system_command(commands: Mapping[str, str]) -> str:
    """The command for this system; for an unknown Linux, those of Debian and of Fedora."""
    if sys.platform == "darwin":
        return commands["macos"]
    if sys.platform == "win32":
        return commands["windows"]
    prefix = "" if os.geteuid() == 0 else "sudo "
    for family in _linux_families():
        if family in commands:
            return prefix + commands[family]
    return "\n".join(prefix + commands[family] for family in ("debian", "fedora"))


def _linux_families() -> list[str]:
    """The distribution's name, then those that it descends from, as this module calls them."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return []
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    other_names = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", "opensuse": "suse"}
    return [other_names.get(name, name) for name in names]
