"""Reads the corruptions of `mutations/`, and does them to clean records, packages and releases.

A file in `mutations/` is a list of kinds of corruption. Each says how it spoils what is clean, and what finds it:

- `kind`: what is done;
- `rule`: the rule that finds it, or `refused` where the package is not opened at all;
- `companions`: other rules that find errors in it, each with the reason why it may.

A kind spoils one record by one of these, each entry of a list a corruption of its own: `set`, in the row of a table
that `at` names (the table, and what the row holds); `steps`, those of `change` in `test_cases.py`; `append`, words that
become the last paragraph of the text; `misread`, a field of the text, words, and the encoding in which they are read.
What follows from a record (its counts and hashes, and what the fixes in `follows` derive) is computed again, unless
`measured` is false.

A kind with `of` spoils a whole package or release, by `each`: those keys of a case that are about packages, and
`bytes`, by path the name of what is done to a file. With `sealed` the checksums are written anew afterwards. `engines`
asks for Frictionless too, and `level` is how far the package is judged.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml
from rules.test_cases import ARTICLE_ID, Case, changed
from rules.written import CLEAN, NAME, Shape, rewrite, spoil, write

from pressmark.checking.engines import Level
from pressmark.contracts.package import DESCRIPTOR
from pressmark.files import settled_json, sha256_of, write_manifest
from pressmark.fixes._measures import measured, sealed
from pressmark.fixes.base import Context, Record
from pressmark.records.index import entry_of
from pressmark.records.nest import Rows, frames_of, nest, unnest
from pressmark.rights.gate import Policy
from pressmark.stages.fix import fixes

HERE = Path(__file__).resolve().parent
FIXES = fixes()
NOTHING_KNOWN = Context(terms={}, policy=Policy())
SHARED = ("permissions", "permission_terms", "tombstones")
OF_RELEASES = ("excerpts", "features")
ROWS: Rows = {name: found for name, found in CLEAN["tables"].items() if name not in OF_RELEASES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of corruption, as the docstring of this module describes it."""

    kind: str
    rule: str
    companions: Mapping[str, str] = field(default_factory=dict)
    at: tuple[str, Mapping[str, Any]] | None = None
    set: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    append: list[str] = field(default_factory=list)
    misread: tuple[str, str, str] | None = None
    measured: bool = True
    follows: list[str] = field(default_factory=list)
    of: str | None = None
    each: list[dict[str, Any]] = field(default_factory=list)
    sealed: bool = False
    engines: bool = False
    level: Level = "content"

    def changes(self) -> Iterator[dict[str, Any]]:
        """Yields for each corruption of a record its steps by table."""
        for values in self.set:
            assert self.at is not None
            yield {self.at[0]: [{"match": self.at[1], "set": values}]}
        yield from self.steps
        (row,) = ROWS["texts"]
        for words in self.append:
            yield {"texts": [{"match": {}, "set": {"text": f"{row['text']}\n\n{words}"}}]}
        if self.misread:
            column, words, encoding = self.misread
            damaged = words.encode("utf-8").decode(encoding, "replace")
            yield {"texts": [{"match": {}, "set": {column: f"{row[column]}\n\n{damaged}"}}]}


KINDS = [
    Kind(**raw)
    for path in sorted((HERE / "mutations").glob("*.yaml"))
    for raw in yaml.safe_load(path.read_text("utf-8"))
]
OF_RECORDS = [(kind, change) for kind in KINDS if kind.of is None for change in kind.changes()]
OF_PACKAGES = [(kind, each) for kind in KINDS if kind.of is not None for each in kind.each]


def collection() -> tuple[Rows, dict[str, int]]:
    """Returns the rows of a collection whose articles are spoiled but the first, and their places by id."""
    rows: Rows = {name: list(found) for name, found in ROWS.items()}
    places = {ARTICLE_ID: 0}
    for number, (kind, change) in enumerate(OF_RECORDS, start=1):
        source = _source(number)
        article_id = f"ex-{source['sha256'][:16]}"
        places |= {article_id: number, source["source_id"]: number}
        one = changed(sealed_rows(_own(source, article_id)), change)
        spoiled = {name: [_named(row, article_id) for row in found] for name, found in one.items()}
        for name, found in (consistent(kind, spoiled) if kind.measured else spoiled).items():
            rows[name].extend(found)
    return rows, places


def consistent(kind: Kind, rows: Rows) -> Rows:
    """Returns the rows of articles in which what follows from a corruption follows."""
    records = []
    for record in nest(frames_of(rows)):
        followed: Record = record
        for name in kind.follows:
            followed = FIXES[name].rewrite(followed, NOTHING_KNOWN)
        records.append(unnest(sealed(measured(followed))))
    names = {name for record in records for name in record}
    return {**rows, **{name: [row for record in records for row in record.get(name, ())] for name in names}}


def sealed_rows(rows: Rows) -> Rows:
    """Returns the rows of articles with their hashes."""
    return {**rows, "articles": [row for record in nest(frames_of(rows)) for row in unnest(sealed(record))["articles"]]}


def _source(number: int) -> dict[str, Any]:
    """Returns the row of a source that holds one article and one record that became none, and is no other article's."""
    path = f"lighthouse-{number}.txt"
    sha256 = hashlib.sha256(path.encode()).hexdigest()
    place = hashlib.sha256("\n".join((path, sha256)).encode()).hexdigest()
    own = {"source_id": f"s-{place[:16]}", "path": path, "sha256": sha256, "records": 2, "rejected": 1}
    return {**ROWS["sources"][0], **own}


def _own(source: Mapping[str, Any], article_id: str) -> Rows:
    """Returns the rows of an article that was made of a source, and of that source."""
    own = {"source_id": source["source_id"], "source_sha256": source["sha256"]}
    rows = {name: [_named(row, article_id) for row in found] for name, found in ROWS.items() if name not in SHARED}
    rejected = {**ROWS["source_records"][0], "source_id": source["source_id"], "locator": "row=2"}
    return {
        **rows,
        "articles": [{**row, **own} for row in rows["articles"]],
        "sources": [dict(source)],
        "source_records": [{**rejected, "outcome": "rejected", "reason": "is not JSON", "article_id": None}],
    }


def _named(row: Mapping[str, Any], article_id: str) -> dict[str, Any]:
    """Returns a row of another article where it is one of the clean article's."""
    return {**row, "article_id": article_id} if row.get("article_id") == ARTICLE_ID else dict(row)


def written(kind: Kind, each: Mapping[str, Any], folder: Path) -> tuple[Path, Path | None]:
    """Writes a whole package or release and spoils it; returns it, and the release before it where there is one."""
    assert kind.of is not None
    case = Case(**{name: value for name, value in each.items() if name not in ("bytes", "earlier")})
    clean = CLEAN["tables"] if kind.of == "release" else ROWS
    previous = None
    if each.get("earlier"):
        before = consistent(kind, changed(clean, {"articles": [{"match": {}, "set": {"title": "Coast"}}]}))
        shape = Shape(descriptor={"version": "0.2.0", "created": "2024-04-01"})
        previous = write(shape, before, "release", folder / "previous")
    shape, place = Shape(**{part.name: getattr(case, part.name) for part in fields(Shape)}), folder / NAME
    rows = changed(clean, case.change)
    write(shape, consistent(kind, rows) if kind.measured else rows, kind.of, place, previous)
    if case.index:
        (folder / "index.json").write_text(settled_json({"versions": [entry_of(place)]}), encoding="utf-8")
    rewrite(shape, {name: changed(rows, case.afterwards)[name] for name in case.afterwards}, place)
    spoil(shape, place)
    for name, done in each.get("bytes", {}).items():
        (place / name).write_bytes(BYTES[done]((place / name).read_bytes()))
    if kind.sealed:
        _seal(place, kind.of)
    return place, previous.folder if previous else None


def _seal(folder: Path, kind: str) -> None:
    """Writes sizes and checksums anew, so that nothing but the rows tells what was done to them."""
    document = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    for entry in document["resources"]:
        path = folder / entry["path"]
        entry.update({"bytes": path.stat().st_size, "hash": f"sha256:{sha256_of(path)}"})
    (folder / DESCRIPTOR).write_text(settled_json(document), encoding="utf-8")
    if kind == "release":
        write_manifest(folder)


def _cells(data: bytes, change: Callable[[list[bytes]], list[bytes]], *, header: bool = True) -> bytes:
    """Returns a table whose cells hold no commas with each row's cells changed, or those of all rows but the header."""
    first, *rest = data.decode().splitlines(keepends=False)
    lines = [line.encode().split(b",") for line in (first, *rest)]
    return b"".join(
        b",".join(change(cells) if header or number else cells) + b"\r\n" for number, cells in enumerate(lines)
    )


def _with_bit(data: bytes) -> bytes:
    half = len(data) // 2
    return data[:half] + bytes([data[half] ^ 2]) + data[half + 1 :]


def _last(data: bytes) -> bytes:
    return data.splitlines(keepends=True)[-1]


BYTES: Mapping[str, Callable[[bytes], bytes]] = {
    "a byte order mark": lambda data: codecs.BOM_UTF8 + data,
    "UTF-16": lambda data: data.decode().encode("utf-16"),
    "Latin-1": lambda data: data.replace(b"North Coast", "Côte Nord".encode("latin-1")),
    "line feeds": lambda data: data.replace(b"\r\n", b"\n"),
    "carriage returns": lambda data: data.replace(b"\r\n", b"\r"),
    "no last line end": lambda data: data.removesuffix(b"\r\n"),
    "semicolons": lambda data: data.replace(b",", b";"),
    "tabs": lambda data: data.replace(b",", b"\t"),
    "columns in another order": lambda data: _cells(data, lambda cells: [cells[1], cells[0], *cells[2:]]),
    "a column renamed": lambda data: data.replace(b"position", b"place", 1),
    "a column in capitals": lambda data: data.replace(b"article_id", b"Article_ID", 1),
    "a column more": lambda data: _cells(data, lambda cells: [*cells, b"x"]),
    "a column fewer": lambda data: _cells(data, lambda cells: cells[:-1]),
    "a cell more": lambda data: _cells(data, lambda cells: [*cells, b"x"], header=False),
    "a cell fewer": lambda data: _cells(data, lambda cells: cells[:-1], header=False),
    "no header": lambda data: data.split(b"\r\n", 1)[1],
    "the header twice": lambda data: data.split(b"\r\n", 1)[0] + b"\r\n" + data,
    "the last row twice": lambda data: data + _last(data),
    "the last row lost": lambda data: data.removesuffix(_last(data)),
    "the last row cut": lambda data: data[:-20],
    "a bit flipped": lambda data: data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
    "a bit of the middle flipped": _with_bit,
    "a byte added": lambda data: data + b"\n",
    "nothing": lambda data: b"",
}
