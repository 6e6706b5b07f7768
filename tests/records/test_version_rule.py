"""Every row of the version rule as one edit: the step that it forces, and what the changelog says of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from describers.works import PLAIN
from records.quay import GULL, OWN, TIDE, Descriptor, Rows, described, rows, side

from pressmark.describers import changelog
from pressmark.evidence.licenses import RIGHTS_STATEMENTS
from pressmark.model.version import STEPS
from pressmark.model.work import Version, Work
from pressmark.records.difference import KINDS, Difference, difference

DOCS = Path(__file__).resolve().parents[2] / "docs" / "versioning.md"

_UNHASHED = ("fingerprints", "permissions", "sources", "texts")  # not of the record's hash

Edit = Callable[[Rows, Descriptor], None]


def row(name: str, place: int = 0, /, **changes: Any) -> Edit:
    """Changes a row of a table; a changed record has another hash."""

    def edit(found: Rows, _: Descriptor) -> None:
        found[name][place].update(changes)
        if name not in _UNHASHED and set(changes) - {"release_profile"}:
            found["articles"][0]["record_sha256"] = "1" * 64

    return edit


def more(name: str, /, **new: Any) -> Edit:
    """Adds a row to a table."""

    def edit(found: Rows, said: Descriptor) -> None:
        found.setdefault(name, []).append(new)
        if not any(entry["name"] == name for entry in said["resources"]):
            said["resources"].append(next(e for e in described({name: [new]})["resources"] if e["name"] == name))

    return edit


def less(name: str, place: int = 0) -> Edit:
    """Takes a row out of a table."""

    def edit(found: Rows, _: Descriptor) -> None:
        del found[name][place]

    return edit


def all_of(*edits: Edit) -> Edit:
    """Makes several edits."""

    def edit(found: Rows, said: Descriptor) -> None:
        for each in edits:
            each(found, said)

    return edit


def said(**changes: Any) -> Edit:
    """Changes what the descriptor says of the dataset; `_` stands for the colon of `articles:`."""
    return lambda _, descriptor: descriptor.update({key.replace("_", ":"): value for key, value in changes.items()})


def schema(change: Callable[[dict[str, Any]], object], name: str = "subjects") -> Edit:
    """Changes the Table Schema of a table in the descriptor."""

    def edit(_: Rows, descriptor: Descriptor) -> None:
        change(next(entry for entry in descriptor["resources"] if entry["name"] == name)["schema"])

    return edit


def column(place: int, **changes: Any) -> Edit:
    """Changes a column of `subjects` in the descriptor."""
    return schema(lambda found: found["fields"][place].update(changes))


def resources(change: Callable[[dict[str, Any]], object]) -> Edit:
    """Changes every resource of the descriptor."""

    def edit(_: Rows, descriptor: Descriptor) -> None:
        for entry in descriptor["resources"]:
            change(entry)

    return edit


def without_rows(name: str) -> Edit:
    """Takes all rows out of a table."""

    def edit(found: Rows, _: Descriptor) -> None:
        found[name] = []

    return edit


def renamed(found: Rows, said: Descriptor) -> None:
    """Gives a table another name."""
    found["flags"] = []
    next(entry for entry in said["resources"] if entry["name"] == "flags")["name"] = "marks"


def without(article_id: str) -> Edit:
    """Takes an article out of every table."""

    def edit(found: Rows, _: Descriptor) -> None:
        for name, listed in found.items():
            found[name] = [each for each in listed if each.get("article_id") != article_id]

    return edit


def buried(reason: str) -> Edit:
    grave = {"article_id": GULL, "withdrawn_in": "2.0.0", "date": date(2026, 2, 3), "scope": "record"}
    return more("tombstones", **grave, reason=reason)


KEPT = {"article_id": GULL, "method": "text-sha256-prev", "position": 2, "value": "a" * 64, "parameters": "norm-v1"}
LABELS = {"type": "string", "name": "label", "description": "As normalised"}
THIRD = "aa-0000000000000003"
CLAIM = {"article_id": GULL, "position": 1, "basis": "printed", "chosen": True}

# The row of the rule, the edit, the kind of change, its step, the group of the changelog and words of its line.
CASES: tuple[tuple[str, Edit, str, str, str, str], ...] = (
    # What the descriptor says of the whole.
    ("another licence", said(licenses=[{"name": "CC-BY-4.0"}]), "license-changed", "major", "Rights", "CC-BY-4.0"),
    (
        "a licence of the texts",
        resources(lambda e: e.update(licenses=[{"name": "X"}])),
        "license-changed",
        "major",
        "Rights",
        "another licence",
    ),
    ("another name", said(name="quay-two"), "dataset-renamed", "major", "Changed", "another name"),
    ("another contract", said(articles_contract="2.0"), "contract-changed", "major", "Changed", "contract"),
    (
        "another norm",
        said(articles_normVersion="norm-v2"),
        "norm-changed",
        "major",
        "Changed",
        "normalised by other rules",
    ),
    (
        "another hash",
        resources(lambda e: e.update(hash="sha512:" + "0" * 128)),
        "hash-changed",
        "major",
        "Changed",
        "another algorithm",
    ),
    ("a new title", said(title="The other quay"), "dataset-described", "patch", "Changed", "title"),
    ("a keyword", said(keywords=["quay", "sea"]), "dataset-described", "patch", "Changed", "keywords"),
    ("another toolkit", said(articles_toolkit="pressmark 0.2.0"), "toolkit-changed", "patch", "Changed", "toolkit"),
    (
        "another format",
        resources(lambda e: e.update(path=e["path"].replace("csv", "parquet"))),
        "serialised",
        "patch",
        "Changed",
        "csv to parquet",
    ),
    (
        "other bytes",
        resources(lambda e: e.update(hash="sha256:" + "1" * 64)),
        "serialised",
        "patch",
        "Changed",
        "other bytes",
    ),
    # Columns and tables, as the two descriptors say.
    (
        "a column less",
        schema(lambda s: s["fields"].pop()),
        "column-removed",
        "major",
        "Removed",
        "Columns of subjects: uri",
    ),
    (
        "a column more",
        schema(lambda s: s["fields"].append({"name": "note", "type": "string"})),
        "column-added",
        "major",
        "Added",
        "Columns of subjects: note",
    ),
    ("a renamed column", column(4, name="wording"), "column-removed", "major", "Removed", "label, wording"),
    (
        "columns in another order",
        schema(lambda s: s["fields"].reverse()),
        "columns-reordered",
        "major",
        "Changed",
        "order of the columns of subjects",
    ),
    ("another type", column(2, type="string"), "type-changed", "major", "Changed", "position (type)"),
    ("another format of a column", column(5, format="uri"), "type-changed", "major", "Changed", "uri (format)"),
    (
        "other missing values",
        schema(lambda s: s.update(missingValues=["", "NA"])),
        "type-changed",
        "major",
        "Changed",
        "missingValues",
    ),
    (
        "another key",
        schema(lambda s: s.update(primaryKey=["article_id"])),
        "key-changed",
        "major",
        "Changed",
        "key of subjects",
    ),
    (
        "required now",
        column(5, constraints={"required": True}),
        "constraint-tightened",
        "major",
        "Changed",
        "uri (required)",
    ),
    (
        "another pattern",
        column(1, constraints={"pattern": "^x$"}),
        "constraint-tightened",
        "major",
        "Changed",
        "scheme (pattern)",
    ),
    (
        "a lower maximum",
        schema(lambda s: s["fields"][2].setdefault("constraints", {}).update(maximum=3)),
        "constraint-tightened",
        "major",
        "Changed",
        "position (maximum)",
    ),
    (
        "an enum value less",
        schema(lambda s: s["fields"][1]["constraints"]["enum"].pop(), "agents"),
        "constraint-tightened",
        "major",
        "Changed",
        "role (enum)",
    ),
    (
        "an enum value more",
        schema(lambda s: s["fields"][1]["constraints"]["enum"].append("critic"), "agents"),
        "constraint-loosened",
        "minor",
        "Changed",
        "role (enum)",
    ),
    (
        "not required any more",
        schema(lambda s: s["fields"][3]["constraints"].pop("required"), "agents"),
        "constraint-loosened",
        "minor",
        "Changed",
        "name (required)",
    ),
    (
        "a lower minimum",
        schema(lambda s: s["fields"][2]["constraints"].update(minimum=0)),
        "constraint-loosened",
        "minor",
        "Changed",
        "position (minimum)",
    ),
    (
        "a deprecated column",
        column(5, **{"articles:deprecated": True}),
        "deprecated",
        "minor",
        "Deprecated",
        "subjects with a later major version: uri",
    ),
    (
        "a deprecated table",
        schema(lambda s: s.update({"articles:deprecated": True})),
        "deprecated",
        "minor",
        "Deprecated",
        "subjects with a later major version: the whole table",
    ),
    ("a renamed table", renamed, "table-removed", "major", "Removed", "Tables without rows now: flags"),
    ("a table less", without_rows("subjects"), "table-removed", "major", "Removed", "subjects"),
    (
        "a table more",
        more("excerpts", article_id=TIDE, text="The tide"),
        "table-added",
        "minor",
        "Added",
        "Tables: excerpts",
    ),
    # Articles.
    (
        "a freer statement taken back",
        row("articles", 1, rights_statement=RIGHTS_STATEMENTS["CNE"]),
        "rights-wider",
        "minor",
        "Rights",
        "another licence, rights statement",
    ),
    (
        "an article less",
        all_of(without(GULL), buried("rights-holder-request")),
        "article-removed",
        "major",
        "Removed",
        "1 article (rights-holder-request)",
    ),
    ("an article without a tombstone", without(GULL), "article-removed", "major", "Removed", "1 article"),
    (
        "merged articles",
        all_of(without(GULL), buried("merged")),
        "article-removed",
        "major",
        "Removed",
        "1 article (merged)",
    ),
    ("another id", row("articles", article_id=THIRD), "article-removed", "major", "Removed", GULL),
    (
        "an article more",
        lambda f, _: f["articles"].append({**f["articles"][1], "article_id": THIRD}),
        "article-added",
        "minor",
        "Added",
        THIRD,
    ),
    (
        "an article held back",
        more(
            "tombstones",
            article_id=THIRD,
            withdrawn_in="1",
            date=date(2026, 2, 3),
            reason="under-review",
            scope="record",
        ),
        "tombstone-added",
        "minor",
        "Removed",
        "held back",
    ),
    ("a tombstone that is gone", less("tombstones"), "tombstone-lost", "major", "Removed", "aa-00000000000000ff"),
    # What is shown, and rights.
    (
        "a text withdrawn",
        all_of(row("articles", release_profile="metadata"), less("texts")),
        "shows-less",
        "major",
        "Rights",
        "less than before",
    ),
    (
        "a wording withheld",
        lambda f, _: f["statements"][0].update(verbatim=None),
        "shows-less",
        "major",
        "Rights",
        TIDE,
    ),
    (
        "a profile raised",
        row("articles", 1, release_profile="excerpt"),
        "shows-more",
        "minor",
        "Rights",
        "more than before",
    ),
    (
        "raised by a reviewer",
        all_of(
            row("articles", 1, release_profile="excerpt"),
            more("claims", **{**CLAIM, "article_id": TIDE}, claim="license", value=OWN, reviewer="Edda Morland"),
        ),
        "shows-more",
        "minor",
        "Rights",
        "decided by Edda Morland",
    ),
    (
        "a wording shown",
        lambda f, _: f["permissions"][0].update(text="Share it."),
        "shows-more",
        "minor",
        "Rights",
        "1 permission now released with more",
    ),
    ("a stricter licence", row("articles", license="CC-BY-NC-4.0"), "rights-stricter", "major", "Rights", "stricter"),
    (
        "mining reserved",
        more("claims", **CLAIM, claim="tdm_reservation", value="1"),
        "rights-stricter",
        "major",
        "Rights",
        "stricter",
    ),
    (
        "a condition more",
        more("flags", article_id=GULL, kind="attribution-condition", value="notify"),
        "rights-stricter",
        "major",
        "Rights",
        "stricter",
    ),
    (
        "a condition of a permission",
        more("permission_terms", permission_id=OWN, kind="condition", position=2, value="share-alike"),
        "rights-stricter",
        "major",
        "Rights",
        "1 permission with a stricter",
    ),
    ("no commerce", row("permissions", commercial="no"), "rights-stricter", "major", "Rights", OWN),
    (
        "a wider licence",
        row("articles", license="CC0-1.0"),
        "rights-wider",
        "minor",
        "Rights",
        "decided by Edda Morland",
    ),
    (
        "a caveat",
        more("flags", article_id=TIDE, kind="rights-caveat", value="x"),
        "rows-added",
        "minor",
        "Fixed",
        "more flags",
    ),
    (
        "an action more",
        more("permission_terms", permission_id=OWN, kind="action", position=1, value="redistribute"),
        "rights-wider",
        "minor",
        "Rights",
        "1 permission with another licence",
    ),
    (
        "another permission",
        more("permissions", permission_id="LicenseRef-Z", text_sha256="2" * 64, commercial="no"),
        "permission-added",
        "minor",
        "Added",
        "LicenseRef-Z",
    ),
    # Texts and what they are compared by.
    ("another text", row("articles", text_sha256="2" * 64), "text-changed", "major", "Changed", "another text"),
    (
        "a corrected text",
        all_of(row("articles", text_sha256="2" * 64), more("fingerprints", **KEPT)),
        "text-corrected",
        "minor",
        "Changed",
        "the earlier hash is kept",
    ),
    (
        "other parameters",
        row("fingerprints", parameters="norm-v2"),
        "fingerprint-changed",
        "major",
        "Changed",
        "other fingerprints of the same text",
    ),
    ("a method less", less("fingerprints"), "fingerprint-changed", "major", "Changed", GULL),
    ("an earlier hash less", less("fingerprints", 1), "fingerprint-changed", "major", "Changed", GULL),
    (
        "a method more",
        more("fingerprints", article_id=GULL, method="simhash64", position=1, value="8" * 16),
        "fingerprint-added",
        "minor",
        "Added",
        "beside the former",
    ),
    # Values.
    ("a title", row("articles", title="A Gull"), "value-corrected", "minor", "Fixed", "a corrected title"),
    (
        "a publisher",
        row("articles", publisher="The Dock"),
        "value-corrected",
        "minor",
        "Fixed",
        "a corrected publisher",
    ),
    ("an author", row("agents", name="Ada Stern"), "value-corrected", "minor", "Fixed", "a corrected author"),
    ("an author less", less("agents"), "value-corrected", "minor", "Fixed", "a corrected author"),
    ("a date", row("dates", edtf="2024-03-05"), "value-corrected", "minor", "Fixed", "a corrected published"),
    ("a language", row("articles", language="fr"), "value-corrected", "minor", "Fixed", "a corrected language"),
    (
        "a value found",
        row("articles", modified=date(2024, 3, 6)),
        "value-filled",
        "minor",
        "Fixed",
        "modified filled in",
    ),
    ("a name found", row("agents", given="Ada"), "value-filled", "minor", "Fixed", "author filled in"),
    (
        "a subject more",
        more("subjects", article_id=GULL, scheme="theme", position=2, label_verbatim="x", label="x"),
        "rows-added",
        "minor",
        "Fixed",
        "more subjects",
    ),
    ("a link less", less("links"), "rows-removed", "minor", "Fixed", "fewer links"),
    ("a label", row("subjects", label="seabirds"), "detail-corrected", "patch", "Fixed", "corrected subjects"),
    ("a recount", row("articles", word_count=7), "detail-corrected", "patch", "Fixed", "corrected word_count"),
    (
        "a record by its hash",
        row("articles", record_sha256="1" * 64),
        "record-changed",
        "minor",
        "Fixed",
        "corrected or added details",
    ),
    (
        "another source",
        row("articles", source_sha256="2" * 64),
        "receipt-changed",
        "patch",
        "Changed",
        "of the sources",
    ),
    ("a moved source", row("sources", path="in/3.html"), "receipt-changed", "patch", "Changed", "of the sources"),
)


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
