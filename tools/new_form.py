"""Begins a form: writes the stub of every file that a person fills in, and says what comes next.

::

    python tools/new_form.py CODE SLUG

``CODE`` is the short code (``02-12``), or ``none`` for a document to which the regulations give no
form. The stubs hang together from the start: the form has a title of a course and a date, and one
rule. What a person has to write says ``TODO``; a test fails as long as one is left.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from atuforms.core.language.languages import LANGUAGES
from atuforms.forms.all_forms import own_forms

REPOSITORY = Path(__file__).resolve().parent.parent
WITHOUT_CODE = "supporting"
"""The folder of documents to which the regulations give no form."""

MODEL: Final = '''\
"""{name}: TODO what it is for.

TODO Who fills it in, who gets it, and the clause that demands it.
"""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.language.messages import EMPTY
from atuforms.fields.dates import Date
from atuforms.fields.texts import Text
from atuforms.forms.base import Form
from atuforms.forms.rules import Breach


class {class_name}(Form):
    """TODO its title."""

{code}    SLUG = "{slug}"
    CLAUSES = ("TODO 02 §1.1",)
    FACTS = {{"title": "course_title"}}

    course_title: Text
    date: Date


@{class_name}.rule("{rule}", "{name} item 1", reads="course_title")
def title_is_given(course_title: Text) -> Iterator[Breach]:
    """TODO the sentence of the regulation, word for word."""
    if not course_title:
        yield Breach(EMPTY)
'''

WORDING: Final = """\
# {name}: TODO official or proposed.
title: TODO
heading: TODO
labels:
  course_title: TODO
  date: TODO
# What a blank shows in a field until something is typed, where placeholders.yaml has no words.
placeholders: {{}}
"""

LAYOUT: Final = """\
[# {name}. TODO its lines in the order of the paper. #]
[% extends "{base}" %]
[% import "parts.html" as parts %]
[% block {block} %]
{heading}<table class="facts">
<colgroup><col style="width:38%"/><col style="width:62%"/></colgroup>
<tbody>
<tr><td>[[ w.labels.course_title ]]</td><td>{{{{ course_title }}}}</td></tr>
<tr><td>[[ w.labels.date ]]</td><td>{{{{ date or blank_date }}}}</td></tr>
</tbody>
</table>
[% endblock %]
"""

EXAMPLE: Final = """\
# {name}: TODO what it is. One record, three languages.
form: {name}
course_title: {{{texts}}}
date: 2026-02-03
"""

TESTS: Final = """\
# {name}: what the tests hold the form against.
form: {name}

# A record with what the form requires, and the rest of its keys.
record:
  required:
    course_title: Курс
    date: '2026-02-03'
  optional: {{}}

# Labels, column heads and fixed sentences that the regulation gives, by language; none for a
# document of ours.
official: {{}}

# Its rules as the regulation has them: severity must or recommended; `place: record`, or `media`
# for what only a file says. A rule that no record can show or break has `checked: false`.
rules:
  - id: {rule}
    clause: {name} item 1
    severity: must
    place: record
    sentences: [TODO the sentence of the regulation]

# For each rule that can be broken: changes of the example that keep it and that break it, one case
# at each side of a limit. `__` parts a path; null takes a value away; `severity: warning` where the
# breach is a warning. `{{letters: 151}}` is a text of that length, `{{times: 6, of: …}}` a list.
cases:
  - rule: {rule}
    kept: {{}}
    broken: {{course_title: ''}}
"""

NEXT: Final = """\

Then, in this order:

 1. The model: fields in the order of the paper, FACTS and IDENTITY, rules with their clauses.
 2. The wording in each language, word for word; closed choices of its own in
    templates/<language>/choices.yaml.
 3. The layout. A new class needs a style in page.css and in rendering/word/styles.py.
 4. The example, in all languages.
 5. What the tests hold it against: {tests}
 6. What is generated:

    python tools/build_templates.py {name}
    python tools/build_schemas.py
    python tools/build_stubs.py
    python tools/catalogues.py               # new messages: then translate what it names
    python tools/build_docs.py

 7. python dev.py test -k "{slug} or {name}"   # then all: python dev.py test
 8. A line in CHANGELOG.md; then look at the pages of each language.
"""


class Refused(Exception):
    """Why no form was begun."""


@dataclass(frozen=True)
class NewForm:
    """A form to begin. ``code`` is empty for a document to which the regulations give no form."""

    code: str
    slug: str

    @property
    def name(self) -> str:
        """The code, or the slug of a document without one."""
        return self.code or self.slug

    @property
    def class_name(self) -> str:
        """``LectureReview`` for ``lecture-review``."""
        return "".join(map(str.capitalize, self.slug.split("-")))

    @property
    def folder(self) -> str:
        """The folder of its regulation.

        :raises Refused: if there is none for the code.
        """
        if not self.code:
            return WITHOUT_CODE
        regulation = self.code.partition("-")[0]
        for form in own_forms():
            if form.CODE.startswith(f"{regulation}-"):
                return form.__module__.split(".")[-2]
        raise Refused(
            f"There is no folder for regulation {regulation}. Make one under src/atuforms/forms, "
            "name it in FOLDERS of src/atuforms/forms/index.py, and write its first form by hand."
        )

    def check(self) -> None:
        """Refuse a name that is none, or is that of a form that there is."""
        if self.code and not re.fullmatch(r"\d\d-\d\d", self.code):
            raise Refused(f"{self.code} is no code. Give one such as 02-12, or: none.")
        if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", self.slug):
            raise Refused(
                f"{self.slug} is no slug. Give small letters and hyphens: lecture-review."
            )
        taken = {name: form for form in own_forms() for name in form.names()}
        for name in filter(None, (self.code, self.slug, self.class_name.casefold())):
            if name in taken:
                raise Refused(f"There is a form {name} already: {taken[name].__module__}.")

    def files(self) -> Mapping[str, str]:
        """The stubs by their paths in the repository."""
        words = {
            "name": self.name,
            "slug": self.slug,
            "class_name": self.class_name,
            "code": f'    CODE = "{self.code}"\n' if self.code else "",
            "rule": f"{self.code.replace('-', '') or self.slug}-title",
            "texts": ", ".join(f"{lang}: TODO" for lang in LANGUAGES),
            "base": "base.html" if self.code else "supporting.html",
            "block": "content" if self.code else "text",
            "heading": "<h1>[[ w.heading ]]</h1>\n" if self.code else "",
        }
        module = self.slug.replace("-", "_")
        stubs = {
            f"src/atuforms/forms/{self.folder}/{module}.py": MODEL,
            **{f"templates/{lang}/{self.slug}.yaml": WORDING for lang in LANGUAGES},
            f"templates/layouts/{self.slug}.html": LAYOUT,
            f"examples/{self.slug}.yaml": EXAMPLE,
            f"tests/data/forms/{self.slug}.yaml": TESTS,
        }
        return {path: stub.format_map(words) for path, stub in stubs.items()}


def write(files: Mapping[str, str], repository: Path) -> None:
    """Write all files, or none.

    :raises Refused: if one of them is there.
    """
    known = [path for path in files if (repository / path).exists()]
    if known:
        raise Refused(f"There is a file {known[0]} already. Nothing was written.")
    written: list[Path] = []
    try:
        for path, text in files.items():
            target = repository / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8", newline="\n") as file:
                written.append(target)
                file.write(text)
    except BaseException:
        for target in written:
            target.unlink()
        raise


def main(arguments: list[str]) -> int:
    """Begin the form that the arguments name.

    :return: 0, or 1 if it was refused.
    """
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("code", metavar="CODE", help="short code such as 02-12, or: none")
    parser.add_argument("slug", metavar="SLUG", help="name of its files: lecture-review")
    given = parser.parse_args(arguments)
    form = NewForm("" if given.code == "none" else given.code, given.slug)
    try:
        form.check()
        files = form.files()
        write(files, REPOSITORY)
    except Refused as reason:
        print(reason, file=sys.stderr)
        return 1
    print(*files, sep="\n")
    tests = next(path for path in files if path.startswith("tests/"))
    print(NEXT.format(name=form.name, slug=form.slug, tests=tests), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
