"""Writes made-up banks in each format, and reads them as Moodle does: is it what was meant?

    python benchmarks/moodle/fuzz.py [BANKS]

1,000 banks unless told otherwise, of all kinds of question, hostile texts among them. Exits with
1 if Moodle would import one question otherwise. ``tests/testbank/test_formats.py`` does the same
with fewer.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.testbank.strategies import AIKEN_BANKS, RICH_BANKS

from atuforms.testbank import WRITERS, Bank, gift
from atuforms.testbank.moodle import read_as_moodle
from atuforms.testbank.moodle.comparison import different

BANKS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
written: Counter[str] = Counter()
wrong: Counter[str] = Counter()
MANY = settings(
    max_examples=BANKS, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def look(bank: Bank, name: str) -> None:
    """Count a bank that Moodle reads otherwise than it is meant."""
    if name == "gift":
        bank = Bank(tuple(q for i, q in enumerate(bank) if not any(gift.unfit(q, i))))
    reading = read_as_moodle(WRITERS[name].write(bank), name)
    written[name] += 1
    wrong[name] += bool(list(different(bank, reading, name)))


@MANY
@given(RICH_BANKS)
def rich(bank: Bank) -> None:
    """All kinds, in the formats that hold them."""
    look(bank, "gift")
    look(bank, "moodle-xml")


@MANY
@given(AIKEN_BANKS)
def plain(bank: Bank) -> None:
    """One right answer, in the format of the form."""
    look(bank, "aiken")


if __name__ == "__main__":
    rich()
    plain()
    for name in sorted(written):
        print(f"{name:<12}{written[name]:6} banks, {wrong[name]} read otherwise than meant")
    raise SystemExit(int(wrong.total() > 0))
