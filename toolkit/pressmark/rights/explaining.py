"""Explains the gate: for each of its rules in their order why it does not apply, until the one that decides.

What a rule lacks is worded beside what it asks; a property holds that a rule lacks nothing exactly where it applies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pressmark.evidence.licenses import NO_DERIVATIVES, NONCOMMERCIAL, OPEN, PUBLIC_DOMAIN
from pressmark.rights.gate import GATE, PURPOSES, REDISTRIBUTION, RESTRICTED, Facts, Policy, reaches

Lacks = Callable[[Facts, Policy], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to a profile: the rule, what it lets through if it applies, and why it does or does not."""

    rule: str
    profile: str | None  # None where the rule does not apply
    because: str


def steps(facts: Facts, policy: Policy) -> tuple[Step, ...]:
    """Returns the gate's rules in their order up to the one that decides, which is the last."""
    taken: list[Step] = []
    for rule in GATE:
        profile = rule.ceiling(facts, policy)
        if profile is not None:
            return (*taken, Step(rule.name, profile, _decided(rule.name, rule.why, facts, policy)))
        taken.append(Step(rule.name, None, "; ".join(lacking(rule.name, facts, policy))))
    raise AssertionError("the last rule of the gate applies to everything")


def lacking(rule: str, facts: Facts, policy: Policy) -> tuple[str, ...]:
    """Returns why a rule of the gate does not apply; nothing where it does."""
    return tuple(_LACKS[rule](facts, policy))


def _decided(rule: str, why: str, facts: Facts, policy: Policy) -> str:
    """Returns why a rule applies, with what keeps the text closed where the rule limits it."""
    closed = _CLOSED.get(rule)
    reasons = tuple(closed(facts, policy)) if closed else ()
    return f"{why} ({'; '.join(reasons)})" if reasons else why


def _withdrawn(facts: Facts, _: Policy) -> Iterator[str]:
    if not facts.withdrawn:
        yield "no withdrawal, take-down or embargo is in force"


def _contradiction_or_secret(facts: Facts, _: Policy) -> Iterator[str]:
    if not facts.contradiction and not facts.secret:
        yield "its rights do not contradict each other, and no secret was found in it"


def _no_provenance(facts: Facts, _: Policy) -> Iterator[str]:
    if facts.provenance:
        yield "the bytes it was read from are known"


def _mining_reserved(facts: Facts, _: Policy) -> Iterator[str]:
    if not facts.mining_reserved:
        yield "mining is not reserved"
    elif facts.license and facts.from_holder:
        yield "mining is reserved, and the holder grants a licence all the same"


def _public_domain_reviewed(facts: Facts, policy: Policy) -> Iterator[str]:
    dedicated = "license" in facts.reviewed and facts.license in PUBLIC_DOMAIN
    expired = "rights_statement" in facts.reviewed and facts.statement == "NoC-US"
    if dedicated or (expired and policy.jurisdiction in policy.public_domain_jurisdictions and policy.jurisdiction):
        return
    if facts.license in PUBLIC_DOMAIN:
        yield f"no named reviewer confirmed {facts.license}"
    elif facts.statement == "NoC-US" and expired:
        yield "NoC-US does not count under the law that the release follows"
    elif facts.statement == "NoC-US":
        yield "no named reviewer confirmed NoC-US"
    else:
        yield "neither licence nor rights statement says that it is in the public domain"


def _restricted_public_domain(facts: Facts, _: Policy) -> Iterator[str]:
    if facts.statement not in RESTRICTED:
        yield f"the rights statement is {facts.statement}"


def _open_license(facts: Facts, _: Policy) -> Iterator[str]:
    if facts.license not in OPEN:
        yield f"{facts.license} is no open licence" if facts.license else "no licence is known"
    else:
        yield from _not_from_holder(facts)


def _open_license_limited(facts: Facts, _: Policy) -> Iterator[str]:
    if facts.license not in NO_DERIVATIVES | NONCOMMERCIAL:
        yield "no licence is known that forbids commercial use or changes"


def _holders_permission(facts: Facts, policy: Policy) -> Iterator[str]:
    if not facts.is_reference:
        yield "no permission in somebody's own words is known"
        return
    if not facts.actions & REDISTRIBUTION:
        yield "the permission is not known to allow redistribution or a dataset"
    if not reaches(facts, policy):
        yield "the permission is not known to reach the audience of the release"
    if "license" not in facts.reviewed:
        yield "no named reviewer confirmed the permission"
    yield from _not_holders(facts)
    yield from _unmet(facts)


def _grantor_is_not_holder(facts: Facts, _: Policy) -> Iterator[str]:
    if not facts.license:
        yield "there is no licence that another than the holder could have granted"
    elif facts.grantor_is_holder != "no" and not facts.is_foreign:
        known = {"yes": "the grantor is the holder"}
        yield known.get(facts.grantor_is_holder, "it is not known that the grantor is another than the holder")


def _permission_too_narrow(facts: Facts, _: Policy) -> Iterator[str]:
    if not facts.is_reference:
        yield "no permission in somebody's own words is known"


def _educational_or_noncommercial(facts: Facts, policy: Policy) -> Iterator[str]:
    if facts.statement not in PURPOSES:
        yield f"the rights statement is {facts.statement}"
        return
    if "rights_statement" not in facts.reviewed:
        yield f"no named reviewer confirmed {facts.statement}"
    if policy.purpose not in PURPOSES[facts.statement]:
        yield f"the release is not declared to be for {' or '.join(PURPOSES[facts.statement])}"
    if policy.commercial is not False:
        yield "the release is not declared non-commercial"


def _not_known_to_be_open(_facts: Facts, _policy: Policy) -> Iterator[str]:
    yield from ()


def _limited(facts: Facts, policy: Policy) -> Iterator[str]:
    if facts.license in NO_DERIVATIVES:
        yield f"{facts.license} forbids changes"
        return
    if policy.commercial is not False:
        yield "the release is not declared non-commercial"
    yield from _not_from_holder(facts)


def _not_grantors(facts: Facts, _: Policy) -> Iterator[str]:
    yield from _not_holders(facts)


def _not_from_holder(facts: Facts) -> Iterator[str]:
    yield from _not_holders(facts)
    if not facts.is_stated:
        yield "the licence is not stated for the article itself, and no named reviewer confirmed it"
    yield from _unmet(facts)


def _not_holders(facts: Facts) -> Iterator[str]:
    if facts.grantor_is_holder == "no":
        yield "who grants it is not the holder"
    elif facts.grantor_is_holder != "yes":
        yield "it is not known whether the holder grants it"
    if facts.is_foreign:
        yield f"the article credits {', '.join(sorted(facts.agencies))}"


def _unmet(facts: Facts) -> Iterator[str]:
    if facts.unmet:
        yield f"conditions are not met: {', '.join(sorted(facts.unmet))}"


_LACKS: Mapping[str, Lacks] = MappingProxyType(
    {
        "withdrawn": _withdrawn,
        "contradiction-or-secret": _contradiction_or_secret,
        "no-provenance": _no_provenance,
        "mining-reserved": _mining_reserved,
        "public-domain-reviewed": _public_domain_reviewed,
        "restricted-public-domain": _restricted_public_domain,
        "open-license": _open_license,
        "open-license-limited": _open_license_limited,
        "holders-permission": _holders_permission,
        "grantor-is-not-holder": _grantor_is_not_holder,
        "permission-too-narrow": _permission_too_narrow,
        "educational-or-noncommercial": _educational_or_noncommercial,
        "not-known-to-be-open": _not_known_to_be_open,
    }
)
# Why a rule that applies keeps the text closed.
_CLOSED: Mapping[str, Lacks] = MappingProxyType(
    {
        "open-license-limited": _limited,
        "grantor-is-not-holder": _not_grantors,
        "permission-too-narrow": _holders_permission,
    }
)
