"""A form that names a field which it does not have is refused when it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

import pytest

from atuforms.core.exceptions import InvalidForm
from atuforms.fields.media import Video
from atuforms.fields.record import Record
from atuforms.fields.texts import Text
from atuforms.forms.base import Form
from atuforms.forms.rules import Breach


class Step(Record):
    """One line of a list."""

    words: Text


class Plan(Form):
    """A form that nobody uses."""

    SLUG = "plan"

    title: Text
    steps: tuple[Step, ...]
    notes: tuple[Text, ...] | None = None


def never(*_values: Any) -> Iterator[Breach]:
    """Nothing is wrong."""
    yield from ()


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ({"reads": "titel"}, "title"),
        ({"reads": ("title", "step")}, "steps"),
        ({"reads": "words", "each": "step.*"}, "steps"),
        ({"reads": "words", "each": "steps"}, "*"),
        ({"reads": "word", "each": "steps.*"}, "words"),
        ({"reads": "steps.words"}, "*"),
        ({"reads": "title", "limits": {"maxLenght": 5}}, "maxLength"),
        ({"reads": "steps", "limits": {"steps.word.maxLength": 5}}, "words"),
        ({"reads": "", "each": "steps.*", "limits": {"required": ["wordz"]}}, "words"),
    ],
    ids=str,
)
def test_a_misspelt_name_in_a_rule_is_refused(given: Mapping[str, Any], near: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        Plan.rule("plan-rule", "01 §1", **given)(never)
    assert str(refused.value).startswith("Plan, plan-rule, ")
    assert f"“{near}”" in str(refused.value)
    assert Plan.RULES == []


@pytest.mark.parametrize("path", ["title.kk", "notes.kk"])
def test_a_name_below_a_plain_value_is_refused(path: str) -> None:
    with pytest.raises(InvalidForm, match="plain value"):
        Plan.rule("plan-rule", "01 §1", reads="title", limits={f"{path}.maxLength": 5})(never)


def test_a_closed_rule_is_held_to_the_same() -> None:
    with pytest.raises(InvalidForm, match=r"Plan, plan-closed, reads: .*“steps”"):
        Plan.closed("plan-closed", "01 §1", "One of these.", reads="stepz")


def test_what_a_property_gives_is_not_looked_into() -> None:
    class Filmed(Plan):
        video: Video

    Filmed.rule("plan-rule", "01 §1", reads=("file", "measured.bit_rate"), each="video")(never)
    assert [rule.id for rule in Filmed.RULES] == ["plan-rule"]


def _from_settings() -> None:
    class Odd(Plan):
        FROM_SETTINGS: ClassVar = {"titel": "director"}


def _settings() -> None:
    class Odd(Plan):
        FROM_SETTINGS: ClassVar = {"title": "directer"}


def _from_register() -> None:
    class Odd(Plan):
        FROM_REGISTER = ("titel",)


def _blank_rows() -> None:
    class Odd(Plan):
        BLANK_ROWS: ClassVar = {"steps.wordz": 2}


def _counted() -> None:
    class Odd(Plan):
        COUNTED: ClassVar = {"steps": "stepz"}


def _field_clauses() -> None:
    class Odd(Plan):
        FIELD_CLAUSES: ClassVar = {"titel": "01 §1"}


def _facts() -> None:
    class Odd(Plan):
        FACTS: ClassVar = {"title": "titel"}


def _fact_names() -> None:
    class Odd(Plan):
        FACTS: ClassVar = {"titles": "title"}  # type: ignore[dict-item]


def _own_facts() -> None:
    class Odd(Plan):
        FACTS: ClassVar = {"title": "title", "topics": "steps.*.words"}
        OWN_FACTS = ("topic",)  # type: ignore[assignment]


def _holder() -> None:
    class Odd(Plan):
        HOLDER = "titel"


def _identity() -> None:
    class Odd(Plan):
        IDENTITY = ("titel",)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_from_settings, "Odd, FROM_SETTINGS: there is no “titel”. The nearest is “title”."),
        (_settings, "Odd, FROM_SETTINGS: there is no “directer”. The nearest is “director”."),
        (_from_register, "Odd, FROM_REGISTER: there is no “titel”. The nearest is “title”."),
        (_blank_rows, "Odd, BLANK_ROWS: there is no “wordz”. The nearest is “words”."),
        (_counted, "Odd, COUNTED: there is no “stepz”. The nearest is “steps”."),
        (_facts, "Odd, FACTS: there is no “titel”. The nearest is “title”."),
        (_fact_names, "Odd, FACTS: there is no “titles”. The nearest is “title”."),
        (_own_facts, "Odd, OWN_FACTS: there is no “topic”. The nearest is “topics”."),
        (_holder, "Odd, HOLDER: there is no “titel”. The nearest is “title”."),
        (_identity, "Odd, IDENTITY: there is no “titel”. The nearest is “title”."),
        (_field_clauses, "Odd, FIELD_CLAUSES: there is no “titel”. The nearest is “title”."),
    ],
)
def test_a_misspelt_name_in_a_table_is_refused(make: Callable[[], None], message: str) -> None:
    with pytest.raises(InvalidForm) as refused:
        make()
    assert str(refused.value) == message


# Pydantic warns of the same before.
@pytest.mark.filterwarnings("ignore:Field name")
@pytest.mark.parametrize(
    ("name", "owner"),
    [("name", "Form"), ("record", "Form"), ("origin", "Form"), ("rule", "Form"), ("copy", "Base")],
)
def test_a_field_that_hides_what_a_form_has_is_refused(name: str, owner: str) -> None:
    with pytest.raises(InvalidForm, match=f"Odd: the field “{name}” hides what {owner}"):
        type("Odd", (Form,), {"__annotations__": {name: str}, "__module__": __name__})


@pytest.mark.filterwarnings("ignore:Field name")
def test_so_is_one_in_a_part_of_a_form() -> None:
    with pytest.raises(InvalidForm, match="Odd: the field “json” hides what BaseModel has"):

        class Odd(Record):
            json: Text  # type: ignore[assignment]
