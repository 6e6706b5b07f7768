"""Rules about what would run or be fetched where somebody only wanted to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from pressmark.contracts.package import DESCRIPTOR
from pressmark.contracts.remote import remote_references
from pressmark.contracts.tables import TABLES
from pressmark.rules._reading import problem
from pressmark.rules.base import Problem, Record, Subject, package_rule, record_rule

_RUNS = re.compile(r"(?:java|vb)script:|data:(?:text/html|image/svg\+xml|application/xhtml)", re.IGNORECASE)
_FOLLOWED = frozenset({"href", "src", "action", "formaction", "data", "xlink:href", "srcdoc", "background", "poster"})
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\u2060\ufeff]+")
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)")  # of a link in Markdown
_PROGRAM = re.compile(r"[(=`\[{]")  # what every program has, and few sentences about one
_ADDRESSES = ("url", "uri", "href", "identifier")


@record_rule("security", "error")
def active_content(record: Record) -> Iterator[Problem]:
    """No value holds what a browser would run.

    Why: titles, names and texts are shown on pages; what was a script in a source is a script again there.

    Wrong: a title with `<script>…</script>` or `<img src=x onerror=…>`; a link to `javascript:…` or `data:text/html`;
    a frame.

    Right: words, also such as speak of scripts: `<script>` alone runs nothing, and neither does a title that begins
    with `JavaScript:`.

    Mend: convert the source again with a converter that reads HTML; an article that shows code for others to copy gets
    a suppression with its reason. What a source printed as a target stays in `href_verbatim`, where nobody follows it.
    """
    for name in TABLES:
        for row in (record,) if name == "articles" else record.get(name, ()):
            for field, value in row.items():
                if isinstance(value, str) and value and _is_active(field, value):
                    yield problem(record, "holds what a browser would run", table=name, field=field, row=row)


def _is_active(field: str, value: str) -> bool:
    if field.endswith(_ADDRESSES):
        return _is_script(value)
    if "<" in value and _Active.runs_in(value):
        return True
    printed = field.endswith("verbatim")
    return "](" in value and not printed and any(_is_script(found) for found in _TARGET.findall(value))


def _is_script(address: str) -> bool:
    return _RUNS.match(_UNSEEN.sub("", address)) is not None


class _Active(HTMLParser):
    """Reads a value as a browser does, and notes what would run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs = False
        self._script = ""

    @classmethod
    def runs_in(cls, value: str) -> bool:
        """Returns whether a value, taken for HTML, would run anything."""
        reader = cls()
        reader.feed(value)
        reader.close()
        return reader.runs

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element that loads a program or a page, and attributes that run."""
        given = dict(attrs)
        self.runs |= tag in ("script", "iframe", "frame", "embed") and bool(given.get("src"))
        self.runs |= tag == "iframe" and bool(given.get("srcdoc"))
        self.runs |= tag == "object" and bool(given.get("data"))
        self.runs |= any(re.fullmatch(r"on[a-z]{3,}", name) and value for name, value in attrs) or any(
            name in _FOLLOWED and value and _is_script(value) for name, value in attrs
        )
        self._script = ""

    def handle_data(self, data: str) -> None:
        """Keeps what stands in a script."""
        if self.cdata_elem == "script":
            self._script += data

    def handle_endtag(self, tag: str) -> None:
        """Notes a script that says something and ends: one that is only named is not run."""
        self.runs |= tag == "script" and _PROGRAM.search(self._script) is not None


@package_rule("security", "error", level="descriptor")
def remote_reference(subject: Subject) -> Iterator[Problem]:
    """Nothing that the descriptor names is fetched from elsewhere.

    Why: whoever checks a stranger's package would call an address of the stranger's choice, also one in a private
    network; and what is fetched may be another thing tomorrow.

    Wrong: `"schema": "http://10.0.0.1/schema.json"`; a `$schema` of one's own; a resource whose path is an address.

    Right: schemas in the descriptor, paths below the package; as `$schema` the address of a Data Package profile, which
    clients know and do not fetch. Addresses of licences, homepages and people are for readers.

    Mend: write the package again with Pressmark, which puts every schema into the descriptor.
    """
    for pointer in remote_references(subject.package.descriptor):
        yield Problem(message="would be fetched from elsewhere", file=DESCRIPTOR, field=pointer)
