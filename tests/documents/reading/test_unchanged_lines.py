"""Lines that say what was printed take no comparing, and read as they did."""

from __future__ import annotations

import gc

import pytest
from tests.documents.reading.editing import W, controls, edited, row_copied, typed

import atuforms
from atuforms.core.garbage import nothing_collected
from atuforms.documents.reading.document import read_document
from atuforms.documents.reading.paper.fitting import Fitting
from atuforms.forms.all_forms import get_form

COUNT = 60


@pytest.fixture(scope="module")
def bank() -> bytes:
    questions = [
        {
            "text": f"Сұрақ {number}: қала қай жылы құрылды?",
            "options": [f"{1800 + number + each} жыл" for each in range(5)],
            "answer": "ABCDE"[number % 5],
        }
        for number in range(COUNT)
    ]
    form = get_form("02-05").model_validate({"lang": "kk", "questions": questions})
    return atuforms.render(form, "docx", lang="kk", draft=True).data


def test_only_what_was_edited_is_compared(bank: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    fit = Fitting.fit

    def counted(self: Fitting, line: object, printed: object) -> object:
        compared.append(line.text)  # type: ignore[attr-defined]
        return fit(self, line, printed)  # type: ignore[arg-type]

    monkeypatch.setattr(Fitting, "fit", counted)
    changed = edited(bank, typed(f"questions.{COUNT // 2}.options.1", "1700 жылы"))
    reading = read_document(changed)
    assert reading.form.questions[COUNT // 2].options[1].within("kk") == "1700 жылы"  # type: ignore[attr-defined]
    assert len(compared) < COUNT
    assert any("1700 жылы" in text for text in compared)


def test_each_value_has_its_place_whether_its_line_was_edited_or_not(bank: bytes) -> None:
    before = read_document(bank).source
    after = read_document(edited(bank, typed("questions.3.text", "Қайсысы дұрыс?"))).source
    assert before.places.items() <= after.places.items()
    assert len({place.paragraph for place in before.places.values()}) >= 7 * COUNT


def test_a_copied_line_is_one_more_among_unchanged_ones(bank: bytes) -> None:
    path = "questions.5.options.4"
    changed = edited(bank, row_copied(path, {path: "2025 жыл"}, tag="p"))
    options = read_document(changed).source.values["questions"][5]["options"]
    assert options == [*read_document(bank).source.values["questions"][5]["options"], "2025 жыл"]


def test_words_beside_an_unchanged_field_are_told(bank: bytes) -> None:
    def edit(root: object) -> None:
        control = controls(root, "questions.7.answer")[0]  # type: ignore[arg-type]
        run = control.makeelement(f"{W}r")
        run.append(control.makeelement(f"{W}t"))
        run[0].text = "немесе екеуі де"
        control.addnext(run)

    findings = read_document(edited(bank, edit)).findings
    assert any("немесе екеуі де" in finding.text("kk") for finding in findings)


def test_garbage_is_looked_for_again_afterwards() -> None:
    with nothing_collected():
        assert not gc.isenabled()
        with nothing_collected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ZeroDivisionError), nothing_collected():
        _ = 1 / 0
    assert gc.isenabled()
