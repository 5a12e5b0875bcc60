"""What the parts of a Word file are called by those who write in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.core.language.translation import translate

_NAMES: Mapping[str, str] = {
    "document": message("the body of the text ({file})"),
    "header": message("a header ({file})"),
    "footer": message("a footer ({file})"),
    "footnotes": message("the footnotes ({file})"),
    "endnotes": message("the endnotes ({file})"),
    "core": message("the properties of the document ({file})"),
}


@dataclass(frozen=True, slots=True)
class PartName:
    """The name of a part, with that of its file."""

    file: str

    @classmethod
    def of(cls, part: str) -> PartName:
        """The name of the part with this path."""
        return cls(part.rpartition("/")[2])

    def text(self, lang: Language, /) -> str:
        """Its words in ``lang``."""
        known = _NAMES.get(re.sub(r"\d*\.xml$", "", self.file))
        return translate(known, lang, file=self.file) if known else self.file
