"""Takes a printed line apart in every way that a label with a name, a date or an address allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.sites.grammar import DATE_MASK, printed_line
from pressmark.sites.inline import read_wording
from pressmark.sites.plausible import is_people

_LONGEST, _LONGEST_LABEL, _WORDS = 200, 50, 6
_JOINT = 3  # words between a name and a date
_TOKEN = re.compile(r"\S+")
_DATES = re.compile(f"{DATE_MASK}+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_MARKS = " \t,;–—-|·•("
_STROKES = re.compile(r"[–—|·•]")
_LETTER = re.compile(r"[^\W\d_]")
_UNUSABLE = re.compile(r"[\[\]<>{}\d\n\x00]")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to read a line: what is constant in it, before, between and after its values."""

    reads: tuple[str, ...]  # name, date, address, in the order in which they are printed
    words: tuple[str, ...]  # the literal words before each value
    name: str | None = None
    other: str | None = None  # the date or the address as printed

    @property
    def bare(self) -> bool:
        """Says whether no label stands before its name, or before its only value."""
        place = self.reads.index("name") if "name" in self.reads else 0
        return not _LETTER.search(self.words[place])

    def line(self, *fields: str) -> str:
        """Returns the form as a line of a description, with a field for each of its values."""
        return "".join(f"{_plain(words)}{{{field}}}" for words, field in zip(self.words, fields, strict=True))


def forms(wording: str, languages: tuple[str, ...], order: str | None) -> Iterator[Form]:
    """Yields the ways to read a line as labels and values."""
    if len(wording) > _LONGEST:
        return
    masked = printed_line(read_wording(wording, 0, len(wording)), languages, order).masked
    dates = list(_DATES.finditer(masked))
    if not dates:
        yield from filter(_is_usable, _undated(masked))
    elif len(dates) == 1:
        yield from filter(_is_usable, _dated(wording, masked, *dates[0].span()))


def _undated(plain: str) -> Iterator[Form]:
    if address := _ADDRESS.search(plain):
        yield Form(("address",), (plain[: address.start()],), other=address.group())
        return
    for words, name, joint in _names(plain):
        if not joint:
            yield Form(("name",), (words,), name)


def _dated(plain: str, masked: str, start: int, end: int) -> Iterator[Form]:
    before, after, date = masked[:start], masked[end:], plain[start:end]
    if not after.strip():
        yield Form(("date",), (before,), other=date)
        for words, name, joint in _names(before):
            if joint:
                yield Form(("name", "date"), (words, joint), name, date)
    elif not before.strip():
        for words, name, joint in _names(after):
            if words and not joint:
                yield Form(("date", "name"), ("", words), name, date)


def _names(segment: str) -> Iterator[tuple[str, str, str]]:
    """Yields words, a name after them, and what is left after the name."""
    tokens = [token.span() for token in _TOKEN.finditer(segment)]
    for first, (start, _) in enumerate(tokens[: _WORDS + 1]):
        if not segment[start].isupper():
            continue
        for last in range(len(tokens) - 1, max(first, len(tokens) - 2 - _JOINT), -1):
            name = segment[start : tokens[last][1]].rstrip(_MARKS)
            if is_people(name):
                yield segment[:start], name, segment[start + len(name) :]


def _is_usable(form: Form) -> bool:
    return all(len(words) <= _LONGEST_LABEL and not _UNUSABLE.search(_plain(words)) for words in form.words)


def _plain(words: str) -> str:
    return _STROKES.sub("-", words)
