"""The words of the pages; those of the editor are its own."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final

from atuforms.core.language.languages import Language
from atuforms.core.language.sentences import message as _
from atuforms.core.language.sentences import plural_sentence
from atuforms.core.language.translation import translate

FOUND: Final = plural_sentence("{count} form found", "{count} forms found", count="count")

# Refusals
HOST: Final = _("The service does not answer to this address. Open it under its own one.")
ORIGIN: Final = _("The request comes from another site, and is refused.")
TOO_LARGE: Final = _("This is more than {limit} MB, which is the most that is taken at once.")
TOO_LONG: Final = _(
    "This took longer than {seconds} seconds, and was stopped. Send fewer or smaller files."
)
TOO_SLOW: Final = _(
    "The request was still not whole after {seconds} seconds, and was refused. Try again."
)
BUSY: Final = _("Too much is being worked on. Wait a little and try again.")
BROKEN: Final = _("The work on this ended early: it needs too much memory, or a file is damaged.")
NOT_FOUND: Final = _("There is no such page.")
NOT_ALLOWED: Final = _("This address takes other requests: {methods}.")
TOO_MUCH_MEMORY: Final = _("This takes more memory than the service gives to one request.")
TOO_DEEP: Final = _("The values of the request are nested too deeply.")
OUR_FAULT: Final = _(
    "This could not be done, by a mistake of the program. Please report what you did."
)

_WORDS: Final[Mapping[str, str]] = {
    # On every page
    "site": _("Forms of ATU"),
    "skip": _("To the content"),
    "forms": _("Forms"),
    "files": _("Files"),
    "banks": _("Test banks"),
    "languages": _("Language of the page"),
    "sections": _("Sections"),
    "kept": _("Nothing that you send is kept, and nothing goes to the internet."),
    # The forms
    "choose_form": _("Which document do you need?"),
    "lead": _(
        "Choose a form, fill it in on the page and save it as Word or PDF. Mistakes are shown "
        "while you type, with the clause of the regulation."
    ),
    "search": _("Search"),
    "search_hint": _("By name, code or purpose"),
    "find": _("Find"),
    "show_all": _("Show all forms"),
    "none_found": _("No form is called so. Try a shorter word, or show all forms."),
    # The editor's page
    "blank_word": _("Blank in Word"),
    "blank_pdf": _("Blank in PDF"),
    "reference_word": _("Save in Word"),
    "reference_pdf": _("Save in PDF"),
    "nothing_to_fill": _("There is nothing to fill in: the document is ready."),
    "without_script": _(
        "To fill in the form on this page, allow scripts of this site in the browser. Without "
        "them, fill in the blank in Word and have it checked."
    ),
    "check_file": _("Check a file"),
    # Files
    "files_title": _("Check, print and read files"),
    "files_lead": _(
        "Word, PDF and YAML files with forms, tables in Excel with a row for each document, or all "
        "files of a dossier."
    ),
    "drop": _("Choose files, or drop them here"),
    "choose_files": _("Choose files"),
    "choose_file": _("Choose a file"),
    "none_chosen": _("No file is chosen yet."),
    "files_limit": _("Several at once, at most {limit} MB together."),
    "what": _("What is to be done"),
    "do_check": _("Check"),
    "do_check_hint": _("Every mistake with its clause and what to do."),
    "do_comment": _("Check, with comments in Word"),
    "do_comment_hint": _("The same Word file back, each mistake as a comment at its place."),
    "do_render": _("Make documents"),
    "do_render_hint": _("Word, PDF or slides of what the files hold."),
    "do_read": _("Read into a record"),
    "do_read_hint": _("What a document holds, as YAML."),
    "do_batch": _("Make a document for each row of a table"),
    "do_batch_hint": _("A ZIP with the documents, and the rejected rows with what is wrong."),
    "do_dossier": _("Check a dossier"),
    "do_dossier_hint": _("What is missing among the files, and where they disagree."),
    "do_rank": _("Rank the entries of a competition"),
    "do_rank_hint": _("The order by the experts' evaluation sheets, and minutes to go on with."),
    "settings": _("Settings"),
    "form": _("Form"),
    "form_hint": _("For the rows of a table."),
    "to": _("Format"),
    "in_language": _("Language of the documents"),
    "draft": _("As a draft in spite of mistakes, marked on each page"),
    "kind": _("What the dossier is handed in for"),
    "kind_told": _("The documents tell"),
    "go": _("Go"),
    "working": _("Working on it. This may take a minute."),
    "saved": _("Saved by the browser: {file}"),
    "no_answer": _("The program does not answer. Look whether it is still running."),
    # Results
    "result": _("Result"),
    "to_save": _("To be saved"),
    "save_file": _("Save {file}"),
    "save_commented": _("Save the Word file with comments: {file}"),
    "again": _("Once more, with other files"),
    "severity": _("Severity"),
    "where": _("Where"),
    "what_found": _("What"),
    "clause": _("Clause"),
    "error": _("error"),
    "warning": _("warning"),
    "refused": _("This was not done"),
    "not_found": _("Not found"),
    "back": _("To the forms"),
    # Test banks
    "banks_title": _("A test bank in another format"),
    "banks_lead": _(
        "From Word, Aiken, GIFT, Moodle XML or YAML. Everything that Moodle would misread is named "
        "with the number of the question."
    ),
    "bank_file": _("File with the questions"),
    "mend": _("Mend what has one right spelling, and leave out what only the author can decide"),
    "variants": _("Variants for paper"),
    "variants_hint": _("With Word and PDF: without the answers, and one key to them all."),
    "shuffle": _("Shuffle questions and options"),
    "shuffle_hint": _("Any word; the same word gives the same order."),
    "convert": _("Convert"),
}

BANK_FORMATS: Final[Mapping[str, str]] = {
    "aiken": _("Aiken (.txt), for Moodle"),
    "gift": _("GIFT (.gift), for Moodle"),
    "moodle-xml": _("Moodle XML (.xml)"),
    "qti": _("QTI 2.1 (.zip)"),
    "docx": _("Word (.docx), form 02-05"),
    "pdf": _("PDF (.pdf), form 02-05"),
    "yaml": _("Record in YAML (.yaml)"),
}
"""The formats of a bank, in the order in which they are offered."""

FORMATS: Final[Mapping[str, str]] = {
    "docx": _("Word (DOCX)"),
    "pdf": _("PDF"),
    "pptx": _("PowerPoint (PPTX)"),
}
"""The formats of documents for people."""


@functools.cache
def words_in(lang: Language) -> Mapping[str, str]:
    """The words of the pages in ``lang``, by the name under which a template asks for them."""
    return {name: translate(text, lang) for name, text in _WORDS.items()}
