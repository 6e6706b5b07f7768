"""A release in hand: verified before a row is read, every table by its name, and citable."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from stages.island import BELL, CHESS, FERRY, NAME, SEALS, issued, packed, sources

import pressmark
from pressmark.contracts.package import FORMATS, Package
from pressmark.contracts.tables import TABLES, table
from pressmark.errors import IntegrityError, PackageError, UnknownNameError
from pressmark.files import listed_files, settled_json, write_manifest
from pressmark.stages.cite import FORMS, cite


@pytest.fixture(scope="module")
def datasets(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder of datasets with three versions of one: 1.0.0, 1.1.0 and 2.0.0-rc.1."""
    folder = tmp_path_factory.mktemp("datapackages")
    shutil.copytree(dataset, folder / NAME)
    for version, title in (("1.1.0", "Ladder Found"), ("2.0.0-rc.1", "Ladder Lost")):
        found = sources(folder / version, {"wire.jsonl": {"A Ladder Is Missing": title}})
        package = packed(folder / f"package-{version}", found, previous=dataset / "1.0.0")
        issued(package, folder, version=version)
    return folder


# What is asked for, by place and version, and the version that comes.
FOUND = [
    ("", None, "1.1.0"),
    ("", "1.0.0", "1.0.0"),
    ("", "2.0.0-rc.1", "2.0.0-rc.1"),
    ("1.0.0", None, "1.0.0"),
    ("1.1.0", "1.1.0", "1.1.0"),
]


@pytest.mark.parametrize(("below", "version", "found"), FOUND)
def test_the_newest_or_the_one_that_is_named(below: str, version: str | None, found: str, datasets: Path) -> None:
    data = pressmark.load(datasets / NAME / below, version=version)
    assert data.version == found
    titles = data.articles.collect()["title"].to_list()
    assert ("A Ladder Is Missing" in titles) == (found == "1.0.0")
    assert pressmark.load(str(datasets / NAME / below), version).version == found


NOT_FOUND = [
    ("", "3.0.0", "has no version 3.0.0 (there are: 1.0.0, 1.1.0, 2.0.0-rc.1)"),
    ("1.0.0", "1.1.0", "is not version 1.1.0"),
    ("1.0.0/data", None, "holds neither a release nor an index of releases (check the path)"),
    ("..", None, f"(name a dataset in it, such as {Path('..') / NAME})"),
    ("../package-1.1.0", None, "no manifest-sha256.txt"),
]


@pytest.mark.parametrize(("below", "version", "said"), NOT_FOUND)
def test_what_is_not_there_is_said(below: str, version: str | None, said: str, datasets: Path) -> None:
    with pytest.raises(PackageError) as refused:
        pressmark.load(datasets / NAME / below, version)
    assert said in str(refused.value).replace(str(datasets / NAME / below), below)


def test_a_yanked_version_is_passed_over_and_loaded_with_a_warning(dataset: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(dataset, tmp_path / NAME))
    index = json.loads((copy / "index.json").read_text("utf-8"))
    index["versions"][0] |= {"status": "yanked", "reason": "a name was wrong"}
    (copy / "index.json").write_text(settled_json(index), "utf-8")
    with pytest.warns(UserWarning, match="was yanked: a name was wrong"):
        assert pressmark.load(copy, "1.0.0").version == "1.0.0"
    with pytest.raises(PackageError, match="names no version that is current"):
        pressmark.load(copy)


@pytest.fixture
def copy(dataset: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dataset / "1.0.0", tmp_path / "1.0.0"))


def test_a_flipped_bit_anywhere_is_found_and_its_file_named(copy: Path) -> None:
    names = listed_files(copy)
    assert len(names) > 15
    for name in names:
        path = copy / name
        whole = path.read_bytes()
        middle = len(whole) // 2
        path.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        with pytest.raises(PackageError) as refused:
            pressmark.load(copy)
        # A flipped bit in the manifest accuses the file of its line, or the manifest's form.
        assert name == "manifest-sha256.txt" or str(refused.value).startswith(f"{name}: differs from its checksum")
        path.write_bytes(whole)
    pressmark.load(copy)


def shortened(folder: Path) -> str:
    path = folder / "data/articles.csv"
    path.write_bytes(path.read_bytes()[:-1])
    return "data/articles.csv: differs from its checksum"


def removed(folder: Path) -> str:
    (folder / "data/dates.csv").unlink()
    return "data/dates.csv: is missing"


def added(folder: Path) -> str:
    (folder / "data/more.csv").write_text("a\r\n")
    return "data/more.csv: is not listed"


def resealed(folder: Path) -> str:
    path = folder / "data/articles.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    (folder / "manifest-sha256.txt").unlink()
    write_manifest(folder)
    return "1.0.0: the content differs from the content root"


@pytest.mark.parametrize("spoil", [shortened, removed, added, resealed])
def test_a_changed_release_is_refused(spoil: Callable[[Path], str], copy: Path) -> None:
    said = spoil(copy)
    with pytest.raises(IntegrityError) as refused:
        pressmark.load(copy)
    assert said in str(refused.value)


@pytest.mark.parametrize("form", FORMATS)
def test_load_undoes_release(form: str, package: Package, tmp_path: Path) -> None:
    source = packed(tmp_path / "package", format=form)
    data = pressmark.load(issued(source, tmp_path).folder.parent)
    assert list(data.tables) == list(TABLES)
    own = ["record_version", "release_profile", "release_rule"]
    before = package.scan("articles").drop(own).sort("article_id").collect()
    assert data.articles.drop(own).sort("article_id").collect().equals(before)
    for name in TABLES:
        found = getattr(data, name)
        assert isinstance(found, pl.LazyFrame)
        assert found.collect_schema() == table(name).polars_schema
    texts = package.scan("texts").filter(pl.col("article_id").is_in([BELL, SEALS])).sort("article_id").collect()
    assert data.texts.sort("article_id").collect().equals(texts)


def test_an_unknown_table_is_named_with_those_that_there_are(dataset: Path) -> None:
    data = pressmark.load(dataset)
    with pytest.raises(AttributeError, match="no table is called 'artikles'; there are articles, texts"):
        getattr(data, "artikles")  # noqa: B009 - a name that mypy would refuse
    with pytest.raises(UnknownNameError, match="did you mean 'articles'"):
        data.to_pandas("artikles")
    assert {"articles", "wide", "cite", "texts"} <= set(dir(data))


def test_wide_has_one_row_an_article(dataset: Path) -> None:
    data = pressmark.load(dataset)
    wide = data.wide()
    assert isinstance(wide, pl.LazyFrame)
    rows = {row["article_id"]: row for row in wide.collect().to_dicts()}
    assert rows.keys() == set(data.articles.collect()["article_id"])
    assert rows[CHESS]["authors"] == ["Thora Vik"]
    assert rows[CHESS]["holders"] == ["The Mainland Post"]
    assert rows[BELL]["text"].startswith("Its clapper had rusted through")
    assert rows[BELL]["lede"] == "The bell buoy off the north reef rings again, after two silent winters."
    assert {article for article, row in rows.items() if row["text"] is not None} == {BELL, SEALS}
    assert rows[FERRY]["text"] is None


def test_pandas_sees_the_same_rows(dataset: Path) -> None:
    pandas = pytest.importorskip("pandas", reason="the extra pressmark[pandas] is not installed")
    data = pressmark.load(dataset)
    articles = data.to_pandas("articles")
    assert isinstance(articles, pandas.DataFrame)
    assert articles["article_id"].tolist() == data.articles.collect()["article_id"].to_list()
    assert articles["word_count"].dtype.kind == "i"
    assert list(data.to_pandas("wide").columns) == data.wide().collect_schema().names()


def test_duckdb_sees_the_same_rows(dataset: Path) -> None:
    pytest.importorskip("duckdb", reason="the extra pressmark[duckdb] is not installed")
    data = pressmark.load(dataset)
    with data.to_duckdb() as database:
        tables = {name for (name,) in database.execute("select table_name from information_schema.tables").fetchall()}
        asked = "select a.title from articles a join texts t using (article_id) order by all"
        titles = [title for (title,) in database.execute(asked).fetchall()]
    assert tables == set(data.package.paths)
    assert titles == ["Seals Return to the Slipway", "The Bell Buoy Has a Voice Again"]


# What a citation of the form holds, of version 1.1.0 with its year.
CITED = {
    "apa": "Vik, T. (2026). ",
    "bibtex": "@",
    "csl-json": '"version": "1.1.0"',
    "cff": "cff-version: 1.2.0",
    "datacite": '"schemaVersion"',
    "ris": "TY  - DATA",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_citation_in_every_form(form: str, datasets: Path) -> None:
    newest = cite(datasets / NAME, form)
    assert newest == cite(datasets / NAME / "1.1.0", form) == pressmark.load(datasets / NAME).cite(form)
    assert newest == (datasets / NAME / "1.1.0" / FORMS[form]).read_text("utf-8")
    assert CITED[form] in newest
    assert "1.1.0" in newest
    assert "Vik" in newest
    assert "1.0.0" in cite(datasets / NAME / "1.0.0", form)


def test_a_wrong_citation_is_refused(copy: Path) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'bibtex'"):
        cite(copy, "bibtext")
    (copy / "citation.txt").write_text("Anonymous (1900).")
    with pytest.raises(IntegrityError, match=r"citation\.txt: differs"):
        cite(copy)
    assert cite(copy, "ris")
