"""What every test stands on: the repository's folder and a machine without personal settings."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import hypothesis
import pytest
from tests.shared import SharedDocuments

# A grammar of addresses in any alphabet: jsonschema builds it for two seconds, and no schema of
# the tests asks for one.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

REPOSITORY = Path(__file__).resolve().parent.parent
SLOWEST = (
    *("test_standards", "test_every_document", "test_contract", "test_first_use", "test_endings"),
    *("test_own_templates", "test_bounds", "test_comments", "test_conformance", "test_editor"),
    *("test_pdf_compiled", "test_api", "test_wheel", "test_browser", "test_extending"),
    *("test_clerk", "test_options_in_lines", "test_extras", "test_archives", "test_page_details"),
    *("test_pages", "test_templates", "test_schemas", "test_pdf", "test_floors", "test_edits"),
    *("test_surprises", "test_widget", "test_page", "test_formats", "test_work_done_once"),
    *("test_libreoffice", "test_round_trip", "test_blanks", "test_subject_documents"),
    *("test_simple_schemas", "test_catalogues", "test_signatures", "test_typing_manners"),
    *("test_types", "test_guides", "test_testbank", "test_signing", "test_verifying"),
)
"""The files that take longest, the longest first."""

# Rendering takes as long as it takes; a busy machine is no mistake of the code. The same commit
# gives the same verdict: new examples are looked for with ``--hypothesis-profile=search``.
PATIENT = hypothesis.settings(
    deadline=None,
    max_examples=50,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.register_profile("search", PATIENT)
hypothesis.settings.register_profile("atuforms", PATIENT, derandomize=True)
hypothesis.settings.load_profile("atuforms")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slowest files come first, so that at the end no worker waits for another."""
    order = {name: number for number, name in enumerate(SLOWEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


def pytest_collection_finish() -> None:
    """What was imported and collected stays: Python need not look through it for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_documents(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> SharedDocuments:
    """Examples and blanks, made once for all workers of this run."""
    folder = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):
        folder = folder.parent
    return SharedDocuments(folder / "shared-documents")


@pytest.fixture(autouse=True)
def _no_personal_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Neither the language nor the ``atuforms.toml`` of whoever runs the tests may count."""
    monkeypatch.delenv("ATUFORMS_LANG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "no-settings"))
