"""The editor's own words.

A placeholder in braces is filled by the ES module. No sentence needs a plural: numbers stand after
a colon.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final

from atuforms.core.language.labels import language_name
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.core.language.sentences import Sentence
from atuforms.core.language.sentences import sentence as _
from atuforms.core.language.translation import fill
from atuforms.core.language.wording import choice_words

FORMATS: Final[Mapping[str, Sentence]] = {
    "docx": _("Word (DOCX)"),
    "pdf": Sentence("PDF"),
    "pptx": _("PowerPoint (PPTX)"),
    "aiken": _("Test bank in Aiken"),
    "gift": _("Test bank in GIFT"),
    "moodle-xml": _("Test bank in Moodle XML"),
}
"""What each format is called where one is chosen."""

NONE: Final = _("none")
"""What a person writes who has no degree or title, for a form to print nothing."""

_WORDS: Final[Mapping[str, Sentence]] = {
    # Above the form
    "tools": _("Tools"),
    "open": _("Open a file"),
    "open_hint": _(
        "A record (YAML, JSON) or a filled document (Word, PDF). It may be dropped here."
    ),
    "save": _("Save"),
    "save_record": _("Record (YAML)"),
    "undo": _("Undo"),
    "redo": _("Redo"),
    "clear": _("Clear the form"),
    "texts": _("Texts"),
    "one_language": _("In one language"),
    "three_languages": _("In three languages side by side"),
    "documents_in": _("Language of the document"),
    "code": _("Show as code"),
    "copy": _("Copy"),
    "copied": _("Copied."),
    "close": _("Close"),
    # What is kept
    "kept": _("What you type is kept in this browser until you clear the form."),
    "not_kept": _("What you type is not kept when this page is closed. Save the record."),
    "elsewhere": _(
        "This form is open in another tab too, and stands here now as it was typed there. “Undo” "
        "brings back what stood here."
    ),
    "restored": _("The draft of {time} is back."),
    "restored_without_files": _(
        "The draft of {time} is back, but without its pictures and files. Add them anew."
    ),
    # Fields
    "required": _("required"),
    "required_note": _("Fields marked {mark} are required."),
    "example": _("For example: {example}"),
    "choose": _("Choose"),
    "calendar": _("Choose in the calendar"),
    "of_settings": _("May be left empty: the settings of the program give it."),
    "of_form": _("May be left empty. The form then prints: {list}"),
    "over_limit": _("Characters too many: {count}"),
    "in_markdown": _("Markdown may be used: **bold**, *italic*, lists, tables, formulas."),
    "more": _("More: {label}"),
    "unreadable": _("This value cannot be shown here: {value}"),
    "unknown": _("Unknown field “{name}”: {value}"),
    "take_out": _("Take out"),
    # Files
    "choose_picture": _("Choose a picture (PNG or JPEG)"),
    "choose_file": _("Choose a file"),
    "picture_of": _("Picture: {name}"),
    "add_picture": _("Insert a picture"),
    "too_large": _("{file} is too large: at most {limit} MB."),
    "named_only": _(
        "{file} is only named in the record: with more than {limit} MB it is too large to come "
        "along."
    ),
    "too_many_bytes": _("{file} was not added: all files have at most {limit} MB together."),
    "no_picture": _("{file} is not a PNG or JPEG picture. Save it as PNG or JPEG."),
    # Lists
    "add": _("Add: {label}"),
    "add_short": _("Add"),
    "bank_hint": _("The questions are written already? Add them all at once."),
    "bank_file": _("Choose a file with questions (Word, Aiken, GIFT, Moodle XML)"),
    "bank_paste": _("Or paste the text of the questions"),
    "bank_text": _("Text of the questions"),
    "bank_manner": _(
        "Each question on a line of its own, its options A) to E) below it, then a line "
        "“ANSWER: A”."
    ),
    "bank_read": _("Add the questions"),
    "brought": _("Questions added from {file}: {count}. “Undo” takes them out."),
    "brought_text": _("Questions added: {count}. “Undo” takes them out."),
    "no_questions": _("No questions were found in it."),
    "remove": _("Remove: {label}"),
    "up": _("Move up: {label}"),
    "down": _("Move down: {label}"),
    "duplicate": _("Duplicate: {label}"),
    "added": _("Added: {label}."),
    "removed": _("Removed: {label}. “Undo” brings it back."),
    "moved": _("Moved: {label}."),
    "open_all": _("Open all"),
    "close_all": _("Close all"),
    "none_yet": _("Nothing here yet."),
    # Findings
    "check": _("Check everything"),
    "summary": _("What is to be corrected"),
    "errors": _("Errors: {count}"),
    "warnings": _("Warnings: {count}"),
    "left": _("Still to be filled in: {count}"),
    "growing": _("{label}: {limit} are needed, {count} so far"),
    "side_by_side": _("Show the texts in three languages side by side"),
    "unchecked": _("What stands here now is not checked yet, since the program does not answer."),
    "clean": _("Everything is right. The document may be saved."),
    "clean_so_far": _("No mistakes so far."),
    "error": _("error"),
    "warning": _("warning"),
    # Documents
    "saving": _("The document is being made."),
    "saved": _("Saved: {file}."),
    "not_made": _(
        "The document was not made. Correct what is marked, or save it as a draft, which says so "
        "on every page."
    ),
    "as_draft": _("Save as a draft"),
    "opened": _("Opened: {file}. “Undo” brings back what stood here."),
    "read_with": _("What reading the file noticed"),
    "preview": _("Preview"),
    "previewing": _("The pages are being drawn."),
    "page": _("Page: {number}"),
    "no_pages": _("This form has no pages."),
    "undone": _("Undone."),
    "redone": _("Done again."),
    "cleared": _("Cleared. “Undo” brings it back."),
    "no_answer": _("The program does not answer. What you typed is still here. Try again."),
}


@functools.cache
def words_in(lang: Language) -> Mapping[str, str]:
    """The words of the editor in ``lang``, by the name under which the ES module asks for them."""
    own = {name: fill(sentence, lang, {}) for name, sentence in _WORDS.items()}
    languages = {f"language_{each}": language_name(each, lang) for each in LANGUAGES}
    answers = choice_words("flag", lang)
    return {**own, **languages, "yes": answers["true"], "no": answers["false"]}
