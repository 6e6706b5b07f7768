"""Says whether a wording can stand where a labelled line prints a name, a label or a notice.

A body paragraph may begin as a header line does ("By noon the quay was empty."). What tells them apart is the rest:
names and labels are short, end no sentence and are mostly capitalised.
"""

from __future__ import annotations

import re

from pressmark.evidence.given_names import is_given
from pressmark.evidence.people import read_byline
from pressmark.sites.labels import fields_of

_SENTENCE_END = re.compile(r"""[.!?…;:。！？]['"”’»)\]]*$""")
# The label of a date that no description knows: what was done on that day, and small words such as `on`.
_LABEL = re.compile(
    r"(?:(?i:published|posted|updated|modified|created|released|printed|retrieved|accessed|uploaded|date"
    r"|publiée?|postée?|mise?|modifiée?|créée?|consultée?|imprimée?"
    r"|veröffentlicht|erstellt|aktualisiert|geändert|hochgeladen|abgerufen|gedruckt|stand|datum"
    r"|publicado|creado|modificado|actualizado|impreso|consultado|subido|fecha"
    r"|pubblicato|creato|aggiornato|modificato|criado|atualizado|data"
    r"|gepubliceerd|geplaatst|bijgewerkt|opublikowano|zaktualizowano|publicerad|uppdaterad))"
    r"(?: [a-zà-ÿ]{1,6}){0,3}[:：]?"
)
_UNFINISHED = re.compile(r"[,–—-]$")
_ABBREVIATED = re.compile(r"(?:\b\w|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|Dr|Bros|Cie|St|vs|etc|e\.V)|\bPh\.?D)\.$")
_TWO_WORDS = re.compile(r"[^\W\d_]+ [^\W\d_]+")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_MARK = re.compile(
    r"\s*(?:(?:copyright|droits d['’]auteur|derechos de autor|direitos autorais|diritti d['’]autore|urheberrecht"
    r"|auteursrecht)\s*(?:©|\(c\))|(?:©|\(c\))\s*copyright|copyright|©|\(c\)|℗)[\s:,]*",
    re.IGNORECASE,
)
_RESERVED = re.compile(
    r"[\s.,;–—-]*(?:all rights reserved|tous droits réservés|todos los derechos reservados|alle rechte vorbehalten"
    r"|tutti i diritti riservati|todos os direitos reservados|alle rechten voorbehouden)\.?$",
    re.IGNORECASE,
)
# What joins the names of several persons on one line.
_JOINED = re.compile(r"(?:[\s,;&·•|/+]|\b(?:and|et|und|y|e|en|i|og|och|with|mit)\b)*")
# Words of a line that says who wrote, and no part of an outlet's name unless in capitals.
_WRITTEN_BY = re.compile(r"\b(?:by|von|par|por|door)\b|^(?:By|Von|Par|Por|Di|Door) |: ")
_DASHED = re.compile(r"\s+[–—|-]\s+")
_ENDS_SMALL = re.compile(r"\s(?:am|vom|on|le|el|il|op|em|den|du|del|w)$")


def is_name(wording: str) -> bool:
    """Says whether a wording can be one name, or several with their joining words."""
    return (
        0 < len(wording) <= 200
        and not (_UNFINISHED.search(wording) or ends_sentence(wording) or _LABEL.fullmatch(wording))
        and _capitalised(wording)
    )


def is_byline(wording: str) -> bool:
    """Says whether a wording can be who wrote an article; some write their names without capitals."""
    return is_name(wording) or (bool(_TWO_WORDS.fullmatch(wording)) and not ends_sentence(wording))


def is_people(wording: str) -> bool:
    """Says whether a wording is nothing but names in the form of persons' names."""
    rest = wording.strip()
    names = read_byline(rest)
    if not names or "\n" in rest or len(rest) > 120 or not rest.startswith(names[0].name):
        return False
    for name in names:
        rest = rest.replace(name.name, "", 1)
    return all(name.kind == "person" for name in names) and bool(_JOINED.fullmatch(rest))


def is_outlet(wording: str) -> bool:
    """Says whether a wording can be the name of an outlet; what names a writer, or runs over lines, cannot."""
    named = wording.strip()
    if not is_name(named) or "\n" in named or _WRITTEN_BY.search(named) or _ENDS_SMALL.search(named):
        return False
    if is_people(_DASHED.split(named)[0]) and _DASHED.search(named):  # "Ann Lee – The River Post"
        return False
    if fields_of(named):  # nothing but the words of a label: "Paru le", "Online"
        return False
    return not _names_a_writer(named)


def _names_a_writer(named: str) -> bool:
    """Says whether a wording is a person's name, alone or behind words that say who wrote."""
    words = named.split(" ")
    for count in range(min(5, len(words) - 1)):
        behind = fields_of(" ".join(words[:count])) or frozenset()
        rest = " ".join(words[count:])
        if ("byline" in behind or is_given(rest)) and is_people(rest):
            return True
    return False


def is_labels(wording: str) -> bool:
    """Says whether a wording can be the labels of a taxonomy; a label line may print none."""
    return len(wording) <= 400 and not ends_sentence(wording) and all(len(label) <= 60 for label in wording.split(","))


def is_notice(wording: str) -> bool:
    """Says whether a wording is a copyright notice: the mark, then nothing but names and years."""
    mark = _MARK.match(wording)
    if mark is None or len(wording) > 300:
        return False
    parties = _RESERVED.sub("", wording[mark.end() :]).strip()
    return not parties or is_name(parties.removesuffix("."))


def ends_sentence(wording: str) -> bool:
    """Says whether a wording ends as a sentence does, and not with an abbreviation."""
    return bool(_SENTENCE_END.search(wording)) and not _ABBREVIATED.search(wording)


def _capitalised(wording: str) -> bool:
    words = _WORD.findall(wording)
    weighty = [word for word in words if len(word) > 3] or words
    capitalised = [word for word in weighty if word != word.lower() or word == word.upper()]
    return 2 * len(capitalised) >= len(weighty)
