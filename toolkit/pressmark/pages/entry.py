"""What one record of a feed or of an export says, before it becomes a draft: each value with its wording and place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pressmark.files import canonical_json, sha256_text
from pressmark.model.draft import Claim, Leftover, Subject
from pressmark.pages.feed_dates import Dating
from pressmark.pages.feed_people import Person
from pressmark.pages.found import Found, plain_text


@dataclass(frozen=True, slots=True)
class Right:
    """A wording about rights, and whether it speaks of the article, the site, or a part such as a picture."""

    found: Found
    scope: str  # article site part


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What a feed says of itself, which holds for its entries where they say nothing."""

    publishers: tuple[Found, ...] = ()
    people: tuple[Person, ...] = ()
    languages: tuple[Found, ...] = ()
    rights: tuple[Right, ...] = ()
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record; candidates in the order of their weight.

    `fields` are what the record says as strings, by names that do not depend on where it stands: its bytes, as it
    were. `origin` is the party that it was taken from, `origin_urls` where it stood there. `unshown` says why the
    record is no published article.
    """

    fields: Mapping[str, str]
    identifier: Found | None = None
    titles: tuple[Found, ...] = ()
    people: tuple[Person, ...] = ()
    publishers: tuple[Found, ...] = ()
    origin: Found | None = None
    origin_urls: tuple[Found, ...] = ()
    urls: tuple[Found, ...] = ()
    published: Dating | None = None
    modified: Dating | None = None
    languages: tuple[Found, ...] = ()
    rights: tuple[Right, ...] = ()
    subjects: tuple[Subject, ...] = ()
    claims: tuple[Claim, ...] = ()
    unshown: str | None = None
    text: str | None = None
    completeness: str = "unknown"

    @property
    def sha256(self) -> str:
        """Returns the hash of what the record says."""
        return sha256_text(canonical_json(self.fields))


class Locators:
    """Gives the records of one source locators that outlive a change of their order."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._count = 0

    def next(self, identifier: str | None) -> str:
        """Returns `id=…` of a record that is the first to bear this identifier, or else its number."""
        self._count += 1
        name = f"id={identifier}" if identifier and len(identifier) <= 500 and identifier.isprintable() else None
        if name is None or name in self._given:
            return f"row={self._count}"
        self._given.add(name)
        return name


def labelled(scheme: str, labels: Iterable[str]) -> tuple[Subject, ...]:
    """Returns subjects of one scheme, each label once; what a label escapes is read."""
    plain = {label: plain_text(label) for label in labels}
    return tuple(Subject(scheme=scheme, label_verbatim=said, label=label) for said, label in plain.items() if label)


def rejected(locator: str, reason: str, entry: Entry | None = None) -> Leftover:
    """Returns a record that becomes no article."""
    return Leftover(locator=locator, outcome="rejected", reason=reason, sha256=entry.sha256 if entry else None)
