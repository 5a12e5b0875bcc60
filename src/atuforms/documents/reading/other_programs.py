"""Files of other programs, which are not read: each with what its owner can do."""

from __future__ import annotations

import re
from collections.abc import Collection

from atuforms.core.exceptions import NoRecordInside, UnreadableInput

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)


def refuse_text(data: bytes, file: str) -> None:
    """Say what to do with words that are no test bank, but a document of another program.

    :raises UnreadableInput: for RTF and for a web page.
    """
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if head.lstrip().startswith(b"{\\rtf"):
        raise UnreadableInput(
            "{file} is in the format RTF. Open it in Word or LibreOffice and save it as .docx.",
            file=file,
        )
    if _HTML.match(head):
        raise UnreadableInput(
            "{file} is a web page. If it comes from Google Docs, download the document as "
            "Microsoft Word (.docx) instead; else open it in Word or LibreOffice and save it as "
            ".docx.",
            file=file,
        )


def refuse_package(names: Collection[str], file: str) -> None:
    """Say what to do with a ZIP file that is no Word document.

    :raises NoRecordInside: always.
    """
    if any(
        name.startswith("Index/") or name.endswith(".iwa") or name == "Index.zip" for name in names
    ):
        raise NoRecordInside(
            "{file} was made by Pages. Export it there as Word (.docx).", file=file
        )
    if "META-INF/container.xml" in names:
        raise NoRecordInside(
            "{file} is an e-book (EPUB). Download or save the document as Word (.docx) instead.",
            file=file,
        )
    if any(name.lower().endswith((".html", ".htm")) for name in names):
        raise NoRecordInside(
            "{file} is a web page in a ZIP file. Download the document from Google Docs as "
            "Microsoft Word (.docx) instead.",
            file=file,
        )
    if "content.xml" in names:
        raise NoRecordInside(
            "{file} is an OpenDocument file, but no text (.odt). Give the document as .docx or "
            ".odt.",
            file=file,
        )
    raise NoRecordInside(
        "{file} is a ZIP file, but no Word document. Give a DOCX or PDF made from an official "
        "form.",
        file=file,
    )
