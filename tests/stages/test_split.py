"""A split loses nothing: what was one package is two in which every key holds, and the good one is valid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from stages.garden import (
    SECRET,
    Change,
    Edits,
    again,
    ids,
    of,
    put,
    put_beds,
    put_source,
    renamed,
    reported,
    rows_of,
    written,
    wrong,
)
from stages.halves import adds_up, check, column
from stages.island import tree

from pressmark.contracts.package import Package
from pressmark.contracts.tables import table
from pressmark.model.report import Place
from pressmark.stages.split import split
from pressmark.stages.validate import validate

ALL = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What was done to the package, which of its articles are set aside by it, and by which rules at least."""

    name: str
    changes: tuple[Change, ...] = ()
    edits: Edits = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    bad: tuple[int, ...] = ()
    rules: frozenset[str] = frozenset()
    apart: tuple[str, ...] = ()
    form: str = "csv"
    counts: bool = True  # whether the counts of the bad package add up


CASES = [
    Case(
        name="values that the contract does not allow",
        changes=(
            put("articles", 0, language="x!"),
            put("articles", 0, word_count=999),
            put("articles", 3, source_locator="/home/ada/beds"),
            put("agents", 4, role="gardener"),
            put_source("source_records", sha256="none"),
        ),
        files={"notes.txt": "not listed\n", "data/old.csv": "not listed\n"},
        bad=(0, 3, 4),
        rules=frozenset({"value-malformed", "value-not-allowed", "measures-differ", "machine-path", "file-changed"}),
        apart=("copies",),
    ),
    Case(
        name="keys that are repeated or point nowhere",
        changes=(
            again("articles", 2, title="Another title"),
            again("agents", 1, name="Another name"),
            again("agents", 0, article_id="ga-0123456789abcdef"),
            put("articles", 3, source_id="s-0123456789abcdef"),
            put("statements", 5, permission_id="LicenseRef-Nobody"),
            lambda rows, known: rows["permission_terms"].append(
                {"permission_id": "LicenseRef-Other", "kind": "action", "position": 1, "value": "print"}
            ),
            lambda rows, known: rows["source_records"].append(
                {**rows["source_records"][0], "source_id": "s-fedcba9876543210"}
            ),
        ),
        bad=(1, 2, 3, 5),
        rules=frozenset({"key-repeated", "key-dangling"}),
        apart=("agents", "copies"),
        form="parquet",
    ),
    Case(
        name="a source and a permission at fault",
        changes=(put_beds(records=9), put_source("permissions", text_sha256="0" * 64)),
        bad=(0, 1, 2, 3, 4, 5),
        rules=frozenset({"counts-add-up", "permission-hash-differs"}),
        counts=False,
    ),
    Case(
        name="cells of another type, an id of another form, and the same bytes twice",
        changes=(
            renamed(0, "Ga/1"),
            lambda rows, known: of(rows, "articles", article_id=known[4]).update(
                source_sha256=of(rows, "articles", article_id=known[5])["source_sha256"]
            ),
            put("articles", 1, char_count=777777),
        ),
        edits={"articles": {"777777": "many"}, "texts": {"\r\n": "\n"}},
        bad=(0, 1, 4, 5),
        rules=frozenset({"type-wrong", "value-malformed", "same-bytes-twice"}),
        apart=("articles",),
    ),
    Case(
        name="cells of another type on lines of JSON",
        changes=(put("articles", 1, char_count=777777), put("articles", 2, word_count=555555)),
        edits={"articles": {"777777": '"many"', "555555": '"555555"'}},
        bad=(1, 2),
        rules=frozenset({"type-wrong"}),
        apart=("articles",),
        form="jsonl",
    ),
    Case(
        name="tombstones that lead to a bad article, and nowhere",
        changes=(
            put("articles", 3, language="x!"),
            put("articles", 3, copyright_basis="rumour"),
            lambda rows, known: rows["tombstones"].append(
                {**rows["tombstones"][0], "article_id": "ga-aaaaaaaaaaaaaaaa", "replaced_by": "ga-bbbbbbbbbbbbbbbb"}
            ),
        ),
        bad=(3,),
        rules=frozenset({"replacement-unknown", "value-malformed"}),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_good_are_valid_and_nothing_is_lost(case: Case, garden: Package, tmp_path: Path) -> None:
    rows = rows_of(garden)
    known = ids(rows)
    for change in case.changes:
        change(rows, known)
    package = written(rows, tmp_path / "in" / "package", garden, case.form, case.edits)
    for name, text in case.files.items():
        (package.folder / name).write_text(text, "utf-8")
    report = validate(package.folder, examples=ALL)
    assert {found.rule for found in report.findings if found.severity == "error"} >= case.rules
    done = split(package.folder, report=report, good=tmp_path / "good", bad=tmp_path / "bad")
    renames = {known[0]: "Ga/1"} if "Ga/1" in {row["article_id"] for row in rows["articles"]} else {}
    assert column(done.bad, "articles", "article_id") == {renames.get(known[n], known[n]) for n in case.bad}
    apart = check(rows, done, typed=not case.edits)
    assert set(apart) >= set(case.apart)
    assert adds_up(done.good)
    assert adds_up(done.bad) == case.counts
    assert done.remaining == ()
    found = validate(done.good.folder, examples=ALL)
    assert [one for one in found.findings if one.severity == "error"] == []
    assert (found.articles, done.good_articles) == (len(rows["articles"]) - done.bad_articles,) * 2
    files = [(done.bad.folder / name).read_text("utf-8") for name in ("reasons.csv", "rules.csv", "together.csv")]
    assert not any(SECRET in text for text in files)
    split(package.folder, report=report, good=tmp_path / "once/more/good", bad=tmp_path / "once/more/bad")
    for name in ("good", "bad"):
        assert tree(tmp_path / name) == tree(tmp_path / "once/more" / name)


def places(package: Package) -> list[Place]:
    """Returns the place of every row of a package."""
    found = []
    for name, rows in rows_of(package).items():
        for row in rows:
            key = "/".join(str(row[part]) for part in table(name).primary_key)
            found.append(Place(table=name, key=key, field=table(name).columns[-1]))
    return found


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(data=st.data())
def test_whatever_row_is_wrong_nothing_is_lost(
    data: st.DataObject, garden: Package, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(places(garden)), max_size=4, unique=True))
    findings = [wrong(data.draw(st.sampled_from(["one-rule", "other-rule"])), place) for place in chosen]
    folder = tmp_path_factory.mktemp("halves")
    done = split(garden.folder, report=reported(garden, findings), good=folder / "good", bad=folder / "bad")
    check(rows_of(garden), done)
    assert adds_up(done.good)
    assert adds_up(done.bad)
