"""The programs that tests start: ``dev.py test`` installs them; without one, its tests say so."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import dev
import pytest


def program(name: str) -> str:
    """Return the path of a program, or fail the test that asked for it, naming its package."""
    need = next((need for need in dev.FOR_TESTS if name in need.programs), None)
    assert need is not None, f"dev.py does not install {name}: add it to FOR_TESTS"
    require(need)
    path = shutil.which(name)
    assert path is not None
    return path


def require(need: dev.Need) -> None:
    """Fail the test that has this need if the machine lacks it."""
    if not need.present():
        sentence = f"{need.name} is missing, {need.purpose}. {dev.how_to_install([need])}"
        pytest.fail(sentence, pytrace=False)


def convert(files: Iterable[Path], to: str, folder: Path) -> None:
    """Let LibreOffice save ``files`` in the format ``to`` in ``folder``, in one process."""
    profile = (folder / "profile").as_uri()
    command = [program("soffice"), f"-env:UserInstallation={profile}", "--headless"]
    command += ["--convert-to", to, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=900)


def text_of(pdf: bytes, *options: str) -> str:
    """Return what ``pdftotext`` reads in a PDF: the words in their places, page by page."""
    command = [program("pdftotext"), *(options or ["-layout"]), "-", "-"]
    return subprocess.run(command, input=pdf, check=True, capture_output=True).stdout.decode()


def check_with_qpdf(file: Path) -> None:
    """Raise if ``qpdf`` finds the structure of a PDF faulty."""
    subprocess.run([program("qpdf"), "--check", file], check=True, capture_output=True)
