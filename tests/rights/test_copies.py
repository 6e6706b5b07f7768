"""The strictest member of a cluster binds the others, and no further copy opens anything."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.rights.copies import bound
from pressmark.rights.gate import COPY_OF_RESTRICTED, PROFILES, Decision

IDS = [f"ex-{number:016x}" for number in range(6)]
OPEN, SHUT, GONE = (Decision(profile, "rule") for profile in ("fulltext", "metadata", "withheld"))
DECIDED = st.fixed_dictionaries(
    {name: st.sampled_from(PROFILES).map(lambda one: Decision(one, "rule")) for name in IDS}
)
CLUSTERS = st.lists(st.sets(st.sampled_from(IDS), min_size=1), max_size=4)
MANY = settings(deadline=None)
REVIEWED = st.frozensets(st.sampled_from(IDS), max_size=2)


def shown(decided: dict[str, Decision], clusters: list[set[str]], reviewed: frozenset[str]) -> dict[str, int]:
    after = decided | bound(decided, clusters, reviewed)
    return {article_id: PROFILES.index(decision.profile) for article_id, decision in after.items()}


def test_a_copy_of_what_is_restricted_shows_no_more() -> None:
    decided = {"a": OPEN, "b": SHUT, "c": OPEN}
    assert bound(decided, [("a", "b")], ()) == {"a": Decision("metadata", COPY_OF_RESTRICTED)}


def test_a_copy_of_what_was_withdrawn_is_withheld() -> None:
    decided = {"a": OPEN, "b": GONE, "c": SHUT}
    changed = Decision("withheld", COPY_OF_RESTRICTED)
    assert bound(decided, [("a", "b", "c")], ()) == {"a": changed, "c": changed}


def test_who_was_reviewed_is_not_bound_and_binds() -> None:
    decided = {"a": OPEN, "b": SHUT}
    assert bound(decided, [("a", "b")], {"a"}) == {}
    assert bound(decided, [("a", "b")], {"b"}) == {"a": Decision("metadata", COPY_OF_RESTRICTED)}


def test_a_member_of_two_clusters_carries_the_binding_on() -> None:
    decided = {"a": OPEN, "b": OPEN, "c": SHUT}
    assert bound(decided, [("a", "b"), ("b", "c")], ()).keys() == {"a", "b"}


def test_a_reviewed_member_carries_nothing_on() -> None:
    decided = {"a": OPEN, "b": OPEN, "c": SHUT}
    assert bound(decided, [("a", "b"), ("b", "c")], {"b"}) == {}


@MANY
@given(decided=DECIDED, clusters=CLUSTERS, reviewed=REVIEWED, more=st.sets(st.sampled_from(IDS)))
def test_a_further_copy_never_opens(
    decided: dict[str, Decision], clusters: list[set[str]], reviewed: frozenset[str], more: set[str]
) -> None:
    before, after = shown(decided, clusters, reviewed), shown(decided, [*clusters, more], reviewed)
    assert all(after[article_id] <= before[article_id] for article_id in IDS)


@MANY
@given(decided=DECIDED, clusters=CLUSTERS, reviewed=REVIEWED)
def test_who_is_not_reviewed_shows_what_the_strictest_of_its_cluster_shows(
    decided: dict[str, Decision], clusters: list[set[str]], reviewed: frozenset[str]
) -> None:
    after = shown(decided, clusters, reviewed)
    for members in clusters:
        least = min(after[article_id] for article_id in members)
        assert all(after[article_id] == least for article_id in members - reviewed)
    assert all(after[article_id] == PROFILES.index(decided[article_id].profile) for article_id in reviewed)


@MANY
@given(decided=DECIDED, clusters=CLUSTERS, reviewed=REVIEWED, data=st.data())
def test_taking_a_review_away_never_opens(
    decided: dict[str, Decision], clusters: list[set[str]], reviewed: frozenset[str], data: st.DataObject
) -> None:
    fewer = data.draw(st.frozensets(st.sampled_from(sorted(reviewed)))) if reviewed else reviewed
    before, after = shown(decided, clusters, reviewed), shown(decided, clusters, fewer)
    assert all(after[article_id] <= before[article_id] for article_id in IDS)


@MANY
@given(decided=DECIDED, clusters=CLUSTERS, reviewed=REVIEWED)
def test_the_order_of_clusters_does_not_matter_nor_does_binding_twice(
    decided: dict[str, Decision], clusters: list[set[str]], reviewed: frozenset[str]
) -> None:
    once = decided | bound(decided, clusters, reviewed)
    assert once == decided | bound(decided, clusters[::-1], reviewed)
    assert bound(once, clusters, reviewed) == {}
