"""Several PDF documents in one file, each with its tags, its bookmarks and its language.

Import this only after :func:`~atuforms.batches.bundle.require_pikepdf`.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import IO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream, String

from atuforms.core.language.languages import LANGUAGES
from atuforms.rendering.pdf.archive import creator, xmp
from atuforms.rendering.pdf.file_parts import ended
from atuforms.rendering.pdf.input import PdfMetadata

_ENTRY = struct.Struct(">BQH")
_PACKED = 200
"""Objects that are compressed together."""


class JoinedPdf:
    """One PDF to which documents are added; it claims what each of them is, and no more."""

    def __init__(self) -> None:
        self._pdf = pikepdf.new()
        self._bookmarks: list[OutlineItem] = []
        self._titles: list[str] = []
        self._languages: list[str] = []
        self._ids: list[tuple[str, pikepdf.Object]] = []
        self._numbers = Array()
        self._next_number = 0
        self._conforms = True
        self._parts = Array()
        self._document = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, K=self._parts)
        )

    def add(self, source: Path, bookmark: str) -> None:
        """Append a document under this bookmark.

        :raises OSError: if it cannot be read.
        :raises pikepdf.PdfError: if it is damaged.
        """
        with pikepdf.open(source) as document:
            first = len(self._pdf.pages)
            self._bookmarks.append(_bookmarks(document, bookmark, first))
            self._titles.append(str(document.docinfo.get("/Title", bookmark)))
            self._languages.append(str(document.Root.get("/Lang", "")))
            self._conforms &= _conforms(document)
            number = len(self._bookmarks)
            tagged = "/StructTreeRoot" in document.Root
            if tagged:
                _make_ids_unique(document, number)
            if first == 0 and "/OutputIntents" in document.Root:
                intents = document.make_indirect(document.Root.OutputIntents)
                self._pdf.Root.OutputIntents = self._pdf.copy_foreign(intents)
            self._pdf.pages.extend(document.pages)
            # Their numbers lead into the tree of tags, or into nothing where there is none.
            for item in _marked(self._pdf.pages[first:]):
                for key in ("/StructParents", "/StructParent"):
                    if key in item and tagged:
                        item[key] = int(item[key]) + self._next_number
                    elif key in item:
                        del item[key]
            if tagged:
                self._add_tags(document)

    def _add_tags(self, document: Pdf) -> None:
        root = document.Root.StructTreeRoot
        copied = self._pdf.copy_foreign(document.make_indirect(root))
        language = self._languages[-1]
        for top in copied.K if isinstance(copied.K, Array) else [copied.K]:
            # The standard foresees one document in a file; what it consists of are parts.
            top.S, top.P, top.Lang = Name.Part, self._document, String(language)
            self._parts.append(top)
        numbers = copied.ParentTree.Nums
        highest = -1
        for at in range(0, len(numbers), 2):
            number = int(numbers[at])
            self._numbers.append(number + self._next_number)
            self._numbers.append(numbers[at + 1])
            highest = max(highest, number)
        self._next_number += highest + 1
        names: pikepdf.Object | list[pikepdf.Object] = (
            copied.IDTree.Names if "/IDTree" in copied else []
        )
        self._ids += [(str(names[at]), names[at + 1]) for at in range(0, len(names), 2)]

    def save(self, file: Path) -> None:
        """Write the file; the same documents give the same bytes."""
        pdf = self._pdf
        with pdf.open_outline() as outline:
            outline.root.extend(self._bookmarks)
        language = next((lang for lang in LANGUAGES if lang == self._languages[0]), LANGUAGES[0])
        title = " – ".join(dict.fromkeys((self._titles[0], self._titles[-1])))
        about = PdfMetadata(language, title, "", version("atuforms"))
        packet = xmp(about, creator(about), conforms=self._conforms)
        pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)
        pdf.Root.PageMode = Name.UseOutlines
        pdf.Root.Lang = String(language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if len(self._parts):
            self._place_tags()
        with file.open("wb") as target:
            _write(pdf, target)

    def _place_tags(self) -> None:
        pdf = self._pdf
        root = Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([self._document]),
            ParentTree=pdf.make_indirect(Dictionary(Nums=self._numbers)),
        )
        if self._ids:
            names = Array()
            for name, element in sorted(self._ids, key=lambda each: each[0].encode()):
                names.extend([String(name), element])
            root.IDTree = pdf.make_indirect(Dictionary(Names=names))
        pdf.Root.StructTreeRoot = pdf.make_indirect(root)
        self._document.P = pdf.Root.StructTreeRoot
        self._document.Lang = pdf.Root.Lang
        if self._conforms:
            pdf.Root.MarkInfo = Dictionary(Marked=True)


def _conforms(document: Pdf) -> bool:
    """Whether a document says that it is PDF/A-3a and PDF/UA-1."""
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        return about.pdfa_status == "3A" and about.get("pdfuaid:part") == "1"


def _bookmarks(document: Pdf, title: str, first: int) -> OutlineItem:
    """The bookmark of a document, with its own below it."""
    pages = enumerate(document.pages, start=first)
    numbers: dict[object, int] = {page.objgen: number for number, page in pages}

    def moved(item: OutlineItem) -> Iterator[OutlineItem]:
        target: object = item.destination
        if isinstance(target, Array) and target[0].objgen in numbers and target[1] == "/XYZ":
            page, left, top = numbers[target[0].objgen], float(target[2]), float(target[3])
            made = OutlineItem(item.title, page, "XYZ", left=left, top=top)
            made.children.extend(below for child in item.children for below in moved(child))
            yield made

    whole = OutlineItem(title, first)
    with document.open_outline() as outline:
        whole.children.extend(below for item in outline.root for below in moved(item))
    whole.is_closed = True
    return whole


def _marked(pages: Iterable[pikepdf.Page]) -> Iterator[pikepdf.Object]:
    """The pages and their annotations."""
    for page in pages:
        yield page.obj
        yield from page.obj.get("/Annots", ())


def _make_ids_unique(document: Pdf, number: int) -> None:
    """Tell the identifiers of header cells of one document from those of the others."""
    for item in document.objects:
        if not isinstance(item, Dictionary) or item.get("/Type") != "/StructElem":
            continue
        if "/ID" in item:
            item.ID = String(f"{number}-{item.ID}")
        if "/A" in item and "/Headers" in item.A:
            item.A.Headers = Array([String(f"{number}-{each}") for each in item.A.Headers])
    tree = document.Root.StructTreeRoot.get("/IDTree")
    if tree is not None:
        names = tree.Names
        for at in range(0, len(names), 2):
            names[at] = String(f"{number}-{names[at]}")


def _write(pdf: Pdf, target: IO[bytes]) -> None:
    """Write the file as :mod:`atuforms.rendering.pdf.file_parts` asks for; qpdf would not."""
    digest = hashlib.sha256()
    position = 0

    def write(data: bytes) -> int:
        nonlocal position
        start = position
        digest.update(data)
        target.write(data)
        position += len(data)
        return start

    def write_stream(number: int, dictionary: bytes, content: bytes) -> None:
        item = b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj" % (number, dictionary, content)
        entries[number] = _ENTRY.pack(1, write(ended(item) + b"\n"), 0)

    write(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")
    entries = [_ENTRY.pack(0, 0, 0xFFFF)] * (len(pdf.objects) + 1)
    others: list[tuple[int, bytes]] = []
    for item in pdf.objects:
        number = item.objgen[0]
        if isinstance(item, Stream):
            content = item.read_raw_bytes()
            dictionary = item.stream_dict.unparse()
            if "/Length" not in item.stream_dict:
                # New streams have none until qpdf writes them.
                dictionary = dictionary.removesuffix(b">>") + b"/Length %d >>" % len(content)
            write_stream(number, dictionary, content)
        else:
            others.append((number, item.unparse(resolved=True)))
    for start in range(0, len(others), _PACKED):
        packed = others[start : start + _PACKED]
        index, size = [], 0
        for at, (number, data) in enumerate(packed):
            entries[number] = _ENTRY.pack(2, len(entries), at)
            index.append(b"%d %d" % (number, size))
            size += len(data) + 1
        head = b" ".join(index) + b"\n"
        content = zlib.compress(head + b"\n".join(data for _, data in packed))
        form = b"<</Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d>>"
        entries.append(b"")
        write_stream(len(entries) - 1, form % (len(packed), len(head), len(content)), content)
    identity = digest.hexdigest()[:32].encode()
    table = position
    entries.append(_ENTRY.pack(1, table, 0))
    content = zlib.compress(b"".join(entries))
    form = (
        b"<</Type /XRef /W [1 8 2] /Size %d /Root %b /ID [<%b> <%b>] /Filter /FlateDecode "
        b"/Length %d>>"
    )
    root = pdf.Root.unparse()
    dictionary = form % (len(entries), root, identity, identity, len(content))
    write_stream(len(entries) - 1, dictionary, content)
    write(b"startxref\n%d\n%%%%EOF\n" % table)
