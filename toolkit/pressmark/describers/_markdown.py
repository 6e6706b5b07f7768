"""Writes Markdown from text that was never meant as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pressmark.describers._wording import plain, visible
from pressmark.model.work import Tally

_MARKUP = re.compile(r"([\\`*_\[\]|~$#])")
_ENTITY = re.compile(r"&(?=[#\w]+;)")
_COUNTS = ("Articles", "Rows", "Texts", "Texts here", "Warnings", "Words")
_LONGEST = 50


def inline(text: str) -> str:
    """Returns text on one line that renders as it reads: no HTML, no markup, no end of a table's cell."""
    escaped = _MARKUP.sub(r"\\\1", _ENTITY.sub("&amp;", plain(text)))
    return escaped.replace("<", "&lt;").replace(">", "&gt;")


def code(text: str) -> str:
    """Returns text as code in a line or a cell; a grave accent or a bar in it becomes an apostrophe or a slash."""
    return f"`{plain(text).replace('`', chr(39)).replace('|', '/')}`"


def link(text: str, target: str) -> str:
    """Returns a link; the target's own brackets, white space and angle signs are escaped."""
    safe = re.sub(r"[\s<>()\\|]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), plain(target))
    return f"[{inline(text)}]({safe})"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Returns a table; a column whose head is a count, such as `Articles`, is set flush right."""
    rules = ["---:" if head in _COUNTS else "---" for head in heads]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (heads, rules, *rows))


def tallies(head: str, counts: Sequence[Tally]) -> str:
    """Returns counts as a table, the largest first; after the fiftieth the rest is one row."""
    ordered = sorted(counts, key=lambda tally: (-tally.articles, tally.label))
    rows = [(inline(tally.label), f"{tally.articles:,}") for tally in ordered[:_LONGEST]]
    rest = ordered[_LONGEST:]
    if rest:
        rows.append((f"{len(rest):,} others", f"{sum(tally.articles for tally in rest):,}"))
    return table((head, "Articles"), rows)


def quoted(markdown: str) -> str:
    """Returns somebody else's Markdown as a block quote, which ends whatever it leaves open; HTML in it is text."""
    lines = visible(markdown.strip()).replace("<", "&lt;").splitlines()
    return "\n".join(f"> {line}".rstrip() for line in lines)


def page(*blocks: str) -> str:
    """Returns a page of the blocks that are not empty, with one blank line between them."""
    return "\n\n".join(block for block in blocks if block) + "\n"
