"""Where the comments of ``check --comment`` stand, for every rule that a record can break.

    python benchmarks/word_comments.py [--rules 0201-title-150,02-glossary] [--langs kk,ru,en]
        [--validate] [--write docs/word.md]

For each case of each rule, a document is drawn that breaks it, with the comment of a person in it.
It is commented in another language, and each comment held to what it is to be: at the field, or
where the form would print what is missing, in the reader's language, with clause, limit and advice.
The document must read back to the same record; when the mistake is mended, our comment must be gone
and that of the person there. ``--langs`` takes several languages of the document for each case,
else they take turns. ``--validate`` holds each commented document against two validators.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from report import put
from tests.documents.comment_places import faults, places_of, remarks
from tests.documents.reading.editing import NAMESPACE, W, edited, packed, paths, typed, unpacked
from tests.forms.builders import changed
from tests.test_every_rule import CASES, Case

import atuforms
from atuforms.core.dotted_paths import is_within
from atuforms.core.language.choice import language
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.comments import commented
from atuforms.documents.reading.document import read_document

HELD_BY_NONE = "held by no document"
"""A word that is none of a choice, where the choice is ticked or not printed."""
PERSON, SAID = "А. Клерк", "Мөрін қойыңыз"
_COMMENTS, _OFFICE = "word/comments.xml", "application/vnd.openxmlformats-officedocument"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def drawn(case: Case, lang: Language) -> bytes:
    """A document that breaks a rule; what no record can hold is typed into its field."""
    record = changed(case.slug, **case.broken)
    data = atuforms.render(record, "docx", lang=lang, draft=True).data
    if all(each.rule != case.rule for each in read_document(data).report()):
        data = whole(case, lang)
        for path, value in case.broken.items():
            for field in dict.fromkeys(paths(data)):
                if is_within(field, path.replace("__", ".")):
                    data = edited(data, typed(field, str(value)))
    return data


def whole(case: Case, lang: Language) -> bytes:
    """The same document without the mistake."""
    return atuforms.render(changed(case.slug, **case.kept), "docx", lang=lang, draft=True).data


def annotated(data: bytes) -> bytes:
    """The document with the comment of a person at its first paragraph."""
    parts = unpacked(data)
    parts[_COMMENTS] = (
        f'<w:comments xmlns:w="{NAMESPACE}"><w:comment w:id="0" w:author="{PERSON}" '
        f'w:initials="АК"><w:p><w:r><w:t>{SAID}</w:t></w:r></w:p></w:comment></w:comments>'
    ).encode()
    rels = "word/_rels/document.xml.rels"
    row = f'<Relationship Id="own" Type="{_KIND}" Target="comments.xml"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", row.encode())
    override = (
        f'<Override PartName="/{_COMMENTS}" '
        f'ContentType="{_OFFICE}.wordprocessingml.comments+xml"/></Types>'
    )
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace(b"</Types>", override.encode())
    return edited(packed(parts), lambda root: _mark(root, ["0"]))


def mended(case: Case, lang: Language, answer: bytes) -> bytes:
    """The document without the mistake, with all comments of the one that had it."""
    numbers = list(remarks(answer)) + list(remarks(answer, PERSON))
    parts = unpacked(annotated(whole(case, lang)))
    parts[_COMMENTS] = unpacked(answer)[_COMMENTS]
    return edited(packed(parts), lambda root: _mark(root, [n for n in numbers if n != "0"]))


def _mark(root: etree._Element, numbers: list[str]) -> None:
    first = next(root.iter(f"{W}p"))
    for number in numbers:
        for tag in ("commentRangeStart", "commentRangeEnd"):
            etree.SubElement(first, f"{W}{tag}").set(f"{W}id", number)
        run = etree.SubElement(first, f"{W}r")
        etree.SubElement(run, f"{W}commentReference").set(f"{W}id", number)


def measured(case: Case, lang: Language, reader: Language, folder: Path | None) -> Iterator[str]:
    """What of a case was seen; with a folder, the faults of its commented document too."""
    document = annotated(drawn(case, lang))
    answer = commented(document, reader)
    data = answer.document.data
    found = places_of(answer, document, lambda: whole(case, lang), {case.rule}, lang, reader)
    if not found:
        yield HELD_BY_NONE
    for _rule, path, place in found:
        yield place or f"wrong: {path}"
    if read_document(data).source.values != read_document(document).source.values:
        yield "wrong: another record"
    if folder is not None:
        yield from (f"wrong: {fault}" for fault in faults(data, folder))
    if remarks(data, PERSON) != {"0": SAID}:
        yield "wrong: the comment of a person is gone"
    again = commented(mended(case, lang, data), reader)
    rules = {each.rule for each in again.report.findings}
    after = remarks(again.document.data)
    if len(after) != len(again.report.findings) or case.rule in rules - _kept(case, lang):
        yield "wrong: a comment on what is mended"
    if remarks(again.document.data, PERSON) != {"0": SAID}:
        yield "wrong: the comment of a person is gone when all is mended"


def _kept(case: Case, lang: Language) -> set[str]:
    """The rules that the document breaks before anything is changed."""
    return {each.rule for each in commented(whole(case, lang)).report.findings}


def main() -> int:
    """Print the figures; 1 if a comment stands where it does not belong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", default="")
    parser.add_argument("--langs", default="")
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    started = time.perf_counter()
    wanted = set(filter(None, options.rules.split(",")))
    cases = [case for case in CASES if not wanted or case.rule in wanted]
    figures: Counter[str] = Counter()
    right: set[str] = set()
    wrong: set[str] = set()
    with tempfile.TemporaryDirectory() as folder:
        for case, lang in _documents(cases, options.langs):
            reader = LANGUAGES[(LANGUAGES.index(lang) + 1) % len(LANGUAGES)]
            for seen in measured(case, lang, reader, Path(folder) if options.validate else None):
                kind = seen.partition(":")[0]
                figures[kind] += 1
                if kind in ("wrong", HELD_BY_NONE):
                    print(case.rule, case.slug, lang, seen, flush=True)
                if kind != HELD_BY_NONE:
                    (wrong if kind == "wrong" else right).add(case.rule)
    without = {case.rule for case in cases} - right - wrong
    print(dict(figures), f"{len(right - wrong)} rules right, {len(wrong)} wrong")
    print(f"{len(without)} rules that no Word document can break: {', '.join(sorted(without))}")
    print(f"{time.perf_counter() - started:.0f} s")
    if options.write:
        _write(options.write, figures, right - wrong, without)
    return 1 if wrong else 0


def _documents(cases: Sequence[Case], langs: str) -> Iterator[tuple[Case, Language]]:
    for number, case in enumerate(cases):
        turn = [LANGUAGES[number % len(LANGUAGES)]]
        if "docx" in atuforms.get_form(case.slug).FORMATS:
            yield from ((case, language(each)) for each in langs.split(",") if langs)
            yield from ((case, each) for each in turn if not langs)


def _write(page: Path, figures: Counter[str], right: set[str], without: set[str]) -> None:
    """Put the figures into a page, between their marks."""
    told = [each for each in figures.most_common() if each[0] != HELD_BY_NONE]
    rows = "\n".join(f"| {kind} | {count} |" for kind, count in told)
    of: dict[str, list[str]] = {}
    for case in CASES:
        names = of.setdefault(case.slug, [])
        if case.rule in without and case.rule not in names:
            names.append(case.rule)
    others = "\n".join(f"| {slug} | {', '.join(names)} |" for slug, names in of.items() if names)
    text = (
        f"| a comment stands at | comments |\n|---|---:|\n{rows}\n\n"
        f"{len(right)} rules, each with every comment at its place. {len(without)} more have a "
        "case,\nand no Word document can break them: presentations and records are none, and the "
        "kind of\na task of a course is not printed.\n\n"
        f"| form | rules |\n|---|---|\n{others}"
    )
    put("comments", text.splitlines(), page)


if __name__ == "__main__":
    sys.exit(main())
