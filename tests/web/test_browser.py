"""The pages in a real browser: a lecturer at work, without a mouse, without scripts, on a phone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.editing.browser import browsing
from tests.programs import check_with_qpdf

import atuforms
from atuforms.core.language.languages import LANGUAGES

PAGES = ("", "files", "testbank", "01-01", "02-06", "nothing")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


def open_context(browser: Browser, served: str, asked: list[str], **options: Any) -> BrowserContext:
    context = browser.new_context(base_url=served, accept_downloads=True, **options)
    context.set_default_timeout(20_000)
    context.on("request", lambda request: asked.append(request.url))
    return context


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A page on which nothing may be amiss, and from which nothing may leave the machine."""
    asked: list[str] = []
    wrong: list[str] = []
    context = open_context(browser, served, asked, locale="kk-KZ")
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert [each for each in asked if not each.startswith((served, "data:", "blob:"))] == []
    assert [each for each in wrong if "status of 4" not in each] == []


def saved(page: Page, press: Any) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        press()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_a_lecturer_makes_a_valid_letter_in_kazakh(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    assert page.url.endswith("/kk/")
    page.get_by_label("Іздеу").fill("ілеспе 01-01")
    expect(page.locator(".cards li:visible")).to_have_count(1)
    page.get_by_role("link", name="01-01 Ілеспе хат").click()

    def fill(label: str, text: str) -> None:
        page.get_by_label(label, exact=False).first.fill(text)

    fill("Факультет", "Тағам технологиялары")
    fill("Кафедра *", "Тағам биотехнологиясы")
    title = page.get_by_label("Курстың атауы").first
    title.fill("Нан өнімдері технологиясының негіздері " * 5)
    told = (
        page.locator("#editor")
        .get_by_text("ең көбі 150 таңба болуы")
        .or_(page.locator("#editor .finding, #editor .error").filter(has_text="150"))
    )
    expect(told.first).to_be_visible()
    title.fill("Нан өнімдері технологиясының негіздері")
    expect(told).to_have_count(0)
    fill("Т.А.Ә.", "Әбілова Гүлнұр Қайратқызы")
    fill("Лауазымы", "доцент")
    fill("Курстың қысқаша сипаттамасы", "Курс нан пісірудің ғылыми негіздерін үйретеді.")
    fill("Курсқа кіру сілтемесі", "https://mooc.atu.edu.kz/courses/bread")
    page.get_by_label("Т.А.Ә.").last.fill("Ғ.Қ. Ысқақова")
    for wanted in ("Word (DOCX)", "PDF"):
        name, data = saved(page, page.get_by_role("button", name=wanted).click)
        file = tmp_path / name
        file.write_bytes(data)
        assert atuforms.check(file).ok, atuforms.check(file).text("en")
        form: Any = atuforms.read(file)
        assert form.course_title.within("kk") == "Нан өнімдері технологиясының негіздері"
    check_with_qpdf(file)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_broken_word_file_comes_back_with_comments(
    browser: Browser, served: str, broken_word: bytes, scripts: bool
) -> None:
    asked: list[str] = []
    context = open_context(browser, served, asked, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/kk/files")
    file: Any = {"name": "Анықтама.docx", "mimeType": "", "buffer": broken_word}
    page.get_by_label("Файлдарды таңдаңыз").set_input_files(file)
    page.get_by_role("button", name="Орындау").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Нәтиже")
    expect(page.locator("main")).to_contain_text("ЖИЦДО директоры")
    if scripts:
        expect(page.get_by_role("heading", level=1)).to_be_focused()
    link = page.get_by_role("link", name="Анықтама.commented.docx")
    name, data = saved(page, link.click)
    assert name == "Анықтама.commented.docx"
    assert "ЖИЦДО директоры" in zipfile.ZipFile(io.BytesIO(data)).read("word/comments.xml").decode()
    page.go_back()
    page.get_by_label("Файлдарды таңдаңыз").set_input_files(file)
    page.get_by_label("Тексеріп, Word файлына түсініктеме жазу").check()
    again, same = saved(page, page.get_by_role("button", name="Орындау").click)
    assert (again, same) == (name, data)
    context.close()
    assert all(each.startswith((served, "data:", "blob:")) for each in asked)


def test_a_file_may_be_dropped(page: Page, sound_word: bytes) -> None:
    page.goto("/ru/files")
    # The words of the browser's own control would be those of the browser's language.
    expect(page.locator(".drop")).to_contain_text("Выбрать файлы")
    expect(page.locator(".drop")).to_contain_text("Файл ещё не выбран.")
    page.get_by_role("button", name="Выполнить").click()
    expect(page.get_by_role("status")).to_contain_text("Файл не выбран")
    with page.expect_file_chooser():
        page.get_by_text("Выбрать файлы").click(force=True)
    page.evaluate(
        """bytes => {
            const given = new DataTransfer();
            given.items.add(new File([new Uint8Array(bytes)], "справка.docx"));
            const how = {dataTransfer: given, bubbles: true, cancelable: true};
            const event = new DragEvent("drop", how);
            document.querySelector("[data-drop]").dispatchEvent(event);
        }""",
        list(sound_word),
    )
    expect(page.locator(".drop")).to_contain_text("справка.docx")
    page.get_by_label("Создать документ по каждой").check()
    page.get_by_role("button", name="Выполнить").click()
    expect(page.get_by_role("status")).to_contain_text("Укажите, для какой формы")
    page.get_by_label("Создать документы").check()
    page.get_by_label("Формат").select_option("pdf")
    name, data = saved(page, page.get_by_role("button", name="Выполнить").click)
    assert name == "справка.ru.pdf"
    assert data.startswith(b"%PDF")
    expect(page.get_by_role("status")).to_contain_text("справка.ru.pdf")


def test_no_page_has_a_barrier_that_a_program_can_find(page: Page, broken_word: bytes) -> None:
    axe = Axe()
    found: list[str] = []

    def look(name: str, colours: bool) -> None:
        # Colours are the same in every language, and take the most time.
        rules = {"color-contrast": {"enabled": colours}}
        results = axe.run(page, options={"resultTypes": ["violations"], "rules": rules})
        found.extend(
            f"{name}: {each['id']} {each['nodes'][0]['html'][:120]}"
            for each in results.response["violations"]
        )

    for number, lang in enumerate(LANGUAGES):
        page.emulate_media(color_scheme="dark" if number % 2 else "light")
        for path in PAGES:
            page.goto(f"/{lang}/{path}")
            if path == "01-01":
                page.wait_for_selector("#editor input, #editor textarea")
            if path == "files":
                page.locator("#do-batch").check()
            look(f"{lang}/{path}", number < 2)
        page.goto(f"/{lang}/files")
        page.locator("#file").set_input_files(
            {"name": "a.docx", "mimeType": "", "buffer": broken_word}
        )
        page.locator("form [type=submit]").click()
        page.wait_for_selector("table")
        look(f"{lang}/result", number < 2)
    assert found == []


def test_a_file_of_another_form_leads_to_the_page_of_that_form(
    page: Page, repository: Path
) -> None:
    page.goto("/en/02-09")
    unit = page.get_by_label("Name of the division")
    unit.fill("Department")
    opener = page.get_by_label("Open a file")
    opener.set_input_files(repository / "examples" / "glossary.yaml")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Glossary")
    assert page.url.endswith("/en/glossary")
    assert page.get_by_role("link", name="Русский").get_attribute("href") == "../ru/glossary"
    # Undo and Back lead to what stood here, and back again.
    term = page.get_by_role("textbox", name="Term").first
    expect(term).not_to_have_value("")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(unit).to_have_value("Department")
    page.wait_for_url("**/en/02-09")
    assert page.evaluate("localStorage.getItem('atuforms:glossary')") is None
    page.get_by_role("button", name="Redo", exact=True).click()
    expect(term).not_to_have_value("")
    page.wait_for_url("**/en/glossary")
    page.reload()
    expect(term).not_to_have_value("")
    page.go_back()
    expect(unit).to_have_value("Department")


@pytest.mark.parametrize("width", [320, 640])
def test_nothing_is_cut_off_on_a_phone_or_at_two_hundred_per_cent(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for lang in LANGUAGES:
        for path in PAGES:
            page.goto(f"/{lang}/{path}")
            if path == "01-01":
                page.wait_for_selector("#editor textarea")
                # Words that are broken into letters are cut off too.
                toggle = page.locator(".item .toggle").first.bounding_box()
                assert toggle is not None
                assert toggle["width"] > 180
                page.locator("[data-save=docx]").click()
                expect(page.locator(".notice.error")).to_be_in_viewport(ratio=0.9)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{lang}/{path}"


def test_the_keyboard_does_it_all(page: Page, sound_word: bytes) -> None:
    page.goto("/en/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="01-01 Cover letter")).to_be_focused()
    page.goto("/en/testbank")
    page.get_by_label("File with the questions").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Format")).to_be_focused()
