"""Parts a document into its article and what a print-out holds around it: menus, teasers, captions, notices."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pressmark.converters._pdf.branches import longest_runs, tagged_body, tells_comments
from pressmark.converters._pdf.paragraphs import Paragraph
from pressmark.converters._pdf.titles import Title, body_height
from pressmark.evidence.notices import is_notice

_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?:\s|\d|$)")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # says as much as two letters of an alphabet
_PROSE = 80  # letters
_LEADING = 0.5  # of a paragraph, at least, is a link where it leads elsewhere
_SMALL = 0.88  # of the height of the text
_GAP = 5  # short paragraphs between two of the article
_READ = 0.5  # of the longest run's text, before which a heading does not end the article
_ONWARDS = re.compile(
    r"(?:more (?:in|from|on|stories|news)|most (?:read|popular|viewed)|related|recommended|you (?:may|might) also"
    r"|read (?:also|next)|comments?|view (?:all )?comments|leave a (?:comment|reply)|share this|sign up|newsletter"
    r"|trending|up next|what to read|mehr (?:aus|von|zum thema|zu)|lesen sie auch|das könnte sie|meistgelesen"
    r"|kommentare?|auch interessant|weitere artikel"
    r"|lire aussi|à lire|sur le même|les plus lus|commentaires?|articles? liés"
    r"|artículos relacionados|te puede interesar|más (?:noticias|leídas)|comentarios?|lea también"
    r"|leggi anche|potrebbe interessarti|articoli correlati|lascia un commento|commenti"
    r"|leia também|leia mais|veja também|deixe (?:um|seu) comentário|comentários?|lees ook|meer over|läs mer|les også)"
    r"\b(?:\s+\S+){0,4}:?$",
    re.IGNORECASE,
)
_NEAR = 4  # paragraphs
_BELOW = 6  # paragraphs
_LONGEST_NOTE = 200  # characters
_MOST_LABELLED = 30  # short paragraphs that are tried as labelled lines


@dataclass(frozen=True, slots=True)
class Zones:
    """The paragraphs of the article by their place on the page."""

    header: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    footer: tuple[Paragraph, ...]
    near: tuple[Paragraph, ...]  # short ones around the title and the beginning of the text
    between: tuple[Paragraph, ...]  # short ones right below the title, above the text


def part(
    paragraphs: Sequence[Paragraph], title: Title, *, heads: Callable[[str], bool], ends: Callable[[str], bool]
) -> Zones:
    """Returns the zones; `heads` and `ends` say whether a wording is a labelled line of a header or of a footer."""
    height = body_height(paragraphs)
    below = list(paragraphs[title.end :])
    held = _held(below, height, max((one.height for one in paragraphs[title.first : title.end]), default=0))
    start, stop = (held[0], held[-1] + 1) if held else (0, 0)
    labelled = [
        one
        for one in [*below[:start], *paragraphs[: title.first]][:_MOST_LABELLED]
        if _is_short(one) and heads(one.text)
    ]
    subtitle = [one for one in below[:1] if start and one not in labelled and 3 < len(one.text.split()) < 60]
    body = [below[at] for at in held if not _is_note(below[at])]
    after = [*(below[at] for at in held if _is_note(below[at])), *below[stop:]]
    footer = [one for one in after[:_MOST_LABELLED] if len(one.text) < 2000 and (is_notice(one.text) or ends(one.text))]
    near = [*below[: start + _NEAR], *paragraphs[max(title.first - _NEAR, 0) : title.first]]
    between = below[: min(start, _BELOW)] if title.text else []
    short = (tuple(filter(_is_short, near)), tuple(filter(_is_short, between)))
    return Zones((*subtitle, *labelled), tuple(body), tuple(footer), *short)


def _held(below: Sequence[Paragraph], height: float, title: float) -> list[int]:
    """Returns which paragraphs below the title are of the article: by their tags, or else by where they stand."""
    tagged = tagged_body(below, lambda one: _is_prose(one, height) and not _is_note(one), _leads_on)
    if tagged:
        return tagged
    start, stop = _article(below, height)
    stop = _end(below, start, stop, title)
    kept = (at for at in range(start, stop) if below[at].linked < _LEADING)
    return [at for at in kept if below[at].height >= _SMALL * height or _is_prose(below[at], height)]


def _is_note(paragraph: Paragraph) -> bool:
    """Says whether a paragraph is a notice, and no part of the article that quotes one."""
    return len(paragraph.text) <= _LONGEST_NOTE and is_notice(paragraph.text)


def _leads_on(paragraph: Paragraph) -> bool:
    return len(paragraph.text) < 90 and bool(_ONWARDS.match(paragraph.text))


def middle(paragraphs: Sequence[Paragraph]) -> int:
    """Returns the paragraph in which the middle of the article lies: its title stands before."""
    start, stop = _article(paragraphs, body_height(paragraphs))
    half = sum(len(one.text) for one in paragraphs[start:stop]) / 2
    for index in range(start, stop):
        half -= len(paragraphs[index].text)
        if half <= 0:
            return index + 1
    return stop


def _end(paragraphs: Sequence[Paragraph], start: int, stop: int, title: float) -> int:
    """Returns where the article ends: before a heading that leads to others, or that is as large as the title."""
    whole = sum(len(one.text) for one in paragraphs[start:stop])
    read = 0
    for index in range(start, stop):
        one = paragraphs[index]
        leads = _leads_on(one)
        # A large initial is no heading.
        as_title = title > 0 and one.height >= 0.97 * title and 8 <= len(one.text) < 200
        if read and ((leads and read >= _READ * whole) or as_title or tells_comments(one)):
            return index
        read += len(one.text)
    return stop


def _is_short(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= 200


def _is_prose(paragraph: Paragraph, height: float) -> bool:
    usual = abs(paragraph.height - height) <= 0.12 * height
    length = len(paragraph.text) + len(_DENSE.findall(paragraph.text))
    long = length >= _PROSE and bool(_SENTENCE.search(paragraph.text))
    if paragraph.linked >= _LEADING:
        return False
    return long or (usual and length >= _PROSE / 2 and paragraph.text.rstrip("\"'”’»)")[-1:] in ".!?…。！？")


def _article(paragraphs: Sequence[Paragraph], height: float) -> tuple[int, int]:
    """Returns from where to where the article runs: its longest run of prose, and runs beside it that are long too."""
    prose = [index for index, paragraph in enumerate(paragraphs) if _is_prose(paragraph, height)]
    if not prose:
        usual = [index for index, paragraph in enumerate(paragraphs) if abs(paragraph.height - height) <= 0.12 * height]
        return (usual[0], usual[-1] + 1) if usual else (0, len(paragraphs))
    held = longest_runs(paragraphs, prose, lambda one, other: other - one - 1 <= _GAP)
    return held[0], held[-1] + 1
