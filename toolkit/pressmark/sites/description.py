"""The frozen form of a site description."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDescription:
    """How one site lays out the pages that it prints."""

    name: str
