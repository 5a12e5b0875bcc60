"""All documents of a batch as one file: a PDF for the printer, or a ZIP to hand on.

Both are made from what the manifest says, in the order of the rows, so that they hold the
documents of every run into the folder; the same documents give the same bytes.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from atuforms.batches.manifest import Made, Manifest
from atuforms.core.exceptions import MissingDependency, UnreadableInput
from atuforms.core.files.output_files import (
    clear_errors,
    publish,
    sha256_of,
    sync,
    unfinished,
)
from atuforms.core.locks import FIRST_USE

MERGED = "all.pdf"
"""The name of the one PDF in the folder of the batch."""
ZIPPED = "all.zip"
"""The name of the ZIP in the folder of the batch."""

_ROW = re.compile(r"(?P<table>.*)!#?(?P<number>[0-9]+)")
_DIGITS = re.compile(r"([0-9]+)")
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_COPY = 1 << 20


def merge_pdf(folder: Path, lang: str = "") -> Path:
    """One PDF of all PDF documents in ``folder``, a bookmark for each, to be printed in one go.

    It is PDF/A-3a and PDF/UA-1 if every document says that it is: pages, tags for screen readers,
    languages and bookmarks are those of the documents. Their records stay with them.

    :param lang: only the documents in this language; where there are others, the file is named so.
    :return: the path of the file.
    :raises MissingDependency: when the extra ``pdf-read`` is not installed.
    :raises UnreadableInput: when there is no PDF, or one of them is missing or damaged.
    :raises UnsafeOutput: when the file cannot be written.
    """
    require_pikepdf()
    found = [made for made in documents_of(folder) if made.format == "pdf"]
    name, documents = _bundle(found, lang, MERGED)
    if not documents:
        raise UnreadableInput(
            "There is no PDF in {folder} to be merged. Make some with --to pdf.", folder=folder
        )
    return _write(folder, name, _merge, documents)


def zip_documents(folder: Path, lang: str = "") -> Path:
    """One ZIP of all documents in ``folder``, whose dates are the earliest that ZIP knows.

    Documents are compressed already, so that they are stored as they are, one after another:
    memory does not grow with them.

    :param lang: only the documents in this language; where there are others, the file is named so.
    :return: the path of the file.
    :raises UnreadableInput: when there is nothing to pack, or a document is missing.
    :raises UnsafeOutput: when the file cannot be written.
    """
    name, documents = _bundle(documents_of(folder), lang, ZIPPED)
    if not documents:
        raise UnreadableInput("There is no document in {folder} to be packed.", folder=folder)
    return _write(folder, name, _zip, documents)


def _bundle(documents: Sequence[Made], lang: str, name: str) -> tuple[str, Sequence[Made]]:
    """The name of the file for ``lang``, and what goes into it."""
    if not lang or all(made.lang == lang for made in documents):
        return name, documents
    stem, _, suffix = name.partition(".")
    return f"{stem}_{lang}.{suffix}", [made for made in documents if made.lang == lang]


def _write(
    folder: Path, name: str, write: Callable[[Path, Sequence[Made], Path], None], of: Sequence[Made]
) -> Path:
    """Write a bundle, never over a file that is none of ours."""
    with clear_errors(folder / name):
        staged = unfinished(folder)
        try:
            write(folder, of, staged)
            sync(staged)
            sha256 = sha256_of(staged)
        except BaseException:
            staged.unlink(missing_ok=True)
            raise
    with Manifest(folder) as manifest:
        path = _free(folder, name, manifest)
        manifest.add_bundle(path.name, sha256)
        publish(staged, path)
    return path


def _free(folder: Path, name: str, manifest: Manifest) -> Path:
    stem, _, suffix = name.partition(".")
    for count in itertools.count(1):
        path = folder / (name if count == 1 else f"{stem}-{count}.{suffix}")
        if not os.path.lexists(path):
            break
        ours = path.is_file() and not path.is_symlink()
        if ours and manifest.bundles.get(path.name) == sha256_of(path):
            break
    return path


def _merge(folder: Path, documents: Sequence[Made], staged: Path) -> None:
    with FIRST_USE:
        from pikepdf import PdfError

        from atuforms.batches.joined_pdf import JoinedPdf

    joined = JoinedPdf()
    for made in documents:
        try:
            joined.add(folder / made.file, made.file.removesuffix(".pdf"))
        except (OSError, PdfError) as error:
            raise _gone(folder / made.file) from error
    joined.save(staged)


def _zip(folder: Path, documents: Sequence[Made], staged: Path) -> None:
    with zipfile.ZipFile(staged, "w") as package:
        for made in documents:
            _store(package, folder / made.file)


def require_pikepdf() -> None:
    """Make sure that documents can be merged.

    :raises MissingDependency: when the extra ``pdf-read`` is not installed.
    """
    if importlib.util.find_spec("pikepdf") is None:
        raise MissingDependency(
            'Merging needs pikepdf. Install it: pip install "atuforms[pdf-read]"'
        )


def documents_of(folder: Path) -> Sequence[Made]:
    """The documents that the manifest of ``folder`` names, by year and number, then by row."""
    with Manifest(folder, read_only=True) as manifest:
        documents = list(manifest)
    tables = list(dict.fromkeys(_row(made)[0] for made in documents))
    languages = list(dict.fromkeys(made.lang for made in documents))

    def order(made: Made) -> tuple[Any, ...]:
        table, row = _row(made)
        place = (tables.index(table), row, languages.index(made.lang), made.format)
        return (made.year, _natural(made.number), *place)

    return sorted(documents, key=order)


def _row(made: Made) -> tuple[str, int]:
    """Table and row that a document came from, also where a list of rejected rows lay between."""
    known = _ROW.fullmatch(made.origin)
    return (known["table"], int(known["number"])) if known else (made.origin, made.row)


def _natural(number: str) -> tuple[tuple[int, int, str], ...]:
    """A number as people sort it: 2 before 100, and 2026/2 before 2026/10."""
    parts = (part for part in _DIGITS.split(number) if part)
    return tuple((0, int(p), "") if p.isdecimal() and len(p) < 30 else (1, 0, p) for p in parts)


def _store(package: zipfile.ZipFile, path: Path) -> None:
    info = zipfile.ZipInfo(path.name, _EARLIEST)
    info.external_attr = 0o644 << 16
    info.create_system = 3
    if path.is_symlink() or not path.is_file() or not path.stat().st_size:
        raise _gone(path)
    with path.open("rb") as source:
        info.file_size = path.stat().st_size
        with package.open(info, "w") as target:
            shutil.copyfileobj(source, target, _COPY)


def _gone(path: Path) -> UnreadableInput:
    return UnreadableInput(
        "The document {file} is missing or damaged. Run the same batch again; it makes what is "
        "missing.",
        file=path,
    )
