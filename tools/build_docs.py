"""Writes the pages of ``docs/`` that the source already knows: the rules and the wording.

Run it after a change to a rule, a test of one, or a wording file, and commit what it writes::

    python tools/build_docs.py            # write
    python tools/build_docs.py --check    # only say what is out of step
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from atuforms.cli.rulebook import KnownRule, rule_book
from atuforms.codes import full_code, regulation_code
from atuforms.forms import form_classes
from atuforms.languages import LANGUAGES, Language
from atuforms.messages import clause_text
from atuforms.wording import read_wording, wording_of

REPOSITORY = Path(__file__).resolve().parent.parent
DOCS = REPOSITORY / "docs"
TESTS = REPOSITORY / "tests"

RULES = """\
# Rules

<!-- Written by tools/build_docs.py; do not edit by hand. -->

{count} rules, in the order of the regulations. {unseen} of them speak of what no record can show;
they are always reported as not checked, never as fulfilled. The same list, in your language:
`atuforms rules`, `atuforms rules --json`.

An **error** stops rendering; a **warning** does not: the regulation recommends it, or two clauses
contradict each other."""

WORDING = """\
# Wording

<!-- Written by tools/build_docs.py; do not edit by hand. -->

The official wording is printed as it stands. Below is every place where it is not, with the
reason. Reading a document back accepts both. If a correction is wrong, tell the maintainers: it
stands under `corrections:` in `templates/<language>/<form>.yaml`."""

LANGUAGE_NAMES: Final[Mapping[Language, str]] = {"kk": "Kazakh", "ru": "Russian", "en": "English"}


def rules_page() -> str:
    """``docs/rules.md``: every rule, its sentence in the regulation, its forms and its test."""
    rules = list(rule_book().values())
    unseen = sum(bool(rule.unseen) for rule in rules)
    tests = _tests(rule.id for rule in rules)
    lines = [RULES.format(count=len(rules), unseen=unseen)]
    for document, group in groupby(rules, key=_document):
        lines += ["", f"## {document}"]
        for rule in group:
            lines += _rule(rule, tests[rule.id])
    return "\n".join(lines) + "\n"


def wording_page() -> str:
    """``docs/wording.md``: where we print other words than a regulation does, and why."""
    lines = [WORDING]
    common = {lang: read_wording("common", lang) for lang in LANGUAGES}
    lines += _corrections("Shared by all forms", common)
    for form in form_classes():
        words = {lang: wording_of(form, lang) for lang in LANGUAGES}
        heading = f"{form.CODE} {words['en']['title']}".strip()
        lines += _corrections(heading, words)
    return "\n".join(lines) + "\n"


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "rules.md": rules_page,
    "wording.md": wording_page,
}


def _document(rule: KnownRule) -> str:
    code = rule.clause.partition(" ")[0]
    if re.fullmatch(r"\d\d-\d\d", code):
        return f"Form {full_code(code, 'en')}"
    return f"Regulation {regulation_code(code, 'en')}"


def _rule(rule: KnownRule, tests: tuple[str, ...]) -> Iterator[str]:
    yield ""
    yield f"### {rule.id}"
    yield ""
    yield f"{clause_text(rule.clause, 'en')} · {_severity(rule)} · {', '.join(rule.forms)}"
    yield ""
    yield f"> {rule.sentence}"
    if rule.unseen:
        yield ""
        yield rule.unseen
    if tests:
        yield ""
        yield "Tested in " + ", ".join(f"[{name}](../{name})" for name in tests) + "."


def _severity(rule: KnownRule) -> str:
    if rule.unseen:
        return "not checked"
    milder = [form for form, severity in rule.severities.items() if severity != rule.severity]
    return f"{rule.severity} (a warning on {', '.join(milder)})" if milder else rule.severity


def _tests(ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The files of tests that name each rule."""
    files = {
        path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(TESTS.rglob("*"))
        if path.suffix in (".py", ".yaml") and "__pycache__" not in path.parts
    }
    words = {name: set(re.findall(r"[\w-]+", text)) for name, text in files.items()}
    return {rule: tuple(name for name, known in words.items() if rule in known) for rule in ids}


def _corrections(heading: str, words: Mapping[Language, Mapping[str, Any]]) -> Iterator[str]:
    rows = [
        f"| {LANGUAGE_NAMES[lang]} | {_cell(each['found'])} | {_cell(each['printed'])} | "
        f"{_cell(each['why'])} |"
        for lang in LANGUAGES
        for each in words[lang].get("corrections") or ()
    ]
    if rows:
        yield from ("", f"## {heading}", "")
        yield "| Language | In the regulation | Printed | Why |"
        yield "|---|---|---|---|"
        yield from rows


def _cell(text: object) -> str:
    return " ".join(str(text).split()).replace("|", "\\|").replace("_", "\\_")


def main(check: bool) -> int:
    """Write every page, or with ``check`` say which are out of step.

    :return: 1 if a page is out of step, otherwise 0.
    """
    stale = 0
    for name, page in PAGES.items():
        path = DOCS / name
        text = page()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale = 1
        if check:
            print(f"docs/{name} is out of step. Run: python tools/build_docs.py")
        else:
            DOCS.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"docs/{name}")
    return stale if check else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
