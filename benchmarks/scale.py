"""Measures every command on many articles: wall time, processor time and peak memory, beside sorting the same rows.

The articles are nonsense in a settled order: own word lists and a seed, so that every run reads the same bytes. Nobody
has confirmed their licences, so that a release withholds all texts, counts the words of all, or quotes all.
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
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from planted_copies import Language, headline, paragraphs
from pressmark.contracts.package import scan_table
from pressmark.contracts.tables import table

PEOPLE = ("Ada Thorne", "Bram Okoro", "Celia Vance", "Dmitri Hale", "Esme Laurent", "Farid Nasser", "Greta Lindqvist")
OUTLETS = ("Aldermouth Courier", "Birkwell Gazette", "Corrinmoor Post", "Dunhythe Observer", "Fennick Herald")
LICENSES = ("CC-BY-4.0", "CC-BY-SA-4.0", None, None)
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
FEATURES = "\n[release]\nfeatures = true\n"
EXCERPTS = """
[release]
excerpts = true
jurisdiction = "DE"
excerpts_basis = "Section 51 of the Copyright Act, quotation"
"""
DAY = "2026-11-23"
SENTENCE = 100  # bytes, about
FLOOR = "read and sort"
_SORTED = "import sys, polars as pl; pl.read_ndjson(sys.argv[1]).sort('url').write_parquet(sys.argv[2])"
_LOADED = """
import sys, pressmark
from pressmark.records.hashing import content_root
data = pressmark.load(sys.argv[1])
assert content_root(dict(data.tables)) == data.package.descriptor["articles:contentRoot"]
"""
_OFTEN = 0.05  # seconds between two looks at the memory of a command's processes
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Run:
    """What one command cost: seconds on the clock and of all processors, and the peak of its processes, in bytes."""

    command: str
    status: int
    seconds: float
    memory: int
    processor: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the chain: its name, what is to be done before it, and its words; `given` are exit statuses."""

    name: str
    words: Callable[[], list[str]]
    before: Callable[[], object] = lambda: None
    given: tuple[int, ...] = (0,)


def articles(count: int, size: int, seed: int) -> Iterator[dict[str, str | None]]:
    """Yields articles of about `size` bytes of text each."""
    dice = random.Random(seed)
    language = Language(dice)
    most = max(2, 2 * size // SENTENCE)
    for number in range(count):
        yield {
            "title": headline(language),
            "author": dice.choice(PEOPLE),
            "publisher": dice.choice(OUTLETS),
            "published": (date(2015, 1, 1) + timedelta(days=dice.randrange(3650))).isoformat(),
            "url": f"https://news.example/{number:08d}",
            "language": "en",
            "license": dice.choice(LICENSES),
            "text": paragraphs(language.story(dice.randrange(1, most))),
        }


def measured(command: list[str]) -> Run:
    """Runs one command of Pressmark to its end and returns what it cost."""
    return cost([str(Path(sys.executable).with_name("pressmark")), *command], command[0])


def cost(words: list[str], name: str) -> Run:
    """Runs a program to its end and returns what it and the processes below it cost."""
    begun, most = time.perf_counter(), 0
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        most = max(most, sum(resident(each) for each in family(process.pid)))
        time.sleep(_OFTEN)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    spent = usage.ru_utime + usage.ru_stime
    return Run(name, process.returncode, seconds, max(most, usage.ru_maxrss * unit), spent)


def family(pid: int) -> Iterator[int]:
    """Yields a process and all below it, where the kernel tells of them."""
    yield pid
    with suppress(OSError):
        for told in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in told.read_text().split():
                yield from family(int(child))


def resident(pid: int) -> int:
    """Returns the bytes of memory that a process holds now; pages that processes share count for each."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    return 0


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps from articles to a release and back, in a folder."""

    folder: Path
    format: str

    def steps(self) -> Iterator[Step]:
        """Yields the steps in their order."""
        package, releases = self._at("package"), self._at("releases")
        source = self._at("articles.jsonl")
        configured = ["--config", self._at("pressmark.toml"), "--format", self.format]
        yield Step(FLOOR, lambda: [sys.executable, "-c", _SORTED, source, self._at("sorted.parquet")])
        yield self._step("convert", source, "--to", package, *configured)
        yield self._step("validate", package)
        for name, said in (("metadata", ""), ("features", FEATURES), ("excerpts", EXCERPTS)):
            profile = ["--profile", "metadata"] if name == "metadata" else []
            words = [package, "--to", f"{releases}-{name}", "--date", DAY, *profile]
            yield self._step("release", *words, name=f"release, {name}", before=self._saying(said))
        for name in ("metadata", "features"):
            yield self._step("verify", self._release(name), name=f"verify, {name}")
        yield self._step("validate", self._release("features"), name="validate, features")
        yield Step("load and root", lambda: [sys.executable, "-c", _LOADED, self._release("excerpts")])
        yield Step("rights", lambda: pressmark("rights", package, *self._ids(1)))
        again = ["convert", self._at("changed.jsonl"), "--to", self._at("changed"), "--previous"]
        yield self._step(*again, self._release("metadata"), *configured, name="convert again", before=self._changed)
        yield self._step("diff", self._release("metadata"), self._at("changed"), given=(1,))
        rehydrated = ["rehydrate", self._release("metadata"), source, "--to", self._at("private")]
        yield self._step(*rehydrated, "--config", self._at("pressmark.toml"))
        gone = ["--reason", "privacy", "--date", DAY, "--releases", f"{releases}-excerpts"]
        yield Step("withdraw", lambda: pressmark("withdraw", package, *self._ids(10), *gone))

    def _step(
        self,
        *words: str,
        name: str | None = None,
        before: Callable[[], object] = lambda: None,
        given: tuple[int, ...] = (0,),
    ) -> Step:
        return Step(name or words[0], lambda: pressmark(*words), before, given)

    def _at(self, name: str) -> str:
        return str(self.folder / name)

    def _release(self, name: str) -> str:
        return self._at(f"releases-{name}/scale/0.1.0")

    def _saying(self, said: str) -> Callable[[], object]:
        return lambda: (self.folder / "package" / "pressmark.toml").write_text(CONFIGURATION + said, encoding="utf-8")

    def _ids(self, count: int) -> list[str]:
        rows = next((self.folder / "package" / "data").glob("articles.*"))
        read = scan_table(table("articles"), rows).select("article_id").head(count)
        found: list[str] = read.collect()["article_id"].to_list()
        return found

    def _changed(self) -> None:
        """Writes the articles with another title for one in a hundred."""
        with (
            (self.folder / "articles.jsonl").open(encoding="utf-8") as lines,
            (self.folder / "changed.jsonl").open("w", encoding="utf-8") as changed,
        ):
            for number, line in enumerate(lines):
                changed.write(line if number % 100 else line.replace('{"title": "', '{"title": "Again ', 1))


def pressmark(*words: str) -> list[str]:
    """Returns the words of a command line."""
    return [str(Path(sys.executable).with_name("pressmark")), *words]


def written(folder: Path, count: int, size: int, seed: int) -> None:
    """Writes the articles and the configuration, where they are not there."""
    (folder / "pressmark.toml").write_text(CONFIGURATION, encoding="utf-8")
    if not (folder / "articles.jsonl").is_file():
        with (folder / "articles.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(each) + "\n" for each in articles(count, size, seed))


def chained(folder: Path, options: argparse.Namespace) -> bool:
    """Runs the steps, prints a Markdown table, and returns whether all went as they should."""
    written(folder, options.articles, options.size, options.seed)
    megabytes = (folder / "articles.jsonl").stat().st_size / 1e6
    print(f"{options.articles:,} articles, {megabytes:.0f} MB of JSON Lines, package as {options.format}\n")
    print(f"| step | exit | seconds | processor s | articles/s | peak MB | time / {FLOOR} | memory / {FLOOR} |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    floor, well = None, True
    for step in Chain(folder, options.format).steps():
        if options.steps and step.name not in (FLOOR, *options.steps):
            continue
        step.before()
        run = cost(step.words(), step.name)
        floor = floor or run
        well &= run.status in step.given
        rate, times, share = options.articles / run.seconds, run.seconds / floor.seconds, run.memory / floor.memory
        cells = (
            *(step.name, run.status, f"{run.seconds:.1f}", f"{run.processor:.1f}", f"{rate:,.0f}"),
            *(f"{run.memory / 1e6:.0f}", f"{times:.1f}", f"{share:.2f}"),
        )
        print(f"| {' | '.join(map(str, cells))} |", flush=True)
    return well


def main() -> int:
    """Generates the articles, runs the steps, and returns 1 where one failed."""
    options = arguments()
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
        return int(not chained(options.folder, options))
    with tempfile.TemporaryDirectory() as place:
        return int(not chained(Path(place), options))


def arguments() -> argparse.Namespace:
    """Reads how many articles of which size, how the package is written, and which steps are run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--size", type=int, default=3_000, help="bytes of text an article")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=("csv", "parquet", "jsonl"), default="parquet")
    parser.add_argument("--folder", type=Path, help="where all is kept; a later run goes on with what lies there")
    parser.add_argument("--steps", nargs="*", default=(), help="the names of some steps; by default all")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
