"""Says what a word is where texts are counted and where runs of words are looked for, whatever the language.

A word is a run of letters, marks and figures. Some scripts put no space between words; there each sign stands for
itself, since a whole sentence would otherwise be one word.
"""

from __future__ import annotations

import polars as pl

# The scripts without spaces, as a class of a regular expression needs them.
UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"

# The settings below which counts of words give too much away; a release may ask for more, never for less.
THRESHOLD = 5  # articles in which a token occurs
SHORTEST = 100  # words of a text

_LONGEST = 40  # letters; what is longer is seldom a word
_ADDRESS = r"\S*(?:://|www\.|@)\S*"
_RUN = rf"[{UNSPACED}]|[[\p{{L}}\p{{M}}\p{{N}}_]--[{UNSPACED}]]+"
_TOKEN = rf"^(?:[[{UNSPACED}]&&\p{{L}}]|[\p{{L}}--[{UNSPACED}]][[\p{{L}}\p{{M}}]--[{UNSPACED}]]{{0,{_LONGEST - 1}}})$"
_UNIT = rf"\s*(?:[{UNSPACED}]|[^\s{UNSPACED}]+)"


def tokens(text: pl.Expr) -> pl.Expr:
    """Returns the tokens of each text as a list, in lower case and NFC: what `features` counts.

    Addresses of pages and people are left out with all their parts, and so is every run that holds a figure: dates,
    sums, numbers of telephones and cases. Hyphens and apostrophes part two tokens.
    """
    plain = text.str.replace_all(_ADDRESS, " ").str.to_lowercase().str.normalize("NFC")
    return plain.str.extract_all(_RUN).list.eval(pl.element().filter(pl.element().str.contains(_TOKEN)))


def is_token(token: pl.Expr) -> pl.Expr:
    """Returns whether each value is one token, as `tokens` makes it: no second word, no figure, no capital letter."""
    return token.str.contains(_TOKEN) & (token == token.str.to_lowercase()) & (token == token.str.normalize("NFC"))


def units(text: pl.Expr) -> pl.Expr:
    """Returns the words of each text with the white space before them, as a list: joined again they are the text."""
    return text.str.extract_all(_UNIT)
