"""Turns what WordPress stores of a post into its paragraphs: shortcodes, blocks, and blank lines between paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressmark.pages.fragment import BLOCKS, fragment_text

# Shortcodes whose inside is no text of the article: pictures with their captions, players, addresses, forms.
_SHOWN = "gallery playlist audio video embed caption wp_caption contact-form contact-field".split()
_NAME = r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*"
_ATTRIBUTES = r"(?:\s+[^\[\]]*?)?"
_ESCAPED = re.compile(rf"\[\[(/?{_NAME}{_ATTRIBUTES})\]\]")
_WITH_INSIDE = re.compile(
    rf"(?<!\[)\[(?P<name>{'|'.join(_SHOWN)})(?![\w-]){_ATTRIBUTES}(?P<closed>/)?\](?!\])", re.IGNORECASE
)
_MARK = re.compile(rf"(?<!\[)\[(?P<end>/)?(?P<name>{_NAME})(?P<rest>{_ATTRIBUTES})\s*/?\](?!\])", re.IGNORECASE)
_ASSIGNS = re.compile(r"""[\w-]+\s*=\s*["'\w&]""")
_BLOCK_COMMENT = re.compile(r"<!--\s*/?wp:")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_KEPT = re.compile(r"<(pre|script|style|textarea)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAGS = re.compile(rf"\s*(</?(?:{'|'.join(sorted(BLOCKS))})(?:\s[^<>]*)?/?>)\s*", re.IGNORECASE)
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_BROKEN = re.compile(r"(<br\s*/?>)[^\S\n]*\n", re.IGNORECASE)
_HELD = "\ufdd0{}\ufdd1"  # signs that no text may hold (Unicode's noncharacters)
_HELD_AGAIN = re.compile("\ufdd0(\\d+)\ufdd1")


@dataclass(frozen=True, slots=True)
class Content:
    """A post's text, and the shortcodes that were taken out of it."""

    text: str | None
    shortcodes: tuple[str, ...]


def read_content(stored: str) -> Content:
    """Returns the text of a post as it is stored."""
    blocks = _BLOCK_COMMENT.search(stored) is not None
    bare, shortcodes = _without_shortcodes(_COMMENT.sub("", stored.replace("\r\n", "\n").replace("\r", "\n")))
    return Content(fragment_text(bare if blocks else _paragraphs(bare)), shortcodes)


def _without_shortcodes(stored: str) -> tuple[str, tuple[str, ...]]:
    """Returns a text without shortcodes; what stands between two marks of one stays, unless it shows no text.

    Authors write in brackets too (`[sic]`): a shortcode is what has an end, assigns a value, or bears an underscore.
    """
    bare, shown = _without_shown(stored)
    named = [(found["name"].lower(), bool(found["end"])) for found in _MARK.finditer(bare)]
    closed = {name for name, end in named if end} & {name for name, end in named if not end}
    unclosed = {found["name"].lower() for found in _MARK.finditer(bare) if _ASSIGNS.search(found["rest"])}
    known = closed | unclosed | {name for name, _ in named if name in _SHOWN or "_" in name}
    kept = _MARK.sub(lambda found: "" if found["name"].lower() in known else found[0], bare)
    return _ESCAPED.sub(r"[\1]", kept), tuple(sorted(shown | known))


def _without_shown(stored: str) -> tuple[str, set[str]]:
    """Takes out the shortcodes whose inside goes with them, each up to the next end of its name."""
    pieces, position, names = [], 0, set()
    lowered = stored.lower()
    while found := _WITH_INSIDE.search(stored, position):
        name = found["name"].lower()
        names.add(name)
        end = f"[/{name}]"
        closing = -1 if found["closed"] else lowered.find(end, found.end())
        another = lowered.find(f"[{name}", found.end())
        closes = closing >= 0 and not 0 <= another < closing
        pieces.append(stored[position : found.start()])
        position = closing + len(end) if closes else found.end()
    return "".join([*pieces, stored[position:]]), names


def _paragraphs(stored: str) -> str:
    """Returns markup in which blank lines are paragraphs and line ends are breaks, as WordPress prints it."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0].replace("\n", "<br>") if found[1].lower() == "pre" else found[0])
        return _HELD.format(len(held) - 1)

    marked = _TAGS.sub(r"\n\n\1\n\n", _KEPT.sub(hold, stored))
    parts = (_BROKEN.sub(r"\1", part).strip() for part in _BLANK.split(marked))
    joined = "".join(
        part if _TAGS.fullmatch(part) else f"<p>{part}</p>".replace("\n", "<br>") for part in parts if part
    )
    return _HELD_AGAIN.sub(lambda found: held[int(found[1])] if int(found[1]) < len(held) else "", joined)
