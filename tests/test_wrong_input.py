"""Wrong input of every kind: one clear sentence in each language, and nothing else."""

from __future__ import annotations

import copy
import json
import os
import pickle
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import atuforms
from atuforms.core.files.input_files import read_file
from atuforms.core.language.languages import LANGUAGES

CERTIFICATE = "examples/mooc-placement-certificate.yaml"

NO_NAMES = {
    "half of a surrogate pair": "a\ud800b",
    "a zero byte": "a\0b",
    "too long": "x" * 5000,
    "a part too long": f"{'x' * 300}/a.yaml",
}
"""Names that no file can have."""

PATHS: dict[str, Callable[[str, Any], object]] = {
    "load": lambda path, _: atuforms.load(path),
    "check": lambda path, _: atuforms.check(path),
    "check a document": lambda path, _: atuforms.check(f"{path}.docx"),
    "check a bank": lambda path, _: atuforms.check(f"{path}.gift"),
    "render": lambda path, _: atuforms.render(path),
    "templates": lambda path, form: atuforms.render(form, templates=path),
    "templates of a blank": lambda path, _: atuforms.blank("02-09", templates=path),
    "read": lambda path, _: atuforms.read(path),
    "dossier": lambda path, _: atuforms.check_dossier(path),
    "rank": lambda path, _: atuforms.rank([path]),
    "batch": lambda path, _: atuforms.batch("02-09", f"{path}.csv"),
    "out": lambda path, form: atuforms.batch("02-09", [form], out=path),
    "register": lambda path, form: atuforms.batch("02-09", [form], register=path),
    "save": lambda path, form: atuforms.render(form).save(path),
}
NAMES: dict[str, Callable[[Any, Any], object]] = {
    "get_form": lambda name, _: atuforms.get_form(name),
    "form of a record": lambda name, _: atuforms.check({"form": name}),
    "form of a blank": lambda name, _: atuforms.blank(name),
    "form of a batch": lambda name, form: atuforms.batch(name, [form]),
    "form of a document": lambda name, form: atuforms.read(atuforms.render(form).data, form=name),
    "format": lambda name, form: atuforms.render(form, name),
    "variant": lambda name, form: atuforms.render(form, variant=name),
    "formats of a batch": lambda name, form: atuforms.batch("02-09", [form], to=name),
    "language": lambda name, form: atuforms.render(form, lang=name),
    "language of a blank": lambda name, _: atuforms.blank("02-09", lang=name),
    "languages of a batch": lambda name, form: atuforms.batch("02-09", [form], lang=name),
    "kind": lambda name, _: atuforms.check_dossier(".", kind=name),
}


@pytest.fixture
def form(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> atuforms.Form:
    """A form, in an empty working folder."""
    monkeypatch.chdir(tmp_path)
    return atuforms.load(repository / CERTIFICATE)


def _refused(call: Callable[[], object]) -> atuforms.AtuformsError:
    """The error of a call, which says what it says in every language, in a few lines."""
    with pytest.raises(atuforms.AtuformsError) as caught:
        call()
    for said in (str(caught.value), *map(caught.value.text, LANGUAGES)):
        assert len(said.encode()) < 3000
        assert "\0" not in said
        assert "\x1b" not in said
    return caught.value


@pytest.mark.parametrize("call", PATHS)
@pytest.mark.parametrize("name", NO_NAMES)
def test_a_name_that_no_file_can_have_is_refused(
    call: str, name: str, form: atuforms.Form, tmp_path: Path
) -> None:
    _refused(lambda: PATHS[call](NO_NAMES[name], form))
    # The folder of a batch whose register cannot be opened is not made either.
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("call", NAMES)
@pytest.mark.parametrize("name", ["a\ud800b", "a\0b", "\x1b[2Jcleared", "x" * 100_000, ""])
def test_a_name_that_there_is_not_is_told_as_text(
    call: str, name: str, form: atuforms.Form, tmp_path: Path
) -> None:
    if name or call not in ("variant", "language", "kind", "form of a document"):
        _refused(lambda: NAMES[call](name, form))
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize("call", ["get_form", "form of a blank", "form of a batch", "language"])
@pytest.mark.parametrize("name", [5, b"02-09", ["02-09"], int], ids=str)
def test_what_is_no_name_is_a_type_error(call: str, name: Any, form: atuforms.Form) -> None:
    with pytest.raises(TypeError):
        NAMES[call](name, form)


def test_forms_are_asked_for_anything_as_a_dictionary_is() -> None:
    forms: Any = atuforms.FORMS
    assert forms.get(5) is None
    assert b"02-09" not in forms


def test_words_are_not_given_in_a_language_that_there_is_not(form: atuforms.Form) -> None:
    report: Any = atuforms.check({"form": "02-09", "number": ["1"]})
    with pytest.raises(atuforms.InvalidRecord) as caught:
        atuforms.load({"form": "02-09"})
    error: Any = caught.value
    unknown: Any = _refused(lambda: atuforms.get_form("02-99"))
    Path("entry").mkdir()
    dossier: Any = atuforms.check_dossier("entry")
    calls = (
        *(report.text, report.as_dict, report.to_json, report.findings[0].text),
        *(error.text, unknown.text, dossier.text, dossier.to_json),
    )
    for call in calls:
        for lang in ("de", "../en"):
            with pytest.raises(atuforms.AtuformsError, match="There is no language"):
                call(lang)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_file_without_a_size_is_read_up_to_the_limit(tmp_path: Path) -> None:
    pipe = tmp_path / "record.yaml"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"x" * 2_000,))
    writer.start()
    with pytest.raises(atuforms.AtuformsError, match="is larger than"):
        read_file(pipe, 1_000)
    writer.join()


KEYS: dict[str, Any] = {
    "half of a surrogate pair": "x\ud800",
    "an escape": "\x1b[2J",
    "a number": 5,
    "none": None,
    "a tuple": ("a",),
    "a number without end": 10**5000,
}


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_a_key_that_is_no_text_is_an_unknown_key(key: Any, form: atuforms.Form) -> None:
    record = {**form.record(), key: "1", "authors": [{"name": "А. Б.", key: "1"}]}
    report = atuforms.check(record)
    assert {finding.rule for finding in report.errors} == {"unknown-key"}
    assert len(report.errors) == 2
    for lang in LANGUAGES:
        assert report.to_json(lang).encode()
        assert "\x1b" not in report.text(lang)
    result = atuforms.batch("02-09", [record, form])
    assert (result.made, result.rejected) == (1, 1)


def _nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


FIELDS = ("number", "date", "authors", "course_title", "language", "course_link", "lang")


@pytest.mark.parametrize("field", FIELDS)
def test_values_without_bounds_are_findings(field: str, form: atuforms.Form) -> None:
    # Of a number of more digits than Python writes, too.
    for value in (10**5000, _nested(5000), "a\ud800b", "\x1b[2J", b"abc", object()):
        error = _refused(partial(form.replace, **{field: value}))
        assert isinstance(error, atuforms.InvalidRecord)
        assert error.report.to_json("kk").encode()


@pytest.mark.parametrize("value", [iter("ab"), memoryview(b"ab"), threading.Lock()])
def test_a_value_that_cannot_be_copied_is_a_finding(value: Any) -> None:
    report = atuforms.check({"form": "glossary", "course_title": "A", "terms": value})
    assert {finding.path for finding in report.errors} == {"terms"}


def test_a_text_says_itself_what_no_document_can_hold() -> None:
    _refused(lambda: atuforms.Text("a\0b"))
    error = _refused(lambda: atuforms.Text({"kk": "a", "ru": "\ud800"}))
    assert isinstance(error, atuforms.InvalidRecord)
    assert [finding.path for finding in error.report] == ["ru"]


def test_a_video_may_be_named_as_no_file_can_be(form: atuforms.Form) -> None:
    record = {"form": "course", "promo_video": {"file": "x" * 300}}
    Path("course.json").write_text(json.dumps(record), encoding="utf-8")
    assert not atuforms.check("course.json").ok


def test_errors_and_findings_are_copied_whole_and_compared(form: atuforms.Form) -> None:
    errors = [
        _refused(lambda: atuforms.load({"form": "02-09", "numbr": "1"})),
        _refused(lambda: atuforms.load("nothing.yaml")),
    ]
    for error in errors:
        for other in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
            assert type(other) is type(error)
            assert other.args == error.args
            assert [other.text(lang) for lang in LANGUAGES] == list(map(error.text, LANGUAGES))
    assert isinstance(errors[0], atuforms.InvalidRecord)
    findings = errors[0].report.findings
    assert set(findings) == set(copy.deepcopy(findings))
