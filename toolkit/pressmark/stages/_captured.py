"""Adds to the record of a document in a web archive when and where it was fetched, whichever converter read it."""

from __future__ import annotations

from dataclasses import replace

from pressmark.evidence.addresses import web_url
from pressmark.evidence.dates import dated
from pressmark.model.draft import Claim, Draft, Source


def with_capture(draft: Draft, source: Source) -> Draft:
    """Returns a draft with the date `retrieved` and, where it is the document itself, the address of its capture.

    A document of several records, such as a feed, has one address that is none of theirs.
    """
    if source.retrieved and not any(found.role == "retrieved" for found in draft.dates):
        draft = replace(draft, dates=(*draft.dates, dated("retrieved", source.retrieved, basis="header")))
    url = web_url(source.url)
    if url is None or draft.locator is not None:
        return draft
    claim = Claim(claim="url", value=url, basis="header", verbatim=source.url, chosen=draft.url is None)
    if draft.url is None:
        draft = replace(draft, url=url, url_status="present")
    return replace(draft, claims=(*draft.claims, claim))
