"""From a wordless layout and the wording of a language to the page source of a form.

A layout is Jinja in two passes. The first, here, has the delimiters ``[[ … ]]``, ``[% … %]`` and
``[# … #]``: it places the wording and gives one *page source* a language. What remains in it
are the usual tags ``{{ … }}`` and ``{% … %}``, where values go: the PDF is that page source
filled in, and the Word template is built from it, so both always say the same.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta
import jinja2.sandbox

from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.file_states import Stamp
from atuforms.core.files.resources import first_template, templates_folder
from atuforms.core.language.codes import full_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import message
from atuforms.core.language.typography import bound, bound_in_page
from atuforms.core.language.wording import HasTemplates, common, wording_of, wording_stamps
from atuforms.rendering.filling.tag_lines import PlacedTag, tags_in
from atuforms.rendering.filling.template_faults import Spotted, for_values

_NOT_UTF8 = message(
    "The layout {name} is not saved in UTF-8, and its letters cannot be read. Save it with the "
    "encoding UTF-8."
)
_NO_KEY = message(
    "The template {name} has {tag} in {part}, and the wording has no key “{key}”. One of these may "
    "be meant: {keys}."
)
_MOST_KEYS = 10


def page_source(form: type[HasTemplates], lang: Language, templates: Path | None = None) -> str:
    """The page of ``form`` in ``lang``: XHTML with Jinja tags where values go.

    :param templates: a folder whose ``layouts/`` come before the package's own.
    :raises InvalidTemplate: if the layout is missing, is faulty, or asks for wording that the
        language does not have.
    """
    layouts = _layouts(templates, form.TEMPLATES)
    files = [stamp for each in LANGUAGES for stamp in wording_stamps(form, each)]
    _add_layout(layouts, f"{form.SLUG}.html", files)
    return _page_source(form, lang, layouts, *files)


def _add_layout(layouts: _Layouts, name: str, files: list[Stamp | None]) -> None:
    """Add the stamps of a layout, and of what it takes from others, to ``files``."""
    stamp = first_template(f"layouts/{name}", *layouts.own)
    if stamp is not None and stamp not in files:
        files.append(stamp)
        for other in _others(stamp):
            _add_layout(layouts, other, files)


@functools.lru_cache(maxsize=512)
def _others(stamp: Stamp) -> tuple[str, ...]:
    """The layouts that one takes something from."""
    try:
        tree = _layouts(None).parse(Path(stamp.path).read_text(encoding="utf-8"))
    except (OSError, ValueError, jinja2.TemplateSyntaxError):
        # Filling it in says what is wrong.
        return ()
    return tuple(filter(None, jinja2.meta.find_referenced_templates(tree)))


@functools.lru_cache(maxsize=256)
def _page_source(
    form: type[HasTemplates], lang: Language, layouts: _Layouts, *_files: Stamp | None
) -> str:
    name = f"{form.SLUG}.html"
    try:
        template = layouts.get_template(name)
        source: str = template.render(
            form=form.name(),
            slug=form.SLUG,
            lang=lang,
            form_code=full_code(form.CODE, lang) if form.CODE else "",
            w=_Wording(wording_of(form, lang), f"{lang}/{form.SLUG}.yaml"),
            common=_Wording(common(lang), f"{lang}/common.yaml"),
            every={each: _Wording(common(each), f"{each}/common.yaml") for each in LANGUAGES},
            wordings={
                each: _Wording(wording_of(form, each), f"{each}/{form.SLUG}.yaml")
                for each in LANGUAGES
            },
        )
        return bound_in_page(source)
    except jinja2.TemplateNotFound as error:
        raise InvalidTemplate("There is no layout {name}.", name=error.name or name) from None
    except TEMPLATE_ERRORS as error:
        raise _told(error, layouts, name) from error


TEMPLATE_ERRORS = (jinja2.TemplateError, TypeError, ValueError, ArithmeticError)
"""What filling in a template that somebody changed may raise: a faulty tag, ``{{ title + 1 }}``."""


def _told(error: Exception, layouts: _Layouts, name: str) -> InvalidTemplate:
    """What is wrong with a tag that places wording, with its line."""
    line = 0
    if isinstance(error, jinja2.TemplateSyntaxError):
        name, line = error.name or name, error.lineno
    trace = error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.parent.name == "layouts" and file.suffix == ".html":
            name, line = file.name, trace.tb_lineno
        trace = trace.tb_next
    tags = [each for each in tags_in(layouts.text(name), wording=True) if each.line <= line]
    last = tags[-1].line if tags else line
    here = [each for each in tags if each.line == last]
    # Of several tags in a line the error names one.
    words = re.findall(r"'([^']+)'", str(error))
    there = [each for each in here if any(word in each for word in words)]
    tag = next(iter(there or here), PlacedTag.at("[[ ]]", line))
    if isinstance(error, _NoWording):
        near = difflib.get_close_matches(error.key, error.keys, 3, 0.4)
        keys = ", ".join(near or sorted(error.keys)[:_MOST_KEYS])
        placed = PlacedTag.at(for_values(tag), tag.line)
        return wording_spotted(name).fault(_NO_KEY, placed, key=error.key, keys=keys)
    return wording_spotted(name).of(error, PlacedTag.at(for_values(tag), tag.line), layouts.filters)


def wording_spotted(name: str) -> Spotted:
    """What says what is wrong with the tags of a layout that place wording."""

    def where(tag: str) -> str:
        return f"{name}:{tag.line}" if isinstance(tag, PlacedTag) else name

    return Spotted(f"layouts/{name}", name, where=where, of_wording=True)


def layouts_of(form: type[HasTemplates], templates: Path) -> tuple[str, ...]:
    """The layouts of a folder that a form is printed with, the form's own first."""
    layouts = _layouts(templates, form.TEMPLATES)
    found: list[Stamp | None] = []
    _add_layout(layouts, f"{form.SLUG}.html", found)
    paths = [Path(each.path) for each in found if each is not None]
    return tuple(each.name for each in paths if each.parent.parent == templates)


def layout_environment(form: type[HasTemplates], templates: Path) -> jinja2.Environment:
    """The environment of the tags that place wording."""
    return _layouts(templates, form.TEMPLATES)


class _Wording(Mapping[str, Any]):
    """Wording whose gaps are errors that name the file, and whose texts may hold value tags."""

    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        self._values = values
        self._where = where

    def __getitem__(self, key: str) -> Any:
        if key not in self._values:
            raise _NoWording(key, self._values)
        value = self._values[key]
        return _Wording(value, f"{self._where}: {key}") if isinstance(value, dict) else _tied(value)

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Any:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def _tied(value: Any) -> Any:
    """A text, or what holds texts, with the spaces and hyphens that do not break."""
    if isinstance(value, str):
        return bound(value)
    if isinstance(value, list):
        return [_tied(each) for each in value]
    if isinstance(value, dict):
        return {key: _tied(each) for key, each in value.items()}
    return value


class _Files(jinja2.FileSystemLoader):
    """Layouts as files, of which one may have been saved in another encoding."""

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError:
            raise InvalidTemplate(_NOT_UTF8, name=f"layouts/{template}") from None


class _NoWording(jinja2.TemplateRuntimeError):
    """A layout asks for wording that the language does not have."""

    def __init__(self, key: str, keys: Iterable[str]) -> None:
        super().__init__(f"no wording '{key}'")
        self.key = key
        self.keys = tuple(keys)


class _Layouts(jinja2.sandbox.ImmutableSandboxedEnvironment):
    """The environment of layouts: those of the folders ``own``, in this order, then ours."""

    def __init__(self, *own: Path | None) -> None:
        self.own = own
        folders = [each for each in (*own, templates_folder()) if each is not None]
        super().__init__(
            loader=_Files([folder / "layouts" for folder in folders]),
            block_start_string="[%",
            block_end_string="%]",
            variable_start_string="[[",
            variable_end_string="]]",
            comment_start_string="[#",
            comment_end_string="#]",
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
        )

    def text(self, name: str) -> str:
        """The layout with this name; empty where there is none."""
        try:
            return self.loader.get_source(self, name)[0] if self.loader else ""
        except (jinja2.TemplateNotFound, InvalidTemplate):
            return ""


_layouts = functools.lru_cache(maxsize=32)(_Layouts)
