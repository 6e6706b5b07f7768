"""Knows the lines that LexisNexis writes around a text, in the languages of its interfaces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "headline": "headline überschrift titre titular titel kop título titolo",
        "byline": "byline autor auteur author verfasser autore auteurs autoren",
        "section": "section rubrik rubrique sección sectie ressort sezione",
        "length": "length länge longueur longitud lengte lunghezza",
        "dateline": "dateline ort lieu datumregel",
        "highlight": "highlight chapeau lead inleiding",
        "body": "body text textkörper corps cuerpo tekst haupttext full-text",
        "language": "language sprache langue idioma taal lingua",
        "load-date": "load-date update load_date aktualisierung",
        "publication-type": "publication-type pub-type publikationstyp zeitungsart",
        "subject": "subject thema sujet subjects",
        "url": "url",
        "copyright": "copyright",
        "source": "source quelle publication",
        "series": "series column type document-type journal-code issn edition page",
        "graphic": "graphic graphics classification notes correction correction-date company organization organisation "
        "person people ticker geographic city state country industry isin name cite acc-no end-of-document "
        "category feature terms",
    }
)
LABELS: Mapping[str, str] = MappingProxyType(
    {name: meaning for meaning, names in _NAMES.items() for name in names.split()}
)
# What stands below a text and not above it.
TRAILING = frozenset({"language", "load-date", "publication-type", "subject", "url", "graphic"})

COUNTED = re.compile(
    r"^\s*(?:\d{1,6} (?:of|von|de|van|di) \d{1,6} (?:documents?|dokumenten?|documenten|documentos|documenti)"
    r"|(?:document|dokument|documento) \d{1,6} (?:of|von|de|van|di) \d{1,6})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
ENDED = re.compile(r"^\s*End of Document\s*$", re.MULTILINE)
LABEL = re.compile(r"([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ _-]{1,24}):(?!//)\s*")
BODY = re.compile(r"(?:Body|BODY|Full Text)$")
COVERED = re.compile(r"^.*Copyright © \d{4} LexisNexis\s*$", re.MULTILINE)
PAGED = re.compile(r"Page \d+ of \d+$")


def label_of(line: str) -> tuple[str, int] | None:
    """Returns what the label of a line means, and how many signs it takes; None where none is known."""
    found = LABEL.match(line)
    if found is None:
        return None
    name = re.sub(r"[ _]+", "-", found[1].strip().lower())
    meaning = LABELS.get(name)
    # In capitals, or with a first capital and nothing odd: a sentence of a text seldom begins so.
    shaped = found[1].isupper() or found[1].istitle() or found[1][:1].isupper()
    return (meaning, found.end()) if meaning and shaped else None
