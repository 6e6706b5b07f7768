"""Reads robots.txt: what a site lets a program ask for, and how slowly.

The rules are those of RFC 9309: the groups that name the program count, else those that name `*`; the longest pattern
that matches decides, and of equally long ones the one that allows. `Crawl-delay` is in no standard, and is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

_TOKEN = re.compile(r"[A-Za-z_-]+|\*")
_RULES = frozenset({"allow", "disallow", "crawl-delay"})
_AFTER_HOST = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://[^/?]*")
_MOST = 500_000  # characters that are read
_AS_THEY_ARE = "/*$?&=;:@!'(),+~%"


@dataclass(frozen=True, slots=True)
class Robots:
    """What holds for one program: patterns with whether they allow, and the seconds between two requests."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float | None = None

    def allows(self, url: str) -> bool:
        """Returns whether an address may be asked for."""
        asked = _AFTER_HOST.sub("", url.partition("#")[0], count=1)
        path = _settled(asked if asked.startswith("/") else f"/{asked}")
        if path == "/robots.txt":
            return True
        matching = [(len(pattern), allowed) for pattern, allowed in self.rules if _matches(pattern, path)]
        return max(matching)[1] if matching else True


def robots_for(text: str, program: str) -> Robots:
    """Returns what a robots.txt says to a program, named by its product token without a version."""
    groups = list(_groups(text.removeprefix("\ufeff")[:_MOST]))
    own = [said for names, said in groups if program.lower() in names]
    said = [line for lines in own or [said for names, said in groups if "*" in names] for line in lines]
    rules = tuple((_settled(value), key == "allow") for key, value in said if key != "crawl-delay" and value)
    delays = [float(value) for key, value in said if key == "crawl-delay" and re.fullmatch(r"\d+(\.\d+)?", value)]
    return Robots(rules, max(delays, default=None))


def _groups(text: str) -> Iterator[tuple[set[str], list[tuple[str, str]]]]:
    names: set[str] = set()
    said: list[tuple[str, str]] = []
    for line in text.splitlines():
        key, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        key = key.lower()
        if key == "user-agent":
            if said:
                yield names, said
                names, said = set(), []
            token = _TOKEN.match(value)
            names |= {token[0].lower()} if token else set()
        elif key in _RULES and names:
            said.append((key, value))
    yield names, said


def _settled(path: str) -> str:
    """Returns a path or pattern with each sign in one of the forms that an address can give it."""
    parts = re.split(r"(%[0-9A-Fa-f]{2})", path)
    return "".join(_escaped(part) if re.fullmatch("%..", part) else quote(part, safe=_AS_THEY_ARE) for part in parts)


def _escaped(part: str) -> str:
    sign = unquote_to_bytes(part).decode("latin-1")
    return sign if sign.isascii() and (sign.isalnum() or sign in "-._~") else part.upper()


def _matches(pattern: str, path: str) -> bool:
    ends = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    place = len(first)
    for piece in rest[:-1]:
        place = path.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    if not rest:
        return not ends or place == len(path)
    last = rest[-1]
    return path.endswith(last) and len(path) - len(last) >= place if ends else path.find(last, place) >= 0
