"""What a contribution changed is judged, and what it breaks elsewhere; what was there before does not count again."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from checking.repository import BIN, NEEDS_GIT, Repository, environment
from stages.island import BAKERY, BELL, CHESS, FERRY, PUFFINS, SOURCES, packed, pressmark, sources, tree

from pressmark.checking.changed import changed_articles, narrowed
from pressmark.checking.since import history_of
from pressmark.checking.staging import ROW, Staged
from pressmark.contracts.package import Package, open_package
from pressmark.contracts.tables import TABLES
from pressmark.errors import PressmarkError
from pressmark.model.report import Report
from pressmark.stages.validate import validate

Frame = pl.DataFrame
FAMILIES = ("dates", "identity")
# The island's newspaper with a fault that is older than every contribution.
OLD_FAULT = {"wire.jsonl": {"2023-12-30": "2093-12-30"}}
WIRE = (SOURCES / "wire.jsonl").read_text("utf-8")
NEW = {
    "id": "77", "title": "Kelp Dried on the Old Pier", "author": "Thora Vik", "published": "2024-08-01",
    "publisher": "The Skerry Lantern", "url": "https://lantern.example.org/2024/kelp", "language": "en",
    "section": "Harbour", "text": "The old pier is covered with kelp again, and the gulls walk round it with distaste.",
    "copyright": "© The Skerry Lantern 2024",
}  # fmt: skip


def staged(package: Package) -> dict[str, Frame]:
    return {name: package.scan(name).with_row_index(ROW, offset=1).collect() for name in TABLES}


def of(frames: dict[str, Frame]) -> Staged:
    return Staged({name: frame.lazy() for name, frame in frames.items()}, (), {})


def about(article: str) -> pl.Expr:
    return pl.col("article_id") == article


def put(column: str, value: str | None, article: str) -> Callable[[Frame], Frame]:
    return lambda rows: rows.with_columns(pl.when(about(article)).then(pl.lit(value)).otherwise(column).alias(column))


def doubled(rows: Frame) -> Frame:
    return pl.concat([rows, rows.filter(about(BELL)).with_columns(pl.col(ROW) + 100)])


# What is done to which table, and which articles are different then.
ALTERED: list[tuple[str, str, Callable[[Frame], Frame], set[str]]] = [
    ("nothing", "articles", lambda rows: rows, set()),
    ("rows in another order", "agents", lambda rows: rows.reverse(), set()),
    ("rows with other numbers", "agents", lambda rows: rows.with_columns(pl.col(ROW) + 7), set()),
    ("a hash", "articles", put("record_sha256", "0" * 64, FERRY), {FERRY}),
    ("a title", "articles", put("title", "Another", PUFFINS), {PUFFINS}),
    ("nothing becomes an empty word", "articles", put("permission_id", "", CHESS), {CHESS}),
    ("another source, since a line was added to its file", "articles", put("source_id", "other", CHESS), set()),
    ("a row of a child", "agents", put("name", "Nobody", BAKERY), {BAKERY}),
    ("a lost row of a child", "dates", lambda rows: rows.filter(~about(FERRY)), {FERRY}),
    ("the same row twice", "agents", doubled, {BELL}),
    ("a lost article", "articles", lambda rows: rows.filter(~about(BELL)), {BELL}),
    ("a row of no article", "sources", lambda rows: rows.head(1), set()),
]


@pytest.mark.parametrize(("table", "alter", "different"), [case[1:] for case in ALTERED], ids=[c[0] for c in ALTERED])
def test_which_articles_changed(
    package: Package, tmp_path: Path, table: str, alter: Callable[[Frame], Frame], different: set[str]
) -> None:
    before = staged(package)
    after = {**before, table: alter(before[table])}
    assert changed_articles(of(after), of(before)) == different
    assert changed_articles(of(before), of(after)) == different
    cut = narrowed(of(after), different, tmp_path / "rows")
    for name, scan in cut.scans.items():
        rows = scan.collect()
        if "article_id" in rows.columns and name not in ("tombstones", "source_records"):
            assert set(rows["article_id"]) == set(after[name]["article_id"]) & different
        else:
            assert rows.height == after[name].height


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Returns a repository whose package has an old fault."""
    folder = tmp_path_factory.mktemp("collection")
    packed(folder / "package", sources(folder / "sources", OLD_FAULT))
    return Repository.made(folder)


def contributed(collection: Repository, *records: dict[str, str]) -> Path:
    """Adds records to the sources as a contributor does, and makes the package anew."""
    wire = collection.folder / "sources/wire.jsonl"
    wire.write_text(wire.read_text("utf-8") + "".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    return packed(collection.folder / "package", collection.folder / "sources").folder


def judged(package: Path, **options: str) -> Report:
    return validate(package, since="main", select=FAMILIES, **options)


def open_breaks(report: Report) -> list[tuple[str, str]]:
    return sorted((found.rule, found.article or "") for found in report.findings if not found.known)


@NEEDS_GIT
class TestContributions:
    @pytest.fixture(autouse=True)
    def _afresh(self, collection: Repository) -> None:
        collection.clean()

    def test_what_did_not_change_is_not_judged(self, collection: Repository) -> None:
        package = collection.folder / "package"
        report = judged(package)
        assert report.scope == ("unchanged since main, and not judged",)
        assert {outcome.outcome for outcome in report.outcomes} == {"not-checked"}
        assert report.passed("note")
        assert not validate(package, select=FAMILIES).passed()

    def test_an_article_without_fault_passes_beside_an_old_fault(self, collection: Repository) -> None:
        report = judged(contributed(collection, NEW))
        assert report.scope[0].startswith("1 of 8 articles is new or different since main")
        assert open_breaks(report) == []
        assert report.total("known") == 1
        assert report.articles == 8

    def test_a_fault_of_the_new_article_is_its_own(self, collection: Repository) -> None:
        earlier = open_package(collection.folder / "package").scan("articles").collect()["article_id"].to_list()
        report = judged(contributed(collection, {**NEW, "published": "2094-01-01"}))
        (own,) = [article for rule, article in open_breaks(report) if rule == "date-in-the-future"]
        assert own not in earlier
        assert not report.passed()
        assert report.total("known") == 1

    def test_a_copy_of_an_old_article_is_linked_with_it(self, collection: Repository) -> None:
        package = contributed(collection, self._copy())
        clusters = open_package(package).scan("copies").collect()
        (cluster,) = clusters.filter(pl.col("article_id") == FERRY)["cluster_id"]
        assert clusters.filter(pl.col("cluster_id") == cluster).height == 2
        assert "copies-unlinked" not in {rule for rule, _ in open_breaks(judged(package))}

    def test_a_copy_that_nobody_linked_is_found_at_both(self, collection: Repository) -> None:
        package = contributed(collection, self._copy())
        links = package / "data/copies.csv"
        links.write_bytes(links.read_bytes().splitlines(keepends=True)[0])
        report = judged(package)
        linked = [article for rule, article in open_breaks(report) if rule == "copies-unlinked"]
        assert FERRY in linked
        assert len(linked) == 2
        assert report.passed()
        assert not report.passed("warning")

    def _copy(self) -> dict[str, str]:
        ferry = next(json.loads(line) for line in WIRE.splitlines() if "Ferry" in line)
        return {**NEW, "text": ferry["text"]}

    def test_a_key_that_points_nowhere_since_is_found(self, collection: Repository) -> None:
        articles = collection.folder / "package/data/articles.csv"
        lines = articles.read_bytes().splitlines(keepends=True)
        articles.write_bytes(b"".join(line for line in lines if not line.startswith(BELL.encode())))
        report = judged(collection.folder / "package")
        assert {article for rule, article in open_breaks(report) if rule == "key-dangling"} == {BELL}
        assert not report.passed()

    def test_an_old_fault_of_a_changed_article_stays_known(self, collection: Repository) -> None:
        subjects = collection.folder / "package/data/subjects.csv"
        rows = subjects.read_bytes().splitlines(keepends=True)
        subjects.write_bytes(b"".join(rows).replace(b"Village", b"Parish"))
        village = {row.split(b",")[0] for row in rows if b"Village" in row}
        report = validate(collection.folder / "package", since="main", select=("dates",))
        assert report.scope[0].startswith(f"{len(village)} of 7 articles are new or different since main")
        assert open_breaks(report) == []
        # The second is about the row by itself, which is looked at again since the article changed.
        assert {found.rule for found in report.findings} == {"date-in-the-future", "copyright-year-unlike-dates"}

    def test_a_new_package_is_judged_whole(self, collection: Repository) -> None:
        shutil.copytree(collection.folder / "package", collection.folder / "second")
        report = judged(collection.folder)
        assert report.kind == "packages"
        assert report.scope == (
            "package: unchanged since main, and not judged",
            "second: new since main, judged whole",
        )
        (found,) = [finding for finding in report.findings if finding.severity == "error"]
        assert (found.place.package, report.path(found.place)) == ("second", f"{report.root}/second/{found.place.file}")
        alone = validate(collection.folder / "second", select=FAMILIES)
        assert report.breaks == alone.breaks
        assert [found.fingerprint for found in report.findings] == [found.fingerprint for found in alone.findings]

    def test_the_repository_is_only_read(self, collection: Repository) -> None:
        package = contributed(collection, NEW)
        before = collection.git("status", "--porcelain"), tree(collection.folder, {".git/index"})
        validate(package, since="HEAD", level="structure", sources=collection.folder / "sources")
        assert (collection.git("status", "--porcelain"), tree(collection.folder, {".git/index"})) == before

    def test_the_earlier_state_is_that_of_the_commit(self, collection: Repository, tmp_path: Path) -> None:
        package = collection.folder / "package"
        before = tree(package)
        contributed(collection, NEW)
        earlier = history_of(package, "main").earlier(package, tmp_path)
        assert earlier is not None
        assert tree(earlier) == before != tree(package)


@NEEDS_GIT
class TestRefusals:
    def test_what_git_cannot_tell_is_one_line(self, collection: Repository, tmp_path: Path) -> None:
        collection.clean()
        package = collection.folder / "package"
        outside = shutil.copytree(package, tmp_path / "outside")
        shallow = tmp_path / "shallow"
        collection.commit("Go on")
        collection.git("clone", "--quiet", "--depth=1", collection.folder.as_uri(), str(shallow))
        records = tmp_path / "records.jsonl"
        records.write_text("{}\n")
        for subject, revision, said in (
            (outside, "HEAD", "git finds no repository at"),
            (package, "nowhere", "git knows no such revision"),
            (package, "--help", "git knows no such revision"),
            (package, "", "git knows no such revision"),
            (package, "HEAD:package", "git knows no such revision"),
            (shallow / "package", "HEAD~1", "fetch-depth: 0"),
            (records, "HEAD", "has no earlier state"),
        ):
            refused = pressmark("validate", subject, "--since", revision)
            assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1), revision
            assert said in refused.err

    def test_a_shallow_clone_that_holds_the_revision_will_do(self, collection: Repository, tmp_path: Path) -> None:
        shallow = tmp_path / "shallow"
        collection.git("clone", "--quiet", "--depth=1", collection.folder.as_uri(), str(shallow))
        assert validate(shallow / "package", since="HEAD", level="descriptor").scope[0].startswith("unchanged")

    def test_without_git_it_is_said(self, collection: Repository, tmp_path: Path) -> None:
        command = [BIN / "pressmark", "validate", collection.folder / "package", "--since", "HEAD"]
        done = subprocess.run(command, env=environment(PATH=str(tmp_path)), capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "pressmark: --since: git is not installed (install git, or leave --since out)\n"


def test_a_subject_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(PressmarkError, match=r"no datapackage\.json"):
        validate(tmp_path / "absent", since="HEAD")
