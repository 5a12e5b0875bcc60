"""What is noticed while a document is read back."""

from __future__ import annotations

from atuforms.core.language.sentences import Message
from atuforms.core.language.sentences import sentence as _

READ_TWO_VALUES = Message(
    _("{label}: the document says “{first}” in one place and “{second}” in another"),
    _("The first was taken. Correct the other."),
)
READ_TWO_LABELS = Message(
    _("{label}: the document says “{first}” in one place and “{second}” in another"),
    _("None was taken. Type the right one into the record."),
)
READ_FEWER_PLACES = Message(
    _("{label}: this stands in fewer places of the document than the form prints it in"),
    _("It was kept. Put it back, or take it out everywhere."),
)
READ_ORDER = Message(
    _("{label}: in a second place of the document this list stands in another order"),
    _("The order of the first place was taken. Put the other into the same order."),
)
READ_PRINTED = Message(
    _("{label}: the form prints this where the record does not give it, and the document lacks it"),
    _("Give it in the record if something else is to stand there."),
)
READ_LINE_AGAIN = Message(
    _("“{text}” stands in the document once more than the form prints it"),
    _("It was read once. Take the copy away, or type into it what it is to say."),
)
READ_LINE_MOVED = Message(
    _("“{text}” stands in another place of the document than the form prints it in"),
    _("The form's order was kept. Put it into its place."),
)
READ_STRUCK = Message(
    _("“{text}” is struck through in the document"),
    _("It was read all the same. Delete it if it is no longer valid."),
)
READ_OTHER_LANGUAGES = Message(
    _("{label}: this was changed; the other languages still say what they said before"),
    _("Change them too."),
)
READ_OTHER_TEXT = Message(
    _("{label}: this is another text now; what it said in other languages was left out: “{text}”"),
    _("Type the new text into the record in those languages."),
)
READ_OTHER_PERSON = Message(
    _("{label}: this is another person now; what the document does not show was left out: {text}"),
    _("Type into the record what is true of this person."),
)
READ_NO_NAME = Message(
    _("{label}: “{text}” is not the name of one person, and was not taken apart"),
    _(
        "Type each person into a line of its own: the name, then position, degree and title, "
        "separated by commas."
    ),
)
READ_MOVED = Message(
    _("{label}: this stands in another cell of the document than the form prints it in"),
    _("It was read by the name of its field. Put it back into its cell."),
)
READ_HIDDEN = Message(
    _("“{text}” is hidden in the document, and was not read"),
    _("Show it if it is to count, or delete it."),
)
READ_FAINT = Message(
    _("“{text}” stands in the document in letters that nobody can read on paper"),
    _("It was read all the same. Give it the look of the words around it, or delete it."),
)
READ_LINE_ENDS = Message(
    _("{label}: line ends may have been lost when the document was saved"),
    _("Compare the text with the document."),
)
READ_CONTROL_MISSING = Message(
    _("{label}: the field is no longer in the document"),
    _("What the record said before was kept. Check it."),
)
READ_CONTROL_UNKNOWN = Message(
    _("The document has a field “{actual}” that the form does not know"),
    _("Its text “{text}” was left out."),
)
READ_CONTROL_LOST = Message(
    _("A field lost its name, and what it stands for cannot be told"),
    _("Its text “{text}” was left out. Type it into a fresh blank."),
)
READ_NAMES_DIFFER = Message(
    _("{label}: the field is also called “{actual}”"),
    _("It was read as {label}. Check it."),
)
READ_TEXT_OUTSIDE = Message(
    _("“{text}” stands where the document has no field, and was not read"),
    _("Type it into its field, or into the record."),
)
READ_TICK_UNKNOWN = Message(
    _("“{text}” under “Yes” is neither a tick nor a no: “{requirement}”"),
    _("Put “√” or “–” there, and the rest into the column of names."),
)
READ_COMPUTED = Message(
    _("“{text}” stands where the form prints a number that it works out itself, and was not read"),
    _("Correct the values that it is worked out from."),
)
READ_TEXT_OUTSIDE_MORE = Message(
    _("Further places where words stand in no field, and were not read: {count}"),
    _("Type them into their fields, or into the record."),
)
READ_TEXT_RUN = Message(
    _("From “{first}” to “{last}” stands text that the document has no field for: {count}"),
    _("Nothing of it was read. Type it into a fresh blank, or into the record."),
)
READ_TEXT_MARGIN = Message(
    _("“{text}” stands in a header, a footer or a note, and was not read"),
    _("Type it into its field, or into the record."),
)
READ_WORDS_CHANGED = Message(
    _("The words of the form were changed: “{first}” stands in place of “{second}”"),
    _("A record does not hold them. Put the form's words back."),
)
READ_WORDS_GONE = Message(
    _("The words of the form “{text}” are no longer in the document"),
    _("Check what stood beside them."),
)
READ_FIELDS_GONE = Message(
    _("The document has lost all of its fields; it was read by its printed words"),
    _("Compare every value with the document."),
)
READ_RECORD_DAMAGED = Message(
    _("The record inside the document was damaged or changed by hand"),
    _("Check every value."),
)
READ_NOT_FOUND = Message(
    _("{label}: this was not found in the document"),
    _("Type it into the record."),
)
READ_REPEATED = Message(
    _("{label}: a row stands in the document once more, as it is, and was read once"),
    _("Take the copy away, or type into it what it is to say."),
)
READ_TAKEN_APART = Message(
    _("{label}: “{text}” was taken apart at its commas"),
    _("Check name, position, degree and title."),
)
READ_PLAIN = Message(
    _(
        "{label}: some of the emphasis or links of the text were not read, such as underlines and "
        "colours"
    ),
    _("Compare the text with the document."),
)
READ_VALUES_APART = Message(
    _("{label}: “{text}” was taken apart into several values"),
    _("Compare each of them with the document."),
)
READ_QUESTION_LEFT_OUT = Message(
    _("“{text}”: form 02-05 holds questions with one right answer only"),
    _("Keep the others in a file for Moodle."),
)
READ_LETTERS = Message(
    _("{label}: the letters before the options do not stand in their order: {text}"),
    _("The right answer is the option that its letter stands before. Check it."),
)
READ_ANSWER_LEFT_OUT = Message(
    _("{label}: the letter “{text}” stands before no option, or before several different ones"),
    _("The answer was left out. Give the letter of the right option."),
)
READ_PICTURE_SAVED = Message(
    _("{label}: the picture in the document is called “{actual}” in the record"),
    _("It is saved beside the record."),
)
READ_PAGES_FOREIGN = Message(
    _("The PDF has pages of another document beside those of its record"),
    _("They were not read. Give each document alone."),
)
READ_DURATION = Message(
    _("{label}: “{text}” was read as minutes with a decimal fraction, not as minutes and seconds"),
    _("Write minutes and seconds with a colon, for example 2:10."),
)
READ_SIGN = Message(
    _("{label}: a sign of “{text}” has no letter that a record can hold"),
    _("Compare the text with the document, and type it in words."),
)
READ_EQUATION = Message(
    _("{label}: an equation was read as “{text}”"),
    _("Compare it with the document."),
)
READ_PICTURE_CHANGED = Message(
    _("{label}: the document shows another picture than the file “{actual}”"),
    _("That of the document was taken."),
)
READ_PICTURE_OTHER = Message(
    _("{label}: the document shows another picture than the file “{actual}”"),
    _("The text of the record still names it. Check it."),
)
READ_PICTURE_GONE = Message(
    _("{label}: the picture was taken out of the document"),
    _("It was taken out of the record too."),
)
READ_PICTURE_LINKED = Message(
    _("{label}: the document only links to the picture, and does not hold it"),
    _("What the record said before was kept. Put the picture itself in."),
)
READ_PICTURE_LESS = Message(
    _("{label}: the picture of the text is no longer in the document"),
    _("The text of the record still names it. Check it."),
)
READ_PICTURE_FORMAT = Message(
    _("{label}: the picture in the document is neither PNG nor JPEG, and was not read"),
    _("Save it as PNG, and put it in again."),
)
READ_PICTURE_OUTSIDE = Message(
    _("The document shows a picture where it has no field for one, and it was not read"),
    _("Put it into its field, or name it in the record."),
)
READ_PICTURE_MORE = Message(
    _("{label}: the field holds a picture too many, and it was not read"),
    _("Put one picture into a field for pictures, and none into one for words."),
)
READ_PICTURE_WHOLE = Message(
    _("{label}: the document shows the picture at a slant or cut to a shape; it was read whole"),
    _("Cut and turn the picture itself, and put it in again."),
)
READ_PART_FOREIGN = Message(
    _("The document holds a chart, a diagram, an object or another file, which was not read"),
    _("Type what it says, or put it in as a PNG or JPEG picture."),
)
READ_WITHOUT_ANSWERS = Message(
    _("The document is a paper without answers: it holds none"),
    _("Give the record itself, or the document with the answers."),
)

LEFT_OUT = frozenset(
    {
        "read-control-lost",
        "read-control-unknown",
        "read-moved",
        "read-pages-foreign",
        "read-part-foreign",
        "read-picture-outside",
        "read-picture-whole",
        "read-question-left-out",
        "read-sign",
        "read-text-outside",
        "read-words-changed",
        "read-words-gone",
    }
)
"""The rules of what a document says and its record does not."""
