"""Reads the export of a site made with Ghost, one record a published post.

Reads: the JSON file that Ghost writes under "Export", of version 1 and later, and the older one without `db` around it.
Title, authors with their roles in the order of the post, dates with their offset, tags, text (HTML, or else plain
text), the canonical address, the language and the title of the site.

Keeps: each value's wording with its place, a JSON pointer. A post is known by `id=` and its own `uuid` or `id`. The
custom excerpt is a claim, since the site shows it in lists: it is no lede. Pages, drafts and scheduled posts are
skipped with their reason. A post that only members or payers could read is kept, with a claim that says so.

Loses: cards whose content is another site's (pictures, players, bookmarks), settings, members, and e-mail addresses.
The address of a post within its site, which an export does not hold: its last part (`slug`) is a claim.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.json_text import loads
from pressmark.evidence.text import normalise, one_line
from pressmark.files import canonical_json
from pressmark.model.draft import Claim, Draft, Leftover, Reading, Source
from pressmark.pages.entry import Channel, Entry, Locators, labelled, rejected
from pressmark.pages.entry_drafting import draft_of
from pressmark.pages.feed_dates import settle
from pressmark.pages.feed_people import Person, person
from pressmark.pages.found import Found, plain_text
from pressmark.pages.fragment import fragment_text
from pressmark.pages.xml_source import read_text

version = "1.0.0"

_MEDIA_TYPE = "application/json"
_EXPORT = re.compile(rb"\s*(?:\xef\xbb\xbf)?\{\s*\"(?:db\"\s*:\s*\[\s*\{\s*\"meta|meta)\"\s*:")
_OWN = re.compile(rb"\"(?:exported_on|posts_meta|posts_authors|posts_tags|mobiledoc|lexical)\"")

Item = Mapping[str, Any]


def recognises(source: Source) -> int:
    """Returns how surely the first bytes are an export's: its envelope, and the day on which it was made."""
    head = source.head()
    return 97 if _EXPORT.match(head) and _OWN.search(head) else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the posts of an export in their order."""
    try:
        decoded = read_text(source, settings.max_bytes)
        data, place = _data(loads(decoded.text))
    except SourceError as error:
        return _refused(source, error.what)
    except (ValueError, RecursionError):
        return _refused(source, "is no JSON")
    records = _records(data, place, settings)
    return Reading(media_type=_MEDIA_TYPE, encoding=decoded.encoding, bom=decoded.bom, records=records)


def _refused(source: Source, reason: str) -> Reading:
    nothing = Leftover(locator="whole", outcome="rejected", reason=reason, sha256=source.sha256)
    return Reading(media_type=_MEDIA_TYPE, encoding=None, bom=False, records=iter([nothing]))


def _data(export: Any) -> tuple[Item, str]:
    """Returns the tables of an export and where they stand; raises SourceError where there are none."""
    bases = export.get("db") if isinstance(export, dict) else None
    held, place = (bases[0], "#/db/0") if isinstance(bases, list) and bases else (export, "#")
    data = held.get("data") if isinstance(held, dict) else None
    if not isinstance(data, dict) or not isinstance(data.get("posts"), list):
        raise SourceError("holds no posts")
    return data, f"{place}/data"


def _records(data: Item, place: str, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    around = _Around(data, place)
    locators = Locators()
    for number, post in enumerate(data["posts"]):
        if not isinstance(post, dict):
            yield rejected(locators.next(None), "is no object of JSON")
            continue
        entry = _entry(post, f"{place}/posts/{number}", around, settings)
        locator = locators.next(entry.identifier.value if entry.identifier else None)
        if entry.unshown:
            yield Leftover(locator=locator, outcome="skipped", reason=entry.unshown, sha256=entry.sha256)
        elif not entry.titles and not entry.text:
            yield rejected(locator, "neither a title nor a text", entry)
        else:
            yield draft_of(entry, around.channel, locator=locator, language=settings.language)


class _Around:
    """What the other tables of an export say: the site, the people, the tags, and which post has which."""

    def __init__(self, data: Item, place: str) -> None:
        self.channel = _channel(data, place)
        self._people = _named(data, "users", place)
        self._tags = {key: found.value for key, found in _named(data, "tags", place).items()}
        self._authors = _links(data, "posts_authors", "author_id")
        self._tagged = _links(data, "posts_tags", "tag_id")

    def people(self, post: Item) -> Iterator[Person]:
        """Yields the authors of a post; an older one has one, by its number."""
        keys = self._authors.get(str(post.get("id"))) or [str(post.get("author_id"))]
        yield from (each for key in keys for each in person(self._people.get(key)))

    def tags(self, post: Item) -> list[str]:
        """Returns the tags of a post; one that begins with # is shown to nobody."""
        named = (self._tags.get(key, "") for key in self._tagged.get(str(post.get("id")), []))
        return [tag for tag in named if tag and not tag.startswith("#")]


def _channel(data: Item, place: str) -> Channel:
    said: dict[str, Found] = {}
    settings = data.get("settings")
    for number, setting in enumerate(settings if isinstance(settings, list) else []):
        if isinstance(setting, dict) and (found := _said(setting, "value", f"{place}/settings/{number}")):
            said[str(setting.get("key"))] = found
    languages = [said[key] for key in ("locale", "lang", "default_locale") if key in said]
    return Channel(publishers=tuple(said[key] for key in ("title",) if key in said), languages=tuple(languages[:1]))


def _named(data: Item, table: str, place: str) -> dict[str, Found]:
    rows = data.get(table)
    found = {}
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict) and (name := _said(row, "name", f"{place}/{table}/{number}")):
            found[str(row.get("id"))] = name
    return found


def _links(data: Item, table: str, column: str) -> dict[str, list[str]]:
    rows = data.get(table)
    linked: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, dict):
            order = row.get("sort_order")
            linked[str(row.get("post_id"))].append((order if isinstance(order, int) else 0, str(row.get(column))))
    return {post: [key for _, key in sorted(keys, key=lambda each: each[0])] for post, keys in linked.items()}


def _entry(post: Item, place: str, around: _Around, settings: ConvertSettings) -> Entry:
    markup, plain = (post.get(name) if isinstance(post.get(name), str) else "" for name in ("html", "plaintext"))
    text = fragment_text(str(markup)) or normalise(str(plain)) or None

    def said(*names: str) -> list[Found]:
        return [found for name in names if (found := _said(post, name, place))]

    return Entry(
        fields=dict(_fields(post)),
        identifier=next(iter(said("uuid", "id")), None),
        titles=tuple(said("title")),
        people=tuple(around.people(post)),
        urls=tuple(said("canonical_url")),
        published=settle("published", said("published_at"), order=settings.date_order),
        modified=settle("modified", said("updated_at"), order=settings.date_order),
        languages=tuple(said("locale")),
        subjects=labelled("tag", around.tags(post)),
        claims=tuple(_claims(said)),
        unshown=_unshown(post),
        text=text,
        completeness="full" if text else "unknown",
    )


def _fields(post: Item) -> Iterator[tuple[str, str]]:
    for name, value in post.items():
        if value not in (None, ""):
            yield str(name), value if isinstance(value, str) else canonical_json({"": value})


def _unshown(post: Item) -> str | None:
    if post.get("type") == "page" or post.get("page") in (1, True):
        return "is a page of the site and no post"
    status = post.get("status", "published")
    return None if status in ("published", "sent") else f"is not published: its status is {status!r}"


def _claims(said: Callable[..., list[Found]]) -> Iterator[Claim]:
    for name, claim in (("custom_excerpt", "description"), ("slug", "slug")):
        for found in said(name):
            yield Claim(claim=claim, value=found.value, basis="feed", locator=found.place, verbatim=found.verbatim)
    for found in said("visibility"):
        if found.value != "public":
            note = "the site showed it to some readers only"
            place, verbatim = found.place, found.verbatim
            yield Claim(
                claim="visibility", value=found.value, basis="feed", locator=place, verbatim=verbatim, note=note
            )


def _said(row: Item, name: str, place: str) -> Found | None:
    value = row.get(name)
    if not isinstance(value, str) or not one_line(value):
        return None
    return Found(plain_text(value) if name == "title" else one_line(value), value, f"{place}/{name}", "feed")
