"""A folder with one course: what ``new``, ``render --all`` and ``check`` say and write."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Run
from tests.dossiers.test_subject_documents import COURSE, OF_A_COURSE, SMALL, write

import atuforms
from atuforms.core.exceptions import UnknownForm, UnreadableInput
from atuforms.dossiers.subject_documents import check_subject


def test_what_the_facts_allow_is_made_and_the_rest_is_said(tmp_path: Path, run: Run) -> None:
    write(tmp_path / "c", "course", SMALL)
    said = run("render", tmp_path / "c", "--all", "--lang", "en", "-o", tmp_path / "out")
    assert said.code == 0
    made = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert made == ["course-survey-end.en.docx", "course-survey-start.en.docx", "course.en.docx"]
    for name in OF_A_COURSE - {"course-survey"}:
        assert f"{name} «" in said.err
    assert "Head of Department (head_of_department)" in said.err


def test_check_says_each_lacking_fact_once_with_all_documents(tmp_path: Path, run: Run) -> None:
    write(tmp_path, "course", SMALL)
    report = check_subject(tmp_path)
    (finding,) = [each for each in report.findings if each.path == "head_of_department"]
    assert (finding.rule, finding.file) == ("missing", "course.yaml")
    assert finding.details["documents"] == "01-01, 02-02, 02-11"
    lacking = [each.path for each in report.findings if each.rule == "missing"]
    told = [each.path for each in report.findings if each.file == "course.yaml"]
    assert [path for path in lacking if told.count(path) > 1] == []
    assert run("check", tmp_path).code == 1
    assert "01-01, 02-02, 02-11" in run("check", tmp_path, "--lang", "kk").out


def test_a_fresh_folder_lacks_everything_and_makes_nothing(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "new"
    assert run("new", "course", "-o", folder, "--lang", "kk").out.strip() == str(
        folder / "course.yaml"
    )
    said = run("render", folder, "--all", "-o", tmp_path / "out")
    assert said.code == 0
    assert not (tmp_path / "out").exists()
    before = (folder / "course.yaml").read_bytes()
    assert run("new", "course", "-o", folder).code == 2
    assert (folder / "course.yaml").read_bytes() == before
    # A folder is of one course or resource, whatever its file is called.
    said = run("new", "digital-resource", "-o", folder)
    assert (said.code, "course.yaml" in said.err) == (2, True)
    assert run("new", "digital-resource", "-o", tmp_path / "r").code == 0
    assert (tmp_path / "r" / "digital-resource.yaml").is_file()


def test_a_single_record_overrides_a_fact_and_it_is_shown(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "c"
    shutil.copytree(COURSE, folder)
    write(folder, "mooc-working-programme", {"form": "02-02", "credits": 2})
    said = run("render", folder, "--all", "--lang", "en", "-o", tmp_path / "out")
    assert said.code == 0
    (line,) = [each for each in said.err.splitlines() if "documents-disagree" in each]
    for words in ("mooc-working-programme.yaml:2", "“2”", "“1”", "course.yaml"):
        assert words in line
    form = atuforms.read(tmp_path / "out" / "mooc-working-programme.en.docx")
    assert form.record()["credits"] == 2
    # The same value is no difference.
    write(folder, "mooc-working-programme", {"form": "02-02", "credits": 1})
    assert check_subject(folder).findings == ()


@pytest.mark.parametrize(
    ("file", "record"),
    [
        ("course", SMALL | {"titel": "x"}),
        ("course", SMALL | {"credits": "жоқ"}),
        ("course", SMALL | {"title": "т" * 151}),
        ("glossary", {"form": "glossary", "terms": [{"term": "а", "definition": "б", "x": 1}]}),
        ("mooc-placement-certificate", {"form": "02-09", "numbr": 17}),
    ],
)
def test_a_mistake_in_a_record_stops_everything(
    file: str, record: dict[str, Any], tmp_path: Path, run: Run
) -> None:
    write(tmp_path / "c", "course", SMALL)
    write(tmp_path / "c", file, record)
    said = run("render", tmp_path / "c", "--all", "-o", tmp_path / "out")
    assert said.code == 1
    assert f"{file}.yaml:" in said.err
    assert not (tmp_path / "out").exists()
    assert run("check", tmp_path / "c").code == 1


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"a.txt": "?", "docker-compose.yml": "services: {}\n"},
        {"course.yaml": "form: course\n", "second.yaml": "form: course\n"},
        {"course.yaml": "form: course\n", "r.json": '{"form": "digital-resource"}'},
        {"course.yaml": "form: course\ntitle: [\n"},
        {"course.yaml": "title: x\n"},
        {"course.yaml": "form: kurs\n"},
    ],
)
def test_a_folder_without_one_course_is_wrong_usage(
    files: dict[str, str], tmp_path: Path, run: Run
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for words in (["render", tmp_path, "--all", "-o", tmp_path / "out"], ["check", tmp_path]):
        said = run(*words)
        assert said.code == 2
        assert said.err.strip()
        assert not (tmp_path / "out").exists()
    with pytest.raises((UnreadableInput, UnknownForm)):
        atuforms.documents_of(tmp_path)


def test_a_file_beside_the_course_that_cannot_be_read_is_named(tmp_path: Path, run: Run) -> None:
    write(tmp_path, "course", SMALL)
    (tmp_path / "notes.yaml").write_text("a: [", encoding="utf-8")
    said = run("render", tmp_path, "--all", "-o", tmp_path / "out")
    assert said.code == 2
    assert "notes.yaml" in said.err
    assert not (tmp_path / "out").exists()


def test_a_folder_wants_all_and_all_wants_a_folder(tmp_path: Path, run: Run) -> None:
    write(tmp_path, "course", SMALL)
    assert "--all" in run("render", tmp_path).err
    assert run("render", tmp_path / "course.yaml", "--all").code == 2
    assert run("render", tmp_path, "--all", "--to", "odt").code == 2
