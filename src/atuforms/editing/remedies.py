"""What a page or an editor advises where the command line would name a command or an option.

A sentence of the program that names one, and that can come before a person who has no shell, stands
here with the one that is said to them; a test finds those that do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.core.language.sentences import message as _

REMEDIES: Final[Mapping[str, str]] = {
    # Records and forms
    "There is no form “{name}”. “atuforms list” shows all.": _(
        "There is no form “{name}”. The list of forms shows all."
    ),
    "There is no form “{name}”. Did you mean “{near}”? “atuforms list” shows all.": _(
        "There is no form “{name}”. Did you mean “{near}”? The list of forms shows all."
    ),
    "The record does not say which form it is. Give it the key “form”, for example “02-09”; "
    "“atuforms list” shows the codes.": _(
        "The record does not say which form it is. Give it the key “form”, for example “02-09”; "
        "the list of forms shows the codes."
    ),
    "{file}: the record does not say which form it is. Add a line “form: 02-09”; “atuforms list” "
    "shows the codes.": _(
        "{file}: the record does not say which form it is. Add a line “form: 02-09”; the list of "
        "forms shows the codes."
    ),
    "{file}:{line}: the record does not say which form it is. Add a line “form: 02-09”; "
    "“atuforms list” shows the codes.": _(
        "{file}:{line}: the record does not say which form it is. Add a line “form: 02-09”; the "
        "list of forms shows the codes."
    ),
    "{file} holds {count} records. Keep one record per file, or use “atuforms batch”.": _(
        "{file} holds {count} records. Keep one record per file, or make a document for each as "
        "for the rows of a table."
    ),
    "{file} is a document, not a record. Read it into one first: atuforms read {file} -o "
    "record.yaml": _(
        "{file} is a document, not a record. Give its name the ending of a document (.docx, .pdf) "
        "again."
    ),
    "{file} is a record already. Check it: atuforms check {file}": _(
        "{file} is a record already. Choose to check it."
    ),
    "Write it anew; “atuforms new” shows how.": _("Write it anew; the page of the form shows how."),
    "{form} describes a thing and has no blank. “atuforms new {form}” writes a record to fill "
    "in.": _("{form} describes a thing and has no blank. Fill it in on its page."),
    "{form} describes a thing and has no document. Check it with “atuforms check”.": _(
        "{form} describes a thing and has no document. It can only be checked."
    ),
    "{file} is none of the forms, or it cannot be told which. Name the form (“atuforms read {file} "
    "--form FORM”), or type the text into a fresh blank (“atuforms blank FORM”).": _(
        "{file} is none of the forms, or it cannot be told which. Type the text into a fresh blank "
        "or into the page of its form."
    ),
    "Did you mean “{limit}”? “atuforms rules” shows all.": _("Did you mean “{limit}”?"),
    "Add “{limit}: …” to the field.": _(
        "Fill in the text in that language too, or choose another language for the document."
    ),
    "The template {name} has {tag} in {part}, and “{what}” is no field of the form. The names of "
    "the fields: atuforms show {form}": _(
        "The template {name} has {tag} in {part}, and “{what}” is no field of the form. The names "
        "of the fields stand on the page of the form."
    ),
    "The template {name} has {tag} in {part}, and “{what}” is no field of the form. Did you mean "
    "“{near}”? The names of all fields: atuforms show {form}": _(
        "The template {name} has {tag} in {part}, and “{what}” is no field of the form. Did you "
        "mean “{near}”?"
    ),
    # Competitions
    "Let “atuforms rank” compute it.": _("Write the mean of the sums that the experts gave."),
    "Let “atuforms rank” compute the places; equal ratings share one.": _(
        "Give the places by the ratings; equal ratings share one."
    ),
    "Let “atuforms rank” write the minutes.": _(
        "Write into the minutes the places that the sheets give; ranking the entries shows them."
    ),
    # Test banks
    "Look at it with --as-moodle, and write it so that it has one reading.": _(
        "Write it so that it has one reading."
    ),
    "See why with --as-moodle.": _(
        "Turn the bank into Moodle XML here, and let Moodle import that."
    ),
    "The format of {file} is not known. Name it with --from or --to: {known}.": _(
        "The format of {file} is not known by its name. Give the name the ending of its format: "
        ".txt, .gift, .xml, .docx, .pdf or .yaml."
    ),
    # Tables
    "Or let a register give out the numbers: --register register.db.": _(
        "Numbers are not given out here."
    ),
    'The table of {file} is on the sheet “{sheet}”. Choose it with --sheet "{sheet}".': _(
        "The table of {file} is on the sheet “{sheet}”. Make that sheet the first one, and send "
        "the file again."
    ),
    # Dossiers
    "Name the kind of dossier with --kind, one of these: {known}.": _(
        "Choose what the dossier is handed in for."
    ),
    "{folder}: {kind}, as its documents tell. If it is another kind, name it: --kind.": _(
        "{folder}: {kind}, as its documents tell. If it is another kind, choose it and check again."
    ),
    "Write its record with “atuforms new {wanted}”, or add the filled-in document.": _(
        "Fill in its form, and add the document."
    ),
    "Write its record with “atuforms new minutes-extract” (level: {level}), or add the document "
    "made from one.": _("Fill in the form of an extract from minutes, and add the document."),
    "Write “{key}” into a record of the form beside {document}; “atuforms new {wanted}” begins "
    "one.": _("Write “{key}” into the form of the document, and add it."),
}
"""By the sentence of the command line."""
