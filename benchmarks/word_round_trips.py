"""What comes back of Word documents that people and programs have changed.

    python benchmarks/word_round_trips.py [--forms 02-09,glossary] [--langs kk,ru] [--pairs]
        [--turn 0] [--office | --office-only] [--results FILE] [--write docs/word.md]

Each document is printed from its example, changed, and read. It is *whole* if the record is the
one that was printed, as is its text; *told* if every word of the document is in the record, on the
form, or in a finding, and nothing stays in the record without a word that is no longer in the
document. Whatever is neither is *lost* or *silent*, and listed.

``--pairs`` makes each two changes one after the other, ``--office`` adds a save in LibreOffice, as
DOCX and as ODT. With ``--turn`` each pair takes one language, the next pair the next; the turns 0,
1 and 2 are all of them. ``--results`` keeps what was found, and goes on where an earlier run ended;
``--write`` puts the figures of all runs into the table of a page.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import io
import itertools
import json
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
    "row inserted": row_inserted,
    "row copied": row_copied,
    "row moved": row_moved,
    "row deleted": row_deleted,
    "typed beside": typed_beside,
    "flattened": flattened,  # The last one: the others find rows by their fields.
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


def _text(data: bytes) -> str:
    office = OpenDocument(data, "x") if is_open_document(data) else Office(data, "x")
    return text_of(office.xml(office.main_part()))


def _leaves(value: Any) -> Iterator[str]:
    """The letters of each text of a record that is long enough to be told from others."""
    inner = value.values() if isinstance(value, Mapping) else value
    if isinstance(value, str):
        if len(_letters(value)) > 5:
            yield _letters(value)
    elif isinstance(value, Mapping | list | tuple):
        for each in inner:
            yield from _leaves(each)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _same(data: bytes) -> bytes:
    """What two documents have alike that nobody could tell apart: the words of their parts."""
    digest = hashlib.sha256()
    for part, content in sorted(unpacked(data).items()):
        if part == "[Content_Types].xml" or part.startswith("docProps/"):
            continue
        digest.update(part.encode())
        if part.endswith(".rels"):
            rows = (f"{row.get('Type')} {row.get('Target')}" for row in etree.fromstring(content))
            content = "\n".join(sorted(rows)).encode()
        elif part.endswith(".xml"):
            content = etree.tostring(etree.fromstring(content), method="c14n")
        digest.update(content)
    return digest.digest()


def verdict(name: str, lang: Language, original: bytes, changed: bytes) -> tuple[str, str]:
    """``whole``, ``told``, ``lost`` or ``silent``, with what is lost or passed over."""
    try:
        reading = read_document(changed)
    except AtuformsError as error:
        if "--form" not in str(error):
            return "refused", str(error)[:120]
        reading = read_document(changed, form=name)
    before, after = _text(original), _text(changed)
    if reading.form == example(name) and not reading.left_out:
        return _whole(before, after, told=bool(reading.findings))
    recorded = set(_words(dict(reading.source.values)))
    told: set[str] = set()
    for finding in reading.findings:
        told |= set(_words(finding.text(lang))) | set(_words(dict(finding.details)))
        told |= _told_by_its_beginning(after, finding.text(lang))
    if any("count" in finding.details for finding in reading.findings):
        return "told", ""  # So much that the rest is counted, not shown.
    shown = set(_words(after))
    kept = [each for each in _leaves(reading.source.values) if each in _letters(before)]
    kept = [each for each in kept if each not in _letters(after)]
    if kept and not reading.findings:
        return "silent", f"kept: {', '.join(sorted(kept)[:8])}"
    known = recorded | told | set(_words(before)) - _values_of(name)
    lost = shown - known
    lost = lost and lost - _printed(reading, lang)
    return ("lost", ", ".join(sorted(lost)[:8])) if lost else ("told", "")


def _whole(before: str, after: str, *, told: bool) -> tuple[str, str]:
    """That the record is the printed one is right only if the text is the printed one too."""
    left, right = list(_words(before)), list(_words(after))
    if left == right:
        return "whole", ""
    more, fewer = Counter(right) - Counter(left), Counter(left) - Counter(right)
    what = f"more: {', '.join(list(more)[:5])}; fewer: {', '.join(list(fewer)[:5])}"
    return ("told", "") if told else ("silent", what)


def _told_by_its_beginning(text: str, finding: str) -> set[str]:
    """The words of the paragraphs of which a finding shows the first ones."""
    lines = text.split("\n")
    return set(_words([line for line in lines if len(line) > 60 and line[:60] in finding]))


def _values_of(name: str) -> set[str]:
    return set(_words(example(name).record()))


def _printed(reading: DocumentReading, lang: str) -> set[str]:
    try:
        return set(_words(_text(atuforms.render(reading.form, "docx", lang=lang, draft=True).data)))
    except (AtuformsError, TypeError):
        return set()


def main() -> int:
    """Print the figures; 1 if anything is lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forms", default="")
    parser.add_argument("--langs", default="kk,ru,en")
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--turn", type=int, choices=(0, 1, 2))
    parser.add_argument("--office", action="store_true")
    parser.add_argument("--office-only", action="store_true")
    parser.add_argument("--results", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    forms = options.forms.split(",") if options.forms else with_documents()
    forms = [name for name in forms if "docx" in atuforms.get_form(name).FORMATS]
    langs = options.langs.split(",")
    documents = {
        (name, lang): atuforms.render(example(name), "docx", lang=lang).data
        for lang in langs
        for name in forms
    }
    results = Results(options.results)
    begun = time.perf_counter()
    for number, (way, first, then) in enumerate(_ways(options)):
        turn = langs[(number + options.turn) % len(langs)] if options.turn is not None else ""
        some = {
            key: data
            for key, data in documents.items()
            if not (then and turn and key[1] != turn) and not results.has(way, *key)
        }
        _measure(results, way, some, first, then)
        print(f"{way:32}", dict(results.of(way)), flush=True)
    print(f"{'all':32}", dict(results.of()), f"{time.perf_counter() - begun:.0f} s")
    if options.write:
        results.write(options.write)
    total = results.of()
    return 1 if total["lost"] or total["silent"] else 0


class Results:
    """What came of each document, in this run and in those before it."""

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.found: dict[tuple[str, str, str], str] = {}
        if file is not None and file.exists():
            rows = map(json.loads, file.read_text().splitlines())
            self.found = {(way, name, lang): result for way, name, lang, result in rows}

    def has(self, way: str, name: str, lang: str) -> bool:
        return (way, name, lang) in self.found

    def add(self, way: str, name: str, lang: str, result: str) -> None:
        self.found[way, name, lang] = result
        if self.file is not None:
            with self.file.open("a") as file:
                file.write(json.dumps([way, name, lang, result]) + "\n")

    def of(self, *ways: str) -> Counter[str]:
        """How often each came out, in these ways or in all."""
        return Counter(
            result for (way, _, _), result in self.found.items() if not ways or way in ways
        )

    def write(self, page: Path) -> None:
        """Put the table of figures into a page, between its marks."""
        ways = list(dict.fromkeys(way for way, _, _ in self.found))
        pairs = [way for way in ways if " + " in way]
        saved = [way for way in pairs if "LibreOffice" in way]
        groups = {way: [way] for way in ways if way not in pairs}
        groups["each two of them, without LibreOffice"] = [way for way in pairs if way not in saved]
        groups["each of them and a save in LibreOffice"] = saved
        rows = ["| change | documents | whole | told | lost |", "|---|---:|---:|---:|---:|"]
        for name, members in groups.items():
            count = self.of(*members) if members else Counter()
            lost = count["lost"] + count["silent"] + count["refused"]
            cells = [f"{count.total():,}", f"{count['whole']:,}", f"{count['told']:,}", f"{lost:,}"]
            rows.append(f"| {name} | {' | '.join(cells)} |")
        before, _, rest = page.read_text().partition(BEGIN)
        _, _, after = rest.partition(END)
        table = "\n".join(rows)
        page.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}")


BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


KNOWN: dict[tuple[str, str, bytes], tuple[str, str]] = {}
"""What came of a document: many ways lead to the same one."""
Documents = Mapping[tuple[str, str], bytes]
Step = Callable[[Documents], Documents]


def _ways(options: argparse.Namespace) -> Iterator[tuple[str, Step, Step | None]]:
    """Each way to change the documents: its name, a step, and another one after it."""
    steps: dict[str, Step] = {name: _each(change) for name, change in CHANGES.items()}
    saves: dict[str, Step] = {f"LibreOffice {to}": _saving(to) for to in ("docx", "odt")}
    office = options.office or options.office_only
    every = {**({} if options.office_only else steps), **(saves if office else {})}
    for name, step in every.items():
        yield name, step, None
    if options.pairs and not options.office_only:
        for first, then in itertools.combinations(steps, 2):
            yield f"{first} + {then}", steps[first], steps[then]
    if options.pairs and office:
        docx, odt = saves.values()
        for name, step in {**steps, "LibreOffice docx": docx}.items():
            yield f"{name} + LibreOffice odt", step, odt
        for name, step in steps.items():
            yield f"LibreOffice docx + {name}", docx, step
            yield f"{name} + LibreOffice docx", step, docx


def _each(change: Change) -> Step:
    return lambda documents: {key: change(data) for key, data in documents.items()}


def _saving(suffix: str) -> Step:
    return lambda documents: _saved(documents, suffix)


def _measure(
    results: Results, way: str, documents: Documents, first: Step, then: Step | None
) -> None:
    changed = first(documents) if documents else {}
    if then is not None and documents:
        changed = then(changed)
    for (name, lang), original in documents.items():
        key = name, lang, _same(changed[name, lang])
        if key not in KNOWN:
            KNOWN[key] = verdict(name, language(lang), original, changed[name, lang])
        result, what = KNOWN[key]
        results.add(way, name, lang, result)
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
