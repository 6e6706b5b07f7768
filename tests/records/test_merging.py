"""What a document says and what a table says of it, joined: which is chosen, and that neither is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pressmark.evidence.dates import dated
from pressmark.model.draft import Agent, Claim, Draft, Statement, Subject
from pressmark.records.merging import merged

PLACE = "metadata.csv#row=1"
DOCUMENT = Draft(
    source_sha256="0" * 64,
    title="Chapter One",
    text="The ferry went out.",
    language="en",
    publisher="The River Post",
    agents=(Agent(role="author", name="Ann Lee", kind="person", basis="byline"),),
    dates=(dated("published", "4 May 2019", basis="printed"),),
    claims=(Claim(claim="title", value="Chapter One", basis="printed", locator="char=0,11"),),
    statements=(Statement(slot="title", verbatim="Chapter One", locator="char=0,11"),),
)
TABLE = Draft(
    source_sha256="1" * 64,
    title="The Ferry",
    publisher="The river post",
    url="https://river.example.org/ferry",
    agents=(Agent(role="author", name="Tom Okafor", kind="person"),),
    dates=(dated("published", "2019-05-06", basis="printed"), dated("modified", "2019-05-07", basis="printed")),
    subjects=(Subject(scheme="tag", label_verbatim="ferries", label="ferries"),),
)


def authors(draft: Draft) -> list[tuple[str, str]]:
    return [(agent.name, agent.basis) for agent in draft.agents if agent.role == "author"]


def claims(draft: Draft, name: str) -> dict[str | None, bool]:
    return {claim.value: claim.chosen for claim in draft.claims if claim.claim == name}


def days(draft: Draft) -> dict[str, tuple[str | None, str, int]]:
    return {date.role: (date.edtf, date.basis, date.rivals) for date in draft.dates}


def test_the_table_is_chosen_and_the_document_stays_as_a_rival() -> None:
    found = merged(DOCUMENT, TABLE, place=PLACE)
    assert found.title == "The Ferry"
    assert claims(found, "title") == {"Chapter One": False, "The Ferry": True}
    assert authors(found) == [("Tom Okafor", "curated")]
    assert claims(found, "author") == {"Ann Lee": False, "Tom Okafor": True}
    assert days(found) == {"published": ("2019-05-06", "external", 1), "modified": ("2019-05-07", "external", 0)}
    assert claims(found, "published") == {"2019-05-06": True, "2019-05-04": False}


def test_the_document_is_chosen_where_it_is_preferred_and_the_table_fills_the_rest() -> None:
    found = merged(DOCUMENT, TABLE, place=PLACE, prefer="document")
    assert (found.title, found.url, found.url_status) == ("Chapter One", "https://river.example.org/ferry", "present")
    assert claims(found, "title") == {"Chapter One": True, "The Ferry": False}
    assert authors(found) == [("Ann Lee", "byline")]
    assert days(found) == {"published": ("2019-05-04", "printed", 1), "modified": ("2019-05-07", "external", 0)}


@pytest.mark.parametrize("prefer", ["table", "document"])
def test_what_both_say_keeps_the_wording_of_the_document(prefer: str) -> None:
    same = replace(TABLE, title="CHAPTER ONE", dates=(dated("published", "2019-05-04", basis="printed"),))
    found = merged(DOCUMENT, same, place=PLACE, prefer=prefer)
    assert (found.title, found.publisher) == ("Chapter One", "The River Post")
    assert days(found)["published"] == ("2019-05-04", "printed", 0)
    assert claims(found, "title") == {"Chapter One": True, "CHAPTER ONE": True}


@pytest.mark.parametrize("prefer", ["table", "document"])
def test_wordings_text_and_identity_are_the_documents(prefer: str) -> None:
    found = merged(DOCUMENT, replace(TABLE, text="Another."), place=PLACE, prefer=prefer)
    assert (found.statements, found.text, found.source_sha256) == (DOCUMENT.statements, DOCUMENT.text, "0" * 64)
    assert found.subjects == TABLE.subjects


def test_a_table_that_says_nothing_changes_nothing() -> None:
    assert merged(DOCUMENT, Draft(source_sha256="1"), place=PLACE) == DOCUMENT


def test_rights_are_the_documents_where_it_speaks_of_them() -> None:
    licensed = replace(
        TABLE,
        license_scope="table",
        copyright_year="2018",
        agents=(Agent(role="rights_holder", name="The Archive", kind="organization"),),
        claims=(Claim(claim="license", value="CC-BY-4.0", basis="table", locator="row=1"),),
    )
    silent = merged(DOCUMENT, licensed, place=PLACE)
    assert (silent.license_scope, silent.copyright_year, claims(silent, "license")) == (
        "table",
        "2018",
        {"CC-BY-4.0": True},
    )
    assert [agent.name for agent in silent.agents if agent.role == "rights_holder"] == ["The Archive"]
    holder = Agent(role="rights_holder", name="The River Post", kind="organization", basis="copyright-notice")
    spoken = replace(
        DOCUMENT,
        copyright_year="2019",
        license_scope="article",
        agents=(*DOCUMENT.agents, holder),
        claims=(*DOCUMENT.claims, Claim(claim="license", value="CC-BY-ND-4.0", basis="printed")),
    )
    found = merged(spoken, licensed, place=PLACE)
    assert (found.license_scope, found.copyright_year) == ("article", "2019")
    assert claims(found, "license") == {"CC-BY-ND-4.0": True, "CC-BY-4.0": False}
    assert [agent.name for agent in found.agents if agent.role == "rights_holder"] == ["The River Post"]
