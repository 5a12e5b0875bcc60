"""The Markdown that records may hold: CommonMark with tables, tasks, strike-through and footnotes.

Raw HTML is text like any other. A link may lead to the web or to a mailbox, a picture must lie
beside the record; whatever else is named is told by :func:`picture_names` and
:func:`links_left_out`, and never opened.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from atuforms.core.locks import FIRST_USE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.tree import SyntaxTreeNode

BOXES: Final = {" ": "\N{BALLOT BOX}", "x": "\N{BALLOT BOX WITH CHECK}"}
"""How a task of a list is printed, by what stands in its brackets."""
_TASK = re.compile(r"\[([ xX])\](?=\s|$)")

LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_CELLS = ("th", "td")


def parse(text: str) -> SyntaxTreeNode:
    """The tree of a Markdown text."""
    with FIRST_USE:
        from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(_parser().parse(text))


def picture_names(text: str) -> tuple[str, ...]:
    """The files of the pictures that a text shows, each once, as :func:`picture_name` says them."""
    names = (picture_name(node) for node in parse(text).walk() if node.type == "image")
    return tuple(dict.fromkeys(names))


def links_left_out(text: str) -> tuple[str, ...]:
    """The addresses of links that are printed as words only, since they lead nowhere safe."""
    addresses = (link_address(node) for node in parse(text).walk() if node.type == "link")
    return tuple(dict.fromkeys(unquote(each) for each in addresses if not is_safe_link(each)))


def picture_name(image: SyntaxTreeNode) -> str:
    """The file of an image as a record names files: relative, with ``/``."""
    return unquote(str(image.attrs.get("src", ""))).replace("\\", "/")


def link_address(link: SyntaxTreeNode) -> str:
    """Where a link leads, percent-encoded."""
    return str(link.attrs.get("href", ""))


def is_safe_link(address: str) -> bool:
    """Whether an address leads to the web or to a mailbox."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in LINK_SCHEMES and bool(host or (parts.scheme == "mailto" and parts.path))


def prose(text: str) -> str:
    """The words of a text without their formatting, but those of tables.

    Code, whose lines end anywhere, is left out.
    """
    inlines = (node for node in parse(text).walk() if node.type == "inline")
    paragraphs = (node for node in inlines if node.parent and node.parent.type not in _CELLS)
    return "\n".join("".join(_words(node, ("code_inline",))) for node in paragraphs)


def has_table(text: str) -> bool:
    """Whether there is a table in a text."""
    return "|" in text and any(node.type == "table" for node in parse(text).walk())


def plain_text(node: SyntaxTreeNode) -> str:
    """The words of a node without their formatting."""
    return "".join(_words(node))


def _words(node: SyntaxTreeNode, left_out: Collection[str] = ()) -> Iterator[str]:
    for child in node.children:
        if child.type in ("softbreak", "hardbreak") or child.type in left_out:
            yield " "
        elif child.children:
            yield from _words(child, left_out)
        else:
            yield child.content


def _with_boxes(state: StateCore) -> None:
    """Print the boxes of a list of tasks, ``- [ ]`` and ``- [x]``, as boxes."""
    for item, paragraph, inline in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if (item.type, paragraph.type) != ("list_item_open", "paragraph_open"):
            continue
        first = inline.children[0] if inline.children else None
        box = _TASK.match(first.content) if first is not None and first.type == "text" else None
        if first is not None and box is not None:
            first.content = BOXES[box[1].lower()] + first.content[box.end() :]


@functools.cache
def _parser() -> MarkdownIt:
    # Imported here, since few records hold Markdown, and every check loads this module.
    with FIRST_USE:
        from markdown_it import MarkdownIt
        from mdit_py_plugins.footnote import footnote_plugin

    class Parser(MarkdownIt):
        # What a link may lead to is decided where it is printed: here it would turn into source.
        def validateLink(self, url: str) -> bool:  # noqa: N802 — the name is the base class's
            return True

    parser = Parser("commonmark", {"html": False})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.core.ruler.after("inline", "tasks", _with_boxes)
    # It compiles its rules at the first text; until then another thread would find none.
    parser.parse("text")
    return parser
