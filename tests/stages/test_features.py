"""Counts of words, from the request in `pressmark.toml` to the loaded table; nothing else of the text is shown."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import polars as pl
import pytest
from stages.choir import COMMON, CONFIGURATION, article, choir, text
from stages.island import DAY, issued, packed, pressmark, tree

from pressmark.contracts.package import Package
from pressmark.errors import ReleaseError
from pressmark.stages.load import load
from pressmark.stages.release import Released
from pressmark.stages.validate import validate

EXCERPTS = 'excerpts = true\njurisdiction = "DE"\nexcerpts_basis = "quotation"\n'


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return choir(tmp_path_factory.mktemp("choir"))


@pytest.fixture(scope="module")
def released(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Released:
    return issued(package, tmp_path_factory.mktemp("releases"))


def profiles(release: Released) -> dict[str, int]:
    return {tally.label: tally.articles for tally in release.work.profiles}


def ids(package: Package) -> dict[str, str]:
    """Returns the article of each title."""
    return dict(package.scan("articles").select("title", "article_id").collect().iter_rows())


def test_words_are_counted_without_order_names_and_figures(package: Package, released: Released) -> None:
    assert profiles(released) == {"features": 12}
    rows = released.package.scan("features").collect()
    known = ids(package)
    for number in range(12):
        own = rows.filter(article_id=known[f"Rehearsal {number}"])
        expected = Counter(word for word in text(number).split() if word in COMMON)
        assert dict(own.select("token", "count").iter_rows()) == expected
        assert own["token"].to_list() == sorted(expected)
    everything = b"".join((released.folder / name).read_bytes() for name in tree(released.folder)).decode()
    assert not re.search("zorvan|example.org/private", everything, re.IGNORECASE)
    assert released.work.bags is not None
    assert (released.work.bags.articles, released.work.bags.complete) == (12, 0)
    assert [found.span for found in released.work.exposures] == [0]


def test_the_commands_release_validate_and_load_it(package: Package, tmp_path: Path) -> None:
    said = pressmark("release", package.folder, "--to", tmp_path, "--date", DAY.isoformat())
    assert said.code == 0, said.err
    assert "12 features" in said.out
    folder = tmp_path / "harbour-choir" / "0.1.0"
    report = validate(folder, today=DAY)
    assert report.passed(), [found.message for found in report.findings]
    outcomes = {outcome.rule: outcome.outcome for outcome in report.outcomes}
    assert {outcomes[rule] for rule in ("counts-tell-too-much", "shown-beyond-profile", "frictionless-tables")} <= {
        "passed",
        "not-checked",
    }
    assert outcomes["counts-tell-too-much"] == "passed"
    data = load(tmp_path / "harbour-choir")
    assert data.features.collect().height == 12 * len(COMMON)
    assert data.texts.collect().is_empty()
    for name in ("datapackage.json", "croissant.json", "RIGHTS.md", "README.md"):
        assert "features" in (folder / name).read_text("utf-8"), name
    assert "only words that occur in 5 of these articles" in (folder / "RIGHTS.md").read_text("utf-8")


def test_a_release_with_words_in_few_articles_is_no_valid_one(package: Package, tmp_path: Path) -> None:
    folder = issued(package, tmp_path).folder
    path = folder / "data" / "features.csv"
    first = path.read_text("utf-8").splitlines()[1].partition(",")[0]
    path.write_text(path.read_text("utf-8") + f"{first},zorvan,1\r\n", encoding="utf-8")
    report = validate(folder, today=DAY)
    assert {"counts-tell-too-much", "file-changed"} <= {found.rule for found in report.findings}


def asked(line: str) -> str:
    return CONFIGURATION.replace("features = true\n", line)


# What the operator asks for, and the profiles that come of it.
REQUESTS = [
    ("nothing", "", None, "metadata"),
    ("no counts", "features = false\n", None, "metadata"),
    ("counts", "features = true\n", None, "features"),
    ("excerpts too", f"features = true\n{EXCERPTS}", None, "excerpt"),
    ("excerpts, and counts at most", f"features = true\n{EXCERPTS}", "features", "features"),
    ("counts, and metadata at most", 'features = true\nprofile = "metadata"\n', None, "metadata"),
    ("counts at most, and none allowed", 'profile = "features"\n', None, "metadata"),
]


@pytest.mark.parametrize(("line", "profile", "shown"), [row[1:] for row in REQUESTS], ids=[row[0] for row in REQUESTS])
def test_words_are_counted_where_the_operator_asks(line: str, profile: str | None, shown: str, tmp_path: Path) -> None:
    package = choir(tmp_path, [article(number) for number in range(6)], configuration=asked(line))
    release = issued(package, tmp_path / "releases", profile=profile)
    assert profiles(release) == {shown: 6}
    assert ("features" in release.package.paths) == (shown == "features")
    assert ("excerpts" in release.package.paths) == (shown == "excerpt")


REVIEWS = "article_id,claim,value,reviewer,reviewed_on,note\n"
WITHDRAWALS = "article_id,date,reason,scope,replaced_by,note\n"
# A ledger's line of one article, and what a release shows of it.
CLOSED = [
    ("mining is reserved", "reviews.csv", f"{REVIEWS}{{0}},tdm_reservation,1,Ada Lind,2026-11-01,\n", "metadata"),
    (
        "its text was withdrawn",
        "withdrawals.csv",
        f"{WITHDRAWALS}{{0}},2026-11-01,rights-holder-request,text,,\n",
        "metadata",
    ),
    ("it was withdrawn", "withdrawals.csv", f"{WITHDRAWALS}{{0}},2026-11-01,rights-holder-request,record,,\n", None),
    ("it was taken down", "reviews.csv", f"{REVIEWS}{{0}},takedown,yes,Ada Lind,2026-11-01,\n", None),
]


@pytest.mark.parametrize(("ledger", "line", "shown"), [row[1:] for row in CLOSED], ids=[row[0] for row in CLOSED])
def test_nothing_is_counted_of_what_is_closed(
    ledger: str, line: str, shown: str | None, package: Package, tmp_path: Path
) -> None:
    one = ids(package)["Rehearsal 3"]
    given = tmp_path / "in"
    given.mkdir()
    for name in ("pressmark.toml", "choir.jsonl"):
        (given / name).write_bytes((package.folder.parent / "in" / name).read_bytes())
    (given / ledger).write_text(line.format(one), encoding="utf-8")
    release = issued(packed(tmp_path / "package", given), tmp_path / "releases")
    decided = dict(release.package.scan("articles").select("article_id", "release_profile").collect().iter_rows())
    assert decided.get(one) == shown
    assert one not in release.package.scan("features").collect()["article_id"]
    assert set(decided.values()) - {shown} == {"features"}


def test_thresholds_can_be_raised(tmp_path: Path) -> None:
    given = [article(number) for number in range(12)]
    given[0]["text"] = text(0, 99 - 3)
    for line, articles, rarest in (
        ("features_threshold = 12\n", 11, 0),
        ("features_threshold = 11\n", 11, 11),
        ("features_shortest = 500\n", 0, 0),
    ):
        folder = tmp_path / line.split()[2] / line.split()[0]
        release = issued(choir(folder, given, configuration=asked(f"features = true\n{line}")), folder / "releases")
        rows = release.package.scan("features").collect()
        assert rows["article_id"].n_unique() == (articles if rarest else 0)
        assert (release.work.bags.rarest if release.work.bags else 0) == rarest


def test_the_content_root_does_not_depend_on_the_counts(package: Package, released: Released, tmp_path: Path) -> None:
    more = choir(tmp_path, configuration=asked("features = true\nfeatures_threshold = 12\n"))
    other = issued(more, tmp_path / "releases")
    assert other.work.content_root == released.work.content_root
    plain = issued(package, tmp_path / "plain", profile="metadata")
    hashes = [
        found.package.scan("articles").select("article_id", "record_sha256").collect() for found in (plain, released)
    ]
    assert hashes[0].equals(hashes[1])


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_rows_in_another_order_give_the_same_counts(form: str, released: Released, tmp_path: Path) -> None:
    package = choir(tmp_path, format=form)
    first = tree(issued(package, tmp_path / "first").folder)
    path = package.paths["texts"]
    frame = pl.read_parquet(path) if form == "parquet" else pl.read_csv(path, infer_schema=False)
    mixed = frame.sample(fraction=1, shuffle=True, seed=7)
    _ = mixed.write_parquet(path) if form == "parquet" else mixed.write_csv(path, line_terminator="\r\n")
    second = issued(package, tmp_path / "second")
    assert tree(second.folder) == first
    assert second.package.scan("features").collect().equals(released.package.scan("features").collect())
    assert second.work.content_root == released.work.content_root


RUN = """
import sys
from pathlib import Path
from stages.choir import choir
from stages.island import issued
issued(choir(Path(sys.argv[1])), Path(sys.argv[1]) / "releases")
"""


def test_no_machine_changes_a_count(released: Released, tmp_path: Path) -> None:
    path = os.pathsep.join([str(Path(__file__).resolve().parents[1]), *sys.path])
    base = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    odd = {"POLARS_MAX_THREADS": "1", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4711"}
    said = subprocess.run(
        [sys.executable, "-c", RUN, str(tmp_path / "there")],
        env={**base, "PYTHONPATH": path, **odd},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert tree(tmp_path / "there" / "releases" / "harbour-choir" / "0.1.0") == tree(released.folder)


def test_a_twin_in_full_is_refused_and_a_decided_one_is_told(tmp_path: Path) -> None:
    given = [article(number) for number in range(6)]
    given.append(article(6, text=text(0), license="CC-BY-4.0"))
    package = choir(tmp_path, given)
    release = issued(package, tmp_path / "releases")
    # The copy is bound by the one whose rights are not known, so that there is no twin.
    assert profiles(release) == {"features": 7}
    assert [found.twins for found in release.work.exposures] == [0]
    known = ids(package)
    lines = [f"{known['Rehearsal 6']},{claim},Ada Lind,2026-11-01,\n" for claim in ("license,CC0-1.0",)]
    (tmp_path / "in" / "reviews.csv").write_text(REVIEWS + "".join(lines), encoding="utf-8")
    decided = issued(packed(tmp_path / "decided", tmp_path / "in"), tmp_path / "later")
    assert profiles(decided) == {"features": 6, "fulltext": 1}
    assert [(found.twins, found.decided_twins) for found in decided.work.exposures] == [(1, 1)]
    assert "1, of which a reviewer decided 1" in (decided.folder / "RIGHTS.md").read_text("utf-8")


def test_an_unknown_profile_is_refused(package: Package, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="'bags' is no profile of a release"):
        issued(package, tmp_path, profile="bags")
