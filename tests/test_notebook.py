"""What a notebook shows: a document its pages, a report a table; and the example notebook runs."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient

import atuforms


def test_a_pdf_shows_a_picture_of_each_page(repository: Path) -> None:
    example = repository / "examples" / "mooc-placement-certificate.yaml"
    bundle = atuforms.render(example, "pdf", lang="kk")._repr_mimebundle_()
    assert bundle["text/html"].count("<img ") == 1
    assert 'download="mooc-placement-certificate.kk.pdf"' in bundle["text/html"]
    assert bundle["text/plain"].startswith("Document('mooc-placement-certificate.kk.pdf'")


def test_a_word_document_shows_a_link(repository: Path) -> None:
    example = repository / "examples" / "mooc-placement-certificate.yaml"
    bundle = atuforms.render(example, "docx", lang="ru")._repr_mimebundle_()
    assert "mooc-placement-certificate.ru.docx</a>" in bundle["text/html"]


def test_a_report_is_a_table_in_which_nothing_is_markup() -> None:
    report = atuforms.check({"form": "02-09", "lang": "ru", "language": "<b>"})
    shown = report._repr_mimebundle_()["text/html"]
    assert shown.count("<tr>") == len(report)
    assert "<b>" not in shown


def test_the_example_notebook_runs(repository: Path) -> None:
    folder = repository / "examples"
    # nbformat is not typed.
    notebook = nbformat.read(folder / "certificate.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    shown = [
        output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs
    ]
    assert len(shown) == 5
    assert any("<img " in output.get("data", {}).get("text/html", "") for output in shown)
