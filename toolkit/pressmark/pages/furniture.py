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
_LONGEST_INVITE, _LONGEST_OFFER = 25, 45
_FEWEST_AGAIN = 3  # paragraphs
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
    r"|(?:advertisement|advertising|anzeige|werbung|publicité|publicidad|pubblicità|reklama|annonse?)\s*[:.–-]?$"
    r"|(?:close|schließen|fermer|cerrar|chiudi|fechar)$)",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(?:delivered|straight|direct(?:ly)?|sent) (?:in)?to your inbox\b"
    r"|\bby (?:providing|entering|submitting|signing up|clicking)\b[^.]{0,60}\byou (?:agree|consent|have read|confirm)"
    r"|^(?:sign up (?:for|to)|subscribe to) (?:our|the|\w+['’]s) [^.]{0,40}newsletter|\bprotected by reCAPTCHA\b"
    r"|\bnewsletter (?:abonnieren|bestellen|anmelden)\b|\bin (?:ihr|dein) (?:e-mail-)?postfach\b"
    r"|^(?:abonnez-vous|inscrivez-vous) à [^.]{0,40}(?:newsletter|lettre)|^iscriviti alla [^.]{0,40}newsletter"
    r"|^(?:suscr[ií]bete|inscríbete) a [^.]{0,40}(?:newsletter|boletín)|^assine [^.]{0,40}newsletter"
    r"|^(?:schrijf je in|meld je aan) voor [^.]{0,40}nieuwsbrief"
    r"|^(?:follow us|folgen sie uns|folge uns|suivez-nous|síguenos|seguici|siga-nos|volg ons|obserwuj nas|takip edin)\b"
    r"|^jetzt fan\b[^!?]{0,80}\b(?:facebook|instagram|twitter)\b",
    re.IGNORECASE,
)
_CITATION = re.compile(r"(?:suggested )?citation\b|cite (?:this|as)\b|zitiervorschlag\b", re.IGNORECASE)
_COUNT = re.compile(r"\d+\s*/\s*\d+")


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
    return _above_foot(_once(_above_licenses(kept[: _above_comments(kept)], page)))


def _once(paragraphs: list[str]) -> list[str]:
    """Returns the paragraphs without the last ones where they repeat those before: some pages print a text twice."""
    for count in range(len(paragraphs) // 2, _FEWEST_AGAIN - 1, -1):
        again = paragraphs[-count:]
        if again == paragraphs[-2 * count : -count] and len(set(again)) >= _FEWEST_AGAIN:
            return paragraphs[:-count]
    return paragraphs


def _above_foot(paragraphs: Sequence[str]) -> list[str]:
    """Returns the paragraphs without how to cite them, and above the last lines that state a date or count pictures.

    What reserves rights stays: the rights of the text are judged by it.
    """
    last = max(1, len(paragraphs) - _MOST_BELOW)
    kept = [*paragraphs[:last], *(line for line in paragraphs[last:] if not _CITATION.match(line))]
    while len(kept) > 1 and (_COUNT.fullmatch(kept[-1]) or is_credit_line(kept[-1], ())):
        kept.pop()
    return kept


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
    """Says whether a line only leads to another article, labels an advertisement, or offers a newsletter."""
    count = word_count(paragraph)
    if count > _LONGEST_OFFER:
        return False
    return (count <= _LONGEST_INVITE and _INVITES.match(paragraph) is not None) or _OFFERS.search(paragraph) is not None


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
