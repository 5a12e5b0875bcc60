"""What the command line promises whatever the command: streams, exit codes, all files or none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.cli.conftest import Run

import atuforms

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CERTIFICATE = "mooc-placement-certificate"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLES / f"{CERTIFICATE}.yaml", tmp_path / "good.yaml"))


@pytest.fixture
def broken(certificate: Path) -> Path:
    path = certificate.with_name("bad.yaml")
    text = certificate.read_text(encoding="utf-8")
    path.write_text(text.replace("language: kk", "language: kz"), encoding="utf-8")
    return path


def test_one_record_that_breaks_a_rule_keeps_all_documents_from_being_written(
    run: Run, certificate: Path, broken: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    said = run("render", certificate, broken, "--to", "docx", "-o", out)
    assert (said.code, said.out) == (1, "")
    assert "bad.yaml" in said.err
    assert "Nothing was written." in said.err
    assert not out.exists()


def test_a_draft_is_written_and_says_what_is_wrong(run: Run, broken: Path, tmp_path: Path) -> None:
    said = run("render", broken, "--draft", "--to", "docx", "-o", tmp_path / "out")
    assert (said.code, said.out) == (0, f"{tmp_path / 'out' / 'bad.en.docx'}\n")
    assert "not-a-choice" in said.err


def test_two_documents_of_one_name_are_not_written_over_each_other(
    run: Run, certificate: Path, tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere" / certificate.name
    other.parent.mkdir()
    shutil.copy(certificate, other)
    said = run("render", certificate, other, "--to", "docx", "-o", tmp_path / "out")
    assert said.code == 2
    assert "Two documents would be called" in said.err
    assert not (tmp_path / "out").exists()


def test_a_language_that_there_is_not_is_wrong_usage(run: Run, certificate: Path) -> None:
    for words in (["check", certificate], ["list"], ["rules", "02-09"], ["render", certificate]):
        said = run(*words, "--lang", "de")
        assert (said.code, said.out) == (2, ""), words
        assert "There is no language “de”." in said.err


@pytest.mark.parametrize(
    "text", ["form: 99-99\n", "a: b\n", "a: [\n", "", "- a\n"], ids=lambda text: text.strip()
)
def test_what_is_no_record_is_unreadable_and_no_finding(
    run: Run, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(text)
    for words in (["check"], ["check", "--json"], ["render", "-o", tmp_path / "out"]):
        said = run(words[0], path, *words[1:])
        assert (said.code, said.out) == (2, ""), words
        assert said.err


def test_json_of_one_file_is_a_mapping_and_of_several_a_list(
    run: Run, certificate: Path, broken: Path
) -> None:
    said = run("check", broken, "--json")
    report = json.loads(said.out)
    assert (said.code, said.err) == (1, "")
    assert (report["file"], report["form"], report["ok"]) == (str(broken), "02-09", False)
    (finding,) = report["findings"]
    keys = {"rule", "clause", "severity", "path", "line", "limit", "actual", "message"}
    assert keys <= set(finding)
    assert [each["ok"] for each in json.loads(run("check", certificate, broken, "--json").out)] == [
        True,
        False,
    ]


def test_a_variant_is_printed_and_an_unknown_one_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    bank = EXAMPLES / "test-bank.yaml"
    for command in (["render", bank], ["blank", "02-05"]):
        said = run(*command, "--variant", "questions-only", "--to", "docx", "-o", tmp_path)
        assert said.code == 0, said.err
        assert ".questions-only." in said.out
        assert run(*command, "--variant", "other", "--to", "docx", "-o", tmp_path).code == 2


def test_the_order_of_winners(run: Run, tmp_path: Path) -> None:
    sheet = EXAMPLES / "mooc-evaluation-sheet.yaml"
    said = run("rank", sheet)
    assert said.code == 0, said.err
    first = said.out.splitlines()[0].split("\t")
    assert first[0] == "1"
    assert first[-1] == "prize"
    ranking = json.loads(run("rank", sheet, "--json", "--places", 1).out)
    assert [each["prize"] for each in ranking["standings"]].count(True) == 1
    assert run("rank", sheet, "-o", tmp_path / "r.json").code == 0
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["form"] == "01-03"
    assert run("rank", sheet, "-o", tmp_path / "r.xlsx").code == 0
    sheet_of_winners = CalamineWorkbook.from_path(tmp_path / "r.xlsx").get_sheet_by_index(0)
    assert sheet_of_winners.to_python()[1][0] == 1
    assert run("rank", sheet, "-o", tmp_path / "r.txt").code == 2
    assert run("rank", EXAMPLES / f"{CERTIFICATE}.yaml").code == 2
    assert run("rank", sheet, sheet).code == 1


@pytest.mark.parametrize(
    "words",
    [
        "new 02-09 -o {name}",
        "new 02-09 --sheet -o {name}.xlsx",
        "blank 02-09 -o {name}.docx",
        "check {name}",
        "render {name}",
        "render {record} --to docx -o {name}",
        "render {record} --to docx -o {name}.docx",
        "render {record} --to docx --templates {name}",
        "read {name}.docx",
        "read {document} -o {name}.yaml",
        "batch 02-09 {name}.csv",
        "register list {name}",
        "dossier {name}",
        "rank {name}",
        "testbank {name}.gift bank.txt",
    ],
)
def test_a_name_that_no_file_can_have_is_told_in_a_line(
    words: str, run: Run, repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    record = repository / "examples" / "mooc-placement-certificate.yaml"
    document = atuforms.render(record, "docx", lang="kk").save(tmp_path / "document.docx")
    values = {"name": "x" * 300, "record": record, "document": document}
    said = run(*(word.format(**values) for word in words.split()))
    assert (said.code, said.out) == (2, "")
    assert "Traceback" not in said.err
    assert list(tmp_path.iterdir()) == [document]
