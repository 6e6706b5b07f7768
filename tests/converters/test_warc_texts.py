"""What Common Crawl makes of pages: texts (WET) whose pages are elsewhere, and metadata (WAT)."""

from __future__ import annotations

from pathlib import Path

from converters.crawled import answer, packed, page, record
from converters.gathered import source_of

from pressmark.converters import warc
from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Leftover

TEXT = b"Home\nThe ferry sails at six, and whoever wants a seat has to be at the quay before that.\nImprint\n"
REFERS = "<urn:uuid:00000000-0000-0000-0000-000000000099>"


def read(place: Path, data: bytes) -> list[Draft | Leftover]:
    place.write_bytes(data)
    return list(warc.read(source_of(place), ConvertSettings()).records)


def test_a_text_without_its_page_is_read_with_what_is_known_of_it(tmp_path: Path) -> None:
    """WET of Common Crawl: the text alone, with the address of its page and the day of the fetch."""
    wet = record(3, TEXT, "conversion", Content_Type="text/plain", WARC_Refers_To=REFERS)
    empty = record(4, b" ", "conversion", Content_Type="text/plain", WARC_Refers_To=REFERS)
    info = record(1, b"software: x", "warcinfo", Content_Type="application/warc-fields", WARC_Target_URI="")
    found = read(tmp_path / "a.warc.wet.gz", packed([info, wet, empty]))
    (draft,) = (each for each in found if isinstance(each, Draft))
    assert (draft.title, draft.publisher, draft.agents) == (None, None, ())
    assert (draft.url, draft.text_completeness) == ("https://harbour.example/3", "unknown")
    assert [(dated.role, dated.edtf) for dated in draft.dates] == [("retrieved", "2020-01-02T03:04:05Z")]
    assert draft.text == TEXT.decode().strip()
    assert [claim.claim for claim in draft.claims] == ["text_origin", "url"]
    assert [each.reason for each in found if isinstance(each, Leftover)] == ["describes the archive", "empty"]


def test_metadata_of_common_crawl_are_named(tmp_path: Path) -> None:
    wat = record(3, b'{"Envelope": {}}', "metadata", Content_Type="application/json", WARC_Refers_To=REFERS)
    (left,) = read(tmp_path / "a.warc.wat.gz", packed([wat]))
    assert isinstance(left, Leftover)
    assert left.reason == f"metadata of {REFERS.strip('<>')}, in JSON (WAT): no text"


def test_the_text_of_a_page_that_is_there_is_no_second_article(tmp_path: Path) -> None:
    whole = record(99, answer(page("Winter")))
    wet = record(3, TEXT, "conversion", Content_Type="text/plain", WARC_Refers_To=REFERS)
    found = read(tmp_path / "a.warc", whole + wet)
    assert [each.title for each in found if isinstance(each, Draft)] == ["The Winter Ferry"]
