"""Feeds damaged and hostile files to atuforms for some minutes, and says what it could not bear.

    python tools/fuzz.py            # five minutes
    python tools/fuzz.py 60 -o DIR  # an hour; what went wrong is kept in DIR

Files of every kind that is read (records, tables, documents, question banks) are made of the
examples, changed at random (bytes, parts of packages, values of records), and read in a process of
their own. Each must end in a result or in an :class:`~atuforms.AtuformsError`, within some seconds
and within some memory; anything else is printed with its seed, by which it is made again.
"""

from __future__ import annotations

import argparse
import copy
import io
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"

SECONDS = 15
"""How long one file may take."""
MEMORY = 3_000_000_000
"""Bytes of address space that the reading process may have, where the system can say so."""

READ = f"""
import sys
sys.path.insert(0, {str(ROOT / "src")!r})
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
except (ImportError, ValueError):
    pass
import shutil, tempfile, traceback
from pathlib import Path
import atuforms
from atuforms.core.files.input_files import MAX_FILE
TABLES = (".csv", ".xlsx", ".ods", ".jsonl")
for line in sys.stdin:
    path = Path(line.rstrip("\\n"))
    said = "ok"
    out = tempfile.mkdtemp()
    try:
        if path.suffix in TABLES:
            result = atuforms.batch("02-09", path, to="docx", out=out, register=Path(out) / "r.db")
            result.text("kk")
            [each.text("ru") for each in result.rejections]
        elif path.suffix in (".yaml", ".json"):
            for lang in ("kk", "en"):
                atuforms.check(path).text(lang)
        else:
            atuforms.check(atuforms.read(path)).text("ru")
    except atuforms.AtuformsError as error:
        error.text("kk")
        said = "refused"
    except BaseException:
        said = "FAILED " + repr(traceback.format_exc()[-1500:])
    shutil.rmtree(out, ignore_errors=True)
    print(said, flush=True)
"""


class Reader:
    """A process that reads files; a new one where the last one died or was too slow."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def read(self, path: Path) -> str:
        """What became of the file: ``ok``, ``refused``, or what must not be."""
        process = self._process
        if process is None or process.poll() is not None:
            process = self._process = subprocess.Popen(
                [sys.executable, "-W", "ignore", "-c", READ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        given, answers = process.stdin, process.stdout
        if given is None or answers is None:
            raise RuntimeError("a process without pipes")
        slow: list[bool] = []

        def stop() -> None:
            slow.append(True)
            process.kill()

        timer = Timer(SECONDS, stop)
        timer.start()
        try:
            given.write(f"{path}\n")
            given.flush()
            said = answers.readline().strip()
        except OSError:
            said = ""
        timer.cancel()
        if said:
            return said
        code = process.wait()
        return f"FAILED: took more than {SECONDS} s" if slow else f"FAILED: died with {code}"

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, cut out, doubled, or the end cut off."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20, 100))):
        if not found:
            break
        place = chance.randrange(len(found))
        kind = chance.randrange(6)
        if kind < 3:
            found[place] = chance.randrange(256)
        elif kind == 3:
            del found[place : place + chance.choice((1, 2, 8, 100, 1000))]
        elif kind == 4:
            found[place:place] = found[place : place + chance.choice((1, 4, 40, 400))]
        else:
            found[place : place + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
    return (
        bytes(found[: chance.randrange(len(found) + 1)]) if chance.random() < 0.1 else bytes(found)
    )


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A package of which one part is changed, left out, or stands twice."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            parts = {name: source.read(name) for name in source.namelist()}
    except (zipfile.BadZipFile, OSError):
        return flipped(data, chance)
    name = chance.choice(sorted(parts))
    kind = chance.randrange(5)
    if kind == 0:
        del parts[name]
    elif kind == 1:
        parts[name] = parts[chance.choice(sorted(parts))]
    else:
        parts[name] = reworded(parts[name], chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for each, content in parts.items():
            target.writestr(each, content)
    return stream.getvalue()


def reworded(data: bytes, chance: random.Random) -> bytes:
    """A text in which numbers are huge, tags are doubled, or bytes are changed."""
    kind = chance.randrange(4)
    if kind == 0:
        return flipped(data, chance)
    signs = [place for place in range(len(data)) if data[place : place + 1].isdigit()][:5000]
    if kind == 1 and signs:
        place = chance.choice(signs)
        wild = chance.choice((b"-1", b"4294967296", b"1048577", b"9" * 400, b"1e999", b"NaN"))
        return data[:place] + wild + data[place + 1 :]
    tags = [place for place in range(len(data)) if data[place : place + 1] == b"<"][:5000]
    if tags:
        begin, end = sorted((chance.choice(tags), chance.choice(tags)))
        return data[:end] + data[begin:end] * chance.choice((1, 2, 30)) + data[end:]
    return flipped(data, chance)


WILD: tuple[Any, ...] = (
    *(
        "",
        " ",
        "\u200b",
        "\x1b[2J",
        "a\ud800",
        "#REF!",
        "?аржы",
        "=1+1",
        "x" * 100_000,
        "е\u0301" * 9,
    ),
    *(0, -1, 10**400, 1e308, True, None, [], {}, [[]], {"kk": ""}, {"xx": "y"}, ["a"] * 500),
    *("2026-02-31", "9" * 400 + ":10", "NaN", "a" + "\u0323\u0301" * 30_000, "../../etc/passwd"),
)


def odd_record(data: bytes, chance: random.Random) -> bytes:
    """A record in which values are others, missing, deeper, or named otherwise."""
    import yaml

    record = yaml.safe_load(data)
    for _ in range(chance.choice((1, 2, 5))):
        holder = record
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = chance.choice(keys)
            inner = holder[key]
            if isinstance(inner, dict | list) and inner and chance.random() < 0.7:
                holder = inner
                continue
            kind = chance.randrange(4)
            if kind == 0:
                del holder[key]
            elif kind == 1 and isinstance(holder, dict):
                holder[f"{key}{chance.choice('xä.1 ')}"] = inner
            else:
                holder[key] = copy.deepcopy(chance.choice(WILD))
            break
    return json.dumps(record, default=str).encode()


def seeds() -> list[tuple[str, bytes, Callable[[bytes, random.Random], bytes]]]:
    """Sound files of every kind: suffix, bytes, and how they are changed."""
    sys.path.insert(0, str(ROOT / "src"))
    import atuforms
    from atuforms.batches.form_rows import columns_of
    from atuforms.batches.tables.sheet import new_sheet

    found: list[tuple[str, bytes, Callable[[bytes, random.Random], bytes]]] = []
    for path in sorted(EXAMPLES.glob("*.yaml")):
        data = path.read_bytes()
        found += [(".json", data, odd_record), (".yaml", data, flipped)]
        form = atuforms.load(path)
        for to in type(form).FORMATS:
            try:
                document = atuforms.render(form, to, lang="kk")
            except atuforms.AtuformsError:
                continue
            change = flipped if to == "pdf" else repacked
            suffix = Path(document.filename).suffix
            found += [(suffix, document.data, change), (suffix, document.data, flipped)]
    columns = columns_of(atuforms.get_form("02-09"), "kk")
    headings = ",".join(f'"{column.path}"' for column in columns)
    values = ",".join(f'"{column.example}"' for column in columns)
    table = f"{headings}\n{values}\n{values}\n".encode()
    found.append((".csv", table, flipped))
    row = {column.path: column.example for column in columns}
    found.append((".jsonl", json.dumps(row).encode(), flipped))
    sheet = new_sheet(columns, "kk")
    found += [(".xlsx", sheet, repacked), (".xlsx", sheet, flipped)]
    found += [(".ods", data, repacked) for data in [_ods(columns)]]
    return found


def _ods(columns: Any) -> bytes:
    names = ("office", "table", "text")
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names
    )

    def row(cells: list[str]) -> str:
        inner = (
            '<table:table-cell office:value-type="string" table:number-columns-repeated="1">'
            f"<text:p>{cell}</text:p></table:table-cell>"
            for cell in cells
        )
        return f'<table:table-row table:number-rows-repeated="1">{"".join(inner)}</table:table-row>'

    rows = row([c.path for c in columns]) + row([c.example for c in columns])
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return stream.getvalue()


def main() -> int:
    """Feed files until the time is over; 1 if something could not be borne."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("minutes", nargs="?", type=float, default=5.0)
    parser.add_argument("-o", "--output", type=Path, help="keep the files that went wrong there")
    parser.add_argument("--seed", type=int, help="make this file alone")
    options = parser.parse_args()
    sources = seeds()
    begun = time.monotonic()
    counts = {"ok": 0, "refused": 0, "FAILED": 0}
    number = options.seed if options.seed is not None else random.SystemRandom().randrange(10**9)
    reader = Reader()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() - begun < options.minutes * 60:
            chance = random.Random(number)  # noqa: S311 — it hides nothing
            suffix, data, change = chance.choice(sources)
            path = Path(folder) / f"{number}{suffix}"
            path.write_bytes(change(data, chance))
            said = reader.read(path)
            counts[said.split(" ", 1)[0].rstrip(":")] += 1
            if said.startswith("FAILED"):
                print(f"--seed {number} ({suffix}): {said}", flush=True)
                if options.output:
                    options.output.mkdir(parents=True, exist_ok=True)
                    (options.output / path.name).write_bytes(path.read_bytes())
            path.unlink()
            if options.seed is not None:
                break
            number += 1
    reader.close()
    print(f"read {counts['ok']}, refused {counts['refused']}, not borne {counts['FAILED']}")
    return 1 if counts["FAILED"] else 0


if __name__ == "__main__":
    sys.exit(main())
