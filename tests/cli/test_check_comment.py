"""``atuforms check --comment``: where the commented document goes, and what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.documents.comment_places import remarks
from tests.documents.test_comments import certificate

import atuforms
from atuforms.core.language.typography import unbound


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    found = Path("certificate.docx")
    found.write_bytes(certificate())
    return found


def test_the_commented_document_lies_beside_the_one_that_was_checked(file: Path, run: Run) -> None:
    before = file.read_bytes()
    said = run("check", file, "--comment", "--lang", "kk")
    assert said.code == 1
    assert said.out.splitlines()[-1] == "certificate.commented.docx"
    assert "0201-title-150" in said.out
    assert any(
        "151 таңба" in unbound(text)
        for text in remarks(Path("certificate.commented.docx").read_bytes()).values()
    )
    assert file.read_bytes() == before


def test_nothing_is_written_over_unless_it_is_asked_for(file: Path, run: Run) -> None:
    for name in ("certificate.commented.docx", "certificate.commented-2.docx"):
        assert run("check", file, "--comment").out.splitlines()[-1] == name
    again = run("check", "certificate.commented-2.docx", "--comment")
    assert again.out.splitlines()[-1] == "certificate.commented-3.docx"
    refused = run("check", file, "--comment", "-o", file)
    assert (refused.code, refused.out) == (2, "")
    assert "--force" in refused.err
    assert run("check", file, "--comment", "-o", file, "--force").code == 1
    assert remarks(file.read_bytes())


def test_a_name_by_which_word_does_not_open_it_is_refused(file: Path, run: Run) -> None:
    for name in ("answer.pdf", "answer.docm", "answer"):
        refused = run("check", file, "--comment", "-o", name)
        assert (refused.code, refused.out) == (2, "")
        assert ".docx" in refused.err
        assert not Path(name).exists()


def test_a_document_that_may_only_be_read_is_commented_beside_it(file: Path, run: Run) -> None:
    before = file.read_bytes()
    file.chmod(0o444)
    assert run("check", file, "--comment").out.splitlines()[-1] == "certificate.commented.docx"
    assert file.read_bytes() == before


def test_a_document_without_mistakes_is_written_without_our_comments(
    file: Path, run: Run, repository: Path
) -> None:
    example = repository / "examples" / "mooc-placement-certificate.yaml"
    file.write_bytes(atuforms.render(example, "docx", lang="kk").data)
    assert run("check", file, "--comment", "-o", "answer.docx").code == 0
    assert remarks(Path("answer.docx").read_bytes()) == {}


def test_standard_output_takes_the_document_and_json_the_report(file: Path, run: Run) -> None:
    said = run("check", file, "--comment", "--json", "-o", "answer.docx")
    assert json.loads(said.out)["findings"]
    assert said.err.strip() == "answer.docx"
    refused = run("check", file, "--comment", "--json", "-o", "-")
    assert refused.code == 2


def test_several_documents_go_into_a_folder(file: Path, run: Run) -> None:
    Path("other.docx").write_bytes(file.read_bytes())
    assert run("check", file, "other.docx", "--comment", "-o", "one.docx").code == 2
    assert not Path("one.docx").exists()
    assert run("check", file, "other.docx", "--comment", "-o", "all/").code == 1
    found = sorted(each.name for each in Path("all").iterdir())
    assert found == ["certificate.commented.docx", "other.commented.docx"]


def test_a_record_has_no_comments(file: Path, run: Run) -> None:
    Path("record.yaml").write_text("form: 02-09\n", encoding="utf-8")
    said = run("check", "record.yaml", "--comment")
    assert said.code == 2
    assert "record.yaml" in said.err
    assert run("check", file, "-o", "answer.docx").code == 2
