"""Links and addresses of mail."""

from __future__ import annotations

import re
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BeforeValidator

from atuforms.core.language.messages import LINK_WITHOUT_SCHEME, NOT_A_LINK, NOT_AN_EMAIL
from atuforms.core.safe_text import as_text, shown
from atuforms.fields.kinds import Marker
from atuforms.fields.numbers import NO, YES
from atuforms.fields.problems import problem
from atuforms.fields.texts import clean

_SPACE = re.compile(r"\s")
_HOST = re.compile(r"[\w-]+(\.[\w-]+)*(:\d{1,5})?([/?#]|$)")
_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


def is_url(text: str) -> bool:
    """Whether ``text`` is an absolute http or https address with a host."""
    if _SPACE.search(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _lacks_only_its_scheme(text: str) -> bool:
    """Whether ``text`` begins with a host, and not with a scheme of its own as ``mailto:``."""
    return bool(_HOST.match(text)) and is_url(f"https://{text}")


def _read_url(value: object) -> str:
    if not isinstance(value, str):
        raise problem("wrong-type", NOT_A_LINK, actual=shown(value, 60))
    text = clean(value)
    if text and not is_url(text):
        message = LINK_WITHOUT_SCHEME if _lacks_only_its_scheme(text) else NOT_A_LINK
        raise problem("wrong-type", message, actual=text[:80])
    return text


def _read_url_or_flag(value: object) -> str:
    word = as_text(value).strip().lower()
    if word in YES | NO:
        return "true" if word in YES else "false"
    return _read_url(value)


def _read_email(value: object) -> str:
    if not isinstance(value, str):
        raise problem("wrong-type", NOT_AN_EMAIL, actual=shown(value, 60))
    text = clean(value)
    if text and not _MAIL.fullmatch(text):
        raise problem("wrong-type", NOT_AN_EMAIL, actual=text[:80])
    return text


Url = Annotated[str, BeforeValidator(_read_url), Marker("url")]
"""An absolute address, ``https://…``; kept as it was typed."""

UrlOrFlag = Annotated[str, BeforeValidator(_read_url_or_flag), Marker("presence")]
"""The address of something, or ``true`` and ``false`` for whether there is one."""

Email = Annotated[str, BeforeValidator(_read_email), Marker("email")]
"""An address of mail."""
