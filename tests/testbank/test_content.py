"""Findings on content, shuffling, variants and coverage."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from atuforms import testbank
from atuforms.core.language.sentences import Message
from atuforms.testbank import (
    Bank,
    Option,
    Question,
    answer_key,
    chart,
    check,
    check_coverage,
    coverage,
    distribution,
    fix,
    shuffle,
    single,
    variants,
)
from atuforms.testbank import messages as sentences
from atuforms.testbank.letters import mixed_words
from atuforms.testbank.messages import (
    DUPLICATE,
    MODULE_FEW,
    MODULE_NONE,
    NEAR_DUPLICATE,
    NEAR_DUPLICATE_UNCHECKED,
)
from atuforms.testbank.referring_options import refers_to_others

WORDS = ["бір", "екі", "үш", "төрт", "бес"]
TOPICS = [
    "алгоритм құрылымын",
    "желі хаттамасын",
    "нан өндірісін",
    "сүт ферментін",
    "мақта талшығын",
    "тоқыма станогын",
    "бухгалтер есебін",
    "салық ставкасын",
]


def bank_of(count: int) -> Bank:
    return Bank(
        tuple(
            single(
                f"{TOPICS[i % 8]} {i} рет сипаттаңыз", [f"{w} {i}" for w in WORDS], "ABCDE"[i % 5]
            )
            for i in range(count)
        )
    )


def messages(bank: Bank) -> list[Message]:
    return [finding.message for finding in check(bank)]


def test_a_good_bank_has_no_findings() -> None:
    assert not check(bank_of(100))


@pytest.mark.parametrize(
    "text",
    [
        "Барлығы дұрыс.",
        "Жоғарыда аталғандардың барлығы",
        "Барлық жауап дұрыс",
        "Дұрыс жауап жоқ",
        "Все вышеперечисленное",
        "Все ответы верны",
        "все варианты",
        "Нет правильного ответа",
        "Ни один из перечисленных",
        "All of the above",
        "None of these",
        "Both of them",
    ],
)
def test_options_that_refer_to_the_others(text: str) -> None:
    assert refers_to_others(text)


@pytest.mark.parametrize(
    "text", ["Барлық жануарлар", "Все люди смертны", "All animals", "Ответы на вопросы", "дұрыс"]
)
def test_options_that_stand_alone(text: str) -> None:
    assert not refers_to_others(text)


@pytest.mark.parametrize(
    ("one", "two", "message"),
    [
        ("2 + 3 неге тең болады?", "2 + 4 неге тең болады?", None),
        ("x > y болғанда не дұрыс?", "x < y болғанда не дұрыс?", None),
        ("Нан қалай пісіріледі?", "нан, қалай пісіріледі", DUPLICATE),
        ("Нанның негізгі шикізаты қандай?", "Нанның негізгі шикізат қандай?", NEAR_DUPLICATE),
    ],
)
def test_repeated_questions(one: str, two: str, message: Message | None) -> None:
    bank = Bank((single(one, WORDS, "A"), single(two, WORDS, "A")))
    found = [m for m in messages(bank) if m in (DUPLICATE, NEAR_DUPLICATE)]
    assert found == ([message] if message else [])


def test_near_duplicates_that_cannot_be_looked_for_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert messages(bank_of(100)) == [NEAR_DUPLICATE_UNCHECKED]


def test_mixed_words_get_the_spelling_with_fewest_changes() -> None:
    assert mixed_words("Кaзақстан және Wоrd, HТML") == (
        ("Кaзақстан", "Казақстан"),
        ("Wоrd", "Word"),
        ("HТML", "HTML"),
    )
    assert mixed_words("жұмысqа") == (("жұмысqа", ""),)
    assert mixed_words("Python тілі x-осі") == ()


def test_the_distribution_of_answers_is_drawn() -> None:
    bank = Bank(tuple(single(q.text, [o.text for o in q.options], "C") for q in bank_of(40)))
    (finding,) = [f for f in check(bank) if f.rule == "bank-answer-position"]
    assert (finding.actual, finding.limit, finding.severity) == (40, 8, "warning")
    assert distribution(bank) == {"A": 0, "B": 0, "C": 40, "D": 0, "E": 0}
    assert chart({"A": 5, "B": 10}) == "A ██████████ 5\nB ████████████████████ 10"


def test_richer_kinds_are_for_exchange_only() -> None:
    several = Question(
        "Екеуін таңдаңыз", (Option("a", 50), Option("b", 50), Option("c", -100)), "multiple"
    )
    assert not check(Bank((several,)), template=False)
    assert [f.rule for f in check(Bank((several,)))] == ["0205-single-answer", "0201-tests-min-100"]


def test_signs_that_moodle_spoils_in_aiken_options_are_named() -> None:
    bank = Bank((single("a < b болса?", ["x < y", "x = y"], "A"),))
    found = [f for f in check(bank) if f.rule == "bank-aiken-signs"]
    assert [(f.path, f.severity) for f in found] == [("questions.0.options.0", "warning")]


def test_fix_reports_what_it_changed() -> None:
    number = Question("Пи?", (Option("3,14", 100),), "numeric")
    several = Question("Q", (Option("a", 33), Option("b", 66.7)), "multiple")
    mended, changes = fix(Bank((number, several)))
    assert [(c.number, c.rule, c.before, c.after) for c in changes] == [
        (1, "bank-number", "3,14", "3.14"),
        (2, "bank-weight", "33", "33.33333"),
        (2, "bank-weight", "66.7", "66.66667"),
    ]
    assert not check(mended, template=False)
    assert fix(mended) == (mended, ())


@pytest.mark.parametrize("weights", [(100.5, 0), (100, 47), (37.5, 62.5)])
def test_a_weight_that_is_no_rounding_of_a_known_one_is_not_guessed(
    weights: tuple[float, float],
) -> None:
    options = tuple(Option(f"{weight}", weight) for weight in weights)
    bank = Bank((Question("Q", options, "multiple"),))
    assert fix(bank) == (bank, ())
    assert "bank-weight" in {finding.rule for finding in check(bank, template=False)}


def test_shuffling_keeps_every_question_and_its_answer() -> None:
    bank = bank_of(50)
    shuffled = shuffle(bank, 7)
    assert shuffled == shuffle(bank, 7)
    assert shuffled != shuffle(bank, 8)

    def right(bank: Bank) -> dict[str, str]:
        return {q.text: q.options[q.right[0]].text for q in bank}

    assert right(shuffled) == right(bank)
    assert sum(distribution(shuffled).values()) == 50


def test_the_order_is_the_same_everywhere() -> None:
    order = [int(q.text.split()[2]) for q in shuffle(bank_of(8), "atu")]
    assert order == [1, 5, 3, 4, 7, 2, 0, 6]


def test_options_that_refer_to_others_stay_in_place() -> None:
    words = [*WORDS[:4], "Барлығы дұрыс"]
    bank = Bank(tuple(single(f"Сұрақ {i}", words, "E") for i in range(10)))
    assert all(q.answer == "E" for q in shuffle(bank, 1))


def test_variants_share_one_key() -> None:
    bank = bank_of(30)
    made = variants(bank, 3, seed=2026)
    assert [variant.name for variant in made] == ["A", "B", "C"]
    assert len({variant.bank for variant in made}) == 3
    for variant in made:
        assert sorted(variant.order) == list(range(1, 31))
        assert [bank.questions[n - 1].text for n in variant.order] == [q.text for q in variant.bank]
    key = answer_key(made)
    assert key[0] == ("№", "A", "B", "C")
    assert key[1] == ("1", *(variant.bank.questions[0].answer for variant in made))
    assert len(key) == 31
    with pytest.raises(ValueError, match="1 to 26"):
        variants(bank, 27, seed=1)


def test_coverage_by_module_against_ten_a_week() -> None:
    questions = [single(f"Q{i}", WORDS, "A", module="1", lecture=f"{i % 2 + 1}") for i in range(11)]
    questions += [single(f"R{i}", WORDS, "A", module="2") for i in range(10)]
    bank = Bank((*questions, single("S", WORDS, "A")))
    assert [(m.module, m.questions, m.enough) for m in coverage(bank)] == [
        ("1", 11, True),
        ("2", 10, False),
        ("", 1, False),
    ]
    assert coverage(bank)[0].lectures == (("1", 6), ("2", 5))
    assert [(f.message, f.clause, f.limit, f.actual, f.severity) for f in check_coverage(bank)] == [
        (MODULE_FEW, "02 §8.3", 10, 10, "warning"),
        (MODULE_NONE, "02 §8.3", 10, 1, "warning"),
    ]
    assert not check_coverage(bank_of(3))


def test_every_sentence_is_used() -> None:
    folder = Path(testbank.__file__).parent
    source = "".join(
        path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "sentences.py"
    )
    names = [name for name, value in vars(sentences).items() if isinstance(value, Message)]
    assert names
    assert not [name for name in names if not re.search(rf"\b{name}\b", source)]
