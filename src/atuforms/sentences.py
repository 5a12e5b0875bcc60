"""What a message is made of: a whole English sentence, with a plural where a number decides.

Each package that reports findings has a table ``SENTENCES`` of these, by message name;
:mod:`atuforms.messages` merges the tables and looks the sentences up in the catalogues.
``sentence`` and ``plural_sentence`` are the keywords by which Babel finds them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A catalogue entry with ``{named}`` placeholders.

    ``count`` names the value whose number chooses the plural form; empty without a plural.
    """

    one: str
    many: str = ""
    count: str = ""


def sentence(text: str) -> Sentence:
    """A sentence that has no plural."""
    return Sentence(text)


def plural_sentence(one: str, many: str, *, count: str) -> Sentence:
    """A sentence whose wording follows the number in the value named ``count``."""
    return Sentence(one, many, count)


def message(text: str) -> str:
    """Marks a plain text of the program (a help text) for the catalogues; changes nothing."""
    return text
