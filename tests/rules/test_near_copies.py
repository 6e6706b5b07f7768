"""What the rule on near copies names is a planted copy, also where a site prints the same lines below every text."""

from __future__ import annotations

import re
from pathlib import Path

from copies import rows_of, written
from planted_copies import plant
from pressmark.checking.catalogue import catalogue
from pressmark.contracts.package import Package
from pressmark.contracts.tables import TABLES, table
from pressmark.rules.base import NotChecked, Subject

NEAR = ("agency-line", "abridged-10", "boilerplate")  # those that keep nine tenths of the story's runs, or nearly


def test_near_copies_are_found_and_nothing_else(tmp_path: Path) -> None:
    planted = list(plant(1_500, 3))
    known = {row["article_id"]: each for each, (row, _) in zip(planted, rows_of(planted), strict=True)}
    tables = {name: table(name).empty().lazy() for name in TABLES} | written(planted, tmp_path)
    rule = catalogue()["near-copies-unlinked"].package
    assert rule is not None
    found = rule(Subject(package=Package(tmp_path, {}), tables=tables))
    assert not isinstance(found, NotChecked)
    pairs = [(re.findall(r"text of ([a-z0-9-]+),", one.message)[0], str(one.key)) for one in found]
    assert [pair for pair in pairs if known[pair[0]].story != known[pair[1]].story] == []
    met = {article_id for pair in pairs for article_id in pair}
    lines = [article_id for article_id, each in known.items() if each.kind == "agency-line"]
    assert sum(article_id in met for article_id in lines) >= 0.8 * len(lines) > 20
    assert {known[article_id].kind for article_id in met} >= {*NEAR, "story"}
