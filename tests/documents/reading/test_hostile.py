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

# Each document is read in a process of its own, which has read nothing before. The first one
# only imports what all of them need.
_PROGRAM = """
import os, signal, sys, time
from pathlib import Path
import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.documents.reading.document import read_document
import pikepdf

def read(data):
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

for name in sys.argv[1:]:
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    signal.alarm(60)
    for stream, kind in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{name}.{kind}", os.O_WRONLY | os.O_CREAT), stream)
    read(Path(name))
    sys.exit()
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> dict[str, Path]:
    """The file of each document, beside which stands what its process said."""
    folder = tmp_path_factory.mktemp("hostile")
    files = {name: folder / f"{number}.docx" for number, name in enumerate(HOSTILE)}
    for name, file in files.items():
        file.write_bytes(HOSTILE[name]())
    subprocess.run(
        [sys.executable, "-c", _PROGRAM, *map(str, files.values())],
        env={**os.environ, "PYTHONPATH": str(repository / "src")},
        check=True,
    )
    return files


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory cannot be measured here")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_quickly_and_in_little_memory(
    name: str, outcomes: dict[str, Path]
) -> None:
    said = outcomes[name].with_suffix(".docx.out").read_text(encoding="utf-8")
    assert said, outcomes[name].with_suffix(".docx.err").read_text(encoding="utf-8")[-800:]
    seconds, kilobytes = map(float, said.split()[:2])
    assert seconds < SECONDS
    assert kilobytes / 1024 < MEGABYTES
