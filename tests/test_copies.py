"""Forms built in Python: from their own records, and as checked copies."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import atuforms
from atuforms.forms.all_forms import own_forms
from atuforms.forms.base import Form

SLUG = "mooc-placement-certificate"


def _example(repository: Path, slug: str = SLUG) -> Form:
    return atuforms.load(repository / "examples" / f"{slug}.yaml")


@pytest.mark.parametrize("form", own_forms(), ids=lambda form: form.SLUG)
def test_a_record_makes_the_same_form(form: type[Form], repository: Path) -> None:
    example = _example(repository, form.SLUG)
    assert form(**example.record()) == example
    assert form.model_validate(example.record()) == example
    assert example.replace() == example


@pytest.mark.parametrize(
    "named", ["02-09", SLUG, "Ү.ЖИЦДО-7.5.1-2025-02-09", "F.CAIDD-7.5.1-2025-02-09"]
)
def test_a_form_may_be_named_in_any_spelling(named: str, repository: Path) -> None:
    example = _example(repository)
    assert type(example)(**{**example.record(), "form": named}) == example


def test_the_record_of_another_form_is_refused(repository: Path) -> None:
    record = _example(repository, "glossary").record()
    with pytest.raises(atuforms.InvalidRecord) as caught:
        atuforms.MoocPlacementCertificate(**record)
    (finding,) = caught.value.report
    assert (finding.path, finding.limit, finding.actual) == ("form", "02-09", "glossary")
    assert "The record is of the form “glossary”, not of “02-09”" in str(caught.value)


def test_a_copy_is_checked_and_keeps_its_folder(repository: Path) -> None:
    form = _example(repository)
    other = form.replace(number=7, course_title="Food")
    assert (other.record()["number"], other.record()["course_title"]) == ("7", "Food")
    assert (other.origin.file, other.origin.folder) == (form.origin.file, form.origin.folder)
    with pytest.raises(atuforms.InvalidRecord) as caught:
        form.replace(numbr=7, date="12.12.2025", authors=[{"nme": "x"}])
    rules = {finding.path: finding.rule for finding in caught.value.report}
    assert rules["numbr"] == rules["authors.0.nme"] == "unknown-key"
    assert rules["date"] == "wrong-type"


def test_what_was_replaced_stands_on_no_line(repository: Path) -> None:
    long = _example(repository).replace(course_title="A" * 151)
    kept = _example(repository).replace(number="")
    lines = {finding.path: finding.line for finding in atuforms.check(long).errors}
    assert lines["course_title"] is None
    assert "course_title.kk" in kept.origin.places
    assert "number" not in kept.origin.places


def test_copies_of_pydantic_and_of_python_are_checked_too(repository: Path) -> None:
    form = _example(repository)
    assert form.model_copy(update={"number": 7}) == form.replace(number=7)
    assert form.model_copy() == form.model_copy(deep=True) == copy.copy(form) == form
    with pytest.raises(atuforms.InvalidRecord):
        form.model_copy(update={"number": None})
    if sys.version_info >= (3, 13):
        with pytest.raises(atuforms.InvalidRecord):
            copy.replace(form, number=None)


def test_a_duration_is_kept_by_a_copy() -> None:
    video = atuforms.Video(title="Lecture", duration="14:20")
    assert video.replace(title="Lecture 1").duration == video.duration == 860


def test_a_part_of_a_record_that_is_wrong_says_so_as_a_form_does() -> None:
    values: dict[str, Any] = {"nme": "А.С. Жұмабекова"}
    with pytest.raises(atuforms.InvalidRecord, match="Did you mean “name”"):
        atuforms.Person(**values)


def test_pydantic_gets_its_own_error_where_it_validates(repository: Path) -> None:
    record = {**_example(repository).record(), "authors": [{"nme": "x"}], "date": "today"}
    with pytest.raises(ValidationError) as caught:
        atuforms.MoocPlacementCertificate.model_validate(record)
    assert caught.value.error_count() == 3


def test_a_word_of_python_is_spelt_with_an_underscore() -> None:
    band = atuforms.MoocSupport.ProgressBand(from_=0, to=40, result="Not finished")
    assert band == band.replace(from_=0)
    assert band.replace(from_=10).model_dump(by_alias=True)["from"] == 10
