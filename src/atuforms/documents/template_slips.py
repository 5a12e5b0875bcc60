"""What was meant as a tag of a template and is none: it would be printed as it stands."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape

from atuforms.core.exceptions import InvalidTemplate
from atuforms.fields.describe import describe
from atuforms.forms.base import Form
from atuforms.rendering.filling.tag_lines import TAG

_SINGLE = re.compile(
    r"(\$?[{｛❴﹛]\s*(?:[{｛❴﹛]\s*)?([a-z_][a-z_0-9.]*)\s*(?:[}｝❵﹜]\s*)?[}｝❵﹜])"
)
"""A name with one brace, with a space between two, or with braces of other scripts."""
_BRACKETED = re.compile(
    r"((?:\[\[?|<<?|«+|\$|%|#|__)\s*([a-z][a-z_0-9.]*)\s*(?:\]\]?|>>?|»+|\$|%|#|__))"
)
"""The same in brackets of other programs."""
_CLOSING = re.compile(r"[^\n{}]{0,40}(?:\}\}|%\})")
_MERGED = re.compile(r"(MERGEFIELD\s+\"?([a-z_][a-z_0-9.]*))")
_CODE = re.compile(r'w:instr="([^"]*)"')


def slips_in(
    texts: Iterable[tuple[Callable[[str], object], str]], form: type[Form], name: str
) -> Iterator[InvalidTemplate]:
    """What was meant as a tag and is printed as it stands: one brace, a field of a mail merge.

    :param texts: each with what says where in it something stands.
    """
    fields = {each.name for each in describe(form)}
    for place, text in texts:
        plain = unescape(re.sub(r"<[^>]*>", "", re.sub(r"</w:p>", "\n", text)))
        rest = TAG.sub("", plain)
        found = [*_SINGLE.findall(rest), *_MERGED.findall(plain + " ".join(_CODE.findall(text)))]
        found += [each for each in _BRACKETED.findall(rest) if "_" in each[1]]
        for slip, name_there in dict.fromkeys(found):
            first, *inner = name_there.split(".")
            near = difflib.get_close_matches(first, fields, 1, 0.8 if "_" in first else 1.0)
            if near:
                yield InvalidTemplate(
                    "The template {name} has {slip} in {part}, which is no tag and is not filled "
                    "in. Write {tag} in its place.",
                    name=name,
                    slip=slip.strip(),
                    part=place(slip),
                    tag="{{ " + ".".join([*near, *inner]) + " }}",
                )
        for slip in [] if found else _CLOSING.findall(rest):
            yield InvalidTemplate(
                "The template {name} has {slip} in {part}, which is no tag and would be printed "
                "as it stands. Begin the tag with the brackets that end it.",
                name=name,
                slip=slip.strip(),
                part=place(slip),
            )
