"""What Moodle writes into its XML is carried, or named with the line of its question."""

from __future__ import annotations

import pytest

from atuforms.core.findings import finding_text
from atuforms.core.language.languages import Language
from atuforms.testbank.formats import read_bank

HEAD = '<?xml version="1.0"?>\n<!-- экспорт -->\n<quiz>\n'
CHOICE = (
    "<name><text>1</text></name><questiontext><text>Қай көл?</text></questiontext>"
    '<answer fraction="100"><text>Есік</text>{answer}</answer>'
    '<answer fraction="0"><text>Бурабай</text></answer>'
)


def told(*questions: str) -> list[tuple[str, object, int | None]]:
    data = HEAD + "".join(f"{each}\n" for each in questions) + "</quiz>\n"
    found = read_bank(data.encode(), "moodle-xml").findings
    return [(finding.rule, finding.actual, finding.line) for finding in found]


def question(more: str = "", answer: str = "", kind: str = "multichoice") -> str:
    return f'<question type="{kind}">{CHOICE.format(answer=answer)}{more}</question>'


@pytest.mark.parametrize(
    ("more", "answer", "named"),
    [
        ("<shownumcorrect/>", "", "shownumcorrect"),
        ("<correctresponsesfeedback>1</correctresponsesfeedback>", "", "shownumcorrect"),
        ("<hint><text/><clearwrong/></hint>", "", "hint"),
        ("<hint><text>Ойлан</text></hint><penalty>0.5</penalty>", "", "hint, penalty"),
        ("<coursetags><tag><text>a</text></tag></coursetags>", "", "coursetags"),
        ("<image>lake.png</image><image_base64>AAAA</image_base64>", "", "image, image_base64"),
        ("<unitgradingtype>1</unitgradingtype><showunits>0</showunits>", "",
         "unitgradingtype, showunits"),
        ("<timer>30</timer>", "<sound/>", "sound, timer"),
        ("<info><text>x</text></info>", "", "info"),
    ],
)  # fmt: skip
def test_what_a_bank_does_not_hold_is_named(more: str, answer: str, named: str) -> None:
    assert ("bank-not-kept", named, 5) in told(question(), question(more, answer))


@pytest.mark.parametrize(
    "more",
    [
        "<hint><text/></hint><tags/><idnumber></idnumber><correctfeedback><text/></correctfeedback>",
        "<penalty>0.3333333</penalty><hidden>0</hidden><showunits>3</showunits>",
        "<unitgradingtype>0</unitgradingtype><unitpenalty>0.1</unitpenalty><image></image>",
        "<showstandardinstruction>1</showstandardinstruction><!-- a -->",
    ],
)
def test_what_says_nothing_is_not_named(more: str) -> None:
    assert told(question(more)) == []


def test_what_a_category_and_the_file_itself_have_is_named_too() -> None:
    category = '<question type="category"><category><text>a</text></category>{}</question>'
    found = told(
        question(),
        category.format("<info><text>Апта</text></info><idnumber>7</idnumber>"),
        "<settings/>",
    )
    assert found == [("bank-not-kept", "idnumber, info, settings", 5)]


def test_a_question_of_several_lines_begins_where_its_tag_does() -> None:
    data = HEAD + "<!-- <question> -->\n<question\n   type='essay'\n>" + CHOICE + "</question>"
    (finding,) = read_bank(f"{data.format(answer='')}</quiz>".encode(), "moodle-xml").findings
    assert (finding.rule, finding.line) == ("bank-left-out", 5)


@pytest.mark.parametrize(
    ("kind", "lang", "name"),
    [
        ("essay", "ru", "«Эссе» (essay)"),
        ("essay", "kk", "«Эссе» (essay)"),
        ("matching", "ru", "«На соответствие» (matching)"),
        ("cloze", "ru", "«Вложенные ответы» (cloze)"),
        ("gapselect", "en", "“Select missing words” (gapselect)"),
        ("stack", "ru", "«stack»"),
    ],
)
def test_kinds_have_the_names_of_moodle(kind: str, lang: Language, name: str) -> None:
    data = f"{HEAD}{question(kind=kind)}</quiz>"
    (finding,) = read_bank(data.encode(), "moodle-xml").findings
    assert name in finding_text(finding, lang)


def test_kinds_in_gift_have_them_too() -> None:
    found = read_bank("Жазыңыз. {}\n\n// [tag:a]\nКөл? {=a ~b}\n".encode(), "gift").findings
    assert [finding.line for finding in found] == [1, 3]
    assert "«Эссе» (essay)" in finding_text(found[0], "ru")
