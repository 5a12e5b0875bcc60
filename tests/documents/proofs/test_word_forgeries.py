"""Forgeries of Word documents: none is genuine, and a document that was merely saved anew is."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from tests.documents.proofs.signed import example, signed

import atuforms
from atuforms.core.fonts import font_files
from atuforms.documents.proofs.keys import new_key
from atuforms.documents.proofs.proof import Proof
from atuforms.documents.proofs.signing import Signer

Parts = dict[str, bytes]
Change = Callable[[Parts], object]
MAIN, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
POINTERS, FONTS = "word/_rels/document.xml.rels", "word/fontTable.xml"
TYPES, SETTINGS = "[Content_Types].xml", "word/settings.xml"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{KINDS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
VALUE = "Образовательная платформа"
"""How a value of the certificate begins, which stands in a cell of its own."""


@dataclass(frozen=True)
class Certificate:
    signer: Signer
    parts: Parts

    def verify(self, change: Change) -> Proof:
        """What is said of the certificate after a change of its parts."""
        parts = dict(self.parts)
        change(parts)
        assert parts != self.parts
        return atuforms.verify(packed(parts), keys=self.signer.key.public.jwk())


def packed(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture(scope="module")
def certificate(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    signer = Signer(new_key(tmp_path_factory.mktemp("keys") / "key.json"))
    form = example(repository, "mooc-placement-certificate")
    with zipfile.ZipFile(io.BytesIO(signed(form, "docx", signer, "ru"))) as archive:
        return Certificate(signer, {each: archive.read(each) for each in archive.namelist()})


def in_part(name: str, pattern: str, by: str) -> Change:
    """Replace what a pattern finds first."""

    def change(parts: Parts) -> None:
        text, count = re.subn(pattern, by, parts[name].decode(), count=1, flags=re.DOTALL)
        assert count, pattern
        parts[name] = text.encode()

    return change


def in_body(pattern: str, by: str) -> Change:
    with_names = in_part(MAIN, r"<w:document [^>]*>", f"<w:document {NAMESPACES}>")
    change = in_part(MAIN, pattern, by)
    return lambda parts: (with_names(parts), change(parts))


def with_run(run: str) -> Change:
    return in_body("<w:p>", f"<w:p>{run}</w:p><w:p>")


def looking(look: str) -> Change:
    """A value that looks otherwise."""
    if look.startswith("w14:"):
        return in_body(rf"<w:r>(<w:t [^>]*>{VALUE})", rf"<w:r><w:rPr><{look}></w:rPr>\1")
    return in_body(rf"<w:r>(<w:t [^>]*>{VALUE})", rf"<w:r><w:rPr><w:{look}/></w:rPr>\1")


def before_value(tag: str) -> str:
    """A pattern that finds the last ``tag`` before the value."""
    return rf"({tag})((?:(?!{tag}).)*{VALUE})"


def cell_with(property_: str) -> Change:
    return in_body(before_value("<w:tcW[^>]*>"), rf"\1{property_}\2")


def pointing(kind: str, target: str, name: str = POINTERS, known_by: str = "rId77") -> Change:
    pointer = f'<Relationship Id="{known_by}" Type="{kind}" Target="{target}"/>'
    return in_part(name, "</Relationships>", f"{pointer}</Relationships>")


def added(name: str, content: bytes = b"x", kind: str = "") -> Change:
    def change(parts: Parts) -> None:
        parts[name] = content
        if kind:
            type_ = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
            row = f'<Override PartName="/{name}" ContentType="{type_}"/></Types>'
            in_part(TYPES, "</Types>", row)(parts)

    return change


def all_of(*changes: Change) -> Change:
    return lambda parts: [each(parts) for each in changes]


def moved(kind: str, name: str, type_: str = "") -> Change:
    """A part that another stands for, though the first is still there."""

    def change(parts: Parts) -> None:
        added("customXml/item9.xml", parts[name], type_ or kind)(parts)
        pattern = rf'(relationships/{kind}" Target=")[^"]*'
        in_part(POINTERS, pattern, r"\1../customXml/item9.xml")(parts)

    return change


def listed(text: str, format_: str = "none", more: str = "") -> Change:
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format_}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )
    lists = (
        f'<w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
    )
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    return all_of(
        in_part(
            NUMBERING, r"(<w:numbering[^>]*?)/?>(</w:numbering>)?$", rf"\1>{lists}</w:numbering>"
        ),
        in_body(before_value("<w:pStyle[^>]*>"), rf"\1{number}\2"),
    )


def merged(parts: Parts) -> None:
    """The cell of the value merged with that above it, whose words are shown in its place."""
    before, after = parts[MAIN].decode().split(VALUE, 1)
    *above, row, own = before.split("<w:tr>")
    row, own = (
        "<w:tcW".join([*cells[:-1], re.sub("/>", f"/>{merge}", cells[-1], count=1)])
        for cells, merge in (
            (row.split("<w:tcW"), '<w:vMerge w:val="restart"/>'),
            (own.split("<w:tcW"), "<w:vMerge/>"),
        )
    )
    parts[MAIN] = VALUE.join(("<w:tr>".join([*above, row, own]), after)).encode()


def in_field(code: str) -> Change:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "separate", "end")
    )
    told = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    run = rf"<w:r>(<w:t [^>]*>{VALUE}.*?)</w:r>"
    return in_body(run, rf"{begin}{told}{separate}<w:r>\1</w:r>{end}")


def red(parts: Parts) -> None:
    """Another picture by the name of the code."""
    stream = io.BytesIO()
    Image.new("RGB", (90, 90), "red").save(stream, "PNG")
    parts["word/media/image9.png"] = stream.getvalue()


def other_letters(parts: Parts) -> None:
    name = next(each for each in parts if each.endswith(".odttf"))
    parts[name] = parts[name][:-1] + b"\7"


OTHER_FONT = next(each for each in font_files() if each.stem == "STIXTwoMath-Regular").read_bytes()


def with_font(name: str) -> Change:
    """STIX Two Math, embedded as a font of that name."""
    row = f'<w:font w:name="{name}"><w:embedRegular r:id="rId99"/></w:font></w:fonts>'
    pointers = "word/_rels/fontTable.xml.rels"

    def change(parts: Parts) -> None:
        parts["word/fonts/font9.odttf"] = OTHER_FONT
        in_part(FONTS, "</w:fonts>", row)(parts)
        pointing(f"{KINDS}/font", "fonts/font9.odttf", pointers, known_by="rId99")(parts)

    return change


NO_POINTERS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"</Relationships>"
)
STYLE = 'style="position:absolute;width:300pt;height:90pt"'
THEME = "word/theme/theme1.xml"
STORY = f"<w:hdr {NAMESPACES}><w:p><w:r><w:t>999</w:t></w:r></w:p></w:hdr>".encode()
FORGED = f"<w:document {NAMESPACES}><w:body><w:p/></w:body></w:document>".encode()
FORGERIES: dict[str, Change] = {
    "a shape": with_run(f'<w:r><w:pict><v:rect {STYLE} fillcolor="white"/></w:pict></w:r>'),
    "words in a shape": with_run(
        f'<w:r><w:pict><v:shape {STYLE}><v:textpath string="№ 1"/></v:shape></w:pict></w:r>'
    ),
    "a background": in_body("<w:body>", '<w:background w:color="0"/><w:body>'),
    "words above words": with_run(
        "<w:r><w:ruby><w:rt><w:r><w:t>№ 1</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r>"
    ),
    "a fallback": with_run(
        "<w:r><mc:AlternateContent><mc:Fallback><w:t>№ 1</w:t></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ),
    "a bound value": in_body("<w:sdtPr>", '<w:sdtPr><w:dataBinding w:xpath="/"/>'),
    "another ordinal": in_body(r">1\.<", ">2.<"),
    "words on another page": in_body(
        f">{VALUE}", f"> </w:t></w:r><w:r><w:br w:type='page'/><w:t>{VALUE}"
    ),
    "from right to left": in_body(before_value("<w:pStyle[^>]*>"), r"\1<w:bidi/>\2"),
    "a paragraph off the page": in_body(
        before_value("<w:pStyle[^>]*>"), r'\1<w:ind w:left="20000"/>\2'
    ),
    "lines without height": in_body(
        before_value("<w:pStyle[^>]*>"), r'\1<w:spacing w:line="1" w:lineRule="exact"/>\2'
    ),
    "in a frame": in_body(before_value("<w:pStyle[^>]*>"), r'\1<w:framePr w:x="9000"/>\2'),
    "in a list whose sign is a figure": listed("3"),
    "in a list of figures as signs": listed("9", "bullet"),
    "in a list of signs of a font": listed(
        "\uf031", "bullet", '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr>'
    ),
    "in a list that counts": listed("%1", "decimal"),
    "a hidden row": in_body(
        before_value("<w:trPr>"), r'\1<w:trHeight w:val="180" w:hRule="exact"/>\2'
    ),
    "a table off the page": in_body(
        before_value("<w:tblLayout"), r'<w:tblInd w:w="-20000" w:type="dxa"/>\1\2'
    ),
    "a column without width": in_body(
        f"(<w:gridCol w:w=\")5145(.*)w:w=\"5145\"(.*{VALUE})", r'\g<1>10\2w:w="10"\3'
    ),
    "a cell without room": cell_with('<w:tcMar><w:left w:w="20000" w:type="dxa"/></w:tcMar>'),
    "a cell over two": cell_with('<w:gridSpan w:val="2"/>'),
    "a cell that runs down": cell_with('<w:textDirection w:val="btLr"/>'),
    "a black cell": cell_with('<w:shd w:val="clear" w:fill="000000"/>'),
    "a cell merged with that above": merged,
    "a page cut off": in_body('w:h="16838"', 'w:h="8000"'),
    "what comes on every page": in_part(
        "word/header2.xml", "</w:hdr>", "<w:p><w:r><w:t>999</w:t></w:r></w:p></w:hdr>"
    ),
    "figures in another header": all_of(
        added("word/header9.xml", STORY, "header"),
        in_part(POINTERS, "header2.xml", "header9.xml"),
    ),
    "a computed field": in_field('QUOTE "№ 1"'),
    "the number of a page as words": in_field(r"PAGE \\\\# &quot;'ОБ ОТЗЫВЕ'&quot;"),
    "a value as the number of a page": in_field("PAGE"),
    "a link that leads elsewhere": all_of(
        in_body(
            rf"<w:r>(<w:t [^>]*>{VALUE}.*?)</w:r>",
            r'<w:hyperlink r:id="rId77"><w:r>\1</w:r></w:hyperlink>',
        ),
        in_part(
            POINTERS,
            "</Relationships>",
            f'<Relationship Id="rId77" Type="{KINDS}/hyperlink" Target="https://example.org/" '
            'TargetMode="External"/></Relationships>',
        ),
    ),
    "the code over a value": in_body("<wp:posOffset>-504000", "<wp:posOffset>-3504000"),
    "the code cut": in_body("<a:stretch>", '<a:srcRect l="100" r="98000"/><a:stretch>'),
    "the code turned": in_body("<a:xfrm>", '<a:xfrm rot="10800000" flipH="1">'),
    "the code hidden": in_body("<wp:docPr ", '<wp:docPr hidden="1" '),
    "the code enlarged": in_body('cx="900000" cy="900000"', 'cx="4900000" cy="4900000"'),
    "the code described otherwise": in_body('descr="[^"]*"', 'descr="Отозвана"'),
    "another picture for the code": all_of(
        red,
        in_part(POINTERS, "media/image1.png", "media/image9.png"),
        lambda parts: parts.pop("word/media/image1.png"),
    ),
    "two pictures of one name": all_of(
        red,
        in_part(
            POINTERS,
            '(<Relationship Id="image1")',
            rf'<Relationship Id="image1" Type="{KINDS}/image" Target="media/image9.png"/>\1',
        ),
    ),
    "a style that hides": in_part(STYLES, "<w:rPr>", "<w:rPr><w:vanish/>"),
    "a style that hides, elsewhere": all_of(
        moved("styles", STYLES),
        in_part("customXml/item9.xml", '(styleId="table-text".*?<w:rPr>)', r"\1<w:vanish/>"),
    ),
    "a style that is there twice": in_part(
        STYLES,
        '(<w:style [^>]*styleId="table-text")(.*?</w:style>)',
        r"\1\2\1><w:rPr><w:sz w:val='1'/></w:rPr></w:style>",
    ),
    "white by its theme": in_part(
        STYLES, "(<w:rPrDefault><w:rPr>)", r'\1<w:color w:val="000000" w:themeColor="background1"/>'
    ),
    "in the font of the theme": all_of(
        looking('rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"'),
        in_part(THEME, r'(<a:majorFont>\s*<a:latin typeface=")[^"]*', r"\1Wingdings"),
    ),
    "another font for a lacking one": all_of(
        in_part(FONTS, '<w:altName[^>]*>', '<w:altName w:val="Wingdings"/>'),
        in_part(FONTS, '<w:embedRegular[^>]*>', ""),
    ),
    "two names for a lacking font": in_part(
        FONTS, "(<w:altName[^>]*>)", r'<w:altName w:val="Wingdings"/>\1'
    ),
    "letters that look like others": other_letters,
    "letters that look like others, under a name of its own": with_font("PT Serif"),
    "letters of another font than it is called": with_font("DejaVu Serif"),
    "another document in its place": all_of(
        added("customXml/item9.xml", FORGED, "document.main"),
        in_part("_rels/.rels", f"{KINDS}/officeDocument", "https://example.org/officeDocument"),
        pointing(f"{KINDS}/officeDocument", "customXml/item9.xml", "_rels/.rels"),
    ),
    "two documents": all_of(
        added("customXml/item9.xml", FORGED, "document.main"),
        pointing(f"{KINDS}/officeDocument", "customXml/item9.xml", "_rels/.rels"),
    ),
    "of a type that no program knows": in_part(
        POINTERS, f"{KINDS}/styles", "https://example.org/styles"
    ),
    "without a list of types": lambda parts: parts.pop(TYPES),
    "of another type": in_part(TYPES, "wordprocessingml.styles", "wordprocessingml.numbering"),
    "another template": all_of(
        added("word/_rels/settings.xml.rels", NO_POINTERS),
        pointing(f"{KINDS}/attachedTemplate", "x.dotm", "word/_rels/settings.xml.rels"),
    ),
    "a setting that shows other words": in_part(
        SETTINGS, "</w:settings>", "<w:mailMerge/></w:settings>"
    ),
    "another title": in_part("docProps/core.xml", "<dc:title>[^<]*", "<dc:title>Отозвана"),
    "a program": added("word/vbaProject.bin"),
    "a sheet": added("word/embeddings/sheet.bin"),
    "a page of the web": added("docProps/more.html"),
    "a file beside the pictures": added("word/media/more.exe"),
    "a file beside the record": added("customXml/more.bin"),
    "another record": all_of(
        added("customXml/item9.xml", b"<values><value>1</value></values>"),
        pointing(f"{KINDS}/customXml", "../customXml/item9.xml"),
    ),
    "comments": all_of(
        added("word/comments.xml", FORGED, "comments"),
        pointing(f"{KINDS}/comments", "comments.xml"),
    ),
    "properties twice": in_body(
        rf"<w:r>(<w:t [^>]*>{VALUE})", r'<w:r><w:rPr/><w:rPr><w:vanish/></w:rPr>\1'
    ),
    **{
        look: looking(look)
        for look in (
            'color w:val="FFFFFF"', 'color w:val="000000" w:themeColor="background1"',
            'color w:val="000000" w:themeTint="00"', 'sz w:val="1"',
            'sz w:val="1"/><w:sz w:val="22"',
            'w w:val="1"', "strike", "dstrike", "vanish", 'position w:val="2000"', "webHidden",
            'rFonts w:ascii="Wingdings"', 'rFonts w:hint="eastAsia"', "specVanish", "outline",
            'highlight w:val="black"', 'shd w:val="clear" w:fill="000000"', 'fitText w:val="1"',
            'spacing w:val="-200"', 'effect w:val="blinkBackground"', "rtl", "cs", "emboss",
            'w14:textFill><w14:noFill/></w14:textFill', 'bdr w:val="single" w:sz="96"',
            'eastAsianLayout w:combine="1"', 'vertAlign w:val="superscript"',
        )
    },
}  # fmt: skip


def test_no_forgery_of_a_word_document_is_genuine(certificate: Certificate) -> None:
    found = {name: certificate.verify(change).reason for name, change in FORGERIES.items()}
    assert {name: each for name, each in found.items() if each != "altered"} == {}


def test_what_is_another_is_named(certificate: Certificate) -> None:
    named = {
        "a program": "vbaProject",
        "another title": "Отозвана",
        "in a list whose sign is a figure": "3",
        "a hidden row": "trHeight",
        "two documents": "officeDocument",
        "letters that look like others": "PT Serif",
        "another picture for the code": "изображение",
    }
    for name, word in named.items():
        said = certificate.verify(FORGERIES[name])
        assert word in said.text("ru"), name


def as_word_saves(parts: Parts) -> None:
    """What Word writes of itself when it saves a document."""
    main = parts[MAIN].decode()
    main = re.sub(r"<w:document [^>]*>", f'<w:document {NAMESPACES} mc:Ignorable="w14">', main)
    main = main.replace("<w:p>", '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777" w:rsidR="00A1">')
    main = main.replace("<w:r><w:t ", '<w:r w:rsidRPr="00B2"><w:lastRenderedPageBreak/><w:t ')
    main = re.sub(
        rf"(<w:r [^>]*>)(<w:lastR[^>]*><w:t [^>]*>{VALUE[:6]})({VALUE[6:]})",
        r'<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>\1'
        r'<w:rPr><w:noProof/><w:lang w:val="ru-RU"/></w:rPr>\2</w:t></w:r>'
        r'<w:proofErr w:type="spellStart"/><w:r><w:t xml:space="preserve">\3',
        main,
    )
    extra = '<w:cols w:space="708"/><w:docGrid w:linePitch="360"/>'
    parts[MAIN] = main.replace("<w:titlePg/>", f"{extra}<w:titlePg/>").encode()
    in_part(
        STYLES,
        "</w:docDefaults>",
        '</w:docDefaults><w:latentStyles w:count="376"><w:lsdException w:name="Normal"/>'
        "</w:latentStyles>",
    )(parts)
    in_part(
        SETTINGS,
        "</w:settings>",
        '<w:rsids><w:rsidRoot w:val="00A1"/></w:rsids><w:proofState w:spelling="clean"/>'
        "</w:settings>",
    )(parts)
    web = f"<w:webSettings {NAMESPACES}/>".encode()
    added("word/webSettings.xml", web, "webSettings")(parts)
    pointing(f"{KINDS}/webSettings", "webSettings.xml")(parts)
    in_part("docProps/app.xml", "</Properties>", "<Pages>1</Pages></Properties>")(parts)


def test_fonts_that_stand_for_others_are_harmless(certificate: Certificate) -> None:
    """LibreOffice embeds what it takes for Times New Roman, whatever a machine has."""
    assert certificate.verify(with_font("STIX Two Math")).reason == "genuine"


def test_a_word_document_that_was_merely_saved_is_genuine(certificate: Certificate) -> None:
    packed_anew: Change = lambda parts: parts.__setitem__("word/media/", b"")  # noqa: E731
    assert certificate.verify(packed_anew).reason == "genuine"
    said = certificate.verify(as_word_saves)
    assert (said.reason, said.differences) == ("genuine", ())


def test_of_an_open_document_it_is_said_that_it_carries_no_proof(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    key = new_key(tmp_path / "key.json")
    said = atuforms.verify(stream.getvalue(), keys=key.public.jwk())
    assert said.reason == "unreadable"
    assert "OpenDocument" in said.text("en")


def test_what_cannot_be_read_is_called_by_its_path(
    certificate: Certificate, tmp_path: Path
) -> None:
    parts = {**certificate.parts, MAIN: b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}
    file, key = tmp_path / "letter.docx", tmp_path / "public.json"
    file.write_bytes(packed(parts))
    key.write_text(f" {certificate.signer.key.public.jwk()}".replace("'", '"'))
    keys = certificate.signer.key.public.jwk()
    said = [atuforms.verify(each, keys=keys) for each in (file, key)]
    assert [each.reason for each in said] == ["unreadable", "unreadable"]
    assert str(file) in said[0].text("kk")
    assert "is a key" in said[1].text("en")


def test_words_of_the_form_that_were_changed_are_told_as_they_were_and_are(
    certificate: Certificate,
) -> None:
    proof = certificate.verify(in_part(MAIN, "Директор ЦИИЦР", "Директор ЦИИЦРа"))
    assert [(each.path, each.signed, each.found) for each in proof.differences] == [
        ("", "Директор ЦИИЦР", "Директор ЦИИЦРа")
    ]
