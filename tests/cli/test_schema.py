"""``atuforms schema``: the whole schema, and the plain one of a language."""

from __future__ import annotations

import json

from tests.cli.conftest import Run

from atuforms.forms.all_forms import get_form
from atuforms.records.schema import schema
from atuforms.records.simple_schema import simple_schema


def test_without_an_option_it_prints_the_whole_schema(run: Run) -> None:
    said = run("schema", "02-09", "--lang", "ru")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out) == schema(get_form("02-09"))


def test_a_simple_one_is_in_the_language_asked_for(run: Run) -> None:
    said = run("schema", "mooc-placement-certificate", "--simple", "--lang", "kk")
    assert (said.code, said.err) == (0, "")
    assert json.loads(said.out) == simple_schema(get_form("02-09"), "kk")
