"""What a converter yields: one record of an input as evidence, before it becomes rows of the contract.

A draft says what was printed or declared and where; it decides nothing about rights, identity or release.
`pressmark.records.assemble` turns a draft into the rows of the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """One input as a converter sees it.

    `path` is what the receipt prints (relative, POSIX; a member of an archive is `a.zip!/inner/p`); `location` is
    where its bytes lie on this disk; `sha256` and `size` are of those bytes. A document in a web archive has
    the address and the time at which a crawler fetched it.
    """

    path: str
    location: Path
    sha256: str
    size: int
    url: str | None = None
    retrieved: str | None = None

    def read_bytes(self) -> bytes:
        """Returns the whole input; callers check `size` against their limit first."""
        return self.location.read_bytes()

    def head(self, count: int = 65536) -> bytes:
        """Returns the first bytes, for recognition by content."""
        with self.location.open("rb") as stream:
            return stream.read(count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A party in one role, as `agents` holds it; `verbatim` name, never a corrected one."""

    role: str  # author contributor editor translator photographer rights_holder publisher original_publisher grantor
    name: str
    kind: str = "unknown"  # person, organization, unknown
    given: str | None = None
    family: str | None = None
    identifier: str | None = None
    basis: str = "metadata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One role's date with its evidence, as `dates` holds it; `edtf` is None where the wording was not understood."""

    role: str  # published original_published modified retrieved
    edtf: str | None
    earliest: date | None
    latest: date | None
    precision: str  # year month day minute second interval unknown
    zone: str | None = None
    basis: str = "printed"  # printed json-ld meta url feed header external inferred unknown
    format: str | None = None
    ambiguous: bool = False
    rivals: int = 0
    verbatim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One piece of evidence for one value, as `claims` holds it; rivals are claims that were not chosen.

    `claim` names what it speaks of: license, rights_statement, holder, grantor, grantor_is_holder, tdm_reservation,
    tdm_policy, takedown, embargo, title, publisher, original_publisher, published, author, section, language, url.
    `basis` is as in `dates` and `agents`: printed, json-ld, meta, rel-license, table, site, curated, …
    """

    claim: str
    value: str | None
    basis: str
    locator: str | None = None
    verbatim: str | None = None
    chosen: bool = True
    reviewer: str | None = None
    reviewed_on: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A wording exactly as the decoded source prints it, with its place.

    `locator` is one of: `char=120,164` (RFC 5147, positions in the decoded source, byte order mark not counted),
    `row=7` (the seventh record of a table, header not counted), an XPath (`/html/head/meta[3]/@content`, or
    `/rss/channel/item[2]/dc:creator` in XML), an XPath and a JSON pointer for linked data
    (`/html/head/script[2]#/headline`), a JSON pointer into a source that is JSON (`#/headline`), or `page=2` of a PDF
    (RFC 8118), which names no place on the page.
    """

    slot: str  # title byline articles_by published original_published copyright_notice source_statement
    #            disclaimer fair_use social membership contact
    verbatim: str
    locator: str
    permission: str | None = None  # the permission_id that this wording grants


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One action, audience or condition of a permission."""

    kind: str  # action audience condition
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """A distinct wording that permits something; `terms` is empty where no site description knows the wording."""

    permission_id: str  # LicenseRef-…
    text: str
    grantor: str | None
    commercial: str = "unstated"  # yes no ask unstated
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A label of one scheme; `scheme` is the slug of the printed label (region, theme, section, keyword …)."""

    scheme: str
    label_verbatim: str
    label: str
    uri: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink as printed; `href` is None where the target is lost."""

    role: str  # byline articles-by publisher original-publisher subject body source-statement copyright boilerplate …
    anchor: str | None
    href_verbatim: str | None
    href: str | None
    status: str  # kept lost mailto malformed repaired
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A caveat or condition that a reader of the rights must see."""

    kind: str  # rights-caveat attribution-condition attribution-unmet
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One record that becomes an article: the values that were found and the evidence for them.

    `source_sha256` is of the record's bytes (the file), or of the RFC 8785 JSON of the record's non-empty fields as
    strings where one source holds many; `locator` is None where the source is one article. Absent is None: a converter
    never makes up what is not there. `lede` and `text` are in norm-v1 and never overlap. `origin` is the bytes that the
    places of the statements point into, where these are not the source's own (the payload of a record of a web
    archive, say); it is dropped once they were compared.
    """

    source_sha256: str
    locator: str | None = None
    origin: bytes | None = None
    title: str | None = None
    lede: str | None = None
    text: str | None = None
    text_completeness: str = "unknown"  # full partial unknown
    language: str = "und"
    publisher: str | None = None
    original_publisher: str | None = None
    source_statement: str | None = None  # the party that a "source of this article" line names, plain
    url: str | None = None
    url_status: str = "never-printed"
    original_url: str | None = None
    original_url_status: str = "not-applicable"
    copyright_year: str | None = None  # EDTF year or interval, from the article's own notice
    license_scope: str | None = None  # article, site or table: what the chosen license claim speaks of
    license_grantor: str | None = None  # the party that states the licence, where the source says so
    agents: tuple[Agent, ...] = ()
    dates: tuple[Dated, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    permissions: tuple[Permission, ...] = ()
    subjects: tuple[Subject, ...] = ()
    links: tuple[Link, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """One record that becomes no article, with the reason; nothing is dropped in silence."""

    locator: str
    outcome: str  # rejected skipped (duplicates are found by convert)
    reason: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a converter returns for one source: facts of the source, and its records lazily.

    `resolve` finds the wording at a place in the source as it was parsed, where the converter can lend it; without it
    the source is parsed again to compare the records' statements with it.
    """

    media_type: str
    encoding: str | None  # WHATWG name in lower case; None for binary formats
    bom: bool
    records: Iterator[Draft | Leftover]
    resolve: Callable[[str], str | None] | None = None
