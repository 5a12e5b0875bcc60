"""What the editor asks while a record is filled in: is it right, how does it look, give it me."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

from atuforms.core.dotted_paths import value_at
from atuforms.core.exceptions import MissingDependency
from atuforms.core.findings import Finding, InvalidRecord, Place, Report
from atuforms.core.language.choice import language
from atuforms.core.language.languages import Language
from atuforms.core.locks import FIRST_USE, PDFIUM
from atuforms.documents.printing import refuse_errors, refuse_format, to_be_printed, write
from atuforms.documents.reading.commented import write_yaml
from atuforms.documents.view import view
from atuforms.editing.edited_record import Opened, opened
from atuforms.forms.base import Form
from atuforms.records.checking import check_form
from atuforms.records.judgement import with_judgement
from atuforms.rendering.document import Document
from atuforms.rendering.zip_package import member, package

MAX_PAGES: Final = 20
"""Pages of a preview."""
_SCALE: Final = 1.3
"""Pixels of a page's picture per point."""
_COLOURS: Final = 128
_LARGEST: Final = 1600
"""Pixels of a page's picture on its longer side, whatever the page's size."""

_HERE: Final = Place(paragraph=1)
"""In the editor one fills in fields, as in a Word document, and writes no lines."""

_ITEM: Final = re.compile(r" › (\d+)(?=:| ›)")
"""The number of an item on the way to a field; an editor calls it “Module 1”."""

Record = Mapping[str, Any]


def check(record: Record, lang: str, asked: bool = False, printed: str = "") -> dict[str, Any]:
    """What is wrong with a record, each finding at the path of its field.

    ``growing`` are the lists that have too few items so far, with how many they have and need.

    :param asked: also what is only not filled in yet, which a person knows while at it; without,
        ``left`` counts it.
    :param printed: the language of the document that is to be made: also what would stop that.
    :raises UnknownForm: if the record names no form that there is.
    """
    spoken = language(lang)
    with opened(record) as now:
        report = report_of(now)
        if printed and now.form.FORMATS:
            to = "pdf" if "pdf" in now.form.FORMATS else now.form.FORMATS[0]
            report = to_be_printed(now.form, report, language(printed), to)
        found = plain_findings(report.findings, now, spoken)
        growing = _growing(found, now)
    left = sum(finding["missing"] and finding["severity"] == "error" for finding in found)
    shown = found if asked else [each for each in found if not each["missing"]]
    return {"ok": report.ok, "findings": shown, "left": left, "growing": growing}


def _growing(found: Iterable[Mapping[str, Any]], now: Opened) -> list[dict[str, Any]]:
    """How many items lists have and need that have too few, each list once."""
    counted: dict[str, dict[str, Any]] = {}
    for each in found:
        path, actual, limit = (each[name] for name in ("path", "actual", "limit"))
        if not each["missing"] or each["severity"] != "error":
            continue
        if each["rule"] == "missing":
            actual, limit = 0, _fewest(now.form, path)
        elif not isinstance(value_at(now.values, path), list):
            continue
        if _is_less(actual, limit):
            counted[path] = {"path": path, "actual": actual, "limit": limit}
    return list(counted.values())


def _fewest(form: Form, path: str) -> object:
    """How many items a clause asks of a list, if it is more than one."""
    own = (rule.limits.get("minItems") for rule in form.RULES if path in rule.reads)
    return next((limit for limit in own if isinstance(limit, int) and limit > 1), None)


def report_of(now: Opened) -> Report:
    """Everything that is wrong with a record, also by the judgements among its files."""
    return with_judgement(now.form, check_form(now.form, now.findings))


def plain_findings(
    findings: Iterable[Finding], now: Opened, lang: Language
) -> list[dict[str, Any]]:
    """Findings as JSON holds them, with advice for a person who fills in fields."""
    return [_plain(finding, now, lang) for finding in findings]


def _plain(finding: Finding, now: Opened, lang: Language) -> dict[str, Any]:
    told = replace(finding, place=_HERE).as_dict(lang)
    names = ("rule", "clause", "severity", "path", "limit", "actual", "message")
    missing = _is_missing(finding, now.form, now.values)
    said = _ITEM.sub(" \\1", told["message"])
    return {**{name: told[name] for name in names}, "message": said, "missing": missing}


def _is_missing(finding: Finding, form: Form, values: Record) -> bool:
    """Whether a finding only says that something is not filled in yet."""
    if finding.rule == "language-missing":
        # What a document in the chosen language lacks, or has in another one, is told at once.
        return finding.actual is None and finding.severity == "warning"
    if finding.rule == "missing":
        return True
    if "file" in finding.details:
        return False  # Another file says so, whatever stands here.
    value = value_at(values, finding.path)
    if value is None or value in ("", [], {}):
        return True
    rule = next((each for each in form.RULES if each.id == finding.rule), None)
    least = rule is not None and any(".min" in f".{word}" for word in rule.limits)
    return (least or isinstance(value, list)) and _is_less(finding.actual, finding.limit)


def _is_less(actual: object, limit: object) -> bool:
    if isinstance(actual, int | float) and isinstance(limit, int | float):
        return actual < limit
    return False


def render(
    record: Record, lang: str, to: str, draft: bool = False, messages: str = ""
) -> Document | dict[str, Any]:
    """A document of a record, or what :func:`check` says when it may not be made.

    :param to: one of the form's formats, or ``yaml``: the record, in a ZIP with its files if it
        has any.
    :param draft: in spite of errors, with a mark on every page.
    :param messages: the language of the findings, if it is not that of the document.
    :raises UnknownFormat: if the form has no such format.
    :raises MissingDependency: if this machine lacks what the format needs.
    """
    spoken = language(lang)
    with opened(record) as now:
        if to == "yaml":
            return _saved(now, spoken)
        try:
            return _rendered(now, spoken, to, draft)
        except InvalidRecord as error:
            found = plain_findings(error.report.findings, now, language(messages or lang))
    return {"ok": False, "findings": found, "left": 0, "growing": []}


def _rendered(now: Opened, lang: Language, to: str, draft: bool) -> Document:
    refuse_format(type(now.form), to, "")
    if not draft:
        refuse_errors(now.form, report_of(now), lang, to)
    return write(now.form, view(now.form, lang), to, lang, draft=draft)


def _saved(now: Opened, lang: Language) -> Document:
    text = write_yaml({**now.values, "form": now.form.name()}, lang).encode()
    slug = now.form.SLUG
    if not now.files:
        return Document(text, f"{slug}.yaml", "application/yaml")
    members = [member(f"{slug}.yaml", text)]
    members += (member(name, data) for name, data in now.files.items())
    return Document(package(members), f"{slug}.zip", "application/zip")


def preview(record: Record, lang: str) -> list[bytes]:
    """The first pages of the document as PNG; of a record with errors, the draft.

    :raises MissingDependency: without pypdfium2.
    """
    spoken = language(lang)
    with opened(record) as now:
        if not now.form.FORMATS:
            return []
        try:
            document = _rendered(now, spoken, "pdf", draft=False)
        except InvalidRecord:
            document = _rendered(now, spoken, "pdf", draft=True)
    return _pages(document.data)


def _pages(pdf: bytes) -> list[bytes]:
    with FIRST_USE:
        from PIL import Image

        try:
            import pypdfium2
        except ImportError as error:
            raise MissingDependency(
                'A preview needs the package pypdfium2. Install it: pip install "atuforms[web]"'
            ) from error
    pages = []
    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        for number in range(min(len(document), MAX_PAGES)):
            page = document[number]
            scale = min(_SCALE, _LARGEST / max(page.get_size()))
            picture = BytesIO()
            drawn = page.render(scale=scale).to_pil().convert("RGB")
            # A quarter of the bytes, since a page has few colours.
            method, dither = Image.Quantize.FASTOCTREE, Image.Dither.NONE
            drawn.quantize(_COLOURS, method=method, dither=dither).save(picture, format="PNG")
            pages.append(picture.getvalue())
    return pages
