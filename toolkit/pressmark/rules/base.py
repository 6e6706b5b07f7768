"""What a rule is: a name, a page, and one of three ways to judge.

A *row rule* is a polars expression over one table or over the article view: true is good, null is good, since
absence is another rule's business. A *record rule* is plain Python over one nested record, for what no column can say.
A *package rule* sees the whole package. The function's name in kebab-case is the rule's public identity, its docstring
is its page.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import polars as pl

from pressmark.contracts.package import Package
from pressmark.contracts.tables import TABLES, table
from pressmark.model.report import Place

Severity = Literal["error", "warning", "note"]
Judged = Literal["both", "package", "release"]
Record = Mapping[str, Any]

FAMILIES = ("dates", "copyright", "attribution", "text", "identity", "links", "package", "release", "security")
HEADINGS = ("Why", "Wrong", "Right", "Mend")

# The view with one row an article (`pressmark.records.view`), beside the tables of the contract.
ARTICLE_VIEW = "article-view"

# The form of a column that holds a wording on one line; only a few such columns hold none of an author's words.
_WORDING = table("articles")["title"].pattern
_HARMLESS = frozenset({"license", "zone", "format"})


def quotable(column: str) -> bool:
    """Returns whether a message may quote the column's values: none may hold an author's words or an address."""
    name = column.rpartition("__")[2]
    fields = [field for found in map(table, TABLES) for field in found.fields if field.name == name]
    closed = (field.type != "string" or field.enum or field.pattern not in (None, _WORDING) for field in fields)
    return name in _HARMLESS or (bool(fields) and all(closed) and not name.endswith(("url", "uri", "identifier")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One break that a record rule or a package rule found. `severity` overrides the rule's own."""

    message: str
    table: str | None = None
    key: str | None = None
    field: str | None = None
    row: int | None = None
    file: str | None = None
    severity: Severity | None = None

    @property
    def place(self) -> Place:
        """Returns where it is."""
        return Place(file=self.file, table=self.table, row=self.row, key=self.key, field=self.field)


@dataclass(frozen=True, slots=True)
class NotChecked:
    """What a package rule returns when it cannot judge, and why; never a pass."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What package rules judge.

    `tables` are the tables as read (staged, typed); `index` is the collection's `index.json` where the release stands
    in one; `previous` is the release before it; `earlier` is the same package at an earlier revision; `sources` is the
    folder of the inputs where the user named it.
    """

    package: Package
    tables: Mapping[str, pl.LazyFrame]
    index: Mapping[str, Any] | None = None
    previous: Package | None = None
    earlier: Package | None = None
    sources: Path | None = None
    declared_version: str | None = None

    @property
    def is_release(self) -> bool:
        """Returns whether rules about what may be shared apply."""
        return self.package.kind == "release"


RowCheck = Callable[[], pl.Expr]
RecordCheck = Callable[[Record], Iterable[Problem]]
PackageCheck = Callable[[Subject], Iterable[Problem] | NotChecked]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule with its page; exactly one of `row`, `record` and `package` is set."""

    name: str
    family: str
    severity: Severity
    page: str
    judges: Judged = "both"
    level: Literal["descriptor", "structure", "content"] = "content"
    table: str | None = None  # of a row rule: the table or view
    field: str | None = None  # of a row rule: the column that the finding points at
    message: str = ""  # of a row rule, with quotable columns in braces
    row: pl.Expr | None = None
    record: RecordCheck | None = None
    package: PackageCheck | None = None

    @property
    def summary(self) -> str:
        """Returns the first sentence of the page."""
        return " ".join(self.page.split("\n\n")[0].split())

    def section(self, heading: str) -> str:
        """Returns one section of the page as a sentence on one line; empty where the page lacks it."""
        found = re.search(rf"^{heading}: (.*?)(?=^[A-Z][a-z]+: |\Z)", self.page, re.MULTILINE | re.DOTALL)
        said = " ".join(found[1].split()) if found else ""
        return said[:1].upper() + said[1:]


def row_rule(
    family: str, severity: Severity, *, table: str, field: str, message: str, judges: Judged = "both"
) -> Callable[[RowCheck], Rule]:
    """Declares a row rule; raises ValueError where the message would quote a column that may hold an author's words."""
    unquotable = [column for column in re.findall(r"{(\w+)}", message) if not quotable(column)]
    if unquotable:
        raise ValueError(f"a message must not quote {unquotable}")

    def declare(check: RowCheck) -> Rule:
        _known(family)
        return Rule(
            name=_name(check), family=family, severity=severity, page=_page(check), judges=judges,
            table=table, field=field, message=message, row=check(),
        )  # fmt: skip

    return declare


def record_rule(family: str, severity: Severity, *, judges: Judged = "both") -> Callable[[RecordCheck], Rule]:
    """Declares a record rule."""

    def declare(check: RecordCheck) -> Rule:
        _known(family)
        name, page = _name(check), _page(check)
        return Rule(name=name, family=family, severity=severity, page=page, judges=judges, record=check)

    return declare


def package_rule(
    family: str,
    severity: Severity,
    *,
    judges: Judged = "both",
    level: Literal["descriptor", "structure", "content"] = "content",
) -> Callable[[PackageCheck], Rule]:
    """Declares a package rule; `level` is the cheapest level that runs it."""

    def declare(check: PackageCheck) -> Rule:
        _known(family)
        name, page = _name(check), _page(check)
        return Rule(name=name, family=family, severity=severity, page=page, judges=judges, level=level, package=check)

    return declare


def _known(family: str) -> None:
    if family not in FAMILIES:
        raise ValueError(f"no family is called {family!r}")


def _name(check: Callable[..., object]) -> str:
    return check.__name__.replace("_", "-")


def _page(check: Callable[..., object]) -> str:
    return inspect.getdoc(check) or ""


def rules_of(family: ModuleType) -> Iterator[Rule]:
    """Yields the rules that a module of the shelf declares, in the order of the file."""
    yield from (value for value in vars(family).values() if isinstance(value, Rule))


def engine_rule(family: str, severity: Severity) -> Callable[[Callable[[], None]], Rule]:
    """Declares a rule that the engines themselves judge: it has a page and no check of its own."""

    def declare(page: Callable[[], None]) -> Rule:
        _known(family)
        return Rule(name=_name(page), family=family, severity=severity, page=_page(page))

    return declare
