"""Settles by the whole batch what one article cannot say of itself: it is read twice, and held in memory never."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pressmark.model.draft import Draft, Leftover
from pressmark.records.date_orders import DateOrders, Order, is_open, settled
from pressmark.sites.applying import as_described, described
from pressmark.sites.description import SiteDescription
from pressmark.stages._inputs import Inputs

# A table settles the order of its own dates.
_SETTLED_ALREADY = frozenset({"table"})


def orders_of(inputs: Inputs, progress: Callable[[int, int], None] | None, total: int) -> DateOrders:
    """Returns the votes of a batch on the order of its dates in figures; `progress` is told of each input."""
    orders = DateOrders()
    for done, (receipt, records) in enumerate(inputs, start=1):
        if receipt.facts["converter"] not in _SETTLED_ALREADY:
            for record in records:
                if isinstance(record, Draft):
                    orders.add(record, receipt.path)
        if progress:
            progress(done, total)
    return orders


def remembering(inputs: Inputs, orders: DateOrders, sites: Sequence[SiteDescription] = ()) -> Inputs:
    """Yields the inputs with the dates in figures settled for each site.

    A description of the collection comes before a vote.
    """
    for receipt, records in inputs:
        if receipt.facts["converter"] in _SETTLED_ALREADY:
            yield receipt, records
        else:
            path = receipt.path
            yield receipt, (_of_site(record, path, orders, sites) for record in records)


def _of_site(
    record: Draft | Leftover, path: str, orders: DateOrders, sites: Sequence[SiteDescription]
) -> Draft | Leftover:
    if isinstance(record, Leftover):
        return record
    site = described(record, sites)
    draft = as_described(record, site) if site else record
    if not is_open(draft):
        return draft
    known = site.date_order if site else None
    return settled(draft, Order(known, 0, 0, described=True) if known else orders.order(draft, path))
