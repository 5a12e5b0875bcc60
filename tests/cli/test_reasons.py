"""Why a file cannot be read is said in the reader's language, not in that of a library."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import Any

import pytest

from atuforms.core.language.reasons import Reason, reason_of

SLIPS = {
    "colon.yaml": "form: 02-09\nunit: Кафедра: химии\n",
    "quote.yaml": 'form: 02-09\nunit: "Кафедра\n',
    "bracket.yaml": "form: 02-09\nauthors: [Ким, Омар\n",
    "sign.yaml": "form: 02-09\nunit: @кафедра\n",
    "star.yaml": "form: 02-09\nunit: *кафедра\n",
    "list.yaml": "form: 02-09\n- Ким\n",
    "escape.yaml": 'form: 02-09\nunit: "\\Кафедра"\n',
    "comma.json": '{"form": "02-09",}',
    "missing.json": '{"form": "02-09" "unit": 1}',
    "value.json": '{"form": }',
    "open.json": '{"form": "02-09',
    "more.json": '{"form": "02-09"} x',
    "backslash.json": '{"form": "\\q"}',
}


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_a_record_is_explained_without_an_english_word(
    name: str, lang: str, run: Any, tmp_path: Path
) -> None:
    (tmp_path / name).write_text(SLIPS[name], encoding="utf-8")
    said = run("check", tmp_path / name, "--lang", lang)
    reason = said.err.partition("JSON" if name.endswith("json") else "YAML")[2]
    assert said.code == 2
    assert reason
    assert not re.search("[A-Za-z]{2}", reason), said.err


@pytest.mark.parametrize(
    "number",
    ["ENOENT", "EACCES", "EPERM", "EISDIR", "ENOTDIR", "ENOSPC", "EROFS", "EIO", "EADDRINUSE"],
)
def test_a_refusal_of_the_system_is_said_in_every_language(number: str) -> None:
    code = getattr(errno, number)
    reason = reason_of(OSError(code, os.strerror(code)))
    for lang in ("kk", "ru"):
        assert not re.search("[A-Za-z]", reason.text(lang))


def test_what_is_not_known_is_quoted() -> None:
    assert Reason("no idea").text("ru") == "«no idea»"
    assert Reason("no idea").text("en") == "no idea"
