"""What Croissant asks for and its validator does not check."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from describers.works import HOSTILE, METADATA_ONLY, PLAIN, WORKS, data_file

from pressmark.describers import croissant
from pressmark.model.work import Work

REQUIRED = ["@context", "@type", "conformsTo", "description", "license", "name", "url", "creator", "datePublished"]
RECOMMENDED = ["keywords", "publisher", "version", "dateCreated", "dateModified", "sameAs", "sdLicense", "inLanguage"]


def rendered(work: Work) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(croissant.render(work))
    return value


@pytest.mark.parametrize("work", WORKS)
@pytest.mark.parametrize("key", [*REQUIRED, "distribution", "recordSet", "citeAs"])
def test_a_required_key_is_there(key: str, work: str) -> None:
    assert rendered(WORKS[work])[key]


@pytest.mark.parametrize("key", RECOMMENDED)
def test_a_recommended_key_is_there_where_it_is_known(key: str) -> None:
    assert rendered(PLAIN)[key]


def test_every_file_has_a_checksum_and_every_record_set_its_file() -> None:
    work = rendered(PLAIN)
    files = {file["@id"] for file in work["distribution"] if len(file["sha256"]) == 64}
    sources = {field["source"]["fileObject"]["@id"] for records in work["recordSet"] for field in records["field"]}
    assert files == sources == {file.path for file in PLAIN.files}


def test_a_reference_leads_to_a_field_that_is_there() -> None:
    fields = [field for records in rendered(PLAIN)["recordSet"] for field in records["field"]]
    targets = {field["references"]["field"]["@id"] for field in fields if "references" in field}
    assert targets == {"articles/article_id"}


def test_json_lines_are_named_as_loaders_know_them() -> None:
    lines = replace(METADATA_ONLY, files=(data_file("articles", "jsonl", 3),))
    assert rendered(lines)["distribution"][0]["encodingFormat"] == ["application/jsonl", "application/jsonlines"]


def test_parquet_is_named_as_loaders_know_it() -> None:
    assert "application/x-parquet" in rendered(METADATA_ONLY)["distribution"][0]["encodingFormat"]


def test_a_permission_with_terms_is_an_offer_and_one_without_is_not() -> None:
    offer, unread = rendered(METADATA_ONLY)["usageInfo"][2:]
    assert offer["@type"] == ["CreativeWork", "odrl:Offer"]
    assert [duty["odrl:action"]["name"] for duty in offer["odrl:permission"]["odrl:duty"]] == [
        "acknowledge-source",
        "hyperlink-original",
    ]
    assert unread["@type"] == "CreativeWork"
    assert "odrl:permission" not in unread


def test_the_wording_of_a_permission_is_there_only_where_it_may_be() -> None:
    texts = [usage.get("text") for usage in rendered(METADATA_ONLY)["usageInfo"][2:]]
    assert texts == [None, "Share this with your friends."]
    assert rendered(HOSTILE)["usageInfo"][1]["text"] == HOSTILE.permissions[0].text
