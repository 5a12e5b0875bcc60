"""The service: all forms in the browser, and the same functions for other systems.

It needs the extra ``web``. :func:`~atuforms.web.application.application` makes it; ``atuforms
serve`` runs it. A request is let through by :mod:`.guard`, and worked on by a process of
:mod:`.workers`, which alone looks into what a stranger sent.
"""

from __future__ import annotations

from atuforms.core.exceptions import MissingDependency
from atuforms.core.locks import FIRST_USE

with FIRST_USE:
    try:
        import pypdfium2
        import python_multipart
        import starlette
        import uvicorn
    except ImportError as error:
        raise MissingDependency(
            'The pages need the extra “web”. Install it: pip install "atuforms[web]"'
        ) from error

NEEDED = (pypdfium2, python_multipart, starlette, uvicorn)
"""What the service is built on, and what it is run with."""
