"""Values of a layout that a rule of a style sheet hides, wherever the rule stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from atuforms.core.files.resources import templates_folder
from atuforms.documents.own_layouts import sheet_errors
from atuforms.documents.own_templates import check_templates, remarks
from atuforms.forms.all_forms import get_form

SLUG = "minutes-extract"
FILE, SHEET = f"layouts/{SLUG}.html", "layouts/page.css"
TAG = '{{ unit or "________________________________________" }}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own" / "layouts").mkdir(parents=True)
    return tmp_path / "own"


TAGS = (
    TAG,
    '{{ number or "_____" }}',
    "{{ date or blank_date }}",
    "{{ question.value }}",
    '{{ votes_for or "____" }}',
)
HIDING = (
    "display: none",
    "visibility: hidden",
    "font-size: 1pt",
    "color: #fffffe",
    "color: black; background: #010101",
    "position: absolute; left: -9999px",
    "display: block; height: 0; overflow: hidden",
    "display: block; transform: scale(0)",
    "opacity: .01",
    "color: rgba(0, 0, 0, 0)",
)


def test_a_value_that_a_rule_hides_is_named_with_its_line(folder: Path) -> None:
    """The rule stands in the layout itself: in a class, by an attribute, at the element."""
    for rule, look, sheet in zip(
        (HIDING[:5], HIDING[5:]),
        ('class="off{}"', 'data-off="{}"'),
        (".off{}", "[data-off='{}']"),
        strict=True,
    ):
        layout = (templates_folder() / FILE).read_text(encoding="utf-8")
        rules = ""
        for number, (tag, each) in enumerate(zip(TAGS, rule, strict=True)):
            assert tag in layout
            layout = layout.replace(tag, f"<b {look.format(number)}>{tag}</b>", 1)
            rules += f"{sheet.format(number)} {{ {each} }} "
        style = f"<style>@media print {{ {rules} }}</style>"
        layout = layout.replace('<p class="subtitle">', f'{style}<p class="subtitle">', 1)
        (folder / FILE).write_text(layout, encoding="utf-8")
        found = [(each.file, each.error.text("en")) for each in check_templates(folder)]
        assert {file for file, _ in found} == {FILE}
        for tag, each in zip(TAGS, rule, strict=True):
            assert any(tag in said and f"{SLUG}.html:" in said for _, said in found), each
        assert len(found) == len(TAGS)
    assert len(remarks(get_form(SLUG), "kk", "pdf", folder)) == len(TAGS)


def test_a_rule_for_everything_is_told_of_a_style_sheet_alone(folder: Path) -> None:
    rules = (templates_folder() / SHEET).read_text(encoding="utf-8")
    (folder / SHEET).write_text(f"{rules}\n* {{ font-size: 1pt !important }}", encoding="utf-8")
    found = check_templates(folder)
    assert {each.file for each in found} == {SHEET}
    assert 0 < len(found) < 6
    form = get_form(SLUG)
    assert remarks(form, "ru", "pdf", folder)
    assert remarks(form, "ru", "docx", folder) == ()


def test_what_is_seen_is_no_mistake(folder: Path) -> None:
    layout = (templates_folder() / FILE).read_text(encoding="utf-8")
    seen = (
        "color: white; background: #1b365d",
        "font-size: 5pt; color: #777",
        "position: relative; left: 2mm",
        "display: inline-block; overflow: hidden",
        "transform: scale(.9) translate(1px, 1px)",
    )
    for tag, rule in zip(TAGS, seen, strict=True):
        layout = layout.replace(tag, f'<b style="{rule}">{tag}</b>', 1)
    (folder / FILE).write_text(layout, encoding="utf-8")
    assert check_templates(folder) == ()
    assert remarks(get_form(SLUG), "en", "pdf", folder) == ()


def test_mistakes_of_a_style_sheet_are_named_with_their_line(folder: Path) -> None:
    usual = (templates_folder() / SHEET).read_text(encoding="utf-8")
    count = usual.count("\n") + 1
    mistakes = (
        ("h1 { colour: red }", "“colour: red”"),
        ("h1 { color: ред }", "“color: ред”"),
        ("h1..x { color: red }", "“h1..x”"),
        ("h1 { color: red\nh2 { color: red } }", "“color: red h2”"),
        ('h1 { font-family: "Comic Sans MS", serif }', "“Comic Sans MS”"),
    )
    for rule, words in mistakes:
        (folder / SHEET).write_text(f"{usual}\n{rule}", encoding="utf-8")
        ((file, error),) = sheet_errors(folder)
        assert file == SHEET
        assert f"in line {count + 1}" in error.text("en"), rule
        assert words in error.text("en")
    (folder / SHEET).write_text(f"{usual}\n@media print {{ h1 {{ color: #123 }} }}")
    assert list(sheet_errors(folder)) == []
