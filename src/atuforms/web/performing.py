"""A task done: its body is read, its function called, and an answer made of whatever comes."""

from __future__ import annotations

import os
import traceback
from dataclasses import replace
from pathlib import Path

from atuforms.core.exceptions import AtuformsError, MissingDependency
from atuforms.core.findings import InvalidRecord
from atuforms.core.language.substitutes import in_place_of
from atuforms.core.language.translation import translate
from atuforms.editing.remedies import REMEDIES
from atuforms.rendering.document import Document
from atuforms.web import words
from atuforms.web.answers import HTML, Answer, file_answer, json_answer
from atuforms.web.bodies import read_body
from atuforms.web.functions import Made, spoken_in
from atuforms.web.operations import OPERATIONS, Operation
from atuforms.web.page import Place, refusal
from atuforms.web.submissions import submitted
from atuforms.web.tasks import Task

WRONG, UNFIT, LACKING, FAILED = 400, 422, 501, 500
"""Of requests that are not understood or files that cannot be read; of records with mistakes; of
what is not installed here; of mistakes of ours."""


def perform(task: Task) -> Answer:
    """The answer to a task. Files are looked for in the current folder."""
    with in_place_of(REMEDIES):
        return _performed(task)


def _performed(task: Task) -> Answer:
    refuse = _refuse_page if task.kind == "page" else _refuse_call
    try:
        return submitted(task) if task.kind == "page" else _call(task)
    except AtuformsError as error:
        return refuse(task, status_of(error), _without_folder(error.text(task.lang)), "")
    except MemoryError:
        return refuse(task, UNFIT, translate(words.TOO_MUCH_MEMORY, task.lang), "")
    except RecursionError as error:
        return refuse(task, UNFIT, translate(words.TOO_DEEP, task.lang), fault_of(error))
    except Exception as error:  # noqa: BLE001 — whatever a stranger's file brings about
        return refuse(task, FAILED, translate(words.OUR_FAULT, task.lang), fault_of(error))


def status_of(error: AtuformsError) -> int:
    """The status of an answer that says so."""
    if isinstance(error, MissingDependency):
        return LACKING
    return UNFIT if isinstance(error, InvalidRecord) else WRONG


def fault_of(error: BaseException) -> str:
    """Kind and place of a mistake, without a word of what was given."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = "".join(f"{Path(each.filename).name}:{each.lineno}" for each in last)
    return f"{type(error).__name__} {place}"


def _call(task: Task) -> Answer:
    operation = OPERATIONS[task.name]
    given = read_body(operation.parameters, task.query, task.content_type, task.body)
    lang = spoken_in(given, task.lang)
    try:
        return _answered(operation.function(given, lang), operation)
    except InvalidRecord as error:
        return json_answer(error.report.as_dict(lang), UNFIT)
    except AtuformsError as error:
        return _refuse_call(task, status_of(error), _without_folder(error.text(lang)), "")


def _answered(made: Made, operation: Operation) -> Answer:
    if isinstance(made, Document):
        return file_answer(made.data, made.filename, made.media_type)
    # Where a file was asked for, what comes instead says why there is none.
    return json_answer(made, UNFIT if operation.answers == "file" else 200)


def _refuse_call(task: Task, status: int, sentence: str, fault: str) -> Answer:
    return replace(json_answer({"ok": False, "error": sentence}, status), fault=fault)


def _refuse_page(task: Task, status: int, sentence: str, fault: str) -> Answer:
    title = words.words_in(task.lang)["refused"]
    text = refusal(Place(task.lang, task.name), title, sentence)
    return Answer(status, text.encode("utf-8", "replace"), HTML, fault=fault)


def _without_folder(text: str) -> str:
    """A sentence without the folder of the task, which is nobody's business."""
    for folder in (Path.cwd(), Path.cwd().parent):
        text = text.replace(f"{folder}{os.sep}", "").replace(str(folder), ".")
    return text
