"""The sentences of the batch stand in the table of all sentences."""

from __future__ import annotations

import pytest

from atuforms import messages
from atuforms.batch.sentences import SENTENCES


@pytest.fixture(autouse=True)
def _sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "SENTENCES", {**messages.SENTENCES, **SENTENCES})
