"""Rules about copyright: who holds it, on what evidence, and what the record says of an article's rights."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from pressmark.evidence.licenses import NO_DERIVATIVES, NONCOMMERCIAL, OPEN, PUBLIC_DOMAIN, RIGHTS_STATEMENTS
from pressmark.evidence.notices import read_notice
from pressmark.evidence.text import one_line
from pressmark.rights.facts import contradiction
from pressmark.rules._reading import agents, chosen, flagged, folded, printed, problem
from pressmark.rules.base import Problem, Record, record_rule, row_rule

# What allows everybody something.
_OPENING = OPEN | PUBLIC_DOMAIN | NONCOMMERCIAL | NO_DERIVATIVES
_UNDECIDED = [RIGHTS_STATEMENTS[name] for name in ("CNE", "UND", "NKC")]
# Statements that say more than "in copyright" or "not known", and so need somebody who says so.
_TELLING = frozenset(uri for name, uri in RIGHTS_STATEMENTS.items() if name.startswith("NoC-")) | {
    RIGHTS_STATEMENTS["InC-EDU"],
    RIGHTS_STATEMENTS["InC-NC"],
}
_OTHER_SLOTS = ("disclaimer", "fair_use", "social", "membership", "contact")
_FAIR_USE = re.compile(r"fair[ -](?:use|dealing)|not (?:always )?(?:been )?specifically authori[sz]ed", re.IGNORECASE)


@row_rule(
    "copyright", "error", table="articles", field="copyright_basis",
    message="{rights_statement} is stated without any basis",
)  # fmt: skip
def rights_without_basis() -> pl.Expr:
    """A rights statement rests on something, or says that nothing is known.

    Why: `InC` without a basis is a guess that looks like a finding.

    Wrong: `rights_statement` is `InC`, and `copyright_basis` is `none`.

    Right: `copyright_basis` is `none` and the statement is `CNE`, `UND` or `NKC`; or the basis is named.

    Mend: Set the statement to `http://rightsstatements.org/vocab/CNE/1.0/`, or name what it rests on.
    """
    return (pl.col("copyright_basis") != "none") | pl.col("rights_statement").is_in(_UNDECIDED)


@row_rule(
    "copyright", "error", table="articles", field="rights_statement",
    message="the rights statement is none of the twelve addresses of rightsstatements.org",
)  # fmt: skip
def rights_statement_unknown() -> pl.Expr:
    """A rights statement is one of the twelve vocabulary addresses of rightsstatements.org, letter by letter.

    Why: The vocabulary's identifiers begin with `http` and end in a slash; catalogues compare them as strings, and the
    page that explains a statement is another address.

    Wrong: `https://rightsstatements.org/page/InC/1.0/`, `InC`.

    Right: `http://rightsstatements.org/vocab/InC/1.0/`.

    Mend: Write the address of the vocabulary.
    """
    return pl.col("rights_statement").is_in(sorted(RIGHTS_STATEMENTS.values()))


@record_rule("copyright", "warning")
def notice_incomplete(record: Record) -> Iterator[Problem]:
    """A copyright notice has the sign or the word, a year and a name.

    Why: What the notice lacks has to come from elsewhere, or stays unknown.

    Wrong: `Copyright Harbour Courier`, `© 2024`.

    Right: `© Harbour Courier 2024`; or the sign, the year and the name over several notices.

    Mend: Leave the wording as it is printed. A reviewer who knows the holder names them in `reviews.csv` (`holder`).
    """
    notices = [read_notice(wording) for wording in printed(record, "copyright_notice")]
    parts = {
        "the sign or the word": any(notice.symbol for notice in notices),
        "a year": any(notice.year for notice in notices),
        "a name": any(notice.holders for notice in notices),
    }
    lacking = ", ".join(part for part, there in parts.items() if not there)
    if notices and lacking:
        message = f"the copyright notice lacks {lacking}"
        yield problem(record, message, table="statements", field="verbatim")


@record_rule("copyright", "error")
def notice_unlike_holder(record: Record) -> Iterator[Problem]:
    """Where the copyright fields rest on a printed notice, the notice prints the holder and the year.

    Why: A name that the notice does not print comes from somewhere else, and must not borrow the notice's authority.

    Wrong: the holder is `HCNN`, with the basis `copyright-notice`, and the notice prints `© Harbour Courier 2024`.

    Right: the holder is `Harbour Courier`; or `HCNN` with the basis `curated` or `metadata`.

    Mend: Read the notice again, or give the holder the basis that it has.
    """
    if record["copyright_basis"] != "printed-notice":
        return
    rows = [row for row in record.get("statements", ()) if row["slot"] == "copyright_notice"]
    if not rows:
        message = "the copyright rests on a printed notice, and none is kept"
        yield problem(record, message, table="articles", field="copyright_basis")
    wordings = printed(record, "copyright_notice")
    if not wordings:
        return
    notice = folded(" ".join(wordings))
    holders = [agent for agent in agents(record, "rights_holder") if agent["basis"] not in ("curated", "metadata")]
    for holder in holders:
        if folded(holder["name"]) not in notice:
            yield problem(
                record, "the printed notice does not name the holder", table="agents", field="name", row=holder
            )
    if not _prints_year(wordings, record["copyright_year"]):
        message = f"the printed notice does not print the year {record['copyright_year']}"
        yield problem(record, message, table="articles", field="copyright_year")


@record_rule("copyright", "note")
def holder_repeated(record: Record) -> Iterator[Problem]:
    """A rights holder is named once.

    Why: A template that fills author and source into one notice names the holder twice; a reader who counts names sees
    two parties.

    Wrong: `Copyright © Harbour Courier, Harbour Courier, 2024`.

    Right: `Copyright © Harbour Courier, 2024`.

    Mend: Leave the wording as it is printed; `agents` has one row for each distinct holder.
    """
    named = [read_notice(wording).holders for wording in printed(record, "copyright_notice")]
    held = [agent["name"] for agent in agents(record, "rights_holder")]
    if any(map(_repeats, named)):
        yield problem(record, "the copyright notice names a holder twice", table="statements", field="verbatim")
    elif _repeats(held):
        yield problem(record, "a rights holder has two rows", table="agents", field="name")


@record_rule("copyright", "error")
def rights_contradict(record: Record) -> Iterator[Problem]:
    """What a record says of an article's rights holds together.

    Why: Where two statements exclude each other one is wrong, and nobody can share the article on either.

    Wrong: the licence is `CC-BY-4.0`, and the article's own notice reserves all rights; the statement is `NoC-US`, and
    a copyright notice is printed.

    Right: one of the two, with its evidence.

    Mend: A reviewer looks at both and decides in `reviews.csv`. Until then the gate withholds the article.
    """
    found = contradiction(record) if record["rights_statement"] else None
    if found is not None:
        yield problem(record, found, table="articles", field="rights_statement")


@record_rule("copyright", "warning")
def reservation_beside_open_license(record: Record) -> Iterator[Problem]:
    """A page whose article is openly licensed does not reserve all rights elsewhere.

    Why: The site's footer may speak of the rest of the page, but readers will ask which of the two holds.

    Wrong: the licence is `CC-BY-4.0`, and the disclaimer ends in `All rights reserved`.

    Right: the licence is `CC-BY-4.0`, and the footer reserves nothing.

    Mend: See what the reservation speaks of, and note it with the licence's claim.
    """
    reserved = any(read_notice(wording).all_rights_reserved for wording in printed(record, *_OTHER_SLOTS))
    if reserved and record["license"] in _OPENING:
        message = "the licence is open, and another wording of the page reserves all rights"
        yield problem(record, message, table="articles", field="license")


@record_rule("copyright", "error")
def open_without_review(record: Record) -> Iterator[Problem]:
    """An open licence, and a statement that an article is free to use, stand in the source or have a named reviewer.

    Why: Openness that nobody stated is the one mistake that a release cannot take back.

    Wrong: `license` is `CC-BY-4.0`, and no chosen claim says where the source states it, or who decided so.

    Right: a chosen claim `license` with the value `CC-BY-4.0` and its place in the source; or one with a reviewer.

    Mend: Set the statement to `http://rightsstatements.org/vocab/UND/1.0/` and leave the licence out, until a reviewer
    has confirmed it in `reviews.csv`.
    """
    for field, telling in (("license", _OPENING), ("rights_statement", _TELLING)):
        if record[field] in telling and not _stated(record, field):
            message = f"{record[field]} is neither stated in the source nor confirmed by a reviewer"
            yield problem(record, message, table="articles", field=field)
    reviewed = any(row["reviewer"] for field in ("license", "rights_statement") for row in chosen(record, field))
    if record["copyright_basis"] == "public-domain-review" and not reviewed:
        message = "the copyright rests on a review, and no reviewer is named"
        yield problem(record, message, table="articles", field="copyright_basis")


@record_rule("copyright", "warning")
def caveat_missing(record: Record) -> Iterator[Problem]:
    """Where the source doubts its own right to the article, the record says so.

    Why: A page that pleads fair use tells that its owner was not asked; whoever shares the article must know.

    Wrong: a statement `fair_use` is printed, and `flags` has no `rights-caveat`.

    Right: the flag `rights-caveat` with the value `fair-use-claim`.

    Mend: Teach the site's description the wording and its caveats.
    """
    pleads = any(row["slot"] == "fair_use" for row in record.get("statements", ()))
    pleads = pleads or any(map(_FAIR_USE.search, printed(record, "disclaimer")))
    if pleads and not flagged(record, "rights-caveat"):
        yield problem(record, "the source pleads fair use, and no caveat says so", table="flags", field="value")


def _prints_year(wordings: list[str], year: str | None) -> bool:
    """Returns whether the notices print a year, or both ends of an interval, the second perhaps in two figures."""
    read = " ".join([*wordings, *(read_notice(wording).year or "" for wording in wordings)])
    return all(part in read for part in re.findall(r"\d{4}", year or ""))


def _repeats(names: list[str] | tuple[str, ...]) -> bool:
    return len({one_line(name).casefold() for name in names}) < len(names)


def _stated(record: Record, field: str) -> bool:
    claims = chosen(record, field)
    return any(row["reviewer"] or (row["locator"] and row["value"] == record[field]) for row in claims)
