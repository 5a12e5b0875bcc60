"""Help, usage and mistakes in a command line are in the reader's language, Typer's words too."""

from __future__ import annotations

import pytest
from tests.cli.conftest import Run

from atuforms.cli.app import COMMANDS
from atuforms.core.language.languages import Language

ENGLISH = ("Usage", "Options", "Commands", "Arguments", "Show ", "Error", "Try ", "required")
ENGLISH_MISTAKES = (*ENGLISH, "No such", "Missing", "Invalid", "Got")
MISTAKES = (
    ["render"],
    ["render", "--bogus", "a.yaml"],
    ["render", "--drafd", "a.yaml"],
    ["blnk"],
    ["unheard-of"],
    ["show", "02-09", "more"],
    ["check", "a.yaml", "--lang"],
    ["batch", "02-09", "rows.csv", "--workers", "x"],
)


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_no_english_words(
    run: Run, monkeypatch: pytest.MonkeyPatch, lang: Language, command: str
) -> None:
    monkeypatch.setenv("ATUFORMS_LANG", lang)
    code, out, _err = run(*command.split(), "--help")
    assert code == 0
    assert [word for word in ENGLISH if word in out] == []


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("words", MISTAKES, ids=" ".join)
def test_a_mistake_is_said_in_the_language_of_the_reader(
    run: Run, monkeypatch: pytest.MonkeyPatch, lang: Language, words: list[str]
) -> None:
    monkeypatch.setenv("ATUFORMS_LANG", lang)
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.strip()
    assert [word for word in ENGLISH_MISTAKES if word in err] == []


@pytest.mark.parametrize("words", MISTAKES, ids=" ".join)
def test_a_mistake_says_what_is_wrong_and_where_help_is(run: Run, words: list[str]) -> None:
    code, _out, err = run(*words)
    assert code == 2
    assert "Error: " in err
    assert err.rstrip().endswith(".")


def test_no_command_shows_the_help(run: Run) -> None:
    code, _out, err = run()
    assert code == 2
    assert "Commands:" in err
    assert "Error" not in err
