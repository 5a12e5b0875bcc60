"""Words that a style hides, or gives no colour and no size: nobody sees them on paper."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.documents.reading.editing import NAMESPACE, W, controls, packed, unpacked
from tests.documents.reading.examples import example

import atuforms
from atuforms.documents.reading.contents.body import text_root
from atuforms.documents.reading.contents.open_document import OpenDocument
from atuforms.documents.reading.contents.struck_words import unseen_words
from atuforms.documents.reading.contents.word_contents import text_of, visible
from atuforms.documents.reading.document import DocumentReading, read_document
from atuforms.testbank.typed.word import read as read_bank

STYLES, MAIN = "word/styles.xml", "word/document.xml"
OFF = "<w:vanish/>"
LETTERS = '<w:rStyle w:val="{}"/>'


@pytest.fixture(scope="module")
def certificate() -> dict[str, bytes]:
    return unpacked(atuforms.render(example("02-09"), "docx", lang="ru").data)


@pytest.fixture(scope="module")
def glossary() -> dict[str, bytes]:
    return unpacked(atuforms.render(example("glossary"), "docx", lang="kk").data)


def style(name: str, kind: str, look: str, base: str = "", more: str = "") -> str:
    on = f'<w:basedOn w:val="{base}"/>' if base else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{on}{more}'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def xml(text: str) -> etree._Element:
    return etree.fromstring(f'<x xmlns:w="{NAMESPACE}">{text}</x>')[0]


def read(
    parts: dict[str, bytes], field: str, styles: str, letters: str = "", paragraph: str = ""
) -> DocumentReading:
    """The document whose field has a look of its letters, and its paragraph a style."""
    root = etree.fromstring(parts[MAIN])
    control = controls(root, field)[0]
    for run in control.iter(f"{W}r"):
        run.insert(0, xml(f"<w:rPr>{letters}</w:rPr>"))
    if paragraph:
        around = next(control.iterancestors(f"{W}p"))
        for old in around.findall(f"{W}pPr"):
            around.remove(old)
        around.insert(0, xml(f"<w:pPr>{paragraph}</w:pPr>"))
    sheet = parts[STYLES].decode().replace("</w:styles>", f"{styles}</w:styles>")
    return read_document(packed({**parts, MAIN: etree.tostring(root), STYLES: sheet.encode()}))


def told(reading: DocumentReading, rule: str) -> list[str]:
    return [each.text("en") for each in reading.findings if each.rule == rule]


def test_a_value_that_a_style_hides_is_told_and_not_read(
    certificate: dict[str, bytes], glossary: dict[str, bytes]
) -> None:
    hidden = style("Off", "character", OFF)
    quiet = style("Quiet", "paragraph", OFF)
    deep = style("Deep", "character", "", "Off") + style("Deepest", "character", "", "Deep")
    own = '<w:pStyle w:val="{}"/>'
    for styles, letters, paragraph in (
        (hidden, LETTERS.format("Off"), ""),
        (hidden + deep, LETTERS.format("Deepest"), ""),
        (quiet, "", own.format("Quiet")),
        (quiet + style("Own", "paragraph", "<w:b/>", "Quiet"), "<w:b/>", own.format("Own")),
    ):
        for parts, field in ((certificate, "course_title"), (glossary, "terms.0.definition")):
            words = read(parts, field, "").source.values
            reading = read(parts, field, styles, letters, paragraph)
            (said,) = told(reading, "read-hidden")
            assert said.startswith(("“Основы управления", "“адам денсаулығына")), (field, said)
            assert reading.source.values != words


def test_what_a_style_hides_for_all_of_a_document_is_told(certificate: dict[str, bytes]) -> None:
    defaults = certificate[STYLES].replace(
        b"<w:rPrDefault><w:rPr>", b"<w:rPrDefault><w:rPr><w:vanish/>"
    )
    assert defaults != certificate[STYLES]
    reading = read_document(packed({**certificate, STYLES: defaults}))
    assert len(told(reading, "read-hidden")) > 10
    assert "ru" not in reading.source.values["course_title"]


@pytest.mark.parametrize(
    ("letters", "styles"),
    [
        ("<w:webHidden/>", ""),
        ('<w:vanish w:val="0"/>' + LETTERS.format("Off"), style("Off", "character", OFF)),
        (
            LETTERS.format("On"),
            style("Off", "character", OFF)
            + style("On", "character", '<w:vanish w:val="false"/>', "Off"),
        ),
        (
            LETTERS.format("Pale"),
            style(
                "Pale",
                "character",
                '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1B365D"/>',
            ),
        ),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="darkBlue"/>', ""),
        ('<w:color w:val="767676"/>', ""),
        ("", style("Unused", "character", '<w:color w:val="FFFFFF"/><w:sz w:val="2"/>' + OFF)),
    ],
)
def test_what_is_printed_is_read_without_a_word(
    certificate: dict[str, bytes], letters: str, styles: str
) -> None:
    reading = read(certificate, "course_title", styles, letters)
    assert reading.source.values == read(certificate, "course_title", "").source.values
    assert [each.rule for each in reading.findings] == []


@pytest.mark.parametrize(
    ("letters", "styles", "paragraph"),
    [
        ('<w:color w:val="FFFFFF"/>', "", ""),
        ('<w:color w:val="FFFF00"/>', "", ""),
        ('<w:color w:val="auto" w:themeColor="background1"/>', "", ""),
        ('<w:color w:val="FFFFFF"/><w:highlight w:val="white"/>', "", ""),
        ('<w:color w:val="1B365D"/><w:shd w:val="clear" w:fill="1B365D"/>', "", ""),
        ('<w:sz w:val="2"/>', "", ""),
        (LETTERS.format("Pale"), style("Pale", "character", '<w:color w:val="FFFFFF"/>'), ""),
        (
            LETTERS.format("Deep") + '<w:shd w:val="clear" w:fill="1B365D"/>',
            style("Deep", "character", '<w:color w:val="1B365D"/>')
            + style("Unused", "character", '<w:color w:val="FFFFFF"/>'),
            "",
        ),
        ("", "", '<w:spacing w:line="20" w:lineRule="exact"/>'),
        ("", style("Flat", "paragraph", '<w:sz w:val="3"/>'), '<w:pStyle w:val="Flat"/>'),
    ],
)
def test_a_value_that_nobody_can_read_is_read_and_told(
    certificate: dict[str, bytes], letters: str, styles: str, paragraph: str
) -> None:
    reading = read(certificate, "course_title", styles, letters, paragraph)
    assert reading.source.values == read(certificate, "course_title", "").source.values
    (said,) = told(reading, "read-faint")
    assert said.startswith("“Основы управления")


def test_hidden_words_of_a_typed_bank_are_told_where_a_style_hides_them() -> None:
    lines = ["1. What is hot?", "A) Fire", "B) Ice", "ANSWER: A"]
    shown = [f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in lines]
    shown[2] = shown[2].replace("<w:t>", f"<w:rPr>{LETTERS.format('Off')}</w:rPr><w:t>")
    base = unpacked(atuforms.blank("02-09", "docx", lang="en").data)
    off = style("Off", "character", OFF)
    sheet = base[STYLES].decode().replace("</w:styles>", f"{off}</w:styles>")
    body = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(shown)}</w:body></w:document>'
    reading = read_bank(packed({**base, MAIN: body.encode(), STYLES: sheet.encode()}))
    assert any("“B) Ice” is hidden" in each.text("en") for each in reading.findings)


def test_hidden_words_of_an_odt_are_told() -> None:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
        for name, urn in (
            *((each, each) for each in ("office", "style", "text", "table")),
            ("fo", "xsl-fo-compatible"),
        )
    )
    styles = (
        '<style:style style:name="Off" style:family="text"><style:text-properties '
        'text:display="none"/></style:style><style:style style:name="Pale" style:family="text">'
        '<style:text-properties fo:color="#ffffff"/></style:style><style:style style:name="Dark" '
        'style:family="table-cell"><style:table-cell-properties fo:background-color="#1b365d"/>'
        "</style:style>"
    )
    pale = '<text:span text:style-name="Pale">{}</text:span>'
    text = (
        '<text:p>Бөлім <text:span text:style-name="Off">VOID</text:span></text:p>'
        '<text:section text:display="none"><text:p>GONE</text:p></text:section>'
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>AWAY</text:p>'
        f"<text:p>{pale.format('FAINT')}</text:p><table:table><table:table-row><table:table-cell "
        f'table:style-name="Dark"><text:p>{pale.format("SEEN")}</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    data = packed({"mimetype": kind.encode(), "content.xml": content.encode()})
    root = text_root(OpenDocument(data, "a.odt"))
    unseen = [text for _, text, *_ in unseen_words(root, dict(visible(root)))]
    assert unseen == ["VOID", "GONE", "AWAY", "FAINT"]
    assert text_of(root).split() == ["Бөлім", "FAINT", "SEEN"]
