"""What a form prints, as blocks: from a record, or as a blank.

It is printed into Word's template anew, so that a document that came back can be laid beside it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from atuforms.core.dotted_paths import holder, put
from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.office import Office
from atuforms.core.language.languages import Language
from atuforms.core.markup import picture_names
from atuforms.documents.blanks import blank_document
from atuforms.documents.fillable.hints import PICTURE
from atuforms.documents.reading.contents.body import light_body
from atuforms.documents.reading.contents.known_paragraphs import KnownParagraphs
from atuforms.documents.reading.contents.taken_pictures import pictures_outside
from atuforms.documents.reading.paper.blocks import Block, KnownPath, margin_lines
from atuforms.documents.reading.samples import sample_record
from atuforms.documents.view import view
from atuforms.fields.describe import describe
from atuforms.forms.base import Form
from atuforms.records.inventory import files_of
from atuforms.records.loading import from_source
from atuforms.records.source import Source
from atuforms.rendering.rich import RichText
from atuforms.rendering.word.word_documents import word_template


class Printed:
    """Prints a form in one language for comparison."""

    def __init__(self, form: type[Form], lang: Language, known: KnownPath) -> None:
        self.form = form
        self.lang = lang
        self.known = known
        self.pictures = 0
        """How many pictures what was printed last shows outside of fields."""
        self._paragraphs: KnownParagraphs | None = None
        self.margins: set[str] = set()
        """What headers, footers and notes of all that was printed here say."""

    def unfilled(self) -> Iterator[list[Block]]:
        """What the blank of the form shows, if it has one; then the whole form, without values."""
        if self.form.HAS_BLANK:
            yield self._blocks(blank_document(self.form, "docx", lang=self.lang).data)
        yield self.sample()

    def sample(self, answers: Mapping[str, str] | None = None) -> list[Block]:
        """What the form prints where every field has a value, without these values.

        :param answers: values of closed choices, by their paths.
        """
        record = sample_record(self.form)
        for path, answer in (answers or {}).items():
            put(record, path, answer)
        found = self.filled(record)
        for line in (line for block in found for line in block.lines):
            line.show(
                [
                    each._replace(text="", control=each.control._replace(text=""))
                    if each.path and each.control
                    else each
                    for each in line.pieces
                ]
            )
        return found

    def filled(self, record: Mapping[str, Any]) -> list[Block]:
        """What the form prints from a record, as far as it makes one."""
        form, _ = from_source(Source({"form": self.form.name(), **record}))
        pictures = [image for image in files_of(form) if image.is_picture]
        values = view(form, self.lang)
        # Only pictures stand inside of what else may be the form's own.
        values = copy.deepcopy(values) if pictures else dict(values)
        for each in describe(self.form):
            if each.kind == "markdown" and each.name in values:
                text = str(values[each.name])
                # Which pictures a text shows does not matter here, only that it shows them.
                values[each.name] = RichText(text, dict.fromkeys(picture_names(text), PICTURE))
        for image in pictures:
            holding, last = holder(values, image.path)
            holding[last] = PICTURE
        return self._fill(values)

    def taken_paragraphs(self) -> KnownParagraphs | None:
        """Those of what was printed last, which are forgotten here: they take much memory."""
        found, self._paragraphs = self._paragraphs, None
        return found

    def anew(self, record: Mapping[str, Any]) -> list[Block]:
        """The same; nothing where a record that was not read well cannot be printed."""
        try:
            return self.filled(record)
        except InvalidTemplate:
            return []

    def _fill(self, values: Mapping[str, Any]) -> list[Block]:
        template = word_template(self.form, self.lang)
        return self._blocks(template.fill({"logo": "", "variant": "", **values}, packed=False))

    def _blocks(self, data: bytes) -> list[Block]:
        office = Office(data, self.form.SLUG)
        self.margins |= {line.bare for line in margin_lines(office, self.known)}
        body = light_body(office, self.known, own=True)
        self._paragraphs = body.known
        self.pictures = pictures_outside(body.root)
        return body.blocks
