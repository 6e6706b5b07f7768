"""The bell buoy of the island: how it is withdrawn, in which forms it comes back, and what a collection says then."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from stages.island import issued

from pressmark.contracts.package import Package, open_package
from pressmark.records.index import read_index
from pressmark.stages.release import Released
from pressmark.stages.withdraw import Withdrawing, withdraw

GONE = date(2026, 11, 24)
HEAD = "article_id,date,reason,scope,replaced_by,note\n"
BELL_TEXT = """The bell buoy off the north reef rings again, after two silent winters.

Its clapper had rusted through in the gales of 2022, and the spare one was found to belong to another bell. The new \
clapper was cast on the mainland and came over with the post.

The keeper of the harbour light says that she sleeps better with the bell than without it, because she no longer \
listens for it."""
CUT = BELL_TEXT.partition("\n\nThe keeper")[0]
EDITED = BELL_TEXT.replace("sleeps better", "is happier").replace("2022", "2021")
CC = "This article is licensed under [Creative Commons Attribution 4.0 International](https://creativecommons.org/licenses/by/4.0/)."


def page(title: str, text: str, url: str = "https://echo.example.org/reef") -> str:
    return (
        f"# {title}\n\nBy Ada Lind\n\nThe Mainland Echo, May 2, 2024\n\n{text}\n\n"
        f"The URL of this article is: {url}\n\nCopyright © The Mainland Echo, 2024\n\n{CC}\n"
    )


def row(**more: str) -> str:
    told = {"id": "77", "title": "A Buoy Rings", "publisher": "The Skerry Lantern", "language": "en"}
    return json.dumps({**told, "published": "2024-04-10", "license": "CC-BY-4.0", **more}) + "\n"


def html(text: str, url: str | None = None) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    link = f'<link rel="canonical" href="{url}">' if url else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>A Bell Is Back</title>{link}</head>'
        f"<body><main><article><h1>A Bell Is Back</h1>{paragraphs}</article></main></body></html>"
    )


def out(package: Package, releases: Path) -> Released:
    """Releases a package as it is now."""
    return issued(open_package(package.folder), releases)


def withdrawn(package: Package, *articles: str, **more: Any) -> Withdrawing:
    return withdraw(package.folder, articles, **{"reason": "privacy", "on": GONE, **more})


def decided(package: Package) -> dict[str, tuple[str, str]]:
    rows = package.scan("articles").select("article_id", "release_profile", "release_rule").collect()
    return {row[0]: row[1:] for row in rows.iter_rows()}


def bindings(package: Package) -> dict[str, tuple[str, str]]:
    """Returns of each article that comes back what its claim says, and by what it was recognised."""
    claims = package.scan("claims").filter(pl.col("claim") == "withdrawal", "chosen", pl.col("reviewer").is_null())
    return {row[0]: row[1:] for row in claims.select("article_id", "value", "basis").collect().iter_rows()}


def statuses(collection: Path) -> dict[str, tuple[str, str | None]]:
    index = read_index(collection)
    return {entry["version"]: (entry["status"], entry.get("reason")) for entry in index["versions"]} if index else {}


def tombstones(package: Package) -> dict[str, tuple[str, str, str]]:
    rows = package.scan("tombstones").select("article_id", "withdrawn_in", "reason", "scope").collect()
    return {row[0]: row[1:] for row in rows.iter_rows()}


OIL = {"oil.jsonl": row(title="Lamp Oil", url="https://lantern.example.org/oil", text="The oil came.")}
