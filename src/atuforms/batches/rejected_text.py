"""Lists of rejected rows as text: CSV, JSON Lines and YAML, written row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from functools import partial
from typing import IO

import yaml

from atuforms.batches.rejected import ListFormat, texts_in_list
from atuforms.batches.result import Rejection
from atuforms.batches.tables.columns import FINDINGS, MARKER
from atuforms.batches.tables.delimited import SEPARATORS, shielded
from atuforms.core.language.languages import Language


def delimited_list(suffix: str, separator: str) -> ListFormat:
    """Lists with ``separator`` between the cells, as the table has it.

    They are UTF-8 with a mark at the beginning, by which Excel knows it, whatever the table was:
    the sentences about a Kazakh table do not fit into cp1251.
    """
    return ListFormat(suffix, partial(_write_csv, separator=separator))


def _write_csv(
    stream: IO[bytes],
    headings: Sequence[str],
    rejections: Iterable[Rejection],
    lang: Language,
    *,
    separator: str,
) -> None:
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    if separator not in SEPARATORS:
        text.write(f"sep={separator}\r\n")
    table = csv.writer(text, delimiter=separator)
    table.writerow((MARKER, *headings, FINDINGS[lang]))
    for each in rejections:
        cells = (str(each.values.get(heading, "")) for heading in headings)
        table.writerow(map(shielded, (each.origin, *cells, "\n".join(texts_in_list(each, lang)))))
    text.detach()


def _write_json_lines(
    stream: IO[bytes], headings: Sequence[str], rejections: Iterable[Rejection], lang: Language
) -> None:
    for each in rejections:
        line = json.dumps(_record(each, lang), ensure_ascii=False, default=str)
        # Half of a surrogate pair has no UTF-8; its escape means the same in JSON.
        stream.write(line.encode("utf-8", "backslashreplace") + b"\n")


def _write_yaml(
    stream: IO[bytes], headings: Sequence[str], rejections: Iterable[Rejection], lang: Language
) -> None:
    for each in rejections:
        yaml.safe_dump(
            _record(each, lang),
            stream,
            encoding="utf-8",
            allow_unicode=True,
            sort_keys=False,
            explicit_start=True,
        )


def _record(rejection: Rejection, lang: Language) -> dict[str, object]:
    wrong = texts_in_list(rejection, lang)
    return {MARKER: rejection.origin, **rejection.values, FINDINGS[lang]: wrong}


JSON_LINES_LIST = ListFormat(".jsonl", _write_json_lines)
YAML_LIST = ListFormat(".yaml", _write_yaml)
