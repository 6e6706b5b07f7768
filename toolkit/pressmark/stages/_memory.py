"""Holds back what was read until the whole batch is known, and settles by it what one article cannot say of itself."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pressmark.model.draft import Draft, Leftover
from pressmark.records.date_orders import DateOrders, Order, is_open, settled
from pressmark.records.receipt import SourceReceipt
from pressmark.sites.applying import as_described, described
from pressmark.sites.description import SiteDescription

Inputs = Iterator[tuple[SourceReceipt, Iterable[Draft | Leftover]]]

# A table settles its own dates, and its rows stream: it is passed on unread.
_SETTLED_ALREADY = frozenset({"table"})


def remembering(
    inputs: Inputs,
    spool: Path,
    sites: Sequence[SiteDescription] = (),
    done: Callable[[int], None] = lambda _: None,
) -> Inputs:
    """Yields the inputs in their order, once all were read, with the dates in figures settled for each site.

    A description of the collection comes before a vote. What waits lies on the disk; what is kept in memory is two
    counts a site. `done` is told how many inputs were read, tables apart.
    """
    orders = DateOrders()
    streamed: dict[int, Iterable[Draft | Leftover]] = {}
    with spool.open("wb") as stream:
        for place, (receipt, records) in enumerate(inputs):
            if receipt.facts["converter"] in _SETTLED_ALREADY:
                streamed[place] = records
                pickle.dump(receipt, stream)
                continue
            held = list(records)
            for record in held:
                if isinstance(record, Draft):
                    orders.add(record, receipt.path)
            pickle.dump(receipt, stream)
            pickle.dump(held, stream)
            done(place + 1)
    yield from _settled(spool, orders, streamed, sites)


def _settled(
    spool: Path, orders: DateOrders, streamed: dict[int, Iterable[Draft | Leftover]], sites: Sequence[SiteDescription]
) -> Inputs:
    with spool.open("rb") as stream:
        place = 0
        while True:
            try:
                receipt: SourceReceipt = pickle.load(stream)  # noqa: S301 - written a moment ago by this run
            except EOFError:
                return
            if place in streamed:
                yield receipt, streamed[place]
            else:
                held: list[Draft | Leftover] = pickle.load(stream)  # noqa: S301 - as above
                yield receipt, [_of_site(record, receipt.path, orders, sites) for record in held]
            place += 1


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
