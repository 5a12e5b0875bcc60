"""Videos are measured: what their files say is checked in place of what is typed."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.forms.builders import changed
from tests.videos import make_video

import atuforms
from atuforms.core.findings import Finding, Report
from atuforms.records.media_facts import read_facts

FULL_HD: dict[str, Any] = {"width": 1920, "height": 1080}
FROM_FILES = {"02-colour-depth-8bit", "02-upload-bitrate-8", "02-frame-rate-24p"}


@pytest.fixture(scope="session")
def videos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of small videos, each named after what is wrong with it."""
    folder = tmp_path_factory.mktemp("videos")
    make_video(folder / "right.mp4", **FULL_HD)
    make_video(folder / "rich.mp4", **FULL_HD, bit_rate=8_200_000)
    make_video(folder / "small.mp4", width=1264, height=711 + 1)
    make_video(folder / "square.mp4", width=1280, height=800)
    make_video(folder / "slow.mp4", width=64, height=36, rate=23)
    make_video(folder / "film.mp4", width=64, height=36, rate=(24000, 1001))
    make_video(folder / "mono.mp4", width=64, height=36, channels=1, sample_rate=44_100)
    make_video(folder / "silent.mp4", width=64, height=36, channels=0)
    make_video(folder / "other.mkv", width=64, height=36, codec="mpeg4", sound="ac3")
    make_video(folder / "quicktime.mov", width=64, height=36)
    make_video(folder / "interlaced.mp4", width=64, height=64, interlaced=True)
    make_video(folder / "few-colours.mov", width=64, height=36, codec="qtrle", colours="rgb555be")
    make_video(folder / "3-01.mp4", width=64, height=36, rate=1, seconds=181)
    make_video(folder / "3-00.mp4", width=64, height=36, rate=1, seconds=180)
    whole = (folder / "right.mp4").read_bytes()
    (folder / "cut.mp4").write_bytes(whole[: len(whole) // 2])
    (folder / "words.mp4").write_bytes("Бұл бейне емес".encode())
    (folder / "empty.mp4").write_bytes(b"")
    (folder / "zeros.mp4").write_bytes(bytes(4096))
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{folder / 'right.mp4'}\n"
    (folder / "playlist.mp4").write_text(playlist, encoding="utf-8")
    return folder


def report_on(folder: Path, slug: str, **paths: Any) -> Report:
    """The report on an example that lies, as a file, in the folder of the videos."""
    record = changed(slug, **paths)
    pictures = Path(__file__).resolve().parent.parent / "examples" / "pictures"
    shutil.copytree(pictures, folder / "pictures", dirs_exist_ok=True)
    path = folder / f"{slug}.yaml"
    path.write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    return atuforms.check(path)


def on_promo(folder: Path, slug: str, file: str, **stated: Any) -> list[Finding]:
    """What is found on the promotional video when its file is ``file``."""
    report = report_on(folder, slug, promo_video={"file": file, **stated})
    return [each for each in report.findings if each.path.startswith("promo_video")]


def rules(findings: list[Finding]) -> set[str]:
    return {each.rule for each in findings}


def test_a_file_says_what_it_is(videos: Path) -> None:
    facts = read_facts(videos / "right.mp4")
    assert (facts.container, facts.video_codec, facts.audio_codec) == ("MP4", "h264", "aac")
    assert (facts.width, facts.height, facts.channels, facts.sample_rate) == (1920, 1080, 2, 48000)
    assert (facts.duration, facts.frame_rate, facts.colour_depth) == (1, 24, 8)
    assert facts.interlaced is False
    assert read_facts(videos / "quicktime.mov").container == "MOV"
    assert read_facts(videos / "other.mkv").container == "MKV"
    assert read_facts(videos / "silent.mp4").channels == 0


def test_a_right_file_is_not_complained_of_in_the_competition(videos: Path) -> None:
    assert on_promo(videos, "mooc-format", "right.mp4") == []


@pytest.mark.parametrize(
    ("file", "broken"),
    [
        ("small.mp4", {"0102-video-format"}),
        ("square.mp4", {"0102-video-format"}),
        ("mono.mp4", {"0102-video-format", "0102-true-stereo"}),
        ("silent.mp4", {"0102-video-format", "0102-true-stereo"}),
        ("other.mkv", {"0102-video-format"}),
        ("quicktime.mov", {"0102-video-format"}),
        ("3-00.mp4", {"0102-video-format"}),
        ("3-01.mp4", {"0102-video-format", "0102-promo-max-3min"}),
    ],
)
def test_files_are_held_against_the_format_of_the_competition(
    videos: Path, file: str, broken: set[str]
) -> None:
    assert rules(on_promo(videos, "mooc-format", file)) == broken


@pytest.mark.parametrize(
    ("file", "broken"),
    [
        ("rich.mp4", set()),
        ("right.mp4", {"02-upload-bitrate-8"}),
        ("slow.mp4", {"02-upload-bitrate-8", "02-1080p", "02-frame-rate-24p"}),
        ("interlaced.mp4", {"02-upload-bitrate-8", "02-1080p", "02-frame-rate-24p"}),
        ("few-colours.mov", {"02-upload-bitrate-8", "02-1080p", "02-colour-depth-8bit"}),
        ("film.mp4", {"02-upload-bitrate-8", "02-1080p"}),
        (
            "mono.mp4",
            {"02-upload-bitrate-8", "02-1080p", "02-audio-48khz", "02-audio-2-channels"},
        ),
        ("silent.mp4", {"02-upload-bitrate-8", "02-1080p", "02-audio-2-channels"}),
    ],
)
@pytest.mark.parametrize("slug", ["course", "mooc-description"])
def test_files_are_held_against_the_regulation_on_development(
    videos: Path, slug: str, file: str, broken: set[str]
) -> None:
    assert rules(on_promo(videos, slug, file)) == broken


def test_what_only_a_file_says_points_at_the_file(videos: Path) -> None:
    (finding,) = on_promo(videos, "course", "right.mp4")
    assert finding.path == "promo_video.file"
    assert finding.line
    for lang in ("kk", "ru", "en"):
        assert "8" in finding.text(lang)
        assert "{" not in finding.text(lang)


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("duration", "0:01", "2:40"),
        ("container", "mp4", "MKV"),
        ("video_codec", "H.264/AVC", "H.265"),
        ("width", 1920, 1280),
        ("height", 1080, 720),
        ("audio_codec", "AAC-LC", "mp3"),
        ("channels", 2, 1),
        ("sample_rate", 48000, 44100),
    ],
)
def test_a_stated_value_that_differs_from_the_file_is_found(
    videos: Path, name: str, right: Any, wrong: Any
) -> None:
    assert on_promo(videos, "mooc-format", "right.mp4", **{name: right}) == []
    (finding,) = on_promo(videos, "mooc-format", "right.mp4", **{name: wrong})
    assert (finding.rule, finding.path) == ("media-differs", f"promo_video.{name}")
    for lang in ("kk", "ru", "en"):
        said = finding.text(lang)
        assert str(finding.actual) in said
        assert str(finding.limit) in said
        assert "right.mp4" in said


def test_the_file_counts_and_not_what_is_stated(videos: Path) -> None:
    found = on_promo(videos, "mooc-description", "3-01.mp4", duration="3:00")
    assert "0201-promo-max-3min" in rules(found)
    # A second more or less is how lengths are rounded.
    assert "media-differs" not in rules(found)
    assert "media-differs" in rules(on_promo(videos, "course", "3-01.mp4", duration="2:59"))


@pytest.mark.parametrize("file", ["cut.mp4", "words.mp4", "empty.mp4", "zeros.mp4", "playlist.mp4"])
def test_a_file_that_is_no_video_is_one_clear_finding(videos: Path, file: str) -> None:
    (finding,) = on_promo(videos, "mooc-format", file)
    assert (finding.rule, finding.path) == ("media-unreadable", "promo_video.file")
    assert all(file in finding.text(lang) for lang in ("kk", "ru", "en"))


def test_a_file_that_is_not_there_leaves_its_rules_unchecked(videos: Path) -> None:
    report = report_on(videos, "course", promo_video={"file": "absent.mp4"})
    assert set(report.unchecked) >= FROM_FILES
    assert report.unmeasured == ()


def test_a_folder_is_no_video(videos: Path) -> None:
    (videos / "folder.mp4").mkdir(exist_ok=True)
    assert on_promo(videos, "mooc-format", "folder.mp4") == []


def test_without_the_extra_rules_stay_unchecked_and_the_report_says_so(
    videos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    report = report_on(videos, "course", promo_video={"file": "mono.mp4"})
    assert report.ok
    assert report.unmeasured == ("mono.mp4",)
    assert set(report.unchecked) >= FROM_FILES
    assert report.as_dict()["unmeasured"] == ["mono.mp4"]
    for lang in ("kk", "ru", "en"):
        assert "mono.mp4" in report.text(lang)
        assert "atuforms[media]" in report.text(lang)


def test_checking_does_not_change_the_form(videos: Path) -> None:
    report_on(videos, "course", promo_video={"file": "right.mp4"})
    form = atuforms.load(videos / "course.yaml")
    before = form.record_json()
    atuforms.check(form)
    assert form.record_json() == before
