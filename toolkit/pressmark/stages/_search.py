"""Looks for the articles of a release round by round: in files, at their addresses, in an archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from pressmark.archives import Refused, walk
from pressmark.contracts.package import Package
from pressmark.model.draft import Source
from pressmark.records.matching import best_of, candidates, judged, keyed, still_wanted
from pressmark.records.rehydration import (
    NEAR,
    SCHEMA,
    TAKEN,
    WITHDRAWN,
    excerpt_distance,
    length_distance,
)
from pressmark.stages._fetched import Fetched
from pressmark.stages._ledger import INPUTS, Earlier
from pressmark.stages._rebuilt import found_texts
from pressmark.stages._rounds import Round, RoundReader

_BEST = pl.Schema(
    {
        **dict.fromkeys(("article_id", "found_id", "outcome", "how", "path", "source_locator"), pl.String()),
        **dict.fromkeys(("words", "chars"), pl.Int64()),
        "round": pl.Int32(),
        **dict.fromkeys(("distance", "basis", "retrieved", "archived", "reason"), pl.String()),
    }
)
Fetch = Callable[[Iterable[str]], Iterable[Fetched]]


@dataclass(slots=True)
class Search:
    """A search for the articles of a release; `earlier` is what a run before came to."""

    release: Package
    tombstones: pl.LazyFrame  # of the release, and of those after it that are known
    earlier: Earlier
    reader: RoundReader
    scratch: Path
    rounds: list[Round] = field(default_factory=list)
    _found: list[pl.DataFrame] = field(default_factory=list)
    _failed: list[pl.DataFrame] = field(default_factory=list)
    _wanted: pl.DataFrame = field(init=False)

    def __post_init__(self) -> None:
        found = keyed(self.release.scan("articles"), self.release.scan("sources"))
        for rows in (self._complete(), self._withdrawn(), self.earlier.settled):
            found = found.join(rows, on="article_id", how="anti")
        self._wanted = found

    def place(self, name: str) -> Path:
        """Returns a new folder to work in."""
        made = self.scratch / name
        made.mkdir()
        return made

    def in_files(self, found: Iterable[Source | Refused]) -> None:
        """Looks into files, without those that an earlier run has read."""
        known = self.earlier.known | self._spent()
        self._round([each for each in found if each.sha256 not in known])

    def _spent(self) -> set[str]:
        """Returns the hashes of the release's own sources of which every article is there."""
        open_ones = self.release.scan("articles").join(self._wanted.lazy(), on="article_id", how="semi")
        sources = self.release.scan("sources").filter(pl.col("articles") > 0)
        return set(sources.join(open_ones, on="source_id", how="anti").collect()["sha256"].drop_nulls())

    def on_the_web(self, fetch: Fetch, *, archive: str | None = None) -> None:
        """Fetches what is not found yet, and looks into that."""
        wanted = still_wanted(self._wanted, self.best())
        asked: dict[str, list[str]] = defaultdict(list)
        for article_id, url in self._addresses(wanted, archive):
            asked[url].append(article_id)
        pages = []
        for result in fetch(asked):
            if result.file is None:
                self._fail(asked[result.url], result)
            else:
                pages.append(result)
        by_name = {page.file.name: page for page in pages if page.file}
        wanted_by = {name: asked[page.url] for name, page in by_name.items()}
        found = list(walk([page.file for page in pages if page.file], self.place(f"members-{len(self.rounds)}")))
        self._round(found, wanted_by=wanted_by, pages=by_name, archive=archive is not None)

    def _addresses(self, wanted: pl.DataFrame, archive: str | None) -> Iterable[tuple[str, str]]:
        articles = self.release.scan("articles").join(wanted.lazy().select("article_id"), on="article_id", how="semi")
        retrieved = self.release.scan("dates").filter(pl.col("role") == "retrieved")
        days = retrieved.group_by("article_id").agg(pl.col("earliest").min().alias("seen"))
        rows = articles.filter(pl.col("url").is_not_null()).join(days, on="article_id", how="left")
        columns = rows.select("article_id", "url", day=pl.coalesce("seen", "published")).sort("article_id").collect()
        for article_id, url, day in columns.iter_rows():
            stamp = f"{day:%Y%m%d}000000" if day else str(self.release.created or "").replace("-", "") + "000000"
            yield article_id, archive.replace("{timestamp}", stamp).replace("{url}", url) if archive else url

    def _fail(self, article_ids: list[str], result: Fetched) -> None:
        rows = [
            {"article_id": each, "outcome": result.outcome, "reason": result.reason, "path": result.url}
            for each in article_ids
        ]
        self._failed.append(pl.DataFrame(rows, schema=_BEST))

    def _round(
        self,
        found: list[Source | Refused],
        *,
        wanted_by: dict[str, list[str]] | None = None,
        pages: dict[str, Fetched] | None = None,
        archive: bool = False,
    ) -> None:
        number = len(self.rounds)
        result = self.reader.read(found, self.place(f"round-{number}"), wanted_by=wanted_by)
        self.rounds.append(result)
        keys = result.keys
        pairs = candidates(self._wanted, keys, result.pairs_asked, self._earlier_texts())
        rows = judged(pairs, self._wanted, keys, archive=archive).with_columns(round=pl.lit(number, pl.Int32))
        self._found.append(self._told(rows, result, pages or {}))
        known = set(pairs["article_id"])
        for name, page in (pages or {}).items():
            in_vain = [each for each in (wanted_by or {}).get(name, ()) if each not in known]
            reason = "its page holds no article that could be read"
            self._fail(in_vain, Fetched(url=page.url, outcome="missing", reason=reason))

    def _earlier_texts(self) -> pl.DataFrame:
        prints = self.release.scan("fingerprints").filter(pl.col("method") == "text-sha256-prev")
        return prints.select("article_id", "value").collect()

    def _told(self, rows: pl.DataFrame, result: Round, pages: dict[str, Fetched]) -> pl.DataFrame:
        """Returns the rows with the distance of what differs, the reason, and when the source was taken."""
        dates = result.tables.scan("dates").filter(pl.col("role") == "retrieved")
        stamps = dates.select(found_id="article_id", retrieved="edtf").unique("found_id", keep="any").collect()
        dated = rows.join(stamps, on="found_id", how="left")
        distances = self._distances(dated.filter(pl.col("outcome").is_in(NEAR)), result)
        reasons = self._reasons(dated.filter(pl.col("outcome").is_in(NEAR)), result)
        told = dated.join(distances, on="article_id", how="left").join(reasons, on="article_id", how="left")
        fetched = [
            {"path": name, "shown": page.found_at, "archived": page.archived, "taken": page.retrieved}
            for name, page in pages.items()
        ]
        columns = dict.fromkeys(("path", "shown", "archived", "taken"), pl.String())
        shown = pl.DataFrame(fetched, schema=columns)
        name = pl.col("path").str.split("!/").list.first()
        joined = told.join(shown, left_on=name, right_on="path", how="left")
        return joined.select(
            *("article_id", "found_id", "outcome", "how"),
            path=pl.coalesce("shown", "path"),
            source_locator=pl.when(pl.col("shown").is_null()).then("source_locator"),
            **{name: pl.col(name).cast(pl.Int64) for name in ("words", "chars")},
            round=pl.col("round"),
            distance="distance",
            basis="basis",
            retrieved=pl.coalesce("taken", "retrieved"),
            archived="archived",
            reason="reason",
        )

    def _distances(self, near: pl.DataFrame, result: Round) -> pl.DataFrame:
        known = self._wanted.select("article_id", wanted_words="word_count")
        excerpts = self.release.scan("excerpts").select("article_id", excerpt="text").collect()
        joined = near.join(known, on="article_id").join(excerpts, on="article_id", how="left")
        rows = [
            (row["article_id"], f"{length_distance(row['wanted_words'], row['words']):.4f}", "length")
            for row in joined.filter(pl.col("excerpt").is_null()).iter_rows(named=True)
        ]
        for batch in joined.filter(pl.col("excerpt").is_not_null()).iter_slices(2_000):
            texts = found_texts(batch.with_columns(round=pl.lit(0, pl.Int32)), [result])
            words = texts.select("article_id", found=pl.concat_str("lede", "text", separator=" ", ignore_nulls=True))
            rows += [
                (row["article_id"], f"{excerpt_distance(row['excerpt'], row['found'] or ''):.4f}", "excerpt")
                for row in batch.lazy().join(words, on="article_id", how="left").collect().iter_rows(named=True)
            ]
        return pl.DataFrame(rows, schema=dict.fromkeys(("article_id", "distance", "basis"), pl.String()), orient="row")

    def _reasons(self, near: pl.DataFrame, result: Round) -> pl.DataFrame:
        then = _readers(self.release.scan("articles"), self.release.scan("sources"), "article_id", "then")
        now = _readers(result.tables.scan("articles"), result.tables.scan("sources"), "found_id", "now")
        joined = near.join(then, on="article_id", how="left").join(now, on="found_id", how="left")
        same = pl.col("then_config") == pl.col("now_config")
        read = pl.format("read by {} then, and by {} now", "then_reader", "now_reader")
        other = (
            pl.when(pl.col("then_reader") != pl.col("now_reader"))
            .then(read)
            .when(~same)
            .then(pl.lit("read with another configuration"))
            .otherwise(pl.lit("read by the same converter; a library below it may be another"))
        )
        earlier = pl.when(pl.col("how") == "earlier").then(pl.lit("the text of an earlier version"))
        reason = pl.when(pl.col("outcome") == NEAR[0]).then(other).otherwise(earlier)
        return joined.select("article_id", reason=reason)

    def best(self) -> pl.DataFrame:
        """Returns the best that was found for each article; what an earlier run found is of no round."""
        found = self.earlier.outcomes.filter(pl.col("outcome").is_in([*TAKEN, *NEAR]))
        earlier = found.rename({"from": "path", "locator": "source_locator"})
        wanted = earlier.join(self._wanted.select("article_id"), on="article_id", how="semi")
        return best_of([_BEST.to_frame(), wanted, *self._found])

    def outcomes(self, best: pl.DataFrame) -> pl.DataFrame:
        """Returns the row of every article of the release."""
        sought = best_of([_BEST.to_frame(), best, *self._failed, self._missing()])
        rows = sought.rename({"path": "from", "source_locator": "locator"})
        parts = [rows, self._complete(), self._withdrawn(), self.earlier.settled]
        return pl.concat([part.select(SCHEMA.names()) for part in parts])

    def _missing(self) -> pl.DataFrame:
        return self._wanted.select("article_id", outcome=pl.lit("missing"), reason=pl.lit("no source holds it"))

    def _complete(self) -> pl.DataFrame:
        articles = self.release.scan("articles").join(self._withdrawn().lazy(), on="article_id", how="anti")
        shown = self.release.scan("texts").select("article_id", shown=True)
        rows = articles.join(shown, on="article_id", how="left")
        held = pl.when("shown").then(pl.lit("the release holds its text"))
        reason = held.otherwise(pl.lit("the collection holds no text of it"))
        complete = rows.filter(pl.col("shown").is_not_null() | pl.col("text_sha256").is_null())
        return _rows(complete.select("article_id", outcome=pl.lit("complete"), reason=reason).collect())

    def _withdrawn(self) -> pl.DataFrame:
        told = self.tombstones.select("article_id", "reason", "date")
        rows = self.release.scan("articles").select("article_id").join(told, on="article_id")
        reason = pl.format("{} on {}", "reason", pl.col("date").dt.strftime("%Y-%m-%d"))
        return _rows(rows.select("article_id", outcome=pl.lit(WITHDRAWN), reason=reason).collect())

    def inputs(self, outcomes: pl.DataFrame, reader: str) -> pl.DataFrame:
        """Returns the files that were read, now and before, and how many articles have their text from each."""
        rows = [
            (row["path"], row["sha256"], row["records"], 0, reader) for found in self.rounds[:1] for row in found.inputs
        ]
        read = pl.concat([pl.DataFrame(rows, schema=INPUTS, orient="row"), self.earlier.inputs])
        taken = outcomes.filter(pl.col("outcome").is_in(TAKEN)).group_by("from").agg(given=pl.len().cast(pl.Int64))
        told = read.unique(["path", "sha256"], keep="first", maintain_order=True)
        counted = told.join(taken, left_on="path", right_on="from", how="left")
        return counted.with_columns(articles=pl.col("given").fill_null(0)).select(INPUTS.names())


def _rows(found: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([SCHEMA.to_frame(), found], how="diagonal")


def _readers(articles: pl.LazyFrame, sources: pl.LazyFrame, key: str, when: str) -> pl.DataFrame:
    """Returns by which converter each record was read, and with which configuration."""
    told = articles.select(pl.col("article_id").alias(key), "source_id").join(sources, on="source_id", how="left")
    reader = pl.concat_str("converter", "converter_version", separator=" ")
    return told.select(
        key, reader.alias(f"{when}_reader"), pl.col("converter_config").alias(f"{when}_config")
    ).collect()
