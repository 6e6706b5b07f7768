"""The example datasets: remade byte for byte, verified, and true to what a person reads in their sources."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

import make_examples
import pressmark
from pressmark.files import swhid

ROOT = Path(__file__).resolve().parents[2]
DATAPACKAGES = ROOT / "datapackages"
EXAMPLES = {example.name: example for example in make_examples.EXAMPLES}
HARBOUR = EXAMPLES["harbour-press"]
COLLECTIONS = sorted(place.parent for place in DATAPACKAGES.glob("*/index.json"))
RELEASES = sorted(place.parent for place in DATAPACKAGES.glob("*/*/manifest-sha256.txt"))
READ: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("harbour-press.yaml").read_text("utf-8"))
RUN = 8  # words


def path_of(release: Path) -> str:
    return release.relative_to(DATAPACKAGES).as_posix()


def contents(folder: Path) -> dict[str, bytes]:
    places = (place for place in folder.rglob("*") if place.is_file())
    return {place.relative_to(folder).as_posix(): place.read_bytes() for place in places}


@pytest.fixture(scope="module")
def remade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The work folder in which the sample collection was made anew: its package and its release."""
    work = tmp_path_factory.mktemp("remade")
    assert make_examples.make(HARBOUR, work) is not None
    return work


def test_each_example_is_published() -> None:
    assert {path_of(release) for release in RELEASES} >= {f"{name}/{each.version}" for name, each in EXAMPLES.items()}


def test_the_newest_release_of_the_sample_is_remade_byte_for_byte(remade: Path) -> None:
    made = contents(remade / "releases" / HARBOUR.name / HARBOUR.version)
    published = contents(HARBOUR.collection / HARBOUR.version)
    assert sorted(made) == sorted(published)
    assert [path for path in made if made[path] != published[path]] == [], "run `make examples`"


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda collection: collection.name)
def test_every_published_release_loads_and_is_the_one_that_the_index_names(collection: Path) -> None:
    listed = json.loads((collection / "index.json").read_text("utf-8"))["versions"]
    assert [entry["version"] for entry in listed] == sorted(path.name for path in collection.glob("[0-9]*"))
    for entry in listed:
        data = pressmark.load(collection, version=entry["version"])
        assert data.package.descriptor["articles:contentRoot"] == entry["content_root"]
        assert swhid(collection / entry["version"]) == entry["swhid"]
        assert data.articles.collect().height == data.wide().collect().height > 0


@pytest.mark.parametrize("release", RELEASES, ids=path_of)
def test_every_published_release_is_valid(release: Path) -> None:
    report = pressmark.validate(release)
    assert [found for found in report.outcomes if found.errors] == []


def rows(package: Path) -> dict[str, dict[str, Any]]:
    """What the package says of each record, in the words of the file that was written by hand."""
    tables = {place.stem: pl.read_csv(place, infer_schema=False) for place in package.glob("data/*.csv")}
    paths = dict(tables["sources"].select("source_id", "path").iter_rows())
    texts = {row["article_id"]: row for row in tables["texts"].iter_rows(named=True)}
    found = {}
    for row in tables["articles"].iter_rows(named=True):
        agents = tables["agents"].filter(article_id=row["article_id"]).sort(pl.col("position").cast(pl.Int64))
        words = "\n\n".join(
            part for part in (texts[row["article_id"]]["lede"], texts[row["article_id"]]["text"]) if part
        )
        said = {"title", "publisher", "original_publisher", "language", "url", "original_url", "license"}
        days = {"published", "original_published", "modified"}
        found[" ".join(filter(None, (paths[row["source_id"]], row["source_locator"])))] = {
            **{name: row[name] for name in said | days if row[name]},
            **({"year": row["copyright_year"]} if row["copyright_year"] else {}),
            "authors": agents.filter(role="author")["name"].to_list(),
            "holders": agents.filter(role="rights_holder")["name"].to_list(),
            "shown": row["release_profile"],
            "words": words,
        }
    return found


def test_every_record_becomes_the_article_that_a_person_reads_in_it(remade: Path) -> None:
    found = rows(remade / "package")
    assert sorted(found) == sorted(READ)
    for place, read in READ.items():
        said = {name: str(value) if name not in ("authors", "holders") else value for name, value in read.items()}
        begins, ends = said.pop("begins"), said.pop("ends")
        words = found[place].pop("words")
        assert found[place] == said, place
        assert words.startswith(begins), place
        assert words.endswith(ends), place


def test_a_text_stands_in_the_release_only_where_it_is_to_be_shown(remade: Path) -> None:
    texts = pressmark.load(HARBOUR.collection).texts.collect()
    whole = (texts["lede"].fill_null("") + texts["text"]).to_list()
    shown = [read["begins"] for read in READ.values() if read["shown"] == "fulltext"]
    assert len(whole) == len(shown)
    assert [begins for begins in shown if not any(text.startswith(begins) for text in whole)] == []


def test_five_texts_stand_in_two_outlets(remade: Path) -> None:
    articles = pl.read_csv(remade / "package/data/articles.csv", infer_schema=False)
    pairs = articles.group_by("text_sha256").agg(pl.col("publisher")).filter(pl.col("publisher").list.len() > 1)
    assert sorted(len(set(publishers)) for publishers in pairs["publisher"]) == [2] * 5


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def test_the_release_without_text_holds_no_run_of_its_words() -> None:
    example = EXAMPLES["globalresearch-print"]
    if not example.sources.exists():
        pytest.skip("../shared/cases/globalresearch-print is not here, and its words are no part of this repository")
    read = json.loads(example.sources.with_name("expected.json").read_text("utf-8"))[example.sources.name]
    source = re.sub(r"\]\([^)]*\)", "]", example.sources.read_text("utf-8"))  # a link's target is no wording
    disclaimer = source[source.index("Disclaimer") :]
    private = set().union(*(runs(words) for words in (read["lede"], read["body_text"], disclaimer)))
    assert len(private) > 400
    files = contents(example.collection / example.version)
    assert [path for path, data in files.items() if runs(data.decode("utf-8")) & private] == []
