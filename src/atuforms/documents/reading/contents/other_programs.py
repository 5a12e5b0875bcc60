"""Files of other programs, which are not read: each with what its owner can do."""

from __future__ import annotations

import re
from collections.abc import Collection

from atuforms.core.exceptions import NoRecordInside, UnreadableInput

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)

_WORD_XML = (
    b"http://schemas.microsoft.com/office/2006/xmlPackage",
    b"http://schemas.microsoft.com/office/word/2003/wordml",
)
_FLAT_ODT = re.compile(rb"<office:document[\s>]")
_ARCHIVE = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.IGNORECASE)
_GOOGLE = re.compile(rb"\s*\{[^{}]*\"(?:doc_id|resource_id|url)\"\s*:\s*\"[^\"]*\"[^{}]*\}\s*$")


def refuse_text(data: bytes, file: str) -> None:
    """Say what to do with words that are no test bank, but a document of another program.

    :raises UnreadableInput: for RTF, a web page or archive, a document in one XML file, and a
        file that only leads to Google Docs.
    """
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if head.lstrip().startswith(b"{\\rtf"):
        raise UnreadableInput(
            "{file} is in the format RTF. Open it in Word or LibreOffice and save it as .docx.",
            file=file,
        )
    if any(space in head for space in _WORD_XML):
        raise UnreadableInput(
            "{file} is a Word document in one XML file. Open it in Word and save it as .docx.",
            file=file,
        )
    if _FLAT_ODT.search(head):
        raise UnreadableInput(
            "{file} is an OpenDocument text in one XML file. Open it in LibreOffice and save it as "
            ".docx or .odt.",
            file=file,
        )
    if _ARCHIVE.match(head):
        raise UnreadableInput(
            "{file} is a web page with its pictures in one file (MHT). Open it in Word and save it "
            "as .docx.",
            file=file,
        )
    if file.lower().endswith(".gdoc") or _GOOGLE.match(head):
        raise UnreadableInput(
            "{file} only leads to a document in Google Docs. Open it there and download it as "
            "Microsoft Word (.docx).",
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
