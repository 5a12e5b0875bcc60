"""What a PDF holds beside its pages and their record: files, fields, what runs or hides."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from atuforms.core.files.input_files import damaged
from atuforms.documents.proofs.packages import pikepdf
from atuforms.documents.proofs.proof import Difference

_MOST_FILES: Final = 20
_RECORD: Final = "record.json"
_OF_ROOT: Final = frozenset(
    f"/{name}"
    for name in (
        *("Type", "Pages", "Lang", "MarkInfo", "Metadata", "Names", "Dests", "AF", "Version"),
        *("OutputIntents", "StructTreeRoot", "ViewerPreferences", "Outlines", "PageLabels"),
        *("Extensions", "AcroForm", "DSS", "Perms", "PageMode", "PageLayout"),
    )
)
"""What the root of a document may have: nothing that shows, hides or does anything more."""
_OF_NAMES: Final = frozenset(["/EmbeddedFiles", "/Dests"])
_OF_FORM: Final = frozenset(["/Fields", "/SigFlags", "/DA", "/DR"])
_LOOKS: Final = ("/AP", "/MK", "/BS", "/Border", "/AA", "/A")


def added(data: bytes, file: str) -> Iterator[Difference]:
    """What none of our documents has, by the name that a PDF has for it.

    :raises UnreadableInput: if the document cannot be read.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for name in _added(document):
                yield Difference("", None, name, is_thing=True)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise damaged(file) from None


def changed_pages(expected: bytes, data: bytes, file: str) -> Iterator[Difference]:
    """Pages that are more or fewer than expected, or that are turned or cut off.

    :raises UnreadableInput: if the document cannot be read.
    """
    try:
        with pikepdf.open(io.BytesIO(expected)) as one, pikepdf.open(io.BytesIO(data)) as other:
            ours, theirs = (list(map(_frame, document.pages)) for document in (one, other))
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        raise damaged(file) from None
    if len(ours) != len(theirs):
        yield Difference("", len(ours), len(theirs), is_pages=True)
        return
    for number, (mine, found) in enumerate(zip(ours, theirs, strict=True), 1):
        if mine != found:
            yield Difference("", None, number, is_pages=True)


def _frame(page: Any) -> tuple[list[int], int]:
    """What of a page is seen, and how it is turned."""
    return [round(float(each)) for each in page.cropbox], int(page.get("/Rotate", 0)) % 360


def _added(document: Any) -> Iterator[str]:
    files = list(document.attachments)[:_MOST_FILES]
    yield from (name for name in files if name != _RECORD)
    root = document.Root
    form = root.get("/AcroForm", {})
    for known, there in ((_OF_ROOT, root), (_OF_NAMES, root.get("/Names", {})), (_OF_FORM, form)):
        yield from sorted(map(str, there.keys() - known))
    for each in form.get("/Fields", ()):
        if str(each.get("/FT", "")) != "/Sig" or "/Kids" in each or "/AA" in each:
            yield _name_of(each)
    for page in document.pages:
        notes = page.obj.get("/Annots", ())
        yield from (_name_of(each) for each in notes if not _is_harmless(each))
    if any(_speaks_otherwise(each) for each in document.objects):
        yield "/ActualText"


def _name_of(annotation: Any) -> str:
    return str(annotation.get("/Contents", annotation.get("/V", annotation.get("/Subtype"))))


def _is_harmless(annotation: Any) -> bool:
    """Whether it is a link, or a field for a signature that shows nothing of its own."""
    if str(annotation.get("/Subtype")) == "/Link":
        return "/AP" not in annotation
    looks = [name for name in _LOOKS if name in annotation]
    return str(annotation.get("/FT")) == "/Sig" and (
        not looks or (looks == ["/AP"] and _is_blank(annotation.AP.get("/N")))
    )


def _is_blank(look: Any) -> bool:
    return isinstance(look, pikepdf.Stream) and not look.read_bytes().strip()


def _speaks_otherwise(thing: Any) -> bool:
    """Whether an element of the structure is read out otherwise than it is drawn; ours are not."""
    is_element = isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/P" in thing
    return is_element and ("/ActualText" in thing or "/E" in thing)
