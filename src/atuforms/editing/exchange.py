"""Records into the editor and out of it: files that are opened, YAML, Python."""

from __future__ import annotations

import json
import keyword
from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.archives import Archive
from atuforms.core.findings import Finding
from atuforms.core.language.choice import language
from atuforms.core.language.languages import Language
from atuforms.core.language.translation import translate
from atuforms.core.pictures import image_format
from atuforms.core.settings import find_settings
from atuforms.documents.reading.commented import write_yaml
from atuforms.documents.reading.document import read_document
from atuforms.editing.answers import plain_findings, report_of
from atuforms.editing.attachments import MAX_BYTES, MAX_FILES
from atuforms.editing.edited_record import Opened, edited, filled_in, opened
from atuforms.forms.all_forms import get_form, own_forms
from atuforms.forms.base import Form
from atuforms.records.inventory import files_of, passages_of
from atuforms.records.loading import from_source
from atuforms.records.source import MAX_BYTES as MAX_TEXT
from atuforms.records.source import RECORDS, Source, parse_sources, record_text

_WIDTH: Final = 96


def open_file(data: bytes, filename: str, lang: str) -> dict[str, Any]:
    """A record for the editor from a file that a person has.

    It may be YAML, JSON, Word, PDF, ODT, slides, a test bank, or the ZIP in which the editor saves
    a record with its files.

    ``findings`` are what reading it noticed and the check of the record does not say; ``notes``
    are sentences about the whole.

    :raises UnreadableInput: if the file is none of these, damaged, or not safe to open.
    :raises UnknownForm: if it names no form that there is.
    """
    spoken = language(lang)
    name = PurePosixPath(filename.replace("\\", "/")).name or "record.yaml"
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".zip":
        return _of_record(*_unzipped(data, name), spoken)
    if ending in RECORDS:
        return _of_record(_one_source(data, name), {}, spoken)
    reading = read_document(data, name=name)
    files = {each: picture for each, picture in reading.pictures.items() if image_format(picture)}
    record = edited(reading.form, reading.source.values, files)
    return _answer(record, reading.form, reading.findings, spoken)


def _one_source(data: bytes, name: str) -> Source:
    if len(data) > MAX_TEXT:
        raise UnreadableInput("{file}: the record has too many values.", file=name)
    sources = list(parse_sources(record_text(data, name), name))
    if len(sources) > 1:
        raise UnreadableInput(
            "{file} holds {count} records. Open a file with one of them.",
            file=name,
            count=len(sources),
        )
    return sources[0]


def _unzipped(data: bytes, name: str) -> tuple[Source, dict[str, bytes]]:
    archive = Archive(BytesIO(data), name, MAX_FILES + 1)
    names = [each for each in archive.names if not each.endswith("/")]
    records = [each for each in names if PurePosixPath(each).suffix.lower() in RECORDS]
    at_top = [each for each in records if "/" not in each] or records
    if not at_top:
        raise UnreadableInput(
            "{file} holds no record. Open a ZIP file that the editor has saved.", file=name
        )
    files, room = {}, MAX_BYTES
    for each in names:
        if each != at_top[0]:
            files[each] = archive.read(each, room)
            room -= len(files[each])
    return _one_source(archive.read(at_top[0], MAX_TEXT), at_top[0]), files


def _of_record(source: Source, files: Mapping[str, bytes], lang: Language) -> dict[str, Any]:
    form, findings = from_source(source, settings=find_settings())
    kept = {name: source.values[name] for name in form.FROM_SETTINGS if name in source.values}
    record = edited(form, source.values, files)
    # What the settings give is not the record's own.
    record = {k: v for k, v in record.items() if k not in form.FROM_SETTINGS or k in kept}
    return _answer(record, form, tuple(findings), lang)


def _answer(
    record: dict[str, Any], form: Form, findings: tuple[Finding, ...], lang: Language
) -> dict[str, Any]:
    with opened(record) as now:
        known = {(each.rule, each.path) for each in report_of(now).findings}
        fresh = [each for each in findings if (each.rule, each.path) not in known]
        told = plain_findings(fresh, now, lang)
        return {"record": record, "findings": told, "notes": _notes(form, now, lang)}


def _notes(form: Form, now: Opened, lang: Language) -> list[str]:
    """Which files the record names that did not come with it."""
    named = [file.name for file in files_of(form)]
    named += (name for passage in passages_of(form) for name in passage.files)
    absent = [name for name in dict.fromkeys(named) if name not in now.files]
    if not absent:
        return []
    files = ", ".join(absent)
    return [
        translate(
            "The record names files that lie beside it: {files}. Add them here.", lang, files=files
        )
    ]


def from_yaml(text: str, lang: str = "en") -> dict[str, Any]:
    """A record for the editor from the text of one, as :func:`open_file` gives it."""
    return open_file(text.encode(), "record.yaml", lang)


def as_yaml(record: Mapping[str, Any], lang: str = "") -> str:
    """A record as YAML, each key explained by its label; the files that it names are beside it."""
    values = filled_in(record)
    form = get_form(str(values.get("form", "")))
    return write_yaml({**values, "form": form.name()}, language(lang or values.get("lang", "en")))


def as_code(record: Mapping[str, Any], printed: str = "") -> str:
    """A record as Python: a call of its form with keywords, and the document made from it.

    :param printed: the language of the document, if it is not that of the record.
    """
    values = filled_in(record)
    other = printed if printed and language(printed) != values.get("lang") else ""
    spoken = f', lang="{language(other)}"' if other else ""
    form = get_form(str(values.pop("form", "")))
    own = form in own_forms()
    called = f"atuforms.{form.__name__}" if own else f'atuforms.get_form("{form.name()}")'
    plain = {name: value for name, value in values.items() if _is_keyword(name)}
    lines = [f"    {name}={_python(value)}," for name, value in plain.items()]
    rest = {name: value for name, value in values.items() if name not in plain}
    lines += [f"    **{_python(rest)},"] if rest else []
    made = [f"form = {called}(", *lines, ")"] if lines else [f"form = {called}()"]
    ending = (
        [f'document = atuforms.render(form, "{form.FORMATS[0]}"{spoken})'] if form.FORMATS else []
    )
    return "\n".join(["import atuforms", "", *made, *ending]) + "\n"


def _is_keyword(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


def _python(value: object, indent: str = "    ") -> str:
    """A value as Python writes it: on one line if it fits, else an item a line."""
    flat = _flat(value)
    if len(indent) + len(flat) <= _WIDTH or not isinstance(value, list | dict) or not value:
        return flat
    inner = f"{indent}    "
    if isinstance(value, list):
        lines = [f"{inner}{_python(each, inner)}," for each in value]
        return "\n".join(["[", *lines, f"{indent}]"])
    lines = [f"{inner}{_flat(key)}: {_python(each, inner)}," for key, each in value.items()]
    return "\n".join(["{", *lines, f"{indent}}}"])


def _flat(value: object) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(_flat, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_flat(key)}: {_flat(each)}' for key, each in value.items())}}}"
    return repr(value)
