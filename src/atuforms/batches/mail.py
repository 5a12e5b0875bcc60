"""Messages with the documents of a batch, ready to be sent by whatever the office uses.

Nothing is sent from here. A message is a file (``.eml``) that mail programs open as a draft: the
address from the table, subject and text from ``templates/<language>/message.yaml``, the documents
of the row attached. The same row gives the same bytes: no time, no random mark.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from itertools import groupby
from pathlib import Path
from typing import Final

from atuforms.batches.manifest import Manifest
from atuforms.batches.result import BatchDocument, Result
from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.output_files import (
    make_folder,
    publish,
    refuse_link,
    sha256_of,
    stage,
    sync,
)
from atuforms.core.language.languages import Language
from atuforms.core.language.wording import read_wording
from atuforms.core.safe_text import shown

_ADDRESS: Final = re.compile(
    r"[^@\s,;<>\"\x00-\x1f]{1,64}@[^@\s,;<>\"\x00-\x1f.]+(\.[^@\s,;<>\".]+)+"
)
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_LONGEST = 200
"""Characters of a subject."""


@dataclass(frozen=True, slots=True)
class Messages:
    """What was written: how many messages, and the rows that have none."""

    folder: Path
    count: int = 0
    without_address: int = 0
    wrong_addresses: tuple[tuple[int, str], ...] = ()
    """Rows whose address is none, each with what stands there."""


def write_messages(result: Result, folder: Path, templates: Path | None = None) -> Messages:
    """Write a message for every row of ``result`` that has an address, and its documents.

    A message that this folder of documents has written before is written anew; any other file is
    left alone, and the message gets another name. Messages whose documents are gone are removed.

    :param templates: a folder laid out like ``templates/``, whose ``message.yaml`` comes first.
    :raises InvalidTemplate: if the words of the message are not as they should be.
    :raises UnsafeOutput: when the folder cannot be written.
    """
    refuse_link(folder)
    make_folder(folder)
    without, count = 0, 0
    wrong: list[tuple[int, str]] = []
    with Manifest(result.out) as manifest:
        for documents in _by_row(result):
            address = documents[0].address.strip()
            if not address:
                without += 1
            elif not _ADDRESS.fullmatch(address):
                wrong.append((documents[0].row, shown(address, 80)))
            else:
                _write(folder, documents, address, manifest, templates)
                count += 1
        _remove_old(folder, manifest)
    return Messages(folder, count, without, tuple(wrong))


def _by_row(result: Result) -> Iterator[list[BatchDocument]]:
    for _, documents in groupby(result.documents, key=lambda document: document.row):
        yield list(documents)


def message_of(
    documents: list[BatchDocument], address: str, templates: Path | None = None
) -> bytes:
    """The message of one row."""
    first = documents[0]
    subject, text = _words(first.lang, templates)
    values = {
        "title": first.title,
        "number": first.number,
        "holder": first.holder,
        "date": first.date,
    }
    message = EmailMessage(policy=SMTP)
    message["To"] = address
    message["Subject"] = " ".join(shown(_filled(subject, values)).split())[:_LONGEST]
    message["X-Unsent"] = "1"  # Outlook opens it as a draft
    message.set_content(_filled(text, values), cte="base64")
    mark = hashlib.sha256(address.encode())
    for document in documents:
        data = document.path.read_bytes()
        mark.update(data)
        kind = mimetypes.guess_type(document.path.name)[0] or _KINDS.get(document.format, "")
        main, _, sub = (kind or "application/octet-stream").partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=document.path.name)
    message.set_boundary(f"=_{mark.hexdigest()[:40]}")
    return message.as_bytes()


_KINDS: Final[Mapping[str, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
}


def _words(lang: Language, templates: Path | None) -> tuple[str, str]:
    own = templates if templates and (templates / lang / "message.yaml").is_file() else None
    words = read_wording("message", lang, own)
    subject, text = words.get("subject"), words.get("text")
    if not isinstance(subject, str) or not isinstance(text, str):
        raise InvalidTemplate(
            "The wording file {path} needs a “subject” and a “text”.", path=f"{lang}/message.yaml"
        )
    return subject, text


def _filled(words: str, values: Mapping[str, str]) -> str:
    """``words`` with the values in place; a value is never read as words."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), words)


def _write(
    folder: Path,
    documents: list[BatchDocument],
    address: str,
    manifest: Manifest,
    templates: Path | None,
) -> None:
    data = message_of(documents, address, templates)
    document = documents[0].path.name
    sha256 = hashlib.sha256(data).hexdigest()
    stem, count = Path(document).stem, 1
    while True:
        path = folder / (f"{stem}.eml" if count == 1 else f"{stem}_{count}.eml")
        if not path.exists() and not path.is_symlink():
            break
        now = "" if path.is_symlink() or not path.is_file() else sha256_of(path)
        if now == sha256:
            return
        if now and now == manifest.messages.get(path.name, ("", ""))[0]:
            break
        count += 1
    staged = stage(folder, data)
    sync(staged)
    manifest.add_message(path.name, sha256, document)
    publish(staged, path)


def _remove_old(folder: Path, manifest: Manifest) -> None:
    """Remove messages whose documents are void or were replaced, unless somebody changed them."""
    for name, (sha256, document) in list(manifest.messages.items()):
        path = folder / name
        gone = not manifest.has_file(document)
        if gone and path.is_file() and not path.is_symlink() and sha256_of(path) == sha256:
            path.unlink()
