"""Tags of a restyled template that would print a broken file, or what is no value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.documents.reading.editing import DOCUMENT, packed, unpacked
from tests.documents.reading.examples import example

import atuforms
from atuforms.core.exceptions import InvalidTemplate
from atuforms.core.files.resources import templates_folder

SLUG = "mooc-placement-certificate"


def _with_paragraphs(folder: Path, *texts: str) -> Path:
    """A folder with the template of 02-09, and paragraphs at its end."""
    parts = unpacked((templates_folder() / "kk" / f"{SLUG}.docx").read_bytes())
    added = "".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in texts)
    changed = re.sub(r"(<w:sectPr\b(?!.*<w:sectPr\b))", rf"{added}\1", parts[DOCUMENT].decode())
    (folder / "kk").mkdir()
    (folder / "kk" / f"{SLUG}.docx").write_bytes(packed({**parts, DOCUMENT: changed.encode()}))
    return folder


def test_a_condition_that_joins_to_the_cell_above_is_refused(tmp_path: Path) -> None:
    """docxtpl joins «{%-» to the paragraph before it, which is that of another cell."""
    folder = _with_paragraphs(tmp_path, "{%- if number -%}иә{%- endif -%}")
    with pytest.raises(InvalidTemplate, match=r"tags of the body .* begin and end in different"):
        atuforms.render(example("02-09"), "docx", lang="kk", templates=folder)


@pytest.mark.parametrize("tag", ["{{ authors }}", "{{r authors }}", "{{ director }}"])
def test_a_list_or_a_group_is_no_value(tag: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidTemplate, match="not one value") as caught:
        atuforms.render(
            example("02-09"), "docx", lang="kk", templates=_with_paragraphs(tmp_path, tag)
        )
    assert tag.strip("{r} ")[:6] in str(caught.value)


def test_a_field_of_an_item_and_a_method_are_values(tmp_path: Path) -> None:
    folder = _with_paragraphs(tmp_path, "{{ authors[0].name }}", "{{ unit|upper }}")
    document = atuforms.render(example("02-09"), "docx", lang="kk", templates=folder)
    text = unpacked(document.data)[DOCUMENT].decode()
    assert "КАФЕДРАСЫ" in text
