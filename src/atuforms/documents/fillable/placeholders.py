"""What the fields of a fillable blank show until something is typed into them.

A form has sentences of its own under ``placeholders`` of its wording. The others stand in
``templates/<language>/placeholders.yaml``: under ``forms`` for one form, under ``fields`` by the
end of a path without numbers (the longest that fits), under ``kinds`` for whatever is left.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from atuforms.core.dotted_paths import names_of
from atuforms.core.files.file_states import Stamp
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import read_wording, wording_of, wording_stamp
from atuforms.fields.describe import find_field
from atuforms.forms.base import Form


def placeholder(form: type[Form], path: str, lang: Language) -> str:
    """The sentence that asks for the value of ``path``: «[Курс атауын енгізіңіз]».

    It is grey in Word; LibreOffice forgets the colour of what stands in a control for text, so that
    brackets tell it from a value.
    """
    sentence = _placeholder(form, names_of(path), lang, _stamps(form, lang))
    # A place for the end of a year, 20__, looks like one anyway.
    return f"[{sentence}]" if any(map(str.isalpha, sentence)) else sentence


_Stamps = tuple[Stamp | None, Stamp | None]


def _stamps(form: type[Form], lang: Language) -> _Stamps:
    return wording_stamp("placeholders", lang), wording_stamp(form.SLUG, lang, form.TEMPLATES)


@functools.lru_cache(maxsize=4096)
def _placeholder(form: type[Form], path: str, lang: Language, _files: _Stamps) -> str:
    words = read_wording("placeholders", lang)
    own: Mapping[str, str] = words["forms"].get(form.name()) or {}
    parts = path.split(".")
    endings = [".".join(parts[start:]) for start in range(len(parts))]
    for table in (wording_of(form, lang).get("placeholders") or {}, own, words["fields"]):
        for ending in endings:
            if ending in table:
                return str(table[ending])
    field = find_field(form, path)
    return str(words["kinds"].get(field.kind if field else "text") or words["kinds"]["text"])


def placeholders(form: type[Form], path: str) -> frozenset[str]:
    """What stands for the value of ``path`` in every language, with brackets and without.

    Older blanks have none, and a person may take them away. A form may print a word where a value
    is missing, «Эксперт» for a position: ``stand_ins`` of its wording.
    """
    shown = {placeholder(form, path, lang) for lang in LANGUAGES}
    words = (wording_of(form, lang).get("stand_ins") or {} for lang in LANGUAGES)
    stand_ins = {str(each[names_of(path)]) for each in words if names_of(path) in each}
    return frozenset(shown | {each.strip("[]") for each in shown} | stand_ins)
