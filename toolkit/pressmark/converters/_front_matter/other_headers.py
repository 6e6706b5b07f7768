"""Reads headers in TOML and in JSON; a value is found again where it is written as it reads."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from pressmark.converters._front_matter.pieces import Piece
from pressmark.errors import SourceError
from pressmark.evidence.json_text import paired

_LONGEST_KEY = 100


def read_toml(source: str, start: int, end: int) -> dict[str, object]:
    """Returns the fields of the TOML in `source[start:end]`; days and numbers stay as they are written."""
    written = source[start:end].replace("\r\n", "\n")
    try:
        values = tomllib.loads(written, parse_float=str)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as broken:
        raise SourceError(f"is no valid TOML: {str(broken).split(' (')[0]}", where=_toml_place(broken)) from None
    return {name: _value(value, _Written(source, start, end, _toml_key(name))) for name, value in values.items()}


def _toml_place(broken: Exception) -> str | None:
    found = re.search(r"\(at (line \d+, column \d+)\)", str(broken))
    return found[1] if found else None


def _toml_key(name: str) -> str:
    return rf"^[ \t]*[\"']?{re.escape(name[:_LONGEST_KEY])}[\"']?[ \t]*=[ \t]*"


def read_json(source: str, start: int) -> tuple[dict[str, object], int]:
    """Returns the fields of the JSON object that begins at `start`, and where it ends."""
    try:
        values, end = json.JSONDecoder(parse_float=str, parse_int=str).raw_decode(source, start)
    except (ValueError, RecursionError) as broken:
        where = f"line {broken.lineno}, column {broken.colno}" if isinstance(broken, json.JSONDecodeError) else None
        raise SourceError("is no valid JSON", where=where) from None
    if not isinstance(values, dict):
        raise SourceError("is JSON without fields")
    return {
        name: _value(value, _Written(source, start, end, rf'"{re.escape(name[:_LONGEST_KEY])}"\s*:\s*'))
        for name, value in values.items()
    }, end


class _Written:
    """The run of the source that holds one field, in which its words are looked for in their order."""

    def __init__(self, source: str, start: int, end: int, key: str) -> None:
        found = re.compile(key, re.MULTILINE).search(source, start, end)
        self._source, self._end = source, end
        self._at = found.end() if found else end

    def piece(self, text: str, written: str | None = None) -> Piece:
        """Returns the words with the place where they are written next."""
        at = self._source.find(written or text, self._at, self._end) if text else -1
        if at < 0:
            return Piece(text)
        self._at = at + len(written or text)
        return Piece(written or text, at, self._at)

    def bare(self) -> Piece:
        """Returns a value that stands without quotation marks, such as a day, as it is written."""
        found = re.compile(r"[^\n\r#]*").match(self._source, self._at, self._end)
        return self.piece(found[0].strip()) if found and found[0].strip() else Piece("")


def _value(value: Any, written: _Written) -> object:
    if isinstance(value, Mapping):
        return {str(name): _value(item, written) for name, item in value.items()}
    if isinstance(value, list):
        return [_value(item, written) for item in value]
    if isinstance(value, bool):
        return written.piece("true" if value else "false")
    if value is None:
        return Piece("")
    if isinstance(value, str):
        return written.piece(paired(value))
    return written.bare()
