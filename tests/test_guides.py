"""The guides: every command runs, every picture is there, and all quotes are double ones."""

from __future__ import annotations

import re
import shlex
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

import atuforms
from atuforms.cli import main

ROOT = Path(__file__).resolve().parent.parent
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))]
BLOCK = re.compile(r"^```(?:sh)?\n(.*?)^```", re.DOTALL | re.MULTILINE)
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
MOST_BYTES = 40_000


def commands(page: Path) -> list[str]:
    """The commands of a page that call the program, in their order."""
    lines = "\n".join(BLOCK.findall(page.read_text(encoding="utf-8"))).splitlines()
    return [line for line in lines if line.startswith("atuforms ")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of somebody who has typed a test bank in Word, and has one written before."""
    from docx import Document

    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(ROOT / "examples" / "test-bank.yaml", tmp_path / "bank.yaml")
    paper = Document()
    for number in range(1, 4):
        for line in (f"Сұрақ {number}?", "A. 4", "B. 5", "C. 6", "D. 7", "E. 8", "ANSWER: B"):
            paper.add_paragraph(line)
    paper.save("bank.docx")
    return tmp_path


def run(command: str) -> int:
    words = shlex.split(command)[1:]
    with pytest.raises(SystemExit) as stop:
        main(words)
    return stop.value.code if isinstance(stop.value.code, int) else 0


def fill_in(path: Path) -> None:
    """What the reader of the guide does between two commands: fill in what was made."""
    record = ROOT / "examples" / "mooc-placement-certificate.yaml"
    if path.suffix == ".docx":
        lang = {"anyqtama": "kk", "spravka": "ru"}.get(path.stem, "en")
        atuforms.render(record, "docx", lang=lang).save(path)
    elif path.suffix == ".xlsx":
        _fill_sheet(path)


def _fill_sheet(path: Path) -> None:
    """Take the mark of the example away, which makes it a row like any other."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
        for word in ("үлгі", "пример", "example"):
            parts[name] = parts[name].replace(f">{word}<".encode(), b"><")
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_the_commands_of_a_guide_run(page: Path, folder: Path, capsys: Any) -> None:
    """They are what a reader types, in this order; 1 is the answer to what has mistakes."""
    for command in commands(page):
        if "rejected.xlsx" in command:
            shutil.copy(folder / "certificates.xlsx", folder / "certificates" / "rejected.xlsx")
        code = run(command)
        mistakes = command.split()[1] in ("testbank", "dossier")
        assert code in ((0, 1) if mistakes else (0,)), f"{command}\n{capsys.readouterr().err}"
        made = re.search(r"-o (\S+\.(?:docx|xlsx))", command)
        if made and command.split()[1] in ("blank", "new"):
            fill_in(folder / made[1])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pictures_are_there_small_and_described(page: Path) -> None:
    for words, link in PICTURE.findall(page.read_text(encoding="utf-8")):
        if "://" not in link:
            picture = (page.parent / link).resolve()
            assert picture.is_file(), link
            assert picture.stat().st_size <= MOST_BYTES, link
            assert words.strip(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_stand_in_double_quotes(page: Path) -> None:
    """Single ones are letters to the command prompt of Windows."""
    text = page.read_text(encoding="utf-8")
    lines = "\n".join(BLOCK.findall(text)).splitlines()
    said = [line.partition("  #")[0] for line in lines]
    wrong = [line for line in said if re.match(r"(atuforms|pip|python\S*)\b.*'", line)]
    assert wrong == []
    assert "pip install '" not in text


def test_every_guide_is_written_for_its_reader() -> None:
    """Lecturers and clerks read their own language; each guide has pictures in that language."""
    for reader in ("lecturer", "clerk"):
        for lang in ("kk", "ru", "en"):
            text = (ROOT / "docs" / "guides" / f"{reader}.{lang}.md").read_text(encoding="utf-8")
            pictures = [link for _words, link in PICTURE.findall(text)]
            assert len(pictures) >= 3
            assert all(f"-{lang}." in link for link in pictures)
            assert f"--lang {lang}" in text
            if reader == "lecturer":
                assert f"../pictures/comments-{lang}.png" in pictures


def test_the_first_screen_says_what_this_is_in_three_languages() -> None:
    head = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:30]
    said = "\n".join(head)
    for lang in ("kk", "ru", "en"):
        assert f"docs/guides/lecturer.{lang}.md" in said
        assert f"docs/guides/clerk.{lang}.md" in said


def test_the_first_screen_tells_a_kazakh_lecturer_what_to_do() -> None:
    """In the browser; or from the blank to the signature, as the guide does it, in its order."""
    head = (ROOT / "README.md").read_text(encoding="utf-8").partition("**Русский.**")[0]
    browser, *said = re.findall(r"`(atuforms [^`]+)`", head)
    assert browser == "atuforms serve --open"
    assert [command.split()[1] for command in said] == ["blank", "check", "render"]
    run_by_test = commands(ROOT / "docs" / "guides" / "lecturer.kk.md")
    assert [command for command in run_by_test if command in said] == said
    assert len(head.splitlines()) <= 16
