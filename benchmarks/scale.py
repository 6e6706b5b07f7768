"""Measures convert, validate and release on many articles: wall time, rows a second and peak memory of each command.

The articles are nonsense in a settled order: own word lists and a seed, so that every run reads the same bytes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

PLACES = ("Aldermouth", "Birkwell", "Corrinmoor", "Dunhythe", "Eastrow", "Fennick", "Gallowsea", "Harrowby", "Inverlea")
PEOPLE = ("Ada Thorne", "Bram Okoro", "Celia Vance", "Dmitri Hale", "Esme Laurent", "Farid Nasser", "Greta Lindqvist")
OUTLETS = ("Aldermouth Courier", "Birkwell Gazette", "Corrinmoor Post", "Dunhythe Observer", "Fennick Herald")
THINGS = (
    *("harbour", "council", "ferry", "school", "bridge", "market", "orchard", "library", "tram", "river", "festival"),
    *("survey", "budget", "lighthouse", "quarry", "museum", "station", "reservoir", "theatre", "archive", "workshop"),
)
DEEDS = (
    *("opens", "repairs", "questions", "measures", "welcomes", "records", "defers", "restores", "publishes", "closes"),
    *("inspects", "extends", "surveys", "praises", "replaces", "reports", "maintains", "studies", "funds", "lists"),
)
LICENSES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0")
CONFIGURATION = """\
[dataset]
name = "scale"
title = "Generated articles"
description = "Nonsense articles from word lists and a seed, to measure with."
license = "CC0-1.0"
homepage = "https://pressmark.example/scale"
keywords = ["benchmark"]
creators = [{ name = "Pressmark maintainers", kind = "organization" }]
publisher = { name = "Pressmark maintainers", kind = "organization" }
contact = { name = "Pressmark maintainers", kind = "organization", email = "maintainers@pressmark.example" }
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one command cost; `memory` is the peak of its largest process, in bytes."""

    command: str
    status: int
    seconds: float
    memory: int


def articles(count: int, size: int, seed: int) -> Iterator[dict[str, str]]:
    """Yields articles of about `size` bytes of text each."""
    dice = random.Random(seed)
    for number in range(count):
        text = "\n\n".join(paragraphs(dice, size))
        yield {
            "title": f"{dice.choice(PLACES)} {dice.choice(DEEDS)} its {dice.choice(THINGS)}",
            "author": dice.choice(PEOPLE),
            "publisher": dice.choice(OUTLETS),
            "published": (date(2015, 1, 1) + timedelta(days=dice.randrange(3650))).isoformat(),
            "url": f"https://news.example/{number:08d}",
            "language": "en",
            "license": dice.choice(LICENSES),
            "text": text,
        }


def paragraphs(dice: random.Random, size: int) -> Iterator[str]:
    """Yields paragraphs until they hold about `size` bytes."""
    while size > 0:
        paragraph = " ".join(sentence(dice) for _ in range(5))
        size -= len(paragraph)
        yield paragraph


def sentence(dice: random.Random) -> str:
    """Returns one sentence."""
    who, what, where = dice.choice(THINGS), dice.choice(THINGS), dice.choice(PLACES)
    return f"The {who} of {where} {dice.choice(DEEDS)} the {what} for the {dice.randrange(2, 400)}th time."


def measured(command: list[str]) -> Run:
    """Runs one command to its end and returns what it cost."""
    begun = time.perf_counter()
    process = subprocess.Popen([str(Path(sys.executable).with_name("pressmark")), *command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(command[0], process.returncode, seconds, usage.ru_maxrss * unit)


def commands(folder: Path, table_format: str) -> Iterator[list[str]]:
    """Yields the commands in their order."""
    package, releases = str(folder / "package"), str(folder / "releases")
    configuration = ["--config", str(folder / "pressmark.toml"), "--format", table_format]
    yield ["convert", str(folder / "articles.jsonl"), "--to", package, *configuration]
    yield ["validate", package]
    yield ["release", package, "--to", releases, "--date", "2026-11-23"]


def main() -> int:
    """Generates the articles, runs the commands, prints a Markdown table, and returns 1 where a command failed."""
    options = arguments()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "pressmark.toml").write_text(CONFIGURATION, encoding="utf-8")
        with (folder / "articles.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(
                json.dumps(each) + "\n" for each in articles(options.articles, options.size, options.seed)
            )
        megabytes = (folder / "articles.jsonl").stat().st_size / 1e6
        print(f"{options.articles} articles, {megabytes:.0f} MB of JSON Lines, package as {options.format}\n")
        print("| command | exit | seconds | articles/s | peak MB |\n|---|---|---|---|---|")
        runs = []
        for command in commands(folder, options.format):
            run = measured(command)
            runs.append(run)
            rate = options.articles / run.seconds
            print(
                f"| {run.command} | {run.status} | {run.seconds:.1f} | {rate:,.0f} | {run.memory / 1e6:.0f} |",
                flush=True,
            )
    return int(any(run.status for run in runs))


def arguments() -> argparse.Namespace:
    """Reads how many articles of which size, and how the package is written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--size", type=int, default=3_000, help="bytes of text an article")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("csv", "parquet", "jsonl"), default="csv")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
