"""Own articles in the layouts in which newspapers, journals and agencies print, as HTML with their answers.

The sentences are made up here, so that the layouts may lie in the repository and each paragraph is known exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pdf_texts import GERMAN, HEBREW, JAPANESE, paragraph

TITLE = "Kites over the Quay Return After Nine Years"
SITE = "The River Post"
_PAGE = (
    "<!doctype html><html lang='{lang}'{dir}><head><meta charset='utf-8'><title>{window}</title>"
    "<style>{css}</style></head><body>{body}</body></html>"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """One page and what must be read of it."""

    name: str
    html: str
    paragraphs: tuple[str, ...]
    title: str = TITLE
    authors: tuple[str, ...] = ("Ann Lee",)
    day: str | None = "2019-05-04"
    url: str = field(default="http://river-post.example.org/2019/05/kites")


def layouts() -> Iterator[Layout]:
    """Yields the layouts in the order in which they are reported."""
    made = (
        _news,
        _newspaper,
        _journal,
        _agency,
        _long_read,
        _tables,
        _indented,
        _german,
        _hebrew,
        _japanese,
        _narrow,
        _marked,
        _captions,
        _sidebar,
    )
    yield from (make() for make in made)


def _page(body: str, css: str = "", *, lang: str = "en", window: str = f"{TITLE} | {SITE}", direction: str = "") -> str:
    return _PAGE.format(lang=lang, dir=f" dir='{direction}'" if direction else "", window=window, css=css, body=body)


def _p(texts: Sequence[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


_NAV = (
    "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li>"
    "<li><a href='/culture'>Culture</a></li></ul></nav>"
)
_HEAD = (
    f"<h1>{TITLE}</h1><div class='by'>By <a href='/ann'>Ann Lee</a></div><div class='when'>Published May 4, 2019</div>"
)
_MORE = (
    "<section><h2>More from The River Post</h2><ul>"
    + "".join(
        f"<li><a href='/{n}'>The quay and the {n} boats that nobody wanted to buy this year</a></li>" for n in range(5)
    )
    + "</ul></section>"
)
_FOOT = "<footer><p>© 2019 The River Post. All rights reserved.</p></footer>"


def _news() -> Layout:
    texts = tuple(paragraph(n, 2 + n % 3) for n in range(1, 15))
    css = (
        "body{font:15px/1.5 Arial;margin:0 30px} nav li{display:inline;margin-right:1em} h1{font-size:30px} "
        "p{margin:0 0 14px}"
    )
    return Layout(
        "news",
        _page(f"<header><b>{SITE}</b>{_NAV}</header><article>{_HEAD}{_p(texts)}</article>{_MORE}{_FOOT}", css),
        texts,
    )


def _newspaper() -> Layout:
    texts = tuple(paragraph(n, 4) for n in range(1, 17))
    css = (
        "body{font:12px/1.35 'Times New Roman',serif} "
        ".cols{column-count:2;column-gap:24px;text-align:justify;hyphens:auto} p{margin:0;text-indent:1.2em} "
        ".cols p:first-child{text-indent:0} "
        ".cols p:first-child::first-letter{float:left;font-size:46px;line-height:38px;padding-right:4px} "
        "h1{font-size:34px}"
    )
    return Layout("newspaper", _page(f"<div>Local</div>{_HEAD}<div class='cols'>{_p(texts)}</div>{_FOOT}", css), texts)


def _journal() -> Layout:
    texts = tuple(paragraph(n, 6) for n in range(1, 22))
    marked = [text.replace(".", f".<sup>{n}</sup>", 1) if n % 4 == 0 else text for n, text in enumerate(texts)]
    notes = (
        "<ol class='notes'>"
        + "".join(f"<li>See the harbour report of 201{n}, pp. 4–{n + 9}.</li>" for n in range(5))
        + "</ol>"
    )
    css = (
        "@page{margin:2.5cm 2cm;@top-center{content:'Journal of Harbour Studies 12 (2019) 4';"
        "font-size:9px}@bottom-center{content:counter(page);font-size:9px}} "
        "body{font:12px/1.4 'Times New Roman',serif;text-align:justify} "
        "h1{font-size:22px;text-align:center;font-variant:small-caps} sup{font-size:8px} "
        ".notes{font-size:9px}"
    )
    expected = tuple(text.replace(".", f".{n}", 1) if n % 4 == 0 else text for n, text in enumerate(texts))
    return Layout(
        "journal",
        _page(
            f"<h1>{TITLE}</h1><p style='text-align:center'>Ann Lee</p><p style='text-align:center'>4 May 2019</p>"
            f"{_p(marked)}{notes}",
            css,
            window=TITLE,
        ),
        expected,
    )


def _agency() -> Layout:
    texts = ("HAVEN, May 4, 2019 (Ferry News) — " + paragraph(1, 2), *(paragraph(n, 2) for n in range(2, 7)))
    css = "body{font:13px/1.5 Courier,monospace;margin:40px}"
    contact = "<p>###</p><p>Contact: press@river-post.example.org</p>"
    body = f"<p>FOR IMMEDIATE RELEASE</p><h1>{TITLE}</h1><p>By Ann Lee</p>{_p(texts)}{contact}"
    return Layout("agency", _page(body, css, window=TITLE), texts)


def _long_read() -> Layout:
    parts, expected = [], []
    for n in range(1, 90):
        if n % 12 == 0:
            heading = f"Part {n // 12}: what the harbour kept"
            parts.append(f"<h2>{heading}</h2>")
            expected.append(heading)
        parts.append(f"<p>{paragraph(n, 5)}</p>")
        expected.append(paragraph(n, 5))
    css = "body{font:17px/1.6 Georgia,serif;margin:0 60px} h1{font-size:40px}"
    return Layout("long-read", _page(f"{_NAV}<article>{_HEAD}{''.join(parts)}</article>{_FOOT}", css), tuple(expected))


def _tables() -> Layout:
    intro, between, outro = (paragraph(n, 3) for n in (1, 2, 3))
    items = [
        f"The {number} boat carries {12 + n} passengers to the northern pier"
        for n, number in enumerate(("first", "second", "third", "fourth"))
    ]
    rows = [
        ("Harbour", "Boats", "Passengers"),
        ("Haven", "12", "4,100"),
        ("Northquay", "7", "2,950"),
        ("Saltmouth", "31", "11,020"),
    ]
    table = "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"
    css = "body{font:14px/1.5 Arial} td{border:1px solid #999;padding:4px 20px}"
    listed = _p(items, "li")
    text = f"<p>{intro}</p><ul>{listed}</ul><p>{between}</p>{table}<p>{outro}</p><ol>{listed}</ol>"
    body = f"{_NAV}<article>{_HEAD}{text}</article>{_FOOT}"
    numbered = [f"{n}. {item}" for n, item in enumerate(items, 1)]
    expected = (intro, *items, between, *(" | ".join(row) for row in rows), outro, *numbered)
    return Layout("tables", _page(body, css), expected)


def _indented() -> Layout:
    texts = tuple(paragraph(n, 2 + n % 4) for n in range(1, 25))
    css = (
        "body{font:13px/1.3 Garamond,'Times New Roman',serif;margin:0 80px;text-align:justify;hyphens:auto} "
        "p{margin:0;text-indent:1.5em}"
    )
    return Layout("indented", _page(f"{_HEAD}<div>{_p(texts)}</div>", css), texts)


def _german() -> Layout:
    texts = tuple(
        " ".join(f"{GERMAN[(n + i) % 4]}, wie Bericht {n * 10 + i} sagt." for i in range(4)) for n in range(1, 14)
    )
    css = "body{font:13px/1.4 Georgia} div.t{width:300px;hyphens:auto;text-align:justify} p{margin:0 0 8px}"
    title = "Drachen über dem Kai kehren zurück"
    head = f"<h1>{title}</h1><div>Von Ann Lee</div><div>4. Mai 2019, 10:15 Uhr</div>"
    return Layout(
        "german",
        _page(f"{head}<div class='t'>{_p(texts)}</div>", css, lang="de", window=f"{title} - Flusspost"),
        texts,
        title,
    )


def _hebrew() -> Layout:
    texts = tuple(" ".join(f"{HEBREW[(n + i) % 4]} ({n * 10 + i})." for i in range(4)) for n in range(1, 8))
    title = "עפיפונים מעל הרציף"
    head = f"<h1>{title}</h1>"
    return Layout(
        "hebrew",
        _page(f"{head}{_p(texts)}", "body{font:15px/1.5 'DejaVu Sans'}", lang="he", window=title, direction="rtl"),
        texts,
        title,
        (),
        None,
    )


def _japanese() -> Layout:
    texts = tuple("".join(f"{JAPANESE[(n + i) % 4]}（{n * 10 + i}）。" for i in range(5)) for n in range(1, 8))
    title = "港の上に戻ってきた凧"
    return Layout(
        "japanese",
        _page(
            f"<h1>{title}</h1><p>2019年5月4日</p>{_p(texts)}", "body{font:15px/1.7 sans-serif}", lang="ja", window=title
        ),
        texts,
        title,
        (),
    )


def _narrow() -> Layout:
    texts = tuple(paragraph(n, 3).replace("difficulty", "difficulty of the office") for n in range(1, 10))
    soft = [
        text.replace("photographed", "photo&shy;graphed")
        .replace("explanation", "expla&shy;na&shy;tion")
        .replace("timetable", "time&shy;table")
        .replace("northern", "north&shy;ern")
        .replace("questioned", "ques&shy;tioned")
        for text in texts
    ]
    css = "body{font:15px/1.4 Calibri,Carlito,'DejaVu Serif'} div.t{width:230px;text-align:justify}"
    return Layout("soft-hyphens", _page(f"{_HEAD}<div class='t'>{_p(soft)}</div>", css), texts)


def _marked() -> Layout:
    texts = tuple(paragraph(n, 5) for n in range(1, 16))
    css = (
        "@page{margin:2cm;@top-left{content:'The River Post Weekly';"
        "font-size:9px}@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font-size:9px}} "
        "body{font:13px/1.5 Arial} "
        ".mark{position:fixed;top:45%;left:20%;font-size:110px;color:#ddd;transform:rotate(-40deg)}"
    )
    return Layout("watermark", _page(f"<div class='mark'>ARCHIVE</div>{_HEAD}{_p(texts)}", css), texts)


def _captions() -> Layout:
    texts = tuple(paragraph(n, 4) for n in range(1, 13))
    picture = (
        "<figure><div style='background:#ccc;height:150px'></div>"
        "<figcaption>A kite over pier {n}. Photo: Bo Berg</figcaption></figure>"
    )
    body = "".join(f"<p>{text}</p>{picture.format(n=n) if n % 4 == 2 else ''}" for n, text in enumerate(texts))
    css = "body{font:15px/1.5 Georgia} figcaption{font-size:10px;color:#666} h1{font-size:28px}"
    return Layout("captions", _page(f"{_NAV}<article>{_HEAD}{body}</article>{_FOOT}", css), texts)


def _sidebar() -> Layout:
    texts = tuple(paragraph(n, 4) for n in range(1, 13))
    side = (
        "<aside><h3>Most read</h3>"
        + "".join(f"<p><a href='/{n}'>Why the {n} boats of the quay were painted again</a></p>" for n in range(6))
        + "</aside>"
    )
    css = (
        "body{font:14px/1.5 Arial} aside{float:right;width:170px;font-size:12px;margin-left:20px} "
        "article{margin-right:210px}"
    )
    return Layout(
        "sidebar",
        _page(f"<header><b>{SITE}</b>{_NAV}</header>{side}<article>{_HEAD}{_p(texts)}</article>{_FOOT}", css),
        texts,
    )
