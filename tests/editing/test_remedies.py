"""Who has no shell is told of no command and no option: a page says what is to be done on it."""

from __future__ import annotations

import re

from tools.catalogues import template

from atuforms import editing
from atuforms.core.language.languages import LANGUAGES
from atuforms.core.language.substitutes import in_place_of
from atuforms.core.language.translation import translate
from atuforms.editing.remedies import REMEDIES

SHELL = re.compile(r"(?<![\w-])--[a-z]|[“ ]atuforms (?!is\b|runs\b|itself\b|again\b)[a-z]")
# What a page never comes to: the register, signatures, templates of one's own, folders of documents
# that stay, what is said where the program is installed or begun, and the sheet of a table.
ELSEWHERE = (
    *("cli/", "register/", "documents/proofs/", "documents/own_templates.py"),
    *("rendering/office_package.py", "rendering/slides/", "rendering/word/template_"),
    *("batches/bundle.py", "batches/folder.py", "batches/run.py", "batches/form_rows.py"),
    *(
        "dossiers/subject_",
        "core/doctor.py",
        "core/files/output_files.py",
        "core/files/resources.py",
    ),
)
NO_REGISTER = "To issue this record under a new number"
OF_THE_SETTINGS = "{file} changes a rule that there is not"


def sentences() -> dict[str, set[str]]:
    """Each sentence of the program with the files in which it stands."""
    found: dict[str, set[str]] = {}
    for entry in template():
        for text in entry.id if isinstance(entry.id, list | tuple) else [entry.id]:
            found.setdefault(text, set()).update(name for name, _ in entry.locations)
    return found


def test_every_sentence_that_names_a_command_has_another_one_for_pages() -> None:
    known = sentences()
    untold = [
        (text, places)
        for text, places in known.items()
        if SHELL.search(text)
        and text not in REMEDIES
        and not text.startswith((NO_REGISTER, OF_THE_SETTINGS))
        and not all(place.startswith(ELSEWHERE) for place in places)
    ]
    assert untold == []
    assert [text for text in REMEDIES if text not in known] == []
    assert [text for text in REMEDIES.values() if SHELL.search(text)] == []


def test_it_is_said_in_every_language_and_only_there() -> None:
    sentence = "There is no form “{name}”. “atuforms list” shows all."
    for lang in LANGUAGES:
        with in_place_of(REMEDIES):
            told = translate(sentence, lang, name="zzzz")
        assert "zzzz" in told
        assert "atuforms" not in told
        assert "atuforms list" in translate(sentence, lang, name="zzzz")
        answer = editing.answer("check", {"record": {"form": "zzzz"}, "lang": lang})
        assert answer == {"error": told}
