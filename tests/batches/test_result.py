"""What a batch gives back, and what it takes from Python."""

from __future__ import annotations

import copy
import pickle
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import atuforms
from atuforms.batches.executors import open_executor
from atuforms.batches.result import Result
from atuforms.batches.spool import Spool
from atuforms.core.language.languages import LANGUAGES, Language

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
WRONG = "ертең"


@pytest.fixture(scope="module")
def form() -> Any:
    return atuforms.load(EXAMPLES / "mooc-placement-certificate.yaml")


def records(form: Any, count: int, wrong: tuple[int, ...] = ()) -> list[dict[str, Any]]:
    made = [{**form.record(), "number": str(n)} for n in range(1, count + 1)]
    for n in wrong:
        made[n - 1]["date"] = WRONG
    return made


def test_the_result_names_documents_and_rejections_in_the_order_of_the_rows(
    form: Any, tmp_path: Path
) -> None:
    rows = records(form, 5, wrong=(2, 4))
    rows[2]["course_title"] = {"kk": "Тек қазақша"}
    options: dict[str, Any] = {"to": ["docx", "pdf"], "lang": ["kk", "en"], "out": tmp_path}
    atuforms.batch("02-09", rows[4:], **options)
    with open_executor(2) as executor:
        result = atuforms.batch("02-09", rows, executor=executor, many_changed=True, **options)
    told = [(d.row, d.lang, d.format, d.fresh) for d in result.documents]
    assert told == [
        (row, lang, kind, row == 1)
        for row in (1, 5)
        for lang in ("kk", "en")
        for kind in ("docx", "pdf")
    ]
    assert (result.made, result.kept, result.rejected) == (4, 4, 3)
    for document in result.documents:
        assert document.path.read_bytes()[:2] in (b"PK", b"%P")
        assert (document.form, document.number) == ("02-09", str(document.row))
    assert [each.row for each in result.rejections] == [2, 3, 4]
    first = result.rejections[0]
    assert (first.origin, first.values["date"]) == ("records!2", WRONG)
    assert [finding.path for finding in first.findings] == ["date"]
    assert [finding.path for finding in result.rejections[1].findings] == ["course_title.en"]
    mended = [
        {"#": each.origin, **each.values, "date": "2026-02-01"} for each in result.rejections[::2]
    ]
    assert atuforms.batch("02-09", mended, **options).made == 8


def test_a_result_says_what_it_is_in_each_language(form: Any, tmp_path: Path) -> None:
    result = atuforms.batch("02-09", records(form, 3, wrong=(2,)), out=tmp_path, messages="ru")
    assert repr(result) == f"Result({str(tmp_path)!r}, made=2, kept=0, rejected=1)"
    assert str(result) == result.text("ru")
    assert len({result.text(lang) for lang in LANGUAGES}) == 3
    for lang in LANGUAGES:
        assert str(tmp_path / "rejected.jsonl") in result.text(lang)
    wrong = records(form, 1, wrong=(1,))
    stopped = atuforms.batch("02-09", wrong, out=tmp_path / "b", all_or_nothing=True, lang="en")
    assert "Nothing was made" in str(stopped)
    assert repr(stopped).endswith("rejected=1, stopped='rejected')")


def test_a_notebook_shows_what_is_wrong_and_what_was_made(form: Any, tmp_path: Path) -> None:
    rows = records(form, 2, wrong=(2,))
    rows[1]["date"] = "<b>ертең</b>"
    result = atuforms.batch("02-09", rows, out=tmp_path, messages="ru")
    shown = result._repr_mimebundle_()
    assert shown["text/plain"] == result.text("ru")
    headings = (">Строка</th>", ">Ошибки</th>", ">Номер</th>", ">Файл</th>")
    for words in (*headings, "1_", "&lt;b&gt;"):
        assert words in shown["text/html"]
    assert "<b>" not in shown["text/html"]
    many = atuforms.batch("02-09", [{"number": n} for n in range(200)], out=tmp_path / "many")
    table = many._repr_mimebundle_()["text/html"]
    assert table.count("<tr>") < 60
    assert ">200 ішінен 50 көрсетілді.</td>" in table.replace("\N{NO-BREAK SPACE}", " ")


def test_a_result_goes_to_another_process(form: Any, tmp_path: Path) -> None:
    result = atuforms.batch("02-09", records(form, 2, wrong=(1,)), out=tmp_path)
    for twin in (pickle.loads(pickle.dumps(result)), copy.deepcopy(result)):
        assert twin == result
        assert twin.documents == tuple(result.documents)
        assert twin.rejections == tuple(result.rejections)


def test_a_spool_is_a_sequence_in_the_order_of_ranks_for_many_threads() -> None:
    spool: Spool[str] = Spool()
    text = "x" * 1000  # past what is kept in memory
    for n in reversed(range(3000)):
        spool.add(f"{n // 2} {text}", n // 2)
    expected = [f"{n // 2} {text}" for n in range(3000)]
    assert (len(spool), spool[0], spool[-1]) == (3000, expected[0], expected[-1])
    assert list(spool[10:14]) == expected[10:14]
    with pytest.raises(IndexError):
        spool[3000]
    with ThreadPoolExecutor(8) as threads:
        read = list(threads.map(lambda _: list(spool), range(8)))
    assert read == [expected] * 8


def test_forms_and_mappings_are_taken_from_lists_and_generators(form: Any, tmp_path: Path) -> None:
    others = [atuforms.load({**form.record(), "number": str(n)}) for n in (7, 8)]

    def mixed() -> Iterator[Any]:
        yield others[0]
        yield {**form.record(), "number": "9"}

    listed = atuforms.batch(type(form), others, out=tmp_path / "list")
    walked = atuforms.batch("02-09", mixed(), out=tmp_path / "generator")
    assert [d.number for d in listed.documents] == ["7", "8"]
    assert [d.number for d in walked.documents] == ["7", "9"]
    one, two = (result.documents[0].path.read_bytes() for result in (listed, walked))
    assert one == two == atuforms.render(others[0], "docx", lang="kk").data


def test_a_form_finds_its_pictures_where_it_was_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(EXAMPLES / "pictures", tmp_path / "elsewhere" / "pictures")
    for name in ("video-lecture-slides", "self-study-material"):
        shutil.copy(EXAMPLES / f"{name}.yaml", tmp_path / "elsewhere")
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / "elsewhere").glob("*.yaml"):
        deck = atuforms.load(path)
        result = atuforms.batch(type(deck), [deck], to="pdf", out="out", many_changed=True)
        assert result.ok, result.rejections[:]
        data = result.documents[0].path.read_bytes()
        assert data == atuforms.render(deck, "pdf", lang="kk").data


def test_a_record_of_another_form_is_rejected_for_that_alone(form: Any, tmp_path: Path) -> None:
    other = atuforms.load(EXAMPLES / "glossary.yaml")
    rows = [other, {**form.record(), "form": "03-01"}, {**form.record(), "form": "no-such"}, form]
    result = atuforms.batch("02-09", rows, out=tmp_path)
    assert [d.row for d in result.documents] == [4]
    assert [[f.path for f in each.findings] for each in result.rejections] == [["form"]] * 3
    assert "“glossary”" in result.rejections[0].text("en")


async def _later() -> Any:
    yield {}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"number": "1"}, "single one"),
        (atuforms.load(EXAMPLES / "mooc-placement-certificate.yaml"), "single one"),
        ("certificates.csv", "no file certificates.csv"),
        (Path("certificates.xlsx"), "no file certificates.xlsx"),
        ("number,date\0", "no file"),
        (b"number,date", "type bytes"),
        (5, "type int"),
        (None, "type NoneType"),
        (_later(), "type async_generator"),
        ([], "no records"),
        (iter(()), "no records"),
    ],
)
def test_what_is_no_table_is_refused_before_anything_is_made(
    table: Any, said: str, tmp_path: Path
) -> None:
    with pytest.raises(atuforms.AtuformsError, match=said):
        atuforms.batch("02-09", table, out=tmp_path / "out", register=tmp_path / "r.db")
    assert list(tmp_path.iterdir()) == []


def test_documents_of_an_earlier_run_are_counted_where_there_are_any(tmp_path: Path) -> None:
    fresh = Result(tmp_path, made=3, rejected=1)
    again = Result(tmp_path, made=1, kept=2)
    words: dict[Language, str] = {"kk": "бұрыннан", "ru": "имел", "en": "already"}
    for lang, word in words.items():
        assert word not in fresh.summary(lang)
        assert word in again.summary(lang)
