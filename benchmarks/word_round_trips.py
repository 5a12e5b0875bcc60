"""What comes back of Word documents that people and programs have changed.

    python benchmarks/word_round_trips.py [--forms 02-09,glossary] [--langs kk,ru] [--sample 4]
        [--pairs] [--office]

Each document is printed from its example, changed, and read. It is *whole* if the record is the
one that was printed and nothing was left out, and *told* if every word of the document is in the
record, on the form, or in a finding. Whatever is neither is *lost*, and listed. ``--pairs`` makes
each two changes one after the other, ``--office`` adds a save in LibreOffice, as DOCX and as ODT;
``--sample`` takes so many of the documents for each way, and the next ones for the next way.
"""

from __future__ import annotations

import argparse
import copy
import io
import itertools
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.documents.reading.corpus import RECORD_PART
from tests.documents.reading.editing import W, edited, packed, unpacked, without_part
from tests.documents.reading.examples import example, with_documents
from tests.programs import convert

import atuforms
from atuforms.core.exceptions import AtuformsError
from atuforms.core.files.office import Office
from atuforms.core.language.choice import language
from atuforms.core.language.languages import Language
from atuforms.documents.reading.document import DocumentReading, read_document
from atuforms.documents.reading.open_document import OpenDocument, is_open_document
from atuforms.documents.reading.word_contents import text_of

Change = Callable[[bytes], bytes]
_RELATIONSHIPS = "word/_rels/document.xml.rels"
TYPED = "Қосылған Added добавлено"
_WORD = re.compile(r"[^\W\d_]{3,}")
_PATH = re.compile(r"(.*)\.\d+(?:\.[^.]+)?$")


def flattened(data: bytes) -> bytes:
    """The controls are gone, their texts stay."""

    def edit(root: etree._Element) -> None:
        for control in list(root.iter(f"{W}sdt")):
            parent, content = control.getparent(), control.find(f"{W}sdtContent")
            for child in reversed(list(content) if content is not None else []):
                control.addnext(child)
            if parent is not None:
                parent.remove(control)

    return edited(data, edit)


def without_record(data: bytes) -> bytes:
    """The custom XML is gone, as after Google Docs."""
    parts = unpacked(without_part(data, RECORD_PART))
    parts[_RELATIONSHIPS] = re.sub(
        rb"<Relationship [^>]*customXml/[^>]*>", b"", parts[_RELATIONSHIPS]
    )
    return packed(parts)


def _rows(root: etree._Element) -> list[etree._Element]:
    """The rows or paragraphs that print an item of a list."""
    found = []
    for control in root.iter(f"{W}sdt"):
        alias = control.find(f"{W}sdtPr/{W}alias")
        if alias is None or not _PATH.match(alias.get(f"{W}val", "")):
            continue
        block = next(control.iterancestors(f"{W}tr"), None)
        if block is None:
            block = next(control.iterancestors(f"{W}p"), None)
        if block is not None and block not in found:
            found.append(block)
    return found


def row_inserted(data: bytes) -> bytes:
    """A row without controls, as Word's «Insert row» makes it; typed into its empty cells."""

    def edit(root: etree._Element) -> None:
        rows = _rows(root)
        if not rows:
            return
        twin = copy.deepcopy(rows[-1])
        for control in list(twin.iter(f"{W}sdt")):
            parent = control.getparent()
            if parent is not None:
                run = etree.Element(f"{W}r")
                etree.SubElement(run, f"{W}t").text = TYPED
                parent.replace(control, run)
        rows[-1].addnext(twin)

    return edited(data, edit)


def row_copied(data: bytes) -> bytes:
    """A row copied with its controls."""

    def edit(root: etree._Element) -> None:
        for row in _rows(root)[-1:]:
            row.addnext(copy.deepcopy(row))

    return edited(data, edit)


def row_moved(data: bytes) -> bytes:
    """The last row of a list put before the one above it."""

    def edit(root: etree._Element) -> None:
        rows = _rows(root)
        if len(rows) > 1 and rows[-1].getprevious() is rows[-2]:
            rows[-2].addprevious(rows[-1])

    return edited(data, edit)


def row_deleted(data: bytes) -> bytes:
    """The last row of a list taken out."""

    def edit(root: etree._Element) -> None:
        for row in _rows(root)[-1:]:
            parent = row.getparent()
            if parent is not None and len(parent) > 1:
                parent.remove(row)

    return edited(data, edit)


def typed_beside(data: bytes) -> bytes:
    """Words typed behind the first control, and a paragraph at the end."""

    def edit(root: etree._Element) -> None:
        control = next(iter(root.iter(f"{W}sdt")), None)
        if control is not None:
            run = etree.Element(f"{W}r")
            words = etree.SubElement(run, f"{W}t")
            words.text = f" {TYPED}"
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            control.addnext(run)
        paragraph = etree.Element(f"{W}p")
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = f"{TYPED} абзац"
        root[0].insert(len(root[0]) - 1, paragraph)

    return edited(data, edit)


def by_python_docx(data: bytes) -> bytes:
    """Opened and saved by python-docx."""
    import docx

    buffer = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(buffer)
    return buffer.getvalue()


CHANGES: Mapping[str, Change] = {
    "python-docx": by_python_docx,
    "without record": without_record,
    "flattened": flattened,
    "row inserted": row_inserted,
    "row copied": row_copied,
    "row moved": row_moved,
    "row deleted": row_deleted,
    "typed beside": typed_beside,
}


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _words(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _words(each)
    elif isinstance(value, str):
        yield from (word.casefold() for word in _WORD.findall(value))


def _shown(data: bytes) -> set[str]:
    office = OpenDocument(data, "x") if is_open_document(data) else Office(data, "x")
    return set(_words(text_of(office.xml(office.main_part()))))


def verdict(name: str, lang: Language, original: bytes, changed: bytes) -> tuple[str, str]:
    """``whole``, ``told`` or ``lost``, with what is lost."""
    try:
        reading = read_document(changed)
    except AtuformsError as error:
        if "--form" not in str(error):
            return "refused", str(error)[:120]
        reading = read_document(changed, form=name)
    if reading.form == example(name) and not reading.left_out:
        return "whole", ""
    known = set(_words(dict(reading.source.values))) | _shown(original) - _values_of(name)
    for finding in reading.findings:
        known |= set(_words(finding.text(lang))) | set(_words(dict(finding.details)))
        known |= _told_by_its_beginning(changed, finding.text(lang))
    known |= _printed(reading, lang)
    if any("count" in finding.details for finding in reading.findings):
        return "told", ""  # So much that the rest is counted, not shown.
    lost = _shown(changed) - known
    return ("lost", ", ".join(sorted(lost)[:8])) if lost else ("told", "")


def _told_by_its_beginning(data: bytes, finding: str) -> set[str]:
    """The words of the paragraphs of which a finding shows the first ones."""
    office = OpenDocument(data, "x") if is_open_document(data) else Office(data, "x")
    lines = text_of(office.xml(office.main_part())).split("\n")
    return set(_words([line for line in lines if len(line) > 60 and line[:60] in finding]))


def _values_of(name: str) -> set[str]:
    return set(_words(example(name).record()))


def _printed(reading: DocumentReading, lang: str) -> set[str]:
    try:
        return _shown(atuforms.render(reading.form, "docx", lang=lang, draft=True).data)
    except (AtuformsError, TypeError):
        return set()


def main() -> int:
    """Print the figures; 1 if anything is lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", default="")
    parser.add_argument("--langs", default="kk,ru,en")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--office-only", action="store_true")
    options = parser.parse_args()
    forms = options.forms.split(",") if options.forms else with_documents()
    forms = [name for name in forms if "docx" in atuforms.get_form(name).FORMATS]
    documents = {
        (name, lang): atuforms.render(example(name), "docx", lang=lang).data
        for lang in options.langs.split(",")
        for name in forms
    }
    turn = itertools.cycle(documents)
    figures: dict[str, Counter[str]] = {}
    begun = time.perf_counter()
    for way, first, then in _ways(options.pairs, options.office, options.office_only):
        some = [next(turn) for _ in range(options.sample or len(documents))]
        _measure(figures, way, {key: documents[key] for key in some}, first, then)
        print(f"{way:32}", dict(figures[way]), flush=True)
    total = sum(figures.values(), Counter())
    print(f"{'all':32}", dict(total), f"{time.perf_counter() - begun:.0f} s")
    return 1 if total["lost"] else 0


Documents = Mapping[tuple[str, str], bytes]
Step = Callable[[Documents], Documents]


def _ways(pairs: bool, office: bool, only: bool) -> Iterator[tuple[str, Step, Step | None]]:
    """Each way to change the documents: its name, a step, and another one after it."""
    steps: dict[str, Step] = {name: _each(change) for name, change in CHANGES.items()}
    saves: dict[str, Step] = {f"LibreOffice {to}": _saving(to) for to in ("docx", "odt")}
    every = {**({} if only else steps), **(saves if office else {})}
    for name, step in every.items():
        yield name, step, None
    for first, then in itertools.permutations({**steps, **saves}, 2) if pairs else ():
        with_office = first in saves or then in saves
        if (with_office and not office) or (only and not with_office) or first.endswith("odt"):
            continue  # What our changes edit is a DOCX.
        yield f"{first} + {then}", {**steps, **saves}[first], {**steps, **saves}[then]


def _each(change: Change) -> Step:
    return lambda documents: {key: change(data) for key, data in documents.items()}


def _saving(suffix: str) -> Step:
    return lambda documents: _saved(documents, suffix)


def _measure(
    figures: dict[str, Counter[str]],
    way: str,
    documents: Documents,
    first: Step,
    then: Step | None,
) -> None:
    changed = first(documents)
    if then is not None:
        changed = then(changed)
    for (name, lang), original in documents.items():
        _count(figures, way, name, lang, original, changed[name, lang])


def _count(
    figures: dict[str, Counter[str]],
    way: str,
    name: str,
    lang: str,
    original: bytes,
    changed: bytes,
) -> None:
    result, what = verdict(name, language(lang), original, changed)
    figures.setdefault(way, Counter())[result] += 1
    if what:
        print(f"{way}: {name} {lang}: {result}: {what}", flush=True)


def _saved(documents: Documents, suffix: str) -> Documents:
    """The documents as LibreOffice saves them."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "before"), Path(folder, "after")
        before.mkdir()
        after.mkdir()
        for (name, lang), data in documents.items():
            (before / f"{name}.{lang}.docx").write_bytes(data)
        convert(sorted(before.glob("*.docx")), suffix, after)
        return {
            (name, lang): (after / f"{name}.{lang}.{suffix}").read_bytes()
            for name, lang in documents
        }


if __name__ == "__main__":
    raise SystemExit(main())
