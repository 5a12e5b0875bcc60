"""What importing atuforms loads. Who may import whom: ``test_floors.py``."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

HEAVY = (
    "av",
    "distributed",
    "docx",
    "docxtpl",
    "pikepdf",
    "pptx",
    "python_calamine",
    "rapidfuzz",
    "weasyprint",
    "xlsxwriter",
)


def test_importing_atuforms_loads_no_renderer_and_no_optional_package() -> None:
    program = f"import sys, atuforms; print([m for m in {HEAVY!r} if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize("name", HEAVY)
def test_what_may_not_be_loaded_exists(name: str) -> None:
    assert find_spec(name)
