"""Reads the linked data (JSON-LD, schema.org) of a page, cautiously mended where it is broken.

Only what the page says of itself counts: the walk follows lists, `@graph`, `mainEntity` and `subjectOf`, never the
related articles, list items or citations that a page also describes. It keeps its own stack, so depth cannot break it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml.html import HtmlElement

from pressmark.evidence.json_text import loads
from pressmark.pages.found import Found, plain_text
from pressmark.pages.tree import place

ARTICLES = frozenset(
    "Article NewsArticle AdvertiserContentArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle"
    " OpinionNewsArticle ReportageNewsArticle ReviewNewsArticle SatiricalArticle ScholarlyArticle TechArticle Report"
    " MedicalScholarlyArticle SocialMediaPosting BlogPosting LiveBlogPosting DiscussionForumPosting".split()
)

PAGES = frozenset("WebPage ItemPage AboutPage Blog VideoObject PodcastEpisode Recipe Review ClaimReview".split())
_OWN = ("@graph", "mainEntity", "mainEntityOfPage", "subjectOf")
_MOST_NODES = 20_000
_WRAPPING = re.compile(r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?)\s*$")
_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])', re.DOTALL)
_SCRIPTED = re.compile(
    r"""(?P<kept>"(?:[^"\\]|\\.)*")|(?P<comment>//[^\n]*|/\*.*?\*/)|(?<=:)(?P<space>\s*)'(?P<quoted>[^'\n]*)'(?=\s*[,}\]])""",
    re.DOTALL,
)
_UNTYPED = re.compile(r"\s*\{\s*\"@context\"\s*:\s*\"https?://schema\.org")
_ONE_A_LINE = re.compile(r'^(\s*"[\w@]+"\s*:\s*")(.*\S)("\s*,?\s*)$', re.MULTILINE)
_BARE_QUOTE = re.compile(r'(?<!\\)"')
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})')


@dataclass(frozen=True, slots=True)
class Node:
    """One described thing: its types, its properties, and its place as `XPath#/pointer`.

    There is no place in a script that had to be mended, since no pointer leads into broken JSON.
    """

    types: frozenset[str]
    data: Mapping[str, Any]
    place: str | None

    def at(self, *steps: str | int) -> str | None:
        """Returns the place of a property inside this node."""
        if self.place is None:
            return None
        return self.place + "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)


@dataclass(frozen=True, slots=True)
class LinkedData:
    """All nodes of a page that speak of the page, and an index of those that others point to by `@id`."""

    nodes: tuple[Node, ...] = ()
    by_id: Mapping[str, Node] = field(default_factory=dict)

    def of(self, types: frozenset[str]) -> tuple[Node, ...]:
        """Returns the nodes that have one of the types, in the order of the page."""
        return tuple(node for node in self.nodes if node.types & types)

    def followed(self, node: Node) -> Node:
        """Returns the node that this one only points to, or itself."""
        target = self.by_id.get(str(node.data.get("@id")))
        return target if target is not None and len(node.data) <= 2 else node


def read_linked_data(tree: HtmlElement) -> LinkedData:
    """Returns the linked data of every script of a page."""
    nodes = [node for script in tree.iter("script") if _is_linked(script) for node in _nodes_of(script)]
    by_fullness = sorted(nodes, key=lambda node: len(node.data))
    return LinkedData(
        tuple(nodes), {node.data["@id"]: node for node in by_fullness if isinstance(node.data.get("@id"), str)}
    )


def load(script: str) -> tuple[Any, bool]:
    """Returns a script's JSON (None where there is none), and whether it had to be mended to be read."""
    for times, text in enumerate(_ever_more_mended(script)):
        try:
            return loads(text, strict=times == 0), times > 0
        except (ValueError, RecursionError):
            continue
    return None, True


def said(node: Node, key: str) -> Found | None:
    """Returns one property as a string, where it is one (or a list that begins with one)."""
    value = node.data.get(key)
    steps: tuple[str | int, ...] = (key,)
    if isinstance(value, list) and value:
        value, steps = value[0], (key, 0)
    if isinstance(value, dict) and isinstance(value.get("@value"), str):
        value, steps = value["@value"], (*steps, "@value")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    plain = plain_text(str(value))
    return Found(plain, str(value), node.at(*steps), "json-ld") if plain else None


def things(data: LinkedData, node: Node, key: str) -> tuple[Node | Found, ...]:
    """Returns what a property lists: described things (pointers followed) and plain strings."""
    value = node.data.get(key)
    items = [(value, (key,))] if not isinstance(value, list) else [(item, (key, n)) for n, item in enumerate(value)]
    found: list[Node | Found] = []
    for item, steps in items:
        if isinstance(item, dict):
            found.append(data.followed(Node(_types(item), item, node.at(*steps))))
        elif isinstance(item, str) and plain_text(item):
            pointed = data.by_id.get(item)
            found.append(pointed if pointed is not None else Found(plain_text(item), item, node.at(*steps), "json-ld"))
    return tuple(found)


def _is_linked(script: HtmlElement) -> bool:
    """Says whether a script is linked data, by its type or, where it has none, by how it begins."""
    if kind := script.get("type"):
        return "ld+json" in kind.lower() and bool(script.text)
    return _UNTYPED.match(script.text or "") is not None


def _nodes_of(script: HtmlElement) -> Iterator[Node]:
    root, mended = load(script.text or "")
    waiting: list[tuple[Any, str]] = [(root, f"{place(script)}#")]
    seen = 0
    while waiting and seen < _MOST_NODES:
        value, where = waiting.pop()
        seen += 1
        if isinstance(value, list):
            waiting += [(item, f"{where}/{n}") for n, item in reversed(list(enumerate(value)))]
        elif isinstance(value, dict):
            yield Node(_types(value), value, None if mended else where)
            waiting += [(value[key], f"{where}/{key}") for key in reversed(_OWN) if key in value]


def _types(data: Mapping[str, Any]) -> frozenset[str]:
    value = data.get("@type")
    names: Sequence[Any] = value if isinstance(value, list) else [value]
    return frozenset(re.split(r"[/:#]", name)[-1] for name in names if isinstance(name, str))


def _ever_more_mended(script: str) -> Iterator[str]:
    yield script
    yield script
    bare = _WRAPPING.sub("", script.strip()).strip().rstrip(";")
    bare = _STRING_OR_COMMA.sub(_without_comma, bare)
    yield bare
    yield _BAD_ESCAPE.sub(r"\\\\", bare)
    scripted = _STRING_OR_COMMA.sub(_without_comma, _SCRIPTED.sub(_as_json, bare))
    yield scripted
    yield _ONE_A_LINE.sub(lambda line: line[1] + _BARE_QUOTE.sub(r"\"", line[2]) + line[3], scripted)
    yield html.unescape(bare) if "&quot;" in bare else bare


def _without_comma(found: re.Match[str]) -> str:
    return found[0] if found[0] != "," else ""


def _as_json(found: re.Match[str]) -> str:
    """Returns a string as it is, one in single quotes as JSON writes it, and nothing for a comment."""
    if found["kept"] is not None:
        return found["kept"]
    return "" if found["comment"] is not None else found["space"] + json.dumps(found["quoted"], ensure_ascii=False)
