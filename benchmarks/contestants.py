"""The ways to make form 02-09 that are compared: ours and others', on the same content."""

from __future__ import annotations

import copy
import json
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

import jinja2

from atuforms.api import render
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import Language
from atuforms.documents.printing import write
from atuforms.documents.view import view
from atuforms.forms.base import Form
from atuforms.rendering.word.word_documents import word_environment

HERE = Path(__file__).parent
LANG: Language = "kk"
TURN = 0.05
"""Seconds for which each contestant makes small Word documents before the next has its turn."""
NODE_PACKAGES = ("docxtemplater", "easy-template-x", "pizzip")


@dataclass(frozen=True)
class Contestant:
    """One way to make the document.

    ``make`` gives its bytes; or ``timed``, given the milliseconds of a turn, those of a document.
    """

    name: str
    release: str
    make: Callable[[Form], bytes] | None = None
    timed: Callable[[float], float] | None = None
    close: Callable[[], None] = field(default=lambda: None)


def timed(contestant: Contestant, form: Form, turn: float = 0.0) -> float:
    """Milliseconds of one document: the median of those made in ``turn`` seconds."""
    if contestant.timed:
        return contestant.timed(turn * 1000)
    assert contestant.make is not None
    times: list[float] = []
    while not times or sum(times) < turn:
        begin = time.perf_counter()
        contestant.make(form)
        times.append(time.perf_counter() - begin)
    return statistics.median(times) * 1000


def ours(to: str) -> Contestant:
    def make(form: Form) -> bytes:
        return write(form, view(form, LANG), to, LANG).data

    return Contestant(f"atuforms {to}", version("atuforms"), make)


def ours_public(*, again: bool) -> Contestant:
    """What users call: ``atuforms.render``, which checks the form before it writes.

    :param again: whether the form was rendered before, as for another language or format; else
        each is a new one, and checked anew.
    """

    def make(form: Form) -> bytes:
        return render(form if again else copy.copy(form), "docx", lang=LANG).data

    name = "atuforms.render, " + ("a form again" if again else "a form for the first time")
    return Contestant(name, version("atuforms"), make)


def docxtpl(*, keeps: bool = False) -> Contestant:
    """The library as it comes, with Jinja as it comes.

    :param keeps: whether one template object is filled many times; else each document opens the
        template.
    """
    from docxtpl import DocxTemplate

    plain = jinja2.Environment(autoescape=True)
    plain.filters.update(word_environment().filters)

    kept: list[DocxTemplate] = []

    def make(form: Form) -> bytes:
        path = templates_folder() / LANG / f"{form.SLUG}.docx"
        document = kept[0] if kept else DocxTemplate(path)
        if keeps:
            kept[:] = [document]
        values = {"logo": "", "variant": "", **view(form, LANG)}
        document.render(values, jinja_env=plain, autoescape=True)
        target = BytesIO()
        document.save(target)
        return target.getvalue()

    name = "docxtpl, one template object" if keeps else "docxtpl"
    return Contestant(name, version("docxtpl"), make)


def weasyprint() -> Contestant:
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.text.fonts import FontConfiguration

    from atuforms.rendering.html import fill_page

    fonts = FontConfiguration()
    faces = "".join(
        f"@font-face {{ font-family: 'PT Serif'; src: url('{file.as_uri()}');"
        f" font-weight: {weight}; font-style: {style} }}"
        for file, weight, style in pt_serif()
    )
    sheet = (templates_folder() / "layouts" / "page.css").read_text(encoding="utf-8")
    css = CSS(string=faces + sheet, font_config=fonts)

    def make(form: Form) -> bytes:
        page = fill_page(type(form), LANG, {"logo": "", "variant": "", **view(form, LANG)})
        record = Attachment(
            string=form.record_json().decode(), name="record.json", relationship="Data"
        )
        pdf: bytes = HTML(string=page.html).write_pdf(
            stylesheets=[css], font_config=fonts, pdf_variant="pdf/a-3a", attachments=[record]
        )
        return pdf

    return Contestant("WeasyPrint", version("weasyprint"), make)


def pt_serif() -> list[tuple[Path, str, str]]:
    import fontpkg_pt_serif

    names = {"Regular": ("normal", "normal"), "BoldItalic": ("bold", "italic")}
    names |= {"Bold": ("bold", "normal"), "Italic": ("normal", "italic")}
    files = sorted((fontpkg_pt_serif.ROOT / "files").glob("*.ttf"))
    return [(file, *names[file.stem.rpartition("-")[2]]) for file in files]


def typst() -> Contestant:
    import typst as engine

    folder = pt_serif()[0][0].parent
    compiler = engine.Compiler(
        str(HERE / "certificate.typ"), font_paths=[str(folder)], ignore_system_fonts=True
    )

    def make(form: Form) -> bytes:
        inputs = {
            "view": json.dumps(view(form, LANG), ensure_ascii=False),
            "record": form.record_json().decode(),
        }
        pdf = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-3a"], timestamp=0)
        assert isinstance(pdf, bytes)
        return pdf

    return Contestant("Typst (PDF/A-3a)", version("typst"), make)


def reportlab() -> Contestant:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    for file, weight, style in pt_serif():
        name = "PT" + "-Bold" * (weight == "bold") + "-Italic" * (style == "italic")
        pdfmetrics.registerFont(TTFont(name, str(file)))
    text = ParagraphStyle("text", fontName="PT", fontSize=11, leading=13.75)
    centre = ParagraphStyle("centre", text, alignment=1, fontName="PT-Bold")
    labels = (
        *("Автор(лар)", "Бөлімше", "Курс атауы", "Платформа", "Тілі", "Аудитория", "Күні"),
        *("Сілтеме", "Құжаттар"),
    )
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]

    def make(form: Form) -> bytes:
        shown = view(form, LANG)
        keys = ("unit", "course_title", "platform", "language", "target_audience")
        authors = "<br/>".join(
            ", ".join(filter(None, (a["name"], a["position"], a["degree"], a["title"])))
            for a in shown["authors"]
        )
        papers = "<br/>".join(each["value"] for each in shown["supporting_documents"])
        cells = [authors, *(shown[key] for key in keys), shown["placement_date"]]
        cells += [shown["course_link"], papers]
        rows = [
            [Paragraph(f"{number}.", text), Paragraph(label, text), Paragraph(cell, text)]
            for number, (label, cell) in enumerate(zip(labels, cells, strict=True), 1)
        ]
        target = BytesIO()
        sheet = SimpleDocTemplate(target, pagesize=A4, leftMargin=85, rightMargin=42)
        sheet.build(
            [
                Paragraph(shown["code"], text),
                Paragraph(f"АНЫҚТАМА № {shown['number']} · {shown['date']}", centre),
                Spacer(0, 12),
                Table(rows, [32, 178, 258], style=grid),
                Spacer(0, 34),
                Paragraph(f"ЖИЦДО директоры ________ {shown['director']['name']}", text),
            ]
        )
        return target.getvalue()

    return Contestant("ReportLab, by hand (no PDF/A, no tags)", version("reportlab"), make)


def node(form: Form) -> list[Contestant]:
    """The two Node libraries, installed into a folder of their own; none without Node."""
    if not (shutil.which("node") and shutil.which("npm")):
        return []
    folder = Path(tempfile.mkdtemp(prefix="atuforms-benchmark-"))
    subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", *NODE_PACKAGES],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    tags, data = _tagged(form)
    (folder / "template.docx").write_bytes(tags)
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    shutil.copy(HERE / "fill.cjs", folder)
    process = subprocess.Popen(
        ["node", "fill.cjs", "template.docx", "data.json"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    questions, answers = process.stdin, process.stdout
    assert questions is not None
    assert answers is not None

    def ask(name: str) -> Callable[[float], float]:
        def timed(turn: float) -> float:
            questions.write(f"{name} {turn}\n")
            questions.flush()
            return float(answers.readline())

        return timed

    def close() -> None:
        process.kill()
        shutil.rmtree(folder, ignore_errors=True)

    def release(name: str) -> str:
        package = json.loads((folder / "node_modules" / name / "package.json").read_text())
        return str(package["version"])

    names = ("docxtemplater", "easy-template-x")
    return [
        Contestant(f"{name} (Node)", release(name), timed=ask(name), close=close) for name in names
    ]


def _tagged(form: Form) -> tuple[bytes, Mapping[str, str]]:
    """Our document with the tags of the Node libraries in place of its values, and the values."""
    data: dict[str, str] = {}

    def tagged(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: each if key == "at" else tagged(each) for key, each in value.items()}
        if isinstance(value, list):
            return [tagged(each) for each in value]
        if isinstance(value, str) and value:
            name = f"v{len(data)}"
            data[name] = value
            return f"{{{name}}}"
        return value

    return write(form, tagged(view(form, LANG)), "docx", LANG).data, data
