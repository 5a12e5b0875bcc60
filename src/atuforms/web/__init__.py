"""The service: all forms in the browser, and the same functions for other systems.

It needs the extra ``web``. :func:`~atuforms.web.application.application` makes it; ``atuforms
serve`` runs it. A request is let through by :mod:`.guard`, and worked on by a process of
:mod:`.workers`, which alone looks into what a stranger sent.
"""
