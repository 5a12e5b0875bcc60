"""Labels within one question: whether they are one run, or begin anew, change or go astray.

Statements with labels of their own, «А. … Б. …», may stand above the options. Which lines offer
answers is certain only where the options are the last run of labels, and one of one kind.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from atuforms.core.findings import Finding, Place, Severity
from atuforms.core.language.sentences import Message
from atuforms.testbank.letters import places as letter_places
from atuforms.testbank.letters import to_latin
from atuforms.testbank.messages import (
    ANSWER_LOOKS,
    ANSWER_RANGE,
    ANSWER_UNCLEAR,
    QUESTION_UNFINISHED,
    STEM_SUSPECT,
)
from atuforms.testbank.model import one_line
from atuforms.testbank.typed.drafts import Draft, DraftOption
from atuforms.testbank.typed.kept_labels import has_second_sign, labels_kept
from atuforms.testbank.typed.label_messages import LABEL_ASTRAY, LABELS_ANEW, LABELS_KEPT, POINTS
from atuforms.testbank.typed.lines import STRICT_ANSWER, Paragraph, answer_line
from atuforms.testbank.typed.non_questions import is_label, is_variant
from atuforms.testbank.typed.options_in_lines import is_named_in_a_text
from atuforms.testbank.typed.running_letters import is_next_in_order

_TYPED: Final = re.compile(
    r"[^\w\s([«]{0,4}\s?[(\[]?(?P<label>[^\W\d_]|\d{1,2}|[IVXІХ]{1,4}|[ivxіх]{1,4})"
    r"\s?(?P<sign>[.)\]/）])(?![\d.])[^\w\s]{0,4}\s?\S.*",
    re.DOTALL,
)
_BULLET: Final = re.compile(r"(?P<sign>[•▪▫◦○●‣·□☐■➢➤–—-])\s+\S.*", re.DOTALL)
_WITHIN: Final = re.compile(r"(?<=[\s;,])(?P<label>[^\W\d_])(?P<sign>[.)])\s*(?=\S)")
_ROMAN: Final = re.compile("[IVX]{1,4}", re.IGNORECASE)
_FIRST: Final = frozenset(("A", "1", "01"))
_BOXES: Final = dict.fromkeys("◦○●□☐■", "○")
"""Boxes, ticked or not."""
_POINTS: Final = re.compile(
    r"(?:(?P<all>\d{1,3})\s?(?:/|из|of)\s?(?P=all)|0\s?(?:/|из|of)\s?\d{1,3})"
    r"(?:\s?(?:балл\w{0,3}|ұпай\w{0,3}|points?|pts?)\.?)?"
    r"|\d{1,3}(?:[.,]\d+)?(?:\s?(?:/|из|of)\s?\d{1,3})?\s?(?:балл\w{0,3}|ұпай\w{0,3}|points?|pts?)\.?",
    re.IGNORECASE,
)
"""What Google Forms prints above the options: «1/1», «0 из 1 балла»."""
_FEWEST: Final = 2
_MANY: Final = 100
_CLOSING: Final = frozenset(")]）/")
_CONSEQUENCES: Final = frozenset(
    (
        ANSWER_LOOKS,
        ANSWER_RANGE,
        ANSWER_UNCLEAR,
        LABEL_ASTRAY,
        QUESTION_UNFINISHED,
        STEM_SUSPECT,
    )
)


class Label(NamedTuple):
    """What stands before a line: as it is printed, its sign, and the list that printed it."""

    text: str
    sign: str
    level: tuple[str, int] | None = None

    @property
    def kind(self) -> tuple[str, tuple[str, int] | None]:
        """What labels of one run share: digits, letters or bullets, of one list or typed."""
        if not self.text.isalnum():
            return ("bullet", self.level)
        return ("digit" if self.text.isdecimal() else "letter", self.level)


def label_of(paragraph: Paragraph) -> Label | None:
    """The label of a line as it stands in the file; None if it has none."""
    if paragraph.label:
        bare = paragraph.label.strip("().[] ")
        return Label(bare.rpartition(".")[2] or bare, paragraph.label[-1], paragraph.level)
    text = paragraph.tidied
    found = _TYPED.fullmatch(text)
    if found:
        return Label(found["label"], found["sign"])
    bullet = _BULLET.fullmatch(text)
    return Label("•", _BOXES.get(bullet["sign"], bullet["sign"])) if bullet else None


def further_option(paragraph: Paragraph, before: Paragraph) -> tuple[Label, str] | None:
    """A line with a label of the shape of the option's before it, though not the expected one.

    Its label and its text; the label is the next one in some alphabet, or a slip.
    """
    label, shape = label_of(paragraph), label_of(before)
    if label is None or shape is None or label.level or shape.level:
        return None
    alike = label.kind == shape.kind and label.sign == shape.sign and label.text.isalnum()
    found = _TYPED.fullmatch(paragraph.tidied) if alike else None
    if found is None or (label.text.isdecimal() and label.sign not in _CLOSING):
        return None
    return label, paragraph.tidied[found.end("sign") :].strip()


def is_of_another_shape(one: Paragraph, other: Paragraph) -> bool:
    """Whether the labels of two lines differ in their sign or case: «А.», «а)»."""
    first, second = label_of(one), label_of(other)
    if first is None or second is None:
        return False
    return first.sign != second.sign or first.text.isupper() != second.text.isupper()


def are_roman(label: str, following: str) -> bool:
    """Whether «I. …» above «II. …» was taken for an option."""
    below = to_latin(following[:3].upper())
    return to_latin(label.upper()) == "I" and below.startswith(("II.", "II)"))


def unclear_labels(
    drafts: Sequence[Draft], lines: Sequence[Paragraph], *, typed: bool
) -> list[Finding]:
    """Findings on questions of which only the author knows which lines are the options.

    These lose their answers. An option that Moodle reads as it is written is one, whatever it says.
    """
    made: list[Finding] = []
    torn = _torn(drafts, lines)
    counts = Counter(len(draft.options) for draft in drafts)
    for i, draft in enumerate(drafts):
        at = draft.at if i in torn else next(_unclear(draft, lines, typed=typed), None)
        at = draft.anew if draft.anew >= 0 else at
        if at is None and _is_one_too_many(draft, counts):
            at = draft.options[-1].at
        if at is None:
            continue
        draft.right = set()
        made.append(
            Finding(
                "bank-labels-anew",
                f"questions.{i}.options",
                LABELS_ANEW,
                actual=lines[at].tidied[:80],
                details={"number": i + 1},
                place=Place(lines[at].line),
            )
        )
    return made


def without_consequences(findings: Sequence[Finding], unclear: Sequence[Finding]) -> list[Finding]:
    """The findings without those that only follow from labels of which the options are unclear."""
    paths = {finding.path.removesuffix(".options") for finding in unclear}
    return [
        finding
        for finding in findings
        if finding.message not in _CONSEQUENCES or finding.path.rpartition(".")[0] not in paths
    ]


def _is_one_too_many(draft: Draft, counts: Counter[int]) -> bool:
    """Whether a letter stands twice or out of order, and others have one option fewer."""
    letters = [to_latin(label.upper()) for label in draft.labels if label]
    own = len(draft.options)
    others = counts[own - 1] > counts[own]
    slips = len(set(letters)) < len(letters) or any(
        later < earlier for earlier, later in pairwise(letters) if (earlier + later).isascii()
    )
    cases = {label.isupper() for label in draft.labels if label.isalpha()}
    return others and (slips or len(cases) > 1) and draft.options[-1].at >= 0


def _unclear(draft: Draft, lines: Sequence[Paragraph], *, typed: bool) -> Iterator[int]:
    """Places of the lines at which the labels of a question are no longer one run."""
    places = [option.at for option in draft.options]
    if not places or min(places) < 0 or places != sorted(places):
        return
    cells = {lines[at].cell_at for at in places}
    if len(cells) > 1:
        return  # columns and rows of a table have heads to go by
    # What stands before a question is not the label of an option on its line.
    labels = [label_of(lines[at]) if at > draft.at else None for at in dict.fromkeys(places)]
    known = [label for label in labels if label]
    yield from _breaks(dict.fromkeys(places), labels)
    if known:
        yield from _astray(draft, lines, known)
    if typed or draft.inexact or draft.out_of_order:
        yield from _crowded(draft)
        yield from _crowded_numbers(draft, lines)
        yield from _labelled_alone(draft, lines)
        yield from (each.at for each in draft.options if has_second_sign(each, lines))


def _crowded(draft: Draft) -> Iterator[int]:
    """Options that may be two: «Г. Витамин Д. Шамова» is the fourth, and perhaps the fifth."""
    for option, following in pairwise((*draft.options, None)):
        if option is None or not option.label.isalpha():
            continue
        for found in _WITHIN.finditer(option.text):
            label = found["label"]
            taken = following is not None and to_latin(following.label.upper()) == to_latin(label)
            alike = label.isupper() == option.label.isupper() and not taken
            if found["sign"] == ")":
                named = is_named_in_a_text(found.string, found.start())
                likely = bool(letter_places(label)) and not named
            else:
                likely = label.isupper() and is_next_in_order(option.label, label)
            if alike and likely:
                yield option.at


def _crowded_numbers(draft: Draft, lines: Sequence[Paragraph]) -> Iterator[int]:
    """The same with numbers: «4) тұз 5) оксид»."""
    numbers = [_number_at(option.at, lines)[1] for option in draft.options]
    for option, number, following in zip(draft.options, numbers, [*numbers[1:], 0], strict=True):
        within = re.search(rf"(?<=[\s;,]){number + 1}\)\s*\S", option.text) if number else None
        if within and following != number + 1:
            yield option.at


def _labelled_alone(draft: Draft, lines: Sequence[Paragraph]) -> Iterator[int]:
    """Options whose numbers stay in their texts, though those of others do not: «4) Есіл»."""
    kept = [
        option.at
        for option in draft.options
        if (label := label_of(lines[option.at]))
        and not label.level
        and (label.text.isdecimal() or label.sign in _CLOSING)
        and option.text.startswith(f"{label.text}{label.sign}")
    ]
    if len(kept) < len(draft.options):
        yield from kept


def _breaks(places: Iterable[int], labels: Sequence[Label | None]) -> Iterator[int]:
    """Options whose labels change their kind, or begin anew."""
    roman = all(label and _ROMAN.fullmatch(to_latin(label.text)) for label in labels)
    first: Label | None = None
    signs = Counter(label.sign for label in labels if label and not label.level)
    usual = signs.most_common(1)[0][0] if signs else ""
    seen: dict[str, str] = {}
    mixed = _of_two_alphabets([label.text.upper() for label in labels if label])
    for place, (at, label) in enumerate(zip(places, labels, strict=True)):
        if label is None:
            continue
        text = to_latin(label.text.upper())
        astray = text.isalpha() and place not in _places(text)
        again = text.isalnum() and seen.setdefault(text, label.sign) != label.sign
        if not label.level and (again or (astray and (mixed or label.sign != usual))):
            yield at
        if first is None:
            first = label
        elif label.kind != first.kind or _begins(label, first, roman=roman):
            yield at


def _of_two_alphabets(letters: Sequence[str]) -> bool:
    """Whether one letter is only a Cyrillic one, and another may be only a Latin one."""
    return any(map(str.isascii, letters)) and any(
        "Ѐ" <= letter <= "ԯ" and letter == to_latin(letter) != "Д" for letter in letters
    )


@functools.lru_cache(maxsize=1024)
def _places(letter: str) -> frozenset[int]:
    """The places of a capital letter, or of a Cyrillic one that looks the same."""
    alike = (each for each in "АВСЕНКМОРТХӘІ" if to_latin(each) == letter)
    return letter_places(letter).union(*map(letter_places, alike))


def _begins(label: Label, first: Label, *, roman: bool) -> bool:
    """Whether a label of the kind of the first one begins another run."""
    if label.kind[0] == "bullet":
        return label.sign != first.sign
    if len(label.text) > 1 and label.text.isalpha():
        return not roman
    text = to_latin(label.text.upper())
    return text in _FIRST or (roman and text == "I")


def _astray(draft: Draft, lines: Sequence[Paragraph], known: Sequence[Label]) -> Iterator[int]:
    """Lines with a label like those of the options, or any closed one, that are none of them."""
    own = {option.at for option in draft.options}
    signs = {label.sign for label in known if not label.level}
    first = min(own)
    for at in range(first + 1, draft.end + 1):
        label = None if at in own else label_of(lines[at])
        if label and (label.sign in _CLOSING or label.sign in signs or label.level):
            yield at
    above = label_of(lines[first - 1]) if first - 1 > draft.at else None
    begins = to_latin(known[0].text.upper()) in (*_FIRST, "I") or not known[0].text.isalnum()
    again = above is not None and to_latin(above.text.upper()) in _FIRST
    alike = above and (above.kind, above.sign) == (known[0].kind, known[0].sign)
    if alike and (again or not begins):
        yield first


def _torn(drafts: Sequence[Draft], lines: Sequence[Paragraph]) -> set[int]:
    """Questions that begin with the last one of numbered statements: «4) …» below «3) …»."""
    made: set[int] = set()
    for i, draft in enumerate(drafts):
        own, count = _number_at(draft.at, lines)
        if (
            own is None
            or draft.at == 0
            or (i and drafts[i - 1].right and _ends(drafts[i - 1], draft))
        ):
            continue
        above = draft.at - 1
        while count > 1 and above >= 0 and _number_at(above, lines) == (own, count - 1):
            above, count = above - 1, count - 1
        if count == 1 and draft.at - above > 1:
            head, _ = _number_at(above, lines) if above >= 0 else (None, 0)
            usual = Counter(_number_at(each.at, lines)[0] for each in drafts if each is not draft)
            if head is not None or (usual and usual.most_common(1)[0][0] != own):
                made.add(i)
    return made | _run_together(drafts, lines)


def _run_together(drafts: Sequence[Draft], lines: Sequence[Paragraph]) -> set[int]:
    """Questions above whose numbers lines stand that may be options of those before them."""
    made: set[int] = set()
    for i, (one, other) in enumerate(pairwise(drafts), 1):
        own, count = _number_at(one.at, lines)
        first = other.options[0].at if other.options else 0
        within = (_number_at(at, lines) for at in range(other.at + 1, first))
        if own is not None and (own, count + 1) in within:
            made |= {i - 1, i} if one.end == other.at - 1 else {i}
        ended = STRICT_ANSWER.match(lines[other.at - 1].text.strip())
        last = label_of(lines[one.options[-1].at]) if one.options and not ended else None
        begun = label_of(lines[other.at])
        if (
            last
            and begun
            and begun.text.isalpha()
            and (begun.kind, begun.sign) == (last.kind, last.sign)
        ):
            made |= {i - 1, i} if is_next_in_order(last.text, begun.text) else set()
        alone = other.at > one.end + 1 and answer_line(lines[other.at - 1].text) is None
        text = one_line(lines[other.at].text)
        if other.options and (is_variant(text) or (alone and is_label(text))):
            made.add(i)
    return made


def unlike_options(drafts: Sequence[Draft]) -> list[Finding]:
    """Findings on points above the options, «1/1», and on letters that stay in their texts."""
    made: list[Finding] = []
    for i, draft in enumerate(drafts):
        words = [one_line(text) for text in draft.words]
        points = [bool(_POINTS.fullmatch(text)) for text in words[:_MANY]]
        bare = len(words) > _FEWEST and not draft.labels[0]
        if bare and points[0] and not any(points[1:]):
            draft.right = set()
            made.append(_finding(i, draft.options[0], POINTS, "error", words[0]))
    made += (
        _finding(i, drafts[i].options[0], LABELS_KEPT, "warning", one_line(drafts[i].words[0])[:40])
        for i in labels_kept([draft.words for draft in drafts])
    )
    return made


def _finding(
    i: int, option: DraftOption, message: Message, severity: Severity, text: str
) -> Finding:
    return Finding(
        "bank-labels-kept" if message is LABELS_KEPT else "bank-labels-anew",
        f"questions.{i}.options",
        message,
        severity,
        actual=text,
        details={"number": i + 1},
        place=Place(option.line),
    )


def _ends(one: Draft, other: Draft) -> bool:
    return one.end >= other.at - 2


def _number_at(at: int, lines: Sequence[Paragraph]) -> tuple[tuple[object, str] | None, int]:
    """The manner of the number before a line, and the number."""
    label = label_of(lines[at]) if 0 <= at < len(lines) else None
    if label is None or not label.text.isdecimal():
        return None, 0
    return (label.level, label.sign), int(label.text)
