"""The order of a competition's entries, from the evaluation sheets that somebody sent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from atuforms.api import check, render
from atuforms.core.findings import InvalidRecord
from atuforms.core.language.languages import Language
from atuforms.core.locks import FIRST_USE
from atuforms.documents.reading.document import write_yaml
from atuforms.forms.supporting.competition_minutes import CompetitionMinutes
from atuforms.rendering.document import Document
from atuforms.web.made_files import forms_among
from atuforms.web.results import Grid, Result, Section, report_section, rows_of

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ranked(files: Sequence[Path], lang: Language) -> Result:
    """The order as a table and a workbook, and the minutes as far as the sheets give them."""
    with FIRST_USE:
        from atuforms.dossiers.ranking import rank
        from atuforms.dossiers.ranking_workbook import ranking_workbook

    try:
        ranking = rank(forms_among(files))
    except InvalidRecord as error:
        return Result((report_section(error.report, lang),), ok=False)
    record = ranking.minutes_record()
    # What only the meeting can say is missing in them.
    minutes = render(record, "docx", lang=lang, draft=not check(record).ok)
    name = CompetitionMinutes.SLUG
    made = (
        Document(
            ranking_workbook(ranking.headings(lang), ranking.rows(lang)), "ranking.xlsx", _WORKBOOK
        ),
        minutes,
        Document(write_yaml(record, lang).encode(), f"{name}.yaml", "application/yaml"),
    )
    grid = Grid(ranking.headings(lang), tuple(ranking.printed_rows(lang)))
    report = ranking.report
    said = Section("", rows=rows_of(report.findings, lang), grid=grid, ok=report.ok)
    return Result((said,), made, ok=report.ok)
