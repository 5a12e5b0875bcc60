"""The pages that are written from the source are in step with it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_generated_pages_are_in_step(repository: Path) -> None:
    result = subprocess.run(
        [sys.executable, "tools/build_docs.py", "--check"],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(repository / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
