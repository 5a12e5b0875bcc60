"""Repeating sections of Word 2013: rows and paragraphs that a person can add more of.

A row (or paragraph) that shows one item of a list and nothing else is repeated as a whole. A
paragraph that begins with fixed words (its number) is not: LibreOffice 7.4 would take these words
into the control after them. It may be copied, which is read just as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml import etree

from atuforms.core.dotted_paths import is_number, is_within
from atuforms.rendering.word.wordprocessingml import W, w

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def repeat_items(body: etree._Element) -> None:
    """Put every run of rows or paragraphs that shows the items of one list into a section."""
    repeated: dict[etree._Element, str] = {}
    for table in list(body.iter(f"{{{W}}}tbl")):
        _repeat_in(table, "tr", "", repeated)
    for cell in list(body.iter(f"{{{W}}}tc")):
        row = next(cell.iterancestors(f"{{{W}}}tr"))
        _repeat_in(cell, "p", repeated.get(row, ""), repeated)
    _repeat_in(body, "p", "", repeated)


def _repeat_in(
    parent: etree._Element, tag: str, inside: str, repeated: dict[etree._Element, str]
) -> None:
    """Wrap items among the children of ``parent``; ``inside``: the item that it stands in.

    ``repeated`` notes the item of each block that was wrapped.
    """
    children = [each for each in parent if each.tag == f"{{{W}}}{tag}"]
    for run in list(_runs([(_item(each, inside), each) for each in children])):
        single = len({item for item, _ in run}) == 1
        if tag == "tr" and single and any(_is_labelled(row) for _, row in run):
            continue
        if tag == "p" and any(_begins_with_words(paragraph) for _, paragraph in run):
            continue
        section = _wrapper("repeatingSection")
        parent.insert(parent.index(run[0][1]), section)
        for item, group in groupby(run, key=lambda pair: pair[0]):
            one = _wrapper("repeatingSectionItem")
            section[1].append(one)
            for _, block in group:
                repeated[block] = item
                one[1].append(block)
            _repeat_in(one[1], tag, item, repeated)


def _is_labelled(row: etree._Element) -> bool:
    """Whether a row has a cell that only says what the others hold: it stands there once."""
    for cell in row.iterchildren(f"{{{W}}}tc"):
        words = "".join(map(str, cell.itertext()))
        if next(cell.iter(f"{{{W}}}sdt"), None) is None and any(c.isalpha() for c in words):
            return True
    return False


def _begins_with_words(paragraph: etree._Element) -> bool:
    for child in paragraph:
        if child.tag == f"{{{W}}}sdt":
            return False
        if "".join(map(str, child.itertext())).strip():
            return True
    return False


def _runs(
    keyed: Sequence[tuple[str, etree._Element]],
) -> Iterator[list[tuple[str, etree._Element]]]:
    """Neighbours that show items of the same list."""
    run: list[tuple[str, etree._Element]] = []
    for item, element in keyed:
        follows = run and run[-1][1].getnext() is element
        if run and not (follows and _list(item) == _list(run[0][0])):
            yield run
            run = []
        if item:
            run.append((item, element))
    if run:
        yield run


def _list(item: str) -> str:
    return item.rpartition(".")[0]


def _item(element: etree._Element, inside: str) -> str:
    """The outermost item, below ``inside``, that all controls of an element belong to."""
    paths = [tag.get(f"{{{W}}}val", "") for tag in element.iter(f"{{{W}}}tag")]
    if not paths:
        return ""
    item = inside
    for step in paths[0].removeprefix(inside).strip(".").split("."):
        item = f"{item}.{step}".strip(".")
        if is_number(step):
            return item if all(is_within(path, item) for path in paths) else ""
    return ""


def _wrapper(kind: str) -> etree._Element:
    """A wrapper without a title: LibreOffice would give its title to the control inside."""
    control, properties = w("sdt"), w("sdtPr")
    properties.append(etree.Element(f"{{{_W15}}}{kind}", nsmap={"w15": _W15}))
    control.extend([properties, w("sdtContent")])
    return control
