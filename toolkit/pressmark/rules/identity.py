"""Rules about identity: ids, the bytes behind them, the keys between tables, and the receipt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from pressmark.contracts.tables import TABLES, table
from pressmark.contracts.withdrawals import WITHDRAWALS, read_withdrawals
from pressmark.rights.withdrawn import WITHDRAWAL, scope_of_value
from pressmark.rules.base import NotChecked, Problem, Record, Subject, package_rule, record_rule

_ENDS = ("articles", "duplicates", "rejected", "skipped")


@package_rule("identity", "error")
def same_bytes_twice(subject: Subject) -> Iterator[Problem]:
    """The same bytes make one article.

    Why: an article that is counted twice weighs twice in every statistic.

    Wrong: two rows of `articles` with one `source_sha256`.

    Right: one row, and the other record in `source_records` as a duplicate.

    Mend: convert again; duplicates are found by their bytes.
    """
    articles = subject.tables["articles"].drop_nulls("source_sha256")
    repeated = articles.filter(pl.col("source_sha256").is_duplicated()).sort("source_sha256", "article_id")
    for row in repeated.select("article_id").collect().iter_rows(named=True):
        message = "was made of the same bytes as another article"
        yield Problem(message=message, table="articles", key=row["article_id"], field="source_sha256")


@package_rule("identity", "error")
def key_dangling(subject: Subject) -> Iterator[Problem]:
    """A key points at a row that is there.

    Why: a join over a dangling key loses rows without a word.

    Wrong: a row of `agents` for an article that `articles` does not have.

    Right: every `article_id`, `source_id` and `permission_id` is found in its own table.

    Mend: add the row that is pointed at, or remove the row that points.
    """
    for name in TABLES:
        found = table(name)
        for key in found.foreign_keys:
            columns = list(dict.fromkeys([*found.primary_key, key.field]))
            rows = subject.tables[name].select(columns).drop_nulls(key.field)
            target = subject.tables[key.table].select(pl.col(key.target).alias(key.field)).drop_nulls()
            dangling = rows.join(target, on=key.field, how="anti").sort(found.primary_key).collect()
            for row in dangling.iter_rows(named=True):
                place = "/".join(str(row[column]) for column in found.primary_key)
                yield Problem(message=f"is in no row of {key.table}", table=name, key=place, field=key.field)


@record_rule("identity", "warning")
def withdrawn_again(record: Record) -> Iterator[Problem]:
    """An article that was withdrawn does not come back as another one.

    Why: what a rights holder or a person asked to take down returns by itself: under another address, from another
    converter, as a reprint, with an edited text. It is withheld then, and somebody has to know.

    Wrong: a record whose claim `withdrawal` is `record ex-0123456789abcdef`, recognised by its page.

    Right: no such claim, or a review of it: a named person looked at both.

    Mend: take it out of the sources. Where it is another article, write its id into `reviews.csv` with the claim
    `withdrawal`, the value `not-this-article`, who looked and when; then convert again.
    """
    for row in record.get("claims", ()):
        if row["claim"] == WITHDRAWAL and row["chosen"] and scope_of_value(row["value"]):
            of = row["value"].partition(" ")[2]
            message = f"is bound by the withdrawal of {of} ({row['basis']})"
            yield Problem(message=message, table="claims", field="value")


@package_rule("identity", "error", judges="package")
def tombstone_missing(subject: Subject) -> Iterator[Problem]:
    """An article that a package withdrew, or whose text it withdrew, has a tombstone.

    Why: a tombstone keeps day, reason and scope. Without it the next release could only say that the case is under
    review; the article stays closed meanwhile.

    Wrong: `record_status` is `withdrawn`, or `release_rule` is, and no row of `tombstones` has the article.

    Right: its row of `tombstones`, as the command and the conversion write it.

    Mend: withdraw it again with `pressmark withdraw`; where the withdrawal was an error, write `withdrawal` and
    `lifted` into `reviews.csv` and convert again.
    """
    closed = (pl.col("release_profile") == "metadata") & (pl.col("release_rule") == "withdrawn")
    gone = subject.tables["articles"].filter((pl.col("record_status") == "withdrawn") | closed)
    bound = subject.tables["claims"].filter(pl.col("claim") == WITHDRAWAL, "chosen")
    silent = gone.join(subject.tables["tombstones"], on="article_id", how="anti")
    silent = silent.join(bound, on="article_id", how="anti").select("article_id").sort("article_id")
    for article_id in silent.collect()["article_id"].to_list():
        yield Problem(message="was withdrawn and has no tombstone", table="articles", key=article_id)


@package_rule("identity", "warning", judges="package")
def withdrawal_unlisted(subject: Subject) -> Iterator[Problem]:
    """What a package withdrew stands in its ledger, too.

    Why: the ledger is what a person reads, and what recognises an article that comes back under another address. A line
    that was deleted lifts no withdrawal: the tombstone holds it.

    Wrong: a row of `tombstones` that no release has numbered yet, and no line of `withdrawals.csv` with its article.

    Right: a line for each.

    Mend: withdraw the article again, which restores the line; to lift it, write `withdrawal` and `lifted` into
    `reviews.csv` with a name and a day, and convert again.
    """
    stones = subject.tables["tombstones"].filter(pl.col("withdrawn_in") == "unreleased").select("article_id")
    listed = read_withdrawals(subject.package.folder / WITHDRAWALS)
    for article_id in stones.collect()["article_id"].sort().to_list():
        if article_id not in listed:
            yield Problem(message=f"has no line in {WITHDRAWALS}", table="tombstones", key=article_id)


@package_rule("identity", "error")
def replacement_unknown(subject: Subject) -> Iterator[Problem]:
    """What replaces a withdrawn article is another article that the collection knows.

    Why: whoever follows `replaced_by` wants to arrive.

    Wrong: an article that is replaced by itself, by an id that nobody knows, or in a circle.

    Right: the id of an article of this collection, or of one that has a tombstone of its own.

    Mend: write the id of the article that stands in its place, or leave `replaced_by` empty.
    """
    pairs = subject.tables["tombstones"].select("article_id", "replaced_by").collect()
    successors: dict[str, str | None] = dict(pairs.iter_rows())
    present = set(subject.tables["articles"].select("article_id").collect()["article_id"].to_list())
    for article_id, successor in sorted(successors.items()):
        problem = _chain_problem(article_id, successor, successors, present)
        if problem:
            yield Problem(message=problem, table="tombstones", key=article_id, field="replaced_by")


def _chain_problem(
    start: str, after: str | None, successors: Mapping[str, str | None], present: set[str]
) -> str | None:
    seen = {start}
    while after is not None:
        if after in seen:
            return "is replaced in a circle"
        if after not in present and after not in successors:
            return "is replaced by an article that nobody knows"
        seen.add(after)
        after = successors.get(after)
    return None


@package_rule("identity", "error")
def counts_add_up(subject: Subject) -> Iterator[Problem]:
    """The receipt accounts for every record of every input.

    Why: "1,000 imported, 0 errors" means nothing while records can vanish in between.

    Wrong: a source with 10 records of which 9 became articles and none is in `source_records`.

    Right: records = articles + duplicates + rejected + skipped, and as many rows in `articles` and `source_records`.

    Mend: convert again; do not remove rows by hand, withdraw the article instead.
    """
    sources = subject.tables["sources"]
    articles = subject.tables["articles"].group_by("source_id").agg(held=pl.len().cast(pl.Int64))
    left = (
        subject.tables["source_records"]
        .group_by("source_id")
        .agg(
            *(
                pl.col("outcome").eq(outcome).sum().cast(pl.Int64).alias(f"left_{outcome}")
                for outcome in ("duplicate", "rejected", "skipped")
            )
        )
    )
    joined = sources.join(articles, on="source_id", how="left").join(left, on="source_id", how="left")
    found = pl.col("held", "left_duplicate", "left_rejected", "left_skipped").fill_null(0)
    # A source whose counts are missing is another rule's business.
    counted = joined.drop_nulls(["records", *_ENDS]).with_columns(found).sort("source_id")
    withheld = subject.tables["tombstones"].filter(pl.col("scope") == "record").select(pl.len()).collect().item()
    missing = 0
    for row in counted.collect().iter_rows(named=True):
        pairs = (("duplicates", "left_duplicate"), ("rejected", "left_rejected"), ("skipped", "left_skipped"))
        if row["records"] != sum(row[end] for end in _ENDS) or any(row[end] != row[left] for end, left in pairs):
            yield Problem(message="its counts do not add up", table="sources", key=row["source_id"], field="records")
        if row["held"] > row["articles"] or (row["held"] < row["articles"] and not subject.is_release):
            yield Problem(
                message="has another number of articles", table="sources", key=row["source_id"], field="articles"
            )
        missing += max(row["articles"] - row["held"], 0)
    if subject.is_release and missing > withheld:
        yield Problem(
            message=f"{missing} articles have no row, and {withheld} have a tombstone",
            table="sources",
            field="articles",
        )


@package_rule("identity", "error")
def id_points_elsewhere(subject: Subject) -> Iterable[Problem] | NotChecked:
    """An id stands for the article that it stood for in the release before.

    Why: whoever cited the id, or joined by it, would meet another article under it.

    Wrong: an id whose bytes, address, text, title and place in the sources are all others than before.

    Right: an article that was corrected, moved or fetched again keeps at least one of them; a new article has a new id.

    Mend: give the new article an id of its own, and let the earlier one keep its own or leave a tombstone.
    """
    if subject.previous is None:
        return NotChecked("the release before is not at hand")
    before, after = _known_by({name: subject.previous.scan(name) for name in TABLES}), _known_by(subject.tables)
    kept = subject.tables["fingerprints"].filter(pl.col("method") == "text-sha256-prev")
    traced = before.join(kept, left_on=("article_id", "text_sha256"), right_on=("article_id", "value"), how="semi")
    both = before.join(after, on="article_id", suffix="_now").join(traced, on="article_id", how="anti")
    names = [name for name in before.collect_schema().names() if name != "article_id"]
    same = pl.any_horizontal(pl.col(name).eq(pl.col(f"{name}_now")).fill_null(value=False) for name in names)
    return [
        Problem(message="is another article than in the release before", table="articles", key=key, field="article_id")
        for key in both.filter(~same).select(pl.col("article_id").sort()).collect()["article_id"].to_list()
    ]


def _known_by(tables: Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    """Returns what each article is known by; a row's number in a table is no place that lasts."""
    locator = pl.col("source_locator").fill_null("")
    place = pl.when(~locator.str.starts_with("row=")).then(pl.concat_str("path", locator, separator="\n"))
    sources = tables["sources"].select("source_id", "path")
    articles = tables["articles"].join(sources, on="source_id", how="left")
    titled = pl.concat_str("title", pl.col("publisher").fill_null(""), separator="\n")
    return articles.select(
        "article_id",
        "source_sha256",
        "url",
        "original_url",
        "text_sha256",
        titled.alias("titled"),
        place.alias("place"),
    )
