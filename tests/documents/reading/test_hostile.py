"""Hostile documents are refused within a second and 200 MB of memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.documents.reading.hostile import HOSTILE

SECONDS = 1.0
MEGABYTES = 200

_PROGRAM = """
import sys, time
from pathlib import Path
import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.documents.reading.document import read_document
import pikepdf
data = Path(sys.argv[1])
start = time.process_time()
try:
    read_document(data)
except UnreadableInput as error:
    assert error.exit_code == 2
    seconds = time.process_time() - start
    # Not ru_maxrss, which a program inherits from the one that starts it.
    status = Path("/proc/self/status").read_text()
    print(seconds, status.partition("VmHWM:")[2].split()[0], error)
else:
    sys.exit("it was read")
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory cannot be measured here")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_quickly_and_in_little_memory(
    name: str, tmp_path: Path, repository: Path
) -> None:
    path = tmp_path / "hostile.docx"
    path.write_bytes(HOSTILE[name]())
    result = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(repository / "src")},
        check=False,
    )
    assert result.returncode == 0, result.stderr[-800:]
    seconds, kilobytes = map(float, result.stdout.split()[:2])
    assert seconds < SECONDS
    assert kilobytes / 1024 < MEGABYTES
