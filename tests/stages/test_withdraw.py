"""A take-down by the command: the package is right at once, and the next release holds a tombstone and no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from stages.bell import (
    BELL_TEXT,
    CUT,
    bindings,
    decided,
    out,
    page,
    row,
    statuses,
    tombstones,
    withdrawn,
)
from stages.island import BELL, LADDER, NAME, packed, pressmark, sources, tree

from pressmark.contracts.package import FORMATS, Package, open_package
from pressmark.contracts.withdrawals import read_withdrawals
from pressmark.errors import PackageError, PressmarkError
from pressmark.files import listed_files
from pressmark.stages.validate import validate

# By the command line, from the first conversion to the release that follows.


def test_a_take_down_from_the_request_to_the_next_release(tmp_path: Path) -> None:
    found, folder, to = sources(tmp_path / "in"), tmp_path / "package", tmp_path / "releases"
    assert pressmark("convert", found, "--to", folder).code == 0
    assert pressmark("release", folder, "--to", to, "--version", "1.0.0", "--date", "2026-11-23").code == 0
    before = tree(to / NAME / "1.0.0")
    said = pressmark("withdraw", folder, BELL, "--reason", "privacy", "--date", "2026-11-24", "--sources", found)
    assert (said.code, said.out) == (0, f"{BELL}: withdrawn (record, privacy)\n")
    assert pressmark("validate", folder).code == 0
    assert statuses(to / NAME) == {"1.0.0": ("current", None)}
    assert pressmark("release", folder, "--to", to, "--date", "2026-11-25").code == 0
    assert statuses(to / NAME) == {"1.0.0": ("yanked", f"{BELL} was withdrawn (privacy)"), "2.0.0": ("current", None)}
    assert tree(to / NAME / "1.0.0") == before
    new = open_package(to / NAME / "2.0.0")
    assert tombstones(new) == {BELL: ("2.0.0", "privacy", "record")}
    elsewhere = {name for name in listed_files(new.folder) if BELL in (new.folder / name).read_text("utf-8")}
    assert elsewhere == {"CHANGELOG.md", "changes.csv", "data/tombstones.csv", "datapackage.json"}
    assert validate(new.folder).passed()
    changelog = (new.folder / "CHANGELOG.md").read_text("utf-8")
    assert "## [1.0.0] - 2026-11-23 [YANKED]" in changelog
    assert f"1.0.0 is yanked, since it holds what was withdrawn (privacy): `{BELL}`" in changelog
    cited = pressmark("cite", to / NAME / "1.0.0")
    assert (cited.code, cited.err) == (0, f"1.0.0 was yanked: {BELL} was withdrawn (privacy)\n")
    assert pressmark("cite", to / NAME).err == ""


def test_nothing_that_is_private_is_released_or_said(own: Package, releases: Path) -> None:
    withdrawn(own, BELL, note="Ole wrote to us")
    line = read_withdrawals(own.folder / "withdrawals.csv")[BELL]
    released = out(own, releases)
    report = pressmark("validate", own.folder, "--format", "json").out
    shown = report + "".join(
        (released.folder.parent / name).read_text("utf-8") for name in listed_files(released.folder.parent)
    )
    private = ["Ole wrote", *line.marks.pages, str(line.marks.sketch), *str(line.marks.sketch).split(":")[3:4]]
    newer = "".join((released.folder / name).read_text("utf-8") for name in listed_files(released.folder))
    assert [words for words in private[:1] + private[2:] if words in shown] == []
    assert [words for words in [*private, *line.marks.texts] if words in newer] == []
    assert not list(releases.rglob("withdrawals.csv"))


# The package is what a conversion with the same ledger makes.


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("scope", ["record", "text"])
def test_a_package_is_right_at_once(form: str, scope: str, tmp_path: Path) -> None:
    more = {"reprint.md": page("On the Reef", BELL_TEXT), "short.md": page("A Buoy", CUT, "https://echo.example.org/s")}
    package = packed(tmp_path / "package", sources(tmp_path / "in", more=more), format=form)
    done = withdrawn(package, BELL, LADDER, scope=scope)
    assert (done.withdrawn, len(done.returns)) == ((BELL, LADDER), 2)
    ledger = (package.folder / "withdrawals.csv").read_bytes().decode()
    again = packed(
        tmp_path / "again", sources(tmp_path / "second", more={**more, "withdrawals.csv": ledger}), format=form
    )
    assert tree(package.folder) == tree(again.folder)
    profiles = {"record": "withheld", "text": "metadata"}
    assert {article: decided(package)[article][0] for article in (BELL, *bindings(package))} == dict.fromkeys(
        (BELL, *bindings(package)), profiles[scope]
    )
    assert validate(package.folder).count("error") == 0
    assert withdrawn(package, BELL, LADDER, scope=scope).already == (BELL, LADDER)
    assert tree(package.folder) == tree(again.folder)


def test_a_dry_run_writes_nothing_and_says_all(own: Package, releases: Path, tmp_path: Path) -> None:
    found = sources(tmp_path / "in")
    before = tree(tmp_path)
    told = withdrawn(own, BELL, sources=found, releases=releases, dry_run=True)
    assert tree(tmp_path) == before
    assert told == withdrawn(own, BELL, sources=found, releases=releases)
    assert told.ledgers == (found / "withdrawals.csv", own.folder / "withdrawals.csv")
    assert told.yanked == ("1.0.0",)


# What is refused, and what is said then; nothing is written.
REFUSED: list[tuple[tuple[str, ...], dict[str, Any], type[PressmarkError], str]] = [
    ((BELL[:-1] + "1",), {}, PackageError, f"did you mean {BELL}"),
    (("nonsense",), {}, PackageError, "no article is called 'nonsense'"),
    ((BELL,), {"reason": "whim"}, PressmarkError, "'whim' is no reason"),
    ((BELL,), {"scope": "all"}, PressmarkError, "'all' is no scope"),
    ((BELL,), {"replaced_by": BELL}, PressmarkError, "is withdrawn itself"),
    ((BELL,), {"replaced_by": "sk-0000000000000000"}, PackageError, "no article is called"),
    ((BELL,), {"sources": "nowhere"}, PackageError, "is no folder"),
    ((BELL,), {"releases": "nowhere"}, PackageError, "has no releases of skerry-lantern"),
    (
        (LADDER,),
        {"reason": "legal"},
        PressmarkError,
        "was withdrawn on 2026-11-24 already, for another reason: privacy",
    ),
]


@pytest.mark.parametrize(("articles", "more", "error", "said"), REFUSED, ids=[case[3] for case in REFUSED])
def test_what_cannot_be_withdrawn(
    articles: tuple[str, ...], more: dict[str, Any], error: type[PressmarkError], said: str, own: Package
) -> None:
    withdrawn(own, LADDER)
    before = tree(own.folder)
    with pytest.raises(error, match=said):
        withdrawn(own, *articles, **more)
    assert tree(own.folder) == before


def test_a_release_is_not_withdrawn_from(dataset: Path) -> None:
    with pytest.raises(PackageError, match="is a release"):
        withdrawn(open_package(dataset / "1.0.0"), BELL)


def test_a_page_that_many_articles_name_tells_none_apart(tmp_path: Path) -> None:
    feed = "https://lantern.example.org/feed"
    lines = "".join(
        row(id=f"{number}", title=f"Lamp {number}", url=feed, text=f"Of lamp {number} nothing is known.")
        for number in range(11)
    )
    package = packed(tmp_path / "package", sources(tmp_path / "in", more={"new.jsonl": lines}))
    bearers = package.scan("articles").filter(pl.col("url") == feed).collect()["article_id"].to_list()
    assert withdrawn(package, bearers[0]).returns == ()
    assert read_withdrawals(package.folder / "withdrawals.csv")[bearers[0]].marks.pages == frozenset()
