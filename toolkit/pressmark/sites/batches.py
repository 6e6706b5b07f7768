"""Sorts the articles of a batch by their sites, as samples from which each site is learned."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace

from pressmark.model.draft import Draft
from pressmark.records.date_orders import DateOrders, Order, Site, site_of
from pressmark.sites.learning import FEWEST, Sample

_OUTLETS = 3  # different outlets at least, before one that never changes


@dataclass(slots=True)
class Batch:
    """The articles of a batch by site.

    A publisher whose articles stand at one host only is that host. Where the outlet that pages name first changes from
    page to page, and the second never does, the second is their publisher: they print their sources first.
    """

    _orders: DateOrders = field(default_factory=DateOrders)
    _samples: defaultdict[Site, Sample] = field(default_factory=lambda: defaultdict(Sample))
    _seconds: defaultdict[Site, Sample] = field(default_factory=lambda: defaultdict(Sample))
    _firsts: defaultdict[Site, set[Site]] = field(default_factory=lambda: defaultdict(set))
    _examples: dict[Site, tuple[Draft, str]] = field(default_factory=dict)

    def add(self, draft: Draft, path: str) -> None:
        """Takes an article in."""
        site = site_of(draft, path)
        self._orders.add(draft, path)
        self._samples[site].add(draft)
        self._examples.setdefault(site, (draft, path))
        if site[0] == "publisher" and draft.original_publisher and not draft.source_statement:
            second = ("publisher", draft.original_publisher.casefold())
            self._seconds[second].add(replace(draft, publisher=draft.original_publisher))
            self._firsts[second].add(site)
            self._examples.setdefault(second, (draft, path))

    def sites(self) -> dict[Site, Sample]:
        """Returns the samples of the sites that have articles enough."""
        found = dict[Site, Sample]()
        for site, sample in sorted(self._samples.items()):
            found.setdefault(self._orders.home(site), Sample()).take(sample)
        for site, sample in self._seconds.items():
            firsts = self._firsts[site]
            if len(firsts) >= _OUTLETS and all(self._samples[first].articles < FEWEST for first in firsts):
                found.setdefault(self._orders.home(site), Sample()).take(sample)
        return {site: sample for site, sample in found.items() if sample.articles >= FEWEST}

    def order(self, site: Site) -> Order:
        """Returns the order of day and month of a site."""
        example = self._examples.get(site) or next(
            found
            for name, found in sorted(self._examples.items(), key=lambda pair: pair[0])
            if self._orders.home(name) == site
        )
        return self._orders.order(*example)
