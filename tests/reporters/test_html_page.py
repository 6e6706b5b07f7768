"""How the HTML report is built: it stands alone, is read without eyes, and what a collection holds stays text."""

from __future__ import annotations

import itertools
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser
from reporters.hostile import ADDRESS, BIDI, HOSTILE, LONG, MARKUP, group, hostile, statistics
from reporters.reports import CLEAN, FAULTY, REPORTS, found, row
from reporters.test_html import page, said

from pressmark.checking.statistics import PERIODS, PUBLISHERS, VALUES
from pressmark.contracts.package import Package
from pressmark.model.report import Outcome, Report, Tally
from pressmark.reporters import html
from pressmark.stages.validate import validate

PAGES = {
    **{name: report for name, (report, _) in REPORTS.items()},
    "counted": replace(FAULTY, statistics=statistics(("The Lantern", "The Buoy"))),
    "hostile": HOSTILE,
}


def outline(element: parser.HtmlElement) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The elements of a page with the names of their attributes, anything that is called for a rule aside."""
    for one in element.iter():
        assert isinstance(one.tag, str), "a comment"
        yield one.tag, tuple(sorted(one.attrib))


# In a rule's own page a backtick begins code and an empty line a paragraph.
WORDS = st.text(st.characters(exclude_characters="`\n"), max_size=40) | st.sampled_from(MARKUP)


@settings(deadline=None, max_examples=40)
@given(WORDS)
def test_no_wording_changes_what_the_page_is_made_of(wording: str) -> None:
    assert list(outline(page(hostile(f"a{wording}")))) == list(outline(page(hostile("abc"))))


@pytest.mark.parametrize("wording", MARKUP)
def test_a_hostile_wording_is_read_as_it_is_written(wording: str) -> None:
    assert wording in said(page(HOSTILE), "//table[@class='coverage'][1]//th/bdi")


@pytest.mark.parametrize("unseen", [sign for sign in BIDI if not sign.isprintable()])
def test_what_would_not_be_seen_is_shown_by_its_code_point(unseen: str) -> None:
    text = html.render(HOSTILE, "error")
    assert unseen not in text
    assert unseen.isspace() or f"[U+{ord(unseen):04X}]" in text


def test_a_wording_is_cut_and_holds_no_address() -> None:
    text = html.render(HOSTILE, "error")
    assert ADDRESS not in text
    assert "[an address]" in text
    assert LONG[:500] not in text
    assert LONG[:50] in text


@pytest.mark.parametrize("report", PAGES.values(), ids=PAGES)
def test_the_page_stands_alone(report: Report) -> None:
    found = page(report)
    policy = found.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.split("; ")[:2] == ["default-src 'none'", "style-src 'unsafe-inline'"]
    assert found.xpath("//script | //link | //img | //iframe | //object | //form | //base") == []
    assert [value for value in found.xpath("//@href | //@src") if not value.startswith("#")] == []
    assert not re.search(r"@import|url\(", found.xpath("string(//style)"))
    assert [name for name, _ in outline(found) if name == "style"] == ["style"]


@pytest.mark.parametrize("report", PAGES.values(), ids=PAGES)
def test_the_page_can_be_read_without_eyes(report: Report) -> None:
    found = page(report)
    assert found.get("lang") == "en"
    assert [
        len(found.xpath(f"//{landmark}")) for landmark in ("header", "main", "footer", "nav[@aria-label]", "h1")
    ] == [1] * 5
    assert found.xpath("//table[not(caption)] | //th[not(@scope)] | //section[not(@aria-labelledby)]") == []
    assert found.xpath("//div[@class='scroll'][not(@role='region' and @tabindex='0' and @aria-labelledby)]") == []
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = [*found.xpath("//@aria-labelledby"), *(value[1:] for value in found.xpath("//@href"))]
    assert [name for name in named if name not in ids] == []
    levels = [int(one.tag[1]) for one in found.xpath("//h1 | //h2 | //h3 | //h4")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


# The columns that hold an author's words, or the words of a page.
WORDY = {
    "title",
    "lede",
    "text",
    "verbatim",
    "anchor",
    "label",
    "label_verbatim",
    "note",
    "attribution",
    "value",
    "name",
}
CANARY = "Canaria sang to canary@private.example\u0007"


def test_no_words_of_an_article_are_on_the_page(package: Package, tmp_path: Path) -> None:
    folder = shutil.copytree(package.folder, tmp_path / "spoilt")
    for name in ("articles", "texts", "statements", "links", "subjects", "agents", "claims"):
        path = folder / "data" / f"{name}.csv"
        frame = pl.read_csv(path, infer_schema=False)
        spoilt = [pl.lit(CANARY).alias(column) for column in frame.columns if column in WORDY]
        frame.with_columns(*spoilt).write_csv(path)
    report = validate(folder)
    assert report.count("error") > 10
    assert report.statistics
    text = html.render(report, "error")
    assert "canar" not in text.lower()
    withheld = pl.read_csv(folder / "data/articles.csv").filter(pl.col("release_profile") == "withheld")
    assert [key for key in withheld["article_id"] if key in text] == []


def many(number: int) -> Report:
    """A report with many findings of a few rules, a fifth of them accepted, and statistics as full as they can be."""
    findings = tuple(
        found(
            f"rule-{at % 7}",
            "error",
            row("articles", at, f"sk-{at:016x}"),
            "it is wrong",
            suppression="so" if at % 5 == 0 else None,
        )
        for at in range(number)
    )
    outcomes = tuple(
        Outcome(rule=f"rule-{at}", outcome="failed", errors=number // 7, suppressed=number // 35) for at in range(7)
    )
    full = statistics(
        tuple(f"Publisher {at}" for at in range(PUBLISHERS)),
        periods=tuple(group(str(at)) for at in range(PERIODS)),
        timeline=tuple((str(at), at) for at in range(PERIODS)),
        tallies=(Tally(column="license", counts=tuple((f"L-{at}", 1) for at in range(VALUES)), others=9, merged=9),),
    )
    return replace(CLEAN, outcomes=outcomes, findings=findings, statistics=full)


def seconds(report: Report) -> float:
    begun = time.perf_counter()
    html.render(report, "error")
    return time.perf_counter() - begun


def test_a_page_does_not_grow_with_the_findings() -> None:
    few, lots = many(1_000), many(100_000)
    assert len(html.render(lots, "error")) < min(1.1 * len(html.render(few, "error")), 600_000)
    assert f"And {100_000 // 7 - 20:,} more." in html.render(lots, "error")
    assert min(seconds(lots) for _ in range(3)) < 20 * min(seconds(few) for _ in range(3))
