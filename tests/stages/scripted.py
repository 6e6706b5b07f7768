"""A server on this machine that answers as a test tells it to, and a clock that never waits."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pressmark.stages._asking import Clock

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """One answer; `stall` keeps the connection open without a byte until the server is closed."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    stall: bool = False


@dataclass
class Server:
    """What a server answers, by path; of several answers each is given once and the last for good."""

    place: str
    answers: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    def url(self, path: str) -> str:
        return f"http://{self.place}{path}"

    def says(self, path: str, *said: Said) -> None:
        self.answers[path] = list(said)

    def next(self, path: str) -> Said:
        waiting = self.answers.get(path)
        if not waiting:
            return Said(404)
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def serving() -> Iterator[Server]:
    """Yields a server on a free port."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            server.headers.append(dict(self.headers.items()))
            said = server.next(self.path)
            if said.stall:
                over.wait(30)
                return
            self.send_response(said.status)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **said.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server = Server(f"127.0.0.1:{listening.server_address[1]}")
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        over.set()
        listening.shutdown()
        listening.server_close()
        thread.join()


@dataclass
class Waits:
    """A clock that counts what it is told to wait, and waits for nothing."""

    waited: list[float] = field(default_factory=list)

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: NOON, seconds=lambda: sum(self.waited), wait=self.waited.append)
