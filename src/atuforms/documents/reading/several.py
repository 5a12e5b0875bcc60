"""Whether a document is several that were put together, whose values nobody could tell apart."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.language.codes import full_code
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import wording_of
from atuforms.documents.reading.paper.alignment import Alignment
from atuforms.documents.reading.paper.blocks import Block, Line, squeezed
from atuforms.fields.describe import describe
from atuforms.forms.all_forms import FORMS
from atuforms.forms.base import Form
from atuforms.forms.supporting.checklist import Checklist

_LONG = 12
"""Letters of a title that is no word of other documents, as «Справка» is."""
_FEWEST = 3
"""Letters of a line that is told from others; lines that must stand there more often."""


def refuse_several(
    shown: Sequence[Block],
    printed: Sequence[Block],
    alignment: Alignment,
    form: type[Form],
    lang: Language,
    file: str,
) -> None:
    """Stop for several documents that were put together.

    :raises UnreadableInput: if it holds the form more than once, or another one too.
    """
    if _is_several(shown, printed, alignment.chains):
        raise UnreadableInput(
            "{file} holds the form more than once: several documents were put together in it. "
            "Give each document alone.",
            file=file,
        )
    if issubclass(form, Checklist):
        return  # Its headings are codes of others.
    same = alignment.unchanged
    strange = [line for block in shown for line in block.lines if line not in same]
    other = _other_document(shown, strange, printed, form, lang)
    if other:
        raise UnreadableInput(
            "{file} holds another document too (“{other}”): several were put together in it. "
            "Give each document alone.",
            file=file,
            other=other,
        )


def _is_several(
    shown: Sequence[Block], printed: Sequence[Block], chains: Sequence[Sequence[str]]
) -> bool:
    """Whether most of what a form prints once stands in the document twice or more.

    :param chains: the items that each printed block belongs to.
    """
    items = {line.outside for n, block in enumerate(printed) if chains[n] for line in block.lines}
    usual = _lines([block for n, block in enumerate(printed) if not chains[n]])
    found = _lines(shown)
    there = [line for line in usual if found[line] and line not in items]
    more = [line for line in there if found[line] >= 2 * usual[line]]
    return len(more) >= _FEWEST and 3 * len(more) > 2 * len(there)


def _other_document(
    shown: Sequence[Block],
    strange: Iterable[Line],
    printed: Sequence[Block],
    form: type[Form],
    lang: Language,
) -> str:
    """The heading of another document that was put together with this one; empty if none was.

    That is the code or the title of another form, or what heads the same form in another language.

    :param strange: the lines of the document that say something else than is printed; one that
        shows a field heads nothing.
    """
    headings = _headings(form, lang)
    if next(_among(headings, shown), None) is None:
        return ""
    strange = [line for line in strange if not line.paths]
    if not strange:
        return ""
    codes = {each.CODE for each in FORMS.values() if each.CODE}
    others = {_folded(full_code(code, each)) for code in codes for each in LANGUAGES}
    others |= {heading for each in LANGUAGES for heading in _headings(form, each)}
    if not any(each.kind == "markdown" for each in describe(form)):
        others |= {each for each in _titles() if len(each) >= _LONG}
    others -= headings | {line.squeezed.casefold() for line in _among(others, printed)}
    found = (line.text for line in strange if line.squeezed.casefold() in others)
    return next(found, "")


def _among(texts: AbstractSet[str], blocks: Sequence[Block]) -> Iterator[Line]:
    """The lines that say one of these, folded."""
    return (line for block in blocks for line in block.lines if line.squeezed.casefold() in texts)


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
    found = Counter([line.outside for block in blocks for line in block.lines])
    return Counter({text: n for text, n in found.items() if sum(map(str.isalpha, text)) >= _FEWEST})
