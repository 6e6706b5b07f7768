"""The frozen form of a site description: how one site lays out the pages that it prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pressmark.evidence.text import one_line
from pressmark.model.draft import Term
from pressmark.sites.grammar import LONGEST_LINE, LinePattern, PrintedLine, Value
from pressmark.sites.wording import Wording


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """One kind of line that prints values, in all the ways that the site prints it."""

    patterns: tuple[LinePattern, ...]
    gate: re.Pattern[str]  # all the patterns in one, to pass over most lines at the speed of a search
    repeats: bool = False  # a page may print it more than once
    below: frozenset[str] = (
        frozenset()
    )  # what alone it may stand below: title, subtitle, or a line that ends in a field

    def match(self, line: PrintedLine) -> tuple[Value, ...] | None:
        """Returns the values of the first way of printing that fits."""
        if len(line.masked) > LONGEST_LINE or not self.gate.fullmatch(line.masked):
            return None
        matches = (pattern.match(line) for pattern in self.patterns)
        return next((values for values in matches if values is not None), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """A paragraph that the site prints around its articles, known by a few of its words."""

    patterns: tuple[re.Pattern[str], ...]
    slot: str | None = None  # of `statements`
    caveats: tuple[str, ...] = ()  # of `flags`, kind rights-caveat
    weak: bool = False  # counts only beside lines that are surely no body
    wordings: frozenset[str] = frozenset()  # whole paragraphs on one line, to the letter

    def match(self, wording: Wording) -> bool:
        """Says whether a wording holds the words that make it known, or is one that is known whole."""
        if self.wordings and one_line(wording.plain) in self.wordings:
            return True
        return any(pattern.search(wording.plain) for pattern in self.patterns)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPermission:
    """A permission whose wording a person has read: known by its hash, so that the description holds no wording.

    `sha256` is of the wording itself; `folded` are hashes of its folded forms (`permissions.folded`), which a change of
    case, quotation marks or contact address leaves equal.
    """

    permission_id: str
    sha256: str
    folded: frozenset[str]
    grantor: str | None
    commercial: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDescription:
    """How one site lays out the pages that it prints; `sha256` is of the description as written."""

    name: str
    sha256: str
    hosts: frozenset[str] = frozenset()  # where its pages stand, without `www.`
    languages: tuple[str, ...] = ()
    date_order: str | None = None  # of all-numeric dates: dmy, mdy
    publishers: Mapping[str, str]  # printed name in lower case: the name of the publisher
    organizations: frozenset[str] = frozenset()
    signatures: tuple[re.Pattern[str], ...] = ()
    header: tuple[LabelledLine, ...] = ()
    footer: tuple[LabelledLine, ...] = ()
    preamble: tuple[Boilerplate, ...] = ()
    boilerplate: tuple[Boilerplate, ...] = ()
    permitting: tuple[re.Pattern[str], ...] = ()  # the words of a paragraph that permits something
    permissions: tuple[KnownPermission, ...] = ()
    truncated: tuple[re.Pattern[str], ...] = ()  # the end of a text that goes on elsewhere
