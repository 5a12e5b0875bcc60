"""Awkward documents, each with what has to come of it.

Built by code, so that a reader sees what is awkward about each. ``gives`` is what the record says
then, by path; ``tells`` are the rules noticed; ``refused`` is a part of the sentence that refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from tests.documents.reading.editing import (
    DOCUMENT,
    W,
    control_removed,
    controls,
    document,
    edited,
    element,
    names_dropped,
    packed,
    paragraph,
    row_copied,
    set_text,
    table,
    typed,
    unpacked,
    without_part,
)
from tests.documents.reading.examples import example

import atuforms

RECORD_PART = "customXml/item1.xml"


@dataclass(frozen=True)
class Awkward:
    """A document and what has to come of it."""

    name: str
    data: Callable[[], bytes]
    gives: Mapping[str, Any] = field(default_factory=dict)
    tells: tuple[str, ...] = ()
    refused: str = ""


def certificate(lang: str = "kk") -> bytes:
    return atuforms.render(example("02-09"), lang=lang).data


def blank(name: str = "02-09", lang: str = "kk") -> bytes:
    return atuforms.blank(name, lang=lang).data


def _retagged(root: etree._Element) -> None:
    for control in controls(root, "unit"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        assert tag is not None
        tag.set(f"{W}val", "бөлімше")


def _renamed(old: str, new: str) -> Callable[[etree._Element], None]:
    def edit(root: etree._Element) -> None:
        for control in controls(root, old):
            for name in control[0]:
                if name.tag in (f"{W}tag", f"{W}alias"):
                    name.set(f"{W}val", new)

    return edit


def _content(path: str, xml: str) -> Callable[[etree._Element], None]:
    """Put this XML into a control."""

    def edit(root: etree._Element) -> None:
        for control in controls(root, path):
            content = control[1]
            for child in list(content):
                content.remove(child)
            content.extend(list(element(f"<w:p>{xml}</w:p>")))

    return edit


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


TRACKED = (
    _run("Тағам ")
    + f'<w:ins w:id="1" w:author="x">{_run("жаңа ")}</w:ins>'
    + '<w:del w:id="2" w:author="x"><w:r><w:delText>ескі </w:delText></w:r></w:del>'
    + _run("қауіпсіздігі")
)
COMMENTED = (
    '<w:commentRangeStart w:id="0"/>'
    + _run("Кафедра")
    + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
)
FORMATTED = (
    '<w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t>Ка</w:t></w:r>'
    '<w:hyperlink w:anchor="x"><w:r><w:t>фед</w:t></w:r></w:hyperlink>'
    "<w:r><w:t>ра</w:t><w:tab/><w:t>2</w:t></w:r>"
)
FIELD_CODE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + _run("Кафедра")
)


def _nested_tables(root: etree._Element) -> None:
    """The table of the certificate inside a cell of another one."""
    body = root[0]
    tables = body.findall(f"{W}tbl")
    outer = element("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")
    body.insert(0, outer)
    cell = next(outer.iter(f"{W}tc"))
    for each in reversed(tables):
        cell.insert(0, each)


def _merged(root: etree._Element) -> None:
    """The text of two controls in one of them, the other gone."""
    set_text(controls(root, "unit")[0], "Кафедра, Курс")
    control_removed("course_title")(root)


def _cut_in_two(root: etree._Element) -> None:
    """A line end cuts the paragraph of a control in two, as LibreOffice does it."""
    import copy

    block = next(controls(root, "target_audience")[0].iterancestors(f"{W}p"))
    twin = copy.deepcopy(block)
    block.addnext(twin)
    set_text(controls(block, "target_audience")[0], "бірінші")
    set_text(controls(twin, "target_audience")[0], "екінші")


def _foreign(root: etree._Element) -> None:
    """A content control of somebody else."""
    root[0].insert(
        0,
        element(
            '<w:p><w:sdt><w:sdtPr><w:alias w:val="Client"/></w:sdtPr>'
            f"<w:sdtContent>{_run('Somebody')}</w:sdtContent></w:sdt></w:p>"
        ),
    )


def _deleted_row(root: etree._Element) -> None:
    """A row deleted with changes tracked."""
    row = next(controls(root, "platform")[0].iterancestors(f"{W}tr"))
    properties = row.find(f"{W}trPr")
    assert properties is not None
    properties.append(element('<w:del w:id="9" w:author="x"/>'))


def _record_changed() -> bytes:
    parts = unpacked(certificate())
    parts[RECORD_PART] = (
        parts[RECORD_PART]
        .replace("Платформасы".encode(), b"X")
        .replace(b"2025-12-05", b"2025-12-06")
    )
    return packed(parts)


def _record_broken() -> bytes:
    parts = unpacked(certificate())
    root = etree.fromstring(parts[RECORD_PART])
    root.text = (root.text or "")[:-20]
    parts[RECORD_PART] = etree.tostring(root)
    return packed(parts)


def _moved_main_part() -> bytes:
    parts = unpacked(certificate())
    parts["word/document2.xml"] = parts.pop(DOCUMENT)
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    return packed(parts)


def paper_certificate(lang: str = "kk") -> bytes:
    """02-09 as somebody types it into the printed regulation, with its slips."""
    if lang == "ru":
        return document(
            paragraph("Ф.ЦИИЦР-7.5.1-2025-02-09"),
            paragraph("СПРАВКА"),
            table(
                ("2.", "Наименование подразделения", "Кафедра «Химия»"),
                ("3.", "Наименование курса", "Основы химии"),
                ("7.", "Дата размещения курса", "05.12.2025"),
            ),
        )
    return document(
        paragraph("Ү.ЖИЦДО-7.5.1-2025-02-09"),
        paragraph("АНЫҚТАМА"),
        paragraph("№ 17 «12» желтоқсан 2025 ж."),
        table(
            ("№", "Атауы", "Курстың сипаттамасы"),
            (
                "1.",
                "Курстың авторы (лары), лауазымы, оқу дәрежесі, атағы",
                "Сейітқали Әсел, доцент, PhD",
            ),
            ("2.", "Бөлімшенің атауы", "«Химия» кафедрасы"),
            ("3.", "Курстың атауы", "Химия\u00a0негіздері"),
            ("4.", "Платформаның атауы", "____________"),
            ("5.", "Курс тілі", "қазақ тілі"),
            ("7.", "Курсты орналастыру күні", "«05» желтоқсан 2025 ж."),
            ("8.", "Курсқа сілтеме", "https://mooc.atu.edu.kz/x"),
        ),
        table(("ЖИЦДО директоры", "________", "А.С. Жұмабекова")),
    )


def _letter_on_paper() -> bytes:
    """01-01 typed as paragraphs, the value after the colon or on the next line."""
    return document(
        paragraph("F.CAIDD-7.5.1-2025-01-01"),
        paragraph("Faculty: Faculty of Food Technologies"),
        paragraph("Department: ____ Food Safety ____"),
        paragraph("Course title:"),
        paragraph("Fundamentals of Food Safety"),
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504

CORPUS = (
    Awkward("whole", certificate, {"number": "17"}),
    Awkward(
        "no record part",
        lambda: without_part(certificate("ru"), RECORD_PART),
        {"lang": "ru", "placement_date": "2025-12-05", "language": "kk", "authors.1.degree": ...},
    ),
    Awkward(
        "no record part, in English",
        lambda: without_part(certificate("en"), RECORD_PART),
        {"lang": "en", "course_title": "Fundamentals of Food Safety and Quality Management"},
    ),
    Awkward("changed record part", _record_changed, {"number": "17"}, ("read-record-damaged",)),
    Awkward(
        "broken record part",
        _record_broken,
        {"lang": "kk", "number": "17", "language": "kk"},
        ("read-record-damaged",),
    ),
    Awkward("main part of another name", _moved_main_part, {"number": "17"}),
    Awkward(
        "renamed tag",
        lambda: edited(certificate(), _retagged, typed("unit", "Ж")),
        {"unit.kk": "Ж"},
    ),
    Awkward(
        "renamed tag and title",
        lambda: edited(certificate(), _renamed("unit", "мәтін")),
        {"unit.kk": "«Тағам биотехнологиясы» кафедрасы"},
    ),
    Awkward(
        "tags dropped", lambda: edited(certificate(), names_dropped(["tag"])), {"number": "17"}
    ),
    Awkward(
        "titles dropped", lambda: edited(certificate(), names_dropped(["alias"])), {"number": "17"}
    ),
    Awkward(
        "one control without tag and title",
        lambda: edited(
            certificate(), typed("unit", "Жаңа"), names_dropped(["tag", "alias"], "unit")
        ),
        {"unit.kk": "Жаңа"},
    ),
    Awkward(
        "one name for another",
        lambda: edited(
            certificate(),
            lambda root: controls(root, "unit")[0][0].find(f"{W}tag").set(f"{W}val", "platform"),  # type: ignore[union-attr]
        ),
        {"unit.kk": ...},
        ("read-names-differ", "read-control-missing", "read-two-values"),
    ),
    Awkward(
        "tracked changes",
        lambda: edited(certificate(), _content("course_title", TRACKED)),
        {"course_title.kk": "Тағам жаңа қауіпсіздігі"},
    ),
    Awkward(
        "tracked deletion of a row",
        lambda: edited(certificate(), _deleted_row),
        {"platform.kk": ...},
        ("read-control-missing",),
    ),
    Awkward(
        "comments",
        lambda: edited(certificate(), _content("unit", COMMENTED)),
        {"unit.kk": "Кафедра"},
    ),
    Awkward(
        "pasted formatting",
        lambda: edited(certificate(), _content("unit", FORMATTED)),
        {"unit.kk": "Кафедра\t2"},
    ),
    Awkward(
        "field codes",
        lambda: edited(certificate(), _content("unit", FIELD_CODE)),
        {"unit.kk": "Кафедра"},
    ),
    Awkward("nested tables", lambda: edited(certificate(), _nested_tables), {"number": "17"}),
    Awkward(
        "two controls merged",
        lambda: edited(certificate(), _merged),
        {"unit.kk": "Кафедра, Курс", "course_title.kk": ...},
        ("read-control-missing",),
    ),
    Awkward(
        "a control deleted",
        lambda: edited(certificate(), control_removed("platform")),
        {"platform.kk": ...},
        ("read-control-missing",),
    ),
    Awkward(
        "a control cut in two by a line end",
        lambda: edited(certificate(), _cut_in_two),
        {"target_audience.kk": "бірінші\nекінші"},
    ),
    Awkward(
        "somebody else's control",
        lambda: edited(certificate(), _foreign),
        {"number": "17"},
        ("read-control-unknown",),
    ),
    Awkward("untouched blank", blank, {"lang": "kk", "number": None, "authors": None}),
    Awkward(
        "blank with one field filled in",
        lambda: edited(blank(), typed("course_title", "Химия")),
        {"course_title": "Химия", "unit": None},
    ),
    Awkward(
        "blank filled in in another language",
        lambda: edited(blank(lang="ru"), typed("language", "қазақ тілі"), typed("unit", "Ж")),
        {"lang": "ru", "language": "kk", "unit": "Ж"},
    ),
    Awkward(
        "blank with the flag of a placeholder left on",
        lambda: edited(
            blank(),
            lambda root: next(controls(root, "unit")[0].iter(f"{W}t")).__setattr__("text", "Ж"),
        ),
        {"unit": "Ж"},
    ),
    Awkward(
        "blank with two more authors",
        lambda: edited(
            blank(),
            typed("authors.0.name", "А"),
            row_copied("authors.0.name", {"authors.0.name": "В"}, "p"),
            row_copied("authors.0.name", {"authors.0.name": "Б"}, "p"),
        ),
        {"authors.0.name": "А", "authors.1.name": "Б", "authors.2.name": "В", "authors.3": None},
    ),
    Awkward(
        "paper in Kazakh, with slips",
        paper_certificate,
        {
            "form": "02-09",
            "lang": "kk",
            "number": "17",
            "date": "2025-12-12",
            "authors.0.name": "Сейітқали Әсел",
            "authors.0.degree": "PhD",
            "course_title": "Химия негіздері",
            "language": "kk",
            "placement_date": "2025-12-05",
            "director.name": "А.С. Жұмабекова",
            "platform": None,
        },
        ("read-taken-apart", "read-not-found"),
    ),
    Awkward(
        "paper in Russian",
        lambda: paper_certificate("ru"),
        {"lang": "ru", "unit": "Кафедра «Химия»", "placement_date": "2025-12-05"},
        ("read-not-found",),
    ),
    Awkward(
        "paper in English, as paragraphs",
        _letter_on_paper,
        {
            "form": "01-01",
            "lang": "en",
            "faculty": "Faculty of Food Technologies",
            "department": "Food Safety",
        },
        ("read-not-found",),
    ),
    Awkward(
        "made from a template on somebody's disk",
        lambda: packed(
            {
                **unpacked(certificate()),
                "word/_rels/settings.xml.rels": (
                    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                    b'relationships"><Relationship Id="r1" TargetMode="External" Type="http://'
                    b"schemas.openxmlformats.org/officeDocument/2006/relationships/"
                    b'attachedTemplate" Target="file:///C:/Documents/Letter.dotx"/></Relationships>'
                ),
            }
        ),
        {"number": "17"},
    ),
    Awkward(
        "a text of several paragraphs rewritten where no control is",
        lambda: edited(
            atuforms.render(example("02-03"), lang="kk").data,
            lambda root: root[0].insert(5, element(paragraph("Жаңа абзац"))),
        ),
        {"form": "02-03"},
        ("read-text-outside",),
    ),
    Awkward("empty file", lambda: b"", refused="is empty"),
    Awkward("white space", lambda: b" \n", refused="is empty"),
    Awkward(
        "protected with a password",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        refused="password",
    ),
    Awkward(".doc renamed", lambda: OLE + "WordDocument".encode("utf-16-le"), refused=".doc"),
    Awkward("old spreadsheet", lambda: OLE + b"Workbook", refused="old Office format"),
    Awkward("a ZIP that is not Word", lambda: packed({"a.txt": b"a"}), refused="no Word document"),
    Awkward(
        "a spreadsheet",
        lambda: packed(
            {
                "_rels/.rels": unpacked(document())["_rels/.rels"].replace(
                    DOCUMENT.encode(), b"xl/workbook.xml"
                ),
                "xl/workbook.xml": b"<workbook/>",
            }
        ),
        refused="no Word document",
    ),
    Awkward("cut off", lambda: certificate()[:4000], refused="damaged"),
    Awkward(
        "text part that is no XML",
        lambda: packed({**unpacked(certificate()), DOCUMENT: b"<w:document"}),
        refused="damaged",
    ),
    Awkward("a picture", lambda: b"\x89PNG\r\n\x1a\n\0\0", refused="no document that can be read"),
    Awkward("words", lambda: "Құрметті әріптестер!".encode(), refused="no test items"),
    Awkward("a letter in Word", lambda: document(paragraph("Hello")), refused="cannot be told"),
    Awkward("a PDF of a scanner", lambda: _empty_pdf(), refused="no record attached"),
    Awkward("a PDF cut off", lambda: b"%PDF-1.7\n1 0 obj", refused="damaged"),
)


def _empty_pdf() -> bytes:
    import io

    import pikepdf

    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(buffer)
    return buffer.getvalue()
