"""The editor in a real browser: a person types, and what they rely on is there."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.editing.browser import browsing, serving

import atuforms
from atuforms import editing
from atuforms.forms.all_forms import own_forms

TITLE = "Курстың атауы"
CERTIFICATE = {
    "form": "02-09",
    "lang": "kk",
    "number": "17",
    "date": "2025-12-12",
    "authors": [{"name": "Әбілова Гүлнұр"}],
    "unit": "«Тамақ өндірісі» кафедрасы",
    "course_title": "Нан өндірісінің негіздері",
    "platform": "АТУ платформасы",
    "language": "kk",
    "target_audience": "3-курс студенттері",
    "placement_date": "2025-12-05",
    "course_link": "https://mooc.atu.edu.kz/courses/bread",
    "director": {"name": "А.С. Жұмабекова"},
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that has kept nothing; whatever it complains of fails the test."""
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    page = context.new_page()
    page.set_default_timeout(8000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def show(page: Page, server: str, form: str, lang: str = "kk", record: Any = None) -> None:
    page.goto(f"{server}/{lang}/{form}")
    page.evaluate("editor.ready")
    if record is not None:
        page.evaluate("record => editor.set(record)", record)


def record_of(page: Page) -> dict[str, Any]:
    record: dict[str, Any] = page.evaluate("editor.record()")
    return record


def field(page: Page, label: str) -> Locator:
    return page.get_by_role("textbox", name=label).first


def say(name: str, lang: str = "kk", **values: object) -> str:
    words: dict[str, str] = editing.describe("02-09", lang)["words"]
    return words[name].format(**values)


def test_a_certificate_is_filled_in_with_a_finding_that_comes_and_goes(
    page: Page, server: str, tmp_path: Path
) -> None:
    show(page, server, "02-09")
    expect(page.get_by_text(say("left", count=11))).to_be_visible()
    assert page.locator("li.error").count() == 0

    field(page, TITLE).fill("Нан " * 60)
    expect(page.get_by_text("239 / 150")).to_be_visible()
    finding = page.locator(".field li.error")
    expect(finding).to_contain_text("1-тармақ")
    assert field(page, TITLE).get_attribute("aria-invalid") == "true"
    expect(page.get_by_role("status")).to_contain_text("239")
    field(page, TITLE).fill(str(CERTIFICATE["course_title"]))
    expect(finding).to_have_count(0)
    expect(page.get_by_text("25 / 150")).to_be_visible()

    labels = {
        "№": "17",
        "Т.А.Ә.": "Әбілова Гүлнұр",
        "Бөлімшенің атауы": "«Тамақ өндірісі» кафедрасы",
        "Платформаның атауы": "АТУ платформасы",
        "Мақсатты аудитория": "3-курс студенттері",
        "Курсқа сілтеме": "https://mooc.atu.edu.kz/courses/bread",
    }
    for label, text in labels.items():
        field(page, label).fill(text)
    page.get_by_label("Күні", exact=False).first.fill("2025-12-12")
    page.get_by_label("Курсты орналастыру күні").fill("2025-12-05")
    page.get_by_label("Курс тілі").select_option("kk")
    page.get_by_role("group", name="ЖИЦДО директоры").get_by_label("Т.А.Ә.").fill("А.С. Жұмабекова")
    assert record_of(page) == CERTIFICATE
    expect(page.get_by_text(say("clean")).first).to_be_visible()

    for to in ("docx", "pdf"):
        with page.expect_download() as download:
            page.locator(f"[data-save={to}]").click()
        made = tmp_path / f"made.{to}"
        download.value.save_as(made)
        assert atuforms.read(made) == atuforms.load(CERTIFICATE)


def test_what_is_not_filled_in_is_no_error_until_it_is_asked_for(page: Page, server: str) -> None:
    show(page, server, "02-09")
    expect(page.get_by_text(say("left", count=11))).to_be_visible()
    page.locator("[data-save=docx]").click()
    expect(page.get_by_role("button", name=say("as_draft"))).to_be_visible()
    links = page.locator(".summary a")
    assert links.count() == 11
    assert page.locator(".field li.error").count() >= 9
    # A finding leads to its field.
    links.filter(has_text=TITLE).click()
    expect(field(page, TITLE)).to_be_focused()


def test_modules_are_added_moved_and_removed(page: Page, server: str) -> None:
    show(page, server, "02-02")
    modules = page.get_by_role("group", name="Модуль", exact=False).first
    titles = modules.get_by_label("Модуль атауы")
    titles.first.fill("Нан")
    page.get_by_role("button", name=say("add", label="Модуль"), exact=True).click()
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.type("Сүт")
    assert [each["title"] for each in record_of(page)["modules"]] == ["Нан", "Сүт"]

    page.get_by_role("button", name=say("up", label="Модуль 2")).click()
    assert [each["title"] for each in record_of(page)["modules"]] == ["Сүт", "Нан"]
    expect(page.get_by_role("button", name="Модуль 1 · Сүт")).to_be_visible()
    # The focus stays with what was moved.
    expect(page.get_by_role("button", name=say("up", label="Модуль 1"))).to_be_focused()

    # A list in a list in a list.
    first = modules.locator("li.item").first
    first.get_by_label("Дәрістің атауы").fill("Сүттің құрамы")
    first.get_by_role("textbox", name="Түрі").first.fill("тест")
    assert record_of(page)["modules"][0]["lectures"][0]["tasks"] == [{"kind": "тест"}]

    page.get_by_role("button", name=say("remove", label="Модуль 1")).click()
    assert [each["title"] for each in record_of(page)["modules"]] == ["Нан"]
    expect(page.get_by_role("button", name="Модуль 1 · Нан")).to_be_focused()
    page.keyboard.press("Control+z")
    assert [each["title"] for each in record_of(page)["modules"]] == ["Сүт", "Нан"]
    page.keyboard.press("Control+Shift+z")
    assert [each["title"] for each in record_of(page)["modules"]] == ["Нан"]


def test_rows_grow_by_enter_and_by_what_is_pasted(page: Page, server: str) -> None:
    show(page, server, "02-02")
    outcomes = page.get_by_role("group", name="Оқу нәтижелері", exact=False).locator("textarea")
    outcomes.first.click()
    page.keyboard.type("біледі")
    page.keyboard.press("Enter")
    expect(outcomes.nth(1)).to_be_focused()
    paste = """area => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", "талдайды\\r\\n\\n құрады \\n");
        area.dispatchEvent(new ClipboardEvent("paste", {clipboardData, cancelable: true}));
    }"""
    outcomes.nth(1).evaluate(paste)
    assert record_of(page)["outcomes"] == ["біледі", "талдайды", "құрады"]
    expect(outcomes.nth(2)).to_be_focused()


def test_a_bank_of_a_hundred_questions_shows_a_key_at_once(page: Page, server: str) -> None:
    questions = [
        {
            "text": {"kk": f"{n}-сұрақ?", "ru": f"Вопрос {n}?", "en": f"Question {n}?"},
            "options": [f"{letter}{n}" for letter in "абвгд"],
            "answer": "A",
        }
        for n in range(100)
    ]
    show(page, server, "02-05", record={"form": "02-05", "questions": questions})
    page.locator("li.item").last.locator(".toggle").click()
    area = page.locator("li.item").last.locator("textarea").first
    area.focus()
    took = page.evaluate(
        """async area => {
            const times = [];
            for (const letter of "қандай қышқыл") {
                const start = performance.now();
                area.setRangeText(letter, 0, 0, "end");
                area.dispatchEvent(new InputEvent("input", {bubbles: true}));
                await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
                times.push(performance.now() - start);
            }
            return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
        }""",
        area.element_handle(),
    )
    # Of half of the keys, so that a machine with other work does not decide it.
    assert took < 100
    assert record_of(page)["questions"][99]["text"]["kk"].endswith("99-сұрақ?")
    assert len(record_of(page)["questions"]) == 100


def test_texts_stand_in_three_languages_side_by_side_and_nothing_is_lost(
    page: Page, server: str
) -> None:
    show(page, server, "glossary", "ru")
    page.get_by_label("Наименование МООК").fill("Хлеб")
    texts = page.get_by_label(say("texts", "ru"), exact=True)
    texts.select_option("many")
    title = page.get_by_role("group", name="Наименование МООК")
    title.get_by_label("казахский").fill("Нан")
    assert record_of(page)["course_title"] == {"ru": "Хлеб", "kk": "Нан"}
    # What stands in another language stays, and is seen.
    texts.select_option("ru")
    assert record_of(page)["course_title"] == {"ru": "Хлеб", "kk": "Нан"}
    expect(title.get_by_label("казахский")).to_have_value("Нан")
    title.get_by_label("казахский").fill("")
    texts.select_option("ru")
    assert record_of(page)["course_title"] == "Хлеб"


def test_a_draft_comes_back_until_it_is_cleared(page: Page, server: str) -> None:
    show(page, server, "02-09")
    field(page, TITLE).fill("Нан")
    page.wait_for_function("() => localStorage.getItem('atuforms:02-09')?.includes('Нан')")
    page.reload()
    page.evaluate("editor.ready")
    expect(field(page, TITLE)).to_have_value("Нан")
    page.get_by_role("button", name=say("clear"), exact=True).click()
    expect(field(page, TITLE)).to_have_value("")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name=say("undo"), exact=True).click()
    expect(field(page, TITLE)).to_have_value("Нан")


def test_a_document_is_opened_and_a_picture_comes_along(
    page: Page, server: str, tmp_path: Path, repository: Path
) -> None:
    word = tmp_path / "толтырылған.docx"
    word.write_bytes(atuforms.render(CERTIFICATE, "docx", lang="kk").data)
    show(page, server, "02-09")
    page.get_by_label(say("open")).set_input_files(word)
    expect(field(page, TITLE)).to_have_value(str(CERTIFICATE["course_title"]))
    assert record_of(page) == CERTIFICATE

    photo = repository / "examples" / "pictures" / "author-utegen.png"
    page.locator(".item details.more summary").first.click()
    page.locator(".item input[type=file]").first.set_input_files(photo)
    expect(page.locator(".file img")).to_be_visible()
    record = record_of(page)
    assert record["authors"][0]["photo"] == photo.name
    assert base64.b64decode(record["$files"][photo.name]) == photo.read_bytes()
    with page.expect_download() as download:
        page.locator("[data-save=yaml]").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert saved.suffix == ".zip"
    page.get_by_role("button", name=say("remove", label=photo.name)).click()
    assert "$files" not in record_of(page)
    page.get_by_label(say("open")).set_input_files(saved)
    expect(page.locator(".file img")).to_be_visible()
    assert record_of(page) == record

    broken = tmp_path / "бұзылған.docx"
    broken.write_bytes(word.read_bytes()[:5000])
    page.get_by_label(say("open")).set_input_files(broken)
    expect(page.locator(".notice.error")).to_contain_text(broken.name)
    assert record_of(page) == record


def test_a_film_is_named_and_not_taken_along(page: Page, server: str, tmp_path: Path) -> None:
    film = tmp_path / "дәріс.mp4"
    with film.open("wb") as stream:
        stream.truncate(15_000_000)
    show(page, server, "02-01")
    videos = page.get_by_role("group", name="Видеодәрістер", exact=False)
    videos.locator("input[type=file]").first.set_input_files(film)
    expect(page.locator(".notice")).to_contain_text(film.name)
    assert record_of(page)["video_lectures"] == [{"file": film.name}]
    assert "$files" not in record_of(page)


def test_what_cannot_be_shown_is_said_and_kept(page: Page, server: str) -> None:
    strange = {**CERTIFICATE, "date": "12.12.25", "note": "ескі", "unit": ["a"], "language": "qq"}
    show(page, server, "02-09", record=strange)
    assert record_of(page) == strange
    expect(page.get_by_label("Күні", exact=False).first).to_have_value("12.12.25")
    for words in ("note", '["a"]', "qq"):
        expect(page.locator(".stranger").filter(has_text=words)).to_be_visible()
    page.locator(".stranger").filter(has_text="note").get_by_role("button").click()
    assert "note" not in record_of(page)


def test_two_tabs_show_one_draft_and_say_so(page: Page, server: str) -> None:
    show(page, server, "02-09")
    field(page, "Платформаның атауы").fill("Өзіміз")
    page.wait_for_function("() => localStorage.getItem('atuforms:02-09')")
    other = page.context.new_page()
    show(other, server, "02-09")
    field(other, TITLE).fill("Нан өндірісі")
    expect(page.locator(".notice.warning")).to_have_text(say("elsewhere"))
    # What is typed there stands here, and is not written over by what is typed next.
    expect(field(page, TITLE)).to_have_value("Нан өндірісі")
    field(page, "Бөлімшенің атауы").fill("кафедра")
    expect(field(other, "Бөлімшенің атауы")).to_have_value("кафедра")
    third = page.context.new_page()
    show(third, server, "02-09")
    for label, text in ((TITLE, "Нан өндірісі"), ("Бөлімшенің атауы", "кафедра")):
        expect(field(third, label)).to_have_value(text)
    expect(third.locator(".notice")).to_contain_text(re.compile(r"\d\d\.\d\d\.\d{4} \d\d:\d\d"))
    for _ in range(2):
        page.get_by_role("button", name=say("undo"), exact=True).click()
    expect(field(page, TITLE)).to_have_value("")
    expect(field(page, "Платформаның атауы")).to_have_value("Өзіміз")


def test_what_is_said_before_saving_is_what_saving_says(page: Page, server: str) -> None:
    show(page, server, "02-09", record=CERTIFICATE)
    total = page.locator(".summary .sum")
    expect(total).to_have_text(say("clean"))
    printed = page.get_by_label(say("documents_in"))
    printed.select_option("ru")
    # The texts are there in Kazakh only: said before, and by saving.
    links = page.locator(".summary li.error a")
    expect(links).to_have_count(4)
    before = links.all_inner_texts()
    page.locator("[data-save=pdf]").click()
    refusal = page.locator(".notice.error")
    expect(refusal).to_be_visible()
    assert links.all_inner_texts() == before
    page.locator(".strong").click()
    expect(links).to_have_count(4)
    # Each leads to where the text in that language is typed.
    page.get_by_role("button", name=say("side_by_side")).first.click()
    title = page.get_by_role("group", name=TITLE)
    links.filter(has_text=TITLE).click()
    expect(title.get_by_label("орыс")).to_be_focused()
    page.keyboard.type("Хлеб")
    expect(links).to_have_count(3)
    # The language of the document is kept with the draft, and stands in the code.
    page.wait_for_function("() => localStorage.getItem('atuforms:02-09')?.includes('Хлеб')")
    page.reload()
    page.evaluate("editor.ready")
    expect(printed).to_have_value("ru")
    page.get_by_role("button", name=say("code")).click()
    expect(page.locator("dialog pre").first).to_contain_text('render(form, "docx", lang="ru")')
    page.locator("dialog .strong").click()
    page.locator("[data-save=pdf]").click()
    expect(refusal).to_be_visible()
    printed.select_option("kk")
    expect(total).to_contain_text(say("clean"))
    expect(refusal).to_have_count(0)


def test_lists_say_how_many_items_are_still_needed(page: Page, server: str) -> None:
    show(page, server, "02-02")
    page.get_by_label("Модуль атауы").first.fill("Нан")
    link = page.locator(".summary li.growing a")
    expect(link.first).to_have_text(say("growing", label="Модуль", count=1, limit=4))
    # On the way to a field an item is called as its heading is.
    page.locator(".strong").click()
    expect(page.locator(".summary li.error a").filter(has_text="Модуль 1 › ").first).to_be_visible()


def test_questions_come_from_a_text_and_a_file_without_their_letters(
    page: Page, server: str
) -> None:
    show(page, server, "02-05")
    page.get_by_text(say("bank_paste")).click()
    options = "A) ұн\nB) су\nC) тұз\nD) ашытқы\nE) қант\nANSWER: A\n\n"
    page.get_by_label(say("bank_text")).fill(f"Нан неден пісіріледі?\n{options}" * 2)
    page.get_by_role("button", name=say("bank_read")).click()
    expect(page.locator(".bring .notice")).to_contain_text(say("brought_text", count=2))
    questions = record_of(page)["questions"]
    assert [each["options"][0] for each in questions] == ["ұн", "ұн"]
    file: Any = {"name": "банк.txt", "mimeType": "", "buffer": f"Қант ше?\n{options}".encode()}
    page.get_by_label(say("bank_file")).set_input_files(file)
    expect(page.locator(".bring .notice")).to_contain_text("банк.txt")
    assert len(record_of(page)["questions"]) == 3
    page.keyboard.press("Control+z")
    assert len(record_of(page)["questions"]) == 2
    empty: Any = {"name": "бос.txt", "mimeType": "", "buffer": b"."}
    page.get_by_label(say("bank_file")).set_input_files(empty)
    expect(page.locator(".bring .notice.error")).to_be_visible()
    assert len(record_of(page)["questions"]) == 2

    page.get_by_role("button", name=say("clear"), exact=True).click()
    area = page.locator("ol.rows textarea").first
    pasted = {
        "A) бір\nB) екі\nC) үш": ["бір", "екі", "үш"],
        "1. бір\n2. екі": ["бір", "екі"],
        "• бір\n• екі": ["бір", "екі"],
        "B) бір\nA) екі": ["B) бір", "A) екі"],
    }
    for text, read in pasted.items():
        area.evaluate(
            """(area, text) => {
                const clipboardData = new DataTransfer();
                clipboardData.setData("text/plain", text);
                area.dispatchEvent(new ClipboardEvent("paste", {clipboardData, cancelable: true}));
            }""",
            text,
        )
        assert [each for each in record_of(page)["questions"][0]["options"] if each] == read
        page.keyboard.press("Control+z")


def test_a_backend_that_is_back_is_complained_of_no_more(page: Page, server: str) -> None:
    show(page, server, "02-09")
    cut_off = {"content_type": "application/json", "body": "{"}
    page.route("**/api/check", lambda route: route.fulfill(**cut_off))
    field(page, TITLE).fill("Нан")
    expect(page.locator(".notice.error")).to_have_text(say("no_answer"))
    # Nothing is said to be right that was not looked at.
    expect(page.locator(".summary .sum")).to_have_text(say("unchecked"))
    page.unroute("**/api/check")
    field(page, TITLE).fill("Нан өндірісі")
    expect(page.locator(".notice")).to_have_count(0)


def test_a_day_is_typed_as_one_writes_it_or_chosen(page: Page, server: str) -> None:
    show(page, server, "02-09", record={"form": "02-09", "lang": "kk", "date": "2025-12-05"})
    day = page.get_by_label("Күні", exact=False).first
    expect(day).to_have_value("05.12.2025")
    given = {
        "1.2.2025": "2025-02-01",
        "2025 жылғы 12 желтоқсан": "2025-12-12",
        "«09» мамыр 2025 ж.": "2025-05-09",
        "9 мая 2025 года": "2025-05-09",
        "December 12, 2025": "2025-12-12",
        "29.02.2024": "2024-02-29",
    }
    for text, iso in given.items():
        day.fill(text)
        day.press("Tab")
        assert record_of(page)["date"] == iso
        expect(day).to_have_value(".".join(reversed(iso.split("-"))))
    expect(page.locator(".dated").first).to_contain_text("«29» ақпан 2024 ж.")
    # What can be two days, or none, is asked for, and stays as it was typed.
    for text in ("05/06/2025", "31.02.2025", "12.12.25"):
        day.fill("")
        day.press_sequentially(text)
        assert "date" not in record_of(page)
        day.press("Tab")
        assert record_of(page)["date"] == text
        expect(page.locator(".field li.error")).to_contain_text("мысалы 12.12.2025")
        expect(day).to_have_value(text)
    page.get_by_role("button", name=say("calendar")).first.click()
    page.locator(".calendar input").first.fill("2025-12-30")
    assert record_of(page)["date"] == "2025-12-30"
    expect(day).to_have_value("30.12.2025")


def test_the_pages_are_drawn_anew_at_a_pause(page: Page, server: str) -> None:
    show(page, server, "02-09", record=CERTIFICATE)
    picture = page.locator(".pages img")
    expect(picture).to_be_visible()
    before = picture.get_attribute("src")
    assert page.evaluate("document.querySelector('.pages img').naturalWidth") > 500
    field(page, TITLE).fill("Сүт өнімдері")
    page.wait_for_function(
        "before => document.querySelector('.pages img').src !== before", arg=before
    )


def test_a_glossary_is_made_by_keyboard_alone(page: Page, server: str) -> None:
    show(page, server, "glossary", "kk")
    page.evaluate("document.querySelector('textarea, input[type=text]').focus()")
    page.keyboard.type("Нан")
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.outerHTML.slice(0, 9)"))
        if seen[-1] == "<textarea":
            break
    page.keyboard.type("Қамыр")
    page.keyboard.press("Tab")
    page.keyboard.type("Ұн мен судан иленген масса.")
    record = record_of(page)
    assert record["terms"] == [{"term": "Қамыр", "definition": "Ұн мен судан иленген масса."}]
    assert atuforms.check(record).ok


def test_every_page_is_accessible_and_bears_200_per_cent(
    browser: Browser, server: str, repository: Path
) -> None:
    """axe finds nothing on any form, light and dark; nothing is cut off in half the width.

    Each then shows the whole of its example, and leaves it as it is.
    """
    script = (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    context = browser.new_context(viewport={"width": 640, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.route("**/api/preview", lambda route: route.fulfill(json={"pages": []}))
    run = """async colours => (await axe.run(document, {resultTypes: ["violations"], runOnly: [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
        rules: {"color-contrast": {enabled: colours}}})).violations.map(
        each => each.id + " " + each.nodes.map(node => node.html.slice(0, 150)).slice(0, 3))"""
    mount = """async ([form, lang]) => {
        const { mount, browserBackend } = await import("/editor.js");
        editor.destroy();
        document.documentElement.lang = lang;
        const options = { form, lang, backend: browserBackend(), storage: localStorage };
        window.editor = mount(document.querySelector("#editor"), options);
        await editor.ready;
    }"""
    # One page for all forms, which has read axe once.
    show(page, server, "02-09")
    page.evaluate(script)
    found: dict[str, object] = {}
    for number, form in enumerate(own_forms()):
        lang = ("kk", "ru", "en")[number % 3]
        page.emulate_media(color_scheme="dark" if number % 2 else "light")
        page.evaluate(mount, [form.name(), lang])
        page.evaluate("document.querySelector('.strong').click()")
        page.wait_for_selector(".summary .sum")
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        # Colours are the same on every page, and take the most time.
        violations = page.evaluate(run, number < 2)

        example = repository / "examples" / f"{form.SLUG}.yaml"
        record = editing.open_file(example.read_bytes(), example.name, lang)["record"]
        page.evaluate("record => editor.set(record)", record)
        if form.CODE == "02-02":
            violations += page.evaluate(run, False)
        strangers = page.locator(".stranger").all_inner_texts()
        if violations or wide or strangers or record_of(page) != record:
            found[form.name()] = (violations, wide, strangers)
    context.close()
    assert found == {}
