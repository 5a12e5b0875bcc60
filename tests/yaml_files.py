"""YAML files, read by libyaml: ten times as fast as the reader in Python, which counts here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def parsed(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def read(file: Path) -> Any:
    return parsed(file.read_text(encoding="utf-8"))
