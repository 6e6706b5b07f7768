"""Finds the name that a site adds to its titles, where its address bears the same name.

Many pages declare no publisher, and say in every title who they are: "The last ferry stays - Halden Courier". A part of
a title is the site's name only where the host is made of it (`haldencourier.example`), or of its first letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from pressmark.evidence.text import one_line
from pressmark.pages.found import Found
from pressmark.pages.page import Page
from pressmark.pages.tree import place, wording

_BETWEEN = re.compile(r"\s+(?:[|\-–—:·•»«›~♥✂]|::|//|--)\s+|\s*[|｜»›«]\s*|(?<=\S)--\s*|:\s+")
_OF_MANY = frozenset(
    "www blog blogs news com co org net edu gov gv ac or ne go m amp mobile de en fr es it web shop online info archive"
    " magazin magazine wordpress blogspot typepad tumblr medium substack github feeds rss".split()
)
_SMALL = frozenset(
    "the of and for in on at der die das und für e v ev eV la le les el los las il du des de di y et".split()
)
_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa", "æ": "ae"})
_CYRILLIC = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэґіїў", "abvgdeziyklmnoprstufyegiiu", strict=True))
    | {"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ь": "", "ю": "yu"}
    | {"я": "ya", "є": "ye", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz"}
)
_SIGNS = " -–—|·•()[]✂®™"
_LONGEST, _MOST_WORDS, _FEW_WORDS = 60, 8, 4
_A_NAME, _A_STEM = 4, 5  # letters


def in_title(page: Page, hosts: Collection[str]) -> tuple[Found, ...]:
    """Returns the part of the page's title that names its site, the last one rather than the first."""
    labels = _labels(hosts)
    title = page.tree.find("head/title")
    if title is None or not labels:
        return ()
    verbatim = wording(title)
    parts = [part.strip(_SIGNS) for part in _BETWEEN.split(one_line(verbatim)) if part.strip(_SIGNS)]
    behind = [part for part in reversed(parts[1:]) if _is_of(part, labels)]
    ahead = [part for part in parts[:1] if len(parts) > 1 and _begins_as(part, labels)]
    return tuple(Found(_host_in(part, hosts), verbatim, place(title), "printed") for part in (*behind, *ahead)[:1])


def _host_in(part: str, hosts: Collection[str]) -> str:
    """Returns the host alone, as it is written, where a part of a title says more than it."""
    spelt = [re.search(rf"(?<![\w.]){re.escape(host)}(?!\w)", part, re.IGNORECASE) for host in sorted(hosts)]
    return next((found[0] for found in spelt if found is not None), part)


def is_of_host(name: str, hosts: Collection[str]) -> bool:
    """Says whether a site at one of the hosts can bear a name, or a part of it."""
    labels = _labels(hosts)
    return any(_is_of(part, labels) for part in (name, *_BETWEEN.split(name)) if part)


def _labels(hosts: Collection[str]) -> frozenset[str]:
    """Returns the parts of hosts that name a site, without those that sites of all kinds have."""
    labels = {label for host in hosts for label in host.lower().split(".")[:-1] if label not in _OF_MANY}
    return frozenset(filter(None, (re.sub(r"[\W_]+", "", label) for label in labels)))


def _is_of(name: str, labels: Collection[str]) -> bool:
    count = len(name.split())
    if len(name) > _LONGEST or count > _MOST_WORDS:
        return False
    pairs = [(key, label) for key in _keys(name) for label in labels]
    alike = [_is_alike(key, label) and (count <= _FEW_WORDS or 2 * len(label) >= len(key)) for key, label in pairs]
    return any(alike) or any(_abbreviates(_words(name), label) for label in labels)


def _begins_as(name: str, labels: Collection[str]) -> bool:
    return len(name) <= _LONGEST and any(
        key == label or (len(label) >= _A_NAME and key.startswith(label)) for key in _keys(name) for label in labels
    )


def _is_alike(key: str, label: str) -> bool:
    """Says whether a name and a part of a host are one, one within the other, or of one stem."""
    if key == label or (len(label) > 2 and key.startswith(label)) or (len(label) >= _A_NAME and label in key):
        return True
    if len(key) >= _A_NAME and key in label and 2 * len(key) >= len(label):
        return True
    stem = next((length for length, (one, other) in enumerate(zip(key, label, strict=False)) if one != other), 0)
    return stem >= _A_STEM and 2 * stem >= min(len(key), len(label))


def _keys(name: str) -> Iterator[str]:
    """Yields a name as hosts write it: without marks on its letters, or with two letters for one."""
    small = name.casefold()
    for written in (small, small.translate(_LETTERS), small.translate(_CYRILLIC)):
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", written) if not unicodedata.combining(sign))
        key = re.sub(r"[\W_]+", "", plain)
        if key:
            yield key


def _words(name: str) -> list[str]:
    words = [next(_keys(word), "") for word in re.split(r"[\W_]+", name)]
    return [word for word in words if word and word not in _SMALL]


def _abbreviates(words: list[str], label: str) -> bool:
    """Says whether a part of a host is made of the beginnings of all words of a name: `nytimes`, `dsv`."""
    if len(words) < 2 or len(words) > len(label) or len(label) < len(words) + (len(words) < 3):
        return False
    ends = {0}
    for word in words:
        ends = {
            end + length for end in ends for length in range(1, len(word) + 1) if label.startswith(word[:length], end)
        }
    return len(label) in ends
