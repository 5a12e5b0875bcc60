"""All documents of a batch as one file: a PDF for the printer, or a ZIP to hand on.

Both are made from what the manifest says, in the order of the rows, so that they hold the
documents of every run into the folder; the same documents give the same bytes.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from atuforms.batch.manifest import Made, Manifest
from atuforms.exceptions import MissingDependency, UnreadableInput
from atuforms.files import TEMPORARY_PREFIX, clear_errors, publish
from atuforms.locks import FIRST_USE

if TYPE_CHECKING:
    from pikepdf import Pdf

MERGED = "all.pdf"
"""The name of the one PDF in the folder of the batch."""
ZIPPED = "all.zip"
"""The name of the ZIP in the folder of the batch."""

_ROW = re.compile(r"(?P<table>.*)!#?(?P<number>[0-9]+)")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_COPY = 1 << 20

_XMP = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def merge_pdf(folder: Path) -> Path:
    """One PDF of all PDF documents in ``folder``, a bookmark for each, to be printed in one go.

    It is PDF/A-3b: pages, fonts, colours and links are those of the documents. What belongs to
    each document alone stays there: the tags for screen readers and the attached record.

    :return: the path of the file.
    :raises MissingDependency: when the extra ``pdf-read`` is not installed.
    :raises UnreadableInput: when there is no PDF, or one of them is missing or damaged.
    :raises UnsafeOutput: when the file cannot be written.
    """
    try:
        with FIRST_USE:
            import pikepdf
    except ImportError as error:
        raise MissingDependency(
            "Merging needs pikepdf. Install it: pip install 'atuforms[pdf-read]'"
        ) from error
    documents = [made for made in documents_of(folder) if made.format == "pdf"]
    if not documents:
        raise UnreadableInput(
            "There is no PDF in {folder} to be merged. Make some with --to pdf.", folder=folder
        )
    with pikepdf.new() as merged:
        with merged.open_outline() as outline:
            for made in documents:
                first = len(merged.pages)
                try:
                    with pikepdf.open(folder / made.file) as pdf:
                        _append(merged, pdf)
                except (OSError, pikepdf.PdfError) as error:
                    raise _gone(folder / made.file) from error
                title = made.file.removesuffix(".pdf")
                outline.root.append(pikepdf.OutlineItem(title, first))
        merged.Root.Metadata = merged.make_stream(
            _XMP.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
        )
        merged.Root.PageMode = pikepdf.Name.UseOutlines
        with clear_errors(folder / MERGED):
            staged = _staged(folder)
            try:
                merged.save(
                    staged,
                    deterministic_id=True,
                    object_stream_mode=pikepdf.ObjectStreamMode.generate,
                    compress_streams=True,
                )
            except BaseException:
                staged.unlink(missing_ok=True)
                raise
    publish(staged, folder / MERGED)
    return folder / MERGED


def zip_documents(folder: Path) -> Path:
    """One ZIP of all documents in ``folder``, whose dates are the earliest that ZIP knows.

    Documents are compressed already, so that they are stored as they are, one after another:
    memory does not grow with them.

    :return: the path of the file.
    :raises UnreadableInput: when there is nothing to pack, or a document is missing.
    :raises UnsafeOutput: when the file cannot be written.
    """
    names = [made.file for made in documents_of(folder)]
    if not names:
        raise UnreadableInput("There is no document in {folder} to be packed.", folder=folder)
    with clear_errors(folder / ZIPPED):
        staged = _staged(folder)
        try:
            with zipfile.ZipFile(staged, "w") as package:
                for name in names:
                    _store(package, folder / name)
        except BaseException:
            staged.unlink(missing_ok=True)
            raise
    publish(staged, folder / ZIPPED)
    return folder / ZIPPED


def documents_of(folder: Path) -> Sequence[Made]:
    """The documents that the manifest of ``folder`` names, in the order of the rows."""
    with Manifest(folder) as manifest:
        documents = list(manifest)
    tables = list(dict.fromkeys(_row(made)[0] for made in documents))
    languages = list(dict.fromkeys(made.lang for made in documents))

    def order(made: Made) -> tuple[int, int, int, str]:
        table, number = _row(made)
        return tables.index(table), number, languages.index(made.lang), made.format

    return sorted(documents, key=order)


def _row(made: Made) -> tuple[str, int]:
    """Table and row that a document came from, also where a list of rejected rows lay between."""
    known = _ROW.fullmatch(made.origin)
    return (known["table"], int(known["number"])) if known else (made.origin, made.row)


def _append(merged: Pdf, pdf: Pdf) -> None:
    first = len(merged.pages)
    merged.pages.extend(pdf.pages)
    for page in merged.pages[first:]:
        # They lead into the tree of tags, which stays with the document.
        _drop(page.obj, "/StructParents", "/Tabs")
        for annotation in page.obj.get("/Annots", ()):
            _drop(annotation, "/StructParent")
    if first == 0:
        _adopt(merged, pdf, "/OutputIntents", "/Lang")


def _drop(thing: Any, *keys: str) -> None:
    for key in keys:
        if key in thing:
            del thing[key]


def _adopt(merged: Pdf, pdf: Pdf, *keys: str) -> None:
    for key in keys:
        value: Any = pdf.Root.get(key)
        if value is None:
            continue
        if getattr(value, "is_indirect", False):
            merged.Root[key] = merged.copy_foreign(value)
        elif hasattr(value, "with_same_owner_as"):
            holder = pdf.make_indirect(value)
            merged.Root[key] = merged.copy_foreign(holder)
        else:
            merged.Root[key] = value


def _staged(folder: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=folder)
    os.close(handle)
    staged = Path(name)
    staged.chmod(0o644)
    return staged


def _store(package: zipfile.ZipFile, path: Path) -> None:
    info = zipfile.ZipInfo(path.name, _EARLIEST)
    info.external_attr = 0o644 << 16
    info.create_system = 3
    try:
        source: IO[bytes] = path.open("rb")
    except FileNotFoundError as error:
        raise _gone(path) from error
    with source:
        info.file_size = path.stat().st_size
        with package.open(info, "w") as target:
            shutil.copyfileobj(source, target, _COPY)


def _gone(path: Path) -> UnreadableInput:
    return UnreadableInput(
        "The document {file} is missing or damaged. Run the same batch again; it makes what is "
        "missing.",
        file=path,
    )
