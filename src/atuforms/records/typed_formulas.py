"""Formulas in TeX, told before anything is printed: Moodle shows them, a page only their signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from atuforms.core.findings import Finding
from atuforms.core.language.messages import FORMULA_AS_TYPED
from atuforms.forms.base import Form
from atuforms.records.inventory import TextPlace

_FORMULA = re.compile(
    r"\\\(.{1,400}?\\\)|\\\[.{1,400}?\\\]|\$\$[^$]{1,400}\$\$|\\[dt]?frac\{|\\sqrt[\[{]", re.DOTALL
)
_CODE = re.compile(r"(`{1,9}|~{3,9})(?!\1).*?\1", re.DOTALL)
"""What a Markdown text shows as it is typed on purpose."""
_LONGEST = 60
"""Signs of a formula that a message quotes."""


def typed_formulas(form: Form, texts: Iterable[TextPlace]) -> Iterator[Finding]:
    """The first formula of each text that has one: warnings ``formula-as-typed``."""
    if "pdf" not in form.FORMATS:
        return
    for path, text, field in texts:
        for lang, words in text.items():
            if "\\" not in words and "$$" not in words:
                continue
            found = _FORMULA.search(_CODE.sub(" ", words) if field.kind == "markdown" else words)
            if found is not None:
                yield Finding(
                    "formula-as-typed",
                    f"{path}.{lang}".rstrip("."),
                    FORMULA_AS_TYPED,
                    severity="warning",
                    actual=found[0][:_LONGEST],
                )
