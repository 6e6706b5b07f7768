"""Rules about licences and permissions: their form, their wording, and who grants them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pressmark.evidence.licenses import NONCOMMERCIAL, expression_problem
from pressmark.evidence.text import one_line
from pressmark.files import sha256_text
from pressmark.rules._reading import SHARED, chosen, plain, problem
from pressmark.rules.base import ARTICLE_VIEW, Problem, Record, Subject, package_rule, record_rule, row_rule

# The gate rules that open a text because of its licence.
_BY_LICENSE = ("open-license", "open-license-limited", "holders-permission")


@record_rule("copyright", "error")
def license_not_spdx(record: Record) -> Iterator[Problem]:
    """A licence is a valid SPDX expression, or one `LicenseRef`.

    Why: `CC BY` has six versions with different terms; only an identifier says which licence was granted.

    Wrong: `CC BY 4.0`, `CC-BY`, `GPL-3.0`.

    Right: `CC-BY-4.0`, `CC-BY-4.0 OR MIT`, `LicenseRef-HarbourCourier-Reprint`.

    Mend: Write the identifier of the SPDX list. Where the source names no version leave the licence out; the claim
    keeps the wording.
    """
    if record["license"] is not None and (found := expression_problem(record["license"])):
        yield problem(record, f"the licence {found}", table="articles", field="license")


@package_rule("copyright", "error")
def permission_dangling(subject: Subject) -> Iterator[Problem]:
    """A `LicenseRef` names a permission that the package holds.

    Why: A licence in somebody's own words is worth nothing without the words, or at least their hash.

    Wrong: `license` is `LicenseRef-HarbourCourier-Reprint`, and `permissions` has no such row.

    Right: `permission_id` repeats the `LicenseRef`, and `permissions` has its row.

    Mend: Add the permission with its wording, or leave the licence out.
    """
    articles = subject.tables["articles"].select("article_id", "license", "permission_id")
    named = articles.filter(pl.col("license").str.contains(r"^LicenseRef-[A-Za-z0-9.-]+$"))
    known = subject.tables["permissions"].select("permission_id", held=pl.lit(value=True))
    joined = named.join(known, on="permission_id", how="left", maintain_order="left")
    broken = joined.filter(pl.col("held").is_null() | (pl.col("permission_id") != pl.col("license")))
    for article_id, license in broken.select("article_id", "license").sort("article_id").collect().iter_rows():
        message = f"{license} names no permission of the package"
        yield Problem(message=message, table="articles", key=article_id, field="permission_id")


@package_rule("copyright", "error")
def permission_hash_differs(subject: Subject) -> Iterator[Problem]:
    """The hash of a permission is the hash of its wording.

    Why: A release may hold the hash alone; it proves later which wording was meant.

    Wrong: `text` was corrected by hand, and `text_sha256` is still the old one.

    Right: SHA-256 of the wording in UTF-8, every run of white space as one space.

    Mend: Convert again; a changed wording is another permission with an identifier of its own.
    """
    worded = subject.tables["permissions"].filter(pl.col("text").is_not_null()).sort("permission_id")
    for name, text, sha256 in worded.select("permission_id", "text", "text_sha256").collect().iter_rows():
        if sha256_text(one_line(text)) != sha256:
            message = "the hash is not that of the wording"
            yield Problem(message=message, table="permissions", key=name, field="text_sha256")


@package_rule("copyright", "warning")
def permission_wording_drift(subject: Subject) -> Iterator[Problem]:
    """A grantor permits in one wording, and a permission has one wording.

    Why: A site changes its terms now and then; articles read before and after are under different terms.

    Wrong: two permissions of one grantor; two different disclaimers that name one `permission_id`.

    Right: one permission a grantor, with one wording; or two whose difference somebody has looked at.

    Mend: Compare the wordings. Give each its own permission in the site's description, with the terms that it has.
    """
    yield from _two_of_one_grantor(subject)
    yield from _two_wordings_of_one(subject)


@record_rule("copyright", "warning")
def grantor_is_not_holder(record: Record) -> Iterator[Problem]:
    """Whoever grants a licence holds the copyright.

    Why: A republisher can allow no more than it was allowed; the permission under a reprinted article binds nobody but
    the site. It is an error where the gate opened the text by this licence.

    Wrong: `Coastal Digest` grants, and the notice names `Harbour Courier`.

    Right: `Harbour Courier` grants and holds.

    Mend: Leave the profile at metadata. A reviewer who knows of an agreement between the two says so in `reviews.csv`.
    """
    if record["license"] is None or all(row["value"] != "no" for row in chosen(record, "grantor_is_holder")):
        return
    if record["release_rule"] in _BY_LICENSE and record["release_profile"] in SHARED:
        message = "the text is opened by a licence whose grantor is not the holder"
        yield replace(problem(record, message, table="articles", field="release_rule"), severity="error")
    else:
        yield problem(record, "the grantor of the licence is not the holder", table="articles", field="license")


@package_rule("copyright", "error")
def commercial_use_contradicts(subject: Subject) -> Iterator[Problem]:
    """A permission beside a non-commercial licence does not allow commercial use.

    Why: One of the two is not this article's; nobody can tell which.

    Wrong: the licence is `CC-BY-NC-4.0`, and a wording on the page grants a permission whose `commercial` is `yes`.

    Right: the same with `no`, `ask` or `unstated`.

    Mend: A reviewer looks at both and decides in `reviews.csv`.
    """
    limited = subject.tables["articles"].filter(pl.col("license").is_in(sorted(NONCOMMERCIAL))).select("article_id")
    allowing = subject.tables["permissions"].filter(pl.col("commercial") == "yes").select("permission_id")
    granted = subject.tables["statements"].join(allowing, on="permission_id", how="semi")
    broken = limited.join(granted, on="article_id", how="semi").sort("article_id").collect()
    for article_id in broken["article_id"]:
        message = "the licence forbids commercial use, and a permission of the page allows it"
        yield Problem(message=message, table="articles", key=article_id, field="license")


@row_rule(
    "copyright", "error", table=ARTICLE_VIEW, field="tdm_reservation",
    message="the reservation of text and data mining is neither 0 nor 1",
)  # fmt: skip
def tdm_reservation_unknown() -> pl.Expr:
    """A reservation of text and data mining is 1, 0, or left out.

    Why: The protocol knows these two values; any other may be read either way.

    Wrong: the chosen claim `tdm_reservation` is `2` or `yes`.

    Right: `1`, `0`, or no such claim.

    Mend: Read the declaration again; leave the claim out where it says nothing that the protocol knows.
    """
    return pl.col("tdm_reservation").is_in(["0", "1"])


@row_rule(
    "copyright", "error", table=ARTICLE_VIEW, field="release_profile",
    message="mining is reserved, no holder's licence is known, and the profile is {release_profile}",
)  # fmt: skip
def mining_reserved_yet_shared() -> pl.Expr:
    """Where text and data mining is reserved, only a licence of the holder opens the text.

    Why: The reservation is the holder's word; a data set of texts is made to be mined.

    Wrong: `tdm_reservation` is `1`, there is no licence, and the profile is `fulltext`.

    Right: the same with the profile `metadata`; or with a licence that the holder grants.

    Mend: Let the gate compute the profile again.
    """
    licensed = pl.col("license").is_not_null() & pl.col("grantor_is_holder").eq_missing("yes")
    return (pl.col("tdm_reservation") != "1") | ~pl.col("release_profile").is_in(SHARED) | licensed


def _two_of_one_grantor(subject: Subject) -> Iterator[Problem]:
    grantor = pl.col("grantor").str.normalize("NFC").str.to_lowercase()
    granted = subject.tables["permissions"].filter(pl.col("grantor").is_not_null()).sort("permission_id")
    wordings = granted.group_by(grantor).agg(pl.col("permission_id").first(), count=pl.col("text_sha256").n_unique())
    several = wordings.filter(pl.col("count") > 1).select("permission_id", "count").sort("permission_id")
    for name, count in several.collect().iter_rows():
        message = f"its grantor permits in {count} wordings"
        yield Problem(message=message, table="permissions", key=name, field="text_sha256")


def _two_wordings_of_one(subject: Subject) -> Iterator[Problem]:
    place = ("permission_id", "slot", "position")  # a permission may be printed in several parts
    printed = subject.tables["statements"].select(*place, "verbatim").drop_nulls().unique().sort(*place, "verbatim")
    seen: dict[tuple[str, str, int], set[str]] = {}
    for name, slot, position, verbatim in printed.collect().iter_rows():
        seen.setdefault((name, slot, position), set()).add(plain(verbatim))
    for (name, _, _), wordings in seen.items():
        if len(wordings) > 1:
            message = f"{len(wordings)} different wordings name this permission"
            yield Problem(message=message, table="statements", key=name, field="permission_id")
