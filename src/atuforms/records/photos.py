"""Photos that are far from upright: told before they are printed small."""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import Finding
from atuforms.core.language.messages import PHOTO_NOT_UPRIGHT
from atuforms.forms.base import Form
from atuforms.records.inventory import picture_named, pictures_of
from atuforms.rendering.slides.covering import covers
from atuforms.rendering.slides.design import LAYOUTS

_PLACE = LAYOUTS["title"].boxes["photo"]
"""Three wide and four high, as the place of a photo on paper is."""


def photos_not_upright(form: Form) -> Iterator[Finding]:
    """Each photo that would lose more than a third if it were cut to its place."""
    for file in pictures_of(form):
        if file.path.rpartition(".")[2] != "photo":
            continue
        try:
            photo = picture_named(form, file.name)
        except UnreadableInput:
            continue  # told by what looks at all pictures
        if not covers(photo.data, _PLACE):
            yield Finding(
                "picture",
                file.path,
                PHOTO_NOT_UPRIGHT,
                severity="warning",
                limit="3 × 4",
                actual=f"{photo.width} × {photo.height}",
            )
