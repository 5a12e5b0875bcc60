"""Writes the pages of ``docs/`` that the source already knows: the forms, rules and wording.

Run it after a change to a form, a rule, a test of one, or a wording file, and commit what it
writes::

    python tools/build_docs.py            # write
    python tools/build_docs.py --check    # only say what is out of step
"""

from __future__ import annotations

import inspect
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import yaml

from atuforms.cli.rulebook import KnownRule, rule_book
from atuforms.core.dotted_paths import names_of
from atuforms.core.language.codes import full_code, regulation_code
from atuforms.core.language.labels import clause_text, label
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import choice_words, read_wording, wording_of
from atuforms.fields.describe import Field, describe
from atuforms.fields.kinds import FieldKind
from atuforms.fields.media import Video
from atuforms.fields.model import Model
from atuforms.fields.people import Person
from atuforms.forms.all_forms import form_classes
from atuforms.forms.base import Form

REPOSITORY = Path(__file__).resolve().parent.parent
DOCS = REPOSITORY / "docs"
TESTS = REPOSITORY / "tests"

LISTS_OF_RULES = ("rule_ids.yaml", "test_rules.py", "test_schemas.py")
"""Files of tests that name rules without breaking them."""

RULES = """\
# Rules

<!-- Written by tools/build_docs.py; do not edit by hand. -->

{count} rules, in the order of the regulations, each in its place:

| place | rules | where |
|---|---|---|
| record | {record} | one record, by form |
| media | {media} | the files that a record names |
| dossier | {dossier} | [documents that travel together](dossiers.md), by kind of dossier |
| competition | {competition} | [the record of a competition](competition.md), and its minutes |
| calendar | {calendar} | [the dates](calendar.md) of a course or a competition |
| checklist | {checklist} | a person, with a [checklist](checklists.md) |

{unseen} of them speak of what neither can show; they are always reported as not checked, never as
fulfilled. {kept} no record can break: what they ask for is computed, or they only permit something.
What a checklist asks for is open until somebody has ticked it. The same list, in your language:
`atuforms rules`, `atuforms rules --json`.

An **error** stops rendering, and a dossier from being complete; a **warning** does not: the
regulation recommends it, or two clauses contradict each other."""

WORDING = """\
# Wording

<!-- Written by tools/build_docs.py; do not edit by hand. -->

The official wording is printed as it stands. Below is every place where it is not, with the
reason. Reading a document back accepts both. If a correction is wrong, tell the maintainers: it
stands under `corrections:` in `templates/<language>/<form>.yaml`. At the end:
[questions to the university](#open-questions), in Kazakh and in Russian."""

QUESTIONS: Final = {
    "kk": (
        "Қазақ тілі бойынша шешілмеген мәселелер",
        (
            "Бағдарламаның өз мәтіндерінде төмендегі сөздерді ана тілінде іс жүргізетін маман "
            "таңдағаны дұрыс. Жауабыңызды әр мәселенің нөмірін көрсетіп жіберуіңізді сұраймыз."
        ),
        ("Қайда", "Қазір басылатыны", "Басқа нұсқалары", "Сұрақ"),
    ),
    "ru": (
        "Нерешённые вопросы по казахскому языку",
        (
            "Эти слова в собственных текстах программы должен выбрать специалист, который ведёт "
            "делопроизводство на родном языке. Просим прислать ответ с указанием номера вопроса."
        ),
        ("Где", "Печатается сейчас", "Другие варианты", "Вопрос"),
    ),
}
"""What stands above the questions of ``templates/questions.yaml``, by the reader's language."""

FORMS = """\
# Forms

<!-- Written by tools/build_docs.py; do not edit by hand. -->

Every form with the fields of its record. `[]` is a list; the fields below it are those of its
items. **must** says that a record without the field is refused; a field that `atuforms.toml` or the
register may give says so. How values are written: [records.md](records.md). The same in your
language: `atuforms show FORM`; as JSON Schema: `atuforms schema FORM`."""

KINDS: Final[Mapping[FieldKind, str]] = {
    "text": "text",
    "long_text": "text of several lines",
    "markdown": "Markdown",
    "name": "name or number",
    "url": "link",
    "email": "e-mail address",
    "presence": "link, or yes or no",
    "file": "file beside the record",
    "image": "picture beside the record",
    "date": "date",
    "duration": "duration",
    "whole": "whole number",
    "number": "number",
    "flag": "yes or no",
    "choice": "choice",
    "language": "language",
    "record": "several values",
}
SHARED: Final[Mapping[type[Model], str]] = {
    Person: "[person](records.md#persons)",
    Video: "[video](records.md#videos)",
}
"""Records that are the same in every form, and described once."""

LIMITS: Final[Mapping[str, str]] = {
    "maxLength": "at most {} characters",
    "minLength": "at least {} characters",
    "maxItems": "at most {} items",
    "minItems": "{} or more items",
    "minimum": "from {}",
    "maximum": "up to {}",
    "required": "with {}",
    "pattern": "",
}

LANGUAGE_NAMES: Final[Mapping[Language, str]] = {"kk": "Kazakh", "ru": "Russian", "en": "English"}


def rules_page() -> str:
    """``docs/rules.md``: every rule, its sentence in the regulation, its forms and its test."""
    rules = list(rule_book().values())
    counts = {
        "count": len(rules),
        "unseen": sum(bool(rule.unseen) for rule in rules),
        "kept": sum(bool(rule.kept) for rule in rules),
        **dict(Counter(str(rule.place) for rule in rules)),
    }
    tests = _tests(rule.id for rule in rules)
    lines = [
        RULES.format(**counts),
        "",
        "| Rule | Clause | Severity | Place | Where | Tests |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| [{rule.id}](#{rule.id}) | {rule.clause} | {_severity(rule)} | {rule.place} | "
        f"{_where(rule)} | "
        f"{', '.join(map(_link, tests[rule.id]))} |"
        for rule in rules
    ]
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
    lines += ["", "## Open questions"]
    for lang in QUESTIONS:
        lines += _questions(lang)
    return "\n".join(lines) + "\n"


def _questions(lang: str) -> Iterator[str]:
    """What a native official should decide, as a letter to the university in ``lang``."""
    title, introduction, columns = QUESTIONS[lang]
    data = yaml.safe_load((REPOSITORY / "templates" / "questions.yaml").read_text("utf-8"))
    yield from ("", f"### {title}", "", introduction, "")
    yield f"| № | {' | '.join(columns)} |"
    yield "|---|---|---|---|---|"
    for number, each in enumerate(data["questions"], 1):
        instead = "; ".join(f"«{_cell(word)}»" for word in each["instead"])
        printed = f"«{_cell(each['printed'])}»"
        where, question = _cell(each["where"][lang]), _cell(each[lang])
        yield f"| {number} | {where} | {printed} | {instead} | {question} |"


def forms_page() -> str:
    """``docs/forms.md``: every form, who fills it in, its fields and their limits."""
    forms = [form for form in form_classes() if form.TEMPLATES is None]
    lines = [FORMS, "", "| | form | formats |", "|---|---|---|"]
    for form in forms:
        title = wording_of(form, "en")["title"]
        formats = ", ".join(form.FORMATS) or "none"
        lines.append(f"| {form.CODE} | [{title}](#{form.SLUG}) | {formats} |")
    for form in forms:
        lines += _form(form)
    return "\n".join(lines) + "\n"


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "forms.md": forms_page,
    "rules.md": rules_page,
    "wording.md": wording_page,
}


def _form(form: type[Form]) -> Iterator[str]:
    yield from ("", f"## {form.SLUG}", "")
    code = f"`{form.CODE}` · " if form.CODE else ""
    yield f"{code}`atuforms.{form.__name__}`"
    yield from ("", "| | code | title |", "|---|---|---|")
    for lang in LANGUAGES:
        title = wording_of(form, lang)["title"]
        number = full_code(form.CODE, lang) if form.CODE else form.SLUG
        yield f"| {LANGUAGE_NAMES[lang]} | {number} | {title} |"
    _, _, about = (inspect.getdoc(inspect.getmodule(form)) or "").partition("\n\n")
    about = re.sub(r":\w+:`([^`]+)`|``([^`]+)``", r"`\1\2`", about)
    yield from ("", about, "")
    links = [f"[example](../examples/{form.SLUG}.yaml)"]
    links += [f"[schema](../schemas/{form.SLUG}.schema.json)"]
    formats = ", ".join(form.FORMATS) or "no document"
    yield " · ".join([f"Formats: {formats}", *links])
    if form.VARIANTS:
        variants = "; ".join(f"`{name}`, {words}" for name, words in form.VARIANTS.items())
        yield from ("", f"Variants: {variants}.")
    fields = list(_fields(form, form, ""))
    if fields:
        yield from ("", "| field | words of the form | value | | limits | rules (clauses) |")
        yield "|---|---|---|---|---|---|"
        yield from fields
    else:
        yield from ("", "There is nothing to fill in.")


def _fields(form: type[Form], record: type[Model], path: str) -> Iterator[str]:
    for field in describe(record):
        here = f"{path}.{field.name}".strip(".")
        shown = here.replace("*.", "").replace("*", "")
        words = label(form, shown, "en").rpartition(" › ")[2]
        rules = {
            f"[{rule.id}](rules.md#{rule.id}) ({rule.clause})": None
            for rule in form.RULES
            if shown in (names_of(rule.each, name) for name in rule.reads)
        }
        cells = (
            f"`{here.replace('.*', '[]')}{'[]' if field.many else ''}`",
            _cell(words),
            _value(field),
            _must(form, field, path),
            _limits(form, shown),
            ", ".join(rules),
        )
        yield f"| {' | '.join(cells)} |"
        if field.record is not None and field.record not in SHARED:
            yield from _fields(form, field.record, f"{here}.*" if field.many else here)


def _value(field: Field) -> str:
    if field.record is not None and field.record in SHARED:
        return SHARED[field.record]
    if field.choices:
        words = choice_words(field.choices, "en")
        return ", ".join(f"`{key}` {_cell(words[key])}" for key in field.options or words)
    return KINDS[field.kind]


def _must(form: type[Form], field: Field, path: str) -> str:
    if not path and field.name in form.FROM_SETTINGS:
        return "must, or `atuforms.toml`"
    if not path and field.name in form.FROM_REGISTER:
        return "must, or the register"
    return "must" if field.required else ""


def _limits(form: type[Form], path: str) -> str:
    """What the rules say of a value in numbers."""
    found: list[str] = []
    for rule in form.RULES:
        for name, limit in (rule.limits or {}).items():
            below, _, kind = name.rpartition(".")
            target = names_of(rule.each, below or rule.reads[0])
            words = f"`{'`, `'.join(limit)}`" if isinstance(limit, list) else limit
            if target == path and LIMITS[kind]:
                found.append(LIMITS[kind].format(words))
    return ", ".join(dict.fromkeys(found))


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
    if rule.unseen or rule.kept:
        yield ""
        yield rule.unseen or rule.kept
    if tests:
        yield ""
        yield "Tested in " + ", ".join(map(_link, tests)) + "."


def _link(test: str) -> str:
    return f"[{test.removeprefix('tests/')}](../{test})"


def _where(rule: KnownRule) -> str:
    """Where a rule is checked; on which checklists it stands; or why neither."""
    if rule.unseen:
        return rule.unseen
    if rule.checklists:
        return "checklist of " + ", ".join(rule.checklists)
    return ", ".join(rule.forms)


def _severity(rule: KnownRule) -> str:
    if rule.unseen:
        return "not checked"
    if rule.kept:
        return "cannot be broken"
    milder = [form for form, severity in rule.severities.items() if severity != rule.severity]
    return f"{rule.severity} (a warning on {', '.join(milder)})" if milder else rule.severity


def _tests(ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The files of tests that name each rule."""
    files = {
        path.relative_to(REPOSITORY).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(TESTS.rglob("*"))
        if path.suffix in (".py", ".yaml")
        and "__pycache__" not in path.parts
        and path.name not in LISTS_OF_RULES
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
