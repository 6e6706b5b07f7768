"""The rows of the version rule that two collections tell."""

from __future__ import annotations

from datetime import date

from records.edits import Case, all_of, buried, less, more, row, without
from records.quay import GULL, OWN, TIDE

from pressmark.evidence.licenses import RIGHTS_STATEMENTS

KEPT = {"article_id": GULL, "method": "text-sha256-prev", "position": 2, "value": "a" * 64, "parameters": "norm-v1"}
LABELS = {"type": "string", "name": "label", "description": "As normalised"}
THIRD = "aa-0000000000000003"
CLAIM = {"article_id": GULL, "position": 1, "basis": "printed", "chosen": True}

# The row of the rule, the edit, the kind of change, its step, the group of the changelog and words of its line.
CASES: tuple[Case, ...] = (
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
