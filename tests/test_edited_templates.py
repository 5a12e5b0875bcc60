"""A running process sees that a template, a layout or a wording file was edited."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml

import atuforms
from atuforms.batches.form_rows import Renderer
from atuforms.batches.plan import RenderTask
from atuforms.core.files import file_states
from atuforms.core.files.resources import templates_folder
from atuforms.core.findings import Finding, finding_text
from atuforms.core.language.messages import MISSING
from atuforms.documents.view import view
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form
from atuforms.rendering.html import fill_page

SLUG = "mooc-placement-certificate"
DECK = "video-lecture-slides"


@pytest.fixture(autouse=True)
def _without_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that came with atuforms are asked for as often as those of others."""
    monkeypatch.setattr(file_states, "_PATIENCE", -1.0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of templates of one's own, as a copy of the package's."""
    return shutil.copytree(templates_folder(), tmp_path / "templates")


@pytest.fixture
def certificate(repository: Path) -> Form:
    return atuforms.load(repository / "examples" / f"{SLUG}.yaml")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def edit_member(path: Path, member: str, change: Callable[[str], str]) -> None:
    """Change one part of a Word or PowerPoint template."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = parts[member].decode()
    parts[member] = change(before).encode()
    assert parts[member].decode() != before
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def words(document: bytes, member: str = "word/document.xml") -> str:
    with zipfile.ZipFile(BytesIO(document)) as archive:
        return archive.read(member).decode()


def test_a_word_template(folder: Path, certificate: Form) -> None:
    def printed() -> str:
        return words(atuforms.render(certificate, "docx", lang="kk", templates=folder).data)

    before = printed()
    edit_member(
        folder / "kk" / f"{SLUG}.docx",
        "word/document.xml",
        lambda text: text.replace("</w:t>", " EDITED</w:t>", 1),
    )
    assert "EDITED" not in before
    assert "EDITED" in printed()
    (folder / "kk" / f"{SLUG}.docx").unlink()
    assert printed() == words(atuforms.render(certificate, "docx", lang="kk").data)


def test_the_template_of_a_presentation(folder: Path, repository: Path) -> None:
    form = atuforms.load(repository / "examples" / f"{DECK}.yaml")
    master = "ppt/slideMasters/slideMaster1.xml"

    def printed() -> str:
        return words(atuforms.render(form, "pptx", lang="kk", templates=folder).data, master)

    before = printed()
    edit_member(
        folder / "kk" / f"{DECK}.pptx",
        master,
        lambda text: text.replace("<p:cSld>", '<p:cSld name="EDITED">', 1),
    )
    assert "EDITED" not in before
    assert "EDITED" in printed()


@pytest.mark.parametrize("name", [f"{SLUG}.html", "base.html"])
def test_a_layout_and_one_that_it_takes_from(name: str, folder: Path, certificate: Form) -> None:
    def printed() -> str:
        atuforms.check(certificate)
        values = {"logo": "", **view(certificate, "kk")}
        return fill_page(type(certificate), "kk", values, folder).html

    before = printed()
    layout = folder / "layouts" / name
    text = layout.read_text(encoding="utf-8")
    end = "[% endblock %]" if name.startswith(SLUG) else "</body>"
    head, _, tail = text.rpartition(end)
    layout.write_text(f"{head}<p>EDITED</p>{end}{tail}", encoding="utf-8")
    assert "EDITED" not in before
    assert "EDITED" in printed()


def test_the_style_sheet(folder: Path, certificate: Form) -> None:
    def printed() -> bytes:
        return atuforms.render(certificate, "pdf", lang="kk", templates=folder).data

    before = printed()
    with (folder / "layouts" / "page.css").open("a", encoding="utf-8") as file:
        file.write("\nbody { letter-spacing: 1pt }\n")
    assert printed() != before
    assert printed() == printed()


@pytest.fixture
def own_form(folder: Path) -> type[Form]:
    """A form that brings its own folder, as those of other packages do."""
    certificate: Any = get_form("02-09")

    class OwnCertificate(certificate):  # type: ignore[misc]
        TEMPLATES = folder

    return OwnCertificate


def test_the_wording_of_a_form(own_form: type[Form], folder: Path, certificate: Form) -> None:
    form = own_form(**{k: v for k, v in certificate.record().items() if k != "form"})

    def printed() -> tuple[str, str]:
        atuforms.check(form)
        values = view(form, "ru")
        return values["document_title"], fill_page(own_form, "ru", {"logo": "", **values}).html

    title, page = printed()
    wording = folder / "ru" / f"{SLUG}.yaml"
    labels = yaml.safe_load(wording.read_text(encoding="utf-8"))["labels"]
    edit(wording, f"title: {title}", "title: Новое название")
    edit(wording, labels["unit"], "Новая строка")
    after, after_page = printed()
    assert after == "Новое название"
    assert "Новая строка" not in page
    assert "Новая строка" in after_page


def test_closed_choices_and_labels_of_messages(
    folder: Path, certificate: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("atuforms.core.language.wording.templates_folder", lambda: folder)
    monkeypatch.setattr("atuforms.core.language.wording._path", _path_in(folder))
    language = certificate.record()["language"]

    def told() -> tuple[Any, str]:
        atuforms.check(certificate)
        finding = Finding("missing", "unit", MISSING, form=type(certificate))
        return view(certificate, "en")["language"], finding_text(finding, "en")

    word, message = told()
    edit(folder / "en" / "choices.yaml", str(word), f"{word} (edited)")
    label = yaml.safe_load((folder / "en" / f"{SLUG}.yaml").read_text(encoding="utf-8"))
    edit(folder / "en" / f"{SLUG}.yaml", str(label["labels"]["unit"]), "Edited label")
    after, after_message = told()
    assert after == f"{word} (edited)", language
    assert "Edited label" not in message
    assert "Edited label" in after_message
    values = {**certificate.record(), "language": f"{word} (edited)"}
    assert atuforms.load(values).record()["language"] == language


def _path_in(folder: Path) -> Callable[..., str]:
    return lambda name, lang, own: str((own or folder) / lang / f"{name}.yaml")


def test_a_batch_is_made_of_templates_in_one_state(
    folder: Path, certificate: Form, tmp_path: Path
) -> None:
    record = {key: value for key, value in certificate.record().items() if key != "form"}
    task = RenderTask(record, "", "kk", "docx")
    first = Renderer("02-09", str(tmp_path), str(folder), "first")

    def batch(out: str) -> list[bool]:
        atuforms.batch("02-09", [record], lang="kk", out=tmp_path / out, templates=folder)
        return ["EDITED" in words(each.read_bytes()) for each in (tmp_path / out).glob("*.docx")]

    assert batch("before") == [False]
    before = first(task)
    edit_member(
        folder / "kk" / f"{SLUG}.docx",
        "word/document.xml",
        lambda text: text.replace("</w:t>", " EDITED</w:t>", 1),
    )
    assert first(task) == before
    assert batch("after") == [True]
    assert "EDITED" in words(Renderer("02-09", str(tmp_path), str(folder), "next")(task))


def test_a_file_is_looked_at_once_for_a_document(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = atuforms.load(repository / "examples" / "course.yaml")
    looked: Counter[str] = Counter()
    look = file_states._look

    def count(path: str) -> file_states.Stamp | None:
        looked[path] += 1
        return look(path)

    monkeypatch.setattr(file_states, "_look", count)
    atuforms.render(form, "pdf", lang="kk")
    assert looked
    assert set(looked.values()) == {1}


def test_files_that_came_with_atuforms_are_asked_for_seldom(
    certificate: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_states, "_PATIENCE", 3600.0)
    atuforms.render(certificate, "docx", lang="kk")
    monkeypatch.setattr(file_states, "_look", lambda path: pytest.fail(f"looked at {path}"))
    atuforms.render(certificate, "docx", lang="kk")


def test_what_is_known_of_files_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_states, "_KEPT", 10)
    for number in range(50):
        file_states.stamp_of(os.fspath(Path("nowhere") / str(number)))
        assert len(file_states._seen) <= 10
