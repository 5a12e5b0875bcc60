"""The functions of the API: plain functions of what was given, in a language.

Each is called by a worker, in a folder of its own in which the files of the request lie. Errors
are those of the library; :mod:`.performing` makes answers of them.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from atuforms import editing
from atuforms.api import blank as blank_of
from atuforms.core.exceptions import WrongRequest
from atuforms.core.language.choice import language, spoken
from atuforms.core.language.languages import Language
from atuforms.core.locks import FIRST_USE
from atuforms.forms.listing import entries
from atuforms.rendering.document import Document
from atuforms.web.bodies import Given
from atuforms.web.made_files import (
    batch_of,
    converted_bank,
    document_of,
    documents_among,
    forms_among,
    report_on,
    table_among,
    with_comments,
)
from atuforms.web.results import zipped

Made = Document | dict[str, Any] | list[Any]
"""What a function gives: a file, or what JSON can hold."""


def forms(given: Given, lang: Language) -> Made:
    """Every form: its codes and titles, and the formats in which it is made."""
    return [{**asdict(each), "title": each.titles[lang]} for each in entries()]


def describe(given: Given, lang: Language) -> Made:
    """The fields of a form, for an editor to draw."""
    return editing.describe(given.text("form"), lang)


def check(given: Given, lang: Language) -> Made:
    """Everything that is wrong with a record, or with each of the files."""
    if "record" not in given.values:
        beside = documents_among(given.files)
        reports = [report_on(path, beside).as_dict(lang) for path in forms_among(given.files)]
        return reports if len(reports) > 1 else reports[0]
    record = given.values["record"]
    found = editing.check(record, lang, given.values.get("asked", True), given.text("printed"))
    findings = [{**each, "line": None} for each in found["findings"]]
    return {"file": "", "form": record.get("form"), **found, "findings": findings}


def render(given: Given, lang: Language) -> Made:
    """A document of a record, or of what a file holds; of a wrong one, the findings."""
    to = given.text("to", "docx")
    draft = given.flag("draft")
    if "record" in given.values:
        return editing.render(given.values["record"], lang, to, draft, given.text("messages"))
    named = language(given.text("lang")) if given.text("lang") else None
    variant = given.text("variant")
    beside = documents_among(given.files)
    documents = [
        document_of(path, to, named, draft=draft, variant=variant, beside=beside)[0]
        for path in forms_among(given.files)
    ]
    return documents[0] if len(documents) == 1 else zipped(documents, "documents.zip")


def preview(given: Given, lang: Language) -> Made:
    """The pages of the document as pictures."""
    pages = editing.preview(given.values["record"], lang)
    return {"pages": [base64.b64encode(page).decode() for page in pages]}


def blank(given: Given, lang: Language) -> Made:
    """The blank of a form, to be filled in in Word or on paper."""
    return blank_of(given.text("form"), given.text("to", "docx"), lang=lang)


def open_file(given: Given, lang: Language) -> Made:
    """The record that a file holds."""
    if "data" in given.values:
        return editing.CALLS["open"]({**given.values, "lang": lang})
    path = _one(given)
    return editing.open_file(path.read_bytes(), path.name, lang)


def code(given: Given, lang: Language) -> Made:
    """A record as Python and as YAML."""
    record = given.values["record"]
    return {
        "python": editing.as_code(record, given.text("printed")),
        "yaml": editing.as_yaml(record, lang),
    }


def yaml(given: Given, lang: Language) -> Made:
    """A record as YAML, or the record in a text of YAML."""
    if given.text("text"):
        return editing.from_yaml(given.text("text"), lang)
    if "record" not in given.values:
        raise WrongRequest("“{name}” is missing in the request.", name="record")
    return {"yaml": editing.as_yaml(given.values["record"], lang)}


def comment(given: Given, lang: Language) -> Made:
    """The Word document with each finding as a comment at its place."""
    return with_comments(_one(given), lang)


def batch(given: Given, lang: Language) -> Made:
    """A ZIP of the documents of a table, with the rejected rows and what is wrong in them."""
    langs = given.values.get("langs") or [lang]
    formats = given.values.get("to") or ["docx"]
    done = batch_of(given.text("form"), given.files, formats, langs, lang)
    if done.made:
        return done.package(table_among(given.files).stem, lang)
    return {"ok": False, "error": done.told, "rejected": list(done.rejected)}


def dossier(given: Given, lang: Language) -> Made:
    """Whether the files make a whole dossier and agree with each other."""
    with FIRST_USE:
        from atuforms.dossiers.dossier import check_dossier

    _one(given)
    return {**check_dossier(Path(), given.text("kind") or None).as_dict(lang), "folder": ""}


def testbank(given: Given, lang: Language) -> Made:
    """A test bank in another format, and what is said of it."""
    seed, count = given.text("shuffle"), given.number("variants")
    mend = given.flag("fix")
    made = converted_bank(_one(given), given.text("to"), lang, mend=mend, seed=seed, count=count)
    return {
        "ok": made.ok,
        "told": made.told,
        "sections": [asdict(section) for section in made.sections],
        "files": [
            {
                "name": each.filename,
                "media_type": each.media_type,
                "data": base64.b64encode(each.data).decode(),
            }
            for each in made.files
        ],
    }


def spoken_in(given: Given, otherwise: Language) -> Language:
    """The language of the answer: the one that is named, that of the record, the reader's.

    :raises UnknownLanguage: if one is named that there is not.
    """
    if given.text("lang"):
        return language(given.text("lang"))
    record: Mapping[str, Any] = given.values.get("record") or {}
    named = record.get("lang")
    return (spoken(named) if isinstance(named, str) else None) or otherwise


def _one(given: Given) -> Path:
    if not given.files:
        raise WrongRequest("No file was chosen. Choose one.")
    return given.files[0]
