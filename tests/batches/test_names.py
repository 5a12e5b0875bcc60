from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atuforms.batches.names import MAX_BYTES, Names, check_pattern, stem
from atuforms.core.exceptions import UnsafeOutput

PATTERN = "{number}_{course_title}"


def name(number: str, title: str) -> str:
    return stem(PATTERN, {"number": number, "course_title": title})


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Әлеуметтік ғылым", "7_Әлеуметтік_ғылым"),
        ("../../etc/passwd", "7_.._.._etc_passwd"),
        ('a<b>:"c|d?*\\e', "7_a_b_c_d_e"),
        ("trailing. . .", "7_trailing"),
        ("", "7"),
        ("line\nbreak\u202e", "7_line_break"),
    ],
)
def test_names(title: str, expected: str) -> None:
    assert name("7", title) == expected


@pytest.mark.parametrize("reserved", ["CON", "nul", "Com1", "LPT9", "aux.docx", "COM¹"])
def test_names_that_windows_keeps_for_itself(reserved: str) -> None:
    assert stem("{number}", {"number": reserved}) == f"_{reserved}"


def test_a_long_title_does_not_cost_the_number() -> None:
    assert stem("{course_title}_{number}", {"number": "77", "course_title": "Ә" * 500}).endswith(
        "Ә_77"
    )


@given(st.text(max_size=300), st.text(max_size=300))
def test_every_name_is_safe(number: str, title: str) -> None:
    made = name(number, title) + ".docx"
    assert len(made.encode()) <= MAX_BYTES + 5
    assert PurePosixPath(made).name == PureWindowsPath(made).name == made
    assert not set(made) & set('<>:"/\\|?*\0\n\r\t')
    assert not made.startswith((".", " "))


@given(st.lists(st.text(max_size=20), max_size=12))
def test_names_never_collide(titles: list[str]) -> None:
    names = Names(["taken.pdf"])
    given_out = [names.claim(name("", title), ".pdf") for title in titles]
    assert len({each.casefold() for each in given_out}) == len(titles)


def test_names_that_differ_in_case_only_are_told_apart() -> None:
    names = Names(["1_Курс.docx"])
    assert names.claim("1_КУРС", ".docx") == "1_КУРС_2.docx"


@pytest.mark.parametrize("pattern", ["", "fixed", "{nobody}", "{number}{", "{number.real}"])
def test_a_pattern_that_names_no_file_is_refused(pattern: str) -> None:
    with pytest.raises(UnsafeOutput, match="does not name files"):
        check_pattern(pattern, ["number", "course_title"])


def test_names_sort_by_number_where_the_pattern_says_how_wide_it_is() -> None:
    values = {"number": "7", "course_title": "Курс"}
    assert stem("{number:03}_{course_title}", values) == "007_Курс"
    assert stem("{number:3d}", {"number": "2026-7"}) == "2026-7"
    check_pattern("{number:03}", ("number",))
