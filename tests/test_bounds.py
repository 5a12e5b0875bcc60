"""Hostile and awkward input takes a message and a second, not the process."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import pytest
import yaml

import atuforms
from atuforms.core.files.pdf_bounds import refuse_bomb
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.safe_text import shown

ROOT = Path(__file__).parents[1]
SECONDS = 20.0
"""Far below what each took before it was bounded, in time of the processor."""


def check(text: str, folder: Path, name: str = "record.yaml") -> Any:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    begun = time.process_time()
    try:
        found = atuforms.check(path)
        for lang in LANGUAGES:
            found.text(lang)
        return found
    finally:
        assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "unit: " + "[ " * 30_000,
        "unit: " + "{a: " * 30_000,
        "unit:\n  " + "- " * 30_000 + "x",
        "? " * 30_000 + "a",
        "".join(" " * n + "a:\n" for n in range(1500)),
        '{"unit": ' + "[" * 30_000 + "]" * 30_000 + "}",
    ],
)
def test_deep_nesting_is_a_message_whatever_the_loader(tmp_path: Path, text: str) -> None:
    with pytest.raises(atuforms.AtuformsError, match="nested too deeply"):
        check(f"form: 02-09\n{text}" if text[0] not in "{?" else text, tmp_path)


def test_a_number_of_thousands_of_digits_is_a_message(tmp_path: Path) -> None:
    with pytest.raises(atuforms.AtuformsError, match="not JSON"):
        check('{"form": "02-09", "number": ' + "7" * 6000 + "}", tmp_path, "record.json")


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"unknown{n}: x\n" for n in range(30_000)),
        "authors:\n  - name: x\n" + "".join(f"    unknown{n}: x\n" for n in range(30_000)),
        "supporting_documents:\n" + "  - [a]\n" * 15_000,
        "unit:\n" + "".join(f"  z{n}: x\n" for n in range(30_000)),
    ],
)
def test_wrong_keys_and_values_by_the_thousand_take_no_time(tmp_path: Path, text: str) -> None:
    report = check(f"form: 02-09\n{text}", tmp_path)
    assert not report.ok
    assert len(report.findings) < 300


def test_a_letter_under_thousands_of_marks_is_a_finding(tmp_path: Path) -> None:
    marks = "a" + "\u0301\u0323" * 40_000
    report = check(f"form: 02-09\ncourse_title: {marks}\n", tmp_path)
    assert [f.rule for f in report if f.path == "course_title"] == ["control-character"]


@pytest.mark.parametrize("duration", ["9" * 400, "9" * 400 + ":10", "1e400"])
def test_an_endless_duration_is_a_finding(tmp_path: Path, duration: str) -> None:
    text = f'form: 01-02\npromo_video: {{file: {"я" * 200}.mp4, duration: "{duration}"}}\n'
    assert "promo_video.duration" in [finding.path for finding in check(text, tmp_path)]


@pytest.mark.parametrize("sign", ["\u202e", "\u2066"])
def test_what_turns_a_line_round_is_refused_and_shown_by_its_number(
    tmp_path: Path, sign: str
) -> None:
    report = check(f'form: 02-09\nunit: "а{sign}б"\n', tmp_path)
    assert [f.rule for f in report if f.path == "unit"] == ["control-character"]
    assert shown(f"а{sign}б\x1b[2J\x07") == f"аU+{ord(sign):04X}бU+001B[2JU+0007"


def test_what_takes_no_room_is_nothing(tmp_path: Path) -> None:
    report = check('form: 02-09\nnumber: "1\\u200B7"\ndirector: "\\u200B"\n', tmp_path)
    rules = {finding.path: finding.rule for finding in report}
    assert rules["number"] == "control-character"
    assert rules["director.name"] == "missing"


@pytest.mark.parametrize("value", ["NaN", ".inf", "0001-01-01"])
def test_what_programs_write_for_nothing_is_a_finding(tmp_path: Path, value: str) -> None:
    key = "date" if value[0] == "0" else "course_title"
    report = check(f"form: 02-09\n{key}: {value}\n", tmp_path)
    assert "wrong-type" in [finding.rule for finding in report if finding.path == key]


def _pdf(dictionary: bytes, data: bytes) -> bytes:
    stream = b"<<" + dictionary + b" /Length %d >>\nstream\n" % len(data) + data + b"\nendstream"
    return b"%PDF-1.7\n1 0 obj\n" + stream + b"\nendobj\nstartxref\n9\n%%EOF\n"


@pytest.mark.parametrize(
    "dictionary",
    [
        b"/Type /XRef /Filter /FlateDecode",
        b"/Type /XRef /Filter [/FlateDecode /FlateDecode]",
        b"/Type /ObjStm /Filter [/Flate#44ecode]",
        b"/Type /#58Ref /Filter /LZWDecode",
        b"/Type /Metadata /Filter /FlateDecode",
    ],
)
def test_a_pdf_that_unpacks_to_gigabytes_is_refused(tmp_path: Path, dictionary: bytes) -> None:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    path = tmp_path / "bomb.pdf"
    path.write_bytes(_pdf(dictionary, data))
    begun = time.process_time()
    with pytest.raises(atuforms.AtuformsError, match="not read for safety"):
        atuforms.read(path)
    assert time.process_time() - begun < SECONDS


def test_a_document_of_ours_is_within_the_bounds() -> None:
    example = ROOT / "examples" / "mooc-placement-certificate.yaml"
    refuse_bomb(atuforms.render(example, "pdf", lang="kk").data, "own")


def test_a_pdf_whose_attachment_is_empty_is_a_message(tmp_path: Path) -> None:
    import pikepdf

    example = ROOT / "examples" / "mooc-placement-certificate.yaml"
    data = atuforms.render(example, "pdf", lang="kk").data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name in pdf.attachments:
            del pdf.attachments[name].obj.EF.F
        pdf.save(tmp_path / "empty.pdf")
    with pytest.raises(atuforms.AtuformsError):
        atuforms.read(tmp_path / "empty.pdf")


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*.yaml")), ids=lambda path: path.stem)
def test_any_yaml_reader_takes_the_examples_alike(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    plain = yaml.load(text, Loader=yaml.SafeLoader)

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key, each in value.items():
                assert isinstance(key, str)
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)
        else:
            assert value is not None

    walk(plain)
    # Other readers take these for numbers of base sixty, and for true and false.
    assert not re.search(r"[:\[,] *\d+:\d\d *[,}\]\n]", text)
    assert not re.search(r"[:\[,] *(?:no|No|NO|yes|Yes|YES|on|On|ON|off|Off|OFF) *[,}\]\n]", text)


@pytest.mark.skipif(sys.platform != "linux", reason="the streams of Linux")
@pytest.mark.parametrize(
    ("shell", "code"), [(">&-", 2), (">/dev/full", 2), ("2>&-", 0), ("2>/dev/full", 0)]
)
def test_work_is_done_though_a_stream_is_closed_or_full(
    tmp_path: Path, shell: str, code: int
) -> None:
    record = ROOT / "examples" / "mooc-placement-certificate.yaml"
    command = f'"$0" -m atuforms render "$1" --lang en --to docx -o out {shell}'
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LANGUAGE": "en"}
    done = subprocess.run(
        [command, sys.executable, str(record)],
        shell=True,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert ("could not be written" in done.stderr) == (code == 2)
    assert len(list((tmp_path / "out").iterdir())) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the locales of Linux")
def test_a_system_that_claims_to_know_ascii_alone_gets_its_documents(tmp_path: Path) -> None:
    table = tmp_path / "кесте.jsonl"
    table.write_text('{"course_title": "Қаржы"}\n', encoding="utf-8")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
        "PYTHONPATH": str(ROOT / "src"),
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    }
    words = ["batch", "02-09", table.name, "--lang", "kk", "-o", "шығыс"]
    done = subprocess.run(
        [sys.executable, "-m", "atuforms", *words],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
    )
    assert done.returncode == 1
    assert "Қаржы" in (tmp_path / "шығыс" / "rejected.jsonl").read_text("utf-8")
