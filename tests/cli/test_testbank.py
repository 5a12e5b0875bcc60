"""``atuforms testbank`` and ``atuforms check`` on banks, as a lecturer types them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
import yaml
from tests.testbank.imported import imported
from tests.testbank.test_typed_word import with_ten_mistakes

from atuforms.documents.reading.document import read_document
from atuforms.testbank import aiken, gift, moodle_xml, single
from atuforms.testbank.model import Bank, one_line
from atuforms.testbank.shuffle import Variant

CAPITALS = ("Астана", "Ташкент", "Бішкек", "Душанбе", "Ашхабад")
ITEM = "{n} сұрақ: {word} қай елдің астанасы?\n{options}ANSWER: {answer}\n"
# А, В, С and Е are Cyrillic here, the answers too: Moodle would import nothing.
CYRILLIC = "АВСDЕ"


def bank_text(count: int = 3, letters: str = "ABCDE", options: tuple[str, ...] = CAPITALS) -> str:
    return "\n".join(
        ITEM.format(
            n=n,
            word=f"{options[n % 5]} {n * 7919}",
            options="".join(f"{a}) {b}\n" for a, b in zip(letters, options, strict=True)),
            answer=letters[n % 5],
        )
        for n in range(1, count + 1)
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_error_stops_and_says_where(run: Any, folder: Path) -> None:
    Path("bank.txt").write_text(bank_text(letters=CYRILLIC), encoding="utf-8")
    said = run("testbank", "bank.txt", "bank.gift")
    assert (said.code, said.out) == (1, "")
    assert "bank.txt:2: error:" in said.err
    assert "--fix" in said.err
    assert not Path("bank.gift").exists()


def test_fix_writes_what_moodle_imports(run: Any, folder: Path) -> None:
    Path("bank.txt").write_text(bank_text(letters=CYRILLIC), encoding="utf-8")
    assert run("testbank", "bank.txt", "bank.gift", "--fix").code == 0
    assert run("testbank", "bank.gift", "bank.xml").code == 0
    assert run("testbank", "bank.xml", "again.txt", "--fix").code == 1  # fewer than 100
    banks = [
        gift.read(Path("bank.gift").read_bytes()).bank,
        moodle_xml.read(Path("bank.xml").read_bytes()).bank,
        aiken.read(Path("again.txt").read_bytes()).bank,
    ]
    assert banks[0] == banks[1] == banks[2]
    assert [question.answer for question in banks[0]] == ["B", "C", "D"]


def test_a_whole_bank_goes_through_every_format(run: Any, folder: Path) -> None:
    words = [(*CAPITALS[:4], f"Қала {n}") for n in range(100)]
    bank = Bank(
        tuple(
            single(f"{n * 7919} саны {hash_of(n)} қалдықпен бөліне ме?", options, "ABCDE"[n % 5])
            for n, options in enumerate(words)
        )
    )
    Path("bank.txt").write_bytes(aiken.write(bank))
    for source, target in [("bank.txt", "bank.yaml"), ("bank.yaml", "back.txt")]:
        said = run("testbank", source, target, "--lang", "kk")
        assert said.code == 0, said.err
    record = yaml.safe_load(Path("bank.yaml").read_text("utf-8"))
    assert (record["form"], record["lang"], len(record["questions"])) == ("02-05", "kk", 100)
    assert Path("back.txt").read_bytes() == Path("bank.txt").read_bytes()
    # The document of the form, with its answers for the department and without them on paper.
    assert run("testbank", "bank.yaml", "bank.docx", "--lang", "kk").code == 0
    assert run("testbank", "bank.docx", "read.txt", "--lang", "kk").code == 0
    assert Path("read.txt").read_bytes() == Path("bank.txt").read_bytes()
    said = run("testbank", "bank.yaml", "paper.docx", "--variants", "2", "--lang", "kk")
    assert said.out.split() == ["paper-A.docx", "paper-B.docx", "paper-key.csv"]
    text = "".join(docx.Document("paper-A.docx").element.body.itertext())
    assert "ANSWER" not in text
    assert bank.questions[0].text in text


def hash_of(n: int) -> str:
    """Words that differ, so that no two stems are nearly the same."""
    return "".join("абвгдежзик"[int(digit)] * 3 for digit in str(n * n + 17))


def test_other_kinds_of_questions_are_refused_for_the_form(run: Any, folder: Path) -> None:
    Path("bank.gift").write_text("::t:: Дұрыс па? {T}\n", encoding="utf-8")
    for target in ("bank.yaml", "bank.txt"):
        said = run("testbank", "bank.gift", target, "--fix")
        assert said.code == 1
        assert "1" in said.err
        assert not Path(target).exists()
    assert run("testbank", "bank.gift", "bank.xml").code == 0


def test_variants_have_one_key(run: Any, folder: Path) -> None:
    Path("bank.gift").write_bytes(gift.write(aiken.read(bank_text(12)).bank))
    words = ("testbank", "bank.gift", "paper.gift", "--variants", "2", "--shuffle", "2026")
    assert run(*words).out.split() == ["paper-A.gift", "paper-B.gift", "paper-key.csv"]
    first = Path("paper-A.gift").read_bytes()
    with Path("paper-key.csv").open(encoding="utf-8-sig", newline="") as stream:
        heading, *rows = csv.reader(stream, delimiter=";")
    assert heading == ["№", "A", "B"]
    bank = gift.read(first).bank
    assert [row[1] for row in rows] == [question.answer for question in bank]
    run(*words)
    assert Path("paper-A.gift").read_bytes() == first
    key = Path("paper-key.csv").read_bytes()
    said = run("testbank", "bank.gift", "paper.xml", "--variants", "2", "--shuffle", "7")
    assert (said.code != 0, "paper-key.csv" in said.err) == (True, True)
    assert Path("paper-key.csv").read_bytes() == key
    assert not Path("paper-A.xml").exists()
    before = set(Path().iterdir())
    said = run("testbank", "bank.gift", "-", "--to", "gift", "--variants", "2")
    assert (said.code, said.out, set(Path().iterdir())) == (2, "", before)


def test_unknown_formats_and_files_are_named(run: Any, folder: Path) -> None:
    Path("bank.txt").write_text(bank_text(), encoding="utf-8")
    assert run("testbank", "bank.txt", "bank.odt").code == 2
    assert run("testbank", "none.txt", "bank.gift").code == 2
    Path("r.yaml").write_text("form: 02-09\n", encoding="utf-8")
    assert "02-09" in run("testbank", "r.yaml", "bank.gift").err


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("kk", "Ү.ЖИЦДО-7.5.1-2025-02-01"), ("ru", "Ф.ЦИИЦР-7.5.1-2025-02-01"), ("en", "100")],
)
def test_check_shows_findings_answers_and_modules(
    run: Any, folder: Path, lang: str, expected: str
) -> None:
    Path("bank.txt").write_text(bank_text(), encoding="utf-8")
    said = run("check", "bank.txt", "--lang", lang)
    assert said.code == 1
    assert expected in said.out
    assert "B ████████████████████ 1" in said.out
    Path("bank.gift").write_text(
        "$CATEGORY: $course$/top/Бірінші\n\n::a:: 2+2? {=4 ~5}\n", encoding="utf-8"
    )
    data = json.loads(run("check", "bank.gift", "--json", "--lang", lang).out)
    assert data["modules"] == [{"module": "Бірінші", "questions": 1, "enough": False}]
    assert [f["rule"] for f in data["findings"]] == ["02-week-questions-over-10"]
    assert data["answers"] == {"A": 1, "B": 0}


def test_a_bank_typed_in_word_with_ten_mistakes_imports_without_loss(
    run: Any, folder: Path
) -> None:
    Path("bank.docx").write_bytes(with_ten_mistakes())
    said = run("testbank", "bank.docx", "bank.txt")
    assert said.code == 1
    assert said.err.count(": error:") >= 8
    assert not Path("bank.txt").exists()
    assert run("testbank", "bank.docx", "bank.xml", "--fix").code == 0
    assert run("testbank", "bank.docx", "bank.txt", "--fix").code == 1  # 6 of 100 questions
    questions, errors = imported(Path("bank.txt").read_bytes())
    assert errors == []
    bank = moodle_xml.read(Path("bank.xml").read_bytes()).bank
    # Only Aiken needs one line a text, and a dash before «I. Newton».
    assert [(q.stem.removeprefix("– "), q.options, "ABCDE"[q.answer or 0]) for q in questions] == [
        (one_line(q.text), [one_line(option.text) for option in q.options], q.answer) for q in bank
    ]
    assert len(bank) == 6


@pytest.mark.parametrize("tag", ["<p>", "<html lang='kk'>", "<!DOCTYPE html>", "<body>", "<?xml?>"])
def test_the_ending_of_a_name_decides(tag: str, run: Any, tmp_path: Path) -> None:
    text = tmp_path / "bank.txt"
    text.write_text(f"{tag} тегі не?\nA. абзац\nB. сурет\nANSWER: A\n", encoding="utf-8")
    said = run("testbank", text, tmp_path / "bank.xml")
    assert (said.code, "1 question: 1 written." in said.err) == (0, True)
    (question,) = moodle_xml.read((tmp_path / "bank.xml").read_bytes()).bank.questions
    assert question.text == f"{tag} тегі не?"


def test_nothing_is_written_where_nothing_remains(run: Any, tmp_path: Path) -> None:
    for text in ("Эссе жазыңыз. {}\n", "// Сұрақ жоқ.\n"):
        (tmp_path / "bank.gift").write_text(text, encoding="utf-8")
        said = run("testbank", tmp_path / "bank.gift", tmp_path / "out.xml", "--fix")
        assert said.code == 1
        assert not (tmp_path / "out.xml").exists()
        assert "--fix" not in said.err


def test_a_habit_is_told_once_with_its_places(run: Any, tmp_path: Path) -> None:
    lines = [f"{n * 37} саны жұп па?\nА) иә\nВ) жоқ\nОтвет: А\n" for n in range(1, 151)]
    (tmp_path / "bank.txt").write_text("\n".join(lines), encoding="utf-8")
    said = run("testbank", tmp_path / "bank.txt", tmp_path / "out.xml", "--fix", "--lang", "en")
    assert "150 questions: 150 written." in said.err
    assert "The same in 149 more places: 7, 12," in said.err
    assert len(said.err.splitlines()) < 14


def test_a_bank_with_twelve_bad_habits_is_told_in_as_many_lines(run: Any, tmp_path: Path) -> None:
    names = ["Есіл", "Тобыл", "Жем", "Нұра", "Шу"]
    habits: list[tuple[str, list[str], str, str]] = [
        ("Өзен {n} қайда?", names, "АБВГД", "Ответ: В"),
        ("Өзен {n} қайда?", names, "abcde", "answer: c"),
        ("Өзeн {n} қайда?", names, "ABCDE", "ANSWER: C"),
        ("Өзен {n}\nқайда ағады?", names, "ABCDE", "ANSWER: A"),
        ("Өзен {n} қайда?", names, "ABCDE", ""),
        ("Өзен {n} қайда?", names, "ABCDE", "ANSWER: A, C"),
        ("Өзен {n} қайда?", names, "ABCDE", "ANSWER: H"),
        ("Өзен {n} қайда?", names, "ABCDE", "Жауап: Ертіс"),
        ("Өзен {n} қайда?", [*names[:4], "Есіл"], "ABCDE", "ANSWER: B"),
        ("Өзен {n} қайда?", [*names[:4], ""], "ABCDE", "ANSWER: B"),
        ("Өзен {n} қайда?", names, "ABCDE", "Жауап: Б"),
        ("Өзен {n} қайда?", names, "ABCDE", "ANSWER: D\nПояснение: карта"),
    ]
    lines = []
    for n in range(150):
        text, options, letters, answer = habits[n % len(habits)]
        lines += [text.format(n=n * 37), *map("{}) {}".format, letters, options), answer]
    (tmp_path / "bank.txt").write_text("\n".join(lines), encoding="utf-8")
    for flag in ((), ("--fix",)):
        said = run("testbank", tmp_path / "bank.txt", tmp_path / "o.xml", "--lang", "kk", *flag)
        assert len(said.err.splitlines()) <= 12, said.err
        assert "…" not in said.err.splitlines()[-1]
    assert "«Өзeн»" in said.err
    assert said.err.count("Дәл сол тағы") >= 10


def test_the_key_of_each_variant_fits_its_paper(run: Any, folder: Path) -> None:
    right = {}
    questions = []
    for n in range(100):
        options = (
            [*CAPITALS[:3], f"Қала {n}", "A және B"] if n % 4 else [*CAPITALS[:4], f"Қала {n}"]
        )
        text = f"{n * 7919} саны {hash_of(n)} қалдықпен бөліне ме?"
        right[text] = options["ABCDE".index("ABCDE"[n % 5])]
        questions.append(single(text, options, "ABCDE"[n % 5]))
    Path("bank.txt").write_bytes(aiken.write(Bank(tuple(questions))))
    said = run("testbank", "bank.txt", "paper.docx", "--variants", "3", "--lang", "kk")
    assert said.code == 0, said.err
    with Path("paper-key.csv").open(encoding="utf-8-sig", newline="") as stream:
        _, *rows = csv.reader(stream, delimiter=";")
    for column, name in enumerate("ABC", 1):
        printed = read_document(f"paper-{name}.docx").source.values["questions"]
        assert len(printed) == len(rows) == 100
        for question, row in zip(printed, rows, strict=True):
            options = [str(option) for option in question["options"]]
            assert options["ABCDE".index(row[column])] == right[question["text"]]
            assert "A және B" not in options or options[4] == "A және B"


def test_as_moodle_shows_what_moodle_makes_of_a_file(run: Any, folder: Path) -> None:
    Path("bank.gift").write_text("::K::Тіл? {=C# ~Java}\n\nСан? {#3,5}\n", encoding="utf-8")
    said = run("testbank", "bank.gift", "--as-moodle", "--lang", "en")
    assert said.code == 1
    assert "1. line 1 · multichoice single · moodle · K" in said.out
    assert "      100 %  C\n" in said.out
    assert "bank.gift:3: “3,5” is no number; Moodle accepts any answer in its place" in said.err
    assert "Moodle would import 2 questions." in said.err
    assert not list(folder.glob("*.xml"))


def test_as_moodle_says_that_an_error_stops_the_import(run: Any, folder: Path) -> None:
    Path("bank.txt").write_text("Көл?\nА. a\nВ. b\nANSWER: A\n", encoding="utf-8")
    said = run("testbank", "bank.txt", "--as-moodle", "--lang", "en")
    assert (said.code, "Moodle would import 0 questions." in said.err) == (1, True)
    assert run("testbank", "bank.docx", "--as-moodle", "--from", "docx").code == 2


def test_a_file_to_write_must_be_named(run: Any, folder: Path) -> None:
    Path("bank.txt").write_text(bank_text(), encoding="utf-8")
    assert run("testbank", "bank.txt").code == 2


def test_a_key_that_does_not_fit_its_paper_is_not_written(
    run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("bank.txt").write_text(bank_text(100), encoding="utf-8")
    wrong = tuple("ABCDE"[n % 5] for n in range(100))
    monkeypatch.setattr(Variant, "answers", wrong)
    said = run("testbank", "bank.txt", "paper.docx", "--variants", "1", "--fix", "--lang", "en")
    assert (said.code, "does not fit its paper" in said.err) == (2, True)
    assert not list(folder.glob("paper*"))


def test_variants_that_hold_the_answers_say_so(run: Any, folder: Path) -> None:
    Path("bank.txt").write_text(bank_text(), encoding="utf-8")
    said = run("testbank", "bank.txt", "v.gift", "--variants", "1", "--fix", "--lang", "en")
    assert "hold the answers" in said.err


def test_what_is_mended_is_no_error(run: Any, folder: Path) -> None:
    blocks = ["Көл? {=a ~b}", "Тау {жоқ", "Шөл {бар", "Бір cөз? {=a ~b}", "Бір cөз? {=c ~d}"]
    Path("b.gift").write_text("\n\n".join(blocks), encoding="utf-8")
    said = {lang: run("testbank", "b.gift", "o.xml", "--fix", "--lang", lang) for lang in HEADS}
    for lang, (head, lines) in HEADS.items():
        assert said[lang].code == 1
        assert said[lang].err.startswith(f"{head}\n")
        assert said[lang].err.endswith(f"{lines}.\n")
        assert said[lang].err.count("[mixed-alphabet]") == 1  # not once more as a warning
    assert "The same in 1 more place: 3" in said["en"].err


HEADS = {
    "en": ("Mended:", "2 left for the author: lines 3, 5"),
    "ru": ("Исправлено:", "осталось автору 2: строки 3, 5"),
    "kk": ("Түзетілді:", "авторға қалғаны 2: 3, 5-жол"),
}


def test_the_same_words_are_told_once(run: Any, folder: Path) -> None:
    text = "".join(f"{n}-модуль. {n} тақырып\n{bank_text(1, letters=CYRILLIC)}\n" for n in (1, 2))
    Path("bank.txt").write_text(text, encoding="utf-8")
    said = run("testbank", "bank.txt", "bank.gift", "--fix")
    mended, _, rest = said.err.partition("Left for the author:")
    assert said.err.count("take this heading for a question") == 1
    assert "error:" not in mended
    assert "2 questions: 2 written." in rest or "repeats" in said.err


def test_why_nothing_was_written_is_said_without_mending_too(run: Any, folder: Path) -> None:
    picture = '<file name="a.png" path="/" encoding="base64">iVBORw0KGgo=</file>'
    options = "".join(
        f'<answer fraction="{100 * (word == "Арал")}"><text>{word}</text></answer>'
        for word in ("Арал", "Балқаш")
    )
    shown = '&lt;p&gt;Көл? &lt;img src="@@PLUGINFILE@@/a.png"&gt;&lt;/p&gt;'
    Path("bank.xml").write_text(
        '<quiz><question type="multichoice"><name><text>1</text></name>'
        f'<questiontext format="html"><text>{shown}</text>{picture}</questiontext>{options}'
        "</question></quiz>",
        encoding="utf-8",
    )
    for more in ((), ("--fix",)):
        said = run("testbank", "bank.xml", "bank.gift", *more)
        assert said.code == 1
        assert said.err.count("[bank-gift-files]") == 1, more
        assert not Path("bank.gift").exists()


def test_a_file_that_holds_no_bank_is_named_with_what_to_do(run: Any, folder: Path) -> None:
    files = {
        **dict.fromkeys(("bank.xml", "bank.txt", "bank.html", "bank.docx", "bank.gift"), b""),
        "marks.xml": b"\xef\xbb\xbf \r\n\t",
        "marks.docx": b"\n \n",
        "cut.xml": b"<quiz><question type='essay'>",
        "bank.rtf": rb"{\rtf1 1. Question}",
        "noise.txt": bytes(range(256)),
    }
    for name, data in files.items():
        Path(name).write_bytes(data)
    book = xlsxwriter.Workbook("sheet.xlsx")
    book.add_worksheet().write(0, 0, "Сұрақ")
    book.close()
    Path("folder.txt").mkdir()
    for name in (*files, "sheet.xlsx", "folder.txt", "gone.xml"):
        said = run("testbank", name, "out.gift", "--fix")
        assert (said.code, said.out) == (2, ""), name
        assert name in said.err
        assert len(said.err.rstrip().splitlines()) == 1
    assert "CSV" in run("testbank", "sheet.xlsx", "out.gift").err
    assert run("check", "bank.gift").code == 2
    Path("none.gift").write_text("// nothing\n")
    assert "none.gift:1: error:" in run("check", "none.gift").out
    assert not Path("out.gift").exists()


def test_a_page_that_is_called_text_is_read_as_a_page(run: Any, folder: Path) -> None:
    page = "<html><body><p>Ең терең көл?</p><p>A) <b>Байкал</b></p><p>B) Балқаш</p></body></html>"
    Path("page.txt").write_text(page, encoding="utf-8")
    assert run("testbank", "page.txt", "out.gift", "--fix").code == 0
    assert "=Байкал" in Path("out.gift").read_text(encoding="utf-8")


def test_no_number_of_variants_gives_out_the_answers(run: Any, folder: Path) -> None:
    Path("bank.txt").write_text(bank_text(), encoding="utf-8")
    for number in ("0", "-1", "27", "9" * 30, "x"):
        said = run("testbank", "bank.txt", "v.gift", "--variants", number, "--lang", "en")
        assert (said.code, "--variants: write" in said.err) == (2, True), number
    assert [path.name for path in folder.iterdir()] == ["bank.txt"]


def test_variants_that_are_alike_are_named(run: Any, folder: Path) -> None:
    Path("one.gift").write_text("Нешеу? {=бір ~екі ~барлығы дұрыс}\n", encoding="utf-8")
    texts = {"en": "Variants A, B, C are alike:", "kk": "A, B, C нұсқалары бірдей:"}
    for lang, text in {**texts, "ru": "Варианты A, B, C одинаковы:"}.items():
        said = run("testbank", "one.gift", f"{lang}.gift", "--variants", "3", "--lang", lang)
        assert (said.code, text in said.err, "bank-variants-alike" in said.err) == (0, True, True)
    # Three variants of two orders; and of six, which another seed tells apart.
    Path("two.gift").write_text("А {=бір ~екі}\n", encoding="utf-8")
    said = run("testbank", "two.gift", "two.xml", "--variants", "3", "--lang", "en")
    assert "fewer orders than there are variants" in said.err
    Path("six.gift").write_text("А {=бір ~екі ~үш}\n", encoding="utf-8")
    said = [
        run("testbank", "six.gift", f"{n}.gift", "--variants", "2", "--shuffle", str(n)).err
        for n in range(20)
    ]
    chance = ["alike by chance" in each for each in said]
    same = [Path(f"{n}-A.gift").read_bytes() == Path(f"{n}-B.gift").read_bytes() for n in range(20)]
    assert chance == same
    assert set(same) == {True, False}


def test_a_paper_says_the_course_and_the_variant(run: Any, folder: Path) -> None:
    title = {"kk": "Тамақ " * 24 + "жаса?", "ru": "Пища", "en": "Food"}
    bank = aiken.read(bank_text(100)).bank
    questions = [
        {"text": q.text, "options": [o.text for o in q.options], "answer": q.answer} for q in bank
    ]
    record = {"form": "02-05", "course_title": title, "questions": questions}
    Path("bank.yaml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    heads = {"kk": f"{title['kk']} — A нұсқасы", "ru": "Пища — вариант A"}
    for lang, head in heads.items():
        said = run("testbank", "bank.yaml", f"{lang}.docx", "--variants", "1", "--lang", lang)
        assert said.code == 0, said.err
        text = "".join(docx.Document(f"{lang}-A.docx").element.body.itertext())
        assert head in text.replace("\u00a0", " ")
    # Without variants, too: what the record says of the course, the document says.
    assert run("testbank", "bank.yaml", "whole.docx", "--lang", "ru").code == 0
    assert "Пища" in "".join(docx.Document("whole.docx").element.body.itertext())
    assert run("testbank", "whole.docx", "back.yaml", "--lang", "ru").code == 0
    assert yaml.safe_load(Path("back.yaml").read_text("utf-8"))["course_title"] == "Пища"


def test_words_of_html_are_quoted_without_its_tags(run: Any, folder: Path) -> None:
    options = ("<b>бір</b>", '<span style="x">барлығы <i>дұрыс</i></span>', "<b>Бір</b>")
    answers = "".join(
        f'<answer fraction="{weight}" format="html"><text><![CDATA[{text}]]></text></answer>'
        for text, weight in zip(options, (0, 100, 0), strict=True)
    )
    Path("bank.xml").write_text(
        '<quiz><question type="multichoice"><name><text>1</text></name><questiontext '
        'format="html"><text><![CDATA[<p>Нешеу <b>дұрыс</b>?</p>]]></text></questiontext>'
        f"<single>true</single>{answers}</question></quiz>",
        encoding="utf-8",
    )
    said = run("check", "bank.xml", "--lang", "en").out
    assert "The option “барлығы дұрыс” of question 1" in said
    assert "“Бір”" in said
    assert "<" not in said


def test_variants_are_written_all_or_none(run: Any, folder: Path) -> None:
    Path("bank.txt").write_text(bank_text(), encoding="utf-8")
    Path("v-C.gift").mkdir()
    said = run("testbank", "bank.txt", "v.gift", "--variants", "3", "--fix", "--lang", "en")
    assert (said.code, said.out, "v-C.gift cannot be written" in said.err) == (2, "", True)
    assert sorted(path.name for path in folder.iterdir()) == ["bank.txt", "v-C.gift"]
