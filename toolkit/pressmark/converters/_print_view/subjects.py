"""The labels that a page prints under each of its taxonomies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressmark.converters._print_view.page import Page, Printed
from pressmark.evidence.addresses import web_url
from pressmark.evidence.text import one_line
from pressmark.model.draft import Subject

_SEPARATOR = re.compile(r"[;|·•]")  # where one of these is printed, a comma belongs to a label
_COMMA = re.compile(r",")


def read_subjects(page: Page) -> tuple[Subject, ...]:
    """Returns the labels of a page in the order in which they are printed."""
    return tuple(subject for printed in page.printed("subject") for subject in _subjects(printed))


def _subjects(printed: Printed) -> Iterator[Subject]:
    scheme = printed.value.argument or "keyword"
    plain, at = printed.wording.plain, printed.value.start
    for anchor in printed.anchors:
        yield from _labels(scheme, plain[at : anchor.start])
        if label := one_line(plain[anchor.start : anchor.end]):
            yield Subject(scheme=scheme, label_verbatim=label, label=label, uri=web_url(anchor.target))
        at = anchor.end
    yield from _labels(scheme, plain[at : printed.value.end])


def _labels(scheme: str, listed: str) -> Iterator[Subject]:
    between = _SEPARATOR if _SEPARATOR.search(listed) else _COMMA
    for label in between.split(listed):
        if verbatim := label.strip():
            yield Subject(scheme=scheme, label_verbatim=verbatim, label=one_line(verbatim))
