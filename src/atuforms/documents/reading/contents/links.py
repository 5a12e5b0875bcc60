"""Where links lead: a person reads the words of a link, and its address may be another."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from atuforms.core.dotted_paths import pattern_of
from atuforms.core.files.office import Parts
from atuforms.documents.reading.contents.word_contents import Inside
from atuforms.documents.reading.items import Placed
from atuforms.fields.describe import Field

_KINDS = ("url", "presence", "email")
_ADDRESS = re.compile(r"\S+[.@]\S+")
_CODE = re.compile(r'\bHYPERLINK\s+"([^"]+)"')
_AROUND = re.compile(r"^(?:mailto:|https?://)(?:www\.)?|[/#]+$", re.IGNORECASE)


class Links:
    """The addresses behind the words of a document."""

    def __init__(self, office: Parts, fields: Mapping[str, Field]) -> None:
        self.fields = fields
        self.targets = {
            each.id: each.target
            for each in office.relationships(office.main_part())
            if each.external and each.kind == "hyperlink"
        }

    def follow(self, placed: Sequence[Placed]) -> tuple[list[Placed], list[tuple[Placed, str]]]:
        """The values, with the address where only words are shown; and what differs from them.

        :return: with each value the text that is not the one taken: of the words, or the address.
        """
        followed, differing = [], []
        for each in placed:
            field = self.fields.get(pattern_of(each.path))
            text = each.control.text
            address = self._address(each) if field and field.kind in _KINDS and text else ""
            if address and _bare(address) != _bare(text):
                shown = bool(_ADDRESS.fullmatch(text))
                one = each if shown else each._replace(control=each.control._replace(text=address))
                differing.append((one, address if shown else text))
                each = one
            followed.append(each)
        return followed, differing

    def _address(self, placed: Placed) -> str:
        """Where a value leads; empty if nowhere, or to several places."""
        found = dict.fromkeys(self._addresses(placed.control.inside))
        return next(iter(found)).removeprefix("mailto:") if len(found) == 1 else ""

    def _addresses(self, inside: Inside) -> list[str]:
        # In an ODT the address stands at the link itself.
        found = (self.targets.get(name, name if ":" in name else "") for name in inside.links)
        return [*filter(None, found), *_CODE.findall(inside.codes)]


def _bare(address: str) -> str:
    return _AROUND.sub("", _AROUND.sub("", unquote(address).strip())).casefold()
