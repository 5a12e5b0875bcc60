"""What might surprise a person at the editor: other tabs, other languages, pasted lists."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect
from tests.editing.person import CERTIFICATE, TITLE, field, record_of, say, show


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
