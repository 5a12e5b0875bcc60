from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.register.journal import journal_workbook
from atuforms.register.numbers import Register, Request

NOW = datetime(2026, 2, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_journal_shows_every_number_and_why_one_is_void(tmp_path: Path, lang: Language) -> None:
    with Register(tmp_path / "r.db") as register:
        for n in range(3):
            register.reserve(
                Request("02-09", 2026, f"k{n}", holder="=Ә", title="Курс", date="2026-01-31"),
                at=NOW,
            )
        register.confirm("02-09", [("k0", "1"), ("k1", "2")], at=NOW)
        register.void("02-09", 2026, "2", "бүлінді", at=NOW)
        data = journal_workbook(register.list(), lang)
        assert data == journal_workbook(register.list("02-09", 2026), lang)
    rows = CalamineWorkbook.from_object(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[3] for row in rows[1:]] == ["1", "2", "3"]
    assert len({row[8] for row in rows[1:]}) == 3
    assert (rows[2][10], rows[1][4]) == ("бүлінді", "=Ә")
    here = NOW.astimezone().replace(tzinfo=None)
    assert (rows[1][6], rows[1][7], rows[2][9]) == (date(2026, 1, 31), here, here)
