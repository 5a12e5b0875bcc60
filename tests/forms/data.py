"""What the tests hold forms against, as far as each form has a file for it in ``tests/data/forms``.

``tools/new_form.py`` writes such a file for every form that it begins, and says what stands in it.
The forms of the first edition stand in the tables beside the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests import yaml_files

FOLDER = Path(__file__).resolve().parents[1] / "data" / "forms"
FILES: dict[str, dict[str, Any]] = {
    file.stem: yaml_files.read(file) for file in sorted(FOLDER.glob("*.yaml"))
}
"""The files by the slugs of their forms."""


def records() -> dict[str, Any]:
    """Records by the name that they give as ``form``."""
    return {file["form"]: file["record"] for file in FILES.values()}


def official() -> dict[str, Any]:
    """Words of the regulations by form."""
    return {file["form"]: file["official"] for file in FILES.values() if file["official"]}


def rules() -> dict[str, dict[str, Any]]:
    """Rules by id."""
    return {rule["id"]: rule for file in FILES.values() for rule in file["rules"]}


def cases() -> Iterator[tuple[str, str, dict[str, Any], dict[str, Any], str]]:
    """Rule, slug, changes that keep and that break it, and the severity of the breach."""
    for slug, file in FILES.items():
        for case in file["cases"]:
            kept, broken = _made(case["kept"]), _made(case["broken"])
            yield case["rule"], slug, kept, broken, case.get("severity", "error")


def _made(value: Any) -> Any:
    """``value`` with its short forms written out: so many letters, so many of one item."""
    if isinstance(value, dict):
        if value.keys() == {"letters"}:
            return "а" * value["letters"]
        if value.keys() == {"times", "of"}:
            return [value["of"]] * value["times"]
        return {key: _made(each) for key, each in value.items()}
    return value
