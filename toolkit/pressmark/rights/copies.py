"""Binds copies to one another: what the rights of one member of a cluster withhold, no other member shows.

A text that may not be released is not released by way of its reprint either. The strictest decision in a cluster binds
every member, unless a named person decided on that article's own rights. A binding only ever lowers: a further copy, or
a link that is lost, opens nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from pressmark.rights.gate import COPY_OF_RESTRICTED, PROFILES, Decision

# The claims by which a person decides on an article's own rights.
DECIDING = frozenset({"license", "rights_statement", "grantor_is_holder"})


def bound(
    decided: Mapping[str, Decision], clusters: Iterable[Collection[str]], reviewed: Collection[str]
) -> dict[str, Decision]:
    """Returns the decisions that the copies of an article change, by article_id.

    Args:
        decided: What the gate says of each article by itself.
        clusters: The article_ids of each cluster of copies.
        reviewed: The articles on whose rights a named person decided; they bind others, and are not bound.
    """
    known = [sorted(set(members) & decided.keys()) for members in clusters]
    rank = {article_id: PROFILES.index(decided[article_id].profile) for members in known for article_id in members}
    of = defaultdict(list)
    for number, members in enumerate(known):
        for article_id in members:
            of[article_id].append(number)
    waiting = set(range(len(known)))
    while waiting:
        members = known[waiting.pop()]
        least = min((rank[article_id] for article_id in members), default=0)
        for article_id in members:
            if rank[article_id] > least and article_id not in reviewed:
                rank[article_id] = least
                waiting.update(of[article_id])
    return {
        article_id: Decision(PROFILES[lowered], COPY_OF_RESTRICTED)
        for article_id, lowered in rank.items()
        if PROFILES[lowered] != decided[article_id].profile
    }
