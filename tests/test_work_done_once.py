"""However many documents are made of a record: it is checked once, its pictures are read once."""

from __future__ import annotations

import os
import pickle
import shutil
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any

import pytest

import atuforms
from atuforms.cli import main
from atuforms.core.findings import Finding
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.language.messages import EMPTY
from atuforms.core.pictures import read_picture
from atuforms.fields.texts import Text
from atuforms.forms.base import Form
from atuforms.forms.rules import Breach, Rule

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PICTURES = {
    "video-lecture-slides": ("pptx", "pdf"),
    "interactive-presentation": ("pptx", "pdf"),
    "self-study-material": ("docx", "pdf"),
}
"""The examples that show pictures, with their formats."""


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each rule is applied, and each picture read."""
    done: Counter[str] = Counter()
    apply, read_bytes = Rule.apply, Path.read_bytes

    def counted_apply(rule: Rule, record: Any) -> Iterator[Finding | None]:
        done[rule.id] += 1
        return apply(rule, record)

    def counted_read(path: Path) -> bytes:
        if path.suffix == ".png":
            done[path.name] += 1
        return read_bytes(path)

    monkeypatch.setattr(Rule, "apply", counted_apply)
    monkeypatch.setattr(Path, "read_bytes", counted_read)
    return done


def copied(slug: str, folder: Path) -> Path:
    """An example in a folder of its own, with its pictures."""
    shutil.copytree(EXAMPLES / "pictures", folder / "pictures")
    return Path(shutil.copy(EXAMPLES / f"{slug}.yaml", folder))


@pytest.mark.parametrize("slug", PICTURES)
def test_the_command_checks_once_and_reads_once_for_all_documents_of_a_file(
    slug: str, tmp_path: Path, work: Counter[str]
) -> None:
    record = copied(slug, tmp_path)
    formats = ",".join(PICTURES[slug])
    options = ["--lang", "kk,ru,en", "--to", formats, "-o", str(tmp_path / "out")]
    with pytest.raises(SystemExit) as stop:
        main(["render", str(record), *options])
    assert not stop.value.code
    assert len(list((tmp_path / "out").iterdir())) == 6
    assert {rule.id for rule in atuforms.get_form(slug).RULES} < set(work)
    assert any(name.endswith(".png") for name in work)
    assert set(work.values()) == {1}


@pytest.mark.parametrize("slug", PICTURES)
def test_a_form_is_checked_once_and_its_pictures_are_read_once(
    slug: str, tmp_path: Path, work: Counter[str]
) -> None:
    form = atuforms.load(copied(slug, tmp_path))
    assert atuforms.check(form).ok
    for lang, to in product(LANGUAGES, PICTURES[slug]):
        atuforms.render(form, to, lang=lang)
    assert any(name.endswith(".png") for name in work)
    assert set(work.values()) == {1}


def shown(document: atuforms.Document, folder: Path) -> set[bytes]:
    """The pictures in a Word document."""
    with zipfile.ZipFile(document.save(folder)) as package:
        return {package.read(name) for name in package.namelist() if "/media/" in name}


def test_a_picture_that_changes_on_the_disk_changes_in_the_next_document(tmp_path: Path) -> None:
    form = atuforms.load(copied("self-study-material", tmp_path))
    picture = tmp_path / "pictures" / "growth.png"
    old = picture.read_bytes()
    assert shown(atuforms.render(form, "docx", lang="kk"), tmp_path) == {old}
    new = old[:-1] + b"!"
    picture.write_bytes(new)
    assert shown(atuforms.render(form, "docx", lang="kk"), tmp_path) == {new}


def test_a_picture_that_goes_or_comes_is_told_by_the_next_check(tmp_path: Path) -> None:
    form = atuforms.load(copied("video-lecture-slides", tmp_path))
    picture = tmp_path / "pictures" / "growth.png"
    assert atuforms.check(form).findings == ()
    away = picture.rename(tmp_path / "away.png")
    assert {finding.rule for finding in atuforms.check(form)} == {"picture"}
    with pytest.raises(atuforms.InvalidRecord):
        atuforms.render(form, "pptx", lang="kk")
    away.rename(picture)
    assert atuforms.check(form).findings == ()


def test_a_form_stays_as_it_was_when_it_has_been_checked(tmp_path: Path) -> None:
    form, other = (atuforms.load(EXAMPLES / "mooc-placement-certificate.yaml") for _ in range(2))
    before = pickle.dumps(form)
    assert atuforms.check(form).ok
    assert form == other
    assert hash(form) == hash(other)
    assert pickle.dumps(form) == before
    assert pickle.loads(before) == form


def test_a_changed_copy_of_a_checked_form_is_checked_for_itself() -> None:
    form = atuforms.load(EXAMPLES / "mooc-placement-certificate.yaml")
    assert atuforms.check(form).ok
    longer = form.model_copy(update={"course_title": Text("A" * 151)})
    assert {finding.path for finding in atuforms.check(longer).errors} == {"course_title"}
    assert atuforms.check(form).ok


def test_a_rule_that_joins_later_is_applied_to_a_form_already_checked() -> None:
    class Memo(Form):
        SLUG = "memo"
        title: Text

    memo = Memo.model_validate({"title": "A"})
    assert atuforms.check(memo).ok

    @Memo.rule("memo-title", "", reads="title")
    def title_has_two_letters(title: Text) -> Iterator[Breach]:
        """At least two letters."""
        if len(str(title)) < 2:
            yield Breach(EMPTY)

    assert not atuforms.check(memo).ok


def test_pictures_that_were_read_do_not_fill_the_memory(tmp_path: Path) -> None:
    head = (EXAMPLES / "pictures" / "growth.png").read_bytes()
    tracemalloc.start()
    try:
        for number in range(8):
            path = tmp_path / f"{number}.png"
            path.write_bytes(head)
            os.truncate(path, 9_000_000)
            assert read_picture(path).data.startswith(head)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 36_000_000


def test_threads_that_share_a_form_make_the_same_documents(tmp_path: Path) -> None:
    path = copied("self-study-material", tmp_path)
    expected = {lang: atuforms.render(path, "docx", lang=lang).data for lang in LANGUAGES}
    form = atuforms.load(path)
    with ThreadPoolExecutor(8) as pool:
        made = pool.map(
            lambda lang: (lang, atuforms.render(form, "docx", lang=lang).data), [*LANGUAGES] * 8
        )
        assert all(data == expected[lang] for lang, data in made)
