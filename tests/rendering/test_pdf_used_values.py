"""Remembered lengths and backgrounds of boxes: as WeasyPrint works them out anew each time."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from tests.rendering.test_pdf_styles import printed
from weasyprint.layout import percent

from atuforms.rendering.pdf import used_values
from atuforms.rendering.pdf.engine import Engine

LOOKS = """
<p style="width:50%;padding:3% 2mm;margin:1mm auto">{0}</p><p style="max-width:30mm">{0}</p>
<div style="width:calc(100% - 20mm);min-height:2em"><p style="height:40%">{0}</p></div>
<div style="height:50mm"><p style="height:40%;min-height:10%">{0}</p></div><p>{0}</p>
<div style="box-sizing:border-box;width:60mm;padding:3mm;border:2mm solid">{0}</div>
<p style="background:#ddd;border-radius:3mm">{0}</p><p style="border-radius:20%">{0}</p>
<p style="visibility:hidden;background:#ddd">{0}</p><p style="box-shadow:1mm 1mm red">{0}</p>
<p style="background:linear-gradient(#eee,#ddd)">{0} <b style="background:#ccc">{0}</b></p>
<table style="border-collapse:collapse"><tr><th style="border:1mm solid">{0}</th>\
<td style="border:.2mm solid;width:40%"><p>{0}</p></td></tr><tr><td><p>{0}</p></td></tr></table>
<table style="border-collapse:collapse"><tr><td style="box-sizing:border-box;width:30mm;\
border:2mm solid;padding:1mm"><div style="border:1mm solid">{0}</div></td></tr></table>
<table class="facts"><tr><th rowspan="2">{0}</th><td>{0}</td></tr><tr><td>{0}</td></tr></table>
<ul><li>{0}<ol><li>{0}</li></ol></li></ul><p style="float:right;width:20%">{0}</p><p>{0}</p>
<div style="display:flex"><p style="flex:1">{0}</p><p style="width:30%">{0}</p></div>
<p style="position:relative"><b style="position:absolute;left:10%;width:20%">{0}</b></p>
"""


def test_boxes_are_as_they_are_without_a_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = LOOKS.format("Слово и дело, о котором сказано немного. " * 2).strip().split("\n")
    known = Engine()
    for body in ("".join(reversed(bodies)), "".join(bodies)):
        printed(known, body)
    plain = Engine()
    monkeypatch.setattr(plain._lines, "asked", nullcontext)
    for body in (*bodies, "".join(bodies)):
        assert printed(known, body) == printed(plain, body), body


def test_most_lengths_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    theirs = percent.resolve_percentages

    def noted(box: Any, containing_block: Any) -> None:
        asked.append(box)
        theirs(box, containing_block)

    monkeypatch.setattr(used_values, "resolve_percentages", noted)
    engine = Engine()
    rows = ["<tr><td><p>Сөз</p></td></tr>" * count for count in (20, 40)]
    for row in rows:
        asked.clear()
        printed(engine, f'<table class="facts">{row}</table>')
    assert len(asked) < 40
