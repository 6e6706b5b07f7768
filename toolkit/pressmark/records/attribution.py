"""Writes the line to print with an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

NO_LINK = "original link not preserved"


def attribution(
    article: Mapping[str, Any], *, authors: Sequence[str], holders: Sequence[str], dates: Mapping[str, str]
) -> str:
    """Returns the attribution of an article; what is not known is left out.

    Args:
        article: The row of `articles`, of which title, publisher, original_publisher, is_republication,
            copyright_year, url and original_url are read.
        authors: The authors' names in printed order.
        holders: The distinct rights holders.
        dates: EDTF by role (published, original_published), of which the time of day is left out.
    """
    republication = article["is_republication"]
    first_publisher = article["original_publisher"] if republication else article["publisher"]
    days = {role: edtf.partition("T")[0] for role, edtf in dates.items()}
    first_date = days.get("original_published") if republication else days.get("published")
    head = [f"“{article['title'] or '[untitled]'}”", ", ".join(authors), first_publisher, first_date]
    line = ", ".join(part for part in head if part)
    if republication:
        again = ", ".join(part for part in (article["publisher"], days.get("published")) if part)
        line += f"; republished by {again}" if again else "; republished"
    notice = " ".join(part for part in (", ".join(holders), article["copyright_year"]) if part)
    link = article["original_url"] or article["url"] or NO_LINK
    return f"{line}. © {notice}. {link}" if notice else f"{line}. {link}"
