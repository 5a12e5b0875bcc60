"""Questions of a typed bank when all their lines are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from atuforms.core.findings import Finding, Place
from atuforms.core.language.sentences import Message
from atuforms.testbank.letters import to_latin
from atuforms.testbank.messages import (
    OPTION_LETTERS,
    OPTION_ORDER,
    OPTION_RELETTERED,
    STEM_SUSPECT,
)
from atuforms.testbank.model import LETTERS, Option, Question, plain_of
from atuforms.testbank.referring_options import referring, relettered
from atuforms.testbank.structure import ITEM_FORMAT
from atuforms.testbank.typed.drafts import Draft
from atuforms.testbank.typed.pictures import TypedPicture, files_in
from atuforms.testbank.typed.placed_pictures import in_html, lost_pictures
from atuforms.testbank.typed.running_letters import run_on
from atuforms.testbank.typed.torn_words import whole


def question_of(
    draft: Draft, index: int, *, typed: bool, pictures: Sequence[TypedPicture]
) -> tuple[Question, list[Finding]]:
    """The question of ``draft``, and findings on its option letters and its pictures."""
    findings: list[Finding] = []

    def found(message: Message, line: int, actual: str) -> None:
        findings.append(
            Finding(
                ITEM_FORMAT[0],
                f"questions.{index}.options",
                message,
                clause=ITEM_FORMAT[1],
                limit="A–E",
                actual=actual,
                details={"number": index + 1},
                place=Place(line),
            )
        )

    if draft.inexact:
        found(OPTION_LETTERS, draft.inexact[0], _listed(draft.inexact[1]))
    if draft.out_of_order and not (typed and run_on(draft.labels)):
        found(OPTION_ORDER, draft.line, _listed(draft.labels))
    again = [option for option in draft.options if to_latin(option.label.upper()) == "A"][1:]
    # What stands before it may be a part of the question.
    findings += (
        Finding(
            "bank-line-break",
            f"questions.{index}.text",
            STEM_SUSPECT,
            actual=f"{draft.options[0].label}) {draft.options[0].text}",
            details={"number": index + 1},
            place=Place(option.line),
        )
        for option in again
    )
    findings += lost_pictures(draft, index, pictures)
    stem = whole("\n".join(draft.stem))
    words = [whole(option.text) for option in draft.options]
    files = [files_in(text, pictures) for text in (stem, *words)]
    shown = in_html((stem, *words), pictures) if typed else None
    stem, *words = shown or (stem, *words)
    options = tuple(
        Option(word, 100.0 * (i in draft.right), files=files[i + 1], line=option.line)
        for i, (word, option) in enumerate(zip(words, draft.options, strict=True))
    )
    nameless = shown and not plain_of(stem)
    question = Question(
        stem,
        options,
        # Moodle wants a name, and takes it from the text where there is one.
        name=files[0][0].name if nameless and files[0] else "",
        markup="html" if shown else "plain",
        module=draft.module,
        lecture=draft.lecture,
        files=files[0],
        line=draft.line,
    )
    letters = [label.upper() for label in draft.labels]
    other = any(letters) and letters != list(LETTERS[: len(letters)])
    for place in referring(question) if other else ():
        said = question.options[place].text
        better = relettered(said, draft.labels)
        if better != said:
            findings.append(
                Finding(
                    "bank-all-of-the-above",
                    f"questions.{index}.options.{place}",
                    OPTION_RELETTERED,
                    actual=said,
                    details={"number": index + 1, "better": better},
                    place=Place(draft.options[place].line),
                )
            )
    return question, findings


def _listed(labels: Sequence[str]) -> str:
    shown = ", ".join(labels[:_SHOWN])
    return f"{shown}, …" if len(labels) > _SHOWN else shown


_SHOWN: Final = 26
