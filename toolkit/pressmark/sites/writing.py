"""Writes what was learned of a site as the description that a person reviews, with the counts beside each line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator

from slugify import slugify

from pressmark.records.date_orders import Order
from pressmark.sites.header_lines import LearnedLine
from pressmark.sites.learning import SAMPLE, Counted, Learned
from pressmark.sites.permissions import folded

_HEAD = """\
# {site}: what {articles:,} of its articles share{sample}.
# Review it, then name it in pressmark.toml:  [convert] sites = ["{file}"]
# Nothing here changes a quotation; a paragraph listed below is left out of a text only where it stands at its end.
"""


def written(site: str, kind: str, learned: Learned, order: Order) -> str:
    """Returns the description of one site in TOML; equal articles give equal bytes."""
    sampled = min(learned.articles, SAMPLE)
    name = slugify(site) or "site"
    sample = f" (counts are of {sampled})" if sampled < learned.articles else ""
    head = _HEAD.format(site=site or "one folder", articles=learned.articles, sample=sample, file=f"{name}.toml")
    parts = [head, "\n".join(_keys(site, kind, name, learned, order))]
    parts += ["\n".join(_publisher(learned, sampled))] if learned.publisher else []
    parts += [_line(found, sampled) for found in learned.lines]
    parts += [_block("preamble", found, "above", sampled) for found in learned.above]
    parts += [_block("boilerplate", found, "below", sampled) for found in learned.below]
    parts += [_permission(found, sampled) for found in learned.permissions]
    parts += [_doubtful(found, sampled) for found in learned.doubtful]
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _keys(site: str, kind: str, name: str, learned: Learned, order: Order) -> Iterator[str]:
    yield f"name = {_string(name)}"
    yield 'extends = "generic"'
    if kind == "host":
        yield f"hosts = [{_string(site)}]"
    marks = [site] if kind == "host" else []
    marks += [learned.publisher.wording] if learned.publisher else []
    if marks:
        yield f"signatures = [{', '.join(_string(re.escape(mark)) for mark in marks)}]"
    if learned.languages:
        yield f"languages = [{', '.join(map(_string, learned.languages))}]"
    if order.order:
        yield f"# {order.agreeing} of {order.telling} dates in figures that tell day from month"
        yield f"date_order = {_string(order.order)}"
    elif order.telling:
        yield f"# no date order: no more than {order.agreeing} of {order.telling} dates in figures that tell it agree"
    if learned.notice:
        on = _of(learned.notice, min(learned.articles, SAMPLE))
        yield f"# copyright, on {on}: {_comment(learned.notice.wording)}"
        yield from (f"#   holder: {_comment(holder)}" for holder in learned.holders)


def _publisher(learned: Learned, sampled: int) -> Iterator[str]:
    if learned.publisher:
        yield "[publishers]"
        yield f"# named by {_of(learned.publisher, sampled)}"
        yield f"{_string(learned.publisher.wording)} = []"
        yield from (f"# also named, by {_of(o, sampled)}: {_comment(o.wording)}" for o in learned.others)


def _block(table: str, found: Counted, where: str, sampled: int) -> str:
    lines = [f"# {where} the text of {_of(found, sampled)}", f"[[{table}]]"]
    lines += [f"slot = {_string(found.slot)}"] if found.slot else []
    return "\n".join([*lines, f"wordings = [{_string(found.wording)}]"])


def _line(found: LearnedLine, sampled: int) -> str:
    """Returns a labelled line; one that only a person can decide about is a comment."""
    says = "printed in" if found.below is None else f"below the {found.below} of"
    lines = [f"# {says} {found.articles} of {sampled} articles"]
    lines[0] += "; what it tells is not sure. Where it is what the field says:" if found.doubtful else ""
    table = [f"[[{found.zone}]]", f"lines = [{_string(found.line)}]"]
    table += [f"below = [{_string(found.below)}]"] if found.below else []
    return "\n".join([*lines, *(f"# {row}" if found.doubtful else row for row in table)])


def _permission(found: Counted, sampled: int) -> str:
    digest, alike = (hashlib.sha256(text.encode()).hexdigest() for text in (found.wording, folded(found.wording)))
    lines = [
        f"# on {_of(found, sampled)}; read it, and write who grants what: grantor, commercial, actions, conditions",
        f"#   {_comment(found.wording)}",
        "[[permission]]",
        f'id = "LicenseRef-permission-{digest[:12]}"',
        f'sha256 = "{digest}"',
        f'folded = ["{alike}"]',
    ]
    return "\n".join(lines)


def _doubtful(found: Counted, sampled: int) -> str:
    return "\n".join(
        [
            f"# At an end of {_of(found, sampled)}, but perhaps an author's own words. Where they are the site's:",
            "# [[boilerplate]]",
            f"# wordings = [{_string(found.wording)}]",
        ]
    )


def _of(found: Counted, sampled: int) -> str:
    return f"{found.articles} of {sampled} articles"


def _string(text: str) -> str:
    """Returns a TOML basic string; the escapes of JSON are among its own."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)


def names(sites: Iterable[str]) -> list[str]:
    """Returns the names of files for some sites, in their order, each once."""
    given: list[str] = []
    for site in sites:
        name, number = slugify(site) or "site", 1
        while f"{name}{'' if number == 1 else f'-{number}'}.toml" in given:
            number += 1
        given.append(f"{name}{'' if number == 1 else f'-{number}'}.toml")
    return given
