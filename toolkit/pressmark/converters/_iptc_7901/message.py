"""Takes a message of IPTC 7901 apart: the header, what precedes the text, the text, and the time of its sending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from pressmark.wires.said import Said

START, TEXT, END = "\x01", "\x02", "\x03"
# The sender's code, the message's number, priority, category and count of words; the rest is the sender's own.
HEADER = re.compile(
    r"[A-Za-z]{2,4}(?P<number>\d{3,4})[ \t]+(?P<priority>\d)[ \t]+(?P<category>[A-Za-z]{1,4})[ \t]+"
    r"(?P<words>\d{1,5})(?:[ \t]+(?P<service>[A-Za-z][\w-]*))?[^\r\n\x02]*"
)
SENT = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)[ \t]+(?:(?P<zone>[A-Z]{1,5})[ \t]+)?(?P<month>[^\W\d_]{3,9})\.?[ \t]+"
    r"(?P<year>\d\d)(?!\d)"
)
_LINE = re.compile(r"[^\r\n]+")
_CONTROLS = "\x00\x01\x02\x03\x04\x0e\x0f\x16\x7f \t"
_NOISE = _CONTROLS.replace(START, "") + "\r\n"
_ENDS = re.compile(r"[ \t]*=[ \t]*$")
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Da|Av|Af|Door|Autor:|Author:)\s+\S")
_REMARK = re.compile(r"\(.*\)$")
_TAKE = re.compile(r"[^a-z]{2,40}$")
_BLANK = re.compile(r"\r?\n[ \t]*\r?\n")
_HEADLINES = 8  # lines, at most, that precede a text
# What agencies send to newsrooms behind the text.
_NOTES = re.compile(r"(?:#{1,2} \S.*|\*(?: ?\*){2,})$")
_SIGNED = re.compile(r"[a-z]{2,4}(?: [a-z0-9]{2,5}){1,6}$")


@dataclass(frozen=True, slots=True)
class Message:
    """What a message says of itself, each wording with its place; `text` is its lines, blank ones as well."""

    header: Said
    fields: tuple[tuple[str, Said], ...]
    service: Said | None
    keywords: tuple[Said, ...]
    takes: tuple[Said, ...]
    remarks: tuple[Said, ...]
    headline: Said | None
    bylines: tuple[Said, ...]
    text: tuple[str, ...]
    notes: tuple[Said, ...]
    sent: re.Match[str] | None


@dataclass(frozen=True, slots=True)
class _Line:
    said: Said
    is_last: bool  # whether the sender's sign says that the headlines end here
    ends: int


def messages(text: str) -> Iterator[tuple[int, int]]:
    """Yields where each message of a decoded source begins and ends; what precedes the first sign is one of its own."""
    starts = [found.start() for found in re.finditer(START, text)]
    begins = len(text) - len(text.lstrip(_NOISE))
    starts = starts if starts and starts[0] <= begins else [begins, *starts]
    yield from ((start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True) if start < end)


def read_message(text: str, start: int, end: int) -> Message | None:
    """Returns the message in `text[start:end]`, or None where no header begins it."""
    header = HEADER.match(text, start + (text[start] == START), end)
    if header is None:
        return None
    closed, sent = _closing(text, header.end(), end)
    opened = text.find(TEXT, header.end(), closed)
    lines = _lines(text, header.end(), closed)
    keywords = [line for line in lines if line.ends <= opened]
    keywords = keywords or list(takewhile(lambda line: line.said.value.endswith("/"), lines))
    lines = lines[len(keywords) :]
    before = lines[: _headed(text, lines)]
    printed, notes = _parted(text, before[-1].ends if before else max(header.end(), opened + 1), closed)
    remarks = [line.said for line in before if _REMARK.match(line.said.value)]
    bylines = [line.said for line in before if _BYLINE.match(line.said.value)]
    rest = [line.said for line in before if line.said not in (*remarks, *bylines)]
    takes = rest[:1] if len(rest) > 1 and _TAKE.match(rest[0].value) else []
    return Message(
        header=_said(text, header.start(), header.end()),
        fields=tuple((name, _said(text, *header.span(name))) for name in ("number", "priority", "category", "words")),
        service=_said(text, *header.span("service")) if header["service"] else None,
        keywords=tuple(line.said for line in keywords),
        takes=tuple(takes),
        remarks=tuple(remarks),
        headline=_headline(text, rest[len(takes) :]),
        bylines=tuple(bylines),
        text=tuple(printed),
        notes=tuple(notes),
        sent=sent,
    )


def _said(text: str, start: int, end: int) -> Said:
    verbatim = text[start:end]
    return Said(" ".join(verbatim.split()), verbatim, f"char={start},{end}")


def _headline(text: str, lines: list[Said]) -> Said | None:
    """Returns the headline, which may run over lines, one after the other."""
    if not lines:
        return None
    places = [tuple(map(int, said.place.removeprefix("char=").split(","))) for said in lines]
    ends = places[0][1]
    for start, end in places[1:]:
        if text[ends:start].strip(_CONTROLS + "\r\n"):
            break
        ends = end
    return _said(text, places[0][0], ends)


def _lines(text: str, start: int, end: int) -> list[_Line]:
    """Returns the lines that are not blank, without control signs and the sign that ends a headline."""
    lines = []
    for found in _LINE.finditer(text, start, end):
        first, last = found.span()
        while first < last and text[first] in _CONTROLS:
            first += 1
        while last > first and text[last - 1] in _CONTROLS:
            last -= 1
        sign = _ENDS.search(text[first:last])
        if first < last:
            lines.append(
                _Line(_said(text, first, first + sign.start() if sign else last), sign is not None, found.end())
            )
    return [line for line in lines if line.said.value]


def _headed(text: str, lines: list[_Line]) -> int:
    """Returns how many lines precede the text: to the sender's sign, or to the first blank line."""
    signed = [number for number, line in enumerate(lines[:_HEADLINES], start=1) if line.is_last]
    if signed:
        more = takewhile(lambda line: line.is_last or _BYLINE.match(line.said.value), lines[signed[0] : _HEADLINES])
        return signed[0] + len(list(more))
    for number, line in enumerate(lines[:_HEADLINES], start=1):
        if _BLANK.match(text, line.ends) or number == len(lines):
            return number
    return 0


def _parted(text: str, start: int, end: int) -> tuple[list[str], list[Said]]:
    """Returns the lines of the text, and those of the notes to newsrooms behind it."""
    printed: list[str] = []
    notes: list[Said] = []
    place = start
    for line in text[start:end].splitlines(keepends=True):
        plain = line.strip(_CONTROLS + "\r\n")
        if notes or _NOTES.match(plain):
            notes += [_said(text, place, place + len(line))] if plain else []
        else:
            printed.append(line.rstrip("\r\n"))
        place += len(line)
    while printed and (not printed[-1].strip(_CONTROLS) or _SIGNED.match(printed[-1].strip(_CONTROLS))):
        printed.pop()
    return printed, notes


def _closing(text: str, start: int, end: int) -> tuple[int, re.Match[str] | None]:
    """Returns where a message's text ends, and the time of its sending behind it, where a clock could show it."""
    closed = text.find(END, start, end)
    ends = closed if closed >= 0 else text.rstrip(_CONTROLS + "\r\n").rfind("\n", start, end) + 1
    found = SENT.search(text, max(ends, start), end)
    sent = found if found and int(found["hour"]) < 24 and int(found["minute"]) < 60 else None
    return (ends if sent or closed >= 0 else end), sent
