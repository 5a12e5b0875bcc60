"""Findings on pictures of a typed bank: each is in a question that is written, or is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from atuforms.core.findings import Finding, Place
from atuforms.testbank.messages import PICTURE_LEFT, PICTURE_UNCLEAR, WORD_PICTURE
from atuforms.testbank.model import to_html
from atuforms.testbank.typed.drafts import Draft
from atuforms.testbank.typed.pictures import TypedPicture, pictures_in, with_pictures
from atuforms.testbank.typed.word_signs import MARKED, tagged

_RULE = "bank-not-kept"


def in_html(texts: Sequence[str], pictures: Sequence[TypedPicture]) -> tuple[str, ...] | None:
    """The texts as HTML, if they show more than letters: pictures, raised or lowered text."""
    if not any(MARKED.search(text) or any(pictures_in(text, pictures)) for text in texts):
        return None
    return tuple(with_pictures(tagged(to_html(text)), pictures) for text in texts)


def lost_pictures(draft: Draft, index: int, pictures: Sequence[TypedPicture]) -> Iterator[Finding]:
    """Findings on pictures of the question at ``index`` that cannot be taken over as they are.

    One that floats beside an option may as well belong to the question.
    """
    parts = [(".text", "\n".join(draft.stem))]
    parts += [(f".options.{i}", option.text) for i, option in enumerate(draft.options)]
    for part, text in parts:
        for picture in pictures_in(text, pictures):
            unclear = picture.floats and part != ".text"
            if picture.file is None or unclear:
                yield Finding(
                    _RULE,
                    f"questions.{index}{part}",
                    PICTURE_UNCLEAR if unclear else WORD_PICTURE,
                    details={"number": index + 1},
                    place=Place(picture.line),
                )


def left_pictures(
    drafts: Sequence[Draft], pictures: Sequence[TypedPicture], findings: Sequence[Finding]
) -> Iterator[Finding]:
    """Findings on pictures that stand in no question, and of which ``findings`` say nothing yet."""
    told = {finding.line for finding in findings if finding.message is PICTURE_UNCLEAR}
    texts = (text for draft in drafts for text in (*draft.stem, *draft.words))
    placed = {id(picture) for text in texts for picture in pictures_in(text, pictures)}
    for picture in pictures:
        if id(picture) not in placed and picture.line not in told:
            yield Finding(_RULE, "", PICTURE_LEFT, "warning", place=Place(picture.line))
