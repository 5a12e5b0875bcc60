"""The wording files: the same in three languages, in clean letters, and complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import yaml_files

from atuforms.core.fonts import missing_characters
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.fields.describe import walk
from atuforms.forms.all_forms import form_classes
from atuforms.forms.base import Form

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
NAMES = sorted({file.stem for file in TEMPLATES.glob("*/*.yaml")})
FORMS = [form for form in form_classes() if form.TEMPLATES is None]
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[\u0400-\u052f]")
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|⟦.*?⟧|\{[a-z]\w*(?::[^{}]*)?\}")
OF_A_LANGUAGE = re.compile(
    r"choices\.also\.|common\.number|common\.dates\.long|[\w-]+\.corrections\b"
)
"""What each language has in its own way: synonyms, the parts of a number and of a date, and what
was corrected in the official text."""


def _read(name: str, lang: Language) -> Any:
    text = (TEMPLATES / lang / f"{name}.yaml").read_text(encoding="utf-8")
    # Tokens are filled in before the file is read as YAML; here they stay recognisable.
    return yaml_files.parsed(re.sub(r"\[\[(.*?)\]\]", r"⟦\1⟧", text))


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every value that is neither a mapping nor a list, and every empty one, with its path."""
    if isinstance(value, dict) and value:
        for key, each in value.items():
            yield from _leaves(each, f"{path}.{key}")
    elif isinstance(value, list) and value:
        for index, each in enumerate(value):
            yield from _leaves(each, f"{path}.{index}")
    else:
        yield path, value


def _texts(name: str, lang: Language) -> dict[str, str]:
    """The texts of a file by their paths, but for what each language has in its own way."""
    return {
        path: value
        for path, value in _leaves(_read(name, lang), name)
        if isinstance(value, str) and not OF_A_LANGUAGE.match(path)
    }


@pytest.mark.parametrize("name", NAMES)
def test_three_languages_have_the_same_keys_and_as_many_items(name: str) -> None:
    paths = {
        lang: {
            path
            for path, _value in _leaves(_read(name, lang), name)
            if not OF_A_LANGUAGE.match(path)
        }
        for lang in LANGUAGES
    }
    common = set.intersection(*paths.values())
    assert {lang: sorted(found - common) for lang, found in paths.items() if found - common} == {}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_empty(name: str) -> None:
    """One language may need no word where another has one: before a number, or after it.

    The last interactive slides of 03-02 have no heading of their own.
    """
    texts = {lang: _texts(name, lang) for lang in LANGUAGES}
    assert [
        path
        for path in texts["en"]
        if not any(texts[lang].get(path, "").strip() for lang in LANGUAGES)
        and not re.search(r"\.prompts\.elements\.[3-6]\.heading$", path)
    ] == []
    for lang in LANGUAGES:
        gaps = [path for path, value in _leaves(_read(name, lang), name) if value is None]
        assert gaps == [], lang


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_mixes_two_alphabets(name: str, lang: Language) -> None:
    mixed = [
        f"{lang}/{path}: {word}"
        for path, text in _texts(name, lang).items()
        for word in WORD.findall(TAG.sub(" ", text))
        if LATIN.search(word) and CYRILLIC.search(word)
    ]
    assert mixed == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_fonts_have_every_letter(name: str, lang: Language) -> None:
    assert {
        f"{lang}/{path}": sorted(lacking)
        for path, text in _texts(name, lang).items()
        if (lacking := missing_characters(TAG.sub(" ", text)))
    } == {}


@pytest.mark.parametrize("name", NAMES)
def test_tags_and_tokens_are_the_same_in_every_language(name: str) -> None:
    texts = {lang: _texts(name, lang) for lang in LANGUAGES}
    assert {
        path: {lang: sorted(TAG.findall(texts[lang].get(path, ""))) for lang in LANGUAGES}
        for path in texts["en"]
        if len({tuple(sorted(TAG.findall(texts[lang].get(path, "")))) for lang in LANGUAGES}) > 1
    } == {}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name())
def test_every_label_is_that_of_a_field(form: type[Form]) -> None:
    fields = {path.replace(".*", "") for path, _field in walk(form)}
    labels = _read(form.SLUG, "en").get("labels", {})
    assert sorted(set(labels) - fields) == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name())
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_has_a_label(form: type[Form], lang: Language) -> None:
    labels = _read(form.SLUG, lang)["labels"]
    shared = _read("common", lang)["labels"]
    fields = [path.replace(".*", "") for path, _field in walk(form)]
    assert [
        path for path in fields if path not in labels and path.rpartition(".")[2] not in shared
    ] == []
