"""WeasyPrint imported quickly is WeasyPrint all the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.programs import text_of

WITHOUT_HARFBUZZ_SUBSET = """
import ctypes.util, sys, warnings
warnings.simplefilter("ignore")
search = ctypes.util.find_library
from atuforms import render
first = render(sys.argv[1], "pdf", lang="kk").data
assert ctypes.util.find_library is search
assert "fontTools.subset" not in sys.modules
import weasyprint.pdf.fonts as fonts
import atuforms.render
fonts.harfbuzz_subset = None
sys.modules["atuforms.rendering.pdf.writer"]._engine.cache_clear()
second = render(sys.argv[1], "pdf", lang="kk").data
assert "fontTools.subset" in sys.modules
assert type(sys.modules["fontTools.subset"]).__name__ == "module"
assert first[:8] == second[:8] == b"%PDF-1.7" and first != second
open(sys.argv[2], "wb").write(second)
"""


def test_what_is_seldom_used_is_imported_when_it_is(repository: Path, tmp_path: Path) -> None:
    example = repository / "examples" / "mooc-placement-certificate.yaml"
    file = tmp_path / "without.pdf"
    command = [sys.executable, "-c", WITHOUT_HARFBUZZ_SUBSET, str(example), str(file)]
    subprocess.run(command, check=True, cwd=repository)
    assert "Тағам өнімдерінің қауіпсіздігі" in " ".join(text_of(file.read_bytes()).split())


def test_no_compiler_is_started_to_find_a_library(repository: Path) -> None:
    script = (
        "import subprocess, sys\n"
        "started = []\n"
        "class Noted(subprocess.Popen):\n"
        "    def __init__(self, command, *rest, **options):\n"
        "        started.append(command)\n"
        "        super().__init__(command, *rest, **options)\n"
        "subprocess.Popen = Noted\n"
        "from atuforms import render\n"
        "render(sys.argv[1], 'pdf', lang='kk')\n"
        "print(sum('gcc' in str(each) or 'cc' in str(each) for each in started))\n"
    )
    example = repository / "examples" / "mooc-placement-certificate.yaml"
    printed = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, str(example)],
        check=True,
        capture_output=True,
        text=True,
        cwd=repository,
    ).stdout
    assert printed.split() == ["0"]
