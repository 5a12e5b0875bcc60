"""All documents of a batch as one file: a PDF for the printer, or a ZIP to hand on.

Both are made from what the manifest says, in the order of the rows, so that they hold the
documents of every run into the folder; the same documents give the same bytes.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from atuforms.batches.manifest import Made, Manifest
from atuforms.core.exceptions import MissingDependency, UnreadableInput
from atuforms.core.files.output_files import TEMPORARY_PREFIX, clear_errors, publish
from atuforms.core.locks import FIRST_USE

MERGED = "all.pdf"
"""The name of the one PDF in the folder of the batch."""
ZIPPED = "all.zip"
"""The name of the ZIP in the folder of the batch."""

_ROW = re.compile(r"(?P<table>.*)!#?(?P<number>[0-9]+)")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_COPY = 1 << 20


def merge_pdf(folder: Path) -> Path:
    """One PDF of all PDF documents in ``folder``, a bookmark for each, to be printed in one go.

    It is PDF/A-3a and PDF/UA-1 if every document says that it is: pages, tags for screen readers,
    languages and bookmarks are those of the documents. Their records stay with them.

    :return: the path of the file.
    :raises MissingDependency: when the extra ``pdf-read`` is not installed.
    :raises UnreadableInput: when there is no PDF, or one of them is missing or damaged.
    :raises UnsafeOutput: when the file cannot be written.
    """
    require_pikepdf()
    with FIRST_USE:
        from pikepdf import PdfError

        from atuforms.batches.joined_pdf import JoinedPdf

    documents = [made for made in documents_of(folder) if made.format == "pdf"]
    if not documents:
        raise UnreadableInput(
            "There is no PDF in {folder} to be merged. Make some with --to pdf.", folder=folder
        )
    joined = JoinedPdf()
    for made in documents:
        try:
            joined.add(folder / made.file, made.file.removesuffix(".pdf"))
        except (OSError, PdfError) as error:
            raise _gone(folder / made.file) from error
    with clear_errors(folder / MERGED):
        staged = _staged(folder)
        try:
            joined.save(staged)
        except BaseException:
            staged.unlink(missing_ok=True)
            raise
    publish(staged, folder / MERGED)
    return folder / MERGED


def require_pikepdf() -> None:
    """Make sure that documents can be merged.

    :raises MissingDependency: when the extra ``pdf-read`` is not installed.
    """
    if importlib.util.find_spec("pikepdf") is None:
        raise MissingDependency(
            'Merging needs pikepdf. Install it: pip install "atuforms[pdf-read]"'
        )


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
