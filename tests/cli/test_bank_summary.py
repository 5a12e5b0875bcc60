"""However bad a bank of 150 questions is, a dozen lines say what to do."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

LETTERS = ("ABCDE", "АБВГД", "абвгд", "АӘБВГ", "12345", "ABCDE")
WORDS = {
    "en": ("Mended:", "Left for the author:", r"left for the author: (.*)\.$"),
    "ru": ("Исправлено:", "Оставлено автору:", r"осталось автору \d+: (.*)\.$"),
    "kk": ("Түзетілді:", "Авторға қалдырылды:", r"авторға қалғаны \d+: (.*)\.$"),
}
OF_THE_FORM = {"0201-tests-min-100", "02-tests-template", "read-question-left-out"}
"""What only the form is asked for."""
Question = list[str]


def _with(question: Question, place: int, line: str) -> None:
    question.insert(min(place, len(question)), line)


HABITS: dict[str, Callable[[Question, str, int], None]] = {
    "wrong letter": lambda q, a, n: q.__setitem__(4, f"{'ЖЛXZ'[n % 4]}) {n}-жол"),
    "no letter": lambda q, a, n: q.__setitem__(3, f"{n} әріпсіз"),
    "no answer": lambda q, a, n: q.__delitem__(-1),
    "run in": lambda q, a, n: q.__setitem__(slice(1, 6), [" ".join(q[1:6])]),
    "stray line": lambda q, a, n: _with(q, 3, ("B. код", "Барлығы: 5", "1) қадам")[n % 3]),
    "several answers": lambda q, a, n: q.append(f"Ответ: {a[0]}{(', ', ' и ', '')[n % 3]}{a[1]}"),
    "unclear answer": lambda q, a, n: q.__setitem__(-1, f"Ответ: {'БЗX?'[n % 4]}"),
    "a text as answer": lambda q, a, n: q.__setitem__(-1, "Жауабы: ештеңе емес"),
    "same options": lambda q, a, n: q.__setitem__(2, q[2][:3] + q[1][3:]),
    "empty option": lambda q, a, n: q.__setitem__(2, q[2][:2]),
    "two options": lambda q, a, n: q.__delitem__(slice(3, 6)),
    "another number": lambda q, a, n: q.__setitem__(0, f"{n + 40}) Қайда {n}?"),
    "mixed alphabets": lambda q, a, n: q.__setitem__(0, f"{n}. Қaйда {n} өзен?"),
    "two lines": lambda q, a, n: _with(q, 1, "сұрақтың екінші жолы"),
    "page": lambda q, a, n: _with(q, 0, str(n)),
    "title": lambda q, a, n: _with(q, 0, f"Тақырып {n}"),
    "comment": lambda q, a, n: q.append(f"Түсінік: {n}-бетті қараңыз"),
    "no question": lambda q, a, n: q.__delitem__(0),
    "the same again": lambda q, a, n: q.__setitem__(0, "1. Қай қала астана?"),
}


def bank(seed: int) -> list[str]:
    """The lines of a bank with all habits, some questions with several of them."""
    chance = random.Random(seed)
    letters = LETTERS[seed % len(LETTERS)]
    lines = ["Пән бойынша тест", "1-модуль. Кіріспе"]
    for n in range(1, 151):
        right = chance.randrange(5)
        said = [f"{a}) {n * 7 + i} саны" for i, a in enumerate(letters)]
        said[right] += " ең ұзын жауап" * (chance.random() < 0.7)
        question = [f"{n}. {n * 37} деген не?", *said, f"Ответ: {letters[right]}"]
        for name in chance.sample(list(HABITS), chance.choice((0, 1, 1, 2, 3))):
            try:
                HABITS[name](question, letters, n)
            except IndexError:
                continue  # an earlier habit took the line away
        lines += question
    return lines


def _written(seed: int, folder: Path) -> Path:
    if seed % 3:
        path = folder / f"bank{seed}.txt"
        path.write_text("\n".join(bank(seed)), encoding="utf-8")
        return path
    path = folder / f"bank{seed}.docx"
    document = docx.Document()
    for line in bank(seed):
        document.add_paragraph(line)
    document.save(str(path))
    return path


@pytest.mark.parametrize("seed", range(12))
def test_a_bank_however_bad_is_told_in_a_dozen_lines(run: Any, tmp_path: Path, seed: int) -> None:
    lang = ("kk", "ru", "en")[seed % 3]
    path = _written(seed, tmp_path)
    target = tmp_path / ("out.xml", "out.gift", "out.txt", "out.zip")[seed % 4]
    said = run("testbank", path, target, "--fix", "--lang", lang)
    lines = [*said.out.splitlines(), *said.err.splitlines()]
    assert (said.code, len(lines) <= 12) == (1, True), said.err
    mended, left, count = WORDS[lang]
    assert lines.count(mended) == lines.count(left) == 1
    found = re.search(count, said.err, re.MULTILINE)
    assert found
    assert "…" not in found[1]
    # Each kind that stops a question is named, with its number of places.
    report = json.loads(run("check", path, "--json", "--lang", lang).out)
    stopping = {each["rule"] for each in report["findings"] if each["severity"] == "error"}
    told = set(re.findall(r"\[([a-z0-9-]+)\]", said.err))
    assert stopping - told <= OF_THE_FORM | {"bank-stem-short"}  # of a question left anyway


def test_without_mending_a_dozen_lines_are_enough_too(run: Any, tmp_path: Path) -> None:
    for seed in (0, 1):
        said = run("testbank", _written(seed, tmp_path), tmp_path / "out.txt", "--lang", "ru")
        assert len(said.err.splitlines()) <= 12, said.err
        assert "--fix" in said.err


def test_many_changes_of_one_kind_are_one_line(run: Any, tmp_path: Path) -> None:
    text = "\n\n".join(f"::{n}:: {n * 7919} неше? {{#{n},5:0,1}}" for n in range(1, 151))
    (tmp_path / "bank.gift").write_text(text, encoding="utf-8")
    said = run("testbank", tmp_path / "bank.gift", tmp_path / "out.xml", "--fix", "--lang", "en")
    assert said.code == 0
    assert len(said.err.splitlines()) <= 5, said.err
    assert "“1,5; 0,1; 2,5; 3,5;" in said.err or "1,5; 2,5; 3,5" in said.err
    assert "150 questions: 150 written." in said.err
