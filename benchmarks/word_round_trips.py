"""What comes back of Word documents that people and programs have changed.

    python benchmarks/word_round_trips.py [--forms 02-09,glossary] [--langs kk,ru] [--pairs]
        [--turn 0] [--office | --office-only] [--results FILE] [--write docs/word.md]

Each document is printed from its example, changed, and read; what was read is printed anew, and
laid beside the document. It is *whole* if the record is the one that was printed, as is its text;
*told* if both say the same, word by word and in the same order, but for words of which a finding
speaks. Words of the document that neither the record prints nor a finding names are *lost*; words
that the record prints, the document no longer has and no finding speaks of are *silent*.

``--pairs`` makes each two changes one after the other, ``--office`` adds a save in LibreOffice, as
DOCX and as ODT. With ``--turn`` each pair takes one language, the next pair the next; the turns 0,
1 and 2 are all of them. ``--results`` keeps what was found, and goes on where an earlier run ended;
``--write`` puts the figures of all runs into the table of a page. A document in which there is
nothing to change, such as a form without lists, is not counted.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from report import put
from tests.documents.reading.editing import W, unpacked
from tests.documents.reading.examples import example, with_documents
from tests.programs import convert
from word_changes import CHANGES, Change

import atuforms
from atuforms.core.dotted_paths import is_within, value_at
from atuforms.core.exceptions import AtuformsError
from atuforms.core.files.office import Office
from atuforms.core.findings import Finding
from atuforms.core.language.choice import language
from atuforms.core.language.languages import Language
from atuforms.documents.reading.contents.open_document import OpenDocument, is_open_document
from atuforms.documents.reading.contents.word_contents import controls, text_of
from atuforms.documents.reading.document import DocumentReading, read_document

_WORD = re.compile(r"\w+")


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _words(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _words(each)
    elif value is not None:
        yield from (word.casefold() for word in _WORD.findall(str(value)))


class Text:
    """What a document shows: its lines as they are, and as the words that they have."""

    def __init__(self, data: bytes) -> None:
        office = OpenDocument(data, "x") if is_open_document(data) else Office(data, "x")
        root = office.xml(office.main_part())
        self.raw = text_of(root).split("\n")
        self.words = [words for line in self.raw if (words := tuple(_words(line)))]
        self.fields = [(name, each.text) for _, each in controls(root) for name in each.names]
        for control in list(root.iter(f"{W}sdtContent")):
            control.clear()
        lines = [tuple(_words(line)) for line in text_of(root).split("\n")]
        self.fixed = set(_joined(lines))
        """The words outside of fields: those of the form."""
        self.numbers = {line for line in lines if line and all(word.isdigit() for word in line)}
        """The lines that are the number of a row, and no more."""

    def within(self, path: str) -> Iterator[str]:
        """The words that stand in the field at a path, or in fields below it."""
        yield from _words([text for name, text in self.fields if is_within(name, path)])


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


SORTED = ("glossary",)
"""Forms that print their list in an order of their own, whatever that of the record is."""


def verdict(name: str, lang: Language, original: bytes, changed: bytes) -> tuple[str, str]:
    """``whole``, ``told``, ``lost``, ``silent`` or ``refused``, with the words in question."""
    try:
        reading = read_document(changed)
    except AtuformsError as error:
        if "--form" not in str(error):
            return "refused", str(error)[:120]
        reading = read_document(changed, form=name)
    before, after = Text(original), Text(changed)
    if reading.form == example(name) and before.words == after.words and not reading.left_out:
        return "whole", ""
    anew = _anew(reading, lang) or before
    left, right = (
        [each for each in text.words if each not in before.numbers] for text in (after, anew)
    )
    if name in SORTED:
        left, right = sorted(left), sorted(right)
    told = Told(reading, name, lang, before, after, anew)
    places = list(_differences(left, right))
    lost = told.left(places)
    kept = told.kept(places)
    if lost:
        return "lost", " ".join(lost[:12])
    return ("silent", f"kept: {' '.join(kept[:12])}") if kept else ("told", "")


def _anew(reading: DocumentReading, lang: Language) -> Text | None:
    """What is printed from what was read."""
    try:
        return Text(atuforms.render(reading.form, "docx", lang=lang, draft=True).data)
    except AtuformsError:
        return None


@dataclass(frozen=True, slots=True)
class Difference:
    """The words at a place that one of two documents has there, and the other has not."""

    more: Sequence[str]
    fewer: Sequence[str]


def _differences(
    lines: Sequence[tuple[str, ...]], others: Sequence[tuple[str, ...]]
) -> Iterator[Difference]:
    """Where two documents differ: lines that changed, and in these the words."""
    for left, right in _changes(lines, others):
        inner = list(_changes(_joined(left), _joined(right)))
        more = _joined([words for words, _ in inner])
        yield Difference(more, _joined([words for _, words in inner]))


def _changes(first: Sequence[Any], second: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for kind, start, end, begin, last in matcher.get_opcodes():
        if kind != "equal":
            yield first[start:end], second[begin:last]


def _joined(lines: Sequence[Sequence[str]]) -> list[str]:
    return list(itertools.chain.from_iterable(lines))


class Told:
    """The words of which the findings of a reading speak."""

    def __init__(
        self,
        reading: DocumentReading,
        name: str,
        lang: Language,
        before: Text,
        shown: Text,
        anew: Text,
    ) -> None:
        self.record = set(_words(dict(reading.source.values)))
        own = (
            text for path, text in before.fields if value_at(example(name).record(), path) is None
        )
        self.form = before.fixed | set(_words(list(own)))
        """The words of the form: outside of fields, or in one of which the record says nothing."""
        self.words: set[str] = set()
        self.further = 0
        """Places that were counted, and not named."""
        for finding in reading.findings:
            text = finding.text(lang)
            self.words |= set(_words(text)) | set(_words(dict(finding.details)))
            if finding.path:
                self.words |= set(_words(value_at(dict(reading.source.values), finding.path)))
                self.words |= {*before.within(finding.path), *anew.within(finding.path)}
            self.words |= set(_named(finding, shown, text))
            if "count" in finding.details and "first" not in finding.details:
                self.further += int(finding.details["count"])

    def left(self, places: Sequence[Difference]) -> list[str]:
        """The words of the document that the record does not print, and no finding speaks of.

        The form's words may stand there once more.
        """
        left = [[word for word in place.more if word not in self.words] for place in places]
        left = [words for words in left if not self.form.issuperset(words)]
        return _joined(left[self.further :])

    def kept(self, places: Sequence[Difference]) -> list[str]:
        """The words that the record prints, the document has not, and no finding speaks of.

        What the form prints beside a value, and what it counts itself, is told with the values.
        """
        kept = []
        for place in places:
            told = any(word in self.words for word in (*place.fewer, *place.more))
            counted = {w for w in place.fewer if w.isdigit() and w not in self.record}
            known = self.words | counted
            words = [word for word in place.fewer if word not in known]
            if not self.form.issuperset(words):
                kept += [word for word in words if not (told and word in self.form)]
        return kept


def _named(finding: Finding, shown: Text, text: str) -> Iterator[str]:
    """The words of paragraphs of which a finding shows the first and the last, or the beginning."""
    lines = shown.raw
    if "first" in finding.details and "count" in finding.details:
        first, last = str(finding.details["first"]), str(finding.details["last"])
        begin = next((n for n, line in enumerate(lines) if line.startswith(first)), 0)
        count = int(finding.details["count"])
        ends = (n for n, line in enumerate(lines) if n > begin and line.startswith(last))
        yield from _words(lines[begin : next(ends, begin + count) + 1])
    yield from _words([line for line in lines if len(line) > 60 and line[:60] in text])


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
    return 1 if total.keys() - {"whole", "told"} else 0


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
        put("figures", rows, page)


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
    return lambda documents: {
        key: made for key, data in documents.items() if (made := change(data)) is not None
    }


def _saving(suffix: str) -> Step:
    return lambda documents: _saved(documents, suffix)


def _measure(
    results: Results, way: str, documents: Documents, first: Step, then: Step | None
) -> None:
    changed = first(documents) if documents else {}
    if then is not None and changed:
        changed = then(changed)
    for (name, lang), made in changed.items():
        key = name, lang, _same(made)
        if key not in KNOWN:
            KNOWN[key] = verdict(name, language(lang), documents[name, lang], made)
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
