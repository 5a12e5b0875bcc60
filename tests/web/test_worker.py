"""When a process of the service has had its time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from atuforms.web import worker


@pytest.mark.skipif(sys.platform != "linux", reason="others do not tell what is held now")
def test_it_is_replaced_for_what_it_holds_not_for_what_it_or_its_parent_once_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0]) * 1024
    monkeypatch.setattr(worker, "LARGE", held + 60_000_000)
    del (once := [bytearray(120_000_000)])[:]
    assert not once
    assert not worker.grown()
    now = bytearray(120_000_000)
    assert worker.grown()
    assert len(now) == 120_000_000
