"""Says which rules judge, how severely, and which findings were accepted: by the configuration and the command line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from pressmark.errors import ConfigurationError, nearest
from pressmark.rules.base import FAMILIES, Rule

EXAMPLES = 20

# Rules that keep others from harm: a project may not look away from what they find.
BINDING = frozenset(
    {"file-changed", "path-unsafe", "release-edited", "secret-printed", "shown-beyond-profile", "text-leaked"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """A finding that somebody accepted: of one rule, about one article, for a reason, until a day."""

    rule: str
    article: str
    reason: str
    expires: date


def _none() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a project asks of a validation.

    `left_out` names the rules that do not judge; `severities` replaces severities by rule; `baseline` holds the
    fingerprints of findings that are known; `today` is the day that suppressions are compared with (without a day none
    is in force); `examples` is how many findings of a rule and severity are kept.
    """

    left_out: frozenset[str] = frozenset()
    severities: Mapping[str, str] = field(default_factory=_none)
    suppressions: tuple[Suppression, ...] = ()
    baseline: frozenset[str] = frozenset()
    today: date | None = None
    examples: int = EXAMPLES

    def suppression(self, rule: str, article: str) -> Suppression | None:
        """Returns the suppression in force for a rule and an article."""
        wanted = (found for found in self.suppressions if (found.rule, found.article) == (rule, article))
        return next((found for found in wanted if not self.expired(found)), None)

    def expired(self, suppression: Suppression) -> bool:
        """Returns whether a suppression is past its last day."""
        return self.today is None or suppression.expires < self.today


EVERYTHING = Policy()


def policy_of(
    rules: Mapping[str, Rule],
    configured: Mapping[str, Any],
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    baseline: Iterable[str] = (),
    today: date | None = None,
    examples: int = EXAMPLES,
) -> Policy:
    """Returns the policy of a `[validate]` table with what was asked for beside it.

    Args:
        rules: The catalogue.
        configured: The `[validate]` table of a `pressmark.toml`.
        select: Names of rules or families; only they judge. They replace what the configuration selects.
        ignore: Names of rules or families that do not judge, beside those of the configuration.
        baseline: Fingerprints of findings that are known.
        today: The day that suppressions are compared with.
        examples: How many findings of a rule and severity are kept.

    Raises:
        ConfigurationError: where a name is unknown, or a rule that protects others would be set aside.
    """
    chosen = _named(tuple(select) or configured.get("select", ()), rules) or frozenset(rules)
    set_aside = _named(configured.get("ignore", ()), rules) | _named(tuple(ignore), rules)
    severities = {name: str(severity) for name, severity in configured.get("severity", {}).items()}
    suppressions = tuple(
        Suppression(**{**found, "expires": date.fromisoformat(found["expires"])})
        for found in configured.get("suppress", ())
    )
    _named(severities, rules)
    _named((found.rule for found in suppressions), rules)
    eased = {name for name, severity in severities.items() if severity != rules[name].severity}
    for name in sorted(BINDING & (set_aside | eased | {found.rule for found in suppressions})):
        raise ConfigurationError(
            f"the rule {name} cannot be set aside", remedy="it protects others; mend what it finds"
        )
    return Policy(
        left_out=frozenset(rules) - chosen | set_aside,
        severities=MappingProxyType(severities),
        suppressions=suppressions,
        baseline=frozenset(baseline),
        today=today,
        examples=examples,
    )


def _named(names: Iterable[str], rules: Mapping[str, Rule]) -> frozenset[str]:
    """Returns the rules that names of rules and families stand for."""
    found: set[str] = set()
    for name in names:
        meant = {name} & rules.keys() or {rule.name for rule in rules.values() if rule.family == name}
        if not meant:
            raise _unknown(name, [*rules, *FAMILIES])
        found |= meant
    return frozenset(found)


def _unknown(name: str, known: Collection[str]) -> ConfigurationError:
    near = nearest(name, known)
    remedy = f"did you mean {near!r}?" if near else "`pressmark list rules` names them"
    return ConfigurationError(f"no rule or family is called {name!r}", remedy=remedy)
