"""Reads news in JSON, as the IPTC's ninjs has it.

Reads: ninjs 1, 2 and 3, in the names of each, and the objects of agencies that follow them: one object, a list, one a
line, or an envelope `data` / `item`. Headlines, bylines, authors, provider and source, first and later version,
bodies and descriptions in any form, copyright holder and notice, usage terms and rights, subjects, people, places,
keywords.

Keeps: each value's wording and its JSON pointer, the offsets of times, and author, provider, source and copyright
holder apart. Of several objects each is a record, known by the hash of its canonical JSON. The description is the
lede. An embargo, a cancellation and a withdrawal are claims that withhold the article until a reviewer lifts them.

Loses: pictures, graphics, audio, video and composites, each skipped with its reason; associations and renditions;
codes where a name is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pressmark.converters._ninjs.item import ninjs_item
from pressmark.converters._ninjs.source import Broken, Found, is_ninjs, is_telling, objects
from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.encodings import decode
from pressmark.files import canonical_json, sha256_text
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.wires.drafting import Record, draft_of

version = "1.0.0"

_MEDIA_TYPE = "application/json"
_TEXTUAL = frozenset({"", "text", "article", "news"})


def recognises(source: Source) -> int:
    """Returns how sure the names of its properties make it that this is ninjs."""
    try:
        return 95 if is_telling(decode(source.head()).text) else 0
    except SourceError:
        return 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the items of a source in their order; what is no text is skipped with a reason."""
    try:
        if source.size > settings.max_bytes:
            raise SourceError(f"larger than {settings.max_bytes} bytes")
        decoded = decode(source.read_bytes())
        if not decoded.text.strip():
            raise SourceError("empty")
    except SourceError as error:
        rejected = Leftover(locator="char=0,", outcome="rejected", reason=error.what, sha256=source.sha256)
        return Reading(media_type=_MEDIA_TYPE, encoding=None, bom=False, records=iter([rejected]))
    records = _records(source, decoded.text, settings)
    return Reading(media_type=_MEDIA_TYPE, encoding=decoded.encoding, bom=decoded.bom, records=records)


def _records(source: Source, text: str, settings: ConvertSettings) -> Iterator[Draft | Leftover]:
    found = list(objects(text))
    if not found:
        yield Leftover(locator="char=0,", outcome="rejected", reason="holds no item", sha256=source.sha256)
    for one in found:
        if isinstance(one, Broken):
            yield Leftover(locator=one.place, outcome="rejected", reason=one.reason)
        else:
            yield _record(source, one, settings)


def _record(source: Source, found: Found, settings: ConvertSettings) -> Draft | Leftover:
    in_line = found.pointer.startswith("row=")
    sha256 = sha256_text(canonical_json({"": _settled(found.value)})) if found.pointer else source.sha256
    place = found.pointer if in_line else f"#{found.pointer}" if found.pointer else None
    reason = _refusal(found.value)
    if reason is not None:
        outcome, why = reason
        return Leftover(locator=place or "char=0,", outcome=outcome, reason=why, sha256=sha256)
    item = ninjs_item(found.value, f"{found.pointer}#" if in_line else f"#{found.pointer}")
    if not (item.titles or item.text or item.lede):
        why = "neither a headline nor a text"
        return Leftover(locator=place or "char=0,", outcome="rejected", reason=why, sha256=sha256)
    record = Record(sha256=sha256, locator=place, date_order=settings.date_order, language=settings.language)
    return draft_of(item, record)


def _settled(value: Any) -> Any:
    """Returns a value whose floats are written down: RFC 8785's form of them is not needed to tell records apart."""
    if isinstance(value, Mapping):
        return {name: _settled(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_settled(one) for one in value]
    return repr(value) if isinstance(value, float) else value


def _refusal(value: Any) -> tuple[str, str] | None:
    if not is_ninjs(value):
        return "rejected", "is no item of ninjs"
    kind = str(value.get("type") or "").lower()
    return None if kind in _TEXTUAL else ("skipped", f"an item of type {kind}, and no text")
