"""Compares what two descriptors say: of the dataset, of its tables, and of their columns.

A descriptor is read as *facts*, a mapping from table and place to a value; the difference is that of the two mappings.
So it is computed from the descriptors alone, also where the contract of today would not allow such a change.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pressmark.contracts.tables import TABLES
from pressmark.files import sha256_text
from pressmark.records._difference.kinds import PART

Descriptor = Mapping[str, Any]
Place = tuple[str, str]
Facts = dict[Place, Any]

DATASET = "datapackage.json"
_DEPRECATED = "articles:deprecated"
_REQUIRED_WHEN = "articles:requiredWhen"
_SAID = (
    "title",
    "description",
    "homepage",
    "keywords",
    "contributors",
    "articles:subjects",
    "articles:funding",
    "articles:conceptIdentifier",
    "articles:related",
)
_KINDS_OF_DATASET = {
    "name": "dataset-renamed",
    "articles:contract": "contract-changed",
    "articles:normVersion": "norm-changed",
    "licenses": "license-changed",
    "articles:toolkit": "toolkit-changed",
    "hash": "hash-changed",
}
_OPTIONAL = frozenset(_SAID)  # a descriptor may say it or not
_ALWAYS = frozenset({"name", "articles:contract", "hash"})  # of a package too
_VALUES = frozenset({"name", "articles:contract", "articles:normVersion", "articles:toolkit", "hash"})
_FILES_SAID = {"file/hash": "other bytes", "file/dialect": "line ends or separators"}
_AT_MOST = frozenset({"maximum", "maxLength", "exclusiveMaximum"})
_AT_LEAST = frozenset({"minimum", "minLength", "exclusiveMinimum"})


def facts(descriptor: Descriptor) -> Facts:
    """Returns what a descriptor says, by table (or `datapackage.json`) and place; what it does not say is left out."""
    released = descriptor.get("articles:kind") == "release"
    keys = ("name", "articles:contract", *((*_SAID, "articles:normVersion", "articles:toolkit") if released else ()))
    said: Facts = {(DATASET, key): descriptor.get(key) for key in keys}
    if released:
        said[DATASET, "licenses"] = _names(descriptor.get("licenses"))
    resources = [entry for entry in descriptor.get("resources") or [] if isinstance(entry, Mapping)]
    algorithms = sorted({str(entry["hash"]).rpartition(":")[0] or "md5" for entry in resources if entry.get("hash")})
    said[DATASET, "hash"] = algorithms
    for entry in resources:
        said |= {(str(entry.get("name")), place): value for place, value in _resource(entry)}
    return {place: value for place, value in said.items() if value not in (None, "", [])}


def _names(licenses: Any) -> list[str]:
    return [str(each.get("name") or each.get("path")) for each in licenses or [] if isinstance(each, Mapping)]


def _resource(entry: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    schema = entry.get("schema") or {}
    yield "file/format", str(entry.get("path", "")).rpartition(".")[2]
    yield "file/encoding", entry.get("encoding")
    yield "file/dialect", entry.get("dialect")
    yield "file/hash", entry["hash"] if str(entry.get("hash", "")).rpartition(":")[2] else None
    yield "licenses", _names(entry.get("licenses"))
    yield "deprecated", entry.get(_DEPRECATED) or schema.get(_DEPRECATED)
    yield "schema/columns", [field.get("name") for field in schema.get("fields") or []]
    yield "schema/primaryKey", schema.get("primaryKey")
    yield "schema/missingValues", schema.get("missingValues")
    for key in schema.get("foreignKeys") or []:
        reference = key.get("reference", {})
        yield f"schema/foreignKeys/{key.get('fields')}", [reference.get("resource"), reference.get("fields")]
    for field in schema.get("fields") or []:
        yield from _field(field)


def _field(field: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    place = f"schema/fields/{field.get('name')}"
    for key in ("type", "format", "unit"):
        yield f"{place}/{key}", field.get(key)
    yield f"{place}/said", [field.get("title"), field.get("description")]
    yield f"{place}/deprecated", field.get(_DEPRECATED)
    constraints = dict(field.get("constraints") or {})
    if field.get(_REQUIRED_WHEN):
        constraints["requiredWhen"] = field[_REQUIRED_WHEN]
    for name, value in constraints.items():
        yield f"{place}/constraints/{name}", value or None


def unread(before: Descriptor, after: Descriptor, known: Mapping[str, Sequence[str]]) -> set[str]:
    """Returns the tables of the contract whose columns, on a side, are not the contract's: their rows are not read."""
    listed = [facts(side) for side in (before, after)]
    return {
        name
        for name, columns in known.items()
        for side in listed
        if side.get((name, "schema/columns"), list(columns)) != list(columns)
    }


def compared(before: Descriptor, after: Descriptor, moved: Collection[str]) -> list[dict[str, Any]]:
    """Returns the rows of the difference of two descriptors, sorted by table and place.

    Args:
        before: The old descriptor.
        after: The new one.
        moved: The tables whose rows differ, whose files therefore do too.
    """
    old, new = facts(before), facts(after)
    tables = [{table for table, _ in side} for side in (old, new)]
    rows = []
    for table, place in sorted({*old, *new}):
        was, now = old.get((table, place)), new.get((table, place))
        if was != now:
            shared = table in tables[0] & tables[1] and not _is_unknown(old, new, table, place)
            kind = _kind(table, place, was, now, moved) if shared else _apart(table, place, now)
            kind = PART if shared and _comes_of_format(old, new, table, place) else kind
            kind = PART if _dangles(place, was, now, *tables) or _is_of_column(old, new, table, place) else kind
            rows.append(_row(table, place, was, now) | {"change": kind})
    return rows


def _row(table: str, place: str, was: Any, now: Any) -> dict[str, Any]:
    old, new = _text(was), _text(now)
    hashes = {
        "old_hash": None if old is None else sha256_text(old),
        "new_hash": None if new is None else sha256_text(new),
    }
    return {"table": table, "field": place, "old": old, "new": new, "note": _note(table, place, was, now), **hashes}


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _note(table: str, place: str, was: Any, now: Any) -> str:
    """Returns what a changelog says of it: the columns that come or go, the new licence, or the place."""
    if place == "schema/columns":
        return ", ".join(sorted(set(was or []) ^ set(now or [])))
    if place == "licenses":
        return ", ".join(now or ["none"])
    if place.startswith("schema/fields/"):
        column, _, rest = place.removeprefix("schema/fields/").partition("/")
        return column if rest == "deprecated" else f"{column} ({rest.rpartition('/')[2]})"
    if place == "deprecated":
        return "the whole table"
    if place.startswith("file/"):
        return _FILES_SAID.get(place) or f"{was or 'none'} to {now or 'none'}"
    return str(now) if table == DATASET and place in _VALUES else place.rpartition("/")[2]


def _is_unknown(old: Facts, new: Facts, table: str, place: str) -> bool:
    """Returns whether a side cannot say it: a package has no licence yet, a release to come no hashes of files."""
    described = all((DATASET, "licenses") in side for side in (old, new))
    if place == "file/hash":
        return not described or (table, place) not in old or (table, place) not in new
    if table != DATASET:
        return place == "licenses" and not described
    said = place not in _OPTIONAL
    return (said and ((table, place) not in old or (table, place) not in new)) or not (described or place in _ALWAYS)


def _apart(table: str, place: str, now: Any) -> str:
    """Returns the kind of a fact that one side lacks with its table; of a table of the contract the rows tell."""
    if table == DATASET or table in TABLES or place != "schema/columns":
        return PART
    return "table-removed" if now is None else "table-added"


def _dangles(place: str, was: Any, now: Any, old: Collection[str], new: Collection[str]) -> bool:
    """Returns whether a foreign key comes or goes with the table that it points to."""
    if not place.startswith("schema/foreignKeys/"):
        return False
    return (was is None and now[0] not in old) or (now is None and was[0] not in new)


def _comes_of_format(old: Facts, new: Facts, table: str, place: str) -> bool:
    """Returns whether encoding or dialect differ because the file has another format, which is told by itself."""
    formats = [side.get((table, "file/format")) for side in (old, new)]
    return place in ("file/encoding", "file/dialect") and formats[0] != formats[1]


def _is_of_column(old: Facts, new: Facts, table: str, place: str) -> bool:
    """Returns whether a fact is of a column that is new or gone as a whole, which `schema/columns` says."""
    if not place.startswith("schema/fields/"):
        return False
    column = place.removeprefix("schema/fields/").split("/")[0]
    return any(column not in side.get((table, "schema/columns"), []) for side in (old, new))


def _kind(table: str, place: str, was: Any, now: Any, moved: Collection[str]) -> str:
    if table == DATASET:
        return _KINDS_OF_DATASET.get(place, "dataset-described")
    first, last = place.split("/")[0], place.rsplit("/", 1)[-1]
    if first == "file":
        return "follows" if last == "hash" and table in moved else "serialised"
    if last == "deprecated":
        return "deprecated" if now else "dataset-described"
    if place == "schema/columns":
        return _columns(was or [], now or [])
    if "/constraints/" in place or place.startswith("schema/foreignKeys/"):
        return "constraint-tightened" if _tightened(last, was, now) else "constraint-loosened"
    known = {"licenses": "license-changed", "schema/primaryKey": "key-changed", "schema/missingValues": "type-changed"}
    return known.get(place, "dataset-described" if last == "said" else "type-changed")


def _columns(was: Sequence[str], now: Sequence[str]) -> str:
    if set(was) - set(now):
        return "column-removed"
    return "column-added" if set(now) - set(was) else "columns-reordered"


def _tightened(name: str, was: Any, now: Any) -> bool:
    """Returns whether a constraint allows less than before; where that cannot be told, it does."""
    if was is None or now is None:
        return was is None
    if name == "enum":
        return not set(map(str, was)) <= set(map(str, now))
    if name in _AT_MOST:
        return bool(now < was)
    return not (name in _AT_LEAST and now <= was)
