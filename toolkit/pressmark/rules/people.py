"""Rules about the people and organizations of an article: as printed, of the right kind, and the same everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import dropwhile

import polars as pl

from pressmark.evidence.people import identifier_problem, kind_of, read_byline
from pressmark.rules._reading import agents, folded, printed, problem, words
from pressmark.rules.base import Problem, Record, Subject, package_rule, record_rule

_CREDITED = ("author", "contributor", "editor", "translator", "photographer")
_TITLES = frozenset(
    "prof professor dr doctor mr mrs ms miss sir dame lord lady rev hon herr frau monsieur madame mme sr sra".split()
)


@record_rule("attribution", "error")
def byline_unlike_authors(record: Record) -> Iterator[Problem]:
    """The authors are those whom the byline prints.

    Why: An author who is lost is not credited; one who is not printed there has a wrong basis.

    Wrong: `By Ada Lind and Tomas Berg` with one author; an author with the basis `byline` whom it does not name.

    Right: `By Ada Lind and Tomas Berg` with both, as authors, or as the translators or photographers that they are.

    Mend: Read the byline again, or give the author the basis that he has.
    """
    wording = " ".join(printed(record, "byline"))
    credited = agents(record, *_CREDITED)
    if not wording:
        return
    if not credited:
        yield problem(record, "a byline is printed, and nobody is credited", table="agents", field="name")
    for agent in credited:
        if agent["basis"] == "byline" and not words(agent["name"]) <= words(wording):
            yield problem(record, "the byline does not name this party", table="agents", field="basis", row=agent)
    if credited and all(agent["basis"] != "curated" for agent in credited) and _leaves_out(wording, record):
        yield problem(record, "the byline names a person who is not credited", table="agents", field="name")


@record_rule("attribution", "warning")
def articles_by_differs(record: Record) -> Iterator[Problem]:
    """A page's second statement of authorship names those whom the byline names.

    Why: Pages link to other articles “by” the author; where the names differ, one of them is often the site's account.

    Wrong: `By Ada Lind` above the text, and `Articles by: Coast Desk` below it.

    Right: the same names in both, in any order.

    Mend: Record both as printed, and let a reviewer say who wrote the article.
    """
    bylines, others = printed(record, "byline"), printed(record, "articles_by")
    if not bylines or not others:
        return
    organizations = _organizations(record)
    above = _named(bylines, organizations)
    below = _named([wording.rpartition(":")[2] for wording in others], organizations)
    if above and below and above != below:
        message = "the byline and the second statement of authorship name different authors"
        yield problem(record, message, table="statements", field="verbatim")


@record_rule("attribution", "warning")
def kind_contradicts_evidence(record: Record) -> Iterator[Problem]:
    """A party that is named like an organization, or publishes the article, is not said to be a person.

    Why: A citation inverts a person's name; `Insight, Harbour` helps nobody.

    Wrong: `Harbour Courier`, the original publisher, is an author of the kind `person`.

    Right: the same of the kind `organization`. One person may write and publish a page, and is a person in both roles.

    Mend: Set the kind to `organization`, or to `unknown`.
    """
    organizations = _organizations(record)
    for agent in agents(record, *_CREDITED, "rights_holder"):
        if agent["kind"] == "person" and kind_of(agent["name"], organizations) == "organization":
            message = f"the {agent['role']} {agent['position']} is said to be a person, and is an organization"
            yield problem(record, message, table="agents", field="kind", row=agent)


@record_rule("attribution", "error")
def identifier_wrong(record: Record) -> Iterator[Problem]:
    """An ORCID, ISNI or ROR identifier has the form and the check digits of its kind.

    Why: One wrong digit credits a stranger.

    Wrong: `https://orcid.org/0000-0002-1825-0098`, `https://ror.org/05wxnsj80`.

    Right: `https://orcid.org/0000-0002-1825-0097`.

    Mend: Copy the identifier from its register again.
    """
    for agent in record.get("agents", ()):
        if agent["identifier"] is not None and (found := identifier_problem(agent["identifier"])):
            message = f"the identifier of the {agent['role']} {agent['position']} {found}"
            yield problem(record, message, table="agents", field="identifier", row=agent)


@package_rule("attribution", "warning")
def person_name_varies(subject: Subject) -> Iterator[Problem]:
    """A person has one name in a collection.

    Why: A count of articles by author takes two spellings for two people.

    Wrong: `Prof Ada Lind` and `Ada Lind`; `José Berg` and `Jose Berg`; `Ada M. Lind` and `Ada Lind`.

    Right: one of them. `John A. Smith` and `John B. Smith` are two people.

    Mend: Keep the names as printed, and give both rows the same `identifier`.
    """
    people = subject.tables["agents"].filter(pl.col("kind") == "person", pl.col("name").is_not_null())
    names = people.group_by("name").agg(
        pl.len().alias("rows"), pl.col("article_id").min(), pl.col("identifier").drop_nulls().unique().sort()
    )
    ranked = names.sort("rows", "name", descending=[True, False]).drop("rows").collect()
    groups: dict[frozenset[str], list[_Spelling]] = defaultdict(list)
    for name, article_id, identifiers in ranked.iter_rows():
        groups[_without_extras(name)].append((name, article_id, identifiers))
    for key, spellings in groups.items():
        if len(key) > 1:
            yield from _variants(spellings)


@package_rule("attribution", "warning")
def name_with_two_identifiers(subject: Subject) -> Iterator[Problem]:
    """A name has one identifier of a register.

    Why: Either the identifier was mistyped, or two people bear one name and should be told apart.

    Wrong: `Ada Lind` with two ORCID identifiers.

    Right: `Ada Lind` with one ORCID and one ISNI identifier.

    Mend: Look both up in their register; leave out the one that is not meant.
    """
    register = pl.col("identifier").str.extract(r"^https?://(?:www\.)?([^/]+)/")
    known = subject.tables["agents"].filter(pl.col("identifier").is_not_null())
    counted = known.group_by(pl.col("name").str.to_lowercase(), register.alias("register")).agg(
        pl.col("article_id").min(), pl.col("identifier").n_unique().alias("count")
    )
    several = counted.filter(pl.col("count") > 1).select("article_id", "register", "count")
    for article_id, host, count in several.sort("article_id", "register").collect().iter_rows():
        message = f"one name has {count} identifiers of {host}"
        yield Problem(message=message, table="agents", key=article_id, field="identifier")


_Spelling = tuple[str, str, list[str]]  # name, an article, identifiers


def _organizations(record: Record) -> frozenset[str]:
    """Returns the outlets of an article that nobody says are persons."""
    outlets = agents(record, "publisher", "original_publisher")
    persons = {folded(agent["name"]) for agent in outlets if agent["kind"] == "person"}
    named = {agent["name"] for agent in outlets} | {record["publisher"], record["original_publisher"]}
    return frozenset(name for name in named if name and folded(name) not in persons)


def _named(wordings: Sequence[str], organizations: frozenset[str]) -> set[frozenset[str]]:
    return {words(name.name) - _TITLES for wording in wordings for name in read_byline(wording, organizations)}


def _leaves_out(byline: str, record: Record) -> bool:
    """Returns whether a byline names a person, by two names, of whom no party of the article bears any."""
    known = frozenset().union(*(words(agent["name"]) for agent in record.get("agents", ()) if agent["name"]))
    read = [words(name.name) for name in read_byline(byline, _organizations(record)) if name.kind == "person"]
    return any(len(name) > 1 and not name & known for name in read)


def _without_extras(name: str) -> frozenset[str]:
    """Returns the words of a name without titles and initials; the last word stays, however short."""
    parts = name.replace(".", " ").split()
    named = list(dropwhile(lambda part: folded(part) in _TITLES, parts))
    return words(" ".join([*(part for part in named[:-1] if len(folded(part)) > 1), *named[-1:]]))


def _initials(name: str) -> frozenset[str]:
    return frozenset(word for word in words(name) - _without_extras(name) if len(word) == 1)


def _variants(spellings: Sequence[_Spelling]) -> Iterator[Problem]:
    """Yields each rarer spelling of a name that may be the same person as the most frequent one."""
    (usual, _, identifiers), *others = spellings
    for name, article_id, own in others:
        apart = _initials(usual) and _initials(name) and _initials(usual) != _initials(name)
        if not apart and not (own and identifiers):
            message = "a person of this article has another spelling elsewhere in the collection"
            yield Problem(message=message, table="agents", key=article_id, field="name")
