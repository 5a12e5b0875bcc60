"""What staff and their programs make of Word templates: it prints, or is told by name."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import ooxml_integrity
import pytest
from lxml import etree
from PIL import Image
from tests.cli.conftest import Run, run
from tests.documents.reading.editing import W, packed, unpacked
from tests.documents.reading.examples import example, with_documents
from tests.programs import convert
from tests.validators import office_errors

import atuforms
from atuforms.core.exceptions import AtuformsError
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.own_templates import check_templates
from atuforms.documents.reading.document import read_document

__all__ = ["run"]

SLUG = "mooc-placement-certificate"
MAIN = "word/document.xml"
Parts = dict[str, bytes]
WORD = [name for name in with_documents() if "docx" in atuforms.FORMS[name].FORMATS]
# The templates of a form differ by their words alone: each form is tried in one of the languages.
OF = {lang: WORD[number :: len(LANGUAGES)] for number, lang in enumerate(LANGUAGES)}
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the Russian template of 02-09, ready to be changed."""
    (tmp_path / "own" / "ru").mkdir(parents=True)
    shutil.copy(templates_folder() / "ru" / f"{SLUG}.docx", tmp_path / "own" / "ru")
    return tmp_path / "own"


def change(folder: Path, edit: Callable[[Parts], object], slug: str = SLUG) -> None:
    """Change the parts of a template."""
    file = folder / "ru" / f"{slug}.docx"
    parts = unpacked(file.read_bytes())
    edit(parts)
    file.write_bytes(packed(parts))


def printed(folder: Path, name: str = "02-09", *, draft: bool = False) -> bytes:
    return atuforms.render(example(name), lang="ru", templates=folder, draft=draft).data


def words(data: bytes) -> str:
    """The text of a document, without white space."""
    root = etree.fromstring(unpacked(data)[MAIN])
    # LibreOffice has an element for the hyphen at which no line breaks.
    found = root.iter(f"{W}t", f"{W}noBreakHyphen")
    return "".join(
        "".join(each.text or "" if each.tag == f"{W}t" else "‑" for each in found).split()
    )


def faults(data: bytes, folder: Path) -> list[str]:
    file = folder / "made.docx"
    file.write_bytes(data)
    found = [str(each.description) for each in office_errors(file)]
    # Parts that nothing points to any more come from what was done to a template here.
    return found + [each.code for each in ooxml_integrity.check(file) if each.code != "REL003"]


def with_paragraph(*texts: str) -> Callable[[Parts], None]:
    """A paragraph at the end of the text, in as many runs as there are texts."""
    runs = "".join(
        f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts
    )

    def edit(parts: Parts) -> None:
        before, _, after = parts[MAIN].decode().rpartition("<w:sectPr")
        parts[MAIN] = f"{before}<w:p>{runs}</w:p><w:sectPr{after}".encode()

    return edit


def with_header(*texts: str, kind: str = "header1") -> Callable[[Parts], None]:
    """A header of one's own in place of ours."""

    def edit(parts: Parts) -> None:
        runs = "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)
        parts[f"word/{kind}.xml"] = f'<w:hdr xmlns:w="{W[1:-1]}"><w:p>{runs}</w:p></w:hdr>'.encode()

    return edit


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Word template of every form after LibreOffice has opened and saved it."""
    target = tmp_path_factory.mktemp("saved")
    for lang in LANGUAGES:
        (target / lang).mkdir()
        files = [templates_folder() / lang / f"{atuforms.FORMS[n].SLUG}.docx" for n in OF[lang]]
        convert(files, "docx", target / lang)
        shutil.rmtree(target / lang / "profile")
    return target


@pytest.mark.parametrize(("name", "lang"), [(name, lang) for lang in OF for name in OF[lang]])
def test_a_template_that_libreoffice_saved_prints_the_same(
    name: str, lang: Language, saved: Path
) -> None:
    form = example(name)
    own = atuforms.render(form, lang=lang, templates=saved).data
    assert words(own) == words(atuforms.render(form, lang=lang).data)
    reading = read_document(own)
    assert reading.source.values == form.record()
    assert reading.findings == ()


def test_templates_that_libreoffice_saved_are_sound(saved: Path) -> None:
    # Ours are, by the command, in a test below.
    assert check_templates(saved) == ()


def _utf16(parts: Parts) -> None:
    parts[MAIN] = parts[MAIN].decode().replace("UTF-8", "UTF-16").encode("utf-16")


def _cdata(parts: Parts) -> None:
    parts[MAIN] = re.sub(
        rb"\{\{ platform \}\}</w:t>", b"<![CDATA[{{ platform }}]]></w:t>", parts[MAIN]
    )


def _references(parts: Parts) -> None:
    with_paragraph("{{ unit|replace(&quot;x&quot;, &apos;y&apos;) }}")(parts)


def _renamed(parts: Parts) -> None:
    for name in list(parts):
        content = parts.pop(name).replace(b"word/document.xml", b"word/document2.xml")
        parts[name.replace("document.xml", "document2.xml")] = content


@pytest.mark.parametrize("edit", [_utf16, _cdata, _references, _renamed])
def test_xml_is_read_as_xml_and_parts_by_relationship(
    edit: Callable[[Parts], None], folder: Path, tmp_path: Path
) -> None:
    change(folder, edit)
    assert check_templates(folder) == ()
    data = printed(folder)
    stories = [part for name, part in unpacked(data).items() if re.match(r"word/[\w]+\.xml", name)]
    assert b"{{" not in b"".join(stories)
    assert faults(data, tmp_path) == []
    assert atuforms.read(data).record() == example("02-09").record()
    blank = atuforms.blank("02-09", lang="ru", templates=folder).data
    assert faults(blank, tmp_path) == []


@pytest.mark.parametrize(
    "texts",
    [
        ("{{ unit|replace(«x», «y») }}",),
        ("{{ unit|replace(“x”, „y‟) }}",),
        ("{{ unit|replace(‘x’, ‹y›) }}",),
        ("{{\u00a0unit\u200b }}",),
        ("{", "{ un", "it }", "}"),
        ("{{ unit|repl", "ace(«", "x», «y») }", "}"),
    ],
)
def test_what_word_makes_of_a_tag_is_understood(texts: tuple[str, ...], folder: Path) -> None:
    unit = example("02-09").record()["unit"]["ru"]
    change(folder, with_paragraph("Кем: ", *texts))
    change(folder, with_header("Шапка ", *texts))
    assert check_templates(folder) == ()
    parts = unpacked(printed(folder))
    assert "".join(f"Кем: {unit}".split()) in words(packed(parts))
    header = etree.fromstring(parts["word/header1.xml"])
    assert "".join(map(str, header.itertext())) == f"Шапка {unit}"


@pytest.mark.parametrize(
    ("edit", "named"),
    [
        (with_paragraph("{{ unit § }}"), ("{{ unit § }}", "the body of the text")),
        (with_header("{{ unit|nofilter }}"), ("{{ unit|nofilter }}", "a header")),
        (with_paragraph("{% for a in authors %}"), ("the body of the text", "endfor")),
        (
            with_paragraph("О курсе: {{ unit|rich }} и далее"),
            ("{{ unit|rich }}", "{{p unit|rich }}"),
        ),
        (with_header("{{ uunit }}"), ("uunit",)),
        (with_paragraph("{{ authors.0.nmae }}"), ("nmae",)),
    ],
)
def test_a_faulty_tag_is_named_with_its_place(
    edit: Callable[[Parts], None], named: tuple[str, ...], folder: Path
) -> None:
    change(folder, edit)
    with pytest.raises(AtuformsError) as caught:
        printed(folder)
    (fault,) = check_templates(folder)
    for said in (str(caught.value), str(fault.error)):
        assert f"ru/{SLUG}.docx" in said
    for each in named:
        assert each in f"{caught.value}{fault.error}"


def test_all_faulty_tags_are_told_at_once(folder: Path, run: Run) -> None:
    change(folder, with_paragraph("{{ unit § }} {{ platform § }}"))
    change(folder, with_header("{{ unit § }}"))
    said = run("templates", "check", folder)
    assert said.code == 1
    assert sum("§" in line for line in said.out.splitlines()) == 3
    assert said.out.splitlines()[-1] == f"{folder}: 3 mistakes."
    assert run("templates", "check", templates_folder()).code == 0
    assert '"file": ' in run("templates", "check", folder, "--json").out


def _png(size: tuple[int, int] = (30, 40)) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, "navy").save(stream, "png")
    return stream.getvalue()


@pytest.fixture
def with_photo(tmp_path: Path) -> Path:
    """A record with a photo, and a folder with its template."""
    (tmp_path / "own" / "ru").mkdir(parents=True)
    shutil.copy(templates_folder() / "ru" / "mooc-format.docx", tmp_path / "own" / "ru")
    return tmp_path / "own"


@pytest.mark.parametrize(
    "tag",
    [
        "{{ authors[0].photo }}",
        "{{r authors[0].photo }}",
        "{{ authors[0].photo|picture(«20mm») }}",
        '{{r authors[0].photo|picture("20mm", "Фото") }}',
        "{{p full_description|rich }}",
        "{{ full_description|rich }}",
        "{{r authors[0].name }}",
        "{{p authors[0].name }}",
        "{{r promo_video.file|link }}",
    ],
)
def test_pictures_and_rich_text_stand_anywhere(tag: str, with_photo: Path, tmp_path: Path) -> None:
    """In the text, in a cell, in a box, and in a header."""
    escaped = tag.replace('"', "&quot;")
    run = f'<w:r><w:t xml:space="preserve">{escaped}</w:t></w:r>'
    cell = (
        '<w:tbl><w:tblPr><w:tblW w:w="3000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol '
        'w:w="3000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>'
        f"<w:p>{run}</w:p></w:tc></w:tr></w:tbl><w:p/>"
    )
    box = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" '
        'style="width:200pt;height:90pt"><v:textbox><w:txbxContent>'
        f"<w:p>{run}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )

    def edit(parts: Parts) -> None:
        parts["word/header1.xml"] = f'<w:hdr xmlns:w="{W[1:-1]}"><w:p>{run}</w:p></w:hdr>'.encode()
        before, _, after = parts[MAIN].decode().rpartition("<w:sectPr")
        parts[MAIN] = f"{before}<w:p>{run}</w:p>{cell}{box}<w:sectPr{after}".encode()

    change(with_photo, edit, "mooc-format")
    data = printed(with_photo, "01-02")
    assert faults(data, tmp_path) == []
    made = unpacked(data)
    for part in ("word/header1.xml", MAIN):
        assert b"{{" not in made[part]
        for text in etree.fromstring(made[part]).iter(f"{W}t"):
            assert len(text) == 0
    if "photo" in tag:
        assert b"r:embed" in made["word/header1.xml"]
        assert "word/_rels/header1.xml.rels" in made


def test_what_is_added_has_free_names_and_numbers(with_photo: Path, tmp_path: Path) -> None:
    logo = _png()

    def edit(parts: Parts) -> None:
        parts["word/media/image1.png"] = parts["word/media/IMAGE2.PNG"] = logo
        types = parts["[Content_Types].xml"]
        types = re.sub(rb'<Default Extension="(png|jpeg)"[^>]*>', b"", types)
        types = types.replace(
            b"</Types>", b'<Default Extension="PNG" ContentType="image/png"/></Types>'
        )
        parts["[Content_Types].xml"] = types
        rels = "word/_rels/document.xml.rels"
        row = f'<Relationship Id="image3" Type="{R}/image" Target="media/image1.png"/>'
        other = f'<Relationship Id="x1" Type="{R}/image" Target="media/IMAGE2.PNG"/>'
        parts[rels] = parts[rels].replace(
            b"</Relationships>", f"{row}{other}</Relationships>".encode()
        )
        drawing = (
            '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/'
            '2006/wordprocessingDrawing"><wp:extent cx="9" cy="9"/><wp:docPr id="7" name="logo"/>'
            '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
            '<pic:cNvPr id="7" name="logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip '
            f'xmlns:r="{R}" r:embed="image3"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></a:xfrm><a:prstGeom '
            'prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r></w:p><w:sectPr"
        )
        before, _, after = parts[MAIN].decode().rpartition("<w:sectPr")
        parts[MAIN] = f"{before}{drawing}{after}".encode()

    change(with_photo, edit, "mooc-format")
    data = printed(with_photo, "01-02")
    parts = unpacked(data)
    assert parts["word/media/image1.png"] == logo
    assert len({name.casefold() for name in parts}) == len(parts)
    numbers = re.findall(rb'docPr [^>]*?id="(\d+)"', parts[MAIN])
    assert len(numbers) == len(set(numbers)) > 1
    assert faults(data, tmp_path) == []


def test_a_part_of_another_program_is_not_taken_for_the_record(
    folder: Path, tmp_path: Path
) -> None:
    sources = (
        b'<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>'
    )

    def edit(parts: Parts) -> None:
        parts["customXml/item1.xml"] = sources

    change(folder, edit)
    data = printed(folder)
    assert unpacked(data)["customXml/item1.xml"] == sources
    assert atuforms.read(data).record() == example("02-09").record()
    assert faults(data, tmp_path) == []


def _without_headers(parts: Parts) -> None:
    parts[MAIN] = re.sub(rb"<w:headerReference[^>]*/>", b"", parts[MAIN])


def _sections(parts: Parts) -> None:
    """A second section with a first page of its own, and a header for that alone."""
    _without_headers(parts)
    section = re.search(rb"<w:sectPr.*?</w:sectPr>", parts[MAIN], re.DOTALL)
    assert section is not None
    first = section[0].replace(b"<w:titlePg/>", b"")
    parts[MAIN] = parts[MAIN].replace(
        section[0], b"<w:p><w:pPr>" + first + b"</w:pPr></w:p>" + section[0]
    )


@pytest.mark.parametrize(
    "edit",
    [with_header("Своя шапка"), _without_headers, _sections],
    ids=["own", "none", "sections"],
)
def test_a_draft_says_so_on_every_page(
    edit: Callable[[Parts], None], folder: Path, tmp_path: Path
) -> None:
    change(folder, edit)
    data = printed(folder, draft=True)
    document = docx.Document(BytesIO(data))
    for section in document.sections:
        shown = [section.header]
        if section.different_first_page_header_footer:
            shown.append(section.first_page_header)
        for header in shown:
            assert any("ПРОЕКТ" in each.text for each in header.paragraphs)
            # As in our own templates, it reaches across the page too.
            across = header._element.iter("{urn:schemas-microsoft-com:vml}textpath")
            assert any("ПРОЕКТ" in letters.get("string", "") for letters in across)
    assert faults(data, tmp_path) == []
    final = printed(folder)
    assert "ПРОЕКТ".encode() not in b"".join(unpacked(final).values())


def _no_document(parts: Parts) -> None:
    parts.clear()
    parts["mimetype"] = b"application/vnd.oasis.opendocument.text"
    parts["content.xml"] = b"<office/>"


def _typed(kind: bytes) -> Callable[[Parts], None]:
    def edit(parts: Parts) -> None:
        main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        types = parts["[Content_Types].xml"]
        assert main in types
        parts["[Content_Types].xml"] = types.replace(main, kind)

    return edit


def _cut_off(parts: Parts) -> None:
    parts[MAIN] = parts[MAIN][:-400]


def _header_cut_off(parts: Parts) -> None:
    parts["word/header2.xml"] = parts["word/header2.xml"][:-20]


def _without_tags(parts: Parts) -> None:
    parts[MAIN] = re.sub(rb"\{\{.*?\}\}|\{%.*?%\}", b"", parts[MAIN])


@pytest.mark.parametrize(
    "edit",
    [
        _no_document,
        _typed(b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        _typed(b"application/vnd.ms-word.document.macroEnabled.main+xml"),
        _cut_off,
        _header_cut_off,
        _without_tags,
    ],
)
def test_what_is_no_template_is_refused_by_name(
    edit: Callable[[Parts], None], folder: Path
) -> None:
    change(folder, edit)
    with pytest.raises(AtuformsError, match=f"ru/{SLUG}.docx") as caught:
        printed(folder)
    assert caught.value.exit_code == 2
    assert check_templates(folder)


def test_a_required_field_that_is_not_printed_is_told(folder: Path) -> None:
    def edit(parts: Parts) -> None:
        parts[MAIN] = parts[MAIN].replace(b"{{ platform }}", b"")

    change(folder, edit)
    (fault,) = check_templates(folder)
    assert "platform" in str(fault.error)
    printed(folder)


@pytest.mark.parametrize(
    "name",
    [
        f"ru/{SLUG}.dotx",
        f"ru/{SLUG} (1).docx",
        "ru/certificate.docx",
        f"rus/{SLUG}.docx",
        f"{SLUG}.docx",
    ],
)
def test_a_file_that_no_form_uses_is_told(name: str, folder: Path) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / "ru" / f"~${SLUG}.docx").write_bytes(b"Word has it open")
    printed(folder)
    shutil.copy(folder / "ru" / f"{SLUG}.docx", folder / name)
    with pytest.raises(AtuformsError) as caught:
        printed(folder)
    assert Path(name).name in str(caught.value)
    (fault,) = check_templates(folder)
    assert fault.file == name


def test_a_template_in_the_folder_of_another_language_is_told(folder: Path) -> None:
    shutil.copy(templates_folder() / "kk" / f"{SLUG}.docx", folder / "ru")
    (fault,) = check_templates(folder)
    assert "Ү.ЖИЦДО-7.5.1-2025-02-09" in str(fault.error)


_GONE = "".join(
    f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    for text in ("{%p if draft %}", "Черновик", "{%p endif %}")
)
_TABLE = (
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
    "<w:tr><w:tc>{look}{blocks}</w:tc></w:tr></w:tbl>"
)


@pytest.mark.parametrize("look", ["", '<w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>'])
@pytest.mark.parametrize("before", ["", _TABLE.format(look="", blocks="<w:p/>")])
def test_a_cell_that_a_condition_empties_keeps_a_paragraph(
    before: str, look: str, folder: Path
) -> None:
    def edit(parts: Parts) -> None:
        table = _TABLE.format(look=look, blocks=before + _GONE)
        parts[MAIN] = parts[MAIN].replace(b"<w:sectPr", f"{table}<w:p/><w:sectPr".encode(), 1)
        parts["word/header1.xml"] = f'<w:hdr xmlns:w="{W[1:-1]}">{_GONE}</w:hdr>'.encode()

    change(folder, edit)
    data = printed(folder)
    parts = unpacked(data)
    root = etree.fromstring(parts[MAIN])
    header = etree.fromstring(parts["word/header1.xml"])
    boxes = [*root.iter(f"{W}tc"), header]
    assert all(box[-1].tag == f"{W}p" for box in boxes)
    assert faults(data, folder) == []
