"""Awkward documents are read correctly, or refused with one clear sentence."""

from __future__ import annotations

from typing import Any

import pytest
from tests.documents.reading.corpus import CORPUS, Awkward

import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.documents.reading.document import read_document


@pytest.mark.parametrize("awkward", CORPUS, ids=lambda each: each.name)
def test_an_awkward_document_is_read_or_refused(awkward: Awkward) -> None:
    if awkward.refused:
        with pytest.raises(UnreadableInput, match=awkward.refused) as error:
            read_document(awkward.data())
        assert error.value.exit_code == 2
        assert "\n" not in str(error.value)
        return
    reading = read_document(awkward.data())
    noticed = [each.rule for each in reading.findings if each.rule.startswith("read-")]
    others = {"read-other-languages", "read-other-text"}
    assert set(noticed) - others == set(awkward.tells)
    for path, value in awkward.gives.items():
        found = _value(reading.source.values, path)
        assert found == value if value is not ... else found is not None, path
    # Whatever was read can be checked and told in every language.
    for lang in ("kk", "ru", "en"):
        assert reading.report().text(lang)


def _value(values: Any, path: str) -> Any:
    for part in path.split("."):
        if isinstance(values, list):
            values = values[int(part)] if int(part) < len(values) else None
        else:
            values = values.get(part) if values else None
    return values


def test_a_record_is_told_to_be_one(tmp_path: Any) -> None:
    record = tmp_path / "record.yaml"
    record.write_text("form: 02-05\nquestions: []\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="is a record already"):
        atuforms.read(record)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Any) -> None:
    with pytest.raises(UnreadableInput, match="is a folder"):
        atuforms.read(tmp_path)
    with pytest.raises(UnreadableInput, match="no file"):
        atuforms.read(tmp_path / "none.docx")
