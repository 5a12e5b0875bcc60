"""The organisation's own facts, from one small file: ``atuforms.toml``.

It is looked for beside the record, in the folders above it, and in the user's configuration
folder. A record's own value wins over a setting. ::

    [organisation]
    director = "Ахметова Айгүл Серікқызы"     # director of the centre
    platform = { kk = "…", ru = "…", en = "…" }
    university = "…"
    site = "https://atu.edu.kz"
    logo = "logo.png"                          # beside this file; PNG or JPEG

    [register]
    number = "{n}"                             # how a number is written

    [calendar]
    working_days = [2025-01-05]                # Saturdays and Sundays that a decree makes working
    days_off = [2025-01-03]                    # working days that a decree takes away

    [proofs]
    url = "https://…/verify#"                  # stands before the proof in the code on the page
"""

from __future__ import annotations

import datetime
import functools
import os
import re
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from atuforms.core.exceptions import UnreadableInput
from atuforms.core.language.reasons import Reason, reason_of

FILE_NAME = "atuforms.toml"

ORGANISATION_KEYS = ("director", "platform", "university", "site", "logo")
_REGISTER_KEYS = ("number",)
_CALENDAR_KEYS = ("working_days", "days_off")
_PROOFS_KEYS = ("url",)
_SECTIONS = ("organisation", "register", "calendar", "proofs")
_ADDRESS = re.compile(r"https?://[!-~]+#")
_LONGEST_ADDRESS = 80
_USER_FOLDERS = ("XDG_CONFIG_HOME", "APPDATA", "HOME", "USERPROFILE")
"""The variables of the environment on which :func:`user_folder` depends."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``atuforms.toml`` says; ``defaults`` are values for fields of records."""

    defaults: Mapping[str, object] = field(default_factory=dict)
    logo: Path | None = None
    site: str = "https://atu.edu.kz"
    number_pattern: str = "{n}"
    file: Path | None = None
    working_days: frozenset[datetime.date] = frozenset()
    """Saturdays and Sundays that a decree makes working days."""
    days_off: frozenset[datetime.date] = frozenset()
    """Working days that a decree takes away."""
    proofs_url: str = ""
    """The address of the page that verifies, to stand before the proof in its code."""


def user_folder() -> Path:
    """The user's configuration folder for atuforms."""
    if os.environ.get("XDG_CONFIG_HOME"):
        return Path(os.environ["XDG_CONFIG_HOME"]) / "atuforms"
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", Path.home())) / "atuforms"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "atuforms"
    return Path.home() / ".config" / "atuforms"


def find_settings(folder: Path | None = None) -> Settings:
    """The settings that hold for records in ``folder`` (the current one if None).

    :raises UnreadableInput: if the file that is found is not what it should be.
    """
    # Asked for every record, of every folder above it: as text, which takes half the time.
    working = os.getcwd()  # noqa: PTH109
    for path in _places(folder, working, *map(os.environ.get, _USER_FOLDERS)):
        if os.path.isfile(path):  # noqa: PTH113
            return read_settings(Path(path), os.stat(path).st_mtime_ns)  # noqa: PTH116
    return Settings()


@functools.lru_cache(maxsize=64)
def _places(folder: Path | None, working: str, *_environment: str | None) -> tuple[str, ...]:
    """Where the file may lie, for records in ``folder`` and while the environment is this."""
    start = Path(working) / (folder or "")
    return tuple(str(each / FILE_NAME) for each in (start, *start.parents, user_folder()))


@functools.lru_cache(maxsize=64)
def read_settings(path: Path, changed: int = 0) -> Settings:
    """The settings in ``path``; ``changed`` is the file's time of change, so that edits count."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableInput(
            "{file}: the settings cannot be read: {reason}.", file=path, reason=reason_of(error)
        ) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableInput(
            "{file}: the settings cannot be read: {reason}.", file=path, reason=Reason(str(error))
        ) from None
    organisation = _section(path, data, "organisation", ORGANISATION_KEYS)
    register = _section(path, data, "register", _REGISTER_KEYS)
    calendar = _section(path, data, "calendar", _CALENDAR_KEYS)
    proofs = _section(path, data, "proofs", _PROOFS_KEYS)
    unknown = [name for name in data if name not in _SECTIONS]
    if unknown:
        _refuse(path, unknown[0], _SECTIONS)
    logo = organisation.pop("logo", None)
    site = organisation.pop("site", Settings().site)
    return Settings(
        defaults=organisation,
        logo=path.parent / str(logo) if logo else None,
        site=str(site),
        number_pattern=str(register.get("number", "{n}")),
        file=path,
        working_days=_days(path, calendar, "working_days"),
        days_off=_days(path, calendar, "days_off"),
        proofs_url=_address(path, proofs.get("url", "")),
    )


def _days(path: Path, calendar: Mapping[str, object], key: str) -> frozenset[datetime.date]:
    """The days that a list names: dates of TOML, or the same as text."""
    listed = calendar.get(key, [])
    found = set()
    for each in listed if isinstance(listed, list) else [listed]:
        try:
            if type(each) is datetime.date:
                day = each
            else:
                day = datetime.date.fromisoformat(each if isinstance(each, str) else "")
        except ValueError:
            raise UnreadableInput(
                "{file}: the setting “{key}” is a list of dates, and “{value}” is none. Write "
                "each as year-month-day: 2025-01-05.",
                file=path,
                key=f"calendar.{key}",
                value=str(each)[:40],
            ) from None
        found.add(day)
    return frozenset(found)


def _address(path: Path, value: object) -> str:
    """The address before the proof in a code: one that a phone opens, and short."""
    text = str(value)
    if text and not (_ADDRESS.fullmatch(text) and len(text) <= _LONGEST_ADDRESS):
        raise UnreadableInput(
            "{file}: the setting “proofs.url” is the address of the page that verifies, of at most "
            "{limit} characters, and ends in “#”: https://…/verify#",
            file=path,
            limit=_LONGEST_ADDRESS,
        )
    return text


def _section(
    path: Path, data: Mapping[str, object], name: str, keys: tuple[str, ...]
) -> dict[str, object]:
    section = data.get(name, {})
    if not isinstance(section, dict):
        _refuse(path, name, keys)
    for key in section:
        if key not in keys:
            _refuse(path, key, keys)
    return dict(section)


def _refuse(path: Path, key: str, known: tuple[str, ...]) -> NoReturn:
    near = get_close_matches(key, known, n=1)
    raise UnreadableInput(
        "{file}: there is no setting “{key}”. The nearest one is “{near}”.",
        file=path,
        key=key,
        near=near[0] if near else known[0],
    )
