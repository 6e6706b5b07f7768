"""Links the copies among the articles of a conversion, once all of them are read, and binds their rights."""

from __future__ import annotations

from functools import partial

from pressmark.records.binding import bind
from pressmark.records.clusters import clusters_of
from pressmark.records.shards import Shards

_ASKED = ("articles", "texts", "claims", "tombstones")


def link_copies(shards: Shards) -> None:
    """Adds the rows of `copies`, and lowers the profile of each article to that of its strictest copy."""
    tables = {name: shards.changed(name) for name in _ASKED}
    shards.add({"copies": clusters_of(tables)})
    shards.change("articles", partial(bind, {**tables, "copies": shards.scan("copies")}))
