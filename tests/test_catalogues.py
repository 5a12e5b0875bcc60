"""The messages of the program: every one in every language, whole, and with all its values."""

from __future__ import annotations

import ast
import re
import runpy
import string
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import atuforms
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.translation import DOMAIN, LOCALE, catalogue

SOURCE = Path(atuforms.__file__).parent
TRANSLATED: tuple[Language, ...] = tuple(lang for lang in LANGUAGES if lang != "en")
LOOKS_UP = {"translate", "say"}
COUNTS = (0, 1, 2, 5, 11, 21, 101)
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-z]")
CYRILLIC = re.compile(r"[\u0400-\u052f]")


def _read(lang: Language) -> Catalog:
    with (LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=lang)


CATALOGUES = {lang: _read(lang) for lang in TRANSLATED}


def _messages(lang: Language) -> Iterator[tuple[Message, tuple[str, ...], tuple[str, ...]]]:
    """Each message with its English forms and its forms in ``lang``."""
    for message in CATALOGUES[lang]:
        if message.id:
            english = (message.id,) if isinstance(message.id, str) else tuple(message.id)
            words = message.string
            yield message, english, (words,) if isinstance(words, str) else tuple(words or ())


def _placeholders(text: str) -> set[str]:
    """What stands in braces: ``label``, ``n:03d``."""
    return {
        f"{name}!{conversion}:{format_spec}"
        for _text, name, format_spec, conversion in string.Formatter().parse(text)
        if name is not None
    }


def _names(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name}


def _ending(text: str) -> str:
    """The full stop or the space at the end of a text, if there is one."""
    return text[-1] if text[-1:] in {".", " "} and not text.endswith("...") else ""


def test_catalogues_are_in_step_with_the_source(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tool = runpy.run_path(str(repository / "tools" / "catalogues.py"))
    code = tool["main"](True)
    assert capsys.readouterr().out == ""
    assert code == 0, "run tools/catalogues.py"


@pytest.mark.parametrize("lang", TRANSLATED)
def test_every_form_of_a_message_is_translated(lang: Language) -> None:
    forms = CATALOGUES[lang].num_plurals
    gaps = [
        english[0]
        for message, english, words in _messages(lang)
        if not all(words) or len(words) != (forms if message.pluralizable else 1)
    ]
    assert gaps == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_message(lang: Language) -> None:
    wrong = [
        (english[-1], text)
        for _message, english, words in _messages(lang)
        for number, text in enumerate(words)
        if _placeholders(text) != _placeholders(english[-1])
        and not (_is_none(lang, number) and _placeholders(text) < _placeholders(english[-1]))
    ]
    assert wrong == []


def _is_none(lang: Language, number: int) -> bool:
    """Whether a plural form is that of nothing, which needs no number: Kazakh has one for it."""
    return lang == "kk" and number == 1


def test_kazakh_says_of_nothing_that_it_is_not_there() -> None:
    """«0 … бар» is no Kazakh."""
    assert [
        words[1]
        for message, _english, words in _messages("kk")
        if message.pluralizable
        for counted in re.findall(r"\{(\w+)\}[^{}]* бар(?!\w)", words[1])
        if counted in ("actual", "count")
    ] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_translation_begins_and_ends_as_its_message(lang: Language) -> None:
    """A finding adds the clause and the full stop itself, so one more would show."""
    wrong = [
        (english[0], text)
        for _message, english, words in _messages(lang)
        for text in words
        if _ending(text) != _ending(english[0]) or text[:1].isspace()
    ]
    assert wrong == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_word_mixes_two_alphabets(lang: Language) -> None:
    mixed = [
        (word, text)
        for _message, _english, words in _messages(lang)
        for text in words
        for word in WORD.findall(re.sub(r"\{[^{}]*\}", " ", text))
        if LATIN.search(word) and CYRILLIC.search(word)
    ]
    assert mixed == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_quotation_marks_are_those_of_the_language(lang: Language) -> None:
    assert [
        text for _message, _english, words in _messages(lang) for text in words if "“" in text
    ] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("count", COUNTS)
def test_plurals_leave_no_placeholder_behind(lang: Language, count: int) -> None:
    for message, english, _words in _messages("ru"):
        if not message.pluralizable:
            continue
        one, many = english
        text = catalogue(lang).ngettext(one, many, count)
        said = text.format_map(dict.fromkeys(_names(one) | _names(many), count))
        assert "{" not in said, (english, said)
        assert str(count) in said or (lang == "kk" and not count), (english, said)


def test_english_plurals_differ_only_in_number() -> None:
    wrong = [
        english
        for _message, english, _words in _messages("ru")
        if _placeholders(english[0]) != _placeholders(english[-1])
    ]
    assert wrong == []


def test_every_text_that_is_looked_up_by_its_name_is_in_the_catalogues() -> None:
    """A text in a constant is found by the tool only if ``message`` marks it."""
    known = {english[0] for _message, english, _words in _messages("ru")}
    unmarked: list[str] = []
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        texts = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        unmarked += [
            f"{file.relative_to(SOURCE)}:{node.lineno}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and getattr(node.func, "id", getattr(node.func, "attr", "")) in LOOKS_UP
            and node.args
            and isinstance(node.args[0], ast.Name)
            and texts.get(node.args[0].id, "") not in {*known, ""}
        ]
    assert unmarked == []


def test_every_message_is_used() -> None:
    """A message that no finding carries is a sentence translated for nobody."""
    sources = {file: file.read_text(encoding="utf-8") for file in sorted(SOURCE.rglob("*.py"))}
    made = [
        (file, target.id)
        for file, text in sources.items()
        for node in ast.parse(text).body
        if isinstance(node, ast.Assign) and getattr(node.value, "func", None)
        if ast.unparse(node.value).startswith("Message(")
        for target in node.targets
        if isinstance(target, ast.Name)
    ]
    assert made
    words = Counter(re.findall(r"\w+", "\n".join(sources.values())))
    unused = [name for _file, name in made if words[name] < 2]
    assert unused == []


def test_each_catalogue_is_in_its_own_language() -> None:
    """A Kazakh word in the Russian catalogue, or the other way about, is a slip of the hand."""
    kazakh = re.compile(r"[әғқңөұүһӘҒҚҢӨҰҮҺі]")
    russian = re.compile(r"\b(?:если|чтобы|который|которые|нужно|укажите|можно|файла|нет|есть)\b")
    foreign_words: dict[Language, re.Pattern[str]] = {"ru": kazakh, "kk": russian}
    mixed = [
        (lang, english[0])
        for lang, foreign in foreign_words.items()
        for _, english, words in _messages(lang)
        # The letters that windows-1251 lacks are named one by one.
        for word in " ".join(words).split()
        if len(word.strip(".,;")) > 1 and foreign.search(word)
    ]
    assert mixed == []
