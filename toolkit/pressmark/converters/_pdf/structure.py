"""Reads the tags of a page: which heading, paragraph, item or cell of the document's own tree its content belongs to.

A browser tags what it prints with the elements of the page (ISO 32000-1, 14.8), and so do word processors. Elements
have no names there that hold over pages, but each stands at the same place among its siblings on every page: the path
of these places names it, and paths are in the order in which the document is read.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_INLINE = frozenset(
    ("Span", "Link", "Em", "Strong", "Code", "Quote", "Reference", "Annot", "Lbl", "Ruby", "RB", "RT", "Warichu", "Sub")
)
_OF_WORDS = frozenset(("P", "H1", "H2", "H3", "H4", "H5", "H6"))
_DEEPEST = 200
_MOST_CHILDREN = 50_000


@dataclass(frozen=True, slots=True)
class Block:
    """The innermost element that holds words as a block does; `row` is the path of the row of a table around it."""

    path: tuple[int, ...]
    role: str
    within: frozenset[str]
    row: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one marked piece of a page's content belongs; `path` is its own place in the tree."""

    path: tuple[int, ...]
    block: Block
    linked: bool = False
    label: bool = False  # the sign or number of an item of a list


@dataclass(frozen=True, slots=True)
class _Element:
    """An element on the way down, with the block that its own content is of."""

    path: tuple[int, ...]
    role: str
    outer: Block
    block: Block
    linked: bool
    label: bool

    def inner(self, place: int, role: str) -> _Element:
        """Returns the element that stands at a place in this one."""
        path = (*self.path, place)
        linked, label = self.linked or role == "Link", self.label or role == "Lbl"
        if role in _INLINE or (role == "NonStruct" and self.block.role in _OF_WORDS):
            return _Element(path, role, self.block, self.block, linked, label)
        row = path if role == "TR" else self.block.row
        block = Block(path, role, self.block.within | {role}, row)
        return _Element(path, role, self.block, block, linked, label)


def read_spots(page: pypdfium2.PdfPage) -> dict[int, Spot]:
    """Returns where the marked content of a page belongs, by its number; empty where the page is not tagged."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        none = Block((), "", frozenset())
        root = _Element((), "", none, none, linked=False, label=False)
        count, child = pdfium.FPDF_StructTree_CountChildren(tree), pdfium.FPDF_StructTree_GetChildAtIndex
        return dict(_children(count, lambda place: child(tree, place), root))
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _children(count: int, child: Callable[[int], Any], outer: _Element) -> Iterator[tuple[int, Spot]]:
    for place in range(min(count, _MOST_CHILDREN)):
        if element := child(place):
            yield from _spots(element, outer.inner(place, _role(element)))


def _spots(element: Any, held: _Element) -> Iterator[tuple[int, Spot]]:
    """Yields the content of an element; what a browser tags as nothing is of the element around it."""
    if len(held.path) > _DEEPEST:
        return
    count = min(pdfium.FPDF_StructElement_CountChildren(element), _MOST_CHILDREN)
    numbers = [pdfium.FPDF_StructElement_GetChildMarkedContentID(element, place) for place in range(count)]
    block = held.outer if held.role == "NonStruct" else held.block
    for place, number in enumerate(numbers):
        if number >= 0:
            yield number, Spot((*held.path, place), block, held.linked, held.label)
    yield from _children(count, lambda place: pdfium.FPDF_StructElement_GetChildAtIndex(element, place), held)


def _role(element: Any) -> str:
    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
