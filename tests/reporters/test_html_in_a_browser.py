"""The HTML report in a browser: it fits, it is silent, and a hostile collection stays text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from reporters.browser import CHROMIUM, Browser, browser
from reporters.hostile import HOSTILE, MARKUP
from reporters.reports import FAULTY

from pressmark.reporters import html

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on the path: apt-get install chromium")
WIDTHS = (360, 768, 1280)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    folder = tmp_path_factory.mktemp("browser")
    page = folder / "report.html"
    page.write_text(html.render(HOSTILE, "error"), encoding="utf-8")
    with browser(folder / "profile") as found:
        found.open(page)
        found.evaluate("document.querySelectorAll('details').forEach(found => { found.open = true })")
        yield found


def test_a_hostile_collection_stays_text(opened: Browser) -> None:
    assert opened.evaluate("document.title") == "<script>alert(1)</script>: failed – Pressmark report"
    text = opened.evaluate("document.body.innerText")
    assert [wording for wording in MARKUP if wording not in text] == []
    assert opened.evaluate("document.querySelectorAll('script, img, iframe, object, link, base, form').length") == 0
    attributes = "[...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames())"
    assert [name for name in opened.evaluate(attributes) if name.startswith("on")] == []


def test_the_page_asks_for_nothing_and_nothing_goes_wrong(opened: Browser) -> None:
    asked = [event["request"]["url"] for event in opened.seen("Network.requestWillBeSent")]
    assert [Path(url).name for url in asked] == ["report.html"]
    assert opened.seen("Runtime.exceptionThrown") == []
    assert opened.seen("Log.entryAdded") == []
    assert opened.seen("Page.javascriptDialogOpening") == []


def test_the_page_would_run_no_script_and_load_no_picture(opened: Browser, tmp_path: Path) -> None:
    page = tmp_path / "injected.html"
    injected = "<script>document.title = 'run'</script><img src='https://a.example/p.png'></body>"
    page.write_text(html.render(FAULTY, "error").replace("</body>", injected), encoding="utf-8")
    with browser(tmp_path / "profile") as found:
        found.open(page)
        assert found.evaluate("document.title") != "run"
        refused = [event["entry"]["text"] for event in found.seen("Log.entryAdded")]
        assert len([text for text in refused if "Content Security Policy" in text]) == 2
        assert found.seen("Network.responseReceived")[1:] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(opened: Browser, width: int) -> None:
    opened.resize(width)
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    outside = """[...document.querySelectorAll('main *')]
        .filter(one => !one.closest('.scroll, .unseen') && one.getBoundingClientRect().right > innerWidth + 1)
        .map(one => one.outerHTML.slice(0, 80))"""
    assert opened.evaluate(outside) == []


def test_the_wide_tables_scroll_in_their_own_region(opened: Browser) -> None:
    opened.resize(360)
    scrolls = (
        "[...document.querySelectorAll('.scroll')].map(one => one.scrollWidth > one.clientWidth && one.tabIndex === 0)"
    )
    found = opened.evaluate(scrolls)
    assert len(found) >= 2
    assert all(found[:2])


def test_the_keyboard_reaches_everything_in_order(opened: Browser) -> None:
    stops = []
    for _ in range(60):
        opened.press("Tab")
        place = opened.evaluate(
            "(one => one.className || one.getAttribute('href') || one.tagName)(document.activeElement)"
        )
        outlined = opened.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        stops.append(place)
        assert outlined >= 2, place
        if place == "scroll":
            break
    assert stops[:3] == ["skip", "#not-checked", "#findings"]
    assert {"SUMMARY", "scroll"} <= set(stops)
    opened.evaluate("document.querySelector('.skip').focus()")
    opened.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "main"


DOUBTFUL = """[...document.querySelectorAll('main *, header *, footer *')].filter(one =>
    [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())).map(one => {
      let back = one;
      const ground = () => getComputedStyle(back).backgroundColor;
      while (ground() === 'rgba(0, 0, 0, 0)' && back.parentElement) back = back.parentElement;
      return [getComputedStyle(one).color, ground()].join(' on ');
    })"""


def luminance(color: str) -> float:
    """WCAG 2.2's relative luminance of a colour that a browser computed."""
    parts = [int(part) / 255 for part in color.removeprefix("rgb(").removesuffix(")").split(", ")]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(pair: str) -> float:
    """WCAG 2.2's contrast ratio."""
    lighter, darker = sorted(map(luminance, pair.split(" on ")), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out(opened: Browser, scheme: str) -> None:
    opened.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    pairs = set(opened.evaluate(DOUBTFUL))
    ground = opened.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (luminance(ground) < 0.1) == (scheme == "dark")
    assert len(pairs) > 8
    assert {pair: contrast(pair) for pair in pairs if contrast(pair) < 4.5} == {}
