"""Where the seal of a signed document stands: its place is kept free until all else is written.

The seal is signed over what the document shows, so it comes last, in the process that has the key.
"""

from __future__ import annotations

from typing import Final

LENGTH: Final = 409
"""Characters of a seal; each has as many."""
ROOM: Final = "." * LENGTH
"""What stands in its place until then."""
