"""Names of companies stay whole on a page, and are read back as they were typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.forms.builders import changed

import atuforms
from atuforms.core.language.typography import with_names_whole

TYPED = {
    "kk": "«Сүт» ЖШС және «Алматы» АҚ",
    "ru": "ТОО «Молоко» и АО «АТУ»",
    "en": 'JSC "ATU" and “Milk” LLP',
}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("АО «АТУ»", "АО_«АТУ»"),
        ("«АО «АТУ»»", "«АО_«АТУ»»"),
        ("«АТУ» АҚ", "«АТУ»_АҚ"),
        ('JSC "ATU"', 'JSC_"ATU"'),
        ("“Milk” LLP", "“Milk”_LLP"),
        ("НАО «АТУ», ТОО «Сүт»", "НАО_«АТУ», ТОО_«Сүт»"),
        ("РАДИО «АТУ»", "РАДИО «АТУ»"),
        ("ЗАО и АО без кавычек", "ЗАО и АО без кавычек"),
        ("«АТУ» АҚПАРАТ", "«АТУ» АҚПАРАТ"),
    ],
)
def test_no_line_ends_between_a_name_and_its_kind_of_company(typed: str, shown: str) -> None:
    assert with_names_whole(typed.encode()).decode() == shown.replace("_", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize("to", ["docx", "pdf"])
def test_documents_read_back_as_typed(to: str, tmp_path: Path) -> None:
    record: dict[str, Any] = changed("act-of-implementation", educational_programme=TYPED)
    for lang in TYPED:
        file = atuforms.render(record, to, lang=lang).save(tmp_path / lang)
        read: Any = atuforms.read(file)
        assert read.record()["educational_programme"] == TYPED
