"""Adding a form or a language, proved by doing it: nothing that is there has to be edited."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

LANGUAGES = ("kk", "ru", "en")
FORM = "02-12"
SLUG = "lecture-review"
MODULE = "src/atuforms/forms/mooc_development/lecture_review.py"
MOST_FILES = 12
"""What a person has to write or edit for a form with a closed choice and messages of its own."""

COMMANDS = """
import contextlib, io, json, os, sys
from atuforms.cli.app import run

for words in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        lang = words[words.index("--lang") + 1][:2] if "--lang" in words else "en"
        code = run(words, lang)
    print(json.dumps([code, out.getvalue(), err.getvalue()]))
"""


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Machine:
    """A place where atuforms is found on a path of our own; each call is one process."""

    path: tuple[Path, ...]
    folder: Path

    def python(self, *arguments: str, given: str = "", code: int = 0) -> str:
        """What a program prints; its errors where it is to end with another ``code``."""
        result = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={
                **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
                "PYTHONPATH": os.pathsep.join(map(str, self.path)),
                "PYTHONUTF8": "1",
            },
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert result.returncode == code, result.stdout + result.stderr
        return result.stderr if code else result.stdout

    def pytest(self, *arguments: str) -> str:
        """What pytest prints, whether tests fail or not."""
        program = "import pytest, sys; pytest.main(sys.argv[1:])"
        return self.python("-c", program, "-q", "-p", "no:cacheprovider", *arguments)

    def run(self, *lines: str) -> list[Answer]:
        commands = [line.split() for line in lines]
        printed = self.python("-c", COMMANDS, given=json.dumps(commands))
        return [Answer(*json.loads(line)) for line in printed.splitlines()]


def _copy(repository: Path, target: Path) -> Path:
    """The parts of the repository that make the library, as a tree of our own."""
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("src", "templates", "schemas", "tools", "examples"):
        shutil.copytree(repository / name, target / name, ignore=ignore)
    return target


@pytest.fixture(scope="module")
def sources(repository: Path) -> Path:
    return repository / "tests" / "extending"


def _wording(sources: Path, templates: Path) -> None:
    """The layout and the wording of the new form, where a folder of templates has them."""
    (templates / "layouts").mkdir(parents=True, exist_ok=True)
    shutil.copy(sources / "layout.html", templates / "layouts" / f"{SLUG}.html")
    for lang in LANGUAGES:
        (templates / lang).mkdir(exist_ok=True)
        shutil.copy(sources / f"{lang}.yaml", templates / lang / f"{SLUG}.yaml")
    _choices(sources, templates)


def _choices(sources: Path, templates: Path) -> None:
    """The closed choice that only the new form has."""
    choices = yaml.safe_load((sources / "choices.yaml").read_text(encoding="utf-8"))
    for lang in LANGUAGES:
        with (templates / lang / "choices.yaml").open("a", encoding="utf-8") as file:
            yaml.safe_dump({"advice": choices[lang]}, file, allow_unicode=True, sort_keys=False)


def plug_in(sources: Path, folder: Path) -> Path:
    """A folder with an installed package of somebody else that offers the form."""
    package = folder / "site" / "atu_reviews"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    shutil.copy(sources / "lecture_review.py", package)
    _wording(sources, package / "templates")
    translated = Catalog(locale="ru")
    translated.add(
        (
            "{label}: {actual} remark, where an author reads {limit}",
            "{label}: {actual} remarks, where an author reads {limit}",
        ),
        (
            "{label}: {actual} замечание, а читают {limit}",
            "{label}: {actual} замечания, а читают {limit}",
            "{label}: {actual} замечаний, а читают {limit}",
        ),
    )
    compiled = package / "templates" / "ru" / "LC_MESSAGES" / "atuforms.mo"
    compiled.parent.mkdir()
    with compiled.open("wb") as file:
        write_mo(file, translated)
    about = folder / "site" / "atu_reviews-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: atu-reviews\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(
        "[atuforms.forms]\nlecture-review = atu_reviews.lecture_review:LectureReview\n"
    )
    return folder / "site"


def _plugged_in(repository: Path, sources: Path, folder: Path) -> Machine:
    return Machine((plug_in(sources, folder), repository / "src"), folder)


def _in_the_package(repository: Path, sources: Path, folder: Path) -> Machine:
    """The package itself with the stubs of ``tools/new_form.py``, filled in."""
    tree = _copy(repository, folder / "tree")
    machine = Machine((tree / "src",), folder)
    stubs = machine.python(str(tree / "tools" / "new_form.py"), FORM, SLUG).split("\n\n")[0]
    filled = _fill_in(sources, tree)
    assert sorted(stubs.splitlines()) == sorted(filled)
    _choices(sources, tree / "templates")
    return machine


def _fill_in(sources: Path, tree: Path) -> list[str]:
    """Write what a person makes of the stubs; their names."""
    module = (sources / "lecture_review.py").read_text(encoding="utf-8")
    (tree / MODULE).write_text(
        re.sub(r"^    TEMPLATES = .*\n|^from pathlib .*\n", "", module, flags=re.MULTILINE),
        encoding="utf-8",
    )
    files = {
        **{f"{lang}.yaml": f"templates/{lang}/{SLUG}.yaml" for lang in LANGUAGES},
        "layout.html": f"templates/layouts/{SLUG}.html",
        "example.yaml": f"examples/{SLUG}.yaml",
        "tests.yaml": f"tests/data/forms/{SLUG}.yaml",
    }
    for source, target in files.items():
        shutil.copy(sources / source, tree / target)
    return [MODULE, *files.values()]


@pytest.mark.parametrize("place", [_plugged_in, _in_the_package])
def test_a_nineteenth_form_needs_no_edit(
    place: Callable[[Path, Path, Path], Machine], repository: Path, sources: Path, tmp_path: Path
) -> None:
    machine = place(repository, sources, tmp_path)
    missing, built = machine.run(f"blank {FORM} --lang en", f"templates build {FORM}")
    assert f"There is no template en/{SLUG}.docx" in missing.err
    assert f"atuforms templates build {FORM}" in missing.err
    files = [Path(line).parts[-2:] for line in built.out.splitlines()]
    assert files == [(lang, f"{SLUG}.docx") for lang in LANGUAGES], built.err

    example = tmp_path / "review.yaml"
    shutil.copy(sources / "example.yaml", example)
    wordy = yaml.safe_load(example.read_text(encoding="utf-8"))
    wordy["remarks"] = [f"Remark {number}" for number in range(6)]
    (tmp_path / "wordy.yaml").write_text(yaml.safe_dump(wordy, allow_unicode=True))
    wordy["advice"] = "burn"
    (tmp_path / "odd.yaml").write_text(yaml.safe_dump(wordy, allow_unicode=True))
    (tmp_path / "rows.csv").write_text(
        "course_title,lecture_title,Reviewer,date,Advice\n"
        "Food Safety,Introduction,Assel Seitkali,2026-02-03,publish\n"
        "Food Safety,Microbes,Assel Seitkali,2026-02-03,burn\n",
        encoding="utf-8",
    )
    listed, shown, new, blank, checked, wordy_ru, odd, rendered, schema, rules, batch, read = (
        machine.run(
            "list --lang ru",
            f"show {FORM} --lang kk",
            "new F.CAIDD-7.5.1-2025-02-12",
            f"blank {FORM} --lang kk --to docx -o blank.docx",
            "check review.yaml",
            "check wordy.yaml --lang ru",
            "check odd.yaml --lang kk",
            "render review.yaml --lang kk,ru,en --to docx,pdf -o out",
            f"schema {SLUG}",
            f"rules {FORM}",
            f"batch {FORM} rows.csv --lang en --to docx -o batch",
            "read out/review.ru.docx -o back.yaml",
        )
    )
    assert f"{FORM}\t{SLUG}\tОтзыв о видеолекции" in listed.out
    assert "Ү.ЖИЦДО-7.5.1-2025-02-12" in shown.out
    assert "жариялау, қайта өңдеу" in shown.out
    assert yaml.safe_load(new.out)["form"] == FORM
    assert (tmp_path / "blank.docx").is_file(), blank.err
    assert checked.code == 0, checked.out
    assert wordy_ru.code == 1
    ours = (
        "6 замечаний, а читают 5" if place is _plugged_in else "6 remarks, where an author reads 5"
    )
    assert f"Замечания: {ours} (Ф.ЦИИЦР-7.5.1-2025-02-12, " in wordy_ru.out.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "жариялау, қайта өңдеу" in odd.out
    assert rendered.code == 0, rendered.err
    for lang in LANGUAGES:
        assert (tmp_path / "out" / f"review.{lang}.docx").is_file()
        assert (tmp_path / "out" / f"review.{lang}.pdf").is_file()
    properties = json.loads(schema.out)["properties"]
    assert properties["remarks"]["x-title"]["kk"] == "Ескертулер"
    assert properties["remarks"]["maxItems"] == 5
    assert "0212-remarks" in rules.out
    assert batch.code == 1, batch.err
    assert len(list((tmp_path / "batch").glob("*.docx"))) == 1
    assert (tmp_path / "batch" / "rejected.csv").is_file()
    assert read.code == 0, read.err
    back = (tmp_path / "back.yaml").read_text(encoding="utf-8")
    assert _texts(back) == _texts(example.read_text(encoding="utf-8"))


def _translate(sources: Path, tree: Path) -> list[Path]:
    """The messages of the form in the catalogues; the files that were edited."""
    messages = yaml.safe_load((sources / "messages.yaml").read_text(encoding="utf-8"))
    edited = []
    for lang, translations in messages.items():
        path = tree / "src" / "atuforms" / "locale" / lang / "LC_MESSAGES" / "atuforms.po"
        with path.open("rb") as file:
            catalogue = read_po(file, locale=lang)
        for words in translations:
            english, translated = (
                tuple(each) if isinstance(each, list) else each for each in words
            )
            catalogue.add(english, translated)
        with path.open("wb") as file:
            write_po(file, catalogue, omit_header=False)
        edited.append(path)
    return edited


def _contents(tree: Path) -> dict[str, bytes]:
    return {
        file.relative_to(tree).as_posix(): file.read_bytes()
        for file in tree.rglob("*")
        if file.is_file() and not {"__pycache__", ".pytest_cache"} & set(file.parts)
    }


WALKS = (
    "tests/test_every_document.py",
    "tests/test_every_rule.py",
    "tests/test_rules.py",
    "tests/test_official_words.py",
    "tests/test_contract.py",
    "tests/test_wording.py",
    "tests/test_schemas.py",
    "tests/documents/reading/test_blanks.py",
)
"""Tests that walk over every form."""
OF_THE_FORM = (
    f"{SLUG} or {FORM} or 0212 or that_can_be_broken or cannot_be_broken or and_no_other "
    "or of_its_own"
)


def test_a_form_begun_by_the_tool_passes_every_test_once_it_is_filled_in(
    repository: Path, sources: Path, tmp_path: Path
) -> None:
    tree = _copy(repository, tmp_path / "tree")
    for name in ("tests", "docs"):
        shutil.copytree(
            repository / name, tree / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for file in repository.iterdir():
        if file.is_file() and file.name != ".git":
            shutil.copy(file, tree)
    before = _contents(tree)
    machine = Machine((tree / "src", tree), tree)
    machine.python("tools/new_form.py", FORM, SLUG)
    stubs = set(_contents(tree)) - set(before)
    machine.python("tools/build_templates.py", FORM)
    waiting = machine.pytest("tests/test_repository.py", "-k", "stub")
    assert all(name in waiting for name in stubs), waiting

    _fill_in(sources, tree)
    _choices(sources, tree / "templates")
    _translate(sources, tree)
    written = _contents(tree)
    by_hand = {name for name, data in written.items() if before.get(name) != data}
    by_hand = {name for name in by_hand if not name.endswith(".docx")}
    assert len(by_hand) <= MOST_FILES, sorted(by_hand)

    machine.python("tools/build_templates.py", FORM)
    for tool in ("build_schemas", "build_stubs", "catalogues", "build_docs"):
        machine.python(f"tools/{tool}.py")
    result = machine.pytest(*WALKS, "-k", OF_THE_FORM)
    assert re.search(r"\d+ passed", result), result
    assert "failed" not in result, result
    assert "error" not in result, result


def test_the_tool_refuses_what_is_there_and_leaves_nothing_half_written(
    repository: Path, tmp_path: Path
) -> None:
    tree = _copy(repository, tmp_path / "tree")
    (tree / "examples" / f"{SLUG}.yaml").touch()
    before = _contents(tree)
    machine = Machine((tree / "src",), tree)
    for arguments, reason in (
        ((FORM, SLUG), f"There is a file examples/{SLUG}.yaml already"),
        (("02-11", "other-review"), "There is a form 02-11 already"),
        (("none", "glossary"), "There is a form glossary already"),
        (("77-01", "other-review"), "There is no folder for regulation 77"),
        (("212", "other-review"), "212 is no code"),
        ((FORM, "../review"), "../review is no slug"),
    ):
        assert reason in machine.python("tools/new_form.py", *arguments, code=1)
    assert _contents(tree) == before


def test_a_package_whose_form_cannot_be_loaded_is_named(repository: Path, tmp_path: Path) -> None:
    about = tmp_path / "site" / "atu_lost-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: atu-lost\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[atuforms.forms]\nlost = atu_lost:Lost\n")
    (listed,) = Machine((tmp_path / "site", repository / "src"), tmp_path).run("list --lang en")
    assert listed.code == 3
    assert "“lost”" in listed.err
    assert "“atu-lost”" in listed.err


def _texts(record: str) -> object:
    """A record with every value as text, however it is quoted."""
    return yaml.load(record, Loader=yaml.BaseLoader)


def _fourth_language(tree: Path) -> None:
    """Uzbek, as far as 02-09 needs it: a folder, a catalogue, and a line in languages.py."""
    source = tree / "src" / "atuforms"
    module = source / "core" / "language" / "languages.py"
    before = module.read_text(encoding="utf-8")
    after = before.replace('Literal["kk", "ru", "en"]', 'Literal["kk", "ru", "en", "uz"]')
    assert after != before
    module.write_text(after, encoding="utf-8")

    shutil.copytree(tree / "templates" / "en", tree / "templates" / "uz")
    wording = tree / "templates" / "uz" / "mooc-placement-certificate.yaml"
    text = wording.read_text(encoding="utf-8")
    text = text.replace("unit: Name of the division", "unit: Boʻlinma nomi")
    wording.write_text(text.replace("title: Certificate", "title: Guvohnoma"), encoding="utf-8")

    with (source / "locale" / "ru" / "LC_MESSAGES" / "atuforms.po").open("rb") as file:
        russian = read_po(file, locale="ru")
    catalogue = Catalog(locale="uz")
    for message in russian:
        if message.id == "{label}: this is missing":
            catalogue.add(message.id, "{label}: bu yoʻq")
    compiled = source / "locale" / "uz" / "LC_MESSAGES" / "atuforms.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as file:
        write_mo(file, catalogue)


def test_a_fourth_language_is_a_folder_and_a_catalogue(repository: Path, tmp_path: Path) -> None:
    tree = _copy(repository, tmp_path / "tree")
    _fourth_language(tree)
    machine = Machine((tree / "src",), tmp_path)
    machine.python(str(tree / "tools" / "build_templates.py"), "02-09")

    text = (repository / "examples" / "mooc-placement-certificate.yaml").read_text(encoding="utf-8")
    record = yaml.safe_load(text)
    for value in (*record.values(), *record["authors"], record["director"]):
        for each in (value, *value.values()) if isinstance(value, dict) else ():
            if isinstance(each, dict) and "en" in each:
                each["uz"] = f"{each['en']} (oʻzbekcha)"
    (tmp_path / "record.yaml").write_text(yaml.safe_dump(record, allow_unicode=True))
    del record["unit"]
    (tmp_path / "short.yaml").write_text(yaml.safe_dump(record, allow_unicode=True))
    shutil.copy(
        repository / "examples" / "mooc-placement-certificate.yaml", tmp_path / "three.yaml"
    )

    listed, checked, rendered, refused, short, sheet, read = machine.run(
        "list --lang uz",
        "check record.yaml --lang uz",
        "render record.yaml --lang uz,kk,ru,en --to docx,pdf -o out",
        "render three.yaml --lang uz --to pdf -o refused",
        "check short.yaml --lang uz",
        "new 02-09 --sheet -o sheet.xlsx --lang uz",
        "read out/record.uz.docx -o back.yaml",
    )
    assert "Guvohnoma" in listed.out
    assert checked.code == 0, checked.out
    assert rendered.code == 0, rendered.err
    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        f"record.{lang}.{to}" for lang in (*LANGUAGES, "uz") for to in ("docx", "pdf")
    }
    assert refused.code == 1
    assert "language: o‘zbek. Add “uz: …” to the field" in refused.err
    assert "Boʻlinma nomi: bu yoʻq" in short.out
    assert sheet.code == 0, sheet.err
    assert read.code == 0, read.err
    back = (tmp_path / "back.yaml").read_text(encoding="utf-8")
    assert "uz: Department of Food Biotechnology (oʻzbekcha)" in back
    words = machine.python(
        "-c",
        "import docx; d = docx.Document('out/record.uz.docx'); "
        "print(*(c.text for t in d.tables for r in t.rows for c in r.cells))",
    )
    assert "Boʻlinma nomi" in words
