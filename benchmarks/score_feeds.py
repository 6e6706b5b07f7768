"""Scores feeds and exports against what other people's tests expect of them.

    python benchmarks/score_feeds.py [FOLDER]

The folder holds the cases `feeds-feedparser`, `encodings-feedparser` and `wordpress-wxr`; by default it is the one
beside the clone. What has no field here is counted apart: dates and subtitles of a whole feed, types, e-mail addresses.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pressmark.converters import feed, wordpress
from pressmark.converters._wordpress.post import entry_of
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.text import one_line
from pressmark.evidence.xml_records import open_records
from pressmark.model.draft import Draft, Leftover, Source
from pressmark.pages.entry import Channel
from pressmark.pages.entry_drafting import draft_of
from pressmark.pages.feed_terms import Node, is_entry
from pressmark.pages.fragment import fragment_text
from pressmark.pages.xml_source import open_xml

CASES = Path(__file__).resolve().parents[1] / "../shared/cases"
NO_FIELD = "no field"
SETTINGS = ConvertSettings()
DRAFT_FIELDS = {"title": "title", "link": "url", "summary": "text", "description": "text"}
Row = tuple[str, str, str]  # file, what, verdict


def source_of(place: Path, name: str) -> Source:
    """Returns a file as a converter sees it."""
    data = place.read_bytes()
    return Source(path=name, location=place, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def feeds(folder: Path) -> Iterator[Row]:
    """Yields the asserts of feedparser's own tests; entries without title and text are asked as well."""
    for name, expected in json.loads((folder / "expected.json").read_text("utf-8")).items():
        source = source_of(folder / "feeds" / name, name)
        if name.startswith("illformed"):
            yield name, "no crash", verdict(bool(list(feed.read(source, SETTINGS).records)) or not expected["bozo"])
        for wanted in expected["asserts"] or ():
            path, value = wanted["path"], wanted["value"]
            yield name, ".".join(map(str, path)), held(source, path, value)


def held(source: Source, path: Sequence[Any], value: Any) -> str:
    """Returns whether an assert holds for the field of the same meaning, or that there is none."""
    channel, entries = feed.entries_of(open_records(open_xml(source, 10**8).blocks, is_entry), SETTINGS)
    if path[0] == "feed":
        return of_channel(channel, path[1:], value)
    drafts = [draft_of(entry, channel, locator="", language=None) for entry in entries]
    return of_entry(drafts[path[1]], path[2:], value)


def of_channel(channel: Channel, path: Sequence[Any], value: Any) -> str:
    """Returns the verdict on what a feed says of itself."""
    said = {
        "title": channel.publishers,
        "publisher_detail": channel.publishers,
        "rights": [right.found for right in channel.rights],
        "copyright": [right.found for right in channel.rights],
        "copyright_detail": [right.found for right in channel.rights],
        "language": channel.languages,
        "author_detail": [person.found for person in channel.people],
    }
    if (
        path[0] not in said
        or path[-1] in ("type", "email")
        or path[1:] == ["language"]
        or (path[0] == "author_detail" and not channel.people)
    ):
        return NO_FIELD
    if path[-1] == "url":
        return verdict(value in [person.uri for person in channel.people])
    return verdict(plain(value) in [found.value for found in said[path[0]]])


def of_entry(draft: Draft, path: Sequence[Any], value: Any) -> str:
    """Returns the verdict on what an entry says."""
    name = path[0]
    if name in ("summary", "description") and draft.text_completeness == "full":
        return NO_FIELD  # a summary beside a whole text is not kept
    if name in DRAFT_FIELDS:
        return verdict(getattr(draft, DRAFT_FIELDS[name]) in (value, fragment_text(value), plain(value)))
    if name in ("author_detail", "contributors"):
        return of_people(draft, path, value)
    claimed = [(claim.claim, claim.value) for claim in draft.claims]
    dates = {date.role: date for date in draft.dates}
    checks: dict[str, Any] = {
        "id": ("identifier", value) in claimed,
        "guid": ("identifier", value) in claimed,
        "rights": ("rights", plain(value) if isinstance(value, str) else "") in claimed,
        "published": "published" in dates and dates["published"].verbatim == value,
        "published_parsed": "published" in dates and utc(dates["published"].edtf) == value,
        "tags": value in [subject.label for subject in draft.subjects],
        "links.href": draft.url == value,
        "source.title": isinstance(value, str) and draft.original_publisher == plain(value),
        "summary_detail.language": draft.language == value,
    }
    asked = name if name in checks else f"{name}.{path[-1]}"
    return verdict(checks[asked]) if asked in checks else NO_FIELD


def of_people(draft: Draft, path: Sequence[Any], value: Any) -> str:
    """Returns the verdict on a party's name and page; an e-mail address is not kept."""
    if path[-1] == "email":
        return NO_FIELD
    role = "contributor" if path[0] == "contributors" else "author"
    found = [agent for agent in draft.agents if agent.role == role]
    if path[-1] == "url":
        return verdict(value in [agent.identifier for agent in found])
    if isinstance(value, dict):
        return verdict((value["name"], value["href"]) in [(agent.name, agent.identifier) for agent in found])
    return verdict(value in [agent.name for agent in found])


def encodings(folder: Path) -> Iterator[Row]:
    """Yields whether each feed is read in an encoding, or refused with a reason."""
    for name in json.loads((folder / "expected.json").read_text("utf-8")):
        reading = feed.read(source_of(folder / "feeds" / name, name), SETTINGS)
        left = [record for record in reading.records if isinstance(record, Leftover)]
        yield name, reading.encoding or left[0].reason, verdict(bool(reading.encoding or left))


def exports(folder: Path) -> Iterator[Row]:
    """Yields whether each field of each post is exact, each post is there, and each broken export says its break."""
    for name, expected in json.loads((folder / "expected.json").read_text("utf-8")).items():
        source = source_of(folder / "wxr" / name, name)
        records = list(wordpress.read(source, SETTINGS).records)
        if not expected["wellformed_xml"]:
            place = expected["error"].split(", line ")[1].replace(", column", ", column")
            said = [record.reason for record in records if isinstance(record, Leftover)]
            yield name, "break", verdict(any(f"line {place}" in reason for reason in said))
            continue
        posts = {key_of(item): item for item in expected["items"] if is_post(item)}
        drafts = {of_claims(record)["identifier"]: record for record in records if isinstance(record, Draft)}
        yield name, "posts", verdict(posts.keys() == drafts.keys() and len(records) == expected["n_items"])
        yield from ((name, what, verdict(right)) for key in posts for what, right in exact(posts[key], drafts[key]))
        yield from ((name, "content", verdict(right)) for right in stored(source, posts))


def is_post(item: dict[str, Any]) -> bool:
    """Says whether an item is a published post."""
    return bool(item["post_type"] == "post" and item["status"] == "publish")


def key_of(item: dict[str, Any]) -> str:
    """Returns what identifies an item."""
    return str(item["guid"])


def exact(item: dict[str, Any], draft: Draft) -> Iterator[tuple[str, bool]]:
    """Yields a field of a post and whether it is exact."""
    claims = of_claims(draft)
    dates = {date.role: date for date in draft.dates}
    noted = [claim.verbatim for claim in draft.claims if claim.claim == "published"]
    labels = {
        scheme: [one.label_verbatim for one in draft.subjects if one.scheme == scheme] for scheme in ("category", "tag")
    }
    yield "title", draft.title == one_line(item["title"])
    yield "link", draft.url == item["link"]
    yield "creator", item["creator"] in [claim.verbatim for claim in draft.claims if claim.claim == "author"]
    yield "post_date", dates["published"].verbatim == item["post_date"]
    yield "post_date_gmt", item["post_date_gmt"] in noted
    yield "day", str(dates["published"].earliest) == item["post_date"][:10]
    yield "categories", labels["category"] == item["categories"]
    yield "tags", labels["tag"] == item["tags"]
    yield "guid", claims["identifier"] == item["guid"]


def stored(source: Source, posts: dict[str, Any]) -> Iterator[bool]:
    """Yields whether the content that a record's hash covers is the stored one, for each post."""
    for record in open_records(open_xml(source, 10**8).blocks, is_entry):
        node = Node(record.element, record.place_of, atom=False)
        entry = entry_of(node, {})
        if entry.identifier and entry.identifier.value in posts:
            words = "".join(map(str, next(node.all("content:encoded")).itertext()))
            yield hashlib.sha256(words.encode()).hexdigest() == posts[entry.identifier.value]["content_sha256"]


def of_claims(draft: Draft) -> dict[str, str | None]:
    """Returns the chosen claims by name."""
    return {claim.claim: claim.value for claim in draft.claims if claim.chosen}


def plain(value: str) -> str:
    """Returns markup as plain words on one line."""
    return one_line(fragment_text(value) or "")


def utc(edtf: str | None) -> list[int]:
    """Returns a moment as feedparser counts it."""
    moment = datetime.fromisoformat(edtf or "0001-01-01T00:00:00Z").astimezone(UTC)
    return [*moment.utctimetuple()]


def verdict(right: bool) -> str:
    """Returns the word of the table."""
    return "right" if right else "WRONG"


def main(folder: Path) -> int:
    """Prints what is wrong or has no field and the sums, and returns the exit status."""
    failed = False
    for case, score in (("feeds-feedparser", feeds), ("encodings-feedparser", encodings), ("wordpress-wxr", exports)):
        if not (folder / case).is_dir():
            print(f"not run: no case folder at {folder / case}")
            continue
        rows = list(score(folder / case))
        for name, what, said in rows:
            if said != "right":
                print(f"{said:8}  {name}  {what}")
        right, told = (sum(said == word for *_, said in rows) for word in ("right", NO_FIELD))
        print(f"{case}: {right} of {len(rows) - told} right, {told} without a field")
        failed = failed or right + told < len(rows)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else CASES))
