"""Reads XML that holds many records one record at a time, so that memory does not grow with their number.

The document is gone through twice: first to learn whether it is well formed and what stands around the records, then
for the records themselves. So nothing is handed out of a document in which no place could be found again. What
`parse_xml` says of safety holds here too: nothing is fetched, and libxml2's limits stay on (CWE-611, CWE-776).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from pressmark.errors import SourceError
from pressmark.evidence.xml_text import DECLARATION, UNDEFINED, named, reason_of, with_characters

Blocks = Callable[[], Iterable[bytes]]
IsRecord = Callable[[etree._Element], bool]

_LONGEST_NAME = 40  # of an entity; what is longer is none
_HEAD = 1024  # a declaration ends before


@dataclass(frozen=True, slots=True)
class Record:
    """One record's element while the document is read, and the XPath of its place."""

    element: etree._Element
    place: str

    def place_of(self, element: etree._Element, attribute: str | None = None) -> str:
        """Returns the XPath of an element or an attribute inside the record."""
        steps: list[str] = []
        step: etree._Element | None = element
        while step is not None and step is not self.element:
            steps.append(_step_among(step))
            step = step.getparent()
        path = "/".join([self.place, *reversed(steps)])
        return f"{path}/{_attribute(element, attribute)}" if attribute else path


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around the records of a document: its tree without them, and the places of what is left."""

    root: etree._Element
    places: dict[etree._Element, str]

    def place_of(self, element: etree._Element, attribute: str | None = None) -> str:
        """Returns the XPath of an element or an attribute around the records."""
        path = self.places[element]
        return f"{path}/{_attribute(element, attribute)}" if attribute else path


@dataclass(slots=True)
class _Counted:
    """How many children of one element were met, by name and in all."""

    place: str
    all: int = 0
    named: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class XmlRecords:
    """A document whose records are asked for one by one; `mended` says that named characters of HTML are put in."""

    blocks: Blocks
    is_record: IsRecord
    surroundings: Surroundings
    mended: bool

    def __iter__(self) -> Iterator[Record]:
        """Yields each record; its element is emptied when the next one is asked for."""
        for event, element, place in _walk(self.blocks, self.is_record, mended=self.mended):
            if event == "record":
                yield Record(element, place)


def open_records(blocks: Blocks, is_record: IsRecord) -> XmlRecords:
    """Returns a document's records to be read; raises SourceError with line and column where it is not well formed.

    `blocks` yields the document's bytes in UTF-8, each time it is called anew.
    """
    try:
        return XmlRecords(blocks, is_record, _surroundings(blocks, is_record, mended=False), mended=False)
    except etree.XMLSyntaxError as broken:
        if not UNDEFINED.search(broken.msg or ""):
            raise reason_of(broken) from None
    try:
        return XmlRecords(blocks, is_record, _surroundings(blocks, is_record, mended=True), mended=True)
    except etree.XMLSyntaxError as broken:
        raise reason_of(broken) from None


def _surroundings(blocks: Blocks, is_record: IsRecord, *, mended: bool) -> Surroundings:
    places: dict[etree._Element, str] = {}
    root: etree._Element | None = None
    for event, element, place in _walk(blocks, is_record, mended=mended):
        root = element if root is None else root
        if event == "start":
            places[element] = place
    if root is None:
        raise SourceError("is no well-formed XML: empty")
    return Surroundings(root, places)


def _walk(blocks: Blocks, is_record: IsRecord, *, mended: bool) -> Iterator[tuple[str, etree._Element, str]]:
    """Yields `start` for each element around the records and `record` for each record, with their places."""
    stack: list[_Counted] = [_Counted("")]
    inside = 0
    parser = etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    for event, element in _events(parser, blocks, mended=mended):
        if event == "start":
            if inside:
                inside += 1
                continue
            place = _placed(stack[-1], element)
            if is_record(element):
                inside, record = 1, place
                continue
            stack.append(_Counted(place))
            yield "start", element, place
        elif inside > 1:
            inside -= 1
        elif inside == 1:
            inside = 0
            yield "record", element, record
            _drop(element)
        else:
            stack.pop()


def _events(parser: etree.XMLPullParser, blocks: Blocks, *, mended: bool) -> Iterator[tuple[str, etree._Element]]:
    for block in _prepared(blocks(), mended=mended):
        parser.feed(block)
        yield from _elements(parser)
    parser.close()
    yield from _elements(parser)


def _elements(parser: etree.XMLPullParser) -> Iterator[tuple[str, etree._Element]]:
    for event, element in parser.read_events():
        if isinstance(element, etree._Element):
            yield event, element


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        parent.remove(element)


def _placed(parent: _Counted, element: etree._Element) -> str:
    parent.all += 1
    parent.named[element.tag] += 1
    name = _name(element)
    return f"{parent.place}/{name}[{parent.all if name == '*' else parent.named[element.tag]}]"


def _step_among(element: etree._Element) -> str:
    name = _name(element)
    tag = None if name == "*" else element.tag
    return f"{name}[{1 + sum(1 for _ in element.itersiblings(tag, preceding=True))}]"


def _name(element: etree._Element) -> str:
    """Returns the name of a step: with a prefix where the root means the same by it, `*` where none serves."""
    space, name = named(element)
    if not space:
        return "*" if ":" in name else name
    declared = element.getroottree().getroot().nsmap.get(element.prefix) if element.prefix else None
    return f"{element.prefix}:{name}" if declared == space else "*"


def _attribute(element: etree._Element, name: str) -> str:
    """Returns the step to an attribute, by a prefix of the root where it has a namespace."""
    space, sign, local = name.rpartition("}")
    if not sign:
        return f"@{name}"
    meanings = element.getroottree().getroot().nsmap
    prefix = next(
        (prefix for prefix, meaning in sorted(meanings.items(), key=str) if prefix and meaning == space[1:]), None
    )
    return f"@{prefix}:{local}" if prefix else f"@*[local-name()='{local}']"


def _prepared(blocks: Iterable[bytes], *, mended: bool) -> Iterator[bytes]:
    """Yields the blocks with a declaration of another encoding blanked out, and named characters put in if asked."""
    held, begun = b"", False
    for block in blocks:
        held += block
        if not begun and len(held) < _HEAD:
            continue
        if not begun:
            held, begun = _without_declaration(held), True
        cut = _uncut(held) if mended else len(held)
        yield _mended(held[:cut]) if mended else held[:cut]
        held = held[cut:]
    if not begun:
        held = _without_declaration(held)
    yield _mended(held) if mended else held


def _without_declaration(head: bytes) -> bytes:
    text = head.decode("latin-1").removeprefix("\xef\xbb\xbf")
    return DECLARATION.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text, count=1).encode("latin-1")


def _uncut(block: bytes) -> int:
    last = block.rfind(b"&")
    return last if last >= 0 and len(block) - last < _LONGEST_NAME and b";" not in block[last:] else len(block)


def _mended(block: bytes) -> bytes:
    return with_characters(block.decode("latin-1")).encode("latin-1") if b"&" in block else block
