"""Markdown becomes safe XHTML, whatever it says."""

from __future__ import annotations

import time
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from atuforms.core.markup import is_safe_link, links_left_out, picture_names
from atuforms.core.pictures import Picture
from atuforms.rendering.picture_box import TALLEST_MM
from atuforms.rendering.rich import RichText, picture_width, xhtml
from atuforms.rendering.text_tables import MAX_WIDTH_MM
from atuforms.rendering.word.parts import AddedParts
from atuforms.rendering.word.rich_text import word_blocks
from atuforms.rendering.word.styles import PAGES
from atuforms.rendering.word.template_package import TemplatePackage
from atuforms.rendering.word.wordprocessingml import W

ELEMENTS = frozenset(["div", "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "pre", "hr"])
ELEMENTS |= {"table", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "blockquote"}
ELEMENTS |= {"strong", "em", "s", "code", "a", "sup", "br"}
MARKDOWN = st.lists(
    st.sampled_from(
        [
            "# ", "### ", "- ", "1. ", "> ", "\n", "\n\n", "    ", "```", "`", "**", "_", "~~",
            "[a](https://a.kz)", "[b](file:x)", "![c](d.png)", "|a|b|\n|-|:-:|\n|1|2|\n", "[^1]",
            "\n[^1]: note\n", "^[x]", "<b>", "<script>", "&#12;", "&lt;", "{{ x }}", "{% if %}",
            "сөз", "---\n", "\\", "  \n", "<https://b.kz>", "\t",
        ]
    )
).map("".join)  # fmt: skip


def html(text: str) -> str:
    return etree.tostring(xhtml(RichText(text)), encoding="unicode", method="html")


def words_of_word(text: str) -> str:
    blocks = word_blocks(RichText(text), PAGES["portrait"].text_width, parts())
    root = etree.fromstring(f'<w:body xmlns:w="{W}">{blocks}</w:body>')
    return "".join(str(each.text) for each in root.iter(f"{{{W}}}t"))


def parts() -> AddedParts:
    return AddedParts(template(f'<w:numbering xmlns:w="{W}"/>'.encode()))


def template(numbering: bytes) -> TemplatePackage:
    """A template of which nothing is there but its lists."""
    own = {"word/numbering.xml": numbering, "[Content_Types].xml": b"<Types></Types>"}
    known = {"numbering": "word/numbering.xml"}
    return TemplatePackage("template", "word/document.xml", (), own, known)


@given(MARKDOWN)
@settings(max_examples=60)
def test_nothing_but_known_elements_and_safe_addresses(text: str) -> None:
    root = xhtml(RichText(text))
    assert {str(each.tag) for each in root.iter()} <= ELEMENTS
    for each in root.iter():
        assert set(each.attrib) <= {"class", "style", "scope", "start", "href", "role"}
        assert each.get("role") in (None, "doc-noteref")
        assert "href" not in each.attrib or is_safe_link(str(each.get("href")))
    levels = [int(str(each.tag)[1]) for each in root.iter("h2", "h3", "h4", "h5", "h6")]
    assert all(after <= before + 1 for before, after in zip([1, *levels], levels, strict=False))


@given(MARKDOWN)
@settings(max_examples=60)
def test_word_says_what_the_page_says(text: str) -> None:
    page = "".join(str(each) for each in xhtml(RichText(text)).itertext())
    assert "".join(words_of_word(text).split()) == "".join(page.split())


def test_headings_begin_below_the_title_and_skip_no_level() -> None:
    assert html("## a\n\n#### b\n\n## c\n\n# d") == (
        '<div class="rich"><h2>a</h2><h3>b</h3><h2>c</h2><h2>d</h2></div>'
    )


def test_empty_headings_are_left_out() -> None:
    assert html("#\n\n# a") == '<div class="rich"><h2>a</h2></div>'


def test_pictures_and_links_are_named_as_the_record_names_files() -> None:
    text = "![a](p/1%202.png) ![b](p\\3.png) ![a](p/1%202.png) [c](x.pdf) [d](mailto:a@b.kz)"
    assert picture_names(text) == ("p/1 2.png", "p/3.png")
    assert links_left_out(text) == ("x.pdf",)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://atu.edu.kz", True),
        ("HTTP://atu.edu.kz", True),
        ("mailto:a@b.kz", True),
        ("https:", False),
        ("https://[", False),
        ("//atu.edu.kz", False),
        ("data:text/html,x", False),
        ("syllabus.pdf", False),
    ],
)
def test_links_lead_to_the_web_or_to_a_mailbox(address: str, safe: bool) -> None:
    assert is_safe_link(address) is safe


@pytest.mark.parametrize(("width", "height"), [(100, 100), (5000, 10), (10, 5000), (5000, 5000)])
def test_pictures_fit_the_page(width: int, height: int) -> None:
    shown = picture_width(Picture("x.png", b"", width, height))
    assert 0 < shown <= MAX_WIDTH_MM
    assert shown * height / width <= TALLEST_MM + 0.01


def test_lists_of_a_text_come_after_those_of_the_template() -> None:
    own = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="4"/>'
        '<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    ).encode()
    added = AddedParts(template(own))
    assert added.list_number(ordered=True, start=3, level=0) == ("8", "0")
    root = etree.parse(BytesIO(added.members()["word/numbering.xml"])).getroot()
    assert [etree.QName(each).localname for each in root] == [
        *["abstractNum"] * 3,
        *["num"] * 2,
    ]


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "*a_" * 10_000, ">" * 20_000, "- " * 5_000, "![[" * 10_000, "^[" * 5_000]
)
def test_hostile_texts_take_no_time(text: str) -> None:
    started = time.process_time()
    html(text)
    assert time.process_time() - started < 20


def test_words_that_lead_to_a_list_stay_with_it_in_word() -> None:
    text = "Сіз:\n\n1. бір\n2. екі:\n   - ішкі\n\nсоңы"
    blocks = word_blocks(RichText(text), PAGES["portrait"].text_width, parts())
    root = etree.fromstring(f'<w:body xmlns:w="{W}">{blocks}</w:body>')
    kept = {
        "".join(map(str, each.itertext())): each.find(f"{{{W}}}pPr/{{{W}}}keepNext") is not None
        for each in root
    }
    assert kept == {"Сіз:": True, "бір": False, "екі:": True, "ішкі": False, "соңы": False}


def test_tasks_of_a_list_have_boxes_and_nothing_else_has() -> None:
    tasks = "- [ ] бір\n- [x] **екі**\n1. [X] үш\n   - [ ] төрт\n"
    assert [html(tasks).count(each) for each in "☐☑["] == [2, 2, 0]
    other = "[ ] а\n\n- сөз [ ] ә\n- \\[ ] б\n- [] в\n- `[x] г`\n- [x](https://a.kz) ғ\n"
    assert not set("☐☑") & set(html(other))
    assert html(other).count("[ ]") == 3
