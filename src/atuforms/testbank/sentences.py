"""The sentences of what is found in a test bank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.sentences import Sentence, plural_sentence
from atuforms.sentences import sentence as _

SENTENCES: Final[Mapping[str, tuple[Sentence, ...]]] = {
    # The file
    "bank-encoding": (
        _("The file is saved in {actual}; Moodle reads {limit} only"),
        _("Save it as {limit}."),
    ),
    "line-short": (
        _("Moodle skips the line “{actual}”"),
        _("Delete it or write it out."),
    ),
    "heading-line": (
        _("Moodle would take this heading for a question"),
        _("Delete it and name the module in the record."),
    ),
    # Questions in a typed file
    "stem-missing": (
        _("Options of question {number} stand without a question"),
        _("Write the question before them."),
    ),
    "stem-wrapped": (
        _("The text of question {number} takes several lines; Moodle drops all but the last"),
        _("Write it in one line."),
    ),
    "option-wrapped": (
        _(
            "An option of question {number} goes on in a second line, which Moodle takes for a "
            "new question"
        ),
        _("Write it in one line."),
    ),
    "option-letters": (
        _(
            "The options of question {number} are marked {actual}; Moodle knows only capital "
            "Latin letters with a full stop or bracket"
        ),
        _("Write {limit}."),
    ),
    "option-order": (
        _(
            "The options of question {number} are lettered {actual}; Moodle ignores the letters "
            "and counts"
        ),
        _("Letter them {limit} in order."),
    ),
    "answer-word": (
        _("Moodle does not see “{actual}” of question {number} as the answer"),
        _("Write “ANSWER: ” and a letter."),
    ),
    "answer-letter": (
        _("Moodle cannot use “{actual}” as the answer of question {number}"),
        _("Write one capital Latin letter that stands for the option's place."),
    ),
    "answer-several": (
        _("Question {number} names several right answers, “{actual}”; only one is allowed"),
        _("Leave one, or write the question in GIFT or Moodle XML."),
    ),
    "answer-range": (
        _("Question {number} has no option “{actual}”; its options are {limit}"),
        _("Name one of them."),
    ),
    "answer-empty": (
        _("The answer of question {number} is empty"),
        _("Write the letter of the right option."),
    ),
    "answer-marked": (
        _("Question {number} shows the right answer by its looks only"),
        _("Write a line “ANSWER: ” and the letter."),
    ),
    "answer-twice": (
        _("Question {number} has a second answer line, at which Moodle stops"),
        _("Delete one of them."),
    ),
    "answer-stray": (
        _("An answer stands before the first question"),
        _("Delete the line."),
    ),
    "question-unfinished": (
        _("Question {number} ends without an answer, so Moodle drops it"),
        _("Write “ANSWER: ” and the letter."),
    ),
    # Word
    "word-picture": (
        _("A picture in the document cannot be taken over"),
        _("Describe it in words, or add it in Moodle."),
    ),
    "word-formula": (
        _("A formula of Word was read as plain letters and signs: “{actual}”"),
        _("Check it, or write it as \\( … \\)."),
    ),
    # GIFT and Moodle XML
    "gift-braces": (
        _("The braces of the question “{start}” do not match; it was left out"),
        _("Close them, and write a brace of the text as \\{{ or \\}}."),
    ),
    "gift-answers": (
        _("The question “{start}” has too few answers; it was left out"),
        _("Give a choice two options at least."),
    ),
    "gift-number": (
        _("An answer of the question “{start}” is not a number; it was left out"),
        _("Write 3.14, 3.14:0.01 or 3.1..3.2."),
    ),
    "gift-weight": (
        _("A weight of the question “{start}” is not a number; it was left out"),
        _("Write it as %50%."),
    ),
    "gift-text": (
        _("GIFT would change the signs “&&0” in question {number}"),
        _("Write Moodle XML, or other signs."),
    ),
    "gift-arrow": (
        _("GIFT takes “->” in an answer of question {number} for a matching question"),
        _("Write “→”, or Moodle XML."),
    ),
    "gift-files": (
        _("Question {number} has pictures, which GIFT cannot hold"),
        _("Write Moodle XML."),
    ),
    "kind-unknown": (
        _(
            "The question “{start}” is of the kind “{actual}”, which a test bank cannot hold; it "
            "was left out"
        ),
        _("Add it in Moodle."),
    ),
    "xml-not-kept": (
        _("These parts of the questions are not taken over: {actual}"),
        _("Add them again in Moodle."),
    ),
    # Any question
    "bank-control": (
        _("Question {number} has the invisible character {actual}, which no document can hold"),
        _("Delete it."),
    ),
    "no-text": (
        _("Question {number} has no text"),
        _("Write it."),
    ),
    "option-empty": (
        _("An option of question {number} is empty"),
        _("Write it or delete it."),
    ),
    "options-few": (
        plural_sentence(
            "Question {number} has {actual} option; a choice needs {limit} at least",
            "Question {number} has {actual} options; a choice needs {limit} at least",
            count="actual",
        ),
        _("Add options."),
    ),
    "options-not-five": (
        plural_sentence(
            "Question {number} has {actual} option; {limit} are required, A to E",
            "Question {number} has {actual} options; {limit} are required, A to E",
            count="actual",
        ),
        _("Add or delete options."),
    ),
    "answer-none": (
        _("Question {number} has no right answer"),
        _("Name one."),
    ),
    "answer-many": (
        _("Question {number} has several right answers, {actual}; {limit} is allowed"),
        _("Leave one."),
    ),
    "kind-not-single": (
        _(
            "Question {number} is of the kind “{actual}”; the form has only questions with one "
            "right answer"
        ),
        _("Keep it in GIFT or Moodle XML."),
    ),
    "bank-weight": (
        _("Moodle does not know the weight {actual} % in question {number}"),
        _("Use one of its list, such as 100, 50, 33.33333, 25, 20."),
    ),
    "weight-full": (
        _("No single answer of question {number} is worth 100 %"),
        _("Give one answer 100 %."),
    ),
    "weight-total": (
        _("The right answers of question {number} add up to {actual} %, not {limit} %"),
        _("Change their weights."),
    ),
    "bank-true-false": (
        _("Question {number} is to be answered with true or false, but has other options"),
        _("Give it exactly two: “true” and “false”."),
    ),
    "bank-number": (
        _("“{actual}” in question {number} is not a number for Moodle"),
        _("Write digits with a decimal point."),
    ),
    "aiken-markup": (
        _("Question {number} has HTML or other markup, which Aiken shows as letters"),
        _("Write GIFT or Moodle XML, or plain text."),
    ),
    "aiken-signs": (
        _(
            "Moodle shows the signs <, > and & in options of Aiken files as &lt;, &gt; and &amp;, "
            "so also in “{actual}” of question {number}"
        ),
        _("Import the bank as Moodle XML or GIFT instead."),
    ),
    "aiken-options": (
        _("Question {number} has {actual} options; Aiken has letters for {limit}"),
        _("Delete some."),
    ),
    "line-break": (
        _("A text of question {number} has a line break; in Aiken it must stand in one line"),
        _("Put a space instead."),
    ),
    "stem-misread": (
        _(
            "Moodle would take the beginning of question {number}, “{actual}”, for an option or "
            "an answer"
        ),
        _("Write “{safe}”."),
    ),
    "stem-short": (
        _("The text of question {number}, “{actual}”, is so short that Moodle skips it"),
        _("Write it out."),
    ),
    "option-repeated": (
        _("Options {one} and {two} of question {number} are the same: “{actual}”"),
        _("Change one."),
    ),
    "all-of-the-above": (
        _("The option “{actual}” of question {number} refers to the others, which Moodle shuffles"),
        _("Word it on its own."),
    ),
    "bank-mixed": (
        _("The word “{actual}” in question {number} mixes Latin and Cyrillic letters"),
        _("Write “{better}”."),
    ),
    "bank-mixed-unclear": (
        _("The word “{actual}” in question {number} mixes Latin and Cyrillic letters"),
        _("Type it again in one alphabet."),
    ),
    # The bank
    "questions-few": (
        plural_sentence(
            "The bank has {actual} question; at least {limit} are required",
            "The bank has {actual} questions; at least {limit} are required",
            count="actual",
        ),
        _("Add questions."),
    ),
    "duplicate": (
        _("Question {number} repeats question {other}"),
        _("Delete or change one."),
    ),
    "duplicate-text": (
        _("Question {number} has the same text as question {other}, with other options"),
        _("Check that this is meant."),
    ),
    "near-duplicate": (
        _("Question {number} is nearly the same as question {other} ({actual} % alike)"),
        _("Check that both are needed."),
    ),
    "near-duplicate-unchecked": (
        _("Nearly equal questions were not looked for, since rapidfuzz is not installed"),
        _("Install it: {command}."),
    ),
    "answer-position": (
        _(
            "The right answer is {letter} in {actual} of {total} questions; about {limit} would "
            "be even"
        ),
        _("Shuffle the options. Right answers by letter:\n{chart}"),
    ),
    "longest-option": (
        _(
            "The right answer is the longest option in {actual} of {total} questions; about "
            "{limit} would be even"
        ),
        _("Lengthen other options. Right answers by length, 1 for the longest:\n{chart}"),
    ),
    "module-few": (
        plural_sentence(
            "Module “{module}” has {actual} question; more than {limit} are recommended for a week",
            "Module “{module}” has {actual} questions; more than {limit} are recommended for "
            "a week",
            count="actual",
        ),
        _("Add questions."),
    ),
    "module-none": (
        plural_sentence(
            "{actual} question names no module",
            "{actual} questions name no module",
            count="actual",
        ),
        _("Name their modules."),
    ),
}
"""By message name: what was found, then what to do about it."""
