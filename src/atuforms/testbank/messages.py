"""The sentences of what is found in a test bank."""

from __future__ import annotations

from collections.abc import Mapping

from atuforms.core.language.sentences import Message, Sentence, plural_sentence
from atuforms.core.language.sentences import sentence as _

# The file
BANK_ENCODING = Message(
    _("The file is saved in {actual}; Moodle reads {limit} only"),
    _("Save it as {limit}."),
)
TYPED_MANNER = Message(
    _("The bank is typed in a manner that Moodle's Aiken importer does not read"),
    _("Write each option after A., B., C., and “ANSWER: ” with a letter."),
)
LINE_SHORT = Message(
    _("Moodle skips the line “{actual}”"),
    _("Delete it or write it out."),
)
HEADING_LINE = Message(
    _("Moodle would take this heading for a question"),
    _("Delete it and name the module in the record."),
)

# Questions in a typed file
STEM_MISSING = Message(
    _("Options of question {number} stand without a question"),
    _("Write the question before them."),
)
STEM_WRAPPED = Message(
    _("The text of question {number} takes several lines; Moodle drops all but the last"),
    _("Write it in one line."),
)
OPTION_WRAPPED = Message(
    _(
        "An option of question {number} goes on in a second line, which Moodle takes for a "
        "new question"
    ),
    _("Write it in one line."),
)
OPTION_LETTERS = Message(
    _(
        "The options of question {number} are marked {actual}; Moodle knows only capital "
        "Latin letters with a full stop or bracket"
    ),
    _("Write {limit}."),
)
OPTION_ORDER = Message(
    _(
        "The options of question {number} are lettered {actual}; Moodle ignores the letters "
        "and counts"
    ),
    _("Letter them {limit} in order."),
)
ANSWER_WORD = Message(
    _("Moodle does not see “{actual}” of question {number} as the answer"),
    _("Write “ANSWER: ” and a letter."),
)
ANSWER_LETTER = Message(
    _("Moodle cannot use “{actual}” as the answer of question {number}"),
    _("Write one capital Latin letter that stands for the option's place."),
)
ANSWER_COUNTED = Message(
    _(
        "Moodle takes “{actual}” of question {number} for the place of an option, not for the "
        "letter that it carries"
    ),
    _("Letter the options in order."),
)
ANSWER_SEVERAL = Message(
    _("Question {number} names several right answers, “{actual}”; only one is allowed"),
    _("Leave one, or write the question in GIFT or Moodle XML."),
)
ANSWER_RANGE = Message(
    _("Question {number} has no option “{actual}”; its options are {limit}"),
    _("Name one of them."),
)
ANSWER_EMPTY = Message(
    _("The answer of question {number} is empty"),
    _("Write the letter of the right option."),
)
ANSWER_MARKED = Message(
    _("Question {number} shows the right answer by its looks only"),
    _("Write a line “ANSWER: ” and the letter."),
)
ANSWER_TWICE = Message(
    _("Question {number} has a second answer line, at which Moodle stops"),
    _("Delete one of them."),
)
ANSWER_STRAY = Message(
    _("An answer stands before the first question"),
    _("Delete the line."),
)
QUESTION_UNFINISHED = Message(
    _("Question {number} ends without an answer, so Moodle drops it"),
    _("Write “ANSWER: ” and the letter."),
)

ANSWER_UNCLEAR = Message(
    _("The answer “{actual}” of question {number} may mean more than one option"),
    _("Write one letter of those that the options have."),
)
ANSWER_AGAINST = Message(
    _("The answer line of question {number} says “{actual}”, its looks show another option"),
    _("Take one of the two away."),
)
ANSWER_LOOKS = Message(
    _("The looks of question {number} show more than one right answer"),
    _("Write a line “ANSWER: ” and the letter."),
)
ANSWER_LONE_LOOKS = Message(
    _("Only the looks of an option answer question {number}, unlike those around it"),
    _("Show the right answer as in the other questions."),
)
STEM_SUSPECT = Message(
    _("“{actual}” may be a part of question {number}, or a line above it"),
    _("Delete the line, or write the question in one."),
)
TAG_STRAY = Message(
    _("“{actual}” in the text of question {number} looks like a tag of the bank"),
    _("Write <question>, <variant> or <variantright> at the beginning of a line."),
)
COMMENT_LINE = Message(
    _("The line “{actual}” is no part of a question; it was left out"),
    _("Delete it, or add it as feedback in Moodle."),
)
TABLE_WITHIN = Message(
    _("A table stands within question {number}: its cells are read as lines, “{actual}” first"),
    _("Put it in as a picture, or add it in Moodle."),
)
LINE_LEFT_OUT = Message(
    _("The line “{actual}” is no question; it was left out"),
    _("Delete it if that is right."),
)
NO_OPTIONS_LEFT = Message(
    _("“{start}” has no options; it was left out"),
    _("Write its options with a letter before each, or delete it."),
)
NUMBERS_STAY = Message(
    _("The typed numbers of the questions stay in their texts: “{actual}”"),
    _("Delete them: Moodle numbers questions itself."),
)
NUMBER_SKIPPED = Message(
    _("After number {before} comes number {actual}: questions may be missing"),
    _("Check that none is lost."),
)
# Word
WORD_PICTURE = Message(
    _("A picture of question {number} cannot be taken over"),
    _("Put it into the document as a PNG or JPEG picture in line with the text, uncropped."),
)
PICTURE_UNCLEAR = Message(
    _("A picture beside question {number} may belong to it or to another one"),
    _("Put it into the line of the text to which it belongs."),
)
PICTURE_LEFT = Message(
    _("A picture that belongs to no question was left out"),
    _("Check that no question needs it."),
)
WORD_FORMULA = Message(
    _("A formula of Word is written for Moodle's filter: “{actual}”"),
    _("Check it."),
)
WORD_FORMULA_LOST = Message(
    _("A formula of Word has a part that cannot be taken over: “{actual}”"),
    _("Write it as \\( … \\)."),
)
WORD_NOTE = Message(
    _("A footnote stands here; what it says is not taken over"),
    _("Write it into the text, or delete it."),
)
WORD_STRUCK = Message(
    _("“{actual}” is struck out: it may be taken back, or a part of the text"),
    _("Delete it, or take the line through it away."),
)
WORD_HIDDEN = Message(
    _("“{actual}” is hidden in the document, and would be shown to students"),
    _("Delete it, or make it visible."),
)
WORD_HIDDEN_ANSWER = Message(
    _("The hidden line “{actual}” was read as the answer"),
    _("Check it."),
)
WORD_SYMBOL = Message(
    _("A sign of the font {actual} is not known; it was left out"),
    _("Type it with “Insert symbol” in the font of the text."),
)

# GIFT and Moodle XML
GIFT_BRACES = Message(
    _("The braces of the question “{start}” do not match; it was left out"),
    _("Close them, and write a brace of the text as \\{{ or \\}}."),
)
GIFT_ANSWERS = Message(
    _("The question “{start}” has too few answers; it was left out"),
    _("Give a choice two options at least."),
)
GIFT_NUMBER = Message(
    _("An answer of the question “{start}” is not a number; it was left out"),
    _("Write 3.14, 3.14:0.01 or 3.1..3.2."),
)
GIFT_WEIGHT = Message(
    _("A weight of the question “{start}” is not a number; it was left out"),
    _("Write it as %50%."),
)
GIFT_TEXT = Message(
    _("GIFT would change the signs “&&0” in question {number}"),
    _("Write Moodle XML, or other signs."),
)
GIFT_ARROW = Message(
    _("GIFT takes “->” in an answer of question {number} for a matching question"),
    _("Write “→”, or Moodle XML."),
)
GIFT_FILES = Message(
    _("Question {number} has pictures, which GIFT cannot hold"),
    _("Write Moodle XML."),
)
GIFT_LEFTOVER = Message(
    _("Braces stand in the text of “{start}” beside those of the answers; it was left out"),
    _("Write a brace of the text as \\{{ or \\}}, and an empty line between two questions."),
)
GIFT_CATEGORY = Message(
    _("Moodle takes the lines after “{start}” for a part of the category's name"),
    _("Put an empty line after the category."),
)
GIFT_CATEGORY_SIGN = Message(
    _("Moodle shows the category “{start}” otherwise: it changes a character after a backslash"),
    _("Write the category without a backslash."),
)
GIFT_ZERO = Message(
    _("Moodle does not see the answer 0 of “{start}”; the question was left out"),
    _("Write {{#=0}} or {{=0}}."),
)
GIFT_HASH = Message(
    _("The sign # in “{start}” begins a feedback, and what follows it is empty"),
    _("Write \\# if the sign belongs to the answer."),
)
GIFT_EQUALS = Message(
    _("Each = in the answers of “{start}” begins a further answer"),
    _("Write \\= if the sign belongs to the answer."),
)
GIFT_TRUTH = Message(
    _("Moodle takes the answer of “{start}” for a text to be typed, not for true or false"),
    _("Write {{TRUE}} or {{FALSE}} in capital letters."),
)
GIFT_PER_CENT = Message(
    _("Moodle takes a weight in “{start}” for text: it knows two digits before the point"),
    _("Write = for 100 per cent, ~ for 0."),
)
XML_TAGS = Message(
    _("Tags stand within a text of the question “{start}”; Moodle stops there"),
    _("Put the text into <![CDATA[ … ]]>."),
)
XML_NO_NAME = Message(
    _("The question “{start}” has no name; Moodle stops there"),
    _("Add <name><text>…</text></name>."),
)
XML_COMMA = Message(
    _("The weight “{actual}” in the question “{start}” has a comma; Moodle reads it as another"),
    _("Write it with a point."),
)
XML_NUMBER = Message(
    _("“{actual}” in the question “{start}” is not a number"),
    _("Write digits with a decimal point."),
)
XML_TRUE_FALSE = Message(
    _("The answers of “{start}” are not “true” and “false”; the first was taken for true"),
    _("Check the order."),
)
MOODLE_READS = Message(
    _("Moodle reads the question “{start}” otherwise: “{actual}”"),
    _("Look at it with --as-moodle, and write it so that it has one reading."),
)
MOODLE_SPACES = Message(
    _("Moodle loses a space in the question “{start}”"),
    _("Write the bank anew with this program, which keeps it."),
)
MOODLE_STOPS = Message(
    _("Moodle does not import the question “{start}”"),
    _("See why with --as-moodle."),
)
BANK_EMPTY = Message(
    _("There are no questions in the file"),
    _("Check that it is the right one."),
)
XML_NOT_KEPT = Message(
    _("These parts of the questions are not taken over: {actual}"),
    _("Add them again in Moodle."),
)
QTI_PART = Message(
    _("QTI has no place for “{actual}” of question {number}"),
    _("Take it out, or write Moodle XML."),
)

# Any question
BANK_CONTROL = Message(
    _("Question {number} has the invisible character {actual}, which no document can hold"),
    _("Delete it."),
)
NO_TEXT = Message(
    _("Question {number} has no text"),
    _("Write it."),
)
OPTION_EMPTY = Message(
    _("An option of question {number} is empty"),
    _("Write it or delete it."),
)
OPTIONS_FEW = Message(
    plural_sentence(
        "Question {number} has {actual} option; a choice needs {limit} at least",
        "Question {number} has {actual} options; a choice needs {limit} at least",
        count="actual",
    ),
    _("Add options."),
)
OPTIONS_NOT_FIVE = Message(
    plural_sentence(
        "Question {number} has {actual} option; {limit} are required, A to E",
        "Question {number} has {actual} options; {limit} are required, A to E",
        count="actual",
    ),
    _("Add or delete options."),
)
ANSWER_NONE = Message(
    _("Question {number} has no right answer"),
    _("Name one."),
)
ANSWER_MANY = Message(
    _("Question {number} has several right answers, {actual}; {limit} is allowed"),
    _("Leave one, or write the question in GIFT or Moodle XML."),
)
ANSWER_MANY_UNWEIGHED = Message(
    _("Question {number} has several right answers, {actual}, and nothing says that this is meant"),
    _("Leave one, or write the question in GIFT or Moodle XML, with a weight for each."),
)
KINDS: Mapping[str, Sentence] = {
    "single": _("one right answer"),
    "multiple": _("several right answers"),
    "true_false": _("true or false"),
    "short_text": _("short text"),
    "numeric": _("number"),
}
"""What a reader calls each kind of question."""
KIND_NOT_SINGLE = Message(
    _(
        "Question {number} is of the kind “{kind}”; the form has only questions with one "
        "right answer"
    ),
    _("Keep it in GIFT or Moodle XML."),
)
BANK_WEIGHT = Message(
    _("Moodle does not know the weight {actual}% in question {number}"),
    _("Use one of its list, such as 100, 50, 33.33333, 25, 20."),
)
WEIGHT_FULL = Message(
    _("No single answer of question {number} is worth 100%"),
    _("Give one answer 100%."),
)
WEIGHT_TOTAL = Message(
    _("The right answers of question {number} add up to {actual}%, not {limit}%"),
    _("Change their weights."),
)
BANK_TRUE_FALSE = Message(
    _("Question {number} is to be answered with true or false, but has other options"),
    _("Give it exactly two: “true” and “false”."),
)
BANK_NUMBER = Message(
    _("“{actual}” in question {number} is not a number for Moodle"),
    _("Write digits with a decimal point."),
)
BANK_MARGIN = Message(
    _("No number is right for “{actual}” in question {number}: its margin is below zero"),
    _("Write the smaller number first, and a margin of 0 or more."),
)
AIKEN_MARKUP = Message(
    _("Question {number} has HTML or other markup, which would be shown as letters"),
    _("Write GIFT or Moodle XML, or plain text."),
)
AIKEN_FILES = Message(
    _("Question {number} has pictures, for which form 02-05 has no place"),
    _("Write Moodle XML."),
)
AIKEN_SIGNS = Message(
    _(
        "Moodle shows the signs <, > and & in options of Aiken files as &lt;, &gt; and &amp;, "
        "so also in “{actual}” of question {number}"
    ),
    _("Import the bank as Moodle XML or GIFT instead."),
)
AIKEN_OPTIONS = Message(
    _("Question {number} has {actual} options; there are letters for {limit}"),
    _("Delete some."),
)
LINE_BREAK = Message(
    _("A text of question {number} has a line break; it must stand in one line"),
    _("Put a space instead."),
)
STEM_MISREAD = Message(
    _(
        "Moodle would take the beginning of question {number}, “{actual}”, for an option or "
        "an answer"
    ),
    _("Write “{safe}”."),
)
STEM_SHORT = Message(
    _("The text of question {number}, “{actual}”, is so short that Moodle skips it"),
    _("Write it out."),
)
OPTION_LETTERED = Message(
    _("{label}: the option begins with its letter, which the form prints itself: “{actual}”"),
    _("Take the letter out, in this option and in the others."),
)
OPTION_REPEATED = Message(
    _("Options {one} and {two} of question {number} are the same: “{actual}”"),
    _("Change one."),
)
ALL_OF_THE_ABOVE = Message(
    _("The option “{actual}” of question {number} refers to the others, which Moodle shuffles"),
    _("Word it on its own."),
)
OPTION_RELETTERED = Message(
    _(
        "The option “{actual}” of question {number} names others by their letters, which become "
        "A, B, C"
    ),
    _("Write “{better}”, or word it on its own."),
)
BANK_MIXED = Message(
    _("The word “{actual}” in question {number} mixes Latin and Cyrillic letters"),
    _("Write “{better}”."),
)
BANK_MIXED_UNCLEAR = Message(
    _("The word “{actual}” in question {number} mixes Latin and Cyrillic letters"),
    _("Type it again in one alphabet."),
)

# The bank
QUESTIONS_FEW = Message(
    plural_sentence(
        "The bank has {actual} question; at least {limit} are required",
        "The bank has {actual} questions; at least {limit} are required",
        count="actual",
    ),
    _("Add questions."),
)
DUPLICATE = Message(
    _("Question {number} repeats question {other}"),
    _("Delete or change one."),
)
DUPLICATE_TEXT = Message(
    _("Question {number} has the same text as question {other}, with other options"),
    _("Check that this is meant."),
)
NEAR_DUPLICATE = Message(
    _("Question {number} is nearly the same as question {other} ({actual}% alike)"),
    _("Check that both are needed."),
)
NEAR_DUPLICATE_UNCHECKED = Message(
    _("Nearly equal questions were not looked for, since rapidfuzz is not installed"),
    _("Install it: {command}."),
)
ANSWER_POSITION = Message(
    _("The right answer is {letter} in {actual} of {total} questions; about {limit} would be even"),
    _("Shuffle the options. Right answers by letter:\n{chart}"),
)
LONGEST_OPTION = Message(
    _(
        "The right answer is the longest option in {actual} of {total} questions; about "
        "{limit} would be even"
    ),
    _("Lengthen other options. Right answers by length, 1 for the longest:\n{chart}"),
)
MODULE_FEW = Message(
    plural_sentence(
        "Module “{module}” has {actual} question; more than {limit} are recommended for a week",
        "Module “{module}” has {actual} questions; more than {limit} are recommended for a week",
        count="actual",
    ),
    _("Add questions."),
)
MODULE_NONE = Message(
    plural_sentence(
        "{actual} question names no module",
        "{actual} questions name no module",
        count="actual",
    ),
    _("Name their modules."),
)
