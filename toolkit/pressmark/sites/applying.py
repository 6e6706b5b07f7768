"""Takes from a text the furniture that a reviewed description names, where it stands at an end, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pressmark.evidence.addresses import host_of
from pressmark.evidence.text import one_line
from pressmark.model.draft import Agent, Claim, Draft
from pressmark.sites.description import Boilerplate, SiteDescription


def described(draft: Draft, sites: Sequence[SiteDescription]) -> SiteDescription | None:
    """Returns the first description of the host that an article stands at."""
    host = host_of(draft.url) if draft.url else None
    return next((site for site in sites if host in site.hosts), None)


def as_described(draft: Draft, site: SiteDescription) -> Draft:
    """Returns a draft without the site's furniture at the ends of its text, and with its publisher where none is named.

    Each of both leaves a claim that says so.
    """
    return _with_publisher(_without_furniture(draft, site), site)


def _without_furniture(draft: Draft, site: SiteDescription) -> Draft:
    paragraphs = (draft.text or "").split("\n\n")
    first, last = 0, len(paragraphs)
    above, below = _known(site.preamble), _known(site.boilerplate)
    while first < last and one_line(paragraphs[first]) in above:
        first += 1
    while last > first and one_line(paragraphs[last - 1]) in below:
        last -= 1
    left_out = first + len(paragraphs) - last
    if not left_out or first == last:  # what is furniture from end to end has no text to be taken from
        return draft
    note = f"{left_out} paragraphs that the description of the site names were left out of the text"
    claim = Claim(claim="boilerplate", value=site.name, basis="site", note=note)
    return replace(draft, text="\n\n".join(paragraphs[first:last]), claims=(*draft.claims, claim))


def _known(blocks: Iterable[Boilerplate]) -> frozenset[str]:
    return frozenset(wording for block in blocks for wording in block.wordings)


def _with_publisher(draft: Draft, site: SiteDescription) -> Draft:
    names = set(site.publishers.values())
    if draft.publisher or len(names) != 1:
        return draft
    (name,) = names
    claim = Claim(claim="publisher", value=name, basis="site", note="named by the description of the site")
    agent = Agent(role="publisher", name=name, kind="organization", basis="metadata")
    return replace(draft, publisher=name, agents=(*draft.agents, agent), claims=(*draft.claims, claim))
