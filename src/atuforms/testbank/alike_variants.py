"""Variants of a paper test that show the same questions in the same order."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from math import factorial

from atuforms.core.findings import Finding
from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _
from atuforms.testbank.model import Bank
from atuforms.testbank.shuffle import Variant, keeps_its_order

TOO_FEW_ORDERS = Message(
    _(
        "Variants {variants} are alike: questions and options can stand in fewer orders than "
        "there are variants"
    ),
    _("Add questions, or replace options that refer to others: these keep their places."),
)
ALIKE_BY_CHANCE = Message(
    _("Variants {variants} are alike by chance"),
    _("Shuffle with another seed."),
)


def alike_variants(bank: Bank, made: Sequence[Variant]) -> Iterator[Finding]:
    """A warning for each group of variants of ``bank`` that nobody can tell apart."""
    groups: dict[Hashable, list[str]] = {}
    for variant in made:
        groups.setdefault(_shown(variant.bank), []).append(variant.name)
    message = TOO_FEW_ORDERS if _orders(bank, len(made)) < len(made) else ALIKE_BY_CHANCE
    for names in groups.values():
        if len(names) > 1 and bank.questions:
            variants = ", ".join(names)
            yield Finding(
                "bank-variants-alike",
                "",
                message,
                "warning",
                actual=len(names),
                details={"variants": variants},
            )


def _shown(bank: Bank) -> Hashable:
    """What a paper shows of a bank, in its order."""
    return tuple(
        (question.text, question.files, tuple((each.text, each.files) for each in question.options))
        for question in bank
    )


def _orders(bank: Bank, enough: int) -> int:
    """In how many orders a bank can stand; counted no further than ``enough``."""
    different = {_shown(Bank((question,))) for question in bank}
    orders = factorial(min(len(different), enough))
    for question in bank:
        if orders >= enough:
            break
        if not keeps_its_order(question):
            orders *= factorial(
                min(len({(each.text, each.files) for each in question.options}), enough)
            )
    return orders
