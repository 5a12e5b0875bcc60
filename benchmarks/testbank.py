"""Seconds to read, check and write a test bank of 10,000 questions, and to convert one of 5,000.

Run ``python benchmarks/testbank.py [QUESTIONS [MOODLE]]``; with a checkout of Moodle and PHP, the
time in which Moodle's own files read the same bank is told too. ``--write`` puts the conversions
into docs/benchmarks.md. The questions are made of Kazakh words in sentence patterns that repeat, as
in a real bank, so that near-duplicates have to be looked for.
"""

from __future__ import annotations

import html
import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import docx
from report import measured, put

from atuforms.documents.bank_files import bank_file
from atuforms.testbank import Bank, aiken, check, fix, gift, moodle_xml, shuffle, single

T = TypeVar("T")

CONVERTED = 5000
"""Questions that every conversion takes."""

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
    told = [*conversions(min(count, CONVERTED), *map(Path, words[1:])), "", measured()]
    print("\n".join(told))
    if "--write" in sys.argv:
        put("test banks", told)


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


def conversions(count: int = CONVERTED, moodle: Path | None = None) -> list[str]:
    """A table: seconds and memory of each conversion."""
    with tempfile.TemporaryDirectory() as folder:
        sources = written_sources(Path(folder), made_bank(count))
        row("", sources["Aiken"])  # Compiles the modules, as an installation has them.
        rows = [row(name, source) for name, source in sources.items()]
        beside = beside_moodle(Path(folder), moodle) if moodle else []
    return [
        f"| from | {' | '.join(TARGETS)} |",
        f"|---|{'---:|' * len(TARGETS)}",
        *rows,
        *beside,
    ]


def written_sources(folder: Path, bank: Bank) -> dict[str, Path]:
    """The same bank in a file of each format and manner that is read."""
    bank = fix(bank)[0]
    typed = aiken.write(bank)
    lines = typed.decode().splitlines()
    files = {
        "Aiken": ("typed.txt", typed),
        "Platonus text": ("platonus.txt", tagged(bank).encode()),
        "typed Word": ("typed.docx", in_word(lines)),
        "web page": ("typed.html", in_html(lines).encode()),
        "GIFT": ("made.gift", gift.write(bank)),
        "Moodle XML": ("made.xml", moodle_xml.write(bank)),
        "YAML": ("made.yaml", bank_file(bank, "yaml", "kk")),
        "form in Word": ("made.docx", bank_file(bank, "docx", "kk")),
    }
    files["form in Word, edited"] = ("edited.docx", edited(files["form in Word"][1], bank))
    for name, data in files.values():
        (folder / name).write_bytes(data)
    return {said: folder / name for said, (name, _) in files.items()}


def tagged(bank: Bank) -> str:
    """A bank in the tags that Platonus exchanges."""
    lines = []
    for question in bank:
        lines.append(f"<question>{question.text}")
        lines += (f"<variant{'right' * bool(o.weight)}>{o.text}" for o in question.options)
    return "\n".join(lines)


def in_word(lines: list[str]) -> bytes:
    """Lines as the paragraphs of a Word document."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def in_html(lines: list[str]) -> str:
    """Lines as the paragraphs of a web page."""
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return f'<!DOCTYPE html><meta charset="utf-8"><title>Тест</title>\n{paragraphs}\n'


def edited(form: bytes, bank: Bank) -> bytes:
    """The document of the form in which somebody changed a question and saved it."""
    before = html.escape(bank.questions[0].options[0].text, quote=False).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for each in old.namelist():
            data = old.read(each)
            if each == "word/document.xml":
                assert before in data
                data = data.replace(before, before + " екен".encode(), 1)
            new.writestr(each, data)
    return file.getvalue()


TARGETS = {
    "Aiken": "out.txt",
    "GIFT": "out.gift",
    "Moodle XML": "out.xml",
    "YAML": "out.yaml",
    "form in Word": "out.docx",
    "QTI": "out.zip",
}


def row(name: str, source: Path) -> str:
    """Processor seconds and memory of each conversion of a file: a row of the table."""
    cells = []
    for target, out in TARGETS.items():
        if name == target:
            cells.append("–")
            continue
        words = ("testbank", str(source), str(source.with_name(out)), "--fix")
        seconds, memory = spent([sys.executable, "-m", "atuforms", *words])
        cells.append(f"{seconds:.1f} s, {memory:.0f} MB")
    return f"| {name} | {' | '.join(cells)} |"


MEASURE = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, ended, used = os.wait4(child.pid, 0)
assert ended == 0, (ended, sys.argv)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""
"""Starts a command from a small process: a child counts the memory of the one that starts it."""


COMPILED = tempfile.TemporaryDirectory()
"""Where Python keeps the modules that it has compiled, also where it is told to keep none."""


def spent(command: list[str]) -> tuple[float, float]:
    """Processor seconds and megabytes at most of a command."""
    kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": COMPILED.name}
    told = subprocess.check_output(
        [sys.executable, "-c", MEASURE, *command], text=True, env=os.environ | kept
    ).split()
    return float(told[0]), float(told[1])


def beside_moodle(folder: Path, moodle: Path) -> list[str]:
    """How long Moodle's own reader takes for a bank, and how long ours: two sentences."""
    reader = Path(__file__).parent / "moodle" / "reader.php"
    told = [""]
    for said, php, read in (("GIFT", "gift", gift.read), ("Moodle XML", "xml", moodle_xml.read)):
        name = f"made.{php}"
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
            f"Moodle's own importer under PHP reads the same {said} in {theirs:.1f} s, "
            f"PHP's start included; our reader in {ours:.1f} s."
        )
    return told


if __name__ == "__main__":
    main()
