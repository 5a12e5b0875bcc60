"""What a notebook shows: documents their pages, reports tables; and the example notebook runs."""

from __future__ import annotations

import ast
import html
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from tests.forms.builders import example

import atuforms
from atuforms.core import notebook_displays as notebook

TERMS = [{"term": "ХАССП", "definition": "жүйе"}]
CELLS = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader whose environment names no language."""
    for name in ("ATUFORMS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def shown(value: Any) -> str:
    text: str = value._repr_mimebundle_()["text/html"]
    return text


def rows(page: str) -> list[list[str]]:
    """The words of a table, the headings first."""
    return [[html.unescape(cell) for cell in CELLS.findall(row)] for row in page.split("<tr>")[1:]]


def test_a_pdf_shows_a_picture_of_each_page(repository: Path) -> None:
    record = repository / "examples" / "mooc-placement-certificate.yaml"
    bundle = atuforms.render(record, "pdf", lang="kk")._repr_mimebundle_()
    assert bundle["text/html"].count("<img ") == 1
    assert 'alt="mooc-placement-certificate.kk.pdf, 1"' in bundle["text/html"]
    assert 'download="mooc-placement-certificate.kk.pdf"' in bundle["text/html"]
    assert bundle["text/plain"].startswith("Document('mooc-placement-certificate.kk.pdf'")


def test_a_word_document_shows_a_link(repository: Path) -> None:
    record = repository / "examples" / "mooc-placement-certificate.yaml"
    bundle = atuforms.render(record, "docx", lang="ru")._repr_mimebundle_()
    assert "mooc-placement-certificate.ru.docx</a>" in bundle["text/html"]


def test_a_form_shows_its_record() -> None:
    form = atuforms.Glossary(course_title="<b>", terms=TERMS)
    assert "course_title: &lt;b&gt;" in shown(form)


def test_a_report_is_a_table_with_headings_in_the_language_of_the_record(tmp_path: Path) -> None:
    path = tmp_path / "record.yaml"
    path.write_text(f"form: 02-01\nlang: ru\ncourse_title: {'А' * 151}\n", encoding="utf-8")
    report = atuforms.check(path)
    head, *body = rows(shown(report))
    assert head == ["Значимость", "Где", "Что найдено", "Пункт"]
    assert len(body) == len(report)
    severity, where, what, clause = next(row for row in body if "151" in row[2])
    assert (severity, where) == ("ошибка", "3:1")
    assert clause == "Ф.ЦИИЦР-7.5.1-2025-02-01, п. 1"
    assert clause not in what
    assert report.text("ru").splitlines()[-1] in html.unescape(shown(report))


def test_what_stands_in_no_file_is_known_by_its_argument() -> None:
    report = atuforms.check(atuforms.Glossary(course_title="A" * 151, terms=TERMS))
    assert [row[1] for row in rows(shown(report))[1:]] == ["course_title"]


def test_the_reader_may_name_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATUFORMS_LANG", "kk")
    report = atuforms.check({"form": "02-09", "lang": "ru"})
    bundle = report._repr_mimebundle_()
    assert rows(bundle["text/html"])[0] == ["Маңыздылығы", "Орны", "Не табылды", "Тармақ"]
    assert bundle["text/plain"] == report.text("kk")


def test_a_report_without_findings_has_no_empty_table(repository: Path) -> None:
    report = atuforms.check(repository / "examples" / "glossary.yaml")
    assert "<table>" not in shown(report)
    assert report.text("en").splitlines()[-1] in html.unescape(shown(report))


def test_nothing_in_a_record_is_markup() -> None:
    report = atuforms.check({"form": "02-09", "lang": "ru", "language": "<b>"})
    assert "<b>" not in shown(report)
    assert "<b>" not in notebook.table(["<b>"], [["<b>"]]) + notebook.document(b"", "<b>", "<b>")


def test_the_forms_are_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "kk_KZ.UTF-8")
    head, *body = rows(shown(atuforms.FORMS))
    assert head == ["Коды", "Аты", "Атауы", "Форматтары"]
    assert [row[0] or row[1] for row in body] == list(atuforms.FORMS)
    assert body[0][2] == "Ілеспе хат"


def test_a_ranking_is_a_table_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATUFORMS_LANG", "ru")
    ranking = atuforms.rank([example("mooc-evaluation-sheet")])
    head, *body = rows(shown(ranking))
    assert head[0] == "Место"
    assert [int(row[0]) for row in body[: len(ranking.standings)]] == [
        standing.place for standing in ranking.standings
    ]
    assert ranking.standings[0].title.within("ru") == body[0][1]


def test_a_dossier_shows_its_documents_findings_and_gaps(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATUFORMS_LANG", "ru")
    record = (repository / "examples" / "mooc-cover-letter.yaml").read_bytes()
    (tmp_path / "letter.yaml").write_bytes(record)
    report = atuforms.check_dossier(tmp_path)
    page = html.unescape(shown(report))
    assert rows(page)[0] == ["Значимость", "Где", "Что найдено", "Пункт"]
    text = report.text("ru").splitlines()
    assert text[0] in page
    assert text[-1] in page
    assert report._repr_mimebundle_()["text/plain"] == report.text("ru")


def test_the_helpers_know_nothing_of_what_they_show() -> None:
    source = Path(notebook.__file__).read_text(encoding="utf-8")
    imported = {
        node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert {name for name in imported if str(name).startswith("atuforms")} == {
        "atuforms.core.locks"
    }


def test_the_example_notebook_runs(repository: Path) -> None:
    folder = repository / "examples"
    # nbformat is not typed.
    book = nbformat.read(folder / "certificate.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    outputs = [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]
    assert len(outputs) == 5
    assert any("<img " in output.get("data", {}).get("text/html", "") for output in outputs)
