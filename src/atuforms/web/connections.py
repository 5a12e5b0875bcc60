"""Connections that nobody can hold for nothing: whoever sends or reads too slowly loses his own.

The server leaves a connection alone until the headers of a request have come; a few hundred of them
that never finish would keep everybody out. Here those have a time, and a number: where too many
are still sending, the oldest of them has to go.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar, Final

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from atuforms.core.language.languages import LANGUAGES
from atuforms.core.language.translation import translate
from atuforms.web import words

HEADERS: Final = 10.0
"""Seconds in which the headers of a request must have come."""
WHOLE: Final = 75.0
"""Seconds after which a connection is ended on which a request was begun; the application answers
within 60, so this is for those who do not read the answer."""
SENDING: Final = 128
"""Connections that may be in the middle of a request at once."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as the server speaks it, with an end to its patience."""

    _sending: ClassVar[dict[PatientProtocol, None]] = {}
    """Those whose request has not come whole, the oldest first."""
    _alarm: asyncio.TimerHandle | None = None
    _has_begun = False
    """Whether a byte of a request has come."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a new connection; of too many that are still sending the oldest is ended."""
        super().connection_made(transport)
        self._await_headers()
        if len(self._sending) > SENDING:
            next(iter(self._sending))._end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._quiet()
        self._sending.pop(self, None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes, and see how far the request has come."""
        self._has_begun = True
        awaited = self.conn.their_state is h11.IDLE
        if awaited and self._alarm is None:
            self._await_headers()
        super().data_received(data)
        if awaited and self.conn.their_state is not h11.IDLE:
            self._set(WHOLE, self._end)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            self._sending.pop(self, None)

    def on_response_complete(self) -> None:
        """Wait for the next request, as the server does, and for the rest of this answer to go."""
        self._has_begun = False
        self._sending.pop(self, None)
        self._set(WHOLE, self._end)
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE and not self.transport.get_write_buffer_size():
            self._quiet()

    def _await_headers(self) -> None:
        self._sending[self] = None
        self._set(HEADERS, self._refuse)

    def _set(self, seconds: float, act: Callable[[], Any]) -> None:
        self._quiet()
        self._alarm = self.loop.call_later(seconds, act)

    def _quiet(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _refuse(self) -> None:
        """Say that it takes too long, in every language, since none is known yet."""
        if self._has_begun and self.conn.our_state is h11.IDLE:
            values = {"seconds": round(HEADERS)}
            said = "\n".join(translate(words.TOO_SLOW, lang, **values) for lang in LANGUAGES)
            body = said.encode()
            head = h11.Response(
                status_code=408,
                headers=[
                    ("Content-Type", "text/plain; charset=utf-8"),
                    ("Content-Length", str(len(body))),
                    ("Connection", "close"),
                ],
            )
            for event in (head, h11.Data(data=body), h11.EndOfMessage()):
                self.transport.write(self.conn.send(event) or b"")
        self._set(HEADERS, self._end)
        self.transport.close()

    def _end(self) -> None:
        self._quiet()
        self._sending.pop(self, None)
        self.transport.abort()
