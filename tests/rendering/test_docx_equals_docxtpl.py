"""What is filled is what docxtpl itself renders from the same template and values."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import jinja2
import pytest
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup

from atuforms.api import load
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.printing import write
from atuforms.documents.view import view
from atuforms.forms.all_forms import form_classes
from atuforms.rendering.job import Job
from atuforms.rendering.word import word_documents as docx
from atuforms.rendering.word.parts import AddedParts
from atuforms.rendering.word.template_package import open_template

FOLDER = Path(__file__).parents[2] / "examples"
EXAMPLES = [FOLDER / f"{form.SLUG}.yaml" for form in form_classes() if "docx" in form.FORMATS]
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FILLED = ("word/document.xml", "word/header", "word/footer", "docProps/core.xml")


def rendered_by_docxtpl(template: bytes, job: Job) -> bytes:
    document = DocxTemplate(BytesIO(template))
    added = AddedParts(open_template(template, "template"))
    added.begin("word/document.xml")
    values = {**job.values, "_added": added}
    document.render(values, jinja_env=plain_jinja(), autoescape=True)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def plain_jinja() -> jinja2.Environment:
    """Jinja as it comes, with the filters of our templates."""
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=True)
    environment.filters.update(docx.word_environment().filters)
    environment.finalize = lambda value: (
        Markup(docx.word_text(value.encode()).decode()) if type(value) is str else value
    )
    return environment


def filled_parts(package: bytes) -> dict[str, str]:
    """The parts that hold values, in canonical XML."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {
            name: canonical(archive.read(name))
            for name in archive.namelist()
            if name.startswith(FILLED)
        }


def nested(grid: etree._Element) -> bool:
    """Whether the table of a grid holds other tables."""
    table = grid.getparent()
    return table is not None and table.find(f".//{W}tbl") is not None


def canonical(part: bytes) -> str:
    root = etree.fromstring(part)
    if root.tag.endswith("coreProperties"):
        # docxtpl sets every property that it knows, be it to nothing.
        for empty in [each for each in root if not each.text]:
            root.remove(empty)
    # docxtpl counts pictures from another number.
    for number, drawing in enumerate(root.iter(DRAWING)):
        drawing.set("id", str(number))
    # docxtpl takes the cells of tables within a table for columns of its own.
    for grid in [each for each in root.iter(f"{W}tblGrid") if nested(each)]:
        for column in list(grid):
            grid.remove(column)
    text: str = etree.canonicalize(etree.tostring(root, encoding="unicode"), rewrite_prefixes=True)
    return text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_filled_like_docxtpl(
    example: Path, lang: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = load(example)
    render = docx.render
    jobs: list[Job] = []

    def seen(job: Job) -> bytes:
        jobs.append(job)
        return render(job)

    monkeypatch.setattr(docx, "render", seen)
    ours = write(form, view(form, lang), "docx", lang).data
    (job,) = jobs
    template = (templates_folder() / lang / f"{form.SLUG}.docx").read_bytes()
    assert filled_parts(ours) == filled_parts(rendered_by_docxtpl(template, job))
