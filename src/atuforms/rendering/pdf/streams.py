"""How the streams of a PDF end, so that their length is beyond doubt.

Content may end in a carriage return. Followed by a lone line feed, as pydyf writes it, the two
pass for one line end, and the length for wrong (ISO 19005-3, 6.1.7.1).
"""

from __future__ import annotations

from typing import Any

_END = b"\nendstream\nendobj"


def finish(pdf: Any) -> None:
    """Let ``pdf`` write its objects with such ends."""
    write_line = pdf.write_line
    pdf.write_line = lambda content, output: write_line(ended(content), output)


def ended(item: bytes) -> bytes:
    """An object as it is written; a stream with both bytes of a line end before its last words."""
    return item.removesuffix(_END) + b"\r" + _END if item.endswith(_END) else item
