"""What is said of a file that Moodle reads."""

from __future__ import annotations

from atuforms.core.language.sentences import sentence as _

NOT_UTF8 = _("The file is not in UTF-8; Moodle refuses it since version 4.0, before it spoilt it.")
NOT_UTF8_LINE = _("The line is not in UTF-8; Moodle makes an empty text of it.")
NO_QUESTIONS = _("Moodle finds no question in the file.")
CRASH = _("Moodle breaks down here with a message for programmers.")
TOO_FEW_OPTIONS = _("Moodle: the question must have at least 2 answers.")
TOO_FEW_ANSWERS = _("Moodle: there are not enough answers for this question type.")
NO_FULL_MARK = _("Moodle: one of the answers should have a score of 100%.")
BLANK_OPTION = _("Moodle leaves out an option without text, without a word.")
NO_RIGHT_OPTION = _("No option earns 100%; Moodle takes the question over without a word.")
WEIGHTS_TOTAL = _(
    "The right options earn {total}% together, not 100%; Moodle takes the question over without "
    "a word."
)
GRADE = _("Moodle: the weights {actual} are not among those that it knows.")
NO_NUMBER = _("The answer “{answer}” is no number; Moodle keeps none.")

AIKEN_NOT_STARTED = _("Moodle: no question begins before this line (since version 3.6).")
AIKEN_UNFINISHED = _("Moodle: the question “{start}” has no answer line; it is thrown away.")
AIKEN_NO_OPTION = _(
    "There is no option “{answer}”; Moodle takes the question over without a right answer, and "
    "without a word."
)
AIKEN_TWICE_ESCAPED = _(
    "Moodle shows the signs &, < and > of the option “{option}” by their names, as &amp;lt;"
)

GIFT_BRACES = _("Moodle: no {{…}} stands around the answers of “{start}”.")
GIFT_MATCHING = _("Moodle: the matching question “{start}” is not properly formatted.")
GIFT_NO_NUMBERS = _("Moodle: the numerical question “{start}” has no answers.")
GIFT_NO_MARGIN = _("Moodle: the error margin of “{start}” is no number.")
GIFT_STAR = _("“{answer}” is no number; Moodle accepts any answer in its place, without a word.")

XML_BROKEN = _("Moodle cannot read the XML: {reason}")
XML_MARKUP = _(
    "Moodle: a text was expected, and tags stand in its place (use CDATA). Moodle 4.1 breaks down "
    "here, 5.1 reads on; neither imports anything."
)
XML_NO_NAME = _("Moodle: the question has no name.")
XML_TYPE = _("Moodle: the question type “{type}” is not supported.")
XML_NO_ANSWERS = _("The question has no answers; Moodle stops here.")
XML_COMMA = _("“{actual}” is no number; Moodle stops here.")
XML_TRUTH = _(
    "Moodle is not sure whether true or false is right; it takes the first answer for true."
)
