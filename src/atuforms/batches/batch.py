"""The public function of batches."""

from __future__ import annotations

import copy
import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from atuforms.batches.events import Listener
from atuforms.batches.executors import dask_executor, open_executor
from atuforms.batches.form_rows import (
    Preparer,
    Renderer,
    default_pattern,
    fields_of,
    numbered,
    placeholders_of,
)
from atuforms.batches.plan import Plan
from atuforms.batches.result import Result
from atuforms.batches.run import run
from atuforms.batches.tables.sources import TableInput, read_table
from atuforms.core.doctor import require_pango
from atuforms.core.exceptions import UnknownFormat
from atuforms.core.files.file_states import look_again
from atuforms.core.language.choice import language
from atuforms.core.language.languages import Language
from atuforms.core.locks import FIRST_USE
from atuforms.core.settings import find_settings
from atuforms.documents.own_templates import own_templates
from atuforms.fields.describe import may_hold
from atuforms.forms.all_forms import form_class
from atuforms.forms.base import Form
from atuforms.records.loading import from_source
from atuforms.records.source import Source
from atuforms.register.numbers import Register
from atuforms.rendering.formats import MEDIA_TYPES, RENDERERS

if TYPE_CHECKING:
    from atuforms.documents.proofs.keys import KeyInput
    from atuforms.documents.proofs.signing import Signer

_ON_A_CLUSTER = 256
"""Documents in hand on a cluster, whose size is not known here."""


def batch(
    form: str | type[Form],
    table: TableInput,
    *,
    to: str | Sequence[str] = "docx",
    lang: str | Sequence[str] = "kk",
    out: str | PathLike[str] = "out",
    register: str | PathLike[str] | Register | None = None,
    number_from: int = 1,
    executor: Executor | None = None,
    workers: int = 1,
    dask: str | None = None,
    pattern: str | None = None,
    sheet: str | None = None,
    templates: str | PathLike[str] | None = None,
    messages: str | None = None,
    all_or_nothing: bool = False,
    many_changed: bool = False,
    tell: Listener | None = None,
    key: KeyInput | Signer | None = None,
) -> Result:
    """Make the documents of every row of a table; a second call makes what is missing.

    :param form: code, slug or class.
    :param table: a file (XLSX, ODS, CSV, JSONL, YAML), an iterable of forms and mappings, be it a
        list or a generator, or a data frame.
    :param to: one or several of the form's formats.
    :param lang: one or several languages; plain strings in the table are in the first one.
    :param out: the folder for the documents, the manifest and the list of rejected rows.
    :param register: the journal that gives out numbers; without it each row brings its own.
    :param number_from: the first number to give out in a year.
    :param executor: where documents are made; otherwise in ``workers`` processes, or on the
        cluster whose scheduler answers at ``dask``.
    :param pattern: of the file names, such as ``{number}_{course_title}``.
    :param sheet: the sheet of a workbook; its first visible one if not said.
    :param templates: a folder of templates that come before the package's own.
    :param messages: the language of the list of rejected rows; the first of ``lang`` if not said.
    :param all_or_nothing: make nothing unless no row is rejected.
    :param many_changed: allow that more than half of the rows were changed since the last run.
    :param key: signs the documents: the file of a key, or its content. It stays in this process.
    :param tell: is called with each event as it happens.
    :raises UnknownForm: if there is no such form.
    :raises UnknownFormat: if the form has no such format.
    :return: how many there are, :attr:`~atuforms.batches.result.Result.documents` and
        :attr:`~atuforms.batches.result.Result.rejections`.
    :raises UnreadableInput: if the table, register or manifest cannot be read, or a single record
        is given.
    :raises UnsafeOutput: if the folder or the register cannot be written.
    :raises MissingDependency: if an extra is not installed that the table or a format needs; then
        nothing has been written.
    """
    moment = uuid4().hex
    look_again(moment)
    cls = form_class(form)
    langs = tuple(language(code) for code in _several(lang))
    signer = _signer(key)
    rows = read_table(table, fields_of(cls), sheet=sheet)
    folder = (rows.path.parent if rows.path else Path.cwd()).absolute()
    plan = Plan(
        form=cls.name(),
        out=Path(out),
        langs=langs,
        suffixes={each: _suffix(cls, each) for each in _several(to)},
        pattern=pattern or default_pattern(cls),
        placeholders=placeholders_of(cls),
        messages=_language(messages, langs[0]),
        template=" ".join([f"atuforms {version('atuforms')}", *([signer.id] if signer else [])]),
        all_or_nothing=all_or_nothing,
        many_changed=many_changed,
        counted="number" in cls.FROM_REGISTER,
        signer=signer.id if signer else "",
        signs=_Signs(cls, signer, folder) if signer else None,
    )
    prepare = Preparer(cls, langs, folder, register is not None, datetime.now(UTC).year)
    own = None if templates is None else str(own_templates(templates))
    render = Renderer(cls.name(), str(folder), own, moment)
    modules = [__name__, *(RENDERERS[each] for each in plan.suffixes)]
    with ExitStack() as stack:
        if executor is None and dask is not None:
            executor = stack.enter_context(dask_executor(dask))
        elif executor is None:
            _require(plan.suffixes)
            executor = stack.enter_context(open_executor(workers, modules))
        journal = stack.enter_context(_journal(register, number_from, folder))
        in_flight = _ON_A_CLUSTER if dask is not None else max(4 * workers, 1)
        return run(
            rows,
            prepare,
            render,
            plan,
            register=journal,
            executor=executor,
            in_flight=in_flight,
            tell=tell,
        )


def _signer(key: KeyInput | Signer | None) -> Signer | None:
    if key is None:
        return None
    # Signing takes libraries that a batch without it does not need.
    with FIRST_USE:
        from atuforms.documents.proofs.signing import Signer

    return key if isinstance(key, Signer) else Signer.of(key)


@dataclass(frozen=True)
class _Signs:
    """What signs the rows of a form, each under its number, as their documents carry them."""

    form: type[Form]
    signer: Signer
    folder: Path

    def prove(self, record: Mapping[str, object], number: str, own: str) -> str:
        values = numbered(record, number)
        folder = Path(own or self.folder)
        if _shows_pictures(self.form) or find_settings(folder).logo:
            made, _ = from_source(Source(values, folder=folder), self.form)
            return self.signer.proof_of(made)
        return self.signer.proof(self.form.carried(copy.deepcopy(values)))

    def sealed(self, data: bytes, proof: str) -> bytes:
        return self.signer.sealed(data, proof)


@cache
def _shows_pictures(form: type[Form]) -> bool:
    return may_hold(form, "image") or may_hold(form, "markdown")


@contextmanager
def _journal(
    register: str | PathLike[str] | Register | None, number_from: int, folder: Path
) -> Iterator[Register | None]:
    """The register to use; one that the caller has opened stays open."""
    if register is None or isinstance(register, Register):
        yield register
        return
    pattern = find_settings(folder).number_pattern
    with Register(register, pattern=pattern, number_from=number_from) as opened:
        yield opened


def _require(formats: Iterable[str]) -> None:
    """Make sure that this machine can write the formats, before anything is begun.

    :raises MissingDependency: for what is not installed.
    """
    for each in formats:
        importlib.import_module(RENDERERS[each])
        if each == "pdf":
            require_pango()


def _several(value: str | Sequence[str]) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value
    found = dict.fromkeys(str.strip(part) for part in parts)
    return tuple(part for part in found if part) or ("",)


def _language(code: str | None, otherwise: Language) -> Language:
    return otherwise if code is None else language(code)


def _suffix(form: type[Form], to: str) -> str:
    if to not in form.FORMATS:
        raise UnknownFormat(
            "The form {form} cannot be written as “{format}”. It has: {formats}.",
            form=form.name(),
            format=to,
            formats=", ".join(form.FORMATS),
        )
    return f".{MEDIA_TYPES[to][0]}"
