"""What a dean would send back: details of pages that went wrong once, in both formats."""

from __future__ import annotations

import functools
import json
import re
import shutil
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import ooxml_integrity
import pypdfium2
import pytest
from lxml import etree
from PIL import Image
from tests.programs import convert, text_of
from tests.rendering.rich_records import LONG_TITLE, rich_records
from tests.shared import SharedDocuments
from tests.validators import office_errors

import atuforms
from atuforms.core.language.codes import regulation_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import wording_of
from atuforms.documents.proofs.keys import new_key
from atuforms.documents.view import blank_view
from atuforms.forms.all_forms import get_form
from atuforms.rendering.html import fill_page
from atuforms.rendering.narrow_columns import columns_of
from atuforms.rendering.pdf.pictures import Pictures
from atuforms.rendering.word.last_columns import ended_in_columns

EXAMPLES = Path(__file__).parents[2] / "examples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
DRAFT = "ЖОБА / ПРОЕКТ / DRAFT"
EVERY = pytest.mark.parametrize("lang", LANGUAGES)
ALIKE = ("mooc-format", "mooc-description")
BLANKS = ("01-03", "04-02", "02-02", *(f"blank of {slug}" for slug in ALIKE))


def parts_of(data: bytes) -> Mapping[str, etree._Element]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith(".xml")
        }


def body_of(data: bytes) -> etree._Element:
    return parts_of(data)["word/document.xml"][0]


@functools.cache
def example(slug: str, to: str, lang: Language, **options: object) -> bytes:
    return atuforms.render(EXAMPLES / f"{slug}.yaml", to, lang=lang, **options).data  # type: ignore[arg-type]


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


# Distances


def _at(element: etree._Element | None, path: str) -> etree._Element:
    """The element at ``path``, which is there."""
    assert element is not None
    found = element.find(path)
    assert found is not None
    return found


@EVERY
@pytest.mark.parametrize("slug", ["act-of-implementation", "course-survey", "compliance-criteria"])
def test_tables_keep_their_distance_in_word(slug: str, lang: Language) -> None:
    body = body_of(example(slug, "docx", lang))
    for table in body.iterchildren(f"{W}tbl"):
        style = _at(table, f"{W}tblPr/{W}tblStyle").get(f"{W}val")
        after, before = table.getnext(), table.getprevious()
        if style == "letterhead":
            assert _height(after) > 250
        if style in ("facts", "dense"):
            assert before is not None
            gap = _height(before) if not style_of(before) else None
            assert gap is None or gap > 50
            assert gap or style_of(before).startswith(("Heading", "subtitle"))


def _height(gap: etree._Element | None) -> int:
    return int(_at(gap, f"{W}pPr/{W}spacing").get(f"{W}line", ""))


def test_a_picture_of_a_text_is_not_cut_off_in_word() -> None:
    body = body_of(example("self-study-material", "docx", "ru"))
    (drawing,) = body.iter(f"{W}drawing")
    paragraph = next(drawing.iterancestors(f"{W}p"))
    # Less than the font's own height cuts it off in LibreOffice.
    assert _at(paragraph, f"{W}pPr/{W}spacing").get(f"{W}line") == "240"


@EVERY
def test_what_is_bold_is_bold_by_its_paragraph(lang: Language) -> None:
    parts = parts_of(example("glossary", "docx", lang))
    terms = [
        next(tag.iterancestors(f"{W}p"))
        for tag in parts["word/document.xml"].iter(f"{W}tag")
        if tag.get(f"{W}val", "").endswith(".term")
    ]
    (style,) = (
        each for each in parts["word/styles.xml"] if each.get(f"{W}styleId") == style_of(terms[0])
    )
    assert style.find(f"{W}rPr/{W}b") is not None


# Drafts


@pytest.mark.parametrize("slug", ["mooc-placement-certificate", "completion-certificate"])
@EVERY
def test_a_draft_says_so_across_every_page_of_word(
    slug: str, lang: Language, tmp_path: Path
) -> None:
    data = example(slug, "docx", lang, draft=True)
    headers = [root for name, root in parts_of(data).items() if "header" in name]
    assert [path.get("string") for root in headers for path in root.iter(f"{V}textpath")].count(
        DRAFT
    ) == len(headers)
    file = tmp_path / "draft.docx"
    file.write_bytes(data)
    assert office_errors(file) == []
    assert (
        not ooxml_integrity.validate_docx(data)
        if hasattr(ooxml_integrity, "validate_docx")
        else True
    )
    final = parts_of(example(slug, "docx", lang))
    assert not any(root.find(f".//{V}shape") is not None for root in final.values())


# Pages


@pytest.fixture(scope="module")
def blanks(
    tmp_path_factory: pytest.TempPathFactory, shared_documents: SharedDocuments
) -> Mapping[tuple[str, str], list[str]]:
    """The pages of Word blanks, examples and exam papers, as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("blanks")
    files = {}
    for lang in LANGUAGES:
        for code in BLANKS:
            form = get_form(code.removeprefix("blank of "))
            files[code, lang] = shared_documents.blank(form, "docx", lang)
        files["paper", lang] = folder / f"questions-only.{lang}.docx"
        paper = example("test-bank", "docx", lang, variant="questions-only")
        files["paper", lang].write_bytes(paper)
        for slug in ALIKE:
            files[slug, lang] = shared_documents.example(get_form(slug), "docx", lang)
    printed = shared_documents.printed(files.values())
    return {
        key: text_of(printed[file].read_bytes()).rstrip("\f").split("\f")
        for key, file in files.items()
    }


@EVERY
@pytest.mark.parametrize("code", ["01-03", "04-02"])
def test_an_evaluation_sheet_of_word_is_one_page(
    code: str, lang: Language, blanks: Mapping[tuple[str, str], list[str]]
) -> None:
    assert len(blanks[code, lang]) == 1


@EVERY
def test_the_last_page_of_a_programme_has_more_than_signatures(
    lang: Language, blanks: Mapping[tuple[str, str], list[str]]
) -> None:
    final = wording_of(get_form("02-02"), lang)["labels"]["final_control"]
    assert final in " ".join(blanks["02-02", lang][-1].split())


@EVERY
def test_a_module_stays_whole_on_a_page(lang: Language) -> None:
    wording = wording_of(get_form("02-02"), lang)
    title = wording["labels"]["modules.title"]
    before, after = re.split(r"\{\{.*?\}\}", wording["module_control"])
    control = re.escape(before).replace(r"\ ", r"\s") + r"\d+" + re.escape(after)
    for page in text_of(example("mooc-working-programme", "pdf", lang)).split("\f"):
        words = " ".join(page.split())
        assert words.count(f"{title}:") == len(re.findall(control, words))


def test_a_long_module_says_at_each_lecture_which_it_is(tmp_path: Path) -> None:
    record = atuforms.load(EXAMPLES / "mooc-working-programme.yaml").record()
    record["modules"][1]["lectures"] *= 4
    for to in ("docx", "pdf"):
        data = atuforms.render(record, to, lang="en", draft=True).data
        shown = "".join(map(str, body_of(data).itertext())) if to == "docx" else text_of(data)
        words = " ".join(shown.split())
        count = len(record["modules"][1]["lectures"])
        assert words.count("Module No. 2") == count + 1


@EVERY
def test_an_exam_paper_stands_in_two_columns(
    lang: Language,
    blanks: Mapping[tuple[str, str], list[str]],
    shared_documents: SharedDocuments,
) -> None:
    paper = text_of(example("test-bank", "pdf", lang, variant="questions-only"))
    pages = paper.rstrip("\f").split("\f")
    whole = shared_documents.example(atuforms.get_form("test-bank"), "pdf", lang)
    bank = text_of(whole.read_bytes()).rstrip("\f").split("\f")
    # A page of Word holds a question more or less, which by the end may be a page.
    assert abs(len(pages) - len(blanks["paper", lang])) <= 1
    assert len(pages) < 0.7 * len(bank)


@pytest.mark.parametrize("variant", ["", "questions-only"])
def test_every_section_of_a_bank_has_a_head_and_a_foot(variant: str) -> None:
    body = body_of(example("test-bank", "docx", "ru", variant=variant))
    first, *others = body.iter(f"{W}sectPr")
    assert len(first.findall(f"{W}headerReference")) == 2
    assert len(first.findall(f"{W}footerReference")) == 2
    # The columns have those of the section before them, and are the end: an empty section behind
    # them would be an empty page where they fill the last one.
    assert len(others) == bool(variant)
    for section in others:
        assert section.getparent() is body
        assert not section.findall(f"{W}headerReference")
        assert _at(section, f"{W}cols").get(f"{W}num") == "2"
        before = section.getprevious()
        assert before is not None
        assert "".join(map(str, before.itertext()))


def test_only_columns_that_go_on_to_nothing_are_joined_with_the_end() -> None:
    size = '<w:pgSz w:w="11906" w:h="16838"/>'

    def document(last: str, kind: str = "continuous", words: str = "") -> bytes:
        columns = f'<w:sectPr w:rsidR="1">{size}<w:cols w:space="1" w:num="3"/></w:sectPr>'
        return (
            f"<w:body><w:p><w:r/></w:p><w:p w:rsidR='1'><w:pPr>{columns}</w:pPr>{words}</w:p>"
            f'<w:sectPr><w:type w:val="{kind}"/>{last}</w:sectPr></w:body>'
        ).encode()

    joined = ended_in_columns(document(size))
    assert joined.count(b"<w:sectPr") == 1
    assert joined.endswith(b'<w:cols w:space="1" w:num="3"/></w:sectPr></w:body>')
    kept = (
        document(size, kind="nextPage"),
        document(size, words="<w:r/>"),
        document(size.replace("11906", "16838")),
        document(f'{size}<w:cols w:num="2"/>'),
    )
    assert [ended_in_columns(each) for each in kept] == list(kept)


def test_a_paper_with_long_options_stands_in_one_column() -> None:
    record = atuforms.load(EXAMPLES / "test-bank.yaml").record()
    for question in record["questions"]:
        question["options"] = [f"{number} {'слово ' * 12}" for number in range(5)]
    data = atuforms.render(record, "docx", lang="ru", draft=True, variant="questions-only").data
    assert body_of(data).find(f".//{W}cols[@{W}num='2']") is None


@EVERY
@pytest.mark.parametrize("slug", ALIKE)
def test_both_formats_have_the_same_number_of_pages(
    slug: str,
    lang: Language,
    blanks: Mapping[tuple[str, str], list[str]],
    shared_documents: SharedDocuments,
) -> None:
    form = atuforms.get_form(slug)
    filled = text_of(shared_documents.example(form, "pdf", lang).read_bytes())
    blank = text_of(shared_documents.blank(form, "pdf", lang).read_bytes())
    assert filled.count("\f") == len(blanks[slug, lang])
    assert blank.count("\f") == len(blanks[f"blank of {slug}", lang])


@EVERY
def test_the_last_element_of_a_description_is_not_alone_on_a_page(
    lang: Language, shared_documents: SharedDocuments
) -> None:
    form = atuforms.get_form("mooc-description")
    data = shared_documents.example(form, "pdf", lang).read_bytes()
    *_, last = text_of(data).rstrip("\f").split("\f")
    assert {"21.", "22."} <= set(last.split())


@EVERY
def test_a_blank_of_the_pdf_has_room_for_pictures(lang: Language) -> None:
    form = get_form("01-02")
    page = fill_page(form, lang, {**blank_view(form, lang), "logo": "", "variant": ""})
    assert page.html.count('class="picture-place"') == len(blank_view(form, lang)["authors"])
    assert page.html.count('class="picture-place wide"') == 1
    assert b"/Image" not in atuforms.blank(form, "pdf", lang=lang).data


@EVERY
@pytest.mark.parametrize("slug", ["mooc-evaluation-sheet", "der-evaluation-paper"])
def test_upright_words_do_not_touch_the_lines_of_their_cell(slug: str, lang: Language) -> None:
    upright = list(body_of(example(slug, "docx", lang)).iter(f"{W}textDirection"))
    assert upright
    for each in upright:
        margins = _at(each.getparent(), f"{W}tcMar")
        assert {side.get(f"{W}w") for side in margins} == {"57"}


@EVERY
def test_the_head_of_a_lecture_keeps_its_distance_from_its_line(lang: Language) -> None:
    body = body_of(example("self-study-material", "docx", lang))
    cell = next(body.iter(f"{W}tc"))
    assert style_of(cell[-1]) == "gap"


# Words


@EVERY
@pytest.mark.parametrize("form", ["01-02", "02-10", "03-01", "competition-minutes"])
def test_no_heading_of_a_column_is_parted(form: str, lang: Language) -> None:
    """A word that a narrow column parts is not found whole in the text."""
    cls = get_form(form)
    page = fill_page(cls, lang, {**blank_view(cls, lang), "logo": "", "variant": ""})
    headings = re.findall(r"<th scope=\"col\">([^<]*)</th>", page.html)
    assert headings
    shown = text_of(atuforms.blank(cls, "pdf", lang=lang).data).split()
    assert {word for each in headings for word in each.split()} <= set(shown)


@EVERY
def test_a_word_wider_than_its_column_is_told_before_printing(lang: Language) -> None:
    record = atuforms.load(EXAMPLES / "mooc-format.yaml").record()
    wide = {"kk": "Электрокардиографиялық", "ru": "Электрокардиографический"}
    word = wide.get(lang, "Electroencephalographically")
    record["weekly_workload"][1]["topics"] = {**record["weekly_workload"][1]["topics"], lang: word}
    told = [each for each in atuforms.check(record).findings if each.rule == "word-too-wide"]
    assert [(each.path, each.actual) for each in told] == [
        (f"weekly_workload.1.topics.{lang}", word)
    ]
    assert word in atuforms.check(record).text(lang)
    # Parted by a hyphen, or as an address, it fits.
    for other in (f"{word[:8]}-{word[8:16]}-{word[16:]}", f"https://atu.edu.kz/{word}"):
        record["weekly_workload"][1]["topics"][lang] = other
        assert not [f for f in atuforms.check(record).findings if f.rule == "word-too-wide"]


def test_every_word_that_is_wider_than_its_column_is_told_once_a_text() -> None:
    words = "Автоматизированное проектирование, жобалаудың автоматтандырылғандығы"
    again = f"{words}. {words}; сөз"
    record = atuforms.load(EXAMPLES / "mooc-format.yaml").record()
    record["weekly_workload"][0]["outcomes"]["kk"] = again
    told = [each for each in atuforms.check(record).findings if each.rule == "word-too-wide"]
    assert {each.path for each in told} == {"weekly_workload.0.outcomes.kk"}
    wide = ["Автоматизированное", "проектирование", "автоматтандырылғандығы"]
    assert [str(each.actual).rstrip(".,;") for each in told] == wide


def test_columns_are_read_from_the_layout() -> None:
    columns = columns_of(get_form("01-03"), "kk")
    assert 40 < columns["rows.title"].width < 48
    assert columns["rows.authors.name"].size == 9.5


@EVERY
def test_the_code_of_a_form_is_not_parted_in_word(lang: Language) -> None:
    body = body_of(atuforms.blank("02-01", "docx", lang=lang).data)
    words = "".join(map(str, body.itertext()))
    # In Kazakh an ending follows it, with a hyphen of its own.
    for code in ("02-02", "02-03", "02-04", "02-05"):
        unparted = f"7.5.1-2025-{code}".replace("-", "\N{NON-BREAKING HYPHEN}")
        assert unparted in words
        assert f"{unparted}-" not in words


def test_a_signed_certificate_with_a_logo_and_many_words_is_one_page(tmp_path: Path) -> None:
    Image.new("RGB", (300, 900), "navy").save(tmp_path / "logo.png")
    settings = '[organisation]\nlogo = "logo.png"\n'
    (tmp_path / "atuforms.toml").write_text(settings, encoding="utf-8")
    record = rich_records(EXAMPLES)["completion-long"]
    title = {lang: f"{text} и ещё несколько слов"[:150] for lang, text in LONG_TITLE.items()}
    (tmp_path / "long.json").write_text(json.dumps({**record, "course_title": title}))
    shutil.copy(EXAMPLES / "completion-certificate.yaml", tmp_path / "short.yaml")
    key = tmp_path / "key.json"
    new_key(key)
    files = []
    for name in ("long.json", "short.yaml"):
        for to in ("pdf", "docx"):
            signed = atuforms.sign(atuforms.render(tmp_path / name, to, lang="ru"), key)
            files.append(tmp_path / f"{name}-{to}.{to}")
            files[-1].write_bytes(signed.data)
    convert([file for file in files if file.suffix == ".docx"], "pdf", tmp_path)
    for file in {each.with_suffix(".pdf") for each in files}:
        assert len(pypdfium2.PdfDocument(file)) == 1, file.name


@EVERY
def test_a_table_that_ends_a_word_document_brings_no_empty_page(lang: Language) -> None:
    body = "| a | b |\n|---|---|\n| 1 | 2 |"
    lecture = {**atuforms.load(EXAMPLES / "self-study-material.yaml").record(), "body": body}
    names = ("mooc-format", "act-of-implementation", "expertise-protocol", "glossary")
    files = [example(name, "docx", lang) for name in names]
    files.append(atuforms.render(atuforms.load(lecture), "docx", lang=lang, draft=True).data)
    for data in files:
        last, section = list(body_of(data))[-2:]
        assert (last.tag, section.tag) == (f"{W}p", f"{W}sectPr")
        spacing = _at(last, f"{W}pPr/{W}spacing")
        assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("20", "exact")


@EVERY
def test_no_clause_of_a_checklist_is_parted(lang: Language) -> None:
    wrong = re.compile(r"[\w.][-\N{NON-BREAKING HYPHEN}]$|^[-\N{NON-BREAKING HYPHEN}]\w")
    text = text_of(example("checklist", "pdf", lang, draft=True), "-layout")
    words = [word for line in text.splitlines() for word in line.split()]
    code = regulation_code("02", lang).replace("-", "\N{NON-BREAKING HYPHEN}")
    assert f"{code}," in words
    assert not [word for word in words if "7.5.1" in word and wrong.search(word)]


@EVERY
def test_no_row_of_a_long_table_stands_alone(lang: Language) -> None:
    pages = text_of(example("mooc-format", "pdf", lang), "-layout").split("\f")
    head = wording_of(get_form("01-02"), lang)["labels"]["video_lectures"]
    (page,) = (page for page in pages if re.search(rf"^\s*{head}\s*$", page, re.M))
    numbers = {int(found) for found in re.findall(r"^\s{0,9}(\d\d?)\s{2}", page, re.M)}
    assert {1, 2} <= numbers
    assert numbers & {14, 15} in (set(), {14, 15})


@EVERY
def test_a_company_is_not_parted_from_its_kind(lang: Language) -> None:
    source = {"kk": "«АТУ»\N{NO-BREAK SPACE}АҚ", "ru": "АО\N{NO-BREAK SPACE}«АТУ»"}
    words = source.get(lang, "JSC\N{NO-BREAK SPACE}«ATU»")
    assert words in "".join(map(str, body_of(example("mooc-format", "docx", lang)).itertext()))
    # A line of the PDF that has one of the two has the other.
    for line in text_of(example("mooc-format", "pdf", lang), "-raw").splitlines():
        assert not line.rstrip().endswith(("АО", "JSC", "«АТУ»")) or lang == "en"


def test_a_codec_and_a_clause_are_not_parted_from_their_numbers(
    shared_documents: SharedDocuments,
) -> None:
    for lang in LANGUAGES:
        for slug, sign in ("mooc-format", "H."), ("checklist", "п."):
            file = shared_documents.example(atuforms.get_form(slug), "pdf", lang)
            words = text_of(file.read_bytes(), "-raw")
            assert "\N{WORD JOINER}" not in words
            assert not [line for line in words.splitlines() if line.rstrip().endswith(sign)]
            assert slug == "checklist" or "H.264" in words


# Pictures


@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "LA", "P"])
def test_a_picture_that_is_remembered_gives_the_same_file(mode: str, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "pictures", tmp_path / "pictures")
    Image.new(mode, (90, 60), 90).save(tmp_path / "pictures" / "growth.png")
    record = atuforms.load(EXAMPLES / "self-study-material.yaml").record()
    (tmp_path / "record.json").write_text(json.dumps(record), encoding="utf-8")
    first, again = (atuforms.render(tmp_path / "record.json", "pdf", lang="ru") for _ in range(2))
    assert first.data == again.data


def test_few_pictures_are_remembered() -> None:
    known = Pictures()
    for number in range(70):
        picture = BytesIO()
        Image.new("RGB", (4, 4), (number, 0, 0)).save(picture, "PNG")
        assert known.shown({"one": picture.getvalue()}, "image:")
    assert len(known) <= 64
    assert known.shown({"none": b"no picture"}, "image:") == {}
