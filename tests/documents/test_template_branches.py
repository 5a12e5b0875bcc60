"""Each branch of a template is looked at, and what is wrong is said with its tag and place."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.documents.reading.editing import packed, unpacked
from tests.documents.reading.examples import example
from tests.documents.test_own_templates import (
    MAIN,
    Parts,
    change,
    folder,
    printed,
    with_header,
    with_paragraph,
)

from atuforms.core.exceptions import AtuformsError
from atuforms.core.language.languages import LANGUAGES
from atuforms.documents.own_templates import check_templates
from atuforms.documents.reading.document import read_document

__all__ = ["folder"]


def told(folder: Path, lang: str = "en") -> list[str]:
    return [each.error.text(lang) for each in check_templates(folder)]  # type: ignore[arg-type]


def with_branches(*tags: str) -> object:
    """Paragraphs that no record prints: each tag in one, under a condition that never holds."""
    rows = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
        for tag in tags
        for text in ("{%p if draft and not draft %}", tag, "{%p endif %}")
    )

    def edit(parts: Parts) -> None:
        before, _, after = parts[MAIN].decode().rpartition("<w:sectPr")
        parts[MAIN] = f"{before}{rows}<w:sectPr{after}".encode()

    return edit


def with_rows(*rows: str) -> object:
    made = "".join(
        f"<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>{row}</w:t></w:r></w:p></w:tc></w:tr>" for row in rows
    )
    table = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>{made}</w:tbl><w:p/>'

    def edit(parts: Parts) -> None:
        before, _, after = parts[MAIN].decode().rpartition("<w:sectPr")
        parts[MAIN] = f"{before}{table}<w:sectPr{after}".encode()

    return edit


def test_everything_wrong_in_branches_that_are_not_taken_is_told_at_once(folder: Path) -> None:
    tags = {
        "{{ unit + 2 }}": "cannot be filled",
        "{{ director }}": "not one value",
        "{{ authors[5].degree }}": "before item 6",
        "{{ date|date('мм/гг') }}": "no pattern",
        "{{ number if logo else authors }}": "not one value",
        "{% for each in authors %}{{ each.nom }}{% endfor %}": "“nom”",
    }
    change(folder, with_branches(*tags))  # type: ignore[arg-type]
    said = told(folder)
    assert len(said) == len(tags)
    for tag, words in tags.items():
        shown = tag if not tag.startswith("{% for") else "{{ each.nom }}"
        assert any(
            shown in each and words in each and "the body of the text" in each for each in said
        )


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("{{ unit|капслок }}", "капслок"),
        ("{{ unit is правда }}", "правда"),
        ("{% import 'others' as x %}", "several files"),
        ("{{ unit.__len__() }}", "closed"),
        ("{{ ''.__class__ }}", "closed"),
        ("{% for each in authors %}{{ each.name }}", "{% endfor %}"),
        ("{% if unit %}{% for each in authors %}{{ each.name }}{% endif %}", "{% endfor %}"),
        ("{{ unit }}{% endfor %}", "nothing before it"),
        ("{% elif unit %}", "nothing before it"),
        ("{% иначе %}", "no such tag"),
        ("{{ unit — number }}", "“—”"),
        ("{{ unit number }}", "no spaces"),
        ("{%tr if unit %}", "outside of a table"),
        ("итого {%p if unit %}", "beside “итого”"),
        ("{{ unit }", "not closed"),
    ],
)
def test_a_faulty_tag_is_named_in_whole_sentences(tag: str, words: str, folder: Path) -> None:
    change(folder, with_paragraph(tag))
    assert any(words in each and "the body of the text" in each for each in told(folder))
    with pytest.raises(AtuformsError) as refused:
        printed(folder)
    for lang in LANGUAGES[:2]:
        text = refused.value.text(lang)
        assert {"kk": "«негізгі мәтін»", "ru": "«основной текст»"}[lang] in text
        assert ".xml" not in text
        for english in ("expected", "undefined", "Encountered", "unexpected", "Jinja", "object"):
            assert english not in text


def test_a_loop_of_which_one_end_is_no_row_is_told_for_one_author_too(folder: Path) -> None:
    change(folder, with_rows("{%tr for a in authors %}", "{{ a.name }}", "{% endfor %}"))  # type: ignore[arg-type]
    (said,) = told(folder)
    assert "{%tr for a in authors %}" in said
    assert "Word cannot open" in said


def test_rows_with_other_words_beside_their_tag_are_told(folder: Path) -> None:
    change(folder, with_rows("{%tr for a in authors %}Автор {{ a.name }}{%tr endfor %}"))  # type: ignore[arg-type]
    assert all("beside" in each for each in told(folder))
    assert len(told(folder)) == 2


def test_what_is_right_is_not_told(folder: Path) -> None:
    right = [
        "{% if authors|length > 5 %}{{ authors[5].name }}{% endif %}",
        "{% for a in authors if a.degree %}{{ loop.index }}. {{ a.name }}{% else %}–{% endfor %}",
        "{% set x = 5 %}{{ x }}{% raw %}{{ }}{% endraw %}{# {{ nope }} #}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(number) }}",
        '{{ "; " if number and unit }}',
    ]
    change(folder, with_branches(*right))  # type: ignore[arg-type]
    change(folder, with_paragraph("{% if number %}№"))
    change(folder, with_paragraph(" {{ number }}{% else %}б/н"))
    change(folder, with_paragraph("{% endif %}"))
    change(folder, with_rows("{%tr for a in authors %}", "{{ a.name }}", "{%tr endfor %}"))  # type: ignore[arg-type]
    assert told(folder) == []
    assert printed(folder)


@pytest.mark.parametrize(
    "slip",
    ["{ corse_title }", "[[course_title]]", "&lt;&lt;course_title&gt;&gt;", "«course_title»"],
)
def test_a_name_in_brackets_of_others_is_told(slip: str, folder: Path) -> None:
    change(folder, with_paragraph(slip))
    (said,) = told(folder)
    assert "{{ course_title }}" in said


def test_brackets_that_end_nothing_are_told(folder: Path) -> None:
    change(folder, with_paragraph("course_title }} «unit» [да]"))
    (said,) = told(folder)
    assert "}}" in said


def test_a_document_of_a_template_with_words_of_its_own_reads_back_clean(folder: Path) -> None:
    change(folder, with_paragraph("Копия: {{ course_title }} – ", "№ {{ number }}"))
    change(folder, with_paragraph("{{ unit }}"))
    change(folder, with_header("АО «АТУ», экз. {{ number }}"))

    def reworded(parts: Parts) -> None:
        old, new = "Наименование подразделения", "Какое подразделение"
        assert old in parts[MAIN].decode()
        parts[MAIN] = parts[MAIN].decode().replace(old, new).encode()

    change(folder, reworded)
    data = printed(folder)
    reading = read_document(data)
    assert reading.findings == ()
    assert reading.form == example("02-09")
    # What a person types is told as ever, also into those lines.
    for old, new in (("Копия: ", "Копии: "), ("Какое подр", "Какое-то подр")):
        parts = unpacked(data)
        assert old.encode() in parts[MAIN]
        parts[MAIN] = parts[MAIN].replace(old.encode(), new.encode())
        assert read_document(packed(parts)).left_out
