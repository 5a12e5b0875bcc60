"""Room between and within the blocks of a page: to read, to write by hand, to stay together."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pypdfium2
from lxml import etree
from tests.programs import text_of
from tests.shared import SharedDocuments

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.letter_widths import width_of
from atuforms.forms.all_forms import get_form, own_forms
from atuforms.rendering.rich import RichText, xhtml
from atuforms.rendering.text_tables import MAX_WIDTH_MM
from atuforms.rendering.word.styles import LINE_HEIGHT, STYLES

EXAMPLES = Path(__file__).parents[2] / "examples"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TWIPS_OF_MM = 1440 / 25.4
WORD_BOX = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<')
VALUES = 220
"""Points from the left edge, where the values of a letter begin."""
NOTE = "{W}pPr/{W}pStyle[@{W}val='note']"


def part_of(file: Path, name: str = "document") -> etree._Element:
    with zipfile.ZipFile(file) as package:
        return etree.fromstring(package.read(f"word/{name}.xml"))


def has(part: etree._Element, path: str) -> bool:
    return part.find(path.format(W=W)) is not None


def test_authors_of_a_letter_stand_apart_in_the_pdf(shared_documents: SharedDocuments) -> None:
    form = get_form("01-01")
    authors = atuforms.load(EXAMPLES / f"{form.SLUG}.yaml").record()["authors"]
    for lang in LANGUAGES:
        file = shared_documents.example(form, "pdf", lang)
        found = WORD_BOX.findall(text_of(file.read_bytes(), "-bbox"))
        values = [(float(top), word) for left, top, word in found if float(left) > VALUES]
        first, second = (
            next(top for top, word in values if word == author["name"][lang].split()[0])
            for author in authors
        )
        tops = sorted({top for top, _ in values if first <= top <= second})
        lines = [below - above for above, below in pairwise(tops)]
        # The one distance between two authors is larger than those within the first of them.
        assert lines[-1] > 1.2 * max(lines[:-1]), lang


def test_lines_of_code_are_as_high_in_word_as_in_the_pdf(repository: Path) -> None:
    styles = part_of(repository / "templates/kk/self-study-material.docx", "styles")
    style = styles.find(f"{W}style[@{W}styleId='preformatted']")
    assert style is not None
    spacing = style.find(f".//{W}spacing")
    assert spacing is not None
    assert spacing.get(f"{W}lineRule") == "exact"
    height = int(spacing.get(f"{W}line", "")) / 20
    css = (repository / "templates/layouts/page.css").read_text(encoding="utf-8")
    said = re.search(r"\npre \{[^}]*font: ([\d.]+)pt/([\d.]+) ", css)
    assert said is not None
    assert abs(height - float(said[1]) * float(said[2])) < 0.1


def test_a_head_of_two_rows_is_whole_on_each_page_of_word(repository: Path) -> None:
    for name, columns in (("expertise-protocol", 2), ("mooc-evaluation-sheet", 4)):
        for lang in LANGUAGES:
            body = part_of(repository / f"templates/{lang}/{name}.docx")
            heads = [row for row in body.iter(f"{W}tr") if has(row, "{W}trPr/{W}tblHeader")]
            assert len(heads) == 2
            above, below = (row.findall(f"{W}tc") for row in heads)
            assert all(has(row, "{W}trPr/{W}cantSplit") for row in heads)
            for first, second in zip(above[:columns], below[:columns], strict=True):
                merged = [cell.find(f"{W}tcPr/{W}vMerge") for cell in (first, second)]
                assert [None if each is None else each.get(f"{W}val") for each in merged] == [
                    "restart",
                    None,
                ]
                assert merged[1] is not None
                assert not "".join(map(str, second.itertext()))


def test_rows_of_a_blank_have_room_to_write(shared_documents: SharedDocuments) -> None:
    form = get_form("competition-minutes")
    for lang in LANGUAGES:
        body = part_of(shared_documents.blank(form, "docx", lang))
        table = next(each for each in body.iter(f"{W}tbl") if len(list(each.iter(f"{W}tr"))) > 3)
        rows = list(table.iter(f"{W}tr"))[1:]
        heights = [row.find(f"{W}trPr/{W}trHeight") for row in rows]
        assert all(each is not None for each in heights)
        assert all(
            int(each.get(f"{W}val", "")) >= 5.9 * TWIPS_OF_MM
            for each in heights
            if each is not None
        )
        assert len(pypdfium2.PdfDocument(shared_documents.blank(form, "pdf", lang))) == 1


def test_what_belongs_together_stays_together_in_word(
    shared_documents: SharedDocuments, tmp_path: Path
) -> None:
    lecture = atuforms.load(EXAMPLES / "self-study-material.yaml").record()
    text = {"kk": "Термин[^1].\n\n[^1]: Түсіндірме."}
    form = atuforms.load({**lecture, "body": text})
    file = atuforms.render(form, "docx", lang="kk", draft=True).save(tmp_path)
    (note,) = [each for each in part_of(file).iter(f"{W}p") if has(each, NOTE)]
    line = note.getprevious()
    assert line is not None
    assert has(line, "{W}pPr/{W}pBdr")
    assert has(line, "{W}pPr/{W}keepNext")
    # The tasks of a description, and the element after them, which is the last.
    body = part_of(shared_documents.example(get_form("02-01"), "docx", "en"))
    tasks = [each for each in body.iter(f"{W}p") if any("tasks." in tag for tag in tags(each))]
    assert len(tasks) == 5
    assert all(has(task, "{W}pPr/{W}keepNext") for task in tasks)


def test_words_of_narrow_columns_are_whole_in_smaller_letters() -> None:
    def table(*words: str) -> etree._Element:
        lines = "\n".join(f"| {' | '.join(row)} |" for row in (words, ["---"] * len(words), words))
        (made,) = xhtml(RichText(lines)).iter("table")
        return made

    def widths(made: etree._Element) -> list[float]:
        shares = (each.get("style", "")[len("width:") : -1] for each in made.iter("col"))
        return [MAX_WIDTH_MM * float(share) / 100 for share in shares]

    six = ("Екіншілік", "Температуралық", "Бақылаушылық", "Микробиологиялық", "Өлшем", "Сынамалық")
    assert table(*six[:4]).get("class") == "facts"
    assert table(*six).get("class") == "dense"
    for word, width in zip(six, widths(table(*six)), strict=True):
        assert width_of(word, 9.5, bold=True) + 2.4 < width
    # Where the page is too narrow even then, short words are whole: the longest are parted.
    long = widths(table("Өлшем", *["Электрофотоколориметрлік"] * 5))
    assert width_of("Өлшем", 9.5, bold=True) + 2.4 < long[0] < long[1]
    assert abs(sum(long) - MAX_WIDTH_MM) < 0.1


def test_the_mark_of_a_draft_stands_above_the_frame_of_a_certificate(repository: Path) -> None:
    for lang in LANGUAGES:
        body = part_of(repository / f"templates/{lang}/completion-certificate.docx")
        (margins,) = body.iter(f"{W}pgMar")
        (frame,) = body.iter(f"{W}pgBorders")
        points = int(frame[0].get(f"{W}space", ""))
        assert frame.get(f"{W}offsetFrom") == "page"
        line = STYLES["draft"].size * LINE_HEIGHT
        assert int(margins.get(f"{W}header", "")) / 20 + line <= points + 1


def test_no_room_below_the_last_table_can_begin_a_page(shared_documents: SharedDocuments) -> None:
    for form in own_forms():
        if "docx" not in form.FORMATS:
            continue
        body = part_of(shared_documents.example(form, "docx", "kk"))[0]
        *_, table, last, _section = body
        if table.tag == f"{W}tbl" and not "".join(map(str, last.itertext())):
            spacing = last.find(f"{W}pPr/{W}spacing")
            assert spacing is not None, form.SLUG
            assert int(spacing.get(f"{W}line", "")) <= 20, form.SLUG


def tags(paragraph: etree._Element) -> list[str]:
    """The paths of the values in a paragraph."""
    return [each.get(f"{W}val", "") for each in paragraph.iter(f"{W}tag")]


def test_a_word_that_no_column_can_hold_is_told_before_printing() -> None:
    word = "Тетрагидроканнабинолгидроксилаза"
    head = "| " + " | ".join(["Показатель качества"] * 4 + ["№"] * 5) + " |"
    rows = [f"| {word} | Безопасность | продукции | предприятий | 1 | 2 | 3 | 4 | 5 |"] * 2
    table = "\n".join([head, "|---" * 9 + "|", *rows])
    text = f"Первый абзац.\n\n{table}\n\n- {word}\n"
    record = {"form": "02-03", "course_title": "Курс", "lecture_no": 1, "topic": "Тема"}
    report = atuforms.check({**record, "lang": "ru", "body": text})
    (told,) = (each for each in report.findings if each.rule == "word-too-wide")
    assert (told.path, told.actual, told.severity) == ("body", word, "warning")
    assert {**told.details} == {
        "table": 1, "column": 1, "rows": "2–3", "lines": "5–6", "line": 5
    }  # fmt: skip
    for said in ("таблица 1, графа 1, ряды 2–3", "строки текста 5–6", word):
        assert said in told.text("ru")
    # Where it may be parted, or has room, nothing is parted.
    for other in (word.replace("гидро", "-гидро"), word[:12]):
        report = atuforms.check({**record, "lang": "ru", "body": text.replace(word, other)})
        assert not [each for each in report.findings if each.rule == "word-too-wide"]


def test_a_table_in_a_list_has_the_width_of_the_list() -> None:
    head = "| Электрокардиографиялық | Термогравиметриялық | Сынамалық | Өлшем |"
    table = f"{head}\n|---|---|---|---|\n| а | б | в | г |"
    inner = "\n".join("    " + line for line in table.splitlines())
    sizes = [
        [each.get("class") for each in xhtml(RichText(text)).iter("table")]
        for text in (table, f"- а\n\n  - б\n\n{inner}\n")
    ]
    assert sizes == [["facts"], ["dense"]]
