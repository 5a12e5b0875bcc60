"""Where the links of a page are: programs complain of a place that is none."""

from __future__ import annotations

from io import BytesIO
from math import isfinite

import pikepdf
import pytest
from tests.shared import SharedDocuments

import atuforms
from atuforms.core.language.languages import LANGUAGES
from atuforms.forms.all_forms import form_classes
from atuforms.forms.base import Form

PRINTED = [form for form in form_classes() if "pdf" in form.FORMATS and form.HAS_BLANK]


def places_of(pdf: bytes) -> list[tuple[list[float], list[float]]]:
    """The place of each annotation, and the page that it is on."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            ([float(each) for each in annotation.Rect], [float(each) for each in page.mediabox])
            for page in document.pages
            for annotation in page.get("/Annots", pikepdf.Array())
        ]


def is_on_page(place: list[float], page: list[float]) -> bool:
    (left, right), (bottom, top) = sorted(place[::2]), sorted(place[1::2])
    return (
        all(map(isfinite, place))
        and page[0] <= left < right <= page[2]
        and page[1] <= bottom < top <= page[3]
    )


@pytest.mark.parametrize("form", PRINTED, ids=lambda form: form.SLUG)
def test_every_link_is_on_its_page(form: type[Form], shared_documents: SharedDocuments) -> None:
    for lang in LANGUAGES:
        for place, page in places_of(shared_documents.example(form, "pdf", lang).read_bytes()):
            assert is_on_page(place, page)


def test_links_of_every_kind_of_text_are_on_the_page() -> None:
    address = "https://atu.edu.kz/" + "a" * 150
    body = (
        f"# [Бас](https://atu.edu.kz)\n\n- <{address}>\n\n[](https://atu.edu.kz/b)\n\n"
        f"| [а]({address}) | <{address}> |\n|---|---|\n| [ ](https://atu.edu.kz/c) | б |\n\n"
        "Сөз[^1]\n\n[^1]: <mailto:mooc@atu.edu.kz>\n"
    )
    record = {"form": "02-03", "lang": "kk", "course_title": "К", "lecture_no": 1, "topic": "Т"}
    places = places_of(atuforms.render({**record, "body": body}, "pdf").data)
    assert len(places) > 4
    assert [place for place, page in places if not is_on_page(place, page)] == []
