"""A record as YAML that a person can go on with: each key explained by its label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from atuforms.core.language.codes import full_code
from atuforms.core.language.labels import label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import wording_of
from atuforms.forms.all_forms import get_form
from atuforms.forms.base import Form


def write_yaml(record: Form | Mapping[str, Any], lang: Language) -> str:
    """The record as YAML, with comments in ``lang`` that name the labels of the form.

    :param record: a form, or the plain values of one with its key ``form``.
    """
    values = record.record() if isinstance(record, Form) else record
    form = get_form(str(values["form"]))
    code = full_code(form.CODE, lang) if form.CODE else form.SLUG
    lines = [f"# {code}: {wording_of(form, lang)['title']}"]
    lines += _lines(form, values, "", "", lang)
    return "\n".join(lines) + "\n"


def _lines(
    form: type[Form], values: Mapping[str, Any], path: str, indent: str, lang: Language
) -> Iterator[str]:
    for key, value in values.items():
        here = f"{path}.{key}".strip(".")
        if key in LANGUAGES and path:
            yield f"{indent}{key}: {_scalar(value, indent)}"
            continue
        words = label(form, here, lang).rpartition(" › ")[2]
        if words and words != key and key not in ("form", "lang"):
            yield f"{indent}# {words}"
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(form, value, here, f"{indent}  ", lang)
        elif isinstance(value, list) and value:
            yield f"{indent}{key}:"
            for number, item in enumerate(value):
                rows = _item(form, item, here, f"{indent}  ", lang)
                # What the first item explains, the others need not.
                yield from (row for row in rows if not (number and row.lstrip()[:1] == "#"))
        else:
            yield f"{indent}{key}: {_scalar(value, indent)}"


def _item(form: type[Form], item: Any, path: str, indent: str, lang: Language) -> Iterator[str]:
    if not isinstance(item, Mapping):
        yield f"{indent}- {_scalar(item, indent)}"
        return
    inner = list(_lines(form, item, path, f"{indent}  ", lang))
    # The dash stands before the first key; comments before it keep their place.
    first = next((n for n, line in enumerate(inner) if not line.lstrip().startswith("#")), 0)
    if inner:
        inner[first] = f"{indent}- {inner[first].lstrip()}"
    yield from inner or [f"{indent}- {{}}"]


def _scalar(value: Any, indent: str) -> str:
    """A value on one line, or a text of several lines as a block."""
    if isinstance(value, str) and "\n" in value and _fits_block(value):
        rows = [f"{indent}    {row}" if row else "" for row in value.split("\n")]
        return "|-\n" + "\n".join(rows)
    if isinstance(value, str) and _bare(value):
        return value
    style = None if not isinstance(value, str) or _is_plain(value) else '"'
    text = yaml.safe_dump(
        value, allow_unicode=True, default_style=style, width=10**6, default_flow_style=True
    )
    return text.removesuffix("\n").removesuffix("...").removesuffix("\n")


def _bare(text: str) -> bool:
    """Whether a text is one of those, by far the most, that YAML can only read as they are."""
    words = _WORDS.fullmatch(text)
    return bool(words) and "  " not in text and (" " in text or not text[0].isascii())


def _fits_block(text: str) -> bool:
    return text[:1] not in (" ", "\n", "\t", "#") and all(
        row == row.rstrip() and "\t" not in row and row.isprintable() for row in text.split("\n")
    )


def _is_plain(text: str) -> bool:
    """Whether YAML reads the bare text back as it is; records are read as text."""
    try:
        read: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    bare = isinstance(read, yaml.ScalarNode) and read.style is None and read.value == text
    return bare and "#" not in text and text.isprintable() and text not in _NULLS


_WORDS = re.compile(r"[^\W\d_](?:[\w ,;()%+/.?!–—«»“”-]*[\w)%.?!»”])?")
"""Words and the punctuation that YAML has no use for."""
_NULLS = ("", "~", "null", "Null", "NULL")
