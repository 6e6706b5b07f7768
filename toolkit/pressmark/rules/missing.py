"""Rules about what every article should say of itself; what is missing is reported, and never made up."""

from __future__ import annotations

import polars as pl

from pressmark.rules.base import ARTICLE_VIEW, row_rule


@row_rule("text", "warning", table="articles", field="title", message="no title was printed or found")
def title_missing() -> pl.Expr:
    """An article has a title.

    Why: Without a title the article is cited as “[untitled]”, and nobody finds it in a catalogue.

    Wrong: `title` is empty.

    Right: `title` is `Lighthouse Opens Its Lamp Room`.

    Mend: Teach the site's description where the title stands, or map the column that holds it; leave it empty where the
    source prints none.
    """
    return pl.col("title").is_not_null()


@row_rule("attribution", "warning", table=ARTICLE_VIEW, field="authors", message="no author was printed or found")
def author_missing() -> pl.Expr:
    """An article names who wrote it, a person or an organization.

    Why: An author has a right to be named, and a licence that asks for attribution asks for the name.

    Wrong: `agents` has no row with the role `author` for the article.

    Right: one row with the role `author`, with the kind `organization` where the byline is an outlet or an agency.

    Mend: Teach the site's description where the byline stands, or map the column that holds it; leave it out where the
    source names nobody.
    """
    return pl.col("authors").list.len().fill_null(0) > 0


@row_rule(
    "dates", "warning", table=ARTICLE_VIEW, field="published", message="no date of publication was printed or found"
)
def published_missing() -> pl.Expr:
    """An article says when it was published, as exactly as its source does.

    Why: Without a date the article has no place in a citation, and no rule about order or copyright can judge it.

    Wrong: `dates` has no row with the role `published` for the article.

    Right: a row with the role `published`; a year or a month alone is a date too.

    Mend: Teach the site's description where the date stands, or map the column that holds it. Never fill in the day
    of retrieval.
    """
    return pl.coalesce("published__edtf", "published__verbatim").is_not_null() | pl.col("published").is_not_null()


@row_rule("attribution", "warning", table="articles", field="publisher", message="no publisher was printed or found")
def publisher_missing() -> pl.Expr:
    """An article names who published the page that it was read from.

    Why: The publisher is the least that a reader needs to look an article up again.

    Wrong: `publisher` is empty.

    Right: `publisher` is `Coastal Digest`, also where another outlet published the article first.

    Mend: Name the publisher in the site's description, or map the column that holds it.
    """
    return pl.col("publisher").is_not_null()


@row_rule(
    "copyright",
    "warning",
    table=ARTICLE_VIEW,
    field="copyright_basis",
    message="no copyright notice was printed or found",
)
def notice_missing() -> pl.Expr:
    """An article prints a copyright notice, or declares its holder or its year.

    Why: An article without a notice is in copyright all the same, but nobody can say from the record whose it is.

    Wrong: no statement `copyright_notice`, no agent with the role `rights_holder` and no `copyright_year`.

    Right: the statement `Copyright © Harbour Courier, 2024`, or a holder that the page's metadata names.

    Mend: Teach the site's description where the notice stands. Where the source prints none, a reviewer may name the
    holder in `reviews.csv`; otherwise leave it out.
    """
    declared = (pl.col("holders").list.len().fill_null(0) > 0) | pl.col("copyright_year").is_not_null()
    return pl.col("printed__copyright_notice").is_not_null() | declared
