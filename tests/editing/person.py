"""What a person does with the editor in the tests, and a certificate to type."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from atuforms import editing

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
