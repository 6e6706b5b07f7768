"""Prints pages with a headless browser as readers do: with its head and foot or without, on two papers, tagged or not.

Every host is answered by a server of this process, so that the browser prints the page's own address and nothing is
fetched from elsewhere.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, urlsplit

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SCRIPT = re.compile(rb"<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
_ALONE = ("--headless", "--no-sandbox", "--disable-gpu", "--timeout=15000", "--disable-features=HttpsUpgrades")
_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Manner:
    """How a reader prints a page."""

    name: str
    edges: bool = True  # the browser's own head and foot
    paper: str | None = None  # of a style sheet; letter without
    tagged: bool = True


MANNERS = (
    Manner("edges"),
    Manner("bare", edges=False, paper="A4"),
    Manner("untagged", tagged=False),
    Manner("untagged-bare", edges=False, paper="A4", tagged=False),
)


class Printer:
    """A browser and the server that answers it."""

    def __init__(self, browser: str, folder: Path, port: int, served: dict[str, bytes]) -> None:
        self._browser, self._folder, self._port, self._served = browser, folder, port, served

    def print_page(self, name: str, url: str, data: bytes, manner: Manner) -> Path | None:
        """Returns the print-out, which is made once; None where the browser gives up."""
        target = self._folder / f"{name}.{manner.name}.pdf"
        if target.is_file():
            return target
        parts = urlsplit(url)
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        page = _SCRIPT.sub(b"", data)
        if manner.paper:
            page += f"<style>@page {{ size: {manner.paper} }}</style>".encode()
        self._served[path] = page
        command = [self._browser, *_ALONE]
        command += [f"--host-resolver-rules=MAP {parts.hostname}:80 127.0.0.1:{self._port}, MAP * ~NOTFOUND"]
        command += [] if manner.edges else ["--no-pdf-header-footer"]
        command += [] if manner.tagged else ["--disable-pdf-tagging"]
        command += [f"--print-to-pdf={target}", f"http://{parts.hostname}{path}"]
        _run(command)
        del self._served[path]
        return target if target.is_file() else None


def _run(command: list[str]) -> None:
    """Runs a browser, and ends it with its children where a page keeps it busy."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def find_browser() -> str | None:
    """Returns the first browser that is here."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def printer(browser: str, folder: Path) -> Iterator[Printer]:
    """Yields a printer whose print-outs stay in a folder."""
    served: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            data = served.get(self.path.split("?")[0])
            self.send_response(404 if data is None else 200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(data or b"")

        def log_message(self, *_: object) -> None:
            """Says nothing of a request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Printer(browser, folder, server.server_address[1], served)
    finally:
        server.shutdown()
        server.server_close()
