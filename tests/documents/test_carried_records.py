"""What a document carries beyond what it prints: nothing private."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import atuforms
from atuforms.fields.people import PRIVATE, people_of
from atuforms.forms.all_forms import form_classes

EXAMPLES = Path(__file__).parents[2] / "examples"
VALUES = {
    "workplace": "Алматы технологиялық университеті, Зертхана 77",
    "email": "z77@atu.edu.kz",
    "photo": "pictures/author-utegen.png",
}


def with_private(form: Any) -> Any:
    """The example with a place of work and an address for every person."""
    record = form.record()

    def add(value: Any, steps: list[str]) -> None:
        if isinstance(value, list):
            for each in value:
                add(each, steps[1:] if steps[:1] == ["*"] else steps)
        elif steps and isinstance(value, dict):
            if len(steps) == 1 and isinstance(value.get(steps[0]), str):
                value[steps[0]] = {"name": value[steps[0]]}
            add(value.get(steps[0]), steps[1:])
        elif isinstance(value, dict):
            value.update(VALUES)

    cls: Any = type(form)
    for path in people_of(cls):
        add(record, path.split("."))
    return type(form)(**record)


def text_of(data: bytes, suffix: str) -> str:
    """The text that a document shows, without its record."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [name for name in package.namelist() if not name.startswith("customXml")]
        return " ".join(package.read(name).decode("utf-8", "replace") for name in parts)


@pytest.mark.parametrize(
    "form", [each for each in form_classes() if each.HAS_BLANK], ids=lambda form: form.name()
)
def test_a_document_carries_of_private_facts_what_it_prints(
    form: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES)
    example = with_private(atuforms.load(EXAMPLES / f"{form.SLUG}.yaml"))
    carried = example.carried_json().decode()
    to = next(each for each in form.FORMATS if each in ("docx", "pptx"))
    data = atuforms.render(example, to, lang="kk").data
    shown = text_of(data, to)
    for name in PRIVATE:
        declared = any(name in names for names in form.PRINTS_PRIVATE.values())
        assert (VALUES[name] in carried) == declared
        # Of a photo the picture is shown, and not the name of its file.
        assert (VALUES[name] in shown) == (declared and name != "photo")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(n).decode() for n in package.namelist() if "customXml/item" in n]
    assert any("z77@" in part for part in parts) == (VALUES["email"] in carried)


def test_a_certificate_is_read_back_without_addresses() -> None:
    example = with_private(atuforms.load(EXAMPLES / "mooc-placement-certificate.yaml"))
    document = atuforms.render(example, "pdf", lang="kk")
    assert b"z77@" not in document.data
    with pikepdf.open(io.BytesIO(document.data)) as pdf:
        (name,) = pdf.attachments
        record = pdf.attachments[name].get_file().read_bytes().decode()
    assert "z77@" not in record
    assert "Сейітқали" in record
