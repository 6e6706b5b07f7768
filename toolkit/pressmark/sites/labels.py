"""Says what the label of a printed line tells by its words: who wrote, or when it was published, and nothing else.

The descriptions know labels to the letter. Where many articles of one site print the same label, its words are enough,
if every one of them is known: "Art der Veranstaltung am" has a word that is not, and tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_MARKS = ".,:;()[]*_–—|"
_APOSTROPHE = re.compile(r"['’]")
_WORD = re.compile(r"[^\W\d_]+")
_STEMS: Final[Mapping[str, str]] = {
    "byline": (
        r"auteurs?|auth?or\w*|autor\w*|writ\w*|words?|text\w*|tekst\w*|testo|stor(?:y|ies)|essay|column|analys\w+|analisi"
        r"|opinion\w*|commentary|verfass\w*|geschrieben|schrieb|beitrag|kommentar|kolumne|écrite?|rédigée?|signée?"
        r"|chronique|billet|analyse|escrit[ao]s?|redactad[ao]|columna|análisis|scritt[oa]|firmat[oa]|servizio|commento"
        r"|geschreven|schrijver|opgetekend|verslag|skriv\w*|napisał[a]?|by|von|par|por|door|di|da|af|av"
    ),
    "published": (
        r"publi\w*|pubbl\w*|datum|date|dated|data|fecha|veröffentlich\w*|erschein\w*|erschienen|erschien|gepostet|posted"
        r"|online|eingestellt|ausgabe|issue|paru|parue|parution|mise?|ligne|diffusée?|diffusion|subido|colgado|aparecid[oa]"
        r"|apparso|uscit[oa]|uscita|geplaatst|plaatsing\w*|verschenen|verschijning\w*|gepubliceerd|publicatie\w*|opubl\w*"
    ),
    "modified": (
        r"updat\w*|modifi\w*|aktual\w*|geändert|änderung|bijgewerkt|aggiorn\w*|actualiz\w*|atualiz\w*|jour"
        r"|revised"
    ),
    "original_published": (
        r"erst\w*|first|origin\w*|zuerst|initial\w*|premi[eè]re?|primer[ao]?|prima|primeir[ao]"
        r"|oorspronkelijk\w*"
    ),
    "source": (
        r"source|quelle|fuente|fonte|bron|źródło|källa|reprinted|übernommen|overgenomen|repris|reproducido"
        r"|ripreso|from"
    ),
    "url": (
        r"url|links?|permalink|permanent\w*|address|adresse|adres|webadresse|enlace|dirección|indirizzo|lien"
        r"|endereço|web|webpage|found|finden|trouver?|encontrar|encontrado|trova|vinden"
    ),
}  # fmt: skip
_NEUTRAL = re.compile(
    r"on|in|at|can|be|sie|unter|peut|se|puede|si|te|pode|ser|dies(?:en|er)|for|une?|the|of|this|is|an?|article|page|am|vom|de[rsmn]?|die|das|dieses|artikels?|ist|im|le|la|les?|du|cet?|cette"
    r"|est|en|l|d|el|este|esta|artículo|es|il|lo|dell?a?|questo|articolo|è|e|op|het|dit|van|em|do|deste|artigo|o|since|seit|à"
    r"|depuis|desde|dal|sinds",
)
_KNOWN: Final = {role: re.compile(stems) for role, stems in _STEMS.items()}
_READS: Final[Mapping[str, frozenset[str]]] = {
    "name": frozenset({"byline", "source"}),
    "date": frozenset({"published", "modified", "original_published"}),
    "address": frozenset({"url"}),
}


def begins_as_label(line: str) -> bool:
    """Says whether a line begins with known words, one of them telling, up to a capital, a figure or its end."""
    telling = False
    for word in line.split():
        bare = word.strip(_MARKS).casefold()
        if any(stems.fullmatch(bare) for stems in _KNOWN.values()):
            telling = True
        elif bare and not all(part and _NEUTRAL.fullmatch(part) for part in _APOSTROPHE.split(bare)):
            return telling and (word[0].isupper() or not word[0].isalpha() or "://" in word)
    return telling


def fields_of(label: str) -> frozenset[str] | None:
    """Returns the fields that the words of a label speak of, or None where a word is unknown."""
    told = set[str]()
    for word in _WORD.findall(label.casefold()):
        fields = {field for field, stems in _KNOWN.items() if stems.fullmatch(word)}
        if not fields and not _NEUTRAL.fullmatch(word):
            return None
        told |= fields
    return frozenset(told - {"published"} if {"published", "original_published"} <= told else told)


def field_of(label: str, reads: str) -> str | None:
    """Returns the field that a label names, of those that read as a `name`, a `date` or an `address`; None in doubt."""
    told = fields_of(label) or frozenset()
    told = told if reads == "name" else told & _READS[reads]
    return next(iter(told)) if len(told) == 1 and told <= _READS[reads] else None


def fields_of_both(words: str) -> tuple[str, str] | None:
    """Returns the fields of a name and of a date that stand on one line, or None in doubt."""
    told = fields_of(words)
    return ("byline", "published") if told is not None and told <= {"byline", "published"} else None
