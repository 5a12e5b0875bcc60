"""Numbers as the lists of Word spell them."""

from __future__ import annotations

from typing import Final

_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"


def spelled(count: int, shape: str) -> str:
    """``count`` in a number format of Word."""
    if shape in ("upperLetter", "lowerLetter", "russianUpper", "russianLower"):
        alphabet = _RUSSIAN if shape.startswith("russian") else _LATIN
        letter = alphabet[(count - 1) % len(alphabet)]
        return letter.upper() if shape.endswith(("Upper", "upperLetter")) else letter
    if shape in ("upperRoman", "lowerRoman"):
        roman, rest = "", max(count, 0) % 40
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman.upper() if shape == "upperRoman" else roman
    return str(count)
