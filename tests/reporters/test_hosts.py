"""What a code host or a test server makes of a report: what it shows first, what it links, what it knows again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from reporters.hostile import MARKUP
from reporters.hostile import hostile as hostile_throughout
from reporters.reports import ACCEPTED, CLEAN, FAULTY, RECORDS, REPORTS, SEVERAL, found, reporter, row
from reporters.test_forms import JUNIT, command, sarif

from pressmark.contracts.package import Package
from pressmark.model.report import Outcome, Place, Report
from pressmark.stages.validate import validate

UNJUDGED = replace(CLEAN, outcomes=(Outcome(rule="link-lost", outcome="not-checked", reason="unchanged"),))
PRAISES = ("Nothing wrong was found.", "Nothing new was found.", "Nothing was judged.")


@pytest.mark.parametrize("kind", ["github", "markdown", "text"])
@pytest.mark.parametrize(
    ("report", "praise"),
    [(CLEAN, PRAISES[0]), (ACCEPTED, PRAISES[1]), (UNJUDGED, PRAISES[2]), (FAULTY, None), (SEVERAL, None)],
    ids=["clean", "accepted", "unjudged", "failed", "contained"],
)
def test_nothing_found_is_said_as_what_it_is(kind: str, report: Report, praise: str | None) -> None:
    said = reporter(kind).render(report, "error")
    assert [each for each in PRAISES if each in said] == [each for each in PRAISES if each == praise]


@pytest.mark.parametrize(
    ("report", "typed"),
    [
        (CLEAN, "pressmark validate skerry-lantern"),
        (replace(CLEAN, root="packages/lantern"), "pressmark validate packages/lantern"),
        (replace(CLEAN, root="."), "pressmark validate ."),
        (replace(CLEAN, root="my packages"), "pressmark validate 'my packages'"),
        (replace(CLEAN, level="descriptor"), "pressmark validate skerry-lantern --level descriptor"),
        (replace(RECORDS, root="."), "pressmark validate records.jsonl --level structure"),
        (replace(RECORDS, root="in"), "pressmark validate in/records.jsonl --level structure"),
        (SEVERAL, "pressmark validate contributed/collections"),
    ],
)
def test_the_last_annotation_says_what_to_type(report: Report, typed: str) -> None:
    _, _, said = command(reporter("github").render(report, "error").splitlines()[-1])
    assert said.endswith(f"The full report: {typed}")


def test_no_rule_hides_another_on_github() -> None:
    rules = [*["link-lost"] * 30, "author-missing", "day-made-up"]
    findings = tuple(found(rule, "error", row("articles", at, "k"), "is wrong") for at, rule in enumerate(rules))
    lines = reporter("github").render(replace(CLEAN, findings=findings), "error").splitlines()[:-1]
    assert [command(line)[1]["title"] for line in lines] == [
        "link-lost",
        "author-missing",
        "day-made-up",
        *["link-lost"] * 7,
    ]


LINKED = ["https://evil.example/x", "www.evil.example", "@everyone", "see #12", "GH-12"]


@pytest.mark.parametrize("wording", LINKED)
def test_markdown_holds_nothing_that_a_host_makes_a_link(wording: str) -> None:
    said = reporter("markdown").render(hostile_throughout(wording), "error")
    assert wording not in said
    assert wording not in said.replace("\\", "")
    assert wording in said.replace("\\", "").replace("&#8203;", "")


@pytest.mark.parametrize(("unseen", "shown"), [("\u202e", "[U+202E]"), ("\u200b", "[U+200B]"), ("\x1b", "[U+001B]")])
def test_markdown_shows_what_would_not_be_seen(unseen: str, shown: str) -> None:
    said = reporter("markdown").render(hostile_throughout(f"a{unseen}b"), "error")
    assert unseen not in said
    assert f"a{shown}b" in said.replace("\\", "")


@pytest.mark.parametrize(
    ("rules", "accepted", "whole"),
    [(1, 1, True), (1, 1_000, True), (200, 10, False)],
    ids=["short", "many accepted", "many rules"],
)
def test_markdown_closes_what_it_opens(rules: int, accepted: int, whole: bool) -> None:
    findings = [
        found(f"rule-{at}", "error", row("articles", at + 1, "#" * 200), "|" * 200, mend="[" * 300)
        for at in range(rules)
    ]
    findings += [found("rule-0", "error", row("articles", 1, "k"), "m", suppression="<" * 300) for _ in range(accepted)]
    outcomes = [Outcome(rule=f"rule-{at}", outcome="failed", errors=1) for at in range(rules)]
    outcomes[0] = replace(outcomes[0], suppressed=accepted)
    said = reporter("markdown").render(replace(CLEAN, outcomes=tuple(outcomes), findings=tuple(findings)), "error")
    assert len(said) < 65_536
    assert said.count("<details>") == said.count("</details>")
    assert ("longer than a comment can be" not in said) is whole
    assert (f"and {accepted - 20:,} more" in said) is (whole and accepted > 20)


@pytest.mark.parametrize("wording", [*MARKUP, "\x00\x1b\ufffe", "a\r\nb"])
def test_junit_is_valid_whatever_is_called_what(wording: str) -> None:
    document = etree.fromstring(reporter("junit").render(hostile_throughout(wording), "error").encode())
    JUNIT.assertValid(document)
    assert (document.get("tests"), document.get("failures")) == ("4", "1")
    assert len(document.findall(".//skipped")) == 1


# What is done to a valid document, and what the schema then misses or refuses.
SPOILT: Mapping[str, tuple[str, str]] = {
    "a count that only suites have": ("<testsuites ", '<testsuites skipped="0" '),
    "a case without a name": (' name="author-missing"', ""),
    "a count that is none": ('failures="2"', 'failures="two"'),
    "an unknown end": ("skipped message", "forgotten message"),
}


@pytest.mark.parametrize("spoilt", SPOILT.values(), ids=SPOILT)
def test_the_schema_of_junit_refuses_what_is_none(spoilt: tuple[str, str]) -> None:
    text = reporter("junit").render(FAULTY, "error")
    assert spoilt[0] in text
    assert not JUNIT.validate(etree.fromstring(text.replace(*spoilt).encode()))


def test_junit_fails_from_the_severity_that_fails() -> None:
    report, _ = REPORTS["strict"]
    failures = {
        severity: etree.fromstring(reporter("junit").render(report, severity).encode()).get("failures")
        for severity in ("error", "warning", "note")
    }
    assert failures == {"error": "0", "warning": "1", "note": "1"}


def test_junit_says_how_much_more_there_is_and_what_was_accepted() -> None:
    (failure,) = etree.fromstring(reporter("junit").render(FAULTY, "error").encode()).xpath(
        "//testcase[@name='date-in-the-future']/failure"
    )
    assert failure.get("message").startswith("1,002 errors")
    assert "2094 is later (contained: the article is withheld)\n" in failure.text
    assert "and 999 more\nTo mend it: Read the date" in failure.text


def test_sarif_lists_no_more_than_a_host_takes_and_says_what_it_leaves_out() -> None:
    findings = tuple(found("link-lost", "error", row("links", at, f"k-{at}"), "is lost") for at in range(1, 100_001))
    outcome = Outcome(rule="link-lost", outcome="failed", errors=100_000)
    run = sarif(replace(CLEAN, outcomes=(outcome,), findings=findings))
    assert len(run["results"]) == 25_000
    assert notes(run) == ["link-lost: 75,000 more than the 25,000 listed; --examples lists more"]


def notes(run: Mapping[str, Any]) -> list[str]:
    return [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]


def test_sarif_says_which_part_was_judged() -> None:
    assert notes(sarif(SEVERAL)) == list(SEVERAL.scope)
    assert "link-lost was not checked in full: 2 of 3 tables could be read" in notes(sarif(FAULTY))


def test_the_same_break_in_two_packages_is_two_alerts() -> None:
    places = [Place(package=name, file="data/agents.csv") for name in ("birds", "boats", None)]
    findings = tuple(found("file-changed", "error", place, "was changed") for place in places)
    outcome = Outcome(rule="file-changed", outcome="failed", errors=3)
    prints = [
        result["partialFingerprints"]
        for result in sarif(replace(CLEAN, outcomes=(outcome,), findings=findings))["results"]
    ]
    assert len({each["primaryLocationLineHash"] for each in prints}) == 3
    assert len({each["pressmark/v1"] for each in prints}) == 1


def alerts(folder: Path) -> dict[str, int]:
    """Returns the line of each alert of the table of articles by what GitHub knows it by."""
    (run,) = json.loads(reporter("sarif").render(validate(folder), "error"))["runs"]
    physical = {
        result["partialFingerprints"]["primaryLocationLineHash"]: result["locations"][0]["physicalLocation"]
        for result in run["results"]
        if result["ruleId"] == "value-not-allowed"
    }
    assert all(place["artifactLocation"]["uri"].endswith("/data/articles.csv") for place in physical.values())
    return {known_by: place["region"]["startLine"] for known_by, place in physical.items()}


def test_an_alert_is_known_again_below_an_article_that_was_put_in(package: Package, tmp_path: Path) -> None:
    folder = shutil.copytree(package.folder, tmp_path / "lantern")
    path = folder / "data/articles.csv"
    head, first, *others = path.read_text("utf-8").replace(",active,", ",Active,").splitlines(keepends=True)
    path.write_text("".join([head, first, *others]), "utf-8")
    before = alerts(folder)
    identifier = first.split(",")[0]
    path.write_text(
        "".join([head, first.replace(identifier, f"{identifier[:-16]}{'0' * 16}"), first, *others]), "utf-8"
    )
    after = alerts(folder)
    assert len(before) > 1
    assert len(after) == len(before) + 1
    assert {known_by: line + first.count("\n") for known_by, line in before.items()}.items() <= after.items()
