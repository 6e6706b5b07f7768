"""Introduces the release to a stranger.

Carries: what the release is and what may be shared of it, how to load it in Python and in R, its tables and its other
files, where its articles come from, what is known to be wanting, how to check it and how to cite it.

Specification: GitHub Flavored Markdown; every value is escaped, and the description stands in a block quote, which
closes whatever it leaves open.
"""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.describers import _loading, apa, bibtex
from pressmark.describers import _markdown as md
from pressmark.describers._citing import license_url
from pressmark.describers._leak import leak_sentence
from pressmark.describers._rights import PROFILES
from pressmark.describers._wording import counted, listed, sized
from pressmark.model.work import CHANGES_TABLE, DataFile, Work
from pressmark.registry import Shelf, summary

filename = "README.md"

_REBUILT = (
    "Whoever lawfully holds the articles rebuilds their texts with `pressmark rehydrate`, which compares each with its "
    "hash here."
)


def render(work: Work) -> str:
    """Returns the page."""
    return md.page(
        f"# {md.inline(work.title)}",
        _facts(work),
        md.quoted(work.description),
        "## What may be shared",
        _shown(work),
        f"The texts here are under {md.inline(listed(work.text_licenses))}: in `articles`, `license` gives that of "
        "each text, and `attribution` is the line to print with it."
        if work.text_licenses
        else "",
        f"The descriptions of the articles are under {md.link(work.license, license_url(work.license))}; that licence "
        f"does not reach the text of any article. {md.link('RIGHTS.md', 'RIGHTS.md')} says which rights were found and "
        "why a text is here or is not. Unknown is never taken for open.",
        leak_sentence(work),
        "## Load it",
        _loading.render(work),
        "## The tables",
        "Each list has a table of its own, and `article_id` joins them. `datapackage.json` describes every column.",
        md.table(("Table", "Rows", "Size", "What it holds"), map(_table, work.files)),
        "## The other files",
        md.table(("File", "What it does"), _documents(work)),
        _origin(work),
        _wanting(work),
        "## Check it",
        _checking(work),
        "## How to cite",
        md.inline(apa.render(work)),
        f"```bibtex\n{bibtex.render(work)}```",
    )


def _facts(work: Work) -> str:
    facts = [
        f"Version {work.version}",
        work.issued.isoformat(),
        counted(work.articles, "article"),
        ", ".join(map(md.code, work.languages)),
        _period(work.temporal),
        md.link("homepage", work.homepage) if work.homepage else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def _period(temporal: str | None) -> str:
    days = (temporal or "").split("/")
    return f"published {' to '.join(dict.fromkeys(days))}" if temporal else ""


def _shown(work: Work) -> str:
    rows = [(md.code(tally.label), f"{tally.articles:,}", PROFILES.get(tally.label, "")) for tally in work.profiles]
    withheld = f"{counted(work.withheld, 'article')} withheld: only the identifier and the reason are here."
    return md.page(
        md.table(("Profile", "Articles", "What is here"), rows) if rows else "",
        withheld if work.withheld else "",
        _REBUILT if any(tally.label != "fulltext" for tally in work.profiles) else "",
    ).strip()


def _table(file: DataFile) -> tuple[str, ...]:
    return md.link(file.path, file.path), f"{file.rows:,}", sized(file.bytes), md.inline(file.description)


def _documents(work: Work) -> Iterator[tuple[str, str]]:
    shelf = Shelf("describer", __package__ or "")
    for kind in sorted((shelf[name] for name in shelf), key=lambda kind: kind.filename.casefold()):
        if kind.filename != filename:
            yield md.link(kind.filename, kind.filename), summary(kind)
    if work.previous:
        since = f"Lists each change since version {md.inline(work.previous.version)}, with hashes for values."
        yield md.link(CHANGES_TABLE, CHANGES_TABLE), since
    yield md.link("manifest-sha256.txt", "manifest-sha256.txt"), "Holds the checksum of every other file."


def _origin(work: Work) -> str:
    readers = f"Read by {', '.join(map(md.inline, work.converters))}. " if work.converters else ""
    return md.page(
        "## Where the articles come from",
        md.tallies("Publisher", work.publishers) if work.publishers else "",
        f"{readers}Made with Pressmark {md.inline(work.toolkit_version)}; texts are normalised by {work.norm_version}.",
    ).strip()


def _wanting(work: Work) -> str:
    if not work.findings:
        return ""
    rows = [(md.code(tally.label), f"{tally.articles:,}") for tally in work.findings]
    return md.page(
        "## What is wanting",
        "What the validation warns of in this release, by rule; `pressmark explain RULE` says what a rule means.",
        md.table(("Rule", "Warnings"), rows),
    ).strip()


def _checking(work: Work) -> str:
    root = (
        f"The content root, equal in every format of the same records, is `{work.content_root}`."
        if work.content_root
        else ""
    )
    return md.page("```sh\nsha256sum --check manifest-sha256.txt\n```", root, md.inline(work.swhid_note)).strip()
