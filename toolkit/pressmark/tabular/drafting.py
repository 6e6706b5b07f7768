"""Makes a draft of a row: what its cells say, verbatim, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pressmark.evidence.addresses import link_status, web_url
from pressmark.evidence.dates import dated
from pressmark.evidence.inverted import read_names
from pressmark.evidence.languages import guess_language, named_language, well_formed
from pressmark.evidence.licenses import spdx_from
from pressmark.evidence.notices import Notice, is_notice, read_notice
from pressmark.evidence.people import kind_of
from pressmark.evidence.text import normalise, one_line
from pressmark.files import canonical_json, sha256_text
from pressmark.model.draft import Agent, Claim, Dated, Draft, Statement, Subject
from pressmark.rights.precedence import preferred
from pressmark.tabular.columns import SUBJECTS
from pressmark.tabular.nesting import nested
from pressmark.tabular.rows import Row

_DATE_ROLES = ("published", "original_published", "modified")
_SLOTS = {"title": "title", "authors": "byline", "copyright": "copyright_notice"} | {
    role: role for role in ("published", "original_published")
}
_CLAIMED = ("title", "publisher", "original_publisher", "identifier", "tdm_reservation")


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row by their meaning, and the row's place."""

    values: Mapping[str, str]
    locator: str

    def get(self, name: str) -> str | None:
        """Returns a cell, or None where the row has none."""
        return self.values.get(name)

    def line(self, name: str) -> str | None:
        """Returns a cell on one line."""
        return one_line(self.values[name]) or None if name in self.values else None


def draft_of(
    row: Row,
    columns: Mapping[str, str],
    *,
    inside: Row | None = None,
    number: int,
    order: str | None,
    language: str | None,
) -> Draft:
    """Returns the draft of the `number`th record; `order` decides dates that are written in figures.

    `inside` is the row with the words that its objects hold, where columns point into them.
    """
    held = row if inside is None else inside
    values = {meaning: held[column] for meaning, column in columns.items() if column in held}
    cells = Cells(values, f"row={number}")
    notice = _notice(cells)
    text, lede = (normalise(_paragraphs(cells.get(name) or "")) or None for name in ("text", "lede"))
    spoken = cells.get("language") or ""
    declared = well_formed(spoken) or named_language(spoken) or language
    url, original_url = (web_url(cells.line(name)) for name in ("url", "original_url"))
    original = cells.line("original_publisher")
    return Draft(
        source_sha256=sha256_text(canonical_json(row)),
        locator=cells.locator,
        title=cells.line("title"),
        lede=lede,
        text=text,
        language=declared or guess_language(text or ""),
        publisher=cells.line("publisher"),
        original_publisher=original,
        url=url,
        url_status=_url_status(cells, "url", url),
        original_url=original_url,
        original_url_status=_url_status(cells, "original_url", original_url) if original else "not-applicable",
        copyright_year=notice.year if notice else None,
        license_scope="table" if "license" in values else None,
        agents=tuple(_agents(cells, notice)),
        dates=tuple(_dates(cells, order, declared)),
        claims=tuple(_claims(cells)),
        statements=tuple(_statements(cells)),
        subjects=tuple(_subjects(cells)),
    )


def _url_status(cells: Cells, name: str, url: str | None) -> str:
    if url:
        return "present"
    return "lost" if name in cells.values and link_status(cells.get(name)) == "lost" else "never-printed"


def _notice(cells: Cells) -> Notice | None:
    printed = cells.line("copyright")
    return read_notice(printed) if printed and is_notice(printed) else None


def _agents(cells: Cells, notice: Notice | None) -> Iterator[Agent]:
    publishers = [name for name in (cells.line("publisher"), cells.line("original_publisher")) if name]
    for author in _listed(cells, "authors"):
        for found in read_names(author, publishers):
            yield Agent(
                role="author", name=found.name, kind=found.kind, given=found.given, family=found.family, basis="byline"
            )
    for holder in notice.holders if notice else ():
        yield Agent(role="rights_holder", name=holder, kind=kind_of(holder, publishers), basis="copyright-notice")
    if declared := cells.line("holder"):
        yield Agent(role="rights_holder", name=declared, kind=kind_of(declared, publishers), basis="metadata")
    for role in ("publisher", "original_publisher"):
        if named := cells.line(role):
            yield Agent(role=role, name=named, kind="organization", basis="metadata")


def _listed(cells: Cells, name: str) -> list[str]:
    value = cells.get(name)
    if value is None:
        return []
    found = nested(value)
    if found is not None:
        return [item for item in map(_named, found if isinstance(found, list) else [found]) if item]
    return [part.strip() for part in re.split(r"[;|]", value) if part.strip()]


def _named(item: Any) -> str | None:
    """Returns the name that an item of a list is or has; one that is neither a name nor named is passed over."""
    if isinstance(item, dict):
        item = next((item[key] for key in ("name", "label") if key in item), None)
    return str(item).strip() or None if isinstance(item, str | int) and not isinstance(item, bool) else None


def _paragraphs(value: str) -> str:
    """Returns a cell's text, where a list of strings is its paragraphs."""
    found = nested(value)
    if isinstance(found, list) and found and all(isinstance(item, str) for item in found):
        return "\n\n".join(found)
    return value


def _dates(cells: Cells, order: str | None, language: str | None) -> Iterator[Dated]:
    for role in _DATE_ROLES:
        if value := cells.get(role):
            yield dated(role, value, basis="printed", order=order, languages=(language,) if language else ())


def _statements(cells: Cells) -> Iterator[Statement]:
    for meaning, slot in _SLOTS.items():
        verbatim = cells.get(meaning)
        if verbatim and (meaning != "copyright" or is_notice(one_line(verbatim))):
            yield Statement(slot=slot, verbatim=verbatim, locator=cells.locator)


def _claims(cells: Cells) -> Iterator[Claim]:
    for meaning in _CLAIMED:
        if value := cells.line(meaning):
            yield Claim(claim=meaning, value=value, basis="table", locator=cells.locator, verbatim=cells.get(meaning))
    stated = list(_licenses(cells))
    held = preferred(stated, lambda claim: ("table", claim.value))
    yield from (replace(claim, chosen=claim is held) for claim in stated)


def _licenses(cells: Cells) -> Iterator[Claim]:
    for meaning in ("license", "copyright"):
        wording = cells.line(meaning)
        if wording and not (meaning == "copyright" and is_notice(wording)):
            known = spdx_from(wording)
            yield Claim(claim="license", value=known, basis="table", locator=cells.locator, verbatim=wording)


def _subjects(cells: Cells) -> Iterator[Subject]:
    for scheme in SUBJECTS:
        for verbatim in _listed(cells, scheme):
            labels = verbatim.split(",") if scheme in ("keyword", "tag") else [verbatim]
            for label in filter(None, map(one_line, labels)):
                yield Subject(scheme=scheme, label_verbatim=label, label=label)
