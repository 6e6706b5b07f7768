"""Makes the draft of a text with front matter: what its header declares, what its file name tells, and its body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pressmark.converters._front_matter.agents import parties, people, split
from pressmark.converters._front_matter.bodies import Body
from pressmark.converters._front_matter.meanings import SUBJECTS, by_meaning
from pressmark.converters._front_matter.pieces import Header, Piece, named, pieces
from pressmark.evidence.addresses import web_url
from pressmark.evidence.cuts import is_cut_short
from pressmark.evidence.dates import dated
from pressmark.evidence.languages import guess_language, well_formed
from pressmark.evidence.licenses import spdx_from
from pressmark.evidence.notices import Notice, is_notice, read_notice
from pressmark.evidence.text import one_line
from pressmark.model.draft import Claim, Dated, Draft, Statement, Subject
from pressmark.rights.precedence import preferred

_IN_NAME = re.compile(r"(?:^|/)(?P<day>\d{4}-\d{1,2}-\d{1,2})(?=[-_./])")
_SLOTS = {"title": "title", "authors": "byline", "published": "published", "original_published": "original_published"}
_DATES = ("published", "original_published", "modified")
_UNDECIDED = ("no", "false", "off", "0", "")


@dataclass(frozen=True, slots=True)
class Text:
    """One source with its parts."""

    path: str
    sha256: str
    source: str
    header: Header
    body: Body


def unpublished(header: Header) -> str | None:
    """Returns why a text is no article yet, or None; `published` may be a day or an answer."""
    meanings = by_meaning(header.fields)
    if any(piece.text.strip().lower() not in _UNDECIDED for piece in _all(meanings, "draft")):
        return "marked as a draft"
    if any(piece.text.strip().lower() == "draft" for piece in _all(meanings, "status")):
        return "marked as a draft"
    if any(piece.text.strip().lower() in ("no", "false") for piece in _all(meanings, "published")):
        return "marked as not published"
    return None


def draft_of(text: Text, *, order: str | None, language: str | None) -> Draft:
    """Returns the draft of a text; `language` is the collection's, for texts that declare none."""
    meanings = by_meaning(text.header.fields)
    title = _title(text, meanings)
    words = _without_heading(text.body, title)
    notices = _notices(meanings)
    original = _first(meanings, "original_publisher")
    publisher = _first(meanings, "publisher")
    url, original_url = _address(meanings, "url"), _address(meanings, "original_url") or _address(meanings, "source")
    declared = next((tag for piece in _all(meanings, "language") if (tag := well_formed(piece.text))), None)
    spoken = declared or language or guess_language(words or "")
    dates, rivals = _dates(text, meanings, order, declared)
    source = next((piece.text for piece in _all(meanings, "source") if not web_url(piece.text)), None)
    return Draft(
        source_sha256=text.sha256,
        title=one_line(title.text) if title else None,
        text=words,
        text_completeness="partial" if words and is_cut_short(words) else "full" if words else "unknown",
        language=spoken,
        publisher=publisher,
        original_publisher=original,
        source_statement=one_line(source) if source else None,
        url=url,
        url_status="present" if url else "never-printed",
        original_url=original_url,
        original_url_status="present" if original_url else "never-printed" if original or source else "not-applicable",
        copyright_year=next((notice.year for _, notice in notices if notice.year), None),
        license_scope="article" if _license(meanings) else None,
        agents=(
            *people(meanings, [name for name in (publisher, original) if name]),
            *parties(publisher, original, list(_holders(meanings, notices))),
        ),
        dates=dates,
        claims=(*_claims(text, meanings, title), *rivals),
        statements=tuple(_statements(meanings, title)),
        subjects=tuple(_subjects(meanings)),
        links=text.body.links,
    )


def _all(meanings: Mapping[str, Sequence[object]], meaning: str) -> list[Piece]:
    return [piece for value in meanings.get(meaning, ()) for piece in pieces(value)]


def _first(meanings: Mapping[str, Sequence[object]], meaning: str) -> str | None:
    for value in meanings.get(meaning, ()):
        if found := named(value, "name", "title") or next(pieces(value), None):
            return one_line(found.text) or None
    return None


def _title(text: Text, meanings: Mapping[str, Sequence[object]]) -> Piece | None:
    """Returns the title that the header declares, or else the heading with which the body begins."""
    if declared := next(iter(_all(meanings, "title")), None):
        return declared
    if text.body.heading is None:
        return None
    at = text.source.find(text.body.heading, text.header.body)
    return Piece(text.body.heading, at, at + len(text.body.heading)) if at >= 0 else Piece(text.body.heading)


def _without_heading(body: Body, title: Piece | None) -> str | None:
    if body.text is None or body.heading is None or title is None or one_line(title.text) != body.heading:
        return body.text
    return body.text[len(body.heading) :].strip() or None if body.text.startswith(body.heading) else body.text


def _address(meanings: Mapping[str, Sequence[object]], meaning: str) -> str | None:
    return next((found for piece in _all(meanings, meaning) if (found := web_url(piece.text))), None)


def _notices(meanings: Mapping[str, Sequence[object]]) -> list[tuple[Piece, Notice]]:
    printed = [piece for piece in _all(meanings, "rights") if is_notice(piece.text)]
    return [(piece, read_notice(piece.text)) for piece in printed]


def _holders(
    meanings: Mapping[str, Sequence[object]], notices: Sequence[tuple[Piece, Notice]]
) -> Iterator[tuple[str, str]]:
    for _, notice in notices:
        yield from ((holder, "copyright-notice") for holder in notice.holders)
    for piece in _all(meanings, "holder"):
        yield one_line(piece.text), "metadata"


def _licenses(meanings: Mapping[str, Sequence[object]]) -> list[Piece]:
    named_in_mapping = [
        found for value in meanings.get("license", ()) if (found := named(value, "spdx", "id", "url", "name", "type"))
    ]
    rights = [piece for piece in _all(meanings, "rights") if not is_notice(piece.text)]
    return [*_all(meanings, "license"), *named_in_mapping, *rights]


def _license(meanings: Mapping[str, Sequence[object]]) -> Piece | None:
    return preferred(_licenses(meanings), lambda piece: ("article", spdx_from(piece.text)))


def _dates(
    text: Text, meanings: Mapping[str, Sequence[object]], order: str | None, language: str | None
) -> tuple[tuple[Dated, ...], list[Claim]]:
    """Returns one date a role, the first that is understood, and the claims of those that disagree."""
    chosen: list[Dated] = []
    claims: list[Claim] = []
    for role in _DATES:
        found = [
            (piece, dated(role, piece.text, basis="meta", order=order, languages=(language,) if language else ()))
            for piece in (*_days(meanings, role), *(_days(meanings, "created") if role == "published" else ()))
        ]
        if role == "published" and (named_day := _IN_NAME.search(text.path)):
            found.append((Piece(named_day["day"]), dated(role, _padded(named_day["day"]), basis="url")))
        first = next((date for _, date in found if date.edtf), found[0][1] if found else None)
        if first is None:
            continue
        rivals = [(piece, date) for piece, date in found if date.edtf and date.edtf[:10] != (first.edtf or "")[:10]]
        chosen.append(replace(first, rivals=len(rivals)))
        claims += [
            Claim(claim=role, value=date.edtf, basis=date.basis, locator=piece.place, verbatim=piece.text, chosen=False)
            for piece, date in rivals
        ]
    return tuple(chosen), claims


def _days(meanings: Mapping[str, Sequence[object]], role: str) -> list[Piece]:
    """Returns the wordings of a date; `published: true` is an answer and no day."""
    return [piece for piece in _all(meanings, role) if piece.text.strip().lower() not in ("true", "yes", *_UNDECIDED)]


def _padded(day: str) -> str:
    return "-".join(part.zfill(2) for part in day.split("-"))


def _claims(text: Text, meanings: Mapping[str, Sequence[object]], title: Piece | None) -> Iterator[Claim]:
    if title is not None:
        yield _claim("title", title, one_line(title.text), basis="meta" if meanings.get("title") else "printed")
    if text.body.heading and title is not None and one_line(title.text) != text.body.heading:
        yield Claim(claim="title", value=text.body.heading, basis="printed", chosen=False)
    for meaning in ("subtitle", "description", "publisher", "original_publisher"):
        for piece in _all(meanings, meaning)[:1]:
            yield _claim(meaning, piece, one_line(piece.text))
    for meaning in ("url", "original_url"):
        yield from (
            _claim(meaning, piece, web_url(piece.text)) for piece in _all(meanings, meaning) if web_url(piece.text)
        )
    chosen = _license(meanings)
    for piece in _licenses(meanings):
        yield _claim("license", piece, spdx_from(piece.text), chosen=piece is chosen)
    if text.header.note:
        yield Claim(claim="front_matter", value="mended", basis="inferred", note=text.header.note)


def _claim(claim: str, piece: Piece, value: str | None, *, basis: str = "meta", chosen: bool = True) -> Claim:
    return Claim(claim=claim, value=value, basis=basis, locator=piece.place, verbatim=piece.text, chosen=chosen)


def _statements(meanings: Mapping[str, Sequence[object]], title: Piece | None) -> Iterator[Statement]:
    printed = [("title", title)] if title is not None else []
    for meaning, slot in _SLOTS.items():
        if meaning != "title":
            listed = [found for value in meanings.get(meaning, ()) if (found := named(value, "name"))]
            printed += [(slot, piece) for piece in (*_days(meanings, meaning), *listed)]
    printed += [("copyright_notice", piece) for piece, _ in _notices(meanings)]
    printed += [("source_statement", piece) for piece in _all(meanings, "source")]
    for slot, piece in printed:
        if piece.place is not None:
            yield Statement(slot=slot, verbatim=piece.text, locator=piece.place)


def _subjects(meanings: Mapping[str, Sequence[object]]) -> Iterator[Subject]:
    for scheme in SUBJECTS:
        seen: set[str] = set()
        for value in meanings.get(scheme, ()):
            for piece in _labels(value, parted=scheme not in ("category", "section", "series")):
                label = one_line(piece.text)
                if label and label not in seen:
                    seen.add(label)
                    yield Subject(scheme=scheme, label_verbatim=piece.text, label=label)


def _labels(value: object, *, parted: bool) -> Iterator[Piece]:
    """Yields the labels of a field; in a string, commas part labels, and semicolons where there are some."""
    if not isinstance(value, Piece):
        yield from pieces(value)
    elif ";" in value.text or not parted:
        yield from split(value)
    else:
        yield from (Piece(part.strip()) for part in value.text.split(",") if part.strip())
