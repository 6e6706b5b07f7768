"""An explanation of the gate says of every rule what the gate says."""

from __future__ import annotations

from hypothesis import given, settings
from rights.test_gate_holds import FACTS, POLICIES

from pressmark.rights.explaining import lacking, steps
from pressmark.rights.gate import GATE, Decision, Facts, Policy, decide


@settings(max_examples=500, deadline=None)
@given(facts=FACTS, policy=POLICIES)
def test_a_rule_lacks_nothing_exactly_where_it_applies(facts: Facts, policy: Policy) -> None:
    for rule in GATE:
        assert (rule.ceiling(facts, policy) is not None) == (lacking(rule.name, facts, policy) == ())


@settings(max_examples=300, deadline=None)
@given(facts=FACTS, policy=POLICIES)
def test_the_last_step_is_the_decision(facts: Facts, policy: Policy) -> None:
    taken = steps(facts, policy)
    assert decide(facts, policy) == Decision(str(taken[-1].profile), taken[-1].rule)
    assert [step.rule for step in taken] == [rule.name for rule in GATE[: len(taken)]]
    assert all(step.because and step.profile is None for step in taken[:-1])
