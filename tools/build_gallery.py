"""Makes the pictures of the guides, and the gallery of all documents, from the program itself.

Run it before a release and commit what it writes: ``docs/pictures/`` and ``docs/gallery.md``. It
needs ``pdftoppm``, ``soffice`` and Pillow::

    python tools/build_gallery.py             # everything
    python tools/build_gallery.py --page      # only docs/gallery.md
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from PIL import Image

import atuforms
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import wording_of
from atuforms.forms.all_forms import form_classes
from contact_sheet import as_pdf  # type: ignore[import-not-found]
from margin_notes import notes_of, with_notes, without_notes  # type: ignore[import-not-found]

REPOSITORY = Path(__file__).resolve().parent.parent
DOCS = REPOSITORY / "docs"
PICTURES = DOCS / "pictures"
EXAMPLES = REPOSITORY / "examples"
WIDTH = 300
"""Pixels of a page in the gallery."""
LARGE = 520
"""Pixels of a page in a guide."""
MOST_BYTES = 40_000
WITH_COMMENTS: Final = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
COLUMNS, LINES = 96, 26
"""Of the terminal."""
FILES: Final = {"kk": "anyqtama.docx", "ru": "spravka.docx", "en": "certificate.docx"}

GALLERY = """\
# Gallery

<!-- Written by tools/build_gallery.py; do not edit by hand. -->

Барлық құжат үш тілде · Все документы на трёх языках · All documents in three languages, as they
are printed from [the examples](../examples)."""


def pages() -> dict[str, str]:
    """The name of a picture for each form that has a document, with its alternative text."""
    shown = [form for form in form_classes() if form.TEMPLATES is None and form.FORMATS]
    return {
        form.SLUG: " · ".join(str(wording_of(form, lang)["title"]) for lang in LANGUAGES)
        for form in shown
    }


def gallery_page() -> str:
    """``docs/gallery.md``."""
    codes = {form.SLUG: form.CODE for form in form_classes()}
    lines = [GALLERY]
    for slug, titles in pages().items():
        lines += ["", f"## {codes[slug] or slug}", "", titles, ""]
        lines.append(f"![{titles}](pictures/gallery/{slug}.png)")
    return "\n".join(lines) + "\n"


def first_page(pdf: bytes, width: int) -> Image.Image:
    """The first page of a PDF, ``width`` pixels wide."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "x.pdf").write_bytes(pdf)
        scale = ["-scale-to-x", str(width), "-scale-to-y", "-1"]
        command = ["pdftoppm", "-png", "-singlefile", *scale, f"{folder}/x.pdf", f"{folder}/x"]
        subprocess.run(command, check=True)
        with Image.open(f"{folder}/x.png") as picture:
            return picture.convert("RGB")


def save(picture: Image.Image, target: Path) -> None:
    """Write a picture with as many colours as fit into the bytes that one may have."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for colours in (32, 16, 8, 4):
        small = picture.quantize(colours, dither=Image.Dither.NONE)
        small.save(target, optimize=True)
        if target.stat().st_size <= MOST_BYTES:
            return
    raise SystemExit(f"{target} is larger than {MOST_BYTES} bytes.")


def beside(pictures: Sequence[Image.Image]) -> Image.Image:
    """Pictures in a row, on grey."""
    gap = 6
    wide = sum(each.width + gap for each in pictures) + gap
    row = Image.new("RGB", (wide, max(each.height for each in pictures) + 2 * gap), "#cccccc")
    left = gap
    for each in pictures:
        row.paste(each, (left, gap))
        left += each.width + gap
    return row


def build_gallery() -> None:
    """A picture of the first page in each language, for each document."""
    for slug in pages():
        record = EXAMPLES / f"{slug}.yaml"
        made = [atuforms.render(record, "pdf", lang=lang).data for lang in LANGUAGES]
        save(beside([first_page(each, WIDTH) for each in made]), PICTURES / f"gallery/{slug}.png")


def terminal(commands: Sequence[str], lang: Language, folder: Path, target: Path) -> None:
    """A picture of the terminal: the last of the commands, with what it says."""
    environment = {**os.environ, "ATUFORMS_LANG": lang, "PYTHONUTF8": "1", "NO_COLOR": "1"}
    for command in commands:
        words = [sys.executable, "-m", *command.split(" ")]
        said = subprocess.run(
            words, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
        )
    lines = [f"> {commands[-1]}"]
    for line in (said.stdout + said.stderr).splitlines():
        lines += textwrap.wrap(line, COLUMNS, subsequent_indent="  ") or [""]
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], "…"]
    target.write_text(svg(lines), encoding="utf-8")


def svg(lines: Sequence[str]) -> str:
    """Lines of a terminal as a picture of text."""
    height = 18 * len(lines) + 24
    rows = "\n".join(
        f'<text x="12" y="{18 * number + 26}" xml:space="preserve">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="860" height="{height}" role="img">\n'
        '<style>text { font: 14px "DejaVu Sans Mono", Consolas, monospace; fill: #eee }</style>\n'
        f'<rect width="860" height="{height}" rx="6" fill="#222"/>\n{rows}\n</svg>\n'
    )


def sheet(workbook: bytes, lang: Language, target: Path) -> None:
    """A picture of the first columns of a sheet, as a spreadsheet program shows them."""
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_filelike(BytesIO(workbook)).get_sheet_by_index(0).to_python()
    widths = (60, 60, 110, 200, 200, 200)
    drawn, top = [], 0
    for number in range(5):
        cells = rows[number] if number < len(rows) else [""] * len(widths)
        height = 54 if number == 0 else 26
        left = 0
        for cell, width in zip(cells, widths, strict=False):
            fill = "#dce6f1" if number == 0 else "#fff"
            drawn.append(
                f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{fill}" '
                'stroke="#999"/>'
            )
            for line, words in enumerate(textwrap.wrap(str(cell), width // 8)[: height // 18]):
                drawn.append(
                    f'<text x="{left + 5}" y="{top + 17 + 16 * line}">{escape(words)}</text>'
                )
            left += width
        top += height
    style = 'text { font: 13px "PT Sans", Calibri, Arial, sans-serif }'
    target.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left}" height="{top}" role="img">\n'
        f"<style>{style}</style>\n" + "\n".join(drawn) + "\n</svg>\n",
        encoding="utf-8",
    )


def _mistaken(lang: Language, folder: Path) -> None:
    """A certificate as a lecturer fills it in, in one language, with three mistakes."""
    form = atuforms.load(EXAMPLES / "mooc-placement-certificate.yaml")
    record = {**_in_one(form.record(), lang), "lang": lang}
    title, link, director = "TITLE", record["course_link"], record["director"]["name"]
    filled = {**record, "course_title": title}
    certificate = atuforms.render(filled, "docx", lang=lang)
    changes = {
        title: " ".join([record["course_title"]] * 3),
        link: link.removeprefix("https://"),
        director: "",
    }
    with zipfile.ZipFile(BytesIO(certificate.data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    for before, after in changes.items():
        name = "word/document.xml"
        parts[name] = parts[name].replace(f">{before}<".encode(), f">{after}<".encode())
    with zipfile.ZipFile(folder / FILES[lang], "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


def _in_one(value: Any, lang: Language) -> Any:
    """A record of three languages as one in ``lang``."""
    if isinstance(value, dict):
        if value.keys() <= set(LANGUAGES):
            return value[lang]
        return {key: _in_one(each, lang) for key, each in value.items()}
    return [_in_one(each, lang) for each in value] if isinstance(value, list) else value


BANK: Final = """1. {question} 1?
A. 4
B. 5
C. 6
D. 7
E. 8
ANSWER: B
2. {question} 2?
А. 4
B. 5
C. 6
D. 7
E. 8
ANSWER: В
3. {question} 3?
A. 4
B. 4
C. 6
D. 7
E. 8
ANSWER: F"""


def _bank(lang: Language, folder: Path) -> None:
    from docx import Document

    question = {"kk": "Сұрақ", "ru": "Вопрос", "en": "Question"}[lang]
    paper = Document()
    for line in BANK.format(question=question).splitlines():
        paper.add_paragraph(line)
    paper.save(str(folder / "bank.docx"))


def _rows(lang: Language, folder: Path) -> None:
    """A table of five certificates, one of which has no link."""
    import csv

    record = atuforms.load(EXAMPLES / "mooc-placement-certificate.yaml").record()
    form = atuforms.MoocPlacementCertificate(**record)
    row = {
        name: getattr(form, name).text(lang)
        for name in ("unit", "course_title", "platform", "target_audience")
    }
    row |= {"date": "2026-01-31", "language": "kk", "placement_date": "2026-01-30"}
    author = form.authors[0]
    said = (author.name, author.position, author.degree)
    none = {"kk": "жоқ", "ru": "нет", "en": "none"}[lang]
    row["authors"] = ", ".join([*(each.text(lang) for each in said if each), none])
    row["director"] = form.director.name.text(lang)
    with (folder / "certificates.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, [*row, "course_link"])
        table.writeheader()
        for number in range(1, 6):
            link = "" if number == 4 else f"https://mooc.atu.edu.kz/courses/{number}"
            table.writerow({**row, "course_link": link})


def _office(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Office files as PDF, by LibreOffice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in files.items():
            (folder / file).write_bytes(data)
        as_pdf([folder / file for file in files], folder, WITH_COMMENTS)
        for file in files:
            yield file, (folder / f"{file}.pdf").read_bytes()


def _run(command: str, folder: Path) -> None:
    """Run a command that writes a file; 1 is the answer to a document with mistakes."""
    words = [sys.executable, "-m", *command.split(" ")]
    said = subprocess.run(words, cwd=folder, capture_output=True)
    if said.returncode not in (0, 1):
        raise SystemExit(said.stderr.decode())


def build_guides() -> None:
    """The pictures of the guides: blanks, certificates, the sheet, and what commands say."""
    office: dict[str, bytes] = {}
    certificate = EXAMPLES / "mooc-placement-certificate.yaml"
    for lang in LANGUAGES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _mistaken(lang, folder)
            _bank(lang, folder)
            _rows(lang, folder)
            _run(f"atuforms new 02-09 --sheet -o sheet.xlsx --lang {lang}", folder)
            sheet((folder / "sheet.xlsx").read_bytes(), lang, PICTURES / f"sheet-{lang}.svg")
            office[f"blank-{lang}.docx"] = atuforms.blank("02-09", "docx", lang=lang).data
            batch = (
                f"atuforms batch 02-09 certificates.csv --lang {lang} --to pdf "
                "-o certificates --register register.db"
            )
            shown = {
                "check": [f"atuforms check {FILES[lang]}"],
                "bank": ["atuforms testbank bank.docx bank.txt --fix"],
                "batch": [batch],
                "register": ["atuforms register list register.db"],
            }
            comment = f"atuforms check {FILES[lang]} --comment -o comments-{lang}.docx"
            for picture, commands in shown.items():
                terminal(commands, lang, folder, PICTURES / f"{picture}-{lang}.svg")
            _run(f"{comment} --lang {lang}", folder)
            office[f"comments-{lang}.docx"] = (folder / f"comments-{lang}.docx").read_bytes()
        printed = atuforms.render(certificate, "pdf", lang=lang).data
        save(first_page(printed, LARGE), PICTURES / f"certificate-{lang}.png")
    for file, pdf in _office(office):
        # LibreOffice gives notes windows that have no place, of which pdftoppm complains.
        page = first_page(without_notes(pdf), LARGE)
        if file.startswith("comments"):
            page = with_notes(page, notes_of(pdf))
        save(page, PICTURES / f"{Path(file).stem}.png")


def main(page_only: bool) -> int:
    """Write the page, and the pictures unless only the page is wanted."""
    (DOCS / "gallery.md").write_text(gallery_page(), encoding="utf-8")
    if not page_only:
        PICTURES.mkdir(exist_ok=True)
        build_guides()
        build_gallery()
    return 0


if __name__ == "__main__":
    sys.exit(main("--page" in sys.argv[1:]))
