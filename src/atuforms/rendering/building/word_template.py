"""Builds the Word template of a form in a language from its layout and wording."""

from __future__ import annotations

from collections.abc import Collection

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.xml_parsing import parse_layout
from atuforms.core.language.codes import full_code
from atuforms.core.language.labels import control_title
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import HasTemplates
from atuforms.rendering.building.word_body import BodyBuilder
from atuforms.rendering.building.word_package import word_template
from atuforms.rendering.filling.templates import page_source
from atuforms.rendering.word.styles import PAGES


def build_word_template(
    form: type[HasTemplates],
    lang: Language,
    fields: Collection[str],
) -> bytes:
    """The Word template (docxtpl syntax, with content controls) of ``form`` in ``lang``.

    :param fields: dotted paths of the form's fields, without item numbers: what gets a control.

    :raises InvalidTemplate: if the layout is not well-formed XHTML, or has elements that Word
        does not know.
    """
    source = page_source(form, lang)
    body = parse_layout(source, f"{form.SLUG}.html").find("body")
    if body is None:
        raise InvalidTemplate("The layout {name} has no <body>.", name=f"{form.SLUG}.html")
    classes = body.get("class", "").split()
    sheet = next((PAGES[name] for name in reversed(classes) if name in PAGES), PAGES["portrait"])

    def title(field: str, path: str) -> str:
        return control_title(form, field, path, lang)

    builder = BodyBuilder(sheet, fields.__contains__, title)
    blocks = builder.build(body)
    code = full_code(form.CODE, lang) if form.CODE else ""
    return word_template(blocks, builder.lists, sheet, lang, code)
