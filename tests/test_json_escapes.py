"""JSON may write any letter as escapes; those of further planes come in pairs."""

from __future__ import annotations

from pathlib import Path

import atuforms
from atuforms.records.source import read_source


def _record(folder: Path, title: str) -> Path:
    file = folder / "record.json"
    file.write_text('{"form": "02-09", "course_title": "' + title + '"}', encoding="utf-8")
    return file


def test_a_pair_is_one_letter(tmp_path: Path) -> None:
    file = _record(tmp_path, r"Химия \ud83c\udf93 \uD835\uDC65 \\ud83c")
    assert read_source(file).values["course_title"] == "Химия 🎓 𝑥 \\ud83c"


def test_half_of_a_pair_is_a_finding(tmp_path: Path) -> None:
    findings = atuforms.check(_record(tmp_path, r"Химия \ud83c"))
    (finding,) = [each for each in findings if each.path.startswith("course_title")]
    assert finding.rule == "control-character"
    assert "D83C" in finding.text("en")
