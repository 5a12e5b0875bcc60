"""A record in the one form of which a hash is taken: RFC 8785, the JSON Canonicalization Scheme.

Every program that follows the standard makes the same bytes of the same values, whatever the order
of their keys and the blanks between them; a browser needs a dozen lines for it.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Mapping
from typing import Any

_EXPONENT = re.compile(r"e([+-])0*(\d)")
_LARGE, _SMALL = 1e21, 1e-6
"""From where and to where ECMAScript writes a number without an exponent."""
_EXACT = 2**53
_quoted = json.encoder.encode_basestring


def canonical(value: Any) -> bytes:
    """``value``, plain data, as canonical JSON."""
    return _text(value).encode()


def canonical_hash(value: Any) -> bytes:
    """SHA-256 of the canonical form."""
    return hashlib.sha256(canonical(value)).digest()


def _text(value: Any) -> str:
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        names = sorted(value)
        if not "".join(names).isascii():
            # By UTF-16 units, which is not the order of code points beyond the first plane.
            names.sort(key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join([f"{_quoted(name)}:{_text(value[name])}" for name in names]) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(_text, value)) + "]"
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return _number(float(value) if abs(value) > _EXACT else value)


def _number(value: float) -> str:
    """A number as ECMAScript writes it, to which every JSON number is one of double precision."""
    if isinstance(value, int):
        return str(value)
    if not math.isfinite(value):
        raise ValueError(value)
    if value == int(value) and abs(value) < _LARGE:
        return str(int(value))
    if abs(value) < _SMALL or abs(value) >= _LARGE:
        return _EXPONENT.sub(r"e\1\2", repr(value))
    text = repr(value)
    return text if "e" not in text else f"{value:.20f}".rstrip("0")
