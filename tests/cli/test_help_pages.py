"""Help pages: every word in the language of the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from atuforms.cli.app import COMMANDS

TRANSLATED = ("kk", "ru")


def _help_pages() -> Iterator[tuple[str, ...]]:
    yield ()
    for name in COMMANDS:
        yield (name,)
    yield from (("register", each) for each in ("list", "show", "void", "export"))
    yield from (("register", each) for each in ("publish", "head", "verify", "reissue"))
    yield from (("keys", "new"), ("keys", "public"), ("templates", "build"), ("templates", "check"))


NO_WORDS = re.compile(
    r"atuforms(?: [a-z]+)*|: (?:out|published|register\.xlsx)(?=\]|;)|«[^«»]*»|--?[\w-]+(?:, --[\w-]+)?|\.\w+\b|\{\w+\}|https?://\S+|\S+@\S+"
    r"|\w+\.(?:toml|db|xlsx|yaml|json)|\w+-\w[\w-]*|\b(?:kk|ru|en)\b|Ctrl-C|localhost|Ed25519"
    r"|\b(?:Word|PowerPoint|PDF|XLSX|ODS|CSV|JSON|Lines|YAML|ZIP|SARIF|Schema|Moodle|Aiken|GIFT|XML|Dask"
    r"|SCORM|Python|Jupyter|DOCX|ICS|JWK|JWS|QR|HTML|QTI|IN|A|B|C|N|[Pp]ip|batch|docx|pdf|pptx|aiken|gift|default)\b"
)


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize("words", list(_help_pages()), ids=" ".join)
def test_no_word_of_a_help_page_is_untranslated(
    words: tuple[str, ...], lang: str, run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATUFORMS_LANG", lang)
    page = re.sub(r"-\n +", "-", run(*words, "--help").out)
    # The list of commands begins each line with one.
    said = re.sub(r"^  [a-z]\w+", " ", page, flags=re.MULTILINE)
    assert re.findall(r"[A-Za-z]+|[<>{}]", NO_WORDS.sub(" ", said)) == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_the_language_of_its_help(name: str, run: Any) -> None:
    said = run(name, "--help", "--lang", "kk")
    assert (said.code, said.out.split(":")[0]) == (0, "Қолданылуы")


def test_a_range_is_said_in_words(run: Any) -> None:
    page = run("testbank", "--help", "--lang", "ru").out
    assert "от 1 до 26" in " ".join(page.split())
    assert "x<=" not in page


def test_several_files_are_said_without_brackets(run: Any) -> None:
    assert run("check", "--help").out.splitlines()[0] == "Usage: atuforms check [OPTIONS] FILE…"
