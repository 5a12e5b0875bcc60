"""Folders come from strangers: what cannot be read is named, and nothing outside is touched."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from tests.cli.conftest import Run, run
from tests.dossiers.folders import COMPLETE, put, put_pdf
from tests.forms.builders import changed, example

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.dossiers import folder as folders

__all__ = ["run"]


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return COMPLETE["mooc-competition"](tmp_path / "dossier")


def unreadable(folder: Path) -> dict[str, str]:
    """What is said in English of each file that could not be read."""
    found = atuforms.check_dossier(folder).errors
    return {each.file: each.text("en") for each in found if each.rule == "file-unreadable"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.yaml", b"a: [\n"),
        ("empty.json", b""),
        ("formless.yaml", b"a: b\n"),
        ("unheard-of.yaml", b"form: 99-99\n"),
        ("two.yaml", b"form: 02-09\n---\nform: 02-09\n"),
        ("damaged.pdf", b"%PDF-1.7\nnothing"),
        ("damaged.docx", b"PK\x03\x04nothing"),
        ("damaged.zip", b"PK\x03\x04nothing"),
        ("letters.yaml", b"form: \xff\xfe\xfa"),
        ("bank.txt", b"\x00\x01\x02"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_finding_and_the_others_are_read(
    name: str, content: bytes, dossier: Path
) -> None:
    (dossier / name).write_bytes(content)
    report = atuforms.check_dossier(dossier)
    (finding,) = report.findings
    assert (finding.rule, finding.file) == ("file-unreadable", name)
    assert len(report.documents) == 4
    said = {finding.text(lang) for lang in LANGUAGES}
    assert len(said) == len(LANGUAGES)
    assert all(str(dossier) not in each and "{" not in each for each in said)


def test_what_is_no_form_is_an_attachment(dossier: Path) -> None:
    put_pdf(dossier, "scan.pdf")
    (dossier / "photo.JPG").write_bytes(b"\xff\xd8")
    (dossier / "notes.txt").write_text("Remember the stamp.\n", encoding="utf-8")
    (dossier / "other.xml").write_text("<a/>", encoding="utf-8")
    (dossier / ".hidden.yaml").write_text("a: [", encoding="utf-8")
    (dossier / "~$letter.docx").write_bytes(b"lock")
    report = atuforms.check_dossier(dossier)
    assert report.findings == ()
    beside = [each for each in report.attachments if not each.startswith("pictures/")]
    assert beside == ["notes.txt", "other.xml", "photo.JPG", "scan.pdf"]
    assert "photo.JPG" in report.text("kk")


def test_folders_in_the_folder_are_read_and_files_named_from_it(dossier: Path) -> None:
    (dossier / "act.json").unlink()
    put(dossier / "papers" / "deeper", "act", changed("act-of-implementation", date="2025-13-01"))
    report = atuforms.check_dossier(dossier)
    assert "papers/deeper/act.json" in {each.file for each in report.documents}
    assert "papers/deeper/act.json" in {each.file for each in report.errors}


def test_a_test_bank_is_checked_as_the_form_that_it_is(tmp_path: Path) -> None:
    COMPLETE["mooc-placement"](tmp_path)
    (tmp_path / "test-bank.json").unlink()
    (tmp_path / "bank.txt").write_text("A?\nA. b\nB. c\nANSWER: C\n", encoding="utf-8")
    found = atuforms.check_dossier(tmp_path).findings
    of_bank = {each.rule for each in found if each.file == "bank.txt"}
    assert "0201-tests-min-100" in of_bank
    assert "02-staff-submits-forms" not in {each.rule for each in found}


def test_the_findings_of_each_document_are_those_of_check(dossier: Path) -> None:
    path = put(dossier, "letter", changed("mooc-cover-letter", course_title="x" * 151))
    alone = atuforms.check(path)
    together = atuforms.check_dossier(dossier)
    assert {(f.rule, f.path, f.line) for f in alone} <= {
        (f.rule, f.path, f.line) for f in together if f.file == "letter.json"
    }


def test_links_are_not_followed(dossier: Path, tmp_path: Path) -> None:
    outside = put(tmp_path / "elsewhere", "secret", example("mooc-description"))
    (dossier / "link.json").symlink_to(outside)
    (dossier / "folder").symlink_to(outside.parent)
    (dossier / "round").symlink_to(dossier)
    (dossier / "nowhere.yaml").symlink_to(tmp_path / "nothing")
    assert set(unreadable(dossier)) == {"link.json", "folder", "round", "nowhere.yaml"}
    assert "02-01" not in {each.name for each in atuforms.check_dossier(dossier).documents}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_not_opened(dossier: Path) -> None:
    os.mkfifo(dossier / "pipe.yaml")
    assert set(unreadable(dossier)) == {"pipe.yaml"}


@pytest.mark.skipif(os.name == "nt", reason="the system has no such names")
def test_names_do_not_reach_the_screen_as_they_are(dossier: Path) -> None:
    (dossier / "a\x1b[31mred\n.yaml").write_text("a: [", encoding="utf-8")
    (dossier / os.fsdecode(b"\xff\xfe.yaml")).write_text("a: [", encoding="utf-8")
    report = atuforms.check_dossier(dossier)
    text = report.text("kk") + report.to_json("kk")
    assert "\x1b" not in text
    assert text.encode("utf-8")
    assert len(unreadable(dossier)) == 2


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_FILES", 3), ("MAX_BYTES", 2000), ("MAX_DEPTH", 1)]
)
def test_a_folder_larger_than_any_dossier_is_refused(
    limit: str, value: int, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (dossier / "a" / "b").mkdir(parents=True)
    monkeypatch.setattr(folders, limit, value)
    with pytest.raises(atuforms.AtuformsError) as caught:
        atuforms.check_dossier(dossier)
    assert caught.value.exit_code == 2
    assert len({caught.value.text(lang) for lang in LANGUAGES}) == len(LANGUAGES)


def test_a_package_with_a_boundless_directory_is_not_read(dossier: Path) -> None:
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xF0000000, 0, 0)
    (dossier / "bomb.zip").write_bytes(b"PK\x03\x04" + end)
    assert set(unreadable(dossier)) == {"bomb.zip"}


def test_what_is_no_folder_is_refused(dossier: Path) -> None:
    for path in (dossier / "nothing", dossier / "letter.json"):
        with pytest.raises(atuforms.AtuformsError):
            atuforms.check_dossier(path)


def test_a_large_scan_is_an_attachment_and_its_name_in_any_form_of_unicode_is_known(
    dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "MAX_PDF", 10)
    (dossier / unicodedata.normalize("NFD", "дәрістер й.pdf")).write_bytes(b"%PDF-1.7 damaged")
    report = atuforms.check_dossier(dossier)
    assert report.findings == ()
    assert "дәрістер й.pdf" in report.attachments


# The command


def test_the_command_prints_the_report_and_exits_as_promised(run: Run, dossier: Path) -> None:
    said = run("dossier", dossier)
    assert (said.code, said.err) == (0, "")
    assert "letter.json" in said.out
    (dossier / "act.json").unlink()
    said = run("dossier", dossier)
    assert (said.code, said.err) == (1, "")
    assert "0101-attachments" in said.out
    for words in ([dossier / "none"], [dossier, "--kind", "other"], []):
        said = run("dossier", *words)
        assert (said.code, said.out) == (2, ""), words
        assert said.err


def test_json_is_the_whole_report_and_nothing_else(run: Run, dossier: Path) -> None:
    (dossier / "act.json").unlink()
    (dossier / "note.pdf").write_bytes(b"%PDF")
    said = run("dossier", dossier, "--json", "--lang", "ru")
    data = json.loads(said.out)
    assert (said.code, said.err) == (1, "")
    assert (data["kind"], data["recognised"], data["ok"]) == ("mooc-competition", True, False)
    assert {each["form"] for each in data["documents"]} == {"01-01", "01-02", "02-09"}
    keys = {"file", "rule", "clause", "severity", "path", "line", "limit", "actual", "message"}
    assert all(keys <= set(each) for each in data["findings"])
    assert {"note.pdf", None} == {each["file"] for each in data["findings"]}
    assert all(each["reason"] for each in data["unchecked"])
    assert json.loads(atuforms.check_dossier(dossier).to_json("ru")) == data


def test_the_report_is_in_the_language_of_the_reader(run: Run, dossier: Path) -> None:
    (dossier / "act.json").unlink()
    said = {lang: run("dossier", dossier, "--lang", lang).out for lang in LANGUAGES}
    assert "Не хватает документа: Акт внедрения в учебный процесс" in said["ru"]
    assert "Құжат жетіспейді: Оқу процесіне енгізу актісі" in said["kk"]
    assert "A document is missing: Act of Implementation" in said["en"]


def test_a_listing_of_forms_loads_nothing_of_dossiers() -> None:
    program = (
        "import sys, atuforms\n"
        "from atuforms.cli import main\n"
        "try:\n    main(['list'])\nexcept SystemExit:\n    pass\n"
        "print([m for m in sys.modules if m.startswith('atuforms.dossiers')], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.stderr.strip() == "[]"
