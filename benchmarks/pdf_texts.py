"""Sentences that a number tells, so that no paragraph of the own layouts is like another."""

from __future__ import annotations

_SUBJECTS = (
    "The ferry",
    "A kite maker",
    "The harbour office",
    "Her neighbour",
    "The old pilot",
    "A visitor",
    "The council",
)
_VERBS = ("described", "remembered", "photographed", "questioned", "followed", "measured", "postponed", "defended")
_OBJECTS = (
    "the northern lighthouse",
    "a fleet of fishing boats",
    "the official timetable",
    "the flood defences",
    "an unexpected difficulty",
)
_TAILS = (
    "before the evening tide",
    "while the children waited",
    "without any explanation",
    "for the third time in a decade",
    "despite the weather forecast",
)
GERMAN = (
    "Die Fähre fuhr am Mittag hinaus und kam vor dem Abend zurück",
    "Der Hafenmeister verteidigte die Geschwindigkeitsbeschränkung vor der Stadtverwaltung",
    "Die Drachenbauerin beschrieb ihre Arbeit als eine Angelegenheit der Geduld",
    "Niemand wusste, warum die Bekanntmachung verschoben worden war",
)
HEBREW = (
    "המעבורת יצאה מהרציף בצהריים וחזרה לנמל לפני הערב",
    "הילדים העיפו עפיפונים על החוף וראו את הסירות",
    "מנהל הנמל אמר שהשנה הייתה טובה מן הקודמת",
    "התושבים ביקשו לשמור על הרציף הישן",
)
JAPANESE = (
    "渡し船は正午に港を出て夕方までに戻ってきた",
    "子どもたちは海岸で凧を揚げて遊んだ",
    "港の事務所は新しい時刻表を発表した",
    "住民は古い桟橋を守るように求めている",
)


def sentence(number: int) -> str:
    """Returns a sentence that a number tells."""
    parts = (_SUBJECTS, _VERBS, _OBJECTS, _TAILS)
    subject, verb, thing, tail = (
        words[(number * step + number // 7) % len(words)] for words, step in zip(parts, (1, 3, 2, 1), strict=True)
    )
    return f"{subject} {verb} {thing} {tail}, as report {number} says."


def paragraph(number: int, sentences: int = 5) -> str:
    """Returns a paragraph of sentences like no others."""
    return " ".join(sentence(10 * number + index) for index in range(sentences))
