"""Words the explanation of an input for the command line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressmark.stages._fields import Evidence, ExplainedField
    from pressmark.stages.explain_source import ExplainedRecord, ExplainedSource

_WIDTH = 110
_LISTED = 10  # articles that are named beside those that are explained
_LIMITED = ("took longer than ", "needed more than ")
_RAISED = (
    "A document may take 60 s of work and 1 GB of memory, unless timeout and memory below [convert] in pressmark.toml "
    "say otherwise; a conversion rejects it in the same way."
)


def at_length(found: ExplainedSource, *, one: bool = False) -> str:
    """Returns all that is known of one input, with the records that are explained; `one` where one was asked for."""
    lines = [f"{found.path}  ({found.bytes:,} bytes)", *_recognition(found)]
    lines += [line for remark in found.remarks for line in _wrapped("", remark)]
    lines += [f"Records: {_counts(found)}"]
    for record in found.records:
        lines += ["", *_record(record)]
    if found.others and not (one and len(found.records) == 1):
        lines += ["", *_others(found)]
    if found.leftovers:
        lines += ["", "What became no article:"]
        lines += [line for locator, outcome, reason in found.leftovers for line in _left(locator, outcome, reason)]
        lines += _more(found) if found.more else []
    if any(reason.startswith(_LIMITED) for _, _, reason in found.leftovers):
        lines += ["", *_wrapped("", _RAISED)]
    if found.loses:
        lines += ["", *_wrapped("Lost by this converter: ", found.loses)]
    return "\n".join(lines)


def in_short(found: ExplainedSource) -> str:
    """Returns one line on an input among several."""
    sure = dict(found.sureness).get(found.converter or "", 0)
    taken = f"{found.converter} ({sure})" if found.converter else "not read"
    return f"{found.path}: {taken}: {_said_in_short(found)}"


def _said_in_short(found: ExplainedSource) -> str:
    """Returns what came of an input; the reason too, where all of it is one."""
    if found.articles or len(found.reasons) != 1:
        return _counts(found)
    ((reason, count),) = found.reasons
    return reason if count == 1 else f"{_counts(found)}: {reason}"


def _recognition(found: ExplainedSource) -> Iterator[str]:
    sure_of = dict(found.sureness)
    others = [f"{name} {sure}" for name, sure in found.sureness if sure and name != found.converter]
    if found.converter is None:
        yield "Recognised as: nothing that is read"
    else:
        form = ", ".join(filter(None, (found.media_type, found.encoding)))
        how = "Read, as was asked, by" if found.forced else "Recognised as"
        yield f"{how}: {found.converter}, {sure_of.get(found.converter, 0)} of 100 sure" + (
            f" ({form})" if form else ""
        )
    if found.sureness:
        yield f"Other converters: {', '.join(others) if others else 'none of them knows it'}"


def _more(found: ExplainedSource) -> Iterator[str]:
    yield f"  … and {found.more:,} more"
    often = [(reason, count) for reason, count in found.reasons if count > 1]
    yield from (line for reason, count in often for line in _wrapped(f"  {count:,} times in all: ", reason))


def _others(found: ExplainedSource) -> Iterator[str]:
    more = found.articles + found.duplicates - len(found.records) - len(found.others)
    shown = [*found.others[:_LISTED], *([f"… and {more + len(found.others[_LISTED:]):,} more"] if more else [])]
    yield from _wrapped("Other articles (--record explains one of them): ", ", ".join(shown))


def _counts(found: ExplainedSource) -> str:
    return counted(found.articles, found.duplicates, found.rejected, found.skipped)


def counted(*counts: int) -> str:
    """Returns how many records became articles, duplicates, rejections and skips, in words."""
    names = ("article", "duplicate", "rejected", "skipped")
    said = [
        f"{count:,} {name}{'s' if count != 1 and name in names[:2] else ''}"
        for name, count in zip(names, counts, strict=True)
        if count
    ]
    return ", ".join(said) or "it holds no record"


def _record(record: ExplainedRecord) -> Iterator[str]:
    yield f"Article at {record.locator}:" if record.locator else "Article:"
    for field in record.fields:
        yield from _field(field)
    whole = {"full": "whole", "partial": "only a part", "unknown": "not known to be whole"}
    words = "1 word" if record.words == 1 else f"{record.words:,} words"
    yield f"  text: {words}, {whole.get(record.completeness, record.completeness)}"
    yield from (f"  caveat: {caveat}" for caveat in record.caveats)
    yield from _wrapped(f"  A release may hold: {record.profile}, by the rule {record.rule}. ", record.why)


def _field(field: ExplainedField) -> Iterator[str]:
    name = field.name.replace("_", " ")
    yield f"  {name}: {'; '.join(field.values)}" if field.values else f"  {name}: – ({field.missing})"
    yield from (f"    from {_evidence(found, field.values)}" for found in field.evidence)
    for rival in field.rivals:
        yield f"    not {_evidence(rival, field.values, value=True)}"


def _evidence(found: Evidence, values: tuple[str, ...], *, value: bool = False) -> str:
    shown = found.verbatim if found.verbatim and found.verbatim not in values else None
    quoted = shown or (found.value if value else None)
    parts = (
        found.basis,
        f"“{quoted}”" if quoted else None,
        f"at {found.locator}" if found.locator else None,
        f"({found.note})" if found.note else None,
    )
    return " ".join(filter(None, parts))


def _left(locator: str, outcome: str, reason: str) -> list[str]:
    return _wrapped(f"  {outcome}: {locator}: ", reason)


def _wrapped(head: str, text: str) -> list[str]:
    return textwrap.wrap(head + text, _WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
