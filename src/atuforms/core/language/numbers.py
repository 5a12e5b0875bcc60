"""Numbers as each language writes them."""

from __future__ import annotations

from decimal import Decimal

from atuforms.core.language.languages import Language


def number_text(number: Decimal | int, lang: Language) -> str:
    """A number with the decimal separator of the language, without superfluous zeros."""
    text = format(Decimal(number).normalize(), "f")
    return text if lang == "en" else text.replace(".", ",")
