"""Twelve long articles in copyright, made from a list of words and a seed, whose words may be counted."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stages.island import packed

from pressmark.contracts.package import Package

NAME = "harbour-choir"
# Every article has some of these; of the words that one article alone has, none is counted.
COMMON = (
    "the choir of harbour sings at dawn and waits for tide boats come home with lamps bright over water while bells"
).split()
CONFIGURATION = """\
[dataset]
name = "harbour-choir"
title = "Harbour choir"
description = "Articles that do not exist."
license = "CC0-1.0"
homepage = "https://example.org/choir"
creators = [{ name = "Pressmark maintainers" }]
publisher = { name = "Pressmark maintainers" }
contact = { name = "Pressmark maintainers", email = "maintainers@example.org" }

[release]
features = true

[convert]
prefix = "hc"
"""


def text(number: int, length: int = 160) -> str:
    """Returns the text of an article: common words, a name and figures of its own, and an address."""
    dice = random.Random(number)
    words = [dice.choice(COMMON) for _ in range(length)]
    words[7:7] = [f"Zorvan{'abcdefghijklmnop'[number]}", str(1800 + number), f"https://example.org/private/{number}"]
    return " ".join(words)


def article(number: int, **more: Any) -> dict[str, Any]:
    """Returns an article as a line of JSON holds it."""
    told = {"id": str(number), "title": f"Rehearsal {number}", "publisher": "The Quay", "language": "en"}
    published = {"published": f"2024-03-{number + 1:02}", "url": f"https://quay.example/{number}"}
    return {**told, **published, "text": text(number), **more}


def sources(folder: Path, articles: list[Mapping[str, Any]], configuration: str = CONFIGURATION) -> Path:
    """Writes the inputs of a collection."""
    folder.mkdir(parents=True)
    (folder / "pressmark.toml").write_text(configuration, encoding="utf-8")
    (folder / "choir.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in articles), encoding="utf-8")
    return folder


def choir(folder: Path, articles: list[Mapping[str, Any]] | None = None, **options: Any) -> Package:
    """Returns the package of the collection, by default of twelve articles."""
    given = articles or [article(number) for number in range(12)]
    found = sources(folder / "in", given, options.pop("configuration", CONFIGURATION))
    return packed(folder / "package", found, name=NAME, **options)
