"""``atuforms batch`` and ``atuforms register``, as a registrar types them."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from atuforms.batches.bundle import MERGED, ZIPPED, merge_pdf, zip_documents
from atuforms.batches.manifest import verify
from atuforms.batches.tables.sources import read_table
from atuforms.core.exceptions import UnreadableInput

ROW = {
    "date": "2026-02-01",
    "authors": "Сейітқали Әсел; Өтеген Ғалымжан",
    "unit": "«Тағам биотехнологиясы» кафедрасы",
    "platform": "АТУ",
    "language": "қазақ тілі",
    "target_audience": "Студенттер",
    "placement_date": "2026-01-05",
    "course_link": "https://mooc.atu.edu.kz/1",
    "director": "А.С. Жұмабекова",
}
COMMAND = [sys.executable, "-c", "from atuforms.cli import main; main()"]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four rows, of which the third is wrong."""
    monkeypatch.chdir(tmp_path)
    return write_table(tmp_path / "rows.csv", 4, wrong=(3,))


def write_table(path: Path, count: int, wrong: tuple[int, ...] = ()) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [*ROW, "course_title"], delimiter=";")
        writer.writeheader()
        for n in range(1, count + 1):
            spoilt = {"date": "ертең"} if n in wrong else {}
            writer.writerow({**ROW, "course_title": f"Курс {n}", **spoilt})
    return path


def environment() -> dict[str, str]:
    source = str(Path(__file__).parents[2] / "src")
    return {**os.environ, "PYTHONPATH": source, "ATUFORMS_LANG": "en", "PYTHONUTF8": "1"}


def test_rows_become_documents_and_wrong_rows_a_list(run: Any, table: Path) -> None:
    code, out, err = run("batch", "02-09", table, "--lang", "kk", "-o", "out", "--register", "r.db")
    assert code == 1
    assert len(list(Path("out").glob("*.docx"))) == 3
    assert re.search(r"^out: 3\s.* жасалды, 1\s.*\.$", out)
    assert "ертең" in err
    assert "rejected.csv" in err


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_list_of_rejected_rows_is_in_the_language_of_messages(
    run: Any, table: Path, lang: str
) -> None:
    run("batch", "02-09", table, "--lang", lang, "-o", "out", "--register", "r.db")
    headings = read_table(Path("out/rejected.csv")).headings
    assert headings[-1] == {"kk": "Қателер", "ru": "Ошибки", "en": "Mistakes"}[lang]


@pytest.mark.parametrize(
    ("lang", "summary"),
    [
        ("kk", "қабылданбады"),
        ("ru", "отклонен"),
        ("en", "1 row rejected"),
    ],
)
def test_the_summary_is_in_the_language_of_messages(
    run: Any, table: Path, lang: str, summary: str
) -> None:
    said = run("batch", "02-09", table, "--lang", lang, "-o", "out", "--register", "r.db")
    assert summary in said.out
    assert ("rejected rows" in said.err) == (lang == "en")


def test_a_second_run_keeps_what_there_is(run: Any, table: Path) -> None:
    words = ("batch", "02-09", table, "--lang", "kk", "-o", "out", "--register", "r.db", "--json")
    first = [json.loads(line) for line in run(*words).out.splitlines()]
    again = run(*words)
    second = [json.loads(line) for line in again.out.splitlines()]
    assert (first[0]["event"], first[0]["rows"]) == ("started", 4)
    assert [event["fresh"] for event in first if event["event"] == "done"] == [True] * 3
    assert [event["fresh"] for event in second if event["event"] == "done"] == [False] * 3
    finished = second[-1]
    assert (finished["made"], finished["kept"], finished["rejected"]) == (0, 3, 1)
    (rejected,) = (event for event in second if event["event"] == "rejected")
    assert (rejected["row"], rejected["findings"][0]["path"]) == (4, "date")


def test_all_or_nothing_makes_nothing(run: Any, table: Path) -> None:
    said = run("batch", "02-09", table, "-o", "out", "--register", "r.db", "--all-or-nothing")
    assert said.code == 1
    assert not list(Path("out").glob("*.docx"))
    assert "Nothing was made" in said.err


def test_one_pdf_and_one_zip_hold_every_document_in_the_order_of_numbers(
    run: Any, table: Path
) -> None:
    words = ("--lang", "kk", "--to", "pdf", "-o", "out", "--register", "r.db", "--merge", "--zip")
    said = run("batch", "02-09", table, *words)
    assert said.out.splitlines()[1:] == [str(Path("out") / MERGED), str(Path("out") / ZIPPED)]
    listed = Path("out/rejected.csv")
    listed.write_bytes(listed.read_bytes().replace("ертең".encode(), b"2026-02-01", 1))
    assert run("batch", "02-09", listed, *words).code == 0
    names = ["1_Курс_1", "2_Курс_2", "3_Курс_4", "4_Курс_3"]
    with pikepdf.open(Path("out") / MERGED) as merged:
        with merged.open_outline() as outline:
            assert [item.title for item in outline.root] == names
        assert len(merged.pages) == 4
        assert b"<pdfaid:part>3</pdfaid:part>" in merged.Root.Metadata.read_bytes()
        assert merged.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert [str(part.Lang) for part in merged.Root.StructTreeRoot.K[0].K] == ["kk"] * 4
    with zipfile.ZipFile(Path("out") / ZIPPED) as package:
        assert package.namelist() == [f"{name}.pdf" for name in names]
        assert package.testzip() is None
    assert verify(Path("out"), (MERGED, ZIPPED)) == []


def test_merging_twice_gives_the_same_bytes(run: Any, table: Path) -> None:
    run("batch", "02-09", table, "--to", "pdf", "-o", "out", "--register", "r.db")
    folder = Path("out")
    for make in (merge_pdf, zip_documents):
        first = make(folder).read_bytes()
        assert make(folder).read_bytes() == first
    next(folder.glob("1_*.pdf")).unlink()
    for make in (merge_pdf, zip_documents):
        with pytest.raises(UnreadableInput, match="makes what is missing"):
            make(folder)
    assert not list(folder.glob(".atuforms-*"))


def test_verify_names_files_that_are_not_as_they_were_made(run: Any, table: Path) -> None:
    run("batch", "02-09", table, "--lang", "kk", "-o", "out", "--register", "r.db")
    assert run("batch", "02-09", table, "-o", "out", "--verify").code == 0
    (Path("out") / "1_Курс_1.docx").write_bytes(b"other")
    (Path("out") / "2_Курс_2.docx").unlink()
    said = run("batch", "02-09", table, "-o", "out", "--verify", "--json")
    assert said.code == 1
    problems = {each["file"]: each["problem"] for each in json.loads(said.out)}
    assert problems == {"1_Курс_1.docx": "altered", "2_Курс_2.docx": "missing"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--number-from", "5"), "--register"),
        (("--merge",), "--to pdf"),
        (("--workers", "0"), "--workers"),
        (("--to", "odt", "--register", "r.db"), "odt"),
        (("--pattern", "{colour}", "--register", "r.db"), "{number}"),
    ],
)
def test_wrong_usage_is_named(run: Any, table: Path, words: tuple[str, ...], expected: str) -> None:
    said = run("batch", "02-09", table, "-o", "out", *words)
    assert said.code == 2
    assert expected in said.err
    assert said.out == ""


def test_an_unknown_column_is_named_before_anything_runs(run: Any, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("cours_title\nX\n", encoding="utf-8")
    said = run("batch", "02-09", tmp_path / "t.csv", "-o", tmp_path / "out")
    assert said.code == 2
    assert "course_title" in said.err
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_ctrl_c_finishes_what_is_in_hand_and_says_how_to_go_on(tmp_path: Path) -> None:
    write_table(tmp_path / "rows.csv", 400)
    words = ["batch", "02-09", "rows.csv", "--to", "pdf", "-o", "out", "--register", "r.db"]
    with subprocess.Popen(
        [*COMMAND, *words, "--json"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        for line in process.stdout:
            if '"done"' in line:
                process.send_signal(signal.SIGINT)
                break
        rest = process.stdout.read()
        said = process.stderr.read()
        process.wait(timeout=60)
    assert process.returncode == 130
    assert "run the same command again" in said
    assert json.loads(rest.splitlines()[-1])["stopped"] == "interrupted"
    assert verify(tmp_path / "out") == []


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of Unix")
def test_a_terminal_shows_a_bar(tmp_path: Path) -> None:
    write_table(tmp_path / "rows.csv", 30, wrong=(2,))
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, "batch", "02-09", "rows.csv", "-o", "out", "--register", "r.db"],
        cwd=tmp_path,
        env={**environment(), "TERM": "xterm", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        os.close(ours)
        process.communicate(timeout=60)
    text = shown.decode()
    assert process.returncode == 1
    assert "30/30" in text
    assert "Row 3" in text


def test_the_register_is_shown_voided_and_exported(run: Any, table: Path) -> None:
    run("batch", "02-09", table, "--lang", "kk", "-o", "out", "--register", "r.db")
    year = "2026"
    listed = run("register", "list", "r.db")
    assert [line.split("\t")[:4] for line in listed.out.splitlines()] == [
        ["02-09", year, str(n), "issued"] for n in (1, 2, 3)
    ]
    assert run("register", "void", "r.db", "02-09", "2").code == 2  # without a reason
    voided = run("register", "void", "r.db", "02-09", "2", "--reason", "Қате", "--json")
    assert json.loads(voided.out)["state"] == "void"
    shown = run("register", "show", "r.db", "02-09", "2")
    assert "Қате" in shown.out
    for lang, heading in (("kk", "Нөмір"), ("ru", "Номер"), ("en", "Number")):
        said = run("register", "export", "r.db", "-o", f"{lang}.xlsx", "--lang", lang)
        assert said.code == 0
        rows = list(read_table(Path(f"{lang}.xlsx")))
        assert [row.cells[heading] for row in rows] == ["1", "2", "3"]


def test_a_journal_that_is_not_there_is_not_made(run: Any, tmp_path: Path) -> None:
    said = run("register", "list", tmp_path / "none.db")
    assert said.code == 2
    assert not (tmp_path / "none.db").exists()
    assert run("register", "export", tmp_path / "none.db", "-o", "x.ods").code == 2
