"""Which option an answer means: a letter of the other alphabet, a digit, a number in the key."""

from __future__ import annotations

import pytest
from tests.testbank.test_typing_manners import LAKES, answers, typed

from atuforms.testbank import Bank, Option, Question, shuffle
from atuforms.testbank.formats import read_bank
from atuforms.testbank.messages import (
    ANSWER_RANGE,
    ANSWER_UNCLEAR,
)
from atuforms.testbank.referring_options import referring, refers_to_others
from atuforms.testbank.typed.bank import Paragraph, parse
from atuforms.testbank.typed.key_messages import KEY_RANGE, KEY_UNCLEAR
from atuforms.testbank.typed.label_messages import LABELS_ANEW
from atuforms.testbank.typed.lines import answer_line
from atuforms.testbank.typed.manners import lone_letters
from atuforms.testbank.typed.stray_messages import ANSWER_MORE

LATIN, RUSSIAN, SPOKEN = "ABCDE", "АБВГД", "АВСДЕ"
NAMES = (*LAKES, "Теңіз")


def asked(letters: str, *answers: str, names: tuple[str, ...] = NAMES) -> list[str]:
    lines = []
    for answer in answers:
        lines += [f"{answer} жауапты сұрақ қандай?", *map("{}) {}".format, letters, names)]
        lines.append(f"Жауап: {answer}")
    reading = parse(map(Paragraph, lines, range(1, len(lines) + 1)))
    return [question.answer for question in reading.bank]


@pytest.mark.parametrize(
    ("letters", "answers", "meant"),
    [
        (LATIN, "АВСЕ", "ABCE"),  # look alike
        (LATIN, "АВСДЕ", "ABCDE"),  # С shows that Д is typed for D
        (LATIN, "АБВГД", ["A", "", "", "", ""]),  # the third of А, Б, В looks like B
        (LATIN, "АӘБВ", ["A", "", "", ""]),
        (LATIN, "Д", [""]),  # sounds like D, and is the fifth
        (LATIN, "ә", [""]),
        (RUSSIAN, "АБВГД", "ABCDE"),
        (RUSSIAN, "B", [""]),
        (RUSSIAN, "D", [""]),  # the fourth, or Д
        (SPOKEN, "АВСДЕD", "ABCDED"),
        (SPOKEN, "Г", [""]),
        ("АӘБВГ", "АБВГ", ["A", "C", "D", "E"]),
        ("АӘБВГ", "АБВГД", ["A", "", "", "", ""]),  # counted as А, Б, В, Г, Д
        (RUSSIAN, "АӘБВ", ["A", "", "", ""]),
        ("АБCDE", "В", [""]),
        ("ABDE", "C", [""]),
    ],
)
def test_a_letter_of_the_other_alphabet(letters: str, answers: str, meant: list[str]) -> None:
    assert asked(letters, *answers) == list(meant)


@pytest.mark.parametrize("keyed", [False, True])
@pytest.mark.parametrize(
    ("manner", "meant"),
    [
        # Letters of other questions say nothing on how those that the options carry are meant.
        ([(LATIN, "B"), (RUSSIAN, "Б"), (RUSSIAN, "В"), (LATIN, "D")], ["B", "B", "C", "D"]),
        ([(LATIN, "C"), (RUSSIAN, "А"), (RUSSIAN, "В"), (LATIN, "D")], ["C", "A", "C", "D"]),
        ([(SPOKEN, "В"), (RUSSIAN, "Г"), (RUSSIAN, "В"), (LATIN, "E")], ["B", "D", "C", "E"]),
        # One of the other alphabet is asked about.
        ([(LATIN, "В"), (RUSSIAN, "Б"), (RUSSIAN, "В"), (LATIN, "D")], ["", "B", "C", "D"]),
        ([(LATIN, "B"), (RUSSIAN, "Б"), (RUSSIAN, "B"), (LATIN, "Г")], ["B", "B", "", ""]),
        # So is one of which the questions of its own alphabet show that places are counted.
        ([(LATIN, "B"), (RUSSIAN, "C"), (RUSSIAN, "В"), (LATIN, "A")], ["B", "C", "", "A"]),
    ],
)
def test_each_question_has_the_alphabet_of_its_options(
    manner: list[tuple[str, str]], meant: list[str], keyed: bool
) -> None:
    lines = []
    for number, (letters, answer) in enumerate(manner, 1):
        lines += [f"{number}. Қандай сұрақ?", *map("{}) {}".format, letters, NAMES)]
        lines += [] if keyed else [f"Жауап: {answer}"]
    lines += ["Кілт: " + ", ".join(f"{i}-{a}" for i, (_, a) in enumerate(manner, 1))] * keyed
    reading = parse(map(Paragraph, lines, range(1, len(lines) + 1)), typed=True)
    assert [question.answer for question in reading.bank] == meant


def test_options_without_letters_are_counted_in_the_one_alphabet_that_fits() -> None:
    def counted(*answers: str) -> list[str]:
        lines = []
        for number, answer in enumerate(answers, 1):
            lines += [
                f"{number}. Қай көл {number}?",
                *(f"• {name}" for name in NAMES),
                f"Ответ: {answer}",
            ]
        return [question.answer for question in typed(*lines).bank]

    assert counted("Б", "Д", "В") == ["B", "E", "C"]
    assert counted("В") == []
    assert counted("B", "D") == ["B", "D"]


def test_a_digit_that_is_also_the_text_of_another_option_is_no_answer() -> None:
    numbers = ("3", "5", "4", "6", "7")
    assert asked(LATIN, "4", names=numbers) == [""]
    assert asked(LATIN, "2") == ["B"]
    assert asked(LATIN, "B (Балқаш)", "B = Балқаш", "B [Зайсан]") == ["", "", "B"]


KEYED = [
    line
    for n in (1, 2, 4, 3)
    for line in (f"{n}. Сұрақ {n}?", *map("{}) {}".format, "ABCDE", NAMES))
]


def test_a_key_names_questions_by_their_own_numbers() -> None:
    made = typed(*KEYED, "Кілт: 1-A, 2-B, 3-C, 4-D")
    assert [question.answer for question in made.bank] == list("ABDC")
    twice = [line.replace("4. ", "2. ") for line in KEYED]
    left = typed(*twice, "Кілт: 1-A, 2-B, 3-C, 4-D")
    assert KEY_UNCLEAR in [finding.message for finding in left.left]
    assert not left.bank.questions


def test_what_a_key_gives_is_said_where_no_option_has_it() -> None:
    made = typed(*KEYED, "Кілт: 1-A, 2-B, 3-J, 4-Б")
    told = {finding.path: (finding.message, finding.actual, finding.line) for finding in made.left}
    line = len(KEYED) + 1
    assert told["questions.3.answer"] == (KEY_RANGE, "J", line)
    assert told["questions.2.answer"] == (ANSWER_UNCLEAR, "Б", line)


def test_an_answer_that_no_option_carries_is_told_with_the_letters_that_they_have() -> None:
    made = typed("1. Көл?", *map("{}) {}".format, RUSSIAN, NAMES), "Ответ: Ж")
    assert [(f.message, f.limit) for f in made.left] == [(ANSWER_RANGE, "А, Б, В, Г, Д")]


def test_letters_that_begin_anew_within_a_question_are_left_for_the_author() -> None:
    code = ("1. Не басып шығарады?", "a) {", "b) c();")
    made = typed(*code, *map("{}) {}".format, LATIN, NAMES), "Жауап: A")
    assert [finding.message for finding in made.left] == [LABELS_ANEW]
    assert not made.bank.questions


@pytest.mark.parametrize(
    "text",
    [
        *("Варианты A-C", "а–в", "a) b) c)", "Верно A, неверно B", "Except B", "B-дан басқасы"),
        *("Всё выше указанное", "бәрі қате", "басқа жауап", "другой ответ", "первые два ответа"),
        *("А да, Б да", "ешқандай жауап дұрыс емес", "all answers except B", "every option"),
        *("Всё верно, кроме второго", "нұсқалар 1-2", "пп. 2, 3", "под номерами 1 и 4"),
        *("B). немесе D).", "A жəне D", "2)+3)", "2-ой и 3-ий", "см. вариант Б", "то же, что и Б"),
        *("любой из них", "каждый из перечисленных", "вышеназванные", "неверными являются Б и Г"),
        *("жоғарыдағылардың бәрі", "дұрыс жауап жоқ", "A, B және C", "а) және б)", "ответы А, В"),
    ],
)
def test_options_that_speak_of_others_only(text: str) -> None:
    assert refers_to_others(text)


@pytest.mark.parametrize(
    "text",
    ["бір 1", "да", "не верно", "кроме того", "все реки", "A", "3", "второй закон", "1-3", "см³"],
)
def test_options_that_speak_of_themselves(text: str) -> None:
    assert not refers_to_others(text)


def test_two_capitals_stand_for_two_options_unless_they_are_a_name() -> None:
    def kept(*texts: str) -> bool:
        return bool(referring(Question("?", tuple(Option(text, 0) for text in texts))))

    assert kept("Астана", "Алматы", "AB")
    assert not kept("A", "B", "AB", "O")
    assert not kept("AB", "BC", "AC")
    options = tuple(Option(text, 100.0 * (text == "АВ")) for text in ("жылу", "жарық", "АВ", "су"))
    (question,) = shuffle(Bank((Question("Энергия?", options),)), 3)
    assert [option.text for option in question.options] == [option.text for option in options]


TEXTS = ("10%", "3,14", "C++", "в городе", "A. Пушкин")


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        *(("C++", "C"), ("3,14", "B"), ("в городе", "D"), ("A. Пушкин", "E"), ("«в городе»", "D")),
        *(("C", "C"), ("B) 3,14", "B"), ("D – в городе", "D"), ("D в городе", "D"), ("b)", "B")),
        *(("в 1991 году", ""), ("а также", ""), ("С 1991 года", ""), ("C#", "")),
        *(("A или B?", ""), ("B или 10%", ""), ("A (неверно)", ""), ("Д", ""), ("E. C++", "")),
    ],
)
def test_an_answer_in_words_is_no_letter(answer: str, meant: str) -> None:
    assert asked(LATIN, answer, names=TEXTS) == [meant]


def test_a_text_file_with_options_in_one_line_and_a_key_that_lacks_a_number() -> None:
    lines = [
        line
        for n in range(1, 4)
        for line in (f"{n}. Көл {n}?", "  ".join(map("{}) {}".format, RUSSIAN, NAMES)))
    ]
    reading = read_bank("\n".join([*lines, "Кілт:", "1-Б, 3-Д"]).encode(), "aiken")
    assert [(q.text, q.answer) for q in reading.bank] == [
        ("Көл 1?", "B"),
        ("Көл 2?", ""),
        ("Көл 3?", "E"),
    ]


def test_a_question_with_two_equal_options_is_left() -> None:
    made = typed("1. Көл?", "A) Арал", "B) Зайсан", "C) Арал", "Жауап: A")
    assert (len(made.bank), [f.rule for f in made.left]) == (0, ["bank-option-repeated"])


@pytest.mark.parametrize(
    "line",
    [
        *(
            "✅ **Правильный ответ:** {}) Балқаш",
            "Правильный вариант: {}",
            "Отв.: {}",
            "Прав. ответ {}",
        ),
        *("Ответ: вариант {}", "Correct answer is {}", "Answer: Option {}", "Дұрыс нұсқа – {}"),
        *(
            "The correct option is {}",
            "Жауабы: {} нұсқасы",
            "> Ответ: {}",
            "Key: {}",
        ),
        *("Correct: {}", "Верно: {}.", "Правильно – {})", "Дұрысы: {}"),
    ],
)
def test_answers_in_other_words(line: str) -> None:
    lines = []
    for number, letter in enumerate("BCA", 1):
        name = LAKES["ABC".index(letter)]
        lines += [f"{number}. Қай көл {number}?", *map("{}) {}".format, "ABCD", LAKES)]
        lines.append(line.replace("Балқаш", name).format(letter))
    assert [answer for _, _, answer in answers(typed(*lines))] == ["B", "C", "A"]


def test_what_follows_the_letter_of_an_answer_is_named() -> None:
    said = ("B. Зайсан, себебі ол терең", "C (12-бет)", "A) Балқаш", "D – АЛАКӨЛ")
    lines = []
    for number, answer in enumerate(said, 1):
        lines += [f"{number}. Қай көл {number}?", *map("{}) {}".format, "ABCD", LAKES)]
        lines.append(f"Жауап: {answer}")
    reading = parse(map(Paragraph, lines, range(1, len(lines) + 1)), typed=True)
    # «Алакөл» is the third, whatever its letter.
    assert [question.answer for question in reading.bank] == ["B", "C", "A", ""]
    told = [(f.severity, f.actual) for f in reading.findings if f.message is ANSWER_MORE]
    assert told == [("warning", said[0]), ("warning", said[1])]


@pytest.mark.parametrize("answer", ["A. Зайсан, себебі ол терең", "B) Балқаш (12-бет)"])
def test_a_letter_with_the_beginning_of_another_option_is_asked_about(answer: str) -> None:
    made = typed("1. Қай көл?", *map("{}) {}".format, "ABCD", LAKES), f"Жауап: {answer}")
    assert (len(made.bank), [f.message for f in made.left]) == (0, [ANSWER_UNCLEAR])


def test_an_answer_may_be_the_last_line_of_a_list() -> None:
    lines = ["1. Қай көл?", *map("- {}) {}".format, "ABCD", LAKES), "- **Жауап: C**"]
    assert answers(typed(*lines)) == [("Қай көл?", LAKES, "C")]


def test_an_answer_that_is_a_text_with_the_word_option_is_that_text() -> None:
    texts = ("Вариант 2", "Вариант 1", "Вариант 3")
    lines = ["1. Қайсысы?", *map("{}) {}".format, "ABC", texts), "Ответ: вариант 1"]
    assert [answer for _, _, answer in answers(typed(*lines))] == ["B"]


def test_a_number_that_may_be_that_of_the_question_is_no_answer() -> None:
    made = typed("1. Қай көл?", *map("{}) {}".format, "ABCD", LAKES), "Ответ №2")
    assert (made.read, made.numbers) == (1, ("1",))


@pytest.mark.parametrize("line", ["{}", "[{}]", "({})"])
def test_letters_alone_below_the_options_of_most_questions_are_answers(line: str) -> None:
    lines = []
    for number, letter in enumerate("BCA", 1):
        lines += [f"{number}. Қай көл {number}?", *map("{}) {}".format, "ABCD", LAKES)]
        lines.append(line.format(letter))
    assert [answer for _, _, answer in answers(typed(*lines))] == ["B", "C", "A"]
    assert typed(*lines[:6], *(each for each in lines[6:] if len(each) > 4)).numbers


def test_a_label_whose_option_stands_below_it_is_no_answer() -> None:
    lines = []
    for number in range(1, 4):
        lines += [f"{number}. Қай көл {number}?", "A) Алакөл", "+B) Балқаш", "C)", "Зайсан"]
        lines += ["D) Марқакөл"]
    paragraphs = [Paragraph(text, number) for number, text in enumerate(lines, 1)]
    assert lone_letters(paragraphs) == paragraphs


@pytest.mark.parametrize(
    "line", ["Отв. за выпуск: А. Иванов", "Правильный вариант", "Дұрыс нұсқа:"]
)
def test_lines_that_only_begin_as_answers_do(line: str) -> None:
    assert answer_line(line) is None


@pytest.mark.parametrize(
    ("texts", "places"),
    [
        ("один 1/два 2/три 3/четыре 4/пять 5", []),
        ("цвет 1/верный 2/тон 3/оттенок 4/блеск 5", []),
        # A number that another option has, or none, may be the name of an option.
        ("альфа 1/бета 2/гамма 3/дельта 4/только 1", [4]),
        ("медь/железо/олово/свинец/вариант 1", [4]),
        ("ответ 1/ответ 2/ответ 3/ответ 4/ответ 5", [0, 1, 2, 3, 4]),
        ("альфа 1/бета 2/гамма 3/дельта 4/все верны", [4]),
    ],
)
def test_a_word_with_a_number_among_its_like_is_no_talk_of_others(
    texts: str, places: list[int]
) -> None:
    options = tuple(Option(text, 0) for text in texts.split("/"))
    assert referring(Question("?", options)) == places
