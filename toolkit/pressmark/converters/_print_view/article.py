"""The article itself, out of its page: lede and text in norm-v1, without marks."""

from __future__ import annotations

from dataclasses import dataclass

from pressmark.converters._print_view.page import Page
from pressmark.converters._print_view.paragraphs import Paragraph, is_rule, words
from pressmark.evidence.text import normalise
from pressmark.sites.inline import is_definition
from pressmark.sites.wording import Wording


@dataclass(frozen=True, slots=True)
class Article:
    """Lede and text, and the wordings of the source that the text was read from."""

    lede: str | None
    text: str | None
    wordings: tuple[Wording, ...]
    completeness: str  # full partial unknown


def read_article(page: Page) -> Article:
    """Returns the article of a page."""
    paragraphs = [_paragraph(page, paragraph) for paragraph in page.body]
    text = normalise("\n\n".join("\n".join(wording.plain for wording in lines) for lines in paragraphs))
    lede = normalise(page.lede.plain) if page.lede else None
    wordings = tuple(wording for lines in paragraphs for wording in lines)
    return Article(lede or None, text or None, wordings, _completeness(page, text))


def _paragraph(page: Page, paragraph: Paragraph) -> list[Wording]:
    """Returns the wordings of a paragraph: all at once, or line by line where lines bear marks of their own."""
    zone = page.zone
    spans = tuple(
        words(page.source, line)
        for line in paragraph
        if not is_rule(page.source, line) and not (zone.targets and is_definition(page.source[slice(*line)]))
    )
    return [zone.joined(paragraph)] if spans == paragraph else [zone.wording(*span) for span in spans]


def _completeness(page: Page, text: str) -> str:
    if not text:
        return "unknown"
    if any(pattern.search(text[-200:]) for pattern in page.site.truncated):
        return "partial"
    return "full" if page.title and any(unit.certain for unit in page.footer) else "unknown"
