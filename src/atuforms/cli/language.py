"""In which language the program speaks: ``--lang``, or that of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from atuforms.core.language.choice import reader_language, spoken
from atuforms.core.language.languages import Language


def message_language(words: Sequence[str]) -> Language:
    """The language of messages, before the words of the command line are understood.

    Of several languages (``--lang kk,ru,en``) the first one counts.
    """
    wanted = [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    wanted += [after for word, after in pairwise(words) if word == "--lang"]
    for each in wanted:
        found = spoken(each)
        if found:
            return found
    return reader_language()
