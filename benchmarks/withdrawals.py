"""Measures how withdrawn articles are recognised when they come back, and what looking for them costs.

Stories are planted with their copies, and withdrawn; what is left of the collection without them is searched by their
marks alone. Then many articles are searched for many withdrawals in a process of its own, beside cutting the same texts
into runs of words.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from copies import rows_of, tables_in, written
from costs import cut_runs, measured, print_costs, say_cost
from planted_copies import KINDS, Planted, plant
from pressmark.contracts.tables import table
from pressmark.contracts.withdrawals import Withdrawal, with_marks
from pressmark.records.marks import marks_of
from pressmark.records.returns import returned

Tables = dict[str, pl.LazyFrame]


def collection(planted: Sequence[Planted], folder: Path) -> Tables:
    """Returns the tables of planted articles, each with bytes of its own and without an address."""
    return with_bytes(written(planted, folder))


def with_bytes(tables: Tables) -> Tables:
    """Returns tables in which each article has bytes of its own."""
    articles = tables["articles"].with_columns(source_sha256="article_id")
    return {**tables, "articles": articles, "fingerprints": table("fingerprints").empty().lazy()}


def withdrawals(tables: Tables, ids: Sequence[str]) -> dict[str, Withdrawal]:
    """Returns withdrawals of articles, with their marks."""
    line = Withdrawal(article_id="", date=date(2026, 1, 1), reason="privacy", scope="record")
    return with_marks({article_id: line.of(article_id) for article_id in ids}, marks_of(tables, ids))


def scores(count: int, seed: int) -> dict[str, Any]:
    """Returns the share of the copies that are recognised, by kind, and what else is taken for one."""
    planted = list(plant(count, seed))
    ids = [row["article_id"] for row, _ in rows_of(planted)]
    first = {each.story: article_id for article_id, each in zip(ids, planted, strict=True) if each.kind == "story"}
    copied = {each.story for each in planted if each.kind in KINDS}
    gone = {first[story]: story for story in copied}
    with tempfile.TemporaryDirectory() as place:
        tables = collection(planted, Path(place))
        lines = withdrawals(tables, sorted(gone))
        left = {**tables, "articles": tables["articles"].filter(~pl.col("article_id").is_in(sorted(gone)))}
        found = returned(left, lines)
    planned, met, wrong = Counter[str](), Counter[str](), Counter[str]()
    for article_id, each in zip(ids, planted, strict=True):
        if article_id in gone:
            continue
        right = each.kind in KINDS
        of = found[article_id].of if article_id in found else None
        planned[each.kind] += right
        met[each.kind] += right and of is not None and gone[of] == each.story
        wrong[each.kind] += of is not None and gone[of] != each.story
    return {
        "withdrawn": len(gone),
        "planted": dict(planned),
        "recall": {kind: met[kind] / planned[kind] for kind in KINDS if planned[kind]},
        "right": sum(met.values()),
        "wrong": {kind: number for kind, number in wrong.items() if number},
    }


def task(what: str, folder: Path, lines: int) -> int:
    """Does one task and prints what it cost; the withdrawals are marked before the clock runs."""
    tables = with_bytes(tables_in(folder))
    ids = tables["articles"].select("article_id").head(lines).collect()["article_id"].to_list()
    known = withdrawals(tables, ids) if what == "search" else {}
    say_cost(lambda: returned(tables, known) if what == "search" else cut_runs(tables))
    return 0


def main() -> int:
    """Prints the scores, and then what many articles cost."""
    options = arguments()
    if options.task:
        return task(options.task, options.folder, options.withdrawals)
    found = scores(options.planted, options.seed)
    print("| kind | planted | recognised |\n|---|---|---|")
    for kind, recall in found["recall"].items():
        print(f"| {kind} | {found['planted'][kind]} | {recall:.3f} |")
    print(f"\n{found['withdrawn']} withdrawn, {found['right']} recognised; wrong: {found['wrong'] or 'none'}\n")
    if options.articles:
        with tempfile.TemporaryDirectory() as place:
            written(plant(options.articles, options.seed), Path(place))
            told = ["--folder", place, "--withdrawals", str(options.withdrawals)]
            alone, whole = (measured(__file__, "--task", what, *told) for what in ("runs", "search"))
        searched = f"search for {options.withdrawals:,} withdrawals"
        print_costs(options.articles, {"runs of words alone": alone, searched: whole})
    return 0


def arguments() -> argparse.Namespace:
    """Reads how many articles are planted, and how many are searched for how many withdrawals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--planted", type=int, default=6_000)
    parser.add_argument("--articles", type=int, default=200_000, help="to time; 0 leaves it out")
    parser.add_argument("--withdrawals", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--task", choices=("runs", "search"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
