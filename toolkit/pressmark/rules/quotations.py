"""Rules about what a release shows of texts that it leaves out: nothing beyond the profile, none beyond the budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from pressmark.records.hashing import REFERENCE
from pressmark.records.profiles import permitted_words
from pressmark.rights.budget import EXCERPT_SHARE, EXCERPT_WORDS, budget, together
from pressmark.rights.leaks import HEADER_SLOTS, leaks
from pressmark.rights.words import SHORTEST, THRESHOLD, UNSPACED, is_token, units
from pressmark.rules.base import NotChecked, Problem, Subject, package_rule

_SHOWN = ("excerpt", "fulltext")


@package_rule("release", "error", judges="release")
def shown_beyond_profile(subject: Subject) -> Iterator[Problem]:
    """No article shows more than its profile allows.

    Why: what was released once cannot be taken back.

    Wrong: a row of `texts` for an article whose `release_profile` is metadata.

    Right: texts for fulltext, excerpts for excerpt, counts of words for features, and none of them below.

    Mend: release the package again; the tables are cut by the gate's decision.
    """
    profiles = subject.tables["articles"].select("article_id", "release_profile")
    checks = {
        "texts": (pl.lit(value=True), ("fulltext",), "article_id"),
        "excerpts": (pl.lit(value=True), _SHOWN, "article_id"),
        "features": (pl.lit(value=True), ("features", "fulltext"), "article_id"),
        "links": ((pl.col("role") == "body") & pl.col("anchor").is_not_null(), ("fulltext",), "anchor"),
        "claims": (pl.col("value").str.starts_with(REFERENCE) & pl.col("verbatim").is_not_null(), _SHOWN, "verbatim"),
        "statements": (
            ~pl.col("slot").is_in(sorted(HEADER_SLOTS)) & pl.col("verbatim").is_not_null(),
            _SHOWN,
            "verbatim",
        ),
    }
    for name, (shows, allowed, field) in checks.items():
        beyond = (
            subject.tables[name]
            .filter(shows)
            .join(profiles, on="article_id")
            .filter(~pl.col("release_profile").is_in(allowed))
        )
        for row in (
            beyond.select("article_id", "release_profile").unique().sort("article_id").collect().iter_rows(named=True)
        ):
            message = f"shows more than {row['release_profile']} allows"
            yield Problem(message=message, table=name, key=row["article_id"], field=field)
    withheld = profiles.filter(pl.col("release_profile") == "withheld").sort("article_id").collect()
    for article_id in withheld["article_id"].to_list():
        yield Problem(message="is withheld and has a row", table="articles", key=article_id, field="release_profile")


@package_rule("release", "error", judges="release")
def text_leaked(subject: Subject) -> Iterable[Problem] | NotChecked:
    """No file of a release holds eight words in a row of a text that it must not show.

    Why: a sentence of a withheld article can slip out through a note, a link's words, an example or a report.

    Wrong: the lede of an article in copyright as a link's anchor in `links`.

    Right: only what the record's own released fields hold.

    Mend: find the words in the file that is named; a claim's note or a review is the likeliest place.
    """
    # The release stage has the texts, and looks for leaks in everything that it wrote before the release is in place.
    # Here only the texts that the release before still showed are at hand: what they find is found, and is no pass.
    reason = NotChecked("the private texts are not at hand; pressmark release looks for leaks itself")
    if subject.previous is None:
        return reason
    open_now = subject.tables["articles"].filter(pl.col("release_profile") == "fulltext").select("article_id")
    texts = subject.previous.scan("texts").join(open_now, on="article_id", how="anti")
    words = texts.select("article_id", text=pl.concat_str("lede", "text", separator="\n\n", ignore_nulls=True))
    permitted = permitted_words(subject.tables)
    found = sorted({(leak.file, leak.article_id) for leak in leaks(words, permitted, subject.package.folder)})
    said = "shows words of a text that was withdrawn"
    return [Problem(message=said, file=file, key=key) for file, key in found] or reason


@package_rule("release", "error", judges="release")
def excerpt_over_budget(subject: Subject) -> Iterator[Problem]:
    """An excerpt has 50 words at most, a tenth of its text at most, and the words that the release before showed.

    Why: the right to quote reaches as far as the quotation needs; two excerpts of one text add up.

    Wrong: an excerpt of 60 words; one of 20 words of a text of 100; another part of the text in every version.

    Right: the first 50 words of a text of 500, and the same in the next version.

    Mend: release the package again; excerpts are cut to their budget, and compared with those of the versions before.
    """
    shown = subject.tables["excerpts"].with_columns(words=units(pl.col("text")).list.eval(_bare()))
    sizes = subject.tables["articles"].select("article_id", "word_count", "char_count")
    rows = shown.join(sizes, on="article_id", how="left").sort("article_id")
    of_text = _size("text", "char_count")
    long = pl.col("words").list.len() > pl.min_horizontal(pl.lit(EXCERPT_WORDS), of_text * EXCERPT_SHARE // 100)
    for article_id in rows.filter(long).collect()["article_id"].to_list():
        yield Problem(message="is longer than an excerpt may be", table="excerpts", key=article_id, field="text")
    if subject.previous is not None:
        earlier = subject.previous.scan("excerpts").select("article_id", earlier="text")
        both = rows.join(earlier, on="article_id").filter(pl.col("text") != pl.col("earlier"))
        before = both.with_columns(earlier=units(pl.col("earlier")).list.eval(_bare()))
        for row in before.select("article_id", "words", "earlier", size=of_text).collect().iter_rows(named=True):
            if _adds_up(row):
                message = "adds up with that of the release before to more than an excerpt may show"
                yield Problem(message=message, table="excerpts", key=row["article_id"], field="text")


def _bare() -> pl.Expr:
    return pl.element().str.strip_chars()


def _size(words: str, signs: str) -> pl.Expr:
    """Returns how many words a text has, by the columns that measure it; where words are not spaced, how many signs."""
    return pl.when(pl.col(words).str.contains(f"[{UNSPACED}]")).then(signs).otherwise("word_count")


def _adds_up(row: Mapping[str, Any]) -> bool:
    most = max(budget(row["size"] or 0), len(row["earlier"]))
    return len(together(row["earlier"], row["words"])) > most


@package_rule("release", "error", judges="release")
def counts_tell_too_much(subject: Subject) -> Iterable[Problem]:
    """Counts of words name single words, of long texts, and none that occurs in few of the counted articles.

    Why: a word that one article has names a person or a case; a list of the words of a short text is nearly the text.

    Wrong: a token that occurs in one article; two words in one token; the words of a note of 30 words.

    Right: words of texts of 100 words or more, each in 5 articles or more.

    Mend: release the package again; `features_threshold` and `features_shortest` in `pressmark.toml` ask for more.
    """
    counted = subject.tables["articles"].filter(pl.col("release_profile") == "features")
    rows = subject.tables["features"].join(counted.select("article_id"), on="article_id", how="semi")
    said = subject.package.descriptor.get("articles:features")
    if rows.head(1).collect().is_empty():
        return
    if not isinstance(said, dict):
        yield Problem(message="does not say how words are counted", file="datapackage.json", field="/articles:features")
        said = {}
    threshold, shortest = (said.get(name, least) for name, least in (("threshold", THRESHOLD), ("shortest", SHORTEST)))
    rare = rows.group_by("token").agg(pl.col("article_id").min(), articles=pl.len())
    few = rare.filter(pl.col("articles") < max(threshold, THRESHOLD)).select("article_id").unique()
    several = rows.filter(~is_token(pl.col("token"))).select("article_id").unique()
    signs = rows.group_by("article_id").agg(token=pl.col("token").str.join(""))
    sized = signs.join(counted.select("article_id", "word_count", "char_count"), on="article_id")
    short = sized.filter(_size("token", "char_count") < max(shortest, SHORTEST)).select("article_id")
    found = {
        "counts a word that few articles have": few,
        "counts what is not a single word": several,
        "counts the words of a short text": short,
    }
    for message, ids in found.items():
        for article_id in ids.sort("article_id").collect()["article_id"].to_list():
            yield Problem(message=message, table="features", key=article_id, field="token")
