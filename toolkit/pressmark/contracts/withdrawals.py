"""Reads and writes `withdrawals.csv`: what was withdrawn, and the private marks by which it is recognised again.

People write the first six columns. The others are marks that Pressmark adds and that never leave the collection: pages'
keys, hashes of the source and of the text, a sketch of the text. Lines of people stay where and as they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import StringIO
from pathlib import Path

from pressmark.contracts.tables import table
from pressmark.errors import ConfigurationError
from pressmark.model.draft import Claim
from pressmark.rights.withdrawn import SCOPES, is_lifted

WITHDRAWALS = "withdrawals.csv"
COLUMNS = ("article_id", "date", "reason", "scope", "replaced_by", "note")
MARKS = ("pages", "source_sha256", "text_sha256", "sketch")
# The article is kept elsewhere in the collection: nothing of its text has to go, nor do the releases that hold it.
CURATED = frozenset({"duplicate", "merged"})
_ARTICLE = re.compile(table("articles")["article_id"].pattern or "")
_MANY = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """By what an article is recognised: keys of its pages, hashes of its bytes and texts, a sketch of its text."""

    pages: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()
    sketch: str | None = None

    def __or__(self, other: Marks) -> Marks:
        return Marks(
            pages=self.pages | other.pages,
            sources=self.sources | other.sources,
            texts=self.texts | other.texts,
            sketch=self.sketch or other.sketch,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """One line of `withdrawals.csv`; `note` and `marks` stay private."""

    article_id: str
    date: date
    reason: str
    scope: str
    replaced_by: str | None = None
    note: str | None = None
    marks: Marks = field(default_factory=Marks)

    @property
    def decision(self) -> tuple[str, str, str, str | None]:
        """Returns what two lines on one article must agree in."""
        return self.date.isoformat(), self.reason, self.scope, self.replaced_by

    @property
    def is_marked(self) -> bool:
        """Returns whether the article can be recognised by more than its id."""
        return self.marks != Marks()

    def of(self, article_id: str) -> Withdrawal:
        """Returns the same decision on another article."""
        return replace(self, article_id=article_id, marks=Marks())


def read_withdrawals(path: Path) -> dict[str, Withdrawal]:
    """Returns the withdrawals of a ledger by article_id; of several lines on one article the widest scope holds.

    Raises:
        ConfigurationError: naming the line and the remedy.
    """
    return held(_lines(path))


def held(lines: Iterable[Withdrawal]) -> dict[str, Withdrawal]:
    """Returns the line that holds of each article, with the marks of all its lines."""
    found: dict[str, Withdrawal] = {}
    for line in lines:
        before = found.get(line.article_id)
        if before is None:
            found[line.article_id] = line
            continue
        narrower = SCOPES.index(line.scope) < SCOPES.index(before.scope)
        chosen = before if narrower else line
        found[line.article_id] = replace(chosen, marks=chosen.marks | before.marks | line.marks)
    return found


def with_marks(lines: Mapping[str, Withdrawal], marks: Mapping[str, Marks]) -> dict[str, Withdrawal]:
    """Returns lines with more marks."""
    return {name: replace(found, marks=found.marks | marks.get(name, Marks())) for name, found in lines.items()}


def in_force(withdrawals: Mapping[str, Withdrawal], reviews: Mapping[str, Sequence[Claim]]) -> dict[str, Withdrawal]:
    """Returns the withdrawals that no named person has lifted since."""
    return {name: found for name, found in withdrawals.items() if not is_lifted(reviews.get(name, ()), found.date)}


def _lines(path: Path) -> Iterator[Withdrawal]:
    for where, row in ledger_rows(path, COLUMNS):
        for name in ("reason", "scope"):
            allowed = table("tombstones")[name].enum
            if row[name] not in allowed:
                raise ConfigurationError(
                    f"{row[name]!r} is no {name}", where=where, remedy=f"one of {', '.join(allowed)}"
                )
        for name in ("article_id", "replaced_by"):
            if not _ARTICLE.fullmatch(row[name] or "") and (row[name] or name == "article_id"):
                raise ConfigurationError(
                    f"{row[name]!r} is no {name}", where=where, remedy="write the id of an article"
                )
        yield Withdrawal(
            article_id=row["article_id"],
            date=ledger_day(row["date"], where),
            reason=row["reason"],
            scope=row["scope"],
            replaced_by=row["replaced_by"] or None,
            note=row["note"] or None,
            marks=Marks(
                pages=_many(row.get("pages")),
                sources=_many(row.get("source_sha256")),
                texts=_many(row.get("text_sha256")),
                sketch=row.get("sketch") or None,
            ),
        )


def _many(cell: str | None) -> frozenset[str]:
    return frozenset(part for part in _MANY.split(cell or "") if part)


def ledger_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yields where each row of a ledger stands, and the row; raises ConfigurationError where a column is missing."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, restval="")
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise ConfigurationError(
                f"lacks the column {missing[0]!r}", where=path.name, remedy=f"columns: {', '.join(columns)}"
            )
        for row in reader:
            yield f"{path.name} line {reader.line_num}", row


def ledger_day(value: str, where: str) -> date:
    """Returns a day of a ledger; raises ConfigurationError where it is none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ConfigurationError(f"{value!r} is no day", where=where, remedy="write yyyy-mm-dd") from None


def joined(own: Mapping[str, Withdrawal], kept: Mapping[str, Withdrawal], where: str) -> dict[str, Withdrawal]:
    """Returns the withdrawals of two ledgers.

    Raises:
        ConfigurationError: where they say different things of an article in one scope; `where` names the second.
    """
    for article_id in sorted(own.keys() & kept.keys()):
        one, other = own[article_id], kept[article_id]
        if one.scope == other.scope and one.decision != other.decision:
            raise ConfigurationError(
                f"says of {article_id} what the ledger beside the sources does not",
                where=where,
                remedy=f"make the day, reason and replacement agree in both {WITHDRAWALS}",
            )
    return held([*kept.values(), *own.values()])


def written(path: Path, wanted: Mapping[str, Withdrawal]) -> str | None:
    """Returns the text of a ledger that says what is wanted, or None where it says so already.

    Lines that are there keep their place and their words, and get the marks that they lack; what is new comes after
    them, in the order of ids.
    """
    text = path.read_bytes().decode("utf-8") if path.is_file() else ""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    said = read_withdrawals(path)
    missing = [wanted[name] for name in sorted(wanted) if not _says(said.get(name), wanted[name])]
    unmarked = {name for name in said.keys() & wanted.keys() if wanted[name].marks != said[name].marks}
    if not missing and not unmarked:
        return None
    head, *records = _records(text.removeprefix(mark)) or [",".join(COLUMNS) + "\r\n"]
    end = "\r\n" if head.endswith("\r\n") else "\n"
    names = next(csv.reader([head.rstrip("\r\n")]))
    more = [name for name in MARKS if name not in names]
    columns = [*names, *more]
    new_head = mark + ",".join([head.rstrip("\r\n"), *more]) + end
    lines = [_marked(line, columns, wanted, unmarked, end) for line in records]
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += end
    return "".join([new_head, *lines, *(_line(_cells(found), columns, end) for found in missing)])


def _says(line: Withdrawal | None, wanted: Withdrawal) -> bool:
    return line is not None and line.decision == wanted.decision


def _records(text: str) -> list[str]:
    """Returns the records of a CSV text as they are written, each with its line end."""
    lines, found, start = list(StringIO(text, newline="")), list[str](), 0
    reader = csv.reader(lines)
    for _ in reader:
        found.append("".join(lines[start : reader.line_num]))
        start = reader.line_num
    return found


def _marked(
    line: str, columns: list[str], wanted: Mapping[str, Withdrawal], unmarked: Collection[str], end: str
) -> str:
    cells = next(csv.reader(StringIO(line, newline="")), [])
    said = dict(zip(columns, cells, strict=False))
    article_id = said.get("article_id", "")
    if article_id not in unmarked:
        return line
    marks = {name: value for name, value in _cells(wanted[article_id]).items() if name in MARKS}
    return _line({**said, **marks}, columns, end)


def _cells(found: Withdrawal) -> dict[str, str]:
    return {
        "article_id": found.article_id,
        "date": found.date.isoformat(),
        "reason": found.reason,
        "scope": found.scope,
        "replaced_by": found.replaced_by or "",
        "note": found.note or "",
        "pages": " ".join(sorted(found.marks.pages)),
        "source_sha256": " ".join(sorted(found.marks.sources)),
        "text_sha256": " ".join(sorted(found.marks.texts)),
        "sketch": found.marks.sketch or "",
    }


def _line(cells: Mapping[str, str], columns: list[str], end: str) -> str:
    stream = StringIO(newline="")
    csv.writer(stream, lineterminator=end).writerow([cells.get(name, "") for name in columns])
    return stream.getvalue()
