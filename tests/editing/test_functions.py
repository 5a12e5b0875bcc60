"""The Python functions of the editor: what they say of half-filled records, files and strangers."""

from __future__ import annotations

import base64
import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import atuforms
from atuforms import editing
from atuforms.core.language.languages import LANGUAGES
from atuforms.editing.edited_record import filled_in
from atuforms.editing.words import words_in
from atuforms.forms.all_forms import own_forms
from atuforms.rendering.document import Document

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)
GLOSSARY: dict[str, Any] = {
    "form": "glossary",
    "lang": "ru",
    "course_title": "Хлеб",
    "terms": [{"term": "Тесто", "definition": "Масса из муки и воды."}],
}


def rules(answer: dict[str, Any]) -> set[tuple[str, str]]:
    return {(each["rule"], each["path"]) for each in answer["findings"]}


def examples() -> list[Path]:
    folder = Path(__file__).resolve().parents[2] / "examples"
    return [folder / f"{form.SLUG}.yaml" for form in own_forms()]


def test_every_form_is_described_in_every_language_as_json_can_hold_it() -> None:
    for number, form in enumerate(own_forms()):
        lang = LANGUAGES[number % 3]
        told = json.loads(json.dumps(editing.describe(form.SLUG, lang)))
        assert told["form"] == form.name()
        assert [each["to"] for each in told["formats"]] == list(form.FORMATS)
        assert told["empty"] == {"form": form.name(), "lang": lang}
        assert not {"form", "lang"} & told["schema"]["properties"].keys()
        assert told["schema"]["required"] == [
            name
            for name in told["schema"]["properties"]
            if (("missing", name) in rules(editing.check(told["empty"], lang, asked=True)))
            or name in told["schema"]["required"]
        ]


def test_every_word_of_the_editor_is_used_and_there_in_every_language() -> None:
    used = set(re.findall(r'"(\w+)"', editing.script()))
    names = {name for name in words_in("en") if not name.startswith("language_")}
    assert names <= used | {"warning", "error"}
    for lang in LANGUAGES:
        assert words_in(lang).keys() == words_in("en").keys()
    asked = re.findall(r'say\(\s*"(\w+)"', editing.script())
    assert set(asked) <= words_in("en").keys()


def test_what_is_not_filled_in_is_flagged_and_told_only_when_asked() -> None:
    record = {**GLOSSARY, "course_title": "", "terms": [{"term": "Тесто"}, {}]}
    quiet = editing.check(record, "kk")
    assert (quiet["ok"], quiet["findings"], quiet["left"]) == (False, [], 3)
    asked = editing.check(record, "kk", asked=True)
    assert all(each["missing"] for each in asked["findings"])
    # Items keep their places, also empty ones.
    assert ("missing", "terms.1.term") in rules(asked)
    assert "өріс" in asked["findings"][0]["message"]


def test_a_list_that_still_grows_is_not_filled_in_and_a_wrong_value_is_wrong() -> None:
    modules = [{"title": "Хлеб"}, {"title": "Молоко"}]
    record = {"form": "02-02", "lang": "ru", "modules": modules, "credits": "два"}
    found = {each["path"]: each for each in editing.check(record, "ru", asked=True)["findings"]}
    assert found["modules"]["missing"]
    assert not found["credits"]["missing"]
    assert {each["path"] for each in editing.check(record, "ru")["findings"]} == {"credits"}


def test_a_document_or_what_stands_in_its_way() -> None:
    made = editing.render(GLOSSARY, "ru", "docx")
    assert isinstance(made, Document)
    assert atuforms.read(made.data) == atuforms.load(GLOSSARY)
    refused = editing.render(GLOSSARY, "kk", "pdf", messages="en")
    assert isinstance(refused, dict)
    assert ("language-missing", "course_title.kk") in rules(refused)
    assert "Kazakh" in refused["findings"][0]["message"]
    draft = editing.render({"form": "02-09", "lang": "kk"}, "kk", "docx", draft=True)
    assert isinstance(draft, Document)
    with pytest.raises(atuforms.AtuformsError):
        editing.render(GLOSSARY, "ru", "pptx")


def test_the_preview_is_a_picture_of_each_page_up_to_a_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("atuforms.editing.answers.MAX_PAGES", 2)
    long = [{"term": f"Слово {n}", "definition": "Слово. " * 60} for n in range(60)]
    pages = editing.preview({**GLOSSARY, "terms": long}, "ru")
    assert len(pages) == 2
    assert all(page.startswith(b"\x89PNG") for page in pages)
    assert editing.preview({"form": "competition", "lang": "ru"}, "ru") == []
    assert len(editing.preview({"form": "02-09"}, "kk")) == 1


def test_each_example_is_opened_and_its_code_makes_the_same_form() -> None:
    for path in examples():
        read = editing.open_file(path.read_bytes(), path.name, "ru")
        assert read["findings"] == []
        made: dict[str, Any] = {}
        exec(editing.as_code(read["record"]).partition("\ndocument =")[0], made)
        assert made["form"] == atuforms.load(path), path.name
        again = editing.from_yaml(editing.as_yaml(read["record"], "kk"))
        assert again["record"] == read["record"], path.name


@pytest.mark.parametrize("to", ["docx", "pdf", "yaml"])
def test_what_was_saved_is_opened_with_its_pictures(to: str) -> None:
    files = {"$files": {"фото.png": base64.b64encode(PIXEL).decode()}}
    record = {
        "form": "02-04",
        "lang": "ru",
        "faculty": "Технологии",
        "department": "Хлеб",
        "course_title": "Хлеб",
        "author": {"name": "А. Иванова"},
        "questions": ["Что такое хлеб?"],
        "slides": [{"title": "Хлеб", "text": "Хлеб.", "image": "фото.png"}],
        "process": {"title": "Выпечка", "steps": ["замес"]},
        "summary": ["Хлеб."],
    }
    to = "pptx" if to == "docx" else to
    assert editing.check({**record, **files}, "ru")["findings"] == []
    made = editing.render({**record, **files}, "ru", to)
    assert isinstance(made, Document), made
    read = editing.open_file(made.data, made.filename, "ru")
    if to == "yaml":
        assert made.filename.endswith(".zip")
        assert read["record"] == {**record, **files}
    else:
        # What a document does not bring along is named.
        assert read["record"]["slides"] == record["slides"]
        assert "$files" in read["record"] or "фото.png" in read["notes"][0]


def test_what_cannot_be_read_of_a_file_stays_and_is_said() -> None:
    text = (
        "form: 02-09\ndate: 12 желтоқсан\nauthors: [А. Иванова]\nauthor: Б.\nlanguage: казахский\n"
    )
    read = editing.from_yaml(text, "ru")
    assert read["record"] == {
        "form": "02-09",
        "date": "12 желтоқсан",
        "authors": [{"name": "А. Иванова"}],
        "author": "Б.",
        "language": "kk",
    }
    wrong = {each["path"] for each in editing.check(read["record"], "ru")["findings"]}
    assert {"date", "author"} <= wrong


def test_names_in_a_record_are_no_files_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.png").write_bytes(PIXEL)
    monkeypatch.chdir(tmp_path)
    slide = {"title": "a", "image": "secret.png"}
    record = {"form": "02-04", "lang": "ru", "slides": [slide]}
    told = editing.check(record, "ru")["findings"]
    assert ("picture", "slides.0.image") in {(each["rule"], each["path"]) for each in told}


@pytest.mark.parametrize(
    "files",
    [
        {"../a.png": "AAAA"},
        {"/a.png": "AAAA"},
        {"a\0.txt": "AAAA"},
        {"a" * 300: "AAAA"},
        {"a/b": "AAAA", "a": "AAAA"},
        {"a.png": "no Base64"},
        {"a.png": 7},
        {"": "AAAA"},
        ["a.png"],
        {f"{n}.txt": "" for n in range(300)},
        {"a.txt": base64.b64encode(bytes(21_000_000)).decode()},
    ],
    ids=range(11),
)
def test_files_of_strangers_are_refused_in_a_sentence(files: Any, tmp_path: Path) -> None:
    record = {**GLOSSARY, "$files": files}
    answer = editing.answer("check", {"record": record, "lang": "ru"})
    assert set(answer) == {"error"}
    assert answer["error"].endswith(".")


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("check", {}),
        ("check", {"record": [], "lang": "kk"}),
        ("check", {"record": {"form": "99-99"}, "lang": "kk"}),
        ("check", {"record": GLOSSARY, "lang": "de"}),
        ("describe", {}),
        ("render", {"record": GLOSSARY, "lang": "ru"}),
        ("open", {"lang": "kk", "filename": "a.yaml"}),
        ("open", {"lang": "kk", "filename": "a.docx", "data": "UEsDBA=="}),
        ("open", {"lang": "kk", "filename": "a.zip", "data": "UEsDBA=="}),
        ("open", {"lang": "kk", "filename": "a.yaml", "data": "e30="}),
        ("nonsense", {"lang": "kk"}),
    ],
)
def test_calls_of_strangers_get_a_sentence(name: str, params: dict[str, Any]) -> None:
    assert set(editing.answer(name, params)) == {"error"}


def test_a_record_nested_without_end_is_refused() -> None:
    deep: Any = []
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(atuforms.AtuformsError):
        filled_in({"form": "glossary", "terms": deep})
    with pytest.raises(atuforms.AtuformsError):
        filled_in({"form": "glossary", "terms": [""] * 600_000})


def test_a_zip_file_is_opened_only_if_a_record_is_in_it() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "нет")
    answer = editing.answer(
        "open",
        {"lang": "ru", "filename": "a.zip", "data": base64.b64encode(packed.getvalue()).decode()},
    )
    assert answer == {
        "error": "a.zip: в файле нет записи. Откройте ZIP-архив, сохранённый этим редактором."
    }


def test_what_is_checked_is_the_document_that_is_to_be_made() -> None:
    for record, lang in ((GLOSSARY, "kk"), ({**GLOSSARY, "course_title": "Хлеб \U0001f35e"}, "ru")):
        told = editing.check(record, "en", printed=lang)
        refused = editing.render(record, lang, "pdf", messages="en")
        assert isinstance(refused, dict)
        assert not told["ok"]
        assert told["findings"] == refused["findings"]
    assert editing.check(GLOSSARY, "en", printed="ru")["ok"]
    # Nobody is told to write YAML.
    called = editing.answer("check", {"record": GLOSSARY, "lang": "en", "printed": "kk"})
    assert all("another language" in each["message"] for each in called["findings"])
    assert 'lang="kk")' in editing.as_code(GLOSSARY, "kk")
    assert "lang=" not in editing.as_code(GLOSSARY, "ru").partition("render")[2]


def test_letters_of_options_are_read_or_told() -> None:
    def options_of(*options: object) -> tuple[list[str], set[str]]:
        item = {"text": "Нан деген не?", "options": list(options), "answer": "A"}
        record = {"form": "02-05", "lang": "kk", "questions": [item]}
        found = {rule for rule, _ in rules(editing.check(record, "kk"))}
        made = editing.render(record, "kk", "docx", draft=True)
        assert isinstance(made, Document)
        form: Any = atuforms.read(made.data)
        return [str(each) for each in form.questions[0].options], found

    for marks in ("A) B) C)", "a. b. c.", "А) Ә) Б)", "А. Б. В.", "(A) (B) (C)"):
        lettered = [f"{mark} сөз {n}" for n, mark in enumerate(marks.split())]
        assert options_of(*lettered) == (["сөз 0", "сөз 1", "сөз 2"], set())
    # Only some of them: that is told, since it may be the text.
    assert options_of("A) ұн", "су", "тұз")[1] == {"bank-option-lettered"}
    assert options_of("A. Байтұрсынұлы", "М. Әуезов", "С. Сейфуллин")[1] == set()


def test_an_address_with_a_scheme_of_its_own_is_not_advised_another() -> None:
    for link, advised in (
        ("mooc.atu.edu.kz/x", True),
        ("javascript:alert(1)", False),
        ("mailto:a@atu.edu.kz", False),
        ("file:///home", False),
    ):
        told = editing.check({"form": "02-09", "course_link": link}, "en")["findings"]
        assert [f"https://{link}" in each["message"] for each in told] == [advised]
