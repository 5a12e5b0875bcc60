"""The page source of a form, filled in: the HTML from which the PDF is made."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.xml_parsing import written_page
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import HasTemplates
from atuforms.core.pictures import Picture
from atuforms.rendering.filling.filler import BETWEEN_VALUES, ValueEnvironment, escaped
from atuforms.rendering.filling.tag_checks import located, one_value
from atuforms.rendering.filling.tag_lines import by_line, on_lines, tags_in
from atuforms.rendering.filling.template_faults import Spotted, as_typed
from atuforms.rendering.filling.templates import TEMPLATE_ERRORS, layouts_of, page_source
from atuforms.rendering.picture_box import size_in_box
from atuforms.rendering.qr_code import QrCode
from atuforms.rendering.rich import RichText, xhtml
from atuforms.rendering.value_marks import VALUE_BEGINS, VALUE_ENDS

_PLACES = {
    ("30mm", "40mm"): '<span class="picture-place"></span>',
    ("85mm", "100mm"): '<span class="picture-place wide"></span>',
}
"""Where a picture is to be in a blank, by its box: a photo, and an illustration."""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A filled page, and the pictures it shows by name (``image:NAME``).

    ``marked`` is the same HTML with marks around its values; see :mod:`.value_marks`.
    """

    html: str
    images: Mapping[str, bytes] = field(default_factory=dict)
    marked: str = ""
    code: QrCode | None = None
    """The proof as a code, which is shown as ``image:proof``."""


def fill_page(
    form: type[HasTemplates],
    lang: Language,
    values: Mapping[str, Any],
    templates: Path | None = None,
    *,
    source: str = "",
) -> HtmlPage:
    """The page of ``form`` in ``lang`` with these values.

    :param source: its page source, where that is another one.
    :raises InvalidTemplate: if the layout asks for a value that the form does not have.
    """
    images: dict[str, bytes] = {}
    source = source or page_source(form, lang, templates)
    context = {**values, "_images": images}
    try:
        marked = html_environment().fill(_page(source), context).decode()
    except TEMPLATE_ERRORS as error:
        raise _told(error, form, source, context, templates) from error
    html = marked.replace(VALUE_BEGINS, "").replace(VALUE_ENDS, "")
    code = values.get("proof")
    return HtmlPage(html, images, marked, code if isinstance(code, QrCode) else None)


def _told(
    error: Exception,
    form: type[HasTemplates],
    source: str,
    values: dict[str, Any],
    templates: Path | None,
) -> InvalidTemplate:
    """Which tag has failed and why, with the line of the layout that has it."""
    environment = html_environment()
    text = on_lines(source)
    lines = by_line(text)
    if isinstance(error, jinja2.TemplateSyntaxError):
        try:
            environment.from_string(text)
        except jinja2.TemplateSyntaxError as again:
            error = again
        line = getattr(error, "lineno", 0)
    else:
        error, line = located(environment, text, values, error)
    spotted = value_spotted(form, templates)
    return spotted.of(error, lines.get(line, "{{ }}"), environment.filters, values)


def value_spotted(form: type[HasTemplates], templates: Path | None) -> Spotted:
    """What says what is wrong with the tags of a layout that print values."""
    own = f"{form.SLUG}.html"
    files = (
        [templates / "layouts" / name for name in layouts_of(form, templates)] if templates else []
    )

    def where(tag: str) -> str:
        wanted = "".join(as_typed(tag).split())
        found = set()
        for file in files:
            text = file.read_text(encoding="utf-8", errors="replace")
            for each in tags_in(text, wording=False):
                if "".join(each.split()) == wanted:
                    found.add(f"{file.name}:{each.line}")
        return found.pop() if len(found) == 1 else own

    return Spotted(f"layouts/{own}", own, where=where)


@functools.lru_cache(maxsize=256)
def _page(source: str) -> jinja2.Template:
    # The mark of a draft is no part of a layout: every document has it across the page, and upright
    # as well, since programs do not find slanted words.
    lines = "".join(
        f'<div class="{name}">{{{{ draft }}}}</div>' for name in ("draft", "draft-line")
    )
    mark = f"{{% if draft %}}{lines}{{% endif %}}"
    head, _, rest = source.partition("<body")
    opening, _, content = rest.partition(">")
    return html_environment().from_string(f"<!DOCTYPE html>\n{head}<body{opening}>{mark}{content}")


@functools.cache
def html_environment() -> ValueEnvironment:
    """The environment of pages."""
    environment = ValueEnvironment(_words, picture=_picture, rich=_rich, one_value=one_value)
    environment.one_each = True
    return environment


def _words(values: bytes) -> bytes:
    """Values as HTML between their marks: line ends become line breaks."""
    begins, ends = VALUE_BEGINS.encode(), VALUE_ENDS.encode()
    text = begins + escaped(values).replace(BETWEEN_VALUES, ends + BETWEEN_VALUES + begins) + ends
    return text.replace(begins + ends, b"").replace(b"\n", ends + b"<br/>" + begins)


@jinja2.pass_context
def _picture(
    context: Any,
    picture: Picture | str,
    width: str,
    alt: str = "",
    height: str = "",
    left: str = "",
    top: str = "",
) -> Markup:
    if not isinstance(picture, Picture):
        # A blank has room for it, where one of these sizes is usual.
        place = "" if context.get("filled", True) else _PLACES.get((width, height), "")
        return Markup(place)  # noqa: S704 — written here
    wide, _high = size_in_box(picture, width, height)
    if isinstance(picture, QrCode):
        # One name and one look in every document, so that a page of this structure is known.
        look = f"width:{wide:.4g}mm; overflow:visible"
        if left and top:
            look += f"; position:absolute; left:{left}; top:{top}"
        return Markup('<img src="image:proof" alt="{}" style="{}"/>').format(alt, look)
    name = _image_name(picture, context["_images"])
    return Markup('<img src="image:{}" alt="{}" style="width:{:.4g}mm"/>').format(name, alt, wide)


@jinja2.pass_context
def _rich(context: Any, value: RichText | str) -> Markup:
    """A Markdown text as HTML."""
    rich = value if isinstance(value, RichText) else RichText(value)
    content = xhtml(rich)
    for image in content.iter("img"):
        name = _image_name(rich.pictures[image.get("src", "")], context["_images"])
        image.set("src", f"image:{name}")
    return Markup(written_page(content))  # noqa: S704 — built by us


def _image_name(picture: Picture, images: dict[str, bytes]) -> str:
    """The name of a picture in ``images``, which takes it if it is new."""
    known = next((name for name, data in images.items() if data == picture.data), "")
    name = known or f"picture{len(images) + 1}"
    images[name] = picture.data
    return name
