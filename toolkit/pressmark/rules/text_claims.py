"""Rules about what a record says of its text: that it is whole, and in which language it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pressmark.evidence.cuts import is_cut_short
from pressmark.evidence.languages import UNKNOWN, guess_language
from pressmark.evidence.text import joined
from pressmark.rules.base import Problem, Record, record_rule

_FEWEST_WORDS = 60
_FEWEST_CHARACTERS = 400  # in languages that put no spaces between words
_FIRST, _WINDOW = 300, 1_000

# Languages that share their words so far that a guess between them says nothing.
_ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "no nb nn da sv", "sr hr bs sh me cnr", "id ms jv su min", "cs sk", "gl pt es ca oc an ast eu", "zh yue wuu",
        "uk ru be rue", "bg mk", "af nl fy li nds", "hi mr ne mai bho", "az tr tk", "fa ps prs tg", "et fi", "lv lt",
        "de lb gsw bar als", "fr oc wa br ht", "it co sc scn lmo vec la", "xh zu nr ss st tn nso", "fo is", "ur hi",
        "ro mo", "kk ky tt", "en sco", "tl fil ceb", "he yi", "ar arz ary apc",
    )
)  # fmt: skip


@record_rule("text", "warning")
def text_cut_short(record: Record) -> Iterator[Problem]:
    """A text that its page breaks off is said to be partial.

    Why: half an article is measured, quoted and compared as if it were whole.

    Wrong: a text that ends `… [Read more]`, with `text_completeness` full or unknown.

    Right: `text_completeness` is partial, or the rest of the text is there.

    Mend: convert the whole page; `pressmark fix` says that the text is partial. A last line that leads to another
    article (`Read more: …`) is left alone.
    """
    if record["text_completeness"] != "partial" and any(map(_is_cut, record.get("texts", ()))):
        yield Problem(message="the text ends where its page breaks it off", field="text_completeness")


def _is_cut(row: Mapping[str, Any]) -> bool:
    return is_cut_short(joined(row["lede"], row["text"]))


@record_rule("text", "warning")
def language_unlike_text(record: Record) -> Iterator[Problem]:
    """A text is in the language that the record names.

    Why: who selects German articles and counts words gets English ones among them, because a site declares one
    language for all its pages.

    Wrong: `language` is de, and the text is English from beginning to end.

    Right: `en`; `und` and `mul` are not judged, nor are languages that are hard to tell apart.

    Mend: correct the language in a review. A text is judged from sixty words on, by its beginning and its middle.
    """
    named = (record["language"] or UNKNOWN).split("-")[0].lower()
    if named in (UNKNOWN, "mul", "zxx", "mis", "art"):
        return
    text = "\n\n".join(joined(row["lede"], row["text"]) for row in record.get("texts", ()))
    if len(text.split()) < _FEWEST_WORDS and len(text) < _FEWEST_CHARACTERS:
        return
    middle = text[max(len(text) // 2 - _WINDOW // 2, 0) :]
    # The first lines settle most texts, and a guess costs by their length.
    if guess_language(text[:_FIRST]) == named:
        return
    guess = guess_language(text)
    if guess in (UNKNOWN, named) or any({guess, named} <= group for group in _ALIKE):
        return
    if guess_language(middle) == guess:
        yield Problem(message=f"the text looks like {guess}", field="language")
