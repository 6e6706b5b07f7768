"""Each of some hundreds of corruptions is found by the rule that should find it, and nothing else is wrong with it.

The corruptions of records stand side by side in one collection, which all engines judge: what is found must be about
the article that was spoiled, and about none of its neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from rules.corruptions import KINDS, OF_PACKAGES, OF_RECORDS, Kind, collection, written
from rules.test_cases import HERE, RULES, TODAY
from rules.written import Shape, write

from pressmark.checking.tables import ONLY_HERE
from pressmark.errors import PressmarkError
from pressmark.model.report import Finding
from pressmark.stages.validate import validate

ALL = 2**62

Found = dict[int | None, list[Finding]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Returns the findings about each article of the collection of corruptions, by its place, or about none of them."""
    rows, places = collection()
    folder = tmp_path_factory.mktemp("corruptions") / "lighthouses"
    write(Shape(), rows, "package", folder)
    by_article: Found = defaultdict(list)
    for one in validate(folder, examples=ALL, today=TODAY).findings:
        parts = (one.place.key or "").split("/")
        by_article[next((places[part] for part in parts if part in places), None)].append(one)
    return by_article


@pytest.mark.parametrize(
    ("number", "kind"), [pytest.param(n, kind, id=f"{kind.kind}-{n}") for n, (kind, _) in enumerate(OF_RECORDS, 1)]
)
def test_a_corruption_of_a_record_is_found_by_its_rule(number: int, kind: Kind, found: Found) -> None:
    check(kind, found[number])


def test_what_was_not_spoiled_has_no_errors(found: Found) -> None:
    assert [one for place in (0, None) for one in found[place] if one.severity == "error"] == []


@pytest.mark.parametrize(
    ("kind", "each"),
    [pytest.param(kind, each, id=f"{kind.of}-{kind.kind}-{n}") for n, (kind, each) in enumerate(OF_PACKAGES)],
)
def test_a_corruption_of_a_package_is_found_by_its_rule(kind: Kind, each: dict[str, Any], tmp_path: Path) -> None:
    if kind.rule == "refused":
        with pytest.raises(PressmarkError):
            judged(kind, each, tmp_path)
    else:
        check(kind, judged(kind, each, tmp_path))


@pytest.mark.parametrize("of", ["package", "release"])
@pytest.mark.parametrize("each", [{}, {"earlier": True}], ids=["first", "later"])
def test_what_is_whole_has_no_findings(of: str, each: dict[str, Any], tmp_path: Path) -> None:
    assert judged(Kind(kind="none", rule="none", of=of, engines=True), each, tmp_path) == []


def test_there_are_hundreds_of_corruptions() -> None:
    assert len(OF_RECORDS) + len(OF_PACKAGES) >= 200
    assert all(kind.rule in {*RULES, "refused"} and kind.companions.keys() <= RULES.keys() for kind in KINDS)


def judged(kind: Kind, each: dict[str, Any], folder: Path) -> list[Finding]:
    place, previous = written(kind, each, folder)
    asked = () if kind.engines else tuple(sorted(ONLY_HERE))
    sources = HERE / "sources" if each.get("sources") else None
    report = validate(
        place, level=kind.level, previous=previous, sources=sources, ignore=asked, today=TODAY, examples=ALL
    )
    return list(report.findings)


def check(kind: Kind, findings: list[Finding]) -> None:
    """Asserts that the rule of a kind found it, and that no errors were found but those of its companions."""
    rules = {one.rule for one in findings}
    errors = {one.rule: (one.message, one.place) for one in findings if one.severity == "error"}
    assert kind.rule in rules, (kind.kind, sorted(rules))
    more = errors.keys() - {kind.rule} - kind.companions.keys()
    assert not more, (kind.kind, {rule: errors[rule] for rule in more})
