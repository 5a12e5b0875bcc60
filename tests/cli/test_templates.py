"""``atuforms templates``: what it writes is what documents are made from."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import LANGUAGES


def test_build_writes_the_templates_of_each_language_into_a_folder(
    run: Run, tmp_path: Path
) -> None:
    said = run("templates", "build", "02-09", "video-lecture-slides", "-o", tmp_path / "mine")
    assert (said.code, said.err) == (0, "")
    names = ("mooc-placement-certificate.docx", "video-lecture-slides.pptx")
    files = [Path(lang) / name for name in names for lang in LANGUAGES]
    assert said.out.splitlines() == [str(tmp_path / "mine" / file) for file in files]
    for file in files:
        built = (tmp_path / "mine" / file).read_bytes()
        assert built == (templates_folder() / file).read_bytes()


def test_a_form_without_a_document_of_office_needs_none(run: Run, tmp_path: Path) -> None:
    said = run("templates", "build", "digital-resource", "-o", tmp_path / "mine")
    assert (said.code, said.out) == (0, "")
    assert "digital-resource needs no template" in said.err
    assert not (tmp_path / "mine").exists()


def test_where_nothing_can_be_written_one_sentence_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = run("templates", "build", "02-09", "-o", tmp_path / "file")
    assert said.code == 2
    assert len(said.err.splitlines()) == 1
    assert str(tmp_path / "file") in said.err
