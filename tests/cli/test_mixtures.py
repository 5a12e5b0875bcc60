"""A name or a text that is printed in another language than its document is never unsaid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import atuforms
from atuforms.core.language.languages import Language
from atuforms.core.language.recognition import language_of, strange_words
from atuforms.records.inventory import texts_of

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RECORD = {
    "form": "minutes-extract",
    "level": "department",
    "number": "4",
    "date": "2026-02-10",
    "unit": {"kk": "Тағам кафедрасы", "ru": "Кафедра питания", "en": "Department of Nutrition"},
    "chair": {"name": {"kk": "Омар Дәурен", "ru": "Омар Даурен", "en": "Dauren Omar"}},
    "secretary": {"name": {"kk": "Ким Анна", "ru": "Ким Анна", "en": "Anna Kim"}},
    "agenda": [{"kk": "ЖАОК туралы", "ru": "О МООК", "en": "On the MOOC"}],
    "heard": {"kk": "Омар сөйледі", "ru": "Выступил Омар", "en": "Omar spoke"},
    "decision": {"kk": "Ұсынылсын", "ru": "Рекомендовать", "en": "To recommend"},
}


def mixed(record: dict[str, Any]) -> list[str]:
    report = atuforms.check(record)
    return [each.path for each in report.findings if each.rule == "language-missing"]


def with_chair(name: Any, **more: Any) -> dict[str, Any]:
    return {**RECORD, "chair": name if isinstance(name, str) else {"name": name}, **more}


def test_a_record_in_three_languages_is_clean() -> None:
    assert mixed(RECORD) == []


@pytest.mark.parametrize(
    "name", ["Омар Дәурен", "Омар Д. С.", {"kk": "Омар Дәурен", "ru": "Омар Даурен"}]
)
def test_a_cyrillic_name_in_an_english_document_is_told(name: Any) -> None:
    (finding,) = atuforms.check(with_chair(name)).warnings
    assert (finding.rule, finding.path) == ("language-missing", "chair.name.en")
    assert "Омар" in finding.text("en")
    assert "английский" in finding.text("ru")


@pytest.mark.parametrize("name", ["Dauren Omar", {"kk": "Омар", "ru": "Омар", "en": "Omar"}])
def test_a_latin_name_is_one_in_every_language(name: Any) -> None:
    assert mixed(with_chair(name)) == []


def test_nothing_is_said_where_no_english_is_meant() -> None:
    """The record has no word of English, so nobody will print it in English."""
    texts = {
        key: {lang: words for lang, words in value.items() if lang != "en"}
        for key, value in RECORD.items()
        if isinstance(value, dict) and key not in ("chair", "secretary")
    }
    agenda = [{"kk": "ЖАОК туралы", "ru": "О МООК"}]
    record = {**RECORD, **texts, "agenda": agenda, "chair": "Омар Даурен", "secretary": "Ким Анна"}
    assert [path for path in mixed(record) if path.startswith(("chair", "secretary"))] == []


def test_a_plain_record_in_one_language_is_read_by_that() -> None:
    plain = {
        key: value["ru"] if isinstance(value, dict) and "ru" in value else value
        for key, value in RECORD.items()
    }
    record = {**plain, "agenda": ["О МООК"], "chair": "Омар Даурен", "secretary": "Ким Анна"}
    assert mixed({**record, "lang": "ru"}) == []
    assert set(mixed({**record, "lang": "en"})) >= {"chair.name.en", "secretary.name.en"}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Рекомендовать курс к размещению на образовательной платформе"),
        ("ru", "Курсты білім беру платформасында орналастыруға ұсынылсын"),
        ("kk", "Рекомендовать курс к размещению на образовательной платформе"),
        ("ru", "To recommend the course for placement on the platform"),
    ],
)
def test_a_text_under_the_key_of_another_language_is_told(lang: str, words: str) -> None:
    record = {**RECORD, "decision": {**RECORD["decision"], lang: words}}  # type: ignore[dict-item]
    assert mixed(record) == [f"decision.{lang}"]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_text_of_an_example_is_taken_for_another_language(path: Path) -> None:
    for _path, text, _field in texts_of(atuforms.load(path)):
        for lang, words in text.items():
            assert language_of(words) in (None, lang), words
            assert not lang or not strange_words(words, lang), words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lang", "words", "strange"),
    [
        ("kk", "Курс бойынша обучение процесі талқыланды", "обучение"),
        ("kk", "Зертханалық жұмыстар для студентов ұсынылсын", "для"),
        ("kk", "Безопасность", "Безопасность"),
        ("ru", "Рекомендовать курс, оқыту ведётся онлайн", "оқыту"),
        ("en", "To recommend the course тағам for placement", "тағам"),
    ],
)
def test_a_lone_word_of_another_language_is_told(lang: str, words: str, strange: str) -> None:
    record = {**RECORD, "agenda": [{**RECORD["agenda"][0], lang: words}]}  # type: ignore[index]
    (finding,) = (
        each for each in atuforms.check(record).findings if each.rule == "language-missing"
    )
    assert (finding.path, finding.actual, finding.severity) == (
        f"agenda.0.{lang}",
        strange,
        "warning",
    )


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("kk", "Германия мен Армения компаниялары; компания, станция, объект, ведомость"),
        ("kk", "Раздольное ауылындағы «Пищевая безопасность» курсы (обучение)"),
        ("kk", "Халық саны азая бастады, молая түсті; не, от, по, на"),
        ("ru", "КазНУ им. әл-Фараби, курс «Тағам қауіпсіздігі», автор Өтеген Ғ."),
        ("en", "ГОСТ 31986, СТ РК 1010, the course “Тағам қауіпсіздігі”"),
    ],
)
def test_names_titles_and_words_of_both_languages_are_left_alone(lang: Language, text: str) -> None:
    assert strange_words(text, lang) == []


def test_rendering_says_it_before_it_writes(tmp_path: Path, run: Any) -> None:
    """Also of a plain record that names no language, which may be printed in any."""
    record = {**RECORD, "chair": "Омар Даурен"}
    path = tmp_path / "extract.yaml"
    path.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    said = run("render", path, "--lang", "en", "--to", "docx", "-o", tmp_path)
    assert (said.code, "“Омар Даурен” is not in the language" in said.err) == (0, True)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Кафедра химии", "ru"),
        ("Пищевые технологии", "ru"),
        ("Управление безопасностью пищевой продукции", "ru"),
        ("Химия негіздері", "kk"),
        ("Тағам қауіпсіздігі", "kk"),
        ("Молекула физикасы", None),
        ("Физика курсы", None),
        ("Кафедра «Тағам биотехнологиясы»", None),
        ("Чайковский Пётр", None),
        ("Платформа", None),
    ],
)
def test_a_short_text_is_told_where_its_letters_and_endings_tell(text: str, lang: str) -> None:
    assert language_of(text) == lang


@pytest.mark.parametrize(
    ("lang", "unit"),
    [("en", "Кафедра химии"), ("en", "Химия"), ("kk", "Кафедра химии"), ("ru", "Сүт өнімдері")],
)
def test_a_short_value_of_another_language_is_told_in_record_and_table(
    lang: Language, unit: str, tmp_path: Path
) -> None:
    """Plain values are of the record's language; one that is not is printed, and told."""
    record = {**PLAIN[lang], "unit": unit}
    assert mixed(record) == [f"unit.{lang}"]
    table = tmp_path / "rows.csv"
    keys = [key for key in record if key not in ("form", "lang")]
    lines = [";".join(keys), ";".join(str(record[key]) for key in keys)]
    table.write_text("\n".join(lines), "utf-8-sig")
    result = atuforms.batch("02-09", table, to="docx", lang=lang, out=tmp_path / "out")
    notes = [note.text(lang) for note in result.notes]
    assert result.made == 1
    assert any(unit in note for note in notes), notes


PLAIN: dict[str, dict[str, Any]] = {
    lang: {
        "form": "02-09",
        "lang": lang,
        "number": "3",
        "date": "2026-02-03",
        "authors": "Kim Anna, PhD",
        "unit": "",
        "course_title": title,
        "platform": "MOOC",
        "language": "en",
        "target_audience": "MOOC",
        "placement_date": "2026-02-01",
        "course_link": "https://mooc.atu.edu.kz/3",
        "director": "A. Kim",
    }
    for lang, title in {"kk": "Сүт ғылымы", "ru": "Молоко", "en": "Milk"}.items()
}
