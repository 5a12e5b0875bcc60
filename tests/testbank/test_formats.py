"""What is written is read back, and means in Moodle what it meant here."""

from __future__ import annotations

import time
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.testbank.imported import imported
from tests.testbank.strategies import AIKEN_BANKS, RICH_BANKS, TEXT, singles

from atuforms.core.exceptions import UnknownFormat, UnreadableInput
from atuforms.core.findings import InvalidRecord
from atuforms.testbank import (
    WRITERS,
    Bank,
    File,
    Option,
    Question,
    aiken,
    check_reading,
    fix,
    format_of,
    gift,
    moodle_xml,
    read_bank,
    single,
    write_bank,
)
from atuforms.testbank.categories import filed
from atuforms.testbank.messages import ANSWER_AGAINST, GIFT_ANSWERS, GIFT_BRACES, GIFT_NUMBER
from atuforms.testbank.moodle import read_as_moodle
from atuforms.testbank.moodle.comparison import different
from atuforms.testbank.moodle_kinds import KIND_UNKNOWN

FEW = settings(max_examples=150, deadline=None)


@FEW
@given(AIKEN_BANKS)
def test_aiken_returns_unchanged(bank: Bank) -> None:
    # «?» alone is asked about: it may be what is left of a question.
    assume(all(any(map(str.isalnum, question.text)) for question in bank))
    reading = aiken.read(aiken.write(bank))
    assert reading.bank == bank
    assert {finding.rule for finding in reading.findings} <= {"bank-number-kept"}


SIGNED = ["*0", "* 0", "✓ иә", "иә ✓", "+ 5", "(+) x", "[*] q", "x (верно)", "слово*", "*a*", "☑ a"]
UNSIGNED = ["*p", "+5", "C++", "A*", "−5"]


@pytest.mark.parametrize("option", [*SIGNED, *UNSIGNED])
def test_an_option_with_a_sign_comes_back_or_is_asked_about(option: str) -> None:
    other = single("Not this one?", ["x", "y", "z"], "C")
    right = Bank((single("Why?", ["a", option, "c"], "B"), other))
    assert aiken.read(aiken.write(right)).bank == right
    # The sign of a right answer beside another option than the answer line names.
    wrong = Bank((single("Why?", ["a", option, "c"], "A"), other))
    reading = aiken.read(aiken.write(wrong))
    texts = [[each.text for each in question.options] for question in reading.bank]
    assert texts == [["a", option, "c"], ["x", "y", "z"]]
    if option in SIGNED:
        told = [(f.message, f.path) for f in reading.findings if f.severity == "error"]
        assert (reading.bank.questions[0].answer, told) == (
            "",
            [(ANSWER_AGAINST, "questions.0.answer")],
        )
    else:
        assert reading.bank == wrong


@pytest.mark.parametrize("stem", ["1.  co\u00adop", "1.  \u00ad", "1) a **b** c", "1. a\u200bb"])
def test_signs_that_nobody_sees_stay_where_moodle_imports_the_file(stem: str) -> None:
    bank = Bank((single(stem, ["a", "b"], "A"), single("1.  Why?", ["a", "b"], "B")))
    reading = aiken.read(aiken.write(bank))
    assert [question.text for question in reading.bank] == [stem, "1.  Why?"]
    assert [finding.rule for finding in reading.findings] == ["bank-number-kept"]


@FEW
@given(AIKEN_BANKS)
def test_moodle_imports_exactly_what_aiken_says(bank: Bank) -> None:
    questions, errors = imported(aiken.write(bank))
    assert not errors
    assert [(q.stem, q.options, q.answer) for q in questions] == [
        (q.text, [o.text for o in q.options], q.right[0]) for q in bank
    ]


@FEW
@given(st.lists(singles(TEXT), max_size=4).map(lambda questions: Bank(tuple(questions))))
def test_any_bank_is_refused_or_imports_exactly(bank: Bank) -> None:
    mended, _ = fix(bank)
    if any(f for i, q in enumerate(mended) for f in aiken.unfit(q, i)):
        with pytest.raises(InvalidRecord):
            aiken.write(mended)
        return
    questions, errors = imported(aiken.write(mended))
    assert not errors
    assert [q.stem for q in questions] == [q.text for q in mended]


@FEW
@given(RICH_BANKS)
def test_moodle_xml_returns_unchanged(bank: Bank) -> None:
    assert moodle_xml.read(moodle_xml.write(bank)).bank.questions == filed(bank)


@FEW
@given(RICH_BANKS)
def test_gift_returns_unchanged(bank: Bank) -> None:
    assume(not any(f for i, q in enumerate(bank) for f in gift.unfit(q, i)))
    reading = gift.read(gift.write(bank))
    assert reading.bank.questions == filed(bank)
    assert {f.rule for f in reading.findings} <= {"bank-gift-sign"}


@FEW
@given(RICH_BANKS, st.sampled_from(["gift", "moodle-xml"]))
def test_moodle_imports_exactly_what_is_meant(bank: Bank, name: str) -> None:
    unfit = gift.unfit if name == "gift" else lambda _question, _index: ()
    bank = Bank(tuple(q for i, q in enumerate(bank) if not any(unfit(q, i))))
    reading = read_as_moodle(WRITERS[name].write(bank), name)
    assert reading.imported == len(bank)
    assert not list(different(bank, reading, name))


@pytest.mark.parametrize("data", ["", "\n\n", "\ufeff"])
def test_an_empty_file_is_an_empty_bank(data: str) -> None:
    assert aiken.read(data).bank == Bank()
    assert gift.read(data).bank == Bank()


def test_aiken_refuses_other_kinds_and_names_the_questions() -> None:
    other = Question("Why?", (Option("Because.", 100.0),), "short_text")
    bank = Bank((single("Q?", ["a", "b"], "A"), other))
    with pytest.raises(UnknownFormat, match=r"other kinds: 2\."):
        aiken.write(bank)


@pytest.mark.parametrize(
    "stem", ["I. Newton қашан туған?", "H.264 деген не?", "A) бөлімі", "ANSWER: деген сөз?", "C."]
)
def test_a_stem_that_moodle_misreads_is_refused_and_mended(stem: str) -> None:
    bank = Bank((single(stem, ["a", "b"], "B"),))
    with pytest.raises(InvalidRecord):
        aiken.write(bank)
    mended, changes = fix(bank)
    assert [change.rule for change in changes] == ["bank-stem-misread"]
    questions, errors = imported(aiken.write(mended))
    assert not errors
    assert questions[0].stem == mended.questions[0].text
    assert questions[0].stem.endswith(stem)


@pytest.mark.parametrize("writer", [aiken, gift, moodle_xml])
@pytest.mark.parametrize(
    "question",
    [
        single("Q?", ["a"], "A"),
        single("Q?", ["a", "b"], ""),
        single("Q?", ["a", "b", "c"], "AC"),
        single("", ["a", "b"], "A"),
        single("Q?", ["a", ""], "A"),
        single("Q\x00?", ["a", "b"], "A"),
        single("Q\ud800?", ["a", "b"], "A"),
    ],
)
def test_writers_refuse_what_moodle_would_lose(writer: ModuleType, question: Question) -> None:
    with pytest.raises(InvalidRecord) as caught:
        writer.write(Bank((question,)))
    assert caught.value.report.findings[0].path.startswith("questions.0")


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("kz1048", "kz1048")]
)
def test_encodings_are_recognised(encoding: str, name: str) -> None:
    text = "Қазақстанның астанасы қай қала?\nA. Алматы\nB. Астана\nANSWER: B\n"
    reading = aiken.read(text.encode(encoding))
    assert reading.bank.questions[0].text == "Қазақстанның астанасы қай қала?"
    assert reading.encoding == name
    assert bool(reading.findings) == (name != "utf-8-sig")


def test_russian_in_windows_1251_is_read_and_reported() -> None:
    reading = aiken.read("Столица?\nA. Алматы\nB. Астана\nANSWER: B\n".encode("cp1251"))
    assert reading.bank.questions[0].text == "Столица?"
    assert [(f.rule, f.actual, f.line) for f in reading.findings] == [
        ("bank-encoding", "cp1251", 1)
    ]


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"PK\x03\x04\x98\x00", b"\xff\xfe\x00"])
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        aiken.read(data)


def test_gift_written_by_hand_is_read_as_moodle_reads_it() -> None:
    reading = gift.read(
        "// a comment\n"
        "$CATEGORY: $course$/top/Модуль 1/Дәріс 2\n\n"
        "::Бірінші::Who's buried in Grant's tomb?{~Grant ~Jefferson#no =no one#yes ####well}\n\n"
        "Grant is {~buried =entombed ~living} in Grant's tomb.\n\n"
        "Two of them{~%50%a ~%50%b ~%-100%c}\n\n"
        "Sky is blue.{T#wrong#right}\n\n"
        "Capital?{=Астана =%50%Алматы}\n\n"
        "Pi?{#3.14:0.01 =%50%3..3.2 ~#no}\n"
    )
    assert not reading.findings
    grant, missing, several, sky, capital, pi = reading.bank
    assert (grant.name, grant.module, grant.lecture) == ("Бірінші", "Модуль 1", "Дәріс 2")
    assert (grant.answer, grant.feedback, grant.line) == ("C", "well", 4)
    assert [o.feedback for o in grant.options] == ["", "no", "yes"]
    assert missing.text == "Grant is _____ in Grant's tomb."
    assert (several.kind, [o.weight for o in several.options]) == ("multiple", [50, 50, -100])
    assert [(o.text, o.feedback) for o in sky.options] == [("true", "right"), ("false", "wrong")]
    assert [(o.text, o.weight) for o in capital.options] == [("Астана", 100), ("Алматы", 50)]
    assert [(o.text, str(o.tolerance)) for o in pi.options] == [
        ("3.14", "0.01"),
        ("3.1", "0.1"),
        ("*", "0"),
    ]


def test_gift_leaves_nothing_out_without_a_finding() -> None:
    reading = gift.read(
        "Essay{}\n\nMatch{=a -> b =c -> d}\n\nJust text\n\nOpen{=a ~b\n\nn{#x}\n\nq{~a}"
    )
    assert not reading.bank.questions
    assert [(f.rule, f.message, f.line) for f in reading.findings] == [
        ("bank-left-out", KIND_UNKNOWN, 1),
        ("bank-left-out", KIND_UNKNOWN, 3),
        ("bank-left-out", KIND_UNKNOWN, 5),
        ("bank-left-out", GIFT_BRACES, 7),
        ("bank-left-out", GIFT_NUMBER, 9),
        ("bank-left-out", GIFT_ANSWERS, 11),
    ]


def test_gift_refuses_what_it_cannot_say() -> None:
    arrow = Question("Q", (Option("a->b", 100),), "short_text")
    with pytest.raises(InvalidRecord):
        gift.write(Bank((arrow,)))
    assert moodle_xml.read(moodle_xml.write(Bank((arrow,)))).bank.questions == (arrow,)


def test_moodle_xml_keeps_files_order_and_case() -> None:
    picture = File("сурет.png", b"\x89PNG\x00", "/")
    question = Question(
        '<p>See</p><img src="@@PLUGINFILE@@/сурет.png">',
        (Option("<b>a</b>", 100, files=(replace(picture, of="feedback"),)), Option("b")),
        markup="html",
        shuffle=False,
        numbering="iii",
        mark=2.5,
        files=(picture,),
    )
    typed = Question("Capital?", (Option("Astana", 100),), "short_text", case_sensitive=True)
    bank = Bank((question, typed))
    assert moodle_xml.read(moodle_xml.write(bank)).bank == bank


def test_moodle_xml_from_moodle_loses_its_wrapping_but_nothing_in_silence() -> None:
    reading = moodle_xml.read(
        """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
 <question type="category"><category><text>$course$/top/Кіріспе</text></category></question>
 <question type="multichoice">
  <name><text>Q1</text></name>
  <questiontext format="html"><text><![CDATA[<p dir="ltr">a &lt; b<br></p>]]></text></questiontext>
  <single>true</single><shuffleanswers>0</shuffleanswers>
  <correctfeedback format="html"><text>Дұрыс!</text></correctfeedback>
  <answer fraction="100" format="html"><text><![CDATA[<p>иә</p>]]></text></answer>
  <answer fraction="0" format="plain_text"><text>жоқ</text></answer>
 </question>
 <question type="essay"><name><text>E</text></name>
  <questiontext format="html"><text>Жазыңыз</text></questiontext></question>
</quiz>"""
    )
    (question,) = reading.bank
    assert question == Question(
        "a < b",
        (Option("иә", 100), Option("жоқ")),
        name="Q1",
        module="Кіріспе",
        shuffle=False,
        numbering="abc",
    )
    assert [(f.rule, f.actual, f.line) for f in reading.findings] == [
        ("bank-left-out", "essay", 12),
        ("bank-not-kept", "correctfeedback", 4),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<quiz>",
        b"<html/>",
        b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>',
        b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz><question type="&a;"/></quiz>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE q [<!ENTITY a "b">]><quiz/>'.encode(
            "utf-16"
        ),
        (
            b"<quiz><question type='truefalse'><generalfeedback><file>a</file></generalfeedback>"
            b"</question></quiz>"
        ),
    ],
)
def test_hostile_xml_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        moodle_xml.read(data)


@pytest.mark.parametrize("name", WRITERS)
def test_a_written_file_is_known_by_its_look(name: str) -> None:
    bank = Bank((single("f(x) = {1; 2} деген не?", ["a = b", "~c"], "B"),))
    data = write_bank(bank, name)
    assert format_of(data) == name
    assert read_bank(data).bank == bank


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(UnknownFormat, match="Use one of: aiken, gift, moodle-xml"):
        write_bank(Bank(), "hot-potatoes")


SNIPPETS = st.sampled_from(
    [
        *("A. a\n", "B) b\n", "В. в\n", "ANSWER: A\n", "ЖАУАП: В\n", "Сұрақ?\n", "1. Q\n", "\n"),
        *("{", "}", "~", "=", "#", "####", "::", "%50%", "->", "\\", "..", "T", "$CATEGORY: a/b\n"),
        *("<quiz>", "</quiz>", "<question type='multichoice'>", "</question>", "<answer", ">", "&"),
        *("2-модуль\n", "9" * 5000, "1e99999", "\0", "\u2028", "\ufeff", "ANSWER:\n", "A.\n"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(SNIPPETS, st.text(max_size=5)), max_size=25).map("".join))
@pytest.mark.parametrize("reader", [aiken, gift, moodle_xml])
def test_no_text_breaks_a_reader(reader: ModuleType, text: str) -> None:
    try:
        reading = reader.read(text.encode(errors="surrogatepass"))
    except UnreadableInput:
        return
    check_reading(reading)
    fix(reading.bank)


@pytest.mark.parametrize("reader", [aiken, gift])
@pytest.mark.parametrize(
    "text", ["*" + " " * 200_000 + "x", "A" + " " * 200_000 + "b", "1" + " " * 200_000 + "b"]
)
def test_long_runs_of_spaces_take_no_time(reader: ModuleType, text: str) -> None:
    start = time.process_time()
    reader.read(f"{text}\nA. {text}\n{text}\nANSWER: {text}")
    assert time.process_time() - start < 2


@pytest.mark.parametrize("encoding", ["koi8_r", "iso8859_5", "mac_cyrillic", "cp866", "ptcp154"])
def test_a_text_in_another_cyrillic_encoding_is_refused(encoding: str) -> None:
    text = "Қазақстанның астанасы қай қала?" if encoding == "ptcp154" else "Какой город столица?"
    options = (
        "A. Алматы қаласы\nB. Астана қаласы" if encoding == "ptcp154" else "A. Тараз\nB. Астана"
    )
    with pytest.raises(UnreadableInput):
        read_bank(f"{text}\n{options}\nANSWER: B\n".encode(encoding), "aiken")


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16"])
def test_a_gift_file_in_another_encoding_is_read_as_what_moodle_would_see_in_utf_8(
    encoding: str,
) -> None:
    reading = read_bank(
        "Столица?{=Астана ~Алматы}\n\nРека?{=Иртыш ~Или}\n".encode(encoding), "gift"
    )
    assert [finding.rule for finding in reading.findings] == ["bank-encoding"]
    assert [question.answer for question in reading.bank] == ["A", "A"]
