"""A page that is filled without being laid out is the page that would have been laid out."""

from __future__ import annotations

import hashlib
import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import outloud
import pdfua
import pypdfium2
import pytest
import weasyprint
from tests import yaml_files
from tests.programs import check_with_qpdf
from tests.shared import SharedDocuments

from atuforms.api import load
from atuforms.core.files.resources import templates_folder
from atuforms.core.language.languages import LANGUAGES, Language
from atuforms.documents.view import view
from atuforms.forms.all_forms import get_form
from atuforms.rendering.html import HtmlPage, fill_page
from atuforms.rendering.pdf import engine as pdf_engine
from atuforms.rendering.pdf.compiled.content import ContentStream
from atuforms.rendering.pdf.compiled.page import Compiler
from atuforms.rendering.pdf.input import HtmlDocument, PdfMetadata
from atuforms.rendering.pdf.writer import write_pdf

STYLE = (templates_folder() / "layouts" / "page.css").read_text(encoding="utf-8")
CERTIFICATES = ("02-09", "03-01", "completion-certificate")
LETTERS = ("mooc-cover-letter", "der-transmittal-letter", "act-of-implementation")
KINDS = (*CERTIFICATES, *LETTERS)
# By hand, with hundreds of records a form: ATUFORMS_RECORDS=100
RECORDS = int(os.environ.get("ATUFORMS_RECORDS", "6"))
EXAMPLES = Path(__file__).parents[2] / "examples"

NAMES = (
    "Сейітқали Әсел Нұрланқызы",
    "Ким Дмитрий Александрович",
    "Өтеген Ғалымжан Бақытұлы",
    "Ли Анна",
    "O’Neill & Sons <Almaty>",
)
WORDS = [
    "тағам",
    "өнімдерінің",
    "қауіпсіздігі",
    "мен",
    "сапасын",
    "басқару",
    "негіздері",
    "«Биотехнология»",
    "PhD",
    "fi",
    "fl",
    "№",
    "5",
    "3-курс",
    "студенттері,",
    "Основы",
    "управления;",
    "food-safety",
    "(курс)",
    "6В07201",
    "«Технология",
    "продовольственных",
    "продуктов»",
    "офис",
    "AV",
    "Тo",
    "100",
    "%",
    "—",
    "жүйе",
    "…",
    "https://mooc.atu.edu.kz/courses/x-1",
]


def certificate(code: str, seed: int) -> dict[str, Any]:
    """A certificate with values of any length that fits and some that do not."""
    rng = random.Random(f"{code} {seed}")

    def words(most: int) -> str:
        return " ".join(rng.choices(WORDS, k=rng.randint(1, most)))

    def author() -> dict[str, str]:
        return {"name": rng.choice(NAMES), "position": words(3), "degree": words(2)}

    if code == "completion-certificate":
        return {
            "form": code,
            "number": str(rng.randint(1, 99999)),
            "date": "2025-12-20",
            "listener": {"name": f"{rng.choice(NAMES)} {words(2)}"},
            "course_title": words(12),
            "authors": [{"name": name} for name in rng.sample(NAMES, rng.randint(0, 4))],
            "start": "2025-10-06",
            "academic_hours": rng.randint(1, 200),
            "progress": rng.randint(50, 100),
            "director": {"name": words(3)},
        }
    values: dict[str, Any] = {
        "form": code,
        "number": str(rng.randint(1, 99999)),
        "date": f"20{rng.randint(10, 99)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        "authors": [author() for _ in range(rng.randint(1, 2))],
        "unit": words(7),
        "platform": words(5),
        "language": rng.choice(["kk", "ru", "en"]),
        "target_audience": words(10),
        "placement_date": f"2025-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        "director": {"name": words(4)},
    }
    if code == "02-09":
        values |= {"course_title": words(16), "course_link": f"https://atu.edu.kz/{seed}"}
    else:
        values |= {
            "discipline": words(7),
            "der_type": "e_textbook",
            "topics": [words(5) for _ in range(rng.randint(1, 3))],
            "der_link": f"https://atu.edu.kz/{'long-' * rng.randint(0, 12)}{seed}",
        }
    return values


def letter(slug: str, seed: int) -> dict[str, Any]:
    """The example of a letter with other words, about as many."""
    rng = random.Random(f"{slug} {seed}")

    def other(value: Any) -> Any:
        if isinstance(value, list):
            return [other(each) for each in value[: rng.randint(1, 3)]]
        if not isinstance(value, dict):
            return value
        if not value.keys() & {*LANGUAGES}:
            return {key: other(each) for key, each in value.items()}
        most = len(value["kk"].split()) * 2
        return {lang: " ".join(rng.choices(WORDS, k=rng.randint(1, most))) for lang in LANGUAGES}

    values: dict[str, Any] = other(yaml_files.read(EXAMPLES / f"{slug}.yaml"))
    return values


def made_up(kind: str, seed: int) -> dict[str, Any]:
    return letter(kind, seed) if kind in LETTERS else certificate(kind, seed)


def both(record: Any, lang: Language) -> tuple[bytes, bytes]:
    """The document as it is, and laid out by WeasyPrint whatever it is."""
    page, about = page_of(record, lang)
    marked = write_pdf(page.marked, about, stylesheets=[STYLE], images=page.images)
    return marked, laid_out(page, about)


def page_of(record: Any, lang: Language) -> tuple[HtmlPage, PdfMetadata]:
    form = load(record)
    values = {"logo": "", "variant": "", **view(form, lang)}
    about = PdfMetadata(lang, str(values["document_title"]), "code", "1", "", form.record_json())
    return fill_page(type(form), lang, values), about


def laid_out(page: HtmlPage, about: PdfMetadata) -> bytes:
    return write_pdf(page.html, about, stylesheets=[STYLE], images=page.images)


def letters(pdf: bytes) -> list[list[tuple[str, list[float]]]]:
    """The visible characters of each page with their boxes, in points."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text = page.get_textpage()
        words = text.get_text_range()
        assert len(words) == text.count_chars()
        pages.append(
            [(c, list(text.get_charbox(i))) for i, c in enumerate(words) if not c.isspace()]
        )
    return pages


def picture(pdf: bytes) -> list[bytes]:
    """The pages as pixels at 150 dots an inch."""
    return [
        bytes(page.render(scale=150 / 72, grayscale=True).buffer)
        for page in pypdfium2.PdfDocument(pdf)
    ]


def assert_same(filled: bytes, plain: bytes) -> None:
    for left, right in zip(letters(filled), letters(plain), strict=True):
        assert [c for c, _ in left] == [c for c, _ in right]
        for (_, box), (_, other) in zip(left, right, strict=True):
            assert box == pytest.approx(other, abs=0.01)


def is_compiled(pdf: bytes) -> bool:
    """Whether what a record changes stands behind all the rest of the file."""
    return pdf.rindex(b"/Type /ObjStm") < pdf.rindex(b"/Type /EmbeddedFile")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_filled_pages_have_the_letters_of_laid_out_ones_in_their_places(
    kind: str, lang: Language
) -> None:
    compiled = 0
    for seed in range(RECORDS):
        filled, plain = both(made_up(kind, seed), lang)
        compiled += is_compiled(filled)
        assert_same(filled, plain)
    assert compiled >= RECORDS // 2


@pytest.mark.parametrize("kind", KINDS)
def test_filled_pages_look_like_laid_out_ones(kind: str) -> None:
    for seed in range(1000, 1000 + RECORDS // 2):
        filled, plain = both(made_up(kind, seed), "kk")
        assert picture(filled) == picture(plain)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples_are_the_same_either_way(
    lang: Language, repository: Path, shared_documents: SharedDocuments
) -> None:
    for example in sorted((repository / "examples").glob("*.yaml")):
        form = load(example)
        if "pdf" in form.FORMATS and not _has_pictures(example):
            as_it_is = shared_documents.example(type(form), "pdf", lang).read_bytes()
            assert_same(as_it_is, laid_out(*page_of(form, lang)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_our_own_layouts_pass_the_proof_that_they_are_spared(
    lang: Language, repository: Path
) -> None:
    """A layout of others is compared with WeasyPrint's page; for ours, that is done here."""
    examples = (get_form(code).SLUG for code in KINDS)
    records: list[Any] = [repository / "examples" / f"{slug}.yaml" for slug in examples]
    records += [made_up(kind, seed) for kind in KINDS for seed in range(RECORDS)]
    for record in records:
        form = load(record)
        values = {"logo": "", "variant": "", **view(form, lang)}
        html = fill_page(type(form), lang, values).marked
        about = PdfMetadata(lang, "title", "code", "1", "", form.record_json())
        proved, spared = (
            write_pdf(html, about, stylesheets=[STYLE], proved=own) for own in (False, True)
        )
        assert proved == spared
        assert is_compiled(spared) or isinstance(record, dict)


def test_the_versions_that_are_spared_the_proof_are_those_of_the_tests(repository: Path) -> None:
    locked = (repository / "requirements-dev.lock").read_text(encoding="utf-8")
    versions = re.findall(r"^(?:pydyf|weasyprint)==(\S+)", locked, re.MULTILINE)
    assert tuple(reversed(versions)) == pdf_engine._TESTED


def _with_another_paint(self: ContentStream, texts: Any) -> Any:
    content, moves = FILLED(self, texts)
    return content if set(texts) == {"x"} else content + b"\n0 0 1 1 re", moves


FILLED = ContentStream.filled


def _without(self: Compiler, pdf: Any) -> Any:
    raise AttributeError("stream")


@pytest.mark.parametrize(
    ("cls", "name", "other"),
    [(ContentStream, "filled", _with_another_paint), (Compiler, "finish", _without)],
    ids=["paints otherwise", "has other attributes"],
)
def test_with_another_weasyprint_our_own_layouts_are_proved_or_laid_out(
    cls: type[Any], name: str, other: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = load(certificate("02-09", 1))
    page = fill_page(type(form), "kk", {"logo": "", "variant": "", **view(form, "kk")})
    about = PdfMetadata("kk", "title", "code", "1", "", form.record_json())
    document = HtmlDocument(page.marked, (STYLE,), {}, proved=True)
    plain = pdf_engine.Engine().write(replace(document, html=page.html), about)
    monkeypatch.setattr(weasyprint, "VERSION", "70.9")
    assert is_compiled(pdf_engine.Engine().write(document, about))
    monkeypatch.setattr(cls, name, other)
    assert pdf_engine.Engine().write(document, about) == plain


def test_switched_off_every_page_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    filled, plain = both(certificate("02-09", 1), "kk")
    assert is_compiled(filled)
    monkeypatch.setattr(pdf_engine, "_LONGEST", 0)
    assert both(certificate("02-09", 1), "kk") == (plain, plain)


def _has_pictures(example: Path) -> bool:
    text = example.read_text(encoding="utf-8")
    return any(word in text for word in ("image:", "photo:", "illustration:", "body:"))


def test_filled_pages_pass_the_checks_of_laid_out_ones(tmp_path: Path) -> None:
    for seed in (1, 2, 3):
        filled, _ = both(certificate("02-09", seed), "kk")
        file = tmp_path / "filled.pdf"
        file.write_bytes(filled)
        assert is_compiled(filled)
        assert [f for f in outloud.check(file).findings if f.severity == "error"] == []
        assert list(pdfua.validate(str(file)).findings) == []
        check_with_qpdf(file)


def test_what_came_before_does_not_change_a_document(repository: Path) -> None:
    records = [certificate("02-09", seed) for seed in (7, 8, 9)]
    forward = {seed: both(record, "kk")[0] for seed, record in enumerate(records)}
    script = (
        "import sys; sys.path.insert(0, 'tests/rendering')\n"
        "import hashlib, test_pdf_compiled as t\n"
        "for seed in (9, 8, 7):\n"
        "    pdf = t.both(t.certificate('02-09', seed), 'kk')[0]\n"
        "    print(hashlib.sha256(pdf).hexdigest())\n"
    )
    other = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=repository
    ).stdout.split()
    assert other == [_digest(forward[number]) for number in (2, 1, 0)]


def _digest(data: bytes) -> str:

    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("course_title", "H₂O мен Ω"),
        ("course_title", "тағам\nөнімдері"),
        ("course_title", "мягкий\N{SOFT HYPHEN}перенос"),
        ("unit", "кафедра " * 200),
    ],
    ids=["rare letters", "line end", "soft hyphen", "two pages"],
)
def test_what_does_not_fit_is_laid_out(field: str, value: str) -> None:
    filled, plain = both({**certificate("02-09", 1), field: value}, "kk")
    assert not is_compiled(filled)
    assert_same(filled, plain)


def test_letters_that_mean_something_in_html_stay_letters() -> None:
    filled, plain = both({**certificate("02-09", 1), "unit": "R&D <b>«x»</b> &amp; Co"}, "en")
    assert is_compiled(filled)
    assert_same(filled, plain)
    text = pypdfium2.PdfDocument(filled)[0].get_textpage().get_text_range()
    assert "R&D <b>«x»</b> &amp; Co" in text
