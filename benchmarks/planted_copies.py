"""Plants copies among articles that are nonsense in a settled order, and what must not be taken for copies.

Of every story the copies are known by kind, so that what is linked can be held against what was planted.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

ABRIDGED = (10, 30, 50, 70)  # per cent of the sentences that are left out
KINDS = (
    *("verbatim", "headline", "agency-line", "boilerplate", "edited"),
    *(f"abridged-{cut}" for cut in ABRIDGED),
    *(f"scattered-{cut}" for cut in ABRIDGED),
)
STRANGERS = ("translated", "series", "notice", "short", "table", "quotation")
_SYLLABLES = "ba da ker lin mo nar pel ru sta ti vo wen gra shi dol far hem jun kas lor".split()
_OUTLETS = ("Courier", "Gazette", "Post", "Observer", "Herald", "Beacon", "Tribune", "Mail")


@dataclass(frozen=True, slots=True)
class Planted:
    """An article; `story` is what it is a copy of, `kind` how, and `story` is its own number where it is nobody's."""

    number: int
    story: int
    kind: str
    title: str
    text: str


class Language:
    """Words of a language that nobody speaks, some much more frequent than others."""

    def __init__(self, dice: random.Random, count: int = 6_000) -> None:
        self.dice = dice
        words = {"".join(dice.choices(_SYLLABLES, k=dice.choice((1, 2, 2, 3)))) for _ in range(count * 2)}
        self.words = sorted(words)
        dice.shuffle(self.words)
        self._weights = list(accumulate(1 / (rank + 8) for rank in range(len(self.words))))
        self.translation = dict(zip(self.words, dice.sample(self.words, len(self.words)), strict=True))

    def some(self, count: int) -> list[str]:
        """Returns some words, the frequent ones more often."""
        return self.dice.choices(self.words, cum_weights=self._weights, k=count)

    def sentence(self) -> str:
        """Returns a sentence, now and then with a figure and a name."""
        said = self.some(self.dice.randrange(7, 24))
        if self.dice.random() < 0.3:
            said.insert(self.dice.randrange(1, len(said)), str(self.dice.randrange(2, 9_000)))
        if self.dice.random() < 0.4:
            said.insert(self.dice.randrange(1, len(said)), self.dice.choice(self.words).title())
        return f"{' '.join(said).capitalize()}."

    def story(self, sentences: int) -> list[str]:
        """Returns the sentences of a story."""
        return [self.sentence() for _ in range(sentences)]


def paragraphs(sentences: Sequence[str]) -> str:
    """Returns sentences as a text, three of them to a paragraph."""
    return "\n\n".join(" ".join(sentences[place : place + 3]) for place in range(0, len(sentences), 3))


def plant(
    count: int, seed: int, *, sentences: int = 30, share: float = 0.3, stories: Iterable[list[str]] = ()
) -> Iterator[Planted]:
    """Yields `count` articles or a few more: stories, copies of about the given share of them, and strangers.

    `stories` are texts to begin with, by their sentences; when they are used up, or none are given, texts are made.
    """
    dice = random.Random(seed)
    language = Language(dice)
    given = iter(stories)
    calls = [language.story(5) for _ in range(6)]  # each site prints one of these below every text
    number = 0
    while number < count:
        said = next(given, None) or language.story(dice.randrange(max(8, sentences - 18), sentences + 18))
        foot = calls[number % len(calls)] if dice.random() < 0.5 else []
        story, title = number, headline(language)
        yield Planted(number, story, "story", title, paragraphs([*said, *foot]))
        number += 1
        if dice.random() < share:
            for kind in dice.sample(KINDS, k=dice.choice((1, 1, 2, 3))):
                yield Planted(number, story, kind, *copied(kind, title, said, foot, language))
                number += 1
        if dice.random() < share / 3:
            kind = dice.choice(STRANGERS)
            for stranger, text in foreign(kind, said, calls[0], language):
                yield Planted(number, number, kind, stranger, text)
                number += 1


def headline(language: Language) -> str:
    """Returns a title."""
    return " ".join(language.some(6)).capitalize()


def copied(kind: str, title: str, said: list[str], foot: list[str], language: Language) -> tuple[str, str]:
    """Returns title and text of a copy."""
    dice = language.dice
    outlet = dice.choice(_OUTLETS)
    if kind == "headline":
        return headline(language), paragraphs([*said, *foot])
    if kind == "agency-line":
        return title, f"HARBOUR ({outlet} Wire) - {paragraphs(said)}\n\n{outlet} Wire contributed to this report."
    if kind == "boilerplate":
        return title, paragraphs([*said, *(language.story(4)), f"Read more of it in the {outlet}."])
    if kind == "edited":
        return title, paragraphs([edited(sentence, language) for sentence in said])
    if kind == "verbatim":
        return title, paragraphs([*said, *foot])
    way, _, cut = kind.partition("-")
    kept = max(1, round(len(said) * (100 - int(cut)) / 100))
    places = range(kept) if way == "abridged" else sorted(dice.sample(range(len(said)), kept))
    return title, paragraphs([said[place] for place in places])


def edited(sentence: str, language: Language) -> str:
    """Returns a sentence of whose words one in thirty is another."""
    return " ".join(language.some(1)[0] if language.dice.random() < 1 / 30 else word for word in sentence.split(" "))


def foreign(kind: str, said: list[str], call: list[str], language: Language) -> Iterator[tuple[str, str]]:
    """Yields titles and texts of what is no copy: alone, or beside others of its kind."""
    dice = language.dice
    if kind == "translated":
        words = (
            " ".join(language.translation.get(word.lower(), word[::-1]) for word in each.split(" ")) for each in said
        )
        yield headline(language), paragraphs(list(words))
    elif kind == "notice":
        yield headline(language), paragraphs([*language.story(2), *call])
    elif kind == "short":
        yield headline(language), " ".join(said[0].split()[:30])
    elif kind == "quotation":
        yield headline(language), paragraphs([*language.story(12), *said[2:4], *language.story(12)])
    elif kind == "series":
        form = [f"{sentence[:-1]} at {{}} per cent after {{}}." for sentence in language.story(8)]
        for _ in range(4):
            told = [each.format(dice.randrange(1, 9_999), dice.randrange(1, 9_999)) for each in form]
            yield headline(language), paragraphs(told)
    else:
        clubs = [word.title() for word in language.some(12)]
        for _ in range(3):
            lines = [f"{club} {dice.randrange(9)} {dice.randrange(9)} {dice.randrange(90)}" for club in clubs]
            yield "The table", "\n".join(lines)
