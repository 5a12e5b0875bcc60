"""Compares our port of Moodle's rules with Moodle's own files, run by PHP.

    python benchmarks/moodle/compare.py MOODLE [FILE…]

MOODLE is a checkout of Moodle 4.1 or a later one. Without files, 3,000 made-up ones are compared:
signs of GIFT, lines of Aiken and elements of Moodle XML in any order, in several encodings. Prints
each difference; exits with 1 if there is one. PHP 8 with its XML extension must be installed.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from atuforms.testbank.moodle import FORMATS, MoodleQuestion, php
from atuforms.testbank.moodle.sentences import CRASH, XML_MARKUP

HERE = Path(__file__).parent
NUMBERS = {"moodle": "0", "html": "1", "plain": "2", "wiki": "3", "markdown": "4"}
NAMES = {".gift": "gift", ".xml": "xml", ".txt": "aiken"}
OURS = {"gift": "gift", "xml": "moodle-xml", "aiken": "aiken"}
SEED, FILES = 1, 3000

GIFT = (
    *("{", "}", "~", "=", "#", "####", "::", "%50%", "%-33.33333%", "%--5%", "%100%", "->", "\\"),
    *("..", ":", "T", "TRUE", "F", "$CATEGORY: a/b\n", "\n", "\n\n", "\n\n", "0", "3.14", "3,5"),
    *(" ", "[html]", "[markdown]", "[x", "[html", "Астана", "// c\n", "\\n", "\\{", "\\}", "\\="),
    *("\\~", "\\#", "\\:", "&&058;", "<b>x</b>", "\u00a0", "\t", "\r\n", "\r", "*", "1", "{=", "a"),
)
AIKEN = (
    *("A. a\n", "B) b\n", "C.c\n", "D.  d\n", "E) <x>\n", "В. в\n", "ANSWER: A\n", "ANSWER:D\n"),
    *("ANSWER: z\n", "ANSWER:\n", "Сұрақ?\n", "Q & <b>\n", "\n", "x\n", "I. N\n", "A.\n", "\r\n"),
    *("\r", "\u00a0\n", "Answer: A\n", "  A. q\n"),
)
TEXTS = (
    *("Көл", "a &lt; b", " x ", "&gt; үш", "&amp;", "<![CDATA[<b>q</b>]]>", "<![CDATA[ ]]>"),
    *(
        "\n  ",
        "0",
        " ",
        "екі үш",
        "é ф",
        '"',
        "x&#160;y",
        "&lt;p&gt; мәтін",
        "<b>t</b>",
        "<!-- -->",
    ),
)
FRACTIONS = ("100", "0", "50", "33.33333", "-50", "33,3", "", "abc", "100.0", " 100", "99")


def main() -> int:
    """Compare, and say how much was compared, how it differed, and how long each side took."""
    moodle, *named = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(name).resolve() for name in named] or made_up(Path(folder))
        start = time.perf_counter()
        theirs = by_php(Path(moodle), files)
        between = time.perf_counter()
        ours = [FORMATS[OURS[NAMES[f.suffix]]](php.in_bytes(f.read_bytes())) for f in files]
        end = time.perf_counter()
        found = 0
        for file, seen, (questions, remarks) in zip(files, theirs, ours, strict=True):
            stopped = any(r.sentence in (CRASH, XML_MARKUP) for r in remarks)
            errors = sum(r.effect == "nothing" for r in remarks)
            differences = list(_differences(seen, questions, errors, stopped))
            found += bool(differences)
            for difference in differences[:3]:
                print(f"{file}: {difference}")
    print(f"{len(files)} files, {found} with a difference")
    print(f"Moodle under PHP {between - start:.2f} s, ours {end - between:.2f} s")
    return int(found > 0)


def by_php(moodle: Path, files: list[Path]) -> list[dict[str, Any]]:
    """What Moodle's own files make of each."""
    lines = "".join(f"{NAMES[file.suffix]}\t{file}\n" for file in files)
    command = ["php", str(HERE / "reader.php"), str(moodle)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _differences(
    seen: dict[str, Any], questions: list[MoodleQuestion], errors: int, stopped: bool
) -> list[str]:
    if bool(seen["stopped"]) != stopped:
        return [f"stops: {seen['stopped']} / {stopped}"]
    if stopped:
        return []
    if len(seen["errors"]) != errors or len(seen["questions"]) != len(questions):
        return [f"errors or questions: {seen['errors']} / {errors}, {len(questions)} questions"]
    pairs = zip(questions, seen["questions"], strict=True)
    return [
        f"{part}: {theirs[part]!r} / {ours[part]!r}"
        for question, told in pairs
        for ours, theirs in [(_told(question), _seen(told))]
        for part in ours
        if ours[part] != theirs[part]
    ]


def _told(question: MoodleQuestion) -> dict[str, Any]:
    told: dict[str, Any] = {"type": question.type, "text": question.text}
    if question.type in ("multichoice", "shortanswer", "numerical", "truefalse"):
        told |= {"general": question.general, "format": NUMBERS[question.format]}
        told |= {"mark": question.mark}
    if question.type == "multichoice":
        told |= {"single": int(question.single), "shuffle": int(question.shuffle)}
        told |= {"numbering": question.numbering}
    if question.type == "truefalse":
        told["correct"] = int(question.answers[0].fraction)
        told["said"] = [answer.feedback for answer in question.answers]
    elif "single" in told or question.type in ("shortanswer", "numerical"):
        told["answers"] = [
            (_value(a.text), round(a.fraction, 9), a.feedback, _value(a.tolerance))
            for a in question.answers
        ]
    return told


def _seen(told: dict[str, Any]) -> dict[str, Any]:
    seen = {name: told[name] for name in ("type", "text", "general", "format", "mark", "single")}
    seen |= {name: told[name] for name in ("shuffle", "numbering")}
    seen |= {"correct": told["correct"] or 0, "said": [told["true"] or "", told["false"] or ""]}
    seen["answers"] = [
        (_value(text), round(float(fraction), 9), feedback, _value(tolerance))
        for text, _, fraction, feedback, tolerance in told["answers"]
        if text is not None
    ]
    return seen


def _value(text: Any) -> Any:
    """A number without the last places of a sum; other words as they are."""
    text = "" if text is None else str(text)
    return round(float(text), 9) if php.is_numeric(text) else text


def made_up(folder: Path) -> list[Path]:
    """Files with what the formats know, in any order."""
    rng = random.Random(SEED)
    files = []
    for i in range(FILES):
        suffix = rng.choice(list(NAMES))
        if suffix == ".gift":
            text = "".join(rng.choices(GIFT, k=rng.randint(1, 40)))
        elif suffix == ".txt":
            text = "".join(rng.choices(AIKEN, k=rng.randint(1, 14)))
        else:
            inside = "\n".join(_element(rng) for _ in range(rng.randint(0, 4)))
            text = f"<quiz>{inside}" + rng.choice(["</quiz>", "</quiz>", "</quiz>", ""])
            if rng.random() < 0.15:
                text = text.replace("Көл", "Көл " + "ұзақ мәтін, " * rng.randint(100, 600))
        encoding = "kz1048" if rng.random() < 0.03 else "utf-8"
        file = folder / f"{i}{suffix}"
        file.write_bytes(text.encode(encoding, "replace"))
        files.append(file)
    return files


def _element(rng: random.Random) -> str:
    kinds = ("multichoice", "multichoice", "truefalse", "shortanswer", "numerical", "description")
    kind = rng.choice((*kinds, "category", "essay", "zzz"))
    if kind == "category":
        return f'<question type="category"><category>{_words(rng)}</category></question>'
    inside = f"<name>{_words(rng)}</name><questiontext{_form(rng)}>{_words(rng)}</questiontext>"
    for name, values in (
        ("single", ("true", "false", "0", "1", "")),
        ("shuffleanswers", ("true", "false", "0", "1", "")),
        ("answernumbering", ("abc", "ABCD", "", "0")),
        ("defaultgrade", ("1", "2.5", "1,5", "")),
        ("penalty", ("0.1", "0,3", "")),
    ):
        if rng.random() < 0.4:
            inside += f"<{name}>{rng.choice(values)}</{name}>"
    for _ in range(rng.randint(0, 4)):
        words = _words(rng)
        if kind == "truefalse":
            words = f"<text>{rng.choice(['true', 'false', 'Верно'])}</text>"
        fraction = rng.choice(FRACTIONS if rng.random() < 0.3 else ("100", "0"))
        feedback = f"<feedback{_form(rng)}>{_words(rng)}</feedback>" if rng.random() < 0.5 else ""
        inside += f'<answer fraction="{fraction}"{_form(rng)}>{words}{feedback}</answer>'
    return f'<question type="{kind}">{inside}</question>'


def _words(rng: random.Random) -> str:
    return f"<text>{''.join(rng.choices(TEXTS, k=rng.randint(0, 6)))}</text>"


def _form(rng: random.Random) -> str:
    return rng.choice(["", ' format="html"', ' format="markdown"', ' format="plain_text"', ""])


if __name__ == "__main__":
    raise SystemExit(main())
