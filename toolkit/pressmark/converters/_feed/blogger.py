"""Knows what else than posts is in the export of a blog at Blogger: comments, pages, settings, templates, drafts.

The export is an Atom feed. The older form tells the kind of an entry by a category, the newer by an element of its own.
"""

from __future__ import annotations

from pressmark.pages.feed_terms import Node, wording

KIND = "schemas.google.com/g/2005#kind"
_LIVE = frozenset({"", "LIVE", "PUBLISHED"})


def unshown(node: Node) -> str | None:
    """Returns why an entry is no published post of a blog, or None where nothing says so."""
    kind = _kind(node)
    if kind and kind != "post":
        return f"is of the kind {kind!r} and no post"
    status = next((wording(element).strip() for element in node.all("blogger:status")), "")
    controls = node.all("app:control", "control")  # the draft of the Atom protocol shares the address of Atom 0.3
    drafts = (draft for control in controls for draft in node.at(control).all("app:draft", "draft"))
    if any(wording(draft).strip().lower() == "yes" for draft in drafts):
        return "is a draft"
    return None if status.upper() in _LIVE else f"is not published: its status is {status!r}"


def _kind(node: Node) -> str | None:
    named = next((wording(element).strip().lower() for element in node.all("blogger:type")), None)
    schemes = (element for element in node.all("category") if (element.get("scheme") or "").endswith(KIND))
    terms = (str(element.get("term") or "").rpartition("#")[2].lower() for element in schemes)
    return named or next(terms, None) or None
