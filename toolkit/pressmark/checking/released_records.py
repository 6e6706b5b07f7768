"""Computes the hashes of a release again, of every record, text and wording, and says of which article they differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from pressmark.checking.released_rows import UnreadableError, UnsortedError, Walked, in_order, rows_of, walk
from pressmark.contracts.package import Package
from pressmark.contracts.rows import Row
from pressmark.contracts.tables import children
from pressmark.evidence.text import one_line, text_sha256
from pressmark.files import sha256_text
from pressmark.model.verification import Difference, Region
from pressmark.records.hashing import NOT_HASHED, ROOT_TABLES, record_sha256, root_of, row_sha256

EXAMPLES = 50  # of one kind; all are counted

# A cell that took the place of an id, where a row is broken, may hold the words of a text.
_ID = re.compile(r"[a-z0-9-]{1,40}")
_UNLIKE = "an id of another form"

HASHED = ("articles", *(child.name for child in children() if child.name not in NOT_HASHED))
_WALKED = (*HASHED, "texts", "fingerprints")


class Recomputed:
    """What the rows of a release give again: its differences by article, its counts and its content root.

    `changed` names the tables whose files differ from their checksums: what differs is looked for there.
    """

    def __init__(self, package: Package, changed: Iterable[str], scratch: Path) -> None:
        self._package = package
        self._changed = frozenset(changed)
        self._scratch = scratch
        self._sorted: set[str] = set()  # of their rows, the places are not known
        self._lines = scratch / "lines"  # of the content root: on disk, so that memory does not grow with the articles
        self._begin()

    def _begin(self) -> None:
        self.found: list[Difference] = []
        self.counts: Counter[str] = Counter()
        self.records = self.texts = 0
        self.root: str | None = None
        self._before = ""
        self._ascending = True

    def run(self) -> None:
        """Reads every table that a hash covers, once; a table out of order is sorted first."""
        paths = {name: path for name, path in self._package.paths.items() if name in _WALKED}
        while True:
            self._begin()
            try:
                with self._lines.open("w", encoding="utf-8", errors="replace", newline="\n") as lines:
                    self._walk(paths, lines)
                others = {name: self._row_hashes(name) for name in ROOT_TABLES}
            except UnsortedError as unsorted:
                if unsorted.name in self._sorted:
                    raise UnreadableError(unsorted.name, "has ids that cannot be put in order") from None
                paths[unsorted.name] = in_order(unsorted.name, paths[unsorted.name], self._scratch)
                self._sorted.add(unsorted.name)
                continue
            self.root = self._root(others)
            return

    def _root(self, others: Mapping[str, Iterable[str]]) -> str:
        with self._lines.open(encoding="utf-8", newline="\n") as lines:
            articles = (line.removesuffix("\n") for line in lines)
            return root_of(articles if self._ascending else sorted(articles), others)

    def add(self, kind: str, message: str, regions: Iterable[Region], article_id: str | None = None) -> None:
        """Takes a difference, and only counts it where there are many of its kind."""
        self.counts[kind] += 1
        if self.counts[kind] <= EXAMPLES:
            named = article_id if article_id is None or _ID.fullmatch(article_id) else _UNLIKE
            self.found.append(Difference(kind=kind, message=message, regions=tuple(regions), article_id=named))

    def differences(self) -> Iterator[Difference]:
        """Yields what was found, and how much more there is."""
        yield from self.found
        for kind, count in self.counts.items():
            if count > EXAMPLES:
                yield Difference(kind=kind, message=f"and {count - EXAMPLES:,} more of this kind")

    def region(self, name: str, found: list[Row]) -> Region:
        """Returns the part of a table's file that holds some of its rows, or the file where that is not known."""
        path = self._package.paths.get(name)
        file = path.relative_to(self._package.folder).as_posix() if path else name
        if not found or name in self._sorted:
            return Region(file=file, table=name)
        first, last = found[0], found[-1]
        return Region(
            file=file,
            table=name,
            rows=(first.number, last.number),
            lines=(first.lines[0], last.lines[1]) if first.lines and last.lines else None,
            bytes=(first.bytes[0], last.bytes[1] - 1) if first.bytes and last.bytes else None,
        )

    def _walk(self, paths: Mapping[str, Path], lines: TextIO) -> None:
        if "articles" not in paths:
            raise UnreadableError("articles", "is not there")
        before = None
        for walked in walk(paths):
            for name, found in (("articles", [walked.article] if walked.article else []), *walked.children.items()):
                self._broken(name, found, walked.article_id)
            if walked.article is None:
                if all(row.broken for found in walked.children.values() for row in found):
                    continue
                regions = [self.region(name, found) for name, found in walked.children.items()]
                self.add("row-orphaned", "has rows here and none in articles", regions, walked.article_id)
                continue
            if walked.article_id == before:
                regions = [self.region("articles", [walked.article])]
                self.add("article-repeated", "stands in articles twice", regions, before)
            before = walked.article_id
            if walked.article.number:
                self._judge(walked, walked.article)
                cells = walked.article.cells
                self._note(f"{walked.article_id} {cells['record_sha256']} {cells['release_profile']}", lines)

    def _note(self, line: str, lines: TextIO) -> None:
        """Keeps a line of the content root; they come in order, unless an id stands twice."""
        self._ascending &= self._before <= line
        self._before = line
        lines.write(f"{line}\n")

    def _judge(self, walked: Walked, article: Row) -> None:
        cells = article.cells
        self.records += 1
        nested = {name: [row.cells for row in found] for name, found in walked.children.items()}
        hashed = {name: found for name, found in nested.items() if name not in NOT_HASHED}
        if record_sha256({**cells, **hashed}) != cells["record_sha256"]:
            self.add("record-changed", "the record differs from its hash", self._suspects(walked), walked.article_id)
        self._judge_text(walked, cells)
        self._judge_wordings(walked)

    def _judge_text(self, walked: Walked, cells: Mapping[str, Any]) -> None:
        texts = walked.children.get("texts", [])
        self.texts += len(texts)
        regions = [self.region("texts", texts)]
        if texts and cells["release_profile"] != "fulltext":
            self.add("text-unexpected", "has a text, though its profile is not fulltext", regions, walked.article_id)
        elif not texts and cells["release_profile"] == "fulltext" and cells["text_sha256"]:
            self.add("text-missing", "has no text, though its profile is fulltext", regions, walked.article_id)
        for row in texts:
            if text_sha256(row.cells["lede"], row.cells["text"]) != cells["text_sha256"]:
                self.add("text-changed", "the text differs from its hash", regions, walked.article_id)
        for row in walked.children.get("fingerprints", []):
            if row.cells["method"] == "text-sha256" and row.cells["value"] != cells["text_sha256"]:
                message = "the fingerprint differs from the hash of the text"
                self.add("fingerprint-changed", message, [self.region("fingerprints", [row])], walked.article_id)

    def _judge_wordings(self, walked: Walked) -> None:
        for row in walked.children.get("statements", []):
            if _differs(row, "verbatim", "sha256", str):
                message = "the wording differs from its hash"
                self.add("wording-changed", message, [self.region("statements", [row])], walked.article_id)

    def _row_hashes(self, name: str) -> list[str]:
        hashes = []
        for row in self._rows(name):
            self._broken(name, [row], None)
            if not row.number:
                continue
            hashes.append(row_sha256(row.cells))
            if name == "permissions" and _differs(row, "text", "text_sha256", one_line):
                self.add("wording-changed", "the wording differs from its hash", [self.region(name, [row])])
        return hashes

    def _rows(self, name: str) -> Iterator[Row]:
        path = self._package.paths.get(name)
        return rows_of(name, path) if path else iter(())

    def _broken(self, name: str, found: Iterable[Row], article_id: str | None) -> None:
        for row in found:
            if row.broken:
                self.add("row-broken", f"the row {row.broken}", [self.region(name, [row])], article_id)

    def _suspects(self, walked: Walked) -> list[Region]:
        """Returns where a record may have been changed: in the files that were, or in any that holds rows of it."""
        assert walked.article is not None
        held = {"articles": [walked.article], **walked.children}
        suspects = [name for name in HASHED if name in self._changed] or [name for name in HASHED if name in held]
        return [self.region(name, held.get(name, [])) for name in suspects]


def _differs(row: Row, wording: str, sha256: str, normal: Callable[[str], str]) -> bool:
    words = row.cells[wording]
    return words is not None and sha256_text(normal(str(words))) != row.cells[sha256]
