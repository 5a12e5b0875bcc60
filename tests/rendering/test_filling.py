"""Templates are filled as Jinja would fill them, whatever their authors write into them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
import jinja2.sandbox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from atuforms.api import load
from atuforms.documents.view import view
from atuforms.forms.all_forms import form_classes
from atuforms.forms.base import Form
from atuforms.rendering.filling import filler
from atuforms.rendering.filling.filler import ValueEnvironment, escaped
from atuforms.rendering.filling.templates import page_source

SOURCES = [
    "",
    "only words",
    "{{ title }}",
    "<b>{{ title }}</b> & {{ number }}{{ title }}{{ title }}",
    "{% for each in people %}{{ loop.index }}. {{ each.name }}{% else %}nobody{% endfor %}",
    "{% for each in people %}{{ loop.cycle('a', 'b') }}{{ loop.changed(each.at) }}{% endfor %}",
    "{% for each in people %}{% if not loop.last %}{{ each.name }}, {% endif %}{% endfor %}",
    "{% for each in people if each.name %}{{ each.name }}/{{ each.name }}{% endfor %}",
    "{{ people[0].name or 'nobody' }}{{ people|length }}{{ people[0]['name'] }}",
    "{% set words %}<i>{{ title }}</i>{% endset %}{{ words }}",
    "{% set words = title|upper %}{{ words }}",
    (
        "{% macro cell(text, wide=false) %}<td>{{ text }}{{ caller() }}</td>{% endmacro %}"
        "{% call cell(title) %}({{ number }}){% endcall %}"
    ),
    "{% macro cell(text) %}<td>{{ text }}</td>{% endmacro %}{{ cell(title) }}",
    "{% filter upper %}<td>{{ title }}</td>{% endfilter %}",
    "{% block name %}<p>{{ title }}</p>{% endblock %}{{ self.name() }}",
    "{% with other = people[0] %}{{ other.name }}{{ other.at }}{% endwith %}",
    "{% for each in tree recursive %}{{ each.name }}({{ loop(each.below) }}){% endfor %}",
    "{{ '<br/>' }}{{ 3 }}{{ '<br/>'|safe }}{{ title|picture }}{{ title ~ number }}",
    "{% autoescape false %}{{ title }}{% endautoescape %}{{ title }}",
    "{{ thing.name }}{% for each in things %}{{ each.name }}, {{ each.name.upper }}{% endfor %}",
    "{{ title if number else 'none' }}{{ nothing is defined }}{{ items.length }}",
]

VALUES: dict[str, Any] = {
    "title": "Тағам <қауіпсіздігі> & «сапасы»",
    "number": 17,
    "people": [{"at": "people.0", "name": "Ә. О'Брайен"}, {"at": "people.1", "name": ""}],
    "tree": [{"name": "a", "below": [{"name": "b", "below": []}]}],
    "thing": SimpleNamespace(name="an <object>"),
    "things": [{"name": {"upper": "a key"}}, SimpleNamespace(name={"upper": 3})],
    "items": {"length": "a key of a mapping"},
}


def _picture(name: str) -> Markup:
    return Markup('<img alt="{}"/>').format(name)


def _as_jinja(source: str, values: dict[str, Any]) -> str:
    plain = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True)
    plain.filters["picture"] = _picture
    return plain.from_string(source).render(values)


def _ours(source: str, values: dict[str, Any]) -> str:
    environment = ValueEnvironment(escaped, picture=_picture)
    return environment.fill(environment.from_string(source), values).decode()


@pytest.mark.parametrize("source", SOURCES)
def test_filled_as_jinja_fills(source: str) -> None:
    assert _ours(source, VALUES) == _as_jinja(source, VALUES)


@given(st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))))
def test_any_values_are_filled_as_jinja_fills(texts: list[str]) -> None:
    source = "{% for each in texts %}<p>{{ each }}</p>{{ each }}{% endfor %}"
    assert _ours(source, {"texts": texts}) == _as_jinja(source, {"texts": texts})


def test_the_character_between_values_is_left_out_of_them() -> None:
    assert _ours("<p>{{ a }}</p>{{ b }}", {"a": "one\0two", "b": "<"}) == "<p>onetwo</p>&lt;"


@pytest.mark.parametrize(
    "source",
    [
        *("{{ nothing }}", "{{ items.nothing }}", "{{ title.nothing }}"),
        "{% for each in people %}{{ loop.nothing }}{% endfor %}",
    ],
)
def test_a_value_that_is_not_there_is_an_error(source: str) -> None:
    with pytest.raises(jinja2.UndefinedError):
        _ours(source, VALUES)


def test_templates_stay_in_their_sandbox() -> None:
    with pytest.raises(jinja2.exceptions.SecurityError):
        _ours("{{ title.__class__.__mro__ }}", VALUES)


def _line_ends(values: bytes) -> bytes:
    return escaped(values).replace(b"\n", b"<br/>")


@pytest.mark.parametrize(
    "form",
    [form for form in form_classes() if {"docx", "pptx"} & {*form.FORMATS}],
    ids=lambda form: form.SLUG,
)
def test_switched_off_jinja_fills_the_same(form: type[Form], repository: Path) -> None:
    """What the page of the package puts in place of it is taken from there."""
    page = (Path(filler.__file__).parent / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {"jinja2": jinja2, "Any": Any, "Callable": Callable, "Markup": Markup}
    exec(code, names)
    record = load(repository / "examples" / f"{form.SLUG}.yaml")
    values = {"logo": "", "variant": "", **view(record, "kk")}
    filters = {"picture": lambda *_: Markup("<img/>"), "rich": lambda _: Markup("<p>rich</p>")}
    ours, plain = (
        environment.fill(environment.from_string(page_source(form, "kk")), values)
        for environment in (
            kind(_line_ends, **filters) for kind in (ValueEnvironment, names["ValueEnvironment"])
        )
    )
    assert ours == plain
