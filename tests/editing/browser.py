"""A real browser, and a server as small as one can be, for the pages of the editor."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from tests.programs import program

from atuforms import editing

# As strict as that of a page that allows nothing but the editor.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
PAGE = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{form}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/editor.css"></head>
<body><main><h1>atuforms</h1><div id="editor"></div></main>
<script type="module" src="/page.js"></script></body></html>"""
SCRIPT = """
import { mount, browserBackend } from "/editor.js";
const [, lang, form] = location.pathname.split("/");
const element = document.querySelector("#editor");
window.editor = mount(element, { form, lang, backend: browserBackend(), storage: localStorage });
"""


class _Handler(BaseHTTPRequestHandler):
    def log_request(self, code: object = "-", size: object = "-") -> None:
        pass

    def do_GET(self) -> None:
        _, first, *rest = self.path.split("/")
        if first == "editor.js":
            self._give(editing.script(), "text/javascript")
        elif first == "editor.css":
            self._give(editing.style(), "text/css")
        elif first == "favicon.ico":
            self._give("", "image/x-icon")
        elif first == "page.js":
            self._give(SCRIPT, "text/javascript")
        else:
            self._give(PAGE.format(lang=first, form="/".join(rest)), "text/html")

    def do_POST(self) -> None:
        params = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = editing.answer(self.path.removeprefix("/api/"), params)
        self._give(json.dumps(answer), "application/json")

    def _give(self, text: str, media_type: str) -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with contextlib.suppress(BrokenPipeError):  # The page was closed before its answer came.
            self.wfile.write(data)


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server that gives every form's page at ``/<language>/<form>``."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def browsing(**options: Any) -> Iterator[Browser]:
    """Chromium, as the system has it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program("chromium"), args=ARGUMENTS, **options
        )
        try:
            yield browser
        finally:
            browser.close()
