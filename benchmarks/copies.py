"""Measures how copies are found: precision and recall of planted reprints, and time and memory of many articles.

The stories are nonsense in a settled order, or, with `--texts FILE`, the bodies of a table of real articles. Memory is
the peak of a process that does nothing but find the clusters; time is held against cutting the same texts into runs.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, islice
from pathlib import Path
from typing import Any

import polars as pl

from costs import cut_runs, measured, print_costs, say_cost
from planted_copies import KINDS, STRANGERS, Planted, plant
from pressmark.contracts.tables import table
from pressmark.evidence.text import text_sha256
from pressmark.records.clusters import clusters_of

_BATCH = 10_000
_FEWEST = 120  # words of a real body that is a story


def rows_of(planted: Iterable[Planted]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yields the row of `articles` and the row of `texts` of each article."""
    for each in planted:
        article_id = f"pl-{hashlib.sha256(str(each.number).encode()).hexdigest()[:16]}"
        hashed = text_sha256(None, each.text)
        measures = {"text_sha256": hashed, "char_count": len(each.text), "is_republication": False}
        yield (
            {"article_id": article_id, "title": each.title, **measures},
            {"article_id": article_id, "lede": None, "text": each.text},
        )


def written(planted: Iterable[Planted], folder: Path) -> dict[str, pl.LazyFrame]:
    """Returns the tables of a collection, written in parts as a conversion writes them."""
    rows = rows_of(planted)
    for number in range(sys.maxsize):
        part = list(islice(rows, _BATCH))
        if not part:
            break
        for name, found in (("articles", [one for one, _ in part]), ("texts", [other for _, other in part])):
            frame = pl.DataFrame(found, schema_overrides={"lede": pl.String})
            schema = table(name).polars_schema
            absent = [
                pl.lit(None, kind).alias(column) for column, kind in schema.items() if column not in frame.columns
            ]
            frame.with_columns(absent).select(schema.names()).write_parquet(folder / f"{name}-{number:06}.parquet")
    return tables_in(folder)


def tables_in(folder: Path) -> dict[str, pl.LazyFrame]:
    """Returns the tables that were written."""
    found = {name: pl.scan_parquet(folder / f"{name}-*.parquet") for name in ("articles", "texts")}
    return {**found, "claims": table("claims").empty().lazy()}


def scores(planted: Mapping[str, Planted], clusters: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Returns recall by kind of copy, precision over all linked pairs, and the false links by kind."""
    members: dict[str, list[str]] = defaultdict(list)
    for row in clusters:
        members[row["cluster_id"]].append(row["article_id"])
    linked = {pair for ids in members.values() for pair in combinations(sorted(ids), 2)}
    stories = {each.story: article_id for article_id, each in planted.items() if each.kind == "story"}
    planned, met, wrong = Counter[str](), Counter[str](), Counter[str]()
    for article_id, each in planted.items():
        if each.kind in KINDS:
            first, second = sorted((article_id, stories[each.story]))
            planned[each.kind] += 1
            met[each.kind] += (first, second) in linked
    right = 0
    for one, other in linked:
        pair = (planted[one], planted[other])
        if pair[0].story == pair[1].story:
            right += 1
        else:
            wrong[next((each.kind for each in pair if each.kind in STRANGERS), pair[1].kind)] += 1
    recall = {kind: met[kind] / planned[kind] for kind in KINDS if planned[kind]}
    precision = right / len(linked) if linked else 1.0
    return {
        "recall": recall,
        "planted": dict(planned),
        "precision": precision,
        "linked": len(linked),
        "wrong": dict(wrong),
    }


def judged(planted: Iterable[Planted]) -> dict[str, Any]:
    """Returns the scores of what is found among planted articles."""
    every = list(planted)
    with tempfile.TemporaryDirectory() as place:
        clusters = clusters_of(written(every, Path(place)))
    return scores({row["article_id"]: each for each, (row, _) in zip(every, rows_of(every), strict=True)}, clusters)


def bodies(path: Path) -> Iterator[list[str]]:
    """Yields the sentences of the bodies of a table of articles that are long enough, and that stand in it once."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        found = [" ".join(row["body"].split()) for row in csv.DictReader(stream)]
    long = [body for body in found if len(body.split()) >= _FEWEST]
    with tempfile.TemporaryDirectory() as place:
        held = [Planted(number, number, "story", f"{number}", body) for number, body in enumerate(long)]
        known = {row["article_id"] for row in clusters_of(written(held, Path(place)))}
    for body, (row, _) in zip(long, rows_of(held), strict=True):
        if row["article_id"] not in known:
            yield [f"{sentence}." for sentence in body.rstrip(".").split(". ")]


def task(what: str, folder: Path) -> int:
    """Does one task and prints what it cost."""
    tables = tables_in(folder)
    say_cost(lambda: clusters_of(tables) if what == "clusters" else cut_runs(tables))
    return 0


def main() -> int:
    """Prints the scores, and then what many articles cost."""
    options = arguments()
    if options.task:
        return task(options.task, options.folder)
    stories = bodies(options.texts) if options.texts else ()
    found = judged(plant(options.planted, options.seed, stories=stories))
    print("| kind | planted | recall |\n|---|---|---|")
    for kind, recall in found["recall"].items():
        print(f"| {kind} | {found['planted'][kind]} | {recall:.3f} |")
    print(
        f"\nprecision {found['precision']:.4f} of {found['linked']} linked pairs; wrong: {found['wrong'] or 'none'}\n"
    )
    if options.articles:
        with tempfile.TemporaryDirectory() as place:
            written(plant(options.articles, options.seed), Path(place))
            alone, whole = (measured(__file__, "--task", what, "--folder", place) for what in ("runs", "clusters"))
        print_costs(options.articles, {"runs of words alone": alone, "clusters": whole})
        print(f"\n{whole['seconds'] / alone['seconds']:.2f} times the runs alone")
    return 0


def arguments() -> argparse.Namespace:
    """Reads how many articles are planted, among which, and how many are timed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--planted", type=int, default=6_000)
    parser.add_argument("--articles", type=int, default=200_000, help="to time; 0 leaves it out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="a gzipped CSV with a column `body`, whose texts are the stories")
    parser.add_argument("--task", choices=("runs", "clusters"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
