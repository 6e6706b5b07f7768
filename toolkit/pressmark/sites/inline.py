"""Reads the inline marks of a print view: links, images, automatic links, emphasis, escapes, character references.

What is no such mark stays as printed: `[1]` and `[^note]` are a printer's marks. Every step is linear in the length.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pressmark.sites.emphasis import Run, pair, read_run
from pressmark.sites.wording import Anchor, Piece, Wording

_LABEL = r"(?:[^\[\]\\]++|\\.|!?\[[^\[\]]*\](?:\([^()\s]*\))?)*+"
_TARGET = r"""\(\s*(?:<(?P<angled>[^<>\n]*)>|(?P<target>(?:[^\s()\\]++|\\.|\([^\s()]*\))*+))
    (?:\s+(?:"[^"]*"|'[^']*'))?\s*\)"""
_TOKEN = re.compile(
    rf"""(?P<escape>\\[!-/:-@\[-`{{-~])
    |(?P<link>!?\[(?P<label>{_LABEL})\](?:{_TARGET}|\[(?P<name>[^\[\]\n]*)\]))
    |<(?P<automatic>(?:https?://|mailto:)[^\s<>]+|[\w.+-]+@[\w-]+\.[\w.-]+)>
    |(?P<bare>https?://[^\s<>\[\]()"*|”»]+(?:\([^\s()<>]*\)[^\s<>\[\]()"*|”»]*)*)
    |(?P<reference>&(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,31}});)
    |(?P<run>\*+|_+)""",
    re.VERBOSE | re.DOTALL,
)
_MARKED = re.compile(r"[\\\[<&*_]|https?://")
_AFTER_ADDRESS = ".,;:!?'’"
_DEFINITION = re.compile(r"^[ ]{0,3}\[([^\[\]\n]+)\]:[ \t]*<?(https?://[^\s<>]+|\#)>?[^\r\n]*$", re.MULTILINE)
NO_TARGETS: Mapping[str, str] = MappingProxyType({})


def defined_targets(source: str) -> Mapping[str, str]:
    """Returns the targets that a source defines apart (`[name]: https://…`) for links of the form `[text][name]`."""
    if "][" not in source:
        return NO_TARGETS
    return {name.casefold(): target for name, target in _DEFINITION.findall(source)}


def is_definition(line: str) -> bool:
    """Says whether a line does nothing but define the target of links."""
    return _DEFINITION.fullmatch(line) is not None


def is_marked(source: str) -> bool:
    """Returns whether anything in a source could be an inline mark."""
    return _MARKED.search(source) is not None


def read_wording(source: str, start: int, end: int, targets: Mapping[str, str] = NO_TARGETS) -> Wording:
    """Returns `source[start:end]` without its inline marks."""
    if not _MARKED.search(source, start, end):
        return Wording(start, end, source[start:end], (Piece(0, start, end),))
    marks = _Marks(source, targets)
    marks.scan(start, end)
    return marks.wording(start, end)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A run of the source and the characters that it shows."""

    start: int
    end: int
    plain: str


@dataclass(slots=True)
class _Marks:
    """Collects the parts of one wording in the order in which they are printed."""

    source: str
    targets: Mapping[str, str]
    parts: list[_Shown | Run] = field(default_factory=list)
    links: list[tuple[int, int, str | None]] = field(default_factory=list)  # first part, part after it, target
    inside_link: bool = False

    def scan(self, start: int, end: int) -> None:
        at = start
        for token in _TOKEN.finditer(self.source, start, end):
            self._show(at, token.start())
            self._take(token, start, end)
            at = token.end()
        self._show(at, end)

    def _show(self, start: int, end: int) -> None:
        if start < end:
            self.parts.append(_Shown(start, end, self.source[start:end]))

    def _take(self, token: re.Match[str], first: int, last: int) -> None:
        start, end = token.span()
        match token.lastgroup:
            case "run":
                self.parts.append(read_run(self.source, start, end, first, last))
            case "escape":
                self._show(start + 1, end)
            case "reference":
                self.parts.append(_Shown(start, end, html.unescape(token.group())))
            case "automatic":
                self._address(*token.span("automatic"))
            case "bare":
                stop = start + len(token.group().rstrip(_AFTER_ADDRESS))
                self._address(start, stop)
                self._show(stop, end)
            case _:
                self._link(token)

    def _address(self, start: int, end: int) -> None:
        address = self.source[start:end]
        self._show(start, end)
        if not self.inside_link:
            target = address if ":" in address else f"mailto:{address}"
            self.links.append((len(self.parts) - 1, len(self.parts), target))

    def _link(self, token: re.Match[str]) -> None:
        name = token.group("name")
        defined = self.targets.get((name or token.group("label")).casefold()) if name is not None else None
        if name is not None and defined is None:
            self._show(*token.span())
        elif not token.group().startswith("!"):
            self._anchor(*token.span("label"), defined or token.group("angled") or token.group("target") or None)

    def _anchor(self, start: int, end: int, target: str | None) -> None:
        first, outer = len(self.parts), self.inside_link
        self.inside_link = True
        self.scan(start, end)
        self.inside_link = outer
        self.links.append((first, len(self.parts), target))

    def wording(self, start: int, end: int) -> Wording:
        pair(part for part in self.parts if isinstance(part, Run))
        shown, pieces, places = [], [], []
        at = 0
        for part in self.parts:
            places.append(at)
            plain = part.sign * part.left if isinstance(part, Run) else part.plain
            if plain:
                shown.append(plain)
                pieces.append(Piece(at, part.start, part.start + len(plain) if isinstance(part, Run) else part.end))
                at += len(plain)
        places.append(at)
        anchors = sorted(
            (Anchor(places[first], places[after], target) for first, after, target in self.links),
            key=lambda anchor: (anchor.start, -anchor.end),
        )
        return Wording(start, end, "".join(shown), tuple(pieces), tuple(anchors), _italic(self.parts, start, end))


def _italic(parts: list[_Shown | Run], start: int, end: int) -> bool:
    if not parts:
        return False
    first, last = parts[0], parts[-1]
    return (
        isinstance(first, Run)
        and isinstance(last, Run)
        and first.closer is last
        and (first.start, last.end) == (start, end)
        and first.end - first.start in (1, 3)
        and first.left == last.left == 0
    )
