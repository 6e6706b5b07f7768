"""Rules about texts: their presence, their letters, their measures, and their faith to the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate

import polars as pl

from pressmark.contracts.tables import TABLES
from pressmark.evidence.languages import tag_problem
from pressmark.evidence.text import char_count, joined, text_sha256, word_count
from pressmark.records.hashing import record_sha256
from pressmark.rules._reading import plain, problem
from pressmark.rules.base import ARTICLE_VIEW, Problem, Record, Subject, package_rule, record_rule, row_rule

_HEADER = frozenset({"title", "byline", "published", "original_published"})
_FEWEST_WORDS = 20
_FEWEST_CHARACTERS = 40
_UNSPACED = r"^(?i:bo|dz|ja|km|lo|my|th|wuu|yue|zh)(?:-|$)"  # languages that put no spaces between words
_BATCH = 5_000

# What the second byte of a letter in UTF-8 looks like when it was read as Windows-1252. Some of these signs may follow
# a capital for good (`HÂLÂ…`, `«IRMÃ»`, `5 Å²`): they betray a wrong encoding only where that capital is out of place.
_SIGNS = "\u0080-\u009f€‚ƒ„†‡ˆ‰ŠŒŽ˜šœžŸ¡-ª¬¯±´-¶¸-º¼-¿"
_LOOSE = "\u00a0«»®°²³·…‘’“”•–—™‹›"
# The same bytes as other systems show them: code pages 437 and 850, and Windows-1251. Lines of a drawn tree are none.
_DRAWN = "├[ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»®ØøÁÂÀ©╝╗╣║╢╖╕╜]|[ΓÔ]Ç[ÿÖÜ£¥ôöóØª]"
_CYRILLIC = "вЂ|Г[©®±¶°¤§¬¦·]|(?:[РС][ЂЃѓ‚„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈ¤Ґ¦§Ё©Є«¬®Ї°±Ііґµ¶·ё№є»јЅѕї]){3}"
_CONTROLS = "[\u0080-\u009f]"  # no text prints them: what stood there were bytes of Windows-1252 or UTF-8
_DAMAGED = re.compile(
    rf"\ufffd|{_CONTROLS}|{_DRAWN}|{_CYRILLIC}|â€|ï»¿|[ÃÂÄÅ][{_SIGNS}]|(?:[ÐÑ][{_SIGNS}{_LOOSE}]){{2}}"
    rf"|(?<=[a-zß-öø-ÿ0-9.,;:!?)])[ÃÂ][ {_LOOSE}]|(?<![A-ZÀ-ÞĀ-Ž])[ÃÂÅ][{_LOOSE}](?=[^\W\d])"
)


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

    Right: at least twenty words; in a language that is written without spaces, forty characters.

    Mend: convert the source again, or let a review say that the text is not released.
    """
    unspaced = pl.col("language").str.contains(_UNSPACED) & (pl.col("char_count") >= _FEWEST_CHARACTERS)
    whole = pl.col("has_text") & ((pl.col("word_count") >= _FEWEST_WORDS) | unspaced)
    return (pl.col("release_profile") != "fulltext") | whole


@record_rule("text", "error")
def text_unreadable(record: Record) -> Iterator[Problem]:
    """No value holds replacement characters or letters that were decoded with the wrong encoding.

    Why: `Ã©` and `â€™` are one article's é and ’ read with another encoding; what was lost as U+FFFD cannot be had
    back. Search and comparison miss every such word.

    Wrong: a title that reads `Russiaâ€™s`.

    Right: `Russia’s`.

    Mend: convert the source again with its right encoding; `sources.encoding` says which was used.
    """
    message = "holds letters of a wrong encoding"
    for name in TABLES:
        for row in (record,) if name == "articles" else record.get(name, ()):
            for field, wording in row.items():
                if isinstance(wording, str) and not wording.isascii() and _DAMAGED.search(wording):
                    yield problem(record, message, table=name, field=field, row=row)


@record_rule("text", "error")
def boilerplate_in_text(record: Record) -> Iterator[Problem]:
    """No line or paragraph of the text is the page's own furniture.

    Why: a disclaimer or a copyright line that is counted as text makes articles of one site look alike, and hands a
    third party's wording out as the author's.

    Wrong: the last paragraph of `text` is the disclaimer that `statements` holds.

    Right: the disclaimer stands in `statements` only.

    Mend: convert again with a site description that knows the line. A paragraph that only begins like one is left
    alone; a title, byline or date that is repeated is a warning, since an author may have written it as a heading.
    """
    statements = [row for row in record.get("statements", ()) if row["verbatim"]]
    header = _by_first_word(plain(row["verbatim"]) for row in statements if row["slot"] in _HEADER)
    furniture = _by_first_word(plain(row["verbatim"]) for row in statements if row["slot"] not in _HEADER)
    for row in record.get("texts", ()):
        for field in ("lede", "text"):
            lines = _lines(row[field] or "")
            if _holds_block(lines, furniture):
                message = "a whole line or paragraph is one of the page's own statements"
                yield Problem(message=message, table="texts", field=field)
            elif _holds_block(lines, header):
                message = "a whole line repeats the page's header"
                yield Problem(message=message, table="texts", field=field, severity="warning")


@package_rule("text", "error")
def permission_in_text(subject: Subject) -> Iterator[Problem]:
    """No line or paragraph of a text is a permission that another page of the collection printed.

    Why: where one page's footer was not recognised, its own statements do not show what its text holds too much; the
    permissions of its neighbours do.

    Wrong: `text` ends with the permission that `permissions` holds, and the article has no disclaimer.

    Right: the permission stands in `statements` and `permissions` only.

    Mend: convert again with a site description that knows how the page ends.
    """
    worded = subject.tables["permissions"].select("text").drop_nulls().collect()["text"]
    wordings = _by_first_word(map(plain, worded))
    texts = subject.tables["texts"]
    articles = texts.select("article_id").drop_nulls().sort("article_id").collect()["article_id"]
    for start in range(0, len(articles) if wordings else 0, _BATCH):
        ids = articles.slice(start, _BATCH)
        batch = texts.filter(pl.col("article_id").is_between(pl.lit(ids[0]), pl.lit(ids[-1]))).sort("article_id")
        for row in batch.collect().iter_rows(named=True):
            for field in ("lede", "text"):
                if _holds_block(_lines(row[field] or ""), wordings):
                    message = "a whole line or paragraph is a permission of the collection"
                    yield Problem(message=message, table="texts", key=row["article_id"], field=field)


def _by_first_word(wordings: Iterable[str]) -> dict[str, set[str]]:
    grouped: dict[str, set[str]] = {}
    for wording in filter(None, wordings):
        grouped.setdefault(wording.partition(" ")[0], set()).add(wording)
    return grouped


def _lines(text: str) -> list[str]:
    return [line for line in map(plain, text.splitlines()) if line]


def _holds_block(lines: Sequence[str], wordings: Mapping[str, set[str]]) -> bool:
    """Returns whether whole lines of a text, one or several in a row, are one of the wordings."""
    if wordings.keys().isdisjoint(line.partition(" ")[0] for line in lines):
        return False
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    whole, ends = " ".join(lines), {start - 1 for start in starts[1:]}
    return any(
        whole.startswith(wording, start) and start + len(wording) in ends
        for line, start in zip(lines, starts, strict=False)
        for wording in wordings.get(line.partition(" ")[0], ())
    )


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
    found = _tag_problem(record["language"]) if record["language"] else None
    if found:
        yield Problem(message=found, field="language")
