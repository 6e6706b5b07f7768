"""Works out whether whoever grants a licence is the holder of the article's rights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressmark.evidence.agencies import agency_of
from pressmark.evidence.notices import read_notice
from pressmark.evidence.text import one_line
from pressmark.model.draft import Claim, Draft
from pressmark.records.credits import Credited, alike

_COMPARED = "compares the grantor with the rights holders"
_UNKNOWN = "grantor or holder is not known"


def same(first: str | None, second: str | None) -> bool:
    """Returns whether two names are one party's, case and white space aside."""
    return first is not None and second is not None and one_line(first).casefold() == one_line(second).casefold()


def relation(draft: Draft, license: str | None, original: str | None, credits: Sequence[Credited]) -> Claim:
    """Returns the claim whether the grantor of a licence is the holder; a republisher or a reader of agencies is not.

    Args:
        draft: The draft, with the reviews among its claims.
        license: The licence that was chosen.
        original: Who published the article first, where that is another party than the publisher.
        credits: The agencies that the draft credits.
    """
    grantor = _grantor(draft, license, original)
    holders = [agent for agent in draft.agents if agent.role == "rights_holder"]
    answer, note = "unknown", _UNKNOWN
    if grantor and holders:
        answer = "yes" if all(same(holder.name, grantor) for holder in holders) else "no"
        note = _COMPARED
    if answer == "yes" and grantor is not None:
        answer, note = next(_objections(draft, license, grantor, credits), (answer, note))
    return Claim(claim="grantor_is_holder", value=answer, basis="inferred", note=note)


def _grantor(draft: Draft, license: str | None, original: str | None) -> str | None:
    if original is not None and draft.license_scope is not None and draft.publisher:
        return draft.publisher
    permission = next((found for found in draft.permissions if found.permission_id == license), None)
    return permission.grantor if permission else draft.license_grantor


def _objections(
    draft: Draft, license: str | None, grantor: str, credits: Sequence[Credited]
) -> Iterator[tuple[str, str]]:
    """Yields what speaks against a grantor who seems to be the holder: the answer, and why."""
    if any(each.credit.agency != agency_of(grantor) for each in credits):
        yield "no", "an agency is credited"
    if any(not alike(name, grantor) for name in _first_publishers(draft)):
        yield "no", "another party published it first"
    if any(not alike(name, grantor) for name in _noticed(draft)):
        yield "unknown", "the copyright notice names another party"
    if any(agent.basis == "curated" for agent in draft.agents if agent.role == "rights_holder"):
        yield "unknown", "the holder is named by a table or a review"
    if not _is_printed(draft, license):
        yield "unknown", "who grants the licence that was reviewed is not known"


def _is_printed(draft: Draft, license: str | None) -> bool:
    """Says whether the draft itself states the licence, and not only a review."""
    stated = {claim.value for claim in draft.claims if claim.claim == "license" and not claim.reviewer}
    return license in stated | {found.permission_id for found in draft.permissions}


def _first_publishers(draft: Draft) -> Iterator[str]:
    """Yields whom the draft names as the first publisher, also where another value was chosen."""
    named = [draft.original_publisher, draft.source_statement]
    named += [claim.value for claim in draft.claims if claim.claim == "original_publisher" and not claim.reviewer]
    yield from (name for name in named if name)


def _noticed(draft: Draft) -> Iterator[str]:
    for statement in draft.statements:
        if statement.slot == "copyright_notice":
            yield from read_notice(statement.verbatim).holders
