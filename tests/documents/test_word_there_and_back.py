"""A lecturer's half-filled blank, commented by the clerk, mended in LibreOffice, printed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.cli.conftest import Run, run
from tests.documents.comment_places import remarks
from tests.documents.reading.editing import edited, typed
from tests.documents.test_comments import about
from tests.programs import convert, text_of

import atuforms
from atuforms.core.language.languages import Language

__all__ = ["run"]


class Errand(NamedTuple):
    """What the lecturer types into a blank in Word, and what after reading the comments."""

    form: str
    lang: Language
    first: Mapping[str, str]
    then: Mapping[str, str]
    record: Mapping[str, object]
    """Some of what is read in the end."""


ERRANDS = [
    # The title is too long, the link has no beginning.
    Errand(
        "02-09",
        "kk",
        {
            "number": "17",
            "date": "«12» желтоқсан 2025 ж.",
            "authors.0.name": "Сейітқали Ә. Б.",
            "authors.0.position": "доцент",
            "authors.0.degree": "PhD",
            "course_title": "Тағам қауіпсіздігі мен сапасын басқару негіздері " * 4,
            "language": "қазақ тілі",
            "placement_date": "«15» желтоқсан 2025 ж.",
            "course_link": "mooc.atu.kz/food",
            "target_audience": "Студенттер мен технологтар",
        },
        {
            "course_title": "Тағам қауіпсіздігі мен сапасын басқару негіздері",
            "course_link": "https://mooc.atu.kz/food",
            "unit": "«Тағам биотехнологиясы» кафедрасы",
            "platform": "Moodle",
            "director.name": "Жұмабекова А.",
        },
        {
            "date": "2025-12-12",
            "placement_date": "2025-12-15",
            "course_title": "Тағам қауіпсіздігі мен сапасын басқару негіздері",
        },
    ),
    # A Russian blank, whose second term is not explained.
    Errand(
        "glossary",
        "ru",
        {
            "course_title": "Безопасность пищевых продуктов",
            "terms.0.term": "Опасный фактор",
            "terms.0.definition": "То, что может повредить здоровью",
            "terms.1.term": "Прослеживаемость",
        },
        {"terms.1.definition": "Возможность узнать путь продукта"},
        {"course_title": "Безопасность пищевых продуктов"},
    ),
]


def saved_by_libreoffice(documents: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The documents as LibreOffice opens and saves them."""
    (folder / "in").mkdir(parents=True)
    for name, data in documents.items():
        (folder / "in" / f"{name}.docx").write_bytes(data)
    convert((folder / "in").iterdir(), "docx", folder)
    return {name: (folder / f"{name}.docx").read_bytes() for name in documents}


def filled(data: bytes, texts: Mapping[str, str]) -> bytes:
    return edited(data, *(typed(path, text) for path, text in texts.items()))


def test_nothing_is_typed_twice_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    answers: dict[str, bytes] = {}
    for form, lang, first, then, _ in ERRANDS:
        file = Path(f"{form}.docx")
        file.write_bytes(filled(atuforms.blank(form, lang=lang).data, first))

        # The clerk answers in Kazakh.
        said = run("check", file, "--comment", "--lang", "kk")
        assert said.code == 1
        answers[form] = Path(said.out.splitlines()[-1]).read_bytes()
        for path in then:
            assert about(answers[form], path), path
        for path in first.keys() - then.keys():
            assert about(answers[form], path) == [], path
    (title,) = about(answers["02-09"], "course_title")
    assert "таңбаға рұқсат етіледі (Ү.ЖИЦДО-7.5.1-2025-02-01" in title

    # The lecturer opens it in LibreOffice, types, and saves.
    opened = saved_by_libreoffice(answers, tmp_path / "opened")
    for errand in ERRANDS:
        assert len(remarks(opened[errand.form])) == len(remarks(answers[errand.form]))
    typed_in = {each.form: filled(opened[each.form], each.then) for each in ERRANDS}
    mended = saved_by_libreoffice(typed_in, tmp_path / "mended")

    for form, lang, first, then, record in ERRANDS:
        # Nothing is left to say; our comments are gone.
        Path("mended.docx").write_bytes(mended[form])
        said = run("check", "mended.docx", "--comment", "-o", f"{form}-clean.docx", "--lang", "kk")
        assert said.code == 0, said
        clean = Path(f"{form}-clean.docx")
        assert not [text for text in remarks(clean.read_bytes()).values() if "Қате" in text]

        # All that was typed is printed.
        assert run("render", clean, "--lang", lang, "--to", "pdf", "-o", form).code == 0
        (pdf,) = Path(form).glob("*.pdf")
        page = "".join(text_of(pdf.read_bytes(), "-raw").split())
        for path, text in {**first, **then}.items():
            # The date of a certificate stands as the letterhead has it, and is compared below.
            assert path == "date" or "".join(text.split()) in page, path
        read = atuforms.read(clean).record()
        assert {name: read[name] for name in record} == record
