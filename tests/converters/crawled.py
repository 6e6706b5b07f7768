"""Writes web archives: records of every kind, packed in every way."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Sequence

DAY = "2020-01-02T03:04:05Z"


def page(name: str, head: str = "") -> bytes:
    """Returns a page like no other, with its title and its text."""
    text = f"<p>The {name} ferry sails at six, and whoever wants a seat has to be at the quay before that.</p>" * 4
    top = f"<!doctype html><html lang='en'><head><title>The {name} Ferry</title>{head}</head>"
    return f"{top}<body><article><h1>The {name} Ferry</h1>{text}</article></body></html>".encode()


def answer(payload: bytes, media_type: str = "text/html", status: str = "200 OK", **headers: str) -> bytes:
    """Returns what a server sends."""
    named = {"Content-Type": media_type} | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named.items() if value)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + payload


def record(number: int, block: bytes, kind: str = "response", *, form: str = "1.0", **headers: str) -> bytes:
    """Returns one record; a header that is given as an empty string is left out."""
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{number:012d}>",
        "WARC-Date": DAY,
        "WARC-Target-URI": f"https://harbour.example/{number}",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"WARC/{form}", *(f"{name}: {value}" for name, value in named.items() if value)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def sha1(payload: bytes) -> str:
    """Returns a digest as crawlers write it."""
    return f"sha1:{base64.b32encode(hashlib.sha1(payload).digest()).decode()}"


def locator(number: int) -> str:
    """Returns the locator of a record."""
    return f"urn:uuid:00000000-0000-0000-0000-{number:012d}"


def packed(records: Sequence[bytes]) -> bytes:
    """Returns records with gzip, each in a member of its own."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


FEED = b"<?xml version='1.0'?><rss version='2.0'><channel><title>Harbour</title></channel></rss>"
CRAWL = (
    record(1, b"software: by hand\r\n", "warcinfo", WARC_Target_URI="", Content_Type="application/warc-fields"),
    record(2, answer(page("first")), WARC_Payload_Digest=sha1(page("first"))),
    record(3, b"GET /2 HTTP/1.1\r\nHost: harbour.example\r\n\r\n", "request", WARC_Concurrent_To=f"<{locator(2)}>"),
    record(4, answer(b"", status="301 Moved Permanently", Location="https://harbour.example/2")),
    record(5, answer(b""), "revisit", WARC_Refers_To=f"<{locator(2)}>", WARC_Payload_Digest=sha1(page("first"))),
    record(6, answer(b"GIF89a\x01\x00", "image/gif")),
    record(7, answer(page("lost"), status="404 Not Found")),
    record(8, page("resource"), "resource", Content_Type="text/html; charset=utf-8"),
    record(9, b"charset: none\r\n", "metadata", WARC_Refers_To=f"<{locator(2)}>", Content_Type="text/plain"),
    record(10, b"20200102030405\nharbour.example. 1 IN A 127.0.0.1\n", WARC_Target_URI="dns:harbour.example",
           Content_Type="text/dns"),
    record(11, answer(FEED, "application/rss+xml")),
    record(12, answer(b"{}", "application/json")),
    record(13, answer(b"\x89PNG\r\n\x1a\n", "text/html")),
    record(14, answer(b"User-agent: *\nDisallow:\n", "text/plain")),
    record(15, answer(b"", "text/html")),
    record(16, b"The ferry sails at six.", "conversion", WARC_Refers_To=f"<{locator(2)}>", Content_Type="text/plain"),
)  # fmt: skip
REASONS = {
    1: "describes the archive",
    3: "a request",
    4: "a redirect (301) to https://harbour.example/2",
    5: f"a revisit: the same as {locator(2)}",
    6: "image/gif, no page",
    7: "HTTP status 404",
    9: f"metadata of {locator(2)}",
    10: "a look-up of a host",
    11: f"application/rss+xml: an input of its own, a.warc!/{locator(11)}",
    12: "application/json, no page",
    13: "text/html, but it is a PNG image",
    14: "text/plain, no page",
    15: "empty",
    16: f"converted from {locator(2)} by another program",
}
