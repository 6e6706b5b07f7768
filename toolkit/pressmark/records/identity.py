"""Gives articles their ids: minted from their bytes, or kept from the release before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from pressmark.evidence.text import text_sha256
from pressmark.model.draft import Draft

Key = tuple[str, str]


def mint(prefix: str, source_sha256: str) -> str:
    """Returns the id of a new article."""
    return f"{prefix}-{source_sha256[:16]}"


@dataclass(slots=True)
class Identity:
    """Mints and keeps ids for one conversion.

    An article whose bytes an earlier release holds keeps its id. Another keeps an earlier id where its address, its
    text's hash, or its source's path and locator equal an earlier one's, in this order, unless `reserved` holds it:
    the ids that articles of this conversion claim by their bytes. An earlier id is given once. A row's number in a
    table is no place to go by, since a row that is put in before it moves it.
    """

    prefix: str
    earlier: Mapping[Key, str] = field(default_factory=dict)
    reserved: frozenset[str] = frozenset()
    given: set[str] = field(default_factory=set)

    def article_id(self, draft: Draft, path: str) -> str:
        """Returns the id of a draft's article."""
        minted = mint(self.prefix, draft.source_sha256)
        if minted in self.reserved:
            return minted
        keys = _keys(draft, path) if self.earlier else ()
        known = (self.earlier[key] for key in keys if key in self.earlier)
        kept = next((found for found in known if found not in self.given and found not in self.reserved), minted)
        self.given.add(kept)
        return kept


def _keys(draft: Draft, path: str) -> Iterable[Key]:
    return (
        ("url", draft.url or ""),
        ("text", text_sha256(draft.lede, draft.text) or ""),
        ("place", _place(path, draft.locator) or ""),
    )


def _place(path: str | None, locator: str | None) -> str | None:
    return None if path is None or (locator or "").startswith("row=") else f"{path}\n{locator or ''}"


def earlier_ids(tables: Mapping[str, pl.LazyFrame]) -> dict[Key, str]:
    """Returns what the articles of an earlier release are known by: address, text hash, path and locator."""
    articles = tables["articles"].join(tables["sources"].select("source_id", "path"), on="source_id", how="left")
    columns = articles.select("article_id", "url", "text_sha256", "path", "source_locator").sort("article_id").collect()
    known: dict[Key, str] = {}
    for article_id, url, text, path, locator in columns.iter_rows():
        for kind, value in (("url", url), ("text", text), ("place", _place(path, locator))):
            if value:
                known.setdefault((kind, value), article_id)
    return known
