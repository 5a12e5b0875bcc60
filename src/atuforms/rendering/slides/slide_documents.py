"""PPTX: the filled slides, put into the placeholders of a PowerPoint template.

The slides come from the same page as the PDF, so both say the same. Each shape with values has
their common path in the record as its name (``slides.0.title``), and, where fixed words stand
around them, the pattern (``Кафедра «{department}»``) as its description: a person may edit the
text, and it can still be read back. A custom XML part carries the whole record.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from atuforms.core.exceptions import InvalidTemplate, MissingDependency
from atuforms.core.language.wording import wording_of
from atuforms.rendering.carried_record import record_part
from atuforms.rendering.html import fill_page
from atuforms.rendering.job import Job
from atuforms.rendering.office_package import template_content, template_stamp
from atuforms.rendering.slides.covering import covers
from atuforms.rendering.slides.deck import (
    SMALL,
    Run,
    Slide,
    SlideContent,
    boxes_of,
    fitted_size,
    read_deck,
)
from atuforms.rendering.slides.design import BULLET, LAYOUTS, Box
from atuforms.rendering.slides.presentationml import draft_shape, emu, number_shape
from atuforms.rendering.word.styles import LANGUAGE_TAGS
from atuforms.rendering.zip_package import member, package, unpacked

try:
    from pptx import Presentation
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.opc.package import Part
    from pptx.oxml import parse_xml
    from pptx.util import Pt

    from atuforms.rendering.slides.fonts import embed_fonts
    from atuforms.rendering.slides.slide_templates import (
        NO_LAYOUT,
        NO_PICTURE,
        NO_PLACEHOLDER,
        NO_TEXT,
        takes_picture,
        takes_text,
        without_slides,
    )
except ImportError:
    raise MissingDependency(
        "Presentations need the package python-pptx. "
        'Install it with this command: pip install "atuforms[pptx]"'
    ) from None


def render(job: Job) -> bytes:
    """The presentation, with its record in a custom XML part.

    :raises InvalidTemplate: if the template lacks a layout or a placeholder.
    """
    deck = read_deck(fill_page(job.form, job.lang, job.values, job.templates))
    stamp, name = template_stamp(job.form, job.lang, "pptx", job.templates)
    presentation = Presentation(BytesIO(template_content(stamp, name)))
    without_slides(presentation)
    writer = _Writer(presentation, job, name)
    for slide in deck.slides:
        writer.add(slide, deck.draft)
    presentation.core_properties.title = str(job.values["document_title"])
    presentation.core_properties.identifier = job.code
    embed_fonts(presentation)
    if job.record is not None:
        _add_record(presentation, job)
    return _same_bytes(presentation)


class _Writer:
    """Adds slides to a presentation by the names of its layouts and placeholders."""

    def __init__(self, presentation: Any, job: Job, file: str) -> None:
        self._presentation = presentation
        self._tag = LANGUAGE_TAGS[job.lang]
        self._names: Mapping[str, str] = wording_of(job.form, job.lang)["layouts"]
        self._layouts = {layout.name: layout for layout in presentation.slide_layouts}
        self._file = file

    def add(self, content: Slide, draft: str) -> None:
        """One slide: its placeholders filled, those without content taken away."""
        layout = self._layout(content.layout)
        slide = self._presentation.slides.add_slide(layout)
        names = {each.placeholder_format.idx: each.name for each in layout.placeholders}
        shapes = {names[each.placeholder_format.idx]: each for each in slide.placeholders}
        boxes = boxes_of(content)
        for name, shape in list(shapes.items()):
            if name not in content.contents:
                shape._element.getparent().remove(shape._element)
        for name, filling in content.contents.items():
            if (fault := self._unfit(shapes.get(name), filling, content.layout, name)) is not None:
                raise fault
            self._fill(shapes[name], filling, boxes[name], LAYOUTS[content.layout].boxes[name])
        tree = slide.shapes._spTree
        if LAYOUTS[content.layout].numbered:
            tree.append(parse_xml(number_shape(_next_id(tree), self._tag)))
        if draft:
            tree.insert(2, parse_xml(draft_shape(_next_id(tree), draft, self._tag)))
        if content.notes:
            slide.notes_slide.notes_text_frame.text = content.notes

    def _layout(self, key: str) -> Any:
        name = self._names.get(key, key)
        if name not in self._layouts:
            raise InvalidTemplate(NO_LAYOUT, file=self._file, layout=name)
        return self._layouts[name]

    def _unfit(
        self, shape: Any, filling: SlideContent, key: str, name: str
    ) -> InvalidTemplate | None:
        """Why a placeholder cannot be filled with this."""
        of_picture = LAYOUTS[key].boxes[name].kind == "picture"
        if shape is None:
            sentence = NO_PLACEHOLDER
        elif filling.picture is not None and not takes_picture(shape):
            sentence = NO_PICTURE
        elif filling.picture is None and not of_picture and not takes_text(shape):
            sentence = NO_TEXT
        else:
            return None
        return InvalidTemplate(
            sentence, layout=self._names.get(key, key), file=self._file, name=name
        )

    def _fill(self, shape: Any, content: SlideContent, box: Box, usual: Box) -> None:
        path = content.record_path
        if content.picture is not None:
            shape = shape.insert_picture(BytesIO(content.picture))
            # The dashed frame is for a picture that is still to come.
            shape.line.fill.background()
            _describe(shape, path, content.alt)
            if covers(content.picture, usual):
                _cut_below(shape)
            else:
                _show_whole(shape)
            return
        if path:
            _describe(shape, path, content.pattern if content.pattern != f"{{{path}}}" else "")
        if usual.kind == "picture":
            return
        if box != usual:
            shape.left, shape.top = emu(box.x), emu(box.y)
            shape.width, shape.height = emu(box.width), emu(box.height)
        self._write(shape.text_frame, content, box, usual.size)

    def _write(self, frame: Any, content: SlideContent, box: Box, usual: float) -> None:
        size = fitted_size(content, box)
        for number, runs in enumerate(content.paragraphs):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            if size != usual and box.after:
                paragraph.space_after = Pt(round(size * box.after, 1))
            if size != usual and box.bullet:
                look = paragraph._p.get_or_add_pPr()
                look.set("marL", str(emu(size * BULLET)))
                look.set("indent", str(emu(-size * BULLET)))
            for run in runs:
                self._add_run(paragraph, run, size, box.bold, usual)

    def _add_run(self, paragraph: Any, run: Run, size: float, bold: bool, usual: float) -> None:
        words = paragraph.add_run()
        words.text = run.text
        words._r.get_or_add_rPr().set("lang", self._tag)
        letters = size * SMALL if run.small else size
        if letters != usual:
            words.font.size = Pt(letters)
        if run.bold or (run.small and bold):
            words.font.bold = run.bold


def _describe(shape: Any, name: str, description: str) -> None:
    properties = shape._element.xpath(".//p:cNvPr")[0]
    if name:
        properties.set("name", name)
    if description:
        properties.set("descr", description)
    elif "descr" in properties.attrib:
        del properties.attrib["descr"]


def _cut_below(picture: Any) -> None:
    """Let a tall picture lose its foot only: a portrait has its face above the middle."""
    picture.crop_bottom, picture.crop_top = picture.crop_top + picture.crop_bottom, 0


def _show_whole(picture: Any) -> None:
    """Show a picture without losing its edges, at the top of its placeholder, beside the text."""
    left, width, height = picture.left, picture.width, picture.height
    top = picture.top
    picture.crop_left = picture.crop_right = picture.crop_top = picture.crop_bottom = 0
    wide, high = picture.image.size
    scale = min(width / wide, height / high)
    picture.width, picture.height = round(wide * scale), round(high * scale)
    picture.left = left + (width - picture.width) // 2
    picture.top = top


def _next_id(tree: Any) -> int:
    return 1 + max(int(each) for each in tree.xpath(".//p:cNvPr/@id"))


def _add_record(presentation: Any, job: Job) -> None:
    opc = presentation.part.package
    name = opc.next_partname("/customXml/item%d.xml")
    part = Part(name, "application/xml", opc, record_part(job))
    presentation.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _same_bytes(presentation: Any) -> bytes:
    """The presentation as a package without the time of its making."""
    saved = BytesIO()
    presentation.save(saved)
    parts = unpacked(saved.getvalue())
    return package(member(name, content) for name, content in parts.items())
