"""Each fix closes the finding of its rule, opens none, touches nothing that was printed, and has nothing to do twice.

The cases are those of the rules: what fails there is fixed here.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rules.test_cases import CASES, CLEAN, TODAY, Case, changed
from rules.written import Shape, write

from pressmark.checking.catalogue import catalogue
from pressmark.checking.tables import ONLY_HERE
from pressmark.contracts.package import open_package
from pressmark.errors import PackageError, UnknownNameError
from pressmark.fixes._measures import measured, sealed
from pressmark.fixes.base import Context, Record
from pressmark.model.report import Report
from pressmark.records.nest import Rows, frames_of, nest, unnest
from pressmark.rights.gate import Policy
from pressmark.stages.fix import WRITTEN_ANEW, fix, fixes
from pressmark.stages.validate import validate

ALL = 2**62
OF_EACH = 2  # cases of a rule
FIXES = fixes()
DERIVED = ("precision-not-as-evidence", "day-not-as-evidence")
NOTHING_KNOWN = Context(terms={}, policy=Policy())
# What is judged by reading the files over and over; no fix of a record concerns it.
NOT_OF_ROWS = tuple(sorted(ONLY_HERE))
NOT_OF_FIXES = ("statements", "claims", "sources", "source_records", "permissions", "permission_terms", "tombstones")
# What a rule finds and its fix leaves: the wording is printed, or more than one reading of it is possible.
LEFT = {
    "grantor-is-not-holder": "a warning stays where nothing was opened by the licence",
    "holder-repeated": "the notice is printed as it is",
    "rights-statement-unknown": "no statement is like it",
    "language-tag-invalid": "no language is like it",
    "precision-not-as-evidence": "the string is no date",
    "time-made-up": "the wording cannot be read",
    "zone-made-up": "the wording cannot be read",
    "day-made-up": "the wording cannot be read",
    "attribution-incomplete": "the template leaves out what is not known",
}

# Rules that say the same of one break, and close with it.
SAME_BREAK = {
    "holder-repeated": {"text-not-normalised"},
    "link-malformed": {"active-content"},
    "mining-reserved-yet-shared": {"grantor-is-not-holder"},
    "attribution-incomplete": {"condition-neither-met-nor-unmet"},
    "boilerplate-in-text": {"permission-in-text"},
    "copies-unlinked": {"near-copies-unlinked"},
    "near-copies-unlinked": {"copies-unlinked"},
    "language-tag-invalid": {"value-malformed", "language-unlike-text"},
    "link-made-up": {"link-status-wrong"},
    "precision-not-as-evidence": {"date-in-the-future", "day-not-as-evidence", "weekday-unlike-date"},
    "shared-without-required-link": {"condition-neither-met-nor-unmet"},
    "time-made-up": {"zone-made-up"},
}
# What comes to light with the mended value.
REVEALED = {
    "day-made-up": {"published-before-original"},
    "grantor-is-not-holder": {"grantor-is-not-holder"},  # a warning, where nothing is opened by the licence any more
    "link-made-up": {"link-lost"},
    "mining-reserved-yet-shared": {"grantor-is-not-holder"},
    "shared-without-required-link": {"required-link-lost"},
}


def fixable() -> list[object]:
    """Returns the failing cases of packages, of every rule that has a fix."""
    failing = [
        pytest.param(*case.values, id=case.id)
        for case in CASES
        if case.values[0] in FIXES and case.values[1].fails is True and case.values[1].kind in (None, "package")
    ]
    return [
        case
        for number, case in enumerate(failing)
        if number < OF_EACH or case.values[0] != failing[number - OF_EACH].values[0]
    ]


def written(name: str, case: Case, folder: Path) -> Path:
    rows = changed(CLEAN["tables"], case.change)
    rows = {table: found for table, found in rows.items() if table not in ("excerpts", "features")}
    return write(Shape(), consistent(name, rows), "package", folder / "lighthouses").folder


def consistent(name: str, rows: Rows) -> Rows:
    """Returns rows in which what follows from the break follows, so that a rule finds no more than its own break."""
    if name == "measures-differ":
        return rows
    follows = [FIXES[rule] for rule in DERIVED if name.endswith("-made-up")]
    records = []
    for record in nest(frames_of(rows)):
        followed: Record = record
        for one in follows:
            followed = one.rewrite(followed, NOTHING_KNOWN)
        records.append(unnest(sealed(measured(followed))))
    children = {table: [row for record in records for row in record.get(table, ())] for table in records[0]}
    return {**rows, **children}


def judged(folder: Path, ignore: tuple[str, ...] = ()) -> tuple[Report, set[tuple[str, str]]]:
    report = validate(folder, examples=ALL, today=TODAY, ignore=ignore)
    return report, set(report.breaks)


@pytest.mark.parametrize(("name", "case"), fixable())
def test_a_fix_closes_its_finding_and_no_other(name: str, case: Case, tmp_path: Path) -> None:
    folder = written(name, case, tmp_path)
    report, before = judged(folder, NOT_OF_ROWS)
    kept = {table: open_package(folder).scan(table).collect() for table in NOT_OF_FIXES}
    done = fix(folder, report=report, select=[name])
    again, after = judged(folder, NOT_OF_ROWS)
    assert {rule for rule, _ in after - before} <= REVEALED.get(name, set()), case.name
    closed = {rule for rule, _ in before - after}
    assert closed <= {name} | SAME_BREAK.get(name, set()), case.name
    assert name in closed or (name in LEFT and not done.changes) or name == "grantor-is-not-holder", case.name
    assert fix(folder, report=again, select=[name]).changes == ()
    assert all(open_package(folder).scan(table).collect().equals(rows) for table, rows in kept.items())


def test_every_fix_is_of_a_rule_and_has_a_case() -> None:
    tried = {case.values[0] for case in fixable()}
    assert set(FIXES) <= tried
    assert set(FIXES) | WRITTEN_ANEW <= set(catalogue())


def test_a_clean_package_is_left_as_it_is(tmp_path: Path) -> None:
    folder = written("none", Case(), tmp_path)
    bytes_before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    report, _ = judged(folder)
    assert fix(folder, report=report).changes == ()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == bytes_before


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    case = Case(change={"articles": [{"match": {}, "set": {"language": "EN_us"}}]})
    folder = written("language-tag-invalid", case, tmp_path)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    report, _ = judged(folder)
    said = fix(folder, report=report, dry_run=True)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert fix(folder, report=report) == said
    assert ("language", "EN_us", "en-US") in {(change.field, change.old, change.new) for change in said.changes}


def test_files_beside_the_tables_stay(tmp_path: Path) -> None:
    case = Case(change={"articles": [{"match": {}, "set": {"language": "EN_us"}}]})
    folder = written("language-tag-invalid", case, tmp_path)
    (folder / "notes").mkdir()
    (folder / "notes" / "mine.txt").write_text("keep me", "utf-8")
    report, _ = judged(folder)
    fix(folder, report=report)
    assert (folder / "notes" / "mine.txt").read_text("utf-8") == "keep me"
    assert (folder / "pressmark.toml").read_text("utf-8") == CLEAN["configuration"]


def test_a_hand_edited_table_gets_its_checksum(tmp_path: Path) -> None:
    folder = written("none", Case(), tmp_path)
    path = folder / "data" / "subjects.csv"
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    report, before = judged(folder)
    assert {"file-changed"} <= {rule for rule, _ in before}
    fix(folder, report=report)
    _, after = judged(folder)
    assert after == set()


def test_what_cannot_be_fixed_is_refused(tmp_path: Path) -> None:
    folder = written("none", Case(), tmp_path)
    report, _ = judged(folder)
    with pytest.raises(UnknownNameError):
        fix(folder, report=report, select=["title-missing"])
    articles = folder / "data" / "articles.csv"
    articles.write_bytes(articles.read_bytes().replace(b",true,", b",maybe,"))
    with pytest.raises(PackageError, match="changed since"):
        fix(folder, report=report)
    with pytest.raises(PackageError, match="cannot be read in full"):
        fix(folder, report=validate(folder, today=TODAY))
