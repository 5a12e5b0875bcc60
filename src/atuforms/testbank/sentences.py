"""The sentences of what is found in a test bank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from atuforms.sentences import Sentence, plural_sentence, sentence

SENTENCES: Final[Mapping[str, Sentence]] = {
    # The file
    "bank-encoding": sentence(
        "The file is saved in {actual}; Moodle reads {limit} only. Save it as {limit}."
    ),
    "line-short": sentence("Moodle skips the line “{actual}”. Delete it or write it out."),
    "heading-line": sentence(
        "Moodle would take this heading for a question. Delete it and name the module in the "
        "record."
    ),
    # Questions in a typed file
    "stem-missing": sentence(
        "Options of question {number} stand without a question. Write the question before them."
    ),
    "stem-wrapped": sentence(
        "The text of question {number} takes several lines; Moodle drops all but the last. Write "
        "it in one line."
    ),
    "option-wrapped": sentence(
        "An option of question {number} goes on in a second line, which Moodle takes for a new "
        "question. Write it in one line."
    ),
    "option-letters": sentence(
        "The options of question {number} are marked {actual}; Moodle knows only capital Latin "
        "letters with a full stop or bracket. Write {limit}."
    ),
    "option-order": sentence(
        "The options of question {number} are lettered {actual}; Moodle ignores the letters and "
        "counts. Letter them {limit} in order."
    ),
    "answer-word": sentence(
        "Moodle does not see “{actual}” of question {number} as the answer. Write “ANSWER: ” and "
        "a letter."
    ),
    "answer-letter": sentence(
        "Moodle cannot use “{actual}” as the answer of question {number}. Write one capital Latin "
        "letter that stands for the option's place."
    ),
    "answer-several": sentence(
        "Question {number} names several right answers, “{actual}”; only one is allowed. Leave "
        "one, or write the question in GIFT or Moodle XML."
    ),
    "answer-range": sentence(
        "Question {number} has no option “{actual}”; its options are {limit}. Name one of them."
    ),
    "answer-empty": sentence(
        "The answer of question {number} is empty. Write the letter of the right option."
    ),
    "answer-marked": sentence(
        "Question {number} shows the right answer by its looks only. Write a line “ANSWER: ” and "
        "the letter."
    ),
    "answer-twice": sentence(
        "Question {number} has a second answer line, at which Moodle stops. Delete one of them."
    ),
    "answer-stray": sentence("An answer stands before the first question. Delete the line."),
    "question-unfinished": sentence(
        "Question {number} ends without an answer, so Moodle drops it. Write “ANSWER: ” and the "
        "letter."
    ),
    # Word
    "word-picture": sentence(
        "A picture in the document cannot be taken over. Describe it in words, or add it in Moodle."
    ),
    "word-formula": sentence(
        "A formula of Word was read as plain letters and signs: “{actual}”. Check it, or write it "
        "as \\( … \\)."
    ),
    # GIFT and Moodle XML
    "gift-braces": sentence(
        "The braces of the question “{start}” do not match; it was left out. Close them, and "
        "write a brace of the text as \\{{ or \\}}."
    ),
    "gift-answers": sentence(
        "The question “{start}” has too few answers; it was left out. Give a choice two options "
        "at least."
    ),
    "gift-number": sentence(
        "An answer of the question “{start}” is not a number; it was left out. Write 3.14, "
        "3.14:0.01 or 3.1..3.2."
    ),
    "gift-weight": sentence(
        "A weight of the question “{start}” is not a number; it was left out. Write it as %50%."
    ),
    "gift-text": sentence(
        "GIFT would change the signs “&&0” in question {number}. Write Moodle XML, or other signs."
    ),
    "gift-arrow": sentence(
        "GIFT takes “->” in an answer of question {number} for a matching question. Write “→”, or "
        "Moodle XML."
    ),
    "gift-files": sentence(
        "Question {number} has pictures, which GIFT cannot hold. Write Moodle XML."
    ),
    "kind-unknown": sentence(
        "The question “{start}” is of the kind “{actual}”, which a test bank cannot hold; it was "
        "left out. Add it in Moodle."
    ),
    "xml-not-kept": sentence(
        "These parts of the questions are not taken over: {actual}. Add them again in Moodle."
    ),
    # Any question
    "bank-control": sentence(
        "Question {number} has the invisible character {actual}, which no document can hold. "
        "Delete it."
    ),
    "no-text": sentence("Question {number} has no text. Write it."),
    "option-empty": sentence("An option of question {number} is empty. Write it or delete it."),
    "options-few": plural_sentence(
        "Question {number} has {actual} option; a choice needs {limit} at least. Add options.",
        "Question {number} has {actual} options; a choice needs {limit} at least. Add options.",
        count="actual",
    ),
    "options-not-five": plural_sentence(
        "Question {number} has {actual} option; {limit} are required, A to E. Add or delete "
        "options.",
        "Question {number} has {actual} options; {limit} are required, A to E. Add or delete "
        "options.",
        count="actual",
    ),
    "answer-none": sentence("Question {number} has no right answer. Name one."),
    "answer-many": sentence(
        "Question {number} has several right answers, {actual}; {limit} is allowed. Leave one."
    ),
    "kind-not-single": sentence(
        "Question {number} is of the kind “{actual}”; the form has only questions with one right "
        "answer. Keep it in GIFT or Moodle XML."
    ),
    "bank-weight": sentence(
        "Moodle does not know the weight {actual} % in question {number}. Use one of its list, "
        "such as 100, 50, 33.33333, 25, 20."
    ),
    "weight-full": sentence(
        "No single answer of question {number} is worth 100 %. Give one answer 100 %."
    ),
    "weight-total": sentence(
        "The right answers of question {number} add up to {actual} %, not {limit} %. Change their "
        "weights."
    ),
    "bank-true-false": sentence(
        "Question {number} is to be answered with true or false and needs exactly these options, "
        "“true” and “false”."
    ),
    "bank-number": sentence(
        "“{actual}” in question {number} is not a number for Moodle. Write digits with a decimal "
        "point."
    ),
    "aiken-markup": sentence(
        "Question {number} has HTML or other markup, which Aiken shows as letters. Write GIFT or "
        "Moodle XML, or plain text."
    ),
    "aiken-options": sentence(
        "Question {number} has {actual} options; Aiken has letters for {limit}. Delete some."
    ),
    "line-break": sentence(
        "A text of question {number} has a line break; in Aiken it must stand in one line. Put a "
        "space instead."
    ),
    "stem-misread": sentence(
        "Moodle would take the beginning of question {number}, “{actual}”, for an option or an "
        "answer. Write “{safe}”."
    ),
    "stem-short": sentence(
        "The text of question {number}, “{actual}”, is so short that Moodle skips it. Write it out."
    ),
    "option-repeated": sentence(
        "Options {one} and {two} of question {number} are the same: “{actual}”. Change one."
    ),
    "all-of-the-above": sentence(
        "The option “{actual}” of question {number} refers to the others, which Moodle shuffles. "
        "Word it on its own."
    ),
    "bank-mixed": sentence(
        "The word “{actual}” in question {number} mixes Latin and Cyrillic letters. Write "
        "“{better}”."
    ),
    "bank-mixed-unclear": sentence(
        "The word “{actual}” in question {number} mixes Latin and Cyrillic letters. Type it again "
        "in one alphabet."
    ),
    # The bank
    "questions-few": plural_sentence(
        "The bank has {actual} question; at least {limit} are required. Add questions.",
        "The bank has {actual} questions; at least {limit} are required. Add questions.",
        count="actual",
    ),
    "duplicate": sentence("Question {number} repeats question {other}. Delete or change one."),
    "duplicate-text": sentence(
        "Question {number} has the same text as question {other}, with other options. Check that "
        "this is meant."
    ),
    "near-duplicate": sentence(
        "Question {number} is nearly the same as question {other} ({actual} % alike). Check that "
        "both are needed."
    ),
    "near-duplicate-unchecked": sentence(
        "Nearly equal questions were not looked for, since rapidfuzz is not installed. Install it: "
        "{command}."
    ),
    "answer-position": sentence(
        "The right answer is {letter} in {actual} of {total} questions; about {limit} would be "
        "even. Shuffle the options.\n{chart}"
    ),
    "longest-option": sentence(
        "The right answer is the longest option in {actual} of {total} questions; about {limit} "
        "would be even. Lengthen other options.\n{chart}"
    ),
    "module-few": plural_sentence(
        "Module “{module}” has {actual} question; more than {limit} are recommended for a week. "
        "Add questions.",
        "Module “{module}” has {actual} questions; more than {limit} are recommended for a week. "
        "Add questions.",
        count="actual",
    ),
    "module-none": plural_sentence(
        "{actual} question names no module. Name its module.",
        "{actual} questions name no module. Name their modules.",
        count="actual",
    ),
}
"""By message name; the names of the findings' ``message``."""
