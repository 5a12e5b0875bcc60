"""One way to walk a dotted path: over records, over plain data, and over what is neither."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import atuforms
from atuforms.core.dotted_paths import (
    holder,
    is_within,
    item_of,
    names_of,
    nearest,
    pattern_of,
    put,
    value_at,
    values_at,
)
from atuforms.core.language.languages import LANGUAGES

MISSING = object()
DATA = {"modules": [{"title": "A"}, {"title": "", "lectures": [{"title": {"kk": "Б"}}]}]}
RECORD = SimpleNamespace(
    modules=(
        SimpleNamespace(title="A", lectures=None),
        SimpleNamespace(title="", lectures=(SimpleNamespace(title={"kk": "Б"}),)),
    )
)


@pytest.mark.parametrize("thing", [DATA, RECORD], ids=["plain data", "record"])
@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("modules.0.title", "A"),
        ("modules.1.title", ""),
        ("modules.1.lectures.0.title.kk", "Б"),
        ("modules.1.lectures.0.title.ru", MISSING),
        ("modules.2.title", MISSING),
        ("modules.²", MISSING),
        ("modules.-1", MISSING),
        ("modules.0.title.title", MISSING),  # a method of every text
        ("modules.0.lectures.0", MISSING),
        ("no.such", MISSING),
    ],
)
def test_a_path_leads_to_its_value(thing: Any, path: str, value: object) -> None:
    assert value_at(thing, path, MISSING) == value


def test_a_pattern_meets_every_item_and_says_where_the_way_ends() -> None:
    assert list(values_at(RECORD, "modules.*.title")) == [
        ("modules.0.title", "A"),
        ("modules.1.title", ""),
    ]
    assert list(values_at(RECORD, "modules.*.lectures", MISSING)) == [
        ("modules.0", MISSING),
        ("modules.1.lectures", RECORD.modules[1].lectures),
    ]
    assert list(values_at(RECORD, "")) == [("", RECORD)]


def test_paths_are_taken_apart() -> None:
    assert pattern_of("modules.2.lectures.10.title") == "modules.*.lectures.*.title"
    assert names_of("modules.2.title") == names_of("modules.*", "title") == "modules.title"
    assert item_of("modules.2.lectures.0.title") == "modules.2.lectures.0"
    assert item_of("title") == ""
    assert is_within("modules.2.title", "modules.2")
    assert not is_within("modules.20.title", "modules.2")
    assert nearest("modules.2.title", {"modules", "modules.1"}) == "modules"
    assert nearest("title", {"modules"}) == ""


def test_what_holds_a_value_can_be_given_another() -> None:
    view = {"authors": [{"at": "authors.0", "value": "A"}], "unit": "B"}
    for path in ("authors.0", "unit"):
        place, key = holder(view, path)
        place[key] = "C"
    assert view == {"authors": [{"at": "authors.0", "value": "C"}], "unit": "C"}


def test_a_value_is_put_where_its_path_leads() -> None:
    values: dict[str, Any] = {"slides": [{"title": "A"}]}
    put(values, "slides.0.picture", "a.png")
    put(values, "slides.1.picture", "b.png")
    put(values, "organisation.logo", "c.png")
    assert values == {
        "slides": [{"title": "A", "picture": "a.png"}],
        "organisation": {"logo": "c.png"},
    }


def test_a_key_of_a_record_that_looks_like_a_number_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "record.yaml"
    path.write_text("form: 02-09\n²: x\n", encoding="utf-8")
    report = atuforms.check(path)
    assert "²" in {finding.path for finding in report.findings}
    assert all(report.text(lang) for lang in LANGUAGES)
