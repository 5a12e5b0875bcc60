"""Photos that are far from upright: told before they are printed small."""

from __future__ import annotations

from collections.abc import Iterator

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.findings import Finding
from atuforms.core.language.messages import PHOTO_NOT_UPRIGHT
from atuforms.forms.base import Form
from atuforms.records.inventory import picture_named, pictures_of
from atuforms.rendering.slides.covering import lost_share
from atuforms.rendering.slides.design import LAYOUTS

_PLACE = LAYOUTS["title"].boxes["photo"]
"""Three wide and four high, as the place of a photo on paper is."""


_SMALL = 2 / 3
"""Of its place, what a photo leaves empty that is shown whole."""


def photos_not_upright(form: Form) -> Iterator[Finding]:
    """Each photo that fills less than a third of its place."""
    for file in pictures_of(form):
        if file.path.rpartition(".")[2] != "photo":
            continue
        try:
            photo = picture_named(form, file.name)
        except UnreadableInput:
            continue  # told by what looks at all pictures
        if lost_share(photo.width, photo.height, _PLACE) > _SMALL:
            yield Finding(
                "picture",
                file.path,
                PHOTO_NOT_UPRIGHT,
                severity="warning",
                limit="3 × 4",
                actual=f"{photo.width} × {photo.height}",
            )
