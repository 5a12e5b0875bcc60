"""Builds the Word template of a form in a language from its layout and wording."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from atuforms.exceptions import InvalidTemplate
from atuforms.languages import Language
from atuforms.render.word_body import BodyBuilder
from atuforms.render.word_package import word_template
from atuforms.render.word_styles import PAGES
from atuforms.templating import page_source
from atuforms.wording import HasTemplates
from atuforms.xml_parsing import parse_layout


def build_word_template(
    form: type[HasTemplates],
    lang: Language,
    fields: Collection[str],
    templates: Path | None = None,
) -> bytes:
    """The Word template (docxtpl syntax, with content controls) of ``form`` in ``lang``.

    :param fields: dotted paths of the form's fields, without item numbers: what gets a control.

    :raises InvalidTemplate: if the layout is not well-formed XHTML, or has elements that Word
        does not know.
    """
    source = page_source(form, lang, templates)
    body = parse_layout(source, f"{form.SLUG}.html").find("body")
    if body is None:
        raise InvalidTemplate("The layout {name} has no <body>.", name=f"{form.SLUG}.html")
    classes = body.get("class", "").split()
    sheet = next((PAGES[name] for name in reversed(classes) if name in PAGES), PAGES["portrait"])
    builder = BodyBuilder(sheet, fields.__contains__)
    blocks = builder.build(body)
    return word_template(blocks, builder.lists, sheet, lang)
