"""How the questions of a bank cover the modules and lectures of a course."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from atuforms.core.findings import Finding
from atuforms.testbank.messages import MODULE_FEW, MODULE_NONE
from atuforms.testbank.model import Bank

QUESTIONS_A_WEEK: Final = 10
"""A week, which is a module, has more practice questions than this (02 §8.3)."""


@dataclass(frozen=True, slots=True)
class ModuleCoverage:
    """Questions of one module. ``lectures`` are pairs of lecture and number of questions."""

    module: str
    """Number or title; empty for questions without one."""
    questions: int
    lectures: tuple[tuple[str, int], ...]

    @property
    def enough(self) -> bool:
        """Whether the module has more than 10 questions."""
        return self.questions > QUESTIONS_A_WEEK


def coverage(bank: Bank) -> tuple[ModuleCoverage, ...]:
    """Questions by module, in the order in which the modules first appear."""
    modules: dict[str, Counter[str]] = {}
    for question in bank:
        modules.setdefault(question.module, Counter())[question.lecture] += 1
    return tuple(
        ModuleCoverage(module, lectures.total(), tuple(lectures.items()))
        for module, lectures in modules.items()
    )


def check_coverage(bank: Bank) -> tuple[Finding, ...]:
    """Warnings for modules with too few questions, and for questions without a module.

    Empty for a bank whose questions name no module at all: nothing is then known.
    """
    modules = coverage(bank)
    if all(not part.module for part in modules):
        return ()
    return tuple(
        Finding(
            "02-week-questions-over-10",
            "questions",
            MODULE_FEW if part.module else MODULE_NONE,
            "warning",
            "02 §8.3",
            QUESTIONS_A_WEEK,
            part.questions,
            {"module": part.module},
        )
        for part in modules
        if not part.module or not part.enough
    )
