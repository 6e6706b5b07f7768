"""Rules about links: which targets are lost, and that none is made up."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pressmark.evidence.addresses import TRACKING
from pressmark.rules.base import Problem, Subject, package_rule, row_rule

_LOST = r"^\s*(?:#?\s*$|(?i:javascript:|about:blank))"
_MAIL = r"^\s*(?i:mailto):"
_OTHER_SCHEME = r"^\s*[A-Za-z][A-Za-z0-9+.-]*:"
# An address that nobody could call malformed.
_PLAIN = r"^\s*https?://[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*(?::[0-9]{1,4})?(?:/[A-Za-z0-9/._~?&=%#-]*)?\s*$"
_NONE = r"\x00- \"<>\\^`{|}\x7f"  # signs that stand in no address
_HOST = rf"(?:[^{_NONE}/?#@:\[\]]+|\[[0-9A-Fa-f:.]+\])"
_WEB = rf"^(?i:https?)://{_HOST}(?::[0-9]{{0,5}})?(?:[/?#][^{_NONE}]*)?$"
# An anchor that is an address and nothing else. A name such as Booking.com is a name, also where it is linked.
_SHOWN_HOST = r"^\s*(?i:https?://(?:www\.)?|www\.)([\w-]+(?:\.[\w-]+)+)(?::[0-9]+)?(?:[/?#]\S*)?\s*$"
_HREF_HOST = r"^\s*(?i:https?)://(?:[^/?#@]*@)?(?i:www\.)?([^/?#:@]+)"
_SHORTENERS = ("t.co", "bit.ly", "goo.gl", "ow.ly", "buff.ly", "dlvr.it", "tinyurl.com", "lnkd.in", "fb.me", "nyti.ms")
_FEWEST_ARTICLES = 20
_MOST_LOST = 0.5


def _printed_lost() -> pl.Expr:
    return pl.col("href_verbatim").fill_null("").str.contains(_LOST)


@row_rule(
    "links", "note", table="links", field="href_verbatim", message="a link in the role {role} has lost its target"
)
def link_lost() -> pl.Expr:
    """A link has a target.

    Why: print views replace targets by `#`; what a name or a passage pointed at cannot be followed any more. It is no
    fault of the data, but its reader should know how much is gone.

    Wrong: `[Balkan Insight](#)`.

    Right: `[Balkan Insight](https://example.org/…)`.

    Mend: leave it as printed; where the target is found with evidence, the link is repaired and says so in `basis`.
    """
    return ~_printed_lost() | (pl.col("status") == "repaired")


@row_rule("links", "error", table="links", field="status", message="the status {status} is not what the target is")
def link_status_wrong() -> pl.Expr:
    """A link's status says what its target is.

    Why: counts of lost links, and the conditions that depend on them, are read off the status.

    Wrong: `href_verbatim` is `#` and `status` is `kept`.

    Right: `lost`, and `href` is null.

    Mend: convert the source again.
    """
    printed = pl.col("href_verbatim").fill_null("")
    lost, mail, web = _printed_lost(), printed.str.contains(_MAIL), printed.str.contains(r"^\s*(?i:https?)://")
    foreign = printed.str.contains(_OTHER_SCHEME) & ~web
    kept = (pl.col("status") == "kept") & (lost | foreign | pl.col("href").is_null())
    gone = (pl.col("status") == "lost") & (mail | web)  # an address within a site that is not known leads nowhere
    written = (pl.col("status") == "mailto") & ~mail
    broken = (pl.col("status") == "malformed") & (lost | mail | printed.str.contains(_PLAIN))
    return ~(kept | gone | written | broken)


@row_rule("links", "error", table="links", field="href", message="has a target although the printed one is lost")
def link_made_up() -> pl.Expr:
    """A lost target is not made up.

    Why: an invented address sends readers astray and makes a condition look met that is not.

    Wrong: `href_verbatim` is `#`, `href` an address, and `basis` is empty.

    Right: `href` is null, or `basis` says where the address was found.

    Mend: remove the address, or give its evidence.
    """
    return (
        ~_printed_lost() | pl.col("href").is_null() | ((pl.col("status") == "repaired") & pl.col("basis").is_not_null())
    )


@row_rule(
    "links", "error", table="links", field="href", message="the target is no web or mail address that can be followed"
)
def link_malformed() -> pl.Expr:
    """A target is an http, https or mailto address without credentials.

    Why: other schemes run programs or reach into private networks, and a password in an address is a leak.

    Wrong: `ftp://user:secret@host/file`.

    Right: `https://example.org/file`.

    Mend: keep the wording in `href_verbatim`, set `status` to malformed and leave `href` empty.
    """
    return pl.col("href").str.contains(rf"{_WEB}|^(?i:mailto):[^\s]")


@row_rule("links", "note", table="links", field="href", message="the target holds what follows its reader")
def link_tracked() -> pl.Expr:
    """A target holds nothing that is there to follow its reader.

    Why: a campaign or session in an address makes two addresses of one page, tells who shared the link, and ends with
    the session.

    Wrong: `https://example.org/story?utm_source=feed`.

    Right: `https://example.org/story`.

    Mend: `pressmark fix` takes it out of `href`; `href_verbatim` stays as printed.
    """
    return ~pl.col("href").str.contains(TRACKING)


@row_rule("links", "warning", table="links", field="href", message="leads to another host than its words say")
def link_unlike_anchor() -> pl.Expr:
    """A link whose words are an address leads to the host of that address.

    Why: readers trust the address that they see; where the link leads elsewhere, one of the two is wrong, or somebody
    wants it so.

    Wrong: `[https://example.org/report](https://example.net/)`.

    Right: the same host, with or without `www.` or a part before it; a short address of a known shortener; an archive
    whose address holds the other.

    Mend: look at the page; where it was printed so, leave it.
    """
    shown = pl.col("anchor").str.extract(_SHOWN_HOST).str.to_lowercase()
    host = pl.col("href").str.extract(_HREF_HOST).str.to_lowercase()
    related = (shown == host) | shown.str.ends_with(pl.lit(".") + host) | host.str.ends_with(pl.lit(".") + shown)
    short = host.is_in(_SHORTENERS) | shown.is_in(_SHORTENERS)
    rest = pl.col("href").str.to_lowercase().str.replace(_HREF_HOST, "")
    foreign = shown.str.contains(r"[^a-z0-9.-]") | (host.str.contains("xn--") | host.str.contains(r"[^a-z0-9.-]"))
    return related | short | foreign | rest.str.contains(shown, literal=True)


@package_rule("links", "warning")
def many_links_lost(subject: Subject) -> Iterator[Problem]:
    """Most links of a collection have their targets.

    Why: where a whole collection has lost its links, its networks of citation cannot be studied, and whoever uses it
    must know that.

    Wrong: 13 of 16 links of every article are `#`.

    Right: no more than half of the links are lost, and no more than half of the articles lack the one to their original
    source; a collection of fewer than twenty articles is not judged.

    Mend: convert from pages with their links instead of print views, or say so in the dataset's description.
    """
    articles = subject.tables["articles"].select(pl.len()).collect().item()
    if articles < _FEWEST_ARTICLES:
        return
    links = subject.tables["links"]
    share = links.select((pl.col("status") == "lost").mean()).collect().item()
    if share is not None and share > _MOST_LOST:
        yield Problem(message=f"{share:.0%} of the links have lost their targets", table="links", field="status")
    cited = links.filter((pl.col("role") == "source-statement") & (pl.col("status") == "lost"))
    uncited = cited.select(pl.col("article_id").n_unique()).collect().item() / articles
    if uncited > _MOST_LOST:
        message = f"{uncited:.0%} of the articles have lost the link to their original source"
        yield Problem(message=message, table="links", field="role")
