"""Generates records of the contract, and breaks them in ways that are known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

from pressmark.contracts.tables import Field, Table, children, table

# Words that CSV, JSON and regular expressions each find hard.
_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
_TEXTS = st.one_of(
    _WORDS, st.sampled_from(['a"b', "a,b", "a\nb", "a\r\nb", " a ", "'", "null", "NaN", "true", "é", "e\u0301"])
)


def values(field: Field) -> st.SearchStrategy[Any]:
    """Returns values that a field allows, null among them where it may be absent."""
    return _allowed(field) if field.required else st.none() | _allowed(field)


def _allowed(field: Field) -> st.SearchStrategy[Any]:
    if field.enum:
        return st.sampled_from(field.enum)
    if field.type == "boolean":
        return st.booleans()
    if field.type == "date":
        return st.dates(date(1600, 1, 1), date(2100, 1, 1))
    if field.type == "integer":
        return st.integers(field.minimum or 0, field.maximum or 10**9)
    if field.pattern:
        return st.from_regex(field.pattern.replace("$", r"\Z"), alphabet=_ALPHABET).filter(
            lambda value: value == value.strip()
        )
    return _TEXTS.filter(bool)


_ALPHABET = st.characters(codec="utf-8", exclude_categories=["Cs"])


@st.composite
def rows(draw: st.DrawFn, of: Table) -> dict[str, Any]:
    """Draws one row of a table."""
    return {field.name: draw(values(field)) for field in of.fields}


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Draws one record: an article with up to two rows of some child tables, keys distinct."""
    record = draw(rows(table("articles")))
    for child in draw(st.lists(st.sampled_from(children()), max_size=3, unique_by=lambda found: found.name)):
        most = 1 if child.primary_key == ("article_id",) else 2
        key = [name for name in child.primary_key if name != "article_id"]
        drawn = draw(
            st.lists(
                rows(child), min_size=1, max_size=most, unique_by=lambda row, key=key: tuple(row[name] for name in key)
            )
        )
        record[child.name] = [{name: value for name, value in row.items() if name != "article_id"} for row in drawn]
    return record


@dataclass(frozen=True)
class Break:
    """One way to break a value, where it applies, and what it makes of it."""

    name: str
    applies: Callable[[Field], bool]
    broken: Any


BREAKS = (
    Break("required", lambda field: field.required, None),
    Break("enum", lambda field: bool(field.enum), "no-such-value"),
    Break("pattern", lambda field: bool(field.pattern) and not field.enum, "\t?!"),
    Break("line-feed", lambda field: bool(field.pattern), "line feed"),
    Break("empty", lambda field: field.type == "string", ""),
    Break("minimum", lambda field: field.type == "integer", -1),
    Break("type", lambda field: field.type != "string", "no such type"),
)
