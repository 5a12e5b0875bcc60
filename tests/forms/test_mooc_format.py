"""01-02: the description of a course, its videos, and what is required of it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.forms.builders import EXAMPLES, broken, changed, paragraphs

import atuforms
from atuforms.documents.view import blank_view, view

SLUG = "mooc-format"


@pytest.fixture(autouse=True)
def _beside_the_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pictures of the example are named relative to its folder."""
    monkeypatch.chdir(EXAMPLES)


def test_the_example_has_no_mistakes_and_leaves_nothing_unchecked() -> None:
    report = atuforms.check(EXAMPLES / "mooc-format.yaml")
    assert not report.findings
    assert not report.unchecked


@pytest.mark.parametrize(
    ("item", "nothing"),
    [
        ("course_title", ""),
        ("authors", []),
        ("annotation", ""),
        ("full_description", ""),
        ("main_illustration", ""),
        ("promo_video", {}),
    ],
)
def test_the_general_description_is_complete(item: str, nothing: Any) -> None:
    assert ("0102-general-description", item) in broken(changed(SLUG, **{item: nothing}))


@pytest.mark.parametrize(("weeks", "found"), [(0, True), (1, False)])
def test_a_course_has_one_week_at_least(weeks: int, found: bool) -> None:
    record = changed(SLUG, weeks_of_study=weeks, weekly_workload=None)
    assert (("0102-general-description", "weeks_of_study") in broken(record)) is found


@pytest.mark.parametrize("fact", ["position", "photo"])
def test_an_author_has_a_position_and_a_photo(fact: str) -> None:
    record = changed(SLUG, **{f"authors__1__{fact}": None})
    assert broken(record) == [("0102-author-data", f"authors.1.{fact}")]


@pytest.mark.parametrize("fact", ["degree", "title"])
def test_a_degree_or_title_that_is_not_mentioned_is_a_warning(fact: str) -> None:
    record = changed(SLUG, **{f"authors__0__{fact}": None})
    assert not broken(record)
    assert broken(record, "warning") == [("0102-author-data", f"authors.0.{fact}")]
    assert not broken(changed(SLUG, **{f"authors__0__{fact}": "none"}), "warning")


@pytest.mark.parametrize(("length", "found"), [(300, False), (301, True)])
def test_an_annotation_has_300_characters_at_most(length: int, found: bool) -> None:
    record = changed(SLUG, annotation="а" * length)
    assert (("0102-annotation-300", "annotation") in broken(record)) is found


@pytest.mark.parametrize(
    ("annotation", "found"),
    [
        ("Бірінші. Екінші.", False),
        ("Бірінші. Екінші. Үшінші.", True),
        ("Жүйе, т.б. Екінші.", False),
    ],
)
def test_more_than_two_sentences_are_a_warning(annotation: str, found: bool) -> None:
    record = changed(SLUG, annotation=annotation)
    assert not broken(record)
    assert (("0102-annotation-300", "annotation") in broken(record, "warning")) is found


@pytest.mark.parametrize(("length", "found"), [(150, False), (151, True)])
def test_a_title_has_150_characters_at_most(length: int, found: bool) -> None:
    record = changed(SLUG, course_title="а" * length)
    assert (("0201-title-150", "course_title") in broken(record)) is found


@pytest.mark.parametrize(
    ("description", "found"),
    [
        ("Тыңдаушы білім, дағды және құзырет алады.", False),
        ("Слушатель получит знания, навыки и компетенции.", False),
        ("You will know the law, be able to use it, and reach the competence to teach it.", False),
        ("Слушатель получит знания и навыки.", True),
    ],
)
def test_a_full_description_names_knowledge_skills_and_competencies(
    description: str, found: bool
) -> None:
    record = changed(SLUG, full_description=description)
    assert not broken(record)
    warned = ("0102-full-description", "full_description") in broken(record, "warning")
    assert warned is found


@pytest.mark.parametrize(("duration", "found"), [("3:00", False), ("3:01", True)])
def test_a_promo_lasts_three_minutes_at_most(duration: str, found: bool) -> None:
    record = changed(SLUG, promo_video__duration=duration)
    assert (("0102-promo-max-3min", "promo_video.duration") in broken(record)) is found


@pytest.mark.parametrize(("duration", "found"), [("15:00", False), ("15:01", True)])
def test_a_lecture_over_15_minutes_is_a_warning_that_names_both_clauses(
    duration: str, found: bool
) -> None:
    record = changed(SLUG, video_lectures__1__duration=duration)
    assert not broken(record)
    told = [f for f in atuforms.check(record).findings if f.rule == "0102-video-max-15"]
    assert bool(told) is found
    for finding in told:
        assert finding.path == "video_lectures.1.duration"
        assert "02 §8.4" in finding.text("en")
        assert "01-02" in finding.text("en")


@pytest.mark.parametrize("video", ["promo_video", "video_lectures__3"])
@pytest.mark.parametrize(
    ("fact", "value", "rule"),
    [
        ("container", "mp4", ""),
        ("container", "mov,mp4,m4a,3gp,3g2,mj2", ""),
        ("container", "MKV", "0102-video-format"),
        ("video_codec", "h264", ""),
        ("video_codec", "AVC", ""),
        ("video_codec", "H.264/MPEG-4 AVC", ""),
        ("video_codec", "H.265", "0102-video-format"),
        ("audio_codec", "ac3", ""),
        ("audio_codec", "Ogg Vorbis", ""),
        ("audio_codec", "mp3", ""),
        ("audio_codec", "PCM", "0102-audio-codecs"),
        ("channels", 1, "0102-true-stereo"),
        ("channels", 6, "0102-true-stereo"),
    ],
)
def test_videos_have_the_format_of_the_competition(
    video: str, fact: str, value: Any, rule: str
) -> None:
    record = changed(SLUG, **{f"{video}__{fact}": value})
    path = f"{video}__{fact}".replace("__", ".")
    assert broken(record) == ([(rule, path)] if rule else [])


@pytest.mark.parametrize(
    ("width", "height", "found"),
    [
        (1280, 720, 0),
        (1920, 1080, 0),
        (3840, 2160, 0),
        (1279, 720, 2),
        (1264, 711, 1),
        (1280, 800, 1),
        (1366, 768, 1),
        (0, 0, 1),
    ],
)
def test_frames_are_large_enough_and_wide(width: int, height: int, found: int) -> None:
    record = changed(SLUG, promo_video__width=width, promo_video__height=height)
    assert broken(record) == [("0102-video-format", "promo_video.width")] * found


def test_a_fact_that_is_not_stated_is_not_checked() -> None:
    report = atuforms.check(changed(SLUG, promo_video__channels=None))
    assert report.ok
    assert report.unchecked == ("0102-true-stereo",)


def test_every_week_is_described_once_and_fully() -> None:
    record = changed(SLUG, weeks_of_study=6)
    assert broken(record) == [("0102-weekly-workload", "weekly_workload")]
    record = changed(SLUG, weekly_workload__2__technologies=None)
    assert broken(record) == [("0102-weekly-workload", "weekly_workload.2.technologies")]
    report = atuforms.check(changed(SLUG, weekly_workload=None))
    assert report.ok
    assert "0102-weekly-workload" in report.unchecked


def test_what_the_lectures_have_in_common_stands_beside_the_requirements() -> None:
    record = changed(SLUG, video_lectures__0__audio_codec="MP3")
    printed = view(atuforms.load(record), "ru")
    assert printed["lecture_lengths"] == "12:50–15:00"
    assert printed["lecture_formats"] == "MP4, H.264, 1920×1080"
    assert printed["lecture_sounds"] == "MP3; AAC"
    assert printed["lecture_channels"] == "2"


def test_one_lecture_has_one_length() -> None:
    record = changed(SLUG, video_lectures=[{"duration": 14}])
    assert view(atuforms.load(record), "ru")["lecture_lengths"] == "14:00"


def test_a_course_without_lectures_stated_is_printed_without_their_table() -> None:
    record = changed(SLUG, video_lectures=None, weekly_workload=None, course_has=None)
    words = paragraphs(atuforms.render(record, "docx", lang="en"))
    assert "Video lectures" not in words
    assert "Weekly workload" not in words
    assert "Use of digital educational resources;" in words


def test_the_blank_has_rows_to_fill_in() -> None:
    values = blank_view(atuforms.get_form(SLUG), "kk")
    rows = {name: len(values[name]) for name in ("authors", "video_lectures", "weekly_workload")}
    assert rows == {"authors": 2, "video_lectures": 5, "weekly_workload": 4}
