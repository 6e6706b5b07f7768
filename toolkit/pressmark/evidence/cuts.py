"""Tells a text that its page breaks off from one that ends."""

from __future__ import annotations

import re

_READ = 200  # signs at the end of a text

# What a page prints where it breaks an article off, in the languages of Europe and some of Asia.
_ONWARDS = "|".join(
    """(?:click (?:here )?to )?(?:read|view|show|see) (?:more|on|the (?:full|whole|rest of the) (?:article|story|text))
    (?:click (?:here )?to )?(?:continue|keep) reading(?: (?:the|this) (?:article|story))?
    read (?:the )?(?:full|whole|entire|rest of (?:the|this)) (?:article|story|text)
    weiter ?lesen|mehr lesen|lesen sie (?:mehr|weiter)|(?:ganzen|vollständigen) artikel lesen|jetzt weiterlesen
    lire la suite(?: de l.article)?|lire plus|lire l.article complet|continuer la lecture
    leer más|seguir leyendo|sigue leyendo|continuar leyendo|leer el artículo completo
    ler mais|leia mais|continuar (?:a ler|lendo)|continue (?:a ler|lendo)
    leggi tutto|leggi l.articolo completo|continua a leggere|continua la lettura
    lees (?:meer|verder)|verder lezen|les mer|läs mer|læs mere|lue lisää|lesa meira|lestu meira
    czytaj (?:więcej|dalej)|číst dál(?:e)?|celý článek|olvass tovább|citește mai (?:mult|departe)|διαβάστε περισσότερα
    читать (?:далее|дальше|полностью)|читати (?:далі|більше)|прочетете още
    devamını oku|devamı için tıklayın|baca selengkapnya|lanjutkan membaca|baca selanjutnya|đọc thêm|xem thêm|đọc tiếp
    続きを読む|続きは[^\\n]{0,20}で|全文を読む|阅读全文|閱讀全文|继续阅读|繼續閱讀|더 보기|계속 읽기
    اقرأ المزيد|קרא עוד|המשך לקרוא|और पढ़ें|อ่านต่อ""".split("\n")
).replace("|    ", "|")
_MORE = r"more|mehr|suite|la suite|más|mas|plus|mais|altro|meer|mer|mere|więcej|далее|ещё|devamı|selengkapnya"
_END = r"[\s.…»›→>\])}*–-]*\Z"
_CUT = re.compile(
    rf"(?:^|[\[(]|…|\.\.\.)[^\w\n]*(?:{_ONWARDS}){_END}|[\[(](?:{_MORE}|\+\d+ chars|…|\.\.\.){_END}"
    rf"|残り[\d０-９,]+文字{_END}",
    re.IGNORECASE | re.MULTILINE,
)


def is_cut_short(text: str) -> bool:
    """Returns whether a text ends with the words by which a page leads to the rest of it.

    The words stand alone on the last line, in brackets, or after an ellipsis; where a title follows them they lead to
    another article.
    """
    return _CUT.search(text.rstrip()[-_READ:]) is not None
