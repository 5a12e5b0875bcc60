"""The text of a lecture on paper becomes the Markdown of which it could have been printed."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from lxml import etree
from tests.documents.reading.corpus import RECORD_PART
from tests.documents.reading.editing import (
    DOCUMENT,
    NAMESPACE,
    W,
    edited,
    element,
    packed,
    unpacked,
    without_part,
)
from tests.documents.reading.examples import example
from tests.documents.reading.test_left_out import flattened
from tests.programs import convert

import atuforms
from atuforms.documents.reading.contents.inline_words import Look, Words
from atuforms.documents.reading.document import DocumentReading, read_document
from atuforms.documents.reading.paper.inline_markdown import markdown
from atuforms.rendering.rich import RichText, xhtml

BOLD, ITALIC = Look(bold=True), Look(italic=True)

MIXED = r"""A **bold *both* word**, *it*, ~~old~~, `x = 1`, and [a *link*](https://a.kz/b?c=1&d=2).

Line one\
line two **strong\
still** end

> Quote *one*
>
> Quote two

- a
- b **c**
  - d
    1. e
    2. f
- g

```
def f(x):
    return x  # ok

print(f(1))
```

1. one

   more of one

2. two

   more of two

After 1\. not a list, 2 * 3, a_b, <tag>, & &amp; [x] #5

---

| A | B |
|:--|--:|
| `a` | **1** |
| [l](https://x.kz) | 2[^b] |

Text[^a] with **note**[^b]; 5 m².

[^a]: First *note* with [link](https://n.kz).
[^b]: Second.

    With two paragraphs."""

KAZAKH = """# Тақырып

3. Үшінші[^1]
4. Төртінші **қалың** сөз

«**Тырнақша**» және *«көлбеу»*. Сұрақ: <a@b.kz>, <https://atu.edu.kz/>

- бір
- екі
- [ ] үш
- [x] **төрт**
- \\[ ] бес

[^1]: Ескертпе."""


@functools.cache
def lecture(body: str) -> bytes:
    """A document with this text, without fields and record."""
    texts = {"lang": "ru", "course_title": "Курс", "topic": "Тема", "body": body}
    record = {**example("02-03").record(), **texts}
    form = type(example("02-03"))(**{key: each for key, each in record.items() if key != "form"})
    data = atuforms.render(form, "docx", lang="ru").data
    return without_part(edited(data, flattened), RECORD_PART)


def shown(text: str) -> str:
    return etree.tostring(xhtml(RichText(text)), encoding="unicode")


@pytest.mark.parametrize("body", [MIXED, KAZAKH])
def test_what_was_printed_from_markdown_is_read_as_such(body: str) -> None:
    reading = read_document(lecture(body), form="02-03")
    assert shown(reading.source.values["body"]) == shown(body)
    assert reading.source.values["body"].count("- [x]") == body.count("- [x]")
    assert reading.findings == ()


def test_a_lecture_in_an_odt_keeps_emphasis_links_notes_and_lists(tmp_path: Path) -> None:
    (tmp_path / "lecture.docx").write_bytes(lecture(KAZAKH))
    convert([tmp_path / "lecture.docx"], "odt", tmp_path)
    reading = read_document(tmp_path / "lecture.odt", form="02-03")
    body = reading.source.values["body"]
    assert "Екінші" not in body
    assert "Төртінші **қалың** сөз" in body
    assert "«**Тырнақша**» және *«көлбеу»*. Сұрақ: <a@b.kz>, <https://atu.edu.kz/>" in body
    assert "\n- бір\n- екі" in body
    assert body.endswith("\n[^1]: Ескертпе.")


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _note(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def _field(code: str, shown: str) -> str:
    kinds = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in kinds)
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{_run(shown)}{end}"


def _typed(*paragraphs: str, notes: str = "") -> DocumentReading:
    """A lecture that somebody typed into the form in Word."""
    data = lecture("Текст")

    def edit(root: etree._Element) -> None:
        text = next(
            each for each in root.iter(f"{W}p") if "Текст" in "".join(map(str, each.itertext()))
        )
        for each in paragraphs:
            text.addprevious(element(f"<w:p>{each}</w:p>"))
        text.getparent().remove(text)  # type: ignore[union-attr]

    parts = unpacked(edited(data, edit))
    parts["word/footnotes.xml"] = (
        f'<w:footnotes xmlns:w="{NAMESPACE}">{notes}</w:footnotes>'.encode()
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    more = f'<Relationship Id="notes" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    links = "word/_rels/document.xml.rels"
    parts[links] = parts[links].replace(b"</Relationships>", more.encode())
    assert DOCUMENT in parts
    return read_document(packed(parts), form="02-03")


COURIER = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New"/>'


def test_notes_fields_and_fonts_of_word_are_read() -> None:
    notes = (
        f'<w:footnote w:id="7"><w:p>{_run(" Первая ")}{_run("сноска", "<w:i/>")}</w:p></w:footnote>'
        f'<w:footnote w:id="8"><w:p>{_run("Вторая.")}</w:p></w:footnote>'
    )
    reading = _typed(
        _run("Слово") + _note(8) + _run(" и ") + _field(' HYPERLINK "https://a.kz/x" ', "ссылка"),
        _run("м") + _run("2", '<w:vertAlign w:val="superscript"/>') + _note(7) + _run("."),
        _run("x = 1", COURIER),
        _run("  y = 2", COURIER),
        _run("Переменная ") + _run("x", COURIER) + _run(" есть.", '<w:b w:val="0"/>'),
        notes=notes,
    )
    assert reading.source.values["body"] == (
        "Слово[^1] и [ссылка](https://a.kz/x)\n\nм²[^2].\n\n```\nx = 1\n  y = 2\n```\n\n"
        "Переменная `x` есть.\n\n[^1]: Вторая.\n\n[^2]: Первая *сноска*"
    )
    assert reading.findings == ()


def test_what_markdown_cannot_say_and_a_note_without_a_place_are_told() -> None:
    notes = f'<w:footnote w:id="3"><w:p>{_run("Без места.")}</w:p></w:footnote>'
    reading = _typed(
        _run("важно", '<w:u w:val="single"/>') + _field(' HYPERLINK "javascript:x" ', " здесь"),
        notes=notes,
    )
    assert reading.source.values["body"] == "важно здесь"
    told = [(each.rule, each.path) for each in reading.findings]
    assert sorted(told) == [("read-plain", "body"), ("read-text-outside", "")]


@pytest.mark.parametrize(
    ("words", "text", "whole"),
    [
        ([Words("a "), Words("b c ", BOLD), Words("d")], "a **b c** d", True),
        ([Words("a", ITALIC), Words("b", Look(bold=True, italic=True))], "*a****b***", True),
        ([Words("x `y` z", Look(code=True))], "``x `y` z``", True),
        ([Words("1. point", BOLD), Words("\n- item")], "**1. point**\n\\- item", True),
        ([Words("---")], "\\---", True),
        ([Words("«слово»", BOLD), Words("буква")], "«слово»буква", False),
        ([Words("js", Look(link="javascript:x"))], "js", False),
        ([Words("text.", BOLD), Words("", note="1")], "**text.**[^1]", True),
    ],
)
def test_signs_of_markdown_mean_what_was_shown(words: list[Words], text: str, whole: bool) -> None:
    assert markdown(words, ["[^1]"] * sum(bool(each.note) for each in words)) == (text, whole)
