"""The editor as an anywidget: JupyterLab, the classic notebook, VS Code.

The ES module is that of the browser; what it asks goes to the kernel as messages instead of
requests. A saved notebook keeps the pages as pictures below the widget.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from atuforms.core.exceptions import MissingDependency
from atuforms.core.findings import InvalidRecord, Report
from atuforms.core.language.languages import Language
from atuforms.core.language.translation import translate
from atuforms.core.language.wording import wording_of
from atuforms.core.locks import FIRST_USE
from atuforms.core.notebook_displays import bundle, pictures
from atuforms.editing.answers import report_of
from atuforms.editing.assets import script, style
from atuforms.editing.attachments import attached, pictures_in
from atuforms.editing.calls import answer
from atuforms.editing.edited_record import filled_in, opened
from atuforms.editing.exchange import as_code, as_yaml
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form
from atuforms.records.loading import from_source
from atuforms.records.source import Source

try:
    import anywidget
    import traitlets
except ImportError as error:
    raise MissingDependency(
        "An editor in a notebook needs the package anywidget. Install it: "
        'pip install "atuforms[notebook]"'
    ) from error

_GLUE = Path(__file__).with_name("widget.js")
_PAGES = 3
"""Pages that a saved notebook keeps."""
_MOST_BYTES = 800_000
_PAUSE = 0.9
"""Jupyter drops what is more than a million bytes a second."""
_KEPT = "atuforms-pages"
_HIDDEN = f":is(.jp-Cell, .cell):has(.atuforms-editor) .{_KEPT} {{ display: none; }}"
"""As long as the widget lives, which shows the pages itself."""
_OUTPUT = ":is(.jp-OutputArea-child, .output_area)"
_LOST = (
    f"<style>{_OUTPUT}:has(> :is(.jupyter-widgets, .jupyter-widgets-view))"
    f":has(+ {_OUTPUT} .{_KEPT}):not(:has(.atuforms-editor)) {{ display: none; }}</style>"
)
"""Where it does not, nothing is to stand in its place about a model that was not found."""


def _for_notebooks(css: str) -> str:
    """A style in which sizes do not follow those of the classic notebook, where all are small."""
    css = re.sub(r"\(min-width: (\d+)rem\)", lambda m: f"(min-width: {16 * int(m[1])}px)", css)
    return re.sub(r"([\d.]+)rem", r"calc(\1 * max(1rem, 14px))", css)


class Editor(anywidget.AnyWidget):
    """A form that is filled in in a notebook.

    ``form`` is the form as it stands, ``report`` what is wrong with it, ``record()`` its record.
    """

    _esm = script() + _GLUE.read_text(encoding="utf-8")
    _css = _for_notebooks(style()) + _HIDDEN
    _lang = traitlets.Unicode().tag(sync=True)
    _record = traitlets.Dict().tag(sync=True)

    def __init__(self, record: Mapping[str, Any], lang: Language) -> None:
        super().__init__(_record=dict(record), _lang=lang)
        self._spoken = lang
        self._kept: Any = None
        self.on_msg(self._answer)

    @property
    def form(self) -> Form:
        """The form as it is filled in.

        :raises InvalidRecord: as long as it is not whole; its ``report`` says what is missing.
        """
        pictures = pictures_in(attached(self._record))
        form, findings = from_source(Source(self.record(), pictures=pictures))
        if findings:
            raise InvalidRecord(self.report)
        return form

    @property
    def report(self) -> Report:
        """What is wrong with the form as it is filled in."""
        with opened(self._record) as now:
            return report_of(now)

    def record(self) -> dict[str, Any]:
        """The record, as a YAML file has it: files are named, not held."""
        return filled_in(self._record)

    def code(self) -> str:
        """Python that makes the same form."""
        return as_code(self._record)

    def yaml(self) -> str:
        """The record as YAML."""
        return as_yaml(self._record, self._lang)

    def _title(self) -> str:
        cls = get_form(str(self._record.get("form", "")))
        return str(wording_of(cls, self._spoken)["title"])

    def _answer(self, _widget: object, content: Mapping[str, Any], _buffers: object) -> None:
        name = str(content.get("name", ""))
        params = content.get("params")
        result = answer(name, params if isinstance(params, Mapping) else {})
        if "pages" in result:
            result["pages"] = _that_fit(result["pages"])
        self._hand_over(content.get("id"), result)
        if name == "preview" and self._kept is not None and "pages" in result:
            self._kept.update(_Pages(result["pages"], self._spoken))

    def _hand_over(self, number: object, result: dict[str, Any]) -> None:
        """Send an answer; a large document in parts, of which each may pass."""
        data = str(result.get("data", ""))
        if len(data) > _MOST_BYTES:
            for start in range(0, len(data), _MOST_BYTES):
                self.send({"id": number, "part": data[start : start + _MOST_BYTES]})
                time.sleep(_PAUSE)
            result = {**result, "data": "…"}
        self.send({"id": number, "result": result})

    def _ipython_display_(self) -> None:
        with FIRST_USE:
            from IPython import display as shown

        display: Any = shown.display
        # The widget, and below it what stays of it in a saved notebook. They are apart, since a
        # widget that is displayed anew would lose the place where one is typing.
        view = super()._repr_mimebundle_()
        told = translate(
            "The form “{title}”. Run the cell to fill it in.", self._spoken, title=self._title()
        )
        display({**(view[0] if view else {}), "text/plain": told}, raw=True)
        drawn = answer("preview", {"record": self._record, "lang": self._lang})
        self._kept = display(_Pages(drawn.get("pages", ()), self._spoken), display_id=True)


def _that_fit(pages: Sequence[str]) -> list[str]:
    """The first pages, as many as a server of notebooks lets through in one go."""
    found: list[str] = []
    for page in pages:
        if sum(map(len, found)) + len(page) > _MOST_BYTES and found:
            break
        found.append(page)
    return found


class _Pages:
    """The first pages, for those who read the notebook without a kernel."""

    def __init__(self, pages: Sequence[str], lang: Language) -> None:
        self._pages = pages[:_PAGES]
        self._words = translate("The pages, as they stay in the saved notebook", lang)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return bundle(self._words, _LOST, pictures(self._words, self._pages, _KEPT))
