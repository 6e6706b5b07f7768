"""The grammar of labelled lines: `By {byline}` becomes a matcher of printed lines.

A line is literal words and fields in braces. `[ on]` may be missing, `<by|from>` is one of two. Case, the kind of
apostrophe and of dash or bar, and the space around commas and colons do not matter. A field may carry an argument:
`{subject:region}` names the scheme, `{license:site}` the scope, `{original_publisher:linked}` asks for a hyperlink over
the whole name, `{byline:person}` for names in the form of persons' names, and `{published:any}` takes a wording that no
calendar understands too. Lines of a header that bear no label say what they stand `below`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pressmark.evidence.dates import find_dates
from pressmark.evidence.licenses import spdx_from
from pressmark.sites.odd_dates import odd_date
from pressmark.sites.plausible import is_byline, is_labels, is_name, is_notice, is_outlet, is_people
from pressmark.sites.wording import Wording

_WORD = re.compile(r"\w")
_DIGIT = re.compile(r"\d")
DATE_MASK: Final = "\x00"  # stands, in a masked line, for each character of a date
_LONGEST_DATED = 300
LONGEST_LINE = 600
_NAME = rf"[^\s{DATE_MASK}][^{DATE_MASK}]{{0,199}}?"
_ADDRESS = r"(?:https?://|www\.)\S+?"
_FIELDS: Mapping[str, str] = {
    "byline": _NAME,
    "articles_by": _NAME,
    "contributor": _NAME,
    "editor": _NAME,
    "translator": _NAME,
    "photographer": _NAME,
    "publisher": _NAME,
    "original_publisher": _NAME,
    "source": _NAME,
    "original_site": r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[:/]\S*?)?",
    "published": f"{DATE_MASK}+",
    "original_published": f"{DATE_MASK}+",
    "modified": f"{DATE_MASK}+",
    "subject": r".{0,400}?",
    "notice": r".{1,300}",
    "url": _ADDRESS,
    "original_url": _ADDRESS,
    "license": r".{2,200}?",
    "any": r".{0,200}?",
}
_ANY_DATE = rf"(?:{DATE_MASK}+|(?=[^{DATE_MASK}]{{0,25}}\d)[^{DATE_MASK}]{{3,40}})"
_LITERALS = (
    (re.compile(r"\s*,\s*"), r"\s*,\s*"),
    (re.compile(r"\s*:\s*"), r"\s*[:：]\s*"),
    (re.compile(r"\s*[-–—|·•]\s*"), r"\s*[-–—|·•]\s*"),
    (re.compile(r"\s+"), r"\s+"),
    (re.compile(r"['’]"), "['’]"),
)
_BRACKETS = {"[": "(?:", "]": ")?", "<": "(?:", ">": ")", "|": "|"}
_TOKEN = re.compile(
    r"\{(?P<field>[a-z_]+)(?::(?P<argument>[a-z0-9-]+))?\}|(?P<bracket>[\[\]<>|])|(?P<literal>[^{}\[\]<>|]+)|(?P<stray>.)"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A field as one line prints it: `plain[start:end]` of the line's wording."""

    field: str
    argument: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line as patterns see it: its wording, and the same with every date masked."""

    wording: Wording
    masked: str


def printed_line(wording: Wording, languages: Iterable[str], order: str | None) -> PrintedLine:
    """Returns a line with its dates masked; a long line is no labelled date."""
    plain = wording.plain
    if len(plain) > _LONGEST_DATED or not _DIGIT.search(plain):
        return PrintedLine(wording, plain)
    masked = plain
    for found in find_dates(plain, order=order, languages=tuple(languages)):
        masked = masked[: found.start] + DATE_MASK * (found.end - found.start) + masked[found.end :]
    if masked == plain and (odd := odd_date(plain, languages)):
        masked = plain[: odd[0]] + DATE_MASK * (odd[1] - odd[0]) + plain[odd[1] :]
    return PrintedLine(wording, masked)


@dataclass(frozen=True, slots=True)
class Field:
    """A place for a value in a line, and what tells a value from other words."""

    name: str
    argument: str | None
    pattern: str
    accepts: Callable[[str], bool]
    linkable: bool = False  # words that are hyperlinks are believed to be such a value


@dataclass(frozen=True, slots=True)
class LinePattern:
    """One way to print a labelled line."""

    pattern: re.Pattern[str]
    fields: tuple[Field, ...]  # of each group

    def match(self, line: PrintedLine) -> tuple[Value, ...] | None:
        """Returns the values that a line prints, or None where it is no such line."""
        found = self.pattern.fullmatch(line.masked)
        if found is None:
            return None
        printed = [(field, found.span(group)) for group, field in enumerate(self.fields, 1) if found.start(group) >= 0]
        values = tuple(Value(field.name, field.argument, *span) for field, span in printed)
        if all(_stands(field, value, line.wording) for (field, _), value in zip(printed, values, strict=True)):
            return values
        return None


def line_pattern(line: str, publishers: Iterable[str] = ()) -> LinePattern:
    """Returns the matcher of one line of a description; raises ValueError where the line is no such grammar.

    Where a site's publishers are known, the field `publisher` is one of their printed names and nothing else.
    """
    names = "|".join(re.escape(name) for name in sorted(publishers, key=len, reverse=True))
    parts: list[str] = []
    fields: list[Field] = []
    for token in _TOKEN.finditer(line):
        if token.group("field"):
            fields.append(_field(token.group("field"), token.group("argument"), names))
            parts.append(f"({fields[-1].pattern})")
        else:
            parts.append(_literal(token))
    return LinePattern(re.compile("".join(["\\s*", *parts, "\\s*"]), re.IGNORECASE | re.DOTALL), tuple(fields))


def _field(name: str, argument: str | None, publishers: str) -> Field:
    if name not in _FIELDS:
        raise ValueError(f"no field is called {name!r}")
    if name == "publisher" and publishers:
        return Field(name, argument, publishers, _always)
    pattern = _ANY_DATE if argument == "any" else _FIELDS[name]
    accepts = is_people if argument == "person" else _TESTS.get(name, is_name if pattern == _NAME else _always)
    return Field(name, argument, pattern, accepts, linkable=accepts in (is_name, is_byline, is_labels, is_outlet))


def _literal(token: re.Match[str]) -> str:
    if token.group("stray"):
        raise ValueError(f"a brace stands alone at character {token.start() + 1}")
    if token.group("bracket"):
        return _BRACKETS[token.group()]
    return _loose(token.group())


def _loose(words: str) -> str:
    pattern, at = "", 0
    while at < len(words):
        found = next(((loose, match) for rule, loose in _LITERALS if (match := rule.match(words, at))), None)
        pattern += found[0] if found else re.escape(words[at])
        at = found[1].end() if found else at + 1
    return pattern


def _stands(field: Field, value: Value, wording: Wording) -> bool:
    if field.argument == "linked" and not _linked(value, wording):
        return False
    if field.name == "license":
        return license_named(value, wording) is not None
    return (field.linkable and _linked(value, wording)) or field.accepts(wording.plain[value.start : value.end].strip())


def _linked(value: Value, wording: Wording) -> bool:
    """Says whether hyperlinks cover all the words of a value."""
    bare, at = "", value.start
    for anchor in wording.anchored(value.start, value.end):
        bare += wording.plain[at : anchor.start]
        at = max(at, anchor.end)
    return at > value.start and not _WORD.search(bare + wording.plain[at : value.end])


def license_named(value: Value, wording: Wording) -> str | None:
    """Returns the SPDX identifier of the licence that a value names, in words or by the target of its hyperlink."""
    targets = [anchor.target for anchor in wording.anchored(value.start, value.end) if anchor.target]
    named = [spdx_from(wording.plain[value.start : value.end].strip()), *map(spdx_from, targets)]
    return next((name for name in named if name), None)


def _always(_: str) -> bool:
    return True


_TESTS: Mapping[str, Callable[[str], bool]] = {
    "articles_by": is_byline,
    "byline": is_byline,
    "notice": is_notice,
    "original_publisher": is_outlet,
    "publisher": is_outlet,
    "subject": is_labels,
}
