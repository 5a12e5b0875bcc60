"""A checked Word document comes back with each finding as a comment at what it is about."""

from __future__ import annotations

import re
from pathlib import Path

import ooxml_integrity
import pytest
from lxml import etree
from tests.documents.comment_places import (
    faults,
    main_part,
    marked,
    places_of,
    remarks,
)
from tests.documents.reading.editing import (
    NAMESPACE,
    W,
    control_removed,
    document,
    edited,
    packed,
    paragraph,
    paths,
    row_copied,
    table,
    typed,
    unpacked,
)
from tests.documents.reading.examples import example
from tests.forms.builders import changed
from tests.test_every_rule import CASES, Case, Patch

import atuforms
from atuforms.core.exceptions import AtuformsError
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.typography import unbound
from atuforms.documents.comments import commented
from atuforms.documents.reading.contents.word_contents import controls
from atuforms.documents.reading.document import read_document

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
BLANKS = [
    (name, LANGUAGES[place % len(LANGUAGES)])
    for place, name in enumerate(dict.fromkeys(form.name() for form in atuforms.FORMS.values()))
    if "docx" in atuforms.FORMS[name].FORMATS and atuforms.FORMS[name].HAS_BLANK
]
"""Each form, and the languages in turn."""


def with_part(data: bytes, name: str, content: str, kind: str, media: str) -> bytes:
    """The document with one more part, to which its text points."""
    parts = unpacked(data)
    parts[name] = content.encode()
    rels = "word/_rels/document.xml.rels"
    row = f'<Relationship Id="own-{kind}" Type="{kind}" Target="{name.removeprefix("word/")}"/>'
    parts[rels] = parts[rels].replace(b"</Relationships>", f"{row}</Relationships>".encode())
    override = f'<Override PartName="/{name}" ContentType="{media}"/>'
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = types.replace(b"</Types>", f"{override}</Types>".encode())
    return packed(parts)


@pytest.mark.parametrize(("name", "lang"), BLANKS)
def test_every_blank_is_commented_where_it_is_to_be_filled_in(
    name: str, lang: Language, tmp_path: Path
) -> None:
    blank = atuforms.blank(name, lang=lang).data
    answer = commented(blank, lang)
    data = answer.document.data
    report = answer.report
    said, places = remarks(data), marked(data)
    assert len(said) == len(report.findings) == len(places)
    fields = {n for _, control in controls(main_part(blank)) for n in control.names}
    for number, finding in zip(said, report.findings, strict=True):
        assert finding.text(lang) in said[number]
        own = [
            each
            for each in fields
            if each == finding.path or f"{each}.".startswith(f"{finding.path}.")
        ]
        tags = places[number][0]
        assert not own or any(each in own for each in tags), (finding.path, places[number])
    assert faults(data, tmp_path) == []
    again = commented(data, lang)
    assert again.document.data == data
    assert [each.as_dict("en") for each in again.report] == [each.as_dict("en") for each in report]


NO_CHOICES = {
    "0201-difficulty-enum": ["difficulty"],
    "03-types-basic": ["der_type"],
    "03-types-organisational": ["der_type"],
    "04-languages": ["language.0", "language.1"],
}
"""Rules of closed choices: what is none of them is typed, since no record holds it."""
TICKED = ("0211-level-enum", "02-task-types-0206")
"""Those whose choice is ticked, or not printed: no other word can be typed."""
IN_WORD = [case for case in CASES if "docx" in atuforms.get_form(case.slug).FORMATS]


@pytest.mark.parametrize("case", IN_WORD, ids=lambda case: f"{case.rule} {case.slug}")
def test_what_breaks_a_rule_is_commented_where_it_belongs(case: Case) -> None:
    lang = LANGUAGES[IN_WORD.index(case) % len(LANGUAGES)]
    reader = LANGUAGES[IN_WORD.index(case) % len(LANGUAGES) - 1]

    def printed(patch: Patch) -> bytes:
        return atuforms.render(changed(case.slug, **patch), "docx", lang=lang, draft=True).data

    data = printed(case.broken)
    if case.rule in NO_CHOICES and [*case.broken.values()] != [[]]:
        data = printed(case.kept)
        for path in set(paths(data)) & set(NO_CHOICES[case.rule]):
            data = edited(data, typed(path, "podcast"))
    answer = commented(data, reader)
    found = places_of(answer, data, lambda: printed(case.kept), {case.rule}, lang, reader)
    assert found or case.rule in TICKED
    assert all(place for _, _, place in found), found
    if case is next(each for each in IN_WORD if each.slug == case.slug):
        again = read_document(answer.document.data).source.values
        assert again == read_document(data).source.values


def certificate() -> bytes:
    """A filled certificate with a title that is too long."""
    title = {"kk": "а" * 151, "ru": "Безопасность", "en": "Safety"}
    record = {**example("02-09").record(), "course_title": title}
    return atuforms.render(record, "docx", lang="kk", draft=True).data


def about(data: bytes, tag: str) -> list[str]:
    """The comments whose marks hold a control."""
    said = remarks(data)
    return [
        said[number] for number, (tags, _) in marked(data).items() if tag in tags and number in said
    ]


def test_a_comment_says_what_is_wrong_the_limit_the_clause_and_what_to_do() -> None:
    data = atuforms.comment(certificate(), lang="kk").data
    said = unbound(*about(data, "course_title"))
    assert "0201-title-150" in said
    assert "151 таңба" in said
    assert "150" in said
    assert "02-01" in said
    assert said.endswith("1 таңбаға қысқартыңыз.")


def test_a_comment_vanishes_with_the_mistake_and_those_of_people_stay(tmp_path: Path) -> None:
    comment = (
        f'<w:comments xmlns:w="{NAMESPACE}" xmlns:w14="{W14}"><w:comment w:id="0" '
        'w:author="А. Клерк" w:initials="АК"><w:p w14:paraId="0A000001"><w:r><w:t>Мөрін қойыңыз'
        "</w:t></w:r></w:p></w:comment></w:comments>"
    )
    media = f"{WORDS}.comments+xml"
    data = with_part(certificate(), "word/comments.xml", comment, f"{OFFICE}/comments", media)

    def anchored(root: etree._Element) -> None:
        first = next(root.iter(f"{W}p"))
        for tag in ("commentRangeStart", "commentRangeEnd"):
            etree.SubElement(first, f"{W}{tag}").set(f"{W}id", "0")
        run = etree.SubElement(first, f"{W}r")
        etree.SubElement(run, f"{W}commentReference").set(f"{W}id", "0")

    data = edited(data, anchored)
    first = atuforms.comment(data, lang="kk").data
    assert remarks(first, "А. Клерк") == {"0": "Мөрін қойыңыз"}
    assert "0" not in remarks(first)
    assert len(about(first, "course_title")) == 1
    assert faults(first, tmp_path) == []
    mended = atuforms.comment(
        edited(first, typed("course_title", "Тағам қауіпсіздігі")), lang="kk"
    ).data
    assert not any("0201-title-150" in each for each in about(mended, "course_title"))
    assert remarks(mended, "А. Клерк") == {"0": "Мөрін қойыңыз"}
    assert set(marked(mended)) == {"0", *remarks(mended)}
    assert faults(mended, tmp_path) == []


def test_what_people_answered_stays_under_the_comment_while_the_mistake_is_there(
    tmp_path: Path,
) -> None:
    first = atuforms.comment(certificate(), lang="kk").data
    parts = unpacked(first)
    (number,) = [n for n, text in remarks(first).items() if "0201-title-150" in text]
    root = etree.fromstring(parts["word/comments.xml"])
    own = next(each for each in root if each.get(f"{W}id") == number)
    own[-1].set(f"{{{W14}}}paraId", "0B000001")
    answer = etree.SubElement(root, f"{W}comment")
    for key, value in (("id", "77"), ("author", "Оқытушы"), ("initials", "О")):
        answer.set(f"{W}{key}", value)
    said = etree.SubElement(answer, f"{W}p")
    said.set(f"{{{W14}}}paraId", "0B000002")
    etree.SubElement(etree.SubElement(said, f"{W}r"), f"{W}t").text = "Қысқартамын"
    parts["word/comments.xml"] = etree.tostring(root)
    threads = (
        f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="0B000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0B000002" w15:paraIdParent="0B000001" w15:done="0"/>'
        "</w15:commentsEx>"
    )
    kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
    media = f"{WORDS}.commentsExtended+xml"
    answered = with_part(packed(parts), "word/commentsExtended.xml", threads, kind, media)

    def anchored(root: etree._Element) -> None:
        for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            for mark in list(root.iter(f"{W}{tag}")):
                if mark.get(f"{W}id") == number:
                    twin = etree.Element(mark.tag)
                    twin.set(f"{W}id", "77")
                    mark.addnext(twin)

    answered = edited(answered, anchored)
    again = atuforms.comment(answered, lang="kk").data
    assert remarks(again, "Оқытушы") == {"77": "Қысқартамын"}
    assert any("0201-title-150" in text for n, text in remarks(again).items() if n == number)
    assert b'paraIdParent="0B000001"' in unpacked(again)["word/commentsExtended.xml"]
    mended = atuforms.comment(edited(again, typed("course_title", "Тағам")), lang="kk").data
    assert remarks(mended, "Оқытушы") == {"77": "Қысқартамын"}
    assert number not in remarks(mended)
    threads = unpacked(mended)["word/commentsExtended.xml"].decode()
    assert "0B000001" not in threads
    assert "0B000002" in threads


def test_a_comment_stands_at_the_row_that_was_copied() -> None:
    data = edited(
        atuforms.blank("02-02", lang="kk").data,
        row_copied("modules.0.title", {"modules.0.title": "Екінші"}),
        typed("modules.0.title", "Бірінші", 0),
    )
    answer = commented(data, "kk")
    root = main_part(answer.document.data)
    rows = [
        next(each.iterancestors(f"{W}tr"))
        for each in root.iter(f"{W}tag")
        if each.get(f"{W}val") == "modules.0.title"
    ]
    numbers = list(remarks(answer.document.data))
    for n, finding in enumerate(answer.report.findings):
        if re.fullmatch(r"modules\.1\.lectures", finding.path):
            marks = [each.get(f"{W}id") for each in rows[1].iter(f"{W}commentReference")]
            assert numbers[n] in marks, finding.path
    assert any(finding.path.startswith("modules.1.") for finding in answer.report)


def test_a_new_comment_has_a_number_that_no_kept_one_has() -> None:
    first = atuforms.comment(certificate(), lang="kk").data
    worse = edited(first, typed("number", ""), typed("course_link", "бұл сілтеме емес"))
    again = atuforms.comment(worse, lang="kk").data
    assert set(marked(again)) == set(remarks(again))
    assert len(remarks(again)) > len(remarks(first))
    kept = set(remarks(first).items()) & set(remarks(again).items())
    assert kept


def test_a_typed_bank_is_commented_at_its_questions(tmp_path: Path) -> None:
    lines = [
        "1. Тағам қауіпсіздігі дегеніміз не?", "A) Сапа", "B) Қорғау", "C) Баға", "D) Түс",
        "E) Иіс", "ANSWER: B",
        "2. Екінші сұрақ қандай?", "A) Бір", "B) Бір", "C) Үш", "D) Төрт", "E) Бес", "ANSWER: A",
    ]  # fmt: skip
    bank = document(*map(paragraph, lines))
    file = tmp_path / "bank.docx"
    file.write_bytes(bank)
    answer = commented(file, "kk")
    data = answer.document.data
    said, places = remarks(data), marked(data)
    at_second = [said[n] for n, (_, text) in places.items() if text.startswith("2. Екінші")]
    wanted = [f for f in answer.report if f.path.startswith("questions.1")]
    assert wanted
    assert len(at_second) == len(wanted)
    assert ooxml_integrity.check(_saved(tmp_path, data)) == []
    assert atuforms.read(data).record() == atuforms.read(bank).record()
    assert commented(data, "kk").document.data == data


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["1. Ет қайда сақталады?", "А) тоңазытқышта", "Б) үстелде", "В) сөреде",
          "Дұрыс жауап: А"], "А) тоңазытқышта"),
        (["Тест", "1. Где хранят мясо?", "A) в камере", "B) на столе", "C) на полке",
          "Правильный ответ: A"], "в камере"),
        (["1. Где хранят рыбу?", "*а) на льду", "б) на столе", "в) на полке"], "на льду"),
        (["1. Where is fish kept?", "A) on ice", "B) on a table", "Key - A"], "on ice"),
    ],
)  # fmt: skip
def test_a_bank_needs_no_form_to_be_named_whatever_its_answers_are_called(
    lines: list[str], wanted: str
) -> None:
    bank = document(*map(paragraph, lines))
    answer = commented(bank, "ru")
    (question,) = read_document(bank).source.values["questions"]
    right = question["options"]["ABCDE".index(question["answer"])]
    assert right in wanted or wanted in right
    assert remarks(answer.document.data)


def test_a_letter_with_an_enumeration_is_no_bank() -> None:
    lines = ["Уважаемые коллеги!", "Просим прислать:", "а) рабочую программу", "б) силлабус",
             "С уважением, отдел", "Ответ: до пятницы"]  # fmt: skip
    with pytest.raises(AtuformsError, match="Name the form"):
        commented(document(*map(paragraph, lines)), "ru")


def _saved(folder: Path, data: bytes) -> Path:
    file = folder / "saved.docx"
    file.write_bytes(data)
    return file


def test_paper_without_controls_is_commented_at_its_words() -> None:
    paper = document(
        paragraph("Ү.ЖИЦДО-7.5.1-2025-02-09"),
        paragraph("АНЫҚТАМА"),
        table(
            ["№", "Атауы", "Курстың сипаттамасы"],
            ["2.", "Бөлімшенің атауы", "Тағам кафедрасы"],
            ["3.", "Курстың атауы", "а" * 160],
            ["4.", "Платформаның атауы", ""],
        ),
    )
    answer = commented(paper, "kk")
    data = answer.document.data
    said, places = remarks(data), marked(data)
    rules = {f.rule: n for n, f in zip(said, answer.report.findings, strict=True)}
    assert "а" * 160 in places[rules["0201-title-150"]][1] + "а" * 160
    missing = next(
        n for n, f in zip(said, answer.report.findings, strict=True) if f.path == "platform"
    )
    assert places[missing][1] == "Платформаның атауы"
    assert "w:rStyle" not in unpacked(data)["word/comments.xml"].decode()


@pytest.mark.parametrize("kind", ["strict", "document2", "rels"])
def test_a_document_of_any_program_is_commented(kind: str) -> None:
    data = certificate()
    parts = unpacked(data)
    if kind == "strict":
        parts = {
            name: part.replace(
                NAMESPACE.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main"
            ).replace(OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            for name, part in parts.items()
        }
    elif kind == "document2":
        parts = {
            name.replace("document.xml", "document2.xml"): part.replace(
                b"word/document.xml", b"word/document2.xml"
            )
            for name, part in parts.items()
        }
    else:
        types = parts["[Content_Types].xml"].replace(b"<Types ", b'<ct:Types xmlns:ct="')
        types = parts["[Content_Types].xml"]
        for tag in (b"Types", b"Default", b"Override"):
            types = re.sub(rb"<(/?)%s\b" % tag, rb"<\1ct:%s" % tag, types)
        parts["[Content_Types].xml"] = types.replace(b" xmlns=", b" xmlns:ct=")
    answer = commented(packed(parts), "en").document.data
    found = unpacked(answer)
    assert b"comments+xml" in found["[Content_Types].xml"]
    etree.fromstring(found["[Content_Types].xml"])
    comments = etree.fromstring(found["word/comments.xml"])
    main = etree.fromstring(
        found["word/document2.xml" if kind == "document2" else "word/document.xml"]
    )
    space = etree.QName(main).namespace
    assert etree.QName(comments).namespace == space
    assert len(comments) == len(list(main.iter(f"{{{space}}}commentReference"))) > 0


def test_a_control_that_was_deleted_is_asked_for_at_its_label() -> None:
    data = edited(atuforms.blank("02-09", lang="ru").data, control_removed("platform"))
    answer = commented(data, "ru")
    numbers = list(remarks(answer.document.data))
    places = marked(answer.document.data)
    for n, finding in enumerate(answer.report.findings):
        if finding.path == "platform":
            assert places[numbers[n]][1] == "Наименование платформы"


def test_what_is_no_word_document_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "record.pdf"
    file.write_bytes(atuforms.render(example("02-09"), "pdf", lang="kk").data)
    with pytest.raises(atuforms.AtuformsError, match=r"record\.pdf is no Word document"):
        atuforms.comment(file)
