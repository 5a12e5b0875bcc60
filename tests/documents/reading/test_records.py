"""Records of any content survive print and reading; YAML and comparison say what they hold."""

from __future__ import annotations

import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.reading.editing import edited, typed
from tests.documents.reading.examples import example, with_documents

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.reading.document import diff, read_document, write_yaml
from atuforms.documents.view import view
from atuforms.fields.texts import Name, folded
from atuforms.records.loading import from_source
from atuforms.records.source import parse_sources

REFUSED = {"\u00ad", "\u2060", *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))}
"""Characters that no record may have, or no document keeps."""
WORDS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"), include_characters="\n"
    )
    | st.sampled_from("әғқңөұүһіӘ«»“”&<>{}%№—_. \u00a0"),
    min_size=1,
    max_size=40,
).filter(lambda text: bool(text.strip()) and not set(text) & REFUSED)
TEXTS = WORDS | st.fixed_dictionaries(dict.fromkeys(LANGUAGES, WORDS))
PEOPLE = st.fixed_dictionaries(
    {"name": TEXTS}, optional=dict.fromkeys(("position", "degree", "title"), TEXTS)
)
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)).map(datetime.date.isoformat)
RECORDS = st.fixed_dictionaries(
    {
        "form": st.just("02-09"),
        "number": WORDS,
        "date": DAYS,
        "authors": st.lists(PEOPLE, min_size=1, max_size=3),
        "unit": TEXTS,
        "course_title": TEXTS,
        "platform": TEXTS,
        "language": st.sampled_from(LANGUAGES),
        "target_audience": TEXTS,
        "placement_date": DAYS,
        "course_link": st.just("https://mooc.atu.edu.kz/a?b=1&c=2"),
        "director": PEOPLE,
    },
    optional={
        "lang": st.sampled_from(LANGUAGES),
        "supporting_documents": st.lists(TEXTS, max_size=3),
    },
)


@settings(max_examples=40)
@given(RECORDS, st.sampled_from(LANGUAGES))
def test_read_of_render_is_the_record(record: dict[str, object], lang: str) -> None:
    form = atuforms.load(record)
    data = atuforms.render(form, "docx", lang=lang, draft=True).data
    assert read_document(data).form == form


@settings(max_examples=30)
@given(RECORDS, st.sampled_from(LANGUAGES), WORDS)
def test_what_is_typed_changes_nothing_else(
    record: dict[str, object], lang: str, text: str
) -> None:
    form = atuforms.load(record)
    data = atuforms.render(form, "docx", lang=lang, draft=True).data
    reading = read_document(edited(data, typed("course_title", text)))
    # Another text is not what the record says in the other languages.
    changed = {change.path.split(".")[0] for change in diff(form, reading.form)}
    assert changed <= {"course_title"}
    assert view(reading.form, reading.lang)["authors"] == view(form, reading.lang)["authors"]


@settings(max_examples=60, derandomize=True)
@given(
    RECORDS,
    st.sampled_from(LANGUAGES),
    # Signs alone are what a blank prints to be filled in.
    WORDS.filter(lambda text: any(map(str.isalnum, text))),
)
def test_whatever_is_typed_is_read(record: dict[str, object], lang: str, text: str) -> None:
    form = atuforms.load(record)
    data = atuforms.render(form, "docx", lang=lang, draft=True).data
    reading = read_document(edited(data, typed("course_title", text)))
    # Word shows a soft hyphen only where a line ends.
    kept = text.replace("\xad", "")
    assert folded(view(reading.form, reading.lang)["course_title"]) == folded(kept)


def test_a_value_may_read_like_a_placeholder_of_word() -> None:
    form = example("02-09").model_copy(update={"number": Name("Выберите элемент.")})
    data = atuforms.render(form, "docx", lang="kk", draft=True).data
    assert read_document(data).form == form


@settings(max_examples=60)
@given(RECORDS)
def test_yaml_gives_back_the_record(record: dict[str, object]) -> None:
    form = atuforms.load(record)
    (source,) = parse_sources(write_yaml(form, "kk"))
    assert from_source(source)[0] == form


def test_yaml_of_every_example_gives_it_back_and_names_its_labels(tmp_path: Path) -> None:
    for name in with_documents():
        text = write_yaml(example(name), "ru")
        (source,) = parse_sources(text)
        assert from_source(source)[0] == example(name)
    assert "# Наименование курса\ncourse_title:" in write_yaml(example("02-09"), "ru")


def test_differences_are_told_field_by_field_with_labels() -> None:
    before = example("02-09").record()
    after = {**before, "number": "18", "authors": before["authors"][:1]}
    changes = diff(before, after, "kk")
    assert [(c.path, c.before, c.after) for c in changes] == [
        ("number", before["number"], "18"),
        ("authors.1", before["authors"][1], None),
    ]
    assert changes[1].label == "Курстың автор(лар)ы, лауазымы, ғылыми дәрежесі, атағы › 2"
