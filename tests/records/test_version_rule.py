"""Every row of the version rule as one edit: the step that it forces, and what the changelog says of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from describers.works import PLAIN
from records import rule_of_articles, rule_of_descriptors
from records.edits import Edit, all_of
from records.quay import described, rows, side

from pressmark.describers import changelog
from pressmark.model.version import STEPS
from pressmark.model.work import Version, Work
from pressmark.records.difference import KINDS, Difference, difference

DOCS = Path(__file__).resolve().parents[2] / "docs" / "versioning.md"
CASES = (*rule_of_descriptors.CASES, *rule_of_articles.CASES)


def changed(edit: Edit) -> Difference:
    """Returns the difference that an edit makes."""
    old, new = rows(), rows()
    after = described(new)
    edit(new, after)
    return difference(side(old), side(new, after))


def entry(found: Difference, work: Work) -> str:
    """Returns the entry of the changelog that a difference makes."""
    version = Version(version="9.9.9", issued=date(2026, 3, 4), changes=found.changes, meaning=found.meaning)
    return changelog.render(replace(work, versions=(version,))).split("## [9.9.9]")[1].replace("\\", "")


@pytest.mark.parametrize(("edit", "kind", "step", "group", "words"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
def test_a_row_of_the_rule_forces_its_step(edit: Edit, kind: str, step: str, group: str, words: str) -> None:
    found = changed(edit)
    assert found.step == step
    assert kind in {each.change for each in found.rows[step]}
    shown = entry(found, PLAIN)
    section = re.split(r"^### ", shown, flags=re.MULTILINE)
    assert any(part.startswith(f"{group}\n") and words in part for part in section[1:]), shown
    assert found.meaning


def test_nothing_changes_nothing() -> None:
    found = changed(lambda _rows, _said: None)
    assert not found.differs
    assert found.step is None


def test_every_kind_has_a_case_and_a_place_in_the_documents() -> None:
    told = {kind: step for _, _, kind, step, _, _ in CASES}
    assert set(told) == set(KINDS) - {"follows"}
    listed = dict(re.findall(r"^\|.*\| `([a-z-]+)` \| ([a-z]+) \|$", DOCS.read_text("utf-8"), flags=re.MULTILINE))
    assert listed == {name: kind.step for name, kind in KINDS.items() if kind.step} == told


@pytest.mark.parametrize("step", STEPS)
def test_a_kind_that_is_larger_wins(step: str) -> None:
    smaller = [case for case in CASES if STEPS.index(case[3]) <= STEPS.index(step)]
    at_step = next(case for case in smaller if case[3] == step)
    assert changed(all_of(smaller[-1][1], at_step[1])).step == step
