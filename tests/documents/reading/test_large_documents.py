"""A large document is read part by part, and says the same as one that is in memory as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from lxml import etree
from tests.documents.reading.editing import Edit, W, controls, edited, packed, unpacked
from tests.documents.reading.examples import example

import atuforms
from atuforms.core.files.office import Office
from atuforms.core.files.xml_parsing import grown_xml
from atuforms.documents.reading.contents import body
from atuforms.documents.reading.contents.body import Body, kept_body, light_body
from atuforms.documents.reading.contents.word_contents import Control
from atuforms.documents.reading.document import read_document
from atuforms.documents.reading.paper import blocks
from atuforms.documents.reading.paper.blocks import Block, Line
from atuforms.forms.base import Form

HOLDS = {
    "words": "<w:r><w:t>Қосымша сөз</w:t></w:r>",
    "several lines": "<w:r><w:t>бір</w:t><w:br/><w:t>екі</w:t><w:tab/><w:cr/></w:r>",
    "a line end alone": "<w:r><w:br/></w:r>",
    "a soft hyphen and spaces": "<w:r><w:t>а\u00a0б</w:t><w:softHyphen/><w:t>\u200bв </w:t></w:r>",
    "struck words": "<w:r><w:rPr><w:strike/></w:rPr><w:t>сызылған</w:t></w:r>",
    "hidden words": "<w:r><w:rPr><w:vanish/></w:rPr><w:t>жасырын</w:t></w:r>",
    "a power": '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>',
    "a symbol": '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>',
    "tracked changes": (
        "<w:ins><w:r><w:t>жаңа</w:t></w:r></w:ins><w:del><w:r><w:delText>ескі</w:delText></w:r></w:del>"
    ),
    "a link": '<w:hyperlink r:id="rId9"><w:r><w:t>сілтеме</w:t></w:r></w:hyperlink>',
    "a field": '<w:r><w:instrText>HYPERLINK "https://atu.edu.kz"</w:instrText></w:r>',
    "a box": (
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>жәшік</w:t></w:r></w:p></w:txbxContent></w:pict>"
        "</w:r>"
    ),
    "an object": "<w:r><w:object/></w:r>",
    "a control without a name": (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>атсыз</w:t></w:r></w:sdtContent></w:sdt>"
    ),
    "a control of two paragraphs": (
        "<w:sdt><w:sdtPr/><w:sdtContent><w:p/><w:p/></w:sdtContent></w:sdt>"
    ),
    "a bookmark": '<w:bookmarkStart w:id="1"/><w:bookmarkEnd w:id="1"/><w:proofErr/>',
}
SPACES = (
    f'xmlns:w="{W[1:-1]}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def _holding(paragraphs: Callable[[etree._Element], list[etree._Element]], xml: str) -> Edit:
    def edit(root: etree._Element) -> None:
        for paragraph in paragraphs(root):
            paragraph.extend(etree.fromstring(f"<a {SPACES}>{xml}</a>"))

    return edit


def _path(control: Control) -> str:
    return next(iter(control.names), "")


def _both(data: bytes) -> tuple[Body, Body]:
    office = Office(data, "document.docx")
    root = office.xml(office.main_part(), 32_000_000)
    return kept_body(root, _path), light_body(office, _path)


def _of_line(line: Line) -> object:
    return line.text, line.spot, line.inside, line.pieces


def _said(found: list[Block]) -> list[object]:
    return [
        (each.is_row, each.spot, each.paths, each.text, *map(_of_line, each.lines))
        for each in found
    ]


@pytest.fixture(scope="module")
def certificate() -> bytes:
    return atuforms.render(example("02-09"), "docx", lang="kk").data


def test_part_by_part_a_document_says_what_it_says_as_a_whole(
    certificate: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def some(root: etree._Element) -> list[etree._Element]:
        found = list(root.iter(f"{W}p"))
        return [*found[1::5], found[-1]]

    for name, xml in HOLDS.items():
        data = edited(certificate, _holding(some, xml))
        kept, light = _both(data)
        assert _said(light.blocks) == _said(kept.blocks), name
        with monkeypatch.context() as slowly:
            # Most paragraphs are read in one go; this is how all others are read.
            slowly.setattr(blocks, "plain_parts", lambda *_: None)
            assert _said(_both(data)[1].blocks) == _said(kept.blocks), name
        assert len(light.blocks) > 10


def _bank(count: int) -> Form:
    return atuforms.load(
        {
            "form": "02-05",
            "lang": "kk",
            "questions": [
                {"text": f"{n}-сұрақ?", "options": [f"{n}{x}" for x in "абвгд"], "answer": "A"}
                for n in range(count)
            ],
        }
    )


@pytest.fixture(scope="module")
def bank() -> bytes:
    return atuforms.render(_bank(120), "docx", lang="kk").data


def test_what_was_read_is_let_go_of(bank: bytes) -> None:
    kept, light = _both(bank)
    assert _said(light.blocks) == _said(kept.blocks)
    assert sum(1 for _ in light.root.iter()) < 60 < sum(1 for _ in kept.root.iter()) / 100
    assert all(line.kept is None for block in light.blocks for line in block.lines)


def test_what_is_looked_at_again_keeps_its_place(bank: bytes) -> None:
    def edit(root: etree._Element) -> None:
        paragraph = next(controls(root, "questions.80.text")[0].iterancestors(f"{W}p"))
        for xml in (HOLDS["struck words"], HOLDS["an object"]):
            paragraph.extend(etree.fromstring(f"<a {SPACES}>{xml}</a>"))
        paragraph.addnext(etree.Element(f"{W}altChunk"))

    data = edited(bank, edit)
    paragraphs = list(etree.fromstring(unpacked(data)["word/document.xml"]).iter(f"{W}p"))
    held = [n for n, each in enumerate(paragraphs, 1) if each.find(f"{W}r/{W}object") is not None]
    reading = read_document(data)
    rules = ("read-struck", "read-part-foreign", "read-part-foreign")
    told = [each for each in reading.findings if each.rule in rules]
    assert sorted(each.rule for each in told) == sorted(rules)
    assert [each.place.paragraph for each in told] == held * 3


def test_where_no_field_says_its_name_fields_are_words(bank: bytes) -> None:
    def nameless(root: etree._Element) -> None:
        for each in list(root.iter(f"{W}tag", f"{W}alias")):
            above = each.getparent()
            assert above is not None
            above.remove(each)

    data = edited(bank, nameless)
    kept, light = _both(data)
    assert _said(light.blocks) == _said(kept.blocks)
    assert not any(piece.control for b in light.blocks for line in b.lines for piece in line.pieces)
    assert len(read_document(data).source.values["questions"]) == 120


def _raw(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    parts = unpacked(data)
    parts["word/document.xml"] = change(parts["word/document.xml"])
    return packed(parts)


def _around(xml: bytes, before: bytes, after: bytes) -> bytes:
    """Put something around twenty paragraphs in the middle."""
    parts = xml.split(b"</w:p>")
    middle = b"</w:p>".join(parts[300:320])
    rest = b"</w:p>".join(parts[320:])
    return b"</w:p>".join(parts[:300]) + b"</w:p>" + before + middle + b"</w:p>" + after + rest


def _moved(xml: bytes) -> bytes:
    parts = xml.split(b"</w:p>")
    parts[200:207], parts[400:400] = [], [*parts[200:207], parts[210]]
    return b"</w:p>".join(parts)


_SAME = {
    "a value": lambda xml: xml.replace("7а".encode(), "7ә".encode(), 1),
    "moved and copied": _moved,
    "a table": lambda xml: _around(xml, b"<w:tbl><w:tr><w:tc>", b"</w:tc></w:tr></w:tbl>"),
    "a comment": lambda xml: _around(xml, b"<!--", b"-->"),
    "words": lambda xml: _around(xml, b"<![CDATA[", b"]]>"),
    "a foreign element": lambda xml: _around(xml, b'<w:p xmlns:w="urn:x">', b"</w:p>"),
    "a deletion": lambda xml: _around(xml, b"<w:rt>", b"</w:rt>"),
    "a second text": lambda xml: _around(xml, b"</w:body><w:body>", b""),
    "another namespace": lambda xml: xml.replace(b"<w:body>", b'<w:body xmlns:w="urn:x">', 1),
    "another encoding": lambda xml: xml.replace(b"UTF-8", b"ISO-8859-1", 1),
}
"""Changes of a document most of whose paragraphs stay byte for byte."""


def test_what_is_as_it_was_printed_is_not_parsed_again(
    bank: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = light_body(Office(bank, "bank.docx"), _path, own=True).known
    assert known is not None
    read: list[int] = []

    def parsed(content: bytes, *rest: Any) -> Iterator[etree._Element]:
        read.append(len(content))
        return grown_xml(content, *rest)

    monkeypatch.setattr(body, "grown_xml", parsed)
    for name, change in _SAME.items():
        data = _raw(bank, change)
        assert data != bank
        whole = light_body(Office(data, "bank.docx"), _path)
        size, read[:] = read[-1], []
        found = light_body(Office(data, "bank.docx"), _path, known)
        assert _said(found.blocks) == _said(whole.blocks), name
        if name in ("a value", "moved and copied"):
            assert len(read) == 1
            assert read[0] * 5 < size, name


def test_what_the_styles_hide_is_hidden_also_where_it_is_as_printed(bank: bytes) -> None:
    known = light_body(Office(bank, "bank.docx"), _path, own=True).known
    parts = unpacked(bank)
    styles = etree.fromstring(parts["word/styles.xml"])
    style = next(each for each in styles if each.get(f"{W}styleId") == "test-option")
    look = style.find(f"{W}rPr")
    look = etree.SubElement(style, f"{W}rPr") if look is None else look
    etree.SubElement(look, f"{W}vanish")
    office = Office(packed(parts | {"word/styles.xml": etree.tostring(styles)}), "bank.docx")
    whole, found = light_body(office, _path), light_body(office, _path, known)
    assert _said(found.blocks) == _said(whole.blocks)
    assert len(found.spots) == len(whole.spots) > 500
