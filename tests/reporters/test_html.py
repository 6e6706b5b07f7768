"""What the HTML report says: verdict, counts, places, coverage, time and rights, and whom it does not name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html as parser
from reporters.hostile import group, statistics
from reporters.reports import CLEAN, FAULTY, GULL, LAMP, RECORDS, REPORTS, found, row

from pressmark.checking.statistics import FIELDS
from pressmark.model.report import Outcome, Place, Report, Share, Tally
from pressmark.reporters import html
from pressmark.reporters._html.figures import percent

COUNTED = replace(FAULTY, statistics=statistics(("The Lantern", "The Buoy")))


def page(report: Report, fail_on: str = "error") -> parser.HtmlElement:
    return parser.document_fromstring(html.render(report, fail_on))


def said(element: parser.HtmlElement, path: str) -> list[str]:
    """The words of the elements of a path, on one line each."""
    return [" ".join(one.text_content().split()) for one in element.xpath(path)]


def section(element: parser.HtmlElement, name: str) -> str:
    return said(element, f"//section[@aria-labelledby='{name}']")[0]


VERDICTS = [
    (CLEAN, "error", "Passed. Nothing wrong was found."),
    (FAULTY, "error", "Failed. 1,003 errors, 1 warning and 1 note found."),
    (REPORTS["strict"][0], "error", "Passed. 1 warning and no error."),
    (REPORTS["strict"][0], "warning", "Failed. 1 warning found."),
    (RECORDS, "error", "Failed. 1 error found."),
    (
        replace(CLEAN, outcomes=(Outcome(rule="a", outcome="passed", known=1),)),
        "error",
        "Passed. Nothing new was found.",
    ),
]


@pytest.mark.parametrize(("report", "fail_on", "verdict"), VERDICTS)
def test_the_verdict_comes_first_and_in_words(report: Report, fail_on: str, verdict: str) -> None:
    main = page(report, fail_on).get_element_by_id("main")
    assert said(main, ".//p")[0] == verdict


def test_counts_are_exact() -> None:
    tiles = dict(
        zip(said(page(FAULTY), "//dl[@class='tiles']//dt"), said(page(FAULTY), "//dl[@class='tiles']//dd"), strict=True)
    )
    assert tiles == {
        "articles": "12,345", "errors": "1,003", "warnings": "1", "notes": "1",
        "contained": "1", "suppressed": "1", "known": "2",
    }  # fmt: skip
    assert "The sources hold 12,350 records: 12,345 articles, 2 duplicates, 1 rejected and 2 skipped." in section(
        page(FAULTY), "summary"
    )


def test_rules_stand_worst_first_with_their_counts() -> None:
    found = page(FAULTY)
    assert said(found, "//details//h3") == ["date-in-the-future", "file-changed", "author-missing", "link-lost"]
    assert said(found, "//details[1]//span[@class='badges']")[0] == "1,002 errors 1 contained"


def test_a_place_says_what_and_where_and_how_to_mend_it() -> None:
    rule = page(FAULTY).get_element_by_id("rule-date-in-the-future")
    assert (
        said(rule, ".//li")[0]
        == "2093-12-30 is later" + "dates, row 7, sk-00000000000000aa/published, field edtf" + "data/dates.csv"
    )
    assert "To mend it: Read the date in the source again" in said(rule, ".//p")[0]
    assert said(rule, ".//p[@class='more']") == [
        "1 example is about withheld articles, which are not named here.", "And 999 more."
    ]  # fmt: skip


def test_what_was_accepted_and_what_was_not_checked_is_said_with_its_reason() -> None:
    found = page(FAULTY)
    assert "the editor told us (until 2027-01-31)" in section(found, "accepted")
    assert said(found, "//table[caption='Known findings']//tbody/tr/*") == ["author-missing", "2"]
    reasons = said(found, "//section[@aria-labelledby='not-checked']//dt")
    assert reasons == ["2 of 3 tables could be read", "It judges a release, and this is a package", "Needs the inputs"]


@pytest.mark.parametrize("name", ["findings", "accepted", "not-checked"])
def test_an_empty_section_says_so_in_words(name: str) -> None:
    words = {
        "findings": "Nothing wrong was found.",
        "accepted": "Nobody accepted a finding",
        "not-checked": "Every rule was checked.",
    }
    assert words[name] in section(page(CLEAN), name)


def test_coverage_is_told_by_publisher_and_by_time() -> None:
    found = page(COUNTED)
    captions = said(found, "//table[@class='coverage']/caption")
    assert captions == ["Fields by publisher", "Fields by month of publication"]
    rows = said(found, "//table[@class='coverage'][1]//tbody/tr[1]/td")
    assert rows[:2] == ["4", "50 %2 of 4"]
    names = "//div[@aria-labelledby='by-publisher']//tbody/tr/th"
    assert said(found, names) == ["All articles", "The Lantern", "The Buoy"]


def test_what_does_not_apply_is_no_gap() -> None:
    lone = statistics(overall=tuple(Share(0, 0) for _ in FIELDS))
    cells = page(replace(CLEAN, statistics=lone)).xpath("//tr[@class='all']/td[contains(@class, 'none')]")
    assert {" ".join(cell.text_content().split()) for cell in cells} == {"–does not apply"}


@pytest.mark.parametrize(
    ("part", "whole", "words"), [(0, 9, "0 %"), (1, 1000, "<1 %"), (999, 1000, "99 %"), (9, 9, "100 %"), (0, 0, "0 %")]
)
def test_only_all_is_a_hundred_and_only_none_is_nought(part: int, whole: int, words: str) -> None:
    assert percent(part, whole) == words


def test_the_timeline_has_a_bar_a_month_and_a_table_beside_it() -> None:
    steps = (("2026-01", 3), ("2026-02", 0), ("2026-03", 6))
    found = page(replace(CLEAN, statistics=statistics(timeline=steps, periods=(group(None),))))
    assert [float(bar.get("height")) for bar in found.xpath("//svg/rect")] == [50.0, 100.0]
    assert said(found, "//table[caption[contains(., 'Articles by month')]]//tbody/tr") == [
        "2026-013",
        "2026-020",
        "2026-036",
    ]
    words = "9 articles in 3 months, from 2026-01 to 2026-03; most in 2026-03: 6. 2 without a known month."
    assert said(found, "//figcaption") == [words]


RIGHTS = [
    ("license", "CC-BY-4.0", "CC-BY-4.0"),
    ("license", "(MIT OR Apache-2.0)", "(MIT OR Apache-2.0)"),
    ("license", None, "No licence"),
    ("license", "All of this belongs to me", "A wording that is no licence expression"),
    ("rights_statement", "http://rightsstatements.org/vocab/InC/1.0/", "In Copyright"),
    ("rights_statement", "whatever", "None of the vocabulary"),
    ("release_rule", "open-license", "open-license"),
    ("release_profile", "a sentence in a column", "A value of another form"),
    ("language", "fr-FR", "fr-FR"),
]


@pytest.mark.parametrize(("column", "value", "words"), RIGHTS)
def test_rights_are_told_in_words_that_are_no_wording(column: str, value: str | None, words: str) -> None:
    tally = Tally(column=column, counts=((value, 2),))
    found = page(replace(CLEAN, statistics=statistics(tallies=(tally,))))
    assert said(found, "//table[@class='bars']//th[@scope='row']/bdi") == [words]
    assert said(found, "//table[@class='bars']//td") == ["2", "100 %"]


def test_withheld_articles_are_not_named() -> None:
    kept = found("a", "error", row("articles", 3, GULL), "it is wrong")
    hidden = found("a", "warning", Place(file="data/x.csv", line=77, key=LAMP), "it is wrong", withheld=True)
    accepted = found("a", "warning", row("articles", 78, LAMP), "it is wrong", withheld=True, suppression="so be it")
    outcome = Outcome(rule="a", outcome="failed", errors=1, warnings=1, suppressed=1)
    text = html.render(replace(CLEAN, outcomes=(outcome,), findings=(kept, hidden, accepted)), "error")
    assert GULL in text
    assert [word for word in (LAMP, "77", "78", "data/x.csv") if word in text] == []
    assert "1 example is about withheld articles" in text
    assert "a withheld article" in text


@pytest.mark.parametrize(
    ("table", "key", "shown"),
    [("features", f"{GULL}/lighthouse", GULL), ("source_records", "s-00aa/inner/A long title.html", "s-00aa")],
)
def test_a_key_that_holds_an_authors_words_is_cut_to_its_identifier(table: str, key: str, shown: str) -> None:
    outcome = Outcome(rule="a", outcome="failed", errors=1)
    text = html.render(
        replace(CLEAN, outcomes=(outcome,), findings=(found("a", "error", row(table, 2, key), "it is wrong"),)), "error"
    )
    assert f"{table}, row 2, {shown}<" in text
