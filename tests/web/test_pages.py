"""The pages without scripts: what is listed, what is sent, what comes back."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import pytest
from lxml import html
from starlette.testclient import TestClient
from tests.forms.builders import example

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.forms.listing import entries
from atuforms.rendering.document import Document
from atuforms.web.page import ACTIONS
from atuforms.web.purposes import PURPOSES
from atuforms.web.results import Result, Section
from atuforms.web.submissions import IN_A_PAGE, answered
from atuforms.web.tasks import Task

PAGES = ("", "files", "testbank", "02-09", "glossary", "02-06", "nothing")


def page(answer: Any) -> Any:
    assert answer.headers["content-type"].startswith("text/html"), answer.text[:300]
    return html.fromstring(answer.text)


def text(answer: Any) -> str:
    return " ".join(page(answer).find(".//main").text_content().split())


@pytest.mark.parametrize(
    ("accepted", "wanted"),
    [
        ("ru-RU,ru;q=0.9,en;q=0.8", "ru/"),
        ("de,fr;q=0.9,en-GB;q=0.3,kk;q=0.4", "kk/"),
        ("de", "kk/"),
        ("", "kk/"),
        ("en;q=0,ru;q=0.1", "ru/"),
        (";;q=x,,en" + "," * 5000, "en/"),
    ],
)
def test_the_door_leads_to_the_language_of_the_browser(
    client: TestClient, accepted: str, wanted: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted})
    assert (answer.status_code, answer.headers["location"]) == (307, wanted)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_forms_are_listed_with_code_name_and_purpose(client: TestClient, lang: str) -> None:
    root = page(client.get(f"/{lang}/"))
    assert root.get("lang") == lang
    cards = {
        each.find("a").get("href"): each.text_content()
        for each in root.iter("li")
        if each.find("a") is not None
    }
    for entry in entries():
        shown = cards[entry.code or entry.slug]
        assert entry.titles[lang] in shown
        assert entry.code in shown
    assert {entry.slug for entry in entries()} == PURPOSES.keys()


@pytest.mark.parametrize("path", PAGES)
def test_each_page_stands_in_every_language_and_leads_to_itself_in_the_others(
    client: TestClient, path: str
) -> None:
    for lang in LANGUAGES:
        root = page(client.get(f"/{lang}/{path}"))
        assert root.get("lang") == lang
        switch = root.xpath("//nav[@class='languages']//a")
        assert [each.get("hreflang") for each in switch] == list(LANGUAGES)
        assert root.xpath("//nav[@class='languages']//a[@aria-current]/@lang") == [lang]
        if path != "nothing":
            assert [each.get("href") for each in switch] == [
                f"../{each}/{path}" for each in LANGUAGES
            ]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_for_nothing_from_elsewhere_and_has_no_script_of_its_own(
    client: TestClient, path: str
) -> None:
    root = page(client.get(f"/kk/{path}"))
    for name in ("href", "src", "action"):
        for address in root.xpath(f"//@{name}"):
            assert not re.match(r"[a-z]+:|/", address), address
    assert not root.xpath("//script[not(@src)]|//style|//@style|//@*[starts-with(name(),'on')]")
    for field in root.xpath("//input|//select"):
        assert root.xpath(f"//label[@for='{field.get('id')}']"), field.get("id")


def test_forms_are_found_without_scripts(client: TestClient) -> None:
    root = page(client.get("/ru/", params={"q": "СПРАВКА 02-09"}))
    assert root.xpath("//ul[@class='cards']//a/@href") == ["02-09"]
    # The language changes, and the question stays.
    assert "../kk/?q=" in root.xpath("//nav[@class='languages']//a/@href")[0]
    assert "Такой формы не нашлось" in text(client.get("/ru/", params={"q": "йцукен"}))


def test_what_is_asked_for_stays_text(client: TestClient) -> None:
    for path in ('/kk/?q="><script>alert(1)</script>', "/kk/<script>alert(1)", "/kk/%00%0d%0aX: 1"):
        answer = client.get(path)
        assert b"<script>alert" not in answer.content
        assert "x" not in answer.headers


def test_a_form_has_one_address_whatever_it_is_called(client: TestClient) -> None:
    for name in ("mooc-placement-certificate", "Ф.ЦИИЦР-7.5.1-2025-02-09"):
        answer = client.get(f"/kk/{name}")
        assert (answer.status_code, answer.headers["location"]) == (307, "02-09")
    assert client.get("/kk/02-99").status_code == 404


def test_every_page_of_a_form_offers_the_blanks_that_there_are(client: TestClient) -> None:
    offered = set()
    for entry in entries():
        root = page(client.get(f"/en/{entry.code or entry.slug}"))
        offered |= set(root.xpath("//ul[@class='links']//a[@download]/@href"))
    assert "../en/blanks/02-09.docx" in offered
    assert not any("digital-resource" in each for each in offered)
    got = client.get("/ru/blanks/02-09.docx")
    assert got.content == atuforms.blank("02-09", "docx", lang="ru").data
    assert "attachment" in got.headers["content-disposition"]
    refused = client.get("/ru/blanks/course.docx")
    assert (refused.status_code, "бланк" in text(refused)) == (400, True)


@pytest.mark.parametrize(
    "path", ["../app.py", "..%2fguard.py", "%2e%2e/guard.py", "", "a/b", "%00"]
)
def test_there_are_no_files_but_those_of_the_pages(client: TestClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


def test_files_of_the_pages_are_asked_for_again_and_sent_once(client: TestClient) -> None:
    first = client.get("/static/editor.js")
    assert first.headers["content-type"].startswith("text/javascript")
    tag = first.headers["etag"]
    assert client.get("/static/editor.js", headers={"If-None-Match": tag}).status_code == 304


# Files that are sent


def send(
    client: TestClient, files: dict[str, bytes], path: str = "/kk/files", **fields: str
) -> Any:
    given = [("file", (name, data)) for name, data in files.items()]
    return client.post(path, files=given, data=fields)


def saved(answer: Any) -> dict[str, bytes]:
    """The files in a page, or those of a ZIP."""
    if answer.headers["content-type"] == "application/zip":
        with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
            return {name: package.read(name) for name in package.namelist()}
    links = page(answer).xpath("//a[starts-with(@href, 'data:')]")
    return {
        each.get("download"): base64.b64decode(each.get("href").partition(",")[2]) for each in links
    }


def comments(word: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        return "".join(ET.fromstring(package.read("word/comments.xml")).itertext())


def test_a_broken_word_file_is_answered_with_findings_and_with_comments(
    client: TestClient, broken_word: bytes, emptied: Path
) -> None:
    answer = send(client, {"Анықтама.docx": broken_word}, what="check")
    assert answer.status_code == 200
    assert "ЖИЦДО директоры" in text(answer)
    assert "150" in text(answer)
    assert "ЖИЦДО директоры" in comments(saved(answer)["Анықтама.commented.docx"])
    alone = send(client, {"Анықтама.docx": broken_word}, what="comment")
    assert alone.content == saved(answer)["Анықтама.commented.docx"]
    assert "%D0%90" in alone.headers["content-disposition"]


def test_documents_are_made_of_files_or_findings_come_back(
    client: TestClient, sound_word: bytes, broken_word: bytes, emptied: Path
) -> None:
    fields = {"what": "render", "to": "pdf", "lang_kk": "1", "lang_ru": "1"}
    made = saved(send(client, {"a.docx": sound_word}, **fields))
    assert sorted(made) == ["a.kk.pdf", "a.ru.pdf"]
    assert all(data.startswith(b"%PDF") for data in made.values())
    refused = send(client, {"a.docx": broken_word}, **fields)
    assert refused.status_code == 422
    assert "ЖИЦДО директоры" in text(refused)
    drafted = send(client, {"a.docx": broken_word}, **fields, draft="1")
    assert len(saved(drafted)) == 2


def test_a_document_is_read_into_a_record(client: TestClient, sound_word: bytes) -> None:
    answer = send(client, {"a.docx": sound_word}, what="read")
    assert "form: 02-09" in page(answer).find(".//pre").text_content()
    assert b"form: 02-09" in saved(answer)["a.yaml"]


def test_a_table_becomes_a_zip_with_the_rejected_rows(client: TestClient, emptied: Path) -> None:
    rows = [example("glossary"), {**example("glossary"), "terms": []}]
    table = "\n".join(map(json.dumps, rows))
    answer = send(
        client,
        {"rows.jsonl": table.encode()},
        what="batch",
        form="glossary",
        to="docx",
        lang_ru="1",
    )
    files = saved(answer)
    documents = [name for name in files if name.endswith(".docx")]
    assert len(documents) == 1
    docx.Document(io.BytesIO(files[documents[0]]))
    assert any(name.startswith("rejected") for name in files)
    assert "rows.jsonl" in files["нәтиже.txt"].decode()
    nothing = send(
        client, {"rows.csv": b"course_title;terms\n;\nA;\n"}, what="batch", form="glossary"
    )
    assert nothing.status_code == 200
    assert "rejected.csv" in saved(nothing)


def test_a_dossier_is_checked_as_a_whole(client: TestClient, sound_word: bytes) -> None:
    letter = atuforms.render(example("mooc-cover-letter"), "pdf", lang="kk").data
    answer = send(client, {"a.docx": sound_word, "b.pdf": letter}, "/ru/files", what="dossier")
    assert "Комплект документов" in text(answer)
    assert "a.docx" in text(answer)
    other = send(client, {"a.docx": sound_word}, "/ru/files", what="dossier", kind="mooc-placement")
    assert "размещение МООК" in text(other)


def test_a_bank_is_turned_into_another_format(client: TestClient, repository: Path) -> None:
    bank = "".join(
        f"Сұрақ {n}?\nA. а{n}\nB. ә{n}\nC. б{n}\nD. в{n}\nE. г{n}\nANSWER: B\n\n"
        for n in range(100)
    )
    bank = bank.replace("ANSWER: B", "ANSWER: А", 1)  # a Cyrillic letter
    mended = send(client, {"b.txt": bank.encode()}, "/ru/testbank", to="gift", fix="1")
    assert "100 вопросов" in text(mended)
    assert saved(mended)["b.gift"].count(b"=") >= 100
    refused = send(client, {"b.txt": bank.encode()}, "/ru/testbank", to="gift")
    assert refused.status_code == 422
    assert "Исправить" in text(refused)
    paper = send(client, {"b.txt": bank.encode()}, "/ru/testbank", to="docx", fix="1", variants="2")
    assert {"b-A.docx", "b-B.docx", "b-key.csv"} <= set(saved(paper))
    whole = send(client, {"b.txt": bank.encode()}, "/ru/testbank", to="gift", fix="1", variants="")
    assert set(saved(whole)) == {"b.gift"}
    one = "А {=бір ~екі}".encode()
    alike = send(client, {"b.gift": one}, "/ru/testbank", to="gift", variants="3")
    assert "одинаковы" in text(alike)
    for number in ("0", "27"):
        refused = send(client, {"b.gift": one}, "/ru/testbank", to="gift", variants=number)
        assert (refused.status_code, "от 1 до 26" in text(refused)) == (400, True)


def test_a_picture_lies_beside_its_record(client: TestClient, repository: Path) -> None:
    folder = repository / "examples"
    names = ["self-study-material.yaml", "pictures/growth.png"]
    files = {name.rpartition("/")[2]: (folder / name).read_bytes() for name in names}
    assert "ескерту" not in text(send(client, files, what="check"))
    del files["growth.png"]
    assert "pictures/growth.png" in text(send(client, files, what="check"))


def packed(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in files.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return target.getvalue()


def test_a_zip_is_a_folder_of_files(
    client: TestClient, repository: Path, sound_word: bytes, emptied: Path
) -> None:
    folder = repository / "examples"
    record = (folder / "self-study-material.yaml").read_bytes()
    picture = (folder / "pictures" / "growth.png").read_bytes()
    whole = packed(material_dot_yaml=record, pictures__growth_dot_png=picture)
    assert "growth.png" not in text(send(client, {"all.zip": whole}, what="check"))
    dossier = packed(a__one_dot_docx=sound_word, b__two_dot_docx=sound_word)
    told = text(send(client, {"all.zip": dossier}, what="dossier"))
    assert "a/one.docx" in told
    outside = packed(**{"..__..__evil_dot_yaml": b"form: 02-09"})
    assert send(client, {"all.zip": outside}, what="check").status_code == 400


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/x.docx", "x.docx"),
        ("C:\\temp\\<img src=x onerror=alert(1)>.docx", "_img src=x onerror=alert(1)_.docx"),
        ("a\r\nSet-Cookie: x=1.docx", "Set-Cookie"),
        ("\u202egnp.docx", "gnp.docx"),
        ("con.docx", "file-con.docx"),
        ("ә" * 400 + ".docx", "ә.docx"),
    ],
)
def test_names_of_files_are_only_names(
    client: TestClient, broken_word: bytes, emptied: Path, name: str, shown: str
) -> None:
    answer = send(client, {name: broken_word}, what="check")
    assert answer.status_code == 200
    assert shown in answer.text
    assert "<img src=x" not in answer.text
    assert "set-cookie" not in answer.headers
    back = send(client, {name: broken_word}, what="comment")
    assert "\r" not in back.headers["content-disposition"]
    assert "set-cookie" not in back.headers


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b"<x/>" + b" " * 130_000_000)
        package.writestr("word/document.xml", b"<x/>")
    return target.getvalue()


@pytest.mark.parametrize("what", ACTIONS)
@pytest.mark.parametrize(
    "data", [b"", b"hello", b"%PDF-1.7\n%%EOF", b"PK\x03\x04" + bytes(50)], ids=range(4)
)
def test_a_file_that_is_none_gets_a_sentence(
    client: TestClient, emptied: Path, what: str, data: bytes
) -> None:
    # Each kind of content meets each ending, and each task two of them.
    names = ("a.docx", "a.pdf", "a.xlsx", "a")
    first = ACTIONS.index(what) + len(data)
    for name in (names[first % 4], names[(first + 2) % 4]):
        answer = send(client, {name: data}, what=what, form="02-09")
        assert answer.status_code in (200, 400, 422)
        assert str(emptied) not in answer.text


def test_a_file_that_unpacks_to_gigabytes_gets_a_sentence(
    client: TestClient, emptied: Path
) -> None:
    answer = send(client, {"a.docx": bomb()}, what="read")
    assert answer.status_code == 400
    assert "120" in text(answer)


def test_without_a_file_one_is_asked_for(client: TestClient) -> None:
    answer = client.post("/en/files", data={"what": "check"})
    assert answer.status_code == 400
    assert "No file was chosen" in text(answer)
    empty = client.post("/en/files", files={"file": ("", b"")}, data={"what": "check"})
    assert "No file was chosen" in text(empty)


def test_nobody_is_sent_from_a_page_to_the_command_line(client: TestClient) -> None:
    record = b"form: glossary\n"
    pdf = atuforms.render(example("mooc-placement-certificate"), "pdf", lang="kk").data
    answers = [
        client.get("/kk/02-99"),
        send(client, {"a.pdf": pdf}, what="comment"),
        send(client, {"a.yaml": record}, what="read"),
    ]
    assert [each.status_code for each in answers] == [404, 400, 400]
    dossier = send(client, {"a.pdf": pdf}, what="dossier")
    assert "құжаттары бойынша анықталды" in text(dossier)
    for answer in answers:
        assert not re.search(r"--|atuforms [a-z]", text(answer)), text(answer)
    assert "--kind" not in text(dossier)


def test_files_that_came_together_are_looked_at_together(
    client: TestClient, sound_word: bytes, certificate: dict[str, Any]
) -> None:
    """Scores that speak against a course keep its certificate back, in whatever they stand."""
    sheet = example("compliance-criteria")
    sheet["scores"] |= {"content": 1, "tasks": 1, "speaker": 1}
    scores = atuforms.render(sheet, "docx", lang="kk").data
    record = json.dumps(certificate).encode()
    for files in (
        {"анықтама.docx": sound_word, "баға.docx": scores},
        {"анықтама.docx": sound_word, "баға.json": json.dumps(sheet).encode()},
        {"certificate.json": record, "баға.docx": scores},
    ):
        told = text(send(client, files, what="check"))
        assert "0210-verdict-le-18" in told, files.keys()
        refused = send(client, files, what="render", to="pdf", lang_kk="1")
        assert refused.status_code == 422
    both = {"анықтама.docx": sound_word, "баға.docx": scores}
    documents = saved(send(client, both, what="comment"))
    assert "баға.docx" in comments(documents["анықтама.commented.docx"])
    alone = {"анықтама.docx": sound_word}
    assert "0210" not in text(send(client, alone, what="check"))


def test_one_file_that_cannot_be_read_keeps_nobody_from_the_others(
    client: TestClient, broken_word: bytes
) -> None:
    both = {"a.docx": broken_word, "b.docx": b"MZ" + bytes(900)}
    told = text(send(client, both, what="check"))
    assert "ЖИЦДО директоры" in told
    assert "Ресми нысан бойынша жасалған DOCX" in told
    commented = send(client, both, what="comment")
    assert list(saved(commented)) == ["a.commented.docx"]
    assert "b.docx" in text(commented)
    assert "a.yaml" in saved(send(client, both, what="read"))
    table = send(client, {"rows.xlsx": b"PK"}, "/en/files", what="check")
    assert "rows.xlsx is a table" in text(table)


def test_the_entries_of_a_competition_are_put_in_order(client: TestClient) -> None:
    sheet = example("mooc-evaluation-sheet")
    given = {
        "сарапшы.docx": atuforms.render(sheet, "docx", lang="kk").data,
        "competition.json": json.dumps(example("competition")).encode(),
    }
    answer = send(client, given, "/ru/files", what="rank")
    assert answer.status_code == 200
    files = saved(answer)
    minutes = next(data for name, data in files.items() if name.endswith(".yaml"))
    assert "standings:" in minutes.decode()
    assert any(name.endswith(".docx") for name in files)
    assert files["ranking.xlsx"].startswith(b"PK")
    first = page(answer).xpath("//tbody/tr[1]/td")
    assert first[0].text == "1"
    twice = {f"{n}.json": json.dumps(sheet).encode() for n in "ab"}
    refused = send(client, twice, "/ru/files", what="rank")
    assert refused.status_code == 422
    assert page(refused).xpath("//td//span[@class='error']")


def test_large_files_come_as_one_zip_with_what_was_said_of_them() -> None:
    made = Document(bytes(IN_A_PAGE + 1), "a.yaml", "application/yaml")
    task = Task("page", "files", "en")
    found = answered(Result((Section("a.docx", text="form: 02-09"),), (made,)), task)
    assert found.media_type == "application/zip"
    with zipfile.ZipFile(io.BytesIO(found.body)) as package:
        assert package.namelist() == ["a.yaml", "result.txt"]
        assert b"form: 02-09" in package.read("result.txt")
