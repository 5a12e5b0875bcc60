"""The date in an embedded font is that of the font's file."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pydyf
from fontTools.ttLib import TTFont
from weasyprint.text.fonts import get_hb_object_data


def keep_dates(pdf: Any, fonts: Iterable[Any]) -> None:
    """Give each font of a PDF the date of the file that it was cut out of.

    HarfBuzz leaves that date as it is; fontTools, which stands in for it where
    libharfbuzz-subset is missing, writes the time of day.

    :param pdf: WeasyPrint's, complete but for being written.
    :param fonts: WeasyPrint's, of the document.
    """
    embedded = {id(font.file_content): font for font in fonts}
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.stream and id(item.stream[0]) in embedded:
            _keep_date(item, embedded[id(item.stream[0])])


def _keep_date(stream: Any, font: Any) -> None:
    file = TTFont(BytesIO(get_hb_object_data(font.hb_face)), fontNumber=font.index)
    cut = TTFont(BytesIO(stream.stream[0]), recalcBBoxes=False, recalcTimestamp=False)
    if cut["head"].modified != file["head"].modified:
        cut["head"].modified = file["head"].modified
        dated = BytesIO()
        cut.save(dated)
        stream.stream = [dated.getvalue()]
