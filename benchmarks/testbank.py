"""Seconds to read, check and write a test bank of 10,000 questions.

Run ``python benchmarks/testbank.py [QUESTIONS]``. The questions are made of Kazakh words in
sentence patterns that repeat, as in a real bank, so that near-duplicates have to be looked for.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from atuforms.testbank import Bank, aiken, check, fix, gift, moodle_xml, shuffle, single

T = TypeVar("T")

PATTERNS = (
    "{} мен {} арасындағы айырмашылық неде, егер {} {} болса?",
    "{} ұғымының анықтамасы қайсысы және ол {} үшін не береді?",
    "Төмендегілердің қайсысы {} {} {} қасиетіне жатады?",
    "{} {} кезінде қандай {} әдісі қолданылады?",
    "Неліктен {} {} {} процесінде маңызды болып саналады?",
)
SYLLABLES = (
    *("ба", "қа", "та", "ла", "мен", "дер", "жүй", "сан", "тағ", "өн"),
    *("ім", "кер", "нау", "шы", "лық", "ере", "же", "құ", "рыл", "ғы"),
)


def words(count: int, rng: random.Random) -> list[str]:
    """A vocabulary of made-up words."""
    return ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))) for _ in range(count)]


def made_bank(count: int) -> Bank:
    """A bank of ``count`` questions, one in a hundred nearly the same as the one before."""
    rng = random.Random(1)
    known = words(1500, rng)
    questions = []
    text = ""
    for i in range(count):
        if i % 100 == 99:
            text = text.replace("қ", "к", 1)
        else:
            pattern = rng.choice(PATTERNS)
            text = pattern.format(*rng.sample(known, pattern.count("{}")))
        options = [" ".join(rng.sample(known, 3)) for _ in range(5)]
        questions.append(single(text, options, rng.choice("ABCDE")))
    return Bank(tuple(questions))


def timed(name: str, action: Callable[[], T]) -> T:
    """The result of ``action``; prints how long it took."""
    start = time.perf_counter()
    result = action()
    print(f"{name:<24}{time.perf_counter() - start:8.2f} s")
    return result


def main() -> None:
    """Print a line a step, and the total."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    data = aiken.write(made_bank(count))
    print(f"{count} questions, {len(data) / 1e6:.1f} MB of Aiken")
    start = time.perf_counter()
    bank = timed("read aiken", lambda: aiken.read(data)).bank
    findings = timed("check", lambda: check(bank))
    mended, _ = timed("fix", lambda: fix(bank))
    timed("shuffle", lambda: shuffle(mended, 1))
    timed("write aiken", lambda: aiken.write(mended))
    written_gift = timed("write gift", lambda: gift.write(mended))
    written_xml = timed("write moodle-xml", lambda: moodle_xml.write(mended))
    timed("read gift", lambda: gift.read(written_gift))
    timed("read moodle-xml", lambda: moodle_xml.read(written_xml))
    near = sum(finding.rule == "bank-near-duplicate" for finding in findings)
    print(f"{'total':<24}{time.perf_counter() - start:8.2f} s, {near} near-duplicates found")


if __name__ == "__main__":
    main()
