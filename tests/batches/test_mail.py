"""Messages with the documents of a batch: ready to be sent, and never by us."""

from __future__ import annotations

import email
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from atuforms.batches.batch import batch
from atuforms.batches.mail import Messages, write_messages
from atuforms.batches.tables.columns import MAIL
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.register.numbers import Register

ROW = {
    "date": "2026-03-02",
    "authors": "Қасымбек Самал, доцент, PhD, жоқ",
    "unit": "Қаржы кафедрасы",
    "platform": "АТУ",
    "language": "қазақ тілі",
    "target_audience": "Студенттер",
    "placement_date": "2026-02-05",
    "course_link": "https://mooc.atu.edu.kz/9",
    "director": "А.С. Жұмабекова",
}


def rows(*addresses: str, heading: str = "e-mail") -> list[dict[str, str]]:
    return [
        {**ROW, "course_title": f"Қаржы {n}", heading: address}
        for n, address in enumerate(addresses, start=1)
    ]


def write(source: Any, folder: Path, lang: str = "kk", to: str = "pdf") -> Messages:
    result = batch("02-09", source, lang=lang, to=to, out=folder / "o", register=folder / "r.db")
    return write_messages(result, folder / "mail")


def read(path: Path) -> EmailMessage:
    found = email.message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_message_brings_the_document_in_the_language_of_the_row(
    tmp_path: Path, lang: Language
) -> None:
    assert write(rows("s.q@atu.edu.kz", heading=MAIL[lang]), tmp_path, lang).count == 1
    (path,) = (tmp_path / "mail").iterdir()
    message = read(path)
    assert message["To"] == "s.q@atu.edu.kz"
    assert "Қаржы 1" in message["Subject"]
    assert message["Date"] is None
    assert message["Message-ID"] is None
    body = message.get_body()
    assert body is not None
    assert "Қасымбек Самал" in body.get_content()
    (attached,) = message.iter_attachments()
    (document,) = (tmp_path / "o").glob("*.pdf")
    assert attached.get_filename() == document.name
    assert attached.get_content() == document.read_bytes()
    assert b"s.q@atu" not in document.read_bytes()


def test_the_same_rows_give_the_same_bytes_and_one_message_each(tmp_path: Path) -> None:
    source = rows("a@atu.kz", "b@atu.kz")
    write(source, tmp_path, "kk", "pdf,docx")
    first = {path.name: path.read_bytes() for path in (tmp_path / "mail").iterdir()}
    write(source, tmp_path, "kk", "pdf,docx")
    assert {path.name: path.read_bytes() for path in (tmp_path / "mail").iterdir()} == first
    assert len(first) == 2
    assert all(len(list(read(p).iter_attachments())) == 2 for p in (tmp_path / "mail").iterdir())


@pytest.mark.parametrize(
    "address", ["nobody", "a@b", "a@atu.kz\nBcc: all@atu.kz", "a@atu.kz, b@atu.kz", "<a@atu.kz>"]
)
def test_what_is_no_address_gets_no_message_and_is_told(tmp_path: Path, address: str) -> None:
    written = write(rows("a@atu.kz", address, ""), tmp_path)
    assert (written.count, written.without_address) == (1, 1)
    assert [row for row, _ in written.wrong_addresses] == [2]


def test_no_other_file_is_written_over_and_void_messages_go(tmp_path: Path) -> None:
    source = rows("a@atu.kz", "b@atu.kz")
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "1_Қаржы_1.eml").write_text("a letter of somebody")
    write(source, tmp_path)
    names = sorted(path.name for path in (tmp_path / "mail").iterdir())
    assert names == ["1_Қаржы_1.eml", "1_Қаржы_1_2.eml", "2_Қаржы_2.eml"]
    with Register(tmp_path / "r.db") as register:
        register.void("02-09", 2026, "2", "қате")
        register.reissue("02-09", 2026, "2")
    write(source, tmp_path)
    names = sorted(path.name for path in (tmp_path / "mail").iterdir())
    assert names == ["1_Қаржы_1.eml", "1_Қаржы_1_2.eml", "3_Қаржы_2.eml"]
    assert (tmp_path / "mail" / "1_Қаржы_1.eml").read_text() == "a letter of somebody"


def test_an_office_writes_its_own_words(tmp_path: Path) -> None:
    own = tmp_path / "own" / "kk"
    own.mkdir(parents=True)
    (own / "message.yaml").write_text('subject: "{title} {unknown}"\ntext: "Сәлем {holder}"\n')
    result = batch(
        "02-09", rows("a@atu.kz"), lang="kk", out=tmp_path / "o", register=tmp_path / "r"
    )
    write_messages(result, tmp_path / "mail", tmp_path / "own")
    (path,) = (tmp_path / "mail").iterdir()
    assert read(path)["Subject"] == "Қаржы 1 {unknown}"


def test_a_message_with_the_document_of_a_void_number_is_told_of(tmp_path: Path) -> None:
    table = rows("a@atu.edu.kz", "b@atu.edu.kz")
    write(table, tmp_path, to="docx")
    with Register(tmp_path / "r.db") as register:
        register.void("02-09", 2026, "2", "қате")
    result = batch(
        "02-09", table, lang="kk", to="docx", out=tmp_path / "o", register=tmp_path / "r.db"
    )
    assert any("2_Қаржы_2.eml" in note.text("kk") for note in result.notes)
    assert not any("1_Қаржы_1.eml" in note.text("kk") for note in result.notes)
