"""From a record to a document: check, view, and the renderer of the format."""

from __future__ import annotations

import contextlib
import copy
import functools
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from atuforms.core.dotted_paths import holder, put, values_at
from atuforms.core.exceptions import UnknownFormat, UnreadableInput, UnsafeOutput
from atuforms.core.findings import Report
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.wording import common
from atuforms.core.logs import refused
from atuforms.core.pictures import Picture
from atuforms.documents.fingerprints import fingerprints_by_name, fingerprints_of
from atuforms.documents.own_templates import own_templates, refuse_useless
from atuforms.documents.view import View
from atuforms.forms.base import Form
from atuforms.records.checking import (
    letters_to_print,
    missing_languages,
    pictures_to_print,
)
from atuforms.records.inventory import (
    Passage,
    logo_of,
    passages_of,
    picture_named,
    pictures_of,
)
from atuforms.rendering.document import Document
from atuforms.rendering.formats import PRINTED, RENDERERS, write_document
from atuforms.rendering.job import Job
from atuforms.rendering.qr_code import qr_code
from atuforms.rendering.rich import RichText

SIGNED = ("docx", "pdf")
"""Formats whose words are compared with the record that was signed."""


def write(
    form: Form,
    values: View,
    to: str,
    lang: Language,
    *,
    variant: str = "",
    draft: bool = False,
    templates: str | os.PathLike[str] | None = None,
    proof: str = "",
    signature_field: bool = False,
    stem: str = "",
) -> Document:
    """A document of a form already checked, from its view.

    :param signature_field: whether a PDF gets an empty field for the signature of a person.
    :param proof: what proves that its record was signed, for a document that is.
    :param stem: the name of its file, if it is not that of the record.
    :raises InvalidRecord: if a variant that withholds values would show them all the same.
    """
    values = {**with_pictures(form, values, draft=draft), "variant": variant}
    if draft:
        values["draft"] = " / ".join(common(each)["draft"] for each in LANGUAGES)
    withheld = form.WITHHELD.get(variant, ())
    if withheld and not draft:
        _refuse_betrayals(form)
    # Neither the record nor its hash, from which the few possible answers could be tried out.
    record = None if withheld else functools.cache(form.carried_json)
    job = job_of(type(form), _without(values, withheld), to, lang, record, templates)
    own = Path(form.origin.file).stem if form.origin.file else form.SLUG
    address = form.origin.settings.proofs_url
    job = replace(
        job,
        address=address,
        signature_field=signature_field,
        fingerprints=functools.partial(fingerprints_of, form),
        pictures=functools.partial(fingerprints_by_name, form),
    )
    return write_document(with_proof(job, type(form), proof) if proof else job, stem or own)


def with_proof(job: Job, form: type[Form], proof: str) -> Job:
    """A document to write, with its proof in it, and room for its seal.

    :raises UnsafeOutput: for what nobody signs.
    """
    refuse_unsigned(job)
    shown = qr_code(job.address + proof) if form.SHOWS_PROOF else ""
    return replace(job, values={**job.values, "proof": shown}, proof=proof)


def refuse_unsigned(job: Job) -> None:
    """Stop for what nobody signs.

    :raises UnsafeOutput: for a draft, or what carries no record.
    """
    if job.values.get("draft"):
        raise UnsafeOutput("A draft is not signed. Mend what is wrong in the record first.")
    if job.to not in SIGNED or job.write_record is None:
        raise UnsafeOutput(
            "Only a PDF or a Word document that carries its record can be signed, neither a blank "
            "nor a paper without answers."
        )


def _refuse_betrayals(form: Form) -> None:
    """Stop where the page shows what it does not say.

    :raises InvalidRecord: with what shows it.
    """
    found = tuple(form.betrayals())
    if found:
        raise refused(Report(found, form=form.name(), file=form.origin.file))


def _without(values: View, withheld: tuple[str, ...]) -> View:
    """The view with nothing in the places that a variant must not hold."""
    if not withheld:
        return values
    values = copy.deepcopy(values)
    for pattern in withheld:
        for path, _ in list(values_at(values, pattern)):
            put(values, path, "")
    return values


def refuse_errors(form: Form, report: Report, lang: Language, to: str) -> None:
    """Stop where an error stops rendering in this language and format.

    :raises InvalidRecord: with the report, languages and pictures that are missing included.
    """
    whole = to_be_printed(form, report, lang, to)
    if not whole.ok:
        raise refused(whole)


def to_be_printed(form: Form, report: Report, lang: Language, to: str) -> Report:
    """The report on a form with what stops only a document in this language and format."""
    gaps = (*missing_languages(form, lang), *pictures_to_print(form, lang))
    if to == "pdf":
        gaps += letters_to_print(form, lang)
    told = {(finding.rule, finding.path) for finding in gaps}
    kept = tuple(f for f in report.findings if (f.rule, f.path) not in told)
    return replace(report, findings=kept + gaps)


def with_pictures(form: Form, values: View, *, draft: bool = False) -> View:
    """The view with the university's logo, and each picture in place of its file's name.

    A draft does without a picture that cannot be read.
    """
    mark = logo_of(form) or ""
    images = pictures_of(form)
    passages = passages_of(form)
    if not images and not passages:
        return {**values, "logo": mark}
    shown = copy.deepcopy(values)
    for image in images:
        place, last = holder(shown, image.path)
        place[last] = _picture(form, image.name, draft=draft)
    for passage in passages:
        place, last = holder(shown, passage.field)
        if place[last] == passage.text:
            place[last] = RichText(passage.text, _pictures_of(passage, form))
    return {**shown, "logo": mark}


def _picture(form: Form, name: str, *, draft: bool) -> Picture | str:
    try:
        return picture_named(form, name)
    except UnreadableInput:
        if not draft:
            raise
        return ""


@functools.cache
def _version() -> str:
    # Not at the top: it is slow to import, and only a document needs it.
    from importlib.metadata import version

    return version("atuforms")


def _pictures_of(passage: Passage, form: Form) -> Mapping[str, Picture]:
    """The pictures of a Markdown text; those that a draft has to do without are left out."""
    found = {}
    for name in passage.files:
        with contextlib.suppress(UnreadableInput):
            found[name] = picture_named(form, name)
    return found


def refuse_format(form: type[Form], to: str, variant: str) -> None:
    """Stop where a form has no such format, or no such variant.

    :raises UnknownFormat: with those that it has.
    """
    if not form.FORMATS:
        raise UnknownFormat(
            "{form} describes a thing and has no document. Check it with “atuforms check”.",
            form=form.name(),
        )
    if to not in form.FORMATS:
        raise UnknownFormat(
            "The form {form} cannot be written as “{format}”. It has: {formats}.",
            form=form.name(),
            format=to,
            formats=", ".join(form.FORMATS),
        )
    if variant and not form.VARIANTS:
        raise UnknownFormat(
            "The form {form} has no variants. Leave “{variant}” out.",
            form=form.name(),
            variant=variant,
        )
    if variant and variant not in form.VARIANTS:
        raise UnknownFormat(
            "The form {form} has no variant “{variant}”. It has: {variants}.",
            form=form.name(),
            variant=variant,
            variants=", ".join(form.VARIANTS),
        )
    if variant in form.WITHHELD and to not in PRINTED:
        raise UnknownFormat(
            "The variant “{variant}” is for paper, and a file of the format “{format}” holds what "
            "it leaves out. Choose one of: {formats}.",
            variant=variant,
            format=to,
            formats=", ".join(each for each in form.FORMATS if each in PRINTED),
        )


def refuse_unknown_format(to: str) -> None:
    """Stop where no form at all has such a format.

    :raises UnknownFormat: with those that there are.
    """
    if to not in RENDERERS:
        raise UnknownFormat(
            "There is no format “{format}”. There are: {formats}.",
            format=to,
            formats=", ".join(RENDERERS),
        )


def job_of(
    form: type[Form],
    values: View,
    to: str,
    lang: Language,
    write_record: Callable[[], bytes] | None,
    templates: str | os.PathLike[str] | None,
) -> Job:
    """What a renderer is given; ``templates`` come before the form's own."""
    own = own_templates(templates) if templates else None
    if own:
        refuse_useless(form, lang, to, own)
    return Job(
        form=form,
        to=to,
        lang=lang,
        values={"logo": "", **values},
        write_record=write_record,
        version=_version(),
        templates=own,
    )
