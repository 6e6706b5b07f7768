"""Whatever a converter reads, each of an article's rights has a claim that says on what, where and in which words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from converters.gathered import CONVERTERS, source_of, sources_of

from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft
from pressmark.records.assemble import Ledgers, assemble
from pressmark.records.identity import Identity
from pressmark.rights.gate import Policy

# What its page, or nobody, says in so many words.
STATED = ("tdm_reservation", "tdm_policy", "takedown", "embargo", "usage_terms", "rights")
NOTHING_KNOWN = "http://rightsstatements.org/vocab/CNE/1.0/"
# The converters whose cases state a licence or name a holder; the others' documents say nothing of the kind.
SPEAKING = {"feed", "front-matter", "html", "jats", "newsml", "newsml-g2", "ninjs", "nitf", "print-view", "table"}


def records(converter: str) -> Iterator[dict[str, Any]]:
    """Yields the record of every article among the cases of a converter."""
    for place in sources_of(converter):
        for draft in CONVERTERS[converter].read(source_of(place), ConvertSettings()).records:
            if isinstance(draft, Draft):
                yield assemble(
                    draft,
                    source_id="s-0123456789abcdef",
                    path=place.name,
                    identity=Identity("ex"),
                    ledgers=Ledgers(reviews={}, withdrawn={}),
                    policy=Policy(),
                )


def worded(record: dict[str, Any], name: str, value: str | None = None) -> list[bool]:
    """Returns of the claims of one name, and value where one is given, whether they have place and wording."""
    claims = [row for row in record.get("claims", ()) if row["claim"] == name and value in (None, row["value"])]
    return [bool(row["basis"] and row["locator"] and row["verbatim"]) for row in claims]


@pytest.mark.parametrize("converter", sorted(SPEAKING))
def test_every_right_has_its_evidence(converter: str) -> None:
    spoken = 0
    for record in records(converter):
        holders = [row["name"] for row in record.get("agents", ()) if row["role"] == "rights_holder"]
        spoken += len(holders) + (record["license"] is not None)
        assert record["license"] is None or any(worded(record, "license", record["license"]))
        assert all(any(worded(record, "holder", name)) for name in holders)
        assert all(ok for name in STATED for ok in worded(record, name))
        if record["rights_statement"] != NOTHING_KNOWN:
            (statement,) = [row for row in record["claims"] if row["claim"] == "rights_statement"]
            assert (statement["value"], statement["chosen"]) == (record["rights_statement"], True)
            assert statement["locator"]
            assert statement["note"]
    assert spoken
