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
from atuforms.documents.reading.embedded_record import EmbeddedRecord
from atuforms.documents.reading.word_contents import text_of, transitional
from atuforms.documents.view import view
from atuforms.records.loading import from_source
from atuforms.records.source import Source


def differences_in_text(office: Parts, carried: EmbeddedRecord) -> list[Difference]:
    """The values that the text of a document says otherwise than its record does."""
    lang = next((each for each in LANGUAGES if each == carried.lang), LANGUAGES[0])
    form, findings = from_source(Source(dict(carried.values), {}, office.file))
    if findings:
        return []
    # Pictures are compared by themselves.
    blanks = dict.fromkeys(names_of_pictures(form), blank_picture())
    form._origin = replace(form.origin, pictures=blanks)
    shown = view(form, lang)
    try:
        expected = write(form, shown, "docx", lang).data
    except AtuformsError:
        return []
    ours, theirs = (_words(each) for each in (Office(expected, office.file), office))
    return compared_words(ours, theirs, shown, carried, fixed=False)


def _words(office: Parts) -> list[str]:
    return text_of(transitional(office.xml(office.main_part(), MAX_TEXT))).split()
