"""Banks in web pages: lists, paragraphs, tables and forms."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from atuforms.cli import main
from atuforms.core.exceptions import UnreadableInput
from atuforms.testbank.conversion import Conversion, convert
from atuforms.testbank.formats import format_of, read_bank

ASKED = [
    ("Ең терең көл?", ["Арал", "Балқаш", "Алакөл"], "B"),
    ("2 < 3 пе?", ["иә", "жоқ", "?!"], "A"),
]


def made_of(body: str, head: str = "<title>Тест</title><style>li {}</style>") -> Conversion:
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return convert(read_bank(page.encode(), "html"), "moodle-xml", template=False)


def answers(made: Conversion) -> list[tuple[str, list[str], str]]:
    return [(q.text, [o.text for o in q.options], q.answer) for q in made.bank]


def escaped(text: str) -> str:
    return text.replace("<", "&lt;")


RIGHT = [
    ("<b>", "</b>"),
    ('<span style="color: #c00000">', "</span>"),
    ('<span style="font-weight:bold">', "</span>"),
    ("<mark>", "</mark>"),
    ("<u>", "</u>"),
    ('<span class="option is-correct">', "</span>"),
    ('<span data-correct="true">', "</span>"),
    ("<font color=red>", "</font>"),
]


@pytest.mark.parametrize(("opening", "closing"), RIGHT)
@pytest.mark.parametrize("kind", ["ol", "ol type=A", "ol type=a", "ul"])
def test_lists(kind: str, opening: str, closing: str) -> None:
    body = "<h1>Тест</h1><ol>"
    for stem, options, right in ASKED:
        shown = (
            f"<li>{opening}{name}{closing}</li>" if i == "ABC".index(right) else f"<li>{name}</li>"
            for i, name in enumerate(options)
        )
        body += f"<li><p>{escaped(stem)}</p><{kind}>{''.join(shown)}</{kind[:2]}></li>\n"
    assert answers(made_of(f"{body}</ol>")) == ASKED


@pytest.mark.parametrize("apart", [True, False])
def test_paragraphs_and_line_breaks(apart: bool) -> None:
    body = ""
    for number, (stem, options, right) in enumerate(ASKED, 1):
        lines = [f"{number}. {escaped(stem)}"]
        lines += (f"{letter}) {name}" for letter, name in zip("ABC", options, strict=True))
        lines.append(f"Жауап: {right}")
        body += (
            "".join(f"<p>{line}</p>" for line in lines)
            if apart
            else f"<div>{'<br>'.join(lines)}</div>"
        )
    assert answers(made_of(body)) == ASKED


def test_tables() -> None:
    rows = "".join(
        f"<tr><td>{number}</td><td>{escaped(stem)}</td>"
        f"{''.join(f'<td>{name}</td>' for name in options)}<td>{right}</td></tr>"
        for number, (stem, options, right) in enumerate(ASKED, 1)
    )
    head = "".join(f"<th>{each}</th>" for each in ("№", "Сұрақ", "A", "B", "C", "Жауап"))
    assert answers(made_of(f"<table><tr>{head}</tr>{rows}</table>")) == ASKED


@pytest.mark.parametrize("labels", [True, False])
def test_forms(labels: bool) -> None:
    body = ""
    for number, (stem, options, right) in enumerate(ASKED, 1):
        body += f"<div><p>{number}. {escaped(stem)}</p>"
        for letter, name in zip("ABC", options, strict=True):
            checked = "checked" if letter == right else ""
            button = f"<input type=radio name=q{number} {checked}> {name}"
            body += f"<label>{button}</label> " if labels else f"{button}<br>"
        body += "</div>"
    assert answers(made_of(body)) == ASKED


def reviewed(number: int, *, marked: str, told: str = "") -> str:
    """A question in a review that Moodle shows; «b.» was chosen."""
    stem, options, _ = ASKED[number - 1]
    body = (
        f'<div class="que multichoice"><div class="info"><h3>Сұрақ <span>{number}</span></h3>'
        f'<div class="grade">1,00 ішінен 0,00</div></div><h4 class="accesshide">Сұрақ мәтіні</h4>'
        f'<div class="qtext"><p>{escaped(stem)}</p></div><div class="prompt">Біреуін таңдаңыз:'
        '</div><div class="answer">'
    )
    for letter, name in zip("abc", options, strict=True):
        chosen = letter == "b"
        body += (
            f'<div class="r0 {marked if chosen else ""}"><input type="radio" '
            f'{"checked" if chosen else ""}><div class="d-flex"><span class="answernumber">'
            f'{letter}. </span><div class="flex-fill">{name}</div></div></div>'
        )
    return f"{body}</div>{told}</div>"


def test_what_somebody_chose_in_moodle_is_no_answer() -> None:
    every = range(1, len(ASKED) + 1)
    for marked in ("incorrect", ""):
        reading = read_bank("".join(reviewed(n, marked=marked) for n in every).encode(), "html")
        assert [question.plain for question in reading.bank] == [stem for stem, _, _ in ASKED]
        assert not any(question.answer for question in reading.bank)
    page = "".join(reviewed(n, marked="correct") for n in every)
    assert {question.answer for question in read_bank(page.encode(), "html").bank} == {"B"}
    page = "".join(
        reviewed(n, marked="incorrect", told=f"<div>Дұрыс жауап: {names['ABC'.index(right)]}</div>")
        for n, (_, names, right) in enumerate(ASKED, 1)
    )
    assert answers(convert(read_bank(page.encode(), "html"), "moodle-xml", template=False)) == ASKED


@pytest.mark.parametrize("sign", ['class="wrong"', 'title="Неверно"', 'aria-label="қате"'])
def test_a_checked_option_that_is_said_to_be_wrong_is_no_answer(sign: str) -> None:
    rows = "".join(
        f"<div><input type=radio name=q{n}> {n}{a}</div>"
        f"<div><input type=radio name=q{n} checked> {n}{a}{a} <i {sign}></i></div>"
        if a == "б"
        else f"<p>{n}. Қай сан?</p>"
        for n in (1, 2)
        for a in ("", "б")
    )
    assert [question.answer for question in read_bank(rows.encode(), "html").bank] == ["", ""]


def test_items_are_counted_as_they_are_printed() -> None:
    for begun, items, letter in (
        ('<ol type="A">', "<li>Арал</li><li></li><li>Балқаш</li>", "C"),
        ('<ol type="A" start="2">', "<li>Арал</li><li value=4>Балқаш</li>", "D"),
    ):
        page = "".join(f"<p>{n}. Көл?</p>{begun}{items}</ol><p>Жауап: {letter}</p>" for n in (1, 2))
        answers_read = [question.right for question in read_bank(page.encode(), "html").bank]
        assert all(right in ((), (1,)) for right in answers_read)


def test_raised_text_is_kept_and_what_is_lost_is_named() -> None:
    options = "<p>A) 1</p><p>B) 2</p><p>Жауап: A</p>"
    made = made_of(
        f"<p>1. H<sub>2</sub>O, x<sup>n</sup>?</p>{options}"
        f"<p>2. <math><mi>y</mi></math>?</p>{options}<script>var a = '3. B?'</script>"
    )
    assert [question.plain for question in made.bank] == ["H₂O, xⁿ?"]
    assert made.numbers == ("2",)
    page = b"<p>1. <img src=a.png>?</p><p>A) 1</p><p>B) 2</p><p>ANSWER: A</p>"
    assert [f.rule for f in read_bank(page, "html").findings] == ["bank-not-kept"]


def test_nothing_is_right_where_nothing_shows_it() -> None:
    made = made_of(
        "<ol><li>Көл?<ol><li>Арал<li>Балқаш</ol><li>Қала?<ol><li>Тараз<li>Орал</ol></ol>"
    )
    assert (len(made.bank), made.numbers) == (0, ("1", "2"))
    assert not made_of(
        '<p class="text-right">1. A?</p><p>A) 1</p><p class="incorrect">B) 2</p>'
    ).bank


@pytest.mark.parametrize("page", [b"", b"<div>" * 30_000, b"<table>" * 5_000, b"<li>x" * 20_000])
def test_hostile_pages_end_soon(page: bytes) -> None:
    started = time.process_time()
    with suppress(UnreadableInput):  # too deep
        reading = read_bank(page, "html")
        assert not convert(reading, "moodle-xml", template=False).bank.questions
    assert time.process_time() - started < 20


def test_the_ending_says_html(tmp_path: Path) -> None:
    assert format_of(b"<p>", ".HTM") == "html"
    page = tmp_path / "bank.html"
    page.write_text("<p>1. Көл?<p>A) Арал<p><b>B) Балқаш</b>", encoding="utf-8")
    with pytest.raises(SystemExit, match="0"):
        main(["testbank", str(page), str(tmp_path / "bank.gift"), "--fix"])
    assert "=Балқаш" in (tmp_path / "bank.gift").read_text(encoding="utf-8")
