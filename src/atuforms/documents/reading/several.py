"""Whether a document is several that were put together, whose values nobody could tell apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from atuforms.documents.reading.alignment import chains_of
from atuforms.documents.reading.blocks import Block

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


def _lines(blocks: Sequence[Block]) -> Counter[str]:
    return Counter(
        line.outside
        for block in blocks
        for line in block.lines
        if sum(map(str.isalpha, line.outside)) >= _FEWEST
    )
