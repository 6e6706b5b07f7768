"""Decides how much of an article a release may hold: the first rule that applies gives the ceiling.

Unknown is never open. The gate is total: its last rule applies to everything. Facts that would raise a ceiling count
only with their evidence, or with a named human reviewer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pressmark.evidence.licenses import NO_DERIVATIVES, NONCOMMERCIAL, OPEN, PUBLIC_DOMAIN

# From the least to the most that is shown.
PROFILES = ("withheld", "metadata", "features", "excerpt", "fulltext")
_VOCABULARY = "http://rightsstatements.org/vocab/"
COPY_OF_RESTRICTED = "copy-of-restricted"
REDISTRIBUTION = frozenset({"redistribute", "dataset"})
RESTRICTED = ("NoC-CR", "NoC-OKLR", "NoC-NC")
PURPOSES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"InC-EDU": ("education", "research"), "InC-NC": ("research", "education", "noncommercial")}
)
_PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one article's rights; `pressmark.rights.facts` gathers it from a record."""

    withdrawn: bool = False
    contradiction: bool = False
    secret: bool = False
    provenance: bool = True
    mining_reserved: bool = False
    license: str | None = None
    rights_statement: str = "http://rightsstatements.org/vocab/CNE/1.0/"
    basis: str = "none"  # articles.copyright_basis
    evidence: bool = True  # the ledger says where the licence is stated, or who decided so
    grantor_is_holder: str = "unknown"  # yes no unknown
    agencies: frozenset[str] = frozenset()  # whom the article credits, other than the grantor itself
    reviewed: frozenset[str] = frozenset()  # the claims that a named person decided on a day
    actions: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    unmet: frozenset[str] = frozenset()

    @property
    def statement(self) -> str:
        """Returns the short name of the rights statement, such as `InC`."""
        return self.rights_statement.removeprefix(_VOCABULARY).removesuffix("/1.0/")

    @property
    def is_reference(self) -> bool:
        """Returns whether the licence is a permission in somebody's own words."""
        return self.license is not None and self.license.startswith("LicenseRef-")

    @property
    def is_stated(self) -> bool:
        """Returns whether the article itself states the licence, and the ledger says where, or a person decided so."""
        return "license" in self.reviewed or (self.basis == "license-statement" and self.evidence)

    @property
    def is_foreign(self) -> bool:
        """Returns whether an agency is credited, and no person decided that the grantor holds the rights."""
        return bool(self.agencies) and "grantor_is_holder" not in self.reviewed

    @property
    def is_holders(self) -> bool:
        """Returns whether the grantor is the holder; no licence of a site covers what an agency wrote."""
        return self.grantor_is_holder == "yes" and not self.is_foreign

    @property
    def from_holder(self) -> bool:
        """Returns whether the holder grants the licence for the article itself, with every condition met."""
        return self.is_holders and self.is_stated and not self.unmet


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What the operator said of the release in `pressmark.toml`; what is not said opens nothing."""

    commercial: bool | None = None
    purpose: str | None = None
    audience: str | None = None
    jurisdiction: str | None = None
    excerpts: bool = False
    excerpts_basis: str | None = None
    features: bool = False
    public_domain_jurisdictions: frozenset[str] = frozenset()

    @property
    def quotes(self) -> bool:
        """Returns whether the operator decided on excerpts, with the law and the exception that it relies on."""
        return self.excerpts and self.jurisdiction is not None and self.excerpts_basis is not None

    @property
    def unopened(self) -> str:
        """Returns the most that the operator wants shown of an article that nothing opens and nothing closes."""
        if self.quotes:
            return "excerpt"
        return "features" if self.features else "metadata"


@dataclass(frozen=True, slots=True)
class Decision:
    """The most that a release may hold of an article, and the rule that said so."""

    profile: str
    rule: str


Ceiling = Callable[[Facts, Policy], str | None]


@dataclass(frozen=True, slots=True)
class GateRule:
    """One rule of the gate; `ceiling` returns None where the rule does not apply."""

    name: str
    why: str
    ceiling: Ceiling


def _withdrawn(facts: Facts, _: Policy) -> str | None:
    return "withheld" if facts.withdrawn else None


def _contradiction_or_secret(facts: Facts, _: Policy) -> str | None:
    return "withheld" if facts.contradiction or facts.secret else None


def _no_provenance(facts: Facts, _: Policy) -> str | None:
    return None if facts.provenance else "withheld"


def _mining_reserved(facts: Facts, _: Policy) -> str | None:
    return "metadata" if facts.mining_reserved and not (facts.license and facts.from_holder) else None


def _public_domain_reviewed(facts: Facts, policy: Policy) -> str | None:
    allowed = policy.jurisdiction is not None and policy.jurisdiction in policy.public_domain_jurisdictions
    dedicated = facts.license in PUBLIC_DOMAIN and "license" in facts.reviewed
    expired = facts.statement == "NoC-US" and allowed and "rights_statement" in facts.reviewed
    return "fulltext" if dedicated or expired else None


def _restricted_public_domain(facts: Facts, _: Policy) -> str | None:
    return "metadata" if facts.statement in RESTRICTED else None


def _open_license(facts: Facts, _: Policy) -> str | None:
    return "fulltext" if facts.license in OPEN and facts.from_holder else None


def _open_license_limited(facts: Facts, policy: Policy) -> str | None:
    if facts.license in NO_DERIVATIVES:
        return "metadata"
    if facts.license not in NONCOMMERCIAL:
        return None
    return "fulltext" if policy.commercial is False and facts.from_holder else "metadata"


def _holders_permission(facts: Facts, policy: Policy) -> str | None:
    granted = facts.is_reference and facts.actions & REDISTRIBUTION and reaches(facts, policy)
    confirmed = "license" in facts.reviewed and facts.is_holders and not facts.unmet
    return "fulltext" if granted and confirmed else None


def reaches(facts: Facts, policy: Policy) -> bool:
    """Returns whether a permission is said to be for the public, or for the audience of the release."""
    return bool({_PUBLIC, policy.audience} & facts.audiences)


def _grantor_is_not_holder(facts: Facts, _: Policy) -> str | None:
    return "metadata" if facts.license and (facts.grantor_is_holder == "no" or facts.is_foreign) else None


def _permission_too_narrow(facts: Facts, policy: Policy) -> str | None:
    return policy.unopened if facts.is_reference else None


def _educational_or_noncommercial(facts: Facts, policy: Policy) -> str | None:
    if facts.statement not in PURPOSES or "rights_statement" not in facts.reviewed:
        return None
    return "excerpt" if policy.purpose in PURPOSES[facts.statement] and policy.commercial is False else None


def _not_known_to_be_open(_: Facts, policy: Policy) -> str:
    return policy.unopened


GATE = (
    GateRule("withdrawn", "The article was withdrawn, or a take-down or embargo is in force.", _withdrawn),
    GateRule(
        "contradiction-or-secret",
        "Its rights contradict each other, or it holds a secret; nothing is shown until a person has looked.",
        _contradiction_or_secret,
    ),
    GateRule("no-provenance", "It cannot be traced to the bytes it was read from.", _no_provenance),
    GateRule(
        "mining-reserved", "Text and data mining is reserved, and the holder grants no licence.", _mining_reserved
    ),
    GateRule(
        "public-domain-reviewed",
        "It is in the public domain, and a named reviewer confirmed it.",
        _public_domain_reviewed,
    ),
    GateRule(
        "restricted-public-domain",
        "It is out of copyright, but a contract or another law restricts its use.",
        _restricted_public_domain,
    ),
    GateRule(
        "open-license",
        "The holder grants an open licence for the article itself, and its conditions are met.",
        _open_license,
    ),
    GateRule(
        "open-license-limited",
        "The licence forbids commercial use or changes; it opens the text only to a release that is declared "
        "non-commercial, and never where changes are forbidden, since the text is normalised.",
        _open_license_limited,
    ),
    GateRule(
        "holders-permission",
        "The holder permits redistribution to this audience, a named reviewer confirmed it, and conditions are met.",
        _holders_permission,
    ),
    GateRule(
        "grantor-is-not-holder",
        "Whoever grants the licence is not the copyright holder, or the article credits an agency.",
        _grantor_is_not_holder,
    ),
    GateRule(
        "permission-too-narrow",
        "The permission does not reach the release, a condition is unmet, or neither grantor nor reviewer is known.",
        _permission_too_narrow,
    ),
    GateRule(
        "educational-or-noncommercial",
        "The holder limits use to education or to non-commercial purposes.",
        _educational_or_noncommercial,
    ),
    GateRule("not-known-to-be-open", "Nothing that is known opens the text.", _not_known_to_be_open),
)

# What decides after the gate, by more than the article itself: its copies (`pressmark.rights.copies`).
BEYOND = (
    GateRule(
        COPY_OF_RESTRICTED,
        "A copy of it may show no more: the strictest rights among copies bind all of them, except where a named "
        "reviewer decided.",
        lambda _facts, _policy: None,
    ),
)


def decide(facts: Facts, policy: Policy) -> Decision:
    """Returns the ceiling of an article and the name of the rule that gave it; every fact and policy has one."""
    ceilings = ((rule.ceiling(facts, policy), rule.name) for rule in GATE)
    return next(Decision(profile, name) for profile, name in ceilings if profile is not None)


def lower(first: str, second: str) -> str:
    """Returns the one of two profiles that shows less; `mixed` limits nothing."""
    return min((profile for profile in (first, second) if profile != "mixed"), key=PROFILES.index)
