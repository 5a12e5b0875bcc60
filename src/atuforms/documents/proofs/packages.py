"""The packages with which documents are read for their proofs: all of them, or a sentence."""

from __future__ import annotations

from atuforms.core.exceptions import MissingDependency
from atuforms.core.locks import FIRST_USE

try:
    with FIRST_USE:
        import pikepdf as pikepdf
        import pypdfium2 as pypdfium2
        import zxingcpp as zxingcpp
except ImportError as error:
    raise MissingDependency(
        "Proofs need joserfc, cryptography, pikepdf, pypdfium2 and zxing-cpp. Install them: "
        'pip install "atuforms[proofs]"'
    ) from error
