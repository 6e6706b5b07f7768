"""Asks servers for pages with good manners: declared hosts alone, robots.txt, a pause between requests, few retries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from pressmark.archives.transfer import received
from pressmark.evidence.addresses import web_url
from pressmark.evidence.robots import Robots, robots_for
from pressmark.stages._transport import Answer, Transport, Unanswered

PROGRAM = "pressmark"
_HOPS = 5
_TRIES = 3
_LONGEST_WAIT = 600.0  # seconds that a server may ask for before it is taken as a refusal
_FAILURES = 3  # in a row, after which a host is left alone
_ROBOTS_BYTES = 1_000_000
_REFUSED = frozenset({401, 402, 403, 407, 451})
_GONE = frozenset({404, 410})
_BUSY = frozenset({429, 503})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The time of day, a count of seconds, and how to wait for some."""

    now: Callable[[], datetime]
    seconds: Callable[[], float]
    wait: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page was not fetched; `lasting` says that asking again would be no use."""

    outcome: str  # gone blocked missing
    reason: str
    lasting: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was fetched, with the address at which it was found in the end."""

    url: str
    answer: Answer
    retrieved: datetime


@dataclass(slots=True)
class Asker:
    """Asks for pages; `hosts` may be asked, each as `example.org` or `example.org:8080`, and no other ever is."""

    transport: Transport
    clock: Clock
    hosts: frozenset[str]
    delay: float = 5.0  # seconds between two requests to a host; a Crawl-delay that is longer counts
    _robots: dict[str, Robots | Refusal] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)
    _failed: Counter[str] = field(default_factory=Counter)
    _closed: dict[str, Refusal] = field(default_factory=dict)

    def page(self, url: str) -> Page | Refusal:
        """Returns the page at an address, through redirects among the declared hosts, or why there is none."""
        for _ in range(_HOPS + 1):
            refused = self._refused(url)
            if refused:
                return refused
            found = self._answered(url)
            if isinstance(found, Refusal):
                return found
            target = found.headers.get("location")
            if not (300 <= found.status < 400 and target):
                return self._judged(url, found)
            url = urljoin(url, target)
        return Refusal("missing", "too many redirects", lasting=True)

    def _refused(self, url: str) -> Refusal | None:
        host = place_of(url)
        if host is None:
            return Refusal("blocked", "not an address of the web", lasting=True)
        if host not in self.hosts:
            return Refusal("blocked", f"the host {host} is not declared", lasting=False)
        if host in self._closed:
            return self._closed[host]
        robots = self._robots_of(url, host)
        if isinstance(robots, Refusal):
            return robots
        return None if robots.allows(url) else Refusal("blocked", "robots.txt", lasting=False)

    def _robots_of(self, url: str, host: str) -> Robots | Refusal:
        origin = urljoin(url, "/")
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(urljoin(url, "/robots.txt"), host)
        return self._robots[origin]

    def _read_robots(self, url: str, host: str) -> Robots | Refusal:
        """Returns what robots.txt says: what cannot be read forbids everything, what is not there allows everything."""
        for _ in range(_HOPS + 1):
            found = self._once(url, host, most=_ROBOTS_BYTES)
            if isinstance(found, Unanswered) or found.status >= 500 or found.status in _BUSY:
                return Refusal("blocked", "robots.txt cannot be read", lasting=False)
            if found.status >= 400:
                return Robots()
            target = found.headers.get("location")
            if not (300 <= found.status < 400 and target):
                return robots_for(_text(found), PROGRAM)
            url = urljoin(url, target)
            other = place_of(url)
            if other not in self.hosts:
                return Refusal("blocked", "robots.txt leads to a host that is not declared", lasting=False)
            host = other or host
        return Robots()

    def _answered(self, url: str) -> Answer | Refusal:
        """Returns an answer, after a few tries where the server is busy or does not answer."""
        host = str(place_of(url))
        said: Answer | Unanswered = Unanswered("", again=True)
        for number in range(_TRIES):
            said = self._once(url, host)
            again = said.again if isinstance(said, Unanswered) else said.status in _BUSY or said.status >= 500
            if not again:
                self._failed[host] = 0
                break
            pause = self._pause(said, number)
            if pause > _LONGEST_WAIT:
                break
            if number < _TRIES - 1:
                self.clock.wait(pause)
        else:
            return self._gave_up(said, host)
        if isinstance(said, Unanswered):
            return Refusal("missing", said.why, lasting=not said.again)
        return self._gave_up(said, host) if said.status in _BUSY else said

    def _pause(self, said: Answer | Unanswered, number: int) -> float:
        """Returns how long to wait before the next try: what the server asks for, else twice as long each time."""
        own = self.delay * 2.0 ** (number + 1)
        asked = said.headers.get("retry-after", "") if isinstance(said, Answer) else ""
        if asked.strip().isdecimal():
            return max(own, float(asked))
        try:
            return max(own, (parsedate_to_datetime(asked) - self.clock.now()).total_seconds()) if asked else own
        except (TypeError, ValueError):
            return own

    def _gave_up(self, said: Answer | Unanswered, host: str) -> Refusal:
        if isinstance(said, Answer) and said.status in _BUSY:
            refused = Refusal("blocked", f"HTTP status {said.status}: it asks for fewer requests", lasting=False)
            self._closed[host] = refused
            return refused
        why = said.why if isinstance(said, Unanswered) else f"HTTP status {said.status}"
        self._failed[host] += 1
        if self._failed[host] >= _FAILURES:
            self._closed[host] = Refusal("missing", f"its host failed {_FAILURES} times in a row", lasting=False)
        return Refusal("missing", why, lasting=False)

    def _once(self, url: str, host: str, most: int | None = None) -> Answer | Unanswered:
        """Asks one address once, no sooner than the host's pause is over."""
        robots = self._robots.get(urljoin(url, "/"))
        pause = max(self.delay, (robots.delay or 0) if isinstance(robots, Robots) else 0)
        if host in self._last:
            rest = self._last[host] + pause - self.clock.seconds()
            if rest > 0:
                self.clock.wait(rest)
        try:
            return self.transport.get(url, within=_is_within(host), most=most)
        finally:
            self._last[host] = self.clock.seconds()

    def _judged(self, url: str, found: Answer) -> Page | Refusal:
        said = f"HTTP status {found.status}"
        if found.status == 200:
            return Page(url, found, self.clock.now())
        if found.status in _GONE:
            return Refusal("gone", said, lasting=True)
        return Refusal("blocked" if found.status in _REFUSED else "missing", said, lasting=found.status < 500)


def place_of(url: str) -> str | None:
    """Returns host, and port where the address names one that is not its scheme's own; None where it has none."""
    address = web_url(url)
    if address is None:
        return None
    parts = urlsplit(address)
    host, port = parts.hostname or "", parts.port
    host = f"[{host}]" if ":" in host else host
    return host if port in (None, {"http": 80, "https": 443}[parts.scheme]) else f"{host}:{port}"


def _is_within(host: str) -> bool:
    """Returns whether a declared host may be of this network: one that is an address, or this machine by its name."""
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    try:
        ip_address(name)
    except ValueError:
        return name == "localhost"
    return True


def _text(found: Answer) -> str:
    coding = found.headers.get("content-encoding", "")
    return received(found.body, transfer="", content=coding, most=_ROBOTS_BYTES).data.decode("utf-8", "replace")
