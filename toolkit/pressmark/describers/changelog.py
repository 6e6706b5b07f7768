"""Says what changed in each version.

Carries: every version, the newest first, with its day and whether it was withdrawn; its changes by group, each with
its count, and with the identifiers of the articles where they are few; and what that means for those who hold the
version before.

Specification: Keep a Changelog 1.1.0, and a group Rights for what may be shared; Semantic Versioning 2.0.0.
"""

from __future__ import annotations

from pressmark.describers import _markdown as md
from pressmark.model.work import CHANGES_TABLE, Change, Version, Work

filename = "CHANGELOG.md"

_GROUPS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Rights")
_FEW = 12  # of more, the change's own words give the number


def render(work: Work) -> str:
    """Returns the changelog."""
    return md.page(
        "# Changelog",
        f"What changed in {md.inline(work.title)}, the newest version first. The form is that of "
        f"{md.link('Keep a Changelog', 'https://keepachangelog.com/en/1.1.0/')} with one more group, Rights. Versions "
        f"follow {md.link('Semantic Versioning', 'https://semver.org/spec/v2.0.0.html')}: a major version can break a "
        "stored identifier, hash or right; a minor one adds; a patch describes better.",
        f"{md.link(CHANGES_TABLE, CHANGES_TABLE)} lists each change since {md.inline(work.previous.version)}."
        if work.previous
        else "",
        *(_version(version) for version in work.versions),
    )


def _version(version: Version) -> str:
    head = f"## [{version.version}] - {version.issued.isoformat()}{' [YANKED]' if version.yanked else ''}"
    groups = (_group(name, [change for change in version.changes if change.group == name]) for name in _GROUPS)
    return "\n\n".join([head, *_meaning(version), *(group for group in groups if group)])


def _meaning(version: Version) -> list[str]:
    return [f"What this means for you: {' '.join(map(md.inline, version.meaning))}"] if version.meaning else []


def _group(name: str, changes: list[Change]) -> str:
    return f"### {name}\n\n" + "\n".join(map(_line, changes)) if changes else ""


def _line(change: Change) -> str:
    ids = ", ".join(map(md.code, change.ids)) if len(change.ids) <= _FEW else ""
    return f"- {md.inline(change.text)}{f': {ids}' if ids else ''}"
