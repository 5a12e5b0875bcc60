"""What stands before the application: who may ask, how much, how long, and what a browser may do.

It knows no page and no function. Whatever is refused is refused with a sentence.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from atuforms.web import words

LOOPBACK: Final = ("localhost", "127.0.0.1", "[::1]")
"""Names of this machine, by which no other site can be meant."""

ANY_ADDRESS: Final = "*.*"
"""Stands for every address in figures: a site that would borrow ours needs a name for that."""

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""Of every answer. A page names a wider policy for referrers to itself, or its own forms would come
without their origin."""

PATH: Final = "atuforms.path"
"""The key of a scope for the path below the application, wherever that stands."""
DEADLINE: Final = "atuforms.deadline"
"""The key of a scope for the time of the loop at which the request is to be answered."""

LOG: Final = logging.getLogger(__name__)

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})

Refuse = Callable[[Scope, int, str, Mapping[str, object]], Response]
"""Makes the answer to a refused request: status, sentence, its values."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a request may bring, in bytes, and how long it may take, in seconds."""

    size: int = 20_000_000
    seconds: float = 60.0


class Guard:
    """Lets through what may be asked, and gives every answer its headers.

    :param hosts: names by which the service is known; ``*`` is any, :data:`ANY_ADDRESS` any
        address in figures.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str], limits: Limits, refuse: Refuse) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._limits = limits
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": 1008})
            return
        root = scope.get("root_path", "")
        scope[PATH] = scope["path"].removeprefix(root) or "/"
        scope[DEADLINE] = asyncio.get_running_loop().time() + self._limits.seconds
        answering = _Answering(send)
        reason = self._reason(scope)
        if reason is not None:
            status, sentence, values = reason
            await self._refuse(scope, status, sentence, values)(scope, receive, answering.send)
            return
        try:
            async with asyncio.timeout(self._limits.seconds):
                counted = _Counted(receive, self._limits.size)
                await self._app(scope, counted.receive, answering.send)
        except TimeoutError:
            seconds = {"seconds": round(self._limits.seconds)}
            await self._end(scope, receive, answering, 408, words.TOO_LONG, seconds)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 — told here without what was given
            last = traceback.extract_tb(error.__traceback__)[-1]
            LOG.error("%s %s:%s", type(error).__name__, Path(last.filename).name, last.lineno)
            await self._end(scope, receive, answering, 500, words.OUR_FAULT, {})

    async def _end(
        self,
        scope: Scope,
        receive: Receive,
        answering: _Answering,
        status: int,
        sentence: str,
        values: Mapping[str, object],
    ) -> None:
        """Say why there is no answer, if none has begun."""
        if not answering.begun:
            await self._refuse(scope, status, sentence, values)(scope, receive, answering.send)

    def _reason(self, scope: Scope) -> tuple[int, str, Mapping[str, object]] | None:
        """Why a request is refused before its body is read."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_ours(host):
            return 421, words.HOST, {}
        if scope["method"] not in _SAFE and not _same_site(headers, host):
            return 403, words.ORIGIN, {}
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length[:20]) > self._limits.size:
            return 413, words.TOO_LARGE, {"limit": self._limits.size // 1_000_000}
        return None

    def _is_ours(self, host: str) -> bool:
        if "*" in self._hosts:
            return True
        name = _name(host)
        return name in self._hosts or (ANY_ADDRESS in self._hosts and _is_address(name))


class _Answering:
    """Passes an answer on with the headers of every one, and knows whether it has begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", "no-store")
        await self._send(message)


class _Counted:
    """A body whose bytes are counted as they come, whatever its headers claim."""

    def __init__(self, receive: Receive, size: int) -> None:
        self._receive = receive
        self._left = size
        self._size = size

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise HTTPException(413)
        return message


def _same_site(headers: Headers, host: str) -> bool:
    """Whether a request comes from our own pages, or from no page at all."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    if origin == "null":
        # So a browser says it that keeps the origin to itself; that it is ours, it says too.
        return site == "same-origin"
    return origin.partition("://")[2].lower() == host.lower()


def _name(host: str) -> str:
    """A host without its port."""
    name, colon, port = host.lower().rpartition(":")
    if colon and port.isdigit() and (not name.count(":") or name.endswith("]")):
        return name.rstrip(".")
    return host.lower().rstrip(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
