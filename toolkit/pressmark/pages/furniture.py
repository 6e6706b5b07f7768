"""Takes from an extracted text the lines that belong to the page and not to the article.

An extractor that keeps every short paragraph keeps the byline, the date and the copyright notice too. What is taken
away is known from elsewhere: it repeats the title, names the authors, shows a date, or is a notice that was read. Gone
too are lines that by their first words only lead to other articles, or label an advertisement.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from pressmark.evidence.dates import read_date
from pressmark.evidence.people import read_byline
from pressmark.evidence.text import one_line, word_count
from pressmark.pages.credit_lines import is_credit_line
from pressmark.pages.found import Found, key_of
from pressmark.pages.page import Page
from pressmark.pages.rights import license_lines
from pressmark.pages.tree import wording

_MOST_ABOVE = 3  # paragraphs that may stand above the title, such as a section
_LONGEST_LINE = 15  # words
_LONGEST_INVITE = 25
_MOST_BELOW = 4  # paragraphs that may stand under a label of the readers' comments
_COMMENTS = re.compile(
    r"(?:\d+\s+)?(?:(?:show|view|read|join|leave|post|add|write)\s+)?(?:(?:all|our|the|a|an|your)\s+)?"
    r"(?:comment(?:s|ing forum)?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer)"
    r"\s*(?:\(\d+\)|\d+)?\s*:?",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"(?:[-•>»|\[(\s]*)(?:"
    r"(?:(?:read|see|watch|listen) (?:more|also|next)|also (?:read|see)|related(?: (?:stor(?:y|ies)|articles?))?|"
    r"lesen sie (?:auch|mehr)|lies auch|mehr (?:zum thema|dazu)|auch interessant|das könnte sie auch interessieren|"
    r"(?:à )?lire aussi|voir aussi|à lire également|l(?:ea|eer|ee) (?:también|más)|[tl]e puede interesar|"
    r"puedes? ver|lea además|leia (?:também|mais)|veja também|leggi anche|lees (?:ook|meer)|läs (?:också|mer|även)|"
    r"les (?:også|mer)|læs også|lue myös|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|"
    r"читайте также|okuyun|ayrıca bkz)\s*(?::|…|\.\.\.|[>»|–—-]|$)"
    r"|(?:advertisement|advertising|anzeige|werbung|publicité|publicidad|pubblicità|reklama|annonse?)\s*[:.]?$)",
    re.IGNORECASE,
)


def without_furniture(
    page: Page, paragraphs: Sequence[str], title: str | None, authors: Sequence[str], notices: Sequence[Found]
) -> list[str]:
    """Returns the paragraphs between the heading and the foot of the article."""
    said = {key_of(notice.value) for notice in notices}
    kept = [
        paragraph for paragraph in paragraphs if not (said and key_of(paragraph) in said) and not _is_invite(paragraph)
    ]
    kept = kept[_below(kept, title) :]
    names, dates = {key_of(name) for name in authors}, _date_lines(page)
    while len(kept) > 1 and _is_head(kept[0], names, dates):
        del kept[0]
    first = [paragraph for paragraph in kept[:_MOST_ABOVE] if not is_credit_line(paragraph, names)]
    kept = [*first, *kept[_MOST_ABOVE:]] or kept
    return _above_licenses(kept[: _above_comments(kept)], page)


def _above_licenses(paragraphs: list[str], page: Page) -> list[str]:
    """Returns the paragraphs without the lines among the last that state the licence of the text."""
    stated = {key_of(line) for line in license_lines(page)}
    last = max(1, len(paragraphs) - _MOST_BELOW)
    return [*paragraphs[:last], *(line for line in paragraphs[last:] if key_of(line) not in stated)]


def _above_comments(paragraphs: Sequence[str]) -> int:
    """Returns how many paragraphs stand above the label of the readers' comments, where that is among the last."""
    last = range(max(1, len(paragraphs) - _MOST_BELOW), len(paragraphs))
    return next((place for place in last if _COMMENTS.fullmatch(paragraphs[place])), len(paragraphs))


def _below(paragraphs: Sequence[str], title: str | None) -> int:
    """Returns how many paragraphs stand above the text, up to the title where that is repeated among the first."""
    for place, paragraph in enumerate(paragraphs[: _MOST_ABOVE + 1]):
        if title and _is_heading(key_of(paragraph), key_of(title)):
            return place + 1
        if word_count(paragraph) > _LONGEST_LINE:
            break
    return 0


def _is_heading(paragraph: str, title: str) -> bool:
    """Says whether a paragraph is the title, with or without a kicker."""
    return paragraph.endswith(title) and len(paragraph) <= 2 * len(title)


def _is_invite(paragraph: str) -> bool:
    """Says whether a line only leads to another article, or labels an advertisement."""
    return bool(_INVITES.match(paragraph)) and word_count(paragraph) <= _LONGEST_INVITE


def _is_head(paragraph: str, names: set[str], dates: set[str]) -> bool:
    if word_count(paragraph) > _LONGEST_LINE:
        return False
    credited = {key_of(name.name) for name in read_byline(paragraph)}
    return key_of(paragraph) in dates or read_date(paragraph) is not None or (bool(credited) and credited <= names)


def _date_lines(page: Page) -> set[str]:
    """Returns the keys of the short lines around dates, as they stand and as they stand without the dates."""
    lines = [parent for moment in page.tree.iter("time") if (parent := moment.getparent()) is not None]
    short = [line for line in lines if word_count(wording(line)) <= _LONGEST_LINE]
    return {key_of(words) for line in short for words in (wording(line), _around(line))} - {""}


def _around(line: HtmlElement) -> str:
    dates = [one_line(wording(moment)) for moment in line.iter("time")]
    rest = one_line(wording(line))
    for shown in dates:
        rest = rest.replace(shown, " ", 1)
    return rest
