"""Scores web archives: every record of small ones field by field, and the articles of a crawl of ten news pages.

    python benchmarks/score_archives.py [FOLDER]

The folder holds the cases `warc-warcio` and `warc-news`; by default it is the one beside the clone. Archives that are
cut or damaged are made from the second case: all other records have to be kept, and the break has to be told.

Three titles and the authors of two pages of `warc-news` count as wrong and are meant to: the case expects the headline
and the author that the linked data declares, where the page prints another heading, or names nobody and the data calls
the site itself the author.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pressmark.archives.captures import Break, Capture, captures
from pressmark.converters import warc
from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Leftover, Source

CASES = Path(__file__).resolve().parents[1] / "../shared/cases"
_MOST = 50_000_000
_OWN = ("type", "uri", "date", "http_status", "content_type", "payload_length", "payload_sha256", "digest_ok")


def records(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yields what was compared and whether it is right, for every field of every record."""
    for name, expected in json.loads((folder / "expected.json").read_text("utf-8")).items():
        found = list(captures(folder / name, wanted=lambda _: True, most=_MOST))
        yield f"{name}: number of records", len(found) == expected["n_records"]
        for number, (one, wanted) in enumerate(zip(found, expected["records"], strict=False), start=1):
            given = _fields(one) if isinstance(one, Capture) else {}
            for field in _OWN:
                yield f"{name}: record {number}: {field}", given.get(field) == _expected(field, wanted, name)


def _expected(field: str, wanted: dict[str, Any], name: str) -> Any:
    value = wanted[field]
    if field == "http_status":
        return int(value) if value and value.isdecimal() else None  # the case gives a request the path it asks for
    if field == "content_type":
        return value.partition(";")[0] if value else None
    if (
        field in ("payload_length", "payload_sha256")
        and name.startswith("example.arc")
        and wanted["type"] == "warcinfo"
    ):
        return None  # warcio takes the block of an ARC's own description for its head
    return value


def _fields(found: Capture) -> dict[str, Any]:
    described = found.kind == "warcinfo" and (found.uri or "").startswith("filedesc:")
    payload = found.payload or b""
    return {
        "type": found.kind,
        "uri": None if described else found.uri,
        "date": found.date,
        "http_status": found.status,
        "content_type": found.media_type,
        "payload_length": None if described else len(payload),
        "payload_sha256": None if described else hashlib.sha256(payload).hexdigest(),
        "digest_ok": found.intact,
    }


def articles(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yields what was compared and whether it is right, for the articles of the crawl."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    read = _read(folder / "news.warc.gz")
    drafts = {draft.url or "": draft for draft in read if isinstance(draft, Draft)}
    yield "number of articles", sum(isinstance(one, Draft) for one in read) == expected["n_articles"]
    yield "records accounted for", len(read) == sum(expected["record_types"].values())
    for url, wanted in expected["articles_by_url"].items():
        draft = drafts.get(url)
        yield f"{url}: is an article", draft is not None
        if draft is not None:
            yield from ((f"{url}: {field}", right) for field, right in _compared(draft, wanted))


def _compared(draft: Draft, wanted: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    dates = {dated.role: dated for dated in draft.dates}
    yield "payload_sha256", draft.source_sha256 == wanted["payload_sha256"]
    yield "title", _key(draft.title or "") == _key(wanted["title"])
    yield (
        "authors",
        {_key(each.name) for each in draft.agents if each.role == "author"} == set(map(_key, wanted["authors"])),
    )
    published = dates["published"].edtf if "published" in dates else None
    yield "date", (published or "")[:10] == wanted["publishing_date"][:10]
    yield "retrieved", (dates["retrieved"].edtf or "")[:19].replace("T", " ") == wanted["crawl_date"][:19]


def damaged(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yields whether archives that are cut or damaged keep all other records and tell of the break."""
    data = (folder / "news.warc.gz").read_bytes()
    whole = captures(folder / "news.warc.gz", wanted=lambda _: False, most=_MOST)
    offsets = [one.offset for one in whole if isinstance(one, Capture)]
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        for number in (3, 9, len(offsets) - 1):
            start = offsets[number]
            spoiled = bytearray(data)
            spoiled[start + 40 : start + 60] = bytes(20)
            for how, made in (("cut", data[: start + 50]), ("damaged", bytes(spoiled))):
                place = Path(scratch) / f"{how}.warc.gz"
                place.write_bytes(made)
                found = list(captures(place, wanted=lambda _: True, most=_MOST))
                kept = [one.offset for one in found if isinstance(one, Capture)]
                others = offsets[:number] + ([] if how == "cut" else offsets[number + 1 :])
                yield f"{how} at record {number + 1}: all others", kept == others
                yield f"{how} at record {number + 1}: the break is told", isinstance(found[number], Break)


def _read(place: Path) -> list[Draft | Leftover]:
    data = place.read_bytes()
    source = Source(place.name, place, hashlib.sha256(data).hexdigest(), len(data))
    return list(warc.read(source, ConvertSettings()).records)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def main(folder: Path) -> int:
    """Prints the table and returns the exit status."""
    status = 0
    for case, score in (("warc-warcio", records), ("warc-news", articles), ("warc-news", damaged)):
        if not (folder / case).is_dir():
            print(f"not run: no case folder at {folder / case}")
            continue
        rows = list(score(folder / case))
        for what, right in rows:
            if not right:
                print(f"WRONG  {what}")
                status = 1
        print(f"{case}, {score.__name__}: {sum(right for _, right in rows)} of {len(rows)} right")
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES))
