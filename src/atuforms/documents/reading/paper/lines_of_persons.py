"""Lines that show persons: what was taken apart at a wrong place is told apart by its looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from atuforms.core.dotted_paths import item_of, pattern_of
from atuforms.documents.reading.contents.word_contents import plain
from atuforms.documents.reading.paper.blocks import Piece, squeezed
from atuforms.documents.reading.paper.enumerations import fields_of, is_of_person
from atuforms.documents.reading.paper.fits import Captured, Fit
from atuforms.documents.reading.paper.typed_persons import is_doubtful, persons
from atuforms.fields.describe import Field


def with_persons(
    fit: Fit,
    text: str,
    printed: Sequence[Piece],
    known: Mapping[str, Field],
    *,
    to_be_split: bool = False,
) -> Fit:
    """The fit of a line, without values of persons that are plainly none.

    Where looks do not tell who is who either, all of the line stands for the first name, which is
    then told to be none.

    :param text: the words of the line.
    :param printed: the fields that the form prints in it.
    :param to_be_split: whether further persons are still to be taken out of the last value.
    """
    names = _names(printed, known)
    shown = [*fit.captured, *(each for row in fit.more for each in row)]
    doubtful = any(map(_is_doubtful, shown)) or not any(
        each.path.endswith(".name") for each in shown
    )
    if "name" not in names or not doubtful or any(each.controls for each in shown):
        return fit
    at = min(each.start for each in fit.captured)
    items = list(dict.fromkeys(item_of(piece.path) for piece in printed))
    people = persons(plain(text[at:]), names)
    last = max(shown, key=lambda each: each.start)
    if people is None and to_be_split and not any(_is_doubtful(o) for o in shown if o is not last):
        return fit
    people = people or [{"name": plain(text[at:])}]
    rows = [
        [
            Captured(f"{items[min(number, len(items) - 1)]}.{name}", person[name], at, len(text))
            for name in names
            if name in person
        ]
        for number, person in enumerate(people)
    ]
    fit.captured = [each for row in rows[: len(items)] for each in row]
    fit.more, fit.outside = rows[len(items) :], squeezed(text[:at])
    return fit


def _is_doubtful(each: Captured) -> bool:
    return is_doubtful(each.path.rpartition(".")[2], each.text)


def _names(printed: Sequence[Piece], known: Mapping[str, Field]) -> list[str]:
    """The fields of a person that a line may have; none where it has others, or a name alone."""
    found = fields_of([pattern_of(piece.path) for piece in printed], known)
    if found is None or not all(map(is_of_person, found[1])):
        return []
    names = list(dict.fromkeys(piece.path.rpartition(".")[2] for piece in printed))
    # A person without a title is printed without its place.
    more = ["title"] if "degree" in names and "title" not in names else []
    return [*names, *more] if len(names) > 1 else []
