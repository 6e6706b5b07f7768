"""Three works that every describer renders: a plain one, a text-free one, and one whose words are hostile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from pressmark.contracts.tables import table
from pressmark.model.work import (
    Bags,
    Change,
    DataFile,
    Exposure,
    Party,
    PermissionSummary,
    Related,
    Tally,
    Version,
    Work,
)
from pressmark.registry import Shelf

CASES = Path(__file__).resolve().parent / "cases"
SHELF = Shelf("describer", "pressmark.describers")
STATEMENTS = "http://rightsstatements.org/vocab"


def data_file(name: str, form: str, rows: int) -> DataFile:
    media_types = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "jsonl": "application/jsonl"}
    return DataFile(
        path=f"data/{name}.{form}",
        name=name,
        bytes=rows * 731,
        sha256=f"{rows:064x}",
        media_type=media_types[form],
        rows=rows,
        schema=dict(table(name).descriptor),
        licenses=({"name": "LicenseRef-per-article", "path": "RIGHTS.md"},) if name == "texts" else (),
        description=table(name).description,
    )


PLAIN = Work(
    name="tidewater-notes",
    title="Tidewater notes: short articles on tides",
    description="Forty short articles on tides, written for this collection.\n\nEach is free to share.",
    version="1.2.0",
    issued=date(2026, 11, 23),
    creators=(
        Party(
            name="Ada Lindqvist",
            kind="person",
            given="Ada Marie",
            family="Lindqvist",
            identifier="https://orcid.org/0000-0002-1825-0097",
            affiliation="Tidewater Institute",
        ),
        Party(name="Jean-Paul Okoro", kind="person", given="Jean-Paul", family="Okoro"),
    ),
    publisher=Party(name="Tidewater Institute", identifier="https://ror.org/05gq02987"),
    license="CC0-1.0",
    release_profile="fulltext",
    languages=("en",),
    homepage="https://tidewater.example/notes",
    identifier="https://doi.org/10.5072/tidewater.120",
    concept_identifier="10.5072/tidewater",
    contact=Party(name="Ada Lindqvist", kind="person", given="Ada", family="Lindqvist", email="ada@tidewater.example"),
    contributors=(
        Party(name="Mary Q. Reader", kind="person", roles=("DataCurator",)),
        Party(name="Harbour Trust", roles=("Translator", "rightsHolder")),
    ),
    keywords=("tides", "sea level"),
    subjects=("Oceanography",),
    temporal="2024-01-03/2026-10-30",
    related=(
        Related(identifier="10.5072/tidewater.110", identifier_type="DOI", relation="IsNewVersionOf"),
        Related(identifier="swh:1:dir:" + "0" * 40, identifier_type="SWHID", relation="IsDerivedFrom"),
    ),
    funding=({"funder": "Sea Fund", "funder_id": "https://ror.org/05gq02987", "award": "S-12"},),
    files=tuple(data_file(name, "csv", rows) for name, rows in [("articles", 40), ("texts", 40), ("agents", 62)]),
    articles=40,
    rights=(Tally(label=f"{STATEMENTS}/InC/1.0/", articles=40),),
    licenses=(Tally(label="CC-BY-4.0", articles=30), Tally(label="CC0-1.0", articles=10)),
    text_licenses=(Tally(label="CC-BY-4.0", articles=30), Tally(label="CC0-1.0", articles=10)),
    profiles=(Tally(label="fulltext", articles=40),),
    gate_rules=(Tally(label="open-license", articles=30), Tally(label="public-domain-reviewed", articles=10)),
    reviewers=(Tally(label="Ada Lindqvist", articles=10),),
    holders=(Tally(label="Ada Lindqvist", articles=25), Tally(label="Jean-Paul Okoro", articles=15)),
    publishers=(Tally(label="Tidewater Notes", articles=40),),
    converters=("html 1.0.0", "table 1.0.0"),
    toolkit_version="0.1.0",
    content_root="5e" * 32,
    versions=(
        Version(
            version="1.2.0",
            issued=date(2026, 11, 23),
            changes=(
                Change(group="Fixed", text="1 article with a corrected title", ids=("tn-00000000000000aa",)),
                Change(group="Added", text="40 articles", ids=tuple(f"tn-{n:016x}" for n in range(20))),
            ),
        ),
        Version(
            version="1.1.0",
            issued=date(2026, 3, 1),
            changes=(Change(group="Rights", text="2 articles now released with less than before"),),
            yanked=True,
        ),
    ),
)

METADATA_ONLY = Work(
    name="borrowed-voices",
    title="Borrowed voices",
    description="What can be said of articles whose texts cannot be shared.",
    version="0.1.0",
    issued=date(2026, 1, 2),
    creators=(Party(name="Borrowed Voices Working Group"),),
    publisher=Party(name="Borrowed Voices Working Group"),
    license="ODC-By-1.0",
    release_profile="metadata",
    languages=("de", "en", "und"),
    temporal="2016-08-11/2016-08-11",
    files=tuple(data_file(name, "parquet", rows) for name, rows in [("articles", 3), ("permissions", 2)]),
    articles=3,
    withheld=2,
    rights=(
        Tally(label=f"{STATEMENTS}/CNE/1.0/", articles=1),
        Tally(label=f"{STATEMENTS}/InC/1.0/", articles=2),
    ),
    licenses=(Tally(label="none stated", articles=1), Tally(label="LicenseRef-CrossPost", articles=2)),
    profiles=(Tally(label="metadata", articles=3),),
    exposures=(
        Exposure(
            profile="metadata",
            articles=3,
            words=2_345,
            span=1,
            recovered_articles=0,
            recovered_words=1,
            twins=1,
            decided_twins=1,
        ),
    ),
    gate_rules=(Tally(label="not-known-to-be-open", articles=1), Tally(label="grantor-is-not-holder", articles=2)),
    holders=(Tally(label="Balkan Desk", articles=2),),
    publishers=(Tally(label="not known", articles=1), Tally(label="World Mirror", articles=2)),
    permissions=(
        PermissionSummary(
            permission_id="LicenseRef-CrossPost",
            grantor="World Mirror",
            commercial="ask",
            terms=(
                ("action", "cross-post"),
                ("audience", "community-sites"),
                ("condition", "acknowledge-source"),
                ("condition", "hyperlink-original"),
            ),
            text_sha256="ab" * 32,
            text=None,
            articles=2,
        ),
        PermissionSummary(
            permission_id="LicenseRef-permission-0123456789ab",
            grantor=None,
            commercial="unstated",
            terms=(),
            text_sha256="cd" * 32,
            text="Share this with your friends.",
            articles=0,
        ),
    ),
    findings=(Tally(label="required-hyperlink-lost", articles=2),),
    converters=("print-view 1.0.0",),
    toolkit_version="0.1.0",
    content_root="70" * 32,
    versions=(
        Version(
            version="0.1.0",
            issued=date(2026, 1, 2),
            changes=(Change(group="Added", text="First release, with 3 articles"),),
        ),
    ),
)

NASTY = (
    "</script><script>alert(1)</script> \"q\" 'a' \\ {b} } { 100% $x$ a|b `c` *d* [e](javascript:f) #g ~h ^i &amp; _j_"
    "\n---\nTY  - BOOK\nER  -\r\nevil: true\n| x | y |\n\x00\x1b[31m\u202egnp.exe\u2066 ,\u2028@book{z}"
)

HOSTILE = Work(
    name="hostile-words",
    title=f"Title: {NASTY}",
    description=f"# Description {NASTY}\n\n```\nopen fence <b>\n~~~\n<!-- comment\n\n[1]: javascript:alert(1)",
    version="2.0.0-rc.1",
    issued=date(2026, 12, 31),
    creators=(
        Party(name=f"Smith, Jones and Co. {NASTY}"),
        Party(name="Hand and Foot", kind="person", given=f"And {NASTY}", family=f"Hand and Foot, von {NASTY}"),
        Party(name="Ursula K.", kind="person"),
    ),
    publisher=Party(name=f"Publisher and Sons {NASTY}"),
    license="CDLA-Permissive-2.0",
    release_profile="mixed",
    languages=("ar", "en"),
    homepage="https://hostile.example/a_(b)|c?x={y}&z=%25",
    contact=Party(name=f"Contact {NASTY}", url="https://hostile.example/contact"),
    keywords=(f"key, word {NASTY}", "null", "null", "2026-01-01"),
    files=tuple(data_file(name, "csv", rows) for name, rows in [("articles", 2), ("texts", 1)]),
    articles=2,
    withheld=1,
    rights=(Tally(label=f"{STATEMENTS}/UND/1.0/", articles=2),),
    licenses=(Tally(label=NASTY, articles=2),),
    text_licenses=(Tally(label=NASTY, articles=1),),
    reviewers=(Tally(label=NASTY, articles=1),),
    profiles=(Tally(label="fulltext", articles=1), Tally(label="features", articles=1)),
    exposures=(Exposure(profile="features", articles=1, words=400, span=7, recovered_articles=0, recovered_words=12),),
    bags=Bags(threshold=5, shortest=100, articles=1, tokens=120, rarest=5, unique=1, complete=0),
    gate_rules=(Tally(label="not-known-to-be-open", articles=1), Tally(label="open-license", articles=1)),
    holders=(Tally(label=NASTY, articles=2), *(Tally(label=f"Holder {number}", articles=1) for number in range(60))),
    publishers=(Tally(label=NASTY, articles=2),),
    permissions=(
        PermissionSummary(
            permission_id="LicenseRef-x",
            grantor=NASTY,
            commercial="no",
            terms=(("action", NASTY), ("condition", NASTY)),
            text_sha256="ef" * 32,
            text=f"```\n{NASTY}",
            articles=1,
        ),
    ),
    findings=(Tally(label="links-lost", articles=1),),
    converters=(f"guest {NASTY}",),
    toolkit_version="0.1.0",
    content_root="ee" * 32,
    versions=(
        Version(
            version="2.0.0-rc.1",
            issued=date(2026, 12, 31),
            changes=(Change(group="Security", text=NASTY, ids=("hw-0000000000000001",)),),
        ),
    ),
)

WORKS = {"plain": PLAIN, "metadata-only": METADATA_ONLY, "hostile": HOSTILE}


def with_words(words: str) -> Work:
    """Returns a work in which every name, title and wording is `words`."""
    party = Party(name=words, kind="person", given=words, family=words, affiliation=words)
    tally = (Tally(label=words, articles=2),)
    permission = replace(HOSTILE.permissions[0], grantor=words, terms=(("action", words),), text=words)
    version = replace(HOSTILE.versions[0], changes=(Change(group="Fixed", text=words),))
    return replace(
        HOSTILE,
        title=words,
        description=words,
        creators=(party, replace(party, kind="organization")),
        publisher=party,
        contact=party,
        keywords=(words,),
        licenses=tally,
        text_licenses=tally,
        reviewers=tally,
        holders=tally,
        publishers=tally,
        permissions=(permission,),
        converters=(words,),
        versions=(version,),
    )


def golden(kind: str, work: str) -> Path:
    """Returns where the expected rendering of a work lies."""
    return CASES / kind / f"{work}{Path(SHELF[kind].filename).suffix}"


def write_golden() -> None:
    """Takes the present renderings as the expected ones; the difference is for a person to read."""
    for kind in SHELF:
        for name, work in WORKS.items():
            golden(kind, name).parent.mkdir(parents=True, exist_ok=True)
            golden(kind, name).write_bytes(SHELF[kind].render(work).encode())


if __name__ == "__main__":
    write_golden()
