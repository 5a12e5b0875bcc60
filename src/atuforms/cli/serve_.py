"""``atuforms serve``: all forms in the browser."""

from __future__ import annotations

import importlib
import ipaddress
import socket
import sys
import threading
import webbrowser
from collections.abc import Sequence
from typing import Annotated

import typer

from atuforms.cli.console import Console
from atuforms.cli.options import Lang
from atuforms.core.exceptions import UnsafeOutput
from atuforms.core.language.reasons import reason_of
from atuforms.core.language.sentences import message
from atuforms.core.locks import FIRST_USE

HELP = message("Show all forms in the browser: fill in, check, print. Ctrl-C ends it.")

Host = Annotated[
    str,
    typer.Option(
        "--host",
        metavar="ADDRESS",
        help=message("Address at which it answers; only this machine can reach the one preset."),
    ),
]
Port = Annotated[
    int,
    typer.Option(
        "--port", metavar="N", min=0, max=65535, help=message("Port; 0 takes a free one.")
    ),
]
Open = Annotated[bool, typer.Option("--open", help=message("Open the page in the browser, too."))]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--name",
        metavar="NAME",
        help=message(
            "A name by which browsers of other machines may address it; it may be given again."
        ),
    ),
]
Workers = Annotated[
    int,
    typer.Option("--workers", metavar="N", min=1, max=64, help=message("Processes that work.")),
]


def command(
    context: typer.Context,
    host: Host = "127.0.0.1",
    port: Port = 8765,
    open_: Open = False,
    names: Names = None,
    workers: Workers = 2,
    lang: Lang = "",
) -> None:
    """Answer until Ctrl-C; exit with 2 where the address or the port cannot be had."""
    console: Console = context.obj
    _require()
    listening = _listen(host, port)
    with listening:
        address = _address(host, listening)
        console.result(address)
        sys.stdout.flush()  # for who waits for it on the other side of a pipe
        if not _is_loopback(host):
            console.note(
                console.say(
                    "Other machines can reach this service, and it asks nobody who he is. Let it "
                    "be reached only by those who may use it."
                )
            )
        console.note(console.say("Ctrl-C ends it."))
        _run(listening, address, hosts_of(host, names or ()), workers, browser=open_)
    console.note(console.say("The service has ended."))


def _require() -> None:
    """Make sure that everything is installed that the pages need, before anything is begun.

    :raises MissingDependency: when the extra ``web`` is not.
    """
    with FIRST_USE:
        importlib.import_module("atuforms.web")


def _listen(host: str, port: int) -> socket.socket:
    """A socket at an address, before anything else is begun.

    :raises UnsafeOutput: when it cannot be had.
    """
    bare = host.strip("[]")
    try:
        found = socket.getaddrinfo(bare, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, place = found[0]
        made = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _no_address(host, error) from error
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows lets others share a port otherwise
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(place)
        made.listen(128)
    except OSError as error:
        made.close()
        raise _no_port(host, port, error) from error
    return made


def _no_address(host: str, error: OSError) -> UnsafeOutput:
    return UnsafeOutput(
        "{host} is no address of this machine: {reason}. Leave --host out, or name another.",
        host=host,
        reason=reason_of(error),
    )


def _no_port(host: str, port: int, error: OSError) -> UnsafeOutput:
    return UnsafeOutput(
        "Port {port} at {host} cannot be used: {reason}. Perhaps the service is running already. "
        "Name another port with --port, or 0 for a free one.",
        port=str(port),
        host=host,
        reason=reason_of(error),
    )


def _address(host: str, listening: socket.socket) -> str:
    """The address for a browser of this machine."""
    bare = host.strip("[]")
    everywhere = bare in ("", "0.0.0.0", "::")  # noqa: S104 — compared, not bound
    shown = "127.0.0.1" if everywhere else bare
    shown = f"[{shown}]" if ":" in shown else shown
    return f"http://{shown}:{listening.getsockname()[1]}/"


def _is_loopback(host: str) -> bool:
    bare = host.strip("[]")
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return bare.lower() == "localhost"


def hosts_of(host: str, names: Sequence[str]) -> list[str]:
    """The names by which browsers may address the service."""
    from atuforms.web.guard import ANY_ADDRESS, LOOPBACK

    if _is_loopback(host):
        return [*LOOPBACK, host, f"[{host}]", *names]
    # A site that would borrow our address needs a name for it, which none of these is.
    return [*LOOPBACK, host, socket.gethostname(), socket.getfqdn(), ANY_ADDRESS, *names]


def _run(
    listening: socket.socket, address: str, hosts: list[str], workers: int, *, browser: bool
) -> None:
    import uvicorn

    from atuforms.web.application import application
    from atuforms.web.connections import PatientProtocol

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if browser and self.started:
                threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    config = uvicorn.Config(
        application(hosts, workers=workers),
        access_log=False,  # addresses say what people search for
        log_level="critical",  # what goes wrong, the application says without what was sent
        server_header=False,
        proxy_headers=False,
        http=PatientProtocol,
        h11_max_incomplete_event_size=64 * 1024,
        limit_concurrency=256,
        timeout_graceful_shutdown=5,
        ws="none",
    )
    try:
        Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        return
