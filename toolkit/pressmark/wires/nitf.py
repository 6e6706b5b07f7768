"""Reads NITF, alone and inside other formats: its head, the head of its body, and its text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pressmark.evidence.text import one_line
from pressmark.model.draft import Subject
from pressmark.pages.fragment import BLOCKS, DROPPED, element_text
from pressmark.wires.item import Item, Moment, Party, Permit
from pressmark.wires.said import Said, child, children, every, language_of, said
from pressmark.wires.status import standing

_BLOCKS = BLOCKS | {"hl1", "hl2", "body.content", "body.head", "body.end", "block", "bq", "fn", "datasource"}
_DROPPED = DROPPED | {"media", "media-metadata", "nitf-table-metadata"}
_TOPICS = {
    "tobject.subject.type": "subject",
    "tobject.subject.matter": "subject-matter",
    "tobject.subject.detail": "subject-detail",
}


def body_text(element: etree._Element | None) -> str | None:
    """Returns the paragraphs of NITF or XHTML content; pictures and what belongs to them are left out."""
    return element_text(element, blocks=_BLOCKS, dropped=_DROPPED) if element is not None else None


def nitf_item(root: etree._Element) -> Item:
    """Returns what an NITF document says."""
    head, data, top = child(root, "head"), child(root, "head", "docdata"), child(root, "body", "body.head")
    status = standing(said(data, "management-status"))
    lines = list(children(top, "byline"))
    return Item(
        titles=_titles(head, top),
        lede=body_text(child(top, "abstract")),
        text=body_text(child(root, "body", "body.content")),
        languages=tuple(filter(None, [language_of(root), said(child(root, "body"), "lang")])),
        bylines=tuple(filter(None, map(said, lines))),
        parties=tuple(_people(lines)),
        publishers=_publishers(head, data, top),
        published=tuple(_published(head, data)),
        undated=tuple(_undated(data, top)),
        holders=tuple(_attributes(data, "doc.copyright", "holder")) + every(top, "rights", "rights.owner"),
        years=tuple(_attributes(data, "doc.copyright", "year")),
        notices=every(top, "rights"),
        permits=tuple(
            Permit(said=found) for name in ("type", "limitations") for found in _attributes(data, "doc.rights", name)
        ),
        subjects=tuple(_subjects(head, data)),
        embargo=status.embargo,
        takedown=status.takedown,
        ledger=tuple(_ledger(data, top)),
    )


def _titles(head: etree._Element | None, top: etree._Element | None) -> tuple[Said, ...]:
    lines = [*every(top, "hedline", "hl1"), *every(top, "headline", "hl1")]
    return (*lines, *every(head, "title"))


def _people(lines: list[etree._Element]) -> Iterator[Party]:
    for line in lines:
        for person in children(line, "person"):
            given, family = said(child(person, "name.given")), said(child(person, "name.family"))
            if (whole := said(person)) is not None:
                yield Party(
                    role="author",
                    said=whole,
                    kind="person",
                    given=given.value if given else None,
                    family=family.value if family else None,
                )


def _publishers(
    head: etree._Element | None, data: etree._Element | None, top: etree._Element | None
) -> tuple[Said, ...]:
    publications = _attributes(head, "pubdata", "name")
    return (*publications, *every(top, "distributor"), *_attributes(data, "del-list", "from-src", "src-name"))


def _published(head: etree._Element | None, data: etree._Element | None) -> Iterator[Moment]:
    for found in _attributes(head, "pubdata", "date.publication"):
        yield Moment(said=found, note="when the publication printed it")
    for name in ("date.issue", "date.release"):
        for found in _attributes(data, name, "norm"):
            yield Moment(said=found, note=f"the {name.removeprefix('date.')}")


def _undated(data: etree._Element | None, top: etree._Element | None) -> Iterator[Moment]:
    for found in _attributes(data, "date.expire", "norm"):
        yield Moment(said=found, note="when it expires")
    for found in _attributes(top, "dateline", "story.date", "norm"):
        yield Moment(said=found, note="the day of the story")


def _attributes(element: etree._Element | None, *path: str) -> Iterator[Said]:
    for one in children(element, *path[:-1]):
        if (found := said(one, path[-1])) is not None:
            yield found


def _subjects(head: etree._Element | None, data: etree._Element | None) -> Iterator[Subject]:
    for name, scheme in _TOPICS.items():
        yield from labelled(scheme, _attributes(head, "tobject", "tobject.subject", name))
    yield from labelled("keyword", _attributes(data, "key-list", "keyword", "key"))
    yield from labelled("scope", _attributes(data, "doc-scope", "scope"))
    for found in _attributes(head, "pubdata", "position.section"):
        yield Subject(scheme="section", label_verbatim=found.verbatim, label=found.value)


def labelled(scheme: str, found: Iterator[Said] | tuple[Said, ...]) -> Iterator[Subject]:
    """Yields a subject a label, each label once."""
    for label, one in {one_line(one.value): one for one in found}.items():
        yield Subject(scheme=scheme, label_verbatim=one.verbatim, label=label)


def _ledger(data: etree._Element | None, top: etree._Element | None) -> Iterator[tuple[str, Said]]:
    for name, path in (
        ("identifier", ("doc-id", "id-string")),
        ("urgency", ("urgency", "ed-urg")),
        ("note_to_editors", ("ed-msg", "info")),
        ("rights_agent", ("doc.rights", "agent")),
        ("rights_owner", ("doc.rights", "owner")),
        ("rights_area", ("doc.rights", "geography")),
    ):
        for found in _attributes(data, *path):
            yield name, found
    for found in every(top, "dateline", "location"):
        yield "located", found
    for found in every(top, "hedline", "hl2"):
        yield "subtitle", found
