"""The editor in a notebook: what Python sees of it, and a real JupyterLab."""

from __future__ import annotations

import base64
import json
import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.editing.browser import browsing
from tests.forms.builders import example

import atuforms
from atuforms import editing

GLOSSARY = {
    "form": "glossary",
    "lang": "kk",
    "course_title": "Нан өндірісі",
    "terms": [{"term": "Қамыр", "definition": "Ұннан иленген масса."}],
}


def test_an_editor_begins_empty_or_with_a_record(repository: Path) -> None:
    empty = atuforms.editor("Ү.ЖИЦДО-7.5.1-2025-02-09", lang="kk")
    assert empty.record() == {"form": "02-09", "lang": "kk"}
    assert not empty.report.ok
    with pytest.raises(atuforms.InvalidRecord) as caught:
        _ = empty.form
    assert "missing" in {finding.rule for finding in caught.value.report}

    filled = atuforms.editor(GLOSSARY)
    assert filled.form == atuforms.load(GLOSSARY)
    assert filled.report.ok
    assert atuforms.editor(filled.form).record() == GLOSSARY

    beside = atuforms.editor(repository / "examples" / "mooc-format.yaml", lang="ru")
    assert beside.form.origin.pictures.keys() == {
        "pictures/author-seitkali.png",
        "pictures/author-utegen.png",
        "pictures/course-food-safety.png",
    }
    assert beside.report.ok


def test_an_editor_looks_at_the_scores_beside_its_certificate(tmp_path: Path) -> None:
    sheet = example("compliance-criteria")
    sheet["scores"] |= {"content": 1, "tasks": 1, "speaker": 1}
    for name, record in {"scores": sheet, "own": example("mooc-placement-certificate")}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(record), "utf-8")
    editor = atuforms.editor(str(tmp_path / "own.json"))
    assert "0210-verdict-le-18" in {each.rule for each in editor.report}
    told = editing.answer("check", {"record": editor._record, "lang": "kk"})
    assert "0210-verdict-le-18" in {each["rule"] for each in told["findings"]}


def test_the_code_of_an_editor_makes_the_same_form() -> None:
    made: dict[str, Any] = {}
    exec(atuforms.editor(GLOSSARY).code(), made)
    assert made["form"] == atuforms.load(GLOSSARY)
    assert "term: Қамыр" in atuforms.editor(GLOSSARY).yaml()


def test_a_message_of_the_browser_is_answered() -> None:
    widget, sent = atuforms.editor(GLOSSARY), []
    widget.send = lambda content, buffers=None: sent.append(content)
    params = {"record": {**GLOSSARY, "course_title": "A" * 151}, "lang": "kk"}
    widget._answer(widget, {"id": "7", "name": "check", "params": params}, [])
    widget._answer(widget, {"id": "8", "name": "nonsense", "params": None}, [])
    assert [each["id"] for each in sent] == ["7", "8"]
    assert sent[0]["result"]["findings"][0]["rule"] == "0201-title-150"
    assert "nonsense" in sent[1]["result"]["error"]


def test_a_large_document_is_sent_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atuforms.notebook.widget._MOST_BYTES", 30_000)
    monkeypatch.setattr("atuforms.notebook.widget._PAUSE", 0)
    widget, sent = atuforms.editor(GLOSSARY), []
    widget.send = lambda content, buffers=None: sent.append(content)
    params = {"record": GLOSSARY, "lang": "kk", "to": "docx"}
    widget._answer(widget, {"id": "7", "name": "render", "params": params}, [])
    data = base64.b64decode("".join(each["part"] for each in sent[:-1]))
    assert len(sent) > 2
    assert atuforms.read(data) == atuforms.load(GLOSSARY)
    assert sent[-1]["result"]["filename"] == "glossary.kk.docx"


def test_without_the_extra_the_error_names_it() -> None:
    program = (
        "import sys; sys.modules['anywidget'] = None\n"
        "import atuforms\n"
        "try: atuforms.editor('02-09')\n"
        "except atuforms.AtuformsError as error: print(error.exit_code, error)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert told.stdout.startswith("3 ")
    assert "atuforms[notebook]" in told.stdout


def test_nothing_of_it_is_loaded_before_it_is_asked_for() -> None:
    program = (
        "import sys, atuforms\n"
        "print([n for n in sys.modules if n.startswith(('atuforms.editing', 'atuforms.notebook',"
        " 'anywidget', 'ipywidgets'))])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


@contextmanager
def jupyter(folder: Path) -> Iterator[str]:
    """The address of a JupyterLab whose files are in ``folder``."""
    token = secrets.token_hex(8)
    env = {**os.environ, "JUPYTER_CONFIG_DIR": str(folder / ".config"), "HOME": str(folder)}
    env |= {"JUPYTER_RUNTIME_DIR": str(folder / ".run"), "JUPYTER_DATA_DIR": str(folder / ".data")}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--port=0", "--allow-root"]
    command += ["--ServerApp.ip=127.0.0.1", f"--IdentityProvider.token={token}"]
    command += [f"--ServerApp.root_dir={folder}", "--LabApp.news_url=None"]
    command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    server = subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        for line in server.stderr:
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if found:
                yield f"http://127.0.0.1:{found[1]}/lab/tree/form.ipynb?token={token}"
                break
    finally:
        server.terminate()
        server.wait(20)
        server.stderr.close()


def test_a_form_is_filled_in_in_jupyterlab(tmp_path: Path) -> None:
    cells = ["import atuforms\neditor = atuforms.editor('glossary', lang='kk')\neditor"]
    cells += ["print(editor.form.record())"]
    kernel = {"name": "python3", "display_name": "Python 3"}
    code: dict[str, Any] = {
        "cell_type": "code",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    notebook = {
        "cells": [{**code, "id": f"cell-{n}", "source": each} for n, each in enumerate(cells)],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    file = tmp_path / "form.ipynb"
    file.write_text(json.dumps(notebook), encoding="utf-8")
    with jupyter(tmp_path) as address, browsing() as browser:
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        page.set_default_timeout(30_000)
        page.goto(address)
        _run_first(page)
        pages = page.locator(".atuforms-pages img")
        empty = pages.get_attribute("src")
        _fill_in(page)
        # What is kept for those who read it without a kernel follows, out of sight.
        filled = _when_other(pages, empty)
        expect(pages).to_be_hidden()
        page.keyboard.press("Control+s")
        page.locator(".jp-CodeCell .cm-content").nth(1).click()
        page.keyboard.press("Shift+Enter")
        output = page.locator(".jp-OutputArea-output pre").last
        expect(output).to_contain_text("'definition': 'dd масса'")
        expect(output).to_contain_text("'course_title': 'Нан өндірісі'")
        _expect_in(file, filled)
        # Who opens it without the kernel sees the pages, and nothing about what was not found.
        assert "Толтыру үшін ұяшықты іске қосыңыз." in file.read_text(encoding="utf-8")
        lost = '<div class="jupyter-widgets">not found</div>'
        output = page.locator(".jp-OutputArea-child:has(.atuforms-editor)")
        output.evaluate("(element, lost) => { element.innerHTML = lost }", lost)
        expect(pages).to_be_visible()
        expect(page.get_by_text("not found")).to_be_hidden()
        browser.contexts[0].close()


def _expect_in(file: Path, text: str) -> None:
    """JupyterLab writes the file a moment after it was told to."""
    for _ in range(50):
        if text in file.read_text(encoding="utf-8"):
            return
        time.sleep(0.2)
    pytest.fail(f"{file.name} was not saved")


def _when_other(picture: Locator, before: str | None) -> str:
    expect(picture).not_to_have_attribute("src", before or "")
    return picture.get_attribute("src") or ""


def _run_first(page: Page) -> None:
    # A cell that is run before its kernel is there is forgotten.
    page.get_by_text("(ipykernel) | Idle").wait_for()
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector(".atuforms-pages img", state="attached")


def _fill_in(page: Page) -> None:
    """Type into the form of the first cell; keys that the notebook would take for itself, too."""
    words = editing.describe("glossary", "kk")["words"]
    editor = page.locator(".atuforms-editor")
    editor.get_by_label("ЖАОК атауы").fill("Нан өндірісі")
    boxes = editor.locator(".item textarea")
    boxes.nth(0).fill("Қамыр")
    boxes.nth(1).click()
    page.keyboard.type("dd масса")
    expect(editor.get_by_text(words["clean"]).first).to_be_visible()
