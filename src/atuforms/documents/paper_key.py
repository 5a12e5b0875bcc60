"""Whether the key of a variant fits its paper, seen by reading the paper back."""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.exceptions import UnsafeOutput
from atuforms.core.locks import FIRST_USE
from atuforms.testbank.model import LETTERS, Bank
from atuforms.testbank.shuffle import Variant


def ensure_key_fits(paper: bytes, variant: Variant, bank: Bank) -> None:
    """Stop before a key is written that names another option than ``bank`` does.

    ``paper`` is the Word document of the variant.

    :raises UnsafeOutput: with the numbers at which they differ.
    """
    wrong = list(_wrong(paper, variant, bank))
    if wrong:
        raise UnsafeOutput(
            "The key of variant {name} does not fit its paper at {numbers}; nothing was written. "
            "Please report this.",
            name=variant.name,
            numbers=", ".join(map(str, wrong)),
        )


def _wrong(paper: bytes, variant: Variant, bank: Bank) -> Iterator[int]:
    with FIRST_USE:
        from atuforms.documents.reading.document import read_document

    printed = read_document(paper).source.values.get("questions") or []
    key = variant.answers
    for number, original in enumerate(variant.order, 1):
        meant = bank.questions[original - 1]
        right = meant.options[meant.right[0]].text
        shown = printed[number - 1] if number <= len(printed) else {}
        options = [_letters(str(option)) for option in shown.get("options", ())]
        place = LETTERS.index(key[number - 1])
        same = _letters(str(shown.get("text", ""))) == _letters(meant.plain)
        if not same or options[place : place + 1] != [_letters(right)]:
            yield number
    if len(printed) > len(key):
        yield len(key) + 1


def _letters(text: str) -> str:
    """Without white space, which a page may break otherwise."""
    return "".join(text.split())
