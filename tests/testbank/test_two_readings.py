"""What may be read in two ways in a typed bank is asked about, and nothing shows the answer."""

from __future__ import annotations

import pytest

from atuforms.testbank import aiken, formats, gift, moodle_xml
from atuforms.testbank.content import check
from atuforms.testbank.conversion import convert
from atuforms.testbank.messages import ANSWER_AGAINST, ANSWER_RANGE, ANSWER_UNCLEAR
from atuforms.testbank.model import Bank, BankReading, single
from atuforms.testbank.typed import html as typed_html
from atuforms.testbank.typed.bank import parse
from atuforms.testbank.typed.key_messages import KEY_AGAINST
from atuforms.testbank.typed.lines import Paragraph
from atuforms.testbank.typed.looks_messages import ANSWERS_ABOVE, OPTION_TELLS, XML_TRUTH_AGAINST

RIVERS = ["Ертіс", "Есіл", "Шу", "Талас"]


def typed(*lines: str, bold: str = "") -> BankReading:
    """A bank of Word; the line ``bold`` is so."""
    return parse(
        (Paragraph(line, i, bold=line == bold) for i, line in enumerate(lines, 1)), typed=True
    )


def asked(
    answer: str, options: list[str], letters: str = "ABCDE", word: str = "Жауап"
) -> list[str]:
    """A question with its answer line, after two whose answers are texts."""
    lines = []
    for number, (names, said) in enumerate(
        ((RIVERS, "Есіл"), (RIVERS, "Талас"), (options, answer)), 1
    ):
        lines += [f"{number}. Қайсысы дұрыс?"]
        lines += [f"{letter}) {name}" for letter, name in zip(letters, names, strict=False)]
        lines += [f"{word}: {said}"]
    return lines


def last(reading: BankReading) -> str:
    """The text of the right option of the last question."""
    question = reading.bank.questions[-1]
    return "; ".join(question.options[i].text for i in question.right)


@pytest.mark.parametrize(
    ("answer", "options", "meant"),
    [
        ("C++", ["Pascal", "Java", "Kotlin", "C++"], "C++"),
        ("B+", ["AB-", "O-", "B+", "A+"], "B+"),
        ("«D+»", ["D+", "C+", "B+", "A+"], "D+"),
        ("B", ["B", "C", "A", "K"], ""),  # the second, or vitamin B
        ("В", ["B", "C", "A", "K"], ""),  # the same with a Cyrillic letter
        ("A, B", ["C", "A, B", "E", "K"], ""),
        ("D", ["ten", "two", "six", "one"], ""),  # all other answers are texts
        ("A+", ["one", "two", "six", "ten"], ""),
    ],
)
def test_an_answer_is_the_text_of_an_option_or_asked_about(
    answer: str, options: list[str], meant: str
) -> None:
    lines = asked(answer, options)
    assert (last(typed(*lines)), last(aiken.read("\n".join(lines)))) == (meant, meant)


def test_moodles_own_answer_line_names_a_letter() -> None:
    reading = aiken.read("Vitamin?\nA. C\nB. D\nC. K\nANSWER: C\n")
    assert (last(reading), reading.findings) == ("K", ())


@pytest.mark.parametrize(
    ("letters", "answer", "message"),
    [
        ("АБСД", "В", ANSWER_RANGE),
        ("АБВГ", "Е", ANSWER_RANGE),
        ("АӘБВГ", "D", ANSWER_RANGE),
        ("АӘБВГ", "С", ANSWER_RANGE),
        ("ABCD", "В", ANSWER_UNCLEAR),
    ],
)
def test_a_letter_that_no_option_has_is_none(letters: str, answer: str, message: object) -> None:
    lines = ["1. Өзен?", *(f"{a}) {b}" for a, b in zip(letters, "кмнпр", strict=False))]
    reading = typed(*lines, f"Жауап: {answer}")
    assert last(reading) == ""
    assert message in [finding.message for finding in reading.findings]


def test_a_letter_means_the_same_typed_or_printed_by_word() -> None:
    for answers, meant in (("ВА", ""), ("ВАС", "BAC")):
        told = []
        for label in ("", "{})"):
            lines: list[Paragraph] = []
            for number, _ in enumerate(answers, 1):
                lines.append(Paragraph(f"{number}. Сұрақ {number}?", len(lines)))
                for letter in "ABC":
                    text = f"нұсқа {letter}" if label else f"{letter}) нұсқа {letter}"
                    shown = label.format(letter)
                    level = ("1", 0) if label else None
                    lines.append(Paragraph(text, len(lines), label=shown, level=level))
            key = ", ".join(f"{i}-{each}" for i, each in enumerate(answers, 1))
            bank = parse([*lines, Paragraph(f"Кілт: {key}", 99)], typed=True).bank
            told.append("".join(question.answer for question in bank))
        assert told == ([meant] * 2 if meant else ["A"] * 2)


@pytest.mark.parametrize("sign", ["✔\ufe0f", "✓\ufe0e ", "*", "✅ ", "(+) ", "\u200b+ "])
@pytest.mark.parametrize("labels", ["А Ә Б В", "1 2 3 4", "a b c d"])
def test_a_sign_goes_as_a_whole_wherever_it_stands(sign: str, labels: str) -> None:
    for before in (True, False):
        lines = []
        for number in (1, 2):
            lines.append(f"{number}. Өзен {number}?")
            for i, (label, name) in enumerate(zip(labels.split(), RIVERS, strict=True)):
                mark = sign if i == 1 else ""
                lines.append(f"{mark}{label}) {name}" if before else f"{label}) {mark}{name}")
        bank = typed(*lines).bank
        assert [[o.text for o in q.options] for q in bank] == [RIVERS, RIVERS]
        assert [q.answer for q in bank] == ["B", "B"]


@pytest.mark.parametrize(
    "line",
    [
        *("B) **Есіл**", "**B) Есіл**", "**B)** **Есіл**", "B) **Есіл", "B) *Есіл*", "B) + + Есіл"),
        *("✓) B) Есіл", "* * B) Есіл", "B) ✓✓ Есіл", "B) *. Есіл", "B) Есіл * *", "*B) Есіл*"),
        *("B) +Есіл+", "✔✔ B) Есіл ✔✔", "+: B) Есіл"),
    ],
)
def test_nothing_of_a_sign_stays(line: str) -> None:
    lines = ["1. Өзен?", "A) Ертіс", line, "C) Шу", "2. Көл?", "A) Балқаш", line, "C) Зайсан"]
    bank = typed(*lines).bank
    assert [(q.options[1].text, q.answer) for q in bank] == [("Есіл", "B")] * 2


@pytest.mark.parametrize("name", ["C++", "A*", "*.txt", "+5", "i++"])
def test_names_keep_their_signs(name: str) -> None:
    lines = [f"+B) {name}" if each == "B" else f"{each}) тіл {each}" for each in "ABCD"]
    bank = typed("1. Тіл?", *lines, "2. Тіл?", "A) бір", "+B) екі", "C) үш").bank
    assert [last(BankReading(type(bank)((each,)))) for each in bank] == [name, "екі"]


def test_a_sign_stays_in_a_bank_that_is_marked_otherwise() -> None:
    lines = [
        Paragraph(text, i, bold=text.startswith("B"))
        for i, text in enumerate(
            line
            for number in range(1, 5)
            for line in (f"{number}. Тип?", "A) p", "B) *p" if number == 2 else "B) int", "C) &p")
        )
    ]
    reading = parse(lines, typed=True)
    assert [last(BankReading(type(reading.bank)((q,)))) for q in reading.bank] == [
        *("int", "*p", "int", "int")
    ]
    assert [f.details["number"] for f in check(reading.bank) if f.message == OPTION_TELLS] == [2]


def test_a_sign_of_the_right_option_alone_is_named() -> None:
    told = single("Өзен?", ["Шу", "Ес\u200bіл", "Талас"], "B")
    shared = single("Өзен?", ["Ш\u200bу", "Ес\u200bіл", "Талас"], "B")
    findings = [
        [f.message for f in check(Bank((each,)), template=False)] for each in (told, shared)
    ]
    assert [OPTION_TELLS in each for each in findings] == [True, False]


@pytest.mark.parametrize("line", ["*B) Есіл", "+B) Есіл", "B) ✓ Есіл", "B) Есіл (+)", "B)* Есіл"])
def test_a_mark_against_the_answer_line_is_asked_about_in_a_text_too(line: str) -> None:
    reading = aiken.read(f"Өзен?\nA) Шу\n{line}\nC) Талас\nANSWER: C\n")
    assert last(reading) == ""
    assert ANSWER_AGAINST in [finding.message for finding in reading.findings]


def test_answers_above_their_questions_are_all_left() -> None:
    lines = []
    for number in (1, 2, 3):
        lines += ["Жауап: B", f"{number}. Көл?", "A) Балқаш", "B) Зайсан"]
    for head in ([], ["Тест"]):
        reading = typed(*head, *lines)
        assert [question.answer for question in reading.bank] == ["", "", ""]
        told = [f.message for f in reading.findings]
        assert told.count(ANSWERS_ABOVE) == 1
    below = typed(*lines, "Жауап: A")
    assert ANSWERS_ABOVE not in [finding.message for finding in below.findings]


def test_a_bare_table_of_answers_is_compared_with_the_marks() -> None:
    lines = [
        Paragraph(text, number * 10 + i, bold=i == 2)
        for number in (1, 2, 3)
        for i, text in enumerate((f"{number}. Көл?", "A) Балқаш", "B) Зайсан", "C) Алакөл"))
    ]
    cells = [
        Paragraph(text, 99, column="", cell_at=(1, row, place))
        for row, texts in enumerate(("123", "BCB"))
        for place, text in enumerate(texts)
    ]
    reading = parse([*lines, *cells], typed=True)
    assert [question.answer for question in reading.bank] == ["B", "", "B"]
    assert KEY_AGAINST in [finding.message for finding in reading.findings]


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        ("Бұрыс", "Дұрыс", True),
        ("Нет", "Да", True),
        ("False", "True", True),
        ("Дұрыс", "Бұрыс", False),
        ("Қосыламын", "Қосылмаймын", False),
    ],
)
def test_true_and_false_in_the_other_order(first: str, second: str, left: bool) -> None:
    answers = f"""<answer fraction="100"><text>{first}</text></answer>
    <answer fraction="0"><text>{second}</text></answer>"""
    reading = moodle_xml.read(
        f"""<quiz><question type="truefalse"><name><text>1</text></name>
        <questiontext><text>Жер дөңгелек</text></questiontext>{answers}</question></quiz>"""
    )
    made = convert(reading, "gift", template=False)
    assert (len(made.bank), XML_TRUTH_AGAINST in [f.message for f in made.left]) == (
        1 - left,
        left,
    )


@pytest.mark.parametrize("text", ["{1:MULTICHOICE:=Есіл~Шу}", "{:SA:=Есіл}", "{2:NUMERICAL:=5:1}"])
def test_answers_embedded_in_gift_are_left(text: str) -> None:
    reading = gift.read(f"Өзен {text} қайда?\n\nКөл {{=Балқаш ~Зайсан}}\n")
    assert len(reading.bank) == 1
    assert [finding.actual for finding in reading.findings] == ["cloze"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_text_of_platonus_in_any_encoding(encoding: str) -> None:
    text = "<question>Река?\n<variant>Нева\n<variantright>Волга\n<variant>Дон\n"
    bom = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    data = bom + text.encode(encoding)
    assert formats.format_of(data, ".txt") == "aiken"
    assert last(formats.read_bank(data, "aiken")) == "Волга"


PAGE = """<html><head><style>
@import url(x.css); .c1{{color:#000;font-weight:400}} /* .c2{{display:none}} */
@media print{{.c1{{font-weight:700}}}}
{rule}
</style></head><body><p class="c1">1. Өзен?</p>
<p class="c1"><span class="c1">A) Шу</span></p><p class="c1"><span class="c2">B) Есіл</span></p>
<p class="c1"><span class="c1">C) Талас</span></p></body></html>"""


@pytest.mark.parametrize(
    "rule",
    [
        ".c2{font-weight:700}",
        "span.c2, .x{color:#f00 !important}",
        ".c2 { background-color : yellow }",
        ".c2{text-decoration:underline}",
    ],
)
def test_the_classes_of_a_page_show_the_right_option(rule: str) -> None:
    reading = typed_html.read(PAGE.format(rule=rule).encode())
    assert last(reading) == "Есіл"


@pytest.mark.parametrize(
    "rule", ["", ".c2{font-weight:400}", "p .c2{font-weight:700}", ".c2{color:#000"]
)
def test_other_rules_of_a_page_show_nothing(rule: str) -> None:
    assert last(typed_html.read(PAGE.format(rule=rule).encode())) == ""


def test_what_a_class_hides_is_named() -> None:
    reading = typed_html.read(PAGE.format(rule=".c2{display:none}").encode())
    assert "B) Есіл" in [finding.actual for finding in reading.findings]


def test_bold_that_is_taken_back_is_none() -> None:
    page = """<b style="font-weight:normal"><p>1. Көл?</p><p>A) Балқаш</p>
    <p><b>B) Зайсан</b></p><p>C) Алакөл</p></b>"""
    assert last(typed_html.read(page.encode())) == "Зайсан"
