"""Seconds to read, check and write a test bank of 10,000 questions, and to convert one of 5,000.

Run ``python benchmarks/testbank.py [QUESTIONS [MOODLE]]``; with a checkout of Moodle and PHP, the
time in which Moodle's own files read the same bank is told too. ``--write`` puts the conversions
into docs/benchmarks.md. The questions are made of Kazakh words in sentence patterns that repeat, as
in a real bank, so that near-duplicates have to be looked for.
"""

from __future__ import annotations

import datetime
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import docx

from atuforms.testbank import Bank, aiken, check, fix, gift, moodle_xml, shuffle, single

T = TypeVar("T")

CONVERTED = 5000
"""Questions that every conversion takes."""
REPORT = Path(__file__).parent.parent / "docs" / "benchmarks.md"
HEADING = "## Test banks"

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
    """Print how long steps and conversions take; with ``--write``, write down the conversions."""
    words = [word for word in sys.argv[1:] if word != "--write"]
    count = int(words[0]) if words else 10_000
    if "--write" not in sys.argv:
        steps(count)
    told = section(min(count, CONVERTED), Path(words[1]) if len(words) > 1 else None)
    print("\n".join(told))
    if "--write" in sys.argv:
        before, _, rest = REPORT.read_text(encoding="utf-8").partition(HEADING)
        _, mark, after = rest.partition("\n## ")
        REPORT.write_text(before + "\n".join(told) + mark + after, encoding="utf-8")


def steps(count: int) -> None:
    """Print a line a step, and the total."""
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


def section(count: int = CONVERTED, moodle: Path | None = None) -> list[str]:
    """The lines on conversions in docs/benchmarks.md."""
    with tempfile.TemporaryDirectory() as folder:
        rows = conversions(Path(folder), count)
        beside = beside_moodle(Path(folder), moodle) if moodle else []
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    return [
        f"{HEADING}: {count:,} questions",
        "",
        (
            f"`python benchmarks/testbank.py --write`, {today}: time of the processor of the whole "
            "command with `--fix`, and its memory at most."
        ),
        "",
        "| from | to | s | MB |",
        "|---|---|---:|---:|",
        *rows,
        *beside,
        "",
    ]


def conversions(folder: Path, count: int) -> list[str]:
    """Processor seconds and memory of each conversion, as the command makes it: rows of a table."""
    bank = made_bank(count)
    (folder / "typed.txt").write_bytes(aiken.write(fix(bank)[0]))
    document = docx.Document()
    for line in (folder / "typed.txt").read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(str(folder / "typed.docx"))
    rows = []
    for source, targets in (
        ("typed.txt", ("made.gift", "made.xml", "made.yaml", "made.docx")),
        ("typed.docx", ("made.gift", "made.xml", "made.yaml", "out.txt")),
        ("made.gift", ("out.xml", "out.txt", "out.yaml", "out.docx")),
        ("made.xml", ("out.gift", "out.txt", "out.yaml", "out.docx")),
        ("made.yaml", ("out.gift", "out.xml", "out.txt", "out.docx")),
        ("made.docx", ("out.gift", "out.xml", "out.txt", "out.yaml")),
    ):
        for target in targets:
            words = ("testbank", str(folder / source), str(folder / target), "--fix")
            seconds, memory = measured([sys.executable, "-m", "atuforms", *words])
            names = NAMES.get(source) or NAMES[Path(source).suffix], NAMES[Path(target).suffix]
            rows.append(f"| {names[0]} | {names[1]} | {seconds:.1f} | {memory:.0f} |")
    return rows


NAMES = {
    "typed.docx": "typed Word",
    ".txt": "Aiken",
    ".gift": "GIFT",
    ".xml": "Moodle XML",
    ".yaml": "YAML",
    ".docx": "the form in Word",
}


MEASURE = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, _, used = os.wait4(child.pid, 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""
"""Starts a command from a small process: a child counts the memory of the one that starts it."""


def measured(command: list[str]) -> tuple[float, float]:
    """Processor seconds and megabytes at most of a command."""
    told = subprocess.check_output([sys.executable, "-c", MEASURE, *command], text=True).split()
    return float(told[0]), float(told[1])


def beside_moodle(folder: Path, moodle: Path) -> list[str]:
    """How long Moodle's own reader takes for a bank, and how long ours: two sentences."""
    reader = Path(__file__).parent / "moodle" / "reader.php"
    told = [""]
    for name, php, read in (("made.gift", "gift", gift.read), ("made.xml", "xml", moodle_xml.read)):
        data = (folder / name).read_bytes()
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            ["php", str(reader), str(moodle)],
            input=f"{php}\t{folder / name}\n".encode(),
            stdout=subprocess.DEVNULL,
            check=True,
        )
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        theirs = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
        begun = time.process_time()
        read(data)
        ours = time.process_time() - begun
        told.append(
            f"Moodle's own importer under PHP reads the same {NAMES[f'.{php}']} in {theirs:.1f} s, "
            f"PHP's start included; our reader in {ours:.1f} s."
        )
    return told


if __name__ == "__main__":
    main()
