"""Finds the header of a text and tells its form."""

from __future__ import annotations

import re
from itertools import chain, dropwhile, islice

from pressmark.converters._front_matter.lines import lines_of, read_lines, read_rst_fields
from pressmark.converters._front_matter.meanings import meaning_of
from pressmark.converters._front_matter.other_headers import read_json, read_toml
from pressmark.converters._front_matter.pieces import Header, Piece
from pressmark.converters._front_matter.yaml_header import read_yaml
from pressmark.errors import SourceError

LONGEST = 100_000  # characters of a header
_FENCE = re.compile(r"(?P<sign>---|\+\+\+|;;;)[ \t]*(?P<form>json|toml|yaml|yml)?[ \t]*\r?\n")
_FORMS = {"---": "yaml", "+++": "toml", ";;;": "json"}
_CLOSINGS = {
    sign: re.compile(rf"^(?:{closing})[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
    for sign, closing in (("---", r"---|\.\.\."), ("+++", r"\+\+\+"), (";;;", ";;;"))
}
# What YAML says of a value that needs quotation marks, such as a title with a colon, an asterisk or an @ in it.
_SLIP = re.compile("mapping values are not allowed|cannot start any token|but found '<scalar>'|undefined alias")
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*$")


def fence_of(source: str) -> tuple[str, int, int, int] | None:
    """Returns form, start and end of a fenced header, and where the body begins; None where none is fenced off."""
    opened = _FENCE.match(source)
    if opened is None:
        return None
    closed = _CLOSINGS[opened["sign"]].search(source, opened.end(), opened.end() + LONGEST)
    if closed is None:
        return None
    form = (opened["form"] or _FORMS[opened["sign"]]).replace("yml", "yaml")
    return form, opened.end(), closed.start(), closed.end()


def read_header(source: str) -> Header | None:
    """Returns the header of a text, or None where it has none; raises SourceError where one is broken."""
    if fenced := fence_of(source):
        return _fenced(source, *fenced)
    if source.startswith("{"):
        fields, end = read_json(source[:LONGEST], 0)
        return Header(fields, end, "json")
    if found := read_lines(source):
        fields, body = found
        return Header(fields, body, "lines") if any(map(meaning_of, fields)) else None
    return _rst(source)


def _fenced(source: str, form: str, start: int, end: int, body: int) -> Header:
    if form == "toml":
        return Header(read_toml(source, start, end), body, form)
    if form == "json":
        blank = len(source[start:end]) - len(source[start:end].lstrip())
        return Header(read_json(source[:end], start + blank)[0], body, form)
    try:
        return Header(read_yaml(source, start, end), body, form)
    except SourceError as broken:
        found = read_lines(source, start, end=end) if _SLIP.search(broken.what) else None
        if found is None or found[1] < end:
            raise
        note = f"the header {broken.what}; it was read line by line"
        return Header({name: _unquoted(value) for name, value in found[0].items()}, body, form, note)


def _unquoted(value: object) -> object:
    """Returns a value without the quotation marks around it."""
    if not isinstance(value, Piece) or value.start is None or value.end is None or len(value.text) < 2:
        return value
    quoted = value.text[0] == value.text[-1] and value.text[0] in "\"'"
    return Piece(value.text[1:-1], value.start + 1, value.end - 1) if quoted else value


def _rst(source: str) -> Header | None:
    """Returns the fields below the title of a reStructuredText, or above it; its title is a field as well."""
    shown = dropwhile(lambda placed: not placed[1].strip(), lines_of(source[:LONGEST], 0))
    lines = list(islice(shown, 3))
    if not lines:
        return None
    if lines[0][1].startswith(":"):
        found = read_rst_fields(source, lines[0][0])
        return Header(found[0], found[1], "rst") if found else None
    titled, under = (1, 2) if _RULE.match(lines[0][1]) else (0, 1)
    if under >= len(lines) or not _RULE.match(lines[under][1]) or not lines[titled][1].strip():
        return None
    place, line = lines[titled]
    words = line.strip()
    if len(lines[under][1].rstrip()) < len(words) and len(words) > 4 + len(lines[under][1].rstrip()):
        return None
    at = place + line.index(words)
    title = {"title": Piece(words, at, at + len(words))}
    below = next(((place, line) for place, line in chain(lines[under + 1 :], shown) if line.strip()), None)
    after = lines[under][0] + len(lines[under][1]) + 1
    if below is not None and below[1].startswith(":") and (found := read_rst_fields(source, below[0])):
        return Header({**title, **found[0]}, found[1], "rst")
    return Header(title, min(after, len(source)), "rst")
