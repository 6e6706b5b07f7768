"""Web archives: whole cases as data; records of every kind, packed, cut, damaged and hostile."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from pathlib import Path

import pytest
from converters.crawled import CRAWL, FEED, REASONS, answer, locator, packed, page, record, sha1

from pressmark.archives import walk
from pressmark.converters import warc
from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Leftover, Source
from pressmark.stages.convert import convert
from pressmark.stages.validate import validate

CASES = sorted((Path(__file__).parent / "cases/warc").iterdir())
SHARED = Path(__file__).resolve().parents[3] / "shared/cases"
SETTINGS = ConvertSettings()
Found = list[Draft | Leftover]


def source_of(place: Path) -> Source:
    data = place.read_bytes()
    return Source(place.name, place, hashlib.sha256(data).hexdigest(), len(data))


def read(place: Path, data: bytes, settings: ConvertSettings = SETTINGS) -> Found:
    place.write_bytes(data)
    return list(warc.read(source_of(place), settings).records)


def drafts(found: Found) -> list[Draft]:
    return [each for each in found if isinstance(each, Draft)]


def summary(draft: Draft) -> dict[str, object]:
    dates = {dated.role: dated.edtf for dated in draft.dates}
    return {
        "title": draft.title,
        "url": draft.url,
        "published": dates.get("published"),
        "retrieved": dates.get("retrieved"),
        "authors": [agent.name for agent in draft.agents if agent.role == "author"],
        "publisher": draft.publisher,
        "text_completeness": draft.text_completeness,
    }


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_is_read_as_expected(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    (place,) = folder.glob("source.*")
    found = list(warc.read(source_of(place), SETTINGS).records)
    assert {draft.locator: summary(draft) for draft in drafts(found)} == expected["articles"]
    left = {each.locator: [each.outcome, each.reason] for each in found if isinstance(each, Leftover)}
    assert left == expected["leftovers"]
    assert warc.recognises(source_of(place)) == 100


def test_every_record_is_an_article_or_has_its_reason(tmp_path: Path) -> None:
    found = read(tmp_path / "a.warc", b"".join(CRAWL))
    assert len(found) == len(CRAWL)
    assert [draft.locator for draft in drafts(found)] == [locator(2), locator(8)]
    left = {each.locator: each.reason for each in found if isinstance(each, Leftover)}
    assert left == {locator(number): reason for number, reason in REASONS.items()}


@pytest.mark.parametrize("data", [packed(CRAWL), gzip.compress(b"".join(CRAWL))], ids=["records", "whole"])
def test_packing_changes_nothing(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path / "a.warc", data) == read(tmp_path / "a.warc", b"".join(CRAWL))


@pytest.mark.parametrize("form", ["0.17", "0.18", "1.0", "1.1"])
def test_every_version_is_read(tmp_path: Path, form: str) -> None:
    assert len(drafts(read(tmp_path / "a.warc", record(1, answer(page("a")), form=form)))) == 1


def chunked(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data)


SENT = {
    "gzip": answer(gzip.compress(page("a")), Content_Encoding="gzip"),
    "deflate": answer(zlib.compress(page("a")), Content_Encoding="deflate"),
    "bare deflate": answer(zlib.compress(page("a"), wbits=-15), Content_Encoding="deflate"),
    "chunks": answer(chunked(page("a")), Transfer_Encoding="chunked"),
    "chunks of gzip": answer(chunked(gzip.compress(page("a"))), Transfer_Encoding="chunked", Content_Encoding="gzip"),
    "gzip undone before": answer(page("a"), Content_Encoding="gzip"),
    "chunks undone before": answer(page("a"), Transfer_Encoding="chunked"),
    "lines that end in LF": answer(page("a")).replace(b"\r\n", b"\n"),
    "no media type": answer(page("a"), ""),
    "wrong media type": answer(page("a"), "text/plain"),
}


@pytest.mark.parametrize("block", SENT.values(), ids=SENT)
def test_what_a_server_did_to_a_page_is_undone(tmp_path: Path, block: bytes) -> None:
    (draft,) = drafts(read(tmp_path / "a.warc", record(1, block)))
    assert draft.source_sha256 == hashlib.sha256(page("a")).hexdigest()


def test_an_encoding_that_is_not_read_is_said(tmp_path: Path) -> None:
    (left,) = read(tmp_path / "a.warc", record(1, answer(b"x", Content_Encoding="compress")))
    assert isinstance(left, Leftover)
    assert left.reason == "its Content-Encoding compress is not read"


def test_the_limit_is_of_a_record_and_not_of_the_archive(tmp_path: Path) -> None:
    settings = ConvertSettings(max_bytes=len(page("long")) + 200)
    bomb = answer(gzip.compress(bytes(10_000_000)), Content_Encoding="gzip")
    records = [record(1, answer(page("long"))), record(2, answer(page("b") * 9)), record(3, bomb)]
    found = read(
        tmp_path / "a.warc", b"".join([*records, *(record(9 + n, answer(b"", "a/b")) for n in range(50))]), settings
    )
    assert [type(each) for each in found[:3]] == [Draft, Leftover, Leftover]
    assert "larger than" in getattr(found[1], "reason", "")


@pytest.mark.parametrize(
    ("stated", "claims"),
    [(sha1(page("a")), 0), (sha1(answer(page("a"))), 1), ("sha1:nonsense", 1), ("blake3:abc", 0)],
)
def test_a_digest_that_differs_is_said(tmp_path: Path, stated: str, claims: int) -> None:
    (draft,) = drafts(read(tmp_path / "a.warc", record(1, answer(page("a")), WARC_Payload_Digest=stated)))
    assert sum(claim.claim == "digest" for claim in draft.claims) == claims


def test_a_record_that_the_crawler_cut_is_partial(tmp_path: Path) -> None:
    (draft,) = drafts(read(tmp_path / "a.warc", record(1, answer(page("a")), WARC_Truncated="time")))
    assert draft.text_completeness == "partial"
    assert [claim.note for claim in draft.claims if claim.claim == "completeness"] == ["the record is cut: time"]


def test_the_address_of_the_fetch_is_chosen_and_the_canonical_one_is_its_rival(tmp_path: Path) -> None:
    head = "<link rel='canonical' href='https://harbour.example/news/a'>"
    (draft,) = drafts(read(tmp_path / "a.warc", record(1, answer(page("a", head)))))
    claims = [(claim.value, claim.basis, claim.chosen) for claim in draft.claims if claim.claim == "url"]
    assert draft.url == "https://harbour.example/1"
    assert claims == [
        ("https://harbour.example/1", "header", True),
        ("https://harbour.example/news/a", "meta", False),
    ]


def test_a_record_without_an_id_of_its_own_is_known_by_its_offset(tmp_path: Path) -> None:
    first = record(1, answer(page("a")))
    found = read(
        tmp_path / "a.warc", first + record(1, answer(page("b"))) + record(2, answer(page("c")), WARC_Record_ID="")
    )
    assert [draft.locator for draft in drafts(found)] == [
        locator(1),
        f"offset={len(first)}",
        f"offset={2 * len(first)}",
    ]


def cut(where: int) -> bytes:
    return packed(CRAWL[:1]) + packed(CRAWL[1:2])[:where]


def damaged() -> bytes:
    spoiled = bytearray(packed(CRAWL[1:2]))
    spoiled[60:80] = bytes(20)
    return packed(CRAWL[:1]) + bytes(spoiled) + packed(CRAWL[2:])


BROKEN = {
    "cut in a member": cut(200),
    "cut in the head of a member": cut(5),
    "cut before anything shows": cut(30),
    "cut and not packed": CRAWL[0] + CRAWL[1][:500],
    "cut in the headers": CRAWL[0] + CRAWL[1][:90],
    "a length beyond the end": CRAWL[0] + CRAWL[1].replace(b"Content-Length: ", b"Content-Length: 9"),
    "rubbish": CRAWL[0] + b"rubbish\r\n" * 9,
    "rubbish, packed": packed([CRAWL[0], b"rubbish\r\n" * 9]),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_stands_before_a_break_is_kept_and_the_break_is_told(tmp_path: Path, data: bytes) -> None:
    first, *_, last = read(tmp_path / "a.warc", data)
    assert isinstance(first, Leftover)
    assert isinstance(last, Leftover)
    assert (first.locator, first.reason) == (locator(1), "describes the archive")
    assert last.outcome == "rejected"
    assert "breaks off" in last.reason or "ends inside" in last.reason


def test_the_place_of_a_break_is_a_byte_of_the_file(tmp_path: Path) -> None:
    whole, broken = packed(CRAWL[:1]), packed(CRAWL[1:2])
    found = read(tmp_path / "a.warc", damaged())
    assert [each.locator for each in found[:2]] == [locator(1), f"offset={len(whole)}/broken"]
    said = getattr(found[1], "reason", "")
    assert f"near byte {len(whole)}:" in said
    assert said.endswith(f"it goes on at byte {len(whole) + len(broken)}")


def test_behind_a_damaged_record_the_archive_is_read_on(tmp_path: Path) -> None:
    found = read(tmp_path / "a.warc", damaged())
    assert [each.locator for each in found[2:]] == [
        each.locator for each in read(tmp_path / "b.warc", packed(CRAWL))[2:]
    ]


def test_zeros_behind_the_last_record_are_no_break(tmp_path: Path) -> None:
    assert len(read(tmp_path / "a.warc", packed(CRAWL) + bytes(512))) == len(CRAWL)


ARC = b"filedesc://a.arc 0.0.0.0 20080102030405 text/plain %d\n%s\n"
SAYS = b"1 0 Harbour\nURL IP-address Archive-date Content-type Archive-length\n"


def test_an_arc_is_read_as_the_warc_it_would_be(tmp_path: Path) -> None:
    block = answer(page("old"))
    line = b"https://harbour.example/old 127.0.0.1 20080102030405 text/html %d\n" % len(block)
    head = ARC % (len(SAYS), SAYS)
    for data in (head + line + block + b"\n", gzip.compress(head) + gzip.compress(line + block + b"\n")):
        described, draft = read(tmp_path / "a.arc", data)
        assert isinstance(draft, Draft)
        assert getattr(described, "reason", None) == "describes the archive"
        assert (draft.locator, draft.url) == (f"offset={len(head)}", "https://harbour.example/old")
        assert {dated.edtf for dated in draft.dates if dated.role == "retrieved"} == {"2008-01-02T03:04:05Z"}


def test_a_document_is_an_input_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(CRAWL))
    archive, feed = walk([tmp_path / "a.warc.gz"], tmp_path / "unpacked")
    assert isinstance(archive, Source)
    assert isinstance(feed, Source)
    assert (archive.path, feed.path) == ("a.warc.gz", f"a.warc.gz!/{locator(11)}")
    assert feed.read_bytes() == FEED
    assert (feed.url, feed.retrieved) == ("https://harbour.example/11", "2020-01-02T03:04:05Z")


def test_statements_are_found_again_in_their_records(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    legacy = answer("<title>Fähre</title><p>Fähre".encode("cp1252"), "text/html; charset=windows-1252")
    pages = [each for each in CRAWL if FEED not in each]
    (inputs / "a.warc.gz").write_bytes(packed([*pages, record(20, legacy)]))
    conversion = convert(inputs, to=tmp_path / "package")
    report = validate(tmp_path / "package", sources=inputs)
    outcomes = {found.rule: found.outcome for found in report.outcomes}
    assert conversion.counts["articles"] == 3
    assert (outcomes["statement-unlike-source"], outcomes["counts-add-up"]) == ("passed", "passed")
    (inputs / "a.warc.gz").write_bytes(packed(CRAWL[:1]))
    assert {found.rule for found in validate(tmp_path / "package", sources=inputs).findings} >= {
        "statement-unlike-source"
    }


def test_ten_real_pages_are_ten_articles(tmp_path: Path) -> None:
    case = SHARED / "warc-news"
    if not case.is_dir():
        pytest.skip("../shared/cases/warc-news is not here, and its pages are no part of this repository")
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    found = list(warc.read(source_of(case / "news.warc.gz"), SETTINGS).records)
    assert len(found) == sum(expected["record_types"].values())
    hashes = {draft.url: draft.source_sha256 for draft in drafts(found)}
    assert hashes == {url: wanted["payload_sha256"] for url, wanted in expected["articles_by_url"].items()}
