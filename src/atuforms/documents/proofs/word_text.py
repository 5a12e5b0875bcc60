"""Whether a Word document says what its record prints, in the words that stand in no field, too.

Sums, places and other words that are computed are none of the record; who reads a document back
takes them for what they were.
"""

from __future__ import annotations

from dataclasses import replace

from atuforms.core.exceptions import AtuformsError
from atuforms.core.files.office import MAX_TEXT, Office, Parts
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.fingerprints import names_of_pictures
from atuforms.documents.printing import write
from atuforms.documents.proofs.pages import compared_words
from atuforms.documents.proofs.printed_pictures import blank_picture
from atuforms.documents.proofs.proof import Difference
from atuforms.documents.proofs.replaced_pictures import SignedPictures, pictures_of_word
from atuforms.documents.proofs.word_looks import strange_looks
from atuforms.documents.reading.contents.embedded_record import EmbeddedRecord
from atuforms.documents.reading.contents.word_contents import text_of
from atuforms.documents.view import view
from atuforms.records.inventory import LOGO
from atuforms.records.loading import from_source
from atuforms.records.source import Source


def differences_in_word(
    office: Parts, carried: EmbeddedRecord, proof: str, signed: SignedPictures
) -> list[Difference]:
    """What a document that was saved anew shows otherwise than one made of its record."""
    lang = next((each for each in LANGUAGES if each == carried.lang), LANGUAGES[0])
    form, findings = from_source(Source(dict(carried.values), {}, office.file))
    if findings:
        return [Difference("", None, None)]
    # The record only names its pictures: those of the document are printed with it.
    there = dict(pictures_of_word(office))
    names = [*names_of_pictures(form), *([LOGO] if signed.known.get(LOGO) else [])]
    pictures = {name: there.get(signed.known.get(name, ""), blank_picture()) for name in names}
    form._origin = replace(form.origin, pictures=pictures)
    shown = view(form, lang)
    try:
        made = write(form, shown, "docx", lang, proof=proof).data
    except AtuformsError:
        return [Difference("", None, None)]
    expected = Office(made, office.file)
    ours, theirs = (_words(each) for each in (expected, office))
    said = compared_words(ours, theirs, shown, carried)
    return said or strange_looks(expected, office)


def _words(office: Parts) -> list[str]:
    return text_of(office.xml(office.main_part(), MAX_TEXT)).split()
