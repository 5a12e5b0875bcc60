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
from babel.messages.pofile import read_po

LANGUAGES = ("kk", "ru", "en")
FORM = "02-12"
SLUG = "lecture-review"

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

    def python(self, *arguments: str, given: str = "") -> str:
        result = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(map(str, self.path)),
                "PYTHONUTF8": "1",
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    def run(self, *lines: str) -> list[Answer]:
        commands = [line.split() for line in lines]
        printed = self.python("-c", COMMANDS, given=json.dumps(commands))
        return [Answer(*json.loads(line)) for line in printed.splitlines()]


def _copy(repository: Path, target: Path) -> Path:
    """The parts of the repository that make the library, as a tree of our own."""
    ignore = shutil.ignore_patterns("__pycache__")
    for name in ("src", "templates", "schemas", "tools"):
        shutil.copytree(repository / name, target / name, ignore=ignore)
    return target


@pytest.fixture(scope="module")
def sources(repository: Path) -> Path:
    return repository / "tests" / "extending"


def _wording(sources: Path, templates: Path) -> None:
    """The layout and the wording of the new form, where a folder of templates has them."""
    (templates / "layouts").mkdir(parents=True, exist_ok=True)
    shutil.copy(sources / "layout.html", templates / "layouts" / f"{SLUG}.html")
    choices = yaml.safe_load((sources / "choices.yaml").read_text(encoding="utf-8"))
    for lang in LANGUAGES:
        (templates / lang).mkdir(exist_ok=True)
        shutil.copy(sources / f"{lang}.yaml", templates / lang / f"{SLUG}.yaml")
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
    """The package itself with one more module, layout and wording."""
    tree = _copy(repository, folder / "tree")
    module = (sources / "lecture_review.py").read_text(encoding="utf-8")
    inside = re.sub(r"^    TEMPLATES = .*\n", "", module, flags=re.MULTILINE)
    forms = tree / "src" / "atuforms" / "forms" / "mooc_development"
    (forms / "lecture_review.py").write_text(inside, encoding="utf-8")
    _wording(sources, tree / "templates")
    return Machine((tree / "src",), folder)


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
    assert f"Замечания: {ours} (Ф.ЦИИЦР-7.5.1-2025-02-12, " in wordy_ru.out
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
