"""Banks for property tests: Kazakh, formulas, HTML-like text, everything that needs escaping."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from atuforms.testbank.model import Bank, ItemKind, Markup, Option, Question, tidy
from atuforms.testbank.structure import defects
from atuforms.testbank.typed.lines import is_misread
from atuforms.testbank.typed.right_signs import sign_of

PIECES = st.sampled_from(
    [
        *("Қазақстан Республикасы", "әғқңөұүһі ӘҒҚҢӨҰҮҺІ", "Ёлка", "№ 5", "«тырнақша»", "I.", "A)"),
        *("\\(x^2 \\neq \\frac{a}{b}\\)", "$$\\sum_{i=1}^n i$$", "E = mc^2", "\\n", "\\\\", "\\"),
        *("<b>жуан</b>", "a < b && c > d", "&lt;", "&amp;", "]]>", "<![CDATA[", "<br>", "<!--"),
        *("~", "=", "#", "{", "}", ":", "::", "####", "->", "%50%", "[html]", "[plain", "[0; 1]"),
        *("//", "$CATEGORY: x", "ANSWER: A", "Жауап: B", "TRUE", "T", "0", "1. ", "B. b", "\ufeff"),
        *("'", '"', "\u00a0", "  ", "\t", "😀", "e\u0301", "\u2060", "Модуль 3", "Лекция"),
    ]
)
ANY = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\t"), max_size=12
)
TEXT = (
    st.lists(st.one_of(PIECES, ANY), min_size=1, max_size=5)
    .map(lambda parts: tidy(" ".join(parts)))
    .filter(bool)
)
LINE = TEXT.filter(lambda text: "\n" not in text)
LINES = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
PLACE = st.one_of(st.just(""), st.sampled_from(["Модуль 1", "2", "a/b", "/x/", "Кіріспе // 1"]))


@st.composite
def singles(draw: st.DrawFn, text: st.SearchStrategy[str]) -> Question:
    words = draw(st.lists(text, min_size=2, max_size=6))
    right = draw(st.integers(0, len(words) - 1))
    return Question(
        draw(text), tuple(Option(word, 100.0 * (i == right)) for i, word in enumerate(words))
    )


def _aiken_ready(question: Question) -> bool:
    # A sign beside an option that the answer line does not name is asked about.
    signed = any(sign_of(option.text) for option in question.options)
    return not (signed or is_misread(question.text)) and len(question.text.encode()) > 1


AIKEN_BANKS = st.lists(singles(LINE).filter(_aiken_ready), max_size=5).map(
    lambda questions: Bank(tuple(questions))
)


@st.composite
def rich_questions(draw: st.DrawFn) -> Question:
    """Questions of every kind, with feedback, names and places in the course."""
    kind: ItemKind = draw(
        st.sampled_from(["single", "multiple", "true_false", "short_text", "numeric"])
    )
    feedback = st.one_of(st.just(""), LINES)
    options: tuple[Option, ...]
    if kind == "single":
        weights = [
            100.0,
            *draw(st.lists(st.sampled_from([0.0, 50.0, -33.33333]), min_size=1, max_size=4)),
        ]
        options = tuple(
            Option(draw(LINES), w, draw(feedback)) for w in draw(st.permutations(weights))
        )
    elif kind == "multiple":
        weights = draw(
            st.sampled_from([[50.0, 50.0, 0.0], [33.33333] * 3 + [-100.0], [100.0, 0.0]])
        )
        options = tuple(Option(draw(LINES), w, draw(feedback)) for w in weights)
    elif kind == "true_false":
        truth = draw(st.booleans())
        options = (
            Option("true", 100.0 * truth, draw(feedback)),
            Option("false", 100.0 * (not truth), draw(feedback)),
        )
    elif kind == "short_text":
        options = tuple(Option(draw(LINE), w, draw(feedback)) for w in (100.0, 50.0))
    else:
        number = draw(st.decimals(-(10**6), 10**6, places=3).map(str))
        options = (
            Option(number, 100.0, draw(feedback), draw(st.decimals(0, 10, places=2))),
            Option("*", 0.0, draw(feedback), Decimal(0)),
        )
    markup: Markup = draw(st.sampled_from(["plain", "html", "moodle", "markdown"]))
    text = draw(LINES)
    return Question(
        f"<p>{text}</p><p>x</p>" if markup == "html" else text,
        options,
        kind,
        name=draw(st.one_of(st.just(""), LINE)),
        module=draw(PLACE),
        lecture=draw(PLACE),
        feedback=draw(feedback),
        markup=markup,
    )


def _importable(question: Question) -> bool:
    # HTML that shows nothing, such as a lone <br>, is no text.
    return not any(defects(question, 0))


RICH_BANKS = st.lists(rich_questions().filter(_importable), max_size=4).map(
    lambda questions: Bank(tuple(questions))
)
