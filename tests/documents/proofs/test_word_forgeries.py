"""Forgeries of a Word document: none is genuine, and one that was merely packed anew is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.documents.proofs.signed import Certificate, part, with_parts

import atuforms
from atuforms.documents.proofs.keys import new_key

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture(scope="module")
def certificate(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return Certificate.signed_anew(repository, tmp_path_factory.mktemp("keys"))


def _before_value(main: str, run: str) -> str:
    at = main.index("<w:p>") if "<w:p>" in main else main.index("<w:p ")
    return f"{main[:at]}<w:p>{run}</w:p>{main[at:]}"


def _looking(look: str) -> Callable[[str], str]:
    def change(main: str) -> str:
        found = re.search(r"<w:r>(?=<w:t[^>]*>[^<]*2025)|<w:r>(?=<w:t[^>]*>[^<]{9,}<)", main)
        assert found is not None
        return f"{main[: found.end()]}<w:rPr>{look}</w:rPr>{main[found.end() :]}"

    return change


def _with(run: str) -> Callable[[str], str]:
    return lambda main: _before_value(main, run)


V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
STYLE = 'style="position:absolute;width:300pt;height:90pt"'
WORD_FORGERIES: dict[str, Callable[[str], str]] = {
    "a shape": _with(f'<w:r><w:pict><v:rect {V} {STYLE} fillcolor="white"/></w:pict></w:r>'),
    "words in a shape": _with(
        f'<w:r><w:pict><v:shape {V} {STYLE}><v:textpath string="№ 1"/></v:shape></w:pict></w:r>'
    ),
    "a picture in a shape": _with(
        f'<w:r><w:pict><v:rect {V} {STYLE}><v:fill type="frame"/></v:rect></w:pict></w:r>'
    ),
    "a background": lambda main: main.replace("<w:body>", '<w:background w:color="0"/><w:body>'),
    "a computed field": _with(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE "№ 1"</w:instrText>'
        '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "words above words": _with(
        "<w:r><w:ruby><w:rt><w:r><w:t>№ 1</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r>"
    ),
    "a fallback": _with(
        f"<w:r><mc:AlternateContent {MC}><mc:Fallback><w:t>№ 1</w:t></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ),
    "a bound value": lambda main: main.replace(
        "<w:sdtPr>", '<w:sdtPr><w:dataBinding w:xpath="/"/>', 1
    ),
    "another ordinal": lambda main: re.sub(r">1\.<", ">2.<", main, count=1),
    "a hidden row": lambda main: main.replace(
        "<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr>', 1
    ),
    "a paragraph off the page": lambda main: main.replace(
        "<w:pPr>", '<w:pPr><w:ind w:left="20000"/>', 1
    ),
    "lines without height": lambda main: main.replace(
        "<w:pPr>", '<w:pPr><w:spacing w:line="1" w:lineRule="exact"/>', 1
    ),
    **{
        look: _looking(f"<w:{look}/>")
        for look in (
            'color w:val="FFFFFF"', 'sz w:val="1"', 'w w:val="1"', "strike", "dstrike", "vanish",
            'position w:val="2000"', "webHidden", 'rFonts w:ascii="Wingdings"', "specVanish",
            'highlight w:val="black"', 'shd w:fill="000000"', 'fitText w:val="1"', "outline",
            'spacing w:val="-200"', 'effect w:val="blinkBackground"',
        )
    },
}  # fmt: skip


def test_no_forgery_of_a_word_document_is_genuine(certificate: Certificate) -> None:
    main = part(certificate.word, "word/document.xml").decode()
    found = {}
    for name, change in WORD_FORGERIES.items():
        other = change(main)
        assert other != main, name
        said = certificate.verify(
            with_parts(certificate.word, {"word/document.xml": other.encode()})
        )
        found[name] = said.reason
    assert {name: each for name, each in found.items() if each != "altered"} == {}


def test_no_forgery_in_the_other_parts_of_a_word_document_is_genuine(
    certificate: Certificate,
) -> None:
    styles = part(certificate.word, "word/styles.xml").decode()
    numbers = part(certificate.word, "word/numbering.xml").decode()
    level = '<w:lvl w:ilvl="0"><w:lvlText w:val="Диплом № 1"/></w:lvl>'
    list_ = f'<w:abstractNum w:abstractNumId="77">{level}</w:abstractNum></w:numbering>'
    forgeries = {
        "word/styles.xml": styles.replace("<w:rPr>", "<w:rPr><w:vanish/>", 1).encode(),
        "word/numbering.xml": (
            numbers.replace("</w:numbering>", list_)
            if "</w:numbering>" in numbers
            else re.sub(r"(<w:numbering[^>]*)/>", rf"\1>{list_}", numbers)
        ).encode(),
        "word/embeddings/sheet.bin": b"x",
    }
    for name, content in forgeries.items():
        if name == "word/embeddings/sheet.bin":
            data = with_part(certificate.word, name, content)
        else:
            data = with_parts(certificate.word, {name: content})
        assert certificate.verify(data).reason == "altered", name


def with_part(word: bytes, name: str, content: bytes) -> bytes:
    stream = io.BytesIO(word)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def test_a_word_document_that_was_merely_packed_anew_is_genuine(certificate: Certificate) -> None:
    assert certificate.verify(with_parts(certificate.word, {})).reason == "genuine"


def test_of_an_open_document_it_is_said_that_it_carries_no_proof(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    key = new_key(tmp_path / "key.json")
    said = atuforms.verify(stream.getvalue(), keys=key.public.jwk())
    assert said.reason == "unreadable"
    assert "OpenDocument" in said.text("en")
