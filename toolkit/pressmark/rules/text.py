"""Rules about texts: their presence, their letters, their measures, and their faith to the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import polars as pl

from pressmark.evidence.languages import tag_problem
from pressmark.evidence.text import char_count, joined, one_line, text_sha256, word_count
from pressmark.records.hashing import record_sha256
from pressmark.rules.base import ARTICLE_VIEW, Problem, Record, record_rule, row_rule

_FEWEST_WORDS = 20

# What UTF-8 looks like when it was read as Windows-1252, for the letters that texts of European languages hold most.
_MOJIBAKE = r"Ã[\u0080-\u00bf©¨ª«§¢¡¤¶¼±³º¹‰]|â€[™œ\u009d“”¦˜\u0093\u0094]|Â[ «»°©\u00a0]|ï»¿|Ð[°±²³´µ¸½¾]Ñ"
_UNREADABLE = f"\ufffd|{_MOJIBAKE}"
_FURNITURE = frozenset(
    {"articles_by", "contact", "copyright_notice", "disclaimer", "fair_use", "membership", "social", "source_statement"}
)
_MARKUP = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_]{1,3}")
_DAMAGED = re.compile(_UNREADABLE)


@row_rule(
    "text",
    "error",
    table=ARTICLE_VIEW,
    field="text_sha256",
    message="released as full text with {word_count} words",
    judges="release",
)
def released_text_missing() -> pl.Expr:
    """An article that is released as full text has one.

    Why: a reader counts on the profile; an empty or torn text is taken for the whole article.

    Wrong: `release_profile` is fulltext, and `texts` has no row of it, or one of five words.

    Right: at least twenty words.

    Mend: convert the source again, or let a review say that the text is not released.
    """
    whole = pl.col("has_text") & (pl.col("word_count") >= _FEWEST_WORDS)
    return (pl.col("release_profile") != "fulltext") | whole


@record_rule("text", "error")
def text_unreadable(record: Record) -> Iterator[Problem]:
    """No wording holds replacement characters or letters that were decoded with the wrong encoding.

    Why: `Ã©` and `â€™` are one article's é and ’ read with another encoding; what was lost as U+FFFD cannot be had
    back. Search and comparison miss every such word.

    Wrong: a title that reads `Russiaâ€™s`.

    Right: `Russia’s`.

    Mend: convert the source again with its right encoding; `sources.encoding` says which was used.
    """
    named = {"title": record["title"], "publisher": record["publisher"], "attribution": record["attribution"]}
    for field, wording in named.items():
        if wording and _DAMAGED.search(wording):
            yield Problem(message="holds letters of a wrong encoding", field=field)
    for name, fields in (("texts", ("lede", "text")), ("agents", ("name",)), ("subjects", ("label",))):
        for row in record.get(name, ()):
            for field in fields:
                if row[field] and _DAMAGED.search(row[field]):
                    yield Problem(message="holds letters of a wrong encoding", table=name, field=field)


@record_rule("text", "error")
def boilerplate_in_text(record: Record) -> Iterator[Problem]:
    """No paragraph of the text is the page's own furniture.

    Why: a disclaimer or a copyright line that is counted as text makes articles of one site look alike, and hands a
    third party's wording out as the author's.

    Wrong: the last paragraph of `text` is the disclaimer that `statements` holds.

    Right: the disclaimer stands in `statements` only.

    Mend: convert again with a site description that knows the line. A paragraph that only begins like one is left
    alone.
    """
    printed = [row["verbatim"] for row in record.get("statements", ()) if row["verbatim"] and row["slot"] in _FURNITURE]
    furniture = {one_line(_MARKUP.sub(r"\1", wording)) for wording in printed}
    for row in record.get("texts", ()):
        if any(one_line(paragraph) in furniture for paragraph in (row["text"] or "").split("\n\n")):
            yield Problem(message="a whole paragraph is one of the page's own statements", table="texts", field="text")


@record_rule("text", "error")
def measures_differ(record: Record) -> Iterator[Problem]:
    """Counts and hashes are those of the record as it stands.

    Why: a hash that does not fit its text makes every later comparison, quotation check and rehydration fail.

    Wrong: `word_count` is 414 where lede and text have 415 words.

    Right: every measure can be computed again and comes out the same.

    Mend: convert the source again; a value that was edited by hand needs a review and not an edit.
    """
    if record_sha256(record) != record["record_sha256"]:
        yield Problem(message="is not the hash of the record", field="record_sha256")
    for row in record.get("texts", ()):
        words = joined(row["lede"], row["text"])
        computed = {
            "word_count": word_count(words),
            "char_count": char_count(words),
            "text_sha256": text_sha256(row["lede"], row["text"]),
        }
        for field, value in computed.items():
            if record[field] != value:
                yield Problem(message="is not what the text gives", field=field)


@cache
def _tag_problem(tag: str) -> str | None:
    return tag_problem(tag)


@record_rule("text", "error")
def language_tag_invalid(record: Record) -> Iterator[Problem]:
    """A language is a BCP 47 tag.

    Why: readers filter by tag; `en_US` and `english` are found by nobody who looks for `en`.

    Wrong: `en_US`.

    Right: `en-US`; `und` where it is not known.

    Mend: write the tag with hyphens, the language in lower case and the region in capitals.
    """
    problem = _tag_problem(record["language"]) if record["language"] else None
    if problem:
        yield Problem(message=problem, field="language")
