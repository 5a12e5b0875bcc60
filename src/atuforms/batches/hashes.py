"""The hash by which a record is known from one run of a batch to the next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping


def record_hash(record: Mapping[str, object]) -> str:
    """What a record is known by: the same data has the same hash, from whatever kind of table."""
    text = json.dumps(_as_text(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _as_text(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _as_text(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(part) for part in value]
    return str(value)
