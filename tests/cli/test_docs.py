"""The pages that are written from the source are in step with it, and every page is found."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from atuforms.cli.app import COMMANDS
from atuforms.forms.all_forms import form_classes

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PAGES = [
    *(REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((REPOSITORY / "docs").glob("*.md")),
]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


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


def test_the_page_on_forms_has_every_form() -> None:
    page = (REPOSITORY / "docs" / "forms.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", page, flags=re.MULTILINE)
    assert headings == [form.SLUG for form in form_classes() if form.TEMPLATES is None]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = []
    for link in LINK.findall(re.sub(r"(?s)```.*?```", "", text)):
        name, _, anchor = link.partition("#")
        if "://" in name:
            continue
        target = (page.parent / name) if name else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            missing.append(link)
    assert missing == []


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def test_the_readme_leads_to_every_page() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    linked = {link.partition("#")[0] for link in LINK.findall(readme)}
    pages = {page.relative_to(REPOSITORY).as_posix() for page in PAGES} - {"README.md"}
    assert pages <= linked


def test_every_command_is_documented() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    named = set(re.findall(r"atuforms ([a-z]+)", text))
    assert set(COMMANDS) - named == set()
