"""The neutral description of one release: the only thing that describers read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# The file of a release that lists each change since the one before, by hashes.
CHANGES_TABLE = "changes.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A maker, publisher or contact of the dataset: never an author of its articles."""

    name: str
    kind: str = "organization"  # person, organization
    given: str | None = None
    family: str | None = None
    identifier: str | None = None  # an ORCID, ISNI or ROR as a URL
    affiliation: str | None = None
    email: str | None = None
    url: str | None = None
    roles: tuple[str, ...] = ()  # DataCite contributorType


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file of the release that is a table."""

    path: str
    name: str  # the table
    bytes: int
    sha256: str
    media_type: str
    rows: int
    schema: dict[str, object]  # Table Schema
    licenses: tuple[dict[str, str], ...] = ()  # of the resource itself, where it holds text
    description: str = ""  # what a row is


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A related thing, in DataCite's terms."""

    identifier: str
    identifier_type: str  # DOI, URL, SWHID …
    relation: str  # IsNewVersionOf, IsDerivedFrom …


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count of articles under one label: a rights statement, a gate rule, a profile, a holder."""

    label: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PermissionSummary:
    """A permission with its structured terms; `text` is None where the profile withholds the wording."""

    permission_id: str
    grantor: str | None
    commercial: str
    terms: tuple[tuple[str, str], ...]  # (kind, value)
    text_sha256: str
    text: str | None
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """How much of the texts of one profile an outsider can put together from a release that must not show them."""

    profile: str
    articles: int  # with a text
    words: int  # of their texts
    span: int  # the longest run of words that is put together
    recovered_articles: int  # of which half or more is put together
    recovered_words: int
    twins: int = 0  # whose copy the release shows in full
    decided_twins: int = 0  # of these, where a named person decided on the copy's rights


@dataclass(frozen=True, slots=True, kw_only=True)
class Bags:
    """What the counts of words in a release give away."""

    threshold: int  # articles in which a counted word must occur
    shortest: int  # words that a text must have to be counted
    articles: int  # whose words are counted
    tokens: int  # rows
    rarest: int  # the fewest articles that a counted word occurs in
    unique: int  # articles whose counts no other has: who holds the text can tell that it is here
    complete: int  # articles of which every word is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of a changelog: group (Added, Changed, Deprecated, Removed, Fixed, Security, Rights), words, ids."""

    group: str
    text: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One released version with what changed in it."""

    version: str
    issued: date
    changes: tuple[Change, ...]
    yanked: bool = False
    meaning: tuple[str, ...] = ()  # what it means for those who hold the version before


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """The release before: its version, and by what it is known."""

    version: str
    identifier: str | None = None  # a DOI or an address; none where it was only computed
    content_root: str = ""
    swhid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Everything that is said of one release, once; every citation, card and catalogue entry is rendered from it."""

    name: str
    title: str
    description: str  # Markdown; the first paragraph is the summary
    version: str
    issued: date
    creators: tuple[Party, ...]
    publisher: Party
    license: str  # SPDX id, of the metadata and the compilation
    release_profile: str  # fulltext excerpt features metadata withheld mixed
    languages: tuple[str, ...]
    homepage: str | None = None
    identifier: str | None = None  # DOI or URL of this version
    concept_identifier: str | None = None  # of all versions
    contact: Party | None = None
    contributors: tuple[Party, ...] = ()
    keywords: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    temporal: str | None = None  # EDTF interval of the published dates, computed
    related: tuple[Related, ...] = ()
    funding: tuple[dict[str, str], ...] = ()
    files: tuple[DataFile, ...] = ()
    articles: int = 0
    withheld: int = 0
    rights: tuple[Tally, ...] = ()  # by rights statement URI
    licenses: tuple[Tally, ...] = ()  # by article licence; label "none stated" where null
    text_licenses: tuple[Tally, ...] = ()  # the same of the articles whose text is in the release
    profiles: tuple[Tally, ...] = ()
    gate_rules: tuple[Tally, ...] = ()
    holders: tuple[Tally, ...] = ()  # by rights holder's name
    reviewers: tuple[Tally, ...] = ()  # by the name of who decided on a claim
    publishers: tuple[Tally, ...] = ()
    permissions: tuple[PermissionSummary, ...] = ()
    exposures: tuple[Exposure, ...] = ()  # of the profiles that show no text, from the least shown on
    bags: Bags | None = None  # where words are counted
    findings: tuple[Tally, ...] = ()  # open warnings by rule, for the README
    converters: tuple[str, ...] = ()  # "print-view 1.0.0"
    toolkit_version: str = ""
    norm_version: str = "norm-v1"
    content_root: str = ""
    swhid_note: str = ""
    versions: tuple[Version, ...] = ()  # newest first; the first is this one
    previous: Previous | None = None

    @property
    def summary(self) -> str:
        """Returns the first paragraph of the description on one line."""
        return " ".join(self.description.strip().split("\n\n")[0].split())

    @property
    def year(self) -> int:
        """Returns the year of issue."""
        return self.issued.year
