"""What findings say that several packages report: of values, texts, numbers, lists, pictures.

What only one form or package says stands beside its rules.
"""

from __future__ import annotations

from atuforms.core.language.sentences import Message, plural_sentence
from atuforms.core.language.sentences import sentence as _

# What was found; then, where there is more to say than that, what to do about it.
MISSING = Message(
    _("{label}: this is missing"),
    _("Write a line “{key}: …” into the record."),
    in_python=_("Give “{key}” a value."),
    in_word=_("Fill it in."),
)
EMPTY = Message(_("{label}: this is empty"), _("Fill it in."))
UNKNOWN_KEY = Message(_("There is no field “{actual}”"), _("Here these are known: {limit}."))
UNKNOWN_KEY_NEAR = Message(_("There is no field “{actual}”"), _("Did you mean “{limit}”?"))
TEXT_LANGUAGE = Message(
    _("{label}: there is no language “{actual}”"),
    _("Use the keys kk, ru and en."),
)
WRONG_TYPE = Message(
    _("{label}: “{actual}” cannot be read ({reason})"),
    _("Write it anew; “atuforms new” shows how."),
    in_word=_("Type it anew."),
)
NOT_TEXT = Message(
    _("{label}: a text is wanted here, not {actual}"),
    _("Write words, or one text per language under kk, ru and en."),
)
NOT_A_LIST = Message(
    _("{label}: a list is wanted here, not “{actual}”"),
    _("Write each item on its own line, after a hyphen."),
    in_python=_("Give a list of values."),
    in_word=_("Write each item in a line of its own."),
)
NOT_A_MAPPING = Message(
    _("{label}: several named values are wanted here, not “{actual}”"),
    _("These names are known: {limit}."),
)
NOT_A_DATE = Message(
    _("{label}: “{actual}” is not a date"),
    _("Write year-month-day, for example 2025-12-12."),
    in_word=_("Write day, month and year, for example 12.12.2025."),
)
NO_SUCH_DATE = Message(
    _("{label}: there is no such day as {actual}"),
    _("Write year-month-day, for example 2025-12-12."),
    in_word=_("Write day, month and year, for example 12.12.2025."),
)
DATE_ORDER = Message(
    _("{label}: “{actual}” is not written as year-month-day"),
    _("Write {iso}."),
)
NOT_A_TIME = Message(
    _("{label}: “{actual}” is not a time of day"),
    _("Write hours and minutes, for example 09:30."),
)
NOT_A_DURATION = Message(
    _("{label}: “{actual}” is not a duration"),
    _("Write minutes and seconds, for example 2:40, or minutes as a number."),
)
NOT_WHOLE = Message(_("{label}: “{actual}” is not a whole number"), _("Write digits only."))
BELOW_ZERO = Message(_("{label}: {actual} is below zero"), _("Write 0 or more."))
NOT_A_YEAR = Message(
    _("{label}: {actual} is not a year of this century, which the form begins with “20”"),
    _("Write a year from 2000 to 2099."),
)
NOT_A_NUMBER = Message(
    _("{label}: “{actual}” is not a number"),
    _("Write digits, with a point or a comma before decimals."),
)
NOT_YES_OR_NO = Message(_("{label}: “{actual}” is neither yes nor no"), _("Write yes or no."))
NOT_A_LINK = Message(
    _("{label}: “{actual}” is not a link"),
    _("Write the whole address, for example https://atu.edu.kz."),
)
LINK_WITHOUT_SCHEME = Message(
    _("{label}: the link “{actual}” does not begin with https://"),
    _("Write https://{actual}."),
)
NOT_AN_EMAIL = Message(
    _("{label}: “{actual}” is not an e-mail address"),
    _("Write it as name@atu.edu.kz."),
)
NOT_A_FILE = Message(
    _("{label}: a file name is wanted here, not “{actual}”"),
    _("Name a file that lies beside the record."),
)
FILE_OUTSIDE = Message(
    _("{label}: the file “{actual}” does not lie beside the record"),
    _("Put it into the folder of the record and write its name."),
)
PICTURE_WITHOUT_NAME = Message(
    _("{label}: a picture has no file name"),
    _("Write it as ![what it shows](file.png)."),
)
PICTURE_ON_THE_WEB = Message(
    _("{label}: the picture “{actual}” lies on the web, and nothing is loaded from there"),
    _("Save it beside the record and write its file name."),
)
PICTURE_IS_A_LINE = Message(
    _("{label}: the picture {file} has {actual} pixels, so it is printed as a line"),
    _("Cut it, or choose another one."),
)
PICTURE_IS_BLANK = Message(
    _("{label}: nothing is to be seen in the picture {file}: it is white or transparent"),
    _("Choose another one, or leave it out."),
)
PHOTO_NOT_UPRIGHT = Message(
    _("{label}: the photo has {actual} pixels, and its place is {limit}, so it is printed small"),
    _("Cut it to an upright one yourself, with the face in its upper half."),
)
LINK_LEFT_OUT = Message(
    _("{label}: the link “{actual}” leads neither to the web nor to a mailbox"),
    _("Its words are printed without it. Write an address that begins with https://."),
)
NOT_A_CHOICE = Message(
    _("{label}: “{actual}” is not one of the answers that the form allows"),
    _("Write one of these: {choices}."),
)
CONTROL_CHARACTER = Message(
    _("{label}: an invisible control character {actual} stands at position {position}"),
    _("Delete it."),
)
MANY_MORE = Message(
    _("{label}: here and further on more values are wrong in this way: {count}"),
    _("Mend those above first."),
)
MANY_MARKS = Message(
    _("{label}: too many marks sit on one letter, up to position {position}"),
    _("Delete those that are not wanted."),
)
NOT_A_VALUE = Message(
    _("{label}: “{actual}” stands for a missing number, and is no text"),
    _("Write the text."),
)
FAR_YEAR = Message(
    _("{label}: the year of {actual} cannot be meant"),
    _("Write a year between {limit}."),
)
OTHER_FORM = Message(
    _("The record is of the form “{actual}”, not of “{limit}”"),
    _("Use the class of that form, or “atuforms.load”, which finds it."),
)
LANGUAGE_MISSING = Message(
    _("{label}: the text is missing in one language: {language}"),
    _("Add it before you print the document in that language."),
)
LANGUAGE_MISSING_TO_PRINT = Message(
    _(
        "{label}: the document cannot be printed, since this text is missing in its "
        "language: {language}"
    ),
    _("Add “{limit}: …” to the field."),
)
NAME_IN_ANOTHER_LANGUAGE = Message(
    _(
        "{label}: the name is not given in the language of the document ({language}), so "
        "“{actual}” is printed"
    ),
    _("Write it in that language too: “{limit}: …”."),
    in_word=_("Type it in that language."),
)
IN_ANOTHER_LANGUAGE = Message(
    _("{label}: “{actual}” is not in the language of the document ({language})"),
    _("Write it in that language too: “{limit}: …”."),
    in_word=_("Type it in that language."),
)
WORDS_OF_ANOTHER_LANGUAGE = Message(
    _("{label}: these words are not in the language of the document ({language}): “{actual}”"),
    _("Write them in that language. A title or a name may stay as it is, in quotation marks."),
)
MIXED_ALPHABET = Message(
    _("{label}: the word “{actual}” mixes Latin and Cyrillic letters ({letters})"),
    _("Type the word anew in one keyboard layout."),
)
LETTER_NOT_IN_FONT = Message(
    _("{label}: the font of the PDF does not have {actual}"),
    _("Write it in words, or make a Word document."),
)
NO_LETTER_OF_UNICODE = Message(
    _("{label}: Unicode has no letter for {actual}"),
    _("Write the sign that is meant, or a word: Word has no letter for it either."),
)
LETTER_WAS_LOST = Message(
    _("{label}: {actual} stands where a letter was lost"),
    _("Write the letter that was there."),
)
MARK_WITHOUT_LETTER = Message(
    _("{label}: there is no letter before the mark {actual}"),
    _("Write the letter that it belongs to before it, or leave it out."),
)
FORMULA_AS_TYPED = Message(
    _("{label}: “{actual}” is printed in the signs of TeX, as it is typed"),
    _("Write the formula in letters and signs: x², √2, ½. Only Moodle shows TeX as a formula."),
)
WORD_TOO_WIDE = Message(
    _("{label}: “{actual}” is wider than its column on the page, {limit} mm, and would be broken"),
    _("Write a shorter word, or say where it may be parted: with a space or a hyphen."),
)
WORD_TOO_WIDE_IN_TABLE = Message(
    _(
        "{label}: “{actual}” is wider than its column on the page, {limit} mm, and would be "
        "broken: table {table}, column {column}, row {rows} counted with the head, line {lines} of "
        "the text"
    ),
    _(
        "Write a shorter word, say where it may be parted with a hyphen, or give the table fewer "
        "columns."
    ),
)
WORD_TOO_WIDE_IN_ROWS = Message(
    _(
        "{label}: “{actual}” is wider than its column on the page, {limit} mm, and would be "
        "broken: table {table}, column {column}, rows {rows} counted with the head, lines {lines} "
        "of the text"
    ),
    _(
        "Write a shorter word, say where it may be parted with a hyphen, or give the table fewer "
        "columns."
    ),
)
TOO_LONG_FOR_SLIDE = Message(
    _("{label}: the text does not fit into its place on the slide in letters of {limit} pt"),
    _("Make it shorter, or divide it between two slides or items."),
)
TOO_LONG = Message(
    plural_sentence(
        "{label}: {actual} character, at most {limit} allowed",
        "{label}: {actual} characters, at most {limit} allowed",
        count="actual",
    ),
    plural_sentence(
        "Shorten it by {excess} character.",
        "Shorten it by {excess} characters.",
        count="excess",
    ),
)
TOO_SHORT = Message(
    plural_sentence(
        "{label}: {actual} character, at least {limit} wanted",
        "{label}: {actual} characters, at least {limit} wanted",
        count="actual",
    ),
    plural_sentence(
        "Add {lacking} more character.", "Add {lacking} more characters.", count="lacking"
    ),
)
TOO_MANY_SENTENCES = Message(
    plural_sentence(
        "{label}: {actual} sentence, at most {limit} allowed",
        "{label}: {actual} sentences, at most {limit} allowed",
        count="actual",
    ),
    _("Say it in fewer sentences."),
)
TOO_MANY = Message(
    plural_sentence(
        "{label}: {actual} item, at most {limit} allowed",
        "{label}: {actual} items, at most {limit} allowed",
        count="actual",
    ),
    plural_sentence("Remove {excess} item.", "Remove {excess} items.", count="excess"),
)
TOO_FEW = Message(
    plural_sentence(
        "{label}: {actual} item, at least {limit} wanted",
        "{label}: {actual} items, at least {limit} wanted",
        count="actual",
    ),
    plural_sentence("Add {lacking} more item.", "Add {lacking} more items.", count="lacking"),
)
ABOVE = Message(
    _("{label}: {actual}, at most {limit} allowed"),
    _("Correct it to {limit} or less."),
)
BELOW = Message(
    _("{label}: {actual}, at least {limit} wanted"),
    _("Correct it to {limit} or more."),
)
LASTS_TOO_LONG = Message(
    _("{label}: {length}, at most {bound} allowed"),
    _("Shorten the video."),
)
LASTS_TOO_SHORT = Message(
    _("{label}: {length}, at least {bound} wanted"),
    _("Lengthen the video."),
)
LECTURE_UNDER_15_MINUTES = Message(
    _("{label}: {length}, at least {bound} wanted"),
    _("Form 01-02, section 2, allows at most 15 minutes, so nothing is refused for this."),
)
NOBODY_SIGNS = Message(_("{label}: nobody is named who signs"), _("Write the full name."))
SAYS_NO_NUMBER = Message(
    _("{label}: “{actual}” says that the document has no number"),
    _("Write the number, or let the register give one."),
)
NO_FIGURE = Message(
    _("{label}: “{actual}” has no figure"),
    _("Write the number in figures."),
)
NO_NUMBER = Message(
    _("{label}: the document has no number"),
    _("Write the number, or let the register give one."),
)
