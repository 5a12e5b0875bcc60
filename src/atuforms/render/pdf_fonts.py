"""The date in an embedded font is never the day on which the PDF was made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

import pydyf
from fontTools.misc.timeTools import epoch_diff
from fontTools.ttLib import TTFont
from weasyprint.text.fonts import get_hb_object_data


def set_dates(pdf: Any, fonts: Iterable[Any], date: datetime) -> None:
    """Put ``date`` where fontTools has written the time of day into a font of a PDF.

    It cuts out instances of variable fonts, and stands in for HarfBuzz where libharfbuzz-subset is
    missing. HarfBuzz leaves the date of the font's file as it is.

    :param pdf: WeasyPrint's, complete but for being written.
    :param fonts: WeasyPrint's, of the document.
    """
    embedded = {id(font.file_content): font for font in fonts}
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.stream and id(item.stream[0]) in embedded:
            _set_date(item, embedded[id(item.stream[0])], date)


def _set_date(stream: Any, font: Any, date: datetime) -> None:
    file = TTFont(BytesIO(get_hb_object_data(font.hb_face)), fontNumber=font.index)
    cut = TTFont(BytesIO(stream.stream[0]), recalcBBoxes=False, recalcTimestamp=False)
    if cut["head"].modified == file["head"].modified:
        return
    # A font counts its seconds from 1904.
    cut["head"].modified = round(date.timestamp()) - epoch_diff
    dated = BytesIO()
    cut.save(dated)
    stream.stream = [dated.getvalue()]
