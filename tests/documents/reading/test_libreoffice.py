"""What LibreOffice makes of our documents at saving can still be read."""

from __future__ import annotations

import pytest
from tests.documents.reading.editing import edited, paths, row_copied, typed
from tests.documents.reading.examples import example, with_documents
from tests.programs import convert

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.reading.document import read_document

FILLED = {
    "year": "2026",
    "credits": "3",
    "academic_hours": "30",
    "difficulty": "орта",
    "date": "«12» желтоқсан 2025 ж.",
}


def _documents() -> dict[str, bytes]:
    """A document of every form, its blank, and a blank that somebody filled in.

    LibreOffice treats languages alike: each form is tried in two of them.
    """
    found = {}
    for number, name in enumerate(with_documents()):
        form = atuforms.FORMS[name]
        if "docx" not in form.FORMATS:
            continue
        lang, other = (LANGUAGES[(number + n) % len(LANGUAGES)] for n in (0, 1))
        found[f"rendered.{name}.{lang}"] = atuforms.render(example(name), lang=lang).data
        if form.HAS_BLANK:
            found[f"blank.{name}.{other}"] = atuforms.blank(name, lang=other).data
    found["filled"] = _filled_programme()
    found["copied"] = _with_a_row_copied()
    return found


def _filled_programme() -> bytes:
    blank = atuforms.blank("02-02", lang="kk").data
    edits = [typed(path, FILLED.get(path) or _text(path)) for path in dict.fromkeys(paths(blank))]
    return edited(blank, *edits)


def _with_a_row_copied() -> bytes:
    return edited(
        atuforms.render(example("02-09"), lang="kk").data,
        row_copied("authors.1.name", {"authors.1.name": "Ерлан Сапаров"}, "p"),
    )


def _text(path: str) -> str:
    if path.endswith("email"):
        return "avtor@atu.edu.kz"
    return "10" if path.endswith("count") else f"Мәтін {path.replace('.', ' ')}"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same documents after LibreOffice has opened and saved them, in one process."""
    folder = tmp_path_factory.mktemp("libreoffice")
    documents = _documents()
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    (folder / "saved").mkdir()
    convert(sorted(folder.glob("*.docx")), "docx", folder / "saved")
    return {name: (folder / "saved" / f"{name}.docx").read_bytes() for name in documents}


def test_every_rendered_document_still_gives_back_its_record(saved: dict[str, bytes]) -> None:
    wrong = []
    for name, data in saved.items():
        kind, _, rest = name.partition(".")
        if kind == "rendered":
            reading = read_document(data)
            if reading.form != example(rest.rpartition(".")[0]) or reading.findings:
                wrong.append((name, [finding.text("en") for finding in reading.findings]))
    assert wrong == []


def test_every_blank_still_is_a_blank(saved: dict[str, bytes]) -> None:
    wrong = []
    for name, data in saved.items():
        if name.startswith("blank"):
            reading = read_document(data)
            values = dict(reading.source.values)
            noticed = [f for f in reading.findings if f.rule.startswith("read-")]
            if set(values) != {"form", "lang"} or noticed:
                wrong.append((name, values, noticed))
    assert wrong == []


def test_a_blank_of_five_modules_filled_in_and_saved_is_read_as_typed(
    saved: dict[str, bytes],
) -> None:
    typed_in = atuforms.read(_filled_programme())
    back = atuforms.read(saved["filled"])
    assert back == typed_in
    assert back.lang == "kk"
    assert len(back.modules) == 5  # type: ignore[attr-defined]
    assert back.modules[4].lectures[0].title == "Мәтін modules 4 lectures 0 title"  # type: ignore[attr-defined]
    assert back.difficulty == "intermediate"  # type: ignore[attr-defined]
    assert atuforms.render(back, "pdf", lang="kk").data.startswith(b"%PDF")


def test_a_copied_row_is_still_a_new_item(saved: dict[str, bytes]) -> None:
    read = atuforms.read(_with_a_row_copied())
    assert atuforms.read(saved["copied"]) == read
    assert len(read.authors) == len(example("02-09").authors) + 1  # type: ignore[attr-defined]
