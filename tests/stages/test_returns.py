"""What was withdrawn stays withdrawn, however it comes back, until a named person decides otherwise."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from converters.crawled import answer, record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stages.bell import (
    BELL_TEXT,
    CUT,
    EDITED,
    HEAD,
    OIL,
    bindings,
    decided,
    html,
    out,
    page,
    row,
    statuses,
    tombstones,
    withdrawn,
)
from stages.island import BELL, NAME, Edits, packed, pressmark, sources, tree

from pressmark.contracts.package import Package, open_package
from pressmark.contracts.withdrawals import read_withdrawals
from pressmark.errors import ConfigurationError
from pressmark.files import listed_files
from pressmark.stages.fix import fix
from pressmark.stages.split import split
from pressmark.stages.validate import validate

# How the bell comes back, what is changed in its sources, and by what it is recognised.
TEXT = "Four hundred words of another kind were written about a lamp, and none of them is about a buoy or its voice."
AT = "http://lantern.example.org/2024/bell"


def capture(text: str, url: str) -> str:
    """Returns a web archive with one capture of a page that says nothing of its address."""
    return record(1, answer(html(text).encode()), WARC_Target_URI=url).decode()


RETURNS: dict[str, tuple[dict[str, str], str]] = {
    "another scheme and host": (
        {"new.jsonl": row(url="http://www.lantern.example.org/2024/bell/", text=TEXT)},
        "same-page",
    ),
    "a tracked address": (
        {"new.jsonl": row(url="https://lantern.example.org/2024/bell?utm_source=x#top", text=TEXT)},
        "same-page",
    ),
    "the page for print": (
        {"new.jsonl": row(url="https://lantern.example.org/2024/bell?print=1", text=TEXT)},
        "same-page",
    ),
    "the page as HTML, with another text": (
        {"new.html": html(TEXT, "https://lantern.example.org/2024/bell/amp")},
        "same-page",
    ),
    "a republication that names it": (
        {"new.jsonl": row(url="https://echo.example.org/1", original_url=AT, text=TEXT)},
        "same-page",
    ),
    "its text in a table": ({"new.jsonl": row(url="https://echo.example.org/1", text=BELL_TEXT)}, "same-text"),
    "a reprint with another headline": ({"new.md": page("On the Reef", BELL_TEXT)}, "same-text"),
    "an edited text": ({"new.md": page("On the Reef", EDITED)}, "like-text"),
    "an abridged text": ({"new.md": page("On the Reef", CUT)}, "like-text"),
    "an abridged text as HTML": ({"new.html": html(CUT, "https://echo.example.org/2")}, "like-text"),
    "a capture of the page, named by its address alone": ({"new.warc": capture(TEXT, f"{AT}?fbclid=1")}, "same-page"),
    "a capture of a reprint": ({"new.warc": capture(EDITED, "https://echo.example.org/3")}, "like-text"),
    "a text within a larger one": (
        {"new.md": page("On the Reef", f"{TEXT}\n\n{BELL_TEXT}\n\n{TEXT[::-1]}")},
        "like-text",
    ),
}


@pytest.mark.parametrize("removed", [True, False], ids=["the first is removed", "the first stays"])
@pytest.mark.parametrize("how", RETURNS)
def test_what_comes_back_is_bound(how: str, removed: bool, own: Package, releases: Path, tmp_path: Path) -> None:
    more, sign = RETURNS[how]
    withdrawn(own, BELL)
    gone = {"bell.md": ""} if removed else {}
    again = packed(own.folder, sources(tmp_path / "in", more={**more, **gone}))
    assert list(bindings(again).values()) == [(f"record {BELL}", sign)]
    (article,) = bindings(again)
    assert decided(again)[article] == ("withheld", "withdrawn")
    report = validate(again.folder)
    assert [found.message for found in report.findings if found.rule == "withdrawn-again"] == [
        f"is bound by the withdrawal of {BELL} ({sign})"
    ]
    released = out(again, releases).package
    assert not {article, BELL} & decided(released).keys()
    assert tombstones(released) == {BELL: ("2.0.0", "privacy", "record"), article: ("2.0.0", "under-review", "record")}
    shown = "".join((released.folder / name).read_text("utf-8") for name in listed_files(released.folder))
    assert not [words for words in ("rusted through", "2024/bell", "echo.example.org", "On the Reef") if words in shown]


def test_what_only_lost_its_text_comes_back_without_it(own: Package, releases: Path, tmp_path: Path) -> None:
    withdrawn(own, BELL, scope="text")
    again = packed(own.folder, sources(tmp_path / "in", more={"new.md": page("On the Reef", BELL_TEXT)}))
    ((article, claim),) = bindings(again).items()
    assert claim == (f"text {BELL}", "same-text")
    released = out(again, releases).package
    assert released.descriptor["version"] == "2.0.0"
    assert {decided(released)[name][0] for name in (article, BELL)} == {"metadata"}
    assert statuses(releases / NAME)["1.0.0"] == ("yanked", f"{BELL} was withdrawn (privacy)")
    assert not {article, BELL} & set(released.scan("texts").collect()["article_id"])


# What a person may do between the withdrawal and the next release, as commands on the package and its sources.
Way = Callable[[Package, Path], Package]


def converted_anew(package: Package, folder: Path) -> Package:
    return packed(package.folder, sources(folder / "new"), fresh=True)


def renamed(package: Package, folder: Path) -> Package:
    found = sources(folder / "new")
    (found / "bell.md").rename(found / "another-name.md")
    return packed(package.folder, found)


def with_another_prefix(package: Package, folder: Path) -> Package:
    return packed(package.folder, sources(folder / "new"), prefix="zz")


def with_ids_of_before(package: Package, folder: Path) -> Package:
    edits = {"bell.md": {"two silent winters": "three silent winters"}}
    return packed(package.folder, sources(folder / "new", edits), previous=folder / "releases" / NAME / "1.0.0")


def fixed(package: Package, folder: Path) -> Package:
    again = packed(package.folder, sources(folder / "new", {"bell.md": {"\n\nIts": "\n\n\u200bIts"}}))
    fix(again.folder, report=validate(again.folder, examples=999))
    return open_package(again.folder)


def split_off(package: Package, folder: Path) -> Package:
    report = validate(package.folder, examples=2**62)
    return split(package.folder, report=report, good=folder / "good", bad=folder / "bad").good


def without_its_ledger(package: Package, folder: Path) -> Package:
    found = packed(folder / "other", sources(folder / "new"))
    assert not (found.folder / "withdrawals.csv").exists()
    return found


WAYS: list[Way] = [converted_anew, renamed, with_another_prefix, with_ids_of_before, fixed, split_off]


@pytest.mark.parametrize("way", WAYS, ids=[way.__name__ for way in WAYS])
def test_it_stays_withdrawn(way: Way, own: Package, releases: Path, tmp_path: Path) -> None:
    withdrawn(own, BELL)
    after = way(own, tmp_path)
    assert BELL in read_withdrawals(after.folder / "withdrawals.csv")
    released = out(after, releases).package
    assert "rings again" not in (released.folder / "data/texts.csv").read_text("utf-8")
    assert "The Bell Buoy" not in (released.folder / "data/articles.csv").read_text("utf-8")
    assert BELL in tombstones(released)


@pytest.mark.parametrize("more", [{}, RETURNS["an abridged text"][0], RETURNS["its text in a table"][0]])
def test_a_package_that_knows_nothing_cannot_bring_it_back(
    more: dict[str, str], own: Package, releases: Path, tmp_path: Path
) -> None:
    withdrawn(own, BELL)
    out(own, releases)
    gone = {"bell.md": ""} if more else {}
    other = packed(tmp_path / "other", sources(tmp_path / "in", more={**more, **gone, **OIL}))
    assert bindings(other) == {}
    released = out(other, releases)
    assert released.work.version == "2.1.0"
    assert "rings again" not in (released.folder / "data/texts.csv").read_text("utf-8")
    assert tombstones(released.package)[BELL] == ("2.0.0", "privacy", "record")
    assert len(released.returns) == bool(more)


# A person can decide otherwise, by name, and only for what was withdrawn by then.
REVIEWS = "article_id,claim,value,reviewer,reviewed_on,note\n"


@pytest.mark.parametrize(
    ("value", "day", "bound"),
    [
        ("not-this-article", "2026-11-24", False),
        ("not-this-article", "2026-11-23", True),
        ("lifted", "2026-11-25", True),
        ("no", "2026-11-25", True),
    ],
)
def test_a_named_person_says_that_it_is_another_article(
    value: str, day: str, bound: bool, own: Package, releases: Path, tmp_path: Path
) -> None:
    withdrawn(own, BELL)
    reprint = {"new.md": page("On the Reef", BELL_TEXT)}
    found = packed(own.folder, sources(tmp_path / "first", more=reprint))
    (article,) = bindings(found)
    reviews = f"{REVIEWS}{article},withdrawal,{value},Thora Vik,{day},compared\n"
    again = packed(own.folder, sources(tmp_path / "second", more={**reprint, "reviews.csv": reviews}))
    assert (article in bindings(again)) == bound
    assert (decided(again)[article][0] == "withheld") == bound
    released = out(again, releases).package
    assert (article in decided(released)) != bound
    assert BELL not in decided(released)


def test_a_named_person_lifts_a_withdrawal(own: Package, releases: Path, tmp_path: Path) -> None:
    withdrawn(own, BELL)
    out(own, releases)
    reviews = f"{REVIEWS}{BELL},withdrawal,lifted,Thora Vik,2026-12-01,agreed in writing\n"
    again = packed(own.folder, sources(tmp_path / "in", more={"reviews.csv": reviews}))
    assert decided(again)[BELL] == ("fulltext", "open-license")
    released = out(again, releases)
    assert decided(released.package)[BELL] == ("fulltext", "open-license")
    assert tombstones(released.package) == {}
    assert withdrawn(again, BELL, on=date(2026, 12, 5)).withdrawn == (BELL,)
    assert decided(open_package(again.folder))[BELL] == ("withheld", "withdrawn")


def test_what_stands_in_its_place_is_not_bound(own: Package, tmp_path: Path) -> None:
    more = {"new.md": page("On the Reef", EDITED, "https://lantern.example.org/2024/bell/")}
    package = packed(tmp_path / "new", sources(tmp_path / "in", more=more))
    (new,) = decided(package).keys() - decided(own).keys()
    assert withdrawn(package, BELL, reason="error", replaced_by=new).returns == ()
    assert decided(open_package(package.folder))[new][0] == "metadata"
    duplicated = packed(tmp_path / "other", tmp_path / "in")
    assert withdrawn(duplicated, BELL, reason="duplicate").returns == ()
    assert decided(open_package(duplicated.folder))[new][0] == "metadata"


# Conversions keep what the package before them knew.


def test_a_conversion_says_what_it_kept_and_bound(own: Package, tmp_path: Path) -> None:
    withdrawn(own, BELL)
    found = sources(tmp_path / "in", more={"new.md": page("On the Reef", EDITED)})
    said = pressmark("convert", found, "--to", own.folder)
    assert said.code == 0
    assert f"kept {BELL}, which only the package before this one had withdrawn" in said.err
    assert f"is {BELL} again (like-text) and is bound" in said.err


def test_ledgers_that_disagree_stop_a_conversion(own: Package, tmp_path: Path) -> None:
    withdrawn(own, BELL)
    before = tree(own.folder)
    found = sources(tmp_path / "in", more={"withdrawals.csv": f"{HEAD}{BELL},2026-11-24,legal,record,,\n"})
    with pytest.raises(ConfigurationError, match=f"says of {BELL} what the ledger beside the sources does not"):
        packed(own.folder, found)
    assert tree(own.folder) == before


def test_a_line_by_hand_is_recognised_once_its_article_is_gone(tmp_path: Path) -> None:
    line = {"withdrawals.csv": f"{HEAD}{BELL},2026-11-24,legal,record,,by hand\n"}
    packed(tmp_path / "package", sources(tmp_path / "first", more=line))
    more = {**line, "bell.md": "", "new.md": page("On the Reef", CUT)}
    again = packed(tmp_path / "package", sources(tmp_path / "second", more=more))
    assert list(bindings(again).values()) == [(f"record {BELL}", "like-text")]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.permutations(["a.md", "m.md", "z.md"]), workers=st.sampled_from([1, 2]))
def test_no_order_of_inputs_brings_it_back(
    names: list[str], workers: int, package: Package, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    own = open_package(Path(shutil.copytree(package.folder, folder / "package")))
    withdrawn(own, BELL)
    pages = [page("On the Reef", BELL_TEXT), page("Bell", EDITED, "https://echo.example.org/2"), page("Buoy", CUT)]
    edits: Edits = {}
    found = sources(folder / "in", edits, {**dict(zip(names, pages, strict=True)), "bell.md": ""})
    again = packed(own.folder, found, workers=workers)
    assert sorted(bindings(again).values()) == [
        (f"record {BELL}", "like-text"), (f"record {BELL}", "like-text"), (f"record {BELL}", "same-text")
    ]  # fmt: skip
    assert {decided(again)[article] for article in bindings(again)} == {("withheld", "withdrawn")}
