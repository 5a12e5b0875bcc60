"""The organisation's own facts come from ``atuforms.toml``; a record's own value wins."""

from __future__ import annotations

from pathlib import Path

import pytest

import atuforms
from atuforms.core.exceptions import UnreadableInput
from atuforms.core.settings import find_settings

BARE = "form: 02-09\nnumber: 1\n"


def director_gaps(path: Path) -> list[str]:
    return [f.path for f in atuforms.check(path).findings if f.path == "director"]


def test_the_director_comes_from_the_settings_above_the_record(tmp_path: Path) -> None:
    below = tmp_path / "2025" / "autumn"
    below.mkdir(parents=True)
    record = below / "r.yaml"
    record.write_text(BARE, encoding="utf-8")
    assert director_gaps(record) == ["director"]
    settings = tmp_path / "atuforms.toml"
    settings.write_text('[organisation]\ndirector = "А.С. Жұмабекова"\n', encoding="utf-8")
    assert director_gaps(record) == []


def test_a_misspelt_setting_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "atuforms.toml").write_text('[organisation]\ndirektor = "x"\n', encoding="utf-8")
    with pytest.raises(UnreadableInput, match="“director”"):
        find_settings(tmp_path)


def test_settings_that_are_not_toml_are_refused(tmp_path: Path) -> None:
    (tmp_path / "atuforms.toml").write_text("director: x", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="cannot be read"):
        find_settings(tmp_path)


def test_the_record_wins_over_the_settings(tmp_path: Path) -> None:
    (tmp_path / "atuforms.toml").write_text(
        '[organisation]\nplatform = "Moodle"\n', encoding="utf-8"
    )
    record = tmp_path / "r.yaml"
    example = Path(__file__).parent.parent / "examples" / "mooc-placement-certificate.yaml"
    record.write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
    form = atuforms.load(record)
    assert isinstance(form, atuforms.MoocPlacementCertificate)
    assert form.platform.within("en") == "Educational platform of “ATU” JSC"
