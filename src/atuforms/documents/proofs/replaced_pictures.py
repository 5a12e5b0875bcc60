"""Pictures that are others than those that were signed: replaced, or saved anew with losses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.office import MAX_TEXT, Parts
from atuforms.documents.fillable.hints import is_grey
from atuforms.documents.fingerprints import fingerprint_shown, names_of_pictures
from atuforms.documents.proofs.claims import Claims
from atuforms.documents.proofs.printed_pictures import (
    ShownPicture,
    blank_picture,
    by_order,
)
from atuforms.documents.proofs.proof import Difference
from atuforms.documents.proofs.scans import codes_of_picture, token_in
from atuforms.documents.reading.contents.framed_pictures import BLIP, EMBED
from atuforms.forms.base import Form
from atuforms.records.inventory import LOGO, passages_of, pictures_of

_LARGEST = 20_000_000
_MOST_IN_WORD = 500


@dataclass(frozen=True, slots=True)
class SignedPictures:
    """The fingerprints of the pictures of a form by their names, as they were signed.

    There are none where another record stands in the document.
    """

    form: Form
    lang: str
    known: Mapping[str, str]

    @classmethod
    def of(cls, form: Form, lang: str, claims: Claims) -> SignedPictures:
        """Those of the proof."""
        names = names_of_pictures(form)
        logo, *others = claims.fingerprints or [""]
        known = dict(zip(names, others, strict=True)) if len(names) == len(others) else {}
        return cls(form, lang, {**known, LOGO: logo})

    def places(self) -> Iterator[tuple[str, str]]:
        """Path and name of each picture that a document in this language shows."""
        yield "", LOGO
        for picture in pictures_of(self.form):
            yield picture.path, picture.name
        for passage in passages_of(self.form):
            if passage.lang in ("", self.lang):
                yield from ((passage.path, name) for name in passage.files)

    def replaced(self, shown: Iterable[str]) -> Iterator[Difference]:
        """The pictures that are not among those which a document shows."""
        there = set(shown)
        for path, name in self.places():
            signed = self.known.get(name, "")
            if signed and signed not in there:
                yield replaced(path, name)


def replaced(path: str, name: str) -> Difference:
    """That a picture is another one."""
    return Difference(path, "" if name == LOGO else name, None, is_picture=True)


def with_pictures_of(form: Form, signed: SignedPictures, shown: Sequence[ShownPicture]) -> None:
    """Give a form the pictures that the pages show, so that they can be printed anew with them."""
    names = list(dict.fromkeys(name for _, name in signed.places() if name != LOGO))
    data = {each.fingerprint: each.data for each in shown if each.fingerprint}
    wanted = {name: signed.known.get(name, "") for name in (LOGO, *names)}
    pictures = {name: data[known] for name, known in wanted.items() if known in data}
    if any(wanted.values()):
        taken = {wanted[name] for name in pictures}
        left = [each for each in shown if each.fingerprint not in taken]
    else:
        left = list(shown)
    lacking = [name for name in names if name not in pictures]
    pictures |= by_order(lacking, left)
    form._origin = replace(
        form.origin,
        pictures={name: picture or blank_picture() for name, picture in pictures.items()},
    )


def replaced_in_word(
    signed: SignedPictures, office: Parts, read: Mapping[str, bytes], proof: str
) -> Iterator[Difference]:
    """The pictures of a Word document that are others than were signed.

    :param read: those whose place is known, by their names.
    :param proof: what the code holds, which is a picture, too.
    """
    if not any(signed.known.values()):
        return
    shown = list(pictures_of_word(office))
    known = {known_by for known_by, _ in shown}
    there = {name: fingerprint_shown(data) for name, data in read.items()}
    found = False
    for path, name in signed.places():
        wanted = signed.known.get(name, "")
        if wanted and (there[name] != wanted if name in there else wanted not in known):
            found = True
            yield replaced(path, name)
    ours = set(signed.known.values()) - {""}
    more = [data for known_by, data in shown if known_by not in ours]
    if not found and any(_is_strange(each, proof, office.file) for each in more):
        yield replaced("", "")


def _is_strange(data: bytes, proof: str, file: str) -> bool:
    """Whether a picture is neither the code nor the grey one that asks for a picture."""
    if is_grey(data):
        return False
    try:
        return proof not in map(token_in, codes_of_picture(data, file))
    except UnreadableInput:
        return True


def pictures_of_word(office: Parts) -> Iterator[tuple[str, bytes]]:
    """The pictures that a Word document shows, with their fingerprints."""
    main = office.main_part()
    targets = {
        each.id: each.target
        for each in office.relationships(main)
        if each.kind == "image" and not each.external and each.target in office.names
    }
    root = office.xml(main, MAX_TEXT)
    shown = dict.fromkeys(targets.get(each.get(EMBED, ""), "") for each in root.iter(BLIP))
    for target in list(filter(None, shown))[:_MOST_IN_WORD]:
        data = office.read(target, _LARGEST)
        yield fingerprint_shown(data), data
