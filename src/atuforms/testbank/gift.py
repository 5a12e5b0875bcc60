"""GIFT, Moodle's text format for questions of all kinds.

Questions stand apart by blank lines: ``::name::text{=right ~wrong ~%50%half#feedback}``; the
characters ``~ = # { } :`` and the backslash are escaped. Reading follows Moodle's own importer
step by step, so a file means here what it means there.

Libraries on PyPI were looked at and not used: ``pygiftparser`` 1.1 (2017, unmaintained) renders
HTML and does not write, ``gift-wrapper`` only writes and brings an SSH client, and
``gift-to-moodlexml`` reads a dialect of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, get_args

from atuforms.core.findings import Finding, Place
from atuforms.core.language.sentences import Message
from atuforms.core.language.translation import Listed
from atuforms.testbank.categories import category, filed, module_and_lecture
from atuforms.testbank.decode import decode
from atuforms.testbank.messages import (
    GIFT_ANSWERS,
    GIFT_ARROW,
    GIFT_BRACES,
    GIFT_CATEGORY,
    GIFT_CATEGORY_SIGN,
    GIFT_EQUALS,
    GIFT_FILES,
    GIFT_HASH,
    GIFT_LEFTOVER,
    GIFT_NUMBER,
    GIFT_PER_CENT,
    GIFT_TEXT,
    GIFT_TRUTH,
    GIFT_WEIGHT,
    GIFT_ZERO,
    XML_NOT_KEPT,
)
from atuforms.testbank.model import (
    CHOICES,
    Bank,
    BankReading,
    ItemKind,
    Markup,
    Option,
    Question,
    one_line,
    to_html,
)
from atuforms.testbank.moodle_kinds import left_out
from atuforms.testbank.structure import decimal, ensure_writable, found, texts
from atuforms.testbank.truth_words import FALSE_WORDS, TRUE_WORDS

_SPECIAL: Final = ":#={}~"
# Noncharacters of Unicode stand for escaped characters while a question is taken apart.
_HIDDEN: Final = {char: chr(0xFDD0 + i) for i, char in enumerate(_SPECIAL)}
_SHOWN: Final = str.maketrans({hidden: char for char, hidden in _HIDDEN.items()})
_ESCAPED: Final = re.compile(r"\\([\\:#={}~n])")
_WEIGHT: Final = re.compile(r"%(-*[0-9]{1,2}\.?[0-9]*)%")
_FORMAT: Final = re.compile(r"\[(html|moodle|plain|markdown)\]")
_PLACEHOLDER: Final = re.compile("&&0(?:58|35|61|92);|&&010|&&12[356];")
_LINE_END: Final = re.compile("\r\n?|\n")
_COMMENT: Final = re.compile(r"^[ \t]*//.*", re.MULTILINE)
_LABEL: Final = re.compile(r"\[(?:id|tag):[^\]\n]+\]")
_CLOZE: Final = re.compile(
    r"\{\s*\d*\s*:\s*(?:MULTICHOICE|MULTIRESPONSE|SHORTANSWER|NUMERICAL|MC|MR|SA|MW|NM)"
    r"(?:_?[A-Z]{1,3})?\s*:",
    re.IGNORECASE,
)
"""An answer embedded in a text, as Moodle's own kind of that name has it."""
_EMPTY_FEEDBACK: Final = re.compile(r"#\s*(?=[~=]|$)")
_PER_CENT: Final = re.compile(r"%-?\d{1,3}(?:[.,]\d+)?%")
_INNER_EQUALS: Final = re.compile(r"[^\s%=]=")
LEFT_OUT: Final = "bank-left-out"
_MARKUPS: Final[tuple[Markup, ...]] = get_args(Markup)

_Text = tuple[Markup | None, str]
"""A text with the markup it names, if any."""


class _LeftOut(Exception):
    """A question that Moodle refuses, or that is of a kind which a bank does not hold."""

    def __init__(
        self, message: Message, kind: str = "", named: Mapping[str, Listed] | None = None
    ) -> None:
        self.message = message
        self.kind = kind
        self.named = named or {}


def _of_kind(kind: str) -> _LeftOut:
    message, named = left_out(kind)
    return _LeftOut(message, kind, named)


def read(data: str | bytes) -> BankReading:
    """The bank in a GIFT file.

    Questions that Moodle would refuse, and kinds that a bank does not hold (essay, matching,
    description), are left out; each is a finding with its line.

    :raises UnreadableInput: for a file that is not text, or too large.
    """
    text, encoding, findings = decode(data)
    questions: list[Question] = []
    problems = list(findings)
    where = ("", "")
    for line, block in _blocks(text):
        body = _ESCAPED.sub(lambda m: _hidden(m[1]), block)
        if body.startswith("$CATEGORY:"):
            head, _, glued = block.partition("\n")
            where = module_and_lecture(head[len("$CATEGORY:") :])
            if _ESCAPED.search(head):
                problem = _problem("bank-gift-sign", GIFT_CATEGORY_SIGN, head, line)
                problems.append(replace(problem, severity="warning"))
            if glued:
                problems.append(_problem(LEFT_OUT, GIFT_CATEGORY, head, line))
            continue
        try:
            questions.append(_question(body, where, line))
            problems += (
                replace(_problem("bank-gift-sign", message, block, line), severity="warning")
                for message in suspicions(body, questions[-1])
            )
        except _LeftOut as reason:
            problem = _problem(LEFT_OUT, reason.message, block, line)
            details = {**problem.details, **reason.named}
            problems.append(replace(problem, actual=reason.kind or None, details=details))
    comments = [(m.start(), _LABEL.findall(m.group())) for m in _COMMENT.finditer(text)]
    labels = [label for _, found in comments for label in found]
    if labels:
        said = ", ".join(dict.fromkeys(labels))
        first = Place(1 + text.count("\n", 0, next(at for at, found in comments if found)))
        told = Finding("bank-not-kept", "", XML_NOT_KEPT, "warning", actual=said, place=first)
        problems.append(told)
    return BankReading(Bank(tuple(questions)), tuple(problems), encoding)


def _problem(rule: str, message: Message, block: str, line: int) -> Finding:
    return Finding(rule, "", message, details={"start": one_line(block)[:60]}, place=Place(line))


def suspicions(body: str, question: Question) -> Iterator[Message]:
    """Signs that Moodle takes for its own, though the author may have meant them as text."""
    inside = body[body.find("{") + 1 : body.find("}")]
    answers = inside.partition("####")[0].strip()
    if _EMPTY_FEEDBACK.search(answers.removeprefix("#")):
        yield GIFT_HASH
    if question.kind == "short_text" and answers.casefold() in TRUE_WORDS | FALSE_WORDS:
        yield GIFT_TRUTH
    if any(_PER_CENT.match(option.text) for option in question.options):
        yield GIFT_PER_CENT
    if question.kind == "short_text" and _INNER_EQUALS.search(answers):
        yield GIFT_EQUALS


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """First line and text of each question, without comments."""
    lines: list[str] = []
    first = 0
    for number, raw in enumerate([*_LINE_END.split(text), ""], 1):
        line = raw.strip(" \t\n\r\0\v")
        if line in ("", "0"):  # Moodle takes a lone zero for an empty line
            block = "\n".join(lines).strip()
            if block:
                yield first, block
            lines = []
        elif not line.startswith("//"):
            first = first if lines else number
            lines.append(line)


def _hidden(escaped: str) -> str:
    return "\n" if escaped == "n" else _HIDDEN.get(escaped, escaped)


def _text(part: str) -> _Text:
    part = part.strip()
    named = _FORMAT.match(part)
    if not named:
        return None, part.translate(_SHOWN)
    markup = next(m for m in _MARKUPS if m == named[1])
    return markup, part[named.end() :].translate(_SHOWN)


@dataclass(slots=True)
class _Answer:
    text: _Text
    weight: float
    feedback: _Text
    tolerance: Decimal = Decimal(0)


def _question(body: str, where: tuple[str, str], line: int) -> Question:
    name = ""
    if body.startswith("::") and "::" in body[2:]:
        name, body = body[2:].split("::", 1)
        body = body.strip()
    if _CLOZE.search(body):
        raise _of_kind("cloze")
    start, end = body.find("{"), body.find("}")
    if start < 0 and end < 0:
        raise _of_kind("description")
    if start < 0 or end < start:
        raise _LeftOut(GIFT_BRACES)
    blank = "" if body.endswith("}") else "_____"
    if "{" in body[end + 1 :] or "}" in body[end + 1 :] or "{" in body[start + 1 : end]:
        raise _LeftOut(GIFT_LEFTOVER)
    stem = _text(body[:start] + blank + body[end + 1 :])
    inside, _, general = body[start + 1 : end].strip().rpartition("####")
    if not inside and "####" not in body[start:end]:
        inside, general = general, ""
    kind, answers = _answers(inside.strip())
    return _assembled(kind, name.translate(_SHOWN), stem, answers, _text(general), where, line)


def _assembled(
    kind: ItemKind,
    name: str,
    stem: _Text,
    answers: Sequence[_Answer],
    general: _Text,
    where: tuple[str, str],
    line: int,
) -> Question:
    """The question, with all its texts brought to one markup."""
    base: Markup = stem[0] or "moodle"
    rich = [stem, general, *(a.feedback for a in answers)]
    rich += [a.text for a in answers] if kind in CHOICES else []
    named = {markup or base for markup, text in rich if text}
    markup = base if named <= {base} else "html"

    def shown(text: _Text) -> str:
        own = text[0] or base
        if markup == "html" and own == "moodle":
            return text[1].replace("\n", "<br>")
        return to_html(text[1]) if own == "plain" and markup == "html" else text[1]

    options = tuple(
        Option(
            shown(a.text) if kind in CHOICES else a.text[1],
            a.weight,
            shown(a.feedback),
            a.tolerance,
        )
        for a in answers
    )
    return Question(
        shown(stem),
        options,
        kind,
        name=name,
        module=where[0],
        lecture=where[1],
        feedback=shown(general),
        markup=markup,
        line=line,
    )


def _answers(inside: str) -> tuple[ItemKind, list[_Answer]]:
    if not inside:
        raise _of_kind("essay")
    if inside.startswith("#"):
        return "numeric", _numbers(inside[1:])
    if "~" in inside:
        kind: ItemKind = "single" if "=" in inside else "multiple"
        parts = _split(inside.replace("=", "~="), "~")
        if len(parts) < 2:
            raise _LeftOut(GIFT_ANSWERS)
        return kind, [_choice(part) for part in parts]
    if "=" in inside and "->" in inside:
        raise _of_kind("matching")
    word, *said = inside.split("#", 2)
    if word.strip() in ("T", "TRUE", "F", "FALSE"):
        truth = word.strip() in ("T", "TRUE")
        wrong, right = (_text(part) for part in (*said, "", "")[:2])
        return "true_false", [
            _Answer((None, "true"), 100.0 * truth, right if truth else wrong),
            _Answer((None, "false"), 100.0 * (not truth), wrong if truth else right),
        ]
    return "short_text", [_weighted(part, 100.0) for part in _split(inside, "=")]


def _split(inside: str, separator: str) -> list[str]:
    first, *rest = inside.split(separator)
    if first.strip() == "0":  # which PHP takes for nothing
        raise _LeftOut(GIFT_ZERO)
    return [part.strip() for part in ([first] if first.strip() else []) + rest]


def _choice(part: str) -> _Answer:
    if part.startswith("="):
        text, _, feedback = part[1:].partition("#")
        return _Answer(_text(text), 100.0, _text(feedback))
    return _weighted(part, 0.0)


def _weighted(part: str, default: float) -> _Answer:
    given = _WEIGHT.match(part)
    text, _, feedback = (part[given.end() :] if given else part).partition("#")
    try:
        weight = float(given[1]) if given else default
    except ValueError as error:  # %--5%
        raise _LeftOut(GIFT_WEIGHT) from error
    return _Answer(_text(text), weight, _text(feedback))


def _numbers(inside: str) -> list[_Answer]:
    accepted, tilde, wrong = inside.partition("~")
    answers = [_number(_weighted(part, 100.0)) for part in _split(accepted, "=")]
    if not answers:
        raise _LeftOut(GIFT_ANSWERS)
    if tilde:
        feedback = wrong.partition("#")[2]
        answers.append(_Answer((None, "*"), 0.0, _text(feedback)))
    return answers


def _number(answer: _Answer) -> _Answer:
    text = answer.text[1]
    low, dots, high = text.partition("..")
    value, _, margin = text.partition(":")
    if dots and low:
        least, most = decimal(low), decimal(high)
        if least is None or most is None:
            raise _LeftOut(GIFT_NUMBER)
        middle = (least + most) / 2
        answer.text, answer.tolerance = (None, f"{middle:f}"), most - middle
        return answer
    tolerance = decimal(margin or "0")
    if tolerance is None or (decimal(value) is None and value.strip() != "*"):
        raise _LeftOut(GIFT_NUMBER)
    answer.text, answer.tolerance = (None, value.strip()), tolerance
    return answer


def unfit(question: Question, index: int) -> Iterator[Finding]:
    """What a GIFT file cannot say of the question at ``index``."""
    for part, text in texts(question):
        if _PLACEHOLDER.search(text):
            yield found(question, index, "bank-gift-text", GIFT_TEXT, part=part)
    if question.kind == "short_text" and any(
        "->" in text for option in question.options for text in (option.text, option.feedback)
    ):
        # One arrow among accepted answers turns the question into a matching one.
        yield found(question, index, "bank-gift-text", GIFT_ARROW, part=".options")
    if question.files or any(option.files for option in question.options):
        yield found(question, index, "bank-gift-files", GIFT_FILES, part=".text")


def write(bank: Bank) -> bytes:
    """``bank`` as a GIFT file in UTF-8. Modules and lectures become categories.

    Marks other than 1, fixed order of options, their numbering and case-sensitive answers have no
    place in the format and are left out.

    :raises InvalidRecord: for questions that Moodle would refuse, or that carry files.
    """
    ensure_writable(bank, *(f for i, q in enumerate(bank) for f in unfit(q, i)))
    parts: list[str] = []
    where = ("", "")
    for question in filed(bank):
        if (question.module, question.lecture) != where:
            where = (question.module, question.lecture)
            parts.append(f"$CATEGORY: {category(*where)}\n")
        parts.append(_item(question))
    return "\n".join(parts).encode()


def _item(question: Question) -> str:
    name = f"::{_escape(question.name)}::" if question.name else ""
    stem = _marked(question.text, question.markup, always=True)
    general = "####" + _marked(question.feedback, question.markup) if question.feedback else ""
    if question.kind == "true_false":
        right, wrong = sorted(question.options, key=lambda option: -option.weight)
        said = [_marked(option.feedback, question.markup) for option in (wrong, right)]
        while said and not said[-1]:
            said.pop()
        inside = "#".join([right.text.upper(), *said]) + general
        return f"{name}{stem}{{{inside}}}\n"
    lines = [_option(question, option) for option in question.options]
    lines += [general] if general else []
    opening = "{#" if question.kind == "numeric" else "{"
    return "\n".join([name + stem + opening, *(f"\t{line}" for line in lines), "}\n"])


def _option(question: Question, option: Option) -> str:
    feedback = "#" + _marked(option.feedback, question.markup) if option.feedback else ""
    weight = f"%{option.weight:.7g}%"
    if question.kind == "numeric":
        return f"={weight}{option.text}:{option.tolerance}{feedback}"
    if question.kind == "short_text":
        # A bracket at the start would be read as the name of a text format.
        bracket = "[plain]" if option.text.startswith("[") else ""
        return f"={weight}{bracket}{_escape(option.text)}{feedback}"
    text = _marked(option.text, question.markup)
    if question.kind == "single" and option.weight == 100:
        return f"={text}{feedback}"
    return f"~{'' if not option.weight and not text.startswith('%') else weight}{text}{feedback}"


def _marked(text: str, markup: Markup, *, always: bool = False) -> str:
    """``text`` escaped; plain text is written as the HTML that shows it, so formulas work."""
    written: Markup = "html" if markup == "plain" else markup
    escaped = _escape(to_html(text) if markup == "plain" else text)
    return f"[{written}]{escaped}" if text and (always or text.startswith("[")) else escaped


def _escape(text: str) -> str:
    escaped = re.sub(r"[\\:#={}~]", r"\\\g<0>", text)
    return escaped.replace("\n", "\\n")
