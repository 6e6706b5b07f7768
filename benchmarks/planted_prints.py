"""Plants sites of print views: invented articles in the layouts, languages and date forms that real prints show.

One site has one layout (the order of its header, its labels, its furniture); each of its pages may lack a part. What a
page prints is known, so that what is read of it can be told right, wrong or absent.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

from planted_layouts import MADE_OF, MONTHS, NAMES, WEEKDAY, Layout, Truth, host, layout

PAGES = 12


@dataclass(slots=True)
class _Page:
    """One page while it is put together."""

    site: Layout
    chance: random.Random
    number: int
    truth: Truth = field(default_factory=Truth)
    people: list[str] = field(default_factory=list)
    source: str = ""

    def link(self, words: str) -> str:
        return f"[{words}](#)" if self.site.linked else words

    def say(self, part: str, **values: str) -> str:
        return self.site.labels[part].format(**values)

    def date(self) -> tuple[str, str]:
        """Returns a date as printed, and its day."""
        day, month, year = self.chance.randint(1, 28), self.chance.randint(1, 12), self.chance.randint(2001, 2024)
        day = 13 + self.number if self.number < 6 else day
        name = MONTHS[self.site.language].split()[month - 1]
        ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in (11, 12, 13) else 0, "th")
        printed = self.site.date.format(
            j=day, n=month, y=year, m=name, sm=name[:3], o=f"{day}{ending}",
            f="1er" if day == 1 else day, w=WEEKDAY.get(self.site.language, ""),
        )  # fmt: skip
        return printed, f"{year:04}-{month:02}-{day:02}"

    def byline(self) -> str:
        """Returns the authors as printed, and notes their names."""
        names = list(NAMES[self.site.language])
        rare = f"{self.chance.choice(MADE_OF['given'])} {self.chance.choice(MADE_OF['family'])}"
        kind = self.chance.choice(
            ("one", "one", "one", "rare", "two", "three", "professor", "organization", "affiliation")
        )
        self.chance.shuffle(names)
        joined = f" {self.site.labels['and']} "
        match kind:
            case "two":
                self.people, printed = names[:2], joined.join(map(self.link, names[:2]))
            case "three":
                self.people = names[:3]
                printed = f"{self.link(names[0])}, {self.link(names[1])}{joined}{self.link(names[2])}"
            case "professor":
                self.people = [f"{self.say('professor')}{names[0]}"]
                printed = self.link(self.people[0])
            case "organization":
                self.people = [self.chance.choice(MADE_OF["organizations"])]
                printed = self.link(self.people[0])
            case "affiliation":
                self.people, printed = names[:1], f"{self.link(names[0])} (Harbour Institute)"
            case _:
                self.people = [rare if kind == "rare" else names[0]]
                printed = self.link(self.people[0])
        self.truth.authors = list(self.people)
        return printed

    def part(self, part: str) -> str | None:
        """Returns a line of header or footer, and notes what it tells; None where this page lacks it."""
        if part not in ("rule", "menu") and self.chance.random() < 0.06:
            return None
        line: str = getattr(self, f"_{part}")()
        return line

    def _by(self) -> str:
        return self.say("by", a=self.byline())

    def _on(self) -> str:
        printed, self.truth.published = self.date()
        return self.say("on", d=printed)

    def _on_by(self) -> str:
        printed, self.truth.published = self.date()
        return self.say("on_by", d=printed, a=self.byline())

    def _published(self) -> str:
        printed, self.truth.published = self.date()
        self.truth.publisher = self.site.publisher
        return self.say("published", p=self.site.publisher, d=printed)

    def _named_source(self) -> str:
        self.source = self.source or self.chance.choice(MADE_OF["outlets"])
        self.truth.original_publisher = self.source
        return self.link(self.source)

    def _original(self) -> str:
        printed, self.truth.original_published = self.date()
        return self.site.original.format(s=self._named_source(), d=printed)

    def _first(self) -> str:
        printed, self.truth.original_published = self.date()
        named = self._named_source() if "{s}" in self.site.labels["first"] else ""
        return self.say("first", d=printed, s=named)

    def _source(self) -> str:
        return self.say("source", s=self._named_source())

    def _labelled(self, part: str, known: list[str], most: int) -> tuple[str, list[str]]:
        labels = self.chance.sample(known, self.chance.randint(1, most))
        return self.say(part, l=", ".join(map(self.link, labels))), labels

    def _region(self) -> str:
        line, self.truth.region = self._labelled("region", MADE_OF["regions"], 2)
        return line

    def _theme(self) -> str:
        known = [label for label in MADE_OF["themes"] if "," not in label or self.site.linked]
        line, self.truth.theme = self._labelled("theme", known, 3)
        return line

    def _report(self) -> str:
        line, self.truth.in_depth_report = self._labelled("report", MADE_OF["reports"], 1)
        return line

    def _notice(self) -> str:
        owner = self.source or self.site.publisher
        people = self.people or [owner]
        printed = self.site.labels["notice"]
        year = self.truth.published[:4] if self.truth.published else "2016"
        self.truth.copyright_year = year
        self.truth.holders = [*(people if "{a}" in printed else []), *([owner] * printed.count("{s}"))]
        self.truth.holders = list(dict.fromkeys(self.truth.holders))
        return self.say("notice", a=", ".join(map(self.link, people)), s=self.link(owner), y=year)

    def _rule(self) -> str:
        return "---"

    def _menu(self) -> str:
        publisher = self.site.publisher
        menu = [f"[Comment on {publisher} Articles on our Facebook page](#)", f"[Become a Member of {publisher}](#)"]
        return "\n\n".join(menu)

    def _articles_by(self) -> str:
        people = self.people or ["Coast Wire"]
        self.truth.authors = self.truth.articles_by = people
        return self.say("articles_by", a=", ".join(map(self.link, people)))

    def _disclaimer(self) -> str:
        self.truth.disclaimer = True
        printed = self.say("disclaimer", p=self.site.publisher)
        label, rest = printed.split(":", 1)
        return f"**{label.strip()}:**{rest}" if self.site.suffix == ".md" else printed

    def _url(self) -> str:
        self.truth.url = f"http://www.{host(self.site.publisher)}/articles/{self.number * 37}"
        return self.say("url", u=self.truth.url)

    def _translator(self) -> str:
        self.truth.translator = ["Tomás Quay"]
        return self.say("translator", t="Tomás Quay")

    def _printed(self) -> str:
        return self.say("printed", d=self.date()[0])

    def sentence(self) -> str:
        """Returns a sentence of the body."""
        sentence: str = self.chance.choice(MADE_OF["sentences"])
        return sentence.format(n=self.chance.randint(2, 900))

    def body(self) -> list[str]:
        """Returns the paragraphs of the body, and notes them without marks."""
        found = [(text, text) for text in (" ".join(self.sentence() for _ in range(3)) for _ in range(4))]
        at = self.chance.randint(1, 3)
        extra = self.chance.random()
        if extra < 0.3:
            heading = self.chance.choice(MADE_OF["headings"])
            found.insert(at, (f"## {heading}" if self.site.suffix == ".md" else heading, heading))
        elif extra < 0.45:
            items = "\n".join(f"- {item.format(n=self.number)}" for item in MADE_OF["items"])
            found.insert(at, (items, items))
        elif extra < 0.6:
            quoted = self.sentence()
            found.insert(at, (f"> {quoted}", quoted))
        if self.people and self.chance.random() < 0.25:
            bio = self.chance.choice(MADE_OF["bios"]).format(a=self.people[0], p=self.site.publisher)
            found.append((f"*{bio}*", bio))
        if self.chance.random() < 0.3:
            heading = self.say("notes_heading")
            notes = [
                note.format(i=place, n=self.number + 7)
                for place, note in enumerate(self.chance.sample(MADE_OF["notes"], 2), 1)
            ]
            found += [
                (f"**{heading}**", heading),
                *((note, note.replace("[The log of the ferry](#)", "The log of the ferry")) for note in notes),
            ]
        self.truth.text = "\n\n".join(plain for _, plain in found)
        return [printed for printed, _ in found]

    def written(self) -> str:
        title = self.chance.choice(MADE_OF["titles"]).format(n=self.number + 3)
        site = self.site
        parts = [line for part in site.header if (line := self.part(part))]
        parts[:0] = [site.title.format(t=title, line="=" * len(title))]
        self.truth.title = title
        header = ("\n" if site.packed else "\n\n").join(parts)
        lede = []
        if self.chance.random() < 0.5 and len(parts) > 1:
            self.truth.lede = f"The boat that {self.number} towns share sails at last."
            lede = [f"*{self.truth.lede}*"]
        body = self.body()
        footer = [line for part in site.footer if (line := self.part(part))]
        return "\n\n".join([*site.above, header, *lede, *body, *footer]) + "\n"


def plant(folder: Path, seed: int) -> dict[str, Truth]:
    """Writes the pages of a site, and returns what each file of them prints."""
    site, chance = layout(seed), random.Random(seed + 1)
    folder.mkdir(parents=True)
    found = {}
    for number in range(PAGES):
        page = _Page(site, random.Random(chance.random()), number)
        text = page.written().replace("\n", site.newline)
        name = f"{number:02}{site.suffix}"
        (folder / name).write_bytes(text.encode(site.encoding))
        found[name] = page.truth
    return found
