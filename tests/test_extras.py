"""What a plain ``pip install`` can do, and which extra each other thing needs.

Everything runs in fresh processes in which the packages of the extras cannot be found, so that
the tests say the same on a machine where they are installed. Which packages those are is read
from the metadata of the package.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import xlsxwriter
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import atuforms
from atuforms.cli.app import COMMANDS
from atuforms.documents.proofs.keys import new_key

CERTIFICATE, SLIDES, BANK = "mooc-placement-certificate", "video-lecture-slides", "test-bank"


class Use(NamedTuple):
    """Something that a person does: words of the command line, or a line of Python.

    ``extra`` is the one without which it is refused, ``lacks`` the one without which it goes on
    and says what it has left out. ``code`` is the exit code where it goes on.
    """

    words: str
    extra: str = ""
    lacks: str = ""
    code: int = 0


COMMAND_LINE = (
    Use("list"),
    Use("show 02-09"),
    Use("new 02-09 -o out/new.yaml"),
    Use("new 02-09 --sheet -o out/sheet.xlsx", "tables"),
    Use("blank 02-09 --to docx -o out/blank.docx"),
    Use("blank 02-09 --to pdf -o out/blank.pdf"),
    Use("blank 02-04 --to pptx -o out/blank.pptx", "pptx"),
    Use("check certificate.yaml"),
    Use("check certificate.yaml --json"),
    Use("check certificate.docx"),
    Use("check certificate.docx --comment -o out/commented.docx"),
    Use("check certificate.pdf", "pdf-read"),
    Use("check slides.pptx"),
    Use("check bank.yaml", lacks="testbank"),
    Use("check description.yaml", lacks="media"),
    Use("render certificate.yaml --lang kk,en --to docx,pdf -o out"),
    Use("render certificate.docx --lang kk --to pdf -o out"),
    Use("render certificate.pdf --lang kk --to docx -o out", "pdf-read"),
    Use("render slides.yaml --lang kk --to pdf -o out"),
    Use("render slides.yaml --lang kk --to pdf,pptx -o out", "pptx"),
    Use("render bank.yaml --lang kk --to docx,aiken,gift,moodle-xml -o out", lacks="testbank"),
    Use("read certificate.docx -o out/read.yaml"),
    Use("read certificate.pdf -o out/read.yaml", "pdf-read"),
    Use("read slides.pptx -o out/read.yaml"),
    Use("read bank.gift -o out/read.yaml"),
    Use("batch 02-09 rows.csv --lang kk -o out --register out.db", code=1),
    Use("batch 02-09 rows.csv --lang kk --to docx,pdf --zip -o out", code=1),
    Use("batch 02-09 rows.jsonl --lang kk -o out", code=1),
    Use("batch 02-09 rows.xlsx --lang kk -o out --register out.db", "tables"),
    Use("batch 02-09 rows.csv --lang kk --to pdf --merge -o out --register out.db", "pdf-read"),
    Use("batch 02-09 rows.csv --dask tcp://127.0.0.1:1 -o out --register out.db", "dask"),
    Use("batch 02-04 slides.json --lang kk --to pdf,pptx -o out --register out.db", "pptx"),
    Use("register list register.db"),
    Use("register export register.db -o out/journal.xlsx", "tables"),
    Use("dossier entry", code=1),
    Use("dossier printed", "pdf-read"),
    Use("rank sheet.yaml"),
    Use("rank sheet.yaml -o out/order.json"),
    Use("rank sheet.yaml -o out/order.xlsx", "tables"),
    Use("checklist mooc-placement --to docx,pdf -o out"),
    Use("calendar course.yaml", "calendar"),
    Use("calendar course.yaml --ics out/dates.ics", "calendar"),
    Use("keys new out/key.json", "proofs"),
    Use("keys public key.json", "proofs"),
    Use("render certificate.yaml --to pdf --key key.json -o out", "proofs"),
    Use("batch 02-09 rows.csv --lang kk -o out --register out.db --key key.json", "proofs"),
    Use("verify certificate.pdf --keys key.json", "proofs"),
    Use("badge completion.yaml --key key.json -o out/badge.jwt", "proofs"),
    Use("register head register.db --key key.json -o out/head.jws", "proofs"),
    Use("register publish register.db --key key.json -o out/web", "proofs"),
    Use("testbank bank.yaml out/bank.txt", lacks="testbank"),
    Use("testbank bank.gift out/bank.xml", lacks="testbank"),
    Use("testbank bank.gift out/bank.docx", lacks="testbank"),
    Use("testbank bank.gift out/variants.docx --variants 2", lacks="testbank"),
    Use("testbank bank.pdf out/bank.gift", "pdf-read"),
    Use("rules"),
    Use("schema 02-09"),
    Use("serve --help"),
    Use("templates build 02-09 02-04 -o out"),
    Use("doctor"),
)
PYTHON = (
    Use("help(atuforms)"),
    Use("from atuforms import *"),
    Use("inspect.getmembers(atuforms)"),
    Use("[getattr(atuforms, name) for name in dir(atuforms)]"),
    Use("pydoc.render_doc('atuforms')"),
    Use("pydoc.render_doc('atuforms.batch')"),
    Use("atuforms.get_form('02-09')"),
    Use("atuforms.load('certificate.yaml')"),
    Use("atuforms.check('certificate.yaml')._repr_mimebundle_()"),
    Use("atuforms.comment('certificate.docx', lang='kk').save('out')"),
    Use("atuforms.render('certificate.yaml', 'docx').save('out')"),
    Use("atuforms.render('certificate.yaml', 'pdf')._repr_mimebundle_()"),
    Use("atuforms.render('slides.yaml', 'pptx').save('out')", "pptx"),
    Use("atuforms.blank('02-09', 'pdf').save('out')"),
    Use("atuforms.read('certificate.docx')"),
    Use("atuforms.read('certificate.pdf')", "pdf-read"),
    Use("atuforms.batch('02-09', [atuforms.load('certificate.yaml')], to='pdf')"),
    Use("atuforms.batch('02-09', 'rows.csv')._repr_mimebundle_()"),
    Use("atuforms.batch('02-09', 'rows.xlsx')", "tables"),
    Use("atuforms.batch('02-04', 'slides.json', to='pptx', workers=2)", "pptx"),
    Use("atuforms.check_dossier('entry')"),
    Use("atuforms.rank(['sheet.yaml'])"),
    Use("atuforms.calendar('course.yaml')", "calendar"),
    Use("atuforms.documents_of('course.yaml')", code=1),
    Use("atuforms.editor('02-09')", "notebook"),
    Use("atuforms.sign(atuforms.render('certificate.yaml', 'pdf'), 'key.json')", "proofs"),
    Use("atuforms.verify('certificate.pdf', keys='key.json')", "proofs"),
    Use("from atuforms.web.application import application", "web"),
)
USES = (*COMMAND_LINE, *PYTHON)

# Runs uses one after another, each in a copy of the folder, without the packages that are named.
RUN = """
import contextlib, importlib.metadata, inspect, io, json, os, pydoc, shlex, shutil, sys
modules, packages, uses = json.load(sys.stdin)

class Without:
    def __init__(self, finder):
        self.finder = finder
    def __getattr__(self, name):
        return getattr(self.finder, name)
    def find_spec(self, name, path=None, target=None):
        hidden = name.partition(".")[0] in modules
        return None if hidden else self.finder.find_spec(name, path, target)
    def find_distributions(self, *context):
        found = getattr(self.finder, "find_distributions", lambda *context: ())(*context)
        return (each for each in found if each.name.lower().replace("_", "-") not in packages)

sys.meta_path = [Without(finder) for finder in sys.meta_path]
for name in modules:
    try:
        __import__(name)
    except ImportError:
        continue
    raise SystemExit(f"{name} is not hidden")

from atuforms.cli.app import run

def python(line):
    import atuforms
    try:
        exec(line, {"atuforms": atuforms, "inspect": inspect, "pydoc": pydoc, "help": pydoc.help})
    except atuforms.AtuformsError as error:
        print(error)
        return error.exit_code
    return 0

def files():
    return sorted(os.path.join(at, name) for at, _, names in os.walk(".") for name in names)

home, said = os.getcwd(), []
for number, (kind, words) in enumerate(uses):
    folder = f"{home}-{number}"
    shutil.copytree(home, folder)
    os.chdir(folder)
    before, heard = files(), io.StringIO()
    with contextlib.redirect_stdout(heard), contextlib.redirect_stderr(heard):
        code = run(shlex.split(words), "en") if kind == "command" else python(words)
    written = [file for file in files() if file not in before]
    said.append([code, heard.getvalue(), written])
    os.chdir(home)
    shutil.rmtree(folder)
print(json.dumps(said))
"""


class Said(NamedTuple):
    """How a use ended: its exit code, what it said, and the files that it wrote."""

    code: int
    text: str
    written: list[str]


def _requirements(package: str, extra: str = "") -> Iterator[str]:
    """The packages that an extra of a package asks for here; without one, those it always needs."""
    for line in metadata.requires(package) or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            if not extra:
                yield canonicalize_name(wanted.name)
        elif extra and wanted.marker.evaluate({"extra": extra}):
            yield canonicalize_name(wanted.name)


def _base() -> set[str]:
    """Every package that is there without an extra."""
    found: set[str] = set()
    wanted = ["atuforms"]
    while wanted:
        package = wanted.pop()
        for name in set(_requirements(package)) - found:
            found.add(name)
            wanted.append(name)
    return found


def _extras() -> Mapping[str, frozenset[str]]:
    """The packages that each extra adds."""
    names: Iterable[str] = metadata.metadata("atuforms").get_all("Provides-Extra") or ()
    base = _base()
    return {
        name: frozenset(set(_requirements("atuforms", name)) - base)
        for name in names
        if name != "all"
    }


EXTRAS = _extras()


def run_without(extras: Iterable[str], uses: Iterable[Use], folder: Path) -> dict[Use, Said]:
    """Do all this in one process in which the packages of some extras cannot be found."""
    hidden = set(extras)
    kept = {package for extra in EXTRAS.keys() - hidden for package in EXTRAS[extra]}
    packages = sorted({package for extra in hidden for package in EXTRAS[extra]} - kept)
    modules = sorted(
        module
        for module, owners in metadata.packages_distributions().items()
        if set(map(canonicalize_name, owners)) & set(packages)
    )
    uses = tuple(uses)
    told = [("command" if use in COMMAND_LINE else "python", use.words) for use in uses]
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        input=json.dumps([modules, packages, told]),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(Path(atuforms.__file__).parents[1]),
            "PYTHONUTF8": "1",
            "ATUFORMS_LANG": "en",
        },
    )
    assert done.returncode == 0, done.stderr
    return {use: Said(*said) for use, said in zip(uses, json.loads(done.stdout), strict=True)}


@pytest.fixture(scope="module")
def folder(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every kind of file that the uses read."""
    home = tmp_path_factory.mktemp("extras") / "home"
    examples = repository / "examples"
    shutil.copytree(examples / "pictures", home / "pictures")
    for name, slug in (
        ("certificate", CERTIFICATE),
        ("slides", SLIDES),
        ("bank", BANK),
        ("course", "course"),
        ("description", "mooc-description"),
        ("sheet", "mooc-evaluation-sheet"),
        ("completion", "completion-certificate"),
    ):
        shutil.copy(examples / f"{slug}.yaml", home / f"{name}.yaml")
    (home / "promo.mp4").write_bytes(b"a video")
    new_key(home / "key.json")
    form = atuforms.load(home / "certificate.yaml")
    for to, record in (("docx", form), ("pdf", form), ("pptx", home / "slides.yaml"),
                       ("gift", home / "bank.yaml"), ("pdf", home / "bank.yaml")):  # fmt: skip
        name = "certificate" if record is form else Path(str(record)).stem
        atuforms.render(record, to, lang="kk").save(home / f"{name}.{to}")
    for entry in ("entry", "printed"):
        (home / entry).mkdir()
        for slug in ("mooc-cover-letter", "mooc-format"):
            shutil.copy(examples / f"{slug}.yaml", home / entry)
    shutil.copy(home / "certificate.pdf", home / "printed")
    _write_tables(home, form.record())
    atuforms.batch("02-09", home / "rows.csv", out=home / "made", register=home / "register.db")
    shutil.rmtree(home / "made")
    return home


def _write_tables(home: Path, record: Mapping[str, Any]) -> None:
    """One right row and one wrong one, in tables of every kind."""
    row = {name: value for name, value in record.items() if isinstance(value, str)}
    row |= {name: record[name]["kk"] for name in ("unit", "course_title", "platform")}
    row |= {"target_audience": "Студенттер", "authors": "А. Б.", "director": "В. Г."}
    rows = [row, {**row, "date": "ертең"}]
    lines = [";".join(row), *(";".join(each.values()) for each in rows)]
    (home / "rows.csv").write_text("\n".join(lines), encoding="utf-8")
    text = "".join(json.dumps(each) + "\n" for each in rows)
    (home / "rows.jsonl").write_text(text, encoding="utf-8")
    slides = atuforms.load(home / "slides.yaml").record()
    (home / "slides.json").write_text(json.dumps([slides]), encoding="utf-8")
    with xlsxwriter.Workbook(str(home / "rows.xlsx")) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate([list(row), *(list(each.values()) for each in rows)]):
            sheet.write_row(number, 0, cells)


@pytest.fixture(scope="module")
def base(folder: Path) -> dict[Use, Said]:
    """Every use, where no extra is installed."""
    return run_without(EXTRAS, USES, folder)


@pytest.mark.parametrize("use", USES, ids=lambda use: use.words)
def test_a_plain_install_does_what_needs_no_extra_and_names_the_one_that_it_lacks(
    use: Use, base: dict[Use, Said]
) -> None:
    said = base[use]
    named = {extra for extra in EXTRAS if f"atuforms[{extra}]" in said.text}
    if use.extra:
        assert (said.code, named) == (3, {use.extra}), said
        assert "pip install" in said.text
        assert said.written == []
    else:
        assert said.code == use.code, said
        assert use.lacks in {"", *named}
        assert said.written or " out" not in use.words


@pytest.mark.parametrize("extra", [each for each in EXTRAS if each != "dask"])
def test_each_extra_is_all_that_its_uses_need(extra: str, folder: Path) -> None:
    uses = [use for use in USES if extra in (use.extra, use.lacks)]
    others = [each for each in EXTRAS if each != extra]
    for use, said in run_without(others, uses, folder).items():
        assert f"atuforms[{extra}]" not in said.text
        assert said.code in (0, 1), said
        assert said.written or " out" not in use.words


def test_every_command_function_and_extra_is_among_the_uses() -> None:
    assert {use.words.split()[0] for use in COMMAND_LINE} == set(COMMANDS)
    functions = {name for name in atuforms.__all__ if name[:1].islower() and name[:1] != "_"}
    called = {name for name in functions for use in PYTHON if f"atuforms.{name}(" in use.words}
    assert called == functions
    named = {use.extra or use.lacks for use in USES} - {""}
    assert named == set(EXTRAS)


def test_rejected_rows_of_text_are_written_where_no_extra_is(base: dict[Use, Said]) -> None:
    for use, said in base.items():
        if "rows.csv" in use.words and not use.extra:
            assert "./out/rejected.csv" in said.written
        if "rows.jsonl" in use.words:
            assert "./out/rejected.jsonl" in said.written
