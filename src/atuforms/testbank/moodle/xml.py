"""Moodle XML as Moodle reads it: a tree in which texts lose more than one would think."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.files.xml_parsing import feed_xml
from atuforms.testbank.moodle import php
from atuforms.testbank.moodle.model import MoodleAnswer, MoodleQuestion, Remark
from atuforms.testbank.moodle.sentences import (
    CRASH,
    XML_BROKEN,
    XML_COMMA,
    XML_MARKUP,
    XML_NO_ANSWERS,
    XML_NO_NAME,
    XML_TRUTH,
    XML_TYPE,
)
from atuforms.testbank.xml_lines import question_lines

_PIECE: Final = 4096
"""Bytes that Moodle gives to PHP's parser at a time."""
_FORMATS: Final = {
    "moodle_auto_format": "moodle",
    "html": "html",
    "plain_text": "plain",
    "wiki_like": "wiki",
    "markdown": "markdown",
}
_KNOWN: Final = frozenset(
    ("multichoice", "truefalse", "shortanswer", "numerical", "description", "category")
)
_FOREIGN: Final = {
    "matching": "match",
    "match": "match",
    "cloze": "multianswer",
    "multianswer": "multianswer",
    "essay": "essay",
    "calculated": "calculated",
    "calculatedsimple": "calculatedsimple",
    "calculatedmulti": "calculatedmulti",
}
"""Types that Moodle knows, and a bank does not hold."""

_Node = dict[str, Any]


class _Tree:
    """Takes the pieces of the parser, and keeps what Moodle keeps of them.

    ``take`` is given each question as soon as it is complete, which is then forgotten.
    """

    def __init__(self, take: Callable[[_Node], None]) -> None:
        self.take = take
        self.root: dict[str, _Node] = {}
        self.open: list[_Node] = []

    def start(self, tag: str, attributes: Any) -> None:
        """An element begins."""
        node: _Node = {"#": {}}
        if attributes:
            node["@"] = dict(attributes)
        name = tag.rpartition("}")[2] if "}" in tag else tag
        if self.open:
            self.open[-1]["#"].setdefault(name, []).append(node)
        else:
            self.root[name] = node
        self.open.append(node)

    def end(self, tag: str) -> None:
        """An element ends: one with words alone becomes these, an empty one nothing."""
        node = self.open.pop()
        content = node["#"]
        if not content:
            node["#"] = ""
        elif len(content) == 1 and 0 in content:
            node["#"] = content[0]
        if len(self.open) == 1 and "quiz" in self.root and tag.rpartition("}")[2] == "question":
            self.open[0]["#"]["question"].clear()
            self.take(node)

    def data(self, piece: str) -> None:
        """Words, as the parser cuts them; pieces of white space alone are lost."""
        if not piece.strip(php.TRIMMED):
            return
        content = self.open[-1]["#"]
        if not content:
            content[0] = piece
        elif len(content) == 1 and 0 in content:
            content[0] += piece
        else:
            content[0] = piece  # after an element, words replace those before it

    def close(self) -> None:
        """The file ends."""


class _Questions:
    """The questions that Moodle makes of a file, and remarks, each with its place in the file."""

    def __init__(self, data: str) -> None:
        self.made: list[MoodleQuestion] = []
        self.remarks: list[Remark] = []
        self.lines = question_lines(data)
        self.place = 0

    def take(self, element: _Node) -> None:
        """Reads one question; where Moodle breaks down, the others are read all the same."""
        self.place += 1
        line = next(self.lines, 1)
        remarks: list[Remark] = []
        try:
            self.made += list(_question(element, _Reader(line, self.place, remarks)))
        except php.Crash:
            remarks.append(Remark("nothing", CRASH, line))
        self.remarks += (replace(remark, place=self.place) for remark in remarks)


def questions_of(text: str) -> tuple[list[MoodleQuestion], list[Remark]]:
    """Questions of a Moodle XML file, categories among them, and remarks."""
    data = php.trim(php.joined(text))
    content = data.encode("latin-1")
    questions = _Questions(data)
    tree = _Tree(questions.take)
    pieces = (content[i : i + _PIECE] for i in range(0, len(content), _PIECE))
    try:
        feed_xml(pieces, "Moodle XML", tree)
    except UnreadableInput as error:
        return [], [Remark("nothing", XML_BROKEN, 1, {"reason": str(error)})]
    del tree.take  # The parser keeps the tree until Python looks for garbage.
    quiz = tree.root.get("quiz")
    if quiz is None:
        return [], []
    if isinstance(quiz["#"], str):
        return [], [Remark("nothing", CRASH, 1)]
    return questions.made, questions.remarks


def _at(node: Any, *path: str | int) -> Any:
    """What stands at ``path`` below ``node``; None if nothing does."""
    try:
        for step in path:
            node = node[step]
    except (KeyError, IndexError, TypeError):
        return None  # Numbers stand after names alone, so that no letter of a text is taken.
    return node


def _value(node: _Node, name: str, default: str) -> str:
    value = _at(node, "#", name, 0, "#")
    return default if value is None else _string(value)


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise php.Crash
    return value


@dataclass
class _Reader:
    """Reads texts of one question, and says where they are none."""

    line: int
    place: int
    remarks: list[Remark]

    def words(self, node: Any, *path: str | int) -> str:
        """A text without white space at its ends."""
        value = _at(node, *path)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.remarks.append(Remark("nothing", XML_MARKUP, self.line))
            raise php.Crash
        return php.trim(value)

    def rich(self, node: Any, default: str) -> tuple[str, str]:
        """Words and format of an element with a ``text`` in it."""
        words = self.words(node, "#", "text", 0, "#")
        named = _at(node, "@", "format")
        return words, default if named is None else _FORMATS.get(php.trim(named), "html")


def _question(element: _Node, reader: _Reader) -> Iterator[MoodleQuestion]:
    kind = _at(element, "@", "type") or ""
    line, remarks = reader.line, reader.remarks
    if kind == "category":
        where = reader.words(element, "#", "category", 0, "#", "text", 0, "#")
        yield MoodleQuestion("category", where, line, place=reader.place)
        return
    if kind not in _KNOWN and kind not in _FOREIGN:
        remarks.append(Remark("nothing", XML_TYPE, line, {"type": kind}))
        return
    question = _headers(element, _FOREIGN.get(kind, kind), reader)
    if kind in _FOREIGN:
        yield question
        return
    if kind == "description":
        yield replace(question, mark="0")
        return
    answers = _at(element, "#", "answer") or []
    if len(answers) < (2 if kind == "truefalse" else 1):
        remarks.append(Remark("stops", XML_NO_ANSWERS, line))
    if kind == "truefalse":
        yield replace(question, answers=_truth(answers, question, reader))
        return
    made = tuple(_answer(each, kind, question.format, reader) for each in answers)
    if kind == "multichoice":
        yield replace(
            question,
            answers=made,
            single=_flag(_value(element, "single", "true")),
            shuffle=_flag(_value(element, "shuffleanswers", "false")),
            numbering=_numbering(_value(element, "answernumbering", "abc")),
        )
    else:
        yield replace(question, answers=made, case_sensitive=_flag(_value(element, "usecase", "0")))


def _headers(element: _Node, kind: str, reader: _Reader) -> MoodleQuestion:
    if _at(element, "#", "name", 0, "#", "text", 0, "#") is None:
        reader.remarks.append(Remark("nothing", XML_NO_NAME, reader.line))
    name = reader.words(element, "#", "name", 0, "#", "text", 0, "#")
    stem, form = reader.rich(_at(element, "#", "questiontext", 0), "html")
    picture = _at(element, "#", "image", 0, "#")
    if picture and _at(element, "#", "image_base64", 0, "#"):  # as Moodle 1.9 wrote them
        stem += f' <img src="@@PLUGINFILE@@/{_string(picture).replace("/", "_")}" />'
    said, said_form = reader.rich(_at(element, "#", "generalfeedback", 0), form)
    mark = _value(element, "defaultgrade", "1")
    penalty = _value(element, "penalty", "0.3333333")
    php.number(penalty)
    for value in (mark, penalty):
        if not php.is_numeric(value):
            reader.remarks.append(Remark("stops", XML_COMMA, reader.line, {"actual": value}))
    line, place = reader.line, reader.place
    return MoodleQuestion(kind, stem, line, name, form, said, said_form, mark=mark, place=place)


def _flag(value: str) -> bool:
    return php.trim(value) not in ("", "0", "false")


def _numbering(value: str) -> str:
    return "abc" if php.is_empty(value) else value


def _fraction(answer: _Node) -> float:
    value = _at(answer, "@", "fraction")
    return 0.0 if value is None else php.number(value) / 100


def _answer(answer: _Node, kind: str, form: str, reader: _Reader) -> MoodleAnswer:
    words, named = reader.rich(answer, form)
    said, said_form = reader.rich(_at(answer, "#", "feedback", 0), form)
    fraction = _fraction(answer)
    tolerance = ""
    if kind == "numerical":
        tolerance = _value(answer, "tolerance", "0")
        deprecated = _at(answer, "#", "fraction", 0, "#")
        fraction = fraction if deprecated is None else php.number(_string(deprecated))
    named = named if kind == "multichoice" else "plain"
    return MoodleAnswer(words, fraction, said, named, said_form, tolerance)


def _truth(
    answers: list[_Node], question: MoodleQuestion, reader: _Reader
) -> tuple[MoodleAnswer, ...]:
    """True and false; the last answer decides which is right."""
    said = {"true": ("", question.format), "false": ("", question.format)}
    right = False
    guessed = False
    for i, answer in enumerate(answers):
        word = reader.words(answer, "#", "text", 0, "#")
        if word not in said:
            guessed = True
            word = "false" if i else "true"
        said[word] = reader.rich(_at(answer, "#", "feedback", 0), question.format)
        fraction = _at(answer, "@", "fraction")
        full = fraction is not None and php.is_numeric(fraction) and php.number(fraction) == 100
        right = full if word == "true" else not full
    if guessed:
        reader.remarks.append(Remark("says", XML_TRUTH, reader.line))
    return tuple(
        MoodleAnswer(word, float(right == (word == "true")), words, "plain", form)
        for word, (words, form) in said.items()
    )
