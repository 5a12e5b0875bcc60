"""The engine of a batch: rows in, numbered files out, and nothing lost or doubled on the way.

The coordinator reads rows, checks them, takes numbers for them in the order of the table, and
hands plain data to an executor; what comes back is put on the disk in the same order, so that
any number of workers gives the same files. A document is counted in three steps
(:mod:`.group_commit`): whenever the process is killed, the next run sees which step was the last.
"""

from __future__ import annotations

import hashlib
import itertools
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from atuforms.batches.bundle import MERGED, ZIPPED
from atuforms.batches.events import (
    Event,
    Finished,
    Listener,
    Noticed,
    RowDone,
    RowRejected,
    Started,
    Stopping,
)
from atuforms.batches.executors import SerialExecutor
from atuforms.batches.folder import Folder
from atuforms.batches.group_commit import GroupCommit
from atuforms.batches.hashes import record_hash
from atuforms.batches.interrupt import polite_interrupt
from atuforms.batches.journal import facts_of, tell_register, void_documents
from atuforms.batches.lists import Lists
from atuforms.batches.manifest import FILE_NAME, Made, Manifest
from atuforms.batches.names import check_pattern, stem
from atuforms.batches.own_numbers import OwnNumbers
from atuforms.batches.plan import Plan, Prepare, Prepared, Rejected, Render
from atuforms.batches.rejected import NAME, RejectedRows
from atuforms.batches.result import BatchDocument, Result, Stopped
from atuforms.batches.row_findings import duplicate, not_rendered, number_taken, number_void
from atuforms.batches.spool import Spool
from atuforms.batches.tables.grids import Note
from atuforms.batches.tables.rows import Row
from atuforms.batches.tables.sources import Table
from atuforms.batches.warned import Warned
from atuforms.core.exceptions import AtuformsError, MissingDependency, UnsafeOutput
from atuforms.core.files.output_files import make_folder, sweep
from atuforms.core.findings import Finding, InvalidRecord
from atuforms.core.language.choice import language
from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message
from atuforms.core.logs import broken_rules, log
from atuforms.register.numbers import NumberTaken, NumberVoid, Register, Request

RESERVED = (FILE_NAME, MERGED, ZIPPED)
"""Names in the folder that no document gets."""

_CHUNK = 64
"""Rows whose numbers are taken, or are marked as issued, in one transaction."""

MENDED = message(
    "Rows that are wrong in this table but were mended in a list earlier: {count}. Their documents "
    "are kept."
)


@dataclass(frozen=True, slots=True)
class _Work:
    row: Row
    key: str
    record: str
    was: str
    prepared: Prepared
    number: str


@dataclass(frozen=True, slots=True)
class _Flight:
    work: _Work
    lang: Language
    format: str
    proof: str
    future: Future[bytes]


def run(
    table: Table,
    prepare: Prepare,
    render: Render,
    plan: Plan,
    *,
    register: Register | None = None,
    executor: Executor | None = None,
    in_flight: int = 16,
    tell: Listener | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Result:
    """Make the documents of all rows of ``table`` that are not made yet.

    Without ``register`` each record brings its own number. ``in_flight`` is how many documents
    may be in the hands of ``executor`` at once. ``now`` gives the time that the manifest and the
    journal record. Ctrl-C finishes the documents in hand; a second one stops at once.

    :raises UnsafeOutput: when the folder cannot be written, another run writes into it, or the
        rows are plainly others than those of the last run.
    :raises UnreadableInput: when the table or the manifest cannot be read.
    """
    check_pattern(plan.pattern, plan.placeholders)
    make_folder(plan.out)
    with Manifest(plan.out) as manifest, polite_interrupt() as stop:
        sweep(plan.out)
        batch = _Batch(table, prepare, render, plan, manifest, register, tell, now)
        return batch.run(executor or SerialExecutor(), in_flight, stop)


class _Batch:
    """One run; holds what its steps share."""

    def __init__(
        self,
        table: Table,
        prepare: Prepare,
        render: Render,
        plan: Plan,
        manifest: Manifest,
        register: Register | None,
        tell: Listener | None,
        now: Callable[[], datetime],
    ) -> None:
        self.table = table
        self.prepare = prepare
        self.render = render
        self.plan = plan
        self.manifest = manifest
        self.rejected = RejectedRows(table.headings, table.list_format, plan.messages)
        self.rejected_records: list[tuple[str, str]] = []
        """Origin and hash of each rejected row, by which it is known when it has been mended."""
        self.lists = Lists(plan.out, manifest, table.path)
        self.documents: Spool[BatchDocument] = Spool()
        self.order = {
            each: place for place, each in enumerate(itertools.product(plan.langs, plan.suffixes))
        }
        """The place of each document among those of its row, by language and format."""
        self.register = register
        self.own = OwnNumbers(manifest if register is None else ())
        self.tell: Listener = tell or _silent
        self.now = now
        self.first: dict[int, int] = {}
        """The first row of each record, by a short hash: what is kept of every row."""
        self.failed: set[int] = set()
        self.issued: list[tuple[str, str]] = []
        """Records whose documents exist, with their numbers, which the register does not know."""
        self.notes: list[Note] = []
        ours = (*RESERVED, f"{NAME}{table.list_format.suffix}")
        self.warned = Warned()
        self.addressed: dict[int, tuple[str, ...]] = {}
        """Rows whose documents are to be sent: the address, and what the message says."""
        self.folder = Folder(plan.out, manifest, ours, self._notice)
        self.waiting = GroupCommit(self.folder, manifest)
        self.made = self.kept = self.mended = 0
        self.stopped: Stopped = ""

    def run(self, executor: Executor, in_flight: int, stop: threading.Event) -> Result:
        if self.register is not None:
            self.folder.set_void_aside(void_documents(self.register, self.manifest, self.plan.form))
        rows = self._survey()
        self.tell(Started(rows, self.table.notes))
        if self.register is not None:
            tell_register(self.register, self.manifest, self.plan.form, self.now())
        if self.plan.all_or_nothing and self._any_rejected():
            self.stopped = "rejected"
        else:
            try:
                self._make(executor, in_flight, stop)
            finally:
                self._finish()
            for note in self.warned.notes():
                self._notice(note)
            if self.mended:
                self._notice(Note(MENDED, {"count": self.mended}))
            self.folder.remove_superseded()
        result = self._result()
        log.info(
            "batch %s: %d made, %d kept, %d rejected",
            self.plan.form,
            result.made,
            result.kept,
            result.rejected,
        )
        if result.stopped:
            log.warning("batch %s stopped: %s", self.plan.form, result.stopped)
        self.tell(Finished(result))
        return result

    def _notice(self, note: Note) -> None:
        self.notes.append(note)
        self.tell(Noticed(note))

    def _survey(self) -> int:
        """Note every record and count the rows; refuses a table that is plainly another one."""
        rows = same = 0
        made_before = any(True for _ in self.manifest)
        others: list[int] = []
        for row in self.table:
            rows += 1
            record = record_hash(row.record)
            if not row.is_unread:
                self.first.setdefault(_short(record), row.number)
            if made_before and self.manifest.of_record(record) is not None:
                same += 1
            elif made_before and (before := self._was_another(row, record)):
                others.append(_short(before.record))
        changed = sum(each not in self.first for each in others)
        if changed > max(same, 1) and changed > 3 and not self.plan.many_changed:
            raise UnsafeOutput(
                "{changed} rows of {file} are not what they were when their documents were made "
                "in {folder}. For another table choose another folder; if the rows were "
                "corrected, allow it with --many-changed.",
                changed=changed,
                file=self.table.name,
                folder=self.plan.out,
            )
        return rows

    def _changed_from(self, row: Row, record: str) -> Made | None:
        """The document that was made from this row before it was changed."""
        if self.manifest.of_record(record) is not None:
            return None
        before = self._was_another(row, record)
        return None if before is None or _short(before.record) in self.first else before

    def _was_another(self, row: Row, record: str) -> Made | None:
        """The document of a row that has no document as it is now."""
        before = self.manifest.of_origin(row.origin)
        return None if self.manifest.is_mended(row.origin, record) else before

    def _any_rejected(self) -> bool:
        for row in self.table:
            self._check(row, record_hash(row.record))
        return len(self.rejected.rows) > 0

    def _check(self, row: Row, record: str) -> Prepared | None:
        first = row.number if row.is_unread else self.first[_short(record)]
        if first != row.number:
            self._reject(row, (duplicate(row, first),))
            return None
        prepared = self.prepare(row)
        if isinstance(prepared, Rejected):
            if not self._was_mended(row, record):
                self.rejected_records.append((row.origin, record))
                self._reject(row, prepared.findings)
            return None
        self.warned.add(row.number, prepared.warnings)
        if row.address:
            about = (row.address, prepared.holder, prepared.title, prepared.date)
            self.addressed[row.number] = about
        return prepared

    def _was_mended(self, row: Row, record: str) -> bool:
        """Whether all documents of a row that is wrong here were made of its mended copy."""
        if not self.manifest.is_mended(row.origin, record):
            return False
        made = self.manifest.of_origin(row.origin)
        found = [made and self.manifest.document(made.key, *each) for each in self.order]
        documents = [each for each in found if each and self.folder.is_kept(each)]
        if len(documents) < len(self.order):
            return False
        self.mended += 1
        if row.address:
            self.addressed[row.number] = (row.address, *facts_of(documents[0], self.register))
        for each in documents:
            self.kept += 1
            self._done(replace(each, row=row.number), fresh=False)
        return True

    def _reject(self, row: Row, findings: tuple[Finding, ...]) -> None:
        log.info(
            "batch %s: row %d rejected: %s", self.plan.form, row.number, broken_rules(findings)
        )
        self.rejected.add(row, findings)
        self.tell(RowRejected(row.number, findings))

    def _make(self, executor: Executor, in_flight: int, stop: threading.Event) -> None:
        flying: deque[_Flight] = deque()
        try:
            for work in self._numbered(stop):
                for lang, form_format in self.order:
                    if self._is_made(work, lang, form_format):
                        continue
                    while len(flying) >= in_flight:
                        self._land(flying.popleft())
                    task = self.plan.task(work.prepared, work.number, lang, form_format)
                    future = executor.submit(self.render, task)
                    flying.append(_Flight(work, lang, form_format, task.proof, future))
            if stop.is_set():
                self.tell(Stopping(len(flying)))
            while flying:
                self._land(flying.popleft())
        except (BrokenExecutor, CancelledError):
            self.stopped = "worker-died"
        if stop.is_set():
            self.stopped = "interrupted"

    def _numbered(self, stop: threading.Event) -> Iterator[_Work]:
        """The rows that may be rendered, with their numbers, in the order of the table."""
        rows = iter(self.table)
        while chunk := list(itertools.islice(rows, _CHUNK)):
            if stop.is_set():
                return
            ready: list[_Work] = []
            for row in chunk:
                record = record_hash(row.record)
                prepared = self._check(row, record)
                if prepared is not None:
                    ready.append(self._work(row, record, prepared))
            for work in self._with_numbers(ready):
                if stop.is_set():
                    return
                yield work

    def _work(self, row: Row, record: str, prepared: Prepared) -> _Work:
        before = self._changed_from(row, record)
        known = before or self.manifest.of_record(record)
        # What a changed row was before may come as a row of its own: that is another document.
        new = record if self.manifest.of_key(record) is None else f"{record}+{row.origin}"
        key = known.key if known else new
        was = before.record if before else ""
        number = prepared.number or (known.number if known else "")
        return _Work(row, key, record, was, prepared, number)

    def _with_numbers(self, ready: Sequence[_Work]) -> Iterator[_Work]:
        if self.register is None:
            yield from self._with_own_numbers(ready)
            return
        requests = [
            Request(
                self.plan.form,
                work.prepared.year,
                work.record,
                work.was,
                f"{self.manifest.id}/{work.row.origin}",
                work.number or None,
                work.prepared.holder,
                work.prepared.title,
                work.prepared.date,
                work.prepared.note,
            )
            for work in ready
        ]
        numbers = self.register.reserve_all(requests, at=self.now()) if requests else []
        for work, number in zip(ready, numbers, strict=True):
            if isinstance(number, NumberTaken):
                self._reject(work.row, (number_taken(work.row, work.number, work.prepared.year),))
            elif isinstance(number, NumberVoid):
                self._reject(work.row, (number_void(work.row, number.line),))
            else:
                yield replace(work, number=number)

    def _with_own_numbers(self, ready: Sequence[_Work]) -> Iterator[_Work]:
        form = self.plan.form
        for work in ready:
            year, number = work.prepared.year, work.number
            if self.plan.counted and number and not self.own.take(form, year, number, work.key):
                self._reject(work.row, (number_taken(work.row, number, year),))
            else:
                yield work

    def _is_made(self, work: _Work, lang: Language, form_format: str) -> bool:
        made = self.manifest.document(work.key, lang, form_format)
        if made is None or (made.record, made.number) != (work.record, work.number):
            return False
        if not (self.plan.is_signed(made.template) and self.folder.is_kept(made)):
            return False
        self.kept += 1
        self._done(replace(made, row=work.row.number), fresh=False)
        return True

    def _land(self, flight: _Flight) -> None:
        """Put what a worker made on the disk: bytes, then line, then name."""
        work = flight.work
        if work.row.number in self.failed:
            return
        try:
            data = self.plan.sealed(flight.future.result(), flight.proof)
        except InvalidRecord as error:
            self._failed(work, error.report.findings)
            return
        except (BrokenExecutor, CancelledError, MissingDependency):
            raise  # none of them is a fault of the row
        except AtuformsError as error:
            reason = error.text(self.plan.messages)
            self._failed(work, (not_rendered(work.row, reason),))
            return
        except Exception as error:  # noqa: BLE001 — one row's failure never stops the others
            log.debug("batch %s: row %d failed", self.plan.form, work.row.number, exc_info=error)
            self._failed(work, (not_rendered(work.row, f"{type(error).__name__}: {error}"),))
            return
        name = self._name(work, flight.lang, flight.format)
        made = Made(
            row=work.row.number,
            origin=work.row.origin,
            key=work.key,
            number=work.number,
            record=work.record,
            file=name,
            sha256=hashlib.sha256(data).hexdigest(),
            lang=flight.lang,
            format=flight.format,
            time=self.now().astimezone().isoformat(timespec="seconds"),
            template=self.plan.template,
            form=self.plan.form,
            year=work.prepared.year,
            size=len(data),
        )
        self._count(self.waiting.add(made, data))

    def _count(self, counted: Sequence[Made]) -> None:
        self.issued += ((made.record, made.number) for made in counted)
        self.made += len(counted)
        for made in counted:
            log.debug("batch %s: row %d written: %s", self.plan.form, made.row, made.file)
            self._done(made, fresh=True)
        if len(self.issued) >= _CHUNK:
            self._confirm()

    def _done(self, made: Made, *, fresh: bool) -> None:
        lang = language(made.lang)
        place = made.row * len(self.order) + self.order[lang, made.format]
        path, form = self.plan.out / made.file, self.plan.form
        said = self.addressed.get(made.row, ())
        document = BatchDocument(path, form, made.row, made.number, lang, made.format, fresh, *said)
        self.documents.add(document, place)
        self.tell(RowDone(made.row, made.number, made.file, made.lang, made.format, fresh))

    def _finish(self) -> None:
        """Count the documents that wait for others, and tell the register of them."""
        try:
            self._count(self.waiting.finish())
        finally:
            self._confirm()

    def _confirm(self) -> None:
        """Tell the register which documents exist; a killed run leaves that to the next one."""
        if self.register is not None and self.issued:
            self.register.confirm(self.plan.form, self.issued, at=self.now())
        self.issued.clear()

    def _failed(self, work: _Work, findings: tuple[Finding, ...]) -> None:
        """Reject a row whose document could not be made, with the rest of its documents.

        Its number may be given out again at once, so nothing may be made with it any more.
        """
        self.failed.add(work.row.number)
        self._reject(work.row, findings)
        # One of its documents may exist already; then its number is not given back.
        self._finish()
        if self.register is not None:
            self.register.release(self.plan.form, [work.record])

    def _name(self, work: _Work, lang: Language, form_format: str) -> str:
        values = {**work.prepared.names, "number": work.number}
        several = f"_{lang}" if self.manifest.langs - {lang} or len(self.plan.langs) > 1 else ""
        suffix = self.plan.suffixes[form_format]
        wanted = stem(self.plan.pattern, values) + several
        before = self.manifest.document(work.key, lang, form_format)
        return self.folder.name(wanted, suffix, before)

    def _result(self) -> Result:
        file = None
        if self.rejected.rows:
            file = self.lists.write(self.rejected)
            self.manifest.add_rejected_rows(self.rejected_records)
        elif not self.stopped:
            self.lists.finish()
        return Result(
            out=self.plan.out,
            made=self.made,
            kept=self.kept,
            rejected=len(self.rejected.rows),
            rejected_file=file,
            stopped=self.stopped,
            notes=(*self.table.notes, *self.notes),
            documents=self.documents,
            rejections=self.rejected.rows,
            lang=self.plan.messages,
        )


def _short(record: str) -> int:
    """A hash in as little memory as tells records apart, since one is kept of every row."""
    return int(record[:15], 16)


def _silent(event: Event) -> None:
    """Ignore an event."""
