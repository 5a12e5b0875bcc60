"""The logger of the library: it tells a service what was refused, and of whom it says nothing."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from tests.forms.builders import changed

import atuforms

PERSON = "Сейітқали"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, logger="atuforms")
    return caplog


def told(log: pytest.LogCaptureFixture) -> list[str]:
    """What is said above DEBUG."""
    return [record.getMessage() for record in log.records if record.levelno > logging.DEBUG]


def test_it_is_silent_by_itself() -> None:
    program = (
        "import atuforms\n"
        "try: atuforms.load({'form': 'glossary'})\n"
        "except atuforms.InvalidRecord: print('refused')"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, "refused\n", "")


def test_a_refused_form_is_told_by_its_rules(log: pytest.LogCaptureFixture) -> None:
    record = changed("mooc-placement-certificate", unit=None, date="вчера")
    with pytest.raises(atuforms.InvalidRecord):
        atuforms.load(record)
    assert told(log) == ["form 02-09 refused: wrong-type, missing"]


def test_so_is_one_that_may_not_be_rendered(log: pytest.LogCaptureFixture) -> None:
    record = changed("mooc-placement-certificate", course_title="А" * 151)
    with pytest.raises(atuforms.InvalidRecord) as error:
        atuforms.render(record, "docx", lang="kk")
    (finding,) = error.value.report.errors
    assert told(log) == [f"form 02-09 refused: {finding.rule}"]


def test_a_batch_tells_rows_and_counts_and_names_nobody(
    tmp_path: Path, log: pytest.LogCaptureFixture
) -> None:
    good = changed("mooc-placement-certificate", supporting_documents=[PERSON])
    rows = [good, {**good, "number": "18", "course_title": "А" * 151}]
    table = tmp_path / f"{PERSON}.jsonl"
    table.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    pattern = "{number}_{course_title}"
    out = tmp_path / PERSON
    result = atuforms.batch("02-09", table, to="docx", out=out, pattern=pattern)
    assert (result.made, result.rejected) == (1, 1)
    (finding,) = atuforms.check(rows[1]).errors
    assert told(log) == [
        f"batch 02-09: row 2 rejected: {finding.rule}",
        "batch 02-09: 1 made, 0 kept, 1 rejected",
    ]
    (written,) = (each for each in log.records if "written" in each.getMessage())
    assert written.levelno == logging.DEBUG
