"""What was read is what is written and what is named."""

from __future__ import annotations

import pytest

from atuforms.core.findings import Finding
from atuforms.testbank import aiken, conversion, gift, moodle_xml
from atuforms.testbank.conversion import convert, not_kept
from atuforms.testbank.letters import mixed_words
from atuforms.testbank.referring_options import refers_to_others

CHOICE = (
    '<question type="multichoice"><name><text>N</text></name><questiontext format="html"><text>'
    "Көл?</text></questiontext>{}</question>"
)
ANSWERS = (
    '<answer fraction="100"><text>a</text></answer><answer fraction="0"><text>b</text></answer>'
)


def quiz(inside: str) -> str:
    return f"<quiz>{CHOICE.format(inside)}</quiz>"


@pytest.mark.parametrize(
    "block",
    [
        "Бөлшек $$\\frac{1}{2}$$ нешеге тең? {=0.5 ~1}",
        'JSON {"a": 1} деген не? {=нысан ~массив}',
        "Бірінші? {=иә ~жоқ}\nЕкінші? {=иә ~жоқ}",
        "Бірінші? {=иә ~жоқ}\n\u00a0\nЕкінші? {=иә ~жоқ}",
        "1-1 нешеге тең? {#0}",
        "1-1 нешеге тең? {0}",
        "$CATEGORY: $course$/top/Көлдер\nБірінші? {=иә ~жоқ}",
        "Эссе жазыңыз. {}",
    ],
)
def test_what_gift_misreads_is_left_and_counted(block: str) -> None:
    made = convert(gift.read(f"Дұрысы? {{=иә ~жоқ}}\n\n{block}"), "gift", template=False)
    assert (made.read, len(made.bank), len(made.numbers + made.lines)) == (2, 1, 1)
    assert len(made.left) == 1


def test_many_findings_are_counted_once_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank in which every question has a fault takes no longer than its questions."""
    faulty = "\n".join(
        f"Көл {n}?\nA) Балқаш\nB) Зайсан\nB) Алакөл\nC) Марқакөл\nЖауап: B\n" for n in range(200)
    )
    reading = aiken.read(faulty)
    asked: list[Finding] = []
    number = conversion._number

    def counted(finding: Finding) -> int | None:
        asked.append(finding)
        return number(finding)

    monkeypatch.setattr(conversion, "_number", counted)
    made = convert(reading, "moodle-xml", template=False)
    assert len(made.left) >= len(made.numbers) == 200
    assert len(asked) < 10 * 200


@pytest.mark.parametrize("block", ["Тіл? {=C# ~C++}", "Формула? {=x=5}"])
def test_signs_that_gift_takes_for_its_own_are_named(block: str) -> None:
    assert [f.rule for f in gift.read(block).findings] == ["bank-gift-sign"]


def test_labels_in_comments_are_named() -> None:
    (finding,) = gift.read("// [id:7] [tag:көл]\nКөл? {=a ~b}").findings
    assert finding.actual == "[id:7], [tag:көл]"


def test_moodle_sets_what_xml_leaves_out() -> None:
    (question,) = moodle_xml.read(quiz(ANSWERS)).bank
    assert (question.kind, question.shuffle, question.numbering) == ("single", False, "abc")


@pytest.mark.parametrize(
    ("data", "rule", "written"),
    [
        (quiz(ANSWERS).replace("Көл?", "<b>Көл</b>?"), "bank-xml-tags", 0),
        (quiz(ANSWERS).replace("<text>N</text>", ""), "bank-xml-name", 1),
        (quiz(ANSWERS).replace('"100"', '"100,0"'), "bank-weight", 1),
        (quiz(ANSWERS).replace('"100"', '"көп"'), "bank-weight", 0),
    ],
)
def test_where_moodle_stops_at_an_xml_file(data: str, rule: str, written: int) -> None:
    reading = moodle_xml.read(data)
    assert [f.rule for f in reading.findings if f.severity == "error"] == [rule]
    assert len(convert(reading, "moodle-xml", template=False).bank) == written


def test_changed_settings_of_moodle_are_named() -> None:
    reading = moodle_xml.read(quiz("<penalty>0.1</penalty><hidden>1</hidden>" + ANSWERS))
    assert [f.actual for f in reading.findings] == ["penalty, hidden"]


def test_true_and_false_in_other_words_go_by_their_order() -> None:
    data = quiz(ANSWERS).replace("multichoice", "truefalse")
    reading = moodle_xml.read(data.replace(">a<", ">Рас<").replace(">b<", ">Жалған<"))
    assert [(o.text, o.weight) for o in reading.bank.questions[0].options] == [
        ("true", 100),
        ("false", 0),
    ]
    assert [f.severity for f in reading.findings] == ["warning"]


def test_line_ends_of_the_source_are_spaces_in_html_and_breaks_in_auto_format() -> None:
    data = quiz(ANSWERS).replace("Көл?", "Қай\nкөл?")
    assert moodle_xml.read(data).bank.questions[0].text == "Қай көл?"
    auto = data.replace('format="html"', 'format="moodle_auto_format"')
    rich = auto.replace(
        "<text>a</text>", '<text>a</text><feedback format="html"><text>&lt;b&gt;x&lt;/b&gt;</text>'
        "</feedback>"
    )  # fmt: skip
    assert moodle_xml.read(rich).bank.questions[0].text == "Қай<br>көл?"


def test_what_a_format_has_no_place_for_is_listed() -> None:
    bank = gift.read("::Аты::Көл? {=a#жарайсың ~%-50%b ####жалпы}").bank
    (finding,) = not_kept(bank, "yaml")
    assert finding.actual == "name, generalfeedback, feedback, fraction"
    assert not list(not_kept(bank, "moodle-xml"))


def test_questions_of_no_module_come_first() -> None:
    bank = gift.read("$CATEGORY: $course$/top/Көлдер\n\nБір? {=a ~b}").bank
    other = gift.read("Екі? {=a ~b}").bank
    both = type(bank)((*bank, *other))
    assert [(q.text, q.module) for q in gift.read(gift.write(both)).bank] == [
        ("Екі?", ""),
        ("Бір?", "Көлдер"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A и C",
        "а) және б)",
        "верны 2 и 3",
        "оба ответа верны",
        "екеуі де дұрыс",
        "ешқайсысы",
        "Both A and C",
        "neither A nor B",
        "всё верно",
        "нет верного",
        "только B",
        "A, B",
        "тек A және С",
        "1-ші және 2-ші жауап",
        "ABD",
        "как А, так и Б",
        "Варианты ответов A и B",
        "Все, кроме В",
        "А-дан басқасының бәрі",
        "правильный ответ отсутствует",
        "ни один из ответов не верен",
        "екеуі де дұрыс емес",
        "все три",
        "all except A",
        "two of the above",
        "none are correct",
        "statements 1 and 2",
    ],
)
def test_options_that_name_others_stay_in_place(text: str) -> None:
    assert refers_to_others(text)


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "TCP и UDP",
        "оба берега реки",
        "a + b",
        "10, 12",
        "верно",
        "1 немесе 2 рет",
        "AB",
        "BAD",
        "кроме воды",
    ],
)
def test_options_that_name_no_others(text: str) -> None:
    assert not refers_to_others(text)


def test_an_acronym_with_an_ending_is_no_mixed_word() -> None:
    assert not mixed_words("SQLде, URLдің, Wordта, HTTPSтен")
    assert mixed_words("Kөл") == (("Kөл", "Көл"),)
