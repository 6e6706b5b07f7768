"""The explanation of an article's rights ends where a release does, tells no withheld words, promises nothing false."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rights.drafts import POLICIES, drafts, reviews
from stages.island import BELL, FERRY, NAME, Said, issued, packed, pressmark, sources

from pressmark.contracts.configuration import Configuration, Withdrawal
from pressmark.contracts.package import Package
from pressmark.contracts.tables import TABLES
from pressmark.model.draft import Claim, Draft
from pressmark.records.assemble import Ledgers, assemble, permission_rows
from pressmark.records.identity import Identity, mint
from pressmark.records.judging import decisions
from pressmark.records.nest import frames_of, unnest
from pressmark.rights.gate import Policy, lower
from pressmark.stages._judging import Judging
from pressmark.stages.rights import explain_rights

SHAS = [f"{number:02d}" * 32 for number in range(4)]
IDS = [mint("ex", sha) for sha in SHAS]
LIBEL = "article_id,date,reason,scope,replaced_by,note\n{},2026-11-01,legal,record,,the judge said so\n"


def collected(
    found: list[Draft], decided: list[tuple[Claim, ...]], clusters: list[list[str]]
) -> dict[str, pl.LazyFrame]:
    """Returns the tables of a package of some drafts, linked as copies."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for sha, draft, claims in zip(SHAS, found, decided, strict=False):
        record = assemble(
            replace(draft, source_sha256=sha),
            source_id="s-0123456789abcdef",
            path=f"{sha[:2]}.md",
            identity=Identity("ex"),
            ledgers=Ledgers(reviews={mint("ex", sha): claims}, withdrawn={}),
            policy=Policy(),
        )
        for name, more in unnest(record).items():
            rows[name] += more
    known = {permission.permission_id: permission for draft in found for permission in draft.permissions}
    for name, more in permission_rows(known.values()).items():
        rows[name] += more
    here = {row["article_id"] for row in rows["articles"]}
    rows["copies"] = [
        {"cluster_id": f"c-{number:016x}", "article_id": one, "role": "reprint", "similarity": 1000}
        for number, members in enumerate(clusters)
        for one in members
        if one in here
    ]
    return {name: frame.lazy() for name, frame in frames_of(rows).items()}


@settings(max_examples=60, deadline=None)
@given(
    found=st.lists(drafts(), min_size=1, max_size=4),
    decided=st.lists(reviews(), min_size=4, max_size=4),
    clusters=st.lists(st.lists(st.sampled_from(IDS), min_size=2, max_size=3, unique=True), max_size=2),
    policy=POLICIES,
    asked=st.sampled_from(["mixed", "mixed", "metadata", "excerpt", "fulltext"]),
    gone=st.dictionaries(st.sampled_from(IDS), st.sampled_from(["record", "text"]), max_size=1),
)
def test_the_last_step_is_what_a_release_decides(
    found: list[Draft],
    decided: list[tuple[Claim, ...]],
    clusters: list[list[str]],
    policy: Policy,
    asked: str,
    gone: dict[str, str],
) -> None:
    tables = collected(found, decided, clusters)
    expected = decisions(tables, policy, asked, gone)
    names = ("commercial", "purpose", "audience", "jurisdiction", "excerpts", "excerpts_basis", "features")
    said = {name: getattr(policy, name) for name in names if getattr(policy, name) is not None}
    configuration = Configuration(
        folder=Path(),
        release={**said, "public_domain_jurisdictions": sorted(policy.public_domain_jurisdictions)},
        withdrawals={
            name: Withdrawal(article_id=name, date=date(2026, 1, 2), reason="legal", scope=scope)
            for name, scope in gone.items()
        },
    )
    for article_id, profile, rule in expected.iter_rows():
        told = Judging(tables, configuration, asked, [article_id]).explained(article_id)
        assert (told.profile, told.rule) == (profile, rule)
        assert (told.steps[-1].profile, told.steps[-1].rule) == (profile, rule)
        assert all(opening.profile != profile for opening in told.openings)


def as_reviews(change: str) -> tuple[tuple[str, str], ...] | None:
    """Returns the claims and values of the reviews that a change is made of, or None where it is none."""
    if "records an open licence" in change:
        return (("license", "CC-BY-4.0"), ("grantor_is_holder", "yes"))
    if "grantor is the holder" in change:
        return (("grantor_is_holder", "yes"),)
    for words, claim in (("the licence ", "license"), ("the rights statement ", "rights_statement")):
        if f"confirms {words}" in change:
            return ((claim, change.partition(words)[2]),)
    return ((change.rpartition(" ")[2], "no"),) if "lifts the " in change else None


@settings(max_examples=200, deadline=None)
@given(draft=drafts(), decided=reviews(), policy=POLICIES)
def test_what_a_person_is_said_to_open_is_opened(draft: Draft, decided: tuple[Claim, ...], policy: Policy) -> None:
    said = {"commercial": policy.commercial, "audience": policy.audience, "purpose": policy.purpose}
    release = {name: value for name, value in said.items() if value is not None}
    configuration = Configuration(folder=Path(), release=release)
    tables = collected([draft], [decided], [])
    for opening in Judging(tables, configuration, "mixed", IDS[:1]).explained(IDS[0]).openings:
        made = [as_reviews(change) for change in opening.changes]
        if None not in made:
            more = [
                Claim(claim=claim, value=value, basis="curated", reviewer="Ada Lind", reviewed_on=date(2026, 5, 6))
                for each in made
                for claim, value in each or ()
            ]
            again = collected([draft], [(*decided, *more)], [])
            found = decisions(again, configuration.policy, "mixed", {})
            assert found["release_profile"].to_list() == [opening.profile]


def told(package: Package | Path, *ids: str, more: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    folder = package if isinstance(package, Path) else package.folder
    said = pressmark("rights", folder, *ids, "--format", "json", *more)
    assert (said.code, said.err) == (0, "")
    found: list[dict[str, Any]] = json.loads(said.out)
    return found


def test_every_article_of_a_package_is_explained_as_it_is_released(package: Package, dataset: Path) -> None:
    from_release = pl.read_csv(dataset / "1.0.0" / "data" / "articles.csv").select(
        "article_id", "release_profile", "release_rule"
    )
    ids = from_release["article_id"].to_list()
    expected = list(from_release.iter_rows())
    for folder in (package.folder, dataset / "1.0.0"):
        assert [(each["article_id"], each["profile"], each["rule"]) for each in told(folder, *ids)] == expected


def test_the_text_names_evidence_steps_and_what_would_change_it(package: Package) -> None:
    said = pressmark("rights", package.folder, BELL, FERRY)
    assert said.code == 0
    assert f"{BELL}: fulltext, by the rule open-license" in said.out
    assert "does not apply: no withdrawal, take-down or embargo is in force" in said.out
    assert "What would change it" in said.out or "Nothing that was tried" in said.out


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_withheld_word_is_told(tmp_path: Path, form: str) -> None:
    folder = packed(
        tmp_path / "package", sources(tmp_path / "in", more={"withdrawals.csv": LIBEL.format(FERRY)})
    ).folder
    texts = pl.read_csv(folder / "data" / "texts.csv").filter(pl.col("article_id") == FERRY)
    title = pl.read_csv(folder / "data" / "articles.csv").filter(pl.col("article_id") == FERRY)["title"][0]
    said = pressmark("rights", folder, FERRY, "--format", form)
    assert said.code == 0
    assert "withheld" in said.out
    assert title not in said.out
    assert "the judge" not in said.out
    words = str(texts["text"][0]).split()
    assert not any(" ".join(words[at : at + 4]) in said.out for at in range(len(words) - 4))


def test_what_would_change_it_does(tmp_path: Path) -> None:
    first = packed(tmp_path / "first", sources(tmp_path / "in"))
    (before,) = told(first, FERRY)
    (opening, *_) = before["openings"]
    assert opening["profile"] == "fulltext"
    assert any("named person" in change for change in opening["changes"])
    rows = [
        f"{FERRY},license,CC-BY-4.0,Ada Lind,2026-11-01,asked",
        f"{FERRY},grantor_is_holder,yes,Ada Lind,2026-11-01,asked",
    ]
    random.Random(7).shuffle(rows)
    review = "article_id,claim,value,reviewer,reviewed_on,note\n" + "\n".join(rows) + "\n"
    again = packed(tmp_path / "again", sources(tmp_path / "more", more={"reviews.csv": review}))
    (after,) = told(again, FERRY)
    assert (after["profile"], after["rule"]) == ("fulltext", "open-license")
    assert {each["who"] for each in after["evidence"] if each["claim"] == "license"} >= {"Ada Lind"}


def test_an_id_that_nobody_has_is_refused(package: Package) -> None:
    said = pressmark("rights", package.folder, f"{BELL[:-1]}x")
    assert said == Said(2, "", f"pressmark: no article has the id '{BELL[:-1]}x' (did you mean '{BELL}'?)\n")


def test_a_withdrawn_article_of_a_release_tells_its_reason_alone(package: Package, tmp_path: Path) -> None:
    folder = shutil.copytree(package.folder, tmp_path / "package")
    released = issued(package, tmp_path / "releases", version="1.0.0")
    gone = packed(tmp_path / "gone", sources(tmp_path / "in", more={"withdrawals.csv": LIBEL.format(FERRY)}))
    issued(gone, tmp_path / "releases", version="2.0.0")
    assert released.folder.is_dir()
    assert folder.is_dir()
    (found,) = list(explain_rights(tmp_path / "releases" / NAME / "2.0.0", [FERRY]))
    assert (found.profile, found.title, found.evidence) == ("withheld", None, ())
    assert "legal, on 2026-11-01" in found.steps[-1].because


@pytest.mark.parametrize(
    ("table", "lost"),
    [
        ("claims", pl.col("claim") == "grantor_is_holder"),
        ("claims", pl.col("claim") == "license"),
        ("statements", pl.col("slot") == "copyright_notice"),
        ("agents", pl.col("role") == "rights_holder"),
        ("flags", pl.col("kind") != ""),
    ],
)
def test_a_package_that_lost_a_row_is_found_out(package: Package, tmp_path: Path, table: str, lost: pl.Expr) -> None:
    folder = shutil.copytree(package.folder, tmp_path / "package")
    rows = pl.read_csv(folder / "data" / f"{table}.csv", infer_schema=False)
    kept = rows.filter(~lost)
    assert kept.height < rows.height
    kept.write_csv(folder / "data" / f"{table}.csv", line_terminator="\r\n")
    said = pressmark("validate", folder)
    assert said.code == 1
    assert "measures-differ" in said.out


def test_no_option_shows_more_than_the_gate_allows(package: Package, tmp_path: Path) -> None:
    gate = {each["article_id"]: each["profile"] for each in told(package, BELL, FERRY)}
    for profile in ("fulltext", "excerpt", "metadata"):
        found = {
            each["article_id"]: each["profile"] for each in told(package, BELL, FERRY, more=("--profile", profile))
        }
        assert found == {name: lower(shown, profile) for name, shown in gate.items()}
