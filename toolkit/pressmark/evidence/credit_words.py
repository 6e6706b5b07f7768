"""Holds the words that lead to a name or a date in the lines that credit an article, in the languages of the press."""

from __future__ import annotations

import re

# Before a name: "by", "Kommentar von", "Texte :", "Author:".
WRITTEN_BY = re.compile(
    r"(?:(?:ein(?:e)?\s+)?(?:kommentar|analyse|gastbeitrag|gastkommentar|reportage|interview|written|words|text|story|"
    r"report|analysis|opinion|column|texte|propos recueillis)\s+)?"
    r"(?:by|von|par|por|door|di|av|af|autor(?:in|en|a|es)?|auteurs?|authors?)\b\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
MODIFIED_WORDS = re.compile(
    r"\b(?:updated?|modified|revised|last (?:changed|edit)|aktualisiert|zuletzt|geändert|stand|mis à jour|màj|modifié|"
    r"actualizado|modificado|atualizado|aggiornat[oa]|modificat[oa]|zaktualizowan[oa]|bijgewerkt|uppdaterad|oppdatert|"
    r"opdateret|обновлен[оа]?|güncelle\w*)\b",
    re.IGNORECASE,
)
PUBLISHED_WORDS = re.compile(
    r"\b(?:publi\w*|posted|erschienen|veröffentlicht|erstellt|verfasst|pubblicato|opublikowan[oa]|geplaatst|"
    r"опубликован[оа]?)\b",
    re.IGNORECASE,
)
