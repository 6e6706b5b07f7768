"""Pages of a newspaper that a test serves itself: their words, their markup, and a release without their texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from stages.island import DAY, issued

from pressmark.contracts.package import Package
from pressmark.stages.convert import convert

_PARAGRAPHS = (
    "The {name} left the quay at first light with {count} crates of herring and a crew that had slept badly. The "
    "harbour master counted the crates twice and wrote a different number each time.",
    "By noon the wind had gone round to the west, and the {name} came back with her sails in ribbons. Nobody was hurt, "
    "and the herring were sold on the quay before the crates had stopped moving.",
    "The owner says that she will sail again on Thursday, if the sailmaker of the next island answers his letters. The "
    "sailmaker has not answered a letter in {count} years.",
)


def words(name: str, count: int = 12) -> list[str]:
    """Returns the paragraphs of the article of a boat."""
    return [paragraph.format(name=name, count=count) for paragraph in _PARAGRAPHS]


def page(url: str, name: str, *, count: int = 12, markup: str = "") -> bytes:
    """Returns the page of the article of a boat; other `markup` or another `count` make other bytes or another text."""
    text = "\n".join(f"    <p{markup}>{paragraph}</p>" for paragraph in words(name, count))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>The {name} Comes Home</title>
  <link rel="canonical" href="{url}">
  <meta property="og:site_name" content="The Harbour Log">
  <meta property="article:published_time" content="2024-05-21">
</head>
<body>
  <main><article>
    <h1>The {name} Comes Home</h1>
    <p class="byline">By Maude Kerjean</p>
{text}
    <p class="rights">© The Harbour Log 2024</p>
  </article></main>
</body>
</html>
""".encode()


def released(folder: Path, pages: Mapping[str, bytes]) -> Package:
    """Returns a metadata release of pages, by the names of their files."""
    sources = folder / "pages"
    sources.mkdir(parents=True)
    for name, data in pages.items():
        (sources / f"{name}.html").write_bytes(data)
    (sources / "pressmark.toml").write_text(_SETTINGS, "utf-8")
    package = convert(sources, to=folder / "package", created=DAY).package
    return issued(package, folder / "releases", profile="metadata").package


_SETTINGS = """[dataset]
name = "harbour-log"
title = "The Harbour Log"
description = "Articles about boats."
creators = [{ name = "Thora Vik", kind = "person" }]
publisher = { name = "Skerry Island Library" }
license = "CC0-1.0"
homepage = "https://example.org/harbour-log"
contact = { name = "Thora Vik", email = "thora@example.org" }

[convert]
prefix = "hl"
"""
