"""One thing, one word: terms, spelling, marks and spaces of every text that a person reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from tests import yaml_files

import atuforms
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.translation import DOMAIN, LOCALE

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
TERMS: dict[str, Any] = yaml_files.read(TEMPLATES / "terms.yaml")
GUIDES = ROOT / "docs" / "guides"
IN_ENGLISH = ("README.md", "docs/install.md", "docs/gallery.md", "docs/batches.md")
TRANSLATED: tuple[Language, ...] = ("kk", "ru")
KEYS = {"also", "criteria"}
"""What a wording file holds for the program, or for a reader of other words, and nobody prints."""


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "corrections":
                # What the regulation has is a slip; what we print and say of it is ours.
                for row in each or ():
                    yield f"{path}.corrections", str(row["printed"])
            elif key not in KEYS:
                yield from _leaves(each, f"{path}.{key}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _leaves(each, f"{path}.{index}")
    elif isinstance(value, str):
        yield path, value


def wordings(lang: Language) -> Iterator[tuple[str, str]]:
    """The texts of the templates, with their places."""
    for file in sorted((TEMPLATES / lang).glob("*.yaml")):
        # Tokens are filled in before the file is read as YAML; here they stay recognizable.
        text = re.sub(r"\[\[(.*?)\]\]", r"⟦\1⟧", file.read_text(encoding="utf-8"))
        yield from _leaves(yaml_files.parsed(text), f"{lang}/{file.stem}")


def messages(lang: Language) -> Iterator[tuple[str, str]]:
    """The sentences of the program; the English ones are the keys of the catalogues."""
    with (LOCALE / (lang if lang != "en" else "ru") / "LC_MESSAGES" / f"{DOMAIN}.po").open(
        "rb"
    ) as po:
        for each in read_po(po):
            found = each.id if lang == "en" else each.string
            for text in [found] if isinstance(found, str) else list(found or ()):
                if each.id:
                    yield str(each.id)[:60], str(text)


def pages(lang: Language) -> Iterator[tuple[str, str]]:
    """The paragraphs of the guides; not what stands in code."""
    files = sorted(GUIDES.glob(f"*.{lang}.md"))
    if lang == "en":
        files += [ROOT / name for name in IN_ENGLISH]
    for file in files:
        text = re.sub(r"```.*?```|`[^`\n]*`|\]\([^)]*\)", " ", file.read_text("utf-8"), flags=re.S)
        for number, line in enumerate(text.split("\n"), 1):
            if _language_of(line) in (lang, None):
                yield f"{file.name}:{number}", line


def _language_of(line: str) -> Language | None:
    """The language of a line of a page that speaks in three, where its letters tell."""
    if re.search("[әғқңөұүһі]", line, re.IGNORECASE):
        return "kk"
    return "ru" if re.search("[а-я]", line) else "en" if re.search("[a-z]", line) else None


def examples(lang: Language) -> Iterator[tuple[str, str]]:
    """What the examples say in a language: they are printed in the gallery, and copied."""
    for file in sorted((ROOT / "examples").glob("*.yaml")):
        record = yaml_files.read(file)
        yield from _said(record, lang, file.name)


def _said(value: Any, lang: Language, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if value and value.keys() <= set(LANGUAGES):
            yield path, str(value.get(lang, ""))
            return
        for key, each in value.items():
            yield from _said(each, lang, f"{path}.{key}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _said(each, lang, f"{path}.{index}")


def texts(lang: Language) -> list[tuple[str, str]]:
    return [*wordings(lang), *messages(lang), *pages(lang), *examples(lang)]


TEXTS = {lang: texts(lang) for lang in LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("term", TERMS["terms"], ids=lambda term: term["en"])
def test_a_thing_has_one_word(term: dict[str, Any], lang: Language) -> None:
    allowed = "|".join(map(re.escape, term.get("but", {}).get(lang, ())))
    found = []
    for never in term.get("never", {}).get(lang, ()):
        pattern = re.compile(rf"(?<!\w){never}", re.IGNORECASE)
        for place, text in TEXTS[lang]:
            said = re.sub(allowed, " ", text) if allowed else text
            # A file name or a placeholder is no word of ours.
            said = re.sub(r"\{\{.*?\}\}|\{\w+\}|\S+\.\w{2,4}\b|--[\w-]+", " ", said)
            if pattern.search(said):
                found.append(f"{place}: {text[:90]}")
    assert found == [], f"say «{term[lang]}»"


@pytest.mark.parametrize("term", TERMS["terms"], ids=lambda term: term["en"])
def test_a_word_stands_for_one_thing(term: dict[str, Any]) -> None:
    for lang in LANGUAGES:
        assert [each["en"] for each in TERMS["terms"] if each[lang] == term[lang]] == [term["en"]]


def test_a_word_is_translated_by_its_own_word() -> None:
    """Where an English message speaks of a register, the others have журнал."""
    catalogues = {lang: dict(_by_english(lang)) for lang in TRANSLATED}
    wrong = []
    for said in (term["said"] for term in TERMS["terms"] if "said" in term):
        pattern = re.compile(rf"(?<![\w“`-]){said['en']}(?![\w-]|\.\w)", re.IGNORECASE)
        for lang, catalogue in catalogues.items():
            own = re.compile(rf"(?<!\w){said[lang]}", re.IGNORECASE)
            wrong += [
                f"{english[:70]}: {text[:70]}"
                for english, text in catalogue.items()
                if pattern.search(re.sub("“[^”]*”", " ", english)) and not own.search(text)
            ]
    assert wrong == []


def _by_english(lang: Language) -> Iterator[tuple[str, str]]:
    with (LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as po:
        for each in read_po(po):
            if isinstance(each.id, str) and each.id:
                yield each.id, str(each.string)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_spelt_as_the_language_spells_them(lang: Language) -> None:
    for rule in TERMS["spelling"][lang]:
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(rule['never'])})", re.IGNORECASE)
        wrong = [f"{place}: {text[:90]}" for place, text in TEXTS[lang] if pattern.search(text)]
        assert wrong == [], f"write {rule['write']}"


# What stands between words


_COMMAND = re.compile(
    r"«[^«»]*»|“[^“”]*”|`[^`]*`|https?://\S+|\S*@\S*|\{[^{}]*\}|\d{4}-\d{2}-\d{2}|\d\d-\d\d"
)
"""Quotations, commands, links, dates and codes, in which signs have their own meaning."""
_OFFICIAL_RANGES = {
    "kk/compliance-criteria",
    "kk/mooc-support",
    "kk/task-types",
    "kk/mooc-description",
    "kk/course",
}
"""Forms whose official text has hyphens in its ranges: it is printed as it stands."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_range_has_a_dash(lang: Language) -> None:
    wrong = [
        f"{place}: {text[:90]}"
        for place, text in TEXTS[lang]
        if place.split(".")[0] not in _OFFICIAL_RANGES and ".corrections" not in place
        if re.search(r"(?<![\w.\-–])\d{1,4}-\d{1,4}(?![\w\-–])", _COMMAND.sub(" ", text))
    ]
    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_quotation_marks_are_those_of_the_language(lang: Language) -> None:
    """In English “…”, but for the names in «…» that the regulation writes so."""
    names = r"(?i:«(?:ATU|Almaty Technological University)»)|«[^\x00-\u03ff]*»"
    official = rf"Competition «Best .*»|{names}"
    for place, text in [*wordings(lang), *messages(lang)]:
        if lang == "en":
            said = re.sub(official + r"|«_+»|(?:Faculty|Department) «$|^»$", "", text)
            assert "«" not in said, f"{place}: {text}"
        else:
            assert not re.search("[“”]", text), f"{place}: {text}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_per_cent_stands_as_the_language_writes_it(lang: Language) -> None:
    """``94%`` in English, «94 %» in Russian; in Kazakh both, since the regulation has «40%»."""
    wrong = {"en": r"[\d}] %", "ru": r"[\d}]%", "kk": r"(?!)"}[lang]
    assert [
        f"{place}: {text}"
        for place, text in [*wordings(lang), *messages(lang)]
        if re.search(wrong, re.sub(r"%\d+%|\d%-", " ", text))
    ] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_dash_is_the_long_one(lang: Language) -> None:
    """In our own sentences; the regulations have the short one between words."""
    own = [*messages(lang), *pages(lang)]
    assert [text for _place, text in own if re.search(r"\S [–-] \S", text)] == []


def test_commands_in_messages_stand_in_double_quotes() -> None:
    """Single ones are letters to the command prompt of Windows."""
    for lang in LANGUAGES:
        assert [text for _place, text in messages(lang) if "install '" in text] == []


# What stands beside a value


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_suffix_hangs_on_a_value(lang: Language) -> None:
    """A value has an ending of its own: «{title}тің» fits none. Ordinals of numbers do."""
    ordinal = (
        r"-(?:сұра[қғ]\w*|жол\w*|абзац\w*|модуль\w*|бап\w*|орын\w*|орында|тармақ\w*|слайд\w*"
        r"|дәріс\w*)"
    )
    assert [
        text
        for _place, text in messages(lang)
        if re.search(r"\{\w+\}(?!" + ordinal + r")-?[^\W\d_]", text)
    ] == []


def test_a_value_needs_no_suffix_in_kazakh() -> None:
    """«1-ден {columns} дейінгі» wants an ending on the value: it is to be said otherwise."""
    wants = r"(?:дейін|бастап|кейін|сәйкес(?!т)|қарай|қарағанда|тыс|бөлек|асып|аспа)"
    assert [text for _, text in messages("kk") if re.search(rf"\{{\w+\}}»? {wants}", text)] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_an_argument_is_called_as_the_help_calls_it(lang: Language) -> None:
    """Whoever reads НЫСАН in the help is told of НЫСАН, not of FORM."""
    capitals = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w-])")
    arguments = {
        each for each, text in _by_english(lang) if capitals.fullmatch(each) and text != each
    }
    assert {"FORM", "OUT"} <= arguments
    assert [
        text
        for english, text in _by_english(lang)
        if arguments & set(capitals.findall(english)) & set(capitals.findall(text))
    ] == []


NAMES = {"expert", "other", "title", "topics", "language", "piece", "module"}
"""Values that are words or names, whose case no sentence can know."""
BEFORE_A_NAME = re.compile(
    r"(?:^|[«(:—]|; |[:,] |\b(?:[Сс]арапшы(?:лар)?|[Ээ]ксперты?|и|және|модуля|модуле)) ?$"
)
"""What may stand before such a value: a quotation mark, a colon, a bracket, a dash, or a noun in
the nominative to which it is added."""


@pytest.mark.parametrize("lang", TRANSLATED)
def test_a_name_stands_where_any_case_fits(lang: Language) -> None:
    wrong = []
    for _place, text in messages(lang):
        for value in re.finditer(r"\{(\w+)\}", text):
            clause = value[1] == "other" and re.search(r"-?сұра[қғ]|вопрос", text)
            if value[1] in NAMES and not clause and not BEFORE_A_NAME.search(text[: value.start()]):
                wrong.append(text)
    assert wrong == []


def _competition(**changes: Any) -> dict[str, Any]:
    from tests.forms.builders import example

    record = example("competition")
    for entry in record["entries"]:
        entry |= changes
    return record


@pytest.mark.parametrize(
    "record",
    [
        _competition(stage="faculty", votes_for=None, votes_against=None),
        _competition(stage="final", department=_competition()["entries"][0]["department"]),
        {**_competition(), "entries": _competition()["entries"][:1]},
        {**_competition(), "past_winners": [_competition()["entries"][0] | {"year": 2025}]},
    ],
)
def test_a_value_in_a_message_is_in_its_language(record: dict[str, Any]) -> None:
    """Titles, units and names that a record has in three languages."""
    for winner in record["past_winners"]:
        for key in winner.keys() - {"title", "authors", "year"}:
            del winner[key]
    findings = atuforms.check(record).findings
    assert findings
    for finding in findings:
        assert not re.search("[әғқңөұүһі]", finding.text("ru"), re.IGNORECASE), finding.text("ru")
        assert not re.search("[а-яё]", finding.text("en"), re.IGNORECASE), finding.text("en")
