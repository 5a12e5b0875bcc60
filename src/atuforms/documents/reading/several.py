"""Whether a document is several that were put together, whose values nobody could tell apart."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence

from atuforms.core.language.codes import full_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import wording_of
from atuforms.documents.reading.alignment import chains_of
from atuforms.documents.reading.blocks import Block, squeezed
from atuforms.fields.describe import describe
from atuforms.forms.all_forms import FORMS
from atuforms.forms.base import Form

_LONG = 12
"""Letters of a title that is no word of other documents, as «Справка» is."""
_FEWEST = 3
"""Letters of a line that is told from others; lines that must stand there more often."""


def is_several(shown: Sequence[Block], printed: Sequence[Block]) -> bool:
    """Whether most of what a form prints once stands in the document twice or more."""
    chains = chains_of(printed)
    items = {line.outside for n, block in enumerate(printed) if chains[n] for line in block.lines}
    usual = _lines([block for n, block in enumerate(printed) if not chains[n]])
    found = _lines(shown)
    there = [line for line in usual if found[line] and line not in items]
    more = [line for line in there if found[line] >= 2 * usual[line]]
    return len(more) >= _FEWEST and 3 * len(more) > 2 * len(there)


def other_document(
    shown: Sequence[Block], printed: Sequence[Block], form: type[Form], lang: Language
) -> str:
    """The heading of another document that was put together with this one; empty if none was.

    That is the code or the title of another form, or what heads the same form in another language.
    """
    there = {line.squeezed.casefold(): line.text for each in shown for line in each.lines}
    headings = _headings(form, lang)
    if not headings & set(there):
        return ""
    own = {line.squeezed.casefold() for block in printed for line in block.lines}
    codes = {each.CODE for each in FORMS.values() if each.CODE}
    others = {_folded(full_code(code, each)) for code in codes for each in LANGUAGES}
    others |= {heading for each in LANGUAGES for heading in _headings(form, each)}
    if not any(each.kind == "markdown" for each in describe(form)):
        others |= {each for each in _titles() if len(each) >= _LONG}
    others -= own | headings
    return next((there[each] for each in there if each in others), "")


@functools.cache
def _titles() -> frozenset[str]:
    """The titles of all forms, in all languages."""
    wordings = (wording_of(form, lang) for form in FORMS.values() for lang in LANGUAGES)
    return frozenset(_folded(str(each.get("heading", each["title"]))) for each in wordings)


def _headings(form: type[Form], lang: Language) -> set[str]:
    """What stands at the beginning of a form: its code and its title."""
    wording = wording_of(form, lang)
    found = {_folded(str(wording.get("heading", wording["title"])))}
    return found | {_folded(full_code(form.CODE, lang))} if form.CODE else found


def _folded(text: str) -> str:
    return squeezed(text).casefold()


def _lines(blocks: Sequence[Block]) -> Counter[str]:
    return Counter(
        line.outside
        for block in blocks
        for line in block.lines
        if sum(map(str.isalpha, line.outside)) >= _FEWEST
    )
